//! The files of the index, all of them in memory: those of a copy where they lie in it, because to
//! copy them takes as long as to open them, and those that were made since.

use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use tantivy::Directory;
use tantivy::directory::error::{DeleteError, OpenReadError, OpenWriteError};
use tantivy::directory::{FileHandle, OwnedBytes, RamDirectory, WatchCallback, WatchHandle, WritePtr};

#[derive(Clone, Default)]
pub(super) struct Files {
    kept: Arc<RwLock<HashMap<PathBuf, OwnedBytes>>>,
    made: RamDirectory,
}

impl Files {
    /// Takes over a file of a copy.
    pub(super) fn take(&self, name: &str, bytes: OwnedBytes) {
        self.kept.write().unwrap_or_else(PoisonError::into_inner).insert(name.into(), bytes);
    }

    fn kept(&self, path: &Path) -> Option<OwnedBytes> {
        self.kept.read().unwrap_or_else(PoisonError::into_inner).get(path).cloned()
    }
}

impl Directory for Files {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        match self.kept(path) {
            Some(bytes) => Ok(Arc::new(bytes)),
            None => self.made.get_file_handle(path),
        }
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        let kept = self.kept.write().unwrap_or_else(PoisonError::into_inner).remove(path);
        if kept.is_some() { Ok(()) } else { self.made.delete(path) }
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        Ok(self.kept(path).is_some() || self.made.exists(path)?)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.made.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.made.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> std::io::Result<()> {
        self.made.atomic_write(path, data)
    }

    fn sync_directory(&self) -> std::io::Result<()> {
        Ok(())
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.made.watch(callback)
    }
}

impl fmt::Debug for Files {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Files")
    }
}
