//! Sums and counts, told by their size; what is relative stays.
//!
//! "4.2 M EUR" becomes "a mid-seven-figure sum", "12,345 users" become "a five-figure number of users". Shares,
//! factors, times, years, levels and counts up to twelve say nothing of the size of a business and stay. Of a pair,
//! the change is told: "Tickets: from 1,200 to 1,800" is "Tickets: up 50 %".

use std::ops::Range;

use super::dates::is_year;

/// The largest count that stays as it is.
const SMALL: f64 = 12.0;

/// Times longer than this count something else than time.
const LONG_TIME: f64 = 1000.0;

/// Letters of what may stand between a pair and its end, such as a unit.
const LONGEST_UNIT: usize = 40;

const CURRENCIES: &str = "€ $ £ ¥ ₹ ₽ ₩ ₺ ₪ zł kč eur euro euros usd dollar dollars gbp pound pounds chf franc francs jpy yen cny yuan inr rupees \
    sek nok dkk pln czk huf brl mxn cad aud nzd sgd hkd zar krw ils try aed us$";

const MAGNITUDES: [(&str, f64); 30] = [
    ("k", 1e3),
    ("tsd", 1e3),
    ("thousand", 1e3),
    ("thsd", 1e3),
    ("tausend", 1e3),
    ("lakh", 1e5),
    ("lakhs", 1e5),
    ("m", 1e6),
    ("mn", 1e6),
    ("mm", 1e6),
    ("mio", 1e6),
    ("mil", 1e6),
    ("mill", 1e6),
    ("million", 1e6),
    ("millions", 1e6),
    ("millionen", 1e6),
    ("crore", 1e7),
    ("crores", 1e7),
    ("b", 1e9),
    ("bn", 1e9),
    ("bln", 1e9),
    ("mrd", 1e9),
    ("billion", 1e9),
    ("billions", 1e9),
    ("milliarden", 1e9),
    ("t", 1e12),
    ("tn", 1e12),
    ("trn", 1e12),
    ("trillion", 1e12),
    ("trillions", 1e12),
];

const SHARES: &str = "% ‰ percent percentage pct pp pps bp bps basis points-of-a-percent prozent x × times fold";

const TIMES: &str = "ms millisecond milliseconds s sec secs second seconds min mins minute minutes h hr hrs hour hours d day days workday workdays w wk wks week weeks \
    weekend weekends fortnight fortnights month months quarter quarters y yr yrs year years sprint sprints decade decades";

/// Words before a number that is a name rather than a count.
const LABELS: &str = "level levels story page pages version v no nr week sprint phase step chapter section figure table entry row tier grade \
    room floor release rung top day iso rfc section article q fy kw l p e";

/// What a document like this counts itself.
const OURS: &str = "entries entry situations stories competencies pieces";

/// What a number that might be a year counts, if it is none.
const COUNTED: &str = "users customers people accounts tickets requests companies employees merchants orders sessions visits visitors signups \
    downloads teams stores shops members subscribers leads deals contracts licences licenses seats mails emails calls rows records \
    transactions payments invoices devices clients partners participants respondents interviews";

/// Words before which "number of" makes no sense.
const NOT_COUNTED: &str = "a an the this that these those it i we you he she they in on at of for to as by with from into over up down out off all any \
    each every some more most less few fewer many both and or but if so then than last next per ago is are was were be been has have had \
    will would now today yet already again altogether overall only also too still before after within during because while when which who whose where since until against between about under";

const DETERMINERS: &str = "a an the our their its this that my his her your each every another";

const FIGURES: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

