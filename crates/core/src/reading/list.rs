//! Readings by how far somebody is with them.

use rusqlite::Connection;
use serde::Serialize;
use specta::Type;

use super::lesson::living;
use super::{ReadingItem, ReadingStatus};
use crate::error::Result;
use crate::id::{EntryId, PersonId, RecordId};
use crate::people;
use crate::record::{self, Kept};
use crate::vault::Vault;

/// Everything that is, was or will be read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Type)]
pub struct ReadingList {
    /// Being read, the last begun first.
    pub now: Vec<ReadingLine>,
    /// To be read, in the order that was chosen.
    pub next: Vec<ReadingLine>,
    /// Read, the last finished first.
    pub done: Vec<ReadingLine>,
    /// Given up, the last added first.
    pub dropped: Vec<ReadingLine>,
}

/// A reading with what it points at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ReadingLine {
    /// Its identity.
    pub id: RecordId,
    /// What it says.
    pub item: ReadingItem,
    /// The name of who recommended it.
    pub recommended_by: Option<String>,
    /// The lesson that its takeaway became, unless that was thrown away.
    pub lesson: Option<EntryId>,
}

impl Vault {
    /// Everything that is, was or will be read.
    ///
    /// # Errors
    /// What the database says.
    pub fn readings(&self) -> Result<ReadingList> {
        self.read(|database| {
            let all = record::all::<ReadingItem>(database)?;
            let of = |status| -> Result<Vec<ReadingLine>> {
                sorted(all.clone(), status).into_iter().map(|kept| line(database, kept)).collect()
            };
            Ok(ReadingList {
                now: of(ReadingStatus::Now)?,
                next: of(ReadingStatus::Next)?,
                done: of(ReadingStatus::Done)?,
                dropped: of(ReadingStatus::Dropped)?,
            })
        })
    }

    /// One reading with what it points at.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound).
    pub fn reading(&self, id: RecordId) -> Result<ReadingLine> {
        self.read(|database| line(database, Kept { id, value: record::one(database, id)? }))
    }
}

fn line(database: &Connection, kept: Kept<ReadingItem>) -> Result<ReadingLine> {
    let Kept { id, value: item } = kept;
    let recommended_by = match item.recommended_by {
        Some(person) => people::names_of(database, person)?.map(|(_, name)| name),
        None => None,
    };
    let lesson = living(database, item.lesson)?;
    Ok(ReadingLine { id, item, recommended_by, lesson })
}

/// Those of a status, in the order of [`ReadingList`]. `all` comes in the order in which they were added.
pub(super) fn sorted(mut all: Vec<Kept<ReadingItem>>, status: ReadingStatus) -> Vec<Kept<ReadingItem>> {
    all.retain(|one| one.value.status == status);
    match status {
        ReadingStatus::Next => all.sort_by_key(|one| one.value.position),
        ReadingStatus::Now => all.sort_by_key(|one| std::cmp::Reverse(one.value.began)),
        ReadingStatus::Done => all.sort_by_key(|one| std::cmp::Reverse(one.value.finished)),
        ReadingStatus::Dropped => all.reverse(),
    }
    all
}

/// What somebody recommended, the last added first.
pub(crate) fn recommended_by(database: &Connection, person: PersonId) -> Result<Vec<Kept<ReadingItem>>> {
    let mut all = record::all::<ReadingItem>(database)?;
    all.retain(|one| one.value.recommended_by == Some(person));
    all.reverse();
    Ok(all)
}
