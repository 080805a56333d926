//! Making a vault, and opening one to write, to read, or in memory.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, RwLock};

use rusqlite::Connection;

use super::header::{self, Header};
use super::key::VaultKey;
use super::keychain::Keychain;
use super::lock::Lock;
use super::migrate::MIGRATIONS;
use super::secret::Secret;
use super::{DATABASE, INDEX_COPY, Place, Vault, connect, rotate, slot};
use crate::disk;
use crate::error::{Error, Result};
use crate::id::VaultId;
use crate::search::{AtHand, Index};
use crate::suggest::Suggester;
use crate::world::World;

impl Vault {
    /// Makes a vault in `folder`, which is created or must be empty, and opens it.
    ///
    /// # Errors
    /// [`Error::Exists`] or [`Error::Occupied`] where something is there, [`Error::Damaged`] if it is a vault
    /// that has lost its header; otherwise what the disk says.
    pub fn create(folder: impl Into<PathBuf>, world: Arc<dyn World>) -> Result<Self> {
        let key = VaultKey::draw(&*world)?;
        let header = Header::new(VaultId::draw(&*world)?, &key);
        Self::create_as(folder.into(), &header, key, world)
    }

    /// Makes the vault that `header` describes, as [`Vault::create`] does.
    pub(super) fn create_as(folder: PathBuf, header: &Header, key: VaultKey, world: Arc<dyn World>) -> Result<Self> {
        free(&folder)?;
        disk::private_folder(&folder)?;
        let lock = Lock::take(&folder)?;
        claim(&folder, &lock)?;
        lock.begin()?;
        for name in [DATABASE.to_owned(), format!("{DATABASE}-wal"), format!("{DATABASE}-shm")] {
            let _ = std::fs::remove_file(folder.join(name));
        }
        let writer = connect::writer(&folder, header.vault, &key, &*world)?;
        // Last: a folder without it is no vault yet, and can be tried again.
        header.write(&folder)?;
        Self::assemble(folder, lock, header.vault, key, writer, world)
    }

    /// Opens the vault in `folder` to read and write it.
    ///
    /// # Errors
    /// [`Error::NoVault`], [`Error::Locked`], [`Error::InUse`], [`Error::Newer`], [`Error::Damaged`] or
    /// [`Error::ReadOnly`].
    pub fn open(folder: impl Into<PathBuf>, world: Arc<dyn World>) -> Result<Self> {
        Self::enter(folder.into(), world, |header| slot::open(&header.slots))
    }

