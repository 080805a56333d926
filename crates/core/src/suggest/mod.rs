//! Which competencies an entry may be evidence for, suggested while it is written.
//!
//! A suggestion is what one competency has in its favour against all the others, word by word: a word
//! speaks for a competency as much as it stands in what was tagged with it rather than elsewhere. Words
//! come from three places, which are simply added up: the framework's own sentences, a short list of hints
//! for the default framework (`data/hints.toml`), and the entries that the user has tagged, or refused
//! to. So it says something on the first day and is the user's own after a month.
//!
//! ```text
//! words      a text as numbers, and where in it they stand
//! tally      how often which word stands in what
//! prior      what the framework and the hints say      learnt     what the user has tagged and refused
//! judge      the two against a text                    level      at which scope
//! because    the words that caused it                  learn      keeping up with the journal
//! ```
//!
//! Asking reads no entry: everything needed is in memory. What was learnt is made of the tagged entries
//! behind the user's back, a hundred at a time ([`Vault::learn`]), follows every save, and is gone when the
//! vault is closed. It holds numbers made of words, never the words.

mod because;
mod judge;
mod learn;
mod learnt;
mod level;
mod prior;
mod refuse;
mod tally;
#[cfg(test)]
mod tests;
mod words;

use serde::Serialize;
use specta::Type;

use crate::error::Result;
use crate::id::EntryId;
use crate::journal::Content;
use crate::vault::Vault;
use judge::Judge;
use words::Told;

pub(crate) use learn::Suggester;

/// Suggestions at most.
const MOST: usize = 2;

/// The part of all that speaks for any competency which must speak for the first one suggested, and for
/// the second. Below that it is a guess.
const SURE: [f32; MOST] = [0.25, 0.08];

/// Telling words below which nothing is suggested: nobody can say what "Good day" shows.
const LEAST_WORDS: usize = 3;

/// A competency that an entry may be evidence for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Suggestion {
    /// The key of the competency.
    pub key: String,
    /// Its name.
    pub name: String,
    /// The level that it may show; none where that is not clear.
    pub level: Option<u8>,
    /// The words that caused it, as they stand in the text; one or two.
    pub because: Vec<String>,
    /// How much of what speaks for any competency speaks for this one, in percent.
    pub confidence: u8,
}

impl Vault {
    /// At most two competencies that `content` may be evidence for, the likelier first; none of those that
    /// it is tagged with or that were refused for `entry`, and none at all where it would be a guess.
    ///
    /// What `entry` itself has taught, if it has been saved, is left out: it would agree with itself.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) if there is no such entry, or what the database says.
    pub fn suggest(&self, content: &Content, entry: Option<EntryId>) -> Result<Vec<Suggestion>> {
        let framework = self.framework()?;
        let (seq, refused) = match entry {
            Some(id) => self.read(|database| refuse::refused(database, id))?,
            None => (None, Vec::new()),
        };
        let mut known = self.suggester().known();
        let prior = known.prior(framework);
        let told = Told::of(content, prior.phrases());
        let judge = Judge::new(&prior, known.learnt(), seq);
        if told.words.iter().filter(|word| judge.knows(word.feature)).count() < LEAST_WORDS {
            return Ok(Vec::new());
        }
        let shares = judge.shares(&told);
        let mut open: Vec<(usize, f32)> = shares.into_iter().enumerate().collect();
        open.sort_by(|one, other| other.1.total_cmp(&one.1));
        let taken =
            |key: &str| refused.iter().any(|one| one == key) || content.competencies.iter().any(|one| one.key == key);
        let mut suggestions = Vec::with_capacity(MOST);
        for (class, share) in open {
            let Some(competency) = prior.competency(class).filter(|competency| !taken(&competency.key)) else {
                continue;
            };
            if SURE.get(suggestions.len()).is_none_or(|sure| share < *sure) {
                break;
            }
            let because = because::because(&judge, class, &told);
            if because.is_empty() {
                continue;
            }
            suggestions.push(Suggestion {
                key: competency.key.clone(),
                name: competency.name.clone(),
                level: level::level(&judge, class, &told),
                because,
                confidence: (share * 100.0).round() as u8,
            });
        }
        Ok(suggestions)
    }
}
