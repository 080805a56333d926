//! Saying who somebody is.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::name;
use super::relation::Relation;
use super::row::Row;
use crate::error::{Error, Result};
use crate::id::PersonId;
use crate::journal::check_name;
use crate::vault::{Vault, Write};

/// Characters of a note.
const LONGEST_NOTE: usize = 4_000;
/// Other names of one person.
const MOST_NAMES: usize = 20;

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

/// What can be said of somebody beside their name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Description {
    /// What they are to the author.
    pub relation: Option<Relation>,
    /// What they are called where names are left out.
    pub alias: String,
    /// Anything worth knowing.
    pub note: String,
    /// Other names by which entries mention them.
    pub other_names: Vec<String>,
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
    /// [`Error::Invalid`] with the field and the rule.
    pub fn describe_person(&self, person: &Person) -> Result<()> {
        if person.name.trim().is_empty() {
            return Err(Error::invalid("person", "is empty"));
        }
        check(&person.alias, &person.note)?;
        self.write(|write| describe(write, &Person { name: name::tidy(&person.name)?, ..person.clone() }, false))
    }

    /// Adds somebody whom no entry mentions yet.
    ///
    /// # Errors
    /// [`Error::Invalid`] with the field and the rule; also for the name of somebody who is there.
    pub fn add_person(&self, person: &Person) -> Result<PersonId> {
        check(&person.alias, &person.note)?;
        let name = name::tidy(&person.name)?;
        self.write(|write| {
            if name::find(write, &name)?.is_some() {
                return Err(Error::invalid("name", "is somebody's already"));
            }
            describe(write, &Person { name: name.clone(), ..person.clone() }, false)?;
            name::named(write, &name)?.ok_or(Error::NotFound { what: "person" })
        })
    }

    /// Says what is known of the person `id` beside their name. Whatever was said before gives way.
    ///
    /// # Errors
    /// [`Error::NotFound`], or [`Error::Invalid`] with the field and the rule, as for another name that is
    /// somebody else's.
    pub fn describe(&self, id: PersonId, description: &Description) -> Result<()> {
        check(&description.alias, &description.note)?;
        if description.other_names.len() > MOST_NAMES {
            return Err(Error::invalid("other names", format!("more than {MOST_NAMES}")));
        }
        self.write(|write| {
            let row = Row::of(write, id)?;
            put(write, row.seq, description.relation, &description.alias, &description.note)?;
            put_names(write, &row, &description.other_names)
        })
    }
}

fn check(alias: &str, note: &str) -> Result<()> {
    if !alias.trim().is_empty() {
        check_name("alias", alias)?;
    }
    if note.chars().count() > LONGEST_NOTE {
        return Err(Error::invalid("note", format!("longer than {LONGEST_NOTE} characters")));
    }
    if note.contains('\0') {
        return Err(Error::invalid("note", "contains a NUL character"));
    }
    Ok(())
}

/// Says who somebody is; `sample` marks those who only live in the sample journal.
pub(crate) fn describe(write: &Write<'_>, person: &Person, sample: bool) -> Result<()> {
    let seq = name::find_or_make(write, &person.name, sample)?;
    put(write, seq, person.relation, &person.alias, &person.note)
}

/// Writes down what is known of somebody.
pub(super) fn put(write: &Write<'_>, seq: i64, relation: Option<Relation>, alias: &str, note: &str) -> Result<()> {
    write
        .prepare_cached(
            "UPDATE person SET relation = ?2, alias = ?3, note = ?4, device = ?5, stamp = ?6 WHERE seq = ?1",
        )?
        .execute((seq, relation.map(Relation::word), alias.trim(), note, write.device, write.stamp))?;
    Ok(())
}

/// Lets somebody have these other names and no more.
fn put_names(write: &Write<'_>, row: &Row, wanted: &[String]) -> Result<()> {
    let mut names: Vec<String> = Vec::with_capacity(wanted.len());
    for one in wanted {
        let one = name::tidy(one)?;
        let known = names.iter().chain([&row.person.name]).any(|name| name.eq_ignore_ascii_case(&one));
        if !known {
            names.push(one);
        }
    }
    let before = name::others(write, row.seq)?;
    if before == names {
        return Ok(());
    }
    for gone in before.iter().filter(|one| !names.contains(one)) {
        name::forget(write, gone)?;
    }
    for new in names.iter().filter(|one| !before.contains(one)) {
        if name::find(write, new)?.is_some_and(|whose| whose != row.seq) {
            return Err(Error::invalid("other names", "one of them is somebody else: merge the two"));
        }
        name::add(write, row.seq, new)?;
    }
    name::touch_entries(write, row.seq)
}
