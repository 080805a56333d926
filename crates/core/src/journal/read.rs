//! Reading entries, one or thousands, each with everything around it.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row};

use super::entry::{Attachment, Content, Entry, Link, LinkKind, Tagged};
use super::save::json;
use crate::error::{Error, Result};
use crate::id::EntryId;
use crate::vault::Vault;
use crate::world::Timestamp;

/// The source that sample entries carry.
pub(crate) const SAMPLE: &str = "sample";

impl Vault {
    /// The entry with this id, in the trash or not.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn entry(&self, id: EntryId) -> Result<Entry> {
        self.read(|database| {
            let (seq, _) = find(database, id)?;
            load(database, &[seq])?.pop().ok_or(Error::NotFound { what: "entry" })
        })
    }
}

/// The local number of an entry and when it was first saved.
pub(super) fn find(database: &Connection, id: EntryId) -> Result<(i64, Timestamp)> {
    database
        .prepare_cached("SELECT seq, created FROM entry WHERE id = ?1 AND erased IS NULL")?
        .query_row([id], |row| Ok((row.get(0)?, Timestamp::from_millis(row.get(1)?))))
        .optional()?
        .ok_or(Error::NotFound { what: "entry" })
}

/// The local number of an entry.
pub(crate) fn seq_of(database: &Connection, id: EntryId) -> Result<i64> {
    find(database, id).map(|(seq, _)| seq)
}

/// The next `limit` local numbers above `after` of entries that are not in the trash, ascending.
pub(crate) fn seqs_after(database: &Connection, after: i64, limit: usize) -> Result<Vec<i64>> {
    Ok(database
        .prepare_cached(
            "SELECT seq FROM entry WHERE seq > ?1 AND trashed IS NULL AND erased IS NULL ORDER BY seq LIMIT ?2",
        )?
        .query_map((after, limit), |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?)
}

/// The entries with these local numbers, in the order given. Numbers of nothing are passed over.
pub(crate) fn load(database: &Connection, seqs: &[i64]) -> Result<Vec<Entry>> {
    let mut entries = load_by_seq(database, seqs, Reach::Whole)?;
    Ok(seqs.iter().filter_map(|seq| entries.remove(seq)).collect())
}

/// How much of an entry is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// All of it.
    Whole,
    /// What can be seen in a list: without its links and attached files.
    Line,
}

/// The entries with these local numbers, each under its own.
pub(crate) fn load_by_seq(database: &Connection, seqs: &[i64], reach: Reach) -> Result<HashMap<i64, Entry>> {
    let wanted = json(seqs)?;
    let mut around = Around::load(database, &wanted, reach)?;
    let mut entries: HashMap<i64, Entry> = HashMap::with_capacity(seqs.len());
    let mut select = database.prepare_cached(
        "SELECT seq, id, kind, title, body, private, happened_on, happened_at, zone, starred, lang, facets,
            written_later, source, metadata, created, modified, trashed, detected
         FROM entry WHERE seq IN (SELECT value FROM json_each(?1)) AND erased IS NULL",
    )?;
    let mut rows = select.query([&wanted])?;
    while let Some(row) = rows.next()? {
        let seq = row.get(0)?;
        entries.insert(seq, around.surround(seq, row)?);
    }
    Ok(entries)
}

/// The rows around a set of entries, by local number.
#[derive(Default)]
struct Around {
    tags: HashMap<i64, Vec<String>>,
    projects: HashMap<i64, Vec<String>>,
    people: HashMap<i64, Vec<String>>,
    competencies: HashMap<i64, Vec<Tagged>>,
    links: HashMap<i64, Vec<Link>>,
    attachments: HashMap<i64, Vec<Attachment>>,
}

