//! A produced file, read again by code that did not write it, to see whether a hidden name is still in it.
//!
//! Whatever a reader or their programs could find is looked at: pages, properties, alternative texts, comments,
//! the names of styles. What is found is refused and not mended: it means that a text has gone past
//! [`Portfolio::redact`].

mod docx;
mod html;
mod json;
mod markdown;
mod pdf;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use serde::Serialize;
use specta::Type;

use super::apply::Redacted;
use super::dictionary::Redaction;
use super::matcher::{Reading, Whose};
use super::profile::{RedactionProfile, ReplacementSort};
use super::reach::{Way, ways};
use crate::error::{Error, Result};
use crate::growth::say;
use crate::portfolio::{Format, Portfolio};

/// A name that is still in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Leak {
    /// Whose it is, as it is listed; the author's own words, not for a log.
    pub term: String,
    /// Where, as in "page 3".
    pub place: String,
    /// How often.
    pub times: u32,
}

/// The names that are still in a file. Printed for a log, they are only counted.
#[derive(Clone, PartialEq, Eq)]
pub struct Leaks(Vec<Leak>);

impl Leaks {
    /// Each name at each place.
    #[must_use]
    pub fn all(&self) -> &[Leak] {
        &self.0
    }

    /// How many names there are.
    pub(crate) fn names(&self) -> usize {
        self.0.iter().map(|leak| &leak.term).collect::<HashSet<_>>().len()
    }

    /// Where they stand, as in "page 2, metadata".
    pub(crate) fn places(&self) -> String {
        let mut places: Vec<&str> = Vec::new();
        for leak in &self.0 {
            if !places.contains(&leak.place.as_str()) {
                places.push(&leak.place);
            }
        }
        places.join(", ")
    }

    /// What is said to the author, whose names they are.
    pub(crate) fn told(&self) -> String {
        let each: Vec<String> = self.0.iter().map(|leak| format!("“{}” ({})", leak.term, leak.place)).collect();
        let verb = if self.names() == 1 { "is" } else { "are" };
        format!("{} {verb} still in the document.", say::list(&each))
    }
}

impl std::fmt::Debug for Leaks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Leaks({})", self.0.len())
    }
}

/// A text that was read out of a file, and where it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Text {
    place: String,
    text: String,
}

impl Text {
    fn at(place: impl Into<String>, text: impl Into<String>) -> Self {
        Self { place: place.into(), text: text.into() }
    }
}

impl Redacted {
    /// The document as a file of this format, once it is certain that no hidden name is in it, nor in the name that
    /// is proposed for the file.
    ///
    /// # Errors
    /// [`Error::NamesLeft`]; [`Error::Unreadable`] if the file cannot be read again; otherwise as [`Portfolio::render`].
    pub fn render(&self, format: Format, redaction: &Redaction, file_name: &str) -> Result<Vec<u8>> {
        let bytes = self.portfolio.render(format)?;
        if redaction.profile == RedactionProfile::Own {
            return Ok(bytes);
        }
        let mut leaks = redaction.scan(format, &bytes)?;
        if !leaks.is_empty() {
            // A word of our own may be somebody's name: as often as an empty document says it, it is ours.
            let mut ours: HashMap<String, u32> = HashMap::new();
            for leak in redaction.scan(format, &self.portfolio.emptied().render(format)?)? {
                *ours.entry(leak.term).or_default() += leak.times;
            }
            leaks = beyond(leaks, ours);
        }
        leaks.extend(redaction.leaks(&[Text::at("file name", file_name)]));
        if leaks.is_empty() { Ok(bytes) } else { Err(Error::NamesLeft(Leaks(leaks))) }
    }
}

impl Redaction {
    /// Every hidden name that is left in a file of this format. Names are looked for more strictly than when they are
    /// replaced: in any case, with anything but letters between their parts, torn apart by a line or a sign.
    ///
    /// # Errors
    /// [`Error::Unreadable`].
    pub fn scan(&self, format: Format, bytes: &[u8]) -> Result<Vec<Leak>> {
        let texts = match format {
            Format::Pdf => pdf::read(bytes),
            Format::Docx => docx::read(bytes),
            Format::Html => html::read(bytes),
            Format::Markdown => markdown::read(bytes),
            Format::Json => json::read(bytes),
        };
        Ok(self.leaks(&texts?))
    }

    fn leaks(&self, texts: &[Text]) -> Vec<Leak> {
        let mut leaks: Vec<Leak> = Vec::new();
        for Text { place, text } in texts {
            let names = self.matcher.hits(text, Reading::File).into_iter().filter_map(|hit| match hit.whose {
                Whose::Stays => None,
                Whose::Subject(at) => self.subjects.get(at)?.names.first().cloned(),
                Whose::Shared => text.get(hit.bytes).map(ToOwned::to_owned),
            });
            let hides_mail = self.profile.replaces(ReplacementSort::Mail);
            let mails = ways(text)
                .into_iter()
                .filter(|(_, way)| hides_mail && *way == Way::Mail)
                .filter_map(|(bytes, _)| text.get(bytes).map(ToOwned::to_owned));
            for term in names.chain(mails) {
                match leaks.iter_mut().find(|leak| leak.term == term && leak.place == *place) {
                    Some(leak) => leak.times += 1,
                    None => leaks.push(Leak { term, place: place.clone(), times: 1 }),
                }
            }
        }
        leaks
    }
}

/// What is left of `leaks` when each name may stand as often as `allowed` says.
fn beyond(leaks: Vec<Leak>, mut allowed: HashMap<String, u32>) -> Vec<Leak> {
    let mut left = Vec::new();
    for mut leak in leaks {
        if let Some(times) = allowed.get_mut(&leak.term) {
            let forgiven = leak.times.min(*times);
            leak.times -= forgiven;
            *times -= forgiven;
        }
        if leak.times > 0 {
            left.push(leak);
        }
    }
    left
}

impl Portfolio {
    /// The same document with no text in it but our own.
    fn emptied(&self) -> Self {
        let mut emptied = self.clone();
        emptied.each_text(&mut |_, _, text| text.clear());
        emptied
    }
}

/// A text that is put together of runs. What has no space between it was never apart.
#[derive(Default)]
struct Runs(String);

impl Runs {
    fn add(&mut self, text: &str) {
        self.0.push_str(text);
    }

    fn end_line(&mut self) {
        if !self.0.is_empty() && !self.0.ends_with('\n') {
            self.0.push('\n');
        }
    }
}
