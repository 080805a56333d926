//! The entries of a week as they may be told to others.
//!
//! [`Told`] has no field for the private part of an entry, and the query does not name its column, so no
//! step from here to an update can take it along. The words of somebody who has not agreed to be quoted
//! are dropped here as well.

use chrono::NaiveDate;
use rusqlite::Connection;
use serde::Serialize;
use specta::Type;

use super::week::Week;
use crate::error::{Error, Result};
use crate::id::EntryId;
use crate::journal::{Facets, Habits, Kind, TimeOfDay, date, may_return};
use crate::markdown;

/// Characters of a name where there is no title.
const NAME: usize = 140;
/// Characters of the text below a name.
const EXCERPT: usize = 200;
/// Bytes of a text of which the beginning is wanted.
const READ: u32 = 1200;
/// What is offered at most for each thing to pick: one has to choose, not to search.
const MOST: usize = 6;

/// An entry as it may be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Told {
    /// The entry.
    pub id: EntryId,
    /// What sort of entry it is.
    pub kind: Kind,
    /// The day of which it tells.
    pub on: NaiveDate,
    /// The time.
    pub at: Option<TimeOfDay>,
    /// What it is called.
    pub name: String,
    /// How it begins, where it has a name apart from that.
    pub excerpt: String,
    /// Marked to be found again.
    pub starred: bool,
    #[serde(skip)]
    #[specta(skip)]
    may_tell: bool,
    #[serde(skip)]
    #[specta(skip)]
    change: String,
    #[serde(skip)]
    #[specta(skip)]
    sentence: String,
    #[serde(skip)]
    #[specta(skip)]
    next: String,
}

/// Something of the week that could be picked, in the words that it would be told in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct WeekProposal {
    /// The entry.
    pub entry: EntryId,
    /// What sort of entry it is.
    pub kind: Kind,
    /// The day of which it tells.
    pub on: NaiveDate,
    /// The words.
    pub words: String,
}

/// The entries of a week in the order of the days, and how many more do not want to come back.
pub(super) fn of_week(database: &Connection, week: Week, habits: &Habits) -> Result<(Vec<Told>, u32)> {
    let mut select = database.prepare_cached(
        "SELECT id, kind, happened_on, happened_at, title, substr(body, 1, ?3), starred, facets FROM entry
         WHERE happened_on BETWEEN ?1 AND ?2 AND trashed IS NULL AND erased IS NULL
         ORDER BY happened_on, happened_at NULLS LAST, seq",
    )?;
    let mut rows = select.query((week.monday().to_string(), week.sunday().to_string(), READ))?;
    let (mut told, mut kept_out) = (Vec::new(), 0);
    while let Some(row) = rows.next()? {
        let kind: Kind = row.get(1)?;
        let facets: Facets = serde_json::from_str(&row.get::<_, String>(7)?)
            .map_err(|_| Error::Damaged("the facets of an entry cannot be read"))?;
        if !may_return(kind, facets.quiet, habits) {
            kept_out += 1;
            continue;
        }
        let (title, body): (String, String) = (row.get(4)?, row.get(5)?);
        let may_tell = kind != Kind::Feedback || facets.feedback.as_ref().is_some_and(|feedback| feedback.may_quote);
        let (name, excerpt) = if may_tell { named(&title, &body, &facets) } else { (from(&facets), String::new()) };
        told.push(Told {
            id: row.get(0)?,
            kind,
            on: date(row, 2)?,
            at: row.get::<_, Option<String>>(3)?.and_then(|time| time.parse().ok()),
            name,
            excerpt,
            starred: row.get(6)?,
            may_tell,
            change: change(&facets),
            sentence: facets.lesson.map(|lesson| lesson.sentence.trim().to_owned()).unwrap_or_default(),
            next: facets.challenge.map(|challenge| one_line(&challenge.next)).unwrap_or_default(),
        });
    }
    Ok((told, kept_out))
}

/// What an entry is called, and how it begins.
fn named(title: &str, body: &str, facets: &Facets) -> (String, String) {
    let title = title.trim();
    if !title.is_empty() {
        return (title.to_owned(), markdown::plain(body, EXCERPT));
    }
    let beginning = markdown::plain(body, NAME);
    if !beginning.is_empty() {
        return (beginning, String::new());
    }
    let quote = facets.feedback.as_ref().map_or("", |feedback| feedback.quote.as_str());
    let name = [facets.sentence(), quote].into_iter().find(|text| !text.trim().is_empty()).unwrap_or_default();
    (one_line(name), String::new())
}

/// Whose feedback it is that may not be quoted.
fn from(facets: &Facets) -> String {
    match facets.feedback.as_ref().map(|feedback| feedback.from.trim()).filter(|from| !from.is_empty()) {
        Some(name) => format!("Feedback from {name}, not to be quoted"),
        None => "Feedback, not to be quoted".to_owned(),
    }
}

/// As in "activation 31 → 39 %"; empty without a result.
fn change(facets: &Facets) -> String {
    let Some(outcome) = &facets.outcome else { return String::new() };
    let change = outcome.change().unwrap_or_default();
    if change.is_empty() { change } else { one_line(&format!("{} {change}", outcome.metric.trim())) }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What could be the win: wins, then what others said, then what was starred.
pub(super) fn wins(told: &[Told]) -> Vec<WeekProposal> {
    let rank = |one: &Told| match one.kind {
        Kind::Win => Some((0, !one.starred)),
        Kind::Feedback if one.may_tell => Some((1, !one.starred)),
        Kind::Reflection | Kind::Decision if one.starred => Some((2, false)),
        _ => None,
    };
    offered(
        told,
        rank,
        |one| {
            if one.change.is_empty() { one.name.clone() } else { format!("{}: {}", one.name, one.change) }
        },
    )
}

/// What could be the lesson: those of the week, then those that came back in it.
pub(super) fn lessons(told: &[Told], reviewed: Vec<(EntryId, NaiveDate, String)>) -> Vec<WeekProposal> {
    let rank = |one: &Told| (one.kind == Kind::Lesson).then_some((0, !one.starred));
    let mut found =
        offered(told, rank, |one| if one.sentence.is_empty() { one.name.clone() } else { one_line(&one.sentence) });
    for (entry, on, sentence) in reviewed {
        if found.len() < MOST && found.iter().all(|one| one.entry != entry) {
            found.push(WeekProposal { entry, kind: Kind::Lesson, on, words: one_line(&sentence) });
        }
    }
    found
}

/// What could be the next step: what a challenge says comes next.
pub(super) fn nexts(told: &[Told]) -> Vec<WeekProposal> {
    let rank = |one: &Told| (one.kind == Kind::Challenge && !one.next.is_empty()).then_some((0, !one.starred));
    offered(told, rank, |one| one.next.clone())
}

fn offered(
    told: &[Told],
    rank: impl Fn(&Told) -> Option<(u8, bool)>,
    words: impl Fn(&Told) -> String,
) -> Vec<WeekProposal> {
    let mut ranked: Vec<_> = told.iter().filter_map(|one| rank(one).map(|rank| (rank, one))).collect();
    // Stable: within a rank they stay in the order of the days.
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked
        .into_iter()
        .map(|(_, one)| WeekProposal { entry: one.id, kind: one.kind, on: one.on, words: words(one) })
        .filter(|one| !one.words.is_empty())
        .take(MOST)
        .collect()
}
