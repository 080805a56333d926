//! One process writes.

use std::fs::{File, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

use crate::disk;
use crate::error::{Error, Result};

/// What stands in the file while a vault is being made.
const BEGUN: &[u8] = b"new";

/// A lock of the operating system on the vault. It ends with the process, however that ends.
pub(super) struct Lock {
    /// The lock lives as long as the file is open.
    file: File,
    path: PathBuf,
}

impl Lock {
    pub(super) fn take(folder: &Path) -> Result<Self> {
        let path = folder.join("vault.lock");
        let file = disk::shared_file(&path).map_err(|error| match error.kind() {
            std::io::ErrorKind::ReadOnlyFilesystem | std::io::ErrorKind::PermissionDenied => Error::ReadOnly,
            _ => Error::file(&path, error),
        })?;
        match file.try_lock() {
            Ok(()) => Ok(Self { file, path }),
            Err(TryLockError::WouldBlock) => Err(Error::InUse),
            Err(TryLockError::Error(error)) => Err(Error::file(path, error)),
        }
    }

    /// Notes that a vault is being made: until [`Lock::end`], a database here is nobody's journal.
    pub(super) fn begin(&self) -> Result<()> {
        self.end()?;
        (&self.file).write_all(BEGUN).and_then(|()| self.file.sync_all()).map_err(|error| self.failed(error))
    }

    /// Whether somebody began to make a vault and was cut off.
    pub(super) fn is_begun(&self) -> Result<bool> {
        let mut found = Vec::new();
        (&self.file).rewind().map_err(|error| self.failed(error))?;
        (&self.file).take(BEGUN.len() as u64 + 1).read_to_end(&mut found).map_err(|error| self.failed(error))?;
        Ok(found == BEGUN)
    }

    /// Takes the note back, if there is one.
    pub(super) fn end(&self) -> Result<()> {
        let ended = match self.file.metadata() {
            Ok(about) if about.len() == 0 => Ok(()),
            _ => self.file.set_len(0).and_then(|()| (&self.file).rewind()),
        };
        ended.map_err(|error| self.failed(error))
    }

    fn failed(&self, error: std::io::Error) -> Error {
        Error::file(&self.path, error)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::Vault;
    use crate::vault::{DATABASE, header};
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
    fn a_vault_whose_making_was_cut_off_is_made_again() {
        let folder = tempfile::tempdir().unwrap();
        Lock::take(folder.path()).unwrap().begin().unwrap();
        std::fs::write(folder.path().join(DATABASE), "half of a database").unwrap();
        std::fs::write(folder.path().join(disk::part_of(header::FILE)), "half of a header").unwrap();
        drop(Vault::create(folder.path(), world()).unwrap());
        assert!(!Lock::take(folder.path()).unwrap().is_begun().unwrap());
    }
}
