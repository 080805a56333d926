//! Keeping up with the journal: which entries have to be read, and reading them.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;

use super::learnt::{Example, Learnt};
use super::prior::{Prior, all_phrases};
use super::refuse;
use super::words::Told;
use crate::competency::Framework;
use crate::error::Result;
use crate::journal::{self, Entry, Reach};
use crate::vault::Vault;

/// Entries read at once. Nobody who wants to read waits longer than reading these takes.
const CHUNK: usize = 100;

/// Entries that are learnt from, the latest. What was tagged before these says little about today,
/// and so many take some 10 MB.
const MOST: usize = 20_000;

/// What is known for suggestions, and what is to be learnt yet.
#[derive(Debug, Default)]
pub(crate) struct Suggester {
    known: Mutex<Known>,
    /// Held by the one that learns.
    learning: Mutex<()>,
}

#[derive(Debug, Default)]
pub(super) struct Known {
    prior: Option<Arc<Prior>>,
    learnt: Learnt,
    behind: Behind,
}

/// Entries that may have been tagged otherwise since they were read.
#[derive(Debug, Default)]
enum Behind {
    /// Nobody has begun yet.
    #[default]
    All,
    These(BTreeSet<i64>),
}

impl Suggester {
    /// Hears that the entries with these local numbers are not what they were.
    pub(crate) fn touch(&self, touched: &[i64]) {
        // Whoever begins reads them.
        if let Behind::These(seqs) = &mut self.known().behind {
            seqs.extend(touched);
        }
    }

    pub(super) fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    /// What is known without the user, of this framework.
    pub(super) fn prior(&mut self, framework: Framework) -> Arc<Prior> {
        let fresh = self.prior.take().filter(|prior| prior.is_of(&framework));
        let prior = fresh.unwrap_or_else(|| Arc::new(Prior::of(framework)));
        Arc::clone(self.prior.insert(prior))
    }

    pub(super) fn learnt(&self) -> &Learnt {
        &self.learnt
    }
}

impl Vault {
    /// Whether there is something that [`Vault::learn`] would read.
    pub fn has_to_learn(&self) -> bool {
        self.suggester().known().is_behind()
    }

    /// Learns from the next entries that were tagged or refused, the latest first, and tells whether there are more.
    /// Until all are, suggestions are made with what is known so far. To be called where nobody waits for it.
    ///
    /// # Errors
    /// What the database says; what could not be read is tried again next time.
    pub fn learn(&self) -> Result<bool> {
        let suggester = self.suggester();
        let _alone = suggester.learning.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(suggester.known().behind, Behind::All) {
            let framework = self.framework()?;
            let prior = Prior::of(framework);
            // Before it is asked which there are: what is touched from here on is read again.
            let mut known = suggester.known();
            known.prior = Some(Arc::new(prior));
            known.behind = Behind::These(BTreeSet::new());
            drop(known);
            match self.read(taught) {
                Ok(seqs) => suggester.touch(&seqs),
                Err(error) => {
                    suggester.known().behind = Behind::All;
                    return Err(error);
                }
            }
        }
        let seqs = suggester.known().take(CHUNK);
        let read = self.read(|database| examples(database, &seqs));
        let mut known = suggester.known();
        match read {
            Ok(read) => {
                for (seq, found) in read {
                    let example = found.map(|found| found.number(&mut known.learnt));
                    known.learnt.learn(seq, example);
                }
                Ok(known.is_behind())
            }
            Err(error) => {
                if let Behind::These(left) = &mut known.behind {
                    left.extend(seqs);
                }
                Err(error)
            }
        }
    }
}

impl Known {
    /// Takes the latest of those that are to be read.
    fn take(&mut self, count: usize) -> Vec<i64> {
        let Behind::These(seqs) = &mut self.behind else { return Vec::new() };
        (0..count).map_while(|_| seqs.pop_last()).collect()
    }

    fn is_behind(&self) -> bool {
        !matches!(&self.behind, Behind::These(seqs) if seqs.is_empty())
    }
}

/// The local numbers of what there is to learn from. No text is read for it.
fn taught(database: &Connection) -> Result<Vec<i64>> {
    Ok(database
        .prepare_cached(
            "SELECT entry FROM evidence WHERE removed IS NULL UNION SELECT entry FROM refusal
             ORDER BY entry DESC LIMIT ?1",
        )?
        .query_map([MOST], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?)
}

/// What an entry teaches, with keys in place of numbers.
struct Found {
    example: Example,
    tagged: Vec<(String, u8)>,
    refused: Vec<String>,
}

impl Found {
    fn number(self, learnt: &mut Learnt) -> Example {
        let tagged = self.tagged.into_iter().map(|(key, level)| (learnt.number(&key), level)).collect();
        let refused = self.refused.into_iter().map(|key| learnt.number(&key)).collect();
        Example { tagged, refused, ..self.example }
    }
}

fn examples(database: &Connection, seqs: &[i64]) -> Result<Vec<(i64, Option<Found>)>> {
    let mut entries = journal::load_by_seq(database, seqs, Reach::Line)?;
    let mut found = Vec::with_capacity(seqs.len());
    for &seq in seqs {
        let entry = entries.remove(&seq).filter(|entry| entry.trashed.is_none());
        let example = match entry {
            Some(entry) => example(&entry, refuse::of(database, seq)?),
            None => None,
        };
        found.push((seq, example));
    }
    Ok(found)
}

/// What an entry teaches; nothing where it is neither tagged nor refused.
fn example(entry: &Entry, mut refused: Vec<String>) -> Option<Found> {
    let tagged = &entry.content.competencies;
    // What it was tagged with after all was not refused.
    refused.retain(|key| tagged.iter().all(|one| one.key != *key));
    if tagged.is_empty() && refused.is_empty() {
        return None;
    }
    let features = Told::of(&entry.content, all_phrases()).features().collect();
    Some(Found {
        example: Example { features, ..Example::default() },
        tagged: tagged.iter().map(|one| (one.key.clone(), one.level.unwrap_or(0))).collect(),
        refused,
    })
}
