//! What is looked up of every match, a segment at a time: columns as plain lists, because a search
//! for a common word passes over most of a journal; and the words there are, for misspelt ones.
//!
//! A segment never changes, so this is made once, when it is first asked.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use chrono::Datelike;
use tantivy::index::SegmentId;
use tantivy::{Searcher, SegmentReader, TantivyError};

use super::documents::STEP;
use super::record::day_of;
use super::schema::{Label, column, fields};
use super::things::{Gathering, Thing, Things};
use super::vocabulary::Vocabulary;
use super::weights;
use crate::journal::Kind;

/// One segment, unpacked. Lists go by the number of the document.
#[derive(Debug)]
pub(super) struct Unpacked {
    /// Local numbers of the entries.
    pub(super) seqs: Vec<i64>,
    /// See [`super::record::when`].
    pub(super) whens: Vec<i64>,
    /// Numbers of kinds; see [`super::record::kind_number`].
    pub(super) kinds: Vec<u8>,
    /// By steps of documents that are looked at together, the best that is said of any of them.
    pub(super) bests: Vec<Best>,
    /// What is counted.
    pub(super) things: Things,
    vocabulary: OnceLock<Vocabulary>,
}

/// The best that is said of any of some documents, of which none needs to have both.
#[derive(Debug, Clone, Copy)]
pub(super) struct Best {
    /// That of the newest.
    pub(super) when: i64,
    /// The factor for the kind that counts most.
    pub(super) of_kind: f32,
}

impl Best {
    const WORST: Self = Self { when: i64::MIN, of_kind: 0.0 };

    fn or(self, when: i64, kind: u8) -> Self {
        Self { when: self.when.max(when), of_kind: self.of_kind.max(of_kind(kind)) }
    }
}

/// The factor for entries of the kind with this number.
pub(super) fn of_kind(kind: u8) -> f32 {
    weights::of_kind(Kind::ALL.get(usize::from(kind)).copied().unwrap_or_default())
}

impl Unpacked {
    fn of(segment: &SegmentReader) -> tantivy::Result<Self> {
        let columns = segment.fast_fields();
        let (seq, when) = (columns.i64(column::SEQ)?, columns.i64(column::WHEN)?);
        let kind = columns.u64(column::KIND)?;
        let label = columns.str(column::LABEL)?;
        let length = segment.max_doc() as usize;
        let (mut seqs, mut whens) = (Vec::with_capacity(length), Vec::with_capacity(length));
        let mut kinds = Vec::with_capacity(length);
        let mut things = Gathering::of(length);
        // By their numbers in the column.
        let mut labels = Vec::new();
        if let Some(column) = &label {
            for number in 0..column.num_terms() as u64 {
                let mut text = String::new();
                column.ord_to_str(number, &mut text)?;
                let (sort, value) =
                    Label::split(&text).ok_or_else(|| TantivyError::InternalError("a label of no sort".to_owned()))?;
                labels.push(things.place(Thing::Label(sort, value.to_owned())));
            }
        }
        for document in 0..segment.max_doc() {
            let when = when.first(document).unwrap_or_default();
            let kind = kind.first(document).and_then(|kind| u8::try_from(kind).ok()).unwrap_or(u8::MAX);
            seqs.push(seq.first(document).unwrap_or_default());
            whens.push(when);
            kinds.push(kind);
            let year = day_of(when).map_or(0, |day| day.year());
            let frame = [things.place(Thing::Kind(kind)), things.place(Thing::Year(year))];
            let numbers = label.as_ref().map(|column| column.term_ords(document)).into_iter().flatten();
            let labels = numbers.filter_map(|number| labels.get(usize::try_from(number).ok()?).copied());
            things.add(frame.into_iter().chain(labels));
        }
        let steps = whens.chunks(STEP as usize).zip(kinds.chunks(STEP as usize));
        let best = |(whens, kinds): (&[i64], &[u8])| {
            whens.iter().zip(kinds).fold(Best::WORST, |best, (when, kind)| best.or(*when, *kind))
        };
        Ok(Self {
            bests: steps.map(best).collect(),
            seqs,
            whens,
            kinds,
            things: things.done(),
            vocabulary: OnceLock::new(),
        })
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
