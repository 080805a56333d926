//! Files kept with entries.
//!
//! A file lies in `attachments/`, sealed, under the keyed hash of its contents: the same file kept
//! twice is stored once, and the name tells nothing to somebody without the key. Layout: the four
//! bytes `HLA1`, a nonce of 19 bytes, then chunks of 64 KiB, each sealed by XChaCha20-Poly1305 in
//! the STREAM construction, so that a chunk can neither be changed, moved nor left out.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use aead_stream::{DecryptorBE32, EncryptorBE32};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use hmac::{Hmac, Mac};
use rusqlite::OptionalExtension;
use sha2::Sha256;

use super::entry::Attachment;
use super::read;
use crate::disk;
use crate::error::{Error, Result};
use crate::id::{AttachmentId, EntryId};
use crate::vault::key::{Key, Purpose, to_hex};
use crate::vault::{ATTACHMENTS, Vault};

const MAGIC: &[u8; 4] = b"HLA1";
const NONCE: usize = 19;
const TAG: usize = 16;
const CHUNK: usize = 64 * 1024;

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
        let (hash, bytes) = self.name_of(&mut file).map_err(fail)?;
        file.seek(SeekFrom::Start(0)).map_err(fail)?;
        self.seal(&mut file, &hash)?;
        self.write(|write| {
            let (seq, _) = read::find(write, entry)?;
            let id = AttachmentId::draw(&write.world)?;
            write
                .prepare_cached(
                    "INSERT INTO attachment (id, entry, hash, name, mime, bytes, device, stamp)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                )?
                .execute((id, seq, hash.as_slice(), &name, &mime, bytes, write.device, write.stamp))?;
            write.touch(seq);
            Ok(Attachment { id, name: name.clone(), mime: mime.clone(), bytes })
        })
    }

    /// Writes the contents of an attachment to `out`.
    ///
    /// # Errors
    /// [`Error::NotFound`], or [`Error::Damaged`] if the file is missing or was changed.
    pub fn read_attachment(&self, id: AttachmentId, out: &mut dyn std::io::Write) -> Result<()> {
        let hash = self.read(|database| {
            database
                .prepare_cached("SELECT hash FROM attachment WHERE id = ?1 AND erased IS NULL")?
                .query_row([id], |row| row.get::<_, Vec<u8>>(0))
                .optional()?
                .ok_or(Error::NotFound { what: "attachment" })
        })?;
        let path = self.sealed_path(&hash)?;
        let mut file = File::open(&path).map_err(|_| Error::Damaged("the file of an attachment is missing"))?;
        unseal(&mut file, &self.derive(Purpose::Attachments), out)
    }

    /// The keyed hash of what `file` holds, and its length.
    fn name_of(&self, file: &mut File) -> std::io::Result<([u8; 32], u64)> {
        let key = self.derive(Purpose::AttachmentNames);
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&key.0)
            .map_err(|_| std::io::Error::other("the key does not fit"))?;
        let mut buffer = vec![0; CHUNK];
        let mut bytes = 0;
        loop {
            let read = file.read(&mut buffer)?;
            if read == 0 {
                return Ok((mac.finalize().into_bytes().into(), bytes));
            }
            mac.update(buffer.get(..read).unwrap_or_default());
            bytes += read as u64;
        }
    }

    /// Where the sealed file with this hash lies.
    pub(crate) fn sealed_path(&self, hash: &[u8]) -> Result<PathBuf> {
        let folder = self.folder().ok_or_else(|| Error::invalid("attachment", "a vault in memory keeps no files"))?;
        Ok(folder.join(ATTACHMENTS).join(to_hex(hash)))
    }

    fn seal(&self, file: &mut File, hash: &[u8]) -> Result<()> {
        if self.is_read_only() {
            return Err(Error::ReadOnly);
        }
        let path = self.sealed_path(hash)?;
        if path.exists() {
            return Ok(());
        }
        if let Some(folder) = path.parent() {
            disk::private_folder(folder)?;
        }
        let mut nonce = [0; NONCE];
        self.world().fill(&mut nonce)?;
        let key = self.derive(Purpose::Attachments);
        disk::write_whole_with(&path, |out| {
            out.write_all(MAGIC)?;
            out.write_all(&nonce)?;
            let mut sealer = Some(EncryptorBE32::from_aead(cipher(&key), &nonce.into()));
            let mut chunk = fill(file)?;
            loop {
                let next = fill(file)?;
                let sealed = if next.is_empty() {
                    sealer.take().map(|sealer| sealer.encrypt_last(chunk.as_slice()))
                } else {
                    sealer.as_mut().map(|sealer| sealer.encrypt_next(chunk.as_slice()))
                };
                match sealed {
                    Some(Ok(bytes)) => out.write_all(&bytes)?,
                    _ => return Err(std::io::Error::other("a chunk could not be sealed")),
                }
                if next.is_empty() {
                    return Ok(());
                }
                chunk = next;
            }
        })
    }
}

/// Opens a sealed file. What has gone to `out` before an error is genuine, but not all.
fn unseal(file: &mut File, key: &Key, out: &mut dyn std::io::Write) -> Result<()> {
    const CHANGED: Error = Error::Damaged("the file of an attachment was changed");
    let mut head = [0; MAGIC.len() + NONCE];
    file.read_exact(&mut head).map_err(|_| CHANGED)?;
    let nonce: [u8; NONCE] = match head.split_first_chunk() {
        Some((magic, nonce)) if magic == MAGIC => nonce.try_into().map_err(|_| CHANGED)?,
        _ => return Err(CHANGED),
    };
    let mut opener = Some(DecryptorBE32::from_aead(cipher(key), &nonce.into()));
    let mut chunk = fill_up_to(file, CHUNK + TAG).map_err(|_| CHANGED)?;
    loop {
        let next = fill_up_to(file, CHUNK + TAG).map_err(|_| CHANGED)?;
        let opened = if next.is_empty() {
            opener.take().map(|opener| opener.decrypt_last(chunk.as_slice()))
        } else {
            opener.as_mut().map(|opener| opener.decrypt_next(chunk.as_slice()))
        };
        let Some(Ok(bytes)) = opened else { return Err(CHANGED) };
        out.write_all(&bytes).map_err(|error| Error::file("the copy of an attachment", error))?;
        if next.is_empty() {
            return Ok(());
        }
        chunk = next;
    }
}

fn cipher(key: &Key) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&key.0.into())
}

fn fill(file: &mut File) -> std::io::Result<Vec<u8>> {
    fill_up_to(file, CHUNK)
}

fn fill_up_to(file: &mut File, limit: usize) -> std::io::Result<Vec<u8>> {
    let mut chunk = Vec::with_capacity(limit);
    file.take(limit as u64).read_to_end(&mut chunk)?;
    Ok(chunk)
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
