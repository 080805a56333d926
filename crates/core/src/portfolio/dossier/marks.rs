//! Which entries a line of the author's rests on, as it is typed: `It held for a year. [E3, E7]`.

use crate::id::EntryId;

/// What closes a sentence.
const CLOSING: [char; 4] = ['.', '!', '?', '…'];

/// A text without its marks.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Marked {
    /// Its lines; those without a word are gone.
    pub(crate) text: String,
    /// For each line the entries that it names. Empty where no line names any.
    pub(crate) sources: Vec<Vec<EntryId>>,
}

/// Takes the marks off a text. What stands in brackets and is no name of an entry is the author's own words.
pub(crate) fn read(text: &str, named: impl Fn(&str) -> Option<EntryId>) -> Marked {
    let lines = text.lines().map(|line| split(line.trim(), &named));
    let lines = lines.filter(|(words, _)| !words.trim_matches(CLOSING).is_empty());
    let (words, mut sources): (Vec<String>, Vec<Vec<EntryId>>) = lines.unzip();
    if sources.iter().all(Vec::is_empty) {
        sources.clear();
    }
    Marked { text: words.join("\n"), sources }
}

/// The entry that a label of a document names: `E1` is the first of `numbered`.
pub(super) fn label(numbered: &[EntryId]) -> impl Fn(&str) -> Option<EntryId> {
    move |name| {
        let number: usize = name.strip_prefix(['E', 'e'])?.parse().ok()?;
        numbered.get(number.checked_sub(1)?).copied()
    }
}

/// What stands in a line as if it named entries; it was left there because it does not, or is not at the end.
pub(in crate::portfolio) fn stray(line: &str) -> Option<&str> {
    let is_label =
        |name: &str| name.trim().strip_prefix(['E', 'e']).is_some_and(|number| number.parse::<u32>().is_ok());
    line.match_indices('[').find_map(|(at, _)| {
        let rest = line.get(at..)?;
        let marks = rest.get(..=rest.find(']')?)?;
        marks.trim_matches(['[', ']']).split(',').all(is_label).then_some(marks)
    })
}

/// The words of a line, and the entries that are named behind them. What closes the sentence may stand behind the
/// marks too: `It held [E1].`
fn split(line: &str, named: &impl Fn(&str) -> Option<EntryId>) -> (String, Vec<EntryId>) {
    let bare = line.trim_end_matches(CLOSING);
    let closing = line.get(bare.len()..).unwrap_or_default();
    let (mut words, mut entries) = (bare.trim_end(), Vec::new());
    while let Some((before, more)) = last_marks(words, named) {
        words = before;
        entries.splice(0..0, more);
    }
    if entries.is_empty() { (line.to_owned(), entries) } else { (format!("{words}{closing}"), entries) }
}

fn last_marks<'a>(words: &'a str, named: &impl Fn(&str) -> Option<EntryId>) -> Option<(&'a str, Vec<EntryId>)> {
    let (before, names) = words.strip_suffix(']')?.rsplit_once('[')?;
    let entries = names.split(',').map(|name| named(name.trim())).collect::<Option<Vec<_>>>()?;
    Some((before.trim_end(), entries))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn entries() -> Vec<EntryId> {
        (1..4).map(|number| EntryId::from_bytes([number; 16])).collect()
    }

    #[test]
    fn a_line_names_the_entries_that_stand_in_brackets_behind_it() {
        let all = entries();
        let read = read("It held. [E1, e3]\n\n  For a year.  \nTwice. [E2]", label(&all));
        assert_eq!(read.text, "It held.\nFor a year.\nTwice.");
        assert_eq!(read.sources, [vec![all[0], all[2]], vec![], vec![all[1]]]);
    }

    #[test]
    fn brackets_that_name_no_entry_are_words() {
        let all = entries();
        for text in ["We kept it [all].", "[sic]", "[E4]", "[E0]", "It held. []", "It held. [E1, later]", "E1]", "[E1"]
        {
            assert_eq!(read(text, label(&all)), Marked { text: text.into(), sources: Vec::new() }, "{text}");
        }
        assert_eq!(read("[E1]", label(&all)), Marked::default(), "nothing is said of it");
    }

    #[test]
    fn marks_may_stand_one_by_one_and_before_what_closes_the_sentence() {
        let all = entries();
        let read = read("It held [E1] [E2].\nDid it? [E3]", label(&all));
        assert_eq!(read.text, "It held.\nDid it?");
        assert_eq!(read.sources, [vec![all[0], all[1]], vec![all[2]]]);
    }

    #[test]
    fn a_label_of_no_entry_is_noticed_and_other_brackets_are_not() {
        assert_eq!(stray("It held. [E1, E99]"), Some("[E1, E99]"));
        assert_eq!(stray("In May [e4] it held."), Some("[e4]"), "no mark stands within a line");
        assert_eq!(["It held.", "We kept it [all]", "[E]", "[]"].map(stray), [None; 4]);
    }

    proptest! {
        #[test]
        fn what_is_marked_is_read_as_it_was_typed(lines in prop::collection::vec(("[a-z][a-z .,()]{0,20}[a-z.]", prop::collection::vec(0_usize..3, 0..3)), 1..5)) {
            let all = entries();
            let typed: Vec<String> = lines
                .iter()
                .map(|(words, at)| match at.as_slice() {
                    [] => words.clone(),
                    at => format!("{words} [{}]", at.iter().map(|at| format!("E{}", at + 1)).collect::<Vec<_>>().join(", ")),
                })
                .collect();
            let read = read(&typed.join("\n"), label(&all));
            let words: Vec<&str> = lines.iter().map(|(words, _)| words.as_str()).collect();
            prop_assert_eq!(read.text, words.join("\n"));
            let named: Vec<Vec<EntryId>> =
                lines.iter().map(|(_, at)| at.iter().map(|at| all[*at]).collect()).collect();
            prop_assert_eq!(read.sources, if named.iter().all(Vec::is_empty) { Vec::new() } else { named });
        }
    }
}
