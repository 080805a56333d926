//! From the tree of a query to what the index is asked.

use std::collections::HashMap;
use std::ops::Bound;

use tantivy::query::{
    AllQuery, Bm25StatisticsProvider, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, InvertedIndexRangeQuery,
    Occur, PhrasePrefixQuery, PhraseQuery, Query as Asked, RangeQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term as Key};

use super::query::{Clause, Days, Leaf, Levels, Query, Scope, Term, Text};
use super::schema::Fields;
use super::words::{self, STEM, Wanted};
use super::{filter, record, weights};
use crate::error::Result;

/// Words that the last one of an unfinished phrase may become. Room is made for all of them.
const MOST_ENDINGS: u32 = 1024;

/// What the index is asked, and how rare the words in it are.
pub(super) struct Lowered<'s> {
    pub(super) asked: Box<dyn Asked>,
    pub(super) rarity: Rarity<'s>,
}

/// How often words occur, where all forms of a word count as one: otherwise a rare form of a
/// common word would weigh as much as a rare word.
pub(super) struct Rarity<'s> {
    searcher: &'s Searcher,
    forms: HashMap<Key, u64>,
}

impl Bm25StatisticsProvider for Rarity<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        self.searcher.total_num_tokens(field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        self.searcher.total_num_docs()
    }

    fn doc_freq(&self, term: &Key) -> tantivy::Result<u64> {
        match self.forms.get(term) {
            Some(count) => Ok(*count),
            None => self.searcher.doc_freq(term),
        }
    }
}

/// Lowers `query`. What contains nothing to look for is passed over; a query of nothing else finds
/// nothing.
pub(super) fn lower<'s>(query: &Query, searcher: &'s Searcher, fields: Fields) -> Result<Lowered<'s>> {
    let mut lowering = Lowering { fields, rarity: Rarity { searcher, forms: HashMap::new() } };
    let mut parts = Vec::new();
    for Clause(leaves) in &query.clauses {
        match leaves.as_slice() {
            [Leaf { not: true, term }] => parts.extend(lowering.term(term)?.map(|asked| (Occur::MustNot, asked))),
            leaves => parts.extend(lowering.any(leaves)?.map(|asked| (Occur::Must, asked))),
        }
    }
    let asked: Box<dyn Asked> = match parts.is_empty() {
        true if query.clauses.is_empty() => Box::new(AllQuery),
        true => Box::new(EmptyQuery),
        false => all_of(parts),
    };
    Ok(Lowered { asked, rarity: lowering.rarity })
}

struct Lowering<'s> {
    fields: Fields,
    rarity: Rarity<'s>,
}

type Part = Box<dyn Asked>;

