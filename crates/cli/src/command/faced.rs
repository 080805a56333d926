//! `helmlog faced`: have I faced this before?

use clap::Args;

use super::search::show_hit;
use super::{Context, given};
use crate::failure::Failure;
use crate::show::{bond, fact, heading, state};

const EXAMPLES: &str = "\
Examples:
  helmlog faced 'Sales has promised a date again, and nobody has asked the team'
  pbpaste | helmlog faced -";

/// Describe a situation and find what you did when you faced it before.
///
/// Looks for challenges, decisions and lessons that are like it, and shows how each of them ended.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Faced {
    /// The situation, in a few sentences; `-` for stdin.
    #[arg(value_name = "TEXT", required = true)]
    text: Vec<String>,
    /// How many at most.
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=50))]
    limit: u32,
}

impl Faced {
    pub(crate) fn run(self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        let text = given::text(&self.text)?.unwrap_or_default();
        let vault = place.to_search()?;
        vault.settle_index()?;
        let found = vault.faced_before(&text, self.limit)?;
        if out.is_json() {
            return out.json(&found);
        }
        for one in &found {
            show_hit(out, &one.hit)?;
            let ended = one.hit.state.as_ref().map(state).unwrap_or_default();
            let happened = [("State", ended.as_str()), ("In the end", one.happened.as_str())];
            for (name, value) in happened.into_iter().filter(|(_, value)| !value.trim().is_empty()) {
                fact(out, name, value)?;
            }
            for related in &one.related {
                let line = &related.line;
                fact(out, bond(related.kind, related.incoming), &format!("{} {}", line.on, heading(line)))?;
            }
        }
        if found.is_empty() {
            out.say("Nothing like it is in the journal.");
        }
        Ok(())
    }
}
