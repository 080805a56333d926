//! tantivy alone, with the snippets that it makes.

use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, FuzzyTermQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions, Value};
use tantivy::snippet::SnippetGenerator;
use tantivy::{DocAddress, Index, IndexReader, Score, TantivyDocument, Term, doc};

use super::corpus::Text;
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
            writer.add_document(doc!(title => text.title.as_str(), body => text.body.as_str()))?;
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
        let mut term = |word: &str| {
            let mut text = word.to_owned();
            tokenizer.token_stream(word).process(&mut |token| text.clone_from(&token.text));
            Term::from_field_text(self.body, &text)
        };
        Ok(match asked {
            Asked::Words(words) => {
                let each = words.iter().map(|word| {
                    let one: Box<dyn Query> = Box::new(TermQuery::new(term(word), IndexRecordOption::WithFreqs));
                    (Occur::Must, one)
                });
                Box::new(BooleanQuery::new(each.collect()))
            }
            Asked::Phrase(words) => Box::new(PhraseQuery::new(words.iter().map(|word| term(word)).collect())),
            Asked::Prefix(beginning) => {
                Box::new(FuzzyTermQuery::new_prefix(Term::from_field_text(self.body, beginning), 0, true))
            }
            Asked::Misspelt(word) => Box::new(FuzzyTermQuery::new(term(word), 1, true)),
        })
    }
}
