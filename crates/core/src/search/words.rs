//! Words: how text is taken apart, the same for the index, for queries and for marking.
//!
//! A [`Piece`] is a word, a character of a script without spaces, or a picture; pieces are
//! numbered, and a phrase is pieces in a row. Marks inside words (accents typed apart, soft
//! hyphens, joiners) belong to the piece before them. Everything else separates, so
//! `checkout_v2` is the two pieces `checkout` and `v2`, and is looked for as that phrase.
//!
//! What the index holds of pieces, its terms, is made here too:
//! - of a word its folded form, or its stems; where both stand in one list, the stems behind [`STEM`];
//! - of a character without spaces around it the pair that it begins, and itself unless it is of a script that never has
//!   any, where it stands for itself only at the end of a run; among stems, that it is there;
//! - of two words in a row that any sentence may have, the pair; see [`super::ties`].

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::beginnings::Passing;
use super::fold::{fold_into, is_joint, is_never_spaced, is_picture, is_plain_single, is_unspaced};
use super::ties::{tie, ties};
use crate::language::Stemming;

/// Stands before stems, so that they are never taken for words.
pub(super) const STEM: char = '\u{1}';

/// Stands among stems for what has none.
pub(super) const STEMLESS: char = '\u{4}';

/// Longer runs of letters are cut: nobody reads them, and a term must have an end.
pub(super) const LONGEST: usize = 64;

/// Stands at the beginning of a text whose words are to be stemmed in another way than English
/// ones, or weigh more than others; the next two characters say in which way and how much.
const MANNER: char = '\u{2}';

/// The character that stands for the number 0.
const ZERO: u32 = 'A' as u32;

/// What a piece is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    /// Letters and digits with something else around them.
    Word,
    /// A character of a script without spaces.
    Single,
    /// A picture.
    Picture,
}

/// A part of a text that can be looked for. Offsets are in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) script: Script,
}

impl Piece {
    /// Whether the two, the other right behind this one, make a pair.
    pub(crate) fn pairs_with(self, next: Self) -> bool {
        self.script == Script::Single && next.script == Script::Single && self.to == next.from
    }
}

/// What a byte of a text says by itself of what is written there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SortOf {
    Letter,
    Between,
    /// Part of a character that is not ASCII.
    Other,
}

const fn sort_of(byte: u8) -> SortOf {
    match byte {
        b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => SortOf::Letter,
        ..=b'\x7f' => SortOf::Between,
        _ => SortOf::Other,
    }
}

/// The pieces of a text, found as they are asked for.
#[derive(Debug, Clone)]
pub(crate) struct Pieces<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Pieces<'t> {
    pub(crate) const fn of(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// Passes over pieces that are none of the words that are sought; where it cannot be told, it stays.
    pub(super) fn pass_over(&mut self, sought: &mut Passing<'_>) {
        self.at = sought.next(self.at);
    }

    /// The next word, if there is nothing but ASCII up to the end of it: what most texts are made of, and
    /// found in a fraction of the time. Otherwise the place is still before it.
    fn plain_word(&mut self) -> Option<Piece> {
        let rest = self.text.as_bytes().get(self.at..)?;
        let skipped = rest.iter().take_while(|byte| sort_of(**byte) == SortOf::Between).count();
        self.at += skipped;
        let rest = rest.get(skipped..)?;
        let length = rest.iter().take(LONGEST).take_while(|byte| sort_of(**byte) == SortOf::Letter).count();
        // What follows may belong to the word if it is not ASCII, and a longer word is cut.
        let ends = rest.get(length).is_none_or(|byte| sort_of(*byte) == SortOf::Between);
        if length == 0 || !ends {
            return None;
        }
        let from = self.at;
        self.at += length;
        Some(Piece { from, to: self.at, script: Script::Word })
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        self.plain_word().or_else(|| self.next_of_any_script())
    }
}

