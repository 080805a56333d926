//! Finding numbers in a text, in digits and in words, and what they count.

use std::ops::Range;

use super::super::dates::is_year;
use super::super::words;
use super::known::{COUNTED, CURRENCIES, LABELS, MAGNITUDES, OURS, SHARES, SPELT, TIMES, is_in};

/// The largest count that stays as it is.
const SMALL: f64 = 12.0;

/// Times longer than this count something else than time.
const LONG_TIME: f64 = 1000.0;

/// A number in a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub(super) bytes: Range<usize>,
    pub(super) value: f64,
    pub(super) sort: Sort,
    /// What its digits are multiplied by.
    pub(super) magnitude: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// A sum of money.
    Sum,
    /// How many there are of something.
    Count,
    /// A share, a factor or a time, which says nothing of the size of a business.
    Share,
    /// A year, or a name with digits in it.
    Name,
}

impl Found {
    pub(super) fn is_told(&self) -> bool {
        match self.sort {
            Sort::Sum => true,
            Sort::Count => self.value > SMALL || self.magnitude > 1.0,
            Sort::Share | Sort::Name => false,
        }
    }
}

/// Every number that is written in digits.
pub(super) fn find(text: &str) -> Vec<Found> {
    let mut reader = Reader { text, at: 0 };
    let mut found = Vec::new();
    while let Some(one) = reader.next() {
        found.extend(one);
    }
    found
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    fn rest(&self, at: usize) -> &'t str {
        self.text.get(at..).unwrap_or_default()
    }

    /// The next number or what only looks like one; none at the end.
    fn next(&mut self) -> Option<Option<Found>> {
        let digit = self.rest(self.at).find(|letter: char| letter.is_ascii_digit())? + self.at;
        let before = self.text.get(..digit).unwrap_or_default();
        // Part of a word, a version or a time.
        let is_part = before.ends_with(|letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '#' | '@'));
        let (number, end) = self.digits(digit);
        let follows = self.rest(end);
        let goes_on = follows.starts_with(['.', ':', '/', '_'])
            && follows.chars().nth(1).is_some_and(|next| next.is_ascii_digit());
        let clock = before
            .strip_suffix([':', '/'])
            .is_some_and(|before| before.ends_with(|letter: char| letter.is_ascii_digit()));
        if is_part || goes_on || clock {
            let run = follows
                .find(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '.' | ':' | '/' | '_' | '-')))
                .unwrap_or(follows.len());
            let run = follows.get(..run).unwrap_or_default().trim_end_matches(['.', ':', '/', '-']).len();
            let word = self.rest(digit);
            self.at = match (is_part, goes_on) {
                (true, false) if !word.get(..end - digit).unwrap_or_default().contains('.') => {
                    digit + word.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(word.len())
                }
                (_, true) => end + run,
                (_, false) => end,
            };
            return Some(None);
        }
        let mut found = Found { bytes: digit..end, value: number, sort: Sort::Count, magnitude: 1.0 };
        self.before(&mut found);
        // What belongs to the number before belongs to that one.
        found.bytes.start = found.bytes.start.max(self.at);
        self.behind(&mut found);
        self.at = found.bytes.end.max(end);
        Some(Some(found))
    }

    /// The value of the digits that begin there, and where they end.
    fn digits(&self, start: usize) -> (f64, usize) {
        let rest = self.rest(start);
        let run = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let first = run(rest);
        let mut digits = rest.get(..first).unwrap_or_default().to_owned();
        let mut end = first;
        let mut mark: Option<char> = None;
        if first <= 3 && digits != "0" {
            // Groups of three, all with the same sign between them.
            while let Some(sign) = rest.get(end..).and_then(|rest| rest.chars().next()) {
                let is_sign = matches!(sign, ',' | '.' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}');
                let after = rest.get(end + sign.len_utf8()..).unwrap_or_default();
                let is_word = after.chars().nth(3).is_some_and(char::is_alphabetic);
                if !is_sign || mark.is_some_and(|mark| mark != sign) || run(after) != 3 || (sign == ' ' && is_word) {
                    break;
                }
                mark = Some(sign);
                digits.push_str(after.get(..3).unwrap_or_default());
                end += sign.len_utf8() + 3;
            }
        }
        if let Some(sign) =
            rest.get(end..).and_then(|rest| rest.chars().next()).filter(|sign| matches!(sign, '.' | ','))
        {
            let after = rest.get(end + 1..).unwrap_or_default();
            let count = run(after);
            if mark != Some(sign) && count > 0 {
                digits.push('.');
                digits.push_str(after.get(..count).unwrap_or_default());
                end += 1 + count;
            }
        }
        (digits.parse().unwrap_or(f64::MAX), start + end)
    }

    /// What stands before a number: a currency, or a word that makes it a name.
    fn before(&self, found: &mut Found) {
        let mut before = self.text.get(..found.bytes.start).unwrap_or_default();
        if let Some(signed) = before.strip_suffix(['+', '-', '−', '±'])
            && !signed.ends_with(char::is_alphanumeric)
        {
            before = signed;
        }
        let bare = before.strip_suffix([' ', '\u{a0}']).unwrap_or(before);
        let word = last_word(bare);
        let symbol = bare.chars().next_back().map(String::from).unwrap_or_default();
        let lower = word.to_lowercase();
        if is_in(CURRENCIES, &symbol) {
            found.sort = Sort::Sum;
            found.bytes.start = bare.len() - symbol.len();
            if let Some(country) = bare.get(..found.bytes.start).and_then(|rest| rest.strip_suffix("US")) {
                found.bytes.start = country.len();
            }
        } else if is_in(CURRENCIES, &lower) && lower.len() == 3 && word.chars().all(char::is_uppercase) {
            found.sort = Sort::Sum;
            found.bytes.start = bare.len() - word.len();
        } else if is_in(LABELS, &lower) {
            found.sort = Sort::Name;
        } else {
            found.bytes.start = before.len();
        }
    }

    /// What stands behind it: a magnitude, a currency, a share, a time.
    fn behind(&self, found: &mut Found) {
        let digits = self.text.get(found.bytes.clone()).unwrap_or_default().trim_start_matches(['+', '-', '−', '±']);
        let plain_year = is_year(digits);
        let (word, end, glued) = self.word_behind(found.bytes.end);
        let lower = word.to_lowercase();
        let single = word.chars().count() == 1;
        // "5 t" may be anything, "5 M" and "5k" are not.
        let magnitude = MAGNITUDES
            .iter()
            .find(|(one, _)| *one == lower)
            .filter(|_| glued || !single || matches!(word, "M" | "K" | "k"));
        let mut end = end;
        if let Some((_, by)) = magnitude.filter(|_| found.sort != Sort::Name) {
            (found.magnitude, found.value, found.bytes.end) = (*by, found.value * by, end);
        } else if glued
            && !word.is_empty()
            && !is_in(CURRENCIES, &lower)
            && !is_in(SHARES, &lower)
            && !is_in(TIMES, &lower)
        {
            // An ordinal, or a name such as 3D.
            (found.sort, found.bytes.end) = (Sort::Name, end);
            return;
        }
        let (word, next) = if magnitude.is_some() {
            let (word, next, _) = self.word_behind(end);
            (word, next)
        } else {
            (word, end)
        };
        end = next;
        let lower = word.to_lowercase();
        let rest = self.rest(end);
        let is_ours = || match lower.as_str() {
            "different" => is_in(OURS, &self.word_behind(end).0.to_lowercase()),
            "have" => rest.starts_with(" a measured result") || rest.starts_with(" a witness"),
            other => is_in(OURS, other),
        };
        let is_share = is_in(SHARES, &lower)
            || (lower == "per" && rest.trim_start().starts_with("cent"))
            || self.rest(found.bytes.end).starts_with("-fold");
        let is_time = (is_in(TIMES, &lower) || self.hyphened_time(found.bytes.end)) && found.value < LONG_TIME;
        let plain = found.magnitude == 1.0;
        if found.sort == Sort::Name {
        } else if is_in(CURRENCIES, &lower) {
            (found.sort, found.bytes.end) = (Sort::Sum, end);
        } else if found.sort == Sort::Sum {
        } else if is_share || (plain && is_time) {
            found.sort = Sort::Share;
        } else if is_ours() || (plain && plain_year && !is_in(COUNTED, &lower)) {
            found.sort = Sort::Name;
        }
    }

    /// As in "a 90-day plan".
    fn hyphened_time(&self, end: usize) -> bool {
        let rest = self.rest(end);
        rest.strip_prefix(['-', '\u{2011}']).is_some_and(|rest| {
            let word: String = rest.chars().take_while(|letter| letter.is_alphabetic()).collect();
            is_in(TIMES, &word.to_lowercase())
        })
    }

    /// The word or sign behind a place, where it ends, and whether nothing stands between.
    fn word_behind(&self, at: usize) -> (&'t str, usize, bool) {
        let rest = self.rest(at);
        let bare = rest.strip_prefix([' ', '\u{a0}', '\u{202f}', '\u{2009}']).unwrap_or(rest);
        let start = at + rest.len() - bare.len();
        let first = bare.chars().next().unwrap_or(' ');
        let length = if first.is_alphabetic() {
            bare.find(|letter: char| !letter.is_alphabetic()).unwrap_or(bare.len())
        } else if "%‰×€$£¥₹₽₩₺₪".contains(first) {
            first.len_utf8()
        } else {
            0
        };
        (bare.get(..length).unwrap_or_default(), start + length, bare.len() == rest.len())
    }
}

