//! The screen that the program opens on: a cursor, what was written today, and at most three
//! things from the past.

use chrono::{Datelike, Days, NaiveDate};
use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;
use specta::Type;

use super::calendar::{month_of, workdays};
use super::draft::Composition;
use super::entry::{Entry, Kind, Line};
use super::{line, read};
use crate::error::Result;
use crate::id::EntryId;
use crate::people::{self, Quiet};
use crate::vault::Vault;

/// Days after which a lesson comes back.
const LESSON_RETURNS: [u64; 3] = [7, 30, 90];

/// How long a lesson that was due may still be shown, in days: a weekend and a day off.
const LESSON_STAYS: u64 = 4;

/// Everything that the first screen shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Today {
    /// The user's date.
    pub date: NaiveDate,
    /// Its ISO week.
    pub week: u32,
    /// Workdays of this month that something was written about.
    pub workdays_written: u32,
    /// Workdays of this month.
    pub workdays: u32,
    /// Entries of today, newest first, without the one being composed.
    pub entries: Vec<Line>,
    /// The entry being composed, if there is one.
    pub composing: Option<Entry>,
    /// Words that could not become an entry.
    pub unsaved: String,
    /// A lesson that is due to be recalled.
    pub lesson: Option<Card>,
    /// A win whose result is due.
    pub result_due: Option<Card>,
    /// Something written on this day of an earlier year.
    pub on_this_day: Option<Card>,
    /// A mentor or sponsor of whom nothing was written for long, where that is to be mentioned.
    pub quiet: Option<Quiet>,
    /// Whether nothing has ever been written.
    pub is_new: bool,
}

/// Something from the past, beside today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Card {
    /// The entry.
    pub id: EntryId,
    /// When it was.
    pub on: NaiveDate,
    /// What to show at first: for a lesson the situation, never the lesson itself.
    pub prompt: String,
    /// What is shown on demand.
    pub answer: String,
    /// Days between then and now.
    pub days_ago: u32,
}

impl Vault {
    /// What the first screen shows now.
    ///
    /// # Errors
    /// What the database says.
    pub fn today_view(&self) -> Result<Today> {
        let date = self.today();
        let Composition { entry, text } = self.composing_today()?;
        self.read(|database| {
            let composing = match entry {
                Some(id) => {
                    let (seq, _) = read::find(database, id)?;
                    read::load(database, &[seq])?.pop()
                }
                None => None,
            };
            let (first, next) = month_of(date)?;
            let last = next.checked_sub_days(Days::new(1)).unwrap_or(date);
            let (workdays_written, workdays) = workdays(database, first, last)?;
            Ok(Today {
                date,
                week: date.iso_week().week(),
                workdays_written,
                workdays,
                entries: of_day(database, date, entry)?,
                composing,
                unsaved: text,
                lesson: lesson_due(database, date)?,
                result_due: result_due(database, date)?,
                on_this_day: on_this_day(database, date)?,
                quiet: people::quiet_one(database, date)?,
                is_new: !database
                    .prepare_cached("SELECT EXISTS (SELECT 1 FROM entry WHERE erased IS NULL)")?
                    .query_row([], |row| row.get::<_, bool>(0))?,
            })
        })
    }
}

