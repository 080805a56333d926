//! Adding readings and changing them.

use super::list::sorted;
use super::{ReadingItem, ReadingStatus};
use crate::error::{Error, Result};
use crate::id::RecordId;
use crate::people;
use crate::record::{self, Kept};
use crate::vault::{Vault, Write};

impl Vault {
    /// Adds a reading; one that is to be read goes behind the others.
    ///
    /// # Errors
    /// [`Error::Invalid`] with the field and the rule.
    pub fn add_reading(&self, item: &ReadingItem) -> Result<RecordId> {
        self.write(|write| {
            let item = tidy(write, &ReadingItem { position: behind_all(write)?, ..item.clone() })?;
            record::add(write, &item)
        })
    }

    /// Keeps `item` as what the reading `id` says. One that was taken away is there again.
    ///
    /// # Errors
    /// [`Error::NotFound`], or [`Error::Invalid`] with the field and the rule.
    pub fn edit_reading(&self, id: RecordId, item: &ReadingItem) -> Result<()> {
        self.write(|write| record::put(write, id, &tidy(write, item)?))
    }

    /// Keeps what `item` says about the reading `id`: what it is, who recommended it and what to take away. How far
    /// somebody is with it, where it stands and which lesson was made of it stay as they are by now.
    ///
    /// # Errors
    /// [`Error::NotFound`], or [`Error::Invalid`] with the field and the rule.
    pub fn describe_reading(&self, id: RecordId, item: &ReadingItem) -> Result<()> {
        self.write(|write| {
            let ReadingItem { status, position, began, finished, lesson, .. } = record::one(write, id)?;
            let item = ReadingItem { status, position, began, finished, lesson, ..item.clone() };
            record::put(write, id, &tidy(write, &item)?)
        })
    }

    /// Says how far somebody is with a reading, as of today, and returns what it said before.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn set_reading_status(&self, id: RecordId, status: ReadingStatus) -> Result<ReadingItem> {
        let today = self.today();
        self.write(|write| {
            let before: ReadingItem = record::one(write, id)?;
            if before.status == status {
                return Ok(before);
            }
            let mut item = ReadingItem { status, ..before.clone() };
            match status {
                ReadingStatus::Next => {
                    item.position = behind_all(write)?;
                    (item.began, item.finished) = (None, None);
                }
                ReadingStatus::Now => {
                    item.began = item.began.or(Some(today));
                    item.finished = None;
                }
                ReadingStatus::Done => item.finished = item.finished.or(Some(today)),
                ReadingStatus::Dropped => item.finished = None,
            }
            record::put(write, id, &item)?;
            Ok(before)
        })
    }

    /// Puts a reading at the place `to` among those to be read; 0 is the first, and whatever is beyond the end
    /// the last.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Invalid`] for one that is not to be read.
    pub fn move_reading(&self, id: RecordId, to: u32) -> Result<()> {
        self.write(|write| {
            let mut next = sorted(record::all::<ReadingItem>(write)?, ReadingStatus::Next);
            record::one::<ReadingItem>(write, id)?;
            let from = next.iter().position(|one| one.id == id);
            let moved = next.remove(from.ok_or_else(|| Error::invalid("reading", "is not to be read next"))?);
            let to = usize::try_from(to).unwrap_or(usize::MAX).min(next.len());
            next.insert(to, moved);
            for (place, Kept { id, value }) in (0..).zip(next) {
                if value.position != place {
                    record::put(write, id, &ReadingItem { position: place, ..value })?;
                }
            }
            Ok(())
        })
    }

    /// Takes a reading away. [`Vault::edit_reading`] with what it said brings it back.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn erase_reading(&self, id: RecordId) -> Result<()> {
        self.write(|write| record::erase::<ReadingItem>(write, id))
    }
}

/// The item without spaces around what is a line, checked.
fn tidy(write: &Write<'_>, item: &ReadingItem) -> Result<ReadingItem> {
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut item = ReadingItem {
        title: line(&item.title),
        author: line(&item.author),
        link: item.link.trim().to_owned(),
        takeaway: item.takeaway.trim_end().to_owned(),
        ..item.clone()
    };
    item.check()?;
    if let Some(person) = item.recommended_by {
        let (id, _) = people::names_of(write, person)?.ok_or(Error::NotFound { what: "person" })?;
        item.recommended_by = Some(id);
    }
    Ok(item)
}

/// The place behind all that are to be read.
fn behind_all(write: &Write<'_>) -> Result<u32> {
    let next = sorted(record::all::<ReadingItem>(write)?, ReadingStatus::Next);
    Ok(next.last().map_or(0, |last| last.value.position.saturating_add(1)))
}
