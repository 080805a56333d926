//! Conditions as terms: each is one term of one field, written here and nowhere else, so that
//! what is filed and what is asked for cannot drift apart.

use super::fold::fold_name;
use super::query::{Flag, Part};
use crate::journal::Kind;

/// A document by its number; the only term that is of the document rather than of the entry.
pub(super) fn document(number: u32) -> String {
    format!("document:{number}")
}

/// The number of a document from its term.
pub(super) fn document_of(term: &[u8]) -> Option<u32> {
    std::str::from_utf8(term).ok()?.strip_prefix("document:")?.parse().ok()
}

/// From and to where the terms of documents are; the last is not one.
pub(super) const fn documents() -> (&'static [u8], &'static [u8]) {
    (b"document:", b"document;")
}

pub(super) fn kind(kind: Kind) -> String {
    format!("kind:{kind}")
}

pub(super) fn competency(key: &str) -> String {
    format!("competency:{key}")
}

pub(super) fn competency_at(key: &str, level: u8) -> String {
    format!("competency:{key}={level}")
}

pub(super) fn level(level: u8) -> String {
    format!("level:{level}")
}

pub(super) fn tag(name: &str) -> String {
    format!("tag:{}", fold_name(name))
}

pub(super) fn project(name: &str) -> String {
    format!("project:{}", fold_name(name))
}

/// The term for somebody wanted by this name.
pub(super) fn person(wanted: &str) -> String {
    format!("person:{}", fold_name(wanted))
}

/// The terms under which somebody is filed: see [`super::fold::is_called`].
pub(super) fn person_terms(name: &str) -> impl Iterator<Item = String> {
    let folded = fold_name(name);
    let words: Vec<String> =
        folded.split(' ').filter(|word| *word != folded).map(|word| format!("person:{word}")).collect();
    std::iter::once(format!("person:{folded}")).chain(words)
}

pub(super) fn flag(flag: Flag) -> String {
    format!("is:{flag}")
}

pub(super) fn part(part: Part) -> String {
    format!("has:{part}")
}

/// Letters of a beginning that entries are filed under. With so few typed, thousands of words may follow, and to
/// go through all of them is what the first keys of a search would wait for.
pub(super) const BEGINNING: usize = 3;

/// Entries with a word that begins with these letters, of which there are [`BEGINNING`] at most.
pub(super) fn begins(letters: &str) -> String {
    format!("{BEGINS}{letters}")
}

pub(super) const BEGINS: &str = "begins:";

/// Stands before a text that is to be filed by the beginnings of its words.
const TEXT: char = '\u{2}';

/// A text as it is filed by the beginnings of its words.
pub(super) fn text(text: &str) -> String {
    [TEXT].into_iter().chain(text.chars()).collect()
}

/// The text that was filed so.
pub(super) fn text_of(filed: &str) -> Option<&str> {
    filed.strip_prefix(TEXT)
}

/// The language whose words an entry is stemmed by.
pub(super) fn language(code: &str) -> String {
    format!("language:{code}")
}
