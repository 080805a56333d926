//! What is looked up of every match, a segment at a time, as plain lists, because a search for a common
//! word passes over most of a journal; and the words there are, for misspelt ones.
//!
//! What a segment says never changes, so this is made once, when it is first asked. But its bytes are
//! moved (see [`super::files`]), and a column would hold on to where they were: none is kept here.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use chrono::Datelike;
use tantivy::index::SegmentId;
use tantivy::{DocId, Searcher, SegmentReader, TantivyError};

use super::documents::STEP;
use super::record::{day_number, day_of, step_of_day, when_of};
use super::schema::{Label, column, fields};
use super::things::{Gathering, Thing, Things};
use super::vocabulary::Vocabulary;
use super::weights;
use crate::journal::Kind;

/// One segment, unpacked. Lists go by the number of the document.
#[derive(Debug)]
pub(super) struct Unpacked {
    /// Local numbers of the entries, counted from the first.
    seqs: Vec<u32>,
    first: i64,
    /// See [`super::record::day_number`].
    pub(super) days: Vec<i32>,
    /// See [`super::record::step_of_day`].
    steps: Vec<u16>,
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
    pub(super) day: i32,
    /// The factor for the kind that counts most.
    pub(super) of_kind: f32,
}

impl Best {
    const WORST: Self = Self { day: i32::MIN, of_kind: 0.0 };

    fn or(self, day: i32, kind: u8) -> Self {
        Self { day: self.day.max(day), of_kind: self.of_kind.max(of_kind(kind)) }
    }
}

/// The factor for entries of the kind with this number.
pub(super) fn of_kind(kind: u8) -> f32 {
    weights::of_kind(Kind::ALL.get(usize::from(kind)).copied().unwrap_or_default())
}

impl Unpacked {
    fn of(segment: &SegmentReader) -> tantivy::Result<Self> {
        let columns = segment.fast_fields();
        let (seqs_of, whens) = (columns.i64(column::SEQ)?, columns.i64(column::WHEN)?);
        let first = seqs_of.min_value();
        let kind = columns.u64(column::KIND)?;
        let label = columns.str(column::LABEL)?;
        let length = segment.max_doc() as usize;
        let (mut seqs, mut kinds) = (Vec::with_capacity(length), Vec::with_capacity(length));
        let (mut days, mut steps) = (Vec::with_capacity(length), Vec::with_capacity(length));
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
            let when = whens.first(document).unwrap_or_default();
            let kind = kind.first(document).and_then(|kind| u8::try_from(kind).ok()).unwrap_or(u8::MAX);
            let seq = seqs_of.first(document).unwrap_or(first).checked_sub(first);
            let seq = seq.and_then(|seq| u32::try_from(seq).ok());
            seqs.push(seq.ok_or_else(|| TantivyError::InternalError("local numbers too far apart".to_owned()))?);
            days.push(i32::try_from(day_number(when)).unwrap_or_default());
            steps.push(u16::try_from(step_of_day(when)).unwrap_or_default());
            kinds.push(kind);
            let year = day_of(when).map_or(0, |day| day.year());
            let frame = [things.place(Thing::Kind(kind)), things.place(Thing::Year(year))];
            let numbers = label.as_ref().map(|column| column.term_ords(document)).into_iter().flatten();
            let labels = numbers.filter_map(|number| labels.get(usize::try_from(number).ok()?).copied());
            things.add(frame.into_iter().chain(labels));
        }
        let looked_at_together = days.chunks(STEP as usize).zip(kinds.chunks(STEP as usize));
        let best = |(days, kinds): (&[i32], &[u8])| {
            days.iter().zip(kinds).fold(Best::WORST, |best, (day, kind)| best.or(*day, *kind))
        };
        Ok(Self {
            bests: looked_at_together.map(best).collect(),
            seqs,
            first,
            days,
            steps,
            kinds,
            things: things.done(),
            vocabulary: OnceLock::new(),
        })
    }

    /// Date and time of the entry of a document (see [`super::record::when`]), and its local number.
    pub(super) fn when_and_seq(&self, document: DocId) -> (i64, i64) {
        let place = document as usize;
        let day = self.days.get(place).map_or(0, |day| i64::from(*day));
        let step = self.steps.get(place).map_or(0, |step| i64::from(*step));
        (when_of(day, step), self.first + self.seqs.get(place).map_or(0, |seq| i64::from(*seq)))
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

#[cfg(test)]
mod tests {
    use tantivy::directory::OwnedBytes;
    use tantivy::{Directory, IndexWriter, ReloadPolicy, TantivyDocument};

    use super::super::index::Loaded;
    use super::*;
    use crate::search::worker;

    #[test]
    fn what_was_looked_up_does_not_hold_on_to_the_files_it_came_from() {
        let Loaded { index, directory } = worker::empty().unwrap();
        let mut writer: IndexWriter = index.writer_with_num_threads(1, 15_000_000).unwrap();
        let mut document = TantivyDocument::new();
        document.add_i64(fields().seq, 1);
        document.add_i64(fields().when, 1_000_000_000);
        document.add_u64(fields().kind, 0);
        document.add_text(fields().label, Label::Tag.with("kept"));
        document.add_text(fields().text, "words that are kept");
        writer.add_document(document).unwrap();
        writer.commit().unwrap();
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().unwrap();
        let files: Vec<Arc<[u8]>> = index
            .load_metas()
            .unwrap()
            .list_segment_files()
            .iter()
            .filter(|name| directory.exists(name).unwrap())
            .map(|name| {
                let bytes: Arc<[u8]> = directory.open_read(name).unwrap().read_bytes().unwrap().as_slice().into();
                directory.take(name, OwnedBytes::new(Arc::clone(&bytes)));
                bytes
            })
            .collect();
        reader.reload().unwrap();
        let shelf = Shelf::default();
        for segment in shelf.of(&reader.searcher()).unwrap() {
            segment.vocabulary(reader.searcher().segment_reader(0)).unwrap();
        }
        assert!(files.iter().any(|bytes| Arc::strong_count(bytes) > 1));
        directory.put_together();
        reader.reload().unwrap();
        assert_eq!(files.iter().map(Arc::strong_count).max(), Some(1));
        assert_eq!(shelf.of(&reader.searcher()).unwrap().len(), 1);
    }
}
