//! What the author can say of something that is replaced: that it becomes something else, or is no name.

use serde::Serialize;
use specta::Type;

use super::apply::Replacement;
use super::dictionary::Redaction;
use super::profile::ReplacementSort;
use super::term::{RedactionTerm, TermSort, folded};
use crate::id::RecordId;
use crate::record::Kept;

/// What can be put on the author's list for something that is replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Offer {
    /// The word as it would stand there, with nothing said of it yet.
    pub term: RedactionTerm,
    /// The word of the list that is about it already.
    pub listed: Option<RecordId>,
    /// Whether the author has said what it becomes, on the list or of a person.
    pub named: bool,
}

impl Redaction {
    /// What can be said of it; nothing of sums, days and addresses, which no list can name.
    pub(super) fn offer(&self, replaced: &Replacement, list: &[Kept<RedactionTerm>]) -> Option<Offer> {
        let sort = term_sort(replaced.sort)?;
        let word = if sort == TermSort::Project { without_noun(&replaced.what) } else { &replaced.what };
        let (wanted, by) = (folded(word), folded(&replaced.by));
        Some(Offer {
            listed: list.iter().find(|kept| folded(&kept.value.word) == wanted).map(|kept| kept.id),
            named: self.subjects.iter().any(|subject| subject.named && folded(&subject.alias) == by),
            term: RedactionTerm { word: word.to_owned(), sort, ..RedactionTerm::default() },
        })
    }
}

/// What it would be on the list.
const fn term_sort(sort: ReplacementSort) -> Option<TermSort> {
    match sort {
        ReplacementSort::Colleague | ReplacementSort::Person => Some(TermSort::Person),
        ReplacementSort::Customer => Some(TermSort::Customer),
        ReplacementSort::Project => Some(TermSort::Project),
        ReplacementSort::Other => Some(TermSort::Other),
        ReplacementSort::Mail
        | ReplacementSort::Phone
        | ReplacementSort::Handle
        | ReplacementSort::Link
        | ReplacementSort::Number
        | ReplacementSort::Date
        | ReplacementSort::Identity => None,
    }
}

/// Of "Atlas project" all is replaced where "Project Q2" stands for it; the name is what goes on the list.
fn without_noun(what: &str) -> &str {
    match what.rsplit_once(' ') {
        Some((name, noun)) if noun.eq_ignore_ascii_case("project") => name,
        _ => what,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::growth::fixture::empty;
    use crate::people::{Person, Relation};
    use crate::portfolio::RedactionProfile;
    use crate::vault::Vault;

    fn replaced(what: &str, by: &str, sort: ReplacementSort) -> Replacement {
        Replacement { what: what.to_owned(), by: by.to_owned(), sort, times: 1, contexts: Vec::new(), offer: None }
    }

    fn offer(vault: &Vault, one: &Replacement) -> Option<Offer> {
        vault.redaction(RedactionProfile::Public).unwrap().offer(one, &vault.redaction_terms().unwrap())
    }

    fn term(word: &str, alias: &str, keep: bool) -> RedactionTerm {
        RedactionTerm { word: word.to_owned(), alias: alias.to_owned(), keep, ..RedactionTerm::default() }
    }

    #[test]
    fn what_it_becomes_is_offered_unless_the_author_has_said_so_on_the_list_or_of_a_person() {
        let vault = empty();
        let (name, alias) = ("Ines".to_owned(), "my mentor".to_owned());
        vault.describe_person(&Person { name, relation: Some(Relation::Mentor), alias, note: String::new() }).unwrap();
        vault.add_redaction_term(&term("acme", "a large retailer", false)).unwrap();
        vault.add_redaction_term(&term("Mark", "somebody", true)).unwrap();
        let said = |what, by, sort| offer(&vault, &replaced(what, by, sort)).unwrap();
        let unsaid = said("Borealis", "Customer B4", ReplacementSort::Customer);
        assert!(!unsaid.named && unsaid.listed.is_none());
        let capital = said("Ines", "My mentor", ReplacementSort::Person);
        assert!(capital.named && capital.listed.is_none(), "whatever the capital");
        assert!(said("Acme", "A large retailer", ReplacementSort::Customer).named);
        assert!(!said("Mark", "somebody", ReplacementSort::Person).named, "of what stays nothing becomes anything");
    }

    #[test]
    fn what_is_on_the_list_is_known_in_any_case() {
        let vault = empty();
        let id = vault.add_redaction_term(&term("BOREALIS", "", false)).unwrap();
        let found = offer(&vault, &replaced("Borealis", "Customer B4", ReplacementSort::Customer)).unwrap();
        assert_eq!((found.listed, found.named), (Some(id), false));
        let zoe = vault.add_redaction_term(&term("Zoë  Müller", "", false)).unwrap();
        vault.add_redaction_term(&term("Acme Corp", "", false)).unwrap();
        let listed = |what| offer(&vault, &replaced(what, "Person K7", ReplacementSort::Person)).unwrap().listed;
        assert_eq!(listed("zoe muller"), Some(zoe), "nor do accents and spaces matter");
        assert_eq!(listed("Acme"), None);
    }

    #[test]
    fn nothing_is_offered_for_sums_days_and_addresses() {
        use ReplacementSort::{Date, Handle, Identity, Link, Mail, Number, Phone};
        for sort in [Number, Date, Mail, Phone, Handle, Link, Identity] {
            assert_eq!(offer(&empty(), &replaced("x", "y", sort)), None, "{sort:?}");
        }
    }

    #[test]
    fn the_sort_comes_along_and_no_more_than_the_name_of_a_project() {
        let of = |what, sort| offer(&empty(), &replaced(what, "Project Q2", sort)).unwrap().term;
        let dana = of("Dana", ReplacementSort::Colleague);
        assert_eq!((dana.word.as_str(), dana.sort), ("Dana", TermSort::Person));
        for what in ["Atlas project", "Atlas", "Atlas Project"] {
            assert_eq!(of(what, ReplacementSort::Project).word, "Atlas");
        }
    }
}
