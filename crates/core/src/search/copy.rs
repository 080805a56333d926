//! A sealed copy of the index beside the database, so that the journal of many years need not be read
//! at every start.
//!
//! It is never trusted over the database. The database has a mark of the copy that was made last, and
//! notes every entry that has changed since; a copy that cannot be opened, is of another form or has
//! another mark is passed over, and the index is made of the database. What has changed is read again.
//!
//! Layout, inside a sealed file (see [`crate::vault::sealed`]): the mark of 16 bytes and the number of
//! the device in 8; then the form of the index, and then the name and the content of each of its files,
//! every one as a length in 8 bytes and so many bytes. Numbers begin with their lowest byte.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::PoisonError;
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension};
use tantivy::Directory;
use tantivy::directory::OwnedBytes;

use super::files::Files;
use super::fill::aside;
use super::index::Loaded;
use super::schema;
use crate::disk;
use crate::error::{Error, Result};
use crate::vault::key::Key;
use crate::vault::sealed::{self, Sealer};
use crate::vault::{INDEX_COPY, Vault};

/// Journals of fewer entries are read before anybody notices.
const LEAST: u32 = 2_000;

/// So many entries are read again at a start without making it longer; above that a new copy is made.
const STALE: u32 = 200;

/// More entries than this in one transaction make a copy worthless.
pub(crate) const MOST_STALE: usize = 1_000;

/// What the copy was made by. Another number wherever the same entry would make other terms.
const FORM: &str = concat!("helmlog ", env!("CARGO_PKG_VERSION"), " index 5");

/// Bytes of a mark, and of the number of a device.
const MARK: usize = 16;
const DEVICE: usize = 8;

/// Files of the index may be merged away while they are read.
const TRIES: usize = 20;
const PAUSE: Duration = Duration::from_millis(20);

const META: &str = "meta.json";

/// The list of files that the index may remove when it does not need them any more.
const MANAGED: &str = ".managed.json";

/// What a copy goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    drawn: [u8; MARK],
    /// The local number of the device. A journal that was brought back from a backup has another one, so
    /// that it takes nothing for its own that came later than the backup.
    device: i64,
}

impl Mark {
    fn bytes(self) -> [u8; MARK + DEVICE] {
        let mut bytes = [0; MARK + DEVICE];
        let (drawn, device) = bytes.split_at_mut(MARK);
        drawn.copy_from_slice(&self.drawn);
        device.copy_from_slice(&self.device.to_le_bytes());
        bytes
    }
}

impl Vault {
    /// Keeps a copy of the index, filled before, if the journal is long and there is none that would do.
    /// Tells whether one was made.
    ///
    /// # Errors
    /// What the database, the index or the disk says. Nothing is missing then but a quick start.
    pub fn keep_index(&self) -> Result<bool> {
        if self.copy_path().is_none() || self.is_read_only() || self.is_index_kept()? {
            return Ok(false);
        }
        self.keep_index_now()
    }

