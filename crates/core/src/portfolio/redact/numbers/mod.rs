//! Sums and counts, told by their size; what is relative stays.
//!
//! "4.2 M EUR" becomes "a mid-seven-figure sum", "12,345 users" become "a five-figure number of users". Shares,
//! factors, times, years, levels and counts up to twelve say nothing of the size of a business and stay. Of a pair,
//! the change is told: "Tickets: from 1,200 to 1,800" is "Tickets: up 50 %".

mod find;
mod known;
#[cfg(test)]
mod tests;

use std::ops::Range;

use find::{Found, Sort, find, spelt};
use known::{DETERMINERS, FIGURES, NOT_COUNTED, is_in};

/// Letters of what may stand between a pair and its end, such as a unit.
const LONGEST_UNIT: usize = 40;

/// A measure as it may be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) baseline: String,
    pub(super) result: String,
    pub(super) unit: String,
}

/// How a measure may be told: as it is, as an index with 100 for what it was before, or by its size. None if its
/// values are more than numbers.
pub(super) fn measured(baseline: &str, result: &str, unit: &str) -> Option<Told> {
    let whole = |value: &str| {
        let text = format!("{} {}", value.trim(), unit.trim());
        match find(text.trim()).as_slice() {
            // "About 1,200" is no number that could be divided by.
            [one] if one.bytes.start == 0 && one.bytes.end + 1 + unit.trim().len() >= value.trim().len() => {
                Some(one.clone())
            }
            _ => None,
        }
    };
    let told = |baseline: &str, result: &str, unit: &str| {
        Some(Told { baseline: baseline.to_owned(), result: result.to_owned(), unit: unit.to_owned() })
    };
    let blank = baseline.trim().is_empty();
    let (before, after) = (if blank { None } else { Some(whole(baseline)?) }, whole(result)?);
    if !before.as_ref().is_some_and(Found::is_told) && !after.is_told() {
        return told(baseline, result, unit);
    }
    match before {
        Some(before) if before.value > 0.0 && before.sort != Sort::Name && after.sort != Sort::Name => {
            told("100", &format!("{:.0}", after.value / before.value * 100.0), "index")
        }
        _ => {
            let text = format!("{} {}", result.trim(), unit.trim());
            let (bytes, words) = size(&text, &after);
            let mut words = words;
            if let Some(first) = words.get_mut(..1) {
                first.make_ascii_lowercase();
            }
            let rest = text.get(bytes.end..).unwrap_or_default().trim();
            let words = words.strip_suffix(" of").unwrap_or(&words);
            told(baseline, words, rest)
        }
    }
}

/// Every number in `text` that tells how large something is, and what takes its place.
pub(super) fn numbers(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = find(text);
    found.extend(spelt(text, &found));
    found.sort_by_key(|one| one.bytes.start);
    let mut told = Vec::new();
    let mut at = 0;
    while let Some(one) = found.get(at) {
        if let Some(two) = found.get(at + 1) {
            if let Some(pair) = pair(text, one, two) {
                told.extend(pair);
                at += 2;
                continue;
            }
            if let Some(whole) = range(text, one, two).or_else(|| part(text, one, two)) {
                told.push(whole);
                at += 2;
                continue;
            }
        }
        if one.is_told() {
            told.push(size(text, one));
        }
        at += 1;
    }
    told
}

/// "From 1,200 to 1,800": the change between the two.
fn pair(text: &str, one: &Found, two: &Found) -> Option<Vec<(Range<usize>, String)>> {
    let before = text.get(..one.bytes.start)?;
    let from = before.trim_end();
    let begins = from.strip_suffix("from").or_else(|| from.strip_suffix("From"))?;
    let between = text.get(one.bytes.end..two.bytes.start)?;
    let is_to = between.trim().split(' ').next_back().is_some_and(|word| matches!(word, "to" | "→"))
        && between.len() <= LONGEST_UNIT;
    if !is_to || two.sort == Sort::Name {
        return None;
    }
    // "From 31 to 39 %": both are shares.
    if two.sort == Sort::Share {
        return (one.sort != Sort::Sum && one.magnitude == 1.0).then(Vec::new);
    }
    // "From 3.1 to 4.2 M EUR": both are millions.
    let mut first = one.clone();
    if first.sort != Sort::Sum && first.magnitude == 1.0 && between.trim() == "to" && first.sort == Sort::Count {
        (first.value, first.magnitude, first.sort) = (first.value * two.magnitude, two.magnitude, two.sort);
    }
    if matches!(first.sort, Sort::Share | Sort::Name) || !(first.is_told() || two.is_told()) {
        return None;
    }
    if first.value <= 0.0 {
        return Some(vec![size(text, two)]);
    }
    let change = (two.value - first.value) / first.value * 100.0;
    // As a measure is told: "Tickets: from 1,200 to 1,800 tickets (90 days)".
    let rest = text.get(two.bytes.end..)?;
    let unit = rest.find(['(', '.', ',', ';', '[']).unwrap_or(rest.len());
    if begins.trim_end().ends_with(':') && unit <= LONGEST_UNIT && rest.get(..unit)?.split_whitespace().count() <= 3 {
        let end = two.bytes.end + rest.get(..unit)?.trim_end().len();
        let words = match change {
            0.0 => "unchanged".to_owned(),
            up if up > 0.0 => format!("up {up:.0} %"),
            down => format!("down {:.0} %", -down),
        };
        return Some(vec![(begins.len()..end, words)]);
    }
    let words = match change {
        0.0 => "the same".to_owned(),
        more if more > 0.0 => format!("{more:.0} % more"),
        less => format!("{:.0} % less", -less),
    };
    let sized = if first.is_told() { vec![size(text, &first)] } else { Vec::new() };
    Some(sized.into_iter().chain([(two.bytes.clone(), words)]).collect())
}

