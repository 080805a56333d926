//! One process writes, and leaves a note for as long as it does.

use std::fs::{File, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

use crate::disk;
use crate::error::{Error, Result};

/// What stands in the file while a vault is being made.
const BEGUN: &[u8] = b"new";

/// What stands in the file while somebody writes. Found at the start, it tells that Helmlog ended without
/// closing the vault.
const OPEN: &[u8] = b"open";

/// A lock of the operating system on the vault. It ends with the process, however that ends.
pub(super) struct Lock {
    /// The lock lives as long as the file is open.
    file: File,
    path: PathBuf,
    /// Whether whoever had it before was cut off.
    cut_off: bool,
    /// Whether the note is of this one.
    open: bool,
}

impl Lock {
    pub(super) fn take(folder: &Path) -> Result<Self> {
        let path = folder.join("vault.lock");
        let file = disk::shared_file(&path).map_err(|error| match error.kind() {
            std::io::ErrorKind::ReadOnlyFilesystem | std::io::ErrorKind::PermissionDenied => Error::ReadOnly,
            _ => Error::file(&path, error),
        })?;
        match file.try_lock() {
            Ok(()) => {
                let mut lock = Self { file, path, cut_off: false, open: false };
                lock.cut_off = lock.says(OPEN)?;
                Ok(lock)
            }
            Err(TryLockError::WouldBlock) => Err(Error::InUse),
            Err(TryLockError::Error(error)) => Err(Error::file(path, error)),
        }
    }

    /// Notes that a vault is being made: until [`Lock::end`], a database here is nobody's journal.
    pub(super) fn begin(&self) -> Result<()> {
        self.note(BEGUN)?;
        self.file.sync_all().map_err(|error| self.failed(error))
    }

    /// Whether somebody began to make a vault and was cut off.
    pub(super) fn is_begun(&self) -> Result<bool> {
        self.says(BEGUN)
    }

    /// Notes that the vault is open, once it is: who does not get in leaves what was found. The note goes
    /// when this is dropped, so after the database is closed.
    pub(super) fn open(&mut self) -> Result<()> {
        self.note(OPEN)?;
        self.open = true;
        Ok(())
    }

    /// Whether whoever had the vault open before ended without closing it.
    pub(super) fn was_cut_off(&self) -> bool {
        self.cut_off
    }

    fn note(&self, what: &[u8]) -> Result<()> {
        self.end()?;
        (&self.file).write_all(what).map_err(|error| self.failed(error))
    }

    fn says(&self, what: &[u8]) -> Result<bool> {
        let mut found = Vec::new();
        (&self.file).rewind().map_err(|error| self.failed(error))?;
        (&self.file).take(what.len() as u64 + 1).read_to_end(&mut found).map_err(|error| self.failed(error))?;
        Ok(found == what)
    }

    /// Takes the note back, if there is one.
    pub(super) fn end(&self) -> Result<()> {
        let ended = match self.file.metadata() {
            Ok(about) if about.len() == 0 => Ok(()),
            _ => self.file.set_len(0),
        };
        let ended = ended.and_then(|()| (&self.file).rewind());
        ended.map_err(|error| self.failed(error))
    }

    fn failed(&self, error: std::io::Error) -> Error {
        Error::file(&self.path, error)
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if self.open {
            let _ = self.end();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::Vault;
    use crate::journal::Content;
    use crate::vault::{Cost, DATABASE, Secret, header};
    use crate::world::{Still, World};

    fn world() -> Arc<dyn World> {
        Arc::new(Still::at("2026-11-23T09:41:00+00:00").unwrap())
    }

    #[test]
    fn a_vault_that_has_lost_its_header_is_not_taken_for_an_empty_folder() {
        let folder = tempfile::tempdir().unwrap();
        drop(Vault::create(folder.path(), world()).unwrap());
        let database = folder.path().join(DATABASE);
        let before = std::fs::read(&database).unwrap();
        std::fs::remove_file(folder.path().join(header::FILE)).unwrap();
        assert!(matches!(Vault::create(folder.path(), world()), Err(Error::Damaged(_))));
        assert_eq!(std::fs::read(&database).unwrap(), before);
    }

    #[test]
    fn a_vault_that_was_not_closed_says_so_and_when_it_was_saved_last() {
        let folder = tempfile::tempdir().unwrap();
        let note = folder.path().join("vault.lock");
        let open = || Vault::open(folder.path(), world()).unwrap();
        let vault = Vault::create(folder.path(), world()).unwrap();
        let id = vault.add(&Content { body: "Told Dana.".into(), ..Content::on(vault.today(), "Etc/UTC") }).unwrap().id;
        let saved = vault.entry(id).unwrap().modified;
        assert_eq!(vault.cut_off().unwrap(), None);
        drop(vault);
        assert_eq!(std::fs::read(&note).unwrap(), b"");

        let vault = open();
        assert_eq!((vault.cut_off().unwrap(), std::fs::read(&note).unwrap()), (None, OPEN.to_vec()));
        drop(vault);
        std::fs::write(&note, OPEN).unwrap();
        let vault = open();
        assert_eq!(vault.cut_off().unwrap(), Some(saved));
        drop(vault);
        assert_eq!(open().cut_off().unwrap(), None, "it is said once");
    }

    #[test]
    fn who_did_not_get_in_leaves_what_was_found_to_the_next_one() {
        let folder = tempfile::tempdir().unwrap();
        let (right, wrong) = (Secret::new("correct horse"), Secret::new("correct house"));
        let vault = Vault::create(folder.path(), world()).unwrap();
        vault.set_passphrase(&right, Cost::LEAST).unwrap();
        drop(vault);
        std::fs::write(folder.path().join("vault.lock"), OPEN).unwrap();
        assert!(matches!(Vault::open(folder.path(), world()), Err(Error::Locked)));
        assert!(matches!(Vault::unlock(folder.path(), &wrong, world()), Err(Error::WrongSecret)));
        assert!(Vault::unlock(folder.path(), &right, world()).unwrap().cut_off().unwrap().is_some());
    }

    #[test]
    fn a_vault_whose_making_was_cut_off_is_made_again() {
        let folder = tempfile::tempdir().unwrap();
        Lock::take(folder.path()).unwrap().begin().unwrap();
        std::fs::write(folder.path().join(DATABASE), "half of a database").unwrap();
        std::fs::write(folder.path().join(disk::part_of(header::FILE)), "half of a header").unwrap();
        drop(Vault::create(folder.path(), world()).unwrap());
        assert!(!Lock::take(folder.path()).unwrap().is_begun().unwrap());
    }
}
