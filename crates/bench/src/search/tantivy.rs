//! tantivy alone, with the snippets that it makes.

use std::borrow::Cow;

use tantivy::collector::{Count, TopDocs};
use tantivy::query::{
    BooleanQuery, EmptyQuery, FuzzyTermQuery, Occur, PhrasePrefixQuery, PhraseQuery, Query, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions, Value};
use tantivy::snippet::SnippetGenerator;
use tantivy::{DocAddress, Index, IndexReader, Score, TantivyDocument, Term, doc};

use super::corpus::{Text, spaced};
use super::queries::Asked;
use crate::Outcome;

pub(super) struct Bare {
    index: Index,
    reader: IndexReader,
    body: Field,
}

impl Bare {
    pub(super) fn of(texts: &[Text]) -> Outcome<Self> {
        let mut schema = Schema::builder();
        let options = TextOptions::default()
            .set_indexing_options(
                TextFieldIndexing::default()
                    .set_tokenizer("en_stem")
                    .set_index_option(IndexRecordOption::WithFreqsAndPositions),
            )
            .set_stored();
        let title = schema.add_text_field("title", STORED);
        let body = schema.add_text_field("body", options);
        let index = Index::create_in_ram(schema.build());
        let mut writer = index.writer_with_num_threads(2, 100_000_000)?;
        for text in texts {
            writer.add_document(doc!(title => text.title.as_str(), body => &*spaced(&text.body)))?;
        }
        writer.commit()?;
        writer.wait_merging_threads()?;
        let reader = index.reader()?;
        reader.reload()?;
        Ok(Self { index, reader, body })
    }

    /// Finds the first twenty and how many there are, of which nothing is shown.
    pub(super) fn find(&self, asked: &Asked) -> Outcome<usize> {
        let (first, total) = self.first(&*self.query(asked)?)?;
        std::hint::black_box(first);
        Ok(total)
    }

    pub(super) fn ask(&self, asked: &Asked) -> Outcome<usize> {
        let searcher = self.reader.searcher();
        let query = self.query(asked)?;
        let (first, total) = self.first(&*query)?;
        let snippets = SnippetGenerator::create(&searcher, &*query, self.body)?;
        for (_, address) in first {
            let document: TantivyDocument = searcher.doc(address)?;
            let text = document.get_first(self.body).and_then(|value| value.as_str()).unwrap_or_default();
            std::hint::black_box(snippets.snippet(text).to_html());
        }
        Ok(total)
    }

    fn first(&self, query: &dyn Query) -> Outcome<(Vec<(Score, DocAddress)>, usize)> {
        Ok(self.reader.searcher().search(query, &(TopDocs::with_limit(20).order_by_score(), Count))?)
    }

    fn query(&self, asked: &Asked) -> Outcome<Box<dyn Query>> {
        let mut tokenizer = self.index.tokenizers().get("en_stem").ok_or("tantivy has no stemmer")?;
        let mut terms = |words: &str| {
            let mut terms = Vec::new();
            let words = spaced(words);
            let mut stream = tokenizer.token_stream(&words);
            stream.process(&mut |token| terms.push(Term::from_field_text(self.body, &token.text)));
            terms
        };
        Ok(match asked {
            Asked::Words(words) => {
                let each = words.iter().map(|word| (Occur::Must, in_a_row(terms(word))));
                Box::new(BooleanQuery::new(each.collect()))
            }
            Asked::Phrase(words) => in_a_row(terms(&words.join(" "))),
            Asked::Prefix(beginning) => match spaced(beginning) {
                Cow::Borrowed(word) => {
                    Box::new(FuzzyTermQuery::new_prefix(Term::from_field_text(self.body, word), 0, true))
                }
                Cow::Owned(several) => match terms(&several) {
                    few if few.len() < 2 => in_a_row(few),
                    several => Box::new(PhrasePrefixQuery::new(several)),
                },
            },
            Asked::Misspelt(word) => match terms(word).as_slice() {
                [word] => Box::new(FuzzyTermQuery::new(word.clone(), 1, true)),
                several => in_a_row(several.to_vec()),
            },
        })
    }
}

/// Where the words stand in a row.
fn in_a_row(words: Vec<Term>) -> Box<dyn Query> {
    match words.as_slice() {
        [] => Box::new(EmptyQuery),
        [word] => Box::new(TermQuery::new(word.clone(), IndexRecordOption::WithFreqs)),
        _ => Box::new(PhraseQuery::new(words)),
    }
}
