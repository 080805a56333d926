//! The framework in the database.

use rusqlite::{Connection, OptionalExtension};

use super::framework::{Behaviour, Competency, Framework, Rung};
use crate::error::Result;
use crate::id::{CompetencyId, FrameworkId};
use crate::vault::{Profile, Vault, Write};

impl Vault {
    /// The framework in use.
    ///
    /// # Errors
    /// What the database says.
    pub fn framework(&self) -> Result<Framework> {
        self.read(load)
    }
}

/// Puts the default framework into a new vault.
pub(crate) fn install_default(write: &Write<'_>) -> Result<()> {
    install(write, &Framework::default_framework()?)
}

fn install(write: &Write<'_>, framework: &Framework) -> Result<()> {
    let (device, stamp) = (write.device, write.stamp);
    write.execute(
        "INSERT INTO framework (id, key, name, version, device, stamp) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (FrameworkId::draw(&write.world)?, &framework.key, &framework.name, framework.version, device, stamp),
    )?;
    let parent = write.last_insert_rowid();
    let mut competency = write.prepare(
        "INSERT INTO competency (id, framework, key, name, about, leader_shift, position, device, stamp)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    let mut behaviour = write.prepare("INSERT INTO behaviour (competency, level, text) VALUES (?1, ?2, ?3)")?;
    for (position, one) in framework.competencies.iter().enumerate() {
        let id = CompetencyId::draw(&write.world)?;
        competency.execute((id, parent, &one.key, &one.name, &one.about, one.leader_shift, position, device, stamp))?;
        let seq = write.last_insert_rowid();
        for (level, Behaviour(text)) in (1..).zip(&one.levels) {
            behaviour.execute((seq, level, text))?;
        }
    }
    let mut rung = write.prepare("INSERT INTO rung (framework, position, name, level) VALUES (?1, ?2, ?3, ?4)")?;
    for (position, one) in framework.ladder.iter().enumerate() {
        rung.execute((parent, position, &one.name, one.level))?;
    }
    Ok(())
}

pub(crate) fn load(database: &Connection) -> Result<Framework> {
    let (seq, key, name, version): (i64, _, _, _) = database
        .prepare_cached("SELECT seq, key, name, version FROM framework WHERE erased IS NULL ORDER BY seq LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    let mut competencies = database
        .prepare_cached(
            "SELECT key, name, about, leader_shift, seq FROM competency
             WHERE framework = ?1 AND erased IS NULL ORDER BY position",
        )?
        .query_map([seq], |row| {
            let competency = Competency {
                key: row.get(0)?,
                name: row.get(1)?,
                about: row.get(2)?,
                leader_shift: row.get(3)?,
                levels: Vec::new(),
            };
            Ok((competency, row.get::<_, i64>(4)?))
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let mut behaviours = database.prepare_cached("SELECT text FROM behaviour WHERE competency = ?1 ORDER BY level")?;
    for (competency, seq) in &mut competencies {
        competency.levels =
            behaviours.query_map([*seq], |row| row.get(0).map(Behaviour))?.collect::<rusqlite::Result<_>>()?;
    }
    let ladder = database
        .prepare_cached("SELECT name, level FROM rung WHERE framework = ?1 ORDER BY position")?
        .query_map([seq], |row| Ok(Rung { name: row.get(0)?, level: row.get(1)? }))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Framework {
        key,
        name,
        version,
        ladder,
        competencies: competencies.into_iter().map(|(competency, _)| competency).collect(),
    })
}

/// The keys that entries may be tagged with, in the order in which they are shown.
pub(crate) fn keys(database: &Connection) -> Result<Vec<String>> {
    Ok(database
        .prepare_cached("SELECT key FROM competency WHERE erased IS NULL ORDER BY position")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?)
}

/// The local number of the competency with this key, which must be one of [`keys`].
pub(crate) fn seq(write: &Write<'_>, key: &str) -> Result<i64> {
    write.number_of("competency", key, || {
        Ok(write
            .prepare_cached("SELECT seq FROM competency WHERE key = ?1 AND erased IS NULL")?
            .query_row([key], |row| row.get(0))?)
    })
}

/// The level that the rung aimed at asks for; 3, several teams, while none is chosen, because that
/// is where leading begins.
pub(crate) fn target_level(database: &Connection, profile: &Profile) -> Result<u8> {
    let level = database
        .prepare_cached("SELECT level FROM rung WHERE name = ?1")?
        .query_row([&profile.target], |row| row.get(0))
        .optional()?;
    Ok(level.unwrap_or(3))
}