    /// As [`Vault::open`], with what opens a locked one.
    ///
    /// # Errors
    /// [`Error::WrongSecret`] or [`Error::Keychain`]; otherwise as [`Vault::open`].
    pub fn unlock<'a>(folder: impl Into<PathBuf>, by: impl Into<By<'a>>, world: Arc<dyn World>) -> Result<Self> {
        let by = by.into();
        Self::enter(folder.into(), world, |header| by.key(header))
    }

    /// Opens the vault in `folder` to read it, beside another process that may be writing.
    ///
    /// # Errors
    /// As [`Vault::open`], but not because it is in use.
    pub fn open_read_only(folder: impl Into<PathBuf>, world: Arc<dyn World>) -> Result<Self> {
        Self::look_into(folder.into(), world, |header| slot::open(&header.slots))
    }

    /// As [`Vault::open_read_only`], with what opens a locked one.
    ///
    /// # Errors
    /// As [`Vault::unlock`], but not because it is in use.
    pub fn unlock_read_only<'a>(
        folder: impl Into<PathBuf>,
        by: impl Into<By<'a>>,
        world: Arc<dyn World>,
    ) -> Result<Self> {
        let by = by.into();
        Self::look_into(folder.into(), world, |header| by.key(header))
    }

    pub(super) fn enter(
        folder: PathBuf,
        world: Arc<dyn World>,
        key_of: impl FnOnce(&Header) -> Result<VaultKey>,
    ) -> Result<Self> {
        // Before the lock, which would leave a file where there is no vault.
        Header::read(&folder)?;
        let lock = Lock::take(&folder)?;
        // Again, since another process may have changed it before it let go.
        let mut header = Header::read(&folder)?;
        let key = key_of(&header)?;
        rotate::settle(&folder, &mut header)?;
        if !folder.join(DATABASE).exists() {
            return Err(Error::Damaged("journal.db is missing"));
        }
        let writer = connect::writer(&folder, header.vault, &key, &*world)?;
        Self::assemble(folder, lock, header.vault, key, writer, world)
    }

    fn look_into(
        folder: PathBuf,
        world: Arc<dyn World>,
        key_of: impl FnOnce(&Header) -> Result<VaultKey>,
    ) -> Result<Self> {
        let header = Header::read(&folder)?;
        let key = key_of(&header)?;
        if header.moving {
            return Err(Error::Damaged("a change of its keys was cut off; open it to write, and it is finished"));
        }
        let mut reader = connect::reader(&folder, header.vault, &key)?;
        let found: u32 = reader.pragma_query_value(None, "user_version", |row| row.get(0))?;
        let known = u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX);
        if found > known {
            return Err(Error::Newer { found, known });
        }
        if found == 0 {
            return Err(Error::Damaged("journal.db is empty or cut off"));
        }
        if found < known {
            // Of an older program. Who may write brings it up to date before anybody reads it.
            drop(reader);
            let copy = VaultKey::new(*key.bytes());
            drop(Self::enter(folder.clone(), Arc::clone(&world), |_| Ok(copy))?);
            reader = connect::reader(&folder, header.vault, &key)?;
        }
        Ok(Self {
            id: header.vault,
            place: Place::ReadOnly(folder),
            key: RwLock::new(key),
            world,
            writer: Mutex::new(reader),
            reader: None,
            index: Index::new(),
            suggester: Suggester::default(),
            at_hand: AtHand::default(),
        })
    }

    /// A vault that is gone when it is dropped.
    ///
    /// # Errors
    /// When the world has no randomness to give.
    pub fn in_memory(world: Arc<dyn World>) -> Result<Self> {
        Ok(Self {
            id: VaultId::draw(&*world)?,
            place: Place::Memory,
            key: RwLock::new(VaultKey::draw(&*world)?),
            writer: Mutex::new(connect::in_memory(&*world)?),
            world,
            reader: None,
            index: Index::new(),
            suggester: Suggester::default(),
            at_hand: AtHand::default(),
        })
    }

    fn assemble(
        folder: PathBuf,
        mut lock: Lock,
        id: VaultId,
        key: VaultKey,
        writer: Connection,
        world: Arc<dyn World>,
    ) -> Result<Self> {
        let reader = connect::reader(&folder, id, &key)?;
        lock.open()?;
        Ok(Self {
            id,
            place: Place::Folder(folder, lock),
            key: RwLock::new(key),
            world,
            writer: Mutex::new(writer),
            reader: Some(Mutex::new(reader)),
            index: Index::new(),
            suggester: Suggester::default(),
            at_hand: AtHand::default(),
        })
    }
}

/// What opens a locked vault.
#[derive(Clone, Copy)]
pub enum By<'a> {
    /// A passphrase or the recovery code.
    Secret(&'a Secret),
    /// What the system's keychain keeps.
    Keychain(&'a dyn Keychain),
}

impl<'a> From<&'a Secret> for By<'a> {
    fn from(secret: &'a Secret) -> Self {
        Self::Secret(secret)
    }
}

impl By<'_> {
    fn key(self, header: &Header) -> Result<VaultKey> {
        match self {
            Self::Secret(secret) => slot::unlock(&header.slots, secret, header.vault),
            Self::Keychain(keychain) => header.unlock_by(keychain),
        }
    }
}

/// Makes sure that a vault can be made in `folder`.
pub(super) fn free(folder: &Path) -> Result<()> {
    if folder.join(header::FILE).exists() {
        return Err(Error::Exists(folder.to_owned()));
    }
    if is_free(folder)? { Ok(()) } else { Err(Error::Occupied(folder.to_owned())) }
}

/// A database without a header has a key that nobody knows. If nobody began to make a vault here, it is the
/// journal of somebody whose header is lost, and who may have a copy.
pub(super) fn claim(folder: &Path, lock: &Lock) -> Result<()> {
    if folder.join(DATABASE).exists() && !lock.is_begun()? {
        return Err(Error::Damaged("vault.json is missing"));
    }
    Ok(())
}

/// Whether nothing lies in `folder` but what may be left of an unfinished creation.
fn is_free(folder: &Path) -> Result<bool> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(true),
        Err(error) => return Err(Error::file(folder, error)),
    };
    for entry in entries {
        let name = entry.map_err(|error| Error::file(folder, error))?.file_name();
        let ours = ["vault.lock", rotate::FOLDER, INDEX_COPY].map(OsStr::new).contains(&name.as_os_str())
            || [header::FILE, INDEX_COPY].iter().any(|file| name == disk::part_of(file))
            || name.to_string_lossy().starts_with(DATABASE);
        if !ours {
            return Ok(false);
        }
    }
    Ok(true)
}
