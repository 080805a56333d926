//! The timeline: entries as lines, newest first, a page at a time.
//!
//! Without filters, the database walks its index of days and stops when the page is full. Filters
//! are answered by the search index, which knows how many there are without reading any; while it
//! is being filled, or where nobody needs it otherwise, by the database (see [`super::sql`]).
//! Words are answered by the index alone.

use chrono::NaiveDate;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use specta::Type;

use super::collect::{Order, Wanted};
use super::fill::IndexState;
use super::find::join;
use super::query::{Parsed, Query};
use super::record::when;
use super::sql;
use crate::error::{Error, Result};
use crate::journal::{self, Line, TimeOfDay};
use crate::vault::Vault;

/// Lines on one page at most.
const LONGEST_PAGE: u32 = 1_000;

/// A page of the timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ListRequest {
    /// Filters and words, in the language of [`super::query`]; empty for everything.
    #[serde(default)]
    pub query: String,
    /// How many lines to return at most.
    pub limit: u32,
    /// Where the page before ended.
    #[serde(default)]
    pub before: Option<Cursor>,
}

/// Lines of the timeline, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Listing {
    /// The lines.
    pub lines: Vec<Line>,
    /// Where the next page begins; none behind the last.
    pub next: Option<Cursor>,
    /// How many lines there are on all pages.
    pub total: u32,
    /// What was not understood or is not complete, in plain words.
    pub note: Option<String>,
}

/// A place between two lines of the timeline. It stays where it is, whatever is written or thrown
/// away around it. To others it is a text without a meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    pub(crate) on: NaiveDate,
    pub(crate) at: Option<TimeOfDay>,
    pub(crate) seq: i64,
}

impl Vault {
    /// A page of the timeline. What is in the trash is not on it.
    ///
    /// # Errors
    /// What the database says, or the index where words are looked for.
    pub fn list(&self, request: &ListRequest) -> Result<Listing> {
        let Parsed { query, mut note } = self.parse(&request.query)?;
        let limit = request.limit.clamp(1, LONGEST_PAGE);
        let is_filled = self.index_state() == IndexState::Ready;
        let (seqs, total) = if query.has_words() {
            note = join(note, self.fill_unless_busy()?);
            self.page_of_index(&query, request.before, limit)?
        } else if is_filled && !query.clauses.is_empty() {
            // What was saved a moment ago is to be on the page.
            self.index().wait_found(self.index().sent())?;
            self.page_of_index(&query, request.before, limit)?
        } else {
            self.read(|database| page_of_database(database, &query, request.before, limit))?
        };
        let (lines, next) = self.read(|database| read_page(database, &seqs, limit))?;
        Ok(Listing { lines, next, total, note })
    }

    /// The local numbers of a page and of the line behind it, and how many there are in all.
    fn page_of_index(&self, query: &Query, before: Option<Cursor>, limit: u32) -> Result<(Vec<i64>, u32)> {
        let before = before.map(|cursor| (when(cursor.on, cursor.at), cursor.seq));
        let wanted = Wanted { order: Order::Date { before }, limit: size(limit) + 1, counts: false };
        let gathered = self.gather(query, self.known()?.tongue(), wanted)?;
        Ok((gathered.first.into_iter().map(|one| one.seq).collect(), gathered.total))
    }
}

/// The same from the database.
fn page_of_database(
    database: &Connection,
    query: &Query,
    before: Option<Cursor>,
    limit: u32,
) -> Result<(Vec<i64>, u32)> {
    let Statements { count, page, mut values } = statements(database, query, before)?;
    let total = database.prepare_cached(&count)?.query_row(rusqlite::params_from_iter(&values), |row| row.get(0))?;
    if let Some(cursor) = before {
        values.extend([
            Value::from(cursor.on.to_string()),
            Value::from(cursor.at.map(|at| at.to_string()).unwrap_or_default()),
            Value::from(cursor.seq),
            Value::from(cursor.on.to_string()),
        ]);
    }
    values.push(Value::from(limit + 1));
    let seqs = database
        .prepare_cached(&page)?
        .query_map(rusqlite::params_from_iter(&values), |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok((seqs, total))
}

/// What the database is asked, with the values of the condition that both have.
pub(super) struct Statements {
    pub(super) count: String,
    pub(super) page: String,
    values: Vec<Value>,
}

pub(super) fn statements(database: &Connection, query: &Query, before: Option<Cursor>) -> Result<Statements> {
    let sql::Condition { text, values } = sql::lower(database, query)?;
    // The second half is what the index of days can use.
    let behind =
        before.map_or("", |_| "AND (happened_on, coalesce(happened_at, ''), seq) < (?, ?, ?) AND happened_on <= ?");
    Ok(Statements {
        count: format!("SELECT count(*) FROM entry WHERE {text}"),
        page: format!(
            "SELECT seq FROM entry WHERE {text} {behind} ORDER BY happened_on DESC, happened_at DESC, seq DESC LIMIT ?"
        ),
        values,
    })
}

/// The lines of a page that has one number more than are shown where there are more behind it, and the place behind it.
/// What was thrown away or erased since the page was made is passed over.
pub(crate) fn read_page(database: &Connection, seqs: &[i64], limit: u32) -> Result<(Vec<Line>, Option<Cursor>)> {
    let (page, has_more) = match seqs.get(..size(limit)) {
        Some(page) => (page, page.len() < seqs.len()),
        None => (seqs, false),
    };
    let mut lines = journal::lines(database, page)?;
    lines.retain(|line| line.trashed.is_none());
    let mut next = None;
    for seq in page.iter().rev().filter(|_| has_more) {
        next = Cursor::behind(database, *seq)?;
        if next.is_some() {
            break;
        }
    }
    Ok((lines, next))
}

impl Cursor {
    /// The place behind the line of the entry with this local number; none if that is gone.
    fn behind(database: &Connection, seq: i64) -> Result<Option<Self>> {
        let found: Option<(String, Option<String>)> = database
            .prepare_cached("SELECT happened_on, happened_at FROM entry WHERE seq = ?1")?
            .query_row([seq], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((on, at)) = found else { return Ok(None) };
        let on = on.parse().map_err(|_| Error::Damaged("the date of an entry cannot be read"))?;
        Ok(Some(Self { on, at: at.and_then(|at| at.parse().ok()), seq }))
    }
}

fn size(limit: u32) -> usize {
    usize::try_from(limit).unwrap_or(usize::MAX)
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}/{}", self.on, self.at.map(|at| at.to_string()).unwrap_or_default(), self.seq)
    }
}

impl std::str::FromStr for Cursor {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let read = || {
            let (on, rest) = text.split_once('/')?;
            let (at, seq) = rest.split_once('/')?;
            let at = if at.is_empty() { None } else { Some(at.parse().ok()?) };
            Some(Self { on: on.parse().ok()?, at, seq: seq.parse().ok()? })
        };
        read().ok_or_else(|| Error::invalid("page", "not where a page ended"))
    }
}

impl Serialize for Cursor {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Cursor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl Type for Cursor {
    fn definition(types: &mut specta::Types) -> specta::datatype::DataType {
        String::definition(types)
    }
}
