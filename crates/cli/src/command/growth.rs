//! `helmlog growth`: what the evidence amounts to.

use clap::Args;
use helmlog_core::Error;
use helmlog_core::growth::{Behind, Focus, Growth as Map, Period, Standing, Strength};
use serde::Serialize;

use super::Context;
use super::period::Span;
use crate::failure::Failure;
use crate::output::{BOLD, DIM, Output};
use crate::show;
use crate::text::{columns, count, one_line, padded, wrapped};

const EXAMPLES: &str = "\
Examples:
  helmlog growth
  helmlog growth strategy              (why, what would make it stronger, and the entries)
  helmlog growth --from 2026-01-01 --to 2026-06-30 --json";

/// Show what your entries amount to: for every competency the level, how strong the evidence is,
/// and why.
///
/// A dot in a month stands for one entry, a ring for more than one. What you work on is marked with >.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Growth {
    /// Only this competency, with the entries behind it.
    #[arg(value_name = "KEY")]
    key: Option<String>,
    #[command(flatten)]
    span: Span,
}

impl Growth {
    pub(crate) fn run(self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        let vault = place.to_read()?;
        let period = self.span.period(&vault);
        let map = vault.growth(period)?;
        let Some(key) = self.key else {
            return if out.is_json() { out.json(&map) } else { whole(out, &map) };
        };
        let evidence = vault.evidence(&key, period)?;
        let standing = map.competencies.into_iter().find(|one| one.key == key);
        let one = One { standing: standing.ok_or(Error::NotFound { what: "competency" })?, evidence };
        if out.is_json() { out.json(&one) } else { one.show(out, period) }
    }
}

/// One competency, as JSON has it.
#[derive(Serialize)]
struct One {
    standing: Standing,
    evidence: Behind,
}

impl One {
    fn show(&self, out: &mut Output, period: Period) -> Result<(), Failure> {
        let Self { standing, evidence } = self;
        out.line(format_args!(
            "{BOLD}{}{BOLD:#}  level {} of {}, {}",
            one_line(&standing.name),
            standing.level,
            standing.target,
            standing.strength.word()
        ))?;
        for said in [&standing.why, &standing.stronger_by].into_iter().filter(|said| !said.is_empty()) {
            paragraph(out, said)?;
        }
        for line in &evidence.entries {
            show::line(out, line)?;
        }
        let shown = u32::try_from(evidence.entries.len()).unwrap_or(u32::MAX);
        if evidence.total > shown {
            let Period { from, to } = period;
            let all = format!("helmlog list competency:{} on:{from}..{to}", standing.key);
            out.say(format_args!("The newest {shown} of {}; all: {all}", evidence.total));
        }
        Ok(())
    }
}

fn whole(out: &mut Output, map: &Map) -> Result<(), Failure> {
    out.line(format_args!("{BOLD}{}{BOLD:#}", map.period.words()))?;
    let width = map.competencies.iter().map(|one| columns(&one.name)).max().unwrap_or(0);
    for one in &map.competencies {
        let in_plan = map.focus.iter().any(|focus| focus.key == one.key);
        out.line(row(one, width, in_plan))?;
    }
    for said in [&map.rhythm, &map.course].into_iter().filter(|said| !said.is_empty()) {
        paragraph(out, said)?;
    }
    if !map.focus.is_empty() {
        out.line(format_args!("\n{BOLD}In your plan{BOLD:#}"))?;
    }
    for focus in &map.focus {
        paragraph(out, &in_plan(focus))?;
    }
    if !map.next.is_empty() {
        out.line(format_args!("\n{BOLD}Where the next entries do most{BOLD:#}"))?;
    }
    for step in &map.next {
        paragraph(out, &format!("{}: {}", step.name, step.next))?;
    }
    if !map.assessments.is_empty() {
        out.line(format_args!("\n{BOLD}How you are seen{BOLD:#}"))?;
    }
    for seen in &map.assessments {
        paragraph(out, &format!("{}: {}", seen.name, seen.says))?;
    }
    Ok(())
}

/// As in "Strategy: nothing since January. Next: the planning round. By 2027-01-29."
fn in_plan(focus: &Focus) -> String {
    let mut said = format!("{}:", focus.name);
    if !focus.gap.is_empty() {
        said.push_str(&format!(" {}", focus.gap));
    }
    if !focus.opportunity.is_empty() {
        said.push_str(&format!(" Next: {}", focus.opportunity));
    }
    if let Some(by) = focus.by {
        said.push_str(&format!(" By {by}."));
    }
    said
}

fn paragraph(out: &mut Output, text: &str) -> Result<(), Failure> {
    let wide = out.width().map(|wide| wide.saturating_sub(2));
    out.line(format_args!("  {}", wrapped(&one_line(text), wide).replace('\n', "\n  ")))
}

fn row(one: &Standing, width: usize, in_plan: bool) -> String {
    let months: String =
        one.months.iter().map(|entries| ["·", "•"].get(*entries as usize).unwrap_or(&"◉")).copied().collect();
    let plan = if in_plan { ">" } else { " " };
    let star = if one.leader_shift { "*" } else { " " };
    let level = format!("{} of {}", one.level, one.target);
    let strength = padded(one.strength.word(), 6);
    let style = if one.strength >= Strength::Solid { BOLD } else { DIM };
    let entries = count(one.entries, "entry", "entries");
    let why = one_line(&one.why);
    format!(
        "{plan} {} {star} {level}  {style}{strength}{style:#}  {months}  {}  {DIM}{why}{DIM:#}",
        padded(&one_line(&one.name), width),
        padded(&entries, 11)
    )
}
