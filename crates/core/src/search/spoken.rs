//! What words mean in a journal: in which languages it is written, and which words its owner
//! takes for the same. Nobody says in which language they search, so a word is stemmed in all.

use std::sync::{Arc, PoisonError};

use tantivy::{Searcher, Term as Key};

use super::filter;
use super::schema::{self, Fields};
use super::sense::Tongue;
use super::synonyms::Synonyms;
use crate::error::Result;
use crate::language::Stemming;
use crate::vault::Vault;

/// What is known of a journal's words.
#[derive(Debug, Clone)]
pub(super) struct Known {
    languages: Arc<[Stemming]>,
    synonyms: Arc<Synonyms>,
}

/// The same, as long as nothing changes of what it was read from.
#[derive(Debug, Default)]
pub(super) struct Remembered {
    known: Known,
    /// The state of the index.
    generation: Option<u64>,
    /// The owner's own list of words that mean the same, if there is one; nothing, if it was not read yet.
    list: Option<Option<String>>,
    /// How many saves there had been before it was read.
    saves: u64,
}

impl Default for Known {
    fn default() -> Self {
        Self { languages: Arc::from([Stemming::ENGLISH]), synonyms: Arc::default() }
    }
}

impl Known {
    pub(super) fn tongue(&self) -> Tongue<'_> {
        Tongue { languages: &self.languages, synonyms: &self.synonyms }
    }
}

impl Vault {
    /// What is known of the journal's words now.
    pub(super) fn known(&self) -> Result<Known> {
        let searcher = self.index().searcher();
        let saves = self.at_hand().saves();
        let mut last = self.index().known.lock().unwrap_or_else(PoisonError::into_inner);
        // Whoever only reads is not told of the saves of others.
        if last.list.is_none() || last.saves != saves || self.is_read_only() {
            let list = self.own_synonyms()?;
            if last.list.as_ref() != Some(&list) {
                last.known.synonyms = Arc::new(Synonyms::of_list(list.as_deref()));
                last.list = Some(list);
            }
            last.saves = saves;
        }
        if let Some(searcher) = searcher {
            let generation = Some(searcher.generation().generation_id());
            if last.generation != generation {
                last.known.languages = spoken(&searcher, schema::fields())?.into();
                last.generation = generation;
            }
        }
        Ok(last.known.clone())
    }
}

/// The ways in which the words of the journal are stemmed; English always.
fn spoken(searcher: &Searcher, fields: Fields) -> Result<Vec<Stemming>> {
    let mut spoken = Vec::new();
    for stemming in Stemming::all() {
        let key = Key::from_field_text(fields.filter, &filter::language(stemming.code()));
        if stemming == Stemming::ENGLISH || searcher.doc_freq(&key)? > 0 {
            spoken.push(stemming);
        }
    }
    Ok(spoken)
}
