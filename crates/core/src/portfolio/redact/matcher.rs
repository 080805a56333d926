//! Names found in a text, in whatever form.

use std::collections::HashMap;
use std::ops::Range;

use super::common::is_name_there;
use super::needle::{Form, Written};
use super::ours::drop_ours;
use super::words::{Case, Word, begins_sentence, between, is_unseen, words};

/// Whose a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    /// Nobody's who is hidden: it stays, and nothing in it is looked for.
    Stays,
    /// That of the subject with this number.
    Subject(usize),
    /// That of several, one of whom is hidden.
    Shared,
}

/// Where a name stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) bytes: Range<usize>,
    pub(super) whose: Whose,
}

/// What sort of text names are looked for in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// Sentences.
    Prose,
    /// A field that begins with a name, up to the first comma.
    Field,
    /// What was taken out of a file: nobody knows where sentences begin, words may have been torn apart, and what
    /// is found there is not replaced but refused.
    File,
}

/// All the forms of all names, for looking them up.
#[derive(Debug, Default)]
pub(super) struct Matcher {
    single: HashMap<String, Needle>,
    /// By their first word, the longest first.
    several: HashMap<String, Vec<(Vec<String>, Needle)>>,
    handles: HashMap<String, Whose>,
}

#[derive(Debug, Clone, Copy)]
struct Needle {
    whose: Whose,
    written: Written,
    whole: bool,
}

/// How the last word of a name differs from that word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Ending {
    None,
    /// As in "the Kowalskis".
    Plural,
    /// As in "Kowalskiego".
    Added,
    /// As in "Danou" for Dana.
    Changed,
}

/// Letters of a name to which endings other than an s are thought of.
const LONG_ENOUGH: usize = 4;

/// Words of a name at most, and of a word that was torn apart.
const MOST_WORDS: usize = 12;

const ADDED: [&str; 24] = [
    "n", "en", "ns", "e", "a", "u", "i", "y", "em", "om", "ov", "ova", "ovi", "ovy", "ou", "ow", "owi", "owie", "ego",
    "emu", "im", "ym", "er", "in",
];
const CHANGED: [&str; 9] = ["y", "u", "e", "i", "o", "ou", "ie", "ami", "ach"];

impl Matcher {
    /// Adds the forms of a name. Whole names come before parts of others: call it for them first. A part that
    /// several people share is nobody's in particular.
    pub(super) fn add(&mut self, form: &Form, whose: Whose) {
        let needle = Needle { whose, written: form.written, whole: form.whole };
        if form.words.len() > MOST_WORDS {
            return;
        }
        match form.words.as_slice() {
            [] => {}
            [word] => share(self.single.entry(word.clone()).or_insert(needle), needle),
            [first, ..] => {
                let known = self.several.entry(first.clone()).or_default();
                match known.iter_mut().find(|(words, _)| *words == form.words) {
                    Some((_, before)) => share(before, needle),
                    None => {
                        known.push((form.words.clone(), needle));
                        known.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
                    }
                }
            }
        }
    }

    /// Adds what somebody may be called behind an `@`.
    pub(super) fn add_handle(&mut self, handle: String, whose: Whose) {
        let known = self.handles.entry(handle).or_insert(whose);
        if *known != whose {
            *known = Whose::Shared;
        }
    }

    /// Whose a handle is; `name` comes without the `@`.
    pub(super) fn handle(&self, name: &str) -> Option<Whose> {
        let folded: String = words(name).into_iter().map(|word| word.folded).collect();
        let bare = folded.trim_end_matches(|letter: char| letter.is_ascii_digit());
        [folded.as_str(), bare].into_iter().find_map(|name| self.handles.get(name).copied())
    }

