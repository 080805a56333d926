//! The words of a segment, laid out to be compared with a misspelt one: all that begin with its
//! first letter are looked at, and nearly all of them are ruled out by a glance at their letters. Scripts
//! without spaces have no words that could be misspelt.

use tantivy::SegmentReader;
use tantivy::schema::Field;

use super::fold::is_unspaced;

/// Words in order, each with how often it occurs.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    /// All words, one behind the other.
    text: String,
    words: Vec<Entry>,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    /// Where the word ends in the text.
    end: u32,
    /// Documents that have it.
    frequency: u32,
    /// A bit for each letter that occurs in it; some letters share one.
    letters: u32,
}

/// Whether a word that can be misspelt may begin so.
fn may_begin(one: char) -> bool {
    one.is_alphanumeric() && !is_unspaced(one)
}

/// What is compared before anything dearer is.
fn letters(word: &str) -> u32 {
    word.chars().fold(0, |letters, one| letters | 1 << (u32::from(one) % u32::BITS))
}

impl Vocabulary {
    /// The words of a field of a segment.
    pub(super) fn of(segment: &SegmentReader, field: Field) -> tantivy::Result<Self> {
        let mut it = Self::default();
        let index = segment.inverted_index(field)?;
        let mut terms = index.terms().stream()?;
        while terms.advance() {
            match std::str::from_utf8(terms.key()) {
                Ok(word) if word.starts_with(may_begin) => it.add(word, terms.value().doc_freq),
                _ => {}
            }
        }
        it.text.shrink_to_fit();
        it.words.shrink_to_fit();
        Ok(it)
    }

    /// Adds a word that comes behind all others.
    fn add(&mut self, word: &str, frequency: u32) {
        if let Ok(end) = u32::try_from(self.text.len() + word.len()) {
            self.text.push_str(word);
            self.words.push(Entry { end, frequency, letters: letters(word) });
        }
    }

    fn word(&self, place: usize) -> &str {
        let end = |place: usize| self.words.get(place).map_or(0, |entry| entry.end as usize);
        self.text.get(place.checked_sub(1).map_or(0, end)..end(place)).unwrap_or_default()
    }

    /// The place of the first word that does not come before `word`.
    fn place(&self, word: &str) -> usize {
        let (mut from, mut to) = (0, self.words.len());
        while from < to {
            let middle = from + (to - from) / 2;
            if self.word(middle) < word { from = middle + 1 } else { to = middle }
        }
        from
    }

    /// Words that begin with `first` and may be `word` with at most so many letters changed, each with
    /// how often it occurs.
    pub(super) fn near<'v>(
        &'v self,
        word: &str,
        first: char,
        most: usize,
    ) -> impl Iterator<Item = (&'v str, u32)> + use<'v> {
        let (sought, length) = (letters(word), word.len());
        // A letter in place of another takes one away and brings one.
        let most_bits = 2 * most as u32;
        // A letter takes up to four bytes.
        let slack = 4 * most;
        let from = self.place(first.encode_utf8(&mut [0; 4]));
        let to = char::from_u32(u32::from(first) + 1)
            .map_or(self.words.len(), |next| self.place(next.encode_utf8(&mut [0; 4])));
        let mut start = from.checked_sub(1).and_then(|before| self.words.get(before)).map_or(0, |before| before.end);
        self.words.get(from..to).unwrap_or_default().iter().filter_map(move |entry| {
            let range = start as usize..entry.end as usize;
            start = entry.end;
            let may_be = range.len().abs_diff(length) <= slack && (entry.letters ^ sought).count_ones() <= most_bits;
            if may_be { self.text.get(range).map(|word| (word, entry.frequency)) } else { None }
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::correct::Rows;
    use super::*;

    proptest! {
        #[test]
        fn no_word_that_is_close_is_passed_over(
            words in proptest::collection::btree_set("[aeé][a-cé]{0,6}", 0..40),
            word in "[aeé][a-cé]{2,6}",
            most in 1usize..3,
        ) {
            let mut vocabulary = Vocabulary::default();
            words.iter().for_each(|word| vocabulary.add(word, 1));
            let first = word.chars().next().unwrap();
            let near: Vec<(&str, u32)> = vocabulary.near(&word, first, most).collect();
            let letters: Vec<char> = word.chars().collect();
            for other in words.iter().filter(|other| other.starts_with(first)) {
                if Rows::default().distance(&letters, other, most).is_some() {
                    prop_assert!(near.contains(&(other.as_str(), 1)), "{other}");
                }
            }
            prop_assert!(near.iter().all(|(other, _)| other.starts_with(first)));
        }
    }
}
