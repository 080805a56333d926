//! Correcting a misspelt word by the words that the journal has.
//!
//! Only a word that occurs nowhere, in none of its forms, is touched; it becomes the word closest
//! to it, of equally close ones the most frequent. The first letter is trusted: people rarely miss
//! it, and it keeps the words to look at few.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use tantivy::{Searcher, Term as Key};

use super::query::{Query, Text};
use super::schema::{Fields, fields};
use super::sense::{Tongue, senses};
use super::unpacked::Unpacked;
use super::words;
use crate::error::Result;

/// Shorter words are too close to too many others.
const SHORTEST: usize = 4;

/// The same query with words that the journal has; none if there is nothing to correct.
pub(super) fn correct(
    query: &Query,
    tongue: Tongue<'_>,
    searcher: &Searcher,
    segments: &[Arc<Unpacked>],
) -> Result<Option<Query>> {
    let fields = fields();
    let mut corrected = query.clone();
    let mut is_better = false;
    for text in corrected.texts_mut() {
        let (Text::Word(typed) | Text::Open(typed)) = text else { continue };
        let Some(word) = word_of(typed) else { continue };
        if occurs(text, tongue, searcher, fields)? {
            continue;
        }
        if let Some(closest) = closest(&word, searcher, segments)? {
            *text = Text::Word(closest);
            is_better = true;
        }
    }
    Ok(is_better.then_some(corrected))
}

/// The folded word, if there is just one, without digits, and long enough.
fn word_of(typed: &str) -> Option<String> {
    let wanted = words::wanted(typed, false);
    match wanted.terms.as_slice() {
        [(_, word)]
            if wanted.ends_in_word && word.chars().count() >= SHORTEST && word.chars().all(char::is_alphabetic) =>
        {
            Some(word.clone())
        }
        _ => None,
    }
}

/// Whether the journal has the word, in any form, or another that means the same.
fn occurs(text: &Text, tongue: Tongue<'_>, searcher: &Searcher, fields: Fields) -> Result<bool> {
    let ways = senses(text, false, tongue).into_iter().flat_map(|sense| sense.ways);
    for way in ways {
        let words = way.terms.iter().map(|(_, word)| Key::from_field_text(fields.text, word));
        let stems = way.stems.iter().map(|stem| Key::from_field_text(fields.stems, stem));
        for form in words.chain(stems) {
            if searcher.doc_freq(&form)? > 0 {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

fn closest(word: &str, searcher: &Searcher, segments: &[Arc<Unpacked>]) -> tantivy::Result<Option<String>> {
    let Some(first) = word.chars().next() else { return Ok(None) };
    let letters: Vec<char> = word.chars().collect();
    let most = if letters.len() < 2 * SHORTEST { 1 } else { 2 };
    let mut near: HashMap<&str, (usize, u32)> = HashMap::new();
    let mut rows = Rows::default();
    for (segment, unpacked) in searcher.segment_readers().iter().zip(segments) {
        for (term, frequency) in unpacked.vocabulary(segment)?.near(word, first, most) {
            if let Some((_, sum)) = near.get_mut(term) {
                *sum += frequency;
            } else if let Some(distance) = rows.distance(&letters, term, most) {
                near.insert(term, (distance, frequency));
            }
        }
    }
    let best = near.into_iter().min_by_key(|(term, (distance, frequency))| (*distance, Reverse(*frequency), *term));
    Ok(best.map(|(term, _)| term.to_owned()))
}

/// What distances are reckoned in, kept from one word to the next.
#[derive(Debug, Default)]
pub(super) struct Rows {
    other: Vec<char>,
    before: Vec<usize>,
    row: Vec<usize>,
    next: Vec<usize>,
}

impl Rows {
    /// How many letters were added, left out, changed or swapped with the next, if not more than
    /// `most`. (Damerau and Levenshtein, without editing between the two of a swap.)
    pub(super) fn distance(&mut self, letters: &[char], term: &str, most: usize) -> Option<usize> {
        let Self { other, before, row, next } = self;
        other.clear();
        other.extend(term.chars().take(letters.len() + most + 1));
        if letters.len().abs_diff(other.len()) > most {
            return None;
        }
        before.clear();
        row.clear();
        row.extend(0..=other.len());
        for (at, letter) in letters.iter().enumerate() {
            next.clear();
            next.push(at + 1);
            let mut left = at + 1;
            let mut diagonals = row.windows(2);
            for (column, theirs) in other.iter().enumerate() {
                let Some(&[diagonal, above]) = diagonals.next() else { return None };
                let mut best = (diagonal + usize::from(letter != theirs)).min(above + 1).min(left + 1);
                let is_swap = at > 0
                    && column > 0
                    && letters.get(at - 1) == Some(theirs)
                    && other.get(column - 1) == Some(letter);
                if is_swap {
                    best = best.min(before.get(column - 1).map_or(best, |earlier| earlier + 1));
                }
                next.push(best);
                left = best;
            }
            if next.iter().all(|so_far| *so_far > most) {
                return None;
            }
            std::mem::swap(before, row);
            std::mem::swap(row, next);
        }
        row.last().copied().filter(|distance| *distance <= most)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn apart(one: &str, other: &str) -> Option<usize> {
        Rows::default().distance(&one.chars().collect::<Vec<_>>(), other, 2)
    }

    #[test]
    fn slips_of_the_finger_are_counted() {
        assert_eq!(apart("roadmap", "roadmap"), Some(0));
        assert_eq!(apart("raodmap", "roadmap"), Some(1));
        assert_eq!(apart("roadmp", "roadmap"), Some(1));
        assert_eq!(apart("roadmapp", "roadmap"), Some(1));
        assert_eq!(apart("rodmapp", "roadmap"), Some(2));
        assert_eq!(apart("road", "roadmap"), None);
        assert_eq!(apart("", ""), Some(0));
    }

    proptest! {
        #[test]
        fn the_way_back_is_as_long(one in "[a-d]{0,7}", other in "[a-d]{0,7}") {
            prop_assert_eq!(apart(&one, &other), apart(&other, &one));
        }
    }
}
