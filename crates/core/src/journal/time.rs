//! Dates and times as people write them.

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Timelike, Weekday};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use specta::Type;

use crate::error::{Error, Result};

/// The first year that an entry may tell of. Diaries of other centuries are welcome.
const FIRST_YEAR: i32 = 1000;
/// The last one.
const LAST_YEAR: i32 = 9998;

/// A local time to the minute, written `HH:MM`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay(u16);

impl TimeOfDay {
    /// The time on a clock that shows `hour`:`minute`, if there is one.
    pub fn new(hour: u32, minute: u32) -> Option<Self> {
        NaiveTime::from_hms_opt(hour, minute, 0).map(Self::from)
    }

    /// The same, for reckoning with.
    pub fn time(self) -> NaiveTime {
        let minutes = u32::from(self.0);
        NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0).unwrap_or_default()
    }

    /// Minutes since midnight.
    pub const fn minutes(self) -> u16 {
        self.0
    }
}

impl From<NaiveTime> for TimeOfDay {
    fn from(time: NaiveTime) -> Self {
        // 23 * 60 + 59 fits.
        Self((time.hour() * 60 + time.minute()) as u16)
    }
}

impl std::fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl std::str::FromStr for TimeOfDay {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        NaiveTime::parse_from_str(text.trim(), "%H:%M")
            .map(Self::from)
            .map_err(|_| Error::invalid("time", "not a time like 09:41"))
    }
}

impl Serialize for TimeOfDay {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TimeOfDay {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl Type for TimeOfDay {
    fn definition(types: &mut specta::Types) -> specta::datatype::DataType {
        String::definition(types)
    }
}

/// Reads a date as it is given on a command line or in a query: ISO, `today`, `yesterday`, or the
/// name of a weekday, which means the last one before today.
///
/// # Errors
/// When it is none of these.
pub fn parse_date(text: &str, today: NaiveDate) -> Result<NaiveDate> {
    let word = text.trim().to_ascii_lowercase();
    match word.as_str() {
        "today" => return Ok(today),
        "yesterday" => return Ok(today - Days::new(1)),
        _ => {}
    }
    if let Ok(weekday) = word.parse::<Weekday>() {
        let back = (7 + today.weekday().num_days_from_monday() - weekday.num_days_from_monday() - 1) % 7 + 1;
        return Ok(today - Days::new(u64::from(back)));
    }
    // chrono reads "2026-1-5" too; ISO dates have ten characters.
    let date = NaiveDate::parse_from_str(&word, "%Y-%m-%d")
        .ok()
        .filter(|_| word.len() == 10)
        .ok_or_else(|| Error::invalid("date", "not a date like 2026-11-23, today, yesterday or monday"))?;
    check_date(date)
}

/// Refuses dates that no diary tells of.
pub(crate) fn check_date(date: NaiveDate) -> Result<NaiveDate> {
    if (FIRST_YEAR..=LAST_YEAR).contains(&date.year()) {
        Ok(date)
    } else {
        Err(Error::invalid("date", format!("the year is not between {FIRST_YEAR} and {LAST_YEAR}")))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_weekday_is_the_last_one_before_today() {
        let monday = day("2026-11-23");
        assert_eq!(parse_date("friday", monday).unwrap(), day("2026-11-20"));
        assert_eq!(parse_date("Mon", monday).unwrap(), day("2026-11-16"), "today is called today");
        assert_eq!(parse_date("sunday", monday).unwrap(), day("2026-11-22"));
    }

    #[test]
    fn what_is_not_a_date_is_refused() {
        for text in ["", "2026-02-30", "2026-1-5", "23.11.2026", "0000-01-01", "99999-01-01", "tomorrowish"] {
            assert!(parse_date(text, day("2026-11-23")).is_err(), "{text} is no date");
        }
    }

    proptest! {
        #[test]
        fn iso_dates_are_read_as_they_are_written(days in 0i64..3_000_000) {
            let date = day("1000-01-01") + chrono::TimeDelta::days(days);
            prop_assert_eq!(parse_date(&date.to_string(), day("2026-11-23")).unwrap(), date);
        }

        #[test]
        fn no_text_makes_the_reader_of_dates_panic(text in ".{0,20}") {
            let _ = parse_date(&text, day("2026-11-23"));
            let _ = text.parse::<TimeOfDay>();
        }

        #[test]
        fn times_are_read_as_they_are_written(hour in 0u32..24, minute in 0u32..60) {
            let time = TimeOfDay::new(hour, minute).unwrap();
            prop_assert_eq!(time.to_string().parse::<TimeOfDay>().unwrap(), time);
        }
    }
}
