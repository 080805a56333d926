//! A text as it is judged: its telling words, each as a number that all its forms share.

use std::collections::HashSet;

use crate::journal::{Content, Kind};
use crate::language::{self, Stemming};
use crate::search::{Pieces, Script, fold_piece, stems};

/// A word, in any form: a hash of its stem. Two words in a hundred thousand may share one, which
/// nobody notices.
pub(super) type Feature = u32;

/// Words that a phrase has at most.
pub(super) const LONGEST_PHRASE: usize = 4;

/// Bytes of a text that are read; nobody tags more by what stands behind them.
const BYTES: usize = 16_000;

/// A word of a text, or a phrase.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'t> {
    pub(super) feature: Feature,
    /// As it stands there.
    pub(super) text: &'t str,
}

/// What an entry tells: its words, each once, in the order of their first appearance. The private part is
/// left out: what is suggested says why, on the screen.
#[derive(Debug)]
pub(super) struct Told<'t> {
    pub(super) words: Vec<Word<'t>>,
    /// What sort of entry it is, as if it were a word.
    pub(super) kind: Feature,
}

impl<'t> Told<'t> {
    pub(super) fn of(content: &'t Content, phrases: &HashSet<Feature>) -> Self {
        let language = content.lang.as_deref().or_else(|| content.detect_language());
        let stemming = Stemming::of(language);
        let facets = content.facets.texts().chain([content.facets.sentence()]);
        let mut seen = HashSet::new();
        let mut words = Vec::new();
        for text in [content.title.as_str(), content.body.as_str()].into_iter().chain(facets) {
            let text = text.get(..text.floor_char_boundary(BYTES)).unwrap_or_default();
            words.extend(words_of(text, stemming, phrases).into_iter().filter(|word| seen.insert(word.feature)));
        }
        Self { words, kind: feature_of_kind(content.kind) }
    }

    /// All that is counted of it.
    pub(super) fn features(&self) -> impl Iterator<Item = Feature> {
        self.words.iter().map(|word| word.feature).chain([self.kind])
    }
}

/// The telling words of a text, and the phrases among `phrases` that stand in it, as often as they do.
pub(super) fn words_of<'t>(text: &'t str, stemming: Stemming, phrases: &HashSet<Feature>) -> Vec<Word<'t>> {
    let mut words = Vec::new();
    let mut before: Vec<(Feature, usize)> = Vec::with_capacity(LONGEST_PHRASE);
    let mut folded = String::new();
    let mut pieces = Pieces::of(text).peekable();
    while let Some(piece) = pieces.next() {
        let to = match (piece.script, pieces.peek()) {
            (Script::Word, _) => piece.to,
            (Script::Single, Some(next)) if piece.pairs_with(*next) => next.to,
            _ => continue,
        };
        let Some(word) = text.get(piece.from..to) else { continue };
        fold_piece(word, &mut folded);
        let Some(stem) = stems(word, &folded, stemming).pop() else { continue };
        let feature = hash(&stem);
        let tells =
            folded.len() > 1 && !language::holds_together(word) && !folded.bytes().all(|byte| byte.is_ascii_digit());
        if tells {
            words.push(Word { feature, text: word });
        }
        if before.len() == LONGEST_PHRASE {
            before.remove(0);
        }
        before.push((feature, piece.from));
        // The phrases that end here, from two words up.
        for length in 2..=before.len() {
            let Some(run) = before.get(before.len() - length..) else { continue };
            let phrase = phrase(run.iter().map(|(feature, _)| *feature));
            if let (true, Some((_, from))) = (phrases.contains(&phrase), run.first())
                && let Some(text) = text.get(*from..to)
            {
                words.push(Word { feature: phrase, text });
            }
        }
    }
    words
}

/// The number of a phrase whose words have these.
fn phrase(words: impl IntoIterator<Item = Feature>) -> Feature {
    words.into_iter().fold(0, |sum, word| sum.rotate_left(7).wrapping_mul(0x9e37_79b1) ^ word)
}

/// The number of a hint: of the word that it is, or of the phrase.
pub(super) fn feature_of(hint: &str, stemming: Stemming) -> Feature {
    let mut folded = String::new();
    let features: Vec<Feature> = Pieces::of(hint)
        .filter_map(|piece| {
            let word = hint.get(piece.from..piece.to)?;
            fold_piece(word, &mut folded);
            stems(word, &folded, stemming).pop().map(|stem| hash(&stem))
        })
        .collect();
    match features.as_slice() {
        [one] => *one,
        several => phrase(several.iter().copied()),
    }
}

fn feature_of_kind(kind: Kind) -> Feature {
    // No word has a space in it.
    hash(&format!("kind {}", kind.word()))
}

/// FNV-1a, folded: the same on every machine, and quick for words.
fn hash(text: &str) -> Feature {
    let wide = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    (wide ^ (wide >> 32)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str, phrases: &[&str]) -> Vec<String> {
        let phrases = phrases.iter().map(|phrase| feature_of(phrase, Stemming::ENGLISH)).collect();
        words_of(text, Stemming::ENGLISH, &phrases).into_iter().map(|word| word.text.to_owned()).collect()
    }

    #[test]
    fn what_only_holds_a_sentence_together_and_numbers_are_passed_over() {
        assert_eq!(texts("She was with the CFO in 2026, and that is it.", &[]), ["CFO"]);
    }

    #[test]
    fn a_phrase_is_found_in_any_form_of_its_words() {
        assert_eq!(texts("He pushed\nback hard.", &["push back"]), ["pushed", "back", "pushed\nback", "hard"]);
        assert_eq!(texts("an A/B test", &["a/b", "A/B tests"]), ["A/B", "test", "A/B test"]);
    }

    #[test]
    fn a_script_without_spaces_is_read_in_pairs() {
        assert_eq!(texts("路线图", &[]), ["路线", "线图"]);
    }

    #[test]
    fn forms_of_a_word_are_one_feature() {
        let phrases = HashSet::new();
        let features = |text| words_of(text, Stemming::ENGLISH, &phrases).first().map(|word| word.feature);
        assert_eq!(features("planning"), features("Planned"));
        assert_ne!(features("planning"), features("plant"));
    }

    #[test]
    fn a_text_is_told_once_however_often_it_says_a_word_and_without_its_private_part() {
        let mut content = Content::on(chrono::NaiveDate::default(), "Etc/UTC");
        content.title = "Pricing".into();
        content.body = "Pricing again. And pricing.".into();
        content.private = "Secretly".into();
        let phrases = HashSet::new();
        let told = Told::of(&content, &phrases);
        let words: Vec<&str> = told.words.iter().map(|word| word.text).collect();
        assert_eq!(words, ["Pricing", "again"]);
        assert_eq!(told.features().count(), 3);
    }
}
