//! Files kept with entries. A file lies in `attachments/`, sealed (see [`crate::vault::sealed`]).

use std::collections::HashSet;
use std::fs::File;
use std::io::{Seek, SeekFrom};
use std::path::{Path, PathBuf};

use rusqlite::OptionalExtension;

use super::entry::Attachment;
use super::read;
use crate::disk;
use crate::error::{Error, Result};
use crate::id::{AttachmentId, EntryId};
use crate::vault::key::to_hex;
use crate::vault::sealed::{self, name_of, seal, unseal};
use crate::vault::{ATTACHMENTS, Vault, Write};

/// The largest file that may be kept, in bytes.
const LARGEST: u64 = 512 << 20;

impl Vault {
    /// Keeps a copy of the file at `path` with an entry.
    ///
    /// # Errors
    /// [`Error::NotFound`] for the entry, [`Error::File`] for the file, [`Error::Invalid`] if it is
    /// larger than 512 MiB or the vault is in memory.
    pub fn attach(&self, entry: EntryId, path: &Path) -> Result<Attachment> {
        let fail = |error| Error::file(path, error);
        let mut file = File::open(path).map_err(fail)?;
        let about = file.metadata().map_err(fail)?;
        if !about.is_file() {
            return Err(Error::invalid("attachment", "is not a file"));
        }
        if about.len() > LARGEST {
            return Err(Error::invalid("attachment", format!("larger than {} MiB", LARGEST >> 20)));
        }
        let name = path.file_name().map_or_else(|| "file".to_owned(), |name| name.to_string_lossy().into_owned());
        let mime = media_type(&name).to_owned();
        if self.is_read_only() {
            return Err(Error::ReadOnly);
        }
        let seals = self.seals();
        let (hash, bytes) = name_of(&mut file, &seals.keys).map_err(fail)?;
        file.seek(SeekFrom::Start(0)).map_err(fail)?;
        let sealed = self.sealed_path(&hash)?;
        if let Some(folder) = sealed.parent() {
            disk::private_folder(folder)?;
        }
        seal(&mut file, &sealed, &seals.keys, self.world())?;
        self.write(|write| {
            let (seq, _) = read::find(write, entry)?;
            let id = AttachmentId::draw(&write.world)?;
            let kept = Attachment { id, name: name.clone(), mime: mime.clone(), bytes };
            keep(write, seq, &kept, &hash)?;
            Ok(kept)
        })
    }

    /// Writes the contents of an attachment to `out`.
    ///
    /// # Errors
    /// [`Error::NotFound`], or [`Error::Damaged`] if the file is missing or was changed.
    pub fn read_attachment(&self, id: AttachmentId, out: &mut dyn std::io::Write) -> Result<()> {
        let seals = self.seals();
        let hash = self.read(|database| {
            database
                .prepare_cached("SELECT hash FROM attachment WHERE id = ?1 AND erased IS NULL")?
                .query_row([id], |row| row.get::<_, Vec<u8>>(0))
                .optional()?
                .ok_or(Error::NotFound { what: "attachment" })
        })?;
        unseal(&mut sealed::open(&self.sealed_path(&hash)?)?, &seals.keys.contents, out)
    }

    /// Removes every sealed file that no entry speaks of. One that is just being kept has its file before
    /// it has its row, so this waits for those.
    pub(crate) fn sweep_attachments(&self) -> Result<()> {
        let Some(folder) = self.folder().map(|folder| folder.join(ATTACHMENTS)) else { return Ok(()) };
        self.while_no_seals(|| {
            let needed = self.read(|database| {
                let mut select = database.prepare("SELECT DISTINCT hash FROM attachment WHERE erased IS NULL")?;
                let rows = select.query_map([], |row| Ok(to_hex(&row.get::<_, Vec<u8>>(0)?)))?;
                Ok(rows.collect::<rusqlite::Result<HashSet<String>>>()?)
            })?;
            let files = match std::fs::read_dir(&folder) {
                Ok(files) => files,
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
                Err(error) => return Err(Error::file(&folder, error)),
            };
            for file in files {
                let file = file.map_err(|error| Error::file(&folder, error))?;
                if !needed.contains(file.file_name().to_string_lossy().as_ref()) {
                    std::fs::remove_file(file.path()).map_err(|error| Error::file(file.path(), error))?;
                }
            }
            Ok(())
        })
    }

    /// Where the sealed file with this hash lies.
    pub(crate) fn sealed_path(&self, hash: &[u8]) -> Result<PathBuf> {
        let folder = self.folder().ok_or_else(|| Error::invalid("attachment", "a vault in memory keeps no files"))?;
        Ok(folder.join(ATTACHMENTS).join(to_hex(hash)))
    }
}