const SPELT: [(&str, f64); 27] = [
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("thirteen", 13.0),
    ("fourteen", 14.0),
    ("fifteen", 15.0),
    ("sixteen", 16.0),
    ("seventeen", 17.0),
    ("eighteen", 18.0),
    ("nineteen", 19.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("forty", 40.0),
    ("fifty", 50.0),
    ("sixty", 60.0),
    ("seventy", 70.0),
    ("eighty", 80.0),
    ("ninety", 90.0),
];

/// A number in a text.
#[derive(Debug, Clone, PartialEq)]
struct Found {
    bytes: Range<usize>,
    value: f64,
    sort: Sort,
    /// What its digits are multiplied by.
    magnitude: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
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
    fn is_told(&self) -> bool {
        match self.sort {
            Sort::Sum => true,
            Sort::Count => self.value > SMALL || self.magnitude > 1.0,
            Sort::Share | Sort::Name => false,
        }
    }
}

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

/// Every number that is written in digits.
fn find(text: &str) -> Vec<Found> {
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
fn spelt(text: &str, known: &[Found]) -> Vec<Found> {
    let words = super::words::words(text);
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

fn is_in(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split_ascii_whitespace().any(|one| one == word)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn told(text: &str) -> String {
        let mut told = String::new();
        let mut end = 0;
        for (bytes, words) in numbers(text) {
            told.push_str(&text[end..bytes.start]);
            told.push_str(&words);
            end = bytes.end;
        }
        told + &text[end..]
    }

    #[test]
    fn a_sum_or_a_count_is_told_by_its_size() {
        for (text, wanted) in [
            ("It cost 4.2 M EUR.", "It cost a mid-seven-figure sum."),
            ("about €4,200,000 a year", "about a mid-seven-figure sum a year"),
            ("$3.1bn and US$ 900", "A low-ten-figure sum and a high-three-figure sum"),
            ("12,345 users", "A five-figure number of users"),
            ("for 12,345 users", "for a five-figure number of users"),
            ("it has 1.234.567 rows", "it has a seven-figure number of rows"),
            ("a 4.2 M EUR budget", "a mid-seven-figure budget"),
            ("the 12,345 active users", "the five-figure number of active users"),
            ("mails: 140", "mails: a three-figure number"),
            ("we had 10,000–15,000 of them", "we had a five-figure number of them"),
            ("nearly two million euros", "nearly a low-seven-figure sum"),
            ("some forty thousand tickets", "some a five-figure number of tickets"),
            ("it is 12k now", "it is a five-figure number now"),
            ("CHF 1'200'000.50 paid", "A low-seven-figure sum paid"),
            ("of 2000 users in 2026", "of a four-figure number of users in 2026"),
            ("a 12,345-user study", "a five-figure-user study"),
            ("an 80,000 EUR saving", "a high-five-figure saving"),
            ("4 200 000 € saved", "A mid-seven-figure sum saved"),
            ("lost -30 customers", "lost a two-figure number of customers"),
        ] {
            assert_eq!(told(text), wanted);
        }
    }

    #[test]
    fn what_is_relative_or_small_stays() {
        for text in [
            "+18 %",
            "fell by 37% and 4.5 percentage points",
            "3x as fast, 2.5 times, 10-fold",
            "in 2026 and the 2025 plan",
            "level 3, story 14, page 120",
            "Q3, E27, B2B, p95, 3D, v2.31.4",
            "12 people and nine teams",
            "90 days, 18 months, a 45-minute call",
            "from 31 to 39 %",
            "at 14:30, 24/7",
            "the 21st time",
            "rated 4.6 of 5",
            "twenty percent",
            "42 entries tell of 18 situations",
            "from 5 to 1",
            "dozens and thousands of them",
            "from 14 to 9 days",
            "#4711",
            "3–5 teams",
            "one of two",
            "100 per cent",
        ] {
            assert_eq!(told(text), text);
        }
    }

    #[test]
    fn of_a_pair_the_change_is_told() {
        for (text, wanted) in [
            ("Tickets: from 1,200 to 1,800 tickets (90 days)", "Tickets: up 50 % (90 days)"),
            ("Tickets: from 1,200 to 900.", "Tickets: down 25 %."),
            ("Revenue: from 3 to 5 M EUR", "Revenue: up 67 %"),
            (
                "they grew from 1,200 to 1,800 tickets a week",
                "they grew from a four-figure number to 50 % more tickets a week",
            ),
            ("costs fell from 3.1 to 2.2 M EUR", "costs fell from a low-seven-figure sum to 29 % less"),
            ("went from 0 to 140 mails", "went from 0 to a three-figure number of mails"),
        ] {
            assert_eq!(told(text), wanted);
        }
    }

    #[test]
    fn of_a_part_the_share_is_told() {
        for (text, wanted) in [
            ("26 of 26, from 11 of 17.", "100 %, from 65 %."),
            ("from 11 of 17 to 26 of 26 pages", "from 65 % to 100 % of pages"),
            ("twenty out of forty teams", "50 % of teams"),
            ("1 of 400 customers", "under 1 % of customers"),
            ("399 of 400", "over 99 %"),
            ("from 3 of 10 to 8 of 11", "from 3 of 10 to 8 of 11"),
        ] {
            assert_eq!(told(text), wanted);
        }
    }

    #[test]
    fn a_measure_becomes_an_index_where_it_may_not_be_told() {
        let made = |baseline, result, unit| {
            measured(baseline, result, unit).map(|told| [told.baseline, told.result, told.unit].join("|"))
        };
        for (baseline, result, unit, wanted) in [
            ("1,200", "1,800", "tickets", "100|150|index"),
            ("3", "5", "M EUR", "100|167|index"),
            ("€4.2M", "€2.1M", "", "100|50|index"),
            ("100", "150", "index", "100|150|index"),
            ("31", "39", "%", "31|39|%"),
            ("5", "1", "", "5|1|"),
            ("14", "9", "days", "14|9|days"),
            ("", "140", "", "|a three-figure number|"),
            ("0", "140", "mails", "0|a three-figure number|mails"),
            ("", "4.2", "M EUR", "|a mid-seven-figure sum|"),
        ] {
            assert_eq!(made(baseline, result, unit).as_deref(), Some(wanted), "{baseline} {result} {unit}");
        }
        assert_eq!(made("about 90", "120", ""), None);
        assert_eq!(made("90", "Dana's 120", ""), None);
    }

    #[test]
    fn what_stands_behind_a_number_and_two_signs_is_read_the_same_once_that_number_is_told() {
        let once = told("20/:0M→");
        assert_eq!(told(&once), once);
    }

    proptest! {
        #[test]
        fn any_text_is_read_and_reading_it_twice_changes_nothing(text in "[-0-9 .,:/%$€kM'a-z→()]{0,40}|\\PC{0,60}") {
            let once = told(&text);
            prop_assert_eq!(told(&once), once);
        }
    }
}
