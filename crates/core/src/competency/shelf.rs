//! The frameworks of a vault: which there are, which is in use, how one comes and goes.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;
use specta::Type;

use super::counterpart::touch_all;
use super::framework::{Competency, Framework};
use super::ladder::{self, Arrival, Choices, LadderPreview, LadderReading};
use super::{store, version};
use crate::error::{Error, Result};
use crate::id::FrameworkId;
use crate::vault::{Vault, Write};

/// A framework and what the vault has of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Shelved {
    /// The framework as it is in force.
    pub framework: Framework,
    /// Whether it is the one in use.
    pub in_use: bool,
    /// Entries that are tagged with one of its competencies, the trash not counted.
    pub entries: u32,
    /// Competencies that its newest version does without.
    pub retired: Vec<Competency>,
}

/// What became of an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Imported {
    /// The key of the framework.
    pub key: String,
    /// Its name.
    pub name: String,
    /// The number of the version that is in force now.
    pub version: u32,
    /// What it was to the vault.
    pub arrival: Arrival,
}

impl Vault {
    /// The frameworks, the one in use first.
    ///
    /// # Errors
    /// What the database says.
    pub fn frameworks(&self) -> Result<Vec<Shelved>> {
        self.read(|database| {
            let mut rows = store::all(database)?;
            rows.sort_by_key(|row| !row.in_use);
            let shelved = |row: store::Row| {
                let (seq, in_use) = (row.seq, row.in_use);
                Ok(Shelved {
                    in_use,
                    entries: entries(database, seq, false)?,
                    retired: store::competencies(database, seq, true)?,
                    framework: store::whole(database, row)?,
                })
            };
            rows.into_iter().map(shelved).collect()
        })
    }

    /// The framework with this key.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such framework.
    pub fn framework_named(&self, key: &str) -> Result<Framework> {
        self.read(|database| store::whole(database, store::named(database, key)?))
    }

    /// Takes the framework `key` into use. Tags stay as they are; what they count for is another.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such framework.
    pub fn use_framework(&self, key: &str) -> Result<()> {
        self.write(|write| {
            let row = store::named(write, key)?;
            if !row.in_use {
                store::take_up(write, &row.key)?;
                touch_all(write)?;
            }
            Ok(())
        })
    }

    /// How a ladder would be read, and what it would be to this vault. Nothing is stored.
    ///
    /// # Errors
    /// [`Error::Invalid`] with the row and column, or the line, that cannot be read.
    pub fn preview_ladder(&self, text: &str, choices: &Choices) -> Result<LadderPreview> {
        let reading = ladder::read(text, choices)?;
        self.read(|database| arrive(database, reading))
    }

    /// Brings in a ladder as [`Vault::preview_ladder`] shows it: as a new framework, or as a new version
    /// of the one that has its key. What is in use stays in use.
    ///
    /// # Errors
    /// As the preview; and [`Error::Invalid`] if it has other levels than the framework of which it
    /// would be a version.
    pub fn import_ladder(&self, text: &str, choices: &Choices) -> Result<Imported> {
        let reading = ladder::read(text, choices)?;
        self.write(|write| {
            let LadderPreview { reading: LadderReading { mut framework, .. }, arrival } = arrive(write, reading)?;
            match &arrival {
                Arrival::New => {
                    framework.version = 1;
                    let seq = store::install(write, &framework)?;
                    version::begin(write, seq, &framework)?;
                }
                Arrival::Version { from, .. } => {
                    framework.version = from + 1;
                    let row = store::named(write, &framework.key)?;
                    version::follow(write, &row, &framework)?;
                    if row.in_use {
                        touch_all(write)?;
                    }
                }
                Arrival::Same { version } => framework.version = *version,
                Arrival::OtherLevels { levels } => return Err(other_levels(*levels, framework.levels.len())),
            }
            Ok(Imported { key: framework.key, name: framework.name, version: framework.version, arrival })
        })
    }

    /// Takes a framework away that is not in use and in which nothing is tagged; gives its identity,
    /// by which [`Vault::restore_framework`] brings it back.
    ///
    /// # Errors
    /// [`Error::NotFound`], or [`Error::Invalid`] with what holds it.
    pub fn remove_framework(&self, key: &str) -> Result<FrameworkId> {
        self.write(|write| {
            let row = store::named(write, key)?;
            if row.in_use {
                return Err(Error::invalid("framework", "is in use; take up another one first"));
            }
            let entries = entries(write, row.seq, true)?;
            if entries > 0 {
                let what = if entries == 1 { "entry is" } else { "entries are" };
                return Err(Error::invalid("framework", format!("stays, because {entries} {what} tagged in it")));
            }
            mark(write, row.seq, Some(write.now.millis()))?;
            Ok(write.query_row("SELECT id FROM framework WHERE seq = ?1", [row.seq], |row| row.get(0))?)
        })
    }

