//! Backups: whole copies of the journal, as secret as it is itself.
//!
//! ```text
//! backups/2026-11-25T124605Z-daily.helmlog-backup   pages of the database and a label (see [`label`])
//! backups/attachments/…                             sealed files, each once for all backups
//! ```
//!
//! A backup gets its name after it has been read back: what is listed was whole when it was made. It
//! opens by itself, without `vault.json`, with the passphrase or the recovery code of its time.

mod files;
mod keep;
pub(crate) mod label;
pub(crate) mod make;
mod open;
mod rehearse;
mod restore;
mod second;
mod verify;

use std::fs::File;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::PoisonError;

use rusqlite::Connection;
use serde::Serialize;
use specta::Type;

pub use label::Why;
pub use rehearse::Rehearsal;
pub use restore::{RestoreReport, restore_over, restore_to};
pub use second::SecondCopy;

use self::make::Making;
use self::open::{Keys, Opened};
use self::verify::Depth;
use super::header::Header;
use super::secret::Secret;
use super::{BACKUPS, Vault, connect};
use crate::disk;
use crate::error::{Error, Result};
use crate::stamp::Stamp;
use crate::world::{Timestamp, World};

/// How a backup's name ends.
const ENDING: &str = ".helmlog-backup";

/// Days after which the newest backup is called late.
const LATE_DAYS: i64 = 7;

/// How old the newest backup may become while the vault is open, in milliseconds.
const DAY_MILLIS: i64 = 24 * 60 * 60 * 1000;

/// A backup, as its label tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Backup {
    /// The name of its file in the vault's folder of backups.
    pub file: String,
    /// When it was made, and read back.
    pub made: Timestamp,
    /// Why it was made.
    pub why: Why,
    /// Entries, in the trash or not.
    pub entries: u32,
    /// Versions of entries.
    pub versions: u32,
    /// Attached files that it needs; they lie beside it.
    pub attachments: u32,
    /// How long its file is, without attached files.
    #[specta(type = u32)]
    pub bytes: u64,
    /// Whether it takes a passphrase to open it.
    pub locked: bool,
}

/// The backups of a folder.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Type)]
pub struct Backups {
    /// Newest first.
    pub backups: Vec<Backup>,
    /// Names of files that look like backups and cannot be read.
    pub unreadable: Vec<String>,
}

impl Backups {
    /// Whether there is one, and the newest is more than a week old although the program makes one a day:
    /// something keeps it from that.
    pub fn is_late(&self, world: &dyn World) -> bool {
        let now = world.now().timestamp_millis();
        self.backups.first().is_some_and(|newest| now - newest.made.millis() > LATE_DAYS * DAY_MILLIS)
    }
}

/// What reading a backup back has shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct BackupReport {
    /// Which one.
    pub backup: Backup,
    /// Attached files found with it.
    pub attachments: u32,
    /// What is wrong, in words that name no text of the user's. Empty when all is well.
    pub problems: Vec<String>,
    /// What became of the copy in the second folder, if there is to be one.
    pub second: Option<SecondCopy>,
}

/// How far a backup or a restore is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Type)]
pub struct BackupProgress {
    /// Bytes copied so far.
    #[specta(type = u32)]
    pub done: u64,
    /// Bytes to be copied.
    #[specta(type = u32)]
    pub total: u64,
}

impl Vault {
    /// Makes a backup, reads it back, copies it to the second folder if there is one, and lets go of
    /// backups that nobody needs any more. Saving goes on meanwhile. `tell` hears how far it is and may
    /// stop it; nothing is left of it then.
    ///
    /// # Errors
    /// What the disk says, [`Error::Cancelled`], or [`Error::Invalid`] for a vault in memory.
    pub fn back_up(&self, why: Why, tell: &mut dyn FnMut(BackupProgress) -> ControlFlow<()>) -> Result<BackupReport> {
        let folder = self.backup_folder()?;
        let _alone = Alone::in_folder(&folder)?;
        let key = self.key.read().unwrap_or_else(PoisonError::into_inner);
        let vault = self.folder().unwrap_or(&folder);
        let header = Header::read(vault)?;
        let making = Making { vault, backups: &folder, header: &header, key: &key, world: self.world(), why };
        let mut report = making.run(&connect::reader(vault, self.id, &key)?, tell)?;
        keep::let_go(&folder, self.keys(&key), self.world());
        report.second = self.copy_to_second(&report.backup.file, self.keys(&key))?;
        Ok(report)
    }

    /// Makes a backup if one is due: something has changed since the last, and, unless the window is
    /// closing, that one is a day old.
    ///
    /// # Errors
    /// As [`Vault::back_up`].
    pub fn back_up_if_due(
        &self,
        why: Why,
        tell: &mut dyn FnMut(BackupProgress) -> ControlFlow<()>,
    ) -> Result<Option<BackupReport>> {
        if !self.is_backup_due(why)? {
            return Ok(None);
        }
        self.back_up(why, tell).map(Some)
    }

