//! What is looked up of every match, a segment at a time: columns as plain lists, because a search
//! for a common word passes over most of a journal; and the words there are, for misspelt ones.
//!
//! A segment never changes, so this is made once, when it is first asked.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use chrono::Datelike;
use tantivy::index::SegmentId;
use tantivy::{Searcher, SegmentReader};

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
    /// Places in `classes`.
    pub(super) class: Vec<u32>,
    /// What is counted, each combination once: so one number for each match is enough to count all of it.
    pub(super) classes: Vec<Class>,
    /// The years there are.
    pub(super) years: Vec<i32>,
    /// The labels there are.
    pub(super) labels: Vec<Option<(Label, String)>>,
    vocabulary: OnceLock<Vocabulary>,
}

/// What documents have in common, as far as it is counted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Class {
    /// See [`super::record::kind_number`].
    pub(super) kind: usize,
    /// A place in the years of the segment.
    pub(super) year: usize,
    /// Places in the labels of the segment.
    pub(super) labels: Vec<u32>,
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
            class: Vec::with_capacity(length),
            classes: Vec::new(),
            years: Vec::new(),
            labels: Vec::new(),
            vocabulary: OnceLock::new(),
        };
        if let Some(column) = &label {
            for number in 0..column.num_terms() as u64 {
                let mut text = String::new();
                column.ord_to_str(number, &mut text)?;
                it.labels.push(Label::split(&text).map(|(sort, value)| (sort, value.to_owned())));
            }
        }
        let mut classes: HashMap<Class, u32> = HashMap::new();
        let mut years: HashMap<i32, usize> = HashMap::new();
        for document in 0..segment.max_doc() {
            let when = when.first(document).unwrap_or_default();
            it.seqs.push(seq.first(document).unwrap_or_default());
            it.whens.push(when);
            let next = years.len();
            let year = *years.entry(day_of(when).map_or(0, |day| day.year())).or_insert(next);
            let kind = kind.first(document).and_then(|kind| usize::try_from(kind).ok()).unwrap_or(usize::MAX);
            let labels =
                label.as_ref().map(|column| column.term_ords(document).filter_map(|it| u32::try_from(it).ok()));
            let class = Class { kind, year, labels: labels.into_iter().flatten().collect() };
            let next = u32::try_from(classes.len()).unwrap_or(u32::MAX);
            it.class.push(*classes.entry(class).or_insert(next));
        }
        it.classes = in_order(classes);
        it.years = in_order(years);
        Ok(it)
    }

    /// The words of the segment, which is `segment`.
    pub(super) fn vocabulary(&self, segment: &SegmentReader) -> tantivy::Result<&Vocabulary> {
        if let Some(known) = self.vocabulary.get() {
            return Ok(known);
        }
        let fields = fields();
        let vocabulary = Vocabulary::of(segment, &[fields.title, fields.gist, fields.text])?;
        Ok(self.vocabulary.get_or_init(|| vocabulary))
    }
}

/// What stands at each of the places.
fn in_order<T, P: Ord + Copy>(places: HashMap<T, P>) -> Vec<T> {
    let mut places: Vec<(T, P)> = places.into_iter().collect();
    places.sort_unstable_by_key(|(_, place)| *place);
    places.into_iter().map(|(one, _)| one).collect()
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
