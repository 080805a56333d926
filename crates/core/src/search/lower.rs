//! From the tree of a query to what the index is asked.

use std::collections::HashMap;
use std::ops::Bound;

use tantivy::query::{
    AllQuery, Bm25StatisticsProvider, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, InvertedIndexRangeQuery,
    Occur, PhrasePrefixQuery, PhraseQuery, Query as Asked, RangeQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term as Key};

use super::explain::Place;
use super::query::{Clause, Days, Leaf, Levels, Query, Scope, Term, Text};
use super::schema::Fields;
use super::sense::{self, Sense, Tongue, Way, parts, senses};
use super::words::STEM;
use super::{filter, record, weights};
use crate::error::Result;
use crate::journal::Kind;

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
pub(super) fn lower<'s>(
    query: &Query,
    tongue: Tongue<'_>,
    searcher: &'s Searcher,
    fields: Fields,
) -> Result<Lowered<'s>> {
    let mut lowering = Lowering::new(tongue, searcher, fields);
    let mut asked = Vec::new();
    for part in parts(query, tongue) {
        match part {
            sense::Part::Clause(clause) => asked.extend(lowering.clause(clause)?),
            sense::Part::Run(clauses, kin) => {
                let mut words = Vec::with_capacity(clauses.len());
                for clause in clauses {
                    words.extend(lowering.clause(clause)?);
                }
                let words = (!words.is_empty()).then(|| all_of(words));
                let kin = lowering.sense(Scope::Anywhere, &Sense { ways: kin })?;
                asked.extend(any_of(words.into_iter().chain(kin).collect()).map(|asked| (Occur::Must, asked)));
            }
        }
    }
    let asked: Box<dyn Asked> = match asked.is_empty() {
        true if query.clauses.is_empty() => Box::new(AllQuery),
        true => Box::new(EmptyQuery),
        false => all_of(asked),
    };
    Ok(Lowered { asked, rarity: lowering.rarity })
}

/// Lowers a search for entries of some kinds (of any, if none are named) that have at least so
/// many of the words.
pub(super) fn lower_some<'s>(
    words: &[Text],
    at_least: usize,
    kinds: &[Kind],
    tongue: Tongue<'_>,
    searcher: &'s Searcher,
    fields: Fields,
) -> Result<Lowered<'s>> {
    let mut lowering = Lowering::new(tongue, searcher, fields);
    let mut some = Vec::with_capacity(words.len());
    for word in words {
        some.extend(lowering.text(Scope::Anywhere, word, false)?.map(|asked| (Occur::Should, asked)));
    }
    let some: Part = Box::new(BooleanQuery::with_minimum_required_clauses(some, at_least));
    let any_kind = kinds.iter().map(|kind| lowering.filter(&filter::kind(*kind))).collect();
    let parts = any_of(any_kind).into_iter().chain([some]).map(|asked| (Occur::Must, asked)).collect();
    Ok(Lowered { asked: all_of(parts), rarity: lowering.rarity })
}

pub(super) struct Lowering<'s, 't> {
    tongue: Tongue<'t>,
    fields: Fields,
    pub(super) rarity: Rarity<'s>,
}

type Part = Box<dyn Asked>;

impl<'s, 't> Lowering<'s, 't> {
    pub(super) fn new(tongue: Tongue<'t>, searcher: &'s Searcher, fields: Fields) -> Self {
        Self { tongue, fields, rarity: Rarity { searcher, forms: HashMap::new() } }
    }

    fn clause(&mut self, Clause(leaves): &Clause) -> Result<Option<(Occur, Part)>> {
        Ok(match leaves.as_slice() {
            [Leaf { not: true, term }] => self.term(term, true)?.map(|asked| (Occur::MustNot, asked)),
            leaves => self.any(leaves)?.map(|asked| (Occur::Must, asked)),
        })
    }

    fn any(&mut self, leaves: &[Leaf]) -> Result<Option<Part>> {
        let mut parts = Vec::with_capacity(leaves.len());
        for leaf in leaves {
            let Some(asked) = self.term(&leaf.term, leaf.not)? else { continue };
            parts.push(if leaf.not { all_of(vec![(Occur::MustNot, asked)]) } else { asked });
        }
        Ok(any_of(parts))
    }

