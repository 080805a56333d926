//! The trash: out of sight, and back.

use std::collections::HashSet;

use crate::error::Result;
use crate::id::EntryId;
use crate::journal::entry::Line;
use crate::journal::{line, read};
use crate::record;
use crate::vault::{Vault, Write};

impl Vault {
    /// Puts an entry into the trash: it is in no list, search, map or portfolio until it is
    /// restored. Twice is the same as once.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound).
    pub fn trash(&self, id: EntryId) -> Result<()> {
        self.write(|write| mark(write, id, Some(write.now.millis())))
    }

    /// Takes an entry out of the trash.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound).
    pub fn restore(&self, id: EntryId) -> Result<()> {
        self.write(|write| mark(write, id, None))
    }

    /// What is in the trash, last thrown away first.
    ///
    /// # Errors
    /// What the database says.
    pub fn trashed(&self) -> Result<Vec<Line>> {
        self.read(|database| {
            let seqs = database
                .prepare_cached(
                    "SELECT seq FROM entry WHERE trashed IS NOT NULL AND erased IS NULL ORDER BY trashed DESC",
                )?
                .query_map([], |row| row.get(0))?
                .collect::<rusqlite::Result<Vec<i64>>>()?;
            line::lines(database, &seqs)
        })
    }

    /// Erases what is in the trash, every version and every file of it, and returns how many entries
    /// that were. What remains of each is a tombstone without words. This cannot be undone.
    ///
    /// # Errors
    /// What the database says.
    pub fn empty_trash(&self) -> Result<usize> {
        let gone = self.write(|write| {
            let gone = write
                .prepare("SELECT seq, id FROM entry WHERE trashed IS NOT NULL AND erased IS NULL")?
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<rusqlite::Result<Vec<(i64, EntryId)>>>()?;
            for &(seq, _) in &gone {
                erase(write, seq)?;
            }
            let ids: HashSet<EntryId> = gone.iter().map(|&(_, id)| id).collect();
            record::forget(write, &|entry| ids.contains(entry))?;
            Ok(gone.len())
        })?;
        self.sweep_attachments()?;
        Ok(gone)
    }
}

fn mark(write: &Write<'_>, id: EntryId, trashed: Option<i64>) -> Result<()> {
    let (seq, _) = read::find(write, id)?;
    write
        .prepare_cached(
            "UPDATE entry SET trashed = ?2, device = ?3, stamp = ?4 WHERE seq = ?1 AND (trashed IS NULL) = (?2 IS NOT NULL)",
        )?
        .execute((seq, trashed, write.device, write.stamp))?;
    write.touch(seq);
    Ok(())
}

fn erase(write: &Write<'_>, seq: i64) -> Result<()> {
    write.execute("DELETE FROM revision WHERE entry = ?1", [seq])?;
    let marked = (seq, write.now.millis(), write.device, write.stamp);
    for table in ["entry_tag", "entry_person", "evidence"] {
        let sql = format!("UPDATE {table} SET removed = ?2, device = ?3, stamp = ?4 WHERE entry = ?1");
        write.prepare_cached(&sql)?.execute(marked)?;
    }
    write.execute(
        "UPDATE link SET removed = ?2, device = ?3, stamp = ?4 WHERE source = (SELECT id FROM entry WHERE seq = ?1)",
        marked,
    )?;
    write.execute("UPDATE attachment SET erased = ?2, name = '', device = ?3, stamp = ?4 WHERE entry = ?1", marked)?;
    write.execute(
        "UPDATE entry SET title = '', body = '', private = '', facets = '{}', metadata = NULL, lang = NULL, detected = NULL,
            erased = ?2, device = ?3, stamp = ?4
         WHERE seq = ?1",
        marked,
    )?;
    write.touch(seq);
    Ok(())
}
