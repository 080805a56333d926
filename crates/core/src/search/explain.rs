//! Why an entry is where it is among the hits.

use serde::Serialize;
use specta::Type;
use tantivy::Searcher;
use tantivy::collector::TopDocs;

use super::answer::SearchRequest;
use super::lower::{Lowering, of_one};
use super::query::{Clause, Parsed, Query, Scope, Term};
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
        self.fill_unless_busy()?;
        let known = self.known()?;
        let tongue = known.tongue();
        let Some(searcher) = self.index().searcher() else { return Ok(None) };
        let seq = self.read(|database| journal::seq_of(database, id))?;
        let mut earned = earned(&query, seq, tongue, &searcher)?;
        if earned.is_empty() && query.texts().next().is_some() {
            let closest = if request.literal { None } else { self.correct(&query, tongue)? };
            earned =
                closest.map_or_else(|| Ok(Vec::new()), |closest| self::earned(&closest, seq, tongue, &searcher))?;
            if earned.is_empty() {
                return Ok(None);
            }
        }
        let content = self.entry(id)?.content;
        let days_old = (self.today() - content.on).num_days() as f32;
        Ok(Some(Reasons {
            earned,
            recency: f64::from(weights::recency(days_old)),
            kind: f64::from(weights::of_kind(content.kind)),
        }))
    }
}

/// What each word of `query` earned the entry with this local number; the most first.
fn earned(query: &Query, seq: i64, tongue: Tongue<'_>, searcher: &Searcher) -> Result<Vec<Earned>> {
    let mut lowering = Lowering::new(tongue, searcher, schema::fields());
    let mut earned = Vec::new();
    let mut earn = |word: &str, scope: Scope, sense: &Sense| -> Result<()> {
        for &place in Place::of(scope) {
            let Some(asked) = lowering.sense_in(place, sense)? else { continue };
            let first = TopDocs::with_limit(1).order_by_score();
            let found = searcher.search_with_statistics_provider(&of_one(seq, asked), &first, &lowering.rarity)?;
            if let Some((points, _)) = found.first() {
                earned.push(Earned { word: word.to_owned(), place, points: f64::from(*points) });
            }
        }
        Ok(())
    };
    for part in parts(query, tongue) {
        let (clauses, kin) = match &part {
            Part::Clause(clause) => (std::slice::from_ref(*clause), None),
            Part::Run(clauses, kin) => (*clauses, Some(kin)),
        };
        let mut run = Vec::new();
        for leaf in clauses.iter().flat_map(|Clause(leaves)| leaves).filter(|leaf| !leaf.not) {
            let Term::Text { scope, text } = &leaf.term else { continue };
            run.push(text.typed());
            for sense in senses(text, false, tongue) {
                earn(text.typed(), *scope, &sense)?;
            }
        }
        if let Some(ways) = kin {
            earn(&run.join(" "), Scope::Anywhere, &Sense { ways: ways.clone() })?;
        }
    }
    earned.sort_by(|one, other| other.points.total_cmp(&one.points));
    Ok(earned)
}

impl Place {
    /// Where the words of a scope may stand.
    pub(super) const fn of(scope: Scope) -> &'static [Self] {
        match scope {
            Scope::Title => &[Self::Title],
            Scope::Anywhere => &[Self::Title, Self::Gist, Self::Text],
        }
    }
}
