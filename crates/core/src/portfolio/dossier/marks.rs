//! Which entries a line of the author's rests on, as it is typed: `It held for a year. [E3, E7]`.

use crate::id::EntryId;

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
    let lines = text.lines().map(|line| split(line.trim(), &named)).filter(|(words, _)| !words.is_empty());
    let (words, mut sources): (Vec<&str>, Vec<Vec<EntryId>>) = lines.unzip();
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

/// What stands behind a line as if it named entries; it was left there because it does not.
pub(in crate::portfolio) fn stray(line: &str) -> Option<&str> {
    let at = line.trim_end().strip_suffix(']')?.rfind('[')?;
    let marks = line.trim_end().get(at..)?;
    let is_label = |name: &str| name.trim().strip_prefix('E').is_some_and(|number| number.parse::<u32>().is_ok());
    marks.trim_matches(['[', ']']).split(',').all(is_label).then_some(marks)
}

fn split<'a>(line: &'a str, named: &impl Fn(&str) -> Option<EntryId>) -> (&'a str, Vec<EntryId>) {
    let marks = || {
        let (words, names) = line.strip_suffix(']')?.rsplit_once('[')?;
        let entries = names.split(',').map(|name| named(name.trim())).collect::<Option<Vec<_>>>()?;
        Some((words.trim_end(), entries))
    };
    marks().unwrap_or((line, Vec::new()))
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
    fn a_label_of_no_entry_is_noticed_and_other_brackets_are_not() {
        assert_eq!(stray("It held. [E1, E99]"), Some("[E1, E99]"));
        assert_eq!(["It held.", "We kept it [all]", "[E1] held", "[]"].map(stray), [None; 4]);
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
