//! Ways to reach somebody: mail addresses, handles, links, telephone numbers.

use std::ops::Range;

/// How somebody or something may be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Mail,
    Handle,
    /// With a scheme or `www.`.
    Link,
    /// A name of a domain, with or without a path.
    Domain,
    Phone,
}

/// Ends of names of domains, beside those of two letters, by which one is told from a file or an abbreviation.
const DOMAINS: [&str; 22] = [
    "com", "org", "net", "io", "co", "dev", "app", "ai", "eu", "edu", "gov", "info", "biz", "cloud", "internal",
    "local", "corp", "intra", "tech", "so", "me", "xyz",
];

/// Digits of a telephone number.
const DIGITS: std::ops::RangeInclusive<usize> = 7..=15;

/// Every way that stands in `text`, from left to right.
pub(super) fn ways(text: &str) -> Vec<(Range<usize>, Way)> {
    let mut ways = Vec::new();
    for chunk in chunks(text) {
        if let Some(way) = way_of(text.get(chunk.clone()).unwrap_or_default()) {
            ways.push((chunk, way));
        }
    }
    for bytes in phones(text) {
        if !ways.iter().any(|(other, _): &(Range<usize>, Way)| other.start < bytes.end && bytes.start < other.end) {
            ways.push((bytes, Way::Phone));
        }
    }
    ways.sort_by_key(|(bytes, _)| bytes.start);
    ways
}

/// Runs without spaces and without the punctuation around them.
fn chunks(text: &str) -> Vec<Range<usize>> {
    let ends = |letter: char| {
        letter.is_whitespace()
            || matches!(
                letter,
                '<' | '>' | '"' | '“' | '”' | '„' | '«' | '»' | '|' | '[' | ']' | '{' | '}' | '`' | ',' | ';'
            )
    };
    let mut chunks = Vec::new();
    let mut start = 0;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        if !ends(letter) {
            continue;
        }
        let chunk = text.get(start..at).unwrap_or_default();
        let opened = chunk.trim_start_matches(['(', '‘', '\'', '*', '_', '.', '-', '–']);
        let from = start + chunk.len() - opened.len();
        let closed = opened.trim_end_matches(['.', ')', ':', '!', '?', '’', '\'', '*', '…', '-', '–']);
        let closed = ["'s", "’s"].into_iter().find_map(|whose| closed.strip_suffix(whose)).unwrap_or(closed);
        if !closed.is_empty() {
            chunks.push(from..from + closed.len());
        }
        start = at + letter.len_utf8();
    }
    chunks
}

fn way_of(chunk: &str) -> Option<Way> {
    let lower = chunk.to_lowercase();
    if let Some((name, domain)) = lower.rsplit_once('@') {
        let name = name.strip_prefix("mailto:").unwrap_or(name);
        if !name.is_empty() && is_domain(domain.split(['/', '?', '(']).next().unwrap_or_default(), false) {
            return Some(Way::Mail);
        }
        let is_handle = name.is_empty() && domain.chars().filter(|letter| letter.is_alphanumeric()).count() > 1;
        return (is_handle && domain.chars().all(|letter| letter.is_alphanumeric() || "_.-/".contains(letter)))
            .then_some(Way::Handle);
    }
    if lower.contains("://") || lower.starts_with("www.") {
        return Some(Way::Link);
    }
    let host = lower.split(['/', '?', '#', ':']).next().unwrap_or_default();
    is_domain(host, true).then_some(Way::Domain)
}

/// Whether a text is the name of a domain; `known` asks for an end that is one for certain.
fn is_domain(text: &str, known: bool) -> bool {
    let labels: Vec<&str> = text.split('.').collect();
    let Some((end, rest)) = labels.split_last() else { return false };
    let letters = end.chars().all(char::is_alphabetic) && end.chars().count() >= 2;
    let is_label =
        |label: &&str| !label.is_empty() && label.chars().all(|letter| letter.is_alphanumeric() || letter == '-');
    let is_known = DOMAINS.contains(end)
        || (rest.len() > 1 && end.chars().count() == 2)
        || matches!(*end, "de" | "fr" | "uk" | "pt" | "es" | "nl" | "ch" | "at" | "pl" | "cz" | "se" | "dk");
    // Abbreviations have labels of one letter.
    let is_long = rest.iter().any(|label| label.chars().count() > 1);
    !rest.is_empty() && letters && rest.iter().all(is_label) && (!known || (is_long && is_known))
}

