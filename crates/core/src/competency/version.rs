//! Versions of a framework: what was expected when.
//!
//! A version is a record with the whole text and the time in which it was in force. The tables hold the
//! one that is in force now; that a framework has no record of it yet means that it was never changed.

use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::framework::{Behaviour, Competency, Framework};
use super::store::{self, Row};
use crate::error::{Error, Result};
use crate::id::{EntryId, FrameworkId};
use crate::record::{self, Kept, Record};
use crate::stamp::Stamp;
use crate::vault::{Vault, Write};
use crate::world::Timestamp;

/// A version as it was, or is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Edition {
    /// Of which framework. By identity, since another one may come to have the key.
    framework: FrameworkId,
    /// Since when it was in force; none if nobody noted it.
    since: Option<Timestamp>,
    /// Until when; none while it is.
    until: Option<Timestamp>,
    /// What it said.
    text: Framework,
    /// Whether the framework was taken away with it.
    #[serde(default)]
    gone: bool,
}

impl Record for Edition {
    const SORT: &'static str = "framework_version";
    const WHAT: &'static str = "version of a framework";
}

/// A version in the history of a framework.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Version {
    /// Its number.
    pub version: u32,
    /// Since when it was in force; none for the one that was there at first.
    pub since: Option<Timestamp>,
    /// Until when; none while it is.
    pub until: Option<Timestamp>,
    /// What was another before.
    pub changes: Vec<Change>,
}

/// What a version changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Change {
    /// A competency came.
    Added {
        /// Its name.
        name: String,
    },
    /// A competency is no longer asked for. Its evidence stays.
    Retired {
        /// Its name.
        name: String,
    },
    /// A competency is called something else.
    Renamed {
        /// Before.
        before: String,
        /// Now.
        after: String,
    },
    /// Another behaviour is expected.
    Expected {
        /// The competency.
        name: String,
        /// The number of the level.
        level: u8,
        /// What the level is called.
        level_name: String,
        /// Before; empty where nothing was said.
        before: String,
        /// Now; empty where nothing is said.
        after: String,
    },
    /// A competency is described in other words, or stands in another place.
    Described {
        /// Its name.
        name: String,
    },
    /// Levels or rungs are called, or counted, differently.
    Ladder,
}

/// What was expected when an entry was tagged, where that is not what is expected now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Then {
    /// The key of the competency.
    pub key: String,
    /// The level that the entry shows.
    pub level: u8,
    /// The number of the version that was in force.
    pub version: u32,
    /// Until when it was.
    pub until: Timestamp,
    /// The behaviour that was expected; empty where nothing was said.
    pub behaviour: String,
}

impl Vault {
    /// The versions of the framework `key`, the newest first.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such framework.
    pub fn framework_versions(&self, key: &str) -> Result<Vec<Version>> {
        self.read(|database| {
            let row = store::named(database, key)?;
            let (seq, number) = (row.seq, row.version);
            let mut editions: Vec<Edition> = of(database, seq)?.into_iter().map(|kept| kept.value).collect();
            if editions.is_empty() {
                return Ok(vec![Version { version: number, since: None, until: None, changes: Vec::new() }]);
            }
            editions.sort_by_key(|edition| edition.text.version);
            let mut versions = Vec::with_capacity(editions.len());
            let mut before: Option<Framework> = None;
            for Edition { since, until, text, .. } in editions {
                let changes = before.as_ref().map(|before| changes(before, &text)).unwrap_or_default();
                versions.push(Version { version: text.version, since, until, changes });
                before = Some(text);
            }
            versions.reverse();
            Ok(versions)
        })
    }