    fn term(&mut self, term: &Term, is_ruled_out: bool) -> Result<Option<Part>> {
        Ok(Some(match term {
            Term::Text { scope, text } => return self.text(*scope, text, is_ruled_out),
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

    fn text(&mut self, scope: Scope, text: &Text, is_ruled_out: bool) -> Result<Option<Part>> {
        let mut parts = Vec::new();
        for sense in senses(text, is_ruled_out, self.tongue) {
            // Where nothing in the journal is like it, nothing is found.
            let asked = self.sense(scope, &sense)?.unwrap_or_else(|| Box::new(EmptyQuery));
            parts.push((Occur::Must, asked));
        }
        Ok(match parts.len() {
            0 | 1 => parts.pop().map(|(_, asked)| asked),
            _ => Some(all_of(parts)),
        })
    }

    /// What has a word in any of its ways; none if the journal has nothing like it.
    fn sense(&mut self, scope: Scope, sense: &Sense) -> Result<Option<Part>> {
        let mut found = Vec::new();
        for place in Place::of(scope) {
            self.find_in(*place, sense, &mut found)?;
        }
        Ok(any_of(found))
    }

    /// The same in one place.
    pub(super) fn sense_in(&mut self, place: Place, sense: &Sense) -> Result<Option<Part>> {
        let mut found = Vec::new();
        self.find_in(place, sense, &mut found)?;
        Ok(any_of(found))
    }

    /// Adds how what is wanted can stand in a place: all of it side by side, for what is nested takes
    /// several times as long to go through.
    fn find_in(&mut self, place: Place, sense: &Sense, found: &mut Vec<Part>) -> Result<()> {
        let (field, weight) = match place {
            Place::Title => (self.fields.title, weights::TITLE),
            Place::Gist => (self.fields.gist, weights::GIST),
            Place::Text => (self.fields.text, weights::TEXT),
        };
        for way in &sense.ways {
            self.in_field(field, way, weight * way.weight, found)?;
        }
        Ok(())
    }

    fn in_field(&mut self, field: Field, way: &Way, weight: f32, found: &mut Vec<Part>) -> Result<()> {
        let mut add = |asked: Part, share: f32| found.push(Box::new(BoostQuery::new(asked, weight * share)));
        match way.terms.as_slice() {
            [] => {}
            [(_, word)] => {
                if way.begins {
                    let from = Bound::Included(Key::from_field_text(field, word));
                    let to = Bound::Included(Key::from_field_text(field, &format!("{word}{}", char::MAX)));
                    let range = InvertedIndexRangeQuery::new(from, to);
                    add(Box::new(ConstScoreQuery::new(Box::new(range), weights::BEGINNING)), 1.0);
                }
                let is_stemmed = !way.stems.is_empty();
                if is_stemmed {
                    for form in self.forms(field, &way.stems)? {
                        add(form, 1.0);
                    }
                }
                let key = Key::from_field_text(field, word);
                if self.rarity.searcher.doc_freq(&key)? > 0 {
                    let same = TermQuery::new(key, IndexRecordOption::WithFreqs);
                    add(Box::new(same), if is_stemmed { weights::SAME_FORM } else { 1.0 });
                }
            }
            several => {
                let keys = several.iter().map(|(at, word)| (*at, Key::from_field_text(field, word))).collect();
                let phrase: Part = if way.begins {
                    let mut phrase = PhrasePrefixQuery::new_with_offset(keys);
                    phrase.set_max_expansions(MOST_ENDINGS);
                    Box::new(phrase)
                } else {
                    Box::new(PhraseQuery::new_with_offset(keys))
                };
                add(phrase, 1.0);
            }
        }
        Ok(())
    }

    /// Every form of a word: what has one of its stems, and each stem itself where that is a word.
    fn forms(&mut self, field: Field, stems: &[String]) -> Result<Vec<Part>> {
        let mut keys = Vec::with_capacity(2 * stems.len());
        for stem in stems {
            keys.push(Key::from_field_text(field, &format!("{STEM}{stem}")));
            // Such a word has no term of its own for its stem.
            if self.tongue.languages.iter().any(|language| language.stem(stem) == *stem) {
                keys.push(Key::from_field_text(field, stem));
            }
        }
        let mut sum = 0;
        let mut there = Vec::with_capacity(keys.len());
        for key in keys {
            let count = self.rarity.searcher.doc_freq(&key)?;
            if count > 0 {
                sum += count;
                there.push(key);
            }
        }
        let count = sum.min(self.rarity.searcher.total_num_docs()?);
        let mut forms: Vec<Part> = Vec::with_capacity(there.len());
        for key in there {
            self.rarity.forms.insert(key.clone(), count);
            forms.push(Box::new(TermQuery::new(key, IndexRecordOption::WithFreqs)));
        }
        Ok(forms)
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

/// `asked` of the entry with this local number alone.
pub(super) fn of_one(seq: i64, asked: Box<dyn Asked>) -> Box<dyn Asked> {
    let this = || Bound::Included(Key::from_field_i64(super::schema::fields().seq, seq));
    all_of(vec![(Occur::Must, asked), (Occur::Must, unscored(Box::new(RangeQuery::new(this(), this()))))])
}
