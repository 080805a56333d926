//! Days as they are asked for.

use chrono::{Datelike, Days as Count, Months, NaiveDate};

use super::Days;
use crate::journal::parse_date;
use crate::journal::time::check_date;

impl Days {
    /// Reads what follows `on:`: a day, a month, a year, or two of these with `..` between them,
    /// one of which may be left out.
    pub(super) fn on(value: &str, today: NaiveDate) -> Option<Self> {
        let Some((from, to)) = value.split_once("..") else {
            let (from, to) = span(value, today)?;
            return Some(Self { from: Some(from), to: Some(to) });
        };
        let side = |value: &str| if value.is_empty() { Some(None) } else { span(value, today).map(Some) };
        let days = Self { from: side(from)?.map(|(first, _)| first), to: side(to)?.map(|(_, last)| last) };
        match (days.from, days.to) {
            (None, None) => None,
            (Some(from), Some(to)) if from > to => None,
            _ => Some(days),
        }
    }

    /// Reads what follows `before:`; the day, month or year itself is not in it.
    pub(super) fn before(value: &str, today: NaiveDate) -> Option<Self> {
        let last = span(value, today)?.0.pred_opt()?;
        Some(Self { from: None, to: Some(check_date(last).ok()?) })
    }

    /// Reads what follows `after:`.
    pub(super) fn after(value: &str, today: NaiveDate) -> Option<Self> {
        let first = span(value, today)?.1.succ_opt()?;
        Some(Self { from: Some(check_date(first).ok()?), to: None })
    }
}

/// The first and the last day of a day, a month or a year.
fn span(value: &str, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    if let Ok(day) = parse_date(value, today) {
        return Some((day, day));
    }
    let (year, month) = match value.split_once('-') {
        Some((year, month)) => (year, Some(month)),
        None => (value, None),
    };
    let year = number(year, 4)?;
    let first =
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month.map_or(Some(1), |month| number(month, 2))?, 1)?;
    let months = if month.is_some() { 1 } else { 12 };
    let last = first.checked_add_months(Months::new(months))?.checked_sub_days(Count::new(1))?;
    check_date(first).ok()?;
    debug_assert_eq!(first.year(), last.year());
    Some((first, last))
}

fn number(digits: &str, length: usize) -> Option<u32> {
    (digits.len() == length && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(value: &str) -> Option<(String, String)> {
        let text = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        Days::on(value, "2026-11-23".parse().unwrap()).map(|days| (text(days.from), text(days.to)))
    }

    #[test]
    fn months_and_years_are_all_their_days() {
        let days = |from: &str, to: &str| Some((from.to_owned(), to.to_owned()));
        assert_eq!(on("2024-02"), days("2024-02-01", "2024-02-29"));
        assert_eq!(on("2026"), days("2026-01-01", "2026-12-31"));
        assert_eq!(on("2026-01..2026-06"), days("2026-01-01", "2026-06-30"));
        assert_eq!(on("2026-03.."), days("2026-03-01", ""));
        assert_eq!(on("..friday"), days("", "2026-11-20"));
        assert_eq!(on("today"), days("2026-11-23", "2026-11-23"));
    }

    #[test]
    fn what_is_no_date_is_none() {
        for value in
            ["", "..", "2026-13", "26", "2026-3", "2026-06..2026-01", "someday", "2026-03-04..x", "0000", "9999-01"]
        {
            assert_eq!(on(value), None, "{value}");
        }
    }

    #[test]
    fn before_and_after_leave_out_what_they_name() {
        let today = "2026-11-23".parse().unwrap();
        assert_eq!(Days::before("2026-03", today).unwrap().to.unwrap().to_string(), "2026-02-28");
        assert_eq!(Days::after("2026", today).unwrap().from.unwrap().to_string(), "2027-01-01");
        assert_eq!(Days::before("1000", today), None, "no diary tells of it");
    }
}
