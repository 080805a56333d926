//! Frameworks in the database.

use rusqlite::{Connection, OptionalExtension};

use super::framework::{Behaviour, Competency, Framework, Rung};
use super::level::{Level, SCOPES, carried};
use crate::error::{Error, Result};
use crate::id::{CompetencyId, FrameworkId};
use crate::vault::{Profile, Vault, Write, setting};

/// The setting that names the framework in use, by its key.
const IN_USE: &str = "framework";

/// Where leading begins: the scope that is aimed at while nobody has said what they aim at.
const LEADING: u8 = 3;

impl Vault {
    /// The framework in use, without what was retired from it.
    ///
    /// # Errors
    /// What the database says.
    pub fn framework(&self) -> Result<Framework> {
        self.read(load)
    }
}

/// A framework without what is in it.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) seq: i64,
    pub(crate) key: String,
    pub(crate) name: String,
    pub(crate) version: u32,
    pub(crate) levels: Vec<Level>,
    pub(crate) in_use: bool,
}

/// All frameworks, in the order in which they came.
pub(crate) fn all(database: &Connection) -> Result<Vec<Row>> {
    let wanted: Option<String> = setting::get(database, IN_USE)?;
    let mut select = database
        .prepare_cached("SELECT seq, key, name, version, levels FROM framework WHERE erased IS NULL ORDER BY seq")?;
    let mut rows = select.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let levels = match row.get::<_, Option<String>>(4)? {
            Some(levels) => {
                serde_json::from_str(&levels).map_err(|_| Error::Damaged("the levels of a framework cannot be read"))?
            }
            None => Level::scopes(),
        };
        let (seq, key, name, version) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        found.push(Row { seq, key, name, version, levels, in_use: false });
    }
    // What was named may have been taken away since.
    let at = wanted.and_then(|key| found.iter().position(|row| row.key == key)).unwrap_or(0);
    if let Some(row) = found.get_mut(at) {
        row.in_use = true;
    }
    Ok(found)
}

/// The framework with this key.
pub(crate) fn named(database: &Connection, key: &str) -> Result<Row> {
    all(database)?.into_iter().find(|row| row.key == key).ok_or(Error::NotFound { what: "framework" })
}

/// The one in use.
pub(crate) fn in_use(database: &Connection) -> Result<Row> {
    let found = all(database)?.into_iter().find(|row| row.in_use);
    found.ok_or(Error::Damaged("there is no framework in it"))
}

/// Says which one is in use from now on.
pub(super) fn take_up(write: &Write<'_>, key: &str) -> Result<()> {
    setting::set(write, IN_USE, &key)
}

/// Puts the default framework into a new vault.
pub(crate) fn install_default(write: &Write<'_>) -> Result<()> {
    install(write, &Framework::default_framework()?).map(|_| ())
}

/// Puts a framework beside those that are there. Its keys must be free.
pub(super) fn install(write: &Write<'_>, framework: &Framework) -> Result<i64> {
    write.execute(
        "INSERT INTO framework (id, key, name, version, levels, device, stamp) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        (
            FrameworkId::draw(&write.world)?,
            &framework.key,
            &framework.name,
            framework.version,
            levels(framework)?,
            write.device,
            write.stamp,
        ),
    )?;
    let parent = write.last_insert_rowid();
    for (position, competency) in framework.competencies.iter().enumerate() {
        put_competency(write, parent, position, competency)?;
    }
    put_rungs(write, parent, framework)?;
    Ok(parent)
}

/// The levels as they are stored; nothing where they are the four scopes.
pub(super) fn levels(framework: &Framework) -> Result<Option<String>> {
    if framework.levels == Level::scopes() {
        return Ok(None);
    }
    let text = serde_json::to_string(&framework.levels);
    text.map(Some).map_err(|_| Error::invalid("framework", "cannot be stored"))
}

