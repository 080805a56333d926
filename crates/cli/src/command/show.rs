//! `helmlog show`: one entry, whole.

use clap::Args;

use super::Context;
use crate::failure::Failure;
use crate::show;

const EXAMPLES: &str = "\
Examples:
  helmlog show 0193a7
  helmlog show 0193a7 --json | jq -r .body";

/// Show an entry with everything that belongs to it.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Show {
    /// The id of the entry, or its beginning.
    #[arg(value_name = "ID")]
    id: String,
}

impl Show {
    pub(crate) fn run(self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        let vault = place.to_read()?;
        let entry = vault.entry(vault.resolve(&self.id)?)?;
        if out.is_json() {
            return out.json(&entry);
        }
        let related = vault.related(entry.id)?;
        show::entry(out, &entry, &related)
    }
}
