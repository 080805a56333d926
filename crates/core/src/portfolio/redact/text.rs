//! One text, with what is hidden in it replaced.

use std::ops::Range;

use super::dates::days;
use super::dictionary::Redaction;
use super::matcher::{Hit, Reading, Whose};
use super::numbers::numbers;
use super::profile::{ReplacementSort as Sort, Rule};
use super::reach::{Way, ways};
use super::words::{begins_with_capital, words};

/// A replacement in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) bytes: Range<usize>,
    pub(super) sort: Sort,
    pub(super) by: String,
}

/// Rounds until nothing is left. The second hardly ever finds what stood beside something that is gone now.
const MOST_ROUNDS: usize = 8;

impl Redaction {
    /// Replaces in `text` until nothing is left to replace, and shows each replacement with the text it was made in.
    pub(super) fn replace(&self, text: &mut String, reading: Reading, each: &mut dyn FnMut(&str, &Piece)) {
        for _ in 0..MOST_ROUNDS {
            let pieces = self.pieces(text, reading);
            if pieces.is_empty() {
                return;
            }
            pieces.iter().for_each(|piece| each(text, piece));
            *text = replaced(text, pieces.iter().map(|piece| (&piece.bytes, &*piece.by)));
        }
    }

    /// What is to be replaced in `text`, from left to right.
    fn pieces(&self, text: &str, reading: Reading) -> Vec<Piece> {
        let mut pieces = Pieces::default();
        for (bytes, way) in ways(text) {
            if let Some((sort, by)) = self.instead(text.get(bytes.clone()).unwrap_or_default(), way) {
                pieces.add(Piece { bytes, sort, by });
            }
        }
        for hit in self.matcher.hits(text, reading) {
            if let Some(piece) = self.alias_at(text, &hit) {
                pieces.add(piece);
            }
        }
        let counted = words(text);
        if self.profile.replaces(Sort::Date) {
            for (bytes, by) in days(text, &counted) {
                pieces.add(Piece { bytes, sort: Sort::Date, by });
            }
        }
        if self.profile.replaces(Sort::Number) {
            for (bytes, by) in numbers(text) {
                pieces.add(Piece { bytes, sort: Sort::Number, by });
            }
        }
        pieces.in_order()
    }

    /// What stands in the place of a way to reach somebody; none if it stays.
    fn instead(&self, written: &str, way: Way) -> Option<(Sort, String)> {
        let words = &self.words;
        let (sort, by) = match way {
            Way::Mail => (Sort::Mail, &words.mail),
            Way::Phone => (Sort::Phone, &words.phone),
            Way::Handle => (Sort::Handle, &words.handle),
            Way::Link | Way::Domain => (Sort::Link, &words.link),
        };
        let rule = match (self.profile.rule(sort), way) {
            // An abbreviation may look like a domain.
            (Rule::Replace, Way::Domain) => Rule::IfNamed,
            (rule, _) => rule,
        };
        let whose = || self.matcher.handle(written.trim_start_matches('@'));
        match (rule, way) {
            (Rule::Keep, _) => None,
            (_, Way::Handle) => match whose() {
                Some(Whose::Subject(at)) => Some((sort, self.subjects.get(at)?.alias.clone())),
                Some(Whose::Shared) => Some((sort, words.shared.clone())),
                _ if rule == Rule::Replace || self.matcher.hides(written) => Some((sort, by.clone())),
                _ => None,
            },
            (Rule::Replace, _) => Some((sort, by.clone())),
            (Rule::IfNamed, _) => self.matcher.hides(&unescaped(written)).then(|| (sort, by.clone())),
        }
    }

    fn alias_at(&self, text: &str, hit: &Hit) -> Option<Piece> {
        let (sort, alias) = match hit.whose {
            Whose::Stays => return None,
            Whose::Shared => (Sort::Person, self.words.shared.as_str()),
            Whose::Subject(at) => self.subjects.get(at).map(|subject| (subject.sort, subject.alias.as_str()))?,
        };
        let mut bytes = hit.bytes.clone();
        // "The Atlas project" is not "the Project Q2 project".
        if let Some((noun, _)) = alias.split_once(' ')
            && let Some(rest) = text.get(bytes.end..)
            && let Some(next) = rest.strip_prefix(' ')
            && next.get(..noun.len()).is_some_and(|word| word.eq_ignore_ascii_case(noun))
            && sort == Sort::Project
            && !next.get(noun.len()..).unwrap_or_default().starts_with(char::is_alphanumeric)
        {
            bytes.end += 1 + noun.len();
        }
        let by =
            if begins_with_capital(text, bytes.start) { crate::growth::say::capital(alias) } else { alias.to_owned() };
        Some(Piece { bytes, sort, by })
    }
}

/// The text with these replacements made.
pub(super) fn replaced<'p>(text: &str, pieces: impl IntoIterator<Item = (&'p Range<usize>, &'p str)>) -> String {
    let mut made = String::with_capacity(text.len());
    let mut end = 0;
    for (bytes, by) in pieces {
        made.push_str(text.get(end..bytes.start).unwrap_or_default());
        made.push_str(by);
        end = bytes.end;
    }
    made.push_str(text.get(end..).unwrap_or_default());
    made
}

/// Replacements of which none reaches into another: what comes first is not undone.
#[derive(Default)]
struct Pieces(Vec<Piece>);

impl Pieces {
    fn add(&mut self, piece: Piece) {
        let overlaps = |other: &Piece| other.bytes.start < piece.bytes.end && piece.bytes.start < other.bytes.end;
        if !self.0.iter().any(overlaps) {
            self.0.push(piece);
        }
    }

    fn in_order(mut self) -> Vec<Piece> {
        self.0.sort_by_key(|piece| piece.bytes.start);
        self.0
    }
}

/// A link with what is written as `%C3%AB` in clear.
pub(super) fn unescaped(link: &str) -> String {
    let mut bytes = Vec::with_capacity(link.len());
    let mut rest = link.as_bytes();
    while let Some((byte, more)) = rest.split_first() {
        let value = more.get(..2).and_then(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok());
        (rest, _) = match (byte, value) {
            (b'%', Some(value)) => (more.get(2..).unwrap_or_default(), bytes.push(value)),
            (b'+', _) => (more, bytes.push(b' ')),
            _ => (more, bytes.push(*byte)),
        };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
