//! Keeping exports, reading them again, and removing them.

use rusqlite::{Connection, OptionalExtension};
use sha2::{Digest, Sha256};

use super::KeptExport;
use crate::error::{Error, Result};
use crate::id::RecordId;
use crate::journal::SAMPLE;
use crate::portfolio::Export;
use crate::portfolio::model::Portfolio;
use crate::record::{self, Kept, Record};
use crate::vault::{Vault, Write, to_hex};

impl Vault {
    /// Keeps an export as it is. The same file again, made for the same, is the same version.
    ///
    /// # Errors
    /// What the database says.
    pub fn keep_export(&self, export: &Export) -> Result<Kept<KeptExport>> {
        let document = serde_json::to_vec(&export.composed)
            .map_err(|_| Error::invalid("portfolio", "cannot be written as JSON"))?;
        self.write(|write| {
            let known = record::all::<KeptExport>(write)?;
            let hash = to_hex(&Sha256::digest(&export.bytes));
            if let Some(last) = known.last().filter(|last| last.value.is_of(export, &hash)) {
                return Ok(last.clone());
            }
            let number = known.last().map_or(0, |last| last.value.number).max(ever_kept(write)?) + 1;
            let value = KeptExport {
                number,
                made_at: write.now,
                brief: export.brief.clone(),
                reader: export.reader,
                format: export.format,
                file_name: format!("{}.{}", export.file_stem, export.format.ending()),
                bytes: u32::try_from(export.bytes.len()).unwrap_or(u32::MAX),
                hash: keep_file(write, &export.bytes)?,
                document: keep_file(write, &document)?,
                stories: u32::try_from(export.composed.stories.len()).unwrap_or(u32::MAX),
                entries: u32::try_from(export.composed.references.len()).unwrap_or(u32::MAX),
            };
            // What was made of nothing but the sample goes with it.
            let id = if is_sample(write, &export.composed)? {
                record::add_sample(write, &value)?
            } else {
                record::add(write, &value)?
            };
            Ok(Kept { id, value })
        })
    }

    /// The exports that are kept, the last one first.
    ///
    /// # Errors
    /// What the database says.
    pub fn kept_exports(&self) -> Result<Vec<Kept<KeptExport>>> {
        let mut kept = self.read(record::all::<KeptExport>)?;
        kept.reverse();
        Ok(kept)
    }

    /// The kept export with this number.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn find_kept_export(&self, number: u32) -> Result<Kept<KeptExport>> {
        let found = self.kept_exports()?.into_iter().find(|kept| kept.value.number == number);
        found.ok_or(Error::NotFound { what: KeptExport::WHAT })
    }

    /// The exports that are, byte for byte, this file.
    ///
    /// # Errors
    /// What the database says.
    pub fn kept_exports_of(&self, file: &[u8]) -> Result<Vec<Kept<KeptExport>>> {
        let hash = to_hex(&Sha256::digest(file));
        Ok(self.kept_exports()?.into_iter().filter(|kept| kept.value.hash == hash).collect())
    }

    /// The file of a kept export, as it left.
    ///
    /// # Errors
    /// [`Error::NotFound`], or [`Error::Damaged`] if it is not what it was.
    pub fn kept_file(&self, id: RecordId) -> Result<Vec<u8>> {
        self.read(|database| read_file(database, &record::one::<KeptExport>(database, id)?.hash))
    }

    /// Removes a kept export with its file.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn remove_kept_export(&self, id: RecordId) -> Result<()> {
        self.write(|write| {
            record::erase::<KeptExport>(write, id)?;
            sweep(write)
        })
    }
}

impl KeptExport {
    fn is_of(&self, export: &Export, hash: &str) -> bool {
        self.hash == hash && (&self.brief, self.reader, self.format) == (&export.brief, export.reader, export.format)
    }
}

/// The document that a kept export was made of.
pub(super) fn document(database: &Connection, kept: &KeptExport) -> Result<Portfolio> {
    serde_json::from_slice(&read_file(database, &kept.document)?).map_err(|_| DAMAGED)
}

/// Erases the exports whose file or document is not there, and files that no export names; tells how many exports.
pub(crate) fn drop_incomplete(write: &Write<'_>) -> Result<u32> {
    let mut dropped = 0;
    for Kept { id, value } in record::all::<KeptExport>(write)? {
        let there = [&value.hash, &value.document].map(|hash| read_file(write, hash).is_ok());
        if there.contains(&false) {
            record::erase::<KeptExport>(write, id)?;
            dropped += 1;
        }
    }
    sweep(write)?;
    Ok(dropped)
}

/// Deletes the files that no export names any more.
pub(crate) fn sweep(write: &Write<'_>) -> Result<()> {
    let named: Vec<String> =
        record::all::<KeptExport>(write)?.into_iter().flat_map(|kept| [kept.value.hash, kept.value.document]).collect();
    for (seq, hash) in files(write)? {
        if !named.contains(&hash) {
            write.execute("DELETE FROM kept_file WHERE seq = ?1", [seq])?;
        }
    }
    Ok(())
}

/// What is wrong with the files that exports name.
pub(crate) fn lost_files(database: &Connection) -> Result<Vec<String>> {
    let mut lost = Vec::new();
    for Kept { id, value } in record::all::<KeptExport>(database)? {
        for hash in [&value.hash, &value.document] {
            match read_file(database, hash) {
                Ok(_) => {}
                Err(Error::Damaged(what)) => lost.push(format!("kept export {id}: {what}")),
                Err(error) => return Err(error),
            }
        }
    }
    Ok(lost)
}

const DAMAGED: Error = Error::Damaged("a kept export is not what it was");

fn keep_file(write: &Write<'_>, bytes: &[u8]) -> Result<String> {
    let hash: [u8; 32] = Sha256::digest(bytes).into();
    write.prepare_cached("INSERT OR IGNORE INTO kept_file (hash, bytes) VALUES (?1, ?2)")?.execute((hash, bytes))?;
    Ok(to_hex(&hash))
}

fn read_file(database: &Connection, hash: &str) -> Result<Vec<u8>> {
    let bytes: Option<Vec<u8>> = database
        .prepare_cached("SELECT bytes FROM kept_file WHERE hash = unhex(?1)")?
        .query_row([hash], |row| row.get(0))
        .optional()?;
    bytes.filter(|bytes| to_hex(&Sha256::digest(bytes)) == hash).ok_or(DAMAGED)
}

fn files(database: &Connection) -> Result<Vec<(i64, String)>> {
    Ok(database
        .prepare_cached("SELECT seq, lower(hex(hash)) FROM kept_file")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?)
}

/// Also those that were removed: a number is given out once.
fn ever_kept(database: &Connection) -> Result<u32> {
    Ok(database
        .prepare_cached("SELECT count(*) FROM record WHERE sort = ?1")?
        .query_row([KeptExport::SORT], |row| row.get(0))?)
}

/// Whether every entry that it names is the sample's.
fn is_sample(database: &Connection, portfolio: &Portfolio) -> Result<bool> {
    let mut of_sample = database.prepare_cached("SELECT source = ?2 FROM entry WHERE id = ?1")?;
    for reference in &portfolio.references {
        let ours: Option<Option<bool>> = of_sample.query_row((reference.id, SAMPLE), |row| row.get(0)).optional()?;
        if ours.flatten() != Some(true) {
            return Ok(false);
        }
    }
    Ok(!portfolio.references.is_empty())
}
