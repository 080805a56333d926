//! One process writes.

use std::fs::{File, TryLockError};
use std::path::Path;

use crate::disk;
use crate::error::{Error, Result};

/// A lock of the operating system on the vault. It ends with the process, however that ends.
pub(super) struct Lock(#[expect(dead_code, reason = "the lock lives as long as the file is open")] File);

impl Lock {
    pub(super) fn take(folder: &Path) -> Result<Self> {
        let path = folder.join("vault.lock");
        let file = disk::private_file(&path).map_err(|error| match error.kind() {
            std::io::ErrorKind::ReadOnlyFilesystem | std::io::ErrorKind::PermissionDenied => Error::ReadOnly,
            _ => Error::file(&path, error),
        })?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(Error::InUse),
            Err(TryLockError::Error(error)) => Err(Error::file(path, error)),
        }
    }
}