/// Notes that the sealed file that `hash` names is kept with an entry.
pub(crate) fn keep(write: &Write<'_>, entry: i64, file: &Attachment, hash: &[u8; 32]) -> Result<()> {
    write
        .prepare_cached(
            "INSERT INTO attachment (id, entry, hash, name, mime, bytes, device, stamp)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute((file.id, entry, hash.as_slice(), &file.name, &file.mime, file.bytes, write.device, write.stamp))?;
    write.touch(entry);
    Ok(())
}

/// The media type that a name's ending stands for. Pictures are the only ones shown.
fn media_type(name: &str) -> &'static str {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    match ending.as_deref() {
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("gif") => "image/gif",
        Some("webp") => "image/webp",
        Some("pdf") => "application/pdf",
        Some("txt") => "text/plain",
        Some("md") => "text/markdown",
        Some("csv") => "text/csv",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::journal::Content;
    use crate::vault::sealed::{CHUNK, TAG};
    use crate::world::{Still, World};

    fn vault_with_entry(folder: &Path) -> (Vault, EntryId) {
        let world = Arc::new(Still::at("2026-11-23T09:41:00+00:00").unwrap());
        let vault = Vault::create(folder.join("vault"), world.clone()).unwrap();
        let mut content = Content::on(world.now().date_naive(), "Etc/UTC");
        content.body = "with a file".into();
        let id = vault.add(&content).unwrap().id;
        (vault, id)
    }

    #[test]
    fn a_file_of_any_length_around_a_chunk_comes_back_whole_and_lies_there_sealed() {
        let folder = tempfile::tempdir().unwrap();
        let (vault, entry) = vault_with_entry(folder.path());
        for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 7] {
            let bytes: Vec<u8> = b"MARKER".iter().copied().cycle().take(length).collect();
            let path = folder.path().join(format!("note-{length}.txt"));
            std::fs::write(&path, &bytes).unwrap();
            let kept = vault.attach(entry, &path).unwrap();
            let mut back = Vec::new();
            vault.read_attachment(kept.id, &mut back).unwrap();
            assert_eq!(back, bytes);
        }
        for file in std::fs::read_dir(folder.path().join("vault/attachments")).unwrap() {
            let sealed = std::fs::read(file.unwrap().path()).unwrap();
            assert!(!sealed.windows(6).any(|six| six == b"MARKER"));
        }
        assert_eq!(vault.entry(entry).unwrap().attachments.len(), 7);
    }

    #[test]
    fn the_files_of_what_is_erased_go_and_those_that_another_entry_has_stay() {
        let folder = tempfile::tempdir().unwrap();
        let (vault, entry) = vault_with_entry(folder.path());
        let mut content = vault.entry(entry).unwrap().content;
        content.body = "with the same file and another".into();
        let other = vault.add(&content).unwrap().id;
        let (shared, own) = (folder.path().join("shared.txt"), folder.path().join("own.txt"));
        std::fs::write(&shared, "shared").unwrap();
        std::fs::write(&own, "own").unwrap();
        let kept = vault.attach(entry, &shared).unwrap().id;
        vault.attach(other, &shared).unwrap();
        vault.attach(other, &own).unwrap();
        let count = || std::fs::read_dir(folder.path().join("vault/attachments")).unwrap().count();
        vault.trash(other).unwrap();
        assert_eq!(count(), 2, "the trash keeps everything");
        assert_eq!(vault.empty_trash().unwrap(), 1);
        assert_eq!(count(), 1);
        vault.read_attachment(kept, &mut std::io::sink()).unwrap();
    }

    #[test]
    fn a_changed_or_shortened_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let (vault, entry) = vault_with_entry(folder.path());
        let path = folder.path().join("note.txt");
        std::fs::write(&path, vec![7; 2 * CHUNK]).unwrap();
        let kept = vault.attach(entry, &path).unwrap();
        let sealed_path =
            std::fs::read_dir(folder.path().join("vault/attachments")).unwrap().next().unwrap().unwrap().path();
        let sealed = std::fs::read(&sealed_path).unwrap();
        let mut flipped = sealed.clone();
        flipped[40] ^= 1;
        let shortened = sealed[..sealed.len() - CHUNK - TAG].to_vec();
        for damaged in [flipped, shortened, Vec::new()] {
            std::fs::write(&sealed_path, damaged).unwrap();
            let read = vault.read_attachment(kept.id, &mut Vec::new());
            assert!(matches!(read, Err(Error::Damaged(_))));
        }
    }
}
