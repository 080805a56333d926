//! What a portfolio is made of: entries without what no export may contain.
//!
//! [`Material`] has no field for the private part of an entry, and the query below does not name
//! its column, so no later step can show it by mistake. The words of somebody who may not be
//! quoted are dropped here as well, title and text included, because both may repeat them.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::Connection;

use super::model::Statement;
use super::parts::MOST_APPLICATIONS;
use super::sentence::{closed, cut, line, open};
use super::tell::change;
use crate::competency::{Framework, Yardstick};
use crate::error::{Error, Result};
use crate::growth::{Period, say};
use crate::id::{self, EntryId};
use crate::journal::{Challenge, Contribution, Decision, Facets, Kind, Lesson, Outcome, Tagged};

/// Characters of a line that names an entry.
const LONGEST_NAME: usize = 110;

/// What feedback is called of somebody who may not be quoted.
const UNQUOTED: &str = "Feedback, not quoted";

/// Bytes of a body that are read. Stories take its first sentences.
const READ: u32 = 8192;

/// An entry as material.
#[derive(Debug, Clone)]
pub(super) struct Material {
    pub(super) id: EntryId,
    pub(super) on: NaiveDate,
    pub(super) kind: Kind,
    pub(super) title: String,
    /// The beginning of the text, in Markdown.
    pub(super) body: String,
    pub(super) written_later: bool,
    pub(super) tagged: Vec<Tagged>,
    pub(super) people: Vec<String>,
    pub(super) project: Option<String>,
    /// Only of a win.
    pub(super) outcome: Option<Outcome>,
    /// Only of a win.
    pub(super) contribution: Option<Contribution>,
    /// Only of a win.
    pub(super) follow_up: Option<NaiveDate>,
    /// Only of a challenge.
    pub(super) challenge: Option<Challenge>,
    /// Only of a lesson.
    pub(super) lesson: Option<Lesson>,
    /// Only of a decision.
    pub(super) decision: Option<Decision>,
    /// Only of feedback.
    pub(super) voice: Option<Voice>,
    /// Entries in which this lesson was applied again, oldest first.
    pub(super) applied_in: Vec<EntryId>,
}

/// What somebody else said.
#[derive(Debug, Clone)]
pub(super) struct Voice {
    pub(super) from: String,
    pub(super) relationship: String,
    /// Their words; none if they have not agreed to be quoted.
    pub(super) quote: Option<String>,
}

impl Material {
    /// The line that names it in the index. The first words of a diary were not written to stand there: what has no
    /// title is named by what it is about. Whoever may not be quoted is not named either.
    pub(super) fn listed(&self, framework: &Framework) -> String {
        let has_words =
            !self.title.trim().is_empty() || self.lesson.as_ref().is_some_and(|one| !one.sentence.is_empty());
        let about = self.tagged.iter().find_map(|tag| framework.competency(&tag.key));
        match &self.voice {
            Some(Voice { quote: None, .. }) => UNQUOTED.to_owned(),
            Some(voice) if !has_words && !voice.from.trim().is_empty() => format!("Feedback by {}", voice.from.trim()),
            None if !has_words && self.kind == Kind::Reflection => match about {
                Some(competency) => format!("About {}", competency.name),
                None => "Untitled".to_owned(),
            },
            _ => self.name(),
        }
    }

    /// What it is called: its title, its first words, or its kind.
    pub(super) fn name(&self) -> String {
        if self.voice.as_ref().is_some_and(|voice| voice.quote.is_none()) {
            return UNQUOTED.to_owned();
        }
        let words = [
            cut(&self.title, LONGEST_NAME),
            self.lesson.as_ref().map(|lesson| cut(&line(&lesson.sentence), LONGEST_NAME)).unwrap_or_default(),
            crate::markdown::plain(&self.body, 90),
            self.voice
                .as_ref()
                .and_then(|voice| voice.quote.as_deref())
                .map(|quote| crate::markdown::plain(quote, 90))
                .unwrap_or_default(),
        ];
        words.into_iter().find(|text| !text.is_empty()).unwrap_or_else(|| say::capital(self.kind.word()))
    }
}

