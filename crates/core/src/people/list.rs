//! Everybody, as they stand in a list.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::Connection;
use serde::Serialize;
use specta::Type;

use super::contact::{day, days_since, is_quiet, quiet_after};
use super::name::other_names;
use super::relation::Relation;
use crate::error::Result;
use crate::id::PersonId;
use crate::vault::Vault;

/// Everybody in the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct People {
    /// By relation, those without one last; then by name.
    pub people: Vec<PersonLine>,
    /// Days of silence after which a mentor or sponsor is mentioned, 0 for never; none while nobody has said.
    pub quiet_after: Option<u32>,
}

/// Somebody as they stand in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PersonLine {
    /// Their identity.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Other names by which entries mention them.
    pub other_names: Vec<String>,
    /// What they are to the author.
    pub relation: Option<Relation>,
    /// What they are called where names are left out.
    pub alias: String,
    /// Anything worth knowing.
    pub note: String,
    /// Entries about and with them, and feedback from them, outside the trash.
    pub entries: u32,
    /// The last day up to today of which such an entry tells.
    pub last: Option<NaiveDate>,
    /// Days since then.
    pub days_ago: Option<u32>,
    /// Whether that is so long ago that it is mentioned, as the author has asked.
    pub quiet: bool,
}

impl Vault {
    /// Everybody in the journal, each with when they were last written about.
    ///
    /// # Errors
    /// What the database says.
    pub fn people_view(&self) -> Result<People> {
        let today = self.today();
        self.read(|database| Ok(People { people: lines(database, today)?, quiet_after: quiet_after(database)? }))
    }
}

/// Everybody, in the order of [`People::people`].
pub(super) fn lines(database: &Connection, today: NaiveDate) -> Result<Vec<PersonLine>> {
    let after = quiet_after(database)?;
    let mut contacts = contacts(database, today)?;
    let mut names = other_names(database)?;
    let mut select = database
        .prepare_cached("SELECT seq, id, name, relation, alias, note FROM person WHERE erased IS NULL ORDER BY name")?;
    let mut rows = select.query([])?;
    let mut lines = Vec::new();
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get(0)?;
        let relation = row.get(3)?;
        let name: String = row.get(2)?;
        let (entries, last) = contacts.remove(&seq).unwrap_or_default();
        let days_ago = last.map(|last| days_since(last, today));
        lines.push(PersonLine {
            id: row.get(1)?,
            other_names: names.remove(&name).unwrap_or_default(),
            name,
            relation,
            alias: row.get(4)?,
            note: row.get(5)?,
            entries,
            last,
            days_ago,
            quiet: is_quiet(relation, days_ago, after),
        });
    }
    // None comes before all others, where it is to come behind them.
    lines.sort_by_key(|line| (line.relation.is_none(), line.relation));
    Ok(lines)
}

/// How many entries there are about, with and from each, and the last day of these up to today.
///
/// Days come from the index of the timeline and people from theirs, so that no text is read; what was said by
/// somebody comes from the index of feedback.
pub(super) const CONTACTS: &str = "SELECT person, count(*), max(happened_on) FILTER (WHERE happened_on <= ?1) FROM (
        SELECT entry_person.person AS person, entry.seq AS entry, happened_on
        FROM entry INDEXED BY entry_by_day CROSS JOIN entry_person ON entry_person.entry = entry.seq
        WHERE removed IS NULL AND trashed IS NULL AND erased IS NULL
        UNION
        SELECT names.person, entry.seq, happened_on
        FROM (SELECT name, seq AS person FROM person WHERE erased IS NULL
              UNION ALL SELECT name, person FROM person_name) AS names
        CROSS JOIN entry INDEXED BY entry_by_giver ON facets ->> '$.feedback.from' = +names.name COLLATE NOCASE
        WHERE kind = 'feedback' AND trashed IS NULL AND entry.erased IS NULL)
    GROUP BY person";

fn contacts(database: &Connection, today: NaiveDate) -> Result<HashMap<i64, (u32, Option<NaiveDate>)>> {
    let mut contacts = HashMap::new();
    let mut select = database.prepare_cached(CONTACTS)?;
    let mut rows = select.query([today.to_string()])?;
    while let Some(row) = rows.next()? {
        contacts.insert(row.get(0)?, (row.get(1)?, day(row.get(2)?)?));
    }
    Ok(contacts)
}
