//! Saving: a new entry, or a new version of one.

use chrono::NaiveDate;
use rusqlite::CachedStatement;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::entry::{Content, Kind};
use super::{history, link, read, tag, validate};
use crate::competency::{self, Keys};
use crate::error::{Error, Result};
use crate::id::{EntryId, RevisionId};
use crate::people;
use crate::vault::{Vault, Write};
use crate::world::Timestamp;

/// Whether a save goes on with what was being typed a moment ago.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum Sitting {
    /// A pause in typing. If words were only added since the last one, the newest version grows
    /// instead of being followed by another; see [`history`].
    Continues,
    /// A change of its own.
    Ends,
}

/// What a save gives back once it is durable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Saved {
    /// The entry.
    pub id: EntryId,
    /// The version that now is the newest.
    pub revision: RevisionId,
    /// When.
    pub at: Timestamp,
}

/// Where an entry comes from when nobody typed it here.
#[derive(Debug, Clone)]
pub struct Origin {
    /// The format, or `sample`.
    pub source: &'static str,
    /// What it is called there. The same name comes only once.
    pub key: String,
}

/// An entry about to be stored for the first time.
pub(crate) struct NewEntry<'a> {
    /// Its identity, where others already point at it.
    pub(crate) id: Option<EntryId>,
    pub(crate) content: &'a Content,
    pub(crate) origin: Option<&'a Origin>,
    /// The language that its text is found to be in, where somebody has looked: see [`detected`].
    pub(crate) language: Option<&'static str>,
    /// Its content as a version keeps it, where that has been written down already.
    pub(crate) snapshot: Option<&'a str>,
    /// What came with it and has no place, as JSON.
    pub(crate) metadata: Option<&'a str>,
    /// When it was written, where that was not now.
    pub(crate) created: Option<Timestamp>,
    /// Overrides the comparison of `on` with the day of writing.
    pub(crate) written_later: Option<bool>,
    /// [`validate::validate_words`] has passed it.
    pub(crate) checked: bool,
}

impl<'a> NewEntry<'a> {
    /// One that is typed here and now.
    pub(crate) fn of(content: &'a Content) -> Self {
        Self {
            id: None,
            content,
            origin: None,
            language: None,
            snapshot: None,
            metadata: None,
            created: None,
            written_later: None,
            checked: false,
        }
    }
}

impl Vault {
    /// Stores a new entry.
    ///
    /// # Errors
    /// [`Error::Invalid`] with the field and the rule; nothing is stored then.
    pub fn add(&self, content: &Content) -> Result<Saved> {
        self.write(|write| {
            let keys = competency::keys(write)?;
            let (_, saved) = insert(write, &keys, &NewEntry::of(content))?;
            Ok(saved)
        })
    }

    /// Stores a new version of an entry. The same content again is no new version.
    ///
    /// # Errors
    /// [`Error::NotFound`], or [`Error::Invalid`] with the field and the rule; the entry is as it was then.
    pub fn edit(&self, id: EntryId, content: &Content, sitting: Sitting) -> Result<Saved> {
        self.write(|write| revise(write, id, content, sitting))
    }
}

/// As [`Vault::edit`], within `write`.
pub(crate) fn revise(write: &Write<'_>, id: EntryId, content: &Content, sitting: Sitting) -> Result<Saved> {
    let (seq, created) = read::find(write, id)?;
    validate::validate(content, &competency::keys(write)?)?;
    let snapshot = snapshot(content)?;
    let Some(revision) = history::record(write, seq, content, &snapshot, sitting)? else {
        let (revision, at) = history::newest(write, seq)?;
        return Ok(Saved { id, revision, at });
    };
    let written_later = is_later(write, created, content.on);
    write
        .prepare_cached(
            "UPDATE entry SET kind = ?2, title = ?3, body = ?4, private = ?5, happened_on = ?6, happened_at = ?7,
                zone = ?8, written_later = ?9, starred = ?10, lang = ?11, facets = ?12, modified = ?13,
                device = ?14, stamp = ?15, detected = ?16
             WHERE seq = ?1",
        )?
        .execute(rusqlite::params![
            seq,
            content.kind.word(),
            content.title,
            content.body,
            content.private,
            content.on.to_string(),
            content.at.map(|at| at.to_string()),
            content.tz,
            written_later,
            content.starred,
            content.lang,
            facets(content)?,
            write.now.millis(),
            write.device,
            write.stamp,
            detected(content),
        ])?;
    file(write, seq, id, content, true)?;
    write.touch(seq);
    Ok(Saved { id, revision, at: write.now })
}

/// Stores a new entry within `write` and returns its local number as well.
pub(crate) fn insert(write: &Write<'_>, competencies: &Keys, new: &NewEntry<'_>) -> Result<(i64, Saved)> {
    insert_once(write, competencies, new)?.ok_or_else(|| Error::invalid("entry", "has come from there before"))
}

