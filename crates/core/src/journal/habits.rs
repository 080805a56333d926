//! How somebody works and what they do not want to be reminded of.

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::entry::{Content, Kind};
use crate::error::{Error, Result};
use crate::vault::{Vault, setting};

const HABITS: &str = "habits";

/// How somebody works, as far as the journal heeds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default)]
#[specta(skip_attr = "serde")]
pub struct Habits {
    /// Which days of the week are workdays, Monday first.
    pub workdays: [bool; 7],
    /// Challenges do not come back by themselves.
    pub challenges_stay_away: bool,
}

impl Default for Habits {
    fn default() -> Self {
        Self { workdays: [true, true, true, true, true, false, false], challenges_stay_away: false }
    }
}

impl Habits {
    /// Whether `day` is one on which they work.
    #[must_use]
    pub fn works_on(&self, day: NaiveDate) -> bool {
        self.workdays.get(day.weekday().num_days_from_monday() as usize).copied().unwrap_or(false)
    }

    /// The last workday of the week that begins on `monday`.
    #[must_use]
    pub fn last_workday(&self, monday: NaiveDate) -> Option<NaiveDate> {
        (0..7).rev().filter_map(|days| monday.checked_add_days(Days::new(days))).find(|day| self.works_on(*day))
    }
}

impl Content {
    /// Whether it may come back by itself. To be found when somebody looks for it is another matter.
    pub(crate) fn may_return(&self, habits: &Habits) -> bool {
        may_return(self.kind, self.facets.quiet, habits)
    }
}

/// As [`Content::may_return`], of what is known of an entry without its text.
pub(crate) fn may_return(kind: Kind, quiet: bool, habits: &Habits) -> bool {
    let stays_away = kind == Kind::Challenge && habits.challenges_stay_away;
    !quiet && !stays_away
}

impl Vault {
    /// How its owner works.
    ///
    /// # Errors
    /// What the database says.
    pub fn habits(&self) -> Result<Habits> {
        self.read(habits)
    }

    /// Says how its owner works.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a week without a workday.
    pub fn set_habits(&self, habits: &Habits) -> Result<()> {
        if !habits.workdays.contains(&true) {
            return Err(Error::invalid("workdays", "a week has at least one"));
        }
        self.write(|write| setting::set(write, HABITS, habits))
    }
}

pub(crate) fn habits(database: &rusqlite::Connection) -> Result<Habits> {
    setting::get(database, HABITS).map(Option::unwrap_or_default)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week(days: &str) -> Habits {
        let mut habits = Habits::default();
        for (works, letter) in habits.workdays.iter_mut().zip(days.chars()) {
            *works = letter == 'w';
        }
        habits
    }

    #[test]
    fn the_last_workday_is_that_of_ones_own_week() {
        let monday = "2026-11-23".parse().unwrap();
        assert_eq!(week("wwwwwff").last_workday(monday), "2026-11-27".parse().ok());
        assert_eq!(week("wwwffff").last_workday(monday), "2026-11-25".parse().ok());
        assert_eq!(week("wwwwffw").last_workday(monday), "2026-11-29".parse().ok(), "Sunday to Thursday");
        assert_eq!(week("fffffff").last_workday(monday), None);
    }

    #[test]
    fn a_setting_of_before_a_field_was_added_can_be_read() {
        let read: Habits = serde_json::from_str(r#"{"challenges_stay_away":true}"#).unwrap();
        assert_eq!(read, Habits { challenges_stay_away: true, ..Habits::default() });
    }
}
