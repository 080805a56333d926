//! A takeaway becomes a lesson.

use rusqlite::Connection;

use super::ReadingItem;
use crate::competency;
use crate::error::{Error, Result};
use crate::id::{EntryId, RecordId};
use crate::journal::{Content, Kind, Lesson, NewEntry, Saved, Tagged, insert};
use crate::record::{self, Kept};
use crate::vault::Vault;

/// What a lesson from reading is evidence for, where the framework has it.
const LEARNING: &str = "learning";

impl Vault {
    /// Makes a lesson of what was taken away from a reading. It is dated today and is evidence for continuous
    /// learning, at no level until its author says one.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Invalid`] where nothing was taken away yet, or where there is a lesson.
    pub fn learn_from_reading(&self, id: RecordId) -> Result<Saved> {
        let (today, zone) = (self.today(), self.world().zone());
        self.write(|write| {
            let item: ReadingItem = record::one(write, id)?;
            if item.takeaway.trim().is_empty() {
                return Err(Error::invalid("takeaway", "is empty"));
            }
            if living(write, item.lesson)?.is_some() {
                return Err(Error::invalid("takeaway", "is a lesson already"));
            }
            let competencies = competency::keys(write)?;
            let mut content = Content { kind: Kind::Lesson, ..Content::on(today, zone.clone()) };
            if competencies.iter().any(|key| key == LEARNING) {
                content.competencies.push(Tagged { key: LEARNING.to_owned(), level: None });
            }
            let sentence = item.takeaway.split_whitespace().collect::<Vec<_>>().join(" ");
            content.facets.lesson = Some(Lesson { sentence, ..Lesson::default() });
            let (_, saved) = insert(write, &competencies, &NewEntry::of(&content))?;
            record::put(write, id, &ReadingItem { lesson: Some(saved.id), ..item })?;
            Ok(saved)
        })
    }

    /// The reading that a lesson was taken from.
    ///
    /// # Errors
    /// What the database says.
    pub fn reading_behind(&self, lesson: EntryId) -> Result<Option<Kept<ReadingItem>>> {
        self.read(|database| {
            let all = record::all::<ReadingItem>(database)?;
            Ok(all.into_iter().find(|one| one.value.lesson == Some(lesson)))
        })
    }
}

/// The lesson, if it is there and not in the trash.
pub(super) fn living(database: &Connection, lesson: Option<EntryId>) -> Result<Option<EntryId>> {
    let Some(id) = lesson else { return Ok(None) };
    let lives = database
        .prepare_cached("SELECT 1 FROM entry WHERE id = ?1 AND trashed IS NULL AND erased IS NULL")?
        .exists([id])?;
    Ok(lives.then_some(id))
}
