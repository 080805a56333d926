//! `helmlog search`: finding entries again.

use std::fmt::Write;

use anstyle::Style;
use clap::{Args, ValueEnum};
use helmlog_core::search::{Answer, Hit, Place, Reasons, SearchRequest, Sort};

use super::Context;
use crate::failure::Failure;
use crate::output::{BOLD, DIM, Output};
use crate::show::{aside, state};
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
  sort:date           the newest first, whatever --sort says

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
    /// Say what earned each of them its place.
    #[arg(long)]
    explain: bool,
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
        let vault = place.to_search()?;
        vault.settle_index()?;
        let sort = match self.sort {
            Order::Best => Sort::Best,
            Order::Date => Sort::Date,
        };
        let request = SearchRequest { sort, ..SearchRequest::of(self.query.join(" "), self.limit) };
        let answer = vault.search(&request)?;
        let mut reasons = Vec::new();
        for hit in answer.hits.iter().filter(|_| self.explain) {
            reasons.push(vault.explain(&request, hit.id)?);
        }
        match (out.is_json(), self.explain) {
            (true, false) => out.json(&answer),
            (true, true) => out.json(&serde_json::json!({ "answer": answer, "why": reasons })),
            (false, _) => show(out, &answer, &reasons),
        }
    }
}

fn show(out: &mut Output, answer: &Answer, reasons: &[Option<Reasons>]) -> Result<(), Failure> {
    for (at, hit) in answer.hits.iter().enumerate() {
        show_hit(out, hit)?;
        if let Some(Some(why)) = reasons.get(at) {
            out.line(format_args!("    {DIM}{}{DIM:#}", told(hit, why)))?;
        }
    }
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

/// As in "4.21 = (roadmap in the title 3.10 + review in the text 0.72) × 1.12 fresh".
fn told(hit: &Hit, why: &Reasons) -> String {
    if why.earned.is_empty() {
        return "no words to weigh; the newest first".to_owned();
    }
    let place = |place| match place {
        Place::Title => "in the title",
        Place::Gist => "in a lesson, name or tag",
        Place::Text => "in the text",
    };
    let earned: Vec<String> = why
        .earned
        .iter()
        .map(|one| format!("{} {} {:.2}", one_line(&one.word), place(one.place), one.points))
        .collect();
    let mut told = format!("{:.2} = ({}) × {:.2} for how fresh it is", hit.score, earned.join(" + "), why.recency);
    if why.kind > 1.0 {
        let _ = write!(told, " × {:.2} for being a {}", why.kind, hit.kind);
    }
    told
}

pub(super) fn show_hit(out: &mut Output, hit: &Hit) -> Result<(), Failure> {
    let star = if hit.starred { "*" } else { " " };
    let kind = padded(hit.kind.word(), 10);
    let title = marked(&hit.title, &hit.title_marks, BOLD);
    let source = hit.source.as_ref().map(|name| format!("from “{}”", one_line(name)));
    let about: Vec<String> = source.into_iter().chain(hit.state.as_ref().map(state)).collect();
    out.line(format_args!("{DIM}{}{DIM:#} {} {kind}{star} {title}{}", hit.id, hit.on, aside(&about.join(", "))))?;
    out.line(format_args!("    {}", marked(&hit.snippet, &hit.marks, Style::new())))
}