    /// The vault's backups.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn backups(&self) -> Result<Backups> {
        backups_in(self.folder().ok_or_else(|| Error::invalid("backup", "a vault in memory has none"))?)
    }

    /// Where a backup of this name lies; for other paths, themselves.
    pub fn backup_path(&self, file: &Path) -> PathBuf {
        self.folder().map_or_else(|| file.to_owned(), |folder| backup_in(folder, file))
    }

    /// Reads a backup to its last byte, attached files included. `secret` is needed if it was made under
    /// another passphrase.
    ///
    /// # Errors
    /// [`Error::BadBackup`], [`Error::Locked`] or [`Error::WrongSecret`]. What is wrong with single files
    /// is in the report.
    pub fn verify_backup(&self, file: &Path, secret: Option<&Secret>) -> Result<BackupReport> {
        let key = self.key.read().unwrap_or_else(PoisonError::into_inner);
        let path = self.backup_path(file);
        let opened = Opened::open(&path, Keys { secret, ..self.keys(&key) })?;
        verify::verify(&opened, &name_of(&path), Depth::Every)
    }

    /// Backups that open without the passphrase that the vault has now, because they are older than it.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn open_backups(&self) -> Result<Vec<Backup>> {
        if !self.protection()?.passphrase {
            return Ok(Vec::new());
        }
        Ok(self.backups()?.backups.into_iter().filter(|backup| !backup.locked).collect())
    }

    /// Makes a backup under the passphrase and removes the ones that open without it.
    ///
    /// # Errors
    /// As [`Vault::back_up`]; nothing is removed then.
    pub fn replace_open_backups(
        &self,
        tell: &mut dyn FnMut(BackupProgress) -> ControlFlow<()>,
    ) -> Result<BackupReport> {
        let open = self.open_backups()?;
        let report = self.back_up(Why::ByHand, tell)?;
        let folder = self.backup_folder()?;
        let _alone = Alone::in_folder(&folder)?;
        let key = self.key.read().unwrap_or_else(PoisonError::into_inner);
        keep::remove(&folder, &open, self.keys(&key))?;
        if let Some(second) = self.second_backups()? {
            keep::remove(&second, &open, self.keys(&key))?;
        }
        Ok(report)
    }

    fn is_backup_due(&self, why: Why) -> Result<bool> {
        if self.folder().is_none() {
            return Ok(false);
        }
        let newest = self.newest_backup()?;
        let changed = match newest {
            None => self.read(|database| {
                Ok(database.query_row("SELECT EXISTS (SELECT 1 FROM entry)", [], |row| row.get(0))?)
            })?,
            Some((_, stamp)) => stamp != self.last_change()?,
        };
        let old = newest.is_none_or(|(made, _)| {
            // A clock that was put back must not keep backups away for long.
            (self.world().now().timestamp_millis() - made.millis()).abs() >= DAY_MILLIS
        });
        Ok(changed && (old || why != Why::Daily))
    }

    fn last_change(&self) -> Result<Stamp> {
        self.read(|database| Ok(database.query_row("SELECT stamp FROM clock", [], |row| row.get(0))?))
    }

    /// When the newest backup of this vault was made, and the last change in it.
    fn newest_backup(&self) -> Result<Option<(Timestamp, Stamp)>> {
        let folder = self.backup_folder()?;
        Ok(keep::list(&folder)?
            .backups
            .iter()
            .filter_map(|backup| open::look(&folder.join(&backup.file)).ok())
            .find(|found| found.label.vault == self.id)
            .map(|found| (found.label.made, found.label.stamp)))
    }

    fn keys<'k>(&self, key: &'k super::key::VaultKey) -> Keys<'k> {
        Keys { vault: Some((self.id, key)), secret: None }
    }

    pub(super) fn backup_folder(&self) -> Result<PathBuf> {
        let folder = self.folder().ok_or_else(|| Error::invalid("backup", "a vault in memory has none"))?;
        Ok(folder.join(BACKUPS))
    }
}

/// Where a backup of this name lies among those of the vault in `folder`; for other paths, themselves.
pub fn backup_in(folder: &Path, file: &Path) -> PathBuf {
    if file.components().count() == 1 && !file.exists() { folder.join(BACKUPS).join(file) } else { file.to_owned() }
}

/// The backups of the vault in `folder`, which need not be open for that.
///
/// # Errors
/// When the folder cannot be read.
pub fn backups_in(folder: &Path) -> Result<Backups> {
    keep::list(&folder.join(BACKUPS))
}

/// A backup before the database's form changes, from the connection that will change it.
pub(super) fn before_upgrade(
    database: &Connection,
    folder: &Path,
    key: &super::key::VaultKey,
    world: &dyn World,
) -> Result<()> {
    let backups = folder.join(BACKUPS);
    let _alone = Alone::in_folder(&backups)?;
    let header = Header::read(folder)?;
    let making = Making { vault: folder, backups: &backups, header: &header, key, world, why: Why::BeforeUpgrade };
    making.run(database, &mut |_| ControlFlow::Continue(())).map(drop)
}

/// Holds a folder of backups to itself for as long as it lives, also beside another process.
struct Alone(#[expect(dead_code, reason = "the lock lives as long as the file is open")] File);

impl Alone {
    /// Makes the folder if it is not there, and removes what work that was cut off has left in it.
    fn in_folder(folder: &Path) -> Result<Self> {
        disk::private_folder(folder)?;
        let path = folder.join("backups.lock");
        let file = disk::private_file(&path).map_err(|error| Error::file(&path, error))?;
        file.lock().map_err(|error| Error::file(path, error))?;
        files_of_the_past(folder);
        Ok(Self(file))
    }
}

/// Removes what a backup or a rehearsal that was cut off has left.
fn files_of_the_past(folder: &Path) {
    for name in disk::names(folder).unwrap_or_default() {
        let path = folder.join(&name);
        if name.starts_with('.') && name.ends_with(".part") {
            let _ = std::fs::remove_file(path);
        } else if name.starts_with(rehearse::SCRATCH) {
            let _ = std::fs::remove_dir_all(path);
        }
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests;
