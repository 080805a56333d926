//! `helmlog keychain`: the system's keychain as a way in.

use clap::{Args, Subcommand};

use super::Context;
use super::passphrase::needs_one;
use crate::failure::Failure;

const EXAMPLES: &str = "\
Examples:
  helmlog keychain trust
  helmlog keychain distrust";

/// Let the system's keychain open the vault while you are logged in, or no longer.
///
/// Whoever sits at your unlocked account can open the vault then; a thief of the computer or of a copy
/// of the vault cannot. The passphrase opens it as before, and on every other computer.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Keychain {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Keep a key in the keychain that opens the vault. Asks for the passphrase.
    Trust,
    /// Take that key away.
    Distrust,
}

impl Keychain {
    pub(crate) fn run(self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        let vault = place.to_write()?;
        needs_one(&vault)?;
        match self.what {
            What::Trust => {
                vault.trust_keychain(place.secret()?, &helmlog_keychain::System)?;
                out.say("The keychain opens the vault while you are logged in. The passphrase does so as before.");
            }
            What::Distrust => {
                vault.distrust_keychain(&helmlog_keychain::System)?;
                out.say("The keychain does not open the vault any more.");
            }
        }
        if out.is_json() { out.json(&vault.protection()?) } else { Ok(()) }
    }
}
