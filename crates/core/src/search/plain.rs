//! The words of a Markdown text, a stretch at a time.
//!
//! Most of what is looked for stands near the beginning, and a text may be long; so nothing is
//! taken apart before somebody asks for it. Most paragraphs have no syntax at all, and are not
//! given to the parser either.

use pulldown_cmark::{Event, Options, Parser, TagEnd};

use super::body::Body;

/// What is syntax here.
const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH).union(Options::ENABLE_TASKLISTS);

/// Bytes after which a stretch ends, at the next end of a line or, without syntax, of a word: the first
/// two, because most of what is looked for is in the first; and those behind them, of which more are read
/// when they are read at all.
const STRETCH: usize = 800;
const LATER_STRETCH: usize = 2_000;

/// Bytes in which spaces are looked for together.
const BITE: usize = 128;

/// The words of a text on one line, growing as they are asked for.
pub(super) struct Plain<'t> {
    rest: Rest<'t>,
    /// What has been read so far. Single spaces, none at the end of it all.
    pub(super) text: String,
}

/// What has not been read yet.
enum Rest<'t> {
    /// What is left of a paragraph without syntax, and the paragraphs behind it.
    Markdown {
        paragraph: &'t str,
        behind: &'t str,
    },
    /// From the first paragraph on that may have syntax.
    Events(Box<Parser<'t>>),
    /// What is left of words that were read before, and the whole text, if there is more in it.
    Known {
        words: &'t str,
        markdown: Option<&'t str>,
    },
    Nothing,
}

impl<'t> Plain<'t> {
    pub(super) fn of_markdown(text: &'t str) -> Self {
        let rest = Rest::Markdown { paragraph: "", behind: text };
        Self { rest, text: String::with_capacity(text.len().min(2 * STRETCH + BITE) + 1) }
    }

    /// Goes on with the text where its words were not read before.
    pub(super) fn of_body(body: &'t Body) -> Self {
        let (words, markdown) = match body {
            Body::Words(words) => (words, None),
            Body::Long { opening, markdown } => (opening, Some(markdown.as_str())),
        };
        let text = String::with_capacity(words.len().min(2 * STRETCH));
        Self { rest: Rest::Known { words, markdown }, text }
    }

    /// A text that has no syntax.
    pub(super) fn of_words(text: &str) -> Self {
        let mut plain = Self { rest: Rest::Nothing, text: String::with_capacity(text.len()) };
        plain.push(text);
        plain.trim();
        plain
    }

    /// Reads another stretch. Tells whether there was one.
    pub(super) fn grow(&mut self) -> bool {
        let before = self.text.len();
        loop {
            let is_paused = match std::mem::replace(&mut self.rest, Rest::Nothing) {
                Rest::Markdown { paragraph, behind } => self.read_plainly(paragraph, behind, before),
                Rest::Events(events) => self.read_events(events, before),
                Rest::Known { words, markdown } => self.read_known(words, markdown, before),
                Rest::Nothing => break,
            };
            if is_paused {
                return true;
            }
        }
        self.trim();
        self.text.len() > before
    }

    /// Takes words that were read before. Tells whether the stretch ends here.
    fn read_known(&mut self, words: &'t str, markdown: Option<&'t str>, before: usize) -> bool {
        if !words.is_empty() {
            let (read, words) = words.split_at(end_of_stretch(words, stretch(before)));
            self.text.push_str(read);
            self.rest = Rest::Known { words, markdown };
            return true;
        }
        if let Some(markdown) = markdown {
            // Up to where it was read then.
            let mut again = Self::of_markdown(markdown);
            while again.text.len() < before && again.grow() {}
            self.rest = again.rest;
        }
        false
    }

    /// Reads paragraphs without syntax. Tells whether the stretch ends here.
    fn read_plainly(&mut self, mut paragraph: &'t str, mut behind: &'t str, before: usize) -> bool {
        loop {
            if paragraph.is_empty() {
                let Some(next) = plain_paragraph(behind) else { break };
                (paragraph, behind) = next;
            }
            let read;
            (read, paragraph) = paragraph.split_at(end_of_stretch(paragraph, stretch(before)));
            for line in read.lines() {
                self.push(line);
                self.push(" ");
            }
            if self.text.len() - before > stretch(before) {
                self.rest = Rest::Markdown { paragraph, behind };
                return true;
            }
        }
        if !behind.is_empty() {
            self.rest = Rest::Events(Box::new(Parser::new_ext(behind, OPTIONS)));
        }
        false
    }