impl Around {
    fn load(database: &Connection, wanted: &str, reach: Reach) -> Result<Self> {
        let mut around = Self::default();
        gather(
            database,
            "SELECT entry, name, sort FROM entry_tag JOIN tag ON tag.seq = tag
                 WHERE entry IN (SELECT value FROM json_each(?1)) AND removed IS NULL AND erased IS NULL ORDER BY name",
            wanted,
            |seq, row| {
                let sort: String = row.get(2)?;
                let shelf = if sort == "project" { &mut around.projects } else { &mut around.tags };
                shelf.entry(seq).or_default().push(row.get(1)?);
                Ok(())
            },
        )?;
        gather(
            database,
            "SELECT entry, name FROM entry_person JOIN person ON person.seq = person
                 WHERE entry IN (SELECT value FROM json_each(?1)) AND removed IS NULL AND erased IS NULL ORDER BY name",
            wanted,
            |seq, row| {
                around.people.entry(seq).or_default().push(row.get(1)?);
                Ok(())
            },
        )?;
        gather(
            database,
            "SELECT entry, key, level FROM evidence JOIN competency ON competency.seq = competency
                 WHERE entry IN (SELECT value FROM json_each(?1)) AND removed IS NULL AND erased IS NULL ORDER BY framework, position",
            wanted,
            |seq, row| {
                let tagged = Tagged { key: row.get(1)?, level: row.get(2)? };
                around.competencies.entry(seq).or_default().push(tagged);
                Ok(())
            },
        )?;
        if reach == Reach::Line {
            return Ok(around);
        }
        gather(
            database,
            "SELECT entry.seq, link.kind, target FROM link JOIN entry ON entry.id = link.source
                 WHERE entry.seq IN (SELECT value FROM json_each(?1)) AND removed IS NULL ORDER BY link.kind, target",
            wanted,
            |seq, row| {
                let word: String = row.get(1)?;
                if let Some(kind) = LinkKind::ALL.into_iter().find(|kind| kind.word() == word) {
                    around.links.entry(seq).or_default().push(Link { kind, to: row.get(2)? });
                }
                Ok(())
            },
        )?;
        gather(
            database,
            "SELECT entry, id, name, mime, bytes FROM attachment WHERE entry IN (SELECT value FROM json_each(?1)) AND erased IS NULL ORDER BY seq",
            wanted,
            |seq, row| {
                let attachment =
                    Attachment { id: row.get(1)?, name: row.get(2)?, mime: row.get(3)?, bytes: row.get(4)? };
                around.attachments.entry(seq).or_default().push(attachment);
                Ok(())
            },
        )?;
        Ok(around)
    }

    fn surround(&mut self, seq: i64, row: &Row<'_>) -> Result<Entry> {
        let facets: String = row.get(11)?;
        let source: Option<String> = row.get(13)?;
        let metadata: Option<String> = row.get(14)?;
        let detected: Option<String> = row.get(18)?;
        let content = Content {
            kind: row.get(2)?,
            title: row.get(3)?,
            body: row.get(4)?,
            private: row.get(5)?,
            on: date(row, 6)?,
            at: row.get::<_, Option<String>>(7)?.and_then(|time| time.parse().ok()),
            tz: row.get(8)?,
            starred: row.get(9)?,
            competencies: self.competencies.remove(&seq).unwrap_or_default(),
            tags: self.tags.remove(&seq).unwrap_or_default(),
            project: self.projects.remove(&seq).and_then(|mut names| names.pop()),
            people: self.people.remove(&seq).unwrap_or_default(),
            links: self.links.remove(&seq).unwrap_or_default(),
            lang: row.get(10)?,
            facets: serde_json::from_str(&facets)
                .map_err(|_| Error::Damaged("the facets of an entry cannot be read"))?,
        };
        let language = match (&content.lang, detected) {
            (Some(said), _) => Some(said.clone()),
            (None, Some(detected)) => Some(detected).filter(|code| !code.is_empty()),
            // Stored before anybody looked.
            (None, None) => content.detect_language().map(ToOwned::to_owned),
        };
        Ok(Entry {
            id: row.get(1)?,
            content,
            language,
            written_later: row.get(12)?,
            attachments: self.attachments.remove(&seq).unwrap_or_default(),
            metadata: metadata.and_then(|text| serde_json::from_str(&text).ok()),
            sample: source.as_deref() == Some(SAMPLE),
            created: Timestamp::from_millis(row.get(15)?),
            modified: Timestamp::from_millis(row.get(16)?),
            trashed: row.get::<_, Option<i64>>(17)?.map(Timestamp::from_millis),
        })
    }
}

fn gather(
    database: &Connection,
    sql: &str,
    wanted: &str,
    mut each: impl FnMut(i64, &Row<'_>) -> rusqlite::Result<()>,
) -> Result<()> {
    let mut select = database.prepare_cached(sql)?;
    let mut rows = select.query([wanted])?;
    while let Some(row) = rows.next()? {
        each(row.get(0)?, row)?;
    }
    Ok(())
}

/// A date column. The schema holds its form, so what cannot be read is damage.
pub(crate) fn date(row: &Row<'_>, at: usize) -> Result<NaiveDate> {
    row.get::<_, String>(at)?.parse().map_err(|_| Error::Damaged("the date of an entry cannot be read"))
}
