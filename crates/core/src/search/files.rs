//! The files of the index, all of them in memory: those of a copy where they lie in it, because to
//! copy them takes as long as to open them, and those that were made since.

use std::collections::HashMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock, RwLockWriteGuard};

use tantivy::Directory;
use tantivy::directory::error::{DeleteError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, FileHandle, OwnedBytes, TerminatingWrite, WatchCallback, WatchHandle, WritePtr,
};

/// Files by their names. A file is there once it has been written.
#[derive(Debug, Clone, Default)]
pub(super) struct Files(Arc<RwLock<HashMap<PathBuf, OwnedBytes>>>);

impl Files {
    /// Takes over a file, in place of one with this name.
    pub(super) fn take(&self, name: &Path, bytes: OwnedBytes) {
        self.change().insert(name.to_owned(), bytes);
    }

    /// Moves all files into one block of memory. Blocks of many sizes, made one after the other beside others that are
    /// gone, hold on to more than they are long.
    pub(super) fn put_together(&self) {
        let mut files = self.change();
        let mut all = Vec::with_capacity(files.values().map(|bytes| bytes.len()).sum());
        files.values().for_each(|bytes| all.extend_from_slice(bytes));
        let mut rest = OwnedBytes::new(all);
        for bytes in files.values_mut() {
            let (moved, behind) = rest.split(bytes.len());
            (*bytes, rest) = (moved, behind);
        }
    }

    fn file(&self, name: &Path) -> Option<OwnedBytes> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(name).cloned()
    }

    fn read(&self, name: &Path) -> Result<OwnedBytes, OpenReadError> {
        self.file(name).ok_or_else(|| OpenReadError::FileDoesNotExist(name.to_owned()))
    }

    fn change(&self) -> RwLockWriteGuard<'_, HashMap<PathBuf, OwnedBytes>> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Bytes of a file that are written into one block. A block that grew by doubling would be given back late.
const PIECE: usize = 32 * 1024;

/// A file that is being written.
struct Written {
    name: PathBuf,
    /// Of [`PIECE`] bytes each, but for the last.
    pieces: Vec<Vec<u8>>,
    files: Files,
}

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.pieces.last().is_none_or(|last| last.len() == PIECE) {
            self.pieces.push(Vec::with_capacity(PIECE));
        }
        let Some(last) = self.pieces.last_mut() else { return Ok(0) };
        let taken = bytes.get(..bytes.len().min(PIECE - last.len())).unwrap_or_default();
        last.extend_from_slice(taken);
        Ok(taken.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl TerminatingWrite for Written {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        self.files.take(&self.name, OwnedBytes::new(self.pieces.concat().into_boxed_slice()));
        Ok(())
    }
}

impl Directory for Files {
    fn get_file_handle(&self, name: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        Ok(Arc::new(self.read(name)?))
    }

    fn delete(&self, name: &Path) -> Result<(), DeleteError> {
        match self.change().remove(name) {
            Some(_) => Ok(()),
            None => Err(DeleteError::FileDoesNotExist(name.to_owned())),
        }
    }

    fn exists(&self, name: &Path) -> Result<bool, OpenReadError> {
        Ok(self.file(name).is_some())
    }

    /// What is never terminated leaves nothing, so locks, which are files, hold up nobody: there is one who writes,
    /// and the same reads anew.
    fn open_write(&self, name: &Path) -> Result<WritePtr, OpenWriteError> {
        if self.file(name).is_some() {
            return Err(OpenWriteError::FileAlreadyExists(name.to_owned()));
        }
        let written = Written { name: name.to_owned(), pieces: Vec::new(), files: self.clone() };
        Ok(WritePtr::new(Box::new(written)))
    }

    fn atomic_read(&self, name: &Path) -> Result<Vec<u8>, OpenReadError> {
        Ok(self.read(name)?.to_vec())
    }

    fn atomic_write(&self, name: &Path, bytes: &[u8]) -> io::Result<()> {
        self.take(name, OwnedBytes::new(Box::<[u8]>::from(bytes)));
        Ok(())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    /// Nobody is told: the index is read anew by the one that writes it.
    fn watch(&self, _: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_there_once_it_has_been_written() {
        let files = Files::default();
        let name = Path::new("one.term");
        let mut written = files.open_write(name).unwrap();
        let words: Vec<u8> = b"words ".repeat(PIECE);
        words.chunks(PIECE + 1).for_each(|some| written.write_all(some).unwrap());
        assert!(!files.exists(name).unwrap());
        written.terminate().unwrap();
        assert!(files.open_read(name).unwrap().read_bytes().unwrap().as_slice() == words);
        assert!(files.open_write(name).is_err(), "a file of the index never changes");
        files.delete(name).unwrap();
        assert!(files.open_read(name).is_err());
        assert!(files.delete(name).is_err());
    }

    #[test]
    fn files_stay_what_they_are_when_they_are_put_together() {
        let files = Files::default();
        files.put_together();
        let all = [("one.term", "words"), ("two.term", ""), ("meta.json", "list")];
        for (name, text) in all {
            files.atomic_write(Path::new(name), text.as_bytes()).unwrap();
        }
        files.put_together();
        for (name, text) in all {
            assert_eq!(files.atomic_read(Path::new(name)).unwrap(), text.as_bytes());
        }
    }

    #[test]
    fn a_list_of_files_is_written_anew_in_one_step() {
        let files = Files::default();
        let name = Path::new("meta.json");
        assert!(files.atomic_read(name).is_err());
        for text in ["first", "second"] {
            files.atomic_write(name, text.as_bytes()).unwrap();
            assert_eq!(files.atomic_read(name).unwrap(), text.as_bytes());
        }
    }
}