    /// Reads what the parser tells. Tells whether the stretch ends here.
    fn read_events(&mut self, mut events: Box<Parser<'t>>, before: usize) -> bool {
        while let Some(event) = events.next() {
            let is_pause = match event {
                Event::Text(piece) | Event::Code(piece) | Event::Html(piece) | Event::InlineHtml(piece) => {
                    self.push(&piece);
                    false
                }
                Event::End(
                    TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image,
                ) => false,
                Event::SoftBreak | Event::HardBreak | Event::End(_) | Event::Rule => {
                    self.push(" ");
                    true
                }
                _ => false,
            };
            if is_pause && self.text.len() - before > stretch(before) {
                self.rest = Rest::Events(events);
                return true;
            }
        }
        false
    }

    /// Adds a piece of text, a bite at a time: one tab does not make the whole of it slow.
    fn push(&mut self, mut piece: &str) {
        while let (bite, rest) = piece.split_at(piece.floor_char_boundary(BITE))
            && !bite.is_empty()
        {
            self.push_bite(bite);
            piece = rest;
        }
    }

    fn push_bite(&mut self, piece: &str) {
        // What most texts are made of; only a space at its beginning may be one too many.
        if is_single_spaced(piece) {
            let joins = self.text.is_empty() || self.text.ends_with(char::is_whitespace);
            self.text.push_str(if joins { piece.strip_prefix(' ').unwrap_or(piece) } else { piece });
            return;
        }
        let mut rest = piece;
        while let Some((at, space)) = rest.char_indices().find(|(_, one)| one.is_whitespace()) {
            self.text.push_str(rest.get(..at).unwrap_or_default());
            self.push_space(space);
            rest = rest.get(at + space.len_utf8()..).unwrap_or_default();
        }
        self.text.push_str(rest);
    }

    /// Adds a space, unless there is one. One at which no line ends is what somebody chose, and stays.
    fn push_space(&mut self, space: char) {
        if !self.text.is_empty() && !self.text.ends_with(char::is_whitespace) {
            self.text.push(if keeps_together(space) { space } else { ' ' });
        }
    }

    fn trim(&mut self) {
        self.text.truncate(self.text.trim_end().len());
    }
}

