//! When somebody was last written about, and who has not been for long.

use chrono::{Datelike, Days, NaiveDate};
use rusqlite::Connection;
use serde::Serialize;
use specta::Type;

use super::name::NAMES;
use super::relation::Relation;
use crate::error::{Error, Result};
use crate::id::PersonId;
use crate::vault::{Vault, setting};

/// The setting: days of silence after which a mentor or sponsor is mentioned, 0 for never.
const QUIET_AFTER: &str = "quiet_after";

/// What may be chosen.
const CHOICES: [u32; 4] = [0, 30, 60, 90];

/// Somebody whom nothing was written about for long.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Quiet {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Days since they were last written about.
    pub days_ago: u32,
}

impl Vault {
    /// After how many days without a word about them mentors and sponsors are mentioned, 0 for never; none
    /// while nobody has said.
    ///
    /// # Errors
    /// What the database says.
    pub fn quiet_after(&self) -> Result<Option<u32>> {
        self.read(quiet_after)
    }

    /// Says after how many days that is: 0 (never), 30, 60 or 90.
    ///
    /// # Errors
    /// [`Error::Invalid`] for another number.
    pub fn set_quiet_after(&self, days: u32) -> Result<()> {
        if !CHOICES.contains(&days) {
            return Err(Error::invalid("days", "not one of 0, 30, 60, 90"));
        }
        self.write(|write| setting::set(write, QUIET_AFTER, &days))
    }
}

pub(super) fn quiet_after(database: &Connection) -> Result<Option<u32>> {
    setting::get(database, QUIET_AFTER)
}

/// Whether somebody is to be mentioned of whom was last written `days_ago`. Nobody is of whom nothing was
/// ever written: there is no silence to break.
pub(super) fn is_quiet(relation: Option<Relation>, days_ago: Option<u32>, after: Option<u32>) -> bool {
    let after = after.filter(|days| *days > 0);
    relation.is_some_and(Relation::needs_contact)
        && after.zip(days_ago).is_some_and(|(after, days_ago)| days_ago >= after)
}

/// Days from a day on which something was written to `today`.
pub(super) fn days_since(last: NaiveDate, today: NaiveDate) -> u32 {
    u32::try_from((today - last).num_days()).unwrap_or(0)
}

/// The local numbers of the entries about, with and from the person `?1`.
pub(super) fn theirs() -> String {
    format!(
        "SELECT entry.seq FROM entry_person JOIN entry ON entry.seq = entry_person.entry
         WHERE entry_person.person = ?1 AND removed IS NULL AND trashed IS NULL AND entry.erased IS NULL
         UNION {FEEDBACK} IN (SELECT +name FROM ({NAMES}) WHERE person = ?1)"
    )
}

/// The local numbers of feedback from whoever has one of the names that follow. These stand behind a `+`: the
/// index is of a value of no type, and could not be searched for one that is known to be text.
pub(super) const FEEDBACK: &str = "SELECT seq FROM entry WHERE kind = 'feedback' AND trashed IS NULL AND erased IS NULL
    AND (facets ->> '$.feedback.from') COLLATE NOCASE";

/// The first day of which something about somebody tells.
pub(super) fn first(database: &Connection, person: i64) -> Result<Option<NaiveDate>> {
    let sql = format!("SELECT min(happened_on) FROM entry WHERE seq IN ({})", theirs());
    day(database.prepare_cached(&sql)?.query_row([person], |row| row.get(0))?)
}

/// The last one up to `today`.
fn last(database: &Connection, person: i64, today: NaiveDate) -> Result<Option<NaiveDate>> {
    let sql = format!("SELECT max(happened_on) FROM entry WHERE seq IN ({}) AND happened_on <= ?2", theirs());
    day(database.prepare_cached(&sql)?.query_row((person, today.to_string()), |row| row.get(0))?)
}

/// A day as the database has it.
pub(super) fn day(text: Option<String>) -> Result<Option<NaiveDate>> {
    text.map(|text| text.parse().map_err(|_| Error::Damaged("the date of an entry cannot be read"))).transpose()
}

/// Mentors and sponsors of whom no entry since `?1` up to `?2` speaks. The days come from the index of the
/// timeline, and only those since then.
const SILENT: &str = "SELECT seq, id, name FROM person
    WHERE relation IN ('mentor', 'sponsor') AND erased IS NULL AND seq NOT IN (
        SELECT person FROM entry INDEXED BY entry_by_day CROSS JOIN entry_person ON entry_person.entry = entry.seq
        WHERE happened_on > ?1 AND happened_on <= ?2 AND removed IS NULL AND trashed IS NULL AND entry.erased IS NULL)
    ORDER BY name";

/// One of those who are quiet, another one each day, so that nobody is held up every morning.
///
/// The first screen waits for this: usually there is nothing to read, and else not all about everybody.
pub(crate) fn quiet_one(database: &Connection, today: NaiveDate) -> Result<Option<Quiet>> {
    let Some(after) = quiet_after(database)?.filter(|days| *days > 0) else { return Ok(None) };
    let Some(since) = today.checked_sub_days(Days::new(u64::from(after))) else { return Ok(None) };
    let mut silent: Vec<(i64, PersonId, String)> = database
        .prepare_cached(SILENT)?
        .query_map((since.to_string(), today.to_string()), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    if silent.is_empty() {
        return Ok(None);
    }
    let turn = usize::try_from(today.num_days_from_ce()).unwrap_or(0) % silent.len();
    silent.rotate_left(turn);
    for (seq, id, name) in silent {
        let days_ago = last(database, seq, today)?.map(|last| days_since(last, today));
        if let Some(days_ago) = days_ago.filter(|days| *days >= after) {
            return Ok(Some(Quiet { id, name, days_ago }));
        }
    }
    Ok(None)
}
