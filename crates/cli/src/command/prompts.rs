//! `helmlog prompts`: questions to begin with.

use clap::Args;
use helmlog_core::prompt::Prompt;

use super::Context;
use crate::failure::Failure;
use crate::output::DIM;

const EXAMPLES: &str = "\
Examples:
  helmlog prompts
  helmlog prompts --limit 10
  helmlog prompts --evening";

/// Questions that help you begin. They change from day to day and lean towards what you have shown least.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Prompts {
    /// How many at most.
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..=200))]
    limit: u32,
    /// Those that look back on today.
    #[arg(long, conflicts_with = "limit")]
    evening: bool,
}

impl Prompts {
    pub(crate) fn run(self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        let vault = place.to_read()?;
        let found: Vec<Prompt> = if self.evening {
            vault.evening()?.questions.into_iter().map(|question| question.prompt).collect()
        } else {
            vault.prompts(usize::try_from(self.limit).unwrap_or(usize::MAX))?
        };
        if out.is_json() {
            return out.json(&found);
        }
        for Prompt { ask, kind, competency, .. } in &found {
            let about = competency.as_ref().map(|key| format!(" --competency {key}")).unwrap_or_default();
            out.line(format_args!("{ask}\n{DIM}  helmlog add --kind {kind}{about}{DIM:#}"))?;
        }
        Ok(())
    }
}