/// "10,000–15,000": the size of the larger.
fn range(text: &str, one: &Found, two: &Found) -> Option<(Range<usize>, String)> {
    let dash = text.get(one.bytes.end..two.bytes.start)?.trim();
    if !matches!(dash, "-" | "–" | "—") || matches!(one.sort, Sort::Share | Sort::Name) || !two.is_told() {
        return None;
    }
    let (bytes, words) = size(text, two);
    let start = if bytes.start < one.bytes.start { bytes.start } else { one.bytes.start };
    Some((start..bytes.end, words))
}

/// "11 of 17": the share.
fn part(text: &str, one: &Found, two: &Found) -> Option<(Range<usize>, String)> {
    let between = text.get(one.bytes.end..two.bytes.start)?.trim();
    let is_count = |one: &Found| one.sort == Sort::Count && one.magnitude == 1.0;
    let is_part = is_count(one) && is_count(two) && one.value <= two.value && two.is_told();
    if !matches!(between, "of" | "out of") || !is_part {
        return None;
    }
    let of = if is_noun(text.get(two.bytes.end..)?) { " of" } else { "" };
    let share = one.value / two.value * 100.0;
    let told = match share {
        // Few are not none, and most are not all.
        few if few > 0.0 && few < 1.0 => "under 1 %".to_owned(),
        most if most > 99.0 && most < 100.0 => "over 99 %".to_owned(),
        share => format!("{share:.0} %"),
    };
    Some((one.bytes.start..two.bytes.end, told + of))
}

/// Whether what is counted follows.
fn is_noun(after: &str) -> bool {
    let bare = after.strip_prefix([' ', '\u{a0}']).unwrap_or_default();
    let next: String = bare.chars().take_while(|letter| letter.is_alphabetic()).collect();
    next.chars().count() > 1 && !is_in(NOT_COUNTED, &next.to_lowercase())
}

/// A number by the count of its figures.
fn size(text: &str, one: &Found) -> (Range<usize>, String) {
    let mut bytes = one.bytes.clone();
    let figures = figures(one.value);
    let (before, after) = (text.get(..bytes.start).unwrap_or_default(), text.get(bytes.end..).unwrap_or_default());
    let last = before.trim_end().rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    let is_near = before.trim_end().len() + 1 >= before.len() && before.trim_end().ends_with(last);
    let determined = !last.is_empty() && is_near && before.ends_with(' ') && is_in(DETERMINERS, &last.to_lowercase());
    let mut article = true;
    let mut capital = super::words::begins_with_capital(text, bytes.start);
    if determined {
        let lower = last.to_lowercase();
        if matches!(lower.as_str(), "a" | "an") {
            bytes.start = before.trim_end().len() - last.len();
            capital = last.starts_with(char::is_uppercase);
        } else {
            article = false;
            capital = false;
        }
    }
    let noun = is_noun(after);
    let hyphen = after.starts_with('-') && after.chars().nth(1).is_some_and(char::is_alphabetic);
    let Some(figures) = figures else {
        let words = match one.sort {
            Sort::Sum => "very large sum",
            _ => "very large number",
        };
        return (bytes, with_article(words, article, capital));
    };
    let words = match one.sort {
        Sort::Sum => {
            let lead = one.value / 10f64.powi(i32::try_from(figures.1).unwrap_or(0) - 1);
            let place = if lead < 4.0 {
                "low"
            } else if lead < 7.0 {
                "mid"
            } else {
                "high"
            };
            let sized = format!("{place}-{}-figure", figures.0);
            if determined && noun || hyphen { sized } else { format!("{sized} sum") }
        }
        _ if hyphen => format!("{}-figure", figures.0),
        _ if noun => format!("{}-figure number of", figures.0),
        _ => format!("{}-figure number", figures.0),
    };
    (bytes, with_article(&words, article, capital))
}

fn with_article(words: &str, article: bool, capital: bool) -> String {
    let told = match article {
        true if words.starts_with(['a', 'e', 'i', 'o']) && !words.starts_with("one") => format!("an {words}"),
        true => format!("a {words}"),
        false => words.to_owned(),
    };
    if capital { crate::growth::say::capital(&told) } else { told }
}

/// How many figures a number has before the point, in words and in digits; none for more than there are words for.
fn figures(value: f64) -> Option<(&'static str, usize)> {
    let mut count = 1;
    let mut rest = value.abs();
    while rest >= 10.0 {
        rest /= 10.0;
        count += 1;
        if count > FIGURES.len() {
            return None;
        }
    }
    FIGURES.get(count - 1).map(|word| (*word, count))
}