fn of_day(database: &Connection, day: NaiveDate, except: Option<EntryId>) -> Result<Vec<Line>> {
    let seqs = database
        .prepare_cached(
            "SELECT seq FROM entry WHERE happened_on = ?1 AND trashed IS NULL AND erased IS NULL AND id IS NOT ?2
             ORDER BY happened_at DESC NULLS LAST, seq DESC",
        )?
        .query_map((day.to_string(), except), |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<i64>>>()?;
    line::lines(database, &seqs)
}

/// The lesson that is due, the longest known first. It is asked for by its situation: the entry it
/// came from, or the "if" of its plan.
fn lesson_due(database: &Connection, today: NaiveDate) -> Result<Option<Card>> {
    for after in LESSON_RETURNS.into_iter().rev() {
        let Some(latest) = today.checked_sub_days(Days::new(after)) else { continue };
        let Some(earliest) = latest.checked_sub_days(Days::new(LESSON_STAYS)) else { continue };
        let found: Option<i64> = database
            .prepare_cached(
                "SELECT seq FROM entry WHERE kind = 'lesson' AND happened_on BETWEEN ?1 AND ?2
                   AND trashed IS NULL AND erased IS NULL AND facets ->> '$.lesson.retired_on' IS NULL
                 ORDER BY happened_on LIMIT 1",
            )?
            .query_row((earliest.to_string(), latest.to_string()), |row| row.get(0))
            .optional()?;
        let Some(entry) = found.map(|seq| read::load(database, &[seq])).transpose()?.and_then(|mut found| found.pop())
        else {
            continue;
        };
        let lesson = entry.content.facets.lesson.clone().unwrap_or_default();
        let situation = source_of(database, entry.id)?
            .map(|line| if line.title.is_empty() { line.excerpt } else { line.title })
            .or_else(|| Some(lesson.when.clone()).filter(|when| !when.is_empty()));
        let answer = if lesson.sentence.is_empty() { first_words(&entry) } else { lesson.sentence };
        if let Some(prompt) = situation {
            return Ok(Some(card(&entry, prompt, answer, today)));
        }
    }
    Ok(None)
}

/// What a lesson came from.
fn source_of(database: &Connection, lesson: EntryId) -> Result<Option<Line>> {
    let seq: Option<i64> = database
        .prepare_cached(
            "SELECT entry.seq FROM link JOIN entry ON entry.id = link.target
             WHERE link.source = ?1 AND link.kind = 'source' AND removed IS NULL AND trashed IS NULL AND erased IS NULL
             ORDER BY happened_on LIMIT 1",
        )?
        .query_row([lesson], |row| row.get(0))
        .optional()?;
    Ok(match seq {
        Some(seq) => line::lines(database, &[seq])?.pop(),
        None => None,
    })
}

/// The win whose result has been due for the shortest time.
fn result_due(database: &Connection, today: NaiveDate) -> Result<Option<Card>> {
    let seq: Option<i64> = database
        .prepare_cached(
            "SELECT seq FROM entry
             WHERE kind = 'win' AND trashed IS NULL AND erased IS NULL
               AND facets ->> '$.follow_up' <= ?1 AND coalesce(facets ->> '$.outcome.result', '') = ''
             ORDER BY facets ->> '$.follow_up' DESC LIMIT 1",
        )?
        .query_row([today.to_string()], |row| row.get(0))
        .optional()?;
    let Some(entry) = seq.map(|seq| read::load(database, &[seq])).transpose()?.and_then(|mut found| found.pop()) else {
        return Ok(None);
    };
    let name = first_words(&entry);
    let prompt = match entry.content.facets.outcome.as_ref().filter(|outcome| !outcome.metric.trim().is_empty()) {
        Some(outcome) if outcome.baseline.trim().is_empty() => format!("{name}: {}. What is it now?", outcome.metric),
        Some(outcome) => {
            let (metric, baseline, unit) = (outcome.metric.trim(), outcome.baseline.trim(), outcome.unit.trim());
            let space = if unit.is_empty() { "" } else { " " };
            format!("{name}: {metric} was {baseline}{space}{unit}. What is it now?")
        }
        None => format!("{name}. What came of it?"),
    };
    Ok(Some(card(&entry, prompt, String::new(), today)))
}

/// Something from this day of an earlier year, the latest first; not a challenge, which nobody
/// asked to be reminded of.
fn on_this_day(database: &Connection, today: NaiveDate) -> Result<Option<Card>> {
    let seq: Option<i64> = database
        .prepare_cached(
            "SELECT seq FROM entry
             WHERE substr(happened_on, 6) = ?1 AND happened_on < ?2 AND kind <> ?3 AND trashed IS NULL AND erased IS NULL
             ORDER BY happened_on DESC, starred DESC LIMIT 1",
        )?
        .query_row((today.format("%m-%d").to_string(), today.to_string(), Kind::Challenge.word()), |row| row.get(0))
        .optional()?;
    let entry = seq.map(|seq| read::load(database, &[seq])).transpose()?.and_then(|mut found| found.pop());
    Ok(entry.map(|entry| {
        let words = first_words(&entry);
        card(&entry, words, String::new(), today)
    }))
}

fn card(entry: &Entry, prompt: String, answer: String, today: NaiveDate) -> Card {
    Card {
        id: entry.id,
        on: entry.content.on,
        prompt,
        answer,
        days_ago: u32::try_from((today - entry.content.on).num_days()).unwrap_or(0),
    }
}

/// The title, or the first sentence or so.
fn first_words(entry: &Entry) -> String {
    if entry.content.title.is_empty() {
        crate::markdown::plain(&entry.content.body, 120)
    } else {
        entry.content.title.clone()
    }
}
