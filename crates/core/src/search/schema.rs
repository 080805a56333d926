//! What the index knows of an entry.
//!
//! Words are indexed twice, because two questions are asked of them. Which entries have a word in any
//! of its forms, and how well does each fit? That is one list of stems for the whole entry, in which a
//! word stands as often as its place weighs ([`super::weights`]). And where do words stand as they were
//! written? That is a list with positions, for phrases, beginnings and the very form that was typed.
//! Titles have a list of their own, for those who look only there. One field of filters, in which each
//! term is a whole condition such as `kind:lesson`; and columns for counting and sorting. No text is
//! stored: what is shown comes from the database.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use tantivy::schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};

use super::filter;
use super::fold::is_never_spaced;
use super::ties::{tie, ties};
use super::words::{Marked, Piece, Pieces, STEM, STEMLESS, Script, fold_piece, stems, unmarked};
use crate::language::Stemming;

/// Names of tokenizers; see [`Form`].
const WORDS: &str = "words";
const STEMS: &str = "stems";
const BOTH: &str = "both";
/// Makes terms of filters.
const FILTERS: &str = "filters";

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
    /// The words of the title as they stand, and their stems behind [`STEM`] where they differ.
    pub(super) title: Field,
    /// The stems of all words of the entry, each as often as the place of the word weighs. What has none is
    /// not asked for here, and only counts in the length.
    pub(super) stems: Field,
    /// All words of the entry as they stand.
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
    let words = |tokenizer, option| {
        let indexing = TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(option);
        TextOptions::default().set_indexing_options(indexing)
    };
    let filters = TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer(FILTERS)
            .set_fieldnorms(false)
            .set_index_option(IndexRecordOption::Basic),
    );
    let fields = Fields {
        seq: schema.add_i64_field(column::SEQ, FAST),
        digest: schema.add_u64_field(column::DIGEST, FAST),
        when: schema.add_i64_field(column::WHEN, FAST),
        kind: schema.add_u64_field(column::KIND, FAST),
        label: schema.add_text_field(column::LABEL, FAST),
        filter: schema.add_text_field("filter", filters),
        title: schema.add_text_field("title", words(BOTH, IndexRecordOption::WithFreqsAndPositions)),
        stems: schema.add_text_field("stems", words(STEMS, IndexRecordOption::WithFreqs)),
        text: schema.add_text_field("text", words(WORDS, IndexRecordOption::WithFreqsAndPositions)),
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
    for (name, form) in [(WORDS, Form::Words), (STEMS, Form::Stems), (BOTH, Form::Both)] {
        tokenizers.register(name, Terms { form, stems: Vec::new() });
    }
    tokenizers.register(FILTERS, Filters);
    tokenizers
}

/// Takes a condition as it is; of a text that is filed so, the beginnings of its words.
#[derive(Debug, Clone)]
struct Filters;

impl Tokenizer for Filters {
    type TokenStream<'a> = FilterStream<'a>;

    fn token_stream<'a>(&'a mut self, filed: &'a str) -> FilterStream<'a> {
        let (text, condition) = match filter::text_of(filed) {
            Some(text) => (text, None),
            None => ("", Some(filed)),
        };
        let (word, token) = (String::new(), Token { position: 0, ..Token::default() });
        FilterStream { condition, text, pieces: Pieces::of(text), word, given: 0, token }
    }
}

struct FilterStream<'a> {
    condition: Option<&'a str>,
    text: &'a str,
    pieces: Pieces<'a>,
    /// The word whose beginnings are given, folded.
    word: String,
    /// Letters of it that were given.
    given: usize,
    token: Token,
}

impl TokenStream for FilterStream<'_> {
    fn advance(&mut self) -> bool {
        self.token.text.clear();
        if let Some(condition) = self.condition.take() {
            self.token.text.push_str(condition);
            return true;
        }
        loop {
            let letters = self.word.char_indices().nth(self.given).filter(|_| self.given < filter::BEGINNING);
            if let Some((at, letter)) = letters {
                self.given += 1;
                self.token.text.push_str(filter::BEGINS);
                self.token.text.push_str(self.word.get(..at + letter.len_utf8()).unwrap_or_default());
                return true;
            }
            let Some(piece) = self.pieces.find(|piece| piece.script == Script::Word) else { return false };
            fold_piece(self.text.get(piece.from..piece.to).unwrap_or_default(), &mut self.word);
            self.given = 0;
        }
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// What is made of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// The word as it stands.
    Words,
    /// Its stems.
    Stems,
    /// The word, and those of its stems that are others, behind [`STEM`].
    Both,
}

