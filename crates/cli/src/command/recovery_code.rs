//! `helmlog recovery-code`: a second way into a locked vault.

use std::path::PathBuf;

use clap::Args;
use helmlog_core::disk;
use serde::Serialize;

use super::Context;
use super::passphrase::needs_one;
use crate::failure::Failure;

/// Make a recovery code, which opens the vault when the passphrase is forgotten.
///
/// It is printed once and kept nowhere: write it down and keep it away from this computer. The one
/// before opens nothing any more. Asks for the passphrase.
#[derive(Debug, Args)]
pub(crate) struct RecoveryCode {
    /// Write it as a page to print as well. Whoever gets the file has the code: delete it afterwards.
    #[arg(long, value_name = "FILE")]
    pdf: Option<PathBuf>,
}

#[derive(Serialize)]
struct Made<'a> {
    code: &'a str,
}

impl RecoveryCode {
    pub(crate) fn run(self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        let vault = place.to_write()?;
        needs_one(&vault)?;
        let made = vault.make_recovery_code(place.secret()?)?;
        let code = made.words();
        if out.is_json() {
            out.json(&Made { code: &code })?;
        } else {
            out.line(code.as_str())?;
        }
        if let Some(path) = &self.pdf {
            out.finish()?;
            let sheet = vault.recovery_sheet(&made)?;
            disk::write_whole(path, &sheet).map_err(|error| {
                Failure::from(error).with_hint("The code above was made and is the one that opens the vault.")
            })?;
        }
        out.say("It is shown this once. Write it down, and keep it away from this computer.");
        Ok(())
    }
}
