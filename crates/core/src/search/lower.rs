//! From the tree of a query to what the index is asked.

use std::ops::Bound;
use std::sync::Arc;

use tantivy::query::{
    AllQuery, Bm25StatisticsProvider, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, InvertedIndexRangeQuery,
    Occur, PhrasePrefixQuery, PhraseQuery, RangeQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Score, Searcher, Term as Key};

use super::asked::{Asked, Part, any_of};
use super::fold::is_never_spaced;
use super::query::{Clause, Days, Leaf, Levels, Query, Scope, Term, Text};
use super::schema::Fields;
use super::sense::{self, Sense, Tongue, Way, parts, senses};
use super::standing::{Clue, Standing};
use super::words::STEM;
use super::{filter, record, weights};
use crate::error::Result;
use crate::journal::Kind;

/// Words that the last one of an unfinished phrase may become, or pairs that its last character may begin. Room is
/// made for all of them.
const MOST_ENDINGS: u32 = 4096;

/// Lowers `query`. What contains nothing to look for is passed over; a query of nothing else finds
/// nothing.
pub(super) fn lower(query: &Query, tongue: Tongue<'_>, searcher: &Searcher, fields: Fields) -> Result<Asked> {
    let lowering = Lowering { tongue, searcher, fields };
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
                if kin.enough.is_empty() {
                    asked.and(words);
                } else if words.is_empty() {
                    asked.must_say(kin);
                } else {
                    let mut alike = Asked::default();
                    alike.must_say(kin);
                    asked.any(vec![Box::new(alike), Box::new(words)]);
                }
            }
        }
    }
    if asked.is_empty() && !query.clauses.is_empty() {
        asked.must(Box::new(EmptyQuery));
    }
    Ok(asked)
}

/// Lowers a search for entries of some kinds (of any, if none are named) that have at least so
/// many of the words.
pub(super) fn lower_some(
    words: &[Text],
    at_least: usize,
    kinds: &[Kind],
    tongue: Tongue<'_>,
    searcher: &Searcher,
    fields: Fields,
) -> Result<Asked> {
    let lowering = Lowering { tongue, searcher, fields };
    let mut some = Vec::with_capacity(words.len());
    for word in words {
        let mut asked = Asked::default();
        for standing in lowering.text(Scope::Anywhere, word, false)? {
            asked.must_say(standing.without_more());
        }
        if !asked.is_empty() {
            let part: Part = Box::new(asked);
            some.push((Occur::Should, part));
        }
    }
    let mut asked = Asked::default();
    asked.any(kinds.iter().map(|kind| lowering.filter(&filter::kind(*kind))).collect());
    asked.must(Box::new(BooleanQuery::with_minimum_required_clauses(some, at_least)));
    Ok(asked)
}

/// `asked` of the entry with this local number alone.
pub(super) fn of_one(seq: i64, standing: Standing) -> Asked {
    let this = || Bound::Included(Key::from_field_i64(super::schema::fields().seq, seq));
    let mut asked = Asked::default();
    asked.must_say(standing);
    asked.must(unscored(Box::new(RangeQuery::new(this(), this()))));
    asked
}

#[derive(Clone, Copy)]
pub(super) struct Lowering<'s, 't> {
    pub(super) tongue: Tongue<'t>,
    pub(super) searcher: &'s Searcher,
    pub(super) fields: Fields,
}

impl Lowering<'_, '_> {
    /// Adds what a clause asks.
    fn clause(self, Clause(leaves): &Clause, asked: &mut Asked) -> Result<()> {
        match leaves.as_slice() {
            [Leaf { not: true, term }] => {
                self.term(term, true)?.into_iter().for_each(|out| asked.must_not(out));
            }
            [Leaf { not: false, term: Term::Text { scope, text } }] => {
                self.text(*scope, text, false)?.into_iter().for_each(|standing| asked.must_say(standing));
            }
            leaves => {
                let mut parts = Vec::with_capacity(leaves.len());
                for leaf in leaves {
                    let Some(part) = self.term(&leaf.term, leaf.not)? else { continue };
                    parts.push(if leaf.not { none_of(part) } else { part });
                }
                asked.any(parts);
            }
        }
        Ok(())
    }

