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

/// What is known of a journal's words, as long as nothing changes.
#[derive(Debug, Clone)]
pub(super) struct Known {
    /// The state of the index that the languages were read from.
    generation: Option<u64>,
    languages: Arc<[Stemming]>,
    list: String,
    synonyms: Arc<Synonyms>,
}

impl Default for Known {
    fn default() -> Self {
        Self {
            generation: None,
            languages: Arc::from([Stemming::ENGLISH]),
            list: String::new(),
            synonyms: Arc::default(),
        }
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
        let list = self.synonyms()?;
        let searcher = self.index().searcher();
        let mut known = self.index().known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.list != list {
            known.synonyms = Arc::new(Synonyms::read(&list));
            known.list = list;
        }
        if let Some(searcher) = searcher {
            let generation = Some(searcher.generation().generation_id());
            if known.generation != generation {
                known.languages = spoken(&searcher, schema::fields())?.into();
                known.generation = generation;
            }
        }
        Ok(known.clone())
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
