//! A week, as it is named: `2026-W47`.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use specta::Type;

use crate::error::Error;
use crate::growth::say;
use crate::journal::check_date;

/// A week from Monday to Sunday, numbered as in ISO 8601.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Week(NaiveDate);

impl Week {
    /// The one that holds `day`.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        Self(day.week(Weekday::Mon).checked_first_day().unwrap_or(day))
    }

    /// Its first day.
    #[must_use]
    pub const fn monday(self) -> NaiveDate {
        self.0
    }

    /// Its last day.
    #[must_use]
    pub fn sunday(self) -> NaiveDate {
        self.0.checked_add_days(Days::new(6)).unwrap_or(self.0)
    }

    /// The one after.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.checked_add_days(Days::new(7)).unwrap_or(self.0))
    }

    /// The one before.
    #[must_use]
    pub fn before(self) -> Self {
        Self(self.0.checked_sub_days(Days::new(7)).unwrap_or(self.0))
    }

    /// As in "Week 47, 16 to 22 November 2026".
    #[must_use]
    pub fn words(self) -> String {
        let (from, to) = (self.monday(), self.sunday());
        let first = match (from.year() == to.year(), from.month() == to.month()) {
            (true, true) => from.day().to_string(),
            (true, false) => format!("{} {}", from.day(), say::month(from)),
            (false, _) => format!("{} {} {}", from.day(), say::month(from), from.year()),
        };
        format!("Week {}, {first} to {} {} {}", from.iso_week().week(), to.day(), say::month(to), to.year())
    }
}

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let week = self.0.iso_week();
        write!(f, "{:04}-W{:02}", week.year(), week.week())
    }
}

impl FromStr for Week {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let wrong = || Error::invalid("week", "not a week like 2026-W47");
        let (year, week) = text.trim().split_once("-W").ok_or_else(wrong)?;
        let digits = |text: &str, count| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(year, 4) || !digits(week, 2) {
            return Err(wrong());
        }
        let (year, week) = (year.parse().map_err(|_| wrong())?, week.parse().map_err(|_| wrong())?);
        let monday = NaiveDate::from_isoywd_opt(year, week, Weekday::Mon).ok_or_else(wrong)?;
        check_date(monday).map(Self)
    }
}

impl Serialize for Week {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Week {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl Type for Week {
    fn definition(types: &mut specta::Types) -> specta::datatype::DataType {
        String::definition(types)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn week(day: &str) -> Week {
        Week::of(day.parse().unwrap())
    }

    #[test]
    fn a_week_is_named_by_the_year_that_most_of_it_lies_in() {
        assert_eq!(week("2026-11-20").to_string(), "2026-W47");
        assert_eq!(week("2027-01-03").to_string(), "2026-W53");
        assert_eq!(week("2026-11-20").words(), "Week 47, 16 to 22 November 2026");
        assert_eq!(week("2026-12-01").words(), "Week 49, 30 November to 6 December 2026");
        assert_eq!(week("2027-01-03").words(), "Week 53, 28 December 2026 to 3 January 2027");
    }

    #[test]
    fn what_is_no_week_is_refused() {
        for text in ["", "47", "2026-47", "2026-W54", "2026-W00", "2025-W53", "26-W47", "2026-W+7", "0001-W01"] {
            assert!(text.parse::<Week>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_week_is_read_as_it_is_written_and_the_next_is_followed_by_it(day in 400_000i32..3_000_000) {
            let day = NaiveDate::from_num_days_from_ce_opt(day).unwrap();
            let week = Week::of(day);
            prop_assert_eq!(week.to_string().parse::<Week>().unwrap(), week);
            prop_assert!(week.monday() <= day && day <= week.sunday());
            prop_assert_eq!(week.next().before(), week);
            prop_assert_eq!(week.sunday() + Days::new(1), week.next().monday());
        }
    }
}
