//! `helmlog portfolio`: the document for a review.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand};
use helmlog_core::portfolio::{Brief, Export, Finding, Fix, Format, Paper, Preset, RedactionProfile};
use helmlog_core::{Error, Vault, disk};
use serde::Serialize;

use super::Context;
use super::period::Span;
use super::redact::{self, Redact};
use super::versions::{News, Versions};
use crate::failure::Failure;
use crate::output::{DIM, Output};
use crate::text::{count, one_line};

const EXAMPLES: &str = "\
Examples:
  helmlog portfolio --format pdf --out review.pdf
  helmlog portfolio --preset manager-brief --from 2026-01-01 --out brief.docx
  helmlog portfolio --format md --out - | less
  helmlog portfolio --redact=manager --out brief.docx
  helmlog portfolio redact preview    (what would be replaced for the public)
  helmlog portfolio lint
  helmlog portfolio news    (what is new since the last one)
  helmlog portfolio versions";

/// Make a portfolio for a review, every claim of which points at a dated entry.
///
/// It is composed from the evidence, or of the entries given with --select. Private parts are
/// never in it, nor quotes of people who have not agreed. Every export is kept as it left.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub(crate) struct Portfolio {
    #[command(subcommand)]
    what: Option<What>,
    #[command(flatten)]
    asked: Asked,
    #[command(flatten)]
    reader: Reader,
    /// What to write; taken from the name of the file if left out.
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    format: Option<Format>,
    /// The file to write; `-` for stdout.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Say what to look at before it is handed in.
    Lint(Asked),
    /// Say what is new since the last export, or since version NUMBER.
    News(News),
    /// Look at the exports that were kept, and get them back.
    Versions(Versions),
    /// Keep the list of words that no reader is to find, and see what would be replaced.
    Redact(Redact),
}

/// For whom it is.
#[derive(Debug, Args)]
struct Reader {
    /// Replace names, and for the public also sums and days: `manager` or `public`, which is meant without a word.
    #[arg(long, value_name = "PROFILE", num_args = 0..=1, require_equals = true, default_missing_value = "public",
          default_value = "own", hide_default_value = true, value_parser = redact::profiles())]
    redact: RedactionProfile,
}

/// What it is composed for.
#[derive(Debug, Args)]
pub(super) struct Asked {
    /// Which document.
    #[arg(long, value_name = "PRESET", value_parser = presets(), default_value = Preset::PromotionPacket.word())]
    preset: Preset,
    #[command(flatten)]
    span: Span,
    /// The rung of the career ladder that you hold; the one of your profile if left out.
    #[arg(long, value_name = "RUNG")]
    role: Option<String>,
    /// The rung of the career ladder to aim at; the one of your profile if left out.
    #[arg(long, value_name = "RUNG")]
    target: Option<String>,
    /// The entries to tell of, by their ids.
    #[arg(long, value_name = "ID", num_args = 1..)]
    select: Vec<String>,
    /// The paper that it is set for.
    #[arg(long, value_name = "PAPER", value_parser = papers(), default_value = "a4")]
    paper: Paper,
    /// As whose days and counts are written, such as en-US or de; that of this computer if left out.
    #[arg(long, value_name = "LANGUAGE")]
    dates: Option<String>,
}

/// What was written.
#[derive(Serialize)]
struct Written {
    out: String,
    /// The number under which it is kept; none where the vault could only be read.
    version: Option<u32>,
    bytes: usize,
    stories: usize,
    findings: usize,
}

impl Portfolio {
    pub(crate) fn run(mut self, context: &mut Context) -> Result<(), Failure> {
        match self.what.take() {
            Some(What::Lint(asked)) => lint(&mut context.out, &context.place.to_read()?, &asked),
            Some(What::Redact(redact)) => redact.run(context),
            Some(What::News(news)) => news.run(context),
            Some(What::Versions(versions)) => versions.run(context),
            None => self.make(context),
        }
    }

    fn make(&self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        let to_stdout = self.out.as_deref().is_none_or(|path| path == Path::new("-"));
        let format = self.format(out)?;
        if to_stdout && !format.is_text() && std::io::stdout().is_terminal() {
            return Err(
                Error::invalid("out", format!("a {} is nothing for a terminal; name a file", format.name())).into()
            );
        }
        // While a window is open the vault is only read, as from a disk that cannot be written; nothing can be kept then.
        let vault = place.to_write().or_else(|_| place.to_read())?;
        let export = vault.export_portfolio(&self.asked.brief(&vault)?, format, self.reader.redact)?;
        let path = self.out.as_deref().filter(|_| !to_stdout);
        match path {
            Some(path) => disk::write_whole(path, &export.bytes)?,
            None => out.bytes(&export.bytes)?,
        }
        let version = if vault.is_read_only() {
            out.say(
                "The vault can only be read now, so this export is not kept. If a window is open on it, export there.",
            );
            None
        } else {
            Some(vault.keep_export(&export)?.value.number)
        };
        let Some(path) = path else { return Ok(()) };
        // What its author can mend is in the document as it is before a reader's names are replaced.
        let findings = vault.findings(&vault.compose(&self.asked.brief(&vault)?)?)?.len();
        wrote(out, path, version, &export, findings, &self.asked)
    }

