//! What the index is asked: words that must all stand in an entry, and what else must hold of it.

use tantivy::query::{
    AllQuery, BooleanQuery, ConstScoreQuery, EnableScoring, Explanation, Occur, Query, Scorer, Weight,
};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError};

use super::documents::Documents;
use super::places::Places;
use super::standing::{Standing, Weighed};
use super::worths::Worths;

/// A part of what is asked.
pub(super) type Part = Box<dyn Query>;

/// What must be, and what must not.
#[derive(Debug, Default)]
pub(super) struct Asked {
    words: Vec<Standing>,
    others: Vec<(Occur, Part)>,
}

impl Asked {
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty() && self.others.is_empty()
    }

    /// A word must stand in it.
    pub(super) fn must_say(&mut self, word: Standing) {
        self.words.push(word);
    }

    pub(super) fn must(&mut self, part: Part) {
        self.others.push((Occur::Must, part));
    }

    pub(super) fn must_not(&mut self, part: Part) {
        self.others.push((Occur::MustNot, part));
    }

    /// All that the other asks must hold, too.
    pub(super) fn and(&mut self, other: Self) {
        self.words.extend(other.words);
        self.others.extend(other.others);
    }

    /// One of them must be; nothing is asked if there are none.
    pub(super) fn any(&mut self, parts: Vec<Part>) {
        any_of(parts).into_iter().for_each(|part| self.must(part));
    }

    /// What else must hold or not.
    fn others(&self) -> Vec<(Occur, Part)> {
        self.others.iter().map(|(occur, part)| (*occur, part.box_clone())).collect()
    }

    pub(super) fn weighed(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Weighing> {
        let words = self.words.iter().map(|word| word.weighed(scoring)).collect::<tantivy::Result<Vec<_>>>()?;
        let mut others = self.others();
        let is_any_sought = others.iter().any(|(occur, _)| *occur == Occur::Must);
        if !is_any_sought && (words.is_empty() || !others.is_empty()) {
            others.push((Occur::Must, Box::new(ConstScoreQuery::new(Box::new(AllQuery), 0.0))));
        }
        let others = match others.as_slice() {
            [] => None,
            [(_, only)] => Some(only.weight(scoring)?),
            _ => Some(BooleanQuery::new(others).weight(scoring)?),
        };
        Ok(Weighing { words, others })
    }
}

impl Clone for Asked {
    fn clone(&self) -> Self {
        Self { words: self.words.clone(), others: self.others() }
    }
}

impl Query for Asked {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.weighed(scoring)?))
    }
}

/// One of the parts must be; none, if there are none.
pub(super) fn any_of(mut parts: Vec<Part>) -> Option<Part> {
    match parts.len() {
        0 | 1 => parts.pop(),
        _ => Some(Box::new(BooleanQuery::union(parts))),
    }
}

/// The same, weighed in a journal.
pub(super) struct Weighing {
    words: Vec<Weighed>,
    others: Option<Box<dyn Weight>>,
}

impl Weighing {
    /// Where all that holds in a segment.
    pub(super) fn found(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Found> {
        let words = self.words.iter().map(|word| word.within(segment, boost)).collect::<tantivy::Result<Vec<_>>>()?;
        let others = self.others.as_ref().map(|others| others.scorer(segment, boost)).transpose()?;
        Ok(Found::of(words, others))
    }

    /// The entries of a segment for which that holds, if nothing but common words is asked for: then sets of
    /// them are made faster than one is found after the other.
    pub(super) fn common(&self, segment: &SegmentReader) -> tantivy::Result<Option<Common<'_>>> {
        if self.others.is_some() {
            return Ok(None);
        }
        let mut words = Vec::with_capacity(self.words.len());
        for word in &self.words {
            let Some(frequency) = word.common(segment)? else { return Ok(None) };
            words.push((frequency, word));
        }
        words.sort_by_key(|(frequency, _)| *frequency);
        let mut all: Option<Documents> = None;
        for (_, word) in &words {
            let entries = word.entries(segment)?;
            all = Some(match all {
                Some(all) => all.within(&entries),
                None => entries,
            });
        }
        Ok(all.map(|entries| Common { entries, words }))
    }
}

/// What a word is worth in so many entries is found in the time in which one is scored by itself.
const AT_ONCE: u64 = 5;

