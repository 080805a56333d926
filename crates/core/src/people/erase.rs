//! Taking somebody away whom nothing mentions.

use rusqlite::Connection;

use super::merge::Merge;
use super::name::NAMES;
use super::row::Row;
use crate::error::{Error, Result};
use crate::id::PersonId;
use crate::record::{self, Record};
use crate::vault::Vault;

impl Vault {
    /// Takes somebody away whom no entry and no record mentions, with all that was said of them.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Invalid`] while something mentions them.
    pub fn erase_person(&self, id: PersonId) -> Result<()> {
        self.write(|write| {
            let row = Row::of(write, id)?;
            if !is_unmentioned(write, &row)? {
                return Err(Error::invalid("person", "is mentioned in the journal"));
            }
            for merge in record::mentions(write, id)? {
                record::erase::<Merge>(write, merge.record)?;
            }
            write.prepare_cached("DELETE FROM person_name WHERE person = ?1")?.execute([row.seq])?;
            write
                .prepare_cached(
                    "UPDATE person SET name = '', relation = NULL, alias = '', note = '', erased = ?2, device = ?3, stamp = ?4
                     WHERE seq = ?1",
                )?
                .execute((row.seq, write.now.millis(), write.device, write.stamp))?;
            Ok(())
        })
    }
}

/// Whether no entry, in the trash or not, and no record speaks of somebody. That others were merged into
/// them is no mention.
pub(super) fn is_unmentioned(database: &Connection, row: &Row) -> Result<bool> {
    let in_entries: bool = database
        .prepare_cached(&format!(
            "SELECT EXISTS (SELECT 1 FROM entry_person JOIN entry ON entry.seq = entry
                WHERE person = ?1 AND removed IS NULL AND erased IS NULL)
             OR EXISTS (SELECT 1 FROM entry
                WHERE kind = 'feedback' AND (facets ->> '$.feedback.from') COLLATE NOCASE IN
                    (SELECT +name FROM ({NAMES}) WHERE person = ?1) AND erased IS NULL)"
        ))?
        .query_row([row.seq], |row| row.get(0))?;
    Ok(!in_entries && record::mentions(database, row.id)?.iter().all(|mention| mention.sort == Merge::SORT))
}
