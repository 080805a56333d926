//! Which documents an index holds.

use std::num::NonZero;

use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, Searcher, TERMINATED};

use super::filter;
use super::schema::column;

/// The local numbers of entries, with the number of each one's document.
///
/// They are a list in order: it takes half the memory of a table, and nearly all that comes is newer than what
/// there is.
#[derive(Debug, Default)]
pub(super) struct Held {
    /// An entry without a document had one before, and may well have another next.
    entries: Vec<(i64, Option<NonZero<u64>>)>,
    /// How many have a document.
    count: usize,
    /// The number of the last document that was made.
    last: u64,
}

impl Held {
    /// What the index of `searcher` holds, in which `filters` has the conditions.
    pub(super) fn of(searcher: &Searcher, filters: Field) -> tantivy::Result<Self> {
        let count = usize::try_from(searcher.num_docs()).unwrap_or_default();
        let mut it = Self { entries: Vec::with_capacity(count), ..Self::default() };
        for segment in searcher.segment_readers() {
            let seqs = segment.fast_fields().i64(column::SEQ)?;
            let filters = segment.inverted_index(filters)?;
            let (from, to) = filter::documents();
            let mut terms = filters.terms().range().ge(from).lt(to).into_stream()?;
            while terms.advance() {
                let Some(number) = filter::document_of(terms.key()) else { continue };
                it.last = it.last.max(number);
                let mut documents = filters.read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)?;
                while documents.doc() != TERMINATED {
                    if !segment.is_deleted(documents.doc())
                        && let Some(seq) = seqs.first(documents.doc())
                    {
                        it.entries.push((seq, NonZero::new(number)));
                    }
                    documents.advance();
                }
            }
        }
        it.entries.sort_unstable();
        it.count = it.entries.len();
        Ok(it)
    }

    /// How many entries have a document.
    pub(super) const fn count(&self) -> usize {
        self.count
    }

    /// The number of a new document of an entry, which has none.
    pub(super) fn make(&mut self, seq: i64) -> u64 {
        self.last += 1;
        let document = NonZero::new(self.last);
        match self.entries.binary_search_by_key(&seq, |(seq, _)| *seq) {
            Ok(place) => self.entries.get_mut(place).into_iter().for_each(|(_, its)| *its = document),
            Err(place) => self.entries.insert(place, (seq, document)),
        }
        self.count += 1;
        self.last
    }

    /// The number of the document of an entry, which it does not have any more from here on.
    pub(super) fn take(&mut self, seq: i64) -> Option<u64> {
        let place = self.entries.binary_search_by_key(&seq, |(seq, _)| *seq).ok()?;
        let document = self.entries.get_mut(place)?.1.take()?;
        self.count -= 1;
        Some(document.get())
    }

    /// Lets go of what is kept for entries that have no document, and of the memory for more.
    pub(super) fn tighten(&mut self) {
        self.entries.retain(|(_, document)| document.is_some());
        self.entries.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn an_entry_has_the_document_that_was_made_last_until_it_is_taken(
            steps in prop::collection::vec((0..40_i64, 0..4_u8), 0..100),
        ) {
            let (mut held, mut known) = (Held::default(), HashMap::new());
            for (seq, step) in steps {
                match step {
                    0 => held.tighten(),
                    1 => prop_assert_eq!(held.take(seq), known.remove(&seq)),
                    _ => {
                        prop_assert_eq!(held.take(seq), known.remove(&seq));
                        let document = held.make(seq);
                        prop_assert!(known.values().all(|other| *other < document));
                        known.insert(seq, document);
                    }
                }
                prop_assert_eq!(held.count(), known.len());
            }
            for seq in 0..40 {
                prop_assert_eq!(held.take(seq), known.remove(&seq));
            }
        }
    }
}
