//! `helmlog portfolio versions` and `portfolio news`: what was given away, and what is new since.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use helmlog_core::portfolio::{Difference, DifferenceSort, Differences, KeptExport};
use helmlog_core::record::Kept;
use helmlog_core::{Error, Vault, disk};

use super::Context;
use super::portfolio::Asked;
use crate::failure::Failure;
use crate::output::{BOLD, DIM, Output};
use crate::text::one_line;

const EXAMPLES: &str = "\
Examples:
  helmlog portfolio versions
  helmlog portfolio versions get 3 --out as-handed-in.pdf
  helmlog portfolio versions changes 3
  helmlog portfolio versions of ~/Downloads/review.pdf    (which one it is)
  helmlog portfolio versions remove 3";

/// Look at the exports that were kept, and get them back. Without a word, lists them.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Versions {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Show them, the last one first.
    List,
    /// Write the file of one again, as it left.
    Get(Get),
    /// Say what was new in one, since the one of its kind before it.
    Changes(Numbered),
    /// Say which of them a file is.
    Of(Of),
    /// Remove one with its file.
    Remove(Numbered),
}

#[derive(Debug, Args)]
struct Get {
    #[command(flatten)]
    numbered: Numbered,
    /// The file to write; `-` for stdout.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

#[derive(Debug, Args)]
struct Numbered {
    /// Its number in the list.
    #[arg(value_name = "NUMBER")]
    number: u32,
}

#[derive(Debug, Args)]
struct Of {
    /// The file, wherever it is.
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Say what is new since the last export, or since another one.
#[derive(Debug, Args)]
pub(crate) struct News {
    #[command(flatten)]
    asked: Asked,
    /// The number of a kept export; the last one of this document if left out.
    #[arg(long, value_name = "NUMBER")]
    since: Option<u32>,
}

impl Versions {
    pub(crate) fn run(self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        match self.what.unwrap_or(What::List) {
            What::List => list(out, &place.to_read()?.kept_exports()?),
            What::Of(Of { file }) => {
                let bytes = std::fs::read(&file).map_err(|error| Error::file(&file, error))?;
                let kept = place.to_read()?.kept_exports_of(&bytes)?;
                if kept.is_empty() {
                    out.say("No kept export is this file: it was changed, removed from the list, or made elsewhere.");
                }
                list(out, &kept)
            }
            What::Get(Get { numbered, out: path }) => {
                let vault = place.to_read()?;
                let bytes = vault.kept_file(find(&vault, numbered.number)?.id)?;
                if path == Path::new("-") {
                    return out.bytes(&bytes);
                }
                disk::write_whole(&path, &bytes)?;
                out.line(path.display())
            }
            What::Changes(Numbered { number }) => {
                let vault = place.to_read()?;
                find(&vault, number)?;
                let changes = vault.changes_of_export(number)?;
                tell(out, changes.as_ref(), "There is none of this kind before it.")
            }
            What::Remove(Numbered { number }) => {
                let vault = place.to_write()?;
                Ok(vault.remove_kept_export(find(&vault, number)?.id)?)
            }
        }
    }
}

impl News {
    pub(crate) fn run(self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        let vault = place.to_read()?;
        let portfolio = vault.compose(&self.asked.brief(&vault)?)?;
        let news = match self.since {
            Some(number) => Some(vault.changes_since(find(&vault, number)?, &portfolio)?),
            None => vault.changes_since_last(&portfolio)?,
        };
        tell(out, news.as_ref(), "Nothing of this kind was exported yet, so there is nothing to compare with.")
    }
}

/// The kept export that is meant.
fn find(vault: &Vault, number: u32) -> Result<Kept<KeptExport>, Failure> {
    let hint = "Nothing was changed. `helmlog portfolio versions` shows what there is.";
    vault.find_kept_export(number).map_err(|error| Failure::from(error).with_hint(hint))
}

fn list(out: &mut Output, kept: &[Kept<KeptExport>]) -> Result<(), Failure> {
    if out.is_json() {
        return out.json(&kept);
    }
    kept.iter().try_for_each(|Kept { value, .. }| {
        let reader = value.reader.told();
        let hash = value.hash.get(..12).unwrap_or_default();
        out.line(format_args!(
            "{BOLD}{:>3}{BOLD:#}  {}  {} {DIM}{reader}, {} to {}, sha256 {hash}{DIM:#}",
            value.number,
            value.made_at.utc().format("%Y-%m-%d %H:%M"),
            one_line(&value.file_name),
            value.brief.from,
            value.brief.to,
        ))
    })
}

fn tell(out: &mut Output, told: Option<&Differences>, none: &str) -> Result<(), Failure> {
    if out.is_json() {
        return out.json(&told);
    }
    let Some(Differences { since, differences }) = told else {
        out.say(none);
        return Ok(());
    };
    let made = since.value.made_at.utc().format("%Y-%m-%d");
    out.say(format_args!("Since version {}, {made} ({}):", since.value.number, one_line(&since.value.file_name)));
    if differences.is_empty() {
        out.say("Nothing is new.");
    }
    for group in differences.chunk_by(|a, b| a.about == b.about) {
        if let Some(first) = group.first() {
            out.line(format_args!("{BOLD}{}{BOLD:#}", first.about.heading()))?;
        }
        group.iter().try_for_each(|one| line(out, one))?;
    }
    Ok(())
}

fn line(out: &mut Output, one: &Difference) -> Result<(), Failure> {
    let sign = match one.sort {
        DifferenceSort::Added => '+',
        DifferenceSort::Removed => '-',
        DifferenceSort::Altered => '~',
    };
    let entry = one.entry.map(|id| format!("  {DIM}{id}{DIM:#}")).unwrap_or_default();
    out.line(format_args!("  {sign} {}{entry}", one_line(&one.text)))
}
