//! `helmlog growth`: what the evidence amounts to.

use clap::Args;
use helmlog_core::growth::{Growth as Map, Standing, Strength};

use super::Context;
use super::period::Span;
use crate::failure::Failure;
use crate::output::{BOLD, DIM, Output};
use crate::text::{columns, count, one_line, padded, wrapped};

const EXAMPLES: &str = "\
Examples:
  helmlog growth
  helmlog growth --from 2026-01-01 --to 2026-06-30 --json";

/// Show what your entries amount to: for every competency the level, how strong the evidence is,
/// and why.
///
/// A dot in a month stands for one entry, a ring for more than one.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Growth {
    #[command(flatten)]
    span: Span,
}

impl Growth {
    pub(crate) fn run(self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        let vault = place.to_read()?;
        let map = vault.growth(self.span.period(&vault))?;
        if out.is_json() { out.json(&map) } else { show(out, &map) }
    }
}

fn show(out: &mut Output, map: &Map) -> Result<(), Failure> {
    out.line(format_args!("{BOLD}{}{BOLD:#}", map.period.words()))?;
    let width = map.competencies.iter().map(|one| columns(&one.name)).max().unwrap_or(0);
    for one in &map.competencies {
        out.line(row(one, width))?;
    }
    if !map.focus.is_empty() {
        out.line(format_args!("\n{BOLD}Where the next entries do most{BOLD:#}"))?;
    }
    for focus in &map.focus {
        let wide = out.width();
        let next = wrapped(&format!("{}: {}", focus.name, focus.next), wide.map(|wide| wide.saturating_sub(2)));
        out.line(format_args!("  {}", next.replace('\n', "\n  ")))?;
    }
    Ok(())
}

fn row(one: &Standing, width: usize) -> String {
    let months: String =
        one.months.iter().map(|entries| ["·", "•"].get(*entries as usize).unwrap_or(&"◉")).copied().collect();
    let star = if one.leader_shift { "*" } else { " " };
    let level = format!("{} of {}", one.level, one.target);
    let strength = padded(one.strength.word(), 6);
    let style = if one.strength >= Strength::Solid { BOLD } else { DIM };
    let entries = count(one.entries, "entry", "entries");
    let why = one_line(&one.why);
    format!(
        "{} {star} {level}  {style}{strength}{style:#}  {months}  {}  {DIM}{why}{DIM:#}",
        padded(&one_line(&one.name), width),
        padded(&entries, 11)
    )
}
