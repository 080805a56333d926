//! `vault.json`: what a vault says of itself before it is opened.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::disk;
use crate::error::{Error, Result};
use crate::id::VaultId;
use crate::vault::key::VaultKey;
use crate::vault::slot::Slot;

/// The name of the file in the vault's folder.
pub(crate) const FILE: &str = "vault.json";

/// The newest layout of the folder and of this file that the program knows.
///
/// 2 added slots that are locked, 3 the keychain's; each is written where there is one, so that an older
/// program goes on opening what it understands.
pub(crate) const FORMAT: u32 = 3;

/// No header comes near this size; a larger file is not one.
const LARGEST: u64 = 1 << 20;

/// The contents of `vault.json`. A field that is not known may be one that is, with a letter garbled:
/// whoever takes no notice of `moving` throws away the vault's only copy.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Header {
    /// The layout of the folder.
    pub(crate) format: u32,
    /// The vault's identity, which also salts its keys.
    pub(crate) vault: VaultId,
    /// The ways to get at its key.
    pub(crate) slots: Vec<Slot>,
    /// Everything lies in `rotation/` under these slots' key and is being put into its place.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) moving: bool,
}

/// Read first, so that a newer file is refused as newer even if the rest of it has changed.
#[derive(Deserialize)]
struct Version {
    format: u32,
}

impl Header {
    /// Of a new vault: what is encrypted is not locked yet.
    pub(crate) fn new(vault: VaultId, key: &VaultKey) -> Self {
        Self { format: 1, vault, slots: vec![Slot::open(key)], moving: false }
    }

    /// Whether it takes a passphrase to open the vault.
    pub(crate) fn is_locked(&self) -> bool {
        self.slots.iter().all(|slot| !matches!(slot, Slot::Open { .. }))
    }

    /// With other ways to get at the key.
    pub(crate) fn with(&self, slots: Vec<Slot>) -> Self {
        let mut header = Self { slots, ..self.clone() };
        header.format = match (header.trusts_keychain(), header.is_locked()) {
            (true, _) => FORMAT,
            (false, true) => 2,
            (false, false) => 1,
        };
        header
    }

    pub(crate) fn read(folder: &Path) -> Result<Self> {
        let path = folder.join(FILE);
        match std::fs::metadata(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(Error::NoVault(folder.into())),
            Err(error) => return Err(Error::file(path, error)),
            Ok(found) if found.len() > LARGEST => return Err(Error::Damaged("vault.json is far too large")),
            Ok(_) => {}
        }
        Self::parse(&std::fs::read(&path).map_err(|error| Error::file(path, error))?)
    }

    pub(crate) fn parse(bytes: &[u8]) -> Result<Self> {
        let unreadable = |_| Error::Damaged("vault.json cannot be understood");
        let Version { format } = serde_json::from_slice(bytes).map_err(unreadable)?;
        if format > FORMAT {
            return Err(Error::Newer { found: format, known: FORMAT });
        }
        serde_json::from_slice(bytes).map_err(unreadable)
    }

    pub(crate) fn write(&self, folder: &Path) -> Result<()> {
        let mut text = serde_json::to_vec_pretty(self).map_err(|_| Error::Damaged("vault.json cannot be written"))?;
        text.push(b'\n');
        disk::write_whole(&folder.join(FILE), &text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Header> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(FILE), text).unwrap();
        Header::read(folder.path())
    }

    #[test]
    fn a_newer_header_is_refused_as_newer_whatever_else_it_holds() {
        let error = read(r#"{"format": 4, "strange": []}"#).map(drop).unwrap_err();
        assert!(matches!(error, Error::Newer { found: 4, known: 3 }), "{error}");
    }

    /// `moving`, with its last letter turned.
    const GARBLED: &str = r#"{"format":2,"vault":"01a212e7-deb4-7d51-9a5f-f83256c460f5","slots":[],"movinf":true}"#;

    #[test]
    fn a_garbled_header_is_called_damaged() {
        for text in
            ["", "{", "[]", r#"{"format": -1}"#, r#"{"format": 1}"#, r#"{"format":1,"vault":"x","slots":[]}"#, GARBLED]
        {
            let error = read(text).map(drop).unwrap_err();
            assert!(matches!(error, Error::Damaged(_)), "{text}: {error}");
        }
    }

    #[test]
    fn a_folder_without_a_header_is_no_vault() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(Header::read(folder.path()), Err(Error::NoVault(_))));
    }
}
