//! The keys by which entries are tagged.

use rusqlite::Connection;

use super::level::SCOPES;
use crate::error::Result;
use crate::vault::Write;

/// The keys that entries may be tagged with, of all frameworks, and the highest level of each.
///
/// Those of the framework in use come first. What was retired is among them: an entry that was tagged
/// with it stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keys {
    known: Vec<(String, u8)>,
    /// The highest level of the framework in use.
    highest: u8,
}

impl Keys {
    /// Keys with their highest levels; `highest` is that of the framework in use.
    pub fn of<'a>(known: impl IntoIterator<Item = (&'a str, u8)>, highest: u8) -> Self {
        Self { known: known.into_iter().map(|(key, level)| (key.to_owned(), level)).collect(), highest }
    }

    /// The highest level that can be shown of the competency `key`; none if there is no such.
    pub fn highest_of(&self, key: &str) -> Option<u8> {
        self.known.iter().find(|(known, _)| known == key).map(|(_, highest)| *highest)
    }

    /// Whether there is a competency with this key.
    pub fn has(&self, key: &str) -> bool {
        self.highest_of(key).is_some()
    }

    /// The key as it is written, whatever the case in which it was typed.
    pub fn find(&self, typed: &str) -> Option<(&str, u8)> {
        let (key, highest) = self.known.iter().find(|(known, _)| known.eq_ignore_ascii_case(typed))?;
        Some((key, *highest))
    }

    /// The highest level of the framework in use.
    pub fn highest(&self) -> u8 {
        self.highest
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.known.iter().map(|(key, _)| key.as_str())
    }
}

impl Default for Keys {
    /// None, as if the framework in use had the four scopes.
    fn default() -> Self {
        Self { known: Vec::new(), highest: SCOPES.len() as u8 }
    }
}

/// The keys that entries of this vault may be tagged with.
pub(crate) fn keys(database: &Connection) -> Result<Keys> {
    let mut keys = Keys::default();
    let mut frameworks = super::store::all(database)?;
    frameworks.sort_by_key(|framework| !framework.in_use);
    let mut select = database.prepare_cached(
        "SELECT key FROM competency WHERE framework = ?1 AND erased IS NULL ORDER BY retired IS NOT NULL, position",
    )?;
    for framework in frameworks {
        let highest = u8::try_from(framework.levels.len()).unwrap_or(super::MOST_LEVELS);
        if framework.in_use {
            keys.highest = highest;
        }
        let mut rows = select.query([framework.seq])?;
        while let Some(row) = rows.next()? {
            keys.known.push((row.get(0)?, highest));
        }
    }
    Ok(keys)
}

/// The local number of the competency with this key, which must be one of [`keys`].
pub(crate) fn seq(write: &Write<'_>, key: &str) -> Result<i64> {
    write.number_of("competency", key, || {
        Ok(write
            .prepare_cached("SELECT seq FROM competency WHERE key = ?1 AND erased IS NULL")?
            .query_row([key], |row| row.get(0))?)
    })
}
