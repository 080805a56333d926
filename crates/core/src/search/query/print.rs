//! Writing a query down, so that reading it again gives the same.

use std::fmt::{Display, Formatter, Result};

use super::{Clause, Days, Flag, Leaf, Levels, Part, Query, Scope, Term, Text};
use crate::competency::MOST_LEVELS;

impl Display for Query {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        if let Some(sort) = self.sort {
            write!(f, "sort:{sort}")?;
        }
        for (at, Clause(leaves)) in self.clauses.iter().enumerate() {
            if at > 0 || self.sort.is_some() {
                f.write_str(" ")?;
            }
            for (at, leaf) in leaves.iter().enumerate() {
                if at > 0 {
                    f.write_str(" OR ")?;
                }
                leaf.fmt(f)?;
            }
        }
        Ok(())
    }
}

impl Display for Leaf {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        if self.not {
            f.write_str("-")?;
        }
        self.term.fmt(f)
    }
}

impl Display for Term {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Text { scope: Scope::Anywhere, text } => text.fmt(f),
            Self::Text { scope: Scope::Title, text } => write!(f, "title:{text}"),
            Self::Kind(kind) => write!(f, "kind:{kind}"),
            Self::Competency { key, levels: None } => write!(f, "competency:{key}"),
            Self::Competency { key, levels: Some(levels) } if levels.from == levels.to => {
                write!(f, "competency:{key}={levels}")
            }
            Self::Competency { key, levels: Some(levels) } => write!(f, "competency:{key}{levels}"),
            Self::Level(levels) => write!(f, "level:{levels}"),
            Self::Tag(name) => write!(f, "tag:{}", Value(name)),
            Self::Project(name) => write!(f, "project:{}", Value(name)),
            Self::Person(name) => write!(f, "person:{}", Value(name)),
            Self::On(days) => write!(f, "on:{days}"),
            Self::Is(flag) => write!(f, "is:{flag}"),
            Self::Has(part) => write!(f, "has:{part}"),
        }
    }
}

impl Display for Text {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Word(text) | Self::Open(text) | Self::Loose(text) => f.write_str(text),
            Self::Prefix(text) => write!(f, "{text}*"),
            Self::Phrase(text) => write!(f, "\"{text}\""),
        }
    }
}

impl Display for Levels {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match (self.from, self.to) {
            (from, to) if from == to => write!(f, "{from}"),
            (from, MOST_LEVELS) => write!(f, ">={from}"),
            (_, to) => write!(f, "<={to}"),
        }
    }
}

impl Display for Days {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match (self.from, self.to) {
            (Some(from), Some(to)) if from == to => write!(f, "{from}"),
            (from, to) => {
                from.map_or(Ok(()), |day| day.fmt(f))?;
                f.write_str("..")?;
                to.map_or(Ok(()), |day| day.fmt(f))
            }
        }
    }
}

impl Display for Flag {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(match self {
            Self::Starred => "starred",
            Self::Open => "open",
            Self::Resolved => "resolved",
            Self::Later => "later",
        })
    }
}

impl Display for Part {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(match self {
            Self::Outcome => "outcome",
            Self::Attachment => "attachment",
            Self::Private => "private",
            Self::Lesson => "lesson",
        })
    }
}

/// A value, in quotation marks where it has spaces.
struct Value<'a>(&'a str);

impl Display for Value<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        if self.0.contains(char::is_whitespace) { write!(f, "\"{}\"", self.0) } else { f.write_str(self.0) }
    }
}
