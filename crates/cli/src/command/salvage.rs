//! `helmlog salvage`: a new vault from what can still be read of a damaged one.

use std::path::PathBuf;

use clap::Args;
use helmlog_core::vault::SalvageReport;

use super::Context;
use crate::failure::Failure;
use crate::output::Output;
use crate::text::count;

const EXAMPLES: &str = "\
Examples:
  helmlog salvage ~/rescued
  helmlog --vault ~/journals/work salvage ~/rescued --json";

/// Make a new vault from what can still be read of a damaged one.
///
/// The damaged vault is only read; close its window first. DIR must be empty or new, and gets every
/// entry of which something can be read, with its versions and attached files. Prints what came back
/// and what is lost; ends with code 5, and makes nothing, if nothing can be read. The new vault has no passphrase.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Salvage {
    /// The folder of the new vault.
    #[arg(value_name = "DIR")]
    into: PathBuf,
}

impl Salvage {
    pub(crate) fn run(self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        let report = place.salvage(&self.into)?;
        if out.is_json() {
            out.json(&report)?;
        } else {
            show(out, &report)?;
        }
        out.say(format_args!(
            "The new vault is in {}. It is encrypted, but not locked: `helmlog passphrase set` locks it. \
             Keep the damaged one until you have looked.",
            self.into.display()
        ));
        Ok(())
    }
}

fn show(out: &mut Output, report: &SalvageReport) -> Result<(), Failure> {
    let pages = count(report.pages, "page", "pages");
    out.line(format_args!("{pages} looked at, {} damaged", report.pages_damaged))?;
    if !report.proven {
        out.line("the beginning of the file is lost: whether the other pages were changed cannot be proven")?;
    }
    if report.log_cut {
        out.line("the log is cut off: what was saved last may be missing")?;
    }
    let entries = |number| count(number, "entry", "entries");
    out.line(format_args!("{} given back whole", entries(report.entries_whole)))?;
    for (number, what) in [
        (report.entries_unfiled, "given back with the last words, but with older tags and people, or none"),
        (report.entries_earlier, "given back as an earlier or the last version, under a new id"),
        (report.entries_lost, "lost"),
    ] {
        if number > 0 {
            out.line(format_args!("{} {what}", entries(number)))?;
        }
    }
    out.line(format_args!("{} in all", count(report.versions, "version", "versions")))?;
    let files = |number| count(number, "attached file", "attached files");
    for (number, what) in [(report.attachments, "given back"), (report.attachments_lost, "lost")] {
        if number > 0 {
            out.line(format_args!("{} {what}", files(number)))?;
        }
    }
    if report.exports_lost > 0 {
        out.line(format_args!("{} lost", count(report.exports_lost, "kept export", "kept exports")))?;
    }
    if report.records > 0 {
        let records = count(report.records, "plan, reading or other note", "plans, readings and other notes");
        out.line(format_args!("{records} beside the entries given back"))?;
    }
    if report.competencies_dropped > 0 {
        let marks = count(report.competencies_dropped, "mark", "marks");
        out.line(format_args!("{marks} of competencies that are not in the framework left out"))?;
    }
    Ok(())
}