impl Pieces<'_> {
    fn next_of_any_script(&mut self) -> Option<Piece> {
        let (skipped, script) =
            self.rest().char_indices().find_map(|(at, one)| script(one).map(|script| (at, script)))?;
        let from = self.at + skipped;
        self.at = from;
        let mut length = 0;
        let end = self.rest().char_indices().find_map(|(at, one)| {
            if is_joint(one) {
                return None;
            }
            length += 1;
            let goes_on = length == 1 || (script == Script::Word && length <= LONGEST && is_letter(one));
            (!goes_on).then_some(at)
        });
        self.at = end.map_or(self.text.len(), |length| from + length);
        Some(Piece { from, to: self.at, script })
    }
}

fn is_letter(one: char) -> bool {
    script(one) == Some(Script::Word)
}

fn script(one: char) -> Option<Script> {
    if one.is_ascii() {
        return one.is_ascii_alphanumeric().then_some(Script::Word);
    }
    if is_plain_single(one) {
        Some(Script::Single)
    } else if is_joint(one) {
        None
    } else if is_picture(one) {
        Some(Script::Picture)
    } else if !one.is_alphanumeric() {
        None
    } else if is_unspaced(one) {
        Some(Script::Single)
    } else {
        Some(Script::Word)
    }
}

/// Puts the folded form of `text` into `out`, which is emptied first.
pub(crate) fn fold_piece(text: &str, out: &mut String) {
    out.clear();
    text.chars().filter(|&one| !is_joint(one)).for_each(|one| fold_into(one, out));
}

/// The stems of a word, folded: of the word as it stands and, where it has marks that somebody may
/// leave out, of the word without them. `folded` is the folded word.
pub(crate) fn stems(word: &str, folded: &str, stemming: Stemming) -> Vec<String> {
    let bare = stemming.stem(folded).into_owned();
    // Stemmers take the end of "KPIs" for that of a word such as "this".
    if let Some(short) = word.strip_suffix('s').filter(|short| short.len() > 1 && short.bytes().all(is_capital)) {
        let short = stemming.stem(&short.to_ascii_lowercase()).into_owned();
        return if short == bare { vec![bare] } else { vec![short, bare] };
    }
    if word.is_ascii() {
        return vec![bare];
    }
    let small: String = word.nfc().filter(|&one| !is_joint(one)).flat_map(char::to_lowercase).collect();
    let mut stem = String::new();
    stemming.stem(&small).chars().for_each(|one| fold_into(one, &mut stem));
    if stem.is_empty() || stem == bare { vec![bare] } else { vec![stem, bare] }
}

const fn is_capital(byte: u8) -> bool {
    byte.is_ascii_uppercase() || byte.is_ascii_digit()
}

/// A text as the index takes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marked<'t> {
    /// In which way its words are stemmed.
    pub(super) stemming: Stemming,
    /// How often each of them counts.
    pub(super) weight: usize,
    pub(super) text: &'t str,
}

/// `text` as the index takes it, saying in which way its words are stemmed and how often each counts.
pub(super) fn marked(text: &str, stemming: Stemming, weight: usize) -> Cow<'_, str> {
    if stemming == Stemming::ENGLISH && weight == 1 && !text.starts_with(MANNER) {
        return Cow::Borrowed(text);
    }
    let letter = |number: usize| u32::try_from(number).ok().and_then(|number| char::from_u32(ZERO + number));
    let manner = [Some(MANNER), letter(stemming.number()), letter(weight)];
    Cow::Owned(manner.into_iter().flatten().chain(text.chars()).collect())
}

/// What [`marked`] was given.
pub(super) fn unmarked(text: &str) -> Marked<'_> {
    let number = |letter: Option<char>| usize::try_from(u32::from(letter?).checked_sub(ZERO)?).ok();
    let found = text.strip_prefix(MANNER).and_then(|rest| {
        let mut letters = rest.chars();
        let stemming = Stemming::all().nth(number(letters.next())?)?;
        let weight = number(letters.next()).filter(|weight| *weight > 0)?;
        Some(Marked { stemming, weight, text: letters.as_str() })
    });
    found.unwrap_or(Marked { stemming: Stemming::ENGLISH, weight: 1, text })
}

