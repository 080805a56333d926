//! Counts, dates and lists as one would say them.

use chrono::{Datelike, NaiveDate};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The name of the month of `date`.
pub(crate) fn month(date: NaiveDate) -> &'static str {
    MONTHS.get(date.month0() as usize).copied().unwrap_or_default()
}

/// As in "December 2026".
pub(crate) fn month_of_year(date: NaiveDate) -> String {
    format!("{} {}", month(date), date.year())
}

/// Small counts as words, the others in digits.
pub(crate) fn number(count: u32) -> String {
    match count {
        1 => "one".to_owned(),
        2 => "two".to_owned(),
        _ => count.to_string(),
    }
}

/// Numbers up to twelve as words, for text that is read rather than scanned.
pub(crate) fn spelled(count: u32) -> String {
    const WORDS: [&str; 13] =
        ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    WORDS.get(count as usize).map_or_else(|| count.to_string(), |&word| word.to_owned())
}

/// As in "one situation", "4 situations".
pub(crate) fn count(count: u32, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {what}{plural}", number(count))
}

/// As in "one entry", "4 entries".
pub(crate) fn entries(count: u32) -> String {
    format!("{} {}", number(count), if count == 1 { "entry" } else { "entries" })
}

/// As in "once", "twice", "3 times".
pub(crate) fn times(count: u32) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        3 => "three times".to_owned(),
        _ => format!("{count} times"),
    }
}

/// As in "a, b and c".
pub(crate) fn list<T: AsRef<str>>(items: &[T]) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// How long before `today` a day was, in the unit that one would use.
pub(crate) fn since(on: NaiveDate, today: NaiveDate) -> String {
    let ago = |count: i64, what| format!("{} ago", self::count(u32::try_from(count).unwrap_or(0), what));
    match (today - on).num_days() {
        ..7 => "this week".to_owned(),
        days @ 7..60 => ago(days / 7, "week"),
        days @ 60..730 => ago(days / 30, "month"),
        _ => format!("in {}", month_of_year(on)),
    }
}

/// With a capital at the beginning.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_past_is_said_in_the_unit_that_one_would_use() {
        let today = on("2026-11-23");
        for (then, said) in [
            ("2026-11-23", "this week"),
            ("2026-11-17", "this week"),
            ("2026-11-16", "one week ago"),
            ("2026-11-08", "two weeks ago"),
            ("2026-09-24", "two months ago"),
            ("2026-06-20", "5 months ago"),
            ("2024-03-01", "in March 2024"),
        ] {
            assert_eq!(since(on(then), today), said, "{then}");
        }
    }

    #[test]
    fn a_list_has_one_and() {
        assert_eq!(list::<&str>(&[]), "");
        assert_eq!(list(&["a"]), "a");
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
    }

    #[test]
    fn a_near_day_leaves_out_the_year_that_one_knows() {}
}
