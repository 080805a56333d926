//! Files that are sealed: attachments, and the copy of the search index.
//!
//! Layout: the four bytes `HLA1`, a nonce of 19 bytes, then chunks of 64 KiB, each sealed by
//! XChaCha20-Poly1305 in the STREAM construction, so that a chunk can neither be changed, moved nor
//! left out. A file is named by the keyed hash of what is in it: kept twice it is stored once, and
//! the name tells nothing to somebody without the key.

use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;

use aead_stream::{DecryptorBE32, EncryptorBE32};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::key::{Key, to_hex};
use crate::disk;
use crate::error::{Error, Result};
use crate::world::World;

const MAGIC: &[u8; 4] = b"HLA1";
pub(crate) const NONCE: usize = 19;
pub(crate) const TAG: usize = 16;
pub(crate) const CHUNK: usize = 64 * 1024;

/// The keys of sealed files: for what is in them, and for what they are called.
pub(crate) struct SealKeys {
    pub(crate) contents: Key,
    pub(crate) names: Key,
}

/// What a file is called by, and how long it is.
pub(crate) type Named = ([u8; 32], u64);

/// The keyed hash of everything that `from` holds, and its length.
pub(crate) fn name_of(from: &mut impl Read, keys: &SealKeys) -> std::io::Result<Named> {
    let mut namer = Namer::new(keys)?;
    std::io::copy(from, &mut namer)?;
    Ok(namer.end())
}

/// Seals everything that `from` holds as `path`, unless it is there already.
pub(crate) fn seal(from: &mut impl Read, path: &Path, keys: &SealKeys, world: &dyn World) -> Result<()> {
    if path.exists() {
        return Ok(());
    }
    let nonce = draw_nonce(world)?;
    disk::write_whole_with(path, |out| {
        let mut sealer = Sealer::begin(out, &keys.contents, nonce)?;
        std::io::copy(from, &mut sealer)?;
        sealer.end().map(drop)
    })
}

/// Opens the sealed file at `path` and seals it anew in `folder`; returns what it is called there.
pub(crate) fn reseal(
    path: &Path,
    old: &SealKeys,
    folder: &Path,
    new: &SealKeys,
    world: &dyn World,
) -> Result<[u8; 32]> {
    let part = folder.join(".resealed");
    let nonce = draw_nonce(world)?;
    let mut hash = [0; 32];
    disk::write_whole_with(&part, |out| {
        let mut both = Both { sealer: Sealer::begin(out, &new.contents, nonce)?, namer: Namer::new(new)? };
        let mut file = File::open(path)?;
        unseal(&mut file, &old.contents, &mut both).map_err(std::io::Error::other)?;
        hash = both.namer.end().0;
        both.sealer.end().map(drop)
    })?;
    let named = folder.join(to_hex(&hash));
    std::fs::rename(&part, &named).map_err(|error| Error::file(named, error))?;
    Ok(hash)
}

/// How long a sealed file is that holds so many bytes.
pub(crate) const fn sealed_length(bytes: u64) -> u64 {
    let chunks = if bytes == 0 { 1 } else { bytes.div_ceil(CHUNK as u64) };
    (MAGIC.len() + NONCE) as u64 + bytes + chunks * TAG as u64
}

/// Reads the sealed file at `path` to its end: whether it is whole, and what its name says.
pub(crate) fn verify(path: &Path, hash: &[u8], keys: &SealKeys) -> Result<()> {
    let mut file = open(path)?;
    let mut namer = Namer::new(keys).map_err(|error| Error::file(path, error))?;
    unseal(&mut file, &keys.contents, &mut namer)?;
    if namer.end().0 == hash { Ok(()) } else { Err(Error::Damaged("the file of an attachment is another")) }
}

/// The sealed file at `path`, to be read.
pub(crate) fn open(path: &Path) -> Result<File> {
    File::open(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Error::Damaged("the file of an attachment is missing"),
        _ => Error::file(path, error),
    })
}

