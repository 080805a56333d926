//! From the tree of a query to what the index is asked.

use std::collections::HashMap;
use std::ops::Bound;

use tantivy::query::{
    AllQuery, Bm25StatisticsProvider, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, InvertedIndexRangeQuery,
    Occur, PhrasePrefixQuery, PhraseQuery, RangeQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term as Key};

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
    pub(super) asked: Part,
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
    let mut asked = Asked::default();
    for part in parts(query, tongue) {
        match part {
            sense::Part::Clause(clause) => lowering.clause(clause, &mut asked)?,
            sense::Part::Run(clauses, kin) => {
                let mut words = Asked::default();
                for clause in clauses {
                    lowering.clause(clause, &mut words)?;
                }
                let kin = lowering.sense(Scope::Anywhere, &Sense { ways: kin })?;
                let words = (!words.is_empty()).then(|| words.part());
                asked.any(words.into_iter().chain(kin.map(Asked::part)).collect());
            }
        }
    }
    let asked: Part = match asked.is_empty() {
        true if query.clauses.is_empty() => Box::new(AllQuery),
        true => Box::new(EmptyQuery),
        false => asked.part(),
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
        some.extend(
            lowering.text(Scope::Anywhere, word, false)?.map(|word| (Occur::Should, word.without_more().part())),
        );
    }
    let mut asked = Asked::default();
    asked.any(kinds.iter().map(|kind| lowering.filter(&filter::kind(*kind))).collect());
    asked.must(Box::new(BooleanQuery::with_minimum_required_clauses(some, at_least)));
    Ok(Lowered { asked: asked.part(), rarity: lowering.rarity })
}

pub(super) struct Lowering<'s, 't> {
    tongue: Tongue<'t>,
    fields: Fields,
    pub(super) rarity: Rarity<'s>,
}

type Part = Box<dyn tantivy::query::Query>;

/// What is asked: all on one level, because what is nested takes several times as long to go through.
#[derive(Default)]
pub(super) struct Asked(Vec<(Occur, Part)>);

impl Asked {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn must(&mut self, part: Part) {
        self.0.push((Occur::Must, part));
    }

    /// One of them must be; nothing is asked if there are none.
    fn any(&mut self, parts: Vec<Part>) {
        self.0.extend(any_of(parts).map(|part| (Occur::Must, part)));
    }

    /// Adds what is asked besides.
    fn and(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Without what only adds to the score.
    pub(super) fn without_more(mut self) -> Self {
        self.0.retain(|(occur, _)| *occur != Occur::Should);
        self
    }

    /// As one query; what must not be is taken from everything if nothing must be.
    pub(super) fn part(mut self) -> Part {
        match self.0.as_slice() {
            [(Occur::Must, _)] => {}
            parts if parts.iter().any(|(occur, _)| *occur == Occur::Must) => {
                return Box::new(BooleanQuery::new(self.0));
            }
            _ => {
                self.must(unscored(Box::new(AllQuery)));
                return Box::new(BooleanQuery::new(self.0));
            }
        }
        self.0.pop().map_or_else(|| -> Part { Box::new(EmptyQuery) }, |(_, part)| part)
    }
}

impl<'s, 't> Lowering<'s, 't> {
    pub(super) fn new(tongue: Tongue<'t>, searcher: &'s Searcher, fields: Fields) -> Self {
        Self { tongue, fields, rarity: Rarity { searcher, forms: HashMap::new() } }
    }

    /// Adds what a clause asks.
    fn clause(&mut self, Clause(leaves): &Clause, asked: &mut Asked) -> Result<()> {
        match leaves.as_slice() {
            [Leaf { not: true, term }] => {
                asked.0.extend(self.term(term, true)?.map(|out| (Occur::MustNot, out.without_more().part())));
            }
            [Leaf { not: false, term }] => asked.and(self.term(term, false)?.unwrap_or_default()),
            leaves => {
                let mut parts = Vec::with_capacity(leaves.len());
                for leaf in leaves {
                    let Some(part) = self.term(&leaf.term, leaf.not)? else { continue };
                    parts.push(if leaf.not { none_of(part.without_more().part()) } else { part.part() });
                }
                asked.any(parts);
            }
        }
        Ok(())
    }

