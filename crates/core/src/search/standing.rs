//! How a word can stand in an entry, as the index is asked for it.
//!
//! An entry has a word by any of several clues: the terms of its forms, each of which is enough, and what is
//! worth more, as a term of the title. The index's own queries for that would take a rare form of a common word
//! for a rare word. Where a word is rare or something else is asked for, its clues are followed side by side
//! ([`super::places`]); what common words are worth is added up for all entries at once ([`super::worths`]).

use std::sync::Arc;

use tantivy::query::{Bm25Weight, EnableScoring, Query, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, Score, SegmentReader, TERMINATED, Term as Key};

use super::documents::Documents;
use super::places::{Followed, Places, TermPlaces, Worth};
use super::worths::Worths;

/// The clues to a word.
#[derive(Debug, Clone, Default)]
pub(super) struct Standing {
    /// Any of them is enough.
    pub(super) enough: Vec<Clue>,
    /// What adds to the score of what is found.
    pub(super) more: Vec<Clue>,
}

/// What says that an entry has a word.
#[derive(Debug, Clone)]
pub(super) enum Clue {
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
        let weighed = |clues: &[Clue]| -> tantivy::Result<Vec<WeighedClue>> {
            clues.iter().map(|clue| clue.weighed(scoring)).collect()
        };
        let more = if scoring.is_scoring_enabled() { self.more.as_slice() } else { &[] };
        Ok(Weighed { enough: weighed(&self.enough)?, more: weighed(more)? })
    }
}

impl Clue {
    fn weighed(&self, scoring: EnableScoring<'_>) -> tantivy::Result<WeighedClue> {
        Ok(match (self, scoring) {
            (Self::Other { query, most }, _) => WeighedClue::Other(query.weight(scoring)?, *most),
            (Self::Flat { key, score }, _) => WeighedClue::Term(key.clone(), TermWeight::Flat(*score)),
            (Self::Term { key, .. }, EnableScoring::Disabled { .. }) => {
                WeighedClue::Term(key.clone(), TermWeight::Flat(0.0))
            }
            (Self::Term { key, weight, frequency }, EnableScoring::Enabled { statistics_provider: journal, .. }) => {
                let entries = journal.total_num_docs()?;
                let length = journal.total_num_tokens(key.field())? as Score / entries as Score;
                let worth = Bm25Weight::for_one_term_without_explain(*frequency, entries, length);
                WeighedClue::Term(key.clone(), TermWeight::ByLength(worth.boost_by(*weight)))
            }
        })
    }
}

/// The clues to a word, weighed in a journal.
pub(super) struct Weighed {
    enough: Vec<WeighedClue>,
    more: Vec<WeighedClue>,
}

enum WeighedClue {
    Term(Key, TermWeight),
    Other(Box<dyn Weight>, Score),
}

/// What a term is worth in a journal.
enum TermWeight {
    Flat(Score),
    /// The less, the longer the entry.
    ByLength(Bm25Weight),
}

impl Weighed {
    /// In how many entries of a segment it is at most, if those are many, and it is asked for by single terms alone.
    pub(super) fn common(&self, segment: &SegmentReader) -> tantivy::Result<Option<u32>> {
        let is_term = |clue: &WeighedClue| matches!(clue, WeighedClue::Term(..));
        if !self.enough.iter().chain(&self.more).all(is_term) {
            return Ok(None);
        }
        let frequency = self.enough.iter().map(|clue| clue.frequency(segment)).sum::<tantivy::Result<u32>>()?;
        Ok(Some(frequency).filter(|frequency| frequency * ONE_IN >= segment.max_doc()))
    }

    /// The entries of a segment that have the word.
    pub(super) fn entries(&self, segment: &SegmentReader) -> tantivy::Result<Documents> {
        let mut entries = Documents::none_of(segment.max_doc() as usize);
        for clue in &self.enough {
            clue.add_to(&mut entries, segment)?;
        }
        Ok(entries)
    }

    /// Adds what the word is worth in each entry of a segment, as far as single terms say.
    pub(super) fn add_worths(&self, worths: &mut Worths, segment: &SegmentReader) -> tantivy::Result<()> {
        for clue in self.enough.iter().chain(&self.more) {
            if let WeighedClue::Term(key, weight) = clue {
                let worth = weight.within(segment, key.field(), 1.0)?;
                let entries = segment.inverted_index(key.field())?.read_block_postings(key, worth.read())?;
                entries.into_iter().for_each(|entries| worths.add(&worth, entries));
            }
        }
        Ok(())
    }

    /// Where the word stands in a segment.
    pub(super) fn within(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Places> {
        let within = |clues: &[WeighedClue]| -> tantivy::Result<Vec<Followed>> {
            clues.iter().filter_map(|clue| clue.within(segment, boost).transpose()).collect()
        };
        Ok(Places::of(within(&self.enough)?, within(&self.more)?))
    }
}

impl TermWeight {
    /// What a term of this field is worth in the entries of a segment.
    fn within(&self, segment: &SegmentReader, field: Field, boost: Score) -> tantivy::Result<Worth> {
        Ok(match self {
            Self::Flat(score) => Worth::Flat(score * boost),
            Self::ByLength(weight) => Worth::ByLength(weight.boost_by(boost), segment.get_fieldnorms_reader(field)?),
        })
    }
}

impl WeighedClue {
    fn within(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Option<Followed>> {
        let (key, weighing) = match self {
            Self::Term(key, weighing) => (key, weighing),
            Self::Other(weight, most) => {
                let entries = weight.scorer(segment, boost)?;
                return Ok((entries.doc() != TERMINATED).then_some(Followed::other(entries, most * boost)));
            }
        };
        let worth = weighing.within(segment, key.field(), boost)?;
        let entries = segment.inverted_index(key.field())?.read_postings(key, worth.read())?;
        Ok(entries.map(|entries| Followed::term(TermPlaces { entries, worth })))
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
            documents.add_in_order(block.docs());
            block.advance();
        }
        Ok(())
    }
}

/// A word is common that is in one of so many entries.
const ONE_IN: u32 = 32;
