//! `helmlog sample`: the journal of somebody who does not exist.

use clap::{Args, Subcommand};
use helmlog_core::sample::SampleReport;

use super::Context;
use crate::failure::Failure;
use crate::text::count;

const EXAMPLES: &str = "\
Examples:
  helmlog sample
  helmlog sample remove";

/// Add the sample journal of a fictional product manager, to try things on.
///
/// `helmlog sample remove` takes exactly it away again; your own entries are not touched.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Sample {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Take the sample journal away, and nothing else.
    Remove,
}

impl Sample {
    pub(crate) fn run(self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        let (report, done) = match self.what {
            None => {
                let vault = place.to_add(out)?;
                if vault.has_sample()? {
                    out.say("The sample journal is in this vault already. Nothing was changed.");
                    return if out.is_json() { out.json(&SampleReport::default()) } else { Ok(()) };
                }
                (vault.add_sample()?, "Added")
            }
            Some(What::Remove) => (place.to_write()?.remove_sample()?, "Removed"),
        };
        if out.is_json() {
            return out.json(&report);
        }
        let (entries, people) = (count(report.entries, "entry", "entries"), count(report.people, "person", "people"));
        out.line(format_args!("{done} {entries} and {people}"))
    }
}
