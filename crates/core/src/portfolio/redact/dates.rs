//! Days written in a text, told as their months.

use std::ops::Range;

use super::common::{is_month, is_of_time};
use super::words::{Word, begins_with_capital, between};

/// Names of months as they are told.
const NAMES: [&str; 12] = [
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

/// Every exact day in `text` and the month that takes its place.
pub(super) fn days(text: &str, words: &[Word]) -> Vec<(Range<usize>, String)> {
    let mut days = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let found = in_words(text, words, at).or_else(|| in_digits(text, words, at));
        let Some((behind, month)) = found else {
            at += 1;
            continue;
        };
        if let (Some(first), Some(last)) = (words.get(at), words.get(behind - 1)) {
            let (start, told) = in_its_place(text, words, at, &month);
            days.push((start.unwrap_or(first.start)..last.end, told));
        }
        at = behind;
    }
    days
}

/// Where a replacement for the day at the word `at` begins, if before that, and its words. "On the 12th of March" is
/// "in March": without a number beside it, a month needs a word that says so.
fn in_its_place(text: &str, words: &[Word], at: usize, month: &str) -> (Option<usize>, String) {
    let mut at = at;
    let mut start = None;
    let mut spoken = begins_with_capital(text, words.get(at).map_or(0, |word| word.start));
    let before = |at: usize| {
        let (one, here) = (words.get(at.checked_sub(1)?)?, words.get(at)?);
        between(text, one.end, here.start).chars().all(char::is_whitespace).then_some(one)
    };
    for word in ["the", "on"] {
        if let Some(one) = before(at).filter(|one| one.folded == word) {
            (start, spoken, at) = (Some(one.start), one.is_capital(), at - 1);
        }
    }
    let alone = !month.contains(' ') && month.starts_with(char::is_alphabetic);
    let needed = start.is_some() || alone;
    if !needed || before(at).is_some_and(is_of_time) {
        return (start, month.to_owned());
    }
    (start, format!("{} {month}", if spoken { "In" } else { "in" }))
}

/// As in "12 March 2026", "12th of March", "March 12, 2026", "Mar 12".
fn in_words(text: &str, words: &[Word], at: usize) -> Option<(usize, String)> {
    let word = |offset: usize| words.get(at + offset);
    let gap = |offset: usize| Some(between(text, word(offset)?.end, word(offset + 1)?.start));
    let spaced = |offset: usize| {
        gap(offset)
            .is_some_and(|gap| matches!(gap.trim(), "" | "." | ",") && gap.chars().count() <= 4 && !gap.is_empty())
    };
    let is_month_at = |offset: usize| word(offset).is_some_and(|one| is_month(&one.folded) && one.is_capital());
    // A number that goes on, as in "12.5", is no day.
    let alone = |offset: usize| {
        gap(offset).is_none_or(|gap| {
            !matches!(gap.as_str(), "." | "," | ":" | "-") || word(offset + 1).is_none_or(|next| !next.is_number())
        })
    };
    let written =
        |offset: usize| word(offset).and_then(|one| text.get(one.start..one.end)).unwrap_or_default().to_owned();
    if word(0).is_some_and(|one| is_day(&one.folded)) {
        let of = usize::from(word(1).is_some_and(|one| one.folded == "of") && spaced(0));
        if is_month_at(1 + of) && spaced(of) {
            let year = word(2 + of).is_some_and(|one| is_year(&one.folded)) && spaced(1 + of);
            let month = written(1 + of);
            return Some(if year {
                (at + 3 + of, format!("{month} {}", written(2 + of)))
            } else {
                (at + 2 + of, month)
            });
        }
    }
    if is_month_at(0) && word(1).is_some_and(|one| is_day(&one.folded)) && spaced(0) && alone(1) {
        let year = word(2).is_some_and(|one| is_year(&one.folded)) && spaced(1);
        let percent = text.get(word(1)?.end..).unwrap_or_default().trim_start().starts_with('%');
        if !percent {
            return Some(if year { (at + 3, format!("{} {}", written(0), written(2))) } else { (at + 2, written(0)) });
        }
    }
    None
}

/// As in "2026-03-12", "12.03.2026", "3/12/2026": of the last nobody knows which is the month.
fn in_digits(text: &str, words: &[Word], at: usize) -> Option<(usize, String)> {
    let [one, two, three] = words.get(at..at + 3)? else { return None };
    let (first, second) = (between(text, one.end, two.start), between(text, two.end, three.start));
    let number = |word: &Word| word.folded.parse::<usize>().ok();
    let (a, b, c) = (number(one)?, number(two)?, number(three));
    if first != second {
        return None;
    }
    let month = |number: usize| NAMES.get(number.checked_sub(1)?).copied();
    match first.as_str() {
        // A time may follow, as in 2026-03-12T10:00.
        "-" | "/" if is_year(&one.folded) => {
            let day = three.folded.get(..2).unwrap_or(&three.folded).parse::<usize>().ok()?;
            // The minutes and seconds of a time.
            let more = words.get(at + 2..).unwrap_or_default().windows(2).take_while(
                |pair| matches!(pair, [one, two] if two.is_number() && between(text, one.end, two.start) == ":"),
            );
            (1..=31).contains(&day).then_some((at + 3 + more.count(), format!("{} {a}", month(b)?)))
        }
        "." if is_year(&three.folded) && (1..=31).contains(&a) => Some((at + 3, format!("{} {}", month(b)?, c?))),
        "/" | "-" if is_year(&three.folded) && (1..=31).contains(&a) && (1..=31).contains(&b) => {
            let year = c?;
            Some((
                at + 3,
                match (a > 12, b > 12) {
                    (true, false) => format!("{} {year}", month(b)?),
                    (false, true) => format!("{} {year}", month(a)?),
                    _ => year.to_string(),
                },
            ))
        }
        _ => None,
    }
}

fn is_day(folded: &str) -> bool {
    let digits = ["st", "nd", "rd", "th"].into_iter().find_map(|end| folded.strip_suffix(end)).unwrap_or(folded);
    digits.len() <= 2 && digits.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))
}

pub(super) fn is_year(folded: &str) -> bool {
    folded.len() == 4 && folded.parse::<u16>().is_ok_and(|year| (1900..2100).contains(&year))
}

#[cfg(test)]
mod tests {
    use super::super::text::replaced;
    use super::super::words::words;
    use super::*;

    fn told(text: &str) -> String {
        let found = days(text, &words(text));
        replaced(text, found.iter().map(|(bytes, by)| (bytes, by.as_str())))
    }

    #[test]
    fn a_day_becomes_its_month() {
        for (text, wanted) in [
            ("Resolved on 18 March 2026.", "Resolved in March 2026."),
            ("Dana, CFO, 30 July 2026", "Dana, CFO, July 2026"),
            ("due 7 December.", "due in December."),
            ("On March 12th, 2026 we", "In March 2026 we"),
            ("since the 3rd of May", "since May"),
            ("7 May: shipped by 9 May", "In May: shipped by May"),
            ("7 Dec 2026 and 2026-03-12", "Dec 2026 and March 2026"),
            ("12.03.2026, 3/12/2026, 25/12/2026", "March 2026, 2026, December 2026"),
            ("at 2026-03-12T10:00:30 sharp", "at March 2026 sharp"),
        ] {
            assert_eq!(told(text), wanted);
        }
    }

    #[test]
    fn what_is_no_day_stays() {
        for text in ["in March 2026", "March 2026", "March 12.5 %", "12 marches", "2026-W45", "from 5 to 1", "Q3 2026"]
        {
            assert_eq!(told(text), text);
        }
    }
}
