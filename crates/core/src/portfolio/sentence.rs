//! Text cut into sentences, so that a few can be taken over word for word.

use unicode_segmentation::UnicodeSegmentation;

use crate::markdown;

/// Characters of a text that are looked at. Stories take first sentences, not whole bodies.
const LOOKED_AT: usize = 1600;

/// The longest sentence that is taken over whole.
const LONGEST: usize = 300;

/// The first sentences of a Markdown text as plain words. One that is too long ends in "…".
pub(super) fn sentences(text: &str) -> Vec<String> {
    let plain = markdown::plain(text, LOOKED_AT);
    plain.unicode_sentences().map(str::trim).filter(|one| !one.is_empty()).map(short).collect()
}

/// A short text, such as a field of a form, as plain words on one line.
pub(super) fn line(text: &str) -> String {
    short(&markdown::plain(text, LOOKED_AT))
}

fn short(text: &str) -> String {
    cut(text, LONGEST)
}

/// A text of at most `limit` characters, cut between words where it is longer.
pub(super) fn cut(text: &str, limit: usize) -> String {
    let text = text.trim();
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let mut cut: String = text.chars().take(limit).collect();
    if let Some(space) = cut.rfind(' ') {
        cut.truncate(space);
    }
    cut.truncate(cut.trim_end_matches([' ', ',', ';', ':', '–', '-']).len());
    cut.push('…');
    cut
}

/// Without the full stop, so that it can stand in a list or a heading.
pub(super) fn open(text: &str) -> &str {
    let text = text.trim();
    if text.ends_with("...") { text } else { text.strip_suffix('.').unwrap_or(text) }
}

/// With an end, so that another sentence can follow.
pub(super) fn closed(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() || text.ends_with(['.', '!', '?', '…', '”', '"', '。']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

/// Whether one of these words is in the text, in any case but for a single capital such as "I".
pub(super) fn has_word(text: &str, words: &[&str]) -> bool {
    text.unicode_words().any(|word| {
        // "I'm" and "we've" are one word to Unicode; what comes before the apostrophe counts.
        let stem = word.split(['\'', '’']).next().unwrap_or(word);
        words.iter().any(|wanted| if *wanted == "I" { stem == "I" } else { stem.eq_ignore_ascii_case(wanted) })
    })
}

/// Whether the author speaks of themselves.
pub(super) fn is_mine(text: &str) -> bool {
    has_word(text, &["I", "my", "me", "myself"])
}

/// Whether the author speaks of a group.
pub(super) fn is_ours(text: &str) -> bool {
    has_word(text, &["we", "our", "us", "ours"])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn sentences_are_taken_over_word_for_word() {
        assert_eq!(
            sentences("## Monday\n\nThree teams, *one* surface. Costs rose by 3.5 % e.g. in Lisbon. I asked why."),
            ["Monday Three teams, one surface.", "Costs rose by 3.5 % e.g. in Lisbon.", "I asked why."]
        );
        assert!(sentences(" \n\n").is_empty());
    }

    #[test]
    fn the_author_is_told_from_the_group() {
        assert!(is_mine("I'd rather wait"));
        assert!(!is_mine("Team i has it"));
        assert!(is_ours("We’ve moved the date"));
        assert!(!is_ours("Westward"));
    }

    proptest! {
        #[test]
        fn no_sentence_is_too_long(text in "\\PC{0,900}") {
            for one in sentences(&text) {
                prop_assert!(one.chars().count() <= LONGEST + 1);
            }
        }
    }
}
