//! What stands in the place of a name: stable in one vault, another in every other.
//!
//! An alias is a keyed hash of an identity, cut to a letter and a digit. Two that come out the same are told apart
//! in the order in which they came into the journal, so that whoever is added later changes nobody's alias.

use std::collections::HashSet;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::profile::ReplacementSort as Sort;
use crate::vault::key::Key;

/// Letters that are not mistaken for digits.
const LETTERS: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZ";

/// Tries with one digit before there are two.
const SHORT_TRIES: u32 = 4;
const MOST_TRIES: u32 = 10_000;

/// What is keyed besides aliases.
const ENTRY: &str = "entry";

/// Makes aliases, each once.
pub(super) struct Aliases<'k> {
    key: &'k Key,
    taken: HashSet<String>,
}

impl<'k> Aliases<'k> {
    pub(super) fn new(key: &'k Key) -> Self {
        Self { key, taken: HashSet::new() }
    }

    /// The alias of `identity`, as in "Person K7". `hidden` says which words may not be in it.
    pub(super) fn of(&mut self, sort: Sort, identity: &[u8], hidden: impl Fn(&str) -> bool) -> String {
        let nouns = nouns(sort);
        let noun = nouns.iter().copied().find(|noun| !hidden(noun)).unwrap_or_default();
        let purpose = nouns.first().copied().unwrap_or_default();
        for attempt in 0..MOST_TRIES {
            let [letter, number, ..] = hash(self.key, purpose, identity, attempt);
            let letter = LETTERS.get(usize::from(letter) % LETTERS.len()).copied().map_or('X', char::from);
            let number = if attempt < SHORT_TRIES { 2 + number % 8 } else { 10 + number % 90 };
            let alias = format!("{noun} {letter}{number}").trim().to_owned();
            if !hidden(&alias) && self.taken.insert(alias.clone()) {
                return alias;
            }
        }
        // More subjects than there are aliases of this length, or a list that hides all of them.
        let alias = format!(
            "{noun} {}",
            crate::vault::key::to_hex(hash(self.key, purpose, identity, MOST_TRIES).get(..8).unwrap_or_default())
        );
        alias.trim().to_owned()
    }
}

/// What stands for an entry's identity, which would tell when it was written.
pub(super) fn identity(key: &Key, id: &[u8; 16]) -> [u8; 16] {
    let hash = hash(key, ENTRY, id, 0);
    let mut bytes: [u8; 16] = hash.first_chunk().copied().unwrap_or_default();
    // Version 8 of RFC 9562: made in a way of our own.
    let [.., version, _, variant, _, _, _, _, _, _, _] = &mut bytes;
    *version = (*version & 0x0f) | 0x80;
    *variant = (*variant & 0x3f) | 0x80;
    bytes
}

/// The word before the letter, the best first.
const fn nouns(sort: Sort) -> &'static [&'static str] {
    match sort {
        Sort::Colleague | Sort::Person => &["Person", "Someone", "Individual"],
        Sort::Customer => &["Customer", "Client", "Buyer"],
        Sort::Project => &["Project", "Undertaking", "Effort"],
        _ => &["Name", "Item", "Thing"],
    }
}

fn hash(key: &Key, purpose: &str, identity: &[u8], attempt: u32) -> [u8; 32] {
    // A key of any length is one.
    let Ok(mut mac) = <Hmac<Sha256> as KeyInit>::new_from_slice(&key.0) else { return [0; 32] };
    mac.update(purpose.as_bytes());
    mac.update(&[0]);
    mac.update(identity);
    mac.update(&attempt.to_be_bytes());
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aliases(key: u8, count: u32) -> Vec<String> {
        let key = Key([key; 32]);
        let mut aliases = Aliases::new(&key);
        (0..count).map(|one| aliases.of(Sort::Person, &one.to_be_bytes(), |_| false)).collect()
    }

    #[test]
    fn each_has_its_own_and_whoever_comes_later_changes_nobodys() {
        let many = aliases(1, 600);
        assert_eq!(many.iter().collect::<HashSet<_>>().len(), 600);
        assert_eq!(aliases(1, 40), many[..40]);
        assert_ne!(aliases(2, 40), many[..40]);
        assert!(many.iter().all(|alias| alias.starts_with("Person ")), "{many:?}");
    }

    #[test]
    fn an_alias_says_nothing_that_is_hidden() {
        let key = Key([3; 32]);
        let alias = Aliases::new(&key).of(Sort::Project, b"x", |text| text.contains("Project"));
        assert!(alias.starts_with("Undertaking "), "{alias}");
    }

    #[test]
    fn an_identity_stays_a_uuid_and_has_no_time() {
        let one = identity(&Key([1; 32]), &[7; 16]);
        assert_eq!((one[6] >> 4, one[8] >> 6), (8, 2));
        assert_ne!(one, identity(&Key([2; 32]), &[7; 16]));
    }
}
