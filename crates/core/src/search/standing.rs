//! How a word can stand in an entry, as the index is asked for it.
//!
//! A word is asked for in several ways at once: its forms, any of which is enough, and what is worth more,
//! as the title. The index's own queries for that would fill blocks of scores for each of the ways, which
//! takes longer than to go through the few ways of a word side by side; and they would take a rare form of
//! a common word for a rare word.

use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{Bm25Weight, EnableScoring, Query, Scorer, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, Term as Key};

use super::documents::Documents;

/// The ways of a word.
#[derive(Debug, Clone, Default)]
pub(super) struct Standing {
    /// Any of them is enough.
    pub(super) enough: Vec<Way>,
    /// What adds to the score of what is found.
    pub(super) more: Vec<Way>,
}

/// One of them.
#[derive(Debug, Clone)]
pub(super) enum Way {
    /// A term; what it weighs; and in how many entries the word is in any form, which says how rare it is.
    Term { key: Key, weight: Score, frequency: u64 },
    /// A term that is worth the same wherever it is.
    Flat { key: Key, score: Score },
    /// Several words, or the beginning of one; and the most that it is worth.
    Other { query: Arc<dyn Query>, most: Score },
}

impl Standing {
    /// Without what only adds to the score.
    pub(super) fn without_more(self) -> Self {
        Self { more: Vec::new(), ..self }
    }

    pub(super) fn weighed(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Weighed> {
        let weighed = |ways: &[Way]| -> tantivy::Result<Vec<WeighedWay>> {
            ways.iter().map(|way| way.weighed(scoring)).collect()
        };
        let more = if scoring.is_scoring_enabled() { self.more.as_slice() } else { &[] };
        Ok(Weighed { enough: weighed(&self.enough)?, more: weighed(more)? })
    }
}

impl Way {
    fn weighed(&self, scoring: EnableScoring<'_>) -> tantivy::Result<WeighedWay> {
        Ok(match (self, scoring) {
            (Self::Other { query, most }, _) => WeighedWay::Other(query.weight(scoring)?, *most),
            (Self::Flat { key, score }, _) => WeighedWay::Term(key.clone(), Worth::Flat(*score)),
            (Self::Term { key, .. }, EnableScoring::Disabled { .. }) => WeighedWay::Term(key.clone(), Worth::Flat(0.0)),
            (Self::Term { key, weight, frequency }, EnableScoring::Enabled { statistics_provider: journal, .. }) => {
                let entries = journal.total_num_docs()?;
                let length = journal.total_num_tokens(key.field())? as Score / entries as Score;
                let worth = Bm25Weight::for_one_term_without_explain(*frequency, entries, length);
                WeighedWay::Term(key.clone(), Worth::ByLength(worth.boost_by(*weight)))
            }
        })
    }
}

/// The ways of a word, weighed in a journal.
pub(super) struct Weighed {
    enough: Vec<WeighedWay>,
    more: Vec<WeighedWay>,
}

enum WeighedWay {
    Term(Key, Worth),
    Other(Box<dyn Weight>, Score),
}

/// What a term is worth.
#[derive(Clone)]
enum Worth {
    Flat(Score),
    /// The less, the longer the entry.
    ByLength(Bm25Weight),
}

impl Weighed {
    /// Whether it is asked for by single terms alone, and in many of the entries of a segment.
    pub(super) fn is_common(&self, segment: &SegmentReader) -> tantivy::Result<bool> {
        let is_term = |way: &WeighedWay| matches!(way, WeighedWay::Term(..));
        Ok(self.enough.iter().chain(&self.more).all(is_term) && self.frequency(segment)? * ONE_IN >= segment.max_doc())
    }

    /// In how many entries of a segment it is, at most.
    fn frequency(&self, segment: &SegmentReader) -> tantivy::Result<u32> {
        self.enough.iter().map(|way| way.frequency(segment)).sum()
    }

