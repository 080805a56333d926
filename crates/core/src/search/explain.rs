//! Why an entry is where it is among the hits.

use serde::Serialize;
use specta::Type;
use tantivy::Searcher;
use tantivy::collector::TopDocs;

use super::answer::SearchRequest;
use super::lower::{Lowering, of_one};
use super::marks::Sought;
use super::query::{Clause, Parsed, Query, Scope, Term};
use super::record::{self, Record};
use super::schema;
use super::sense::{Part, Sense, Tongue, parts, senses};
use super::weights;
use crate::error::Result;
use crate::id::EntryId;
use crate::journal;
use crate::vault::Vault;

/// The parts of an entry's score: the points of its words added up, times both factors.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct Reasons {
    /// What each word earned where; the most first. Empty where no words are looked for.
    pub earned: Vec<Earned>,
    /// The factor for how fresh it is; 1 for what is old.
    pub recency: f64,
    /// The factor for its kind; 1 for most.
    pub kind: f64,
}

/// What a word of the query earned.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct Earned {
    /// The word as it was typed.
    pub word: String,
    /// Where it stands.
    pub place: Place,
    /// How many points: more for a rare word, for a short text, and for a place that says more.
    pub points: f64,
}

/// Where a word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// In the title.
    Title,
    /// In the sentence of a lesson, among people, tags and projects.
    Gist,
    /// Anywhere else.
    Text,
}

impl Vault {
    /// Reasons the entry `id` is where it is in the answer to `request`; none if it is not in it.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound), or what the index says.
    pub fn explain(&self, request: &SearchRequest, id: EntryId) -> Result<Option<Reasons>> {
        let Parsed { query, .. } = self.understand(request)?;
        self.fill_index()?;
        let known = self.known()?;
        let tongue = known.tongue();
        let Some(searcher) = self.index().searcher() else { return Ok(None) };
        let (_, record) = self.read(|database| {
            let seq = journal::seq_of(database, id)?;
            Ok(record::read(database, &[seq])?.pop().unwrap_or((seq, None)))
        })?;
        // In the trash.
        let Some(record) = record else { return Ok(None) };
        let mut earned = earned(&query, &record, tongue, &searcher)?;
        if earned.is_empty() && query.texts().next().is_some() {
            let closest = if request.literal { None } else { self.correct(&query, tongue)? };
            earned =
                closest.map_or_else(|| Ok(Vec::new()), |closest| self::earned(&closest, &record, tongue, &searcher))?;
            if earned.is_empty() {
                return Ok(None);
            }
        }
        let content = self.entry(id)?.content;
        let days_old = (self.today() - content.on).num_days();
        Ok(Some(Reasons {
            earned,
            recency: f64::from(weights::recency(days_old)),
            kind: f64::from(weights::of_kind(content.kind)),
        }))
    }
}

/// What each word of `query` earned an entry; the most first.
fn earned(query: &Query, record: &Record, tongue: Tongue<'_>, searcher: &Searcher) -> Result<Vec<Earned>> {
    let lowering = Lowering { tongue, searcher, fields: schema::fields() };
    let mut earned = Vec::new();
    let mut earn = |word: &str, scope: Scope, sense: Sense| -> Result<()> {
        let points = |with_more: bool| -> Result<f64> {
            let standing = lowering.sense(scope, &sense)?;
            let asked = of_one(record.seq(), if with_more { standing } else { standing.without_more() });
            let first = TopDocs::with_limit(1).order_by_score();
            let found = searcher.search(&asked, &first)?;
            Ok(found.first().map_or(0.0, |(points, _)| f64::from(*points)))
        };
        let (all, anywhere) = (points(true)?, points(false)?);
        if all > 0.0 {
            let points = split(all, anywhere, &counts(record, scope, sense));
            earned.extend(points.into_iter().map(|(place, points)| Earned { word: word.to_owned(), place, points }));
        }
        Ok(())
    };
    for part in parts(query, tongue) {
        let (clauses, kin) = match part {
            Part::Clause(clause) => (std::slice::from_ref(clause), None),
            Part::Run(clauses, kin) => (clauses, Some(kin)),
        };
        let mut run = Vec::new();
        for leaf in clauses.iter().flat_map(|Clause(leaves)| leaves).filter(|leaf| !leaf.not) {
            let Term::Text { scope, text } = &leaf.term else { continue };
            run.push(text.typed());
            for sense in senses(text, false, tongue) {
                earn(text.typed(), *scope, sense)?;
            }
        }
        if let Some(ways) = kin {
            earn(&run.join(" "), Scope::Anywhere, Sense { ways })?;
        }
    }
    earned.sort_by(|one, other| other.points.total_cmp(&one.points));
    Ok(earned)
}

/// How often a word stands in each place, as often as the place weighs.
fn counts(record: &Record, scope: Scope, sense: Sense) -> [(Place, f64); 3] {
    let sought = Sought::of_sense(scope, sense);
    let mut counts = Place::ALL.map(|place| (place, 0.0));
    for (place, text) in record.words() {
        let times = sought.marks(text, place == Place::Title, record.stemming()).len() * weights::of_place(place);
        counts.iter_mut().filter(|(one, _)| *one == place).for_each(|(_, count)| *count += times as f64);
    }
    counts
}

/// The points of a word by places: those that it has `anywhere` in proportion, the others for the title if it
/// stands there.
fn split(all: f64, anywhere: f64, counts: &[(Place, f64); 3]) -> Vec<(Place, f64)> {
    let sum: f64 = counts.iter().map(|(_, count)| count).sum();
    if sum == 0.0 {
        return vec![(Place::Text, all)];
    }
    let in_title = counts.iter().any(|(place, count)| *place == Place::Title && *count > 0.0);
    let (shared, title) = if in_title { (anywhere, all - anywhere) } else { (all, 0.0) };
    let there = counts.iter().filter(|(_, count)| *count > 0.0);
    there
        .map(|(place, count)| (*place, shared * count / sum + if *place == Place::Title { title } else { 0.0 }))
        .collect()
}

impl Place {
    const ALL: [Self; 3] = [Self::Title, Self::Gist, Self::Text];
}