/// Words that are common in a segment.
pub(super) struct Common<'w> {
    /// The entries that have all of them.
    pub(super) entries: Documents,
    /// In how many entries each is at most. The rarest first, as in [`Found`]: what is added up in another order is
    /// rounded otherwise.
    words: Vec<(u32, &'w Weighed)>,
}

impl Common<'_> {
    /// Whether so few of the entries with any of the words have all that those are sooner scored one by one.
    pub(super) fn is_shared_by_few(&self) -> bool {
        let to_score = u64::from(self.entries.count()) * self.words.len() as u64;
        to_score * AT_ONCE <= self.words.iter().map(|(frequency, _)| u64::from(*frequency)).sum()
    }

    /// What the entries that have all of them are worth: their scores.
    pub(super) fn worths(&self, segment: &SegmentReader) -> tantivy::Result<Worths> {
        let mut worths = Worths::none_of(segment.max_doc() as usize);
        for (_, word) in &self.words {
            word.add_worths(&mut worths, segment)?;
        }
        Ok(worths)
    }
}

impl Weight for Weighing {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(self.found(segment, boost)?))
    }

    fn explain(&self, segment: &SegmentReader, document: DocId) -> tantivy::Result<Explanation> {
        let mut found = self.scorer(segment, 1.0)?;
        if found.doc() > document || found.seek(document) != document {
            return Err(TantivyError::InvalidArgument(format!("what is asked does not hold of document {document}")));
        }
        Ok(Explanation::new("words", found.score()))
    }
}

/// Goes through the entries of a segment of which all that holds.
pub(super) struct Found {
    document: DocId,
    /// The rarest word first.
    words: Vec<Places>,
    others: Option<Box<dyn Scorer>>,
    /// Whether it is known of all that is asked how much it is worth at most.
    is_bounded: bool,
}

impl Found {
    fn of(mut words: Vec<Places>, others: Option<Box<dyn Scorer>>) -> Self {
        words.sort_by_key(Places::size_hint);
        let is_bounded = others.is_none() && words.iter().all(|word| word.most_commonly.is_finite());
        let mut it = Self { document: 0, words, others, is_bounded };
        it.go_on(0);
        it
    }

    /// To the first entry from `target` on of which everything holds.
    fn go_on(&mut self, mut target: DocId) -> DocId {
        'entries: while target < TERMINATED {
            for word in &mut self.words {
                let document = if word.document() < target { word.seek(target) } else { word.document() };
                if document > target {
                    target = document;
                    continue 'entries;
                }
            }
            if let Some(others) = &mut self.others {
                let document = if others.doc() < target { others.seek(target) } else { others.doc() };
                if document > target {
                    target = document;
                    continue 'entries;
                }
            }
            break;
        }
        self.document = target;
        target
    }

    /// The score of `document`, for which all holds and which none was asked for behind; or none if it is
    /// certainly less than `least`.
    pub(super) fn score_of(&mut self, document: DocId, least: Score) -> Option<Score> {
        if self.is_bounded {
            let most: Score = self.words.iter_mut().map(|word| word.most_in(document)).sum();
            if most * LITTLE < least {
                return None;
            }
        }
        let words = self.words.iter_mut().fold(0.0, |score, word| word.add_to(score, document));
        Some(words + self.others.as_mut().map_or(0.0, |others| others.score()))
    }
}

/// What is rounded otherwise than a score is not to decide.
const LITTLE: Score = 1.0001;

impl DocSet for Found {
    fn advance(&mut self) -> DocId {
        if self.document == TERMINATED {
            return TERMINATED;
        }
        let next = match (self.words.first_mut(), &mut self.others) {
            (Some(rarest), Some(others)) if rarest.size_hint() > others.size_hint() => others.advance(),
            (Some(rarest), _) => rarest.advance(),
            (None, Some(others)) => others.advance(),
            (None, None) => TERMINATED,
        };
        self.go_on(next)
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.go_on(target.max(self.document))
    }

    fn doc(&self) -> DocId {
        self.document
    }

    fn size_hint(&self) -> u32 {
        let others = self.others.iter().map(|others| others.size_hint());
        self.words.iter().map(Places::size_hint).chain(others).min().unwrap_or_default()
    }
}

impl Scorer for Found {
    fn score(&mut self) -> Score {
        self.score_of(self.document, Score::NEG_INFINITY).unwrap_or_default()
    }
}
