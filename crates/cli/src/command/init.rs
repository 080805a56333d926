//! `helmlog init`: a new vault.

use clap::Args;
use serde::Serialize;

use super::Context;
use crate::failure::Failure;

const EXAMPLES: &str = "\
Examples:
  helmlog init
  helmlog --vault ~/journals/work init";

/// Make a vault: the folder with everything you write.
///
/// The vault lies where --vault or HELMLOG_VAULT says, else in the usual place of your system. The
/// folder must be empty or new. Prints the folder.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Init {}

#[derive(Serialize)]
struct Made {
    vault: String,
}

impl Init {
    pub(crate) fn run(self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        place.create()?;
        out.say("Made a vault. It is encrypted, but not locked: who can read its folder can open it.");
        let vault = place.folder().display().to_string();
        if out.is_json() { out.json(&Made { vault }) } else { out.line(vault) }
    }
}
