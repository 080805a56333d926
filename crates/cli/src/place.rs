//! Which vault is meant, and opening it as a command needs it.

use std::cell::{Cell, OnceCell};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use helmlog_core::vault::{By, SalvageReport, Secret, default_folder, salvage, trusts_keychain};
use helmlog_core::world::{System, Timestamp};
use helmlog_core::{Error, Vault};

use crate::failure::Failure;
use crate::output::Output;

/// Of this computer.
const KEYCHAIN: By<'_> = By::Keychain(&helmlog_keychain::System);

/// Where the vault lies.
pub(crate) struct Place {
    folder: PathBuf,
    /// Somebody named the folder, so a missing vault is a mistake rather than a beginning.
    named: bool,
    /// Where the passphrase stands, if nobody is to be asked for it.
    passphrase: Option<PathBuf>,
    /// What was given, so that nobody is asked twice.
    given: OnceCell<Secret>,
    /// When the vault was last saved, if it was found not to have been closed.
    cut_off: Cell<Option<Timestamp>>,
}

impl Place {
    pub(crate) fn of(vault: Option<&Path>, passphrase: Option<&Path>) -> Self {
        Self {
            folder: vault.map_or_else(default_folder, Path::to_owned),
            named: vault.is_some(),
            passphrase: passphrase.map(Path::to_owned),
            given: OnceCell::new(),
            cut_off: Cell::new(None),
        }
    }

    /// Makes the vault.
    pub(crate) fn create(&self) -> Result<Vault, Failure> {
        Ok(Vault::create(&self.folder, Arc::new(System))?)
    }

    /// The vault for reading, which also works while a window is open.
    pub(crate) fn to_read(&self) -> Result<Vault, Failure> {
        match Vault::open_read_only(&self.folder, Arc::new(System)) {
            Err(Error::Locked) => {
                if self.asks_keychain()
                    && let Ok(vault) = Vault::unlock_read_only(&self.folder, KEYCHAIN, Arc::new(System))
                {
                    return Ok(vault);
                }
                Ok(Vault::unlock_read_only(&self.folder, self.secret()?, Arc::new(System))?)
            }
            opened => Ok(opened?),
        }
    }

    /// The vault for searching it. Who searches a long journal first keeps the index that this takes, so
    /// that the next one need not wait; where it cannot be kept, because a window is open or the disk is
    /// only read, every search takes its time.
    pub(crate) fn to_search(&self) -> Result<Vault, Failure> {
        let vault = self.to_read()?;
        if vault.recall_index()? {
            return Ok(vault);
        }
        drop(vault);
        match self.to_write() {
            Ok(vault) => {
                // Nobody asked for it, and nothing but time is lost without.
                let _ = vault.keep_index();
                Ok(vault)
            }
            Err(_) => self.to_read(),
        }
    }

    /// The vault for changing what is in it.
    pub(crate) fn to_write(&self) -> Result<Vault, Failure> {
        let vault = self.open()?;
        self.cut_off.set(vault.cut_off()?);
        Ok(vault)
    }

    /// When the vault was last saved, if it was found not to have been closed.
    pub(crate) fn cut_off(&self) -> Option<Timestamp> {
        self.cut_off.get()
    }

    fn open(&self) -> Result<Vault, Failure> {
        match Vault::open(&self.folder, Arc::new(System)) {
            Err(Error::Locked) => {
                if self.asks_keychain()
                    && let Ok(vault) = Vault::unlock(&self.folder, KEYCHAIN, Arc::new(System))
                {
                    return Ok(vault);
                }
                Ok(Vault::unlock(&self.folder, self.secret()?, Arc::new(System))?)
            }
            opened => Ok(opened?),
        }
    }

    /// The vault for adding to it. The usual one is made if it is not there: a first note should
    /// not need a lesson.
    pub(crate) fn to_add(&self, out: &mut Output) -> Result<Vault, Failure> {
        match self.to_write() {
            Err(Failure::Core(Error::NoVault(_))) if !self.named => {
                let vault = self.create()?;
                out.say(format_args!("Made a vault in {}. It is encrypted, but not locked.", self.folder.display()));
                Ok(vault)
            }
            opened => opened,
        }
    }

    /// Whether the keychain may open the vault: nobody gave a passphrase, and the vault trusts it.
    fn asks_keychain(&self) -> bool {
        !self.has_secret() && trusts_keychain(&self.folder)
    }

    /// Makes a new vault in `into` from what can be read of this one.
    pub(crate) fn salvage(&self, into: &Path) -> Result<SalvageReport, Failure> {
        match salvage(&self.folder, None, into, Arc::new(System)) {
            Err(Error::Locked) => Ok(salvage(&self.folder, Some(self.secret()?), into, Arc::new(System))?),
            salvaged => Ok(salvaged?),
        }
    }

    /// The passphrase of the vault, from its file or from the terminal.
    pub(crate) fn secret(&self) -> Result<&Secret, Failure> {
        if let Some(given) = self.given.get() {
            return Ok(given);
        }
        let secret = secret(self.passphrase.as_deref(), "Passphrase or recovery code: ")?;
        Ok(self.given.get_or_init(|| secret))
    }

    /// Whether [`Place::secret`] would give something without asking.
    pub(crate) fn has_secret(&self) -> bool {
        self.passphrase.is_some() || self.given.get().is_some()
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }
}

/// A passphrase from `file`, or from the terminal that has the keyboard. Where there is neither, the
/// vault stays locked.
pub(crate) fn secret(file: Option<&Path>, prompt: &str) -> Result<Secret, Failure> {
    match file {
        Some(file) => Ok(Secret::read(file)?),
        None => match rpassword::prompt_password(prompt) {
            Ok(text) => Ok(Secret::taken(text)),
            Err(_) => Err(Failure::from(Error::Locked)
                .with_hint("Nothing was changed. There is no terminal to ask in: give --passphrase-file.")),
        },
    }
}
