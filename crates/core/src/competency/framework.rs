//! A framework, and what makes it a sound one.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use specta::Type;

use super::ladder::toml;
use super::level::{FEWEST_LEVELS, Level, MOST_LEVELS, SCOPES};
use crate::error::{Error, Result};

/// The framework that every new vault begins with.
const DEFAULT: &str = include_str!("../../data/framework.toml");

/// Competencies in a framework at most: more than anybody is measured against.
pub(super) const MOST_COMPETENCIES: usize = 60;
/// Rungs of a career ladder at most.
pub(super) const MOST_RUNGS: usize = 24;
/// Characters of a name or key.
pub(super) const LONGEST_NAME: usize = 120;
/// Characters of what is said at one level.
pub(super) const LONGEST_TEXT: usize = 4_000;

/// A set of competencies and a career ladder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Framework {
    /// Its stable key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its version; a changed expectation raises it.
    pub version: u32,
    /// Its levels, lowest first: two to eight.
    pub levels: Vec<Level>,
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
    /// What it is, in one sentence; may be empty.
    pub about: String,
    /// The part of the framework that it stands in, such as "Craft"; empty where there are no parts.
    pub section: String,
    /// Whether the step from managing to leading happens here.
    pub leader_shift: bool,
    /// The observable behaviour at each level, lowest first.
    pub levels: Vec<Behaviour>,
}

/// What one would see at a level: a sentence, or several, each on a line of its own. Empty where the
/// framework says nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(transparent)]
pub struct Behaviour(pub String);

impl Behaviour {
    /// On one line; what has no end of its own is parted from the next by a semicolon.
    pub fn line(&self) -> String {
        let lines: Vec<&str> = self.0.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let mut text = String::with_capacity(self.0.len());
        for line in lines {
            if !text.is_empty() {
                text.push_str(if text.ends_with(['.', '!', '?', ';', ':', ',']) { " " } else { "; " });
            }
            text.push_str(line);
        }
        text
    }
}

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
        toml::read(text)
    }

    /// Its written form, which [`Framework::from_toml`] reads.
    ///
    /// # Errors
    /// Never: everything in it has a form in TOML.
    pub fn to_toml(&self) -> Result<String> {
        toml::write(self)
    }

    /// Checks that it can be worked with.
    ///
    /// # Errors
    /// [`Error::Invalid`] with the rule that is broken and where.
    pub(crate) fn check(&self) -> Result<()> {
        check_key("the framework", &self.key)?;
        check_name("the framework", &self.name)?;
        self.check_levels()?;
        self.check_ladder()?;
        self.check_competencies()
    }

    fn check_levels(&self) -> Result<()> {
        let most = usize::from(MOST_LEVELS);
        if !(usize::from(FEWEST_LEVELS)..=most).contains(&self.levels.len()) {
            let problem = format!("has {} levels; there can be {FEWEST_LEVELS} to {most}", self.levels.len());
            return Err(Error::invalid("framework", problem));
        }
        let mut last = 1;
        let mut names = BTreeSet::new();
        for (number, level) in (1..).zip(&self.levels) {
            check_name(&format!("level {number}"), &level.name)?;
            if !names.insert(level.name.to_lowercase()) {
                return Err(Error::invalid("framework", format!("level {number} has the name of a lower one")));
            }
            if !(1..=SCOPES.len()).contains(&usize::from(level.scope)) {
                let scopes = SCOPES.join(", ");
                return Err(Error::invalid(
                    "framework",
                    format!("the scope of level {number} is not 1 to 4: {scopes}"),
                ));
            }
            if level.scope < last {
                let problem = format!("level {number} reaches less far than the one below it");
                return Err(Error::invalid("framework", problem));
            }
            last = level.scope;
        }
        Ok(())
    }

    fn check_ladder(&self) -> Result<()> {
        if self.ladder.len() > MOST_RUNGS {
            return Err(Error::invalid("framework", format!("has more than {MOST_RUNGS} rungs")));
        }
        let mut names = BTreeSet::new();
        let mut last = 1;
        for (number, rung) in (1..).zip(&self.ladder) {
            check_name(&format!("rung {number}"), &rung.name)?;
            if !names.insert(rung.name.to_lowercase()) {
                return Err(Error::invalid("framework", format!("rung {number} has the name of a lower one")));
            }
            if !(1..=self.levels.len()).contains(&usize::from(rung.level)) {
                let highest = self.levels.len();
                return Err(Error::invalid(
                    "framework",
                    format!("rung {number} asks for a level outside 1 to {highest}"),
                ));
            }
            if rung.level < last {
                return Err(Error::invalid("framework", format!("rung {number} asks for less than the one below it")));
            }
            last = rung.level;
        }
        Ok(())
    }

    fn check_competencies(&self) -> Result<()> {
        if self.competencies.is_empty() || self.competencies.len() > MOST_COMPETENCIES {
            let problem =
                format!("has {} competencies; there can be 1 to {MOST_COMPETENCIES}", self.competencies.len());
            return Err(Error::invalid("framework", problem));
        }
        let mut keys = BTreeSet::new();
        for (number, competency) in (1..).zip(&self.competencies) {
            let place = format!("competency {number}");
            check_key(&place, &competency.key)?;
            check_name(&place, &competency.name)?;
            if !competency.section.is_empty() {
                check_name(&format!("the section of {place}"), &competency.section)?;
            }
            if !keys.insert(&competency.key) {
                return Err(Error::invalid("framework", format!("{place} has the key of an earlier one")));
            }
            if competency.levels.len() != self.levels.len() {
                let (found, needed) = (competency.levels.len(), self.levels.len());
                let problem = format!("{place} has {found} behaviours and there are {needed} levels");
                return Err(Error::invalid("framework", problem));
            }
            let behaviours = competency.levels.iter().map(|Behaviour(text)| text);
            if behaviours.clone().all(|text| text.trim().is_empty()) {
                return Err(Error::invalid("framework", format!("{place} says nothing at any level")));
            }
            for text in behaviours.chain([&competency.about]) {
                check_text(&place, text)?;
            }
        }
        Ok(())
    }

    /// The competency with this key.
    pub fn competency(&self, key: &str) -> Option<&Competency> {
        self.competencies.iter().find(|competency| competency.key == key)
    }

    /// What the level with this number is called; empty where there is none.
    pub fn level_name(&self, level: u8) -> &str {
        let at = usize::from(level).checked_sub(1).and_then(|at| self.levels.get(at));
        at.map_or("", |level| level.name.as_str())
    }

    /// The number of its highest level.
    pub fn highest(&self) -> u8 {
        u8::try_from(self.levels.len()).unwrap_or(MOST_LEVELS)
    }
}

