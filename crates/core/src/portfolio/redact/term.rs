//! The author's own list: customers, and whatever else no reader should find.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::error::{Error, Result};
use crate::id::RecordId;
use crate::record::{self, Kept, Record};
use crate::vault::Vault;

use super::words::words;

/// Characters of a word and of an alias.
const LONGEST: usize = 120;

/// Words on the list.
const MOST: usize = 2_000;

/// A word of the author's list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RedactionTerm {
    /// The word, or the words.
    pub word: String,
    /// What it names.
    #[serde(default)]
    pub sort: TermSort,
    /// What stands in its place; one is made where this is empty.
    #[serde(default)]
    pub alias: String,
    /// It is never replaced, whatever else is known of it.
    #[serde(default)]
    pub keep: bool,
}

/// What a word of the list names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum TermSort {
    /// A customer.
    #[default]
    Customer,
    /// A project.
    Project,
    /// Somebody who is not among the people of the journal.
    Person,
    /// Anything else.
    Other,
}

impl TermSort {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Customer, Self::Project, Self::Person, Self::Other];

    /// The word by which it is stored and asked for.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Project => "project",
            Self::Person => "person",
            Self::Other => "other",
        }
    }
}

impl std::str::FromStr for TermSort {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|sort| sort.word().eq_ignore_ascii_case(text.trim()))
            .ok_or_else(|| Error::invalid("sort", "not one of customer, project, person, other"))
    }
}

impl Record for RedactionTerm {
    const SORT: &'static str = "redaction_term";
    const WHAT: &'static str = "word of the redaction list";
}

impl Vault {
    /// The author's list, in the order in which it was written.
    ///
    /// # Errors
    /// What the database says.
    pub fn redaction_terms(&self) -> Result<Vec<Kept<RedactionTerm>>> {
        self.read(record::all)
    }

    /// Puts a word on the list.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a word without a letter or digit, that is too long, or that is on it already.
    pub fn add_redaction_term(&self, term: &RedactionTerm) -> Result<RecordId> {
        let term = term.checked()?;
        self.write(|write| {
            let known = record::all::<RedactionTerm>(write)?;
            if known.len() >= MOST {
                return Err(Error::invalid("redaction list", format!("more than {MOST} words")));
            }
            unknown(&known, &term, None)?;
            record::add(write, &term)
        })
    }

    /// Says something else of a word on the list, or puts another in its place.
    ///
    /// # Errors
    /// [`Error::NotFound`], or as [`Vault::add_redaction_term`].
    pub fn change_redaction_term(&self, id: RecordId, term: &RedactionTerm) -> Result<()> {
        let term = term.checked()?;
        self.write(|write| {
            record::one::<RedactionTerm>(write, id)?;
            unknown(&record::all(write)?, &term, Some(id))?;
            record::put(write, id, &term)
        })
    }

    /// Takes a word off the list.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn remove_redaction_term(&self, id: RecordId) -> Result<()> {
        self.write(|write| record::erase::<RedactionTerm>(write, id))
    }

    /// The word of the list that is meant by `text`: an identity, or the word itself in any case.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn find_redaction_term(&self, text: &str) -> Result<Kept<RedactionTerm>> {
        let wanted = folded(text);
        self.redaction_terms()?
            .into_iter()
            .find(|kept| kept.id.to_string() == text.trim() || folded(&kept.value.word) == wanted)
            .ok_or(Error::NotFound { what: RedactionTerm::WHAT })
    }
}

impl RedactionTerm {
    fn checked(&self) -> Result<Self> {
        let tidy = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let term = Self { word: tidy(&self.word), alias: tidy(&self.alias), ..self.clone() };
        for (field, text) in [("word", &term.word), ("alias", &term.alias)] {
            if text.chars().count() > LONGEST {
                return Err(Error::invalid(field, format!("longer than {LONGEST} characters")));
            }
            if text.chars().any(char::is_control) {
                return Err(Error::invalid(field, "contains a control character"));
            }
        }
        let letters: usize = words(&term.word).iter().map(super::words::Word::letters).sum();
        if letters < 2 {
            return Err(Error::invalid("word", "has fewer than two letters"));
        }
        Ok(term)
    }
}

fn unknown(known: &[Kept<RedactionTerm>], term: &RedactionTerm, but: Option<RecordId>) -> Result<()> {
    let word = folded(&term.word);
    if known.iter().any(|kept| Some(kept.id) != but && folded(&kept.value.word) == word) {
        return Err(Error::invalid("word", "is on the list already"));
    }
    Ok(())
}

/// A word whatever its case and accents, as words of the list are compared.
pub(super) fn folded(text: &str) -> Vec<String> {
    words(text).into_iter().map(|word| word.folded).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::growth::fixture::empty;

    fn term(word: &str) -> RedactionTerm {
        RedactionTerm { word: word.to_owned(), ..RedactionTerm::default() }
    }

    #[test]
    fn a_word_is_added_changed_found_and_taken_off() {
        let vault = empty();
        let acme = vault.add_redaction_term(&term("  Acme  Corp ")).unwrap();
        assert_eq!(vault.redaction_terms().unwrap()[0].value.word, "Acme Corp");
        vault.change_redaction_term(acme, &RedactionTerm { keep: true, ..term("ACME Corp") }).unwrap();
        assert_eq!(vault.find_redaction_term("acme corp").unwrap().id, acme);
        assert!(vault.find_redaction_term(&acme.to_string()).unwrap().value.keep);
        vault.remove_redaction_term(acme).unwrap();
        assert!(vault.find_redaction_term("acme corp").is_err() && vault.remove_redaction_term(acme).is_err());
    }

    #[test]
    fn a_word_that_is_none_or_known_is_refused() {
        let vault = empty();
        vault.add_redaction_term(&term("Zoë")).unwrap();
        for word in ["", " – ", "x", "zoe", "a\u{7}b", &"long ".repeat(40)] {
            assert!(matches!(vault.add_redaction_term(&term(word)), Err(Error::Invalid { .. })), "{word:?}");
        }
    }
}
