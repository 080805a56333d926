//! Days and months with what was written on them.

use chrono::{Datelike, Days, Months, NaiveDate};
use rusqlite::Connection;
use serde::Serialize;
use specta::Type;

use super::habits::Habits;
use super::read::date;
use crate::error::{Error, Result};
use crate::vault::Vault;

/// A day and how many entries tell of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct DayCount {
    /// The day.
    pub on: NaiveDate,
    /// Entries outside the trash.
    pub entries: u32,
}

/// A month as the calendar shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct MonthView {
    /// Days that something was written about, ascending.
    pub days: Vec<DayCount>,
    /// The first day of the whole journal.
    pub first: Option<NaiveDate>,
    /// The last one.
    pub last: Option<NaiveDate>,
}

impl Vault {
    /// What was written about each day of the month that holds `day`.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a month outside the calendar.
    pub fn month(&self, day: NaiveDate) -> Result<MonthView> {
        let (from, until) = month_of(day)?;
        self.read(|database| {
            let mut select = database.prepare_cached(
                "SELECT happened_on, count(*) FROM entry
                 WHERE happened_on >= ?1 AND happened_on < ?2 AND trashed IS NULL AND erased IS NULL
                 GROUP BY happened_on ORDER BY happened_on",
            )?;
            let mut rows = select.query((from.to_string(), until.to_string()))?;
            let mut days = Vec::new();
            while let Some(row) = rows.next()? {
                days.push(DayCount { on: date(row, 0)?, entries: row.get(1)? });
            }
            let edge = |order: &str| -> Result<Option<NaiveDate>> {
                let sql = format!(
                    "SELECT happened_on FROM entry WHERE trashed IS NULL AND erased IS NULL ORDER BY happened_on {order} LIMIT 1"
                );
                let mut select = database.prepare_cached(&sql)?;
                let mut rows = select.query([])?;
                rows.next()?.map(|row| date(row, 0)).transpose()
            };
            Ok(MonthView { days, first: edge("ASC")?, last: edge("DESC")? })
        })
    }
}

/// The first day that something was written about.
fn first_day(database: &Connection) -> Result<Option<NaiveDate>> {
    let mut select = database.prepare_cached(
        "SELECT happened_on FROM entry WHERE trashed IS NULL AND erased IS NULL ORDER BY happened_on LIMIT 1",
    )?;
    let mut rows = select.query([])?;
    rows.next()?.map(|row| date(row, 0)).transpose()
}

/// The first day of the month that holds `day`, and of the one after.
pub(crate) fn month_of(day: NaiveDate) -> Result<(NaiveDate, NaiveDate)> {
    day.with_day(1)
        .and_then(|first| Some((first, first.checked_add_months(Months::new(1))?)))
        .ok_or_else(|| Error::invalid("month", "is outside the calendar"))
}

/// The workdays of `from` up to and including `until`, and on how many of them something was written: the
/// latter first. Work on another day counts for neither, as nobody should feel that it is asked for, and
/// no day from before the first entry counts against anybody.
pub(crate) fn workdays(
    database: &Connection,
    habits: &Habits,
    from: NaiveDate,
    until: NaiveDate,
    today: NaiveDate,
) -> Result<(u32, u32)> {
    let is_workday = |day: &NaiveDate| habits.works_on(*day);
    let from = from.max(first_day(database)?.unwrap_or(today));
    let all = from.iter_days().take_while(|day| *day <= until).filter(is_workday).count();
    let after = until.checked_add_days(Days::new(1)).unwrap_or(until);
    let mut select = database.prepare_cached(
        "SELECT DISTINCT happened_on FROM entry
         WHERE happened_on >= ?1 AND happened_on < ?2 AND trashed IS NULL AND erased IS NULL",
    )?;
    let mut rows = select.query((from.to_string(), after.to_string()))?;
    let mut written = 0;
    while let Some(row) = rows.next()? {
        written += u32::from(is_workday(&date(row, 0)?));
    }
    Ok((written, u32::try_from(all).unwrap_or(u32::MAX)))
}
