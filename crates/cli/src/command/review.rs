//! `helmlog review`: looking back at a week.

use clap::{Args, Subcommand};
use helmlog_core::review::{Week, WeekPick, WeekProposal, WeekView};

use super::Context;
use crate::failure::Failure;
use crate::output::{BOLD, DIM, Output};
use crate::show::{aside, fact, short};
use crate::text::one_line;

const EXAMPLES: &str = "\
Examples:
  helmlog review week
  helmlog review week --week 2026-W47 --json
  helmlog review week --markdown";

/// Look back at a week: what you wrote, what you picked of it, and the update made of that.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Review {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Show a week and its review.
    Week {
        /// Which week, such as 2026-W47; the one that is ending or under way where none is given.
        #[arg(long)]
        week: Option<Week>,
        /// Print the update for a manager, in Markdown.
        #[arg(long, conflicts_with = "text")]
        markdown: bool,
        /// Print the update for a manager, as plain text.
        #[arg(long)]
        text: bool,
    },
}

impl Review {
    pub(crate) fn run(self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        let What::Week { week, markdown, text } = self.what;
        let vault = place.to_read()?;
        let week = week.map_or_else(|| vault.week_to_review(), Ok)?;
        let view = vault.week_review(week)?;
        if out.is_json() {
            return out.json(&view);
        }
        if !markdown && !text {
            return show(out, &view);
        }
        let update = if markdown { &view.update.markdown } else { &view.update.text };
        if update.is_empty() {
            out.say("Nothing was picked or written for this week yet.");
        }
        out.bytes(update.as_bytes())
    }
}

fn show(out: &mut Output, view: &WeekView) -> Result<(), Failure> {
    out.line(format_args!("{BOLD}{}{BOLD:#}", view.words))?;
    out.line(format_args!("{DIM}{} of {} workdays{DIM:#}", view.workdays_written, view.workdays))?;
    for day in &view.days {
        out.line(format_args!("\n{}", day.on.format("%A, %-d %B")))?;
        for told in &day.entries {
            let id = told.id.to_string();
            let (name, kind) = (one_line(&told.name), aside(told.kind.word()));
            out.line(format_args!("{DIM}{}{DIM:#} {name}{kind}", short(&id)))?;
        }
    }
    picked(out, "Win", view.review.win.as_ref(), &view.wins)?;
    picked(out, "Lesson", view.review.lesson.as_ref(), &view.lessons)?;
    picked(out, "Next step", view.review.next.as_ref(), &view.nexts)?;
    if !view.review.note.is_empty() {
        out.line("")?;
        fact(out, "Note", &view.review.note)?;
    }
    if view.days.is_empty() {
        out.say("Nothing was written about this week.");
    }
    Ok(())
}

/// What was picked, else what could be.
fn picked(out: &mut Output, name: &str, pick: Option<&WeekPick>, proposals: &[WeekProposal]) -> Result<(), Failure> {
    let words: Vec<&str> = match pick {
        Some(pick) => vec![&pick.words],
        None => proposals.iter().map(|one| one.words.as_str()).collect(),
    };
    if words.is_empty() {
        return Ok(());
    }
    let open = if pick.is_some() { "" } else { " (not picked yet)" };
    out.line(format_args!("\n{BOLD}{name}{BOLD:#}{DIM}{open}{DIM:#}"))?;
    words.iter().try_for_each(|words| out.line(format_args!("  {}", one_line(words))))
}
