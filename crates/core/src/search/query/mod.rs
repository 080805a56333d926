//! The query language: what somebody types, as a tree.
//!
//! ```text
//! roadmap review        every word, in any order          "exact phrase"   as it stands
//! road*                 words that begin so               -word            without it
//! a OR b                either, binding the two beside it title:word       in the title
//! kind:lesson  competency:stakeholders>=3  level:3  tag:q3  project:atlas  person:"Dana K"
//! on:2026  on:2026-03  on:2026-01..2026-06  before:today  after:monday
//! is:starred|open|resolved|later  has:outcome|attachment|private|lesson         sort:date|best
//! ```
//!
//! [`Query::parse`] understands any text. A part that it cannot make sense of becomes
//! [`Text::Loose`] plain words, and a note says so. Printing a query and parsing what was printed
//! gives the same query. Nothing in here knows of an index or a database.

mod date;
mod note;
mod parse;
mod print;
mod scan;

use chrono::NaiveDate;

use super::answer::Sort;
use crate::journal::Kind;

pub(super) use parse::without_begun_filter;
pub use parse::{Parsed, Surroundings};

/// Everything asked for: all of the clauses must hold. No clause asks for everything there is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// What must hold.
    pub clauses: Vec<Clause>,
    /// `sort:`, which of what is found comes first, where the query says so; the last one counts.
    pub sort: Option<Sort>,
}

/// One or more conditions, any of which is enough.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause(
    /// Never empty.
    pub Vec<Leaf>,
);

/// A condition or its opposite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// Whether it must not hold.
    pub not: bool,
    /// The condition.
    pub term: Term,
}

/// A single condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    /// Words somewhere.
    Text {
        /// Where.
        scope: Scope,
        /// Which.
        text: Text,
    },
    /// `kind:`
    Kind(Kind),
    /// `competency:`, at any level or none, or at one of these.
    Competency {
        /// The competency's key.
        key: String,
        /// Levels shown.
        levels: Option<Levels>,
    },
    /// `level:`, shown for any competency.
    Level(Levels),
    /// `tag:`
    Tag(String),
    /// `project:`
    Project(String),
    /// `person:`, by the whole name or a word of it.
    Person(String),
    /// `on:`, `before:`, `after:`
    On(Days),
    /// `is:`
    Is(Flag),
    /// `has:`
    Has(Part),
}

/// Where words are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Wherever somebody may have written them.
    Anywhere,
    /// In the title.
    Title,
}

/// Words to look for, as they were typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Text {
    /// In any of its forms.
    Word(String),
    /// The beginning of a word.
    Prefix(String),
    /// In any of its forms, or the beginning of a word: somebody is still typing it.
    Open(String),
    /// Exactly these, one behind the other.
    Phrase(String),
    /// What could not be understood: each of its words.
    Loose(String),
}

/// Levels from one to another, both included. Those from one upwards go to the highest that any
/// framework may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Levels {
    /// The lowest.
    pub from: u8,
    /// The highest.
    pub to: u8,
}

/// Days from one to another, both included; at least one side is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub to: Option<NaiveDate>,
}

/// What an entry may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flag {
    /// Marked to be found again.
    Starred,
    /// A challenge without an end yet.
    Open,
    /// A challenge that ended.
    Resolved,
    /// Written on a later day than the one it tells of.
    Later,
}

/// What an entry may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Something measured.
    Outcome,
    /// A file.
    Attachment,
    /// A private part.
    Private,
    /// The sentence of a lesson.
    Lesson,
}

impl Flag {
    pub(super) const ALL: [Self; 4] = [Self::Starred, Self::Open, Self::Resolved, Self::Later];
}

impl Part {
    pub(super) const ALL: [Self; 4] = [Self::Outcome, Self::Attachment, Self::Private, Self::Lesson];
}

impl Query {
    /// Words that are asked for and not ruled out, with where they are.
    pub fn texts(&self) -> impl Iterator<Item = (Scope, &Text)> {
        self.leaves().filter(|leaf| !leaf.not).filter_map(|leaf| match &leaf.term {
            Term::Text { scope, text } => Some((*scope, text)),
            _ => None,
        })
    }

    /// The same, to be exchanged for others.
    pub(super) fn texts_mut(&mut self) -> impl Iterator<Item = &mut Text> {
        let leaves = self.clauses.iter_mut().flat_map(|Clause(leaves)| leaves);
        leaves.filter(|leaf| !leaf.not).filter_map(|leaf| match &mut leaf.term {
            Term::Text { text, .. } => Some(text),
            _ => None,
        })
    }

    /// Whether words are asked for or ruled out, so that only the index can answer.
    pub fn has_words(&self) -> bool {
        self.leaves().any(|leaf| matches!(leaf.term, Term::Text { .. }))
    }

    /// Lets the last word be the beginning of one, for somebody who is still typing it.
    pub(super) fn leave_open(&mut self) {
        let last = self.clauses.last_mut().and_then(|Clause(leaves)| leaves.last_mut());
        if let Some(Leaf { not: false, term: Term::Text { text, .. } }) = last
            && let Text::Word(word) = text
        {
            *text = Text::Open(std::mem::take(word));
        }
    }

    fn leaves(&self) -> impl Iterator<Item = &Leaf> {
        self.clauses.iter().flat_map(|Clause(leaves)| leaves)
    }
}

impl Text {
    /// What was typed, without signs around it.
    pub fn typed(&self) -> &str {
        match self {
            Self::Word(text) | Self::Prefix(text) | Self::Open(text) | Self::Phrase(text) | Self::Loose(text) => text,
        }
    }
}

#[cfg(test)]
mod tests;