    /// The format that was named, or the one that the file's name ends in.
    fn format(&self, out: &Output) -> Result<Format, Error> {
        if let Some(format) = self.format {
            return Ok(format);
        }
        let ending = self.out.as_deref().and_then(Path::extension).and_then(|ending| ending.to_str());
        match ending {
            Some(ending) => ending.parse(),
            None if self.out.is_none() && out.is_json() => Ok(Format::Json),
            None if self.out.is_none() => Err(Error::invalid("out", "is missing: name a file, or - for stdout")),
            None => Err(Error::invalid("format", format!("is missing: {}", Format::ALL.map(Format::word).join(", ")))),
        }
    }
}

impl Asked {
    pub(super) fn brief(&self, vault: &Vault) -> Result<Brief, Error> {
        let select = self.select.iter().map(|id| vault.resolve(id)).collect::<Result<_, _>>()?;
        let rung = |rung: &Option<String>| rung.as_deref().map(|rung| find_rung(vault, rung)).transpose();
        let (role, target) = (rung(&self.role)?, rung(&self.target)?);
        let language = self.dates.clone().or_else(of_this_computer);
        Ok(Brief {
            role,
            target,
            select,
            paper: self.paper,
            language,
            ..Brief::new(self.preset, self.span.period(vault))
        })
    }

    /// The same, for another time, as it is typed behind a command.
    fn words(&self, span: Span) -> String {
        let mut words = String::new();
        if self.preset != Preset::PromotionPacket {
            words += &format!(" --preset {}", self.preset.word());
        }
        for (option, day) in [("from", span.from), ("to", span.to)] {
            words.extend(day.map(|day| format!(" --{option} {day}")));
        }
        for (option, rung) in [("role", &self.role), ("target", &self.target)] {
            words.extend(rung.as_ref().map(|rung| format!(" --{option} '{}'", one_line(rung))));
        }
        words.extend(self.select.iter().map(|id| format!(" --select {}", one_line(id))));
        words
    }
}

/// The language that this computer is set to; none where it has none of anybody's.
fn of_this_computer() -> Option<String> {
    sys_locale::get_locale().filter(|tag| !matches!(tag.as_str(), "C" | "POSIX"))
}

/// A rung as the ladder spells it.
fn find_rung(vault: &Vault, wanted: &str) -> Result<String, Error> {
    let names: Vec<String> = vault.framework()?.ladder.into_iter().map(|rung| rung.name).collect();
    match names.iter().find(|name| name.to_lowercase() == wanted.trim().to_lowercase()) {
        Some(name) => Ok(name.clone()),
        None => Err(Error::invalid("rung", format!("not one of {}", names.join(", ")))),
    }
}

fn wrote(
    out: &mut Output,
    path: &Path,
    version: Option<u32>,
    export: &Export,
    findings: usize,
    asked: &Asked,
) -> Result<(), Failure> {
    let document = &export.portfolio;
    let written = Written {
        out: path.display().to_string(),
        version,
        bytes: export.bytes.len(),
        stories: document.stories.len(),
        findings,
    };
    if findings > 0 {
        let things = count(u32::try_from(findings).unwrap_or(u32::MAX), "thing", "things");
        let asked = asked.words(asked.span);
        out.say(format_args!("{things} to look at before you hand it in: helmlog portfolio lint{asked}"));
    }
    if out.is_json() { out.json(&written) } else { out.line(written.out) }
}

fn lint(out: &mut Output, vault: &Vault, asked: &Asked) -> Result<(), Failure> {
    let findings = vault.findings(&vault.compose(&asked.brief(vault)?)?)?;
    if out.is_json() {
        return out.json(&findings);
    }
    if findings.is_empty() {
        out.say("There is nothing to look at.");
    }
    findings.iter().try_for_each(|finding| {
        out.line(one_line(&finding.message))?;
        match way(finding, asked) {
            Some(way) => out.line(format_args!("  {DIM}{way}{DIM:#}")),
            None => Ok(()),
        }
    })
}

/// Where it can be mended, or looked at.
fn way(finding: &Finding, asked: &Asked) -> Option<String> {
    match &finding.fix {
        Some(Fix::OpenEntry { entry }) => Some(format!("helmlog edit {entry}")),
        Some(Fix::MovePeriod { from, to }) => {
            let wider = asked.words(Span { from: Some(*from), to: Some(*to) });
            Some(format!("helmlog portfolio --out FILE{wider}"))
        }
        Some(Fix::ShowEvidence { key }) => Some(format!("helmlog list competency:{key}")),
        Some(
            Fix::WritePart { .. }
            | Fix::NameStory
            | Fix::WriteCase
            | Fix::KeepCase
            | Fix::WriteExpectations
            | Fix::KeepExpectations,
        ) => Some("in the window, in your own words".to_owned()),
        Some(Fix::OpenPlan) => Some("helmlog plan".to_owned()),
        Some(Fix::ShowNames) => Some("helmlog portfolio redact preview".to_owned()),
        None => finding.entry.map(|entry| format!("helmlog show {entry}")),
    }
}

fn presets() -> impl TypedValueParser<Value = Preset> {
    PossibleValuesParser::new(Preset::ALL.map(Preset::word)).try_map(|word| word.parse())
}

/// The words of the formats, and what else they are known by.
fn formats() -> impl TypedValueParser<Value = Format> {
    let value = |format: Format| PossibleValue::new(format.word()).help(format.name());
    PossibleValuesParser::new(Format::ALL.map(|format| match format {
        Format::Markdown => value(format).alias("markdown"),
        format => value(format),
    }))
    .try_map(|word| word.parse())
}

fn papers() -> impl TypedValueParser<Value = Paper> {
    PossibleValuesParser::new(["a4", "letter"]).try_map(|word| word.parse())
}