/// Whether it is a space at which no line ends.
const fn keeps_together(one: char) -> bool {
    matches!(one, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// Whether every space is to stay as it is: a plain one, or one at which no line ends, and none of the latter next to
/// another. All bytes are looked at in the same way, without a branch; and characters only where one begins like a
/// space that is not ASCII.
fn is_single_spaced(text: &str) -> bool {
    let bytes = text.as_bytes();
    let others = bytes.iter().fold(false, |others, byte| others | (*byte < b' '));
    let doubled = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let doubled = doubled.fold(false, |doubled, (one, next)| doubled | ((*one == b' ') & (*next == b' ')));
    if others | doubled | text.is_ascii() {
        return !(others | doubled);
    }
    let is_odd = |at: usize| {
        let mut behind = text.get(at..).unwrap_or_default().chars();
        let Some(one) = behind.next().filter(|one| one.is_whitespace()) else { return false };
        let before = text.get(..at).unwrap_or_default();
        let stands_alone = !before.is_empty() && !before.ends_with(char::is_whitespace);
        !keeps_together(one) || !stands_alone || behind.as_str().starts_with(char::is_whitespace)
    };
    !memchr::memchr3_iter(0xc2, 0xe1, 0xe2, bytes).chain(memchr::memchr_iter(0xe3, bytes)).any(is_odd)
}

/// How long a stretch is that begins here.
const fn stretch(before: usize) -> usize {
    if before < 2 * STRETCH { STRETCH } else { LATER_STRETCH }
}

/// Where a stretch of a paragraph ends: behind the word in which it is long enough.
fn end_of_stretch(paragraph: &str, enough: usize) -> usize {
    let rest = paragraph.as_bytes().get(enough..).unwrap_or_default();
    rest.iter().position(|byte| matches!(byte, b' ' | b'\n')).map_or(paragraph.len(), |at| enough + at + 1)
}

/// The first paragraph and what comes behind it, if nothing in the paragraph can be syntax.
fn plain_paragraph(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start_matches('\n');
    if text.is_empty() {
        return None;
    }
    let (paragraph, rest) = split_at_blank(text);
    let has_syntax = paragraph.bytes().fold(false, |has_syntax, byte| has_syntax | may_be_syntax(byte));
    (!has_syntax && paragraph.lines().all(begins_plainly)).then_some((paragraph, rest))
}

/// What is before the first blank line, and what is behind it.
fn split_at_blank(text: &str) -> (&str, &str) {
    let blank = memchr::memmem::find(text.as_bytes(), b"\n\n");
    let split = blank.and_then(|at| Some((text.get(..at)?, text.get(at + 2..)?)));
    split.unwrap_or((text, ""))
}

/// Whether the character may mean something wherever it stands.
const fn may_be_syntax(byte: u8) -> bool {
    (byte < b' ' && byte != b'\n')
        | matches!(byte, b'&' | b'*' | b'<' | b'>' | b'[' | b'\\' | b']' | b'_' | b'`' | b'|' | b'~' | 0x7f)
}

/// Whether a line begins with what makes no list, heading, rule or block of code of it.
fn begins_plainly(line: &str) -> bool {
    let rest = line.trim_start_matches(|one: char| one.is_ascii_digit());
    match line.bytes().next() {
        Some(b'0'..=b'9') => !rest.starts_with(['.', ')']),
        Some(first) => first.is_ascii_alphabetic() || !first.is_ascii() || matches!(first, b'"' | b'\'' | b'('),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn all_of(mut plain: Plain<'_>) -> String {
        while plain.grow() {}
        plain.text
    }

    fn plain(markdown: &str) -> String {
        all_of(Plain::of_markdown(markdown))
    }

    /// As the parser alone has it.
    fn parsed(markdown: &str) -> String {
        let events = Rest::Events(Box::new(Parser::new_ext(markdown, OPTIONS)));
        all_of(Plain { rest: events, text: String::new() })
    }

    #[test]
    fn syntax_is_gone_and_words_stay_whole() {
        assert_eq!(
            plain(
                "# One\n\nA *quiet*, **road**map with [a link](https://a.example) and `code`.\n\n- [ ] open\n- x\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
            ),
            "One A quiet, roadmap with a link and code. open x a b 1 2"
        );
    }

    #[test]
    fn a_long_text_is_read_in_stretches() {
        for line in [
            "word and word again. ",
            "word and word again.\n\n",
            "word and *word* again.\n\n",
            "word and *word* again.\n",
        ] {
            let text = line.repeat(1000);
            let mut one = Plain::of_markdown(&text);
            assert!(one.grow());
            assert!(one.text.len() < 3 * STRETCH, "{} bytes were read", one.text.len());
            assert_eq!(all_of(one), text.replace('*', "").split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }

    #[test]
    fn of_several_spaces_the_first_stays_if_no_line_ends_there() {
        assert_eq!(plain("Mr.\u{a0}Pepys\tand  I\nwent\u{3000}home"), "Mr.\u{a0}Pepys and I went home");
        assert_eq!(plain("\u{3000}one \u{a0}two\u{a0} three\u{202f}\u{a0}4\u{a0}"), "one two\u{a0}three\u{202f}4");
    }

    #[test]
    fn every_space_is_told_from_what_is_none() {
        for one in ('\0'..=char::MAX).filter(|one| !one.is_ascii_control()) {
            let stays = one == ' ' || keeps_together(one) || !one.is_whitespace();
            assert_eq!(is_single_spaced(&format!("a{one}b")), stays, "{one:?}");
            assert_eq!(is_single_spaced(&format!("a {one}b")), !one.is_whitespace(), "{one:?}");
        }
        assert!(["a  b", "a\tb", "a\n", "\u{a0}a"].iter().all(|text| !is_single_spaced(text)));
    }

    proptest! {
        #[test]
        fn words_are_the_same_wherever_a_bite_ends(text in "([a-z]{1,9}|[ \u{a0}\u{202f}\u{3000}\t]{1,3}|’|路){0,120}") {
            let mut slowly = Plain { rest: Rest::Nothing, text: String::new() };
            text.chars().for_each(|one| slowly.push(one.encode_utf8(&mut [0; 4])));
            slowly.trim();
            prop_assert_eq!(&slowly.text, &Plain::of_words(&text).text);
            prop_assert_eq!(
                slowly.text.split_whitespace().collect::<Vec<_>>(),
                text.split_whitespace().collect::<Vec<_>>()
            );
        }
    }

    proptest! {
        #[test]
        fn what_is_not_given_to_the_parser_has_nothing_for_it(
            text in "([a-z]{1,3}|[0-9]{1,2}|[ \n\n\n\t]{1,2}|[-+*_#>=~`|:.)(\\[\\]<&!\\\\'\"]{1,3}|\u{a0}|\u{2003}|é|路|\r\n){0,60}"
        ) {
            prop_assert_eq!(plain(&text), parsed(&text));
        }

        #[test]
        fn paragraphs_are_told_as_the_parser_tells_them(
            text in "((a|12|B's|\"c|é)( |  |, |-|: | - | = |\n| \n|\n\n|\n\n\n|\n \n|\n    |\n- |\n---|\n===){1,2}){0,20}"
        ) {
            prop_assert_eq!(plain(&text), parsed(&text));
        }
    }
}