    /// Brings back a framework that was taken away.
    ///
    /// # Errors
    /// [`Error::NotFound`] if it was not; [`Error::Invalid`] if one of its keys has been given to
    /// another since.
    pub fn restore_framework(&self, id: FrameworkId) -> Result<()> {
        self.write(|write| {
            let found: Option<i64> = write
                .query_row("SELECT seq FROM framework WHERE id = ?1 AND erased IS NOT NULL", [id], |row| row.get(0))
                .optional()?;
            let seq = found.ok_or(Error::NotFound { what: "framework" })?;
            let taken: bool = write.query_row(
                "SELECT EXISTS (SELECT 1 FROM competency AS mine JOIN competency AS other USING (key)
                    WHERE mine.framework = ?1 AND other.framework <> ?1 AND other.erased IS NULL)
                 OR EXISTS (SELECT 1 FROM framework AS mine JOIN framework AS other USING (key)
                    WHERE mine.seq = ?1 AND other.seq <> ?1 AND other.erased IS NULL)",
                [seq],
                |row| row.get(0),
            )?;
            if taken {
                return Err(Error::invalid("framework", "has a key that another one has by now"));
            }
            mark(write, seq, None)
        })
    }
}

fn mark(write: &Write<'_>, framework: i64, erased: Option<i64>) -> Result<()> {
    for sql in [
        "UPDATE framework SET erased = ?2, device = ?3, stamp = ?4 WHERE seq = ?1",
        "UPDATE competency SET erased = ?2, device = ?3, stamp = ?4 WHERE framework = ?1",
    ] {
        write.execute(sql, (framework, erased, write.device, write.stamp))?;
    }
    version::put_away(write, framework, erased.is_some())
}

/// Entries that are tagged in a framework; those in the trash may come back.
fn entries(database: &Connection, framework: i64, trashed: bool) -> Result<u32> {
    Ok(database
        .prepare_cached(
            "SELECT count(DISTINCT evidence.entry) FROM competency
             JOIN evidence ON evidence.competency = competency.seq AND evidence.removed IS NULL
             JOIN entry ON entry.seq = evidence.entry AND entry.erased IS NULL AND (?2 OR entry.trashed IS NULL)
             WHERE framework = ?1",
        )?
        .query_row((framework, trashed), |row| row.get(0))?)
}

pub(super) fn other_levels(here: u8, there: usize) -> Error {
    Error::invalid(
        "framework",
        format!(
            "has {there} levels, and the one of this name that is here has {here}; give it another name, and map one to the other"
        ),
    )
}

/// What a reading would be to this vault, with keys that no other framework has.
fn arrive(database: &Connection, mut reading: LadderReading) -> Result<LadderPreview> {
    let rows = store::all(database)?;
    let here = rows.into_iter().find(|row| row.key == reading.framework.key);
    let renamed = settle(database, &mut reading.framework, here.as_ref().map(|row| row.seq))?;
    if renamed > 0 {
        reading.note(
            "",
            match renamed {
                1 => "One key is taken by another framework, so it begins with the key of this one.".to_owned(),
                _ => format!("{renamed} keys are taken by another framework, so they begin with the key of this one."),
            },
        );
    }
    let Some(row) = here else { return Ok(LadderPreview { reading, arrival: Arrival::New }) };
    let (version, levels) = (row.version, row.levels.len());
    let arrival = if levels != reading.framework.levels.len() {
        Arrival::OtherLevels { levels: u8::try_from(levels).unwrap_or(super::MOST_LEVELS) }
    } else {
        let before = store::whole(database, row)?;
        let changes = version::changes(&before, &reading.framework);
        let same = changes.is_empty() && before.name == reading.framework.name && in_order(&before, &reading.framework);
        if same { Arrival::Same { version } } else { Arrival::Version { from: version, changes } }
    };
    Ok(LadderPreview { reading, arrival })
}

fn in_order(one: &Framework, other: &Framework) -> bool {
    let keys = |framework: &Framework| framework.competencies.iter().map(|one| one.key.clone()).collect::<Vec<_>>();
    keys(one) == keys(other)
}

/// Gives each competency a key that no other framework has; returns how many had one.
fn settle(database: &Connection, framework: &mut Framework, here: Option<i64>) -> Result<usize> {
    let taken: BTreeSet<String> = database
        .prepare_cached("SELECT key FROM competency WHERE erased IS NULL AND framework IS NOT ?1")?
        .query_map([here], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut mine: BTreeSet<String> = framework.competencies.iter().map(|one| one.key.clone()).collect();
    let mut renamed = 0;
    for competency in &mut framework.competencies {
        if !taken.contains(&competency.key) {
            continue;
        }
        let prefixed = format!("{}-{}", framework.key, competency.key);
        let numbered = (2..).map(|number| format!("{prefixed}-{number}"));
        let mut free = std::iter::once(prefixed.clone()).chain(numbered);
        let key = free.find(|key| !taken.contains(key) && !mine.contains(key)).unwrap_or_else(|| prefixed.clone());
        mine.insert(key.clone());
        competency.key = key;
        renamed += 1;
    }
    Ok(renamed)
}
