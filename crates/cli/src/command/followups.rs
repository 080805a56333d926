//! `helmlog followups`: results and forecasts that nobody has looked at yet.

use clap::{Args, Subcommand};
use helmlog_core::journal::{FollowUp, FollowUpAsks};

use super::Context;
use crate::failure::Failure;
use crate::output::{BOLD, DIM, Output};
use crate::show::{aside, fact, short};
use crate::text::{count, one_line};

const EXAMPLES: &str = "\
Examples:
  helmlog followups due
  helmlog followups due --json";

/// Show the wins whose result is due and the decisions whose forecast can be judged.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Followups {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Show what is due, the longest overdue first.
    Due,
}

impl Followups {
    pub(crate) fn run(self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        let What::Due = self.what;
        let due = place.to_read()?.follow_ups()?;
        if out.is_json() {
            return out.json(&due);
        }
        for one in &due {
            show(out, one)?;
        }
        if due.is_empty() {
            out.say("No result and no forecast is due.");
        }
        Ok(())
    }
}

fn show(out: &mut Output, one: &FollowUp) -> Result<(), Failure> {
    let id = one.id.to_string();
    let overdue = match one.days_overdue {
        0 => "due today".to_owned(),
        days => format!("due {} ago", count(days, "day", "days")),
    };
    let (head, late) = (one_line(&one.name), aside(&overdue));
    out.line(format_args!("{DIM}{} {}{DIM:#} {BOLD}{head}{BOLD:#}{late}", short(&id), one.kind))?;
    match &one.asks {
        FollowUpAsks::Result { metric, baseline, unit } => {
            let before = format!("{baseline} {unit}");
            facts(out, &[("Metric", metric), ("Before", before.trim())])
        }
        FollowUpAsks::Verdict { choice, forecast, confidence } => {
            let sure = confidence.map(|percent| format!("{percent}\u{a0}%")).unwrap_or_default();
            facts(out, &[("Choice", choice), ("Forecast", forecast), ("Confidence", &sure)])
        }
    }
}

fn facts(out: &mut Output, facts: &[(&str, &str)]) -> Result<(), Failure> {
    facts.iter().filter(|(_, value)| !value.is_empty()).try_for_each(|(name, value)| fact(out, name, value))
}
