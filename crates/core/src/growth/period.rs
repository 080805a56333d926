//! The stretch of time that is looked at.

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::say;
use crate::error::{Error, Result};

/// The most months that one look may cover: a working life. Each costs a cell per competency.
const LONGEST: usize = 600;

/// A stretch of days; both ends belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
pub struct Period {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

impl Period {
    /// The last `count` calendar months up to `today`, the present one included.
    #[must_use]
    pub fn last_months(today: NaiveDate, count: u32) -> Self {
        let this = first_of_month(today);
        let from = this.checked_sub_months(Months::new(count.saturating_sub(1))).unwrap_or(this);
        Self { from, to: today }
    }

    /// Whether `on` lies within.
    #[must_use]
    pub fn contains(self, on: NaiveDate) -> bool {
        (self.from..=self.to).contains(&on)
    }

    /// The first day of every calendar month that it touches, oldest first.
    #[must_use]
    pub fn months(self) -> Vec<NaiveDate> {
        std::iter::successors(Some(first_of_month(self.from)), |month| month.checked_add_months(Months::new(1)))
            .take_while(|month| *month <= self.to)
            .take(LONGEST + 1)
            .collect()
    }

    /// As in "January to November 2026".
    #[must_use]
    pub fn words(self) -> String {
        let (from, to) = (say::month(self.from), say::month(self.to));
        match (self.from.year() == self.to.year(), self.from.month() == self.to.month()) {
            (true, true) => format!("{to} {}", self.to.year()),
            (true, false) => format!("{from} to {to} {}", self.to.year()),
            (false, _) => format!("{from} {} to {to} {}", self.from.year(), self.to.year()),
        }
    }

    /// # Errors
    /// [`Error::Invalid`] if it ends before it begins or covers more than fifty years.
    pub(crate) fn check(self) -> Result<()> {
        if self.to < self.from {
            return Err(Error::invalid("period", "ends before it begins"));
        }
        if self.months().len() > LONGEST {
            return Err(Error::invalid("period", format!("longer than {} years", LONGEST / 12)));
        }
        Ok(())
    }
}

/// The first day of the month of `date`.
pub(super) fn first_of_month(date: NaiveDate) -> NaiveDate {
    date.with_day(1).unwrap_or(date)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn six_months_begin_with_the_first_of_the_fifth_month_before() {
        let period = Period::last_months(day("2026-11-23"), 6);
        assert_eq!((period.from, period.to), (day("2026-06-01"), day("2026-11-23")));
        assert_eq!(period.months().len(), 6);
        assert_eq!(period.words(), "June to November 2026");
    }

    #[test]
    fn words_name_each_year_once_where_they_can() {
        let words = |from, to| Period { from: day(from), to: day(to) }.words();
        assert_eq!(words("2026-11-01", "2026-11-23"), "November 2026");
        assert_eq!(words("2025-07-01", "2026-01-31"), "July 2025 to January 2026");
        assert_eq!(words("2025-07-01", "2026-07-31"), "July 2025 to July 2026");
    }

    #[test]
    fn a_period_that_ends_before_it_begins_or_never_is_refused() {
        assert!(Period { from: day("2026-02-01"), to: day("2026-01-31") }.check().is_err());
        assert!(Period { from: day("1000-01-01"), to: day("9998-01-01") }.check().is_err());
        assert!(Period { from: day("2026-02-01"), to: day("2026-02-01") }.check().is_ok());
    }

    proptest! {
        #[test]
        fn every_day_of_a_period_lies_in_exactly_one_of_its_months(start in 0i64..20_000, length in 0i64..2_000, at in 0.0f64..1.0) {
            let from = day("1990-01-01") + chrono::TimeDelta::days(start);
            let period = Period { from, to: from + chrono::TimeDelta::days(length) };
            let on = from + chrono::TimeDelta::days((length as f64 * at) as i64);
            let months = period.months();
            prop_assert!(months.windows(2).all(|pair| pair[0] < pair[1]));
            prop_assert_eq!(months.iter().filter(|month| **month == first_of_month(on)).count(), 1);
        }
    }
}