    /// What a term asks, if it asks anything.
    fn term(self, term: &Term, is_ruled_out: bool) -> Result<Option<Part>> {
        Ok(Some(match term {
            Term::Text { scope, text } => {
                let mut asked = Asked::default();
                for standing in self.text(*scope, text, is_ruled_out)? {
                    asked.must_say(if is_ruled_out { standing.without_more() } else { standing });
                }
                return Ok((!asked.is_empty()).then(|| -> Part { Box::new(asked) }));
            }
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
    fn filter(self, term: &str) -> Part {
        unscored(self.filed(term))
    }

    fn filed(self, term: &str) -> Part {
        let key = Key::from_field_text(self.fields.filter, term);
        Box::new(TermQuery::new(key, IndexRecordOption::Basic))
    }

    fn levels(self, levels: Levels, term: impl Fn(u8) -> String) -> Part {
        let parts = (levels.from..=levels.to).map(|level| self.filter(&term(level))).collect();
        any_of(parts).unwrap_or_else(|| Box::new(EmptyQuery))
    }

    fn days(self, days: Days) -> Part {
        let bound = |when: Option<i64>| {
            when.map_or(Bound::Unbounded, |when| Bound::Included(Key::from_field_i64(self.fields.when, when)))
        };
        let from = bound(days.from.map(|day| record::when(day, None)));
        let to = bound(days.to.map(record::end_of));
        unscored(Box::new(RangeQuery::new(from, to)))
    }

    /// What must stand in an entry for a text of a query.
    fn text(self, scope: Scope, text: &Text, is_ruled_out: bool) -> Result<Vec<Standing>> {
        senses(text, is_ruled_out, self.tongue).iter().map(|sense| self.sense(scope, sense)).collect()
    }

    /// How a word can stand in an entry in any of its ways.
    pub(super) fn sense(self, scope: Scope, sense: &Sense) -> Result<Standing> {
        let mut standing = Standing::default();
        for way in &sense.ways {
            match scope {
                Scope::Title => self.in_title(way, &mut standing)?,
                Scope::Anywhere => self.anywhere(way, &mut standing)?,
            }
        }
        Ok(standing)
    }

    /// Adds how a word can stand in an entry.
    fn anywhere(self, way: &Way, found: &mut Standing) -> Result<()> {
        let Fields { title, text, .. } = self.fields;
        match way.terms.as_slice() {
            [] => {}
            [(_, word)] => {
                if way.begins && word.starts_with(is_never_spaced) {
                    // Where a character begins nothing, at the end of a run, says nothing: it is worth the same.
                    found.enough.push(beginning(text, word, way.weight));
                    found.more.push(beginning(title, word, way.weight * weights::IN_TITLE));
                    return Ok(());
                }
                if way.begins && word.chars().count() <= filter::BEGINNING {
                    // So few letters say nothing of what is meant, so it makes no difference where they stand.
                    let key = Key::from_field_text(self.fields.filter, &filter::begins(word));
                    found.enough.push(Clue::Flat { key, score: weights::BEGINNING * way.weight });
                } else if way.begins {
                    found.enough.push(beginning(text, word, way.weight));
                    found.more.push(beginning(title, word, way.weight * weights::IN_TITLE));
                }
                let same = self.forms(text, [word.clone()])?;
                if way.stems.is_empty() {
                    // What has the word has its beginning, too.
                    let place = if way.begins { &mut found.more } else { &mut found.enough };
                    place.extend(same.weighing(way.weight));
                    let in_title = self.forms(title, [word.clone()])?;
                    found.more.extend(in_title.weighing(way.weight * weights::IN_TITLE));
                    return Ok(());
                }
                let forms = self.forms(self.fields.stems, way.stems.iter().cloned())?;
                if same.times == forms.times {
                    found.enough.extend(forms.weighing(way.weight * (1.0 + weights::SAME_FORM)));
                } else {
                    found.enough.extend(forms.weighing(way.weight));
                    found.more.extend(same.weighing(way.weight * weights::SAME_FORM));
                }
                found.more.extend(self.forms_in_title(way)?.weighing(way.weight * weights::IN_TITLE));
            }
            several => {
                found.enough.push(phrase(text, several, way.begins, way.weight));
                found.more.push(phrase(title, several, way.begins, way.weight * weights::IN_TITLE));
            }
        }
        Ok(())
    }

    /// Adds how a word can stand in a title.
    fn in_title(self, way: &Way, found: &mut Standing) -> Result<()> {
        let title = self.fields.title;
        match way.terms.as_slice() {
            [] => {}
            [(_, word)] => {
                if way.begins {
                    found.enough.push(beginning(title, word, way.weight));
                    if word.starts_with(is_never_spaced) {
                        return Ok(());
                    }
                }
                let forms = match way.stems.is_empty() {
                    true => self.forms(title, [word.clone()])?,
                    false => self.forms_in_title(way)?,
                };
                found.enough.extend(forms.weighing(way.weight));
            }
            several => found.enough.push(phrase(title, several, way.begins, way.weight)),
        }
        Ok(())
    }

    fn forms_in_title(self, way: &Way) -> Result<Forms> {
        // A word that is its own stem has no other term for that.
        self.forms(self.fields.title, way.stems.iter().flat_map(|stem| [format!("{STEM}{stem}"), stem.clone()]))
    }

    /// Those of the terms that there are.
    fn forms(self, field: Field, terms: impl IntoIterator<Item = String>) -> Result<Forms> {
        let mut forms = Forms { keys: Vec::new(), times: 0, entries: self.searcher.total_num_docs()? };
        for term in terms {
            let key = Key::from_field_text(field, &term);
            let times = self.searcher.doc_freq(&key)?;
            if times > 0 {
                forms.times += times;
                forms.keys.push(key);
            }
        }
        Ok(forms)
    }
}

/// The forms of a word that there are. All of them count as one: otherwise a rare form of a common
/// word would weigh as much as a rare word.
struct Forms {
    keys: Vec<Key>,
    /// In how many entries each is, taken together.
    times: u64,
    /// How many entries the index knows, among them some that are gone: those are counted in terms, too.
    entries: u64,
}

impl Forms {
    /// Each as a clue of its own.
    fn weighing(self, weight: f32) -> impl Iterator<Item = Clue> {
        let Self { keys, times, entries } = self;
        let frequency = times.min(entries);
        keys.into_iter().map(move |key| Clue::Term { key, weight, frequency })
    }
}

/// Words that begin with `word`.
fn beginning(field: Field, word: &str, weight: f32) -> Clue {
    let from = Bound::Included(Key::from_field_text(field, word));
    let to = Bound::Included(Key::from_field_text(field, &format!("{word}{}", char::MAX)));
    let range = InvertedIndexRangeQuery::new(from, to);
    let score = weights::BEGINNING * weight;
    Clue::Other { query: Arc::new(ConstScoreQuery::new(Box::new(range), score)), most: score }
}

/// Words in a row, the last of which may only begin with what is given of it.
fn phrase(field: Field, words: &[(usize, String)], begins: bool, weight: f32) -> Clue {
    let keys = words.iter().map(|(at, word)| (*at, Key::from_field_text(field, word))).collect();
    let phrase: Part = if begins {
        let mut phrase = PhrasePrefixQuery::new_with_offset(keys);
        phrase.set_max_expansions(MOST_ENDINGS);
        Box::new(phrase)
    } else {
        Box::new(PhraseQuery::new_with_offset(keys))
    };
    Clue::Other { query: Arc::new(BoostQuery::new(phrase, weight)), most: Score::INFINITY }
}

/// Everything but what has `part`.
fn none_of(part: Part) -> Part {
    Box::new(BooleanQuery::new(vec![(Occur::MustNot, part), (Occur::Must, unscored(Box::new(AllQuery)))]))
}

fn unscored(asked: Part) -> Part {
    Box::new(ConstScoreQuery::new(asked, 0.0))
}