/// Stores a competency: the one that is there under its key, or a new one.
pub(super) fn put_competency(write: &Write<'_>, parent: i64, position: usize, one: &Competency) -> Result<()> {
    write
        .prepare_cached(
            "INSERT INTO competency (id, framework, key, name, about, section, leader_shift, position, device, stamp)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
             ON CONFLICT (key) WHERE erased IS NULL DO UPDATE SET name = ?4, about = ?5, section = ?6, leader_shift = ?7,
                position = ?8, retired = NULL, device = ?9, stamp = ?10",
        )?
        .execute((
            CompetencyId::draw(&write.world)?,
            parent,
            &one.key,
            &one.name,
            &one.about,
            &one.section,
            one.leader_shift,
            position,
            write.device,
            write.stamp,
        ))?;
    let seq: i64 = write
        .prepare_cached("SELECT seq FROM competency WHERE key = ?1 AND erased IS NULL")?
        .query_row([&one.key], |row| row.get(0))?;
    let mut behaviour =
        write.prepare_cached("INSERT OR REPLACE INTO behaviour (competency, level, text) VALUES (?1, ?2, ?3)")?;
    for (level, Behaviour(text)) in (1..).zip(&one.levels) {
        behaviour.execute((seq, level, text))?;
    }
    Ok(())
}

/// Stores the career ladder in place of the one that is there.
pub(super) fn put_rungs(write: &Write<'_>, parent: i64, framework: &Framework) -> Result<()> {
    write.execute("DELETE FROM rung WHERE framework = ?1", [parent])?;
    let mut rung =
        write.prepare_cached("INSERT INTO rung (framework, position, name, level) VALUES (?1, ?2, ?3, ?4)")?;
    for (position, one) in framework.ladder.iter().enumerate() {
        rung.execute((parent, position, &one.name, one.level))?;
    }
    Ok(())
}

pub(crate) fn load(database: &Connection) -> Result<Framework> {
    whole(database, in_use(database)?)
}

/// A framework with everything in it that is not retired.
pub(super) fn whole(database: &Connection, row: Row) -> Result<Framework> {
    let competencies = competencies(database, row.seq, false)?;
    let ladder = database
        .prepare_cached("SELECT name, level FROM rung WHERE framework = ?1 ORDER BY position")?
        .query_map([row.seq], |row| Ok(Rung { name: row.get(0)?, level: row.get(1)? }))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Framework { key: row.key, name: row.name, version: row.version, levels: row.levels, ladder, competencies })
}

/// Its competencies; those that were retired, or all others.
pub(super) fn competencies(database: &Connection, framework: i64, retired: bool) -> Result<Vec<Competency>> {
    let mut found = database
        .prepare_cached(
            "SELECT key, name, about, section, leader_shift, seq FROM competency
             WHERE framework = ?1 AND erased IS NULL AND (retired IS NOT NULL) = ?2 ORDER BY position, seq",
        )?
        .query_map((framework, retired), |row| {
            let competency = Competency {
                key: row.get(0)?,
                name: row.get(1)?,
                about: row.get(2)?,
                section: row.get(3)?,
                leader_shift: row.get(4)?,
                levels: Vec::new(),
            };
            Ok((competency, row.get::<_, i64>(5)?))
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let mut behaviours = database.prepare_cached("SELECT text FROM behaviour WHERE competency = ?1 ORDER BY level")?;
    for (competency, seq) in &mut found {
        competency.levels =
            behaviours.query_map([*seq], |row| row.get(0).map(Behaviour))?.collect::<rusqlite::Result<_>>()?;
    }
    Ok(found.into_iter().map(|(competency, _)| competency).collect())
}

/// The level of the framework in use that the rung aimed at asks for.
///
/// A rung of another framework counts by how far its level reaches. While none is chosen it is the
/// first level that reaches several teams, because that is where leading begins.
pub(crate) fn target_level(database: &Connection, profile: &Profile) -> Result<u8> {
    let mut frameworks = all(database)?;
    frameworks.sort_by_key(|framework| !framework.in_use);
    let Some(in_use) = frameworks.first() else { return Ok(LEADING) };
    let mut rung = database.prepare_cached("SELECT level FROM rung WHERE framework = ?1 AND name = ?2")?;
    for framework in &frameworks {
        let level: Option<u8> = rung.query_row((framework.seq, &profile.target), |row| row.get(0)).optional()?;
        if let Some(level) = level {
            let carried =
                if framework.in_use { Some(level) } else { carried(level, &framework.levels, &in_use.levels) };
            return Ok(carried.unwrap_or(1));
        }
    }
    let leading = in_use.levels.iter().position(|level| level.scope >= LEADING);
    let highest = in_use.levels.len();
    Ok(u8::try_from(leading.map_or(highest, |at| at + 1)).unwrap_or(SCOPES.len() as u8))
}
