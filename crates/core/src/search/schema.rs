//! What the index knows of an entry.
//!
//! Three fields of words, told apart because a word weighs more in some of them; one field of
//! filters, in which each term is a whole condition such as `kind:lesson`; and columns for
//! counting and sorting. No text is stored: what is shown comes from the database.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use tantivy::schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};

use super::words::{Piece, Pieces, STEM, Script, fold_piece, stems, unmarked};
use crate::language::Stemming;

const WORDS: &str = "words";

/// Names of columns, as the readers of columns ask for them.
pub(super) mod column {
    pub(in super::super) const SEQ: &str = "seq";
    pub(in super::super) const DIGEST: &str = "digest";
    pub(in super::super) const WHEN: &str = "when";
    pub(in super::super) const KIND: &str = "kind";
    pub(in super::super) const LABEL: &str = "label";
}

/// The fields by which documents are written and asked for. They are few, because each takes about
/// half a millisecond of every save, however little is in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    /// The local number of the entry.
    pub(super) seq: Field,
    /// A digest of everything that the document was made of.
    pub(super) digest: Field,
    /// Date and time; see [`super::record::when`].
    pub(super) when: Field,
    pub(super) kind: Field,
    /// What is counted besides; see [`Label`].
    pub(super) label: Field,
    /// Conditions; see [`super::filter`].
    pub(super) filter: Field,
    pub(super) title: Field,
    /// What somebody put in few words on purpose: the sentence of a lesson, people, tags, project.
    pub(super) gist: Field,
    /// Everything else that was written.
    pub(super) text: Field,
}

/// Sorts of values in the column of labels. Each value has the letter of its sort before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Label {
    Competency,
    Level,
    Tag,
    Person,
}

impl Label {
    const ALL: [(Self, char); 4] = [(Self::Competency, 'c'), (Self::Level, 'l'), (Self::Tag, 't'), (Self::Person, 'p')];

    /// `value` with the letter of this sort.
    pub(super) fn with(self, value: &str) -> String {
        let letter = Self::ALL.into_iter().find_map(|(sort, letter)| (sort == self).then_some(letter));
        letter.into_iter().chain(value.chars()).collect()
    }

    /// The sort and the value of a label.
    pub(super) fn split(label: &str) -> Option<(Self, &str)> {
        Self::ALL.into_iter().find_map(|(sort, letter)| Some((sort, label.strip_prefix(letter)?)))
    }
}

pub(super) fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let words = TextOptions::default().set_indexing_options(
        TextFieldIndexing::default().set_tokenizer(WORDS).set_index_option(IndexRecordOption::WithFreqsAndPositions),
    );
    let raw = TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer("raw")
            .set_fieldnorms(false)
            .set_index_option(IndexRecordOption::Basic),
    );
    let fields = Fields {
        seq: schema.add_i64_field(column::SEQ, FAST),
        digest: schema.add_u64_field(column::DIGEST, FAST),
        when: schema.add_i64_field(column::WHEN, FAST),
        kind: schema.add_u64_field(column::KIND, FAST),
        label: schema.add_text_field(column::LABEL, FAST),
        filter: schema.add_text_field("filter", raw),
        title: schema.add_text_field("title", words.clone()),
        gist: schema.add_text_field("gist", words.clone()),
        text: schema.add_text_field("text", words),
    };
    (schema.build(), fields)
}

/// The fields alone. They are numbered in the order in which the schema names them.
pub(super) fn fields() -> Fields {
    static FIELDS: LazyLock<Fields> = LazyLock::new(|| schema().1);
    *FIELDS
}

pub(super) fn tokenizers() -> TokenizerManager {
    let tokenizers = TokenizerManager::default();
    tokenizers.register(WORDS, Terms::default());
    tokenizers
}

/// Makes the terms of [`super::words`] for tantivy.
#[derive(Debug, Clone, Default)]
struct Terms {
    /// Stems by words, for each way of stemming, because finding a stem takes as long as all the
    /// rest and the same words come again and again. None where the stem is the word.
    stems: Vec<HashMap<String, Arc<[String]>>>,
}

/// Words whose stems are remembered: more than most people use.
const MOST_STEMS: usize = 20_000;

