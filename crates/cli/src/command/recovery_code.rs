//! `helmlog recovery-code`: a second way into a locked vault.

use clap::Args;
use serde::Serialize;

use super::Context;
use super::passphrase::needs_one;
use crate::failure::Failure;

/// Make a recovery code, which opens the vault when the passphrase is forgotten.
///
/// It is printed once and kept nowhere: write it down and keep it away from this computer. The one
/// before opens nothing any more. Asks for the passphrase.
#[derive(Debug, Args)]
pub(crate) struct RecoveryCode {}

#[derive(Serialize)]
struct Made<'a> {
    code: &'a str,
}

impl RecoveryCode {
    pub(crate) fn run(self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        let vault = place.to_write()?;
        needs_one(&vault)?;
        let code = vault.make_recovery_code(place.secret()?)?.words();
        if out.is_json() {
            out.json(&Made { code: &code })?;
        } else {
            out.line(code.as_str())?;
        }
        out.say("It is shown this once. Write it down, and keep it away from this computer.");
        Ok(())
    }
}
