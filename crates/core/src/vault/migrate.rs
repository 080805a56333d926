//! Bringing a database to the schema of this program.
//!
//! Migrations are numbered files that never change once they are released. All that a database
//! lacks are applied in one transaction, and the number is recorded in the same one; a backup is
//! made before. A database from the future is refused untouched.

use rusqlite::{Connection, TransactionBehavior};

use crate::error::{Error, Result};

/// Every migration, in order; the first has number 1.
pub(crate) const MIGRATIONS: &[&str] = &[
    include_str!("schema/0001.sql"),
    include_str!("schema/0002.sql"),
    include_str!("schema/0003.sql"),
    include_str!("schema/0004.sql"),
    include_str!("schema/0005.sql"),
    include_str!("schema/0006.sql"),
];

/// Brings `database` up to date; before that, if it holds anything, `keep` makes a backup of it.
pub(crate) fn migrate(
    database: &mut Connection,
    migrations: &[&str],
    keep: impl FnOnce(&Connection) -> Result<()>,
) -> Result<()> {
    let found: u32 = database.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let known = u32::try_from(migrations.len()).unwrap_or(u32::MAX);
    if found > known {
        return Err(Error::Newer { found, known });
    }
    if found == known {
        return Ok(());
    }
    if found > 0 {
        keep(database)?;
    }
    let change = database.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    for sql in migrations.iter().skip(found as usize) {
        change.execute_batch(sql)?;
    }
    change.pragma_update(None, "user_version", known)?;
    change.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_is_the_one_that_was_released() {
        let mut database = Connection::open_in_memory().unwrap();
        migrate(&mut database, MIGRATIONS, |_| Ok(())).unwrap();
        let mut select =
            database.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type DESC, name").unwrap();
        let schema: Vec<String> = select.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        insta::assert_snapshot!(schema.join(";\n\n"));
    }

    #[test]
    fn a_migration_that_fails_leaves_the_old_schema() {
        let mut database = Connection::open_in_memory().unwrap();
        migrate(&mut database, &["CREATE TABLE a (x);"], |_| Ok(())).unwrap();
        let broken = ["CREATE TABLE a (x);", "CREATE TABLE b (x);", "CREATE TABLE b (x);"];
        assert!(migrate(&mut database, &broken, |_| Ok(())).is_err());
        let tables: i64 = database.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).unwrap();
        let version: i64 = database.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
        assert_eq!((tables, version), (1, 1), "table b of the second migration must not stay");
    }

    #[test]
    fn a_newer_database_is_refused() {
        let mut database = Connection::open_in_memory().unwrap();
        database.pragma_update(None, "user_version", 9).unwrap();
        assert!(matches!(migrate(&mut database, MIGRATIONS, |_| Ok(())), Err(Error::Newer { found: 9, .. })));
    }

    #[test]
    fn nothing_is_changed_where_no_backup_could_be_made() {
        let mut database = Connection::open_in_memory().unwrap();
        migrate(&mut database, &["CREATE TABLE a (x);"], |_| panic!("there is nothing to keep yet")).unwrap();
        let both = ["CREATE TABLE a (x);", "CREATE TABLE b (x);"];
        assert!(matches!(migrate(&mut database, &both, |_| Err(Error::DiskFull)), Err(Error::DiskFull)));
        let tables: i64 = database.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).unwrap();
        assert_eq!(tables, 1);
        let mut kept = 0;
        migrate(&mut database, &both, |before| {
            kept = before.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
            Ok(())
        })
        .unwrap();
        assert_eq!(kept, 1, "the backup sees what was there before");
    }
}