/// The pieces of a text, folded.
pub(super) fn folded_pieces(text: &str) -> Vec<String> {
    Pieces::of(text)
        .map(|piece| {
            let mut folded = String::new();
            fold_piece(text.get(piece.from..piece.to).unwrap_or_default(), &mut folded);
            folded
        })
        .collect()
}

/// What a phrase asks of the index: folded words and pairs, each with its number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Wanted {
    /// Numbers and terms.
    pub(super) terms: Vec<(usize, String)>,
    /// Whether the last of them is a whole word, which can be stemmed or be the beginning of one.
    pub(super) ends_in_word: bool,
    /// Whether the last of them is a character that stands alone, which may be the beginning of a pair.
    pub(super) ends_alone: bool,
}

/// Takes apart what somebody looks for. Of what `is_open`, the last word may be the beginning of a longer one.
pub(super) fn wanted(text: &str, is_open: bool) -> Wanted {
    let pieces: Vec<Piece> = Pieces::of(text).collect();
    let all_folded = folded_pieces(text);
    let tied = |number: usize| -> Option<String> {
        let row = number.checked_sub(1)?..=number;
        let [one, other] = all_folded.get(row.clone())? else { return None };
        let are_words = pieces.get(row)?.iter().all(|piece| piece.script == Script::Word);
        let may_go_on = is_open && number + 1 == pieces.len();
        if !are_words || may_go_on || !ties(one) || !ties(other) {
            return None;
        }
        let mut term = String::new();
        tie(one, other, &mut term);
        Some(term)
    };
    let ends_alone = all_folded.last().is_some_and(|last| last.starts_with(is_never_spaced))
        && !matches!(pieces.as_slice(), [.., before, last] if before.pairs_with(*last));
    let is_before_open = |number: usize| (is_open || ends_alone) && number + 2 == pieces.len();
    let mut wanted = Wanted { ends_alone, ..Wanted::default() };
    for (number, piece) in pieces.iter().enumerate() {
        if let Some(tie) = tied(number) {
            wanted.terms.push((number, tie));
            wanted.ends_in_word = false;
            continue;
        }
        let before = number.checked_sub(1).and_then(|before| pieces.get(before));
        let next = pieces.get(number + 1).filter(|next| piece.pairs_with(**next));
        let to = match next {
            Some(next) => next.to,
            // The second half of a pair has been asked for already, the first of a tie will be. What may go on must
            // stand right behind something.
            None if before.is_some_and(|before| before.pairs_with(*piece)) && !is_before_open(number) => continue,
            None if tied(number + 1).is_some() => continue,
            None => piece.to,
        };
        let mut folded = String::new();
        fold_piece(text.get(piece.from..to).unwrap_or_default(), &mut folded);
        if !folded.is_empty() {
            wanted.terms.push((number, folded));
            wanted.ends_in_word = piece.script == Script::Word;
        }
    }
    wanted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::search::ties::TIE;

    fn pieces(text: &str) -> Vec<&str> {
        Pieces::of(text).map(|piece| &text[piece.from..piece.to]).collect()
    }

    #[test]
    fn words_end_where_letters_do() {
        assert_eq!(pieces("Don’t ship checkout_v2 (OKR-12)!"), ["Don", "t", "ship", "checkout", "v2", "OKR", "12"]);
        assert_eq!(pieces("cafe\u{301} road\u{ad}map"), ["cafe\u{301}", "road\u{ad}map"]);
        assert_eq!(pieces("Q3路线图🚀👍🏽"), ["Q3", "路", "线", "图", "🚀", "👍🏽"]);
    }

    #[test]
    fn a_run_without_spaces_is_asked_for_in_pairs() {
        let terms =
            |text| wanted(text, false).terms.into_iter().map(|(at, term)| format!("{at}{term}")).collect::<Vec<_>>();
        assert_eq!(terms("路线图"), ["0路线", "1线图"]);
        assert_eq!(terms("路"), ["0路"]);
        assert_eq!(terms("Q3路线图 ok"), ["0q3", "1路线", "2线图", "4ok"]);
        assert_eq!(terms("路线 图"), ["0路线", "1线", "2图"]);
        let alone =
            ["路", "Q3路", "路线 图", "路线", "Q3路 ok", "路🚀", "수", ""].map(|text| wanted(text, false).ends_alone);
        assert_eq!(alone, [true, true, true, false, false, false, false, false]);
    }

    #[test]
    fn words_that_hold_sentences_together_are_asked_for_in_pairs() {
        let terms = |text, is_open| {
            let Wanted { terms, ends_in_word, .. } = wanted(text, is_open);
            let terms = terms.into_iter().map(|(at, term)| format!("{at}{}", term.replace(TIE, "~")));
            (terms.collect::<Vec<_>>().join(" "), ends_in_word)
        };
        assert_eq!(terms("of the", false), ("1~of the".into(), false));
        assert_eq!(terms("of the", true), ("0of 1the".into(), true));
        assert_eq!(terms("And so to bed", false), ("1~and so 2~so to 3bed".into(), true));
        assert_eq!(terms("bed für die", true), ("0bed 1fur 2die".into(), true));
        assert_eq!(terms("bed für die, Team", true), ("0bed 2~fur die 3team".into(), true));
        assert_eq!(terms("the 路 of", false), ("0the 1路 2of".into(), true));
        assert_eq!(terms("plan 路线 t", true), ("0plan 1路线 2线 3t".into(), true));
        assert_eq!(terms("plan 路线 t", false), ("0plan 1路线 3t".into(), true));
    }

    #[test]
    fn a_run_of_letters_without_end_is_cut() {
        let text = "a".repeat(1000);
        assert!(pieces(&text).iter().all(|piece| piece.len() <= LONGEST));
        assert_eq!(pieces(&text).concat(), text);
    }

    fn stems_in(code: &str, word: &str) -> Vec<String> {
        let mut folded = String::new();
        fold_piece(word, &mut folded);
        stems(word, &folded, Stemming::of(Some(code)))
    }

    #[test]
    fn stems_bring_the_forms_of_a_word_together() {
        assert_eq!(stems_in("en", "planning"), stems_in("en", "planned"));
        assert_eq!(stems_in("en", "Roadmaps"), stems_in("en", "roadmap"));
        assert!(stems_in("en", "KPIs").contains(&"kpi".to_owned()));
    }

    #[test]
    fn marks_that_were_left_out_make_no_other_word() {
        for (code, whole, bare) in
            [("fr", "développées", "developper"), ("fr", "Re\u{301}sume\u{301}s", "resume"), ("de", "Häuser", "hauser")]
        {
            let (whole, bare) = (stems_in(code, whole), stems_in(code, bare));
            assert!(whole.iter().any(|stem| bare.contains(stem)), "{whole:?} and {bare:?}");
        }
    }

    #[test]
    fn a_text_says_how_its_words_are_stemmed_and_what_they_weigh() {
        for (stemming, weight) in Stemming::all().flat_map(|stemming| [(stemming, 1), (stemming, 3)]) {
            for text in ["", "plain", "\u{2}Bodies", "é"] {
                assert_eq!(unmarked(&marked(text, stemming, weight)), Marked { stemming, weight, text });
            }
        }
        assert_eq!(unmarked("\u{2}"), Marked { stemming: Stemming::ENGLISH, weight: 1, text: "\u{2}" });
    }

    proptest! {
        #[test]
        fn a_text_of_ascii_is_taken_apart_like_any_other(text in "([ -~]|[a-z]{1,70}|é|\u{301}|路){0,30}") {
            let mut quick = Pieces::of(&text);
            let mut slow = Pieces::of(&text);
            loop {
                let found = quick.next();
                prop_assert_eq!(found, slow.next_of_any_script());
                if found.is_none() {
                    break;
                }
            }
        }

        #[test]
        fn pieces_lie_one_behind_the_other_whatever_the_text(text in "\\PC{0,80}|(.|\u{301}|路|🚀|\u{200d}){0,40}") {
            let mut last = 0;
            for piece in Pieces::of(&text) {
                prop_assert!(piece.from >= last && piece.to > piece.from);
                prop_assert!(text.get(piece.from..piece.to).is_some());
                last = piece.to;
            }
        }
    }
}
