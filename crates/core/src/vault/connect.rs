//! Connections to the database: how it is encrypted, and how durable a commit is.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::key::{Key, Purpose, VaultKey};
use super::migrate::{MIGRATIONS, migrate};
use super::{DATABASE, backup, header};
use crate::competency;
use crate::error::{Error, Result};
use crate::id::{DeviceId, VaultId};
use crate::world::World;

/// How long a statement waits for another process that reads or checkpoints.
const PATIENCE: Duration = Duration::from_secs(5);

/// Memory for pages of the database, per connection, in KiB.
const PAGE_CACHE_KIB: i32 = 16 * 1024;

/// The same for the connection that reads: a search shows entries from all over the journal, and to open a
/// page anew takes longer than to find it. Taken only as pages are read.
const READING_CACHE_KIB: i32 = 64 * 1024;

/// The same while the index is filled, which goes through all entries once. What SQLite once had, the system's own
/// allocator does not give back.
const FILL_CACHE_KIB: i32 = 256;

/// The same while an import runs. A page that does not fit is written to the log before it is full, and
/// again when it is; and once one was, SQLite reads all of the log behind it again at the commit, to
/// put its checksums right.
const IMPORT_CACHE_KIB: i32 = 96 * 1024;

/// The size of a page of the database. Twice SQLCipher's own: half as many pages to seal and to
/// write for an import, and no slower for a save, which waits for the disk.
pub(super) const PAGE_BYTES: u32 = 8192;

/// What authenticates each page. Processors have instructions for it, other than for SQLCipher's own.
const PAGE_MAC: &str = "HMAC_SHA256";

/// The writing connection, with the schema of this program and a device to write as.
pub(super) fn writer(folder: &Path, vault: VaultId, key: &VaultKey, world: &dyn World) -> Result<Connection> {
    let mut writer = Connection::open(folder.join(DATABASE))?;
    unlock(&writer, &key.derive(vault, Purpose::Database))?;
    settle(&writer)?;
    let found: u32 = writer.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found == 0 && folder.join(header::FILE).exists() {
        // SQLite takes a file that was emptied or cut off near its beginning for a new database. A vault
        // gets its header last, so one that has a header has had a journal.
        return Err(Error::Damaged("journal.db is empty or cut off"));
    }
    let mode: String = writer.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    if mode != "wal" {
        return Err(Error::Damaged("the disk does not allow a write-ahead log"));
    }
    // Every acknowledged commit survives a loss of power.
    writer.pragma_update(None, "synchronous", "FULL")?;
    migrate(&mut writer, MIGRATIONS, |database| backup::before_upgrade(database, folder, key, world))?;
    begin(&mut writer, world)?;
    Ok(writer)
}

/// A connection that reads.
pub(super) fn reader(folder: &Path, vault: VaultId, key: &VaultKey) -> Result<Connection> {
    let path = folder.join(DATABASE);
    if !path.exists() {
        return Err(Error::Damaged("journal.db is missing"));
    }
    let key = key.derive(vault, Purpose::Database);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let reader = Connection::open_with_flags(&path, flags)?;
    match unlock(&reader, &key) {
        Ok(()) => {}
        // SQLite puts files beside the database even to read it. Where they are missing and cannot be made,
        // nobody else has it open.
        Err(Error::Database(_) | Error::DiskFull) if !has_log(folder) => return sealed(&path, &key),
        Err(Error::Database(_)) if !folder.join(format!("{DATABASE}-shm")).exists() => {
            return Err(Error::File { path: folder.into(), source: std::io::ErrorKind::ReadOnlyFilesystem.into() });
        }
        Err(error) => return Err(error),
    }
    settle(&reader)?;
    reader.pragma_update(None, "cache_size", -READING_CACHE_KIB)?;
    Ok(reader)
}

/// Whether there are commits beside the database that are not in it.
fn has_log(folder: &Path) -> bool {
    std::fs::metadata(folder.join(format!("{DATABASE}-wal"))).is_ok_and(|log| log.len() > 0)
}

/// A database that is gone when it is dropped.
pub(super) fn in_memory(world: &dyn World) -> Result<Connection> {
    let mut database = Connection::open_in_memory()?;
    settle(&database)?;
    migrate(&mut database, MIGRATIONS, |_| Ok(()))?;
    begin(&mut database, world)?;
    Ok(database)
}

/// A database at `path` that is being made and that nobody else knows: until it has been synced, nothing
/// of it counts.
pub(super) fn fresh(path: &Path, key: &Key) -> Result<Connection> {
    let database = Connection::open(path)?;
    unlock(&database, key)?;
    settle(&database)?;
    // Without a log, since it is thrown away if anything goes wrong.
    database.query_row("PRAGMA journal_mode = OFF", [], |_| Ok(()))?;
    database.pragma_update(None, "synchronous", "OFF")?;
    // What it holds may refer to what comes later.
    database.pragma_update(None, "foreign_keys", false)?;
    Ok(database)
}

/// The database with which the file `path` begins, and that nobody changes.
pub(super) fn sealed(path: &Path, key: &Key) -> Result<Connection> {
    let path = path.to_str().ok_or_else(|| Error::invalid("path", "is not Unicode"))?;
    let mut address = String::from("file:");
    for letter in path.chars() {
        match letter {
            '%' => address.push_str("%25"),
            '?' => address.push_str("%3f"),
            '#' => address.push_str("%23"),
            '\\' if cfg!(windows) => address.push('/'),
            other => address.push(other),
        }
    }
    address.push_str("?immutable=1");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let database = Connection::open_with_flags(address, flags)?;
    unlock(&database, key)?;
    settle(&database)?;
    Ok(database)
}

/// Adds an empty database at `path` to a connection, as `fresh`, under another key.
pub(super) fn attach_fresh(database: &Connection, path: &Path, key: &Key) -> Result<()> {
    let path = path.to_str().ok_or_else(|| Error::invalid("path", "is not Unicode"))?;
    database.execute("ATTACH DATABASE ?1 AS fresh KEY ?2", (path, key.pragma().as_str()))?;
    database.pragma_update(Some("fresh"), "cipher_page_size", PAGE_BYTES)?;
    database.pragma_update(Some("fresh"), "cipher_hmac_algorithm", PAGE_MAC)?;
    Ok(())
}

/// Gives a connection the memory for many changes in one transaction, or takes it back.
pub(super) fn give_room(connection: &Connection, much: bool) -> Result<()> {
    let kib = if much { IMPORT_CACHE_KIB } else { PAGE_CACHE_KIB };
    Ok(connection.pragma_update(None, "cache_size", -kib)?)
}

/// Has the connection that reads hold few pages, for who reads them all, or as many as before.
pub(crate) fn hold_little(reader: &Connection, little: bool) -> Result<()> {
    let kib = if little { FILL_CACHE_KIB } else { READING_CACHE_KIB };
    reader.pragma_update(None, "cache_size", -kib)?;
    if !little {
        // Those that were read for it, and what asked for them.
        reader.flush_prepared_statement_cache();
        reader.execute_batch("PRAGMA shrink_memory")?;
    }
    Ok(())
}

/// Gives the key and makes sure that it fits.
fn unlock(connection: &Connection, key: &Key) -> Result<()> {
    // What goes wrong is said by our errors, not by SQLCipher on somebody's terminal.
    connection.pragma_update(None, "cipher_log_level", "NONE")?;
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
