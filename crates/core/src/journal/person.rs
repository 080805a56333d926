//! People: who an entry is about or was written with.

use rusqlite::OptionalExtension;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::save::json;
use crate::error::{Error, Result};
use crate::id::PersonId;
use crate::vault::{Vault, Write};

/// What somebody is to the author.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    /// Gives advice.
    Mentor,
    /// Speaks for the author where the author is not.
    Sponsor,
    /// Has an interest in the work.
    Stakeholder,
    /// Reports to the author.
    Report,
    /// Works beside the author.
    Peer,
}

impl Relation {
    pub(crate) const ALL: [Self; 5] = [Self::Mentor, Self::Sponsor, Self::Stakeholder, Self::Report, Self::Peer];

    /// The word by which it is stored and shown to programs.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Mentor => "mentor",
            Self::Sponsor => "sponsor",
            Self::Stakeholder => "stakeholder",
            Self::Report => "report",
            Self::Peer => "peer",
        }
    }
}

impl FromSql for Relation {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let word = value.as_str()?;
        Self::ALL.into_iter().find(|relation| relation.word() == word).ok_or(FromSqlError::InvalidType)
    }
}

/// Somebody in the journal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Person {
    /// Their name, which is how entries refer to them.
    pub name: String,
    /// What they are to the author.
    #[serde(default)]
    pub relation: Option<Relation>,
    /// What they are called where names are left out.
    #[serde(default)]
    pub alias: String,
    /// Anything worth knowing.
    #[serde(default)]
    pub note: String,
}

impl Vault {
    /// Everybody in the journal, by name.
    ///
    /// # Errors
    /// What the database says.
    pub fn people(&self) -> Result<Vec<Person>> {
        self.read(|database| {
            Ok(database
                .prepare_cached("SELECT name, relation, alias, note FROM person WHERE erased IS NULL ORDER BY name")?
                .query_map([], |row| {
                    Ok(Person { name: row.get(0)?, relation: row.get(1)?, alias: row.get(2)?, note: row.get(3)? })
                })?
                .collect::<rusqlite::Result<_>>()?)
        })
    }

    /// Says who somebody is. They need not have been mentioned yet.
    ///
    /// # Errors
    /// [`Error::Invalid`] for an empty name.
    pub fn describe_person(&self, person: &Person) -> Result<()> {
        if person.name.trim().is_empty() {
            return Err(Error::invalid("person", "is empty"));
        }
        self.write(|write| describe(write, person, false))
    }
}

/// Says who somebody is; `sample` marks those who only live in the sample journal.
pub(crate) fn describe(write: &Write<'_>, person: &Person, sample: bool) -> Result<()> {
    let seq = find_or_make(write, &person.name, sample)?;
    let relation = person.relation.map(Relation::word);
    write
        .prepare_cached(
            "UPDATE person SET relation = ?2, alias = ?3, note = ?4, device = ?5, stamp = ?6 WHERE seq = ?1",
        )?
        .execute((seq, relation, &person.alias, &person.note, write.device, write.stamp))?;
    Ok(())
}

/// Brings the people of an entry in line with its content.
pub(super) fn file(write: &Write<'_>, entry: i64, people: &[String], replaces: bool) -> Result<()> {
    let seqs = people.iter().map(|name| find_or_make(write, name, false)).collect::<Result<Vec<_>>>()?;
    if replaces {
        write
            .prepare_cached(
                "UPDATE entry_person SET removed = ?2, device = ?3, stamp = ?4
                 WHERE entry = ?1 AND removed IS NULL AND person NOT IN (SELECT value FROM json_each(?5))",
            )?
            .execute((entry, write.now.millis(), write.device, write.stamp, json(&seqs)?))?;
    }
    // A new entry has nothing to bring back, and an insertion alone is the quicker one.
    let insert = if replaces {
        "INSERT INTO entry_person (entry, person, device, stamp) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (entry, person) DO UPDATE SET removed = NULL, device = ?3, stamp = ?4 WHERE removed IS NOT NULL"
    } else {
        "INSERT OR IGNORE INTO entry_person (entry, person, device, stamp) VALUES (?1, ?2, ?3, ?4)"
    };
    for seq in seqs {
        write.prepare_cached(insert)?.execute((entry, seq, write.device, write.stamp))?;
    }
    Ok(())
}

fn find_or_make(write: &Write<'_>, name: &str, sample: bool) -> Result<i64> {
    let name = name.trim();
    write.number_of("person", name, || {
        let found = write
            .prepare_cached("SELECT seq FROM person WHERE name = ?1 AND erased IS NULL")?
            .query_row([name], |row| row.get(0))
            .optional()?;
        if let Some(seq) = found {
            return Ok(seq);
        }
        write
            .prepare_cached(
                "INSERT INTO person (id, name, alias, note, sample, device, stamp) VALUES (?1, ?2, '', '', ?3, ?4, ?5)",
            )?
            .execute((PersonId::draw(&write.world)?, name, sample, write.device, write.stamp))?;
        Ok(write.last_insert_rowid())
    })
}
