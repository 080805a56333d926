//! The row behind a person.

use rusqlite::{Connection, OptionalExtension, Row as SqlRow};

use super::describe::Person;
use super::name;
use crate::error::{Error, Result};
use crate::id::PersonId;

/// Somebody as the database has them.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) seq: i64,
    pub(super) id: PersonId,
    pub(super) person: Person,
    /// Came with the sample journal.
    pub(super) sample: bool,
}

const NOBODY: Error = Error::NotFound { what: "person" };

impl Row {
    /// Whoever has this identity now.
    pub(super) fn of(database: &Connection, id: PersonId) -> Result<Self> {
        read(database, "id = ?1 AND erased IS NULL", id)?.ok_or(NOBODY)
    }

    /// The same, or whoever they turned out to be.
    pub(super) fn follow(database: &Connection, id: PersonId) -> Result<Self> {
        if let Some(row) = read(database, "id = ?1 AND erased IS NULL", id)? {
            return Ok(row);
        }
        let gone: Option<String> = database
            .prepare_cached("SELECT name FROM person WHERE id = ?1 AND erased IS NOT NULL AND name <> ''")?
            .query_row([id], |row| row.get(0))
            .optional()?;
        match gone.map(|gone| name::find(database, &gone)).transpose()?.flatten() {
            Some(seq) => Self::numbered(database, seq),
            None => Err(NOBODY),
        }
    }

    /// Whoever has this local number.
    pub(super) fn numbered(database: &Connection, seq: i64) -> Result<Self> {
        read(database, "seq = ?1 AND erased IS NULL", seq)?.ok_or(NOBODY)
    }
}

fn read(database: &Connection, which: &str, value: impl rusqlite::ToSql) -> Result<Option<Row>> {
    Ok(database
        .prepare_cached(&format!("SELECT seq, id, name, relation, alias, note, sample FROM person WHERE {which}"))?
        .query_row([value], |row: &SqlRow<'_>| {
            Ok(Row {
                seq: row.get(0)?,
                id: row.get(1)?,
                person: Person { name: row.get(2)?, relation: row.get(3)?, alias: row.get(4)?, note: row.get(5)? },
                sample: row.get(6)?,
            })
        })
        .optional()?)
}

/// Who is behind an identity that a record holds, for those who only want to say it: their identity now and
/// their name; none where they are gone.
pub(crate) fn names_of(database: &Connection, id: PersonId) -> Result<Option<(PersonId, String)>> {
    match Row::follow(database, id) {
        Ok(row) => Ok(Some((row.id, row.person.name))),
        Err(Error::NotFound { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}
