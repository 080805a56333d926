//! What entries are worth, of many at once: a block of entries after the other takes a tenth of the time
//! in which clues are followed side by side, entry by entry.

use tantivy::postings::BlockSegmentPostings;
use tantivy::{DocId, Score};

use super::documents::STEP;
use super::places::Worth;

/// What each document of a segment is worth, as far as it has been added.
#[derive(Debug)]
pub(super) struct Worths(Vec<Score>);

impl Worths {
    /// Nothing, for so many documents.
    pub(super) fn none_of(length: usize) -> Self {
        Self(vec![0.0; length])
    }

    /// Adds what a term is worth wherever it is.
    pub(super) fn add(&mut self, worth: &Worth, mut entries: BlockSegmentPostings) {
        while !entries.docs().is_empty() {
            match worth {
                Worth::Flat(score) => entries.docs().iter().for_each(|document| self.add_to(*document, *score)),
                Worth::ByLength(weight, lengths) => {
                    for (document, times) in entries.docs().iter().zip(entries.freqs()) {
                        self.add_to(*document, weight.score(lengths.fieldnorm_id(*document), *times));
                    }
                }
            }
            entries.advance();
        }
    }

    fn add_to(&mut self, document: DocId, score: Score) {
        self.0.get_mut(document as usize).into_iter().for_each(|worth| *worth += score);
    }

    pub(super) fn of(&self, document: DocId) -> Score {
        self.0.get(document as usize).copied().unwrap_or_default()
    }

    /// The most that a document of a step is worth.
    pub(super) fn most_of_step(&self, step: usize) -> Score {
        let from = step * STEP as usize;
        let to = self.0.len().min(from + STEP as usize);
        let (eights, rest) = self.0.get(from..to).unwrap_or_default().as_chunks::<8>();
        let more = |one: Score, other: Score| if other > one { other } else { one };
        // Side by side, so that none waits for the one before it.
        let mut most = [0.0; 8];
        for eight in eights {
            most.iter_mut().zip(eight).for_each(|(most, worth)| *most = more(*most, *worth));
        }
        most.iter().chain(rest).copied().fold(0.0, more)
    }
}
