//! Tags and projects: words that entries are filed under.

use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;
use specta::Type;

use super::entry::Content;
use super::save::json;
use crate::error::Result;
use crate::id::TagId;
use crate::vault::{Vault, Write};

/// A word and how many entries carry it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct TagCount {
    /// The word.
    pub name: String,
    /// Entries outside the trash that carry it.
    pub entries: u32,
}

/// The words that this journal uses, most used first, for completion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Vocabulary {
    /// Tags.
    pub tags: Vec<TagCount>,
    /// Projects.
    pub projects: Vec<TagCount>,
    /// People.
    pub people: Vec<Mentioned>,
}

/// Somebody and how many entries mention them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Mentioned {
    /// Their name.
    pub name: String,
    /// Other names by which they are meant.
    pub other_names: Vec<String>,
    /// Entries outside the trash that mention them.
    pub entries: u32,
}

impl Vault {
    /// Every tag, project and person in use.
    ///
    /// # Errors
    /// What the database says.
    pub fn vocabulary(&self) -> Result<Vocabulary> {
        let tags = "SELECT name, count(entry.seq) AS uses FROM tag
            JOIN entry_tag ON entry_tag.tag = tag.seq AND removed IS NULL
            JOIN entry ON entry.seq = entry_tag.entry AND trashed IS NULL AND entry.erased IS NULL
            WHERE tag.erased IS NULL AND sort = ?1 GROUP BY tag.seq ORDER BY uses DESC, name";
        self.read(|database| {
            let counted = |sql: &str, sort: &str| -> Result<Vec<TagCount>> {
                Ok(database
                    .prepare_cached(sql)?
                    .query_map([sort], |row| Ok(TagCount { name: row.get(0)?, entries: row.get(1)? }))?
                    .collect::<rusqlite::Result<_>>()?)
            };
            Ok(Vocabulary {
                tags: counted(tags, "topic")?,
                projects: counted(tags, "project")?,
                people: mentioned(database)?,
            })
        })
    }
}

fn mentioned(database: &Connection) -> Result<Vec<Mentioned>> {
    // Names cannot hold a line break.
    let mut select = database.prepare_cached(
        "SELECT name, count(entry.seq) AS uses,
            (SELECT group_concat(person_name.name, char(10) ORDER BY person_name.name)
             FROM person_name WHERE person_name.person = person.seq)
         FROM person
         LEFT JOIN entry_person ON entry_person.person = person.seq AND removed IS NULL
         LEFT JOIN entry ON entry.seq = entry_person.entry AND trashed IS NULL AND entry.erased IS NULL
         WHERE person.erased IS NULL GROUP BY person.seq ORDER BY uses DESC, name",
    )?;
    let rows = select.query_map([], |row| {
        let others: Option<String> = row.get(2)?;
        let other_names = others.iter().flat_map(|names| names.lines()).map(ToOwned::to_owned).collect();
        Ok(Mentioned { name: row.get(0)?, other_names, entries: row.get(1)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Brings the tags and the project of an entry in line with its content.
pub(super) fn file(write: &Write<'_>, entry: i64, content: &Content, replaces: bool) -> Result<()> {
    let mut seqs = Vec::with_capacity(content.tags.len() + 1);
    for name in &content.tags {
        seqs.push(find_or_make(write, "topic", name)?);
    }
    if let Some(name) = &content.project {
        seqs.push(find_or_make(write, "project", name)?);
    }
    if replaces {
        write
            .prepare_cached(
                "UPDATE entry_tag SET removed = ?2, device = ?3, stamp = ?4
                 WHERE entry = ?1 AND removed IS NULL AND tag NOT IN (SELECT value FROM json_each(?5))",
            )?
            .execute((entry, write.now.millis(), write.device, write.stamp, json(&seqs)?))?;
    }
    // A new entry has nothing to bring back, and an insertion alone is the quicker one.
    let insert = if replaces {
        "INSERT INTO entry_tag (entry, tag, device, stamp) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (entry, tag) DO UPDATE SET removed = NULL, device = ?3, stamp = ?4 WHERE removed IS NOT NULL"
    } else {
        "INSERT OR IGNORE INTO entry_tag (entry, tag, device, stamp) VALUES (?1, ?2, ?3, ?4)"
    };
    for seq in seqs {
        write.prepare_cached(insert)?.execute((entry, seq, write.device, write.stamp))?;
    }
    Ok(())
}

fn find_or_make(write: &Write<'_>, sort: &'static str, name: &str) -> Result<i64> {
    let name = name.trim();
    write.number_of(sort, name, || {
        let found = write
            .prepare_cached("SELECT seq FROM tag WHERE sort = ?1 AND name = ?2 AND erased IS NULL")?
            .query_row((sort, name), |row| row.get(0))
            .optional()?;
        if let Some(seq) = found {
            return Ok(seq);
        }
        write
            .prepare_cached("INSERT INTO tag (id, sort, name, device, stamp) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute((TagId::draw(&write.world)?, sort, name, write.device, write.stamp))?;
        Ok(write.last_insert_rowid())
    })
}
