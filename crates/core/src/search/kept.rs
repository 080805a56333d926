//! Searches that are kept: those that somebody gave a name, and the last ones that led somewhere.
//! They say as much about their owner as the entries do, so they lie inside the vault.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::error::{Error, Result};
use crate::vault::{Vault, Write, setting};

const SETTING: &str = "search.kept";

/// Last searches that are kept.
const MOST_RECENT: usize = 20;

/// Searches with a name at most; more of them are no shortcut.
const MOST_SAVED: usize = 100;

/// Characters of a name or a query at most.
const LONGEST: usize = 500;

/// The searches that are kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default)]
#[specta(skip_attr = "serde")]
pub struct Searches {
    /// Those with a name, in the order of the names.
    pub saved: Vec<SavedSearch>,
    /// The last ones that led somewhere, the newest first, each once.
    pub recent: Vec<String>,
}

/// A search with a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SavedSearch {
    /// What it is called; no two are called the same.
    pub name: String,
    /// What it asks.
    pub query: String,
}

impl Vault {
    /// The searches that are kept.
    ///
    /// # Errors
    /// What the database says.
    pub fn searches(&self) -> Result<Searches> {
        Ok(self.read(|database| setting::get(database, SETTING))?.unwrap_or_default())
    }

    /// Notes that a search led somewhere.
    ///
    /// # Errors
    /// What the database says.
    pub fn note_search(&self, query: &str) -> Result<Searches> {
        let query = query.trim();
        self.change(|searches| {
            if !query.is_empty() && query.chars().count() <= LONGEST {
                searches.recent.retain(|one| one != query);
                searches.recent.insert(0, query.to_owned());
                searches.recent.truncate(MOST_RECENT);
            }
            Ok(())
        })
    }

    /// Keeps a search under a name, in place of another of that name.
    ///
    /// # Errors
    /// [`Error::Invalid`] if one of the two is empty or too long, or there are too many.
    pub fn save_search(&self, name: &str, query: &str) -> Result<Searches> {
        let (name, query) = (name.trim(), query.trim());
        for (field, text) in [("name", name), ("query", query)] {
            if text.is_empty() {
                return Err(Error::invalid(field, "is empty"));
            }
            if text.chars().count() > LONGEST {
                return Err(Error::invalid(field, format!("longer than {LONGEST} characters")));
            }
        }
        self.change(|searches| {
            searches.saved.retain(|one| one.name != name);
            if searches.saved.len() >= MOST_SAVED {
                return Err(Error::invalid("name", format!("there are {MOST_SAVED} saved searches already")));
            }
            searches.saved.push(SavedSearch { name: name.to_owned(), query: query.to_owned() });
            searches.saved.sort_by_key(|one| one.name.to_lowercase());
            Ok(())
        })
    }

    /// Forgets the search with this name; without a name, the last ones.
    ///
    /// # Errors
    /// What the database says.
    pub fn forget_search(&self, name: Option<&str>) -> Result<Searches> {
        self.change(|searches| {
            match name {
                Some(name) => searches.saved.retain(|one| one.name != name),
                None => searches.recent.clear(),
            }
            Ok(())
        })
    }

    fn change(&self, change: impl FnOnce(&mut Searches) -> Result<()>) -> Result<Searches> {
        self.write(|write: &Write<'_>| {
            let mut searches: Searches = setting::get(write, SETTING)?.unwrap_or_default();
            let before = searches.clone();
            change(&mut searches)?;
            if searches != before {
                setting::set(write, SETTING, &searches)?;
            }
            Ok(searches)
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::world::Still;

    fn vault() -> Vault {
        Vault::in_memory(Arc::new(Still::at("2026-11-23T09:00:00+00:00").unwrap())).unwrap()
    }

    #[test]
    fn the_last_searches_are_kept_each_once() {
        let vault = vault();
        for query in ["roadmap", " legal ", "roadmap", ""] {
            vault.note_search(query).unwrap();
        }
        assert_eq!(vault.searches().unwrap().recent, ["roadmap", "legal"]);
        for at in 0..50 {
            vault.note_search(&format!("query {at}")).unwrap();
        }
        let recent = vault.searches().unwrap().recent;
        assert_eq!((recent.len(), recent[0].as_str()), (MOST_RECENT, "query 49"));
        assert_eq!(vault.forget_search(None).unwrap().recent, Vec::<String>::new());
    }

    #[test]
    fn a_search_is_kept_under_its_name() {
        let vault = vault();
        vault.save_search("Open challenges", "is:open").unwrap();
        vault.save_search("lessons", "kind:lesson").unwrap();
        let saved = vault.save_search("Open challenges", "is:open -kind:win").unwrap().saved;
        let names: Vec<_> = saved.iter().map(|one| (one.name.as_str(), one.query.as_str())).collect();
        assert_eq!(names, [("lessons", "kind:lesson"), ("Open challenges", "is:open -kind:win")]);
        assert_eq!(vault.forget_search(Some("lessons")).unwrap().saved.len(), 1);
        assert!(vault.save_search(" ", "x").is_err() && vault.save_search("x", "").is_err());
    }
}
