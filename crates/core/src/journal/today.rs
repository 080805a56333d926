//! The screen that the program opens on: a cursor, what was written today, and at most three
//! things from the past.

use chrono::{Datelike, Days, NaiveDate};
use rusqlite::Connection;
use serde::Serialize;
use specta::Type;

use super::calendar::{month_of, workdays};
use super::draft::Composition;
use super::entry::{Entry, Kind, Line};
use super::followup::{self, FollowUp};
use super::habits::{Habits, habits};
use super::save::json;
use super::{line, read};
use crate::error::Result;
use crate::id::EntryId;
use crate::lessons::{self, DueLesson};
use crate::people::{self, Quiet};
use crate::review::{self, WeekDue};
use crate::vault::Vault;

/// Days without an entry after which somebody is welcomed back.
const AWAY: i64 = 7;

/// Years of which one thing each is shown.
const YEARS: usize = 3;

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
    /// The lesson of the day, if one is due.
    pub lesson: Option<DueLesson>,
    /// A win or a decision whose end is asked for.
    pub follow_up: Option<FollowUp>,
    /// What was written on this day of earlier years, the latest first.
    pub on_this_day: Vec<Memory>,
    /// A week that ends and waits to be looked back at.
    pub review: Option<WeekDue>,
    /// Nothing was written for a week or longer.
    pub welcome_back: bool,
    /// A mentor or sponsor of whom nothing was written for long, where that is to be mentioned.
    pub quiet: Option<Quiet>,
    /// Whether nothing has ever been written.
    pub is_new: bool,
}

/// Something from the past, beside today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Memory {
    /// The entry.
    pub id: EntryId,
    /// When it was.
    pub on: NaiveDate,
    /// Its title, or how it begins.
    pub words: String,
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
            let habits = habits(database)?;
            let (workdays_written, workdays) = workdays(database, &habits, first, last, date)?;
            Ok(Today {
                date,
                week: date.iso_week().week(),
                workdays_written,
                workdays,
                entries: of_day(database, date, entry)?,
                composing,
                unsaved: text,
                lesson: lessons::for_today(database, self.world(), date)?,
                follow_up: followup::for_today(database, date)?,
                on_this_day: on_this_day(database, date, &habits)?,
                review: review::due(database, date)?,
                welcome_back: was_away(database, date)?,
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

/// The best of this day in each of the last few years that have something. Of challenges only those that
/// ended: nobody asked to be reminded of the others. What was written on a 29 February comes on the 28th
/// where there is none.
fn on_this_day(database: &Connection, today: NaiveDate, habits: &Habits) -> Result<Vec<Memory>> {
    let mut days = vec![today.format("%m-%d").to_string()];
    if (today.month(), today.day()) == (2, 28) && !today.leap_year() {
        days.push("02-29".to_owned());
    }
    let seqs = database
        .prepare_cached(
            "SELECT seq FROM entry
             WHERE substr(happened_on, 6) IN (SELECT value FROM json_each(?1)) AND happened_on < ?2
               AND trashed IS NULL AND erased IS NULL
             ORDER BY substr(happened_on, 1, 4) DESC, starred DESC, happened_on DESC, happened_at, seq",
        )?
        .query_map((json(&days)?, format!("{}-01-01", today.format("%Y"))), |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<i64>>>()?;
    let mut found: Vec<Memory> = Vec::new();
    for entry in read::load(database, &seqs)? {
        let content = &entry.content;
        let has_ended = content.facets.challenge.as_ref().is_some_and(|challenge| challenge.resolved_on.is_some());
        let returns = content.may_return(habits) && (content.kind != Kind::Challenge || has_ended);
        if !returns || found.last().is_some_and(|last| last.on.year() == content.on.year()) {
            continue;
        }
        found.push(Memory { id: entry.id, on: content.on, words: first_words(&entry) });
        if found.len() == YEARS {
            break;
        }
    }
    Ok(found)
}

/// Whether the last day that something was written about is a week ago or longer.
fn was_away(database: &Connection, today: NaiveDate) -> Result<bool> {
    let mut select = database.prepare_cached(
        "SELECT happened_on FROM entry WHERE happened_on <= ?1 AND trashed IS NULL AND erased IS NULL
         ORDER BY happened_on DESC LIMIT 1",
    )?;
    let mut rows = select.query([today.to_string()])?;
    let last = rows.next()?.map(|row| read::date(row, 0)).transpose()?;
    Ok(last.is_some_and(|last| (today - last).num_days() >= AWAY))
}

/// The title, or the first sentence or so.
pub(super) fn first_words(entry: &Entry) -> String {
    if entry.content.title.is_empty() { entry.content.excerpt(120) } else { entry.content.title.clone() }
}
