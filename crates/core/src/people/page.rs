//! Somebody with everything that the journal knows of them.

use chrono::NaiveDate;
use rusqlite::Connection;
use rusqlite::types::Value;
use serde::Serialize;
use specta::Type;

use super::contact::{FEEDBACK, first, theirs};
use super::erase::is_unmentioned;
use super::list::{self, PersonLine};
use super::merge::{Joined, joined};
use super::name::NAMES;
use super::row::Row;
use crate::error::{Error, Result};
use crate::id::PersonId;
use crate::journal::{self, Line};
use crate::reading::{self, ReadingItem};
use crate::record::Kept;
use crate::search::{Cursor, Listing, read_page};
use crate::vault::Vault;

/// Entries on one page at most.
const LONGEST_PAGE: u32 = 200;

/// Somebody with what was written about, with and by them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PersonPage {
    /// Who they are.
    pub person: PersonLine,
    /// The first day of which an entry about them tells.
    pub first: Option<NaiveDate>,
    /// What these entries show, the most of it first.
    pub shows: Vec<ShownWith>,
    /// Feedback from them, newest first.
    pub feedback: Vec<Line>,
    /// What they recommended.
    pub readings: Vec<Kept<ReadingItem>>,
    /// Who turned out to be the same person, and can be told apart again.
    pub joined: Vec<Joined>,
    /// Whether nothing mentions them, so that they can be taken away.
    pub erasable: bool,
}

/// A competency that entries about somebody are evidence for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ShownWith {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// How many of the entries.
    pub entries: u32,
    /// The highest level that one of them shows.
    pub level: Option<u8>,
}

impl Vault {
    /// Somebody with what the journal knows of them. Who was merged into somebody is that one.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn person(&self, id: PersonId) -> Result<PersonPage> {
        let today = self.today();
        self.read(|database| {
            let row = Row::follow(database, id)?;
            let person = list::lines(database, today)?
                .into_iter()
                .find(|line| line.id == row.id)
                .ok_or(Error::NotFound { what: "person" })?;
            Ok(PersonPage {
                person,
                first: first(database, row.seq)?,
                shows: shows(database, row.seq)?,
                feedback: feedback(database, row.seq)?,
                readings: reading::recommended_by(database, row.id)?,
                joined: joined(database, &row)?,
                erasable: is_unmentioned(database, &row)?,
            })
        })
    }

    /// Entries about and with somebody, and feedback from them, newest first, a page at a time.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn entries_with(&self, id: PersonId, limit: u32, before: Option<Cursor>) -> Result<Listing> {
        let limit = limit.clamp(1, LONGEST_PAGE);
        self.read(|database| {
            let row = Row::follow(database, id)?;
            let behind = before.map_or("", |_| "AND (happened_on, coalesce(happened_at, ''), seq) < (?, ?, ?)");
            let sql = format!(
                "SELECT seq FROM entry WHERE seq IN ({}) {behind}
                 ORDER BY happened_on DESC, happened_at DESC, seq DESC LIMIT ?",
                theirs()
            );
            let mut values = vec![Value::from(row.seq)];
            if let Some(cursor) = before {
                values.extend([
                    Value::from(cursor.on.to_string()),
                    Value::from(cursor.at.map(|at| at.to_string()).unwrap_or_default()),
                    Value::from(cursor.seq),
                ]);
            }
            values.push(Value::from(limit + 1));
            let seqs = database
                .prepare_cached(&sql)?
                .query_map(rusqlite::params_from_iter(values), |row| row.get(0))?
                .collect::<rusqlite::Result<Vec<i64>>>()?;
            let (lines, next) = read_page(database, &seqs, limit)?;
            Ok(Listing { lines, next, total: count(database, row.seq)?, note: None })
        })
    }
}

fn count(database: &Connection, person: i64) -> Result<u32> {
    Ok(database
        .prepare_cached(&format!("SELECT count(*) FROM ({})", theirs()))?
        .query_row([person], |row| row.get(0))?)
}

fn shows(database: &Connection, person: i64) -> Result<Vec<ShownWith>> {
    let mut select = database.prepare_cached(&format!(
        "SELECT key, name, count(*) AS uses, max(level) FROM evidence JOIN competency ON competency.seq = competency
         WHERE entry IN ({}) AND removed IS NULL AND competency.erased IS NULL
         GROUP BY competency.seq ORDER BY uses DESC, position",
        theirs()
    ))?;
    let rows = select.query_map([person], |row| {
        Ok(ShownWith { key: row.get(0)?, name: row.get(1)?, entries: row.get(2)?, level: row.get(3)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn feedback(database: &Connection, person: i64) -> Result<Vec<Line>> {
    let seqs = database
        .prepare_cached(&format!(
            "{FEEDBACK} IN (SELECT +name FROM ({NAMES}) WHERE person = ?1) ORDER BY happened_on DESC, seq DESC"
        ))?
        .query_map([person], |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<i64>>>()?;
    journal::lines(database, &seqs)
}