    /// What was expected of the author when they tagged the entry `id`, wherever that is not what is
    /// expected now.
    ///
    /// # Errors
    /// What the database says. An entry that is not there was not tagged.
    pub fn expected_when_tagged(&self, id: EntryId) -> Result<Vec<Then>> {
        self.read(|database| {
            let mut select = database.prepare_cached(
                "SELECT key, evidence.level, evidence.stamp, competency.framework, coalesce(behaviour.text, '')
                 FROM entry JOIN evidence ON evidence.entry = entry.seq AND evidence.removed IS NULL
                 JOIN competency ON competency.seq = evidence.competency AND competency.erased IS NULL
                 LEFT JOIN behaviour ON behaviour.competency = competency.seq AND behaviour.level = evidence.level
                 WHERE entry.id = ?1 AND evidence.level IS NOT NULL ORDER BY competency.framework, position",
            )?;
            let mut rows = select.query([id])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                let (key, level, stamp): (String, u8, Stamp) = (row.get(0)?, row.get(1)?, row.get(2)?);
                let now: String = row.get(4)?;
                let then = expectation_at(database, row.get(3)?, &key, level, Timestamp::from_millis(stamp.millis()))?;
                found.extend(then.filter(|then| then.behaviour != now));
            }
            Ok(found)
        })
    }
}

/// What the framework with the local number `framework` expected at `when` of whoever shows the
/// competency `key` at `level`; none where that was said by the version that is in force now.
fn expectation_at(
    database: &Connection,
    framework: i64,
    key: &str,
    level: u8,
    when: Timestamp,
) -> Result<Option<Then>> {
    let past = of(database, framework)?.into_iter().filter_map(|kept| Some((kept.value.until?, kept.value.text)));
    let Some((until, text)) = past.filter(|(until, _)| *until > when).min_by_key(|(until, _)| *until) else {
        return Ok(None);
    };
    let at = usize::from(level).checked_sub(1);
    let said = text.competency(key).zip(at).and_then(|(competency, at)| competency.levels.get(at).cloned());
    Ok(said.map(|Behaviour(behaviour)| Then { key: key.to_owned(), level, version: text.version, until, behaviour }))
}

/// What is known of the versions of a framework.
fn of(database: &Connection, framework: i64) -> Result<Vec<Kept<Edition>>> {
    let id = identity(database, framework)?;
    let mut editions = record::all::<Edition>(database)?;
    editions.retain(|kept| kept.value.framework == id);
    Ok(editions)
}

fn identity(database: &Connection, framework: i64) -> Result<FrameworkId> {
    let id: Option<FrameworkId> = database
        .prepare_cached("SELECT id FROM framework WHERE seq = ?1")?
        .query_row([framework], |row| row.get(0))
        .optional()?;
    id.ok_or(Error::NotFound { what: "framework" })
}

/// Notes that a framework is in force from now on.
pub(super) fn begin(write: &Write<'_>, framework: i64, text: &Framework) -> Result<()> {
    let framework = identity(write, framework)?;
    let edition = Edition { framework, since: Some(now(write)), until: None, text: text.clone(), gone: false };
    record::add(write, &edition)?;
    Ok(())
}

/// Puts `next` in force in place of what `row` says. What it does without is retired, and keeps its
/// evidence; what has the key of something that is there, is that.
pub(super) fn follow(write: &Write<'_>, row: &Row, next: &Framework) -> Result<()> {
    let before = store::whole(write, row.clone())?;
    end(write, row.seq, before)?;
    write.execute(
        "UPDATE framework SET name = ?2, version = ?3, levels = ?4, device = ?5, stamp = ?6 WHERE seq = ?1",
        (row.seq, &next.name, next.version, store::levels(next)?, write.device, write.stamp),
    )?;
    let keys = serde_json::to_string(&next.competencies.iter().map(|one| &one.key).collect::<Vec<_>>())
        .map_err(|_| Error::invalid("framework", "cannot be stored"))?;
    write.execute(
        "UPDATE competency SET retired = ?2, device = ?3, stamp = ?4
         WHERE framework = ?1 AND erased IS NULL AND retired IS NULL AND key NOT IN (SELECT value FROM json_each(?5))",
        (row.seq, write.now.millis(), write.device, write.stamp, keys),
    )?;
    for (position, competency) in next.competencies.iter().enumerate() {
        store::put_competency(write, row.seq, position, competency)?;
    }
    store::put_rungs(write, row.seq, next)?;
    begin(write, row.seq, next)
}

