//! The sample journal: most of a year of a product manager who does not exist, so that search,
//! the growth map and the portfolio show what they are good for in the first minute.
//!
//! It comes in one transaction and goes in one. Its entries carry the source `sample`, so they are
//! told from the user's own wherever it matters, and taken away to the last row.

mod add;
mod dossier;
mod growth;
mod readings;
mod remove;
mod returns;
mod story;

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::error::Result;
use crate::vault::{Profile, Vault, setting};

/// The setting under which a vault remembers that the sample journal is in it.
const SETTING: &str = "sample";

/// What the sample journal consists of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Type)]
pub struct SampleReport {
    /// Entries that came or went.
    pub entries: u32,
    /// People who came or went. Those whom the user's own entries mention stay.
    pub people: u32,
}

/// What is remembered of adding it, to be able to undo exactly that.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Traces {
    /// The profile, if it was empty and the sample gave it one.
    profile: Option<Profile>,
}

impl Vault {
    /// Whether the sample journal is in this vault.
    ///
    /// # Errors
    /// What the database says.
    pub fn has_sample(&self) -> Result<bool> {
        self.read(|database| Ok(setting::get::<Traces>(database, SETTING)?.is_some()))
    }
}

#[cfg(test)]
mod tests;
