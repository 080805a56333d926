//! The growth plan: the few competencies that somebody works on, and what will show it.
//!
//! At most three at a time. What is done or dropped stays in the plan, since the next review asks for it.
//! `change.rs` is what its author does to it.

mod change;

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use specta::Type;

pub use self::change::NewFocus;
use super::words::names;
use crate::competency::Yardstick;
use crate::error::Result;
use crate::id::{self, EntryId, PersonId, RecordId};
use crate::journal::{self, Line, Tagged, json};
use crate::record::{self, Kept, Record};
use crate::vault::Vault;

/// How many competencies one can work on at a time.
pub(super) const MOST_AT_A_TIME: usize = 3;

/// Entries that are proposed for a focus at a time, newest first. Whoever has more links the best.
const MOST_PROPOSED: usize = 5;

/// Where a focus has got to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum FocusState {
    /// Worked on.
    #[default]
    Open,
    /// Reached.
    Done,
    /// Given up, for now or for good.
    Dropped,
}

/// A focus as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Aim {
    pub(crate) competency: String,
    pub(crate) gap: String,
    pub(crate) opportunity: String,
    pub(crate) sponsor: Option<PersonId>,
    pub(crate) expected: String,
    pub(crate) by: Option<NaiveDate>,
    pub(crate) state: FocusState,
    pub(crate) began: NaiveDate,
    pub(crate) closed_on: Option<NaiveDate>,
    /// Entries that deliver it.
    pub(crate) entries: Vec<EntryId>,
    /// Entries that were proposed for it and turned down.
    #[serde(default)]
    pub(crate) passed: Vec<EntryId>,
}

impl Record for Aim {
    const SORT: &'static str = "focus";
    const WHAT: &'static str = "focus";

    fn people(&self) -> Vec<PersonId> {
        self.sponsor.into_iter().collect()
    }

    fn entries(&self) -> Vec<EntryId> {
        self.entries.iter().chain(&self.passed).copied().collect()
    }

    fn without(mut self, gone: impl Fn(&EntryId) -> bool) -> Option<Self> {
        self.entries.retain(|entry| !gone(entry));
        self.passed.retain(|entry| !gone(entry));
        Some(self)
    }
}

/// A competency that is worked on, or was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Focus {
    /// Its identity.
    pub id: RecordId,
    /// The key of the competency.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What is missing.
    pub gap: String,
    /// The next occasion on which to show it.
    pub opportunity: String,
    /// Who will speak for it.
    pub sponsor: Option<String>,
    /// What will show that the gap is closed.
    pub expected: String,
    /// By when.
    pub by: Option<NaiveDate>,
    /// Where it has got to.
    pub state: FocusState,
    /// Since when it is in the plan.
    pub began: NaiveDate,
    /// When it was done or dropped.
    pub closed_on: Option<NaiveDate>,
    /// The entries that deliver it.
    pub entries: Vec<EntryId>,
}

/// A focus with the entries around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Planned {
    /// What is worked on.
    pub focus: Focus,
    /// The entries that deliver it, newest first; those in the trash are left out.
    pub delivered: Vec<Line>,
    /// Entries since it began that are evidence for its competency, newest first, at most five.
    pub proposed: Vec<Line>,
}

/// The growth plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Plan {
    /// What is worked on, oldest first.
    pub open: Vec<Planned>,
    /// What is done or dropped, the last one first.
    pub closed: Vec<Planned>,
    /// Whether no further one fits.
    pub full: bool,
}

/// What an entry is to a focus.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CountsFor {
    /// The focus.
    pub focus: Focus,
    /// Whether the entry delivers it. Otherwise it could: it is evidence for the competency.
    pub linked: bool,
}

impl Vault {
    /// The growth plan.
    ///
    /// # Errors
    /// What the database says.
    pub fn plan(&self) -> Result<Plan> {
        self.read(|database| {
            let kept = record::all::<Aim>(database)?;
            let (names, called) = (sponsors(database, &kept)?, Called::of(database)?);
            let (mut open, mut closed) = (Vec::new(), Vec::new());
            for one in kept {
                let is_open = one.value.state == FocusState::Open;
                let planned = Planned {
                    delivered: delivered(database, &one.value.entries)?,
                    proposed: if is_open { proposed(database, &called, &one.value)? } else { Vec::new() },
                    focus: focus(one, &called, &names),
                };
                if is_open { open.push(planned) } else { closed.push(planned) }
            }
            closed.sort_by_key(|one: &Planned| std::cmp::Reverse((one.focus.closed_on, one.focus.id)));
            Ok(Plan { full: open.len() >= MOST_AT_A_TIME, open, closed })
        })
    }