    /// The entries of a segment that have the word.
    pub(super) fn entries(&self, segment: &SegmentReader) -> tantivy::Result<Documents> {
        let mut entries = Documents::none_of(segment.max_doc() as usize);
        for way in &self.enough {
            way.add_to(&mut entries, segment)?;
        }
        Ok(entries)
    }

    /// Adds those that have it in a way in which few of them have it.
    pub(super) fn add_rare(&self, entries: &mut Documents, segment: &SegmentReader) -> tantivy::Result<()> {
        let often = self.frequency(segment)? / OFTEN;
        for way in &self.more {
            if way.frequency(segment)? < often {
                way.add_to(entries, segment)?;
            }
        }
        Ok(())
    }

    /// Where the word stands in a segment.
    pub(super) fn within(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Places> {
        let within = |ways: &[WeighedWay]| -> tantivy::Result<Vec<PlacesOf>> {
            ways.iter().filter_map(|way| way.within(segment, boost).transpose()).collect()
        };
        Ok(Places::of(within(&self.enough)?, within(&self.more)?))
    }
}

impl WeighedWay {
    fn within(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Option<PlacesOf>> {
        let (key, worth) = match self {
            Self::Term(key, worth) => (key, worth),
            Self::Other(weight, most) => {
                let entries = weight.scorer(segment, boost)?;
                let is_anywhere = entries.doc() != TERMINATED;
                return Ok(is_anywhere.then_some(PlacesOf::of(InSegment::Other(entries), most * boost)));
            }
        };
        // No entry is shorter, and none says it more often.
        let (read, most) = match worth {
            Worth::Flat(score) => (IndexRecordOption::Basic, *score),
            Worth::ByLength(worth) => (IndexRecordOption::WithFreqs, worth.score(0, i32::MAX as u32)),
        };
        let Some(entries) = segment.inverted_index(key.field())?.read_postings(key, read)? else { return Ok(None) };
        let score = match worth {
            Worth::Flat(score) => InScore::Flat(score * boost),
            Worth::ByLength(worth) => {
                InScore::ByLength(worth.boost_by(boost), segment.get_fieldnorms_reader(key.field())?)
            }
        };
        Ok(Some(PlacesOf::of(InSegment::Term(Box::new(TermInSegment { entries, score })), most * boost)))
    }

    /// In how many entries of a segment it is, as far as that is known.
    fn frequency(&self, segment: &SegmentReader) -> tantivy::Result<u32> {
        match self {
            Self::Term(key, _) => Ok(segment.inverted_index(key.field())?.doc_freq(key)?),
            Self::Other(..) => Ok(0),
        }
    }

    /// Adds the entries of a segment that have it.
    fn add_to(&self, documents: &mut Documents, segment: &SegmentReader) -> tantivy::Result<()> {
        let key = match self {
            Self::Term(key, _) => key,
            Self::Other(weight, _) => {
                let mut entries = weight.scorer(segment, 1.0)?;
                while entries.doc() != TERMINATED {
                    documents.add(entries.doc());
                    entries.advance();
                }
                return Ok(());
            }
        };
        let index = segment.inverted_index(key.field())?;
        let Some(mut block) = index.read_block_postings(key, IndexRecordOption::Basic)? else { return Ok(()) };
        while !block.docs().is_empty() {
            block.docs().iter().for_each(|document| documents.add(*document));
            block.advance();
        }
        Ok(())
    }
}

/// Goes through the entries of a segment in which a word stands.
pub(super) struct Places {
    document: DocId,
    enough: Vec<PlacesOf>,
    more: Vec<PlacesOf>,
}

impl Places {
    fn of(enough: Vec<PlacesOf>, more: Vec<PlacesOf>) -> Self {
        let mut it = Self { document: TERMINATED, enough, more };
        let often = it.size_hint() / OFTEN;
        it.more.iter_mut().for_each(|way| way.is_rare = way.size_hint() < often);
        it.go_to_first();
        it
    }

    /// To the first entry at which any of the ways is.
    fn go_to_first(&mut self) -> DocId {
        self.document = self.enough.iter().map(PlacesOf::document).min().unwrap_or(TERMINATED);
        self.document
    }