/// Makes the terms of [`super::words`] for tantivy.
#[derive(Debug, Clone)]
struct Terms {
    form: Form,
    /// Stems by words, for each way of stemming, because finding a stem takes as long as all the
    /// rest and the same words come again and again.
    stems: Vec<HashMap<String, Arc<[String]>>>,
}

/// Words whose stems are remembered: more than most people use.
const MOST_STEMS: usize = 20_000;

impl Terms {
    /// The stems of a word, which folds to `folded`.
    fn stems(&mut self, word: &str, folded: &str, stemming: Stemming) -> Arc<[String]> {
        let number = stemming.number();
        if self.stems.len() <= number {
            self.stems.resize_with(number + 1, HashMap::new);
        }
        let Some(known) = self.stems.get_mut(number) else { return Arc::default() };
        // Marks and capitals may change the stem.
        if let Some(stems) = known.get(word) {
            return Arc::clone(stems);
        }
        let stems: Arc<[String]> = stems(word, folded, stemming).into();
        if known.len() < MOST_STEMS {
            known.insert(word.to_owned(), Arc::clone(&stems));
        }
        stems
    }
}

impl Tokenizer for Terms {
    type TokenStream<'a> = TermStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TermStream<'a> {
        let Marked { stemming, weight, text } = unmarked(text);
        let mut pieces = Pieces::of(text);
        let next = pieces.next();
        TermStream {
            terms: self,
            stemming,
            weight,
            text,
            pieces,
            next,
            number: 0,
            before: String::new(),
            here: Here::default(),
            token: Token::default(),
        }
    }
}

struct TermStream<'a> {
    terms: &'a mut Terms,
    stemming: Stemming,
    /// How often each term is given.
    weight: usize,
    text: &'a str,
    pieces: Pieces<'a>,
    next: Option<Piece>,
    /// Pieces taken.
    number: usize,
    /// The folded word before, if it is one of which there are pairs.
    before: String,
    here: Here,
    token: Token,
}

/// The terms of one place.
#[derive(Default)]
struct Here {
    /// The terms are the first `count` of these; the others are kept for their memory.
    terms: Vec<String>,
    count: usize,
    given: usize,
}

impl Here {
    fn clear(&mut self) {
        (self.count, self.given) = (0, 0);
    }

    /// Adds a term, which `write` puts into an empty text.
    fn add(&mut self, write: impl FnOnce(&mut String)) {
        if self.count == self.terms.len() {
            self.terms.push(String::new());
        }
        if let Some(term) = self.terms.get_mut(self.count) {
            term.clear();
            write(term);
        }
        self.count += 1;
    }
}

impl TermStream<'_> {
    /// Finds the terms of a piece.
    fn read(&mut self, piece: Piece) {
        self.here.clear();
        let word = self.text.get(piece.from..piece.to).unwrap_or_default();
        fold_piece(word, &mut self.token.text);
        self.read_tie(piece);
        if self.token.text.is_empty() {
            return;
        }
        match self.terms.form {
            Form::Stems if piece.script == Script::Word => {}
            Form::Stems => return self.here.add(|term| term.push(STEMLESS)),
            Form::Words | Form::Both => {
                let next = self.next.filter(|next| piece.pairs_with(*next));
                if next.is_none() || !self.token.text.starts_with(is_never_spaced) {
                    self.here.add(|term| term.push_str(&self.token.text));
                }
                if let Some(next) = next {
                    let pair = self.text.get(piece.from..next.to).unwrap_or_default();
                    self.here.add(|term| fold_piece(pair, term));
                }
            }
        }
        if piece.script != Script::Word || self.terms.form == Form::Words {
            return;
        }
        for stem in &*self.terms.stems(word, &self.token.text, self.stemming) {
            match self.terms.form {
                Form::Stems => self.here.add(|term| term.push_str(stem)),
                _ if *stem == self.token.text => {}
                _ => self.here.add(|term| term.extend([STEM].into_iter().chain(stem.chars()))),
            }
        }
    }
}

