//! `helmlog import`: entries from other programs.

use std::fs::File;
use std::io::{BufReader, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use helmlog_core::interchange::{ImportOptions, ImportReport, Progress};
use helmlog_core::{Error, ErrorCode, Vault, disk};

use super::Context;
use crate::failure::Failure;
use crate::output::Output;
use crate::{text, wait};

const EXAMPLES: &str = r#"Examples:
  helmlog import jsonl journal.jsonl --dry-run
  helmlog import jsonl journal.jsonl --report report.json
  my-exporter | helmlog import jsonl -

jsonl is one entry a line:
  {"id": "n-17", "date": "2026-03-01", "title": "Review", "body": "What I saw.",
   "kind": "win", "tags": ["q1"], "competencies": ["strategy:3"], "lang": "en"}
date (a day, or RFC 3339) and body are needed, the rest is not. Other keys are kept with the entry."#;

/// Problems that are shown to a person; the report has all of them.
const MOST_SHOWN: usize = 20;

/// Bring in entries from a file. Doing so twice imports nothing twice.
///
/// All of a run is stored or none of it; a line that cannot be used is left out and listed with
/// the reason. Prints what came of it.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Import {
    /// What the file is.
    #[arg(value_name = "FORMAT", value_enum)]
    format: Format,
    /// The file; `-` for stdin.
    #[arg(value_name = "PATH")]
    path: PathBuf,
    /// Say what would happen and change nothing.
    #[arg(long)]
    dry_run: bool,
    /// Write the report as JSON to a file as well.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// One JSON object a line.
    Jsonl,
}

impl Import {
    pub(crate) fn run(self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        let (source, size) = self.open()?;
        let vault = if self.dry_run { place.to_write()? } else { place.to_add(out)? };
        let report = self.import(&vault, source, size, out)?;
        if let Some(path) = &self.report {
            self.write_report(path, &report)?;
        }
        if out.is_json() {
            out.json(&report)?;
        } else {
            show(out, &report, self.dry_run)?;
        }
        if report.is_failure() {
            out.finish()?;
            let message = "Nothing in the file could be imported.";
            let hint = "The journal is as it was. The report says what is wrong with each line.";
            return Err(Failure::said(ErrorCode::Failed, message, hint));
        }
        Ok(())
    }

    /// The file and how long it is, where that is known.
    fn open(&self) -> Result<(Box<dyn Read + Send>, Option<u64>), Error> {
        if self.path == Path::new("-") {
            return Ok((Box::new(BufReader::new(std::io::stdin())), None));
        }
        let fail = |error| Error::file(&self.path, error);
        let file = File::open(&self.path).map_err(fail)?;
        let about = file.metadata().map_err(fail)?;
        if about.is_dir() {
            return Err(fail(std::io::ErrorKind::IsADirectory.into()));
        }
        Ok((Box::new(file), about.is_file().then_some(about.len())))
    }

    fn import(
        &self,
        vault: &Vault,
        source: Box<dyn Read + Send>,
        size: Option<u64>,
        out: &Output,
    ) -> Result<ImportReport, Error> {
        let options = ImportOptions { from: self.path.clone(), dry_run: self.dry_run };
        let bar = wait::bytes(out, "Importing", size);
        let mut tell = |Progress { bytes, imported }| {
            bar.set_position(bytes);
            bar.set_message(text::count(imported, "entry", "entries"));
            ControlFlow::Continue(())
        };
        let report = match self.format {
            Format::Jsonl => vault.import_jsonl(source, &options, &mut tell),
        };
        bar.finish_and_clear();
        report
    }

    fn write_report(&self, path: &Path, report: &ImportReport) -> Result<(), Failure> {
        let text = serde_json::to_vec_pretty(report).map_err(std::io::Error::from)?;
        disk::write_whole(path, &text).map_err(|error| {
            let hint = if self.dry_run { "Nothing was imported." } else { "The entries are in the journal." };
            Failure::from(error).with_hint(hint)
        })
    }
}

fn show(out: &mut Output, report: &ImportReport, dry_run: bool) -> Result<(), Failure> {
    let would = if dry_run { "would be " } else { "" };
    out.line(format_args!("{} {would}imported", text::count(report.imported, "entry", "entries")))?;
    if report.duplicates > 0 {
        out.line(format_args!("{} imported before", text::count(report.duplicates, "entry", "entries")))?;
    }
    let skipped = report.skipped.iter().map(|one| format!("{}: {}", one.item, one.why)).collect::<Vec<_>>();
    part(out, "left out", &skipped)?;
    let repaired = report.repaired.iter().map(|one| format!("{}: {}", one.item, one.what)).collect::<Vec<_>>();
    part(out, "mended", &repaired)?;
    if report.more > 0 {
        out.line(format_args!("{} more left out or mended", report.more))?;
    }
    Ok(())
}

fn part(out: &mut Output, what: &str, lines: &[String]) -> Result<(), Failure> {
    if lines.is_empty() {
        return Ok(());
    }
    let count = u32::try_from(lines.len()).unwrap_or(u32::MAX);
    out.line(format_args!("{} {what}:", text::count(count, "line", "lines")))?;
    for line in lines.iter().take(MOST_SHOWN) {
        out.line(format_args!("  {}", text::one_line(line)))?;
    }
    if lines.len() > MOST_SHOWN {
        out.line(format_args!("  and {} more; --report or --json has all of them", lines.len() - MOST_SHOWN))?;
    }
    Ok(())
}
