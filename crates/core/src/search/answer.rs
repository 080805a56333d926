//! What a search is asked and what it answers.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::id::EntryId;
use crate::journal::{Kind, LineState, Tagged, TimeOfDay};

/// A search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SearchRequest {
    /// What is looked for, in the language of [`super::query`].
    pub query: String,
    /// How many hits to return at most.
    pub limit: u32,
    /// Which come first.
    #[serde(default)]
    pub sort: Sort,
    /// Whether somebody is typing it, so that the last word may be the beginning of one.
    #[serde(default)]
    pub typing: bool,
    /// Whether words that occur nowhere stay as they are.
    #[serde(default)]
    pub literal: bool,
}

impl SearchRequest {
    /// A whole query, the best hits first.
    pub fn of(query: impl Into<String>, limit: u32) -> Self {
        Self { query: query.into(), limit, sort: Sort::Best, typing: false, literal: false }
    }
}

/// Which hits come first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    /// Those that say it best. Where no words are looked for, the newest.
    #[default]
    Best,
    /// The newest.
    Date,
}

impl Sort {
    pub(super) const ALL: [Self; 2] = [Self::Best, Self::Date];
}

impl std::fmt::Display for Sort {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Best => "best",
            Self::Date => "date",
        })
    }
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct Answer {
    /// How many entries match.
    pub total: u32,
    /// How long it took, in microseconds.
    pub took_us: u32,
    /// The query as it was understood, where a word that occurs nowhere was taken for another.
    pub corrected: Option<String>,
    /// What was not understood or is not complete, in plain words.
    pub note: Option<String>,
    /// Which come first: what the query says, or else what was asked for with it.
    pub sort: Sort,
    /// The first of the matches.
    pub hits: Vec<Hit>,
    /// What all of the matches are made up of.
    pub facets: Counts,
}

/// An entry that was found.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct Hit {
    /// Its identity.
    pub id: EntryId,
    /// What sort of entry it is.
    pub kind: Kind,
    /// The line that names it; often empty.
    pub title: String,
    /// What was looked for in the title: from and to, in Unicode scalar values.
    pub title_marks: Vec<[u32; 2]>,
    /// The author's local date.
    pub on: NaiveDate,
    /// The author's local time.
    pub at: Option<TimeOfDay>,
    /// Whether it was written on a later day.
    pub written_later: bool,
    /// Marked to be found again.
    pub starred: bool,
    /// How well it matches. Only comparable within one answer; 0 when sorted by date.
    pub score: f64,
    /// About two lines of it, on one line and without syntax.
    pub snippet: String,
    /// What was looked for in the snippet: from and to, in Unicode scalar values.
    pub marks: Vec<[u32; 2]>,
    /// What it is evidence for.
    pub competencies: Vec<Tagged>,
    /// Words it is filed under.
    pub tags: Vec<String>,
    /// Who it is about.
    pub people: Vec<String>,
    /// One short phrase from its facets.
    pub state: Option<LineState>,
    /// The name of what a lesson came from.
    pub source: Option<String>,
}

/// What the matches are made up of; each list begins with what most of them have.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Type)]
pub struct Counts {
    /// Kinds.
    pub kind: Vec<Count>,
    /// Keys of competencies.
    pub competency: Vec<Count>,
    /// Levels shown for any competency, the lowest first.
    pub level: Vec<Count>,
    /// Years.
    pub year: Vec<Count>,
    /// Tags.
    pub tag: Vec<Count>,
    /// People.
    pub person: Vec<Count>,
}

/// How many of the matches have something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Count {
    /// What they have, as a filter of the query language takes it.
    pub value: String,
    /// How many.
    pub count: u32,
}
