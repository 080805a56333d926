//! Reading a company's ladder, in whatever form it is at hand: TOML, a file or clipboard of a
//! spreadsheet, a table in Markdown.
//!
//! ```text
//! text ── form ── grid of cells ── which axis are the levels? ── framework, and notes on what was assumed
//!       (form.rs)  (grid.rs)            (axis.rs)                  (table.rs; level names: rank.rs)
//! ```
//!
//! Nothing is stored by reading. What could be meant in two ways is decided, said in a [`Note`], and
//! can be decided otherwise by [`Choices`].

mod axis;
mod cell;
mod csv;
mod form;
mod grid;
pub(crate) mod key;
mod rank;
mod table;
pub(super) mod toml;

use std::io::Read;
use std::path::Path;

use serde::{Deserialize, Serialize};
use specta::Type;

use super::framework::{Framework, LONGEST_NAME, Rung};
use super::level::{Level, SCOPES};
use super::version::Change;
use crate::error::{Error, Result};

/// Bytes of a ladder at most. The longest that anybody publishes have a tenth of it.
const LONGEST_LADDER: usize = 1 << 20;

/// Notes at most; nobody reads more.
const MOST_NOTES: usize = 24;

/// What a framework is called whose text says nothing about it.
const NAMELESS: &str = "Company ladder";

/// The form that a ladder was in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// TOML, as it is exported.
    Toml,
    /// Cells parted by commas.
    Commas,
    /// Cells parted by semicolons, as spreadsheets write them where the comma is in numbers.
    Semicolons,
    /// Cells parted by tabs, as they come from a spreadsheet's clipboard.
    Tabs,
    /// A table in Markdown.
    Markdown,
}

/// Which way a table lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum Orientation {
    /// Each row is a competency, each column a level.
    Rows,
    /// Each column is a competency, each row a level.
    Columns,
}

/// What whoever reads a ladder knows better than the text says it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default)]
#[specta(skip_attr = "serde")]
pub struct Choices {
    /// What it is called; empty to take it from the text.
    pub name: String,
    /// What the file is called, for a text that says nothing of its name.
    pub source: String,
    /// Which way it lies; none to look for the levels.
    pub orientation: Option<Orientation>,
    /// How far each level reaches; empty to take it from their names.
    pub scopes: Vec<u8>,
}

/// A ladder as it was understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct LadderReading {
    /// What came of it.
    pub framework: Framework,
    /// The form that it was in.
    pub form: Form,
    /// Which way it lies; none where that is no question.
    pub orientation: Option<Orientation>,
    /// What was assumed or left out, in the order of the text.
    pub notes: Vec<Note>,
}

/// Something that was assumed or left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Note {
    /// Where, as in "row 5, column C"; empty where it is about the whole.
    pub place: String,
    /// What.
    pub text: String,
}

/// A reading, and what it would be to a vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct LadderPreview {
    /// The reading.
    pub reading: LadderReading,
    /// What it would be.
    pub arrival: Arrival,
}

/// What a framework is to a vault that it comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Arrival {
    /// There is none with its key.
    New,
    /// A new version of one that is there.
    Version {
        /// The number of the version in force.
        from: u32,
        /// What it would change.
        changes: Vec<Change>,
    },
    /// It is there, word for word.
    Same {
        /// The number of the version in force.
        version: u32,
    },
    /// One with its key is there and has another number of levels, so it cannot be a version of it:
    /// what was tagged at a level would mean something else.
    OtherLevels {
        /// The levels of the one that is there.
        levels: u8,
    },
}

impl LadderReading {
    pub(super) fn note(&mut self, place: impl Into<String>, text: impl Into<String>) {
        note(&mut self.notes, place, text);
    }
}

fn note(notes: &mut Vec<Note>, place: impl Into<String>, text: impl Into<String>) {
    match notes.len() {
        count if count + 1 < MOST_NOTES => notes.push(Note { place: place.into(), text: text.into() }),
        count if count < MOST_NOTES => {
            notes.push(Note { place: String::new(), text: "There is more of this further down.".to_owned() });
        }
        _ => {}
    }
}

