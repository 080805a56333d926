//! What somebody keeps beside their entries: an assessment, a milestone, a book to read.
//!
//! Such records are small and few, and each is read and written whole, so they share one table; their
//! shape is that of the type that implements [`Record`]. See `docs/decisions/0017-records.md`.

mod names;

use rusqlite::{Connection, OptionalExtension};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::error::{Error, Result};
use crate::id::{EntryId, PersonId, RecordId};
use crate::vault::Write;

pub(crate) use self::names::{Place, forget, loose_ends, mentions, repoint};

/// A sort of record. Fields that come later need a default, so that older values can be read.
pub(crate) trait Record: Serialize + DeserializeOwned {
    /// The word by which the sort is stored; it never changes.
    const SORT: &'static str;
    /// What messages call one of them.
    const WHAT: &'static str;

    /// The people whom it names.
    fn people(&self) -> Vec<PersonId> {
        Vec::new()
    }

    /// The entries that it names.
    fn entries(&self) -> Vec<EntryId> {
        Vec::new()
    }

    /// What it says once it has to do without those of its entries for which `gone` is true; nothing, if it
    /// was about one of them.
    fn without(self, gone: impl Fn(&EntryId) -> bool) -> Option<Self> {
        let _ = gone;
        Some(self)
    }
}

/// A record with its identity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Kept<T> {
    /// Its identity.
    pub id: RecordId,
    /// What it says.
    pub value: T,
}

/// All of a sort, in the order in which they were made.
pub(crate) fn all<T: Record>(database: &Connection) -> Result<Vec<Kept<T>>> {
    let mut select =
        database.prepare_cached("SELECT id, value FROM record WHERE sort = ?1 AND erased IS NULL ORDER BY seq")?;
    let mut rows = select.query([T::SORT])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(Kept { id: row.get(0)?, value: read(&row.get::<_, String>(1)?)? });
    }
    Ok(found)
}

/// The one with this identity.
pub(crate) fn one<T: Record>(database: &Connection, id: RecordId) -> Result<T> {
    let value: Option<String> = database
        .prepare_cached("SELECT value FROM record WHERE id = ?1 AND sort = ?2 AND erased IS NULL")?
        .query_row((id, T::SORT), |row| row.get(0))
        .optional()?;
    read(&value.ok_or(Error::NotFound { what: T::WHAT })?)
}

/// Keeps a new one.
pub(crate) fn add<T: Record>(write: &Write<'_>, value: &T) -> Result<RecordId> {
    let id = RecordId::draw(&write.world)?;
    insert(write, id, value, false)?;
    Ok(id)
}

/// Keeps a new one that belongs to the sample journal.
pub(crate) fn add_sample<T: Record>(write: &Write<'_>, value: &T) -> Result<RecordId> {
    let id = RecordId::draw(&write.world)?;
    insert(write, id, value, true)?;
    Ok(id)
}

/// Keeps `value` as what the record `id` says from now on. One that was erased is there again.
pub(crate) fn put<T: Record>(write: &Write<'_>, id: RecordId, value: &T) -> Result<()> {
    let changed = write
        .prepare_cached(
            "UPDATE record SET value = ?3, erased = NULL, device = ?4, stamp = ?5 WHERE id = ?1 AND sort = ?2",
        )?
        .execute((id, T::SORT, written(value)?, write.device, write.stamp))?;
    if changed == 0 { Err(Error::NotFound { what: T::WHAT }) } else { Ok(()) }
}

/// Takes the record `id` away, with what it said.
pub(crate) fn erase<T: Record>(write: &Write<'_>, id: RecordId) -> Result<()> {
    let changed = write
        .prepare_cached(
            "UPDATE record SET value = '{}', erased = ?3, device = ?4, stamp = ?5
             WHERE id = ?1 AND sort = ?2 AND erased IS NULL",
        )?
        .execute((id, T::SORT, write.now.millis(), write.device, write.stamp))?;
    if changed == 0 { Err(Error::NotFound { what: T::WHAT }) } else { Ok(()) }
}

fn insert<T: Record>(write: &Write<'_>, id: RecordId, value: &T, sample: bool) -> Result<()> {
    write
        .prepare_cached("INSERT INTO record (id, sort, value, sample, device, stamp) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
        .execute((id, T::SORT, written(value)?, sample, write.device, write.stamp))?;
    Ok(())
}

fn read<T: Record>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|_| Error::Damaged("a record beside the entries cannot be read"))
}

fn written<T: Record>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|_| Error::invalid(T::WHAT, "cannot be stored"))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::Vault;
    use crate::world::Still;

    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
    struct Buoy {
        colour: String,
        #[serde(default)]
        bell: bool,
    }

    impl Record for Buoy {
        const SORT: &'static str = "buoy";
        const WHAT: &'static str = "buoy";
    }

    #[derive(Debug, Serialize, Deserialize)]
    struct Pier {}

    impl Record for Pier {
        const SORT: &'static str = "pier";
        const WHAT: &'static str = "pier";
    }

    fn vault() -> Vault {
        Vault::in_memory(Arc::new(Still::at("2026-11-23T18:00:00Z").unwrap())).unwrap()
    }

    fn buoy(colour: &str) -> Buoy {
        Buoy { colour: colour.to_owned(), bell: true }
    }

    #[test]
    fn what_is_kept_is_there_in_the_order_of_making_and_apart_from_other_sorts() {
        let vault = vault();
        let (red, green) = vault.write(|write| Ok((add(write, &buoy("red"))?, add(write, &buoy("green"))?))).unwrap();
        vault.write(|write| add(write, &Pier {})).unwrap();
        let found = vault.read(all::<Buoy>).unwrap();
        assert_eq!(found, [Kept { id: red, value: buoy("red") }, Kept { id: green, value: buoy("green") }]);
        assert_eq!(vault.read(|database| one::<Buoy>(database, green)).unwrap(), buoy("green"));
        assert!(matches!(vault.read(|database| one::<Pier>(database, green)), Err(Error::NotFound { what: "pier" })));
    }

    #[test]
    fn what_is_erased_leaves_no_word_and_can_be_put_back() {
        let vault = vault();
        let red = vault.write(|write| add(write, &buoy("vermilion"))).unwrap();
        vault.write(|write| erase::<Buoy>(write, red)).unwrap();
        assert!(vault.read(all::<Buoy>).unwrap().is_empty());
        let left: String =
            vault.read(|database| Ok(database.query_row("SELECT value FROM record", [], |row| row.get(0))?)).unwrap();
        assert_eq!(left, "{}");
        assert!(vault.write(|write| erase::<Buoy>(write, red)).is_err(), "it is not there any more");
        vault.write(|write| put(write, red, &buoy("red"))).unwrap();
        assert_eq!(vault.read(all::<Buoy>).unwrap(), [Kept { id: red, value: buoy("red") }]);
    }

    #[test]
    fn a_value_from_before_a_field_was_added_can_be_read() {
        let vault = vault();
        let red = vault.write(|write| add(write, &buoy("red"))).unwrap();
        vault.write(|write| Ok(write.execute("UPDATE record SET value = '{\"colour\":\"red\"}'", [])?)).unwrap();
        assert!(!vault.read(|database| one::<Buoy>(database, red)).unwrap().bell);
    }
}
