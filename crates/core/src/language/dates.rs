//! Days and counts as a language and its country write them.

use chrono::{Datelike, NaiveDate};
use icu_calendar::{Date, Gregorian};
use icu_datetime::FixedCalendarDateTimeFormatter as Formatter;
use icu_datetime::fieldsets::{M, MD, YM, YMD};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_locale_core::{Locale, locale};

use crate::growth::Period;

/// How days are written where nobody has said otherwise.
pub(crate) const USUAL: &str = "en-GB";

/// Days and counts as a language and its country write them. The words around them are English all the same.
pub(crate) struct Dates {
    is_english: bool,
    day: Option<Formatter<Gregorian, YMD>>,
    short_day: Option<Formatter<Gregorian, YMD>>,
    near_day: Option<Formatter<Gregorian, MD>>,
    month_of_year: Option<Formatter<Gregorian, YM>>,
    short_month: Option<Formatter<Gregorian, YM>>,
    month: Option<Formatter<Gregorian, M>>,
    letters: Option<Formatter<Gregorian, M>>,
    count: Option<DecimalFormatter>,
}

/// A day in this form; in digits where ICU has no such form, or no such day.
macro_rules! written {
    ($form:expr, $date:expr, $digits:literal) => {
        match $form.as_ref().zip(of($date)) {
            Some((form, date)) => form.format(&date).to_string(),
            None => $date.format($digits).to_string(),
        }
    };
}

impl Dates {
    /// As `tag` says, such as "en-US" or "de"; as usual where it is none.
    pub(crate) fn of(tag: &str) -> Self {
        let locale = Locale::try_from_str(tag).unwrap_or(const { locale!("en-GB") });
        Self {
            is_english: locale.id.language.as_str() == "en",
            day: Formatter::try_new((&locale).into(), YMD::long()).ok(),
            short_day: Formatter::try_new((&locale).into(), YMD::medium()).ok(),
            near_day: Formatter::try_new((&locale).into(), MD::long()).ok(),
            month_of_year: Formatter::try_new((&locale).into(), YM::long()).ok(),
            short_month: Formatter::try_new((&locale).into(), YM::medium()).ok(),
            month: Formatter::try_new((&locale).into(), M::long()).ok(),
            letters: Formatter::try_new((&locale).into(), M::medium()).ok(),
            count: DecimalFormatter::try_new((&locale).into(), Default::default()).ok(),
        }
    }

    /// As in "7 December 2026".
    pub(crate) fn day(&self, date: NaiveDate) -> String {
        written!(self.day, date, "%Y-%m-%d")
    }

    /// As in "7 Dec 2026", for columns.
    pub(crate) fn short_day(&self, date: NaiveDate) -> String {
        written!(self.short_day, date, "%Y-%m-%d")
    }

    /// A day in a sentence of `today`: the year is only said where it differs.
    pub(crate) fn near_day(&self, date: NaiveDate, today: NaiveDate) -> String {
        if date.year() == today.year() { written!(self.near_day, date, "%m-%d") } else { self.day(date) }
    }

    /// As in "December 2026".
    pub(crate) fn month_of_year(&self, date: NaiveDate) -> String {
        written!(self.month_of_year, date, "%Y-%m")
    }

    /// As in "Dec 2026", for columns.
    pub(crate) fn short_month(&self, date: NaiveDate) -> String {
        written!(self.short_month, date, "%Y-%m")
    }

    /// As in "Dec", below a picture.
    pub(crate) fn letters(&self, date: NaiveDate) -> String {
        written!(self.letters, date, "%m")
    }

    /// As in "January to November 2026". Other languages than English may not leave the first year out.
    pub(crate) fn months(&self, Period { from, to }: Period) -> String {
        let same_year = from.year() == to.year();
        if same_year && from.month() == to.month() {
            return self.month_of_year(to);
        }
        let first =
            if same_year && self.is_english { written!(self.month, from, "%m") } else { self.month_of_year(from) };
        format!("{first} to {}", self.month_of_year(to))
    }

    /// The days between which something happened, as in "March to May 2026".
    pub(crate) fn when(&self, period: Period) -> String {
        if period.from == period.to { self.day(period.from) } else { self.months(period) }
    }

    /// As in "1,204".
    pub(crate) fn count(&self, count: u32) -> String {
        self.count.as_ref().map_or_else(|| count.to_string(), |form| form.format(&Decimal::from(count)).to_string())
    }
}

fn of(date: NaiveDate) -> Option<Date<Gregorian>> {
    Date::try_new_gregorian(date.year(), u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn all(tag: &str) -> String {
        let (dates, day, today) = (Dates::of(tag), date("2026-03-07"), date("2026-11-26"));
        let months = |from, to| dates.months(Period { from: date(from), to: date(to) });
        [
            dates.day(day),
            dates.short_day(day),
            dates.near_day(day, today),
            dates.near_day(day, date("2027-01-01")),
            dates.month_of_year(day),
            dates.short_month(day),
            months("2026-01-01", "2026-11-30"),
            months("2025-12-01", "2026-11-30"),
            dates.letters(day),
            dates.count(1_204),
        ]
        .join(" | ")
    }

    #[test]
    fn each_country_reads_days_and_counts_as_it_writes_them() {
        insta::assert_snapshot!(["en-GB", "en-US", "de", "fr", "es", "pt-BR", "sv", "ja"].map(all).join("\n"));
    }

    #[test]
    fn what_is_no_language_is_written_as_usual() {
        for tag in ["", "C", "no such language", "zz-ZZ-\u{0}", "x-private"] {
            assert!(!all(tag).is_empty(), "{tag}");
        }
        assert_eq!(all("not a tag"), all(USUAL));
    }

    #[test]
    fn the_ends_of_the_calendar_are_days_too() {
        for day in [NaiveDate::MIN, NaiveDate::MAX, date("0001-01-01"), date("9999-12-31")] {
            assert!(!Dates::of("en-GB").day(day).is_empty());
        }
    }
}
