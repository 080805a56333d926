//! A text as the words that names are looked for among.

use crate::search::{fold_into, is_joint, is_unspaced};

/// A word of a text. Letters are folded: case, accents and forms make no difference.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub(super) folded: String,
    /// The byte at which it begins.
    pub(super) start: usize,
    /// The byte behind it.
    pub(super) end: usize,
    pub(super) case: Case,
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// Without a capital at its beginning.
    Small,
    /// With one.
    Capital,
    /// In nothing but capitals, more than one.
    Capitals,
}

impl Word {
    pub(super) fn is_capital(&self) -> bool {
        self.case != Case::Small
    }

    pub(super) fn letters(&self) -> usize {
        self.folded.chars().count()
    }

    pub(super) fn is_number(&self) -> bool {
        self.folded.starts_with(|letter: char| letter.is_ascii_digit())
    }
}

/// Whether nobody sees it: it neither ends a word nor stands between two.
pub(super) fn is_unseen(letter: char) -> bool {
    is_joint(letter)
        || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2061}'..='\u{2069}' | '\u{feff}' | '\u{61c}' | '\u{180e}')
}

/// The words of `text`. A capital after a small letter begins another one, as in `AtlasSearch`; where a
/// script is written without spaces, every character is one.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open: Option<Open> = None;
    for (at, letter) in text.char_indices() {
        let behind = at + letter.len_utf8();
        if is_unseen(letter) {
            if let Some(open) = &mut open {
                open.end = behind;
            }
        } else if !letter.is_alphanumeric() {
            words.extend(open.take().and_then(Open::close));
        } else {
            let alone = is_unspaced(letter);
            let turns = letter.is_uppercase() && open.as_ref().is_some_and(|open| open.last.is_lowercase());
            if alone || turns {
                words.extend(open.take().and_then(Open::close));
            }
            open.get_or_insert_with(|| Open::at(at)).push(letter, behind);
            if alone {
                words.extend(open.take().and_then(Open::close));
            }
        }
    }
    words.extend(open.and_then(Open::close));
    words
}

/// A word that is being read.
struct Open {
    folded: String,
    start: usize,
    end: usize,
    last: char,
    first_is_capital: bool,
    capitals: usize,
    small: usize,
}

impl Open {
    const fn at(start: usize) -> Self {
        Self { folded: String::new(), start, end: start, last: ' ', first_is_capital: false, capitals: 0, small: 0 }
    }

    fn push(&mut self, letter: char, end: usize) {
        if self.folded.is_empty() {
            // A word that begins with a digit, such as 3M, is written as it should be.
            self.first_is_capital = letter.is_uppercase() || !letter.is_alphabetic() || is_unspaced(letter);
        }
        self.capitals += usize::from(letter.is_uppercase());
        self.small += usize::from(letter.is_lowercase());
        self.last = letter;
        self.end = end;
        fold_into(letter, &mut self.folded);
    }

    fn close(self) -> Option<Word> {
        let case = match (self.first_is_capital, self.small) {
            (true, 0) if self.capitals > 1 => Case::Capitals,
            (true, _) => Case::Capital,
            (false, _) => Case::Small,
        };
        (!self.folded.is_empty()).then_some(Word { folded: self.folded, start: self.start, end: self.end, case })
    }
}

/// What stands between two places of a text and can be seen.
pub(super) fn between(text: &str, from: usize, to: usize) -> String {
    text.get(from..to).unwrap_or_default().chars().filter(|letter| !is_unseen(*letter)).collect()
}

/// Whether a word that begins at byte `at` begins a sentence, or may: after a colon nobody knows.
pub(super) fn begins_sentence(text: &str, at: usize) -> bool {
    begins(text, at, &['.', '!', '?', '…', ':', '·', '|', '/'])
}

/// Whether it begins one for certain, and is to be written with a capital.
pub(super) fn begins_with_capital(text: &str, at: usize) -> bool {
    begins(text, at, &['.', '!', '?', '…'])
}

fn begins(text: &str, at: usize, ends: &[char]) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let seen = before.trim_end_matches(|letter: char| {
        letter.is_whitespace()
            || is_unseen(letter)
            || matches!(letter, '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '(' | '*' | '-' | '–' | '•')
    });
    let has_break = before.get(seen.len()..).unwrap_or_default().contains('\n');
    has_break || seen.is_empty() || seen.ends_with(ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.folded).collect()
    }

    #[test]
    fn words_end_where_one_would_end_them() {
        assert_eq!(folded("Zoë’s plan—José-Luis, D.K."), ["zoe", "s", "plan", "jose", "luis", "d", "k"]);
        assert_eq!(folded("dana_kowalski AtlasSearch 3M"), ["dana", "kowalski", "atlas", "search", "3m"]);
        assert_eq!(folded("Ko\u{ad}walski Ko\u{200b}wal\u{301}ski"), ["kowalski", "kowalski"]);
        assert_eq!(folded("田中さん"), ["田", "中", "さ", "ん"]);
    }

    #[test]
    fn a_place_in_the_text_is_that_of_the_word() {
        let text = "É Zoe\u{308}!";
        for word in words(text) {
            assert!(text.get(word.start..word.end).is_some());
        }
        assert_eq!(words(text).last().map(|word| &text[word.start..word.end]), Some("Zoe\u{308}"));
    }

    #[test]
    fn a_sentence_begins_after_a_stop_and_in_a_line_of_its_own() {
        let text = "Will it? Will did. “Will…\nWill and Will";
        let begins: Vec<bool> = words(text)
            .iter()
            .filter(|word| word.folded == "will")
            .map(|word| begins_sentence(text, word.start))
            .collect();
        assert_eq!(begins, [true, true, true, true, false]);
    }
}
