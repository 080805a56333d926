//! What the user has said of themselves and of how the program should behave.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Vault, Write};
use crate::error::{Error, Result};

/// Who the journal belongs to, for the portfolio's cover and the growth map's targets.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default)]
#[specta(skip_attr = "serde")]
pub struct Profile {
    /// The name on a portfolio.
    pub name: String,
    /// The rung of the career ladder that is held.
    pub role: String,
    /// The rung that is aimed at.
    pub target: String,
    /// By when.
    pub by: Option<NaiveDate>,
}

/// Which of the two themes is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the system asks.
    #[default]
    System,
    /// Paper.
    Light,
    /// Night watch.
    Dark,
}

pub(crate) const PROFILE: &str = "profile";
const THEME: &str = "theme";
const LOCK_AFTER: &str = "lock_after";
/// A second folder for backups.
pub(super) const BACKUP_SECOND: &str = "backup_second";

/// Minutes without a key or a move of the mouse after which a vault with a passphrase locks, while
/// nothing else was said.
const LOCK_AFTER_MINUTES: u32 = 10;

/// A day: whoever wants longer wants never.
const LONGEST_LOCK_AFTER: u32 = 24 * 60;
const LONGEST: usize = 120;

impl Vault {
    /// Who the journal belongs to; empty until it is said.
    ///
    /// # Errors
    /// What the database says.
    pub fn profile(&self) -> Result<Profile> {
        self.read(|database| get(database, PROFILE)).map(Option::unwrap_or_default)
    }

    /// Says who the journal belongs to.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a name or rung of more than 120 characters.
    pub fn set_profile(&self, profile: &Profile) -> Result<()> {
        for (field, text) in [("name", &profile.name), ("role", &profile.role), ("target", &profile.target)] {
            if text.chars().count() > LONGEST {
                return Err(Error::invalid(field, format!("longer than {LONGEST} characters")));
            }
        }
        self.write(|write| set(write, PROFILE, profile))
    }

    /// Idle minutes after which the window locks a vault that has a passphrase; 0 for never.
    ///
    /// # Errors
    /// What the database says.
    pub fn lock_after(&self) -> Result<u32> {
        self.read(|database| get(database, LOCK_AFTER)).map(|minutes| minutes.unwrap_or(LOCK_AFTER_MINUTES))
    }

    /// Says after how many idle minutes to lock; 0 for never.
    ///
    /// # Errors
    /// [`Error::Invalid`] for more than a day.
    pub fn set_lock_after(&self, minutes: u32) -> Result<()> {
        if minutes > LONGEST_LOCK_AFTER {
            return Err(Error::invalid("lock after", "more than a day"));
        }
        self.write(|write| set(write, LOCK_AFTER, &minutes))
    }

    /// The theme that was chosen.
    ///
    /// # Errors
    /// What the database says.
    pub fn theme(&self) -> Result<Theme> {
        self.read(|database| get(database, THEME)).map(Option::unwrap_or_default)
    }

    /// Chooses a theme.
    ///
    /// # Errors
    /// What the database says.
    pub fn set_theme(&self, theme: Theme) -> Result<()> {
        self.write(|write| set(write, THEME, &theme))
    }
}

/// The value under `key`; none if there is none or it is of an older shape.
pub(crate) fn get<T: DeserializeOwned>(database: &Connection, key: &str) -> Result<Option<T>> {
    let text: Option<String> = database
        .prepare_cached("SELECT value FROM setting WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

pub(crate) fn set<T: Serialize>(write: &Write<'_>, key: &str, value: &T) -> Result<()> {
    let text = serde_json::to_string(value).map_err(|_| Error::invalid("setting", "cannot be stored"))?;
    write
        .prepare_cached(
            "INSERT INTO setting (key, value, device, stamp) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (key) DO UPDATE SET value = ?2, device = ?3, stamp = ?4",
        )?
        .execute((key, text, write.device, write.stamp))?;
    Ok(())
}
