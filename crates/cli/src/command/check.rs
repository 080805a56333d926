//! `helmlog check`: is everything there, and whole?

use clap::Args;
use helmlog_core::ErrorCode;

use super::Context;
use crate::failure::Failure;
use crate::text::count;

/// Look at the whole vault: the database, what refers to what, attached files, the search index.
///
/// Changes nothing. Ends with code 5 if anything is wrong.
#[derive(Debug, Args)]
pub(crate) struct Check {}

impl Check {
    pub(crate) fn run(self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        let report = place.to_read()?.check()?;
        if out.is_json() {
            out.json(&report)?;
        } else {
            out.line(count(report.entries, "entry", "entries"))?;
            out.line(count(report.versions, "version", "versions"))?;
            out.line(format_args!(
                "{}, read and genuine",
                count(report.attachments, "attached file", "attached files")
            ))?;
            out.line(format_args!("{} in the search index", count(report.indexed, "entry", "entries")))?;
            for problem in &report.problems {
                out.line(format_args!("wrong: {problem}"))?;
            }
        }
        if report.problems.is_empty() {
            out.say("All is well.");
            return Ok(());
        }
        out.finish()?;
        let found = count(u32::try_from(report.problems.len()).unwrap_or(u32::MAX), "thing is", "things are");
        let hint = "Nothing was changed. Keep a copy of the folder before anything else.";
        Err(Failure::said(ErrorCode::Damaged, format!("{found} wrong with the vault."), hint))
    }
}