/// All the material of a portfolio, oldest first.
#[derive(Debug, Default)]
pub(super) struct Materials {
    all: Vec<Material>,
    place_of: HashMap<EntryId, usize>,
}

impl Materials {
    /// Reads the entries with these ids; `linked` brings in the last ones in which their lessons
    /// were applied again. Entries in the trash are left out.
    pub(super) fn load(database: &Connection, ids: &[EntryId], linked: bool) -> Result<Self> {
        let applied = if linked { applications(database, &id::list(ids)?)? } else { Vec::new() };
        let wanted: Vec<EntryId> = ids.iter().copied().chain(applied.iter().map(|(_, again)| *again)).collect();
        let mut all = read(database, &id::list(&wanted)?)?;
        for (lesson, again) in applied {
            if let Some(material) = all.iter_mut().find(|material| material.id == lesson) {
                material.applied_in.push(again);
            }
        }
        let place_of = all.iter().enumerate().map(|(place, material)| (material.id, place)).collect();
        Ok(Self { all, place_of })
    }

    pub(super) fn get(&self, id: EntryId) -> Option<&Material> {
        self.place_of.get(&id).and_then(|place| self.all.get(*place))
    }

    /// The number by which the document names an entry: E1 is the oldest.
    pub(super) fn number(&self, id: EntryId) -> Option<u32> {
        self.place_of.get(&id).and_then(|place| u32::try_from(place + 1).ok())
    }

    /// The numbers of these entries, ascending, each once.
    pub(super) fn numbers<'a>(&self, ids: impl IntoIterator<Item = &'a EntryId>) -> Vec<u32> {
        let mut numbers: Vec<u32> = ids.into_iter().filter_map(|id| self.number(*id)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// Each of these entries as a statement: what changed, or what it is called.
    pub(super) fn statements(&self, ids: &[EntryId]) -> Vec<Statement> {
        let statement = |id: &EntryId| {
            let material = self.get(*id)?;
            let name = open(&material.name()).to_owned();
            let text = match material.outcome.as_ref().and_then(change) {
                Some(change) => format!("{} {}", closed(&name), closed(&change)),
                None => name,
            };
            Some(Statement::new(text, self.numbers([id])))
        };
        ids.iter().filter_map(statement).collect()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, &Material)> {
        (1..).zip(&self.all)
    }
}

/// From the first of these days to the last.
pub(super) fn span<'a>(materials: impl IntoIterator<Item = &'a Material>) -> Option<Period> {
    materials.into_iter().map(|material| material.on).fold(None, |span: Option<Period>, on| {
        Some(span.map_or(Period { from: on, to: on }, |span| Period { from: span.from.min(on), to: span.to.max(on) }))
    })
}

