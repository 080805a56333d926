//! Everything that can still be read, from every page that is good.
//!
//! No page is asked where the next one is: that page may be the bad one. Every page with rows is
//! looked at, and where a row is met twice the newer one counts.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::cell::{Leaf, Record, read_u32};
use super::page::{PAGE, RESERVED};
use super::pages::{Pages, UNUSED, View};
use super::row::{
    self, AttachmentRow, CompetencyRow, DraftRow, EntryRow, NameRow, PersonRow, RecordRow, Row, SettingRow, VersionRow,
};
use crate::id::{AttachmentId, RecordId, RevisionId};

/// Where a record stands.
#[derive(Debug, Clone, Copy)]
struct Place {
    view: View,
    page: u32,
    cell: usize,
}

/// A version, and where its words stand. They are read when they are needed: all versions of a
/// journal at once are many times the journal.
#[derive(Debug, Clone, Copy)]
pub(super) struct Version {
    pub(super) row: VersionRow,
    place: Place,
}

/// What was found, entries by their number in the damaged vault.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Pages that hold something, or should.
    pub(super) pages: u32,
    /// Those of them that cannot be read.
    pub(super) damaged: u32,
    /// Whether rows may be among the rest that had been deleted.
    pub(super) stale: bool,
    pub(super) entries: BTreeMap<i64, EntryRow>,
    pub(super) versions: HashMap<i64, HashMap<RevisionId, Version>>,
    /// Numbers of entries that something says are there.
    pub(super) mentioned: BTreeSet<i64>,
    pub(super) attachments: BTreeMap<AttachmentId, AttachmentRow>,
    pub(super) people: BTreeMap<[u8; 16], PersonRow>,
    pub(super) names: BTreeMap<String, NameRow>,
    pub(super) records: BTreeMap<RecordId, RecordRow>,
    pub(super) settings: BTreeMap<String, SettingRow>,
    pub(super) drafts: BTreeMap<String, DraftRow>,
    pub(super) competencies: BTreeMap<i64, CompetencyRow>,
    /// By the local numbers of entry and competency.
    pub(super) refusals: BTreeSet<(i64, i64)>,
    /// Files of exports, by their hashes.
    pub(super) files: BTreeMap<[u8; 32], Vec<u8>>,
}

impl Found {
    pub(super) fn gather(pages: &Pages) -> Self {
        let mut found = Self::default();
        for &view in pages.views() {
            found.look(pages, view);
            found.stale |= view == View::WithoutLog;
        }
        found
    }

    /// Whether no row was found.
    pub(super) fn is_empty(&self) -> bool {
        self.mentioned.is_empty()
            && self.people.is_empty()
            && self.records.is_empty()
            && self.settings.is_empty()
            && self.drafts.is_empty()
    }

    fn look(&mut self, pages: &Pages, view: View) {
        let (free, complete) = free_pages(pages, view);
        self.stale |= !complete;
        let (mut there, mut looked_at, mut damaged) = (0u32, 0u32, 0u32);
        for number in pages.numbers(view) {
            there = there.saturating_add(1);
            if number == UNUSED || free.contains(&number) {
                continue;
            }
            looked_at += 1;
            match pages.read(number, view) {
                Some(page) => self.take_rows(pages, view, number, &page),
                None => damaged += 1,
            }
        }
        if view == View::Newest {
            let missing = expected(pages).map_or(0, |expected| expected.saturating_sub(there));
            // Without its salt nothing tells good pages from bad ones, but the first one is bad.
            let unproven = u32::from(!pages.are_proven() && damaged == 0);
            self.pages = looked_at.saturating_add(missing);
            self.damaged = damaged.saturating_add(missing).saturating_add(unproven);
        }
    }

    fn take_rows(&mut self, pages: &Pages, view: View, number: u32, page: &[u8]) {
        let Some(leaf) = Leaf::of(number, page) else { return };
        for cell in 0..leaf.len() {
            let record = leaf.record(cell, &|next| pages.read(next, view));
            if let Some(row) = record.and_then(Row::of) {
                self.take(row, Place { view, page: number, cell });
            }
        }
    }

