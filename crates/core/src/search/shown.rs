//! What a query found in one entry, as it stands there: for whoever opens the entry to see it.

use super::marks::Sought;
use super::plain::Plain;
use super::query::Parsed;
use crate::error::Result;
use crate::id::EntryId;
use crate::journal::Entry;
use crate::vault::Vault;

/// Different words at most; more are no help to the eye.
const MOST: usize = 50;

/// Bytes of a text that are looked through.
const BYTES: usize = 1 << 20;

impl Vault {
    /// The words and phrases of the entry `id` that `query` finds, each once, as they stand there.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound), or what the database says.
    pub fn found_in(&self, query: &str, id: EntryId) -> Result<Vec<String>> {
        let Parsed { mut query, .. } = self.parse(query)?;
        query.leave_open();
        let known = self.known()?;
        let entry = self.entry(id)?;
        let found = words(&entry, &Sought::of(&query, known.tongue()));
        if found.is_empty()
            && let Some(closest) = self.correct(&query, known.tongue())?
        {
            return Ok(words(&entry, &Sought::of(&closest, known.tongue())));
        }
        Ok(found)
    }
}

fn words(entry: &Entry, sought: &Sought) -> Vec<String> {
    let content = &entry.content;
    let stemming = entry.stemming();
    let mut found: Vec<String> = Vec::new();
    let mut look = |text: &str, is_title: bool| {
        for mark in sought.marks(text, is_title, stemming) {
            let word = text.get(mark.from..mark.to).unwrap_or_default();
            if found.len() < MOST && !found.iter().any(|one| one == word) {
                found.push(word.to_owned());
            }
        }
    };
    look(&content.title, true);
    content.facets.texts().chain([content.facets.sentence()]).for_each(|text| look(text, false));
    for text in [&content.body, &content.private] {
        let mut plain = Plain::of_markdown(text);
        while plain.grow() && plain.text.len() < BYTES {}
        look(&plain.text, false);
    }
    found
}