/// As [`insert`]; none, and nothing stored, if an entry has come from the same origin before.
pub(crate) fn insert_once(write: &Write<'_>, competencies: &Keys, new: &NewEntry<'_>) -> Result<Option<(i64, Saved)>> {
    let content = new.content;
    if !new.checked {
        validate::validate_words(content)?;
    }
    validate::validate_evidence(content, competencies)?;
    let id = new.id.map_or_else(|| EntryId::draw(&write.world), Ok)?;
    let created = new.created.unwrap_or(write.now);
    let written_later = new.written_later.unwrap_or_else(|| is_later(write, created, content.on));
    let mut insert: CachedStatement<'_> = write.prepare_cached(
        "INSERT INTO entry (id, kind, title, body, private, happened_on, happened_at, zone, written_later, starred,
            lang, facets, source, source_key, metadata, created, modified, device, stamp,
            detected)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?16, ?17, ?18, ?19)",
    )?;
    let inserted = insert.execute(rusqlite::params![
        id,
        content.kind.word(),
        content.title,
        content.body,
        content.private,
        content.on.to_string(),
        content.at.map(|at| at.to_string()),
        content.tz,
        written_later,
        content.starred,
        content.lang,
        facets(content)?,
        new.origin.map(|origin| origin.source),
        new.origin.map(|origin| &origin.key),
        new.metadata,
        created.millis(),
        write.device,
        write.stamp,
        new.language.or_else(|| detected(content)),
    ]);
    if let Err(error) = inserted {
        return if has_come(write, new.origin)? { Ok(None) } else { Err(error.into()) };
    }
    let seq = write.last_insert_rowid();
    let revision = match new.snapshot {
        Some(snapshot) => history::first(write, seq, snapshot, created)?,
        None => history::first(write, seq, &snapshot(content)?, created)?,
    };
    file(write, seq, id, content, false)?;
    write.touch(seq);
    Ok(Some((seq, Saved { id, revision, at: write.now })))
}

/// The language that the text is found to be in; empty where it cannot be told. None where somebody
/// has said which it is.
pub(crate) fn detected(content: &Content) -> Option<&'static str> {
    content.lang.is_none().then(|| content.detect_language().unwrap_or_default())
}

/// Whether an entry from this origin is here. Asked only when an insertion has failed: to ask each
/// time, or to let SQLite pass over it, takes longer than to fail now and then.
fn has_come(write: &Write<'_>, origin: Option<&Origin>) -> Result<bool> {
    let Some(origin) = origin else { return Ok(false) };
    Ok(write
        .prepare_cached("SELECT 1 FROM entry WHERE source = ?1 AND source_key = ?2")?
        .exists((origin.source, &origin.key))?)
}

/// Brings the rows around an entry in line with its content.
fn file(write: &Write<'_>, seq: i64, id: EntryId, content: &Content, replaces: bool) -> Result<()> {
    tag::file(write, seq, content, replaces)?;
    people::file(write, seq, &content.people, replaces)?;
    link::file(write, id, &content.links, replaces)?;
    file_evidence(write, seq, content, replaces)
}

fn file_evidence(write: &Write<'_>, seq: i64, content: &Content, replaces: bool) -> Result<()> {
    if replaces {
        let keys: Vec<&str> = content.competencies.iter().map(|tagged| tagged.key.as_str()).collect();
        write
            .prepare_cached(
                "UPDATE evidence SET removed = ?2, device = ?3, stamp = ?4
                 WHERE entry = ?1 AND removed IS NULL AND competency NOT IN
                    (SELECT seq FROM competency WHERE key IN (SELECT value FROM json_each(?5)))",
            )?
            .execute((seq, write.now.millis(), write.device, write.stamp, json(&keys)?))?;
    }
    // A new entry has nothing to bring back, and an insertion alone is the quicker one.
    let insert = if replaces {
        "INSERT INTO evidence (entry, competency, level, device, stamp) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (entry, competency) DO UPDATE SET level = ?3, removed = NULL, device = ?4, stamp = ?5
         WHERE removed IS NOT NULL OR level IS NOT ?3"
    } else {
        "INSERT INTO evidence (entry, competency, level, device, stamp) VALUES (?1, ?2, ?3, ?4, ?5)"
    };
    for tagged in &content.competencies {
        let competency = competency::seq(write, &tagged.key)?;
        write.prepare_cached(insert)?.execute((seq, competency, tagged.level, write.device, write.stamp))?;
    }
    Ok(())
}

/// Whether the entry tells of an earlier day than the one on which it was first saved.
fn is_later(write: &Write<'_>, created: Timestamp, on: NaiveDate) -> bool {
    created.local_date(&write.world) > on
}

/// An entry as a version keeps it.
pub(crate) fn snapshot(content: &Content) -> Result<String> {
    json(content)
}

fn facets(content: &Content) -> Result<String> {
    json(&content.facets)
}

/// What is ours always has a form in JSON; the error is there so that nothing panics.
pub(crate) fn json<T: Serialize + ?Sized>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|_| Error::invalid("entry", "cannot be stored"))
}

impl rusqlite::types::FromSql for Kind {
    fn column_result(value: rusqlite::types::ValueRef<'_>) -> rusqlite::types::FromSqlResult<Self> {
        value.as_str()?.parse().map_err(|_| rusqlite::types::FromSqlError::InvalidType)
    }
}
