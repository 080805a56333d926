//! Attached files that go with backups. They are named by what is in them, so each is kept once,
//! beside all the backups that have it.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::disk;
use crate::error::{Error, Result};
use crate::vault::key::to_hex;
use crate::vault::sealed::{SealKeys, sealed_length, verify};

/// A sealed file that the database speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Kept {
    pub(super) hash: Vec<u8>,
    /// How long it is when it is opened.
    bytes: u64,
}

impl Kept {
    pub(super) fn path(&self, folder: &Path) -> PathBuf {
        folder.join(to_hex(&self.hash))
    }

    pub(super) fn sealed_bytes(&self) -> u64 {
        sealed_length(self.bytes)
    }

    /// Whether a file of its name and length is in `folder`.
    pub(super) fn is_in(&self, folder: &Path) -> bool {
        fs::metadata(self.path(folder)).is_ok_and(|found| found.is_file() && found.len() == self.sealed_bytes())
    }

    /// Enough of its name to find it by.
    pub(super) fn short(&self) -> String {
        to_hex(self.hash.get(..6).unwrap_or_default())
    }

    /// Reads the file in `folder` and says whether it is what its name promises.
    pub(super) fn verify_in(&self, folder: &Path, seals: &SealKeys) -> Result<()> {
        verify(&self.path(folder), &self.hash, seals)
    }
}

/// The files that `database` speaks of, each once.
pub(super) fn listed(database: &Connection) -> Result<Vec<Kept>> {
    let mut select =
        database.prepare("SELECT hash, max(bytes) FROM attachment WHERE erased IS NULL GROUP BY hash ORDER BY hash")?;
    let rows = select.query_map([], |row| Ok(Kept { hash: row.get(0)?, bytes: row.get(1)? }))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Copies a file from one folder to another, and reads the copy before it gets its name.
pub(super) fn copy(one: &Kept, from: &Path, to: &Path, seals: &SealKeys) -> Result<()> {
    let (source, target) = (one.path(from), one.path(to));
    if !source.exists() {
        return Err(Error::Damaged("the file of an attachment is missing"));
    }
    let part = to.join(format!(".{}.part", to_hex(&one.hash)));
    let copied = fs::copy(&source, &part)
        .and_then(|_| File::open(&part)?.sync_all())
        .map_err(|error| Error::file(&target, error))
        .and_then(|()| verify(&part, &one.hash, seals))
        .and_then(|()| {
            fs::rename(&part, &target).and_then(|()| disk::sync_folder(to)).map_err(|error| Error::file(&target, error))
        });
    if copied.is_err() {
        // Ours, and incomplete.
        let _ = fs::remove_file(&part);
    }
    copied
}
