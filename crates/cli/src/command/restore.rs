//! `helmlog restore`: back from the trash.

use clap::Args;
use helmlog_core::id::EntryId;
use serde::Serialize;

use super::Context;
use crate::failure::Failure;

const EXAMPLES: &str = "\
Example:
  helmlog restore 0193a7";

/// Take entries out of the trash.
///
/// Prints the ids. `helmlog trash --list` shows what is there.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Restore {
    /// The ids of entries, or their beginnings.
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
}

#[derive(Serialize)]
struct Restored {
    restored: Vec<EntryId>,
}

impl Restore {
    pub(crate) fn run(self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        let vault = place.to_write()?;
        let restored = self.ids.iter().map(|id| vault.resolve(id)).collect::<Result<Vec<_>, _>>()?;
        for &id in &restored {
            vault.restore(id)?;
        }
        if out.is_json() {
            return out.json(&Restored { restored });
        }
        restored.iter().try_for_each(|id| out.line(id))
    }
}