/// Telephone numbers: with a `+`, in brackets, after a zero, or in groups of three, three and four.
fn phones(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let at = |place: usize| bytes.get(place).copied().unwrap_or(b' ');
    let mut found = Vec::new();
    let mut place = 0;
    while place < bytes.len() {
        let begins = matches!(at(place), b'+' | b'(' | b'0'..=b'9')
            && (place == 0
                || !(at(place - 1).is_ascii_alphanumeric()
                    || matches!(at(place - 1), b'.' | b',' | b'-' | b'/' | b':' | b'+')
                    || at(place - 1) >= 0x80));
        if !begins {
            place += 1;
            continue;
        }
        let mut end = place;
        let mut digits = 0;
        let mut groups: Vec<usize> = Vec::new();
        let mut scan = place;
        let mut in_group = false;
        while scan < bytes.len() {
            match at(scan) {
                b'0'..=b'9' => {
                    digits += 1;
                    if in_group {
                        if let Some(last) = groups.last_mut() {
                            *last += 1;
                        }
                    } else {
                        groups.push(1);
                    }
                    in_group = true;
                    end = scan + 1;
                }
                b'+' if scan == place => in_group = false,
                b' ' | b'-' | b'.' | b'/' | b'(' | b')' if at(scan + 1) != at(scan) || at(scan) != b' ' => {
                    in_group = false;
                }
                // A space that does not break a line.
                0xc2 if at(scan + 1) == 0xa0 => {
                    in_group = false;
                    scan += 1;
                }
                _ => break,
            }
            scan += 1;
        }
        let written = text.get(place..end).unwrap_or_default();
        let follows = at(end).is_ascii_alphabetic()
            || matches!((at(end), at(end + 1)), (b'%', _) | (b' ', b'%') | (b',', b'0'..=b'9'));
        let shape = written.starts_with('+')
            || (written.starts_with('(') && written.contains(')'))
            || (written.starts_with('0') && groups.len() > 1 && !written.contains('.'))
            || written.starts_with("00")
            || matches!(groups.as_slice(), [3, 3, 4] | [1, 3, 3, 4]);
        // An ISO date is none.
        let date = matches!(groups.as_slice(), [4, 2, 2] | [2, 2, 4]) && !written.starts_with('+');
        if shape && !date && !follows && DIGITS.contains(&digits) {
            found.push(place..end);
            place = end;
        } else {
            // The same digits are not looked at again.
            place = end.max(place + 1);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, Way)> {
        ways(text).into_iter().map(|(bytes, way)| (&text[bytes], way)).collect()
    }

    #[test]
    fn every_way_to_reach_somebody_is_found_without_what_is_around_it() {
        assert_eq!(
            found("Ask (dana.k@acme-corp.example.com), or <mailto:x@y.pt>."),
            [("dana.k@acme-corp.example.com", Way::Mail), ("mailto:x@y.pt", Way::Mail)]
        );
        assert_eq!(found("as @dana_k’s note, @x1."), [("@dana_k", Way::Handle), ("@x1", Way::Handle)]);
        assert_eq!(
            found("see https://a.example/in/dana?x=1, www.b.org and acme.com/team."),
            [("https://a.example/in/dana?x=1", Way::Link), ("www.b.org", Way::Link), ("acme.com/team", Way::Domain)]
        );
        assert_eq!(
            found("+351 912 345 678, (555) 123-4567, 555-123-4567 and 030 1234567"),
            [
                ("+351 912 345 678", Way::Phone),
                ("(555) 123-4567", Way::Phone),
                ("555-123-4567", Way::Phone),
                ("030 1234567", Way::Phone)
            ]
        );
    }

    #[test]
    fn numbers_dates_and_abbreviations_are_none() {
        for text in [
            "from 1,200 to 1,800",
            "on 2026-03-12",
            "e.g. this",
            "by 4.2 M EUR",
            "1.234.567",
            "at 14:30",
            "a @ b",
            "report.pdf",
            "Then.now",
            "+18 %",
            "12.03.2026",
            "i.e. so",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