    /// What an entry delivers, and what it could: open ones whose competency it is evidence for.
    ///
    /// # Errors
    /// [`Error::NotFound`] without such an entry.
    pub fn counts_for(&self, entry: EntryId) -> Result<Vec<CountsFor>> {
        self.read(|database| {
            let kept = record::all::<Aim>(database)?;
            let seq = journal::seq_of(database, entry)?;
            let names = sponsors(database, &kept)?;
            let called = Called::of(database)?;
            let shown = shown_by(database, &called.yardstick, seq)?;
            let could = |aim: &Aim| {
                let (now, _) = called.now(&aim.competency);
                aim.state == FocusState::Open
                    && (shown.contains(&aim.competency) || shown.contains(&now))
                    && !aim.passed.contains(&entry)
            };
            Ok(kept
                .into_iter()
                .filter_map(|one| {
                    let linked = one.value.entries.contains(&entry);
                    (linked || could(&one.value)).then(|| CountsFor { focus: focus(one, &called, &names), linked })
                })
                .collect())
        })
    }
}

/// The focuses that are worked on, oldest first.
pub(crate) fn open(database: &Connection) -> Result<Vec<Focus>> {
    let mut kept = record::all::<Aim>(database)?;
    kept.retain(|one| one.value.state == FocusState::Open);
    let names = sponsors(database, &kept)?;
    let called = Called::of(database)?;
    Ok(kept.into_iter().map(|one| focus(one, &called, &names)).collect())
}

/// What competencies are called, of whatever framework, and what each counts for in the one in use.
struct Called {
    yardstick: Yardstick,
    names: HashMap<String, String>,
}

impl Called {
    fn of(database: &Connection) -> Result<Self> {
        let names = database
            .prepare_cached("SELECT key, name FROM competency WHERE erased IS NULL")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(Self { yardstick: Yardstick::of(database)?, names })
    }

    /// The key in the framework in use, as far as there is one, and the name.
    fn now(&self, key: &str) -> (String, String) {
        let counted = self.yardstick.counts(&Tagged { key: key.to_owned(), level: None });
        let key = counted.map_or_else(|| key.to_owned(), |counted| counted.key);
        let name = self.names.get(&key).unwrap_or(&key).clone();
        (key, name)
    }
}

/// What the sponsors are called.
fn sponsors(database: &Connection, kept: &[Kept<Aim>]) -> Result<HashMap<PersonId, String>> {
    names(database, kept.iter().map(|one| one.value.sponsor))
}

fn focus(Kept { id, value: aim }: Kept<Aim>, called: &Called, names: &HashMap<PersonId, String>) -> Focus {
    let (key, name) = called.now(&aim.competency);
    Focus {
        id,
        name,
        key,
        gap: aim.gap,
        opportunity: aim.opportunity,
        sponsor: aim.sponsor.and_then(|person| names.get(&person).cloned()),
        expected: aim.expected,
        by: aim.by,
        state: aim.state,
        began: aim.began,
        closed_on: aim.closed_on,
        entries: aim.entries,
    }
}

/// The competencies that an entry is evidence for, and those that it counts for.
fn shown_by(database: &Connection, yardstick: &Yardstick, entry: i64) -> Result<HashSet<String>> {
    let tagged = database
        .prepare_cached(
            "SELECT key, level FROM evidence JOIN competency ON competency.seq = competency
             WHERE entry = ?1 AND removed IS NULL AND erased IS NULL",
        )?
        .query_map([entry], |row| Ok(Tagged { key: row.get(0)?, level: row.get(1)? }))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let counted: Vec<Tagged> = tagged.iter().filter_map(|one| yardstick.counts(one)).collect();
    Ok(tagged.into_iter().chain(counted).map(|one| one.key).collect())
}

fn delivered(database: &Connection, entries: &[EntryId]) -> Result<Vec<Line>> {
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let seqs: Vec<i64> = database
        .prepare_cached(
            "SELECT seq FROM entry WHERE id IN (SELECT unhex(value) FROM json_each(?1))
             AND trashed IS NULL AND erased IS NULL ORDER BY happened_on DESC, happened_at DESC, seq DESC",
        )?
        .query_map([id::list(entries)?], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    journal::lines(database, &seqs)
}

fn proposed(database: &Connection, called: &Called, aim: &Aim) -> Result<Vec<Line>> {
    let (now, _) = called.now(&aim.competency);
    let sources = called.yardstick.sources(&now, None);
    let keys = json(&sources.iter().map(|source| source.key).collect::<Vec<_>>())?;
    let known = id::list(aim.entries.iter().chain(&aim.passed))?;
    let seqs: Vec<i64> = database
        .prepare_cached(
            "SELECT seq FROM entry
             WHERE seq IN (SELECT evidence.entry FROM evidence JOIN competency ON competency.seq = competency
                           WHERE key IN (SELECT value FROM json_each(?1)) AND removed IS NULL AND erased IS NULL)
               AND happened_on >= ?2 AND trashed IS NULL AND erased IS NULL
               AND id NOT IN (SELECT unhex(value) FROM json_each(?3))
             ORDER BY happened_on DESC, happened_at DESC, seq DESC LIMIT ?4",
        )?
        .query_map((keys, aim.began.to_string(), known, MOST_PROPOSED), |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    journal::lines(database, &seqs)
}

#[cfg(test)]
mod tests;
