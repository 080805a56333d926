//! The review of a week, kept as far as it has come.

use chrono::{Days, NaiveDate};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::update::ManagerUpdate;
use super::week::Week;
use crate::error::{Error, Result};
use crate::id::EntryId;
use crate::journal::habits;
use crate::record::{self, Record};
use crate::vault::Vault;

/// Characters of one line of an update.
const LONGEST_LINE: usize = 600;
/// Characters of a note.
const LONGEST_NOTE: usize = 6000;
/// How many days after the last workday of a week the first screen still offers to look back.
const OFFERED: u64 = 2;

/// What was picked and written about a week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct WeekReview {
    /// Which week.
    pub week: Week,
    /// What went well.
    pub win: Option<WeekPick>,
    /// What was learnt.
    pub lesson: Option<WeekPick>,
    /// What comes next.
    pub next: Option<WeekPick>,
    /// What else there is to say.
    pub note: String,
    /// The day on which it was done.
    pub done: Option<NaiveDate>,
}

/// Something picked or written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct WeekPick {
    /// The entry that it is about, if it was picked.
    pub entry: Option<EntryId>,
    /// The words in which it is told.
    pub words: String,
}

impl Record for WeekReview {
    const SORT: &'static str = "week_review";
    const WHAT: &'static str = "review of a week";

    fn entries(&self) -> Vec<EntryId> {
        [&self.win, &self.lesson, &self.next].into_iter().flatten().filter_map(|pick| pick.entry).collect()
    }

    /// Its words stay: they were written for the review.
    fn without(mut self, gone: impl Fn(&EntryId) -> bool) -> Option<Self> {
        for pick in [&mut self.win, &mut self.lesson, &mut self.next].into_iter().flatten() {
            pick.entry = pick.entry.filter(|entry| !gone(entry));
        }
        Some(self)
    }
}

/// A week that waits to be looked back at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
pub struct WeekDue {
    /// Which week.
    pub week: Week,
    /// Whether its review was begun.
    pub begun: bool,
}

impl WeekReview {
    /// One that was not begun.
    #[must_use]
    pub fn of(week: Week) -> Self {
        Self { week, win: None, lesson: None, next: None, note: String::new(), done: None }
    }

    fn is_blank(&self) -> bool {
        *self == Self::of(self.week)
    }

    /// Without what says nothing.
    fn tidy(self) -> Self {
        let said = |pick: Option<WeekPick>| pick.filter(|pick| !pick.words.trim().is_empty());
        let note = if self.note.trim().is_empty() { String::new() } else { self.note };
        Self { win: said(self.win), lesson: said(self.lesson), next: said(self.next), note, ..self }
    }

    fn check(&self) -> Result<()> {
        let picks = [("win", &self.win), ("lesson", &self.lesson), ("next step", &self.next)];
        let lines = picks.into_iter().filter_map(|(field, pick)| Some((field, &pick.as_ref()?.words, LONGEST_LINE)));
        for (field, text, longest) in lines.chain([("note", &self.note, LONGEST_NOTE)]) {
            if text.chars().count() > longest {
                return Err(Error::invalid(field, format!("longer than {longest} characters")));
            }
        }
        Ok(())
    }
}

impl Vault {
    /// Keeps the review of a week in the place of what it was, and returns what a manager would be told.
    /// One that says nothing is taken away.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a line or a note that is too long.
    pub fn keep_week_review(&self, review: WeekReview) -> Result<ManagerUpdate> {
        review.check()?;
        let review = review.tidy();
        self.write(|write| {
            let before = record::all::<WeekReview>(write)?.into_iter().find(|kept| kept.value.week == review.week);
            match before {
                Some(before) if review.is_blank() => record::erase::<WeekReview>(write, before.id)?,
                Some(before) if before.value != review => record::put(write, before.id, &review)?,
                None if !review.is_blank() => drop(record::add(write, &review)?),
                _ => {}
            }
            Ok(ManagerUpdate::of(&review))
        })
    }
}

/// The week to look back at on `today`: on its last workday and two days more, unless that was done or
/// nothing was written.
pub(crate) fn due(database: &Connection, today: NaiveDate) -> Result<Option<WeekDue>> {
    let habits = habits(database)?;
    let this = Week::of(today);
    let ends = |week: &Week| {
        habits
            .last_workday(week.monday())
            .is_some_and(|last| last <= today && today <= last.checked_add_days(Days::new(OFFERED)).unwrap_or(last))
    };
    let Some(week) = [this, this.before()].into_iter().find(ends) else { return Ok(None) };
    let kept = record::all::<WeekReview>(database)?.into_iter().find(|kept| kept.value.week == week);
    if kept.as_ref().is_some_and(|kept| kept.value.done.is_some()) {
        return Ok(None);
    }
    let has_entries: bool = database
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM entry WHERE happened_on BETWEEN ?1 AND ?2
               AND trashed IS NULL AND erased IS NULL)",
        )?
        .query_row((week.monday().to_string(), week.sunday().to_string()), |row| row.get(0))?;
    Ok(has_entries.then_some(WeekDue { week, begun: kept.is_some() }))
}
