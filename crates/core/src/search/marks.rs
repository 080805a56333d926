//! Finding again in a text what a query found it by.
//!
//! The index says that an entry matches, not where; and it is the stored text that is shown. So
//! the words of the query are looked for once more, by the same rules by which the index was made.

use std::borrow::Cow;

use super::beginnings::{Beginnings, Passing};
use super::query::{Clause, Query, Scope, Term, Text};
use super::sense::{Part, Sense, Tongue, Way, parts, senses};
use super::words::{self, Piece, Pieces, Script};
use crate::language::Stemming;

/// A place in a text, in bytes, and which of the query's words it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) word: usize,
}

/// What a query looks for.
#[derive(Debug, Clone, Default)]
pub(super) struct Sought {
    words: Vec<SoughtWord>,
    /// What they begin with in the languages of the journal.
    beginnings: Vec<(Stemming, Beginnings)>,
}

#[derive(Debug, Clone)]
struct SoughtWord {
    scope: Scope,
    ways: Vec<Way>,
}

impl Sought {
    pub(super) fn of(query: &Query, tongue: Tongue<'_>) -> Self {
        let mut words = Vec::new();
        for part in parts(query, tongue) {
            match part {
                Part::Clause(clause) => add(&mut words, clause, tongue),
                Part::Run(clauses, kin) => {
                    let first = words.len();
                    clauses.iter().for_each(|clause| add(&mut words, clause, tongue));
                    // What means the same as all of them stands for the first.
                    words.get_mut(first).into_iter().for_each(|word| word.ways.extend(kin.iter().cloned()));
                }
            }
        }
        Self::of_words(words, tongue)
    }

    fn of_words(words: Vec<SoughtWord>, tongue: Tongue<'_>) -> Self {
        let beginnings = tongue.languages.iter().map(|stemming| (*stemming, beginnings(&words, *stemming))).collect();
        Self { words, beginnings }
    }

    /// What is looked for when any of the words will do.
    pub(super) fn of_any(words: &[Text], tongue: Tongue<'_>) -> Self {
        let senses = words.iter().flat_map(|word| senses(word, false, tongue));
        Self::of_words(senses.map(|Sense { ways }| SoughtWord { scope: Scope::Anywhere, ways }).collect(), tongue)
    }

    /// A word of a query alone.
    pub(super) fn of_sense(scope: Scope, Sense { ways }: Sense) -> Self {
        Self { words: vec![SoughtWord { scope, ways }], beginnings: Vec::new() }
    }

    /// How many words there are to find in a text that is no title.
    pub(super) fn len(&self) -> u32 {
        self.words.iter().map(|word| u32::from(word.scope == Scope::Anywhere)).sum()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Where they are in `text`, in order, without overlaps.
    pub(super) fn marks(&self, text: &str, is_title: bool, stemming: Stemming) -> Vec<Mark> {
        let mut marks = Vec::new();
        let mut folded = Folded::default();
        let mut pieces = Pieces::of(text);
        let known = self.beginnings.iter().find(|(known, _)| *known == stemming);
        let known = known.map(|(_, known)| Cow::Borrowed(known));
        let beginnings = known.unwrap_or_else(|| Cow::Owned(beginnings(&self.words, stemming)));
        let mut passing = Passing::through(text, &beginnings);
        loop {
            pieces.pass_over(&mut passing);
            let Some(piece) = pieces.next() else { break };
            folded.set(text, piece);
            for (number, word) in self.words.iter().enumerate() {
                if word.scope == Scope::Title && !is_title {
                    continue;
                }
                let end = word.ways.iter().filter_map(|way| match way.pieces.as_slice() {
                    [] => None,
                    [sought] => folded.is(sought, way, stemming).then_some(piece.to),
                    row => row_at(text, pieces.clone(), &folded, row, way.begins),
                });
                let end = end.max();
                if let Some(to) = end {
                    marks.push(Mark { from: piece.from, to, word: number });
                }
            }
        }
        join(marks)
    }
}

/// What the words begin with in a text whose words are stemmed so.
fn beginnings(words: &[SoughtWord], stemming: Stemming) -> Beginnings {
    let ways = words.iter().flat_map(|word| &word.ways);
    ways.flat_map(|way| {
        let stems = way.stems.iter().map(move |stem| stemming.beginning(stem));
        way.pieces.first().map(String::as_str).into_iter().chain(stems)
    })
    .collect()
}

fn add(words: &mut Vec<SoughtWord>, Clause(leaves): &Clause, tongue: Tongue<'_>) {
    for leaf in leaves.iter().filter(|leaf| !leaf.not) {
        let Term::Text { scope, text } = &leaf.term else { continue };
        for Sense { ways } in senses(text, false, tongue) {
            words.push(SoughtWord { scope: *scope, ways });
        }
    }
}

/// Where the row ends that begins with the piece `first` and goes on with `next`, if it stands there.
fn row_at(text: &str, mut next: Pieces<'_>, first: &Folded<'_>, row: &[String], begins: bool) -> Option<usize> {
    let (sought, others) = row.split_first()?;
    if *sought != first.text {
        return None;
    }
    let mut folded = String::new();
    let mut end = None;
    for (step, sought) in others.iter().enumerate() {
        let piece = next.next()?;
        words::fold_piece(text.get(piece.from..piece.to)?, &mut folded);
        let is_last = step + 1 == others.len();
        let fits = folded == *sought || (is_last && begins && folded.starts_with(sought.as_str()));
        if !fits {
            return None;
        }
        end = Some(piece.to);
    }
    end
}

/// Marks in order, those that overlap made one.
fn join(mut marks: Vec<Mark>) -> Vec<Mark> {
    marks.sort_unstable_by_key(|mark| (mark.from, std::cmp::Reverse(mark.to)));
    let mut joined: Vec<Mark> = Vec::with_capacity(marks.len());
    for mark in marks {
        match joined.last_mut() {
            // Characters without spaces between them make one mark, however they were found.
            Some(last) if mark.from < last.to => last.to = last.to.max(mark.to),
            _ => joined.push(mark),
        }
    }
    joined
}

/// A piece of the text, as it stands and folded.
#[derive(Default)]
struct Folded<'t> {
    raw: &'t str,
    text: String,
    is_word: bool,
}

impl<'t> Folded<'t> {
    fn set(&mut self, text: &'t str, piece: Piece) {
        self.raw = text.get(piece.from..piece.to).unwrap_or_default();
        words::fold_piece(self.raw, &mut self.text);
        self.is_word = piece.script == Script::Word;
    }

    fn is(&self, sought: &str, way: &Way, stemming: Stemming) -> bool {
        if self.text.is_empty() {
            return false;
        }
        // Stemming is the dear part.
        let may_be = |stem: &String| self.text.starts_with(stemming.beginning(stem));
        let same_stem = || {
            self.is_word
                && way.stems.iter().any(may_be)
                && words::stems(self.raw, &self.text, stemming).iter().any(|stem| way.stems.contains(stem))
        };
        self.text == sought || (way.begins && self.is_word && self.text.starts_with(sought)) || same_stem()
    }
}
