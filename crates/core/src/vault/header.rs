//! `vault.json`: what a vault says of itself before it is opened.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::disk;
use crate::error::{Error, Result};
use crate::id::VaultId;
use crate::vault::key::Slot;

/// The name of the file in the vault's folder.
pub(crate) const FILE: &str = "vault.json";

/// The newest layout of the folder and of this file that the program knows.
pub(crate) const FORMAT: u32 = 1;

/// No header comes near this size; a larger file is not one.
const LARGEST: u64 = 1 << 20;

/// The contents of `vault.json`.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Header {
    /// The layout of the folder.
    pub(crate) format: u32,
    /// The vault's identity, which also salts its keys.
    pub(crate) vault: VaultId,
    /// The ways to get at its key.
    pub(crate) slots: Vec<Slot>,
}

/// Read first, so that a newer file is refused as newer even if the rest of it has changed.
#[derive(Deserialize)]
struct Version {
    format: u32,
}

impl Header {
    pub(crate) fn read(folder: &Path) -> Result<Self> {
        let path = folder.join(FILE);
        match std::fs::metadata(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(Error::NoVault(folder.into())),
            Err(error) => return Err(Error::file(path, error)),
            Ok(found) if found.len() > LARGEST => return Err(Error::Damaged("vault.json is far too large")),
            Ok(_) => {}
        }
        let bytes = std::fs::read(&path).map_err(|error| Error::file(path, error))?;
        let unreadable = |_| Error::Damaged("vault.json cannot be understood");
        let Version { format } = serde_json::from_slice(&bytes).map_err(unreadable)?;
        if format > FORMAT {
            return Err(Error::Newer { found: format, known: FORMAT });
        }
        serde_json::from_slice(&bytes).map_err(unreadable)
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
        let error = read(r#"{"format": 2, "strange": []}"#).map(drop).unwrap_err();
        assert!(matches!(error, Error::Newer { found: 2, known: 1 }), "{error}");
    }

    #[test]
    fn a_garbled_header_is_called_damaged() {
        for text in ["", "{", "[]", r#"{"format": -1}"#, r#"{"format": 1}"#, r#"{"format":1,"vault":"x","slots":[]}"#] {
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
