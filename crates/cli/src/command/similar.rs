//! `helmlog similar`: entries like another.

use clap::Args;

use super::Context;
use super::search::show_hit;
use crate::failure::Failure;

const EXAMPLES: &str = "\
Examples:
  helmlog similar 0193a7";

/// Find entries that are like another one.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Similar {
    /// The id of the entry, or its beginning.
    #[arg(value_name = "ID")]
    id: String,
    /// How many at most.
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=50))]
    limit: u32,
}

impl Similar {
    pub(crate) fn run(self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        let vault = place.to_search()?;
        let id = vault.resolve(&self.id)?;
        vault.settle_index()?;
        let found = vault.alike(id, self.limit)?;
        if out.is_json() {
            return out.json(&found);
        }
        found.iter().try_for_each(|hit| show_hit(out, hit))?;
        if found.is_empty() {
            out.say("No entry is like it.");
        }
        Ok(())
    }
}
