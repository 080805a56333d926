//! `helmlog decisions`: forecasts, and how often they came true.

use clap::Args;
use helmlog_core::decisions::{Calibration, Forecasted};

use super::Context;
use crate::failure::Failure;
use crate::output::{BOLD, DIM, Output};
use crate::show::{aside, short};
use crate::text::{one_line, wrapped};

const EXAMPLES: &str = "\
Examples:
  helmlog decisions
  helmlog decisions --json";

/// Show your decisions with their forecasts, and how often you were right.
///
/// Once ten forecasts with a confidence are resolved, the Brier score says how good they were: 0 is
/// perfect, 0.25 what saying 50 % every time earns.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Decisions {}

impl Decisions {
    pub(crate) fn run(self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        let decisions = place.to_read()?.decisions()?;
        if out.is_json() {
            return out.json(&decisions);
        }
        decisions.decisions.iter().try_for_each(|one| show(out, one))?;
        calibration(out, &decisions.calibration)
    }
}

fn show(out: &mut Output, one: &Forecasted) -> Result<(), Failure> {
    let id = one.id.to_string();
    let sure = one.confidence.map_or_else(|| "   –".to_owned(), |percent| format!("{percent:>2}\u{a0}%"));
    let ended = match one.review_on {
        Some(on) if one.outcome.is_known() => format!("{}, looked at after {on}", one.outcome.words()),
        Some(on) => format!("{}, {on}", one.outcome.words()),
        None => one.outcome.words().to_owned(),
    };
    let (name, ended) = (one_line(&one.name), aside(&ended));
    out.line(format_args!("{DIM}{} {}{DIM:#} {sure}  {name}{ended}", short(&id), one.on))
}

fn calibration(out: &mut Output, calibration: &Calibration) -> Result<(), Failure> {
    if !calibration.bins.is_empty() {
        out.line(format_args!("\n{BOLD}Said        Came true{BOLD:#}"))?;
    }
    for bin in &calibration.bins {
        let said = format!("{}\u{2013}{}\u{a0}%", bin.from, bin.to);
        out.line(format_args!(
            "{said:<11} {:>3}\u{a0}%  {DIM}{} of {}{DIM:#}",
            bin.were, bin.came_true, bin.forecasts
        ))?;
    }
    out.line(format_args!("\n{}", wrapped(&calibration.says, out.width())))
}