    /// Every name in `text`, from left to right, the longest at each place. Those that stay are among them.
    pub(super) fn hits(&self, text: &str, reading: Reading) -> Vec<Hit> {
        if self.single.is_empty() && self.several.is_empty() {
            return Vec::new();
        }
        let words = words(text);
        let look = Look { matcher: self, text, words: &words, reading };
        let mut hits: Vec<Hit> = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let Some((behind, whose)) = look.longest(at) else {
                at += 1;
                continue;
            };
            if let Some(hit) = look.hit(at, behind, whose) {
                match hits.last_mut() {
                    // A name that was written with more than is listed, such as a second initial.
                    Some(last) if last.whose == hit.whose && look.continues(last.bytes.end, hit.bytes.start) => {
                        last.bytes.end = hit.bytes.end;
                    }
                    _ => hits.push(hit),
                }
            }
            at = behind;
        }
        drop_ours(text, &mut hits);
        hits
    }

    /// Whether a name that is hidden stands in `text`.
    pub(super) fn hides(&self, text: &str) -> bool {
        self.hits(text, Reading::File).iter().any(|hit| hit.whose != Whose::Stays)
    }
}

fn share(known: &mut Needle, other: Needle) {
    match (known.whole, other.whole) {
        (false, true) => *known = other,
        (false, false) if known.whose != other.whose => known.whose = Whose::Shared,
        _ => {}
    }
}

struct Look<'a> {
    matcher: &'a Matcher,
    text: &'a str,
    words: &'a [Word],
    reading: Reading,
}

