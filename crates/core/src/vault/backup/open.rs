//! Looking into a backup.

use std::fs::File;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::label::{Found, Label};
use crate::error::{Error, Result};
use crate::id::VaultId;
use crate::vault::key::{Purpose, VaultKey};
use crate::vault::secret::Secret;
use crate::vault::{ATTACHMENTS, connect, slot};

/// What opens a backup, in the order in which it is tried.
#[derive(Clone, Copy, Default)]
pub(super) struct Keys<'a> {
    /// The key of a vault that is open.
    pub(super) vault: Option<(VaultId, &'a VaultKey)>,
    /// A passphrase or the recovery code of the time when the backup was made.
    pub(super) secret: Option<&'a Secret>,
}

/// A backup that is what it says, with its database open for reading.
pub(super) struct Opened {
    pub(super) label: Label,
    pub(super) key: VaultKey,
    pub(super) database: Connection,
    /// Where the sealed files that belong to it lie.
    pub(super) attachments: PathBuf,
}

impl Opened {
    /// Opens the backup `path`, having read every byte of it.
    pub(super) fn open(path: &Path, keys: Keys<'_>) -> Result<Self> {
        let folder = path.parent().unwrap_or(Path::new(""));
        Self::open_with(path, keys, folder.join(ATTACHMENTS))
    }

    pub(super) fn open_with(path: &Path, keys: Keys<'_>, attachments: PathBuf) -> Result<Self> {
        let mut file = File::open(path).map_err(|error| Error::file(path, error))?;
        let found = Found::read(&mut file)?;
        let key = key_of(&found, keys)?;
        found.check_pages(&mut file)?;
        let label = found.label;
        let database = connect::sealed(path, &key.derive(label.vault, Purpose::Backups))?;
        Ok(Self { label, key, database, attachments })
    }

    /// As [`Opened::open`], without reading the pages first: for a question that hurts nobody if it is
    /// answered wrongly.
    pub(super) fn glance(path: &Path, keys: Keys<'_>) -> Result<Self> {
        let found = look(path)?;
        let key = key_of(&found, keys)?;
        let database = connect::sealed(path, &key.derive(found.label.vault, Purpose::Backups))?;
        Ok(Self { label: found.label, key, database, attachments: PathBuf::new() })
    }
}

/// What the backup `path` says of itself, genuine or not.
pub(super) fn look(path: &Path) -> Result<Found> {
    Found::read(&mut File::open(path).map_err(|error| Error::file(path, error))?)
}

fn key_of(found: &Found, keys: Keys<'_>) -> Result<VaultKey> {
    let label = &found.label;
    if let Some((vault, key)) = keys.vault
        && vault == label.vault
        && found.is_sealed_with(key)
    {
        return Ok(VaultKey::new(*key.bytes()));
    }
    let key = match (label.is_locked(), keys.secret) {
        (false, _) => slot::open(&label.slots)?,
        (true, Some(secret)) => slot::unlock(&label.slots, secret, label.vault)?,
        (true, None) => return Err(Error::Locked),
    };
    if found.is_sealed_with(&key) { Ok(key) } else { Err(Error::BadBackup("its label was changed")) }
}
