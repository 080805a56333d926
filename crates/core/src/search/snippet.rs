//! The few words of an entry that show why it was found.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use super::body::Body;
use super::marks::{Mark, Sought};
use super::plain::Plain;
use crate::journal::Content;
use crate::language::Stemming;

/// Characters of a snippet: two lines beside the facets on a wide screen.
const SPAN: usize = 200;

/// Characters from the first to the last mark of one snippet; the rest is for what is around them.
const WINDOW: u32 = 160;

/// A cut is moved this far to come between words.
const LEEWAY: usize = 40;

/// Bytes of a stretch in which something may begin that ends in the next.
const OVERLAP: usize = 2 * SPAN;

/// Bytes read of a text in which not everything has been found yet.
const READ_FOR_MORE: usize = 256 << 10;

/// Bytes read of a text when the title has everything already.
const READ_IN_PASSING: usize = 16 << 10;

/// Words of an entry, and what in them was looked for. Offsets count Unicode scalar values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Snippet {
    pub(super) text: String,
    pub(super) marks: Vec<[u32; 2]>,
}

/// The part of an entry that shows best why it was found; its beginning if nothing does. It says `body`, and what else
/// is in `content`. What is private is shown only where nothing else has as much of what was looked for. `in_title` of
/// the words are in the title.
pub(super) fn snippet(content: &Content, body: &Body, in_title: u32, stemming: Stemming, sought: &Sought) -> Snippet {
    let enough = if in_title >= sought.len() { READ_IN_PASSING } else { READ_FOR_MORE };
    let mut best: Option<(u32, String, Vec<Mark>)> = None;
    for mut text in texts(content, body) {
        if sought.is_empty() {
            text.grow();
            best = Some((0, text.text, Vec::new()));
            break;
        }
        let marks = search(&mut text, sought, stemming, enough);
        let found = distinct(&marks);
        if best.as_ref().is_none_or(|(most, ..)| found > *most) {
            best = Some((found, text.text, marks));
        }
        if found >= sought.len() {
            break;
        }
    }
    let (_, text, marks) = best.unwrap_or_default();
    cut(&text, &marks)
}

/// Where the marks are in `text`, of whole characters.
pub(super) fn whole(text: &str, marks: &[Mark]) -> Vec<[u32; 2]> {
    let marks: Vec<Mark> = marks.iter().map(|mark| widen(text, *mark)).collect();
    in_scalars(text, 0, &marks)
}

/// The texts that may be shown, the better ones first.
fn texts<'c>(content: &'c Content, body: &'c Body) -> impl Iterator<Item = Plain<'c>> {
    let of_words = |text: &str| Plain::of_words(text);
    let body = Some(body).filter(|body| !body.is_empty()).map(Plain::of_body);
    let sentence = Some(content.facets.sentence()).filter(|sentence| !sentence.is_empty()).map(of_words);
    let private = Some(content.private.as_str()).filter(|text| has_words(text)).map(Plain::of_markdown);
    body.into_iter().chain(sentence).chain(content.facets.texts().map(of_words)).chain(private)
}

/// Whether there is more than spaces. The end of a long text is not looked at for that.
fn has_words(text: &str) -> bool {
    !text.chars().all(char::is_whitespace)
}

/// Looks through `text` until everything was found close together, or `enough` of it was read, and
/// returns the marks of the best place.
fn search(text: &mut Plain<'_>, sought: &Sought, stemming: Stemming, enough: usize) -> Vec<Mark> {
    let mut best: Vec<Mark> = Vec::new();
    let mut read = 0;
    loop {
        let has_grown = text.grow();
        // What was looked for may have begun in the stretch before.
        let from = read - overlap(text.text.get(..read).unwrap_or_default());
        let stretch = text.text.get(from..).unwrap_or_default();
        let marks = sought.marks(stretch, false, stemming);
        let here = densest(stretch, &marks);
        if worth(here) > worth(&best) {
            best = here.iter().map(|mark| Mark { from: mark.from + from, to: mark.to + from, ..*mark }).collect();
        }
        read = text.text.len();
        if !has_grown || distinct(&best) >= sought.len() || read > enough {
            // What is around the last mark is shown too.
            let behind = best.last().map(|last| text.text.get(last.to..).unwrap_or_default());
            if behind.is_some_and(|behind| behind.chars().nth(SPAN).is_none()) {
                text.grow();
            }
            return best;
        }
    }
}

/// Bytes at the end of what was read that are looked through again: whole words.
fn overlap(read: &str) -> usize {
    let from = read.floor_char_boundary(read.len().saturating_sub(OVERLAP));
    let end = read.get(from..).unwrap_or_default();
    end.find(char::is_whitespace).map_or(0, |space| end.len() - space)
}

/// What decides between two places: the most words, then the most marks.
fn worth(marks: &[Mark]) -> (u32, usize) {
    (distinct(marks), marks.len())
}

/// How many of the words there are among the marks. Those behind the first hundred count as one.
pub(super) fn distinct(marks: &[Mark]) -> u32 {
    marks.iter().fold(0_u128, |words, mark| words | 1 << mark.word.min(127)).count_ones()
}