impl TermStream<'_> {
    /// Finds the term that a word has together with the one before it. Where words have no place there is none.
    fn read_tie(&mut self, piece: Piece) {
        let word = &self.token.text;
        let is_tied = self.terms.form != Form::Stems && piece.script == Script::Word && ties(word);
        if is_tied && !self.before.is_empty() {
            self.here.add(|term| tie(&self.before, word, term));
        }
        self.before.clear();
        self.before.push_str(if is_tied { word } else { "" });
    }
}

impl TokenStream for TermStream<'_> {
    fn advance(&mut self) -> bool {
        while self.here.given == self.here.count * self.weight {
            let Some(piece) = self.next else { return false };
            self.next = self.pieces.next();
            self.token.position = self.number;
            self.token.offset_from = piece.from;
            self.token.offset_to = piece.to;
            self.number += 1;
            self.read(piece);
        }
        if let Some(term) = self.here.terms.get(self.here.given / self.weight) {
            self.token.text.clone_from(term);
        }
        self.here.given += 1;
        true
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
    use crate::search::ties::TIE;
    use crate::search::words::marked;

    fn terms(form: Form, text: &str) -> Vec<String> {
        let mut tokenizer = Terms { form, stems: Vec::new() };
        let mut stream = tokenizer.token_stream(text);
        let mut terms = Vec::new();
        while let Some(token) = stream.next() {
            let term = token.text.replace([STEM, TIE], "~").replace(STEMLESS, "-");
            terms.push(format!("{}{term}", token.position));
        }
        terms
    }

    #[test]
    fn words_are_indexed_as_they_are_and_by_their_stem() {
        assert_eq!(terms(Form::Words, "Planning the Café"), ["0planning", "1the", "2cafe"]);
        assert_eq!(terms(Form::Stems, "Planning the Café"), ["0plan", "1the", "2cafe"]);
        assert_eq!(terms(Form::Both, "Planning the Café"), ["0planning", "0~plan", "1the", "2cafe"]);
    }

    #[test]
    fn words_are_stemmed_as_their_text_says() {
        let german = marked("Planungen développées", Stemming::of(Some("de")), 1);
        assert_eq!(terms(Form::Both, &german), ["0planungen", "0~planung", "1developpees", "1~developpe"]);
        let french = marked("développées", Stemming::of(Some("fr")), 1);
        assert_eq!(terms(Form::Stems, &french), ["0developp", "0developpe"]);
    }

    #[test]
    fn words_that_hold_sentences_together_are_indexed_in_pairs() {
        assert_eq!(terms(Form::Words, "And so, to bed"), ["0and", "1~and so", "1so", "2~so to", "2to", "3bed"]);
        assert_eq!(terms(Form::Both, "of the"), ["0of", "1~of the", "1the"]);
        assert_eq!(terms(Form::Stems, "of the"), ["0of", "1the"]);
    }

    #[test]
    fn a_text_is_filed_by_the_beginnings_of_its_words() {
        let filed = |filed: &str| {
            let mut terms = Vec::new();
            Filters.token_stream(filed).process(&mut |token| terms.push(token.text.clone()));
            terms
        };
        assert_eq!(filed("tag:a b"), ["tag:a b"]);
        let beginnings = ["begins:e", "begins:ec", "begins:ecl", "begins:a", "begins:q", "begins:q3"];
        assert_eq!(filed(&filter::text("Éclair a Q3路")), beginnings);
        assert!(filed(&filter::text("")).is_empty());
    }

    #[test]
    fn a_term_is_given_as_often_as_it_weighs() {
        let heavy = marked("Plans 路", Stemming::ENGLISH, 2);
        assert_eq!(terms(Form::Stems, &heavy), ["0plan", "0plan", "1-", "1-"]);
    }

    #[test]
    fn runs_without_spaces_are_indexed_by_pairs_and_their_last_character() {
        for form in [Form::Words, Form::Both] {
            assert_eq!(terms(form, "Q3路线图 a"), ["0q3", "1路线", "2线图", "3图", "4a"]);
        }
        assert_eq!(terms(Form::Stems, "Q3路线图 a"), ["0q3", "1-", "2-", "3-", "4a"]);
        // Where spaces may stand or not, what has one is to be found as what has none.
        assert_eq!(terms(Form::Words, "할수 있"), ["0할", "0할수", "1수", "2있"]);
    }
}
