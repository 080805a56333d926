//! What can be said of an entry besides its text, the same for a new one and for a change.

use std::io::Read;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use helmlog_core::id::EntryId;
use helmlog_core::journal::{Content, Kind, Tagged, TimeOfDay, parse_date};
use helmlog_core::world::{System, World};
use helmlog_core::{Error, Vault};

use crate::failure::Failure;

/// Bytes of a text on stdin that are read at most. The core allows fewer; this is for a stream
/// that never ends.
const MOST_STDIN: u64 = 16 << 20;

/// What is said of an entry by options.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "The entry")]
pub(crate) struct Given {
    /// What sort of entry it is.
    #[arg(long, value_name = "KIND", ignore_case = true, value_parser = kinds())]
    kind: Option<Kind>,
    /// A line that names it.
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
    /// The day it tells of: 2026-11-23, today, yesterday or monday.
    #[arg(long, value_name = "DATE", value_parser = date, allow_hyphen_values = true)]
    pub(super) on: Option<NaiveDate>,
    /// The time of that day, such as 09:41.
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(super) at: Option<TimeOfDay>,
    /// A competency that it is evidence for, and the level it shows, from 1. May be repeated.
    #[arg(long, value_name = "KEY[:LEVEL]")]
    competency: Vec<Tagged>,
    /// A word to file it under. May be repeated.
    #[arg(long, value_name = "TAG")]
    tag: Vec<String>,
    /// Who it is about or was written with. May be repeated.
    #[arg(long, value_name = "NAME")]
    person: Vec<String>,
    /// The undertaking that it belongs to.
    #[arg(long, value_name = "PROJECT")]
    project: Option<String>,
    /// Mark it to be found again.
    #[arg(long)]
    star: bool,
    /// Words for yourself that no export ever contains.
    #[arg(long, value_name = "TEXT")]
    private: Option<String>,
    /// A file to keep with it, sealed. May be repeated.
    #[arg(long, value_name = "FILE")]
    pub(super) attach: Vec<PathBuf>,
}

impl Given {
    /// Whether nothing was said.
    pub(super) fn is_empty(&self) -> bool {
        self.kind.is_none()
            && self.title.is_none()
            && self.on.is_none()
            && self.at.is_none()
            && self.competency.is_empty()
            && self.tag.is_empty()
            && self.person.is_empty()
            && self.project.is_none()
            && !self.star
            && self.private.is_none()
            && self.attach.is_empty()
    }

    /// Brings `content` in line with what was said. Lists grow; the rest is replaced.
    pub(super) fn apply(&self, content: &mut Content) {
        if let Some(kind) = self.kind {
            content.kind = kind;
        }
        if let Some(title) = &self.title {
            title.trim().clone_into(&mut content.title);
        }
        if let Some(on) = self.on {
            content.on = on;
        }
        if let Some(at) = self.at {
            content.at = Some(at);
        }
        for tagged in &self.competency {
            match content.competencies.iter_mut().find(|one| one.key == tagged.key) {
                Some(known) => known.level = tagged.level,
                None => content.competencies.push(tagged.clone()),
            }
        }
        extend(&mut content.tags, &self.tag);
        extend(&mut content.people, &self.person);
        if let Some(project) = &self.project {
            content.project = Some(project.trim().to_owned());
        }
        content.starred |= self.star;
        if let Some(private) = &self.private {
            content.private.clone_from(private);
        }
    }

    /// Makes sure that every file to be kept can be read, before anything is stored.
    pub(super) fn check_files(&self) -> Result<(), Error> {
        for path in &self.attach {
            let about = std::fs::File::open(path).and_then(|file| file.metadata());
            if !about.map_err(|error| Error::file(path, error))?.is_file() {
                return Err(Error::invalid("attachment", "is not a file"));
            }
        }
        Ok(())
    }

    /// Keeps the files with the entry, which is stored already.
    pub(super) fn attach(&self, vault: &Vault, id: EntryId) -> Result<(), Failure> {
        for path in &self.attach {
            vault.attach(id, path).map_err(|error| {
                let hint = format!("The text is stored as {id}; this file is not with it.");
                Failure::from(error).with_hint(hint)
            })?;
        }
        Ok(())
    }
}

/// Adds words that are not there yet; which letters are capitals does not make another word.
fn extend(words: &mut Vec<String>, new: &[String]) {
    for word in new.iter().map(|word| word.trim()) {
        if !words.iter().any(|known| known.eq_ignore_ascii_case(word)) {
            words.push(word.to_owned());
        }
    }
}

/// The text that stands on the command line, or on stdin if that says `-`; none if there is none.
pub(super) fn text(words: &[String]) -> Result<Option<String>, Error> {
    match words {
        [] => Ok(None),
        [dash] if dash == "-" => {
            let mut bytes = Vec::new();
            std::io::stdin()
                .take(MOST_STDIN)
                .read_to_end(&mut bytes)
                .map_err(|error| Error::file(Path::new("stdin"), error))?;
            let text = String::from_utf8(bytes).map_err(|_| Error::invalid("text", "is not UTF-8"))?;
            Ok(Some(text.trim_end().to_owned()))
        }
        words => Ok(Some(words.join(" "))),
    }
}

/// Reads a DATE; relative ones count from today.
pub(super) fn date(text: &str) -> Result<NaiveDate, Error> {
    parse_date(text, System.now().date_naive())
}

fn kinds() -> impl TypedValueParser<Value = Kind> {
    PossibleValuesParser::new(Kind::ALL.map(Kind::word)).try_map(|word| word.parse())
}
