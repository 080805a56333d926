//! `helmlog competencies`: what entries can be evidence for.

use clap::Args;
use helmlog_core::Error;
use helmlog_core::competency::{Behaviour, Competency};

use super::Context;
use crate::failure::Failure;
use crate::output::{BOLD, DIM, Output};
use crate::text::{columns, padded, wrapped};

const EXAMPLES: &str = "\
Examples:
  helmlog competencies
  helmlog competencies stakeholders    (what one would see at each level)";

/// Show the competencies that an entry can be evidence for.
///
/// A star stands where managing a product and leading differ most.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Competencies {
    /// The key of one of them, to see what each level looks like.
    #[arg(value_name = "KEY")]
    key: Option<String>,
}

impl Competencies {
    pub(crate) fn run(self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        let framework = place.to_read()?.framework()?;
        let Some(key) = self.key else {
            if out.is_json() {
                return out.json(&framework.competencies);
            }
            let width = framework.competencies.iter().map(|one| columns(&one.key)).max().unwrap_or(0);
            return framework.competencies.iter().try_for_each(|one| line(out, one, width));
        };
        let competency = framework.competency(&key).ok_or(Error::NotFound { what: "competency" })?;
        if out.is_json() { out.json(competency) } else { whole(out, competency) }
    }
}

fn line(out: &mut Output, one: &Competency, width: usize) -> Result<(), Failure> {
    let star = if one.leader_shift { "*" } else { " " };
    out.line(format_args!("{} {star} {}", padded(&one.key, width), one.name))
}

fn whole(out: &mut Output, one: &Competency) -> Result<(), Failure> {
    let width = out.width();
    out.line(format_args!("{BOLD}{}{BOLD:#} {DIM}{}{DIM:#}", one.name, one.key))?;
    out.line(wrapped(&one.about, width))?;
    for (level, Behaviour(text)) in (1..).zip(&one.levels) {
        let behaviour = wrapped(text, width.map(|width| width.saturating_sub(3))).replace('\n', "\n   ");
        out.line(format_args!("{BOLD}{level}{BOLD:#}  {behaviour}"))?;
    }
    Ok(())
}
