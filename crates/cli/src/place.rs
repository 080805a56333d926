//! Which vault is meant, and opening it as a command needs it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use helmlog_core::vault::default_folder;
use helmlog_core::world::System;
use helmlog_core::{Error, Vault};

use crate::failure::Failure;
use crate::output::Output;

/// Where the vault lies.
pub(crate) struct Place {
    folder: PathBuf,
    /// Somebody named the folder, so a missing vault is a mistake rather than a beginning.
    named: bool,
}

impl Place {
    pub(crate) fn of(vault: Option<&Path>) -> Self {
        match vault {
            Some(folder) => Self { folder: folder.to_owned(), named: true },
            None => Self { folder: default_folder(), named: false },
        }
    }

    /// Makes the vault.
    pub(crate) fn create(&self) -> Result<Vault, Failure> {
        Ok(Vault::create(&self.folder, Arc::new(System))?)
    }

    /// The vault for reading, which also works while a window is open.
    pub(crate) fn to_read(&self) -> Result<Vault, Failure> {
        Ok(Vault::open_read_only(&self.folder, Arc::new(System))?)
    }

    /// The vault for changing what is in it.
    pub(crate) fn to_write(&self) -> Result<Vault, Failure> {
        Ok(Vault::open(&self.folder, Arc::new(System))?)
    }

    /// The vault for adding to it. The usual one is made if it is not there: a first note should
    /// not need a lesson.
    pub(crate) fn to_add(&self, out: &mut Output) -> Result<Vault, Failure> {
        match Vault::open(&self.folder, Arc::new(System)) {
            Err(Error::NoVault(_)) if !self.named => {
                let vault = self.create()?;
                out.say(format_args!("Made a vault in {}. It is encrypted, but not locked.", self.folder.display()));
                Ok(vault)
            }
            opened => Ok(opened?),
        }
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }
}
