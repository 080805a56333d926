//! `helmlog history`: every version of an entry.

use clap::Args;
use helmlog_core::id::EntryId;
use helmlog_core::journal::Revision;
use helmlog_core::{Error, Vault};

use super::Context;
use crate::failure::Failure;
use crate::output::{BOLD, DIM, Output};
use crate::show::{SHORTEST, cut, short};
use crate::text::{one_line, wrapped};

const EXAMPLES: &str = "\
Examples:
  helmlog history 0193a7
  helmlog history 0193a7 --version 0193b2     (that version, whole)
  helmlog history 0193a7 --revert 0193b2      (makes it the newest again)";

/// Show every version of an entry, newest first.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct History {
    /// The id of the entry, or its beginning.
    #[arg(value_name = "ID")]
    id: String,
    /// Show one version, by its id or the beginning of it.
    #[arg(long, value_name = "VERSION")]
    version: Option<String>,
    /// Make a version the newest again. The ones after it stay.
    #[arg(long, value_name = "VERSION", conflicts_with = "version")]
    revert: Option<String>,
}

impl History {
    pub(crate) fn run(self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        if let Some(version) = &self.revert {
            let vault = place.to_write()?;
            let id = vault.resolve(&self.id)?;
            let saved = vault.revert(id, find(&vault, id, version)?.id)?;
            return if out.is_json() { out.json(&saved) } else { out.line(saved.revision) };
        }
        let vault = place.to_read()?;
        let id = vault.resolve(&self.id)?;
        if let Some(version) = &self.version {
            let version = find(&vault, id, version)?;
            return if out.is_json() { out.json(&version) } else { whole(out, &version) };
        }
        let versions = vault.history(id)?;
        if out.is_json() {
            return out.json(&versions);
        }
        versions.iter().try_for_each(|version| line(out, version))
    }
}

/// The version whose id begins with `prefix`.
fn find(vault: &Vault, id: EntryId, prefix: &str) -> Result<Revision, Error> {
    let begins =
        |one: &Revision| one.id.to_string().replace('-', "").starts_with(&prefix.replace('-', "").to_lowercase());
    let mut found: Vec<_> = vault.history(id)?.into_iter().filter(begins).collect();
    match found.len() {
        0 => Err(Error::NotFound { what: "version" }),
        1 => found.pop().ok_or(Error::NotFound { what: "version" }),
        count => Err(Error::invalid("version", format!("{count} versions begin with this id"))),
    }
}

fn line(out: &mut Output, version: &Revision) -> Result<(), Failure> {
    let Revision { id, made, content, .. } = version;
    let made = made.utc().with_timezone(&chrono::Local).format("%Y-%m-%d %H:%M");
    let said = if content.title.is_empty() { &content.body } else { &content.title };
    let id = id.to_string();
    let (id, room) = match out.columns() {
        Some(columns) => (short(&id), columns.saturating_sub(50).max(SHORTEST)),
        // Enough to recognise a version by; --version shows it whole.
        None => (id.as_str(), 72),
    };
    let letters = content.body.chars().count();
    out.line(format_args!("{DIM}{id}{DIM:#} {made} {letters:>7} {}", cut(&one_line(said), room)))
}

fn whole(out: &mut Output, version: &Revision) -> Result<(), Failure> {
    let Revision { made, device, content, .. } = version;
    let made = made.utc().with_timezone(&chrono::Local).format("%Y-%m-%d %H:%M");
    if !content.title.is_empty() {
        out.line(format_args!("{BOLD}{}{BOLD:#}", one_line(&content.title)))?;
    }
    out.line(format_args!("{DIM}{} · {} · written {made} on {}{DIM:#}", content.kind, content.on, one_line(device)))?;
    let width = out.width();
    out.line(format_args!("\n{}", wrapped(content.body.trim_end(), width)))
}