    pub(super) fn document(&self) -> DocId {
        self.document
    }

    pub(super) fn advance(&mut self) -> DocId {
        if let [only] = self.enough.as_mut_slice() {
            self.document = only.advance();
            return self.document;
        }
        for way in self.enough.iter_mut().filter(|way| way.document() == self.document) {
            way.advance();
        }
        self.go_to_first()
    }

    pub(super) fn seek(&mut self, target: DocId) -> DocId {
        for way in &mut self.enough {
            way.seek(target);
        }
        self.go_to_first()
    }

    pub(super) fn size_hint(&self) -> u32 {
        self.enough.iter().map(PlacesOf::size_hint).sum()
    }

    /// What the word is worth at most in an entry that has it in none of the rare ways.
    pub(super) fn most_commonly(&self) -> Score {
        self.enough.iter().chain(self.more.iter().filter(|way| !way.is_rare)).map(|way| way.most).sum()
    }

    /// The same in this entry, rare ways included. They are mostly ahead, so to look takes little.
    pub(super) fn most_in(&mut self, document: DocId) -> Score {
        let rare = self.more.iter_mut().filter(|way| way.is_rare);
        let rare: Score = rare.filter_map(|way| (way.seek(document) == document).then(|| way.score())).sum();
        self.most_commonly() + rare
    }

    /// What it is worth in this entry.
    pub(super) fn score(&mut self, document: DocId) -> Score {
        let ways = self.enough.iter_mut().chain(&mut self.more);
        ways.filter_map(|way| (way.seek(document) == document).then(|| way.score())).sum()
    }
}

/// A word is common that is in one of so many entries.
const ONE_IN: u32 = 32;

/// A way is rare that is in fewer than one of so many entries with the word.
const OFTEN: u32 = 2;

/// The entries of a segment that have one of the ways.
struct PlacesOf {
    /// What that is worth at most.
    most: Score,
    /// Whether few of the entries that have the word have it in this way.
    is_rare: bool,
    way: InSegment,
}

enum InSegment {
    Term(Box<TermInSegment>),
    Other(Box<dyn Scorer>),
}

struct TermInSegment {
    entries: SegmentPostings,
    score: InScore,
}

/// What a term is worth in an entry.
enum InScore {
    Flat(Score),
    ByLength(Bm25Weight, FieldNormReader),
}

impl TermInSegment {
    fn score(&self) -> Score {
        match &self.score {
            InScore::Flat(score) => *score,
            InScore::ByLength(worth, lengths) => {
                worth.score(lengths.fieldnorm_id(self.entries.doc()), self.entries.term_freq())
            }
        }
    }
}

impl PlacesOf {
    const fn of(way: InSegment, most: Score) -> Self {
        Self { most, is_rare: false, way }
    }

    fn document(&self) -> DocId {
        match &self.way {
            InSegment::Term(term) => term.entries.doc(),
            InSegment::Other(scorer) => scorer.doc(),
        }
    }

    fn advance(&mut self) -> DocId {
        match &mut self.way {
            InSegment::Term(term) => term.entries.advance(),
            InSegment::Other(scorer) => scorer.advance(),
        }
    }

    /// To `target` or the first entry behind it, unless it is there or behind it already.
    fn seek(&mut self, target: DocId) -> DocId {
        let document = self.document();
        if document >= target {
            return document;
        }
        match &mut self.way {
            InSegment::Term(term) => term.entries.seek(target),
            InSegment::Other(scorer) => scorer.seek(target),
        }
    }

    fn score(&mut self) -> Score {
        match &mut self.way {
            InSegment::Term(term) => term.score(),
            InSegment::Other(scorer) => scorer.score(),
        }
    }

    fn size_hint(&self) -> u32 {
        match &self.way {
            InSegment::Term(term) => term.entries.size_hint(),
            InSegment::Other(scorer) => scorer.size_hint(),
        }
    }
}