fn check_key(place: &str, key: &str) -> Result<()> {
    let fits = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    if key.is_empty() || key.len() > LONGEST_NAME || !key.chars().all(fits) {
        let problem = format!("the key of {place} is not made of small letters, digits and hyphens");
        return Err(Error::invalid("framework", problem));
    }
    Ok(())
}

fn check_name(place: &str, name: &str) -> Result<()> {
    let problem = if name.trim().is_empty() {
        "is empty".to_owned()
    } else if name.trim() != name {
        "begins or ends with a space".to_owned()
    } else if name.chars().count() > LONGEST_NAME {
        format!("is longer than {LONGEST_NAME} characters")
    } else if name.chars().any(char::is_control) {
        "contains a line break or another control character".to_owned()
    } else {
        return Ok(());
    };
    Err(Error::invalid("framework", format!("the name of {place} {problem}")))
}

fn check_text(place: &str, text: &str) -> Result<()> {
    if text.chars().count() > LONGEST_TEXT {
        return Err(Error::invalid("framework", format!("{place} has a text of more than {LONGEST_TEXT} characters")));
    }
    if text.chars().any(|letter| letter.is_control() && letter != '\n') {
        return Err(Error::invalid("framework", format!("{place} has a control character in a text")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_framework_has_twelve_competencies_of_four_behaviours_each() {
        let framework = Framework::default_framework().unwrap();
        assert_eq!(framework.competencies.len(), 12);
        assert_eq!(framework.levels, Level::scopes(), "its levels are the scopes themselves");
        assert_eq!(framework.competencies.iter().filter(|one| one.leader_shift).count(), 5);
        let mut behaviours: Vec<&str> =
            framework.competencies.iter().flat_map(|one| &one.levels).map(|Behaviour(text)| text.as_str()).collect();
        assert!(behaviours.iter().all(|text| text.len() > 30), "each is a sentence");
        behaviours.sort_unstable();
        behaviours.dedup();
        assert_eq!(behaviours.len(), 48, "no two are the same");
    }

    #[test]
    fn what_cannot_be_worked_with_is_refused_with_the_rule() {
        type Spoil = fn(&mut Framework);
        let cases: [(&str, Spoil); 12] = [
            ("has 1 levels", |one| one.levels.truncate(1)),
            ("level 2 reaches less far", |one| one.levels[0].scope = 3),
            ("the scope of level 4", |one| one.levels[3].scope = 5),
            ("level 2 has the name", |one| one.levels[1].name = "Own Work".to_owned()),
            ("rung 3 asks for a level outside 1 to 4", |one| one.ladder[2].level = 5),
            ("rung 2 asks for less", |one| one.ladder[0].level = 2),
            ("rung 2 has the name", |one| one.ladder[1].name = "associate pm".to_owned()),
            ("has 0 competencies", |one| one.competencies.clear()),
            ("competency 2 has the key", |one| one.competencies[1].key = one.competencies[0].key.clone()),
            ("the key of competency 1", |one| one.competencies[0].key = "a:b".to_owned()),
            ("competency 1 has 3 behaviours", |one| one.competencies[0].levels.truncate(3)),
            ("the name of competency 1", |one| one.competencies[0].name = " ".to_owned()),
        ];
        for (said, spoil) in cases {
            let mut framework = Framework::default_framework().unwrap();
            spoil(&mut framework);
            let error = framework.check().unwrap_err().to_string();
            assert!(error.contains(said), "{error} for {said}");
        }
    }
}