/// The marks that fit into one snippet and are worth the most; the first of several such.
fn densest<'m>(text: &str, marks: &'m [Mark]) -> &'m [Mark] {
    let places = in_scalars(text, 0, marks);
    let mut best: &[Mark] = &[];
    let mut last = 0;
    for (first, [from, _]) in places.iter().enumerate() {
        let fits = |to: &u32| to - from <= WINDOW;
        while places.get(last).is_some_and(|[_, to]| fits(to)) {
            last += 1;
        }
        last = last.max(first + 1);
        let window = marks.get(first..last).unwrap_or_default();
        if worth(window) > worth(best) {
            best = window;
        }
    }
    best
}

/// Cuts the marks with what is around them out of `text`.
fn cut(text: &str, marks: &[Mark]) -> Snippet {
    let marks: Vec<Mark> = marks.iter().map(|mark| widen(text, *mark)).collect();
    let first = marks.first().map_or(0, |mark| mark.from);
    let last = marks.last().map_or(0, |mark| mark.to);
    let marked = text.get(first..last).map_or(0, |part| part.chars().count());
    let room = SPAN.saturating_sub(marked);
    let from = start(text, first, room / 3);
    let before = text.get(from..first).map_or(0, |part| part.chars().count());
    let to = end(text, last, room.saturating_sub(before));
    let mut snippet = Snippet::default();
    if from > 0 {
        snippet.text.push('…');
    }
    let lead = u32::from(from > 0);
    snippet.text.push_str(text.get(from..to).unwrap_or_default().trim_end());
    if to < text.len() {
        snippet.text.push('…');
    }
    let shown = text.get(from..).unwrap_or_default();
    let marks: Vec<Mark> =
        marks.iter().map(|mark| Mark { from: mark.from - from, to: mark.to - from, ..*mark }).collect();
    snippet.marks = in_scalars(shown, lead, &marks);
    snippet
}

/// Where to begin, at most `room` characters before the byte `first`.
fn start(text: &str, first: usize, room: usize) -> usize {
    let Some(farthest) = room.checked_sub(1) else { return first };
    let before = text.get(..first).unwrap_or_default();
    let Some((earliest, _)) = before.char_indices().rev().nth(farthest).filter(|(at, _)| *at > 0) else {
        return 0;
    };
    let stretch = text.get(earliest..first).unwrap_or_default();
    let spaces = stretch.char_indices().take(LEEWAY).filter(|(_, one)| one.is_whitespace());
    let behind_spaces = spaces.map(|(at, space)| earliest + at + space.len_utf8());
    if let Some(at) = behind_spaces.into_iter().find(|at| is_boundary(text, *at)) {
        return at;
    }
    // The first of these parts may be the rest of a word.
    let mut between = stretch.split_word_bound_indices().map(|(at, _)| earliest + at).skip(1);
    between.find(|at| is_boundary(text, *at)).unwrap_or(first)
}

/// Where to end, at most `room` characters behind the byte `last`.
fn end(text: &str, last: usize, room: usize) -> usize {
    let behind = text.get(last..).unwrap_or_default();
    let Some((latest, _)) = behind.char_indices().nth(room) else { return text.len() };
    let stretch = behind.get(..latest).unwrap_or_default();
    if behind.get(latest..).is_some_and(|rest| rest.starts_with(char::is_whitespace)) {
        return last + latest;
    }
    let spaces = stretch.char_indices().rev().take(LEEWAY).find(|(_, one)| one.is_whitespace());
    if let Some((at, _)) = spaces {
        return last + at;
    }
    // What begins with the last of these parts may go on.
    let between = stretch.split_word_bound_indices().map(|(at, _)| last + at);
    between.rev().find(|at| is_boundary(text, *at)).unwrap_or(last)
}

fn is_boundary(text: &str, at: usize) -> bool {
    // There are no line breaks in what is shown, and nothing else of ASCII belongs to what is before it.
    if let Some([before, behind]) = at.checked_sub(1).and_then(|before| text.as_bytes().get(before..=at))
        && before.is_ascii()
        && behind.is_ascii()
        && *behind != b'\n'
    {
        return true;
    }
    GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(true)
}

/// The mark with the whole of the characters that it begins and ends in.
fn widen(text: &str, mark: Mark) -> Mark {
    let mut wide = mark;
    while wide.from > 0 && !is_boundary(text, wide.from) {
        wide.from = text.floor_char_boundary(wide.from - 1);
    }
    while wide.to < text.len() && !is_boundary(text, wide.to) {
        wide.to = text.ceil_char_boundary(wide.to + 1);
    }
    wide
}

/// Byte offsets of marks in order as numbers of scalar values, `lead` more.
fn in_scalars(text: &str, lead: u32, marks: &[Mark]) -> Vec<[u32; 2]> {
    let mut passed = (0, lead);
    let mut offset = |byte: usize| {
        let part = text.get(passed.0..byte).unwrap_or_default();
        passed = (byte.max(passed.0), passed.1 + u32::try_from(part.chars().count()).unwrap_or(u32::MAX));
        passed.1
    };
    let mut offsets: Vec<[u32; 2]> = Vec::with_capacity(marks.len());
    for mark in marks {
        let (from, to) = (offset(mark.from), offset(mark.to));
        match offsets.last_mut() {
            // Widened until they met.
            Some([_, end]) if from < *end => *end = to.max(*end),
            _ => offsets.push([from, to]),
        }
    }
    offsets
}