fn read(database: &Connection, wanted: &str) -> Result<Vec<Material>> {
    let yardstick = Yardstick::of(database)?;
    let mut tagged = by_entry(
        database,
        "SELECT evidence.entry, key, level FROM evidence JOIN competency ON competency.seq = competency
         WHERE evidence.entry IN (SELECT seq FROM entry WHERE id IN (SELECT unhex(value) FROM json_each(?1)))
           AND removed IS NULL AND erased IS NULL ORDER BY position",
        wanted,
        |row| Ok(Tagged { key: row.get(1)?, level: row.get(2)? }),
    )?;
    let mut people = by_entry(
        database,
        "SELECT entry_person.entry, name FROM entry_person JOIN person ON person.seq = person
         WHERE entry_person.entry IN (SELECT seq FROM entry WHERE id IN (SELECT unhex(value) FROM json_each(?1)))
           AND removed IS NULL AND erased IS NULL ORDER BY name",
        wanted,
        |row| row.get(1),
    )?;
    let mut projects = by_entry(
        database,
        "SELECT entry_tag.entry, name FROM entry_tag JOIN tag ON tag.seq = tag
         WHERE entry_tag.entry IN (SELECT seq FROM entry WHERE id IN (SELECT unhex(value) FROM json_each(?1)))
           AND sort = 'project' AND removed IS NULL AND erased IS NULL ORDER BY tag.seq",
        wanted,
        |row| row.get(1),
    )?;
    let mut select = database.prepare_cached(
        "SELECT seq, id, happened_on, kind, title, substr(body, 1, ?2), written_later, facets FROM entry
         WHERE id IN (SELECT unhex(value) FROM json_each(?1)) AND trashed IS NULL AND erased IS NULL
         ORDER BY happened_on, happened_at, seq",
    )?;
    let mut rows = select.query((wanted, READ))?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get(0)?;
        let on = row.get::<_, String>(2)?;
        let kind = row.get(3)?;
        let facets: Facets = serde_json::from_str(&row.get::<_, String>(7)?)
            .map_err(|_| Error::Damaged("the facets of an entry cannot be read"))?;
        let mut material = Material {
            id: row.get(1)?,
            on: on.parse().map_err(|_| Error::Damaged("the date of an entry cannot be read"))?,
            kind,
            title: row.get(4)?,
            body: row.get(5)?,
            written_later: row.get(6)?,
            tagged: yardstick.amount(tagged.remove(&seq).unwrap_or_default()),
            people: people.remove(&seq).unwrap_or_default(),
            project: projects.remove(&seq).and_then(|mut names| names.pop()),
            outcome: None,
            contribution: None,
            follow_up: None,
            challenge: None,
            lesson: None,
            decision: None,
            voice: None,
            applied_in: Vec::new(),
        };
        material.keep(facets);
        all.push(material);
    }
    Ok(all)
}

impl Material {
    /// Keeps what belongs to its kind. An entry that was of another kind once still carries the
    /// facets of that, and they say nothing about what it is now.
    fn keep(&mut self, facets: Facets) {
        match self.kind {
            Kind::Win => {
                self.outcome = facets.outcome;
                self.contribution = facets.contribution;
                self.follow_up = facets.follow_up;
            }
            Kind::Challenge => self.challenge = facets.challenge,
            Kind::Lesson => self.lesson = facets.lesson,
            Kind::Decision => self.decision = facets.decision,
            Kind::Feedback => {
                let feedback = facets.feedback.unwrap_or_default();
                if !feedback.may_quote {
                    self.title.clear();
                    self.body.clear();
                }
                self.voice = Some(Voice {
                    from: feedback.from,
                    relationship: feedback.relationship,
                    quote: feedback.may_quote.then_some(feedback.quote),
                });
            }
            Kind::Reflection => {}
        }
    }
}

/// Which of these lessons were applied again, and in which entries, the last of each, oldest first.
fn applications(database: &Connection, wanted: &str) -> Result<Vec<(EntryId, EntryId)>> {
    Ok(database
        .prepare_cached(
            "SELECT target, source FROM (
                SELECT link.target, link.source, happened_on, entry.seq,
                    row_number() OVER (PARTITION BY link.target ORDER BY happened_on DESC, entry.seq DESC) AS place
                FROM link JOIN entry ON entry.id = link.source
                WHERE link.target IN (SELECT unhex(value) FROM json_each(?1)) AND link.kind = 'applies'
                  AND removed IS NULL AND trashed IS NULL AND erased IS NULL)
             WHERE place <= ?2 ORDER BY happened_on, seq",
        )?
        .query_map((wanted, MOST_APPLICATIONS), |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?)
}

fn by_entry<T>(
    database: &Connection,
    sql: &str,
    wanted: &str,
    each: impl Fn(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
) -> Result<HashMap<i64, Vec<T>>> {
    let mut found: HashMap<i64, Vec<T>> = HashMap::new();
    let mut select = database.prepare_cached(sql)?;
    let mut rows = select.query([wanted])?;
    while let Some(row) = rows.next()? {
        found.entry(row.get(0)?).or_default().push(each(row)?);
    }
    Ok(found)
}