impl Look<'_> {
    /// The longest name that begins with the word `at`, and the number of the word behind it.
    fn longest(&self, at: usize) -> Option<(usize, Whose)> {
        let word = self.words.get(at)?;
        let several = self.matcher.several.get(&word.folded).into_iter().flatten();
        let whole = several
            .filter(|(words, needle)| self.stands(at, words, needle))
            .map(|(words, needle)| (at + words.len(), needle.whose))
            .next();
        whole.or_else(|| self.torn(at)).or_else(|| Some((at + 1, self.single(at)?)))
    }

    /// Whether these words stand there as that name.
    fn stands(&self, at: usize, wanted: &[String], needle: &Needle) -> bool {
        let Some(found) = self.words.get(at..at + wanted.len()) else { return false };
        let last = wanted.len() - 1;
        let same = found.iter().zip(wanted).enumerate().all(|(place, (word, wanted))| {
            word.folded == *wanted
                || (place == last && ending(&word.folded, wanted).is_some_and(|ending| self.bears(word, ending)))
        });
        same && found.windows(2).all(|pair| matches!(pair, [one, two] if self.joins(one, two, needle)))
            && match needle.written {
                Written::Anyhow => true,
                Written::Initials => {
                    found.iter().all(|word| word.is_capital() && word.letters() == 1) && self.has_stop(found)
                }
                _ => found.iter().all(Word::is_capital),
            }
            && !(needle.written != Written::Initials && self.is_cut_off(at + last, wanted))
    }

    /// Whether a name that ends in an initial only seems to: in "Dana K-pop" or "Dana kept" it does not.
    fn is_cut_off(&self, last: usize, wanted: &[String]) -> bool {
        let is_initial = wanted.last().is_some_and(|word| word.chars().count() == 1);
        let Some(word) = self.words.get(last) else { return false };
        // The last letter of an abbreviation, as in "z o.o.", is no initial.
        if last.checked_sub(1).is_some_and(|before| self.next_is(before, &["."])) {
            return false;
        }
        is_initial && (!word.is_capital() && self.reading != Reading::File || self.next_is(last, &["-", "'", "’"]))
    }

    /// Whether the word behind `at` follows after one of these and nothing else.
    fn next_is(&self, at: usize, gaps: &[&str]) -> bool {
        match (self.words.get(at), self.words.get(at + 1)) {
            (Some(one), Some(two)) => gaps.contains(&between(self.text, one.end, two.start).as_str()),
            _ => false,
        }
    }

    fn has_stop(&self, found: &[Word]) -> bool {
        let (Some(first), Some(last)) = (found.first(), found.last()) else { return false };
        let time = self
            .text
            .get(..first.start)
            .unwrap_or_default()
            .trim_end()
            .ends_with(|letter: char| letter.is_ascii_digit());
        !time && between(self.text, first.end, last.start).contains('.')
    }

    /// Whether a name goes on from one word to the next.
    fn joins(&self, one: &Word, two: &Word, needle: &Needle) -> bool {
        let gap = between(self.text, one.end, two.start);
        if gap.chars().count() > 8 {
            return false;
        }
        if self.reading == Reading::File {
            return !gap.contains(['!', '?', ';']);
        }
        let is_initial = one.letters() <= 2 || needle.written == Written::Initials;
        gap.chars().all(|letter| match letter {
            '-' | '\u{2010}'..='\u{2013}' | '_' | '\'' | '’' | 'ʼ' | '`' | '/' | '+' | '&' => true,
            '.' => is_initial || !gap.contains(char::is_whitespace),
            ',' => !needle.whole,
            other => other.is_whitespace(),
        })
    }

    /// A name of one word, with or without an ending.
    fn single(&self, at: usize) -> Option<Whose> {
        let word = self.words.get(at)?;
        let bare = word.folded.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let bare = if bare.chars().count() > 2 { bare } else { &word.folded };
        let exact = self.matcher.single.get(&word.folded).or_else(|| self.matcher.single.get(bare));
        if let Some(needle) = exact {
            return self.is_written(at, needle, Ending::None).then_some(needle.whose);
        }
        stems(&word.folded).find_map(|(stem, ending)| {
            let needle = self.matcher.single.get(&stem)?;
            (self.is_written(at, needle, ending) && self.bears(word, ending)).then_some(needle.whose)
        })
    }

    fn is_written(&self, at: usize, needle: &Needle, ending: Ending) -> bool {
        let Some(word) = self.words.get(at) else { return false };
        // "Don't" is nobody.
        if self.next_is(at, &["'", "’"]) && self.words.get(at + 1).is_some_and(|one| one.folded == "t") {
            return false;
        }
        match needle.written {
            Written::Anyhow => true,
            Written::Capital => word.is_capital() && ending <= Ending::Plural,
            Written::Initials => word.case == Case::Capitals && ending == Ending::None && self.is_alone(at),
            Written::AlsoWord if ending == Ending::None => {
                self.begins_field(word) || is_name_there(self.text, self.words, at, self.reading == Reading::File)
            }
            Written::MostlyWord if ending == Ending::None => {
                self.begins_field(word)
                    || (self.reading != Reading::File
                        && word.is_capital()
                        && !begins_sentence(self.text, word.start)
                        && is_name_there(self.text, self.words, at, false))
            }
            Written::AlsoWord | Written::MostlyWord => false,
        }
    }

    fn begins_field(&self, word: &Word) -> bool {
        self.reading == Reading::Field && !self.text.get(..word.start).unwrap_or_default().contains(',')
    }

    /// Whether a word with such an ending may be a name. Other words have such endings, too.
    fn bears(&self, word: &Word, ending: Ending) -> bool {
        match ending {
            Ending::None | Ending::Plural => true,
            Ending::Added => word.is_capital(),
            Ending::Changed => {
                self.reading != Reading::File && word.is_capital() && !begins_sentence(self.text, word.start)
            }
        }
    }

    /// Whether nothing but spaces and punctuation is around a word.
    fn is_alone(&self, at: usize) -> bool {
        let joined = |gap: String| {
            gap.is_empty() || gap.chars().all(|letter| matches!(letter, '-' | '_' | '/' | '&' | '.' | '@' | '#'))
        };
        let Some(word) = self.words.get(at) else { return false };
        let after = self.words.get(at + 1).is_some_and(|one| joined(between(self.text, word.end, one.start)));
        let before = at.checked_sub(1).and_then(|at| self.words.get(at));
        !after && !before.is_some_and(|one| joined(between(self.text, one.end, word.start)))
    }

    /// A word that was torn apart, by a hyphen or letter by letter.
    fn torn(&self, at: usize) -> Option<(usize, Whose)> {
        let first = self.words.get(at)?;
        let mut joined = first.folded.clone();
        let mut letters = first.letters() == 1;
        let mut found = None;
        for (behind, pair) in (at + 2..).zip(self.words.get(at..)?.windows(2).take(MOST_WORDS * 2)) {
            let [one, two] = pair else { break };
            letters &= two.letters() == 1;
            let gap = between(self.text, one.end, two.start);
            let mut signs = gap.chars();
            let hyphen = matches!(signs.next(), Some('-' | '\u{2010}' | '\u{2011}')) && signs.all(char::is_whitespace);
            let spaced = letters && !gap.is_empty() && gap.chars().count() <= 2;
            if !hyphen && !spaced {
                break;
            }
            joined.push_str(&two.folded);
            let hyphens = if spaced { 3 } else { LONG_ENOUGH };
            if joined.chars().count() < hyphens {
                continue;
            }
            let plain = |needle: &&Needle| needle.written == Written::Anyhow;
            let needle = self.matcher.single.get(&joined).filter(plain).or_else(|| {
                let stem = joined.strip_suffix('s').filter(|stem| stem.chars().count() >= hyphens)?;
                self.matcher.single.get(stem).filter(plain)
            });
            if let Some(needle) = needle {
                found = Some((behind, needle.whose));
            }
        }
        found
    }

    /// Whether nothing that matters stands between two parts of a name.
    fn continues(&self, from: usize, to: usize) -> bool {
        let gap = between(self.text, from, to);
        let signs = gap.trim();
        let initial = |sign: char| sign.is_uppercase();
        !gap.is_empty()
            && gap.chars().count() <= 8
            && (signs.is_empty() && !gap.contains('\n')
                || matches!(signs, "-" | "_")
                || gap.starts_with(' ')
                    && signs.strip_suffix('.').unwrap_or(signs).chars().all(initial)
                    && signs.chars().filter(|sign| initial(*sign)).count() == 1)
    }

    fn hit(&self, at: usize, behind: usize, whose: Whose) -> Option<Hit> {
        let (first, last) = (self.words.get(at)?, self.words.get(behind.checked_sub(1)?)?);
        let mut end = last.end;
        let rest = self.text.get(end..).unwrap_or_default();
        // The stop behind an initial, unless a sentence may end there.
        if last.letters() == 1 && last.is_capital() && behind > at + 1 && rest.starts_with('.') {
            let after = rest.get(1..).unwrap_or_default();
            let next = after.chars().find(|letter| !letter.is_whitespace());
            if next.is_some_and(|next| next.is_lowercase() || matches!(next, ',' | ';' | ')' | '’' | '\'')) {
                end += 1;
            }
        }
        // What is not seen goes with the name.
        let unseen: usize = self
            .text
            .get(end..)
            .unwrap_or_default()
            .chars()
            .take_while(|letter| is_unseen(*letter))
            .map(char::len_utf8)
            .sum();
        Some(Hit { bytes: first.start..end + unseen, whose })
    }
}

/// How `word` differs from `name`; none if it is another word.
fn ending(word: &str, name: &str) -> Option<Ending> {
    if word == name {
        return Some(Ending::None);
    }
    stems(word).find(|(stem, _)| stem == name).map(|(_, ending)| ending)
}

/// What `word` may be a form of.
fn stems(word: &str) -> impl Iterator<Item = (String, Ending)> {
    let long = |stem: &str, least: usize| stem.chars().count() >= least;
    let plural = ["s", "es"].into_iter().filter_map(move |ending| {
        word.strip_suffix(ending).filter(|stem| long(stem, 3)).map(|stem| (stem.to_owned(), Ending::Plural))
    });
    let added = ADDED.into_iter().filter_map(move |ending| {
        word.strip_suffix(ending).filter(|stem| long(stem, LONG_ENOUGH)).map(|stem| (stem.to_owned(), Ending::Added))
    });
    let changed = CHANGED.into_iter().filter_map(move |ending| {
        word.strip_suffix(ending)
            .filter(|stem| long(stem, LONG_ENOUGH - 1))
            .map(|stem| (format!("{stem}a"), Ending::Changed))
    });
    plural.chain(added).chain(changed)
}
