//! Names: the one that somebody goes by, and others that they are mentioned by.
//!
//! A name means one person at most. Letters of the Latin alphabet are the same in either case, as
//! everywhere where the journal files something under a name.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension};

use super::row::Row;
use crate::error::Result;
use crate::id::PersonId;
use crate::journal::check_name;
use crate::vault::Write;

/// Everybody's names with their local numbers, the other ones too.
pub(super) const NAMES: &str =
    "SELECT name, seq AS person FROM person WHERE erased IS NULL UNION ALL SELECT name, person FROM person_name";

/// The local number of whoever is called `name`, be it another name of theirs.
pub(crate) fn find(database: &Connection, name: &str) -> Result<Option<i64>> {
    Ok(database
        .prepare_cached(
            "SELECT seq FROM person WHERE name = ?1 AND erased IS NULL
             UNION ALL SELECT person FROM person_name WHERE name = ?1 LIMIT 1",
        )?
        .query_row([name.trim()], |row| row.get(0))
        .optional()?)
}

/// The identity of whoever is called `name`, be it another name of theirs.
pub(crate) fn named(database: &Connection, name: &str) -> Result<Option<PersonId>> {
    find(database, name)?.map(|seq| Row::numbered(database, seq).map(|row| row.id)).transpose()
}

/// The identity of whoever is called `name`; somebody nobody has heard of is made.
pub(crate) fn person_called(write: &Write<'_>, name: &str) -> Result<PersonId> {
    check_name("person", name)?;
    let seq = find_or_make(write, &tidy(name)?, false)?;
    Ok(write.prepare_cached("SELECT id FROM person WHERE seq = ?1")?.query_row([seq], |row| row.get(0))?)
}

/// The local number of whoever is called `name`, made if there is nobody.
pub(super) fn find_or_make(write: &Write<'_>, name: &str, sample: bool) -> Result<i64> {
    let name = name.trim();
    write.number_of("person", name, || {
        if let Some(seq) = find(write, name)? {
            return Ok(seq);
        }
        write
            .prepare_cached(
                "INSERT INTO person (id, name, alias, note, sample, device, stamp) VALUES (?1, ?2, '', '', ?3, ?4, ?5)",
            )?
            .execute((PersonId::draw(&write.world)?, name, sample, write.device, write.stamp))?;
        Ok(write.last_insert_rowid())
    })
}

/// A name as it is stored, checked: entries could not be written with another.
pub(super) fn tidy(name: &str) -> Result<String> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    check_name("name", &name)?;
    Ok(name)
}

/// Other names of somebody, in the order of the alphabet.
pub(super) fn others(database: &Connection, person: i64) -> Result<Vec<String>> {
    Ok(database
        .prepare_cached("SELECT name FROM person_name WHERE person = ?1 ORDER BY name")?
        .query_map([person], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?)
}

/// Other names by the name that somebody goes by.
pub(crate) type OtherNames = HashMap<String, Vec<String>>;

/// Everybody's other names. There are few: most people have none.
pub(crate) fn other_names(database: &Connection) -> Result<OtherNames> {
    let mut names = OtherNames::new();
    let mut select = database.prepare_cached(
        "SELECT person.name, person_name.name FROM person_name JOIN person ON person.seq = person_name.person
         WHERE person.erased IS NULL ORDER BY person_name.name",
    )?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        names.entry(row.get(0)?).or_default().push(row.get(1)?);
    }
    Ok(names)
}

/// Whether `name` is another name of `person`.
pub(super) fn is_other(database: &Connection, person: i64, name: &str) -> Result<bool> {
    Ok(database.prepare_cached("SELECT 1 FROM person_name WHERE name = ?1 AND person = ?2")?.exists((name, person))?)
}

/// Lets `person` be meant by `name` as well. It must be nobody else's.
pub(super) fn add(write: &Write<'_>, person: i64, name: &str) -> Result<()> {
    write
        .prepare_cached(
            "INSERT INTO person_name (name, person, device, stamp) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (name) DO UPDATE SET name = ?1, person = ?2, device = ?3, stamp = ?4",
        )?
        .execute((name, person, write.device, write.stamp))?;
    Ok(())
}

/// Lets nobody be meant by `name` beside whose name it is.
pub(super) fn forget(write: &Write<'_>, name: &str) -> Result<()> {
    write.prepare_cached("DELETE FROM person_name WHERE name = ?1")?.execute([name])?;
    Ok(())
}

/// Tells the search index of every entry that somebody is filed with, and of the feedback that is from them.
pub(super) fn touch_entries(write: &Write<'_>, person: i64) -> Result<()> {
    let mut select = write.prepare_cached("SELECT entry FROM entry_person WHERE person = ?1 AND removed IS NULL")?;
    let mut rows = select.query([person])?;
    while let Some(row) = rows.next()? {
        write.touch(row.get(0)?);
    }
    Ok(())
}

/// Lets feedback that says it is from `old` say `new`, and returns the local numbers of the entries with the
/// name as it stood there. Versions stay as they were written.
pub(super) fn rewrite_giver(write: &Write<'_>, old: &str, new: &str) -> Result<Vec<(i64, String)>> {
    let found = write
        .prepare_cached(
            "SELECT seq, facets ->> '$.feedback.from' FROM entry
             WHERE kind = 'feedback' AND facets ->> '$.feedback.from' = ?1 COLLATE NOCASE AND erased IS NULL",
        )?
        .query_map([old], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<Vec<(i64, String)>>>()?;
    for (entry, _) in &found {
        put_giver(write, *entry, new)?;
    }
    Ok(found)
}

/// Lets the feedback `entry` say that it is from `name`.
pub(super) fn put_giver(write: &Write<'_>, entry: i64, name: &str) -> Result<()> {
    write
        .prepare_cached(
            "UPDATE entry SET facets = json_set(facets, '$.feedback.from', ?2), device = ?3, stamp = ?4 WHERE seq = ?1",
        )?
        .execute((entry, name, write.device, write.stamp))?;
    write.touch(entry);
    Ok(())
}