impl Lowering<'_> {
    fn any(&mut self, leaves: &[Leaf]) -> Result<Option<Part>> {
        let mut parts = Vec::with_capacity(leaves.len());
        for leaf in leaves {
            let Some(asked) = self.term(&leaf.term)? else { continue };
            parts.push(if leaf.not { all_of(vec![(Occur::MustNot, asked)]) } else { asked });
        }
        Ok(any_of(parts))
    }

    fn term(&mut self, term: &Term) -> Result<Option<Part>> {
        Ok(Some(match term {
            Term::Text { scope, text } => return self.text(*scope, text),
            Term::Kind(kind) => self.filter(&filter::kind(*kind)),
            Term::Competency { key, levels: None } => self.filter(&filter::competency(key)),
            Term::Competency { key, levels: Some(levels) } => {
                self.levels(*levels, |level| filter::competency_at(key, level))
            }
            Term::Level(levels) => self.levels(*levels, filter::level),
            Term::Tag(name) => self.filter(&filter::tag(name)),
            Term::Project(name) => self.filter(&filter::project(name)),
            Term::Person(name) => self.filter(&filter::person(name)),
            Term::On(days) => self.days(*days),
            Term::Is(flag) => self.filter(&filter::flag(*flag)),
            Term::Has(part) => self.filter(&filter::part(*part)),
        }))
    }

    /// A condition, which has no say in the order of hits.
    fn filter(&self, term: &str) -> Part {
        let key = Key::from_field_text(self.fields.filter, term);
        unscored(Box::new(TermQuery::new(key, IndexRecordOption::Basic)))
    }

    fn levels(&self, levels: Levels, term: impl Fn(u8) -> String) -> Part {
        let parts = (levels.from..=levels.to).map(|level| self.filter(&term(level))).collect();
        any_of(parts).unwrap_or_else(|| Box::new(EmptyQuery))
    }

    fn days(&self, days: Days) -> Part {
        let bound = |when: Option<i64>| {
            when.map_or(Bound::Unbounded, |when| Bound::Included(Key::from_field_i64(self.fields.when, when)))
        };
        let from = bound(days.from.map(|day| record::when(day, None)));
        let to = bound(days.to.map(record::end_of));
        unscored(Box::new(RangeQuery::new(from, to)))
    }

    fn text(&mut self, scope: Scope, text: &Text) -> Result<Option<Part>> {
        if let Text::Loose(raw) = text {
            let words = raw.split(|one: char| one.is_whitespace() || one.is_ascii_punctuation());
            let mut parts = Vec::new();
            for word in words {
                parts.extend(self.text(scope, &Text::Word(word.to_owned()))?.map(|asked| (Occur::Must, asked)));
            }
            return Ok((!parts.is_empty()).then(|| all_of(parts)));
        }
        let wanted = words::wanted(text.typed());
        let fields = self.fields;
        let places: &[(Field, f32)] = match scope {
            Scope::Title => &[(fields.title, weights::TITLE)],
            Scope::Anywhere => {
                &[(fields.title, weights::TITLE), (fields.gist, weights::GIST), (fields.text, weights::TEXT)]
            }
        };
        let mut parts = Vec::new();
        for &(field, weight) in places {
            let mut found = Vec::new();
            self.in_field(field, text, &wanted, &mut found)?;
            parts.extend(any_of(found).map(|asked| Box::new(BoostQuery::new(asked, weight)) as Part));
        }
        match wanted.terms.is_empty() {
            true => Ok(None),
            // Nothing in the journal is like it.
            false => Ok(any_of(parts).or_else(|| Some(Box::new(EmptyQuery)))),
        }
    }

    /// Adds the ways in which what is wanted can stand in `field`.
    fn in_field(&mut self, field: Field, text: &Text, wanted: &Wanted, found: &mut Vec<Part>) -> Result<()> {
        let is_beginning = wanted.ends_in_word && matches!(text, Text::Prefix(_) | Text::Open(_));
        let is_stemmed = wanted.ends_in_word && matches!(text, Text::Word(_) | Text::Open(_));
        match wanted.terms.as_slice() {
            [] => {}
            [(_, word)] => {
                if is_beginning {
                    let from = Bound::Included(Key::from_field_text(field, word));
                    let to = Bound::Included(Key::from_field_text(field, &format!("{word}{}", char::MAX)));
                    let range = InvertedIndexRangeQuery::new(from, to);
                    found.push(Box::new(ConstScoreQuery::new(Box::new(range), weights::BEGINNING)));
                }
                if is_stemmed {
                    self.forms(field, word, found)?;
                }
                let key = Key::from_field_text(field, word);
                if self.rarity.searcher.doc_freq(&key)? > 0 {
                    let same = TermQuery::new(key, IndexRecordOption::WithFreqs);
                    let weight = if is_stemmed { weights::SAME_FORM } else { 1.0 };
                    found.push(Box::new(BoostQuery::new(Box::new(same), weight)));
                }
            }
            several => {
                let keys = several.iter().map(|(at, word)| (*at, Key::from_field_text(field, word))).collect();
                found.push(if is_beginning {
                    let mut phrase = PhrasePrefixQuery::new_with_offset(keys);
                    phrase.set_max_expansions(MOST_ENDINGS);
                    Box::new(phrase)
                } else {
                    Box::new(PhraseQuery::new_with_offset(keys))
                });
            }
        }
        Ok(())
    }

    /// Every form of `word`: what has its stem, and the stem itself where that is a word.
    fn forms(&mut self, field: Field, word: &str, found: &mut Vec<Part>) -> Result<()> {
        let stem = words::stem(word);
        let mut keys = vec![Key::from_field_text(field, &format!("{STEM}{stem}"))];
        if words::stem(&stem) == stem {
            keys.push(Key::from_field_text(field, &stem));
        }
        let mut sum = 0;
        for key in &keys {
            sum += self.rarity.searcher.doc_freq(key)?;
        }
        let count = sum.min(self.rarity.searcher.total_num_docs()?);
        for key in keys {
            if self.rarity.searcher.doc_freq(&key)? > 0 {
                self.rarity.forms.insert(key.clone(), count);
                found.push(Box::new(TermQuery::new(key, IndexRecordOption::WithFreqs)));
            }
        }
        Ok(())
    }
}

/// All of the parts; those that must not be are taken from everything if nothing must be.
fn all_of(mut parts: Vec<(Occur, Part)>) -> Part {
    if parts.iter().all(|(occur, _)| *occur == Occur::MustNot) {
        parts.push((Occur::Must, unscored(Box::new(AllQuery))));
    }
    Box::new(BooleanQuery::new(parts))
}

fn any_of(mut parts: Vec<Part>) -> Option<Part> {
    match parts.len() {
        0 | 1 => parts.pop(),
        _ => Some(Box::new(BooleanQuery::union(parts))),
    }
}

fn unscored(asked: Part) -> Part {
    Box::new(ConstScoreQuery::new(asked, 0.0))
}
