//! Which documents an index holds.

use std::num::NonZero;

use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, Searcher, TERMINATED, TantivyError};

use super::filter;
use super::schema::column;

/// The local numbers of entries, with the number of each one's document.
///
/// They are a list in order: it takes half the memory of a table, and nearly all that comes is newer than what
/// there is. Both numbers count up from one, so four bytes are enough for either.
#[derive(Debug, Default)]
pub(super) struct Held {
    /// An entry without a document had one before, and may well have another next.
    entries: Vec<(u32, Option<NonZero<u32>>)>,
    /// How many have a document.
    count: usize,
    /// The number of the last document that was made.
    last: u32,
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
                        it.entries.push((in_four_bytes(seq)?, NonZero::new(number)));
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

    /// The number of a new document of an entry, which has none. Fails when there is no number
    /// left; an index that is made anew begins again with the first.
    pub(super) fn make(&mut self, seq: i64) -> tantivy::Result<u32> {
        let seq = in_four_bytes(seq)?;
        self.last = self.last.checked_add(1).ok_or_else(no_room)?;
        let document = NonZero::new(self.last);
        match self.entries.binary_search_by_key(&seq, |(seq, _)| *seq) {
            Ok(place) => self.entries.get_mut(place).into_iter().for_each(|(_, its)| *its = document),
            Err(place) => self.entries.insert(place, (seq, document)),
        }
        self.count += 1;
        Ok(self.last)
    }

    /// The number of the document of an entry, which it does not have any more from here on.
    pub(super) fn take(&mut self, seq: i64) -> Option<u32> {
        let seq = in_four_bytes(seq).ok()?;
        let place = self.entries.binary_search_by_key(&seq, |(seq, _)| *seq).ok()?;
        let document = self.entries.get_mut(place)?.1.take()?;
        self.count -= 1;
        Some(document.get())
    }

    /// Lets go of what is kept for entries that have no document, and of the memory for more.
    pub(super) fn tighten(&mut self) {
        self.entries.retain(|(_, document)| document.is_some());
        // A list that is only shortened stays where the fill has made it.
        self.entries = self.entries.clone();
    }
}

fn in_four_bytes(seq: i64) -> tantivy::Result<u32> {
    u32::try_from(seq).map_err(|_| no_room())
}

fn no_room() -> TantivyError {
    TantivyError::InternalError("a number that an index has no room for".to_owned())
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_has_no_number_has_no_document() {
        let mut held = Held { last: u32::MAX, ..Held::default() };
        assert!(held.make(1).is_err());
        assert_eq!((held.count(), held.take(1)), (0, None));
        let mut held = Held::default();
        for seq in [-1, i64::from(u32::MAX) + 1] {
            assert!(held.make(seq).is_err());
            assert_eq!((held.count(), held.take(seq)), (0, None));
        }
        assert_eq!(held.make(i64::from(u32::MAX)).unwrap(), 1);
    }

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
                        let document = held.make(seq).unwrap();
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
