//! Making a vault, and opening one to write, to read, or in memory.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::header::{self, FORMAT, Header};
use super::key::{Key, Purpose, VaultKey};
use super::lock::Lock;
use super::migrate::{MIGRATIONS, migrate};
use super::{DATABASE, Place, Vault};
use crate::competency;
use crate::disk;
use crate::error::{Error, Result};
use crate::id::{DeviceId, VaultId};
use crate::search::Index;
use crate::world::World;

/// How long a statement waits for another process that reads or checkpoints.
const PATIENCE: Duration = Duration::from_secs(5);

/// Memory for pages of the database, per connection, in KiB.
const PAGE_CACHE_KIB: i32 = 16 * 1024;

/// The size of a page of the database. Twice SQLCipher's own: half as many pages to seal and to
/// write for an import, and no slower for a save, which waits for the disk.
const PAGE_BYTES: u32 = 8192;

/// What authenticates each page. Processors have instructions for it, other than for SQLCipher's own.
const PAGE_MAC: &str = "HMAC_SHA256";

impl Vault {
    /// Makes a vault in `folder`, which is created or must be empty, and opens it.
    ///
    /// # Errors
    /// [`Error::Exists`] or [`Error::Occupied`] where something is there; otherwise what the disk says.
    pub fn create(folder: impl Into<PathBuf>, world: Arc<dyn World>) -> Result<Self> {
        let folder = folder.into();
        if folder.join(header::FILE).exists() {
            return Err(Error::Exists(folder));
        }
        if !is_free(&folder)? {
            return Err(Error::Occupied(folder));
        }
        disk::private_folder(&folder)?;
        let lock = Lock::take(&folder)?;
        let key = VaultKey::draw(&*world)?;
        let header = Header { format: FORMAT, vault: VaultId::draw(&*world)?, slots: vec![key.open_slot()] };
        let writer = prepare(&folder, &header, &key, &*world)?;
        // Last: a folder without it is no vault yet, and can be tried again.
        header.write(&folder)?;
        Self::assemble(folder, lock, header.vault, key, writer, world)
    }

    /// Opens the vault in `folder` to read and write it.
    ///
    /// # Errors
    /// [`Error::NoVault`], [`Error::InUse`], [`Error::Newer`], [`Error::Damaged`] or [`Error::ReadOnly`].
    pub fn open(folder: impl Into<PathBuf>, world: Arc<dyn World>) -> Result<Self> {
        let folder = folder.into();
        let header = Header::read(&folder)?;
        let key = VaultKey::from_slots(&header.slots)?;
        let lock = Lock::take(&folder)?;
        if !folder.join(DATABASE).exists() {
            return Err(Error::Damaged("journal.db is missing"));
        }
        let writer = prepare(&folder, &header, &key, &*world)?;
        Self::assemble(folder, lock, header.vault, key, writer, world)
    }

    /// Opens the vault in `folder` to read it, beside another process that may be writing.
    ///
    /// # Errors
    /// As [`Vault::open`], but not because it is in use.
    pub fn open_read_only(folder: impl Into<PathBuf>, world: Arc<dyn World>) -> Result<Self> {
        let folder = folder.into();
        let header = Header::read(&folder)?;
        let key = VaultKey::from_slots(&header.slots)?;
        let reader = connect_reader(&folder, &key.derive(header.vault, Purpose::Database))?;
        let found: u32 = reader.pragma_query_value(None, "user_version", |row| row.get(0))?;
        let known = u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX);
        if found > known {
            return Err(Error::Newer { found, known });
        }
        Ok(Self {
            id: header.vault,
            place: Place::ReadOnly(folder),
            key,
            world,
            writer: Mutex::new(reader),
            reader: None,
            index: Index::new(),
        })
    }

    /// A vault that is gone when it is dropped.
    ///
    /// # Errors
    /// When the world has no randomness to give.
    pub fn in_memory(world: Arc<dyn World>) -> Result<Self> {
        let mut writer = Connection::open_in_memory()?;
        settle(&writer)?;
        migrate(&mut writer, None, MIGRATIONS)?;
        begin(&mut writer, &*world)?;
        Ok(Self {
            id: VaultId::draw(&*world)?,
            place: Place::Memory,
            key: VaultKey::draw(&*world)?,
            world,
            writer: Mutex::new(writer),
            reader: None,
            index: Index::new(),
        })
    }

    fn assemble(
        folder: PathBuf,
        lock: Lock,
        id: VaultId,
        key: VaultKey,
        writer: Connection,
        world: Arc<dyn World>,
    ) -> Result<Self> {
        let reader = connect_reader(&folder, &key.derive(id, Purpose::Database))?;
        Ok(Self {
            id,
            place: Place::Folder(folder, lock),
            key,
            world,
            writer: Mutex::new(writer),
            reader: Some(Mutex::new(reader)),
            index: Index::new(),
        })
    }
}

