//! Two people who turn out to be one.
//!
//! One row stays, the other one becomes a tombstone that keeps its name; the name belongs to the one that
//! stays from then on, so that old versions, imports and whoever writes it mean them. Rows that filed an
//! entry with the one who is gone, names and records are moved one by one, and what was moved is kept with
//! the merge: that is all that [`super::split`] needs to take them apart again, whatever happened meanwhile.

use chrono::NaiveDate;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::describe::{Person, put};
use super::file::ADD_AGAIN;
use super::list::{self, PersonLine};
use super::name;
use super::row::Row;
use crate::error::{Error, Result};
use crate::id::{EntryId, PersonId, RecordId};
use crate::record::{self, Kept, Place, Record};
use crate::vault::{Vault, Write};

/// What a merge would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct MergePreview {
    /// Who stays.
    pub kept: PersonLine,
    /// Who becomes them.
    pub gone: PersonLine,
    /// What is known of the one who stays, afterwards.
    pub becomes: Person,
    /// Entries that will mention the one who stays in place of the other.
    pub entries: u32,
    /// Entries that mention both already.
    pub both: u32,
    /// Things beside the entries, such as an assessment, that will name the one who stays.
    pub records: u32,
}

/// Somebody who turned out to be the same person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Joined {
    /// The merge, for [`Vault::split_people`].
    pub merge: RecordId,
    /// The name by which they went.
    pub name: String,
    /// The day on which it was found out.
    pub on: NaiveDate,
}

/// A merge, with what it takes to undo it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Merge {
    /// Who stayed; after another merge, who that one became.
    pub(super) kept: PersonId,
    /// Who is gone.
    pub(super) gone: PersonId,
    /// The name of the one who is gone.
    pub(super) name: String,
    /// The day on which it was done.
    pub(super) on: NaiveDate,
    /// Whether the one who stayed came with the sample journal until then.
    pub(super) sample: bool,
    pub(super) moved: Moved,
}

/// What a merge moved.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Moved {
    /// What was known of the one who is gone; their name stands in their row.
    pub(super) gone: Known,
    /// What was known of the one who stayed.
    pub(super) before: Known,
    /// And after the two were one.
    pub(super) after: Known,
    /// Other names of the one who is gone.
    pub(super) names: Vec<String>,
    /// Entries that mentioned only the one who is gone.
    pub(super) entries: Vec<EntryId>,
    /// Entries that mentioned both.
    pub(super) both: Vec<EntryId>,
    /// Feedback that said it was from the one who is gone, and how.
    pub(super) feedback: Vec<(EntryId, String)>,
    /// Where records named the one who is gone.
    pub(super) places: Vec<Place>,
}

/// What is known of somebody beside their names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Known {
    pub(super) relation: Option<super::Relation>,
    pub(super) alias: String,
    pub(super) note: String,
}

impl Record for Merge {
    const SORT: &'static str = "merge";
    const WHAT: &'static str = "merge";

    fn people(&self) -> Vec<PersonId> {
        vec![self.gone, self.kept]
    }

    fn entries(&self) -> Vec<EntryId> {
        let feedback = self.moved.feedback.iter().map(|(entry, _)| entry);
        self.moved.entries.iter().chain(&self.moved.both).chain(feedback).copied().collect()
    }

    fn without(mut self, gone: impl Fn(&EntryId) -> bool) -> Option<Self> {
        self.moved.entries.retain(|entry| !gone(entry));
        self.moved.both.retain(|entry| !gone(entry));
        self.moved.feedback.retain(|(entry, _)| !gone(entry));
        Some(self)
    }
}

impl Vault {
    /// What merging `gone` into `kept` would do. Changes nothing.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Invalid`] for one and the same person.
    pub fn preview_merge(&self, kept: PersonId, gone: PersonId) -> Result<MergePreview> {
        let today = self.today();
        self.read(|database| {
            let (one, other) = pair(database, kept, gone)?;
            let lines = list::lines(database, today)?;
            let line = |row: &Row| {
                lines.iter().find(|line| line.id == row.id).cloned().ok_or(Error::NotFound { what: "person" })
            };
            let mut filed = filed(database, one.seq, other.seq)?;
            filed.leave_trash(database)?;
            Ok(MergePreview {
                kept: line(&one)?,
                gone: line(&other)?,
                becomes: united(&one.person, &other.person),
                entries: count(filed.only_gone.len()),
                both: count(filed.both.len()),
                records: count(
                    record::mentions(database, other.id)?.iter().filter(|it| it.sort != Merge::SORT).count(),
                ),
            })
        })
    }

    /// Merges `gone` into `kept`: entries, names, feedback and records mention `kept` from now on, and what was
    /// known of `gone` fills what was not known of `kept`. Versions of entries stay as they were written.
    /// Returns what [`Vault::split_people`] takes to undo it.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Invalid`] for one and the same person.
    pub fn merge_people(&self, kept: PersonId, gone: PersonId) -> Result<RecordId> {
        self.write(|write| {
            let (kept, gone) = pair(write, kept, gone)?;
            merge(write, &kept, &gone)
        })
    }
}

fn pair(database: &Connection, kept: PersonId, gone: PersonId) -> Result<(Row, Row)> {
    if kept == gone {
        return Err(Error::invalid("person", "cannot be merged with themselves"));
    }
    Ok((Row::of(database, kept)?, Row::of(database, gone)?))
}

