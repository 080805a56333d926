//! Bringing a database to the schema of this program.
//!
//! Migrations are numbered files that never change once they are released. All that a database
//! lacks are applied in one transaction, and the number is recorded in the same one; a copy of
//! the file is kept before. A database from the future is refused untouched.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use crate::disk;
use crate::error::{Error, Result};

/// Every migration, in order; the first has number 1.
pub(crate) const MIGRATIONS: &[&str] = &[include_str!("schema/0001.sql")];

/// Brings `database` up to date. `folder` is where the vault lies on disk, if it does.
pub(crate) fn migrate(database: &mut Connection, folder: Option<&Path>, migrations: &[&str]) -> Result<()> {
    let found: u32 = database.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let known = u32::try_from(migrations.len()).unwrap_or(u32::MAX);
    if found > known {
        return Err(Error::Newer { found, known });
    }
    if found == known {
        return Ok(());
    }
    if let (Some(folder), true) = (folder, found > 0) {
        keep_copy(database, folder, found)?;
    }
    let change = database.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    for sql in migrations.iter().skip(found as usize) {
        change.execute_batch(sql)?;
    }
    change.pragma_update(None, "user_version", known)?;
    change.commit()?;
    Ok(())
}

/// Copies the database file, still encrypted, to `backups/before-schema-N.db`.
fn keep_copy(database: &Connection, folder: &Path, found: u32) -> Result<()> {
    // Everything into the one file first; nobody else writes, because we hold the vault's lock.
    database.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    let from = folder.join(super::DATABASE);
    let bytes = std::fs::read(&from).map_err(|error| Error::file(&from, error))?;
    let backups = folder.join(super::BACKUPS);
    disk::private_folder(&backups)?;
    disk::write_whole(&backups.join(format!("before-schema-{}.db", found + 1)), &bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_is_the_one_that_was_released() {
        let mut database = Connection::open_in_memory().unwrap();
        migrate(&mut database, None, MIGRATIONS).unwrap();
        let mut select =
            database.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type DESC, name").unwrap();
        let schema: Vec<String> = select.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        insta::assert_snapshot!(schema.join(";\n\n"));
    }

    #[test]
    fn a_migration_that_fails_leaves_the_old_schema() {
        let mut database = Connection::open_in_memory().unwrap();
        migrate(&mut database, None, &["CREATE TABLE a (x);"]).unwrap();
        let broken = ["CREATE TABLE a (x);", "CREATE TABLE b (x);", "CREATE TABLE b (x);"];
        assert!(migrate(&mut database, None, &broken).is_err());
        let tables: i64 = database.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).unwrap();
        let version: i64 = database.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
        assert_eq!((tables, version), (1, 1), "table b of the second migration must not stay");
    }

    #[test]
    fn a_newer_database_is_refused() {
        let mut database = Connection::open_in_memory().unwrap();
        database.pragma_update(None, "user_version", 9).unwrap();
        assert!(matches!(migrate(&mut database, None, MIGRATIONS), Err(Error::Newer { found: 9, .. })));
    }

    #[test]
    fn a_copy_is_kept_before_an_upgrade() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(super::super::DATABASE);
        let mut database = Connection::open(&path).unwrap();
        migrate(&mut database, Some(folder.path()), &["CREATE TABLE a (x);"]).unwrap();
        database.execute("INSERT INTO a VALUES (1)", []).unwrap();
        let both = ["CREATE TABLE a (x);", "CREATE TABLE b (x);"];
        migrate(&mut database, Some(folder.path()), &both).unwrap();
        let copy = Connection::open(folder.path().join("backups/before-schema-2.db")).unwrap();
        let rows: i64 = copy.query_row("SELECT count(*) FROM a", [], |row| row.get(0)).unwrap();
        assert_eq!(rows, 1);
    }
}
