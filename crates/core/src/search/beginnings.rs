//! What words begin with that are looked for, so that the rest of a text is passed over.
//!
//! A window of bytes is looked at together: every byte in the same way and without a branch, which
//! becomes a few instructions for many bytes at once.

/// Bytes that are looked at together.
const WINDOW: usize = 64;

/// Letters of a beginning that are compared.
const LETTERS: usize = 8;

/// Beginnings that are compared in every place; of more, only the first letters are.
const MOST: usize = 6;

/// What folded words begin with.
#[derive(Debug, Clone, Default)]
pub(super) struct Beginnings<'w> {
    /// First letters that are ASCII: a bit for each.
    firsts: u128,
    /// More letters, as far as they are ASCII; nothing where there are too many beginnings.
    openings: Vec<&'w [u8]>,
}

/// How far a text can be passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Passed {
    /// So many bytes. There such a word may be.
    To(usize),
    /// So many bytes. What comes then has not been looked at.
    Over(usize),
}

impl Beginnings<'_> {
    /// What any word begins with.
    pub(super) const ANY: Self = Self { firsts: u128::MAX, openings: Vec::new() };

    /// How much of `text`, which begins with a whole word or between two, has no such word. A word with
    /// a character in it or right behind it that is not ASCII may always be one.
    pub(super) fn pass_over(&self, text: &[u8]) -> Passed {
        // A text in another script is not looked at sixty bytes at a time for each of its characters.
        if text.first().is_some_and(|byte| !byte.is_ascii()) {
            return Passed::To(0);
        }
        let window = Window::of(text);
        let may_be = |place: &usize| {
            window.at(*place).is_some_and(|byte| !byte.is_ascii() || self.firsts & (1 << (byte | SMALL)) != 0)
        };
        if let Some(place) = places(&self.found_in(&window)).find(may_be) {
            return Passed::To(window.start_of_word(place));
        }
        if text.len() <= WINDOW {
            return Passed::Over(text.len());
        }
        // A word that goes on behind the window is looked at with what comes next, unless it is longer than that.
        match window.start_of_word(WINDOW) {
            0 => Passed::To(0),
            start => Passed::Over(start),
        }
    }

    /// Where a word begins with one of the openings, if there are any, and where anything but ASCII stands.
    fn found_in(&self, window: &Window) -> Places {
        let mut found = if self.openings.is_empty() { EVERYWHERE } else { NOWHERE };
        self.openings.iter().for_each(|opening| window.add_places_of(opening, &mut found));
        if any(&found) {
            window.keep_starts(&mut found);
        }
        found.iter_mut().zip(&window.0).for_each(|(found, byte)| *found |= byte >> 7);
        found
    }
}

impl<'w> FromIterator<&'w str> for Beginnings<'w> {
    fn from_iter<I: IntoIterator<Item = &'w str>>(words: I) -> Self {
        let mut it = Self::default();
        for word in words {
            if word.is_empty() {
                return Self::ANY;
            }
            let letters = word.bytes().take(LETTERS).take_while(u8::is_ascii).count();
            let opening = word.as_bytes().get(..letters).unwrap_or_default();
            let Some(first) = opening.first() else { continue };
            it.firsts |= 1 << first;
            if !it.openings.iter().any(|known| opening.starts_with(known)) {
                it.openings.retain(|known| !known.starts_with(opening));
                it.openings.push(opening);
            }
        }
        if it.openings.len() > MOST {
            it.openings.clear();
        }
        it
    }
}

/// For each byte of a window 1 if something is there, otherwise 0.
type Places = [u8; WINDOW];

const NOWHERE: Places = [0; WINDOW];
const EVERYWHERE: Places = [1; WINDOW];

fn any(places: &Places) -> bool {
    places.iter().fold(0, |any, place| any | place) != 0
}

/// The beginning of a text, with zeros behind it where it ends before.
struct Window([u8; WINDOW + LETTERS]);

impl Window {
    fn of(text: &[u8]) -> Self {
        let mut bytes = [0; WINDOW + LETTERS];
        let length = text.len().min(bytes.len());
        if let (Some(room), Some(text)) = (bytes.get_mut(..length), text.get(..length)) {
            room.copy_from_slice(text);
        }
        Self(bytes)
    }

    fn at(&self, place: usize) -> Option<u8> {
        self.0.get(place).copied()
    }

    /// Adds the places in which these small letters and digits stand in a row, whatever their case.
    fn add_places_of(&self, opening: &[u8], places: &mut Places) {
        let mut found = EVERYWHERE;
        for (offset, letter) in opening.iter().enumerate() {
            let Some(bytes) = self.0.get(offset..offset + WINDOW) else { break };
            found.iter_mut().zip(bytes).for_each(|(found, byte)| *found &= u8::from(byte | SMALL == *letter));
            if !any(&found) {
                return;
            }
        }
        places.iter_mut().zip(&found).for_each(|(place, found)| *place |= found);
    }

    /// Keeps only places in which a word of ASCII begins.
    fn keep_starts(&self, places: &mut Places) {
        // One more, for what is before the first byte.
        let mut letters = [0; 1 + WINDOW];
        letters.iter_mut().skip(1).zip(&self.0).for_each(|(letter, byte)| *letter = is_letter(*byte));
        let starts = letters.iter().zip(letters.iter().skip(1)).map(|(before, letter)| letter & (1 ^ before));
        places.iter_mut().zip(starts).for_each(|(place, start)| *place &= start);
    }

    /// Where the word begins that goes on at `place`; `place`, where none does.
    fn start_of_word(&self, place: usize) -> usize {
        let before = self.0.get(..place).unwrap_or_default();
        place - before.iter().rev().take_while(|byte| byte.is_ascii_alphanumeric()).count()
    }
}

/// 1 for a letter or a digit of ASCII, otherwise 0, without a branch.
const fn is_letter(byte: u8) -> u8 {
    ((byte | SMALL).wrapping_sub(b'a') < 26) as u8 | (byte.wrapping_sub(b'0') < 10) as u8
}

/// The bit that makes a letter small. Digits have it; what becomes a letter or a digit by it without
/// being one is no start of a word.
const SMALL: u8 = 0x20;

/// The numbers of these places, in order.
fn places(places: &Places) -> impl Iterator<Item = usize> {
    let (eights, _) = places.as_chunks::<8>();
    let eights = eights.iter().map(|eight| u64::from_le_bytes(*eight)).enumerate();
    eights.filter(|(_, eight)| *eight != 0).flat_map(|(number, mut eight)| {
        std::iter::from_fn(move || {
            let place = (eight != 0).then(|| 8 * number + eight.trailing_zeros() as usize / 8)?;
            eight &= eight - 1;
            Some(place)
        })
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::words::{Piece, Pieces, fold_piece};
    use super::*;

    /// The pieces of `text` that are not passed over.
    fn left(text: &str, sought: &[String]) -> Vec<Piece> {
        let beginnings: Beginnings<'_> = sought.iter().map(String::as_str).collect();
        let mut pieces = Pieces::of(text);
        let mut left = Vec::new();
        loop {
            pieces.pass_over_all_but(&beginnings);
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
    }

    #[test]
    fn what_begins_with_nothing_is_any_word() {
        assert_eq!(left("one two", &[String::new()]).len(), 2);
        assert_eq!(left("one two", &[]).len(), 0);
        assert_eq!(left("one twö", &["é".to_owned()]).len(), 1);
    }
}