    fn take(&mut self, row: Row, place: Place) {
        match row {
            Row::Entry(seq, row) => {
                self.mentioned.insert(seq);
                keep_newer(&mut self.entries, seq, *row, |row| row.stamp);
            }
            Row::Version(seq, row) => {
                self.mentioned.insert(seq);
                if let Some(row) = row {
                    let versions = self.versions.entry(seq).or_default();
                    // One that grew may be met as it was before.
                    if versions.get(&row.id).is_none_or(|known| known.row.stamp < row.stamp) {
                        versions.insert(row.id, Version { row, place });
                    }
                }
            }
            Row::Listed(seq) => {
                self.mentioned.insert(seq);
            }
            Row::Attachment(row) => keep_newer(&mut self.attachments, row.id, row, |row| row.stamp),
            Row::Person(row) => keep_newer(&mut self.people, row.id, row, |row| row.stamp),
            Row::Name(row) => keep_newer(&mut self.names, row.name.clone(), row, |row| row.stamp),
            Row::Record(row) => keep_newer(&mut self.records, row.id, row, |row| row.stamp),
            Row::Setting(row) => keep_newer(&mut self.settings, row.key.clone(), row, |row| row.stamp),
            Row::Draft(row) => keep_newer(&mut self.drafts, row.slot.clone(), row, |row| row.saved),
            Row::Competency(row) => keep_newer(&mut self.competencies, row.seq, row, |row| row.stamp),
            Row::Refusal(row) => {
                self.refusals.insert((row.entry, row.competency));
            }
            Row::File(row) => {
                self.files.insert(row.hash, row.bytes);
            }
        }
    }
}

/// The words of a version.
pub(super) fn snapshot(pages: &Pages, version: &Version) -> Option<String> {
    row::snapshot(record_at(pages, version.place)?)
}

fn record_at(pages: &Pages, place: Place) -> Option<Record> {
    let page = pages.read(place.page, place.view)?;
    Leaf::of(place.page, &page)?.record(place.cell, &|next| pages.read(next, place.view))
}

fn keep_newer<K: Ord, V, S: Ord>(kept: &mut BTreeMap<K, V>, key: K, new: V, age: impl Fn(&V) -> S) {
    if kept.get(&key).is_none_or(|known| age(known) < age(&new)) {
        kept.insert(key, new);
    }
}

/// How many pages the database had at its last commit, where that is still to be read.
fn expected(pages: &Pages) -> Option<u32> {
    pages.committed().or_else(|| read_u32(&first_page(pages, View::Newest)?, 28))
}

/// The first page, with the header of the file. Where pages are not proven it has to look like one.
fn first_page(pages: &Pages, view: View) -> Option<Vec<u8>> {
    const SHAPE: [u8; 8] = [(PAGE >> 8) as u8, 0, 2, 2, RESERVED as u8, 64, 32, 32];
    const SCHEMA_FORMAT: u32 = 4;
    let first = pages.read(1, view)?;
    (first.get(16..24) == Some(&SHAPE) && read_u32(&first, 44) == Some(SCHEMA_FORMAT)).then_some(first)
}

/// The pages that hold nothing any more, and whether these are all: rows that were deleted must not
/// come back from there.
fn free_pages(pages: &Pages, view: View) -> (BTreeSet<u32>, bool) {
    let mut free = BTreeSet::new();
    let Some(mut next) = first_page(pages, view).and_then(|first| read_u32(&first, 32)) else { return (free, false) };
    while next != 0 && free.insert(next) {
        let Some(trunk) = pages.read(next, view) else { return (free, false) };
        let count = read_u32(&trunk, 4).unwrap_or(0);
        // What lies behind the page ends it, whatever it counts.
        free.extend((0..count).map_while(|at| read_u32(&trunk, 8 + 4 * at as usize)));
        next = read_u32(&trunk, 0).unwrap_or(0);
    }
    (free, true)
}
