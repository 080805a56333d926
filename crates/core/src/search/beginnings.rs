//! What words begin with that are looked for, so that the rest of a text is passed over.
//!
//! A text is looked through for each beginning by itself, which takes a fraction of the time in which words
//! are told apart.

use memchr::memmem::Finder;

use super::words::LONGEST;

/// Letters of a beginning that are compared.
const LETTERS: usize = 8;

/// Beginnings that are looked for by themselves; of more, only the first letters are.
const MOST: usize = 6;

/// What folded words begin with.
#[derive(Debug, Clone)]
pub(super) enum Beginnings {
    Any,
    /// One of these letters of ASCII: a bit for each.
    Letters(u128),
    /// One of these rows of them.
    Openings(Vec<Finder<'static>>),
}

impl<'w> FromIterator<&'w str> for Beginnings {
    fn from_iter<I: IntoIterator<Item = &'w str>>(words: I) -> Self {
        let mut openings: Vec<&[u8]> = Vec::new();
        for word in words {
            if word.is_empty() {
                return Self::Any;
            }
            let letters = word.bytes().take(LETTERS).take_while(u8::is_ascii).count();
            let opening = word.as_bytes().get(..letters).unwrap_or_default();
            if !opening.is_empty() && !openings.iter().any(|known| opening.starts_with(known)) {
                openings.retain(|known| !known.starts_with(opening));
                openings.push(opening);
            }
        }
        if openings.len() > MOST {
            let firsts = openings.iter().filter_map(|opening| opening.first());
            return Self::Letters(firsts.fold(0, |letters, first| letters | 1 << first));
        }
        Self::Openings(openings.into_iter().map(|opening| Finder::new(opening).into_owned()).collect())
    }
}

/// Goes through a text from one place to the next where a word may begin so. A word with a character in it
/// or right behind it that is not ASCII always may.
pub(super) struct Passing<'b> {
    beginnings: &'b Beginnings,
    /// The text in small letters, as far as they are ASCII.
    small: Vec<u8>,
    /// Where each of the openings is next, if it was looked for.
    next: Vec<Option<usize>>,
    /// Where the next character is that is not ASCII, if it was looked for.
    other: Option<usize>,
}

impl<'b> Passing<'b> {
    pub(super) fn through(text: &str, beginnings: &'b Beginnings) -> Self {
        let openings = if let Beginnings::Openings(openings) = beginnings { openings.len() } else { 0 };
        let small = text.as_bytes().to_ascii_lowercase();
        let other = text.is_ascii().then_some(small.len());
        Self { beginnings, small, next: vec![None; openings], other }
    }

    /// Where to go on behind what ended at `from`: no such word begins before that place. The end of the text, if none
    /// does any more.
    pub(super) fn next(&mut self, from: usize) -> usize {
        let mut at = from;
        while at < self.small.len() {
            let other = self.other(at);
            let place = self.beginning(at, other);
            if place == self.small.len() {
                break;
            }
            let Some(start) = self.start_of_word(from, place) else {
                // A run of letters without end is cut somewhere.
                return from;
            };
            if start == place || place == other {
                return start;
            }
            at = place + 1;
        }
        self.small.len()
    }

    /// Where there is a beginning next, maybe within a word; `other`, if there is none before.
    fn beginning(&mut self, at: usize, other: usize) -> usize {
        let before = self.small.get(at..other).unwrap_or_default();
        match self.beginnings {
            Beginnings::Any => at,
            Beginnings::Letters(letters) => {
                let place = before.iter().position(|byte| letters & (1 << byte) != 0);
                place.map_or(other, |place| at + place)
            }
            Beginnings::Openings(openings) => {
                let (behind, end) = (self.small.get(at..).unwrap_or_default(), self.small.len());
                for (next, opening) in self.next.iter_mut().zip(openings) {
                    if next.is_none_or(|next| next < at) {
                        *next = Some(opening.find(behind).map_or(end, |place| at + place));
                    }
                }
                self.next.iter().copied().flatten().fold(other, usize::min)
            }
        }
    }

