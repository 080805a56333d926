//! What is asked: what people type, drawn from the texts themselves.

use super::corpus::{Text, is_unspaced};
use crate::corpus::Corpus;

/// A query, in a form that each of the three can be asked in.
pub(super) enum Asked {
    Words(Vec<String>),
    Phrase(Vec<String>),
    Prefix(String),
    Misspelt(String),
}

impl Asked {
    pub(super) const FORMS: [&'static str; 5] = ["a word", "several words", "a phrase", "a beginning", "a slip"];

    /// Which of the forms it has.
    pub(super) fn form(&self) -> &'static str {
        let [word, words, phrase, beginning, slip] = Self::FORMS;
        match self {
            Self::Words(several) if several.len() > 1 => words,
            Self::Words(_) => word,
            Self::Phrase(_) => phrase,
            Self::Prefix(_) => beginning,
            Self::Misspelt(_) => slip,
        }
    }

    /// As somebody types it.
    pub(super) fn typed(&self) -> String {
        match self {
            Self::Words(words) => words.join(" "),
            Self::Phrase(words) => format!("\"{}\"", words.join(" ")),
            Self::Prefix(beginning) => format!("{beginning}*"),
            Self::Misspelt(word) => word.clone(),
        }
    }
}

/// `count` queries: a third single words, the rest pairs, phrases, beginnings and slips.
pub(super) fn of(texts: &[Text], count: usize) -> Vec<Asked> {
    let mut chance = Corpus::new(23);
    let mut asked = Vec::with_capacity(count);
    while asked.len() < count {
        let Some(text) = texts.get(chance.number(texts.len())) else { break };
        let words: Vec<&str> = words(&text.body).filter(|word| word.chars().count() > 1).collect();
        let Some(last) = words.len().checked_sub(4) else { continue };
        let at = chance.number(last);
        let some = |from: usize, length: usize| -> Vec<String> {
            words.iter().skip(from).take(length).map(|word| word.to_lowercase()).collect()
        };
        let one = match asked.len() % 6 {
            0 | 1 => Asked::Words(some(at, 1)),
            2 => Asked::Words([some(at, 1), some(chance.number(last), 1)].concat()),
            3 => Asked::Phrase(some(at, 2 + chance.number(2))),
            4 => Asked::Prefix(some(at, 1).concat().chars().take(3).collect()),
            _ => match misspelt(&some(at, 1).concat()) {
                Some(word) => Asked::Misspelt(word),
                None => continue,
            },
        };
        asked.push(one);
    }
    asked
}

/// The words of a text; where it has no spaces, two characters at a time, as most words have there.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|one: char| !one.is_alphanumeric()).flat_map(|run| {
        let mut rest = run;
        std::iter::from_fn(move || {
            let length = match rest.contains(is_unspaced) {
                true => rest.char_indices().nth(2).map_or(rest.len(), |(at, _)| at),
                false => rest.len(),
            };
            let (word, behind) = rest.split_at_checked(length).filter(|_| length > 0)?;
            rest = behind;
            Some(word)
        })
    })
}

/// With two letters swapped, which is what fingers do.
fn misspelt(word: &str) -> Option<String> {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() < 6 || !word.is_ascii() || letters.get(2) == letters.get(3) {
        return None;
    }
    letters.swap(2, 3);
    Some(letters.into_iter().collect())
}
