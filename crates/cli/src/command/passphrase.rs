//! `helmlog passphrase`: setting, changing and removing it.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use helmlog_core::vault::{Cost, Secret};
use helmlog_core::{Error, Vault};

use super::Context;
use crate::failure::Failure;
use crate::place::secret;
use crate::text::count;

const EXAMPLES: &str = "\
Examples:
  helmlog passphrase set
  helmlog passphrase change
  helmlog --passphrase-file old.txt passphrase change --new-passphrase-file new.txt";

/// Set, change or remove the passphrase that locks the vault.
///
/// It is asked for in the terminal, or read from the first line of a file; it never stands on a
/// command line. Whoever forgets it and has no recovery code has lost the journal: nobody can open it.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Passphrase {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Set the first one. Everything is encrypted anew, which takes as long as copying the vault.
    Set(New),
    /// Replace it. The recovery code stays as it is.
    Change(New),
    /// Remove it, and the recovery code. The vault stays encrypted, but is not locked any more.
    Remove,
}

/// The passphrase to come.
#[derive(Debug, Args)]
struct New {
    /// A file whose first line is the new passphrase, in place of the prompt.
    #[arg(long, value_name = "FILE")]
    new_passphrase_file: Option<PathBuf>,
}

impl Passphrase {
    pub(crate) fn run(self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        let vault = place.to_write()?;
        let (protection, said) = match self.what {
            What::Set(new) => {
                if vault.protection()?.passphrase {
                    return Err(Error::invalid("passphrase", "is set already; use `helmlog passphrase change`").into());
                }
                vault.set_passphrase(&new.secret()?, Cost::measured())?;
                (vault.protection()?, "The vault is locked from now on. `helmlog recovery-code` makes a second way in.")
            }
            What::Change(new) => {
                needs_one(&vault)?;
                let present = place.secret()?;
                vault.change_passphrase(present, &new.secret()?, Cost::measured())?;
                (
                    vault.protection()?,
                    "The passphrase is changed. The old one opens nothing any more, but for backups made under it.",
                )
            }
            What::Remove => {
                needs_one(&vault)?;
                vault.remove_passphrase(place.secret()?)?;
                (vault.protection()?, "The vault is encrypted, but not locked: who can read its folder can open it.")
            }
        };
        out.say(said);
        let open = vault.open_backups()?.len();
        if open > 0 {
            let open = count(u32::try_from(open).unwrap_or(u32::MAX), "backup opens", "backups open");
            out.say(format_args!(
                "{open} without it, with the key of before. `helmlog backup replace` makes a new one and removes those."
            ));
        }
        if out.is_json() { out.json(&protection) } else { Ok(()) }
    }
}

/// Before anybody is asked for what there is none of.
pub(super) fn needs_one(vault: &Vault) -> Result<(), Failure> {
    if vault.protection()?.passphrase {
        return Ok(());
    }
    Err(Error::invalid("passphrase", "is not set; use `helmlog passphrase set`").into())
}

impl New {
    fn secret(&self) -> Result<Secret, Failure> {
        let given: Option<&Path> = self.new_passphrase_file.as_deref();
        let new = secret(given, "New passphrase: ")?;
        // What was typed unseen is typed twice.
        if given.is_none() && secret(None, "The same again: ")? != new {
            return Err(Error::invalid("passphrase", "was not the same both times").into());
        }
        Ok(new)
    }
}
