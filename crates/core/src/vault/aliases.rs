//! The key of the aliases that stand for names in a redacted portfolio.
//!
//! It is derived from the vault's key as long as that is the first one. Aliases are to stay the same when a first
//! passphrase brings another key, or a backup from before that comes back: whoever moves a journal to another key
//! writes down, inside the journal, what was derived from the old one. That is encrypted like everything else there.

use rusqlite::Connection;

use super::Vault;
use super::key::{Key, Purpose, VaultKey, from_hex, to_hex};
use super::setting::get;
use crate::error::{Error, Result};
use crate::id::VaultId;

const SETTING: &str = "alias_key";

impl Vault {
    /// What aliases are made with.
    pub(crate) fn alias_key(&self) -> Result<Key> {
        match self.read(|database| get::<String>(database, SETTING))? {
            Some(kept) => from_hex(&kept).map(Key).ok_or(Error::Damaged("the key of the aliases cannot be read")),
            None => Ok(self.derived(Purpose::Aliases)),
        }
    }
}

/// Lets the journal in `schema`, which comes from under the key `old`, go on with the aliases that it has.
pub(super) fn carry(database: &Connection, schema: &str, vault: VaultId, old: &VaultKey) -> Result<()> {
    let key = zeroize::Zeroizing::new(format!("\"{}\"", to_hex(&old.derive(vault, Purpose::Aliases).0)));
    database.execute(
        &format!(
            "INSERT OR IGNORE INTO {schema}.setting (key, value, device, stamp)
             SELECT '{SETTING}', ?1, device, stamp FROM {schema}.clock"
        ),
        [key.as_str()],
    )?;
    Ok(())
}
