//! What is new in a document since another one of the same author.

use serde::Serialize;
use specta::Type;

use super::KeptExport;
use super::compare::{Found, compare, instead};
use super::keep::document;
use crate::error::{Error, Result};
use crate::id::EntryId;
use crate::portfolio::brief::Paper;
use crate::portfolio::model::Portfolio;
use crate::record::{self, Kept};
use crate::vault::Vault;

/// What is new since a kept export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Differences {
    /// Since which.
    pub since: Kept<KeptExport>,
    /// What is new, in the order of the document.
    pub differences: Vec<Difference>,
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Difference {
    /// What it is about.
    pub about: Topic,
    /// Whether something came, went or is another.
    pub sort: DifferenceSort,
    /// What came or went, in its own words; of what is another, a sentence.
    pub text: String,
    /// The entry that it is about, if there is one.
    pub entry: Option<EntryId>,
}

/// What a difference is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// What was asked for.
    Options,
    /// The case on the cover, where it is in its author's words.
    Case,
    /// Headline outcomes.
    Outcome,
    /// What was expected.
    Expectation,
    /// How a competency stands.
    Competency,
    /// Stories, and the setback.
    Story,
    /// What was brought about through others.
    Leading,
    /// What others said.
    Feedback,
    /// The plan for the gaps.
    Plan,
    /// The entries that it rests on.
    Entry,
}

impl Topic {
    /// What a list of such differences is headed by.
    #[must_use]
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Options => "What it is for",
            Self::Case => "The case",
            Self::Outcome => "Outcomes",
            Self::Expectation => "Expectations",
            Self::Competency => "Competencies",
            Self::Story => "Stories",
            Self::Leading => "Leading through others",
            Self::Feedback => "Feedback",
            Self::Plan => "Gaps and plan",
            Self::Entry => "Entries",
        }
    }
}

/// Whether something came, went or is another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum DifferenceSort {
    /// It was not there before.
    Added,
    /// It is not there any more.
    Removed,
    /// It is another.
    Altered,
}

impl Vault {
    /// What is new in `portfolio` since the last kept export of its preset; nothing if there is none.
    ///
    /// # Errors
    /// [`Error::Damaged`] if what was kept is not what it was.
    pub fn changes_since_last(&self, portfolio: &Portfolio) -> Result<Option<Differences>> {
        let kept = self.kept_exports()?;
        let last = kept.into_iter().find(|kept| kept.value.brief.preset == portfolio.preset);
        last.map(|since| self.changes_since(since, portfolio)).transpose()
    }

    /// What is new in `portfolio` since this kept export.
    ///
    /// # Errors
    /// [`Error::Damaged`] if what was kept is not what it was.
    pub fn changes_since(&self, since: Kept<KeptExport>, portfolio: &Portfolio) -> Result<Differences> {
        let was = self.read(|database| document(database, &since.value))?;
        Ok(Differences { since, differences: compare(&was, portfolio) })
    }

    /// What was new in a kept export since the one of its preset before it; nothing if that was the first.
    ///
    /// # Errors
    /// [`Error::NotFound`], or [`Error::Damaged`] if what was kept is not what it was.
    pub fn changes_of_export(&self, number: u32) -> Result<Option<Differences>> {
        self.read(|database| {
            let kept = record::all::<KeptExport>(database)?;
            let place = kept.iter().position(|kept| kept.value.number == number);
            let place = place.ok_or(Error::NotFound { what: "kept export" })?;
            let (before, this) = kept.split_at(place);
            let Some(Kept { value: this, .. }) = this.first() else { return Ok(None) };
            let preset = this.brief.preset;
            let Some(since) = before.iter().rev().find(|kept| kept.value.brief.preset == preset) else {
                return Ok(None);
            };
            let mut differences = asked_otherwise(&since.value, this);
            differences.extend(compare(&document(database, &since.value)?, &document(database, this)?));
            Ok(Some(Differences { since: since.clone(), differences }))
        })
    }
}

/// The differences of what was asked for that the documents do not show.
fn asked_otherwise(was: &KeptExport, is: &KeptExport) -> Vec<Difference> {
    let mut found = Found::default();
    if was.reader != is.reader {
        found.altered(Topic::Options, instead("", is.reader.told(), was.reader.told()));
    }
    if was.format != is.format {
        found.altered(Topic::Options, instead("", is.format.name(), was.format.name()));
    }
    if was.brief.paper != is.brief.paper {
        let paper = |paper| match paper {
            Paper::A4 => "A4",
            Paper::Letter => "Letter",
        };
        found.altered(Topic::Options, instead("Set for ", paper(is.brief.paper), paper(was.brief.paper)));
    }
    found.0
}