    fn term(&mut self, term: &Term, is_ruled_out: bool) -> Result<Option<Asked>> {
        let part = match term {
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
        };
        Ok(Some(Asked(vec![(Occur::Must, part)])))
    }

    /// A condition, which has no say in the order of hits.
    fn filter(&self, term: &str) -> Part {
        unscored(self.filed(term))
    }

    fn filed(&self, term: &str) -> Part {
        let key = Key::from_field_text(self.fields.filter, term);
        Box::new(TermQuery::new(key, IndexRecordOption::Basic))
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

    fn text(&mut self, scope: Scope, text: &Text, is_ruled_out: bool) -> Result<Option<Asked>> {
        let mut asked = Asked::default();
        for sense in senses(text, is_ruled_out, self.tongue) {
            match self.sense(scope, &sense)? {
                Some(sense) => asked.and(sense),
                // Where nothing in the journal is like it, nothing is found.
                None => asked.must(Box::new(EmptyQuery)),
            }
        }
        Ok((!asked.is_empty()).then_some(asked))
    }

    /// What has a word in any of its ways; none if the journal has nothing like it.
    pub(super) fn sense(&mut self, scope: Scope, sense: &Sense) -> Result<Option<Asked>> {
        let mut found = Found::default();
        for way in &sense.ways {
            match scope {
                Scope::Title => self.in_title(way, &mut found)?,
                Scope::Anywhere => self.anywhere(way, &mut found)?,
            }
        }
        let mut asked = Asked::default();
        asked.any(found.enough);
        let more = found.more.into_iter().map(|part| (Occur::Should, part));
        Ok((!asked.is_empty()).then(|| Asked(asked.0.into_iter().chain(more).collect())))
    }

    /// Adds how a word can stand in an entry.
    fn anywhere(&mut self, way: &Way, found: &mut Found) -> Result<()> {
        let Fields { title, text, .. } = self.fields;
        match way.terms.as_slice() {
            [] => {}
            [(_, word)] => {
                if way.begins && word.chars().count() <= filter::BEGINNING {
                    // So few letters say nothing of what is meant, so it makes no difference where they stand.
                    let begins = self.filed(&filter::begins(word));
                    found.enough.push(Box::new(ConstScoreQuery::new(begins, weights::BEGINNING * way.weight)));
                } else if way.begins {
                    found.enough.push(beginning(text, word, way.weight));
                    found.more.push(beginning(title, word, way.weight * weights::IN_TITLE));
                }
                let same = self.key(text, word)?;
                if way.stems.is_empty() {
                    // What has the word has its beginning, too.
                    let place = if way.begins { &mut found.more } else { &mut found.enough };
                    place.extend(same.map(|(key, _)| one(key, way.weight)));
                    let in_title = self.key(title, word)?;
                    found.more.extend(in_title.map(|(key, _)| one(key, way.weight * weights::IN_TITLE)));
                    return Ok(());
                }
                let (forms, count) = self.forms(self.fields.stems, way.stems.iter().cloned())?;
                let is_only_form = same.as_ref().is_some_and(|(_, times)| *times == count);
                let weight = if is_only_form { 1.0 + weights::SAME_FORM } else { 1.0 };
                found.enough.extend(forms.into_iter().map(|key| one(key, way.weight * weight)));
                let same = same.filter(|_| !is_only_form);
                found.more.extend(same.map(|(key, _)| one(key, way.weight * weights::SAME_FORM)));
                for key in self.forms_in_title(way)? {
                    found.more.push(one(key, way.weight * weights::IN_TITLE));
                }
            }
            several => {
                found.enough.push(phrase(text, several, way.begins, way.weight));
                found.more.push(phrase(title, several, way.begins, way.weight * weights::IN_TITLE));
            }
        }
        Ok(())
    }

    /// Adds how a word can stand in a title.
    fn in_title(&mut self, way: &Way, found: &mut Found) -> Result<()> {
        let title = self.fields.title;
        match way.terms.as_slice() {
            [] => {}
            [(_, word)] => {
                if way.begins {
                    found.enough.push(beginning(title, word, way.weight));
                }
                let forms = match way.stems.is_empty() {
                    true => self.key(title, word)?.map(|(key, _)| key).into_iter().collect(),
                    false => self.forms_in_title(way)?,
                };
                found.enough.extend(forms.into_iter().map(|key| one(key, way.weight)));
            }
            several => found.enough.push(phrase(title, several, way.begins, way.weight)),
        }
        Ok(())
    }

    fn forms_in_title(&mut self, way: &Way) -> Result<Vec<Key>> {
        // A word that is its own stem has no other term for that.
        let terms = way.stems.iter().flat_map(|stem| [format!("{STEM}{stem}"), stem.clone()]);
        self.forms(self.fields.title, terms).map(|(there, _)| there)
    }

    /// The term, and in how many entries it is, if it is in any.
    fn key(&self, field: Field, term: &str) -> Result<Option<(Key, u64)>> {
        let key = Key::from_field_text(field, term);
        let times = self.rarity.searcher.doc_freq(&key)?;
        Ok((times > 0).then_some((key, times)))
    }

    /// Those terms that there are, all of which count as one; and in how many entries they are at most.
    fn forms(&mut self, field: Field, terms: impl Iterator<Item = String>) -> Result<(Vec<Key>, u64)> {
        let (mut there, mut sum) = (Vec::new(), 0);
        for term in terms {
            if let Some((key, times)) = self.key(field, &term)? {
                sum += times;
                there.push(key);
            }
        }
        let count = sum.min(self.rarity.searcher.total_num_docs()?);
        if there.len() > 1 {
            self.rarity.forms.extend(there.iter().map(|key| (key.clone(), count)));
        }
        Ok((there, count))
    }
}

/// How a word can stand in an entry.
#[derive(Default)]
struct Found {
    /// Any of them is enough.
    enough: Vec<Part>,
    /// What adds to the score of what is found.
    more: Vec<Part>,
}

fn one(key: Key, weight: f32) -> Part {
    Box::new(BoostQuery::new(Box::new(TermQuery::new(key, IndexRecordOption::WithFreqs)), weight))
}

/// Words that begin with `word`.
fn beginning(field: Field, word: &str, weight: f32) -> Part {
    let from = Bound::Included(Key::from_field_text(field, word));
    let to = Bound::Included(Key::from_field_text(field, &format!("{word}{}", char::MAX)));
    let range = InvertedIndexRangeQuery::new(from, to);
    Box::new(ConstScoreQuery::new(Box::new(range), weights::BEGINNING * weight))
}

/// Words in a row, the last of which may only begin with what is given of it.
fn phrase(field: Field, words: &[(usize, String)], begins: bool, weight: f32) -> Part {
    let keys = words.iter().map(|(at, word)| (*at, Key::from_field_text(field, word))).collect();
    let phrase: Part = if begins {
        let mut phrase = PhrasePrefixQuery::new_with_offset(keys);
        phrase.set_max_expansions(MOST_ENDINGS);
        Box::new(phrase)
    } else {
        Box::new(PhraseQuery::new_with_offset(keys))
    };
    Box::new(BoostQuery::new(phrase, weight))
}

/// Everything but what has `part`.
fn none_of(part: Part) -> Part {
    Box::new(BooleanQuery::new(vec![(Occur::MustNot, part), (Occur::Must, unscored(Box::new(AllQuery)))]))
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
pub(super) fn of_one(seq: i64, mut asked: Asked) -> Part {
    let this = || Bound::Included(Key::from_field_i64(super::schema::fields().seq, seq));
    asked.must(unscored(Box::new(RangeQuery::new(this(), this()))));
    asked.part()
}
