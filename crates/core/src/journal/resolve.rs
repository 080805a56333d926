//! Finding an entry by the beginning of its id.

use rusqlite::Connection;

use crate::error::{Error, Result};
use crate::id::EntryId;
use crate::vault::Vault;

impl Vault {
    /// The entry whose id begins with `prefix`, which may leave out hyphens.
    ///
    /// # Errors
    /// [`Error::NotFound`] or [`Error::Ambiguous`]; [`Error::Invalid`] if this begins no id.
    pub fn resolve(&self, prefix: &str) -> Result<EntryId> {
        let (from, to) = range(prefix).ok_or_else(|| Error::invalid("id", "not the beginning of an id"))?;
        self.read(|database| between(database, from, to))
    }
}

fn between(database: &Connection, from: EntryId, to: EntryId) -> Result<EntryId> {
    let found = database
        .prepare_cached("SELECT id FROM entry WHERE id BETWEEN ?1 AND ?2 AND erased IS NULL")?
        .query_map((from, to), |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<EntryId>>>()?;
    match found.as_slice() {
        [] => Err(Error::NotFound { what: "entry" }),
        [id] => Ok(*id),
        several => Err(Error::Ambiguous { count: several.len() }),
    }
}

/// The least and the greatest id that begin with `prefix`.
fn range(prefix: &str) -> Option<(EntryId, EntryId)> {
    let digits: String = prefix.trim().chars().filter(|&one| one != '-').collect();
    if digits.is_empty() || digits.len() > 32 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let bound = |fill: &str| {
        let full = format!("{digits}{}", fill.repeat(32 - digits.len()));
        u128::from_str_radix(&full, 16).ok().map(|number| EntryId::from_bytes(number.to_be_bytes()))
    };
    Some((bound("0")?, bound("f")?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn an_id_lies_between_the_bounds_of_each_of_its_prefixes(bytes: [u8; 16], length in 1usize..36) {
            let id = EntryId::from_bytes(bytes);
            let text = id.to_string();
            let (from, to) = range(&text[..length]).unwrap();
            prop_assert!(from <= id && id <= to);
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,40}") {
            let _ = range(&text);
        }
    }
}
