//! Following the clues to a word through a segment, side by side.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{Bm25Weight, Scorer};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Score, TERMINATED};

/// A clue is rare that fewer than one in so many of the entries with the word have.
const OFTEN: u32 = 2;

/// Goes through the entries of a segment in which a word stands.
pub(super) struct Places {
    document: DocId,
    enough: Vec<Followed>,
    more: Vec<Followed>,
    /// What the word is worth at most in an entry that has it by none of the rare clues.
    pub(super) most_commonly: Score,
}

impl Places {
    pub(super) fn of(enough: Vec<Followed>, more: Vec<Followed>) -> Self {
        let mut it = Self { document: TERMINATED, enough, more, most_commonly: 0.0 };
        let often = it.size_hint() / OFTEN;
        it.more.iter_mut().for_each(|clue| clue.is_rare = clue.size_hint() < often);
        it.most_commonly = it.enough.iter().chain(&it.more).filter(|clue| !clue.is_rare).map(|clue| clue.most).sum();
        it.go_to_first();
        it
    }

    /// To the first entry at which any of the clues is.
    fn go_to_first(&mut self) -> DocId {
        self.document = self.enough.iter().map(Followed::document).min().unwrap_or(TERMINATED);
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
        for clue in self.enough.iter_mut().filter(|clue| clue.document() == self.document) {
            clue.advance();
        }
        self.go_to_first()
    }

    pub(super) fn seek(&mut self, target: DocId) -> DocId {
        for clue in &mut self.enough {
            clue.seek(target);
        }
        self.go_to_first()
    }

    pub(super) fn size_hint(&self) -> u32 {
        self.enough.iter().map(Followed::size_hint).sum()
    }

    /// What it is worth at most in this entry. Rare clues are mostly ahead, so to look takes little.
    pub(super) fn most_in(&mut self, document: DocId) -> Score {
        let rare = self.more.iter_mut().filter(|clue| clue.is_rare);
        let rare: Score = rare.filter_map(|clue| (clue.seek(document) == document).then(|| clue.score())).sum();
        self.most_commonly + rare
    }

    /// Adds what it is worth in this entry to `score`, a clue after the other.
    pub(super) fn add_to(&mut self, score: Score, document: DocId) -> Score {
        let clues = self.enough.iter_mut().chain(&mut self.more);
        clues.fold(score, |score, clue| if clue.seek(document) == document { score + clue.score() } else { score })
    }
}

/// A clue that is being followed.
pub(super) struct Followed {
    /// What it is worth at most.
    most: Score,
    /// Whether few of the entries with the word have it.
    is_rare: bool,
    clue: Clue,
}

enum Clue {
    Term(Box<TermPlaces>),
    Other(Box<dyn Scorer>),
}

/// Where a term is, and what it is worth there.
pub(super) struct TermPlaces {
    pub(super) entries: SegmentPostings,
    pub(super) worth: Worth,
}

pub(super) enum Worth {
    Flat(Score),
    /// The less, the longer the entry.
    ByLength(Bm25Weight, FieldNormReader),
}

impl Worth {
    /// What must be read of a term for it.
    pub(super) const fn read(&self) -> IndexRecordOption {
        match self {
            Self::Flat(_) => IndexRecordOption::Basic,
            Self::ByLength(..) => IndexRecordOption::WithFreqs,
        }
    }

    /// The most that it can be.
    fn most(&self) -> Score {
        match self {
            Self::Flat(score) => *score,
            // No entry is shorter, and none says it more often.
            Self::ByLength(weight, _) => weight.score(0, i32::MAX as u32),
        }
    }
}

impl TermPlaces {
    fn score(&self) -> Score {
        match &self.worth {
            Worth::Flat(score) => *score,
            Worth::ByLength(weight, lengths) => {
                weight.score(lengths.fieldnorm_id(self.entries.doc()), self.entries.term_freq())
            }
        }
    }
}

impl Followed {
    pub(super) fn term(term: TermPlaces) -> Self {
        Self { most: term.worth.most(), is_rare: false, clue: Clue::Term(Box::new(term)) }
    }

    pub(super) const fn other(entries: Box<dyn Scorer>, most: Score) -> Self {
        Self { most, is_rare: false, clue: Clue::Other(entries) }
    }

    fn document(&self) -> DocId {
        match &self.clue {
            Clue::Term(term) => term.entries.doc(),
            Clue::Other(scorer) => scorer.doc(),
        }
    }

    fn advance(&mut self) -> DocId {
        match &mut self.clue {
            Clue::Term(term) => term.entries.advance(),
            Clue::Other(scorer) => scorer.advance(),
        }
    }

    /// To `target` or the first entry behind it, unless it is there or behind it already.
    fn seek(&mut self, target: DocId) -> DocId {
        let document = self.document();
        if document >= target {
            return document;
        }
        match &mut self.clue {
            Clue::Term(term) => term.entries.seek(target),
            Clue::Other(scorer) => scorer.seek(target),
        }
    }

    fn score(&mut self) -> Score {
        match &mut self.clue {
            Clue::Term(term) => term.score(),
            Clue::Other(scorer) => scorer.score(),
        }
    }

    fn size_hint(&self) -> u32 {
        match &self.clue {
            Clue::Term(term) => term.entries.size_hint(),
            Clue::Other(scorer) => scorer.size_hint(),
        }
    }
}
