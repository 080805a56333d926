//! Moving a vault to another key.
//!
//! The key of an open slot lay on the disk for everybody to read, so it is no good once there is a
//! passphrase. Everything is copied into `rotation/` under the new key first; then `vault.json` is
//! rewritten, which is the moment of the change; then the copies are put into their places. Cut off
//! before that moment, the copies are thrown away at the next start; cut off after it, the next start
//! goes on. At no time is the vault's only copy under a key that nobody has.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::header::Header;
use super::key::{Purpose, VaultKey, to_hex};
use super::sealed::{reseal, verify};
use super::{ATTACHMENTS, DATABASE, aliases, connect};
use crate::disk;
use crate::error::{Error, Result};
use crate::id::VaultId;
use crate::world::World;

pub(super) const FOLDER: &str = "rotation";

/// A change of keys: of which vault, and from which key to which.
pub(super) struct Rotation<'a> {
    pub(super) folder: &'a Path,
    pub(super) vault: VaultId,
    pub(super) old: &'a VaultKey,
    pub(super) new: &'a VaultKey,
    pub(super) world: &'a dyn World,
}

impl Rotation<'_> {
    /// Copies everything that `database` and the vault's folder hold.
    pub(super) fn copy(&self, database: &Connection) -> Result<()> {
        discard(self.folder)?;
        let copies = self.folder.join(FOLDER);
        disk::private_folder(&copies.join(ATTACHMENTS))?;
        connect::attach_fresh(database, &copies.join(DATABASE), &self.new.derive(self.vault, Purpose::Database))?;
        let copied = copy_rows(database)
            .and_then(|()| aliases::carry(database, "fresh", self.vault, self.old))
            .and_then(|()| self.copy_files(database));
        database.execute("DETACH DATABASE fresh", [])?;
        copied?;
        disk::sync_folder(&copies).map_err(|error| Error::file(copies, error))
    }

    /// Seals every file anew and tells the copied rows what it is called now. A file that is missing or
    /// damaged cannot be opened under any key: what is left of it is kept as it is.
    fn copy_files(&self, database: &Connection) -> Result<()> {
        let (old, new) = (self.old.seals(self.vault), self.new.seals(self.vault));
        let copies = self.folder.join(FOLDER).join(ATTACHMENTS);
        let hashes = database
            .prepare("SELECT DISTINCT hash FROM main.attachment")?
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<Vec<Vec<u8>>>>()?;
        for hash in hashes {
            let path = self.folder.join(ATTACHMENTS).join(to_hex(&hash));
            // Read first, so that whatever fails afterwards is no fault of the file and stops the change.
            match verify(&path, &hash, &old) {
                Ok(()) => {
                    let named = reseal(&path, &old, &copies, &new, self.world)?;
                    database
                        .execute("UPDATE fresh.attachment SET hash = ?2 WHERE hash = ?1", (hash, named.as_slice()))?;
                }
                Err(Error::Damaged(_)) if path.exists() => {
                    let kept = copies.join(to_hex(&hash));
                    fs::copy(&path, &kept).map_err(|error| Error::file(kept, error))?;
                }
                Err(Error::Damaged(_)) => {}
                Err(error) => return Err(error),
            }
        }
        disk::sync_folder(&copies).map_err(|error| Error::file(copies, error))
    }
}

fn copy_rows(database: &Connection) -> Result<()> {
    database.query_row("SELECT sqlcipher_export('fresh')", [], |_| Ok(()))?;
    let version: u32 = database.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok(database.pragma_update(Some("fresh"), "user_version", version)?)
}

/// Puts what was prepared into effect: `header` is rewritten, then everything is put into its place.
pub(super) fn take_effect(folder: &Path, header: &mut Header) -> Result<()> {
    header.moving = true;
    header.write(folder)?;
    settle(folder, header)
}

/// Finishes what was cut off after `vault.json` had been rewritten, and throws away what was cut off
/// before. `header` is what stands there.
pub(super) fn settle(folder: &Path, header: &mut Header) -> Result<()> {
    if header.moving {
        put_into_place(folder)?;
        header.moving = false;
        header.write(folder)?;
    }
    discard(folder)
}

/// Where something of a vault lies whose change of keys may have been cut off.
pub(super) fn place_of(folder: &Path, header: &Header, name: &str) -> PathBuf {
    let moved = folder.join(FOLDER).join(name);
    if header.moving && moved.exists() { moved } else { folder.join(name) }
}

fn put_into_place(folder: &Path) -> Result<()> {
    let rotation = folder.join(FOLDER);
    let database = rotation.join(DATABASE);
    if database.exists() {
        // Of the old database, whose pages the new key does not open.
        for ending in ["-wal", "-shm"] {
            remove(&folder.join(format!("{DATABASE}{ending}")), |path| fs::remove_file(path))?;
        }
        rename(&database, &folder.join(DATABASE))?;
    }
    let sealed = rotation.join(ATTACHMENTS);
    if sealed.exists() {
        let before = folder.join(ATTACHMENTS);
        remove(&before, |path| fs::remove_dir_all(path))?;
        rename(&sealed, &before)?;
    }
    disk::sync_folder(folder).map_err(|error| Error::file(folder, error))
}

pub(super) fn discard(folder: &Path) -> Result<()> {
    remove(&folder.join(FOLDER), |path| fs::remove_dir_all(path))
}

fn remove(path: &Path, how: impl FnOnce(&Path) -> std::io::Result<()>) -> Result<()> {
    match how(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::file(path, error)),
        _ => Ok(()),
    }
}

fn rename(from: &Path, to: &Path) -> Result<()> {
    fs::rename(from, to).map_err(|error| Error::file(to, error))
}