impl Terms {
    /// The stems of a word, which folds to `folded`, as terms, if they are others.
    fn stems(&mut self, word: &str, folded: &str, stemming: Stemming) -> Arc<[String]> {
        let number = stemming.number();
        if self.stems.len() <= number {
            self.stems.resize_with(number + 1, HashMap::new);
        }
        let Some(known) = self.stems.get_mut(number) else { return Arc::default() };
        // Marks may change the stem.
        let key = if word.is_ascii() { folded } else { word };
        if let Some(stems) = known.get(key) {
            return Arc::clone(stems);
        }
        let stems: Arc<[String]> = stems(word, folded, stemming)
            .into_iter()
            .filter(|stem| stem != folded)
            .map(|stem| format!("{STEM}{stem}"))
            .collect();
        if known.len() < MOST_STEMS {
            known.insert(key.to_owned(), Arc::clone(&stems));
        }
        stems
    }
}

impl Tokenizer for Terms {
    type TokenStream<'a> = TermStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TermStream<'a> {
        let (stemming, text) = unmarked(text);
        let mut pieces = Pieces::of(text);
        let next = pieces.next();
        TermStream {
            terms: self,
            stemming,
            text,
            pieces,
            next,
            number: 0,
            more: More::Nothing,
            token: Token::default(),
        }
    }
}

struct TermStream<'a> {
    terms: &'a mut Terms,
    stemming: Stemming,
    text: &'a str,
    pieces: Pieces<'a>,
    next: Option<Piece>,
    /// Pieces taken.
    number: usize,
    more: More,
    token: Token,
}

/// Further terms at the same place.
enum More {
    Nothing,
    /// The pair that begins there.
    Pair {
        from: usize,
        to: usize,
    },
    /// The stems of the word, from this one on.
    Stems(Arc<[String]>, usize),
}

impl TokenStream for TermStream<'_> {
    fn advance(&mut self) -> bool {
        match &mut self.more {
            More::Pair { from, to } => {
                fold_piece(self.text.get(*from..*to).unwrap_or_default(), &mut self.token.text);
                self.more = More::Nothing;
                return true;
            }
            More::Stems(stems, at) => {
                if let Some(stem) = stems.get(*at) {
                    self.token.text.clone_from(stem);
                    *at += 1;
                    return true;
                }
            }
            More::Nothing => {}
        }
        while let Some(piece) = self.next {
            self.next = self.pieces.next();
            self.token.position = self.number;
            self.token.offset_from = piece.from;
            self.token.offset_to = piece.to;
            self.number += 1;
            let word = self.text.get(piece.from..piece.to).unwrap_or_default();
            fold_piece(word, &mut self.token.text);
            if self.token.text.is_empty() {
                continue;
            }
            self.more = match piece.script {
                Script::Word => More::Stems(self.terms.stems(word, &self.token.text, self.stemming), 0),
                Script::Single => self
                    .next
                    .filter(|next| piece.pairs_with(*next))
                    .map_or(More::Nothing, |next| More::Pair { from: piece.from, to: next.to }),
                Script::Picture => More::Nothing,
            };
            return true;
        }
        false
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::words::marked;

    fn terms(text: &str) -> Vec<String> {
        let mut tokenizer = Terms::default();
        let mut stream = tokenizer.token_stream(text);
        let mut terms = Vec::new();
        while let Some(token) = stream.next() {
            terms.push(format!("{}{}", token.position, token.text.replace(STEM, "~")));
        }
        terms
    }

    #[test]
    fn words_are_indexed_as_they_are_and_by_their_stem() {
        assert_eq!(terms("Planning the Café"), ["0planning", "0~plan", "1the", "2cafe"]);
    }

    #[test]
    fn words_are_stemmed_as_their_text_says() {
        let german = marked("Planungen développées", Stemming::of(Some("de")));
        assert_eq!(terms(&german), ["0planungen", "0~planung", "1developpees", "1~developpe"]);
        let french = marked("développées", Stemming::of(Some("fr")));
        assert_eq!(terms(&french), ["0developpees", "0~developp", "0~developpe"]);
    }

    #[test]
    fn runs_without_spaces_are_indexed_by_characters_and_pairs() {
        assert_eq!(terms("Q3路线图 a"), ["0q3", "1路", "1路线", "2线", "2线图", "3图", "4a"]);
    }
}