/// Numbers that are spelt out: "forty thousand", "two million euros", "twenty-five".
pub(super) fn spelt(text: &str, known: &[Found]) -> Vec<Found> {
    let words = words::words(text);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = words.get(at) {
        let start = at;
        let (mut total, mut current, mut magnitude) = (0.0, 0.0, 1.0);
        let mut end = first.start;
        while let Some(word) = words.get(at) {
            let gap = text.get(end..word.start).unwrap_or_default();
            if at > start && !matches!(gap, " " | "-" | "\u{a0}") {
                break;
            }
            let small = SPELT.iter().find(|(name, _)| *name == word.folded).map(|(_, value)| *value);
            let large = MAGNITUDES
                .iter()
                .find(|(name, _)| *name == word.folded && name.len() > 6 && !name.ends_with('s'))
                .map(|(_, by)| *by);
            match (small, large) {
                (Some(value), _) => current += value,
                _ if word.folded == "hundred" => current = if current == 0.0 { 100.0 } else { current * 100.0 },
                (_, Some(by)) => {
                    total += if current == 0.0 { by } else { current * by };
                    (current, magnitude) = (0.0, by);
                }
                _ => break,
            }
            end = word.end;
            at += 1;
        }
        if at == start {
            at += 1;
            continue;
        }
        let mut one = Found { bytes: first.start..end, value: total + current, sort: Sort::Count, magnitude };
        let reader = Reader { text, at: 0 };
        if !known.iter().any(|other| other.bytes.start < end && first.start < other.bytes.end) {
            reader.behind(&mut one);
            found.push(one);
        }
    }
    found
}

fn last_word(text: &str) -> &str {
    let start = text
        .char_indices()
        .rev()
        .take_while(|(_, letter)| letter.is_alphabetic())
        .last()
        .map_or(text.len(), |(at, _)| at);
    text.get(start..).unwrap_or_default()
}