/// Whether nothing but traces of an unfinished creation lies in `folder`.
fn is_free(folder: &Path) -> Result<bool> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(true),
        Err(error) => return Err(Error::file(folder, error)),
    };
    for entry in entries {
        let name = entry.map_err(|error| Error::file(folder, error))?.file_name();
        let ours = name == "vault.lock" || name.to_string_lossy().starts_with(DATABASE);
        if !ours {
            return Ok(false);
        }
    }
    // A database without a header has a key that nobody knows: it was never a vault.
    for name in [DATABASE.to_owned(), format!("{DATABASE}-wal"), format!("{DATABASE}-shm")] {
        let _ = std::fs::remove_file(folder.join(name));
    }
    Ok(true)
}

/// The writing connection, with the schema of this program and a device to write as.
fn prepare(folder: &Path, header: &Header, key: &VaultKey, world: &dyn World) -> Result<Connection> {
    let mut writer = Connection::open(folder.join(DATABASE))?;
    unlock(&writer, &key.derive(header.vault, Purpose::Database))?;
    settle(&writer)?;
    let mode: String = writer.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    if mode != "wal" {
        return Err(Error::Damaged("the disk does not allow a write-ahead log"));
    }
    // Every acknowledged commit survives a loss of power.
    writer.pragma_update(None, "synchronous", "FULL")?;
    migrate(&mut writer, Some(folder), MIGRATIONS)?;
    begin(&mut writer, world)?;
    Ok(writer)
}

fn connect_reader(folder: &Path, key: &Key) -> Result<Connection> {
    let path = folder.join(DATABASE);
    if !path.exists() {
        return Err(Error::Damaged("journal.db is missing"));
    }
    let reader = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    unlock(&reader, key)?;
    settle(&reader)?;
    Ok(reader)
}

/// Gives the key and makes sure that it fits.
fn unlock(connection: &Connection, key: &Key) -> Result<()> {
    connection.pragma_update(None, "key", key.pragma().as_str())?;
    connection.pragma_update(None, "cipher_page_size", PAGE_BYTES)?;
    connection.pragma_update(None, "cipher_hmac_algorithm", PAGE_MAC)?;
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    Ok(())
}

fn settle(connection: &Connection) -> Result<()> {
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // Sorting must not spill words into a file in clear.
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cache_size", -PAGE_CACHE_KIB)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

/// Gives a fresh database its device, clock and framework.
fn begin(database: &mut Connection, world: &dyn World) -> Result<()> {
    let begun: bool = database.query_row("SELECT EXISTS (SELECT 1 FROM clock)", [], |row| row.get(0))?;
    if begun {
        return Ok(());
    }
    let change = database.transaction()?;
    change.execute(
        "INSERT INTO device (id, name, since) VALUES (?1, ?2, ?3)",
        (DeviceId::draw(world)?, "this device", world.now().timestamp_millis()),
    )?;
    change.execute("INSERT INTO clock (only, device, stamp) VALUES (1, last_insert_rowid(), 0)", [])?;
    change.commit()?;
    let write = super::Write::begin(database, world)?;
    competency::install_default(&write)?;
    write.commit()?;
    Ok(())
}