fn merge(write: &Write<'_>, kept: &Row, gone: &Row) -> Result<RecordId> {
    let mut moved = Moved { gone: Known::of(&gone.person), before: Known::of(&kept.person), ..Moved::default() };
    let filed = filed(write, kept.seq, gone.seq)?;
    for (seq, _) in filed.only_gone.iter().chain(&filed.both) {
        write
            .prepare_cached(
                "UPDATE entry_person SET removed = ?3, device = ?4, stamp = ?5 WHERE entry = ?1 AND person = ?2",
            )?
            .execute((seq, gone.seq, write.now.millis(), write.device, write.stamp))?;
        write.prepare_cached(ADD_AGAIN)?.execute((seq, kept.seq, write.device, write.stamp))?;
        write.touch(*seq);
    }
    moved.entries = filed.only_gone.into_iter().map(|(_, id)| id).collect();
    moved.both = filed.both.into_iter().map(|(_, id)| id).collect();
    for (seq, said) in name::rewrite_giver(write, &gone.person.name, &kept.person.name)? {
        let id = write.prepare_cached("SELECT id FROM entry WHERE seq = ?1")?.query_row([seq], |row| row.get(0))?;
        moved.feedback.push((id, said));
    }
    moved.places = record::mentions(write, gone.id)?;
    record::repoint(write, &moved.places, gone.id, kept.id)?;
    moved.names = name::others(write, gone.seq)?;
    bury(write, gone)?;
    for one in moved.names.iter().chain([&gone.person.name]) {
        name::add(write, kept.seq, one)?;
    }
    // Entries of the one who stays are found by the new names too.
    name::touch_entries(write, kept.seq)?;
    let after = united(&kept.person, &gone.person);
    put(write, kept.seq, after.relation, &after.alias, &after.note)?;
    if kept.sample && !gone.sample {
        // Somebody of the author's own goes with no sample.
        write.prepare_cached("UPDATE person SET sample = 0 WHERE seq = ?1")?.execute([kept.seq])?;
    }
    moved.after = Known::of(&after);
    let merge = Merge {
        kept: kept.id,
        gone: gone.id,
        name: gone.person.name.clone(),
        on: write.now.local_date(&write.world),
        sample: kept.sample,
        moved,
    };
    if kept.sample || gone.sample { record::add_sample(write, &merge) } else { record::add(write, &merge) }
}

/// Makes a tombstone of a row. It keeps its name, by which it is known who they turned out to be.
fn bury(write: &Write<'_>, gone: &Row) -> Result<()> {
    write
        .prepare_cached(
            "UPDATE person SET relation = NULL, alias = '', note = '', erased = ?2, device = ?3, stamp = ?4 WHERE seq = ?1",
        )?
        .execute((gone.seq, write.now.millis(), write.device, write.stamp))?;
    Ok(())
}

/// What is known of the two together. Where both say something, what is known of the one who stays counts;
/// notes are kept one below the other.
fn united(kept: &Person, gone: &Person) -> Person {
    let alias = if kept.alias.trim().is_empty() { &gone.alias } else { &kept.alias };
    let notes = [kept.note.trim(), gone.note.trim()];
    let note = match notes {
        [one, other] if other.is_empty() || one == other => kept.note.clone(),
        ["", _] => gone.note.clone(),
        [one, other] => format!("{one}\n{other}"),
    };
    Person { name: kept.name.clone(), relation: kept.relation.or(gone.relation), alias: alias.clone(), note }
}

impl Known {
    fn of(person: &Person) -> Self {
        Self { relation: person.relation, alias: person.alias.clone(), note: person.note.clone() }
    }
}

/// Entries by their local numbers and identities.
struct Filed {
    only_gone: Vec<(i64, EntryId)>,
    both: Vec<(i64, EntryId)>,
}

impl Filed {
    /// Without what is in the trash, which follows unseen.
    fn leave_trash(&mut self, database: &Connection) -> Result<()> {
        let mut trashed = database.prepare_cached("SELECT 1 FROM entry WHERE seq = ?1 AND trashed IS NOT NULL")?;
        for shelf in [&mut self.only_gone, &mut self.both] {
            let mut seen = Vec::with_capacity(shelf.len());
            for one in shelf.drain(..) {
                if !trashed.exists([one.0])? {
                    seen.push(one);
                }
            }
            *shelf = seen;
        }
        Ok(())
    }
}

/// The entries that mention `gone`, apart from those that mention `kept` as well.
fn filed(database: &Connection, kept: i64, gone: i64) -> Result<Filed> {
    let mut select = database.prepare_cached(
        "SELECT entry.seq, entry.id, EXISTS (
            SELECT 1 FROM entry_person AS other WHERE other.entry = entry.seq AND other.person = ?1 AND other.removed IS NULL)
         FROM entry_person JOIN entry ON entry.seq = entry_person.entry
         WHERE entry_person.person = ?2 AND removed IS NULL",
    )?;
    let mut rows = select.query((kept, gone))?;
    let (mut only_gone, mut both) = (Vec::new(), Vec::new());
    while let Some(row) = rows.next()? {
        let shelf = if row.get(2)? { &mut both } else { &mut only_gone };
        shelf.push((row.get(0)?, row.get(1)?));
    }
    Ok(Filed { only_gone, both })
}

/// Who turned out to be `row` and can still be told apart, in the order in which that was found out.
pub(super) fn joined(database: &Connection, row: &Row) -> Result<Vec<Joined>> {
    let mut joined = Vec::new();
    for Kept { id: merge, value: Merge { kept, name, on, .. } } in record::all::<Merge>(database)? {
        if kept == row.id && name::is_other(database, row.seq, &name)? {
            joined.push(Joined { merge, name, on });
        }
    }
    Ok(joined)
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
