//! `helmlog search`: finding entries again.

use anstyle::Style;
use clap::{Args, ValueEnum};
use helmlog_core::search::{Answer, Hit, SearchRequest, Sort};

use super::Context;
use crate::failure::Failure;
use crate::output::{BOLD, DIM, Output};
use crate::text::{count, marked, one_line, padded};

const EXAMPLES: &str = r#"Examples:
  helmlog search roadmap review
  helmlog search '"say no early" kind:lesson'
  helmlog search 'stakeholder* -budget competency:stakeholders>=3' --sort date
  helmlog search 'person:"Dana K" on:2026-01..2026-06' --json

The language:
  roadmap review      all of the words, in any form, best first
  "exact phrase"      these words in this order
  road*   -word       the beginning of a word; without a word
  a OR b   title:word   either of two; a word in the title
  kind: competency: tag: person: project:
  on:2026-03   on:2026-01..2026-06   before:   after:
  is:starred   is:open   has:outcome   has:attachment   level:3

A word that occurs nowhere is taken for the nearest one that does, and the answer says so.
A query that begins with a minus goes behind two: helmlog search -- -budget"#;

/// Find entries by their words, and by what is said of them.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Search {
    /// What to look for.
    #[arg(value_name = "QUERY", required = true)]
    query: Vec<String>,
    /// How many at most.
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=1000))]
    limit: u32,
    /// Which come first.
    #[arg(long, value_name = "ORDER", value_enum, default_value_t = Order::Best)]
    sort: Order,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Order {
    /// Those that say it best.
    Best,
    /// The newest.
    Date,
}

impl Search {
    pub(crate) fn run(self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        let vault = place.to_read()?;
        vault.settle_index()?;
        let sort = match self.sort {
            Order::Best => Sort::Best,
            Order::Date => Sort::Date,
        };
        let request = SearchRequest { query: self.query.join(" "), limit: self.limit, sort, typing: false };
        let answer = vault.search(&request)?;
        if out.is_json() { out.json(&answer) } else { show(out, &answer) }
    }
}

fn show(out: &mut Output, answer: &Answer) -> Result<(), Failure> {
    answer.hits.iter().try_for_each(|hit| show_hit(out, hit))?;
    if let Some(corrected) = &answer.corrected {
        out.say(format_args!("Searched for: {}", one_line(corrected)));
    }
    if let Some(note) = &answer.note {
        out.say(note);
    }
    let found = count(answer.total, "entry", "entries");
    let shown = u32::try_from(answer.hits.len()).unwrap_or(u32::MAX);
    if shown < answer.total {
        out.say(format_args!("The first {shown} of {found}."));
    } else {
        out.say(format_args!("{found}."));
    }
    Ok(())
}

fn show_hit(out: &mut Output, hit: &Hit) -> Result<(), Failure> {
    let star = if hit.starred { "*" } else { " " };
    let kind = padded(hit.kind.word(), 10);
    let title = marked(&hit.title, &hit.title_marks, BOLD);
    out.line(format_args!("{DIM}{}{DIM:#} {} {kind}{star} {title}", hit.id, hit.on))?;
    out.line(format_args!("    {}", marked(&hit.snippet, &hit.marks, Style::new())))
}
