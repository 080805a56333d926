//! Counterparts: which competency of one framework counts for which of another.

use std::collections::HashMap;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::propose::{Proposal, propose};
use super::store;
use crate::error::{Error, Result};
use crate::record::{self, Record};
use crate::vault::{Vault, Write};

/// A competency and the one that its evidence counts for while the other's framework is in use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Counterpart {
    /// The key of the one that entries are tagged with.
    pub(super) competency: String,
    /// The key of the one that it counts for.
    pub(super) counts_for: String,
}

impl Record for Counterpart {
    const SORT: &'static str = "counterpart";
    const WHAT: &'static str = "counterpart";
}

/// How the evidence of one framework counts in another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Mapping {
    /// The key of the framework that entries are tagged in.
    pub from: String,
    /// The key of the framework that they count in.
    pub to: String,
    /// Every competency of the first.
    pub pairs: Vec<Pair>,
}

/// A competency and what it counts for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Pair {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Whether the newest version of its framework does without it.
    pub retired: bool,
    /// Entries that are tagged with it.
    pub entries: u32,
    /// The key of what it counts for in the other framework, if anything.
    pub counts_for: Option<String>,
    /// What it seems to be there, while it counts for nothing.
    pub proposal: Option<Proposal>,
}

impl Vault {
    /// How the evidence of the framework `from` counts in the framework `to`, with a proposal for what
    /// counts for nothing yet. The two may be the same: then it is about what was retired from it.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such framework.
    pub fn mapping(&self, from: &str, to: &str) -> Result<Mapping> {
        self.read(|database| mapping(database, from, to))
    }

    /// Lets the evidence of each first competency count for the second of the pair, or for nothing
    /// where there is no second. Nothing happens unless all of it can.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a key that no framework has; [`Error::Invalid`] for a pair of which
    /// the first needs no counterpart, or the second is retired.
    pub fn map_competencies(&self, pairs: &[(String, Option<String>)], to: &str) -> Result<()> {
        self.write(|write| {
            let there = store::named(write, to)?;
            let mut touched = Vec::with_capacity(pairs.len());
            for (key, counts_for) in pairs {
                let one = find(write, key)?;
                if one.framework == there.seq && !one.retired {
                    return Err(Error::invalid("competency", "is in this framework and counts for itself"));
                }
                forget(write, key, there.seq)?;
                if let Some(counts_for) = counts_for {
                    let other = find(write, counts_for)?;
                    if other.framework != there.seq || other.retired {
                        return Err(Error::invalid(
                            "competency",
                            "is not one of the framework that it should count in",
                        ));
                    }
                    let counterpart = Counterpart { competency: key.clone(), counts_for: counts_for.clone() };
                    record::add(write, &counterpart)?;
                }
                touched.push(one.seq);
            }
            touch(write, &touched)
        })
    }
}

/// What is known of a competency by its key.
struct Found {
    seq: i64,
    framework: i64,
    retired: bool,
}

fn find(database: &Connection, key: &str) -> Result<Found> {
    database
        .prepare_cached("SELECT seq, framework, retired IS NOT NULL FROM competency WHERE key = ?1 AND erased IS NULL")?
        .query_row([key], |row| Ok(Found { seq: row.get(0)?, framework: row.get(1)?, retired: row.get(2)? }))
        .map_err(|error| match error {
            rusqlite::Error::QueryReturnedNoRows => Error::NotFound { what: "competency" },
            error => error.into(),
        })
}

/// Takes away what `key` counts for in the framework `there`, and what no framework has any more.
fn forget(write: &Write<'_>, key: &str, there: i64) -> Result<()> {
    for kept in record::all::<Counterpart>(write)? {
        if kept.value.competency == key && find(write, &kept.value.counts_for).map_or(true, |to| to.framework == there)
        {
            record::erase::<Counterpart>(write, kept.id)?;
        }
    }
    Ok(())
}

/// Tells the search index of every entry that is tagged with one of these.
fn touch(write: &Write<'_>, competencies: &[i64]) -> Result<()> {
    let mut select = write.prepare_cached("SELECT entry FROM evidence WHERE competency = ?1 AND removed IS NULL")?;
    for seq in competencies {
        let mut rows = select.query([seq])?;
        while let Some(row) = rows.next()? {
            write.touch(row.get(0)?);
        }
    }
    Ok(())
}

/// Tells the search index of every entry that is evidence for anything: what it counts for has changed.
pub(super) fn touch_all(write: &Write<'_>) -> Result<()> {
    let mut select = write.prepare_cached("SELECT DISTINCT entry FROM evidence WHERE removed IS NULL")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        write.touch(row.get(0)?);
    }
    Ok(())
}

fn mapping(database: &Connection, from: &str, to: &str) -> Result<Mapping> {
    let (from, to) = (store::named(database, from)?, store::named(database, to)?);
    let mut kept: HashMap<String, Vec<String>> = HashMap::new();
    for one in record::all::<Counterpart>(database)? {
        kept.entry(one.value.competency).or_default().push(one.value.counts_for);
    }
    let theirs = store::competencies(database, to.seq, false)?;
    let counts_for = |key: &str| {
        let named = kept.get(key)?;
        named.iter().find(|key| theirs.iter().any(|one| one.key == **key)).cloned()
    };
    let mut mine =
        store::competencies(database, from.seq, true)?.into_iter().map(|one| (one, true)).collect::<Vec<_>>();
    if from.seq != to.seq {
        let current = store::competencies(database, from.seq, false)?;
        mine.splice(0..0, current.into_iter().map(|one| (one, false)));
    }
    // What counts the other way is the best of hints.
    let back = |key: &str| {
        let way = kept.iter().filter(|(_, names)| names.iter().any(|name| name == key));
        let mut keys: Vec<&str> = way.map(|(key, _)| key.as_str()).collect();
        keys.retain(|key| theirs.iter().any(|one| one.key == *key));
        keys.sort_unstable();
        keys.first().map(|key| (*key).to_owned())
    };
    let names: Vec<_> = mine.iter().map(|(one, _)| one.clone()).collect();
    let mut proposals = propose(&names, &theirs);
    let mut entries = database.prepare_cached(
        "SELECT count(*) FROM evidence JOIN competency ON competency.seq = competency JOIN entry ON entry.seq = entry
         WHERE key = ?1 AND competency.erased IS NULL AND removed IS NULL AND trashed IS NULL AND entry.erased IS NULL",
    )?;
    let mut pairs = Vec::with_capacity(mine.len());
    for (one, retired) in mine {
        let counts_for = counts_for(&one.key);
        let proposal = match back(&one.key) {
            _ if counts_for.is_some() => None,
            Some(key) => Some(Proposal { key, words: Vec::new() }),
            None => proposals.remove(&one.key),
        };
        let entries = entries.query_row([&one.key], |row| row.get(0))?;
        pairs.push(Pair { key: one.key, name: one.name, retired, entries, counts_for, proposal });
    }
    Ok(Mapping { from: from.key, to: to.key, pairs })
}
