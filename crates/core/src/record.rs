//! What somebody keeps beside their entries: an assessment, a milestone, a book to read.
//!
//! Such records are small and few, and each is read and written whole, so they share one table; their
//! shape is that of the type that implements [`Record`]. See `docs/decisions/0017-records.md`.

use std::fmt::Display;

use rusqlite::{Connection, OptionalExtension};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;

use crate::error::{Error, Result};
use crate::id::{EntryId, PersonId, RecordId};
use crate::vault::Write;

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
}

/// Where a record names something by its identity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Place {
    /// The record.
    pub(crate) record: RecordId,
    /// Its sort.
    pub(crate) sort: String,
    /// Where in its value, as JSON pointers.
    pub(crate) at: Vec<String>,
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

/// Every place at which a record names `id`. Records of all sorts are looked at: whoever adds a sort need not
/// think of those who change what it points at.
pub(crate) fn mentions(database: &Connection, id: impl Display) -> Result<Vec<Place>> {
    let id = id.to_string();
    let mut select = database.prepare_cached(
        "SELECT id, sort, value FROM record WHERE erased IS NULL AND instr(value, ?1) > 0 ORDER BY seq",
    )?;
    let mut rows = select.query([&id])?;
    let mut places = Vec::new();
    while let Some(row) = rows.next()? {
        let mut at = Vec::new();
        walk(&parse(&row.get::<_, String>(2)?)?, &id, String::new(), &mut at);
        if !at.is_empty() {
            places.push(Place { record: row.get(0)?, sort: row.get(1)?, at });
        }
    }
    Ok(places)
}

/// Lets records name `to` at these places, where they still name `from`.
pub(crate) fn repoint(write: &Write<'_>, places: &[Place], from: impl Display, to: impl Display) -> Result<()> {
    let (from, to) = (from.to_string(), to.to_string());
    for Place { record, at, .. } in places {
        let text: Option<String> = write
            .prepare_cached("SELECT value FROM record WHERE id = ?1 AND erased IS NULL")?
            .query_row([record], |row| row.get(0))
            .optional()?;
        let Some(text) = text else { continue };
        let mut value = parse(&text)?;
        let mut is_another = false;
        for pointer in at {
            if let Some(name) = value.pointer_mut(pointer).filter(|name| name.as_str() == Some(&from)) {
                *name = Value::String(to.clone());
                is_another = true;
            }
        }
        if is_another {
            write.prepare_cached("UPDATE record SET value = ?2, device = ?3, stamp = ?4 WHERE id = ?1")?.execute((
                record,
                value.to_string(),
                write.device,
                write.stamp,
            ))?;
        }
    }
    Ok(())
}

/// What records of a sort name that was never in the vault, or was lost: "reading 0193… names a person who is
/// not here". What was erased was here.
pub(crate) fn loose_ends<T: Record>(database: &Connection) -> Result<Vec<String>> {
    let mut loose = Vec::new();
    for Kept { id, value } in all::<T>(database)? {
        for person in value.people() {
            if !database.prepare_cached("SELECT 1 FROM person WHERE id = ?1")?.exists([person])? {
                loose.push(format!("{} {id} names a person who is not in this vault", T::WHAT));
            }
        }
        for entry in value.entries() {
            if !database.prepare_cached("SELECT 1 FROM entry WHERE id = ?1")?.exists([entry])? {
                loose.push(format!("{} {id} names an entry that is not in this vault", T::WHAT));
            }
        }
    }
    Ok(loose)
}

/// Adds to `found` the JSON pointers at which `value` says `id`.
fn walk(value: &Value, id: &str, here: String, found: &mut Vec<String>) {
    match value {
        Value::String(text) if text == id => found.push(here),
        Value::Array(values) => {
            for (at, value) in values.iter().enumerate() {
                walk(value, id, format!("{here}/{at}"), found);
            }
        }
        Value::Object(members) => {
            for (key, value) in members {
                walk(value, id, format!("{here}/{}", key.replace('~', "~0").replace('/', "~1")), found);
            }
        }
        _ => {}
    }
}

fn parse(text: &str) -> Result<Value> {
    serde_json::from_str(text).map_err(|_| Error::Damaged("a record beside the entries cannot be read"))
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
    fn an_identity_is_found_at_every_place_that_names_it_and_replaced_there_only() {
        #[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
        struct Chart {
            drawn_by: String,
            about: String,
            #[serde(rename = "a/b~c")]
            others: Vec<String>,
        }
        impl Record for Chart {
            const SORT: &'static str = "chart";
            const WHAT: &'static str = "chart";
        }
        let vault = vault();
        let world = Still::at("2026-11-23T18:00:00Z").unwrap();
        let (one, two) = (PersonId::draw(&world).unwrap(), PersonId::draw(&world).unwrap());
        let chart = |drawn_by: PersonId, third: PersonId| Chart {
            drawn_by: drawn_by.to_string(),
            about: format!("as {one} said"),
            others: vec!["x".into(), two.to_string(), third.to_string()],
        };
        let id = vault.write(|write| add(write, &chart(one, one))).unwrap();
        let places = vault.read(|database| mentions(database, one)).unwrap();
        assert_eq!(places[0].at, ["/a~1b~0c/2", "/drawn_by"], "a text that speaks of it is no name");
        vault.write(|write| repoint(write, &places, one, two)).unwrap();
        assert_eq!(vault.read(|database| super::one::<Chart>(database, id)).unwrap(), chart(two, two));
        vault.write(|write| repoint(write, &places, two, one)).unwrap();
        assert_eq!(vault.read(|database| super::one::<Chart>(database, id)).unwrap(), chart(one, one), "and back");
    }

    #[test]
    fn a_value_from_before_a_field_was_added_can_be_read() {
        let vault = vault();
        let red = vault.write(|write| add(write, &buoy("red"))).unwrap();
        vault.write(|write| Ok(write.execute("UPDATE record SET value = '{\"colour\":\"red\"}'", [])?)).unwrap();
        assert!(!vault.read(|database| one::<Buoy>(database, red)).unwrap().bell);
    }
}
