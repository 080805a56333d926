//! `helmlog trash`: out of sight, and what is there.

use std::io::{BufRead, IsTerminal};

use clap::Args;
use helmlog_core::id::EntryId;
use serde::Serialize;

use super::Context;
use crate::failure::Failure;
use crate::output::Output;
use crate::{show, text};

const EXAMPLES: &str = "\
Examples:
  helmlog trash 0193a7
  helmlog trash --list
  helmlog trash --empty";

/// Put entries into the trash. They stay there, with their history, until it is emptied.
///
/// Prints the ids. `helmlog restore` takes an entry out again.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Trash {
    /// The ids of entries, or their beginnings.
    #[arg(value_name = "ID", required_unless_present_any = ["list", "empty"])]
    ids: Vec<String>,
    /// Show what is in the trash, last thrown away first.
    #[arg(long, conflicts_with_all = ["ids", "empty"])]
    list: bool,
    /// Erase everything in the trash for good, with every version of it.
    #[arg(long, conflicts_with = "ids")]
    empty: bool,
    /// Do not ask before erasing.
    #[arg(long, requires = "empty")]
    yes: bool,
}

#[derive(Serialize)]
struct Trashed {
    trashed: Vec<EntryId>,
}

#[derive(Serialize)]
struct Emptied {
    erased: usize,
}

impl Trash {
    pub(crate) fn run(self, context: &mut Context) -> Result<(), Failure> {
        if self.list {
            return list(context);
        }
        if self.empty {
            return empty(context, self.yes);
        }
        let Context { place, out } = context;
        let vault = place.to_write()?;
        // All of them are found before the first one moves.
        let trashed = self.ids.iter().map(|id| vault.resolve(id)).collect::<Result<Vec<_>, _>>()?;
        for &id in &trashed {
            vault.trash(id)?;
        }
        if out.is_json() {
            return out.json(&Trashed { trashed });
        }
        trashed.iter().try_for_each(|id| out.line(id))
    }
}

fn list(Context { place, out }: &mut Context) -> Result<(), Failure> {
    let lines = place.to_read()?.trashed()?;
    if out.is_json() {
        return out.json(&lines);
    }
    if lines.is_empty() {
        out.say("The trash is empty.");
    }
    lines.iter().try_for_each(|line| show::line(out, line))
}

fn empty(Context { place, out }: &mut Context, sure: bool) -> Result<(), Failure> {
    let vault = place.to_write()?;
    let waiting = u32::try_from(vault.trashed()?.len()).unwrap_or(u32::MAX);
    if waiting > 0 && !sure && !confirm(out, waiting) {
        out.say("Nothing was erased.");
        return Ok(());
    }
    let erased = vault.empty_trash()?;
    if out.is_json() { out.json(&Emptied { erased }) } else { out.line(erased) }
}

/// Asks, if there is somebody to ask. A script has said what it wants.
fn confirm(out: &mut Output, waiting: u32) -> bool {
    let stdin = std::io::stdin();
    if !stdin.is_terminal() {
        return true;
    }
    let entries = text::count(waiting, "entry", "entries");
    out.say(format_args!("Erase {entries} for good, with every version? This cannot be undone. Type yes:"));
    let mut answer = String::new();
    stdin.lock().read_line(&mut answer).is_ok() && answer.trim().eq_ignore_ascii_case("yes")
}