/// Notes that the version in force is so no longer.
fn end(write: &Write<'_>, framework: i64, text: Framework) -> Result<()> {
    let until = Some(now(write));
    match of(write, framework)?.into_iter().find(|kept| kept.value.until.is_none()) {
        Some(kept) => record::put(write, kept.id, &Edition { until, ..kept.value }),
        None => {
            let framework = identity(write, framework)?;
            record::add(write, &Edition { framework, since: None, until, text, gone: false }).map(|_| ())
        }
    }
}

/// Notes that a framework was taken away, or is there again.
pub(super) fn put_away(write: &Write<'_>, framework: i64, gone: bool) -> Result<()> {
    of(write, framework)?.into_iter().try_for_each(|kept| record::put(write, kept.id, &Edition { gone, ..kept.value }))
}

/// Makes the frameworks anew of which there are versions, in a vault into which only its records have
/// come back. Those that are there already become what the records say.
pub(crate) fn reinstall(write: &Write<'_>) -> Result<()> {
    let mut editions: Vec<Edition> = record::all::<Edition>(write)?.into_iter().map(|kept| kept.value).collect();
    editions.retain(|edition| !edition.gone && edition.text.check().is_ok());
    for current in editions.iter().filter(|edition| edition.until.is_none()) {
        let text = &current.text;
        let here = store::all(write)?.into_iter().find(|row| row.key == text.key);
        let seq = match here {
            Some(row) => row.seq,
            None => store::install(write, &Framework { competencies: Vec::new(), ..text.clone() })?,
        };
        write.execute(
            "UPDATE framework SET id = ?2, name = ?3, version = ?4, levels = ?5 WHERE seq = ?1",
            (seq, current.framework, &text.name, text.version, store::levels(text)?),
        )?;
        write.execute("UPDATE competency SET retired = ?2 WHERE framework = ?1", (seq, write.now.millis()))?;
        let past = editions.iter().filter(|edition| edition.framework == current.framework && edition.until.is_some());
        for competency in past.flat_map(|edition| &edition.text.competencies) {
            if text.competency(&competency.key).is_none() {
                store::put_competency(write, seq, text.competencies.len(), competency)?;
                write.execute(
                    "UPDATE competency SET retired = ?2 WHERE key = ?1",
                    (&competency.key, write.now.millis()),
                )?;
            }
        }
        for (position, competency) in text.competencies.iter().enumerate() {
            store::put_competency(write, seq, position, competency)?;
        }
        store::put_rungs(write, seq, text)?;
    }
    Ok(())
}

/// The moment by the clock that evidence is stamped with.
fn now(write: &Write<'_>) -> Timestamp {
    Timestamp::from_millis(write.stamp.millis())
}

/// What is another in `after` than in `before`.
pub(super) fn changes(before: &Framework, after: &Framework) -> Vec<Change> {
    let mut found = Vec::new();
    for now in &after.competencies {
        match before.competency(&now.key) {
            None => found.push(Change::Added { name: now.name.clone() }),
            Some(old) => found.extend(differences(old, now, after)),
        }
    }
    let gone = before.competencies.iter().filter(|old| after.competency(&old.key).is_none());
    found.extend(gone.map(|old| Change::Retired { name: old.name.clone() }));
    if before.levels != after.levels || before.ladder != after.ladder {
        found.push(Change::Ladder);
    }
    found
}

fn differences(old: &Competency, now: &Competency, after: &Framework) -> Vec<Change> {
    let mut found = Vec::new();
    if old.name != now.name {
        found.push(Change::Renamed { before: old.name.clone(), after: now.name.clone() });
    }
    for (level, (Behaviour(before), Behaviour(behaviour))) in (1..).zip(old.levels.iter().zip(&now.levels)) {
        if before != behaviour {
            found.push(Change::Expected {
                name: now.name.clone(),
                level,
                level_name: after.level_name(level).to_owned(),
                before: before.clone(),
                after: behaviour.clone(),
            });
        }
    }
    let described = |one: &Competency| (one.about.clone(), one.section.clone(), one.leader_shift);
    if described(old) != described(now) {
        found.push(Change::Described { name: now.name.clone() });
    }
    found
}
