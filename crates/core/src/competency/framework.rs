//! A framework and its written form.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::error::{Error, Result};

/// What the four levels stand for.
pub const SCOPES: [&str; 4] = ["own work", "team", "several teams", "organisation"];

/// The framework that every new vault begins with.
const DEFAULT: &str = include_str!("../../data/framework.toml");

/// A set of competencies and a career ladder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Framework {
    /// Its stable key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its version; a changed expectation raises it.
    pub version: u32,
    /// The career ladder, lowest rung first.
    pub ladder: Vec<Rung>,
    /// Its competencies, in the order in which they are shown.
    #[serde(rename = "competency")]
    pub competencies: Vec<Competency>,
}

/// A step of the career ladder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Rung {
    /// What it is called.
    pub name: String,
    /// The level that it asks for in every competency.
    pub level: u8,
}

/// Something that can be shown in deeds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Competency {
    /// Its stable key, by which entries are tagged.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What it is, in one sentence.
    pub about: String,
    /// Whether the step from managing to leading happens here.
    pub leader_shift: bool,
    /// The observable behaviour at each level, lowest first.
    pub levels: Vec<Behaviour>,
}

/// What one would see at a level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(transparent)]
pub struct Behaviour(pub String);

impl Framework {
    /// "PM to product leader".
    ///
    /// # Errors
    /// Never, unless this program was built with a broken file.
    pub fn default_framework() -> Result<Self> {
        Self::from_toml(DEFAULT)
    }

    /// Reads a framework from TOML.
    ///
    /// # Errors
    /// [`Error::Invalid`] with the line, or with the rule that is broken.
    pub fn from_toml(text: &str) -> Result<Self> {
        let framework: Self = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| text.get(..span.start).unwrap_or_default().lines().count().max(1));
            Error::invalid("framework", format!("line {line}: {}", error.message()))
        })?;
        framework.check()?;
        Ok(framework)
    }

    /// Its written form, which [`Framework::from_toml`] reads.
    ///
    /// # Errors
    /// Never: everything in it has a form in TOML.
    pub fn to_toml(&self) -> Result<String> {
        toml::to_string_pretty(self).map_err(|_| Error::invalid("framework", "cannot be written as TOML"))
    }

    fn check(&self) -> Result<()> {
        let mut keys = std::collections::BTreeSet::new();
        for competency in &self.competencies {
            if !keys.insert(&competency.key) {
                return Err(Error::invalid("framework", "two competencies have the same key"));
            }
            if competency.levels.len() != SCOPES.len() {
                return Err(Error::invalid("framework", "a competency does not have four levels"));
            }
        }
        if self.ladder.iter().any(|rung| !(1..=4).contains(&rung.level)) {
            return Err(Error::invalid("framework", "a rung asks for a level outside 1 to 4"));
        }
        Ok(())
    }

    /// The competency with this key.
    pub fn competency(&self, key: &str) -> Option<&Competency> {
        self.competencies.iter().find(|competency| competency.key == key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_framework_has_twelve_competencies_of_four_behaviours_each() {
        let framework = Framework::default_framework().unwrap();
        assert_eq!(framework.competencies.len(), 12);
        assert_eq!(framework.competencies.iter().filter(|one| one.leader_shift).count(), 5);
        let mut behaviours: Vec<&str> =
            framework.competencies.iter().flat_map(|one| &one.levels).map(|Behaviour(text)| text.as_str()).collect();
        assert!(behaviours.iter().all(|text| text.len() > 30), "each is a sentence");
        behaviours.sort_unstable();
        behaviours.dedup();
        assert_eq!(behaviours.len(), 48, "no two are the same");
    }

    #[test]
    fn what_is_written_is_what_is_read() {
        let framework = Framework::default_framework().unwrap();
        assert_eq!(Framework::from_toml(&framework.to_toml().unwrap()).unwrap(), framework);
    }

    #[test]
    fn a_broken_framework_is_refused_with_the_line() {
        let error = Framework::from_toml("key = \"a\"\nname = 3\n").unwrap_err();
        assert!(error.to_string().contains("line 2"), "{error}");
    }
}
