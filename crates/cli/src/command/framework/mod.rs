//! `helmlog framework`: the competencies and career ladders of the vault.

mod import;
mod map;

use clap::{Args, Subcommand, ValueEnum};
use helmlog_core::competency::{Change, Shelved, Version};

use super::Context;
use crate::failure::Failure;
use crate::output::{BOLD, DIM, Output};
use crate::text::{count, one_line};

const EXAMPLES: &str = "\
Examples:
  helmlog framework list
  helmlog framework export > framework.toml
  helmlog framework export --format csv > ladder.csv
  helmlog framework import ladder.csv --preview
  pbpaste | helmlog framework import - --name 'Acme ladder' --use
  helmlog framework map --propose
  helmlog framework map strategy acme-vision
  helmlog framework versions acme";

/// The competencies and career ladders of the vault: yours, and your company's beside it.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Framework {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Show the frameworks. A star stands before the one in use.
    List,
    Import(import::Import),
    /// Take a framework into use. Tags stay as they are; what they count for is another.
    Use {
        /// Its key.
        #[arg(value_name = "KEY")]
        key: String,
    },
    Map(map::Map),
    /// Show the versions of a framework and what each changed, the newest first.
    Versions {
        /// Its key, in place of the one in use.
        #[arg(value_name = "KEY")]
        key: Option<String>,
    },
    /// Print a framework as a file.
    Export {
        /// Its key, in place of the one in use.
        #[arg(value_name = "KEY")]
        key: Option<String>,
        /// As what. TOML loses nothing; CSV opens in a spreadsheet.
        #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Toml)]
        format: Format,
    },
    /// Take a framework away in which nothing is tagged.
    Remove {
        /// Its key.
        #[arg(value_name = "KEY")]
        key: String,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Toml,
    Csv,
}

impl Framework {
    pub(crate) fn run(self, context: &mut Context) -> Result<(), Failure> {
        match self.what {
            What::List => list(context),
            What::Import(import) => import.run(context),
            What::Use { key } => take_up(context, &key),
            What::Map(map) => map.run(context),
            What::Versions { key } => versions(context, key),
            What::Export { key, format } => export(context, key, format),
            What::Remove { key } => remove(context, &key),
        }
    }
}

fn list(Context { place, out }: &mut Context) -> Result<(), Failure> {
    let all = place.to_read()?.frameworks()?;
    if out.is_json() {
        return out.json(&all);
    }
    all.iter().try_for_each(|one| line(out, one))
}

fn line(out: &mut Output, one: &Shelved) -> Result<(), Failure> {
    let Shelved { framework, in_use, entries, .. } = one;
    let star = if *in_use { "*" } else { " " };
    let competencies = u32::try_from(framework.competencies.len()).unwrap_or(u32::MAX);
    out.line(format_args!(
        "{star} {BOLD}{}{BOLD:#}  {}  {DIM}version {}, {}, {} levels, {} tagged{DIM:#}",
        framework.key,
        one_line(&framework.name),
        framework.version,
        count(competencies, "competency", "competencies"),
        framework.levels.len(),
        count(*entries, "entry", "entries"),
    ))
}

fn take_up(Context { place, out }: &mut Context, key: &str) -> Result<(), Failure> {
    let vault = place.to_write()?;
    vault.use_framework(key).map_err(unknown)?;
    let framework = vault.framework()?;
    if out.is_json() {
        return out.json(&framework);
    }
    out.say(format_args!("{} is in use. Your tags are as they were.", one_line(&framework.name)));
    Ok(())
}

fn versions(Context { place, out }: &mut Context, key: Option<String>) -> Result<(), Failure> {
    let vault = place.to_read()?;
    let key = key.map_or_else(|| vault.framework().map(|framework| framework.key), Ok)?;
    let versions = vault.framework_versions(&key).map_err(unknown)?;
    if out.is_json() {
        return out.json(&versions);
    }
    for Version { version, since, until, changes } in versions {
        let since = since
            .map_or_else(|| "from the beginning".to_owned(), |since| format!("since {}", since.utc().date_naive()));
        let until = until.map(|until| format!(" until {}", until.utc().date_naive())).unwrap_or_default();
        out.line(format_args!("{BOLD}Version {version}{BOLD:#}  {DIM}{since}{until}{DIM:#}"))?;
        for change in &changes {
            out.line(format_args!("  {}", one_line(&told(change))))?;
        }
    }
    Ok(())
}

/// A change as a line.
fn told(change: &Change) -> String {
    let or_nothing = |text: &str| if text.is_empty() { "nothing".to_owned() } else { format!("“{text}”") };
    match change {
        Change::Added { name } => format!("+ {name}"),
        Change::Retired { name } => format!("- {name}"),
        Change::Renamed { before, after } => format!("~ {before} is called {after}"),
        Change::Expected { name, level, level_name, before, after } => {
            format!("~ {name}, level {level} ({level_name}): {} in place of {}", or_nothing(after), or_nothing(before))
        }
        Change::Described { name } => format!("~ {name} is described in other words"),
        Change::Ladder => "~ levels or roles".to_owned(),
    }
}

fn export(Context { place, out }: &mut Context, key: Option<String>, format: Format) -> Result<(), Failure> {
    let vault = place.to_read()?;
    let framework = match key {
        Some(key) => vault.framework_named(&key).map_err(unknown)?,
        None => vault.framework()?,
    };
    if out.is_json() {
        return out.json(&framework);
    }
    let text = match format {
        Format::Toml => framework.to_toml()?,
        Format::Csv => framework.to_csv()?,
    };
    out.bytes(text.as_bytes())
}

fn remove(Context { place, out }: &mut Context, key: &str) -> Result<(), Failure> {
    let id = place.to_write()?.remove_framework(key).map_err(unknown)?;
    if out.is_json() {
        return out.json(&serde_json::json!({ "removed": key, "id": id }));
    }
    out.say("It is gone. Nothing was tagged in it.");
    Ok(())
}

fn unknown(error: helmlog_core::Error) -> Failure {
    match error {
        error @ helmlog_core::Error::NotFound { .. } => {
            Failure::from(error).with_hint("Nothing was changed. `helmlog framework list` shows their keys.")
        }
        error => error.into(),
    }
}
