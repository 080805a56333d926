//! `helmlog list`: entries by date.

use clap::Args;
use helmlog_core::search::{Cursor, ListRequest, Listing};

use super::Context;
use crate::failure::Failure;
use crate::output::Output;
use crate::show;
use crate::text::count;

const EXAMPLES: &str = "\
Examples:
  helmlog list
  helmlog list kind:challenge is:open
  helmlog list on:2026-03 --limit 100 --json
  helmlog list --trash

Filters are those of `helmlog search`.";

/// List entries, newest first.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct List {
    /// Filters and words.
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    /// How many at most.
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=1000))]
    limit: u32,
    /// Go on where a page ended: its `next`, as --json shows it.
    #[arg(long, value_name = "NEXT")]
    before: Option<Cursor>,
    /// What is in the trash instead, last thrown away first.
    #[arg(long, conflicts_with_all = ["query", "before"])]
    trash: bool,
}

impl List {
    pub(crate) fn run(self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        let vault = place.to_read()?;
        let listing = if self.trash {
            let mut lines = vault.trashed()?;
            let total = u32::try_from(lines.len()).unwrap_or(u32::MAX);
            lines.truncate(usize::try_from(self.limit).unwrap_or(usize::MAX));
            Listing { lines, next: None, total, note: None }
        } else {
            vault.list(&ListRequest { query: self.query.join(" "), limit: self.limit, before: self.before })?
        };
        if out.is_json() { out.json(&listing) } else { show(out, &listing) }
    }
}

fn show(out: &mut Output, listing: &Listing) -> Result<(), Failure> {
    listing.lines.iter().try_for_each(|line| show::line(out, line))?;
    if let Some(note) = &listing.note {
        out.say(note);
    }
    let shown = u32::try_from(listing.lines.len()).unwrap_or(u32::MAX);
    match listing.total {
        0 => out.say("There is no such entry."),
        total if shown < total => out.say(format_args!("{shown} of {}", count(total, "entry", "entries"))),
        _ => {}
    }
    Ok(())
}
