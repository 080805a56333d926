//! Suggestions that were refused.

use rusqlite::{Connection, OptionalExtension};

use crate::error::{Error, Result};
use crate::id::EntryId;
use crate::journal;
use crate::vault::Vault;

impl Vault {
    /// Never suggests the competency `key` for the entry again, and rarely for others like it. Twice is the
    /// same as once; to tag the entry with it after all takes the refusal back.
    ///
    /// # Errors
    /// [`Error::NotFound`], or [`Error::Invalid`] if no competency has this key.
    pub fn refuse(&self, entry: EntryId, key: &str) -> Result<()> {
        let seq = self.write(|write| {
            let seq = journal::seq_of(write, entry)?;
            let competency: i64 = write
                .prepare_cached("SELECT seq FROM competency WHERE key = ?1 AND erased IS NULL")?
                .query_row([key], |row| row.get(0))
                .optional()?
                .ok_or_else(|| Error::invalid("competency", "is none of the framework"))?;
            write
                .prepare_cached(
                    "INSERT INTO refusal (entry, competency, device, stamp) VALUES (?1, ?2, ?3, ?4)
                     ON CONFLICT (entry, competency) DO NOTHING",
                )?
                .execute((seq, competency, write.device, write.stamp))?;
            Ok(seq)
        })?;
        self.suggester().touch(&[seq]);
        Ok(())
    }
}

/// The local number of an entry, and the keys that were refused for it.
pub(super) fn refused(database: &Connection, entry: EntryId) -> Result<(Option<i64>, Vec<String>)> {
    let seq = journal::seq_of(database, entry)?;
    Ok((Some(seq), of(database, seq)?))
}

/// The keys of what was refused for the entry with this local number.
pub(super) fn of(database: &Connection, seq: i64) -> Result<Vec<String>> {
    Ok(database
        .prepare_cached("SELECT key FROM refusal JOIN competency ON competency.seq = competency WHERE entry = ?1")?
        .query_map([seq], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?)
}
