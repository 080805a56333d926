//! Filters as conditions of the database. They mean what the terms of [`super::filter`] mean.

use rusqlite::Connection;
use rusqlite::types::Value;

use super::fold::{fold_name, is_called};
use super::query::{Clause, Days, Flag, Leaf, Levels, Part, Query, Term};
use crate::competency::Yardstick;
use crate::error::Result;

/// A condition on rows of `entry`, with its values in order.
pub(super) struct Condition {
    pub(super) text: String,
    pub(super) values: Vec<Value>,
}

/// Lowers `query`, which looks for no words.
pub(super) fn lower(database: &Connection, query: &Query) -> Result<Condition> {
    let mut condition = Condition { text: "trashed IS NULL AND erased IS NULL".to_owned(), values: Vec::new() };
    for Clause(leaves) in &query.clauses {
        condition.text.push_str(" AND (");
        for (at, Leaf { not, term }) in leaves.iter().enumerate() {
            if at > 0 {
                condition.text.push_str(" OR ");
            }
            if *not {
                condition.text.push_str("NOT ");
            }
            condition.text.push('(');
            condition.add(database, term)?;
            condition.text.push(')');
        }
        condition.text.push(')');
    }
    Ok(condition)
}

impl Condition {
    fn add(&mut self, database: &Connection, term: &Term) -> Result<()> {
        match term {
            // The index answers for words.
            Term::Text { .. } => self.text.push_str("FALSE"),
            Term::Kind(kind) => {
                self.text.push_str("kind = ?");
                self.values.push(Value::from(kind.word().to_owned()));
            }
            Term::Competency { key, levels } => {
                let yardstick = Yardstick::of(database)?;
                let sources = yardstick.sources(key, levels.map(|Levels { from, to }| (from, to)));
                self.shown("key", sources.into_iter().map(|source| (Value::from(source.key.to_owned()), source.levels)));
            }
            Term::Level(Levels { from, to }) => {
                let levels = Yardstick::of(database)?.levels((*from, *to));
                self.shown("framework", levels.into_iter().map(|(seq, levels)| (Value::from(seq), Some(levels))));
            }
            Term::Tag(name) => self.named(database, TAGS, "topic", |one| fold_name(one) == fold_name(name))?,
            Term::Project(name) => self.named(database, TAGS, "project", |one| fold_name(one) == fold_name(name))?,
            Term::Person(name) => self.named(database, PEOPLE, "person", |one| is_called(one, name))?,
            Term::On(days) => self.days(*days),
            Term::Is(flag) => self.text.push_str(match flag {
                Flag::Starred => "starred = 1",
                Flag::Open => "kind = 'challenge' AND facets ->> '$.challenge.resolved_on' IS NULL",
                Flag::Resolved => "kind = 'challenge' AND facets ->> '$.challenge.resolved_on' IS NOT NULL",
                Flag::Later => "written_later = 1",
            }),
            Term::Has(part) => self.text.push_str(match part {
                Part::Outcome => {
                    "coalesce(facets ->> '$.outcome.metric', '') <> '' OR coalesce(facets ->> '$.outcome.baseline', '') <> ''
                     OR coalesce(facets ->> '$.outcome.result', '') <> ''"
                }
                Part::Attachment => "seq IN (SELECT entry FROM attachment WHERE attachment.erased IS NULL)",
                Part::Private => "private <> ''",
                Part::Lesson => "coalesce(facets ->> '$.lesson.sentence', '') <> ''",
            }),
        }
        Ok(())
    }

    /// Entries with evidence of which `column` has any of the values, at its levels if there are some.
    fn shown(&mut self, column: &str, sources: impl Iterator<Item = (Value, Option<(u8, u8)>)>) {
        self.text.push_str(EVIDENCE);
        self.text.push_str(" AND (FALSE");
        for (value, levels) in sources {
            self.text.push_str(" OR ");
            self.text.push_str(column);
            self.text.push_str(" = ?");
            self.values.push(value);
            if let Some((from, to)) = levels {
                self.text.push_str(" AND level BETWEEN ? AND ?");
                self.values.extend([Value::from(from), Value::from(to)]);
            }
        }
        self.text.push_str("))");
    }

    fn days(&mut self, days: Days) {
        let sides = [(days.from, "happened_on >= ?"), (days.to, "happened_on <= ?")];
        let mut glue = "";
        for (day, text) in sides {
            if let Some(day) = day {
                self.text.push_str(glue);
                self.text.push_str(text);
                self.values.push(Value::from(day.to_string()));
                glue = " AND ";
            }
        }
    }

    /// Entries filed under any of the names that `fits` accepts. There are few names, and only we
    /// know how they are compared.
    fn named(
        &mut self,
        database: &Connection,
        [names, filed]: [&str; 2],
        sort: &str,
        fits: impl Fn(&str) -> bool,
    ) -> Result<()> {
        let mut select = database.prepare_cached(names)?;
        let mut rows = select.query([sort])?;
        let mut seqs: Vec<i64> = Vec::new();
        while let Some(row) = rows.next()? {
            if fits(row.get_ref(1)?.as_str().unwrap_or_default()) {
                seqs.push(row.get(0)?);
            }
        }
        self.text.push_str(filed);
        self.text.push_str(" IN (");
        let marks = vec!["?"; seqs.len()].join(", ");
        self.text.push_str(&marks);
        self.text.push_str("))");
        self.values.extend(seqs.into_iter().map(Value::from));
        Ok(())
    }
}

const EVIDENCE: &str = "seq IN (SELECT entry FROM evidence JOIN competency ON competency.seq = competency
    WHERE removed IS NULL AND competency.erased IS NULL";

/// Names with their numbers, and entries filed under some of these.
const TAGS: [&str; 2] = [
    "SELECT seq, name FROM tag WHERE sort = ?1 AND erased IS NULL",
    "seq IN (SELECT entry FROM entry_tag WHERE removed IS NULL AND tag",
];
const PEOPLE: [&str; 2] = [
    "SELECT seq, name FROM person WHERE ?1 = 'person' AND erased IS NULL UNION ALL SELECT person, name FROM person_name",
    "seq IN (SELECT entry FROM entry_person WHERE removed IS NULL AND person",
];
