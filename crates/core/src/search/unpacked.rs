//! What is looked up of every match, a segment at a time: columns as plain lists, because a search
//! for a common word passes over most of a journal; and the words there are, for misspelt ones.
//!
//! A segment never changes, so this is made once, when it is first asked.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use chrono::Datelike;
use tantivy::index::SegmentId;
use tantivy::{Searcher, SegmentReader, TantivyError};

use super::record::day_of;
use super::schema::{Label, column, fields};
use super::vocabulary::Vocabulary;

/// One segment, unpacked. Lists go by the number of the document.
#[derive(Debug)]
pub(super) struct Unpacked {
    /// Local numbers of the entries.
    pub(super) seqs: Vec<i64>,
    /// See [`super::record::when`].
    pub(super) whens: Vec<i64>,
    /// Numbers of kinds; see [`super::record::kind_number`].
    pub(super) kinds: Vec<u8>,
    /// What is counted. Each thing is a place in the lists of counts.
    pub(super) things: Vec<Thing>,
    /// What there is of each document, one behind the other.
    has: Vec<u32>,
    /// Where that ends for each document.
    ends: Vec<u32>,
    vocabulary: OnceLock<Vocabulary>,
}

/// Something that is counted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Thing {
    /// A kind, by its number.
    Kind(u8),
    Year(i32),
    Label(Label, String),
}

impl Unpacked {
    fn of(segment: &SegmentReader) -> tantivy::Result<Self> {
        let columns = segment.fast_fields();
        let (seq, when) = (columns.i64(column::SEQ)?, columns.i64(column::WHEN)?);
        let kind = columns.u64(column::KIND)?;
        let label = columns.str(column::LABEL)?;
        let length = segment.max_doc() as usize;
        let mut it = Self {
            seqs: Vec::with_capacity(length),
            whens: Vec::with_capacity(length),
            kinds: Vec::with_capacity(length),
            things: Vec::new(),
            has: Vec::new(),
            ends: Vec::with_capacity(length),
            vocabulary: OnceLock::new(),
        };
        // Labels come first, so that each has the number that it has in the column.
        if let Some(column) = &label {
            for number in 0..column.num_terms() as u64 {
                let mut text = String::new();
                column.ord_to_str(number, &mut text)?;
                let (sort, value) =
                    Label::split(&text).ok_or_else(|| TantivyError::InternalError("a label of no sort".to_owned()))?;
                it.things.push(Thing::Label(sort, value.to_owned()));
            }
        }
        let mut places: HashMap<Thing, u32> = HashMap::new();
        for document in 0..segment.max_doc() {
            let when = when.first(document).unwrap_or_default();
            let kind = kind.first(document).and_then(|kind| u8::try_from(kind).ok()).unwrap_or(u8::MAX);
            it.seqs.push(seq.first(document).unwrap_or_default());
            it.whens.push(when);
            it.kinds.push(kind);
            for thing in [Thing::Kind(kind), Thing::Year(day_of(when).map_or(0, |day| day.year()))] {
                let next = u32::try_from(it.things.len()).unwrap_or(u32::MAX);
                let place = *places.entry(thing.clone()).or_insert(next);
                if place == next {
                    it.things.push(thing);
                }
                it.has.push(place);
            }
            let labels = label.as_ref().map(|column| column.term_ords(document));
            it.has.extend(labels.into_iter().flatten().filter_map(|number| u32::try_from(number).ok()));
            it.ends.push(u32::try_from(it.has.len()).unwrap_or(u32::MAX));
        }
        it.has.shrink_to_fit();
        Ok(it)
    }

    /// The places of what there is of a document.
    pub(super) fn has(&self, document: usize) -> &[u32] {
        let end = |document: usize| self.ends.get(document).map_or(0, |end| *end as usize);
        let from = document.checked_sub(1).map_or(0, end);
        self.has.get(from..end(document)).unwrap_or_default()
    }

    /// The words of the segment, which is `segment`.
    pub(super) fn vocabulary(&self, segment: &SegmentReader) -> tantivy::Result<&Vocabulary> {
        if let Some(known) = self.vocabulary.get() {
            return Ok(known);
        }
        let vocabulary = Vocabulary::of(segment, fields().text)?;
        Ok(self.vocabulary.get_or_init(|| vocabulary))
    }
}

/// The segments that were unpacked last.
#[derive(Debug, Default)]
pub(super) struct Shelf(Mutex<HashMap<SegmentId, Arc<Unpacked>>>);

impl Shelf {
    /// The segments of `searcher` in its order. Those that it does not have any more are let go.
    pub(super) fn of(&self, searcher: &Searcher) -> tantivy::Result<Vec<Arc<Unpacked>>> {
        let mut shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut segments = Vec::with_capacity(searcher.segment_readers().len());
        for segment in searcher.segment_readers() {
            let unpacked = match shelf.get(&segment.segment_id()) {
                Some(unpacked) => Arc::clone(unpacked),
                None => Arc::new(Unpacked::of(segment)?),
            };
            segments.push((segment.segment_id(), unpacked));
        }
        if segments.len() != shelf.len() || segments.iter().any(|(id, _)| !shelf.contains_key(id)) {
            *shelf = segments.iter().cloned().collect();
        }
        Ok(segments.into_iter().map(|(_, unpacked)| unpacked).collect())
    }
}