/// Opens a sealed file. What has gone to `out` before an error is genuine, but not all.
pub(crate) fn unseal(file: &mut File, key: &Key, out: &mut dyn Write) -> Result<()> {
    const CHANGED: Error = Error::Damaged("the file of an attachment was changed");
    // A disk that does not answer is no sign of what lies on it.
    let unread = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::UnexpectedEof => CHANGED,
        _ => Error::file("the file of an attachment", error),
    };
    let mut head = [0; MAGIC.len() + NONCE];
    file.read_exact(&mut head).map_err(unread)?;
    let nonce: [u8; NONCE] = match head.split_first_chunk() {
        Some((magic, nonce)) if magic == MAGIC => nonce.try_into().map_err(|_| CHANGED)?,
        _ => return Err(CHANGED),
    };
    let mut opener = Some(DecryptorBE32::from_aead(cipher(key), &nonce.into()));
    let (mut chunk, mut next) = (Vec::with_capacity(CHUNK + TAG), Vec::with_capacity(CHUNK + TAG));
    read_chunk(file, &mut chunk).map_err(unread)?;
    loop {
        read_chunk(file, &mut next).map_err(unread)?;
        let opened = if next.is_empty() {
            opener.take().map(|opener| opener.decrypt_last_in_place(&[], &mut chunk))
        } else {
            opener.as_mut().map(|opener| opener.decrypt_next_in_place(&[], &mut chunk))
        };
        let Some(Ok(())) = opened else { return Err(CHANGED) };
        out.write_all(&chunk).map_err(|error| Error::file("the copy of an attachment", error))?;
        if next.is_empty() {
            return Ok(());
        }
        std::mem::swap(&mut chunk, &mut next);
    }
}

pub(crate) fn draw_nonce(world: &dyn World) -> Result<[u8; NONCE]> {
    let mut nonce = [0; NONCE];
    world.fill(&mut nonce)?;
    Ok(nonce)
}

fn cipher(key: &Key) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&key.0.into())
}

/// Reads the next sealed chunk in place of what is in `chunk`; nothing at the end of the file.
fn read_chunk(file: &mut File, chunk: &mut Vec<u8>) -> std::io::Result<()> {
    chunk.clear();
    file.take((CHUNK + TAG) as u64).read_to_end(chunk).map(drop)
}

/// Seals what is written to it. Without [`Sealer::end`], or after an error, what it has written cannot be opened.
pub(crate) struct Sealer<W> {
    out: W,
    stream: EncryptorBE32<XChaCha20Poly1305>,
    /// Less than a chunk, or one whole: whether it is the last is known when more comes.
    chunk: Vec<u8>,
}

impl<W: Write> Sealer<W> {
    pub(crate) fn begin(mut out: W, key: &Key, nonce: [u8; NONCE]) -> std::io::Result<Self> {
        out.write_all(MAGIC)?;
        out.write_all(&nonce)?;
        let stream = EncryptorBE32::from_aead(cipher(key), &nonce.into());
        Ok(Self { out, stream, chunk: Vec::with_capacity(CHUNK + TAG) })
    }

    /// Seals the last of it and gives back where it went.
    pub(crate) fn end(mut self) -> std::io::Result<W> {
        self.stream.encrypt_last_in_place(&[], &mut self.chunk).map_err(|_| unsealable())?;
        self.out.write_all(&self.chunk)?;
        Ok(self.out)
    }
}

impl<W: Write> Write for Sealer<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.chunk.len() == CHUNK && !bytes.is_empty() {
            let sealed = self.stream.encrypt_next_in_place(&[], &mut self.chunk);
            let written = sealed.map_err(|_| unsealable()).and_then(|()| self.out.write_all(&self.chunk));
            self.chunk.clear();
            written?;
        }
        let taken = bytes.get(..bytes.len().min(CHUNK - self.chunk.len())).unwrap_or_default();
        self.chunk.extend_from_slice(taken);
        Ok(taken.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.out.flush()
    }
}

fn unsealable() -> std::io::Error {
    std::io::Error::other("a chunk could not be sealed")
}

/// Hashes what is written to it.
struct Namer {
    mac: Hmac<Sha256>,
    bytes: u64,
}

impl Namer {
    fn new(keys: &SealKeys) -> std::io::Result<Self> {
        let mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&keys.names.0)
            .map_err(|_| std::io::Error::other("the key does not fit"))?;
        Ok(Self { mac, bytes: 0 })
    }

    fn end(self) -> Named {
        (self.mac.finalize().into_bytes().into(), self.bytes)
    }
}

impl Write for Namer {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.mac.update(bytes);
        self.bytes += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Writes the same to a sealer and a namer.
struct Both<W> {
    sealer: Sealer<W>,
    namer: Namer,
}

impl<W: Write> Write for Both<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.sealer.write_all(bytes)?;
        self.namer.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.sealer.flush()
    }
}