    /// Takes over the index that was kept, if there is no other yet. Tells whether nothing would be gained
    /// by keeping it anew: the journal is short, or the copy would do and little has changed since.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn recall_index(&self) -> Result<bool> {
        let _alone = self.index().filling.lock().unwrap_or_else(PoisonError::into_inner);
        self.recall();
        self.is_index_kept()
    }

    /// As [`Vault::recall_index`], for the one that fills.
    pub(super) fn recall(&self) {
        let index = self.index();
        if !index.is_new() {
            return;
        }
        let Some((mark, loaded)) = self.load_index() else { return };
        match index.run_with(loaded).and_then(|()| self.stale_since(mark)) {
            Ok(Some(seqs)) => {
                index.owe(seqs);
                index.progress().kept = true;
            }
            // It is made anew then, of the database.
            Ok(None) | Err(_) => index.forget(),
        }
    }

    /// As [`Vault::keep_index`], whether it is worth it or not.
    pub(super) fn keep_index_now(&self) -> Result<bool> {
        self.settle_index()?;
        let mut drawn = [0; MARK];
        self.world().fill(&mut drawn)?;
        // From here on every change is noted, so the copy may be of any later moment.
        self.note(|database| {
            database.execute("UPDATE clock SET index_copy = ?1", [drawn])?;
            database.execute("DELETE FROM index_stale", [])?;
            Ok(())
        })?;
        match self.read(mark_of)? {
            Some(mark) => self.write_copy(mark),
            None => Ok(false),
        }
    }

    /// Writes a copy of the index as it is now.
    pub(super) fn write_copy(&self, mark: Mark) -> Result<bool> {
        let Some(path) = self.copy_path() else { return Ok(false) };
        self.settle_index()?;
        self.index().wait_joined()?;
        let files = self.files()?;
        let nonce = sealed::draw_nonce(self.world())?;
        let key = self.index_key();
        disk::write_whole_with(&path, |out| {
            let mut sealer = Sealer::begin(std::io::BufWriter::new(out), &key, nonce)?;
            sealer.write_all(&mark.bytes())?;
            for part in std::iter::once(FORM.as_bytes())
                .chain(files.iter().flat_map(|(name, bytes)| [name.as_bytes(), bytes.as_slice()]))
            {
                sealer.write_all(&(part.len() as u64).to_le_bytes())?;
                sealer.write_all(part)?;
            }
            sealer.end()?.flush()
        })?;
        self.index().progress().kept = true;
        Ok(true)
    }

    fn is_index_kept(&self) -> Result<bool> {
        let is_kept = self.index().progress().kept;
        self.read(|database| {
            let length: Option<u32> = database.query_row("SELECT max(seq) FROM entry", [], |row| row.get(0))?;
            let stale: u32 = database.query_row("SELECT count(*) FROM index_stale", [], |row| row.get(0))?;
            let is_long = length.is_some_and(|length| length >= LEAST);
            Ok(!is_long || (is_kept && stale <= STALE && mark_of(database)?.is_some()))
        })
    }

    /// The index as it was kept, and its mark; none if there is nothing to be trusted.
    pub(super) fn load_index(&self) -> Option<(Mark, Loaded)> {
        let path = self.copy_path()?;
        let mark = self.read(mark_of).ok()??;
        let bytes = opened(&path, &self.index_key()).ok()?;
        let loaded = bytes.and_then(|bytes| read(bytes, mark));
        if loaded.is_none() && !self.is_read_only() {
            // It takes room and is of no use to anybody.
            let _ = fs::remove_file(path);
        }
        Some((mark, loaded?))
    }

    /// What has changed since the copy with this mark was made; none if it is not the last one.
    pub(super) fn stale_since(&self, mark: Mark) -> Result<Option<Vec<i64>>> {
        self.read(|database| {
            // In one, so that both are of the same moment.
            let mut select =
                database.prepare("SELECT index_copy, entry FROM clock LEFT JOIN index_stale WHERE index_copy = ?1")?;
            let rows = select.query_map([mark.drawn], |row| row.get(1))?;
            let rows: Vec<Option<i64>> = rows.collect::<rusqlite::Result<_>>()?;
            Ok((!rows.is_empty()).then(|| rows.into_iter().flatten().collect()))
        })
    }

    fn copy_path(&self) -> Option<PathBuf> {
        self.folder().map(|folder| folder.join(INDEX_COPY))
    }

    /// The files of the index as they are now, by their names.
    fn files(&self) -> Result<Vec<(String, OwnedBytes)>> {
        let mut tries = 0;
        loop {
            match self.index().files(META, MANAGED) {
                Ok(files) => return Ok(files),
                Err(error) if tries >= TRIES => return Err(error),
                Err(_) => {
                    tries += 1;
                    std::thread::sleep(PAUSE);
                }
            }
        }
    }
}

fn mark_of(database: &Connection) -> Result<Option<Mark>> {
    const MARK: &str = "SELECT index_copy, device FROM clock WHERE index_copy IS NOT NULL";
    Ok(database.query_row(MARK, [], |row| Ok(Mark { drawn: row.get(0)?, device: row.get(1)? })).optional()?)
}

/// The bytes of the copy at `path`; none if it is not whole.
fn opened(path: &Path, key: &Key) -> Result<Option<Vec<u8>>> {
    aside("index copy", || {
        let file = |error| Error::file(path, error);
        let mut sealed = fs::File::open(path).map_err(file)?;
        let length = sealed.metadata().map_err(file)?.len();
        let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
        match sealed::unseal(&mut sealed, key, &mut bytes) {
            Ok(()) => Ok(Some(bytes)),
            Err(Error::Damaged(_)) => Ok(None),
            Err(error) => Err(error),
        }
    })
}

/// The index in the bytes of a copy, if they have this mark and are of our form.
fn read(bytes: Vec<u8>, mark: Mark) -> Option<Loaded> {
    let (found, rest) = split(&OwnedBytes::new(bytes), MARK + DEVICE)?;
    let (form, mut rest) = part(&rest)?;
    if found.as_slice() != mark.bytes() || form.as_slice() != FORM.as_bytes() {
        return None;
    }
    let directory = Files::default();
    while !rest.is_empty() {
        let (name, behind) = part(&rest)?;
        let (content, behind) = part(&behind)?;
        match std::str::from_utf8(&name).ok()? {
            // These two are written anew with every change.
            name @ (META | MANAGED) => directory.atomic_write(Path::new(name), &content).ok()?,
            name => directory.take(Path::new(name), content),
        }
        rest = behind;
    }
    let mut index = tantivy::Index::open(directory.clone()).ok()?;
    if index.schema() != schema::schema().0 {
        return None;
    }
    index.set_tokenizers(schema::tokenizers());
    Some(Loaded { index, directory })
}

/// The first of the parts, and what comes behind it.
fn part(bytes: &OwnedBytes) -> Option<(OwnedBytes, OwnedBytes)> {
    let (length, rest) = bytes.split_first_chunk()?;
    let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
    split(&bytes.slice(bytes.len() - rest.len()..bytes.len()), length)
}

fn split(bytes: &OwnedBytes, at: usize) -> Option<(OwnedBytes, OwnedBytes)> {
    (at <= bytes.len()).then(|| bytes.clone().split(at))
}