impl Framework {
    /// Its written form as a table: rows are competencies, columns levels. It can be read back, and
    /// loses nothing but the framework's own name, key and version.
    ///
    /// # Errors
    /// Never: everything else in it has a form in a table.
    pub fn to_csv(&self) -> Result<String> {
        csv::write(self)
    }
}

/// The text of a ladder out of a file, which `from` names in messages. Nothing longer than a ladder is read.
///
/// # Errors
/// [`Error::File`] if it cannot be read; [`Error::Invalid`] if it is too long or no text.
pub fn ladder_text(file: impl Read, from: &Path) -> Result<String> {
    let mut bytes = Vec::new();
    file.take(LONGEST_LADDER as u64 + 1).read_to_end(&mut bytes).map_err(|error| Error::file(from, error))?;
    text_of(&bytes)
}

/// The text of a file, whichever way its letters are written.
///
/// # Errors
/// [`Error::Invalid`] if it is not text, or longer than 1 MiB.
fn text_of(bytes: &[u8]) -> Result<String> {
    if bytes.len() > LONGEST_LADDER {
        return Err(too_long());
    }
    let wide = |bytes: &[u8], read: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).filter_map(|pair| Some(read(pair.try_into().ok()?)));
        char::decode_utf16(units).collect::<std::result::Result<String, _>>().ok()
    };
    let text = match bytes {
        [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes),
        [b'P', b'K', 3, 4, ..] => {
            return Err(Error::invalid(
                "file",
                "is a workbook; save the sheet as CSV and choose that, or copy its cells",
            ));
        }
        _ => std::str::from_utf8(bytes).ok().map(ToOwned::to_owned),
    };
    text.ok_or_else(|| Error::invalid("file", "is not text in UTF-8; save it as CSV UTF-8, or copy its cells"))
}

fn too_long() -> Error {
    Error::invalid("ladder", format!("is longer than {} MiB", LONGEST_LADDER >> 20))
}

/// Reads a ladder.
///
/// # Errors
/// [`Error::Invalid`] with the line, or the row and column, and what is wrong there. No text makes it
/// fail in another way.
pub(crate) fn read(text: &str, choices: &Choices) -> Result<LadderReading> {
    if text.len() > LONGEST_LADDER {
        return Err(too_long());
    }
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    if text.trim().is_empty() {
        return Err(Error::invalid("ladder", "is empty"));
    }
    let name = choices.name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.chars().count() > LONGEST_NAME {
        return Err(Error::invalid("name", format!("is longer than {LONGEST_NAME} characters")));
    }
    let mut reading = if toml::looks_like_it(&text) {
        let framework = toml::read(&text)?;
        LadderReading { framework, form: Form::Toml, orientation: None, notes: Vec::new() }
    } else {
        table::read(&text, choices)?
    };
    let framework = &mut reading.framework;
    if !name.is_empty() && name != framework.name {
        framework.key = key::of(&name);
        framework.name = name;
    }
    if !choices.scopes.is_empty() {
        set_scopes(framework, &choices.scopes)?;
    }
    framework.check()?;
    Ok(reading)
}

fn set_scopes(framework: &mut Framework, scopes: &[u8]) -> Result<()> {
    if scopes.len() != framework.levels.len() {
        let (found, needed) = (scopes.len(), framework.levels.len());
        return Err(Error::invalid("scopes", format!("{found} are given and there are {needed} levels")));
    }
    for (level, scope) in framework.levels.iter_mut().zip(scopes) {
        level.scope = *scope;
    }
    Ok(())
}

/// A career ladder of which every level is a rung.
fn rungs(levels: &[Level]) -> Vec<Rung> {
    (1..).zip(levels).map(|(level, one)| Rung { name: one.name.clone(), level }).collect()
}

/// The scope that a word stands for: its number, or its name.
fn scope_of(word: &str) -> Option<u8> {
    let word = word.trim();
    let named = SCOPES.iter().position(|scope| scope.eq_ignore_ascii_case(word));
    let numbered = word.parse::<usize>().ok().and_then(|number| number.checked_sub(1)).filter(|at| *at < SCOPES.len());
    named.or(numbered).and_then(|at| u8::try_from(at + 1).ok())
}

#[cfg(test)]
mod tests;
