//! Looking back at a week: what was written, one win, one lesson, one next step, and what is told of it.
//!
//! An update for a manager is composed of what was picked and written in the review, and of nothing
//! else. What is offered for picking is made of [`told`], which cannot hold a private part.

mod kept;
#[cfg(test)]
mod tests;
mod told;
mod update;
mod week;

pub use kept::{WeekPick, WeekReview};
pub use told::{Told, WeekProposal};
pub use update::ManagerUpdate;
pub use week::Week;

pub use kept::WeekDue;

pub(crate) use kept::due;

use chrono::NaiveDate;
use serde::Serialize;
use specta::Type;

use crate::error::Result;
use crate::journal::{FollowUp, between, habits, workdays};
use crate::lessons::reviewed_between;
use crate::record;
use crate::vault::Vault;

/// Everything that a week is looked back at with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct WeekView {
    /// Which week.
    pub week: Week,
    /// As in "Week 47, 16 to 22 November 2026".
    pub words: String,
    /// The week before it.
    pub before: Week,
    /// The week after it.
    pub after: Week,
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day.
    pub to: NaiveDate,
    /// Workdays of it that something was written about.
    pub workdays_written: u32,
    /// Workdays of it.
    pub workdays: u32,
    /// The days that something was written about, with what was.
    pub days: Vec<WeekDay>,
    /// Entries of the week that do not want to come back.
    pub kept_out: u32,
    /// What could be the win of the week.
    pub wins: Vec<WeekProposal>,
    /// What could be its lesson.
    pub lessons: Vec<WeekProposal>,
    /// What could be the next step.
    pub nexts: Vec<WeekProposal>,
    /// What asks for its result in the week after.
    pub coming: Vec<FollowUp>,
    /// The review as far as it has come.
    pub review: WeekReview,
    /// What a manager would be told.
    pub update: ManagerUpdate,
    /// The weeks that were reviewed, newest first.
    pub reviewed: Vec<KeptWeek>,
}

/// A day of a week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct WeekDay {
    /// Which.
    pub on: NaiveDate,
    /// What was written about it, in the order of the day.
    pub entries: Vec<Told>,
}

/// A week that has a review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct KeptWeek {
    /// Which week.
    pub week: Week,
    /// As in "Week 47, 16 to 22 November 2026".
    pub words: String,
    /// Whether the review is done.
    pub done: bool,
}

impl Vault {
    /// The week to look back at today: the one that ended or is ending, see [`crate::journal::Today::review`];
    /// at other times the present one.
    ///
    /// # Errors
    /// What the database says.
    pub fn week_to_review(&self) -> Result<Week> {
        let today = self.today();
        self.read(|database| Ok(due(database, today)?.map_or_else(|| Week::of(today), |due| due.week)))
    }

    /// A week with what was written in it and the review of it.
    ///
    /// # Errors
    /// What the database says.
    pub fn week_review(&self, week: Week) -> Result<WeekView> {
        let today = self.today();
        self.read(|database| {
            let habits = habits(database)?;
            let (from, to) = (week.monday(), week.sunday());
            let (told, kept_out) = told::of_week(database, week, &habits)?;
            let (workdays_written, workdays) = workdays(database, &habits, from, to, today)?;
            let mut kept: Vec<WeekReview> =
                record::all::<WeekReview>(database)?.into_iter().map(|kept| kept.value).collect();
            kept.sort_by_key(|review| std::cmp::Reverse(review.week));
            let review =
                kept.iter().find(|review| review.week == week).cloned().unwrap_or_else(|| WeekReview::of(week));
            let next = week.next();
            Ok(WeekView {
                week,
                words: week.words(),
                before: week.before(),
                after: next,
                from,
                to,
                workdays_written,
                workdays,
                kept_out,
                wins: told::wins(&told),
                lessons: told::lessons(&told, reviewed_between(database, self.world(), from, to)?),
                nexts: told::nexts(&told),
                days: by_day(told),
                coming: between(database, Some(next.monday()), next.sunday(), today)?,
                update: ManagerUpdate::of(&review),
                review,
                reviewed: kept
                    .into_iter()
                    .map(|review| KeptWeek {
                        words: review.week.words(),
                        done: review.done.is_some(),
                        week: review.week,
                    })
                    .collect(),
            })
        })
    }
}

fn by_day(told: Vec<Told>) -> Vec<WeekDay> {
    let mut days: Vec<WeekDay> = Vec::new();
    for one in told {
        match days.last_mut().filter(|day| day.on == one.on) {
            Some(day) => day.entries.push(one),
            None => days.push(WeekDay { on: one.on, entries: vec![one] }),
        }
    }
    days
}