    /// Where the next character is that is not ASCII.
    fn other(&mut self, at: usize) -> usize {
        match self.other {
            Some(other) if other >= at => other,
            _ => {
                let behind = self.small.get(at..).unwrap_or_default();
                let other =
                    behind.iter().position(|byte| !byte.is_ascii()).map_or(self.small.len(), |place| at + place);
                self.other = Some(other);
                other
            }
        }
    }

    /// Where the word begins that goes on at `place`, at `from` at the earliest; `place`, where none does; nothing, if it
    /// is longer than words are.
    fn start_of_word(&self, from: usize, place: usize) -> Option<usize> {
        let before = self.small.get(from..place).unwrap_or_default();
        let letters = before.iter().rev().take(LONGEST).take_while(|byte| byte.is_ascii_alphanumeric()).count();
        (letters < LONGEST).then_some(place - letters)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::words::{Piece, Pieces, fold_piece};
    use super::*;

    /// The pieces of `text` that are not passed over.
    fn left(text: &str, sought: &[String]) -> Vec<Piece> {
        let beginnings: Beginnings = sought.iter().map(String::as_str).collect();
        let mut passing = Passing::through(text, &beginnings);
        let mut pieces = Pieces::of(text);
        let mut left = Vec::new();
        loop {
            pieces.pass_over(&mut passing);
            let Some(piece) = pieces.next() else { return left };
            left.push(piece);
        }
    }

    fn begins(text: &str, piece: &Piece, sought: &[String]) -> bool {
        let mut folded = String::new();
        fold_piece(&text[piece.from..piece.to], &mut folded);
        sought.iter().any(|word| folded.starts_with(word))
    }

    /// Few or many beginnings, of one letter or of more than are compared.
    fn sought() -> impl Strategy<Value = Vec<String>> {
        prop::collection::vec("[abc1é]{1,3}|[ab]{7,10}", 1..10)
    }

    proptest! {
        #[test]
        fn no_word_that_begins_so_is_passed_over(
            text in "([ -~]|[abcABC1]{1,12}|[ab]{60,70}|é|e\u{301}|\u{ad}|路|\u{2009}){0,60}",
            sought in sought(),
        ) {
            let may_be = |piece: &Piece| begins(&text, piece, &sought);
            let mut found = left(&text, &sought);
            found.retain(may_be);
            prop_assert_eq!(found, Pieces::of(&text).filter(may_be).collect::<Vec<_>>());
        }

        #[test]
        fn every_other_word_of_ascii_is(text in "([ .,-]|[abcABC1]{1,7}[ _]){0,60}", sought in prop::collection::vec("[abc1]{1,3}", 1..6)) {
            prop_assert!(left(&text, &sought).iter().all(|piece| begins(&text, piece, &sought)));
        }

        #[test]
        fn of_many_beginnings_the_first_letters_are_looked_at(text in "([ .,-]|[a-zA-Z]{1,7}[ _]){0,60}") {
            let sought = ["an", "bo", "cup", "dot", "eve", "fig", "gum"].map(String::from);
            let firsts = ["a", "b", "c", "d", "e", "f", "g"].map(String::from);
            prop_assert!(left(&text, &sought).iter().all(|piece| begins(&text, piece, &firsts)));
        }
    }

    #[test]
    fn a_long_run_is_gone_through_once() {
        // Each of these took as many steps as the square of its length.
        let length = 1 << 20;
        let many = ["an", "bo", "cup", "dot", "eve", "fig", "gum"].map(String::from);
        for (text, pieces) in [
            ("路".repeat(length / 8), length / 8),
            ("ж ".repeat(length / 8), length / 8),
            (format!("{}zz", "a".repeat(length)), length / LONGEST + 1),
            (format!("{}é", "a".repeat(length)), length / LONGEST + 1),
        ] {
            for sought in [&many[..], &["zz".to_owned()]] {
                assert!(left(&text, sought).len() <= pieces);
            }
        }
    }

    #[test]
    fn what_begins_with_nothing_is_any_word() {
        assert_eq!(left("one two", &[String::new()]).len(), 2);
        assert_eq!(left("one two", &[]).len(), 0);
        assert_eq!(left("one twö", &["é".to_owned()]).len(), 1);
    }
}
