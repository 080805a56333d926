//! Looking at the whole vault.

use rusqlite::Connection;
use serde::Serialize;
use specta::Type;

use super::Vault;
use crate::error::Result;
use crate::{portfolio, record};

/// What a check looked at and found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CheckReport {
    /// Entries, in the trash or not.
    pub entries: u32,
    /// Versions of entries.
    pub versions: u32,
    /// Attached files that were read and found genuine.
    pub attachments: u32,
    /// Entries that the search index holds.
    pub indexed: u32,
    /// What is wrong, in words that name no text of the user's. Empty when all is well.
    pub problems: Vec<String>,
}

impl Vault {
    /// Reads every page of the database, every reference, every attached file, and compares the
    /// search index with the entries. Changes nothing. The index is filled for that.
    ///
    /// # Errors
    /// When the vault cannot be read at all.
    pub fn check(&self) -> Result<CheckReport> {
        if !self.is_read_only() {
            return self.look_at_everything();
        }
        // Another process may be writing, and this index does not hear of it: everything is looked at as
        // it was at one moment.
        self.read(|database| Ok(database.execute_batch("BEGIN")?))?;
        self.index().forget();
        let looked = self.look_at_everything();
        self.read(|database| Ok(database.execute_batch("ROLLBACK")?))?;
        looked
    }

    fn look_at_everything(&self) -> Result<CheckReport> {
        let mut problems = Vec::new();
        let (entries, versions, attachments) = self.read(|database| {
            problems.extend(bad_pages(database)?);
            problems.extend(
                rows(database, "PRAGMA integrity_check")?
                    .into_iter()
                    .filter(|row| row != "ok")
                    .map(|row| format!("database: {row}")),
            );
            problems.extend(
                rows(database, "SELECT \"table\" || ' row ' || rowid || ' refers to nothing in ' || parent FROM pragma_foreign_key_check")?,
            );
            problems.extend(rows(
                database,
                "SELECT 'entry ' || lower(hex(id)) || ' has no version' FROM entry
                 WHERE erased IS NULL AND NOT EXISTS (SELECT 1 FROM revision WHERE revision.entry = entry.seq)",
            )?);
            problems.extend(record::loose_ends(database)?);
            problems.extend(portfolio::lost_files(database)?);
            let attachments = database
                .prepare("SELECT id FROM attachment WHERE erased IS NULL")?
                .query_map([], |row| row.get(0))?
                .collect::<rusqlite::Result<Vec<crate::id::AttachmentId>>>()?;
            Ok((count(database, "entry WHERE erased IS NULL")?, count(database, "revision")?, attachments))
        })?;
        let mut genuine = 0;
        for id in attachments {
            match self.read_attachment(id, &mut std::io::sink()) {
                Ok(()) => genuine += 1,
                Err(error) => problems.push(format!("attachment {id}: {error}")),
            }
        }
        let (indexed, differing) = self.compare_index()?;
        if differing > 0 {
            problems.push(format!("search index: {differing} entries differ from the database"));
        }
        Ok(CheckReport { entries, versions, attachments: genuine, indexed, problems })
    }
}

/// Pages whose seal is broken. They are read past all locks, so one that was being written at that
/// moment is looked at again.
fn bad_pages(database: &Connection) -> Result<Vec<String>> {
    const PAGES: &str = "PRAGMA cipher_integrity_check";
    let bad = match rows(database, PAGES)? {
        bad if bad.is_empty() => bad,
        _ => rows(database, PAGES)?,
    };
    Ok(bad.into_iter().map(|row| format!("page: {row}")).collect())
}

fn rows(database: &Connection, sql: &str) -> Result<Vec<String>> {
    Ok(database.prepare(sql)?.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

fn count(database: &Connection, what: &str) -> Result<u32> {
    Ok(database.query_row(&format!("SELECT count(*) FROM {what}"), [], |row| row.get(0))?)
}
