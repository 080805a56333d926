//! Entries like another, and "Have I faced this before?": what a whole text finds rather than a
//! few words.
//!
//! The words that tell most of the text are looked for, any of them: those that it repeats and
//! that few entries have.

use std::collections::HashMap;

use serde::Serialize;
use specta::Type;
use tantivy::{Searcher, Term as Key};

use super::answer::Hit;
use super::collect::{Order, Wanted, gather};
use super::lower::lower_some;
use super::marks::Sought;
use super::query::Text;
use super::record::{day_number, when};
use super::schema::{self, Fields};
use super::sense::{Tongue, senses};
use super::words::{Pieces, Script};
use crate::error::Result;
use crate::id::EntryId;
use crate::journal::{Content, Kind, LinkKind, Related};
use crate::language;
use crate::vault::Vault;

/// Words looked for. More of them make it slower and find the same.
const WORDS: usize = 24;

/// Bytes of a text that are read for them; nobody describes a situation in more.
const BYTES: usize = 16_000;

/// The part of the best score below which likeness is chance.
const LIKE: f64 = 0.1;

/// With so many words to look for, one in common is chance, too.
const MANY: usize = 4;

/// Answers at most.
const MOST: u32 = 50;

/// The kinds of entry that say how something ended.
const TELLING: [Kind; 3] = [Kind::Challenge, Kind::Decision, Kind::Lesson];

/// Something faced before, and how it ended.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct Precedent {
    /// The challenge, decision or lesson.
    pub hit: Hit,
    /// What happened in the end, in the words of a decision that was looked at again; often empty.
    pub happened: String,
    /// What was learnt from it, what it was learnt from, and where that was applied again.
    pub related: Vec<Related>,
}

impl Vault {
    /// Entries that are like the entry `id`, the most alike first.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound), or what the index says.
    pub fn alike(&self, id: EntryId, limit: u32) -> Result<Vec<Hit>> {
        let entry = self.entry(id)?;
        let mut found = self.like(&text_of(&entry.content), limit.min(MOST) + 1, &[])?;
        found.retain(|hit| hit.id != id);
        found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(found)
    }

    /// Challenges, decisions and lessons that are like what `situation` tells, with how they ended.
    ///
    /// # Errors
    /// What the database or the index says.
    pub fn faced_before(&self, situation: &str, limit: u32) -> Result<Vec<Precedent>> {
        let found = self.like(situation, limit.min(MOST), &TELLING)?;
        found
            .into_iter()
            .map(|hit| {
                let happened = match hit.kind {
                    Kind::Decision => self.entry(hit.id)?.content.facets.decision.map(|decision| decision.happened),
                    _ => None,
                };
                let mut related = self.related(hit.id)?;
                related.retain(|one| match one.kind {
                    LinkKind::Source => true,
                    LinkKind::Applies => one.incoming,
                    LinkKind::About => false,
                });
                Ok(Precedent { hit, happened: happened.unwrap_or_default(), related })
            })
            .collect()
    }

    fn like(&self, text: &str, limit: u32, kinds: &[Kind]) -> Result<Vec<Hit>> {
        // Asked once and not again with the next key: what is missing now would be missing for good.
        self.fill_index()?;
        let known = self.known()?;
        let tongue = known.tongue();
        let Some(searcher) = self.index().searcher() else { return Ok(Vec::new()) };
        let words = telling(text, tongue, &searcher, schema::fields())?;
        let at_least = if words.len() < MANY { 1 } else { 2 };
        let asked = lower_some(&words, at_least, kinds, tongue, &searcher, schema::fields())?;
        let order = Order::Best { today: day_number(when(self.today(), None)) };
        let wanted = Wanted { order, limit: usize::try_from(limit).unwrap_or(usize::MAX), counts: false };
        let found = gather(&asked, &searcher, &self.index().shelf.of(&searcher)?, wanted)?;
        let sought = Sought::of_any(&words, tongue);
        let mut found = self.hits(&found.first, &sought)?;
        let least = found.first().map_or(0.0, |best| best.score * LIKE);
        found.retain(|hit| hit.score >= least);
        Ok(found)
    }
}

/// What an entry is about, in its own words.
fn text_of(content: &Content) -> String {
    let facets = content.facets.texts().chain([content.facets.sentence()]);
    let texts = [content.title.as_str(), content.body.as_str(), content.private.as_str()];
    texts.into_iter().chain(facets).collect::<Vec<_>>().join("\n")
}

/// The words of a text that tell most of it apart from the rest of the journal, as they stand.
fn telling(text: &str, tongue: Tongue<'_>, searcher: &Searcher, fields: Fields) -> Result<Vec<Text>> {
    let text = text.get(..text.floor_char_boundary(BYTES)).unwrap_or_default();
    let total = searcher.num_docs() as f32;
    let mut counts: HashMap<&str, f32> = HashMap::new();
    for word in words(text) {
        *counts.entry(word).or_default() += 1.0;
    }
    let mut telling: Vec<(&str, f32)> = Vec::new();
    for (word, times) in counts {
        let frequency = frequency(word, tongue, searcher, fields)? as f32;
        // What stands in most entries tells nothing; what stands in none finds nothing.
        if frequency > 0.0 && frequency < (total / 2.0).max(2.0) {
            let rarity: f32 = (1.0 + (total - frequency + 0.5) / (frequency + 0.5)).ln();
            telling.push((word, (1.0 + times.ln()) * rarity));
        }
    }
    telling.sort_by(|one, other| other.1.total_cmp(&one.1).then_with(|| one.0.cmp(other.0)));
    telling.truncate(WORDS);
    Ok(telling.into_iter().map(|(word, _)| Text::Word(word.to_owned())).collect())
}

/// Words that may tell something, and pairs of characters where there are no spaces.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let pieces: Vec<_> = Pieces::of(text).collect();
    let words = pieces.clone().into_iter().zip(pieces.into_iter().skip(1).map(Some).chain([None]));
    words.filter_map(move |(piece, next)| {
        let to = match next {
            Some(next) if piece.pairs_with(next) => next.to,
            _ if piece.script == Script::Word => piece.to,
            _ => return None,
        };
        let word = text.get(piece.from..to)?;
        let tells = piece.script != Script::Word || (word.len() > 2 && !language::holds_together(word));
        tells.then_some(word)
    })
}

/// In how many entries a word stands, in any form.
fn frequency(word: &str, tongue: Tongue<'_>, searcher: &Searcher, fields: Fields) -> Result<u64> {
    let mut most = 0;
    for way in senses(&Text::Word(word.to_owned()), true, tongue).into_iter().flat_map(|sense| sense.ways) {
        let (field, forms) = match way.stems.is_empty() {
            true => (fields.text, way.terms.into_iter().map(|(_, term)| term).collect()),
            false => (fields.stems, way.stems),
        };
        for form in forms {
            most = most.max(searcher.doc_freq(&Key::from_field_text(field, &form))?);
        }
    }
    Ok(most)
}
