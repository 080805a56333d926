//! `helmlog framework import`: a company's ladder, from whatever it is written in.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use helmlog_core::Error;
use helmlog_core::competency::{Arrival, Choices, Imported, LadderPreview, Orientation, SCOPES, ladder_text};

use super::super::Context;
use crate::failure::Failure;
use crate::output::{BOLD, DIM, Output};
use crate::text::{count, one_line};

const EXAMPLES: &str = "\
Examples:
  helmlog framework import ladder.csv --preview
  helmlog framework import ladder.csv --name 'Acme ladder' --scopes 1,1,2,3,4 --use
  pbpaste | helmlog framework import -

The file is CSV, cells pasted from a spreadsheet, a table in Markdown, or TOML as `framework export`
prints it. Competencies may be rows or columns. A framework that is there already gets a new version;
what was expected before is kept.";

/// Bring in a ladder, as a new framework or as a new version of one that is there.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Import {
    /// The file; `-` for stdin.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Say how it is read and store nothing.
    #[arg(long)]
    preview: bool,
    /// What it is called, in place of what the file says.
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true)]
    name: String,
    /// Whether the competencies are the rows or the columns, where that is misread.
    #[arg(long, value_name = "AXIS", value_enum)]
    competencies: Option<Axis>,
    /// How far each level reaches: 1 own work, 2 team, 3 several teams, 4 organisation.
    #[arg(long, value_name = "N,N…", value_delimiter = ',', value_parser = clap::value_parser!(u8).range(1..=4))]
    scopes: Vec<u8>,
    /// Take it into use as well.
    #[arg(long = "use", conflicts_with = "preview")]
    take_up: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Axis {
    Rows,
    Columns,
}

impl Import {
    pub(super) fn run(self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        let text = self.text()?;
        let stem = self.file.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let choices = Choices {
            name: self.name,
            source: stem.filter(|stem| stem != "-").unwrap_or_default(),
            orientation: self.competencies.map(|axis| match axis {
                Axis::Rows => Orientation::Rows,
                Axis::Columns => Orientation::Columns,
            }),
            scopes: self.scopes,
        };
        if self.preview {
            let preview = place.to_read()?.preview_ladder(&text, &choices)?;
            return if out.is_json() { out.json(&preview) } else { show(out, &preview) };
        }
        let vault = place.to_add(out)?;
        let imported = vault.import_ladder(&text, &choices)?;
        if self.take_up {
            vault.use_framework(&imported.key)?;
        }
        if out.is_json() {
            return out.json(&imported);
        }
        out.line(&imported.key)?;
        let Imported { name, version, arrival, .. } = &imported;
        let name = one_line(name);
        match arrival {
            Arrival::Same { .. } => out.say(format_args!("{name} is here already, word for word.")),
            _ if *version > 1 => {
                out.say(format_args!("{name} is at version {version} now. What was expected before is kept."));
            }
            _ if self.take_up => out.say(format_args!(
                "{name} is here and in use. `helmlog framework map --propose` lets old evidence count."
            )),
            _ => out.say(format_args!("{name} is here. `helmlog framework use {}` takes it into use.", imported.key)),
        }
        Ok(())
    }

    /// What is in the file, or enough of it to see that it is too long.
    fn text(&self) -> Result<String, Error> {
        if self.file == Path::new("-") {
            return ladder_text(std::io::stdin(), &self.file);
        }
        ladder_text(std::fs::File::open(&self.file).map_err(|error| Error::file(&self.file, error))?, &self.file)
    }
}

/// How it is read, for a person.
fn show(out: &mut Output, LadderPreview { reading, arrival }: &LadderPreview) -> Result<(), Failure> {
    let framework = &reading.framework;
    out.line(format_args!("{BOLD}{}{BOLD:#} {DIM}{}{DIM:#}", one_line(&framework.name), framework.key))?;
    match reading.orientation {
        Some(Orientation::Rows) => out.line("Rows are competencies, columns are levels.")?,
        Some(Orientation::Columns) => out.line("Columns are competencies, rows are levels.")?,
        None => {}
    }
    for (number, level) in (1..).zip(&framework.levels) {
        let scope = SCOPES.get(usize::from(level.scope).saturating_sub(1)).copied().unwrap_or_default();
        out.line(format_args!("{number}  {}  {DIM}{} {scope}{DIM:#}", one_line(&level.name), level.scope))?;
    }
    let mut section = "";
    for competency in &framework.competencies {
        if competency.section != section {
            section = &competency.section;
            out.line(format_args!("{DIM}{}{DIM:#}", one_line(section)))?;
        }
        let levels = (1u8..).zip(&competency.levels).filter(|(_, behaviour)| !behaviour.0.is_empty());
        let levels = levels.map(|(level, _)| level.to_string()).collect::<Vec<_>>().join(" ");
        out.line(format_args!("  {}  {DIM}{}  {levels}{DIM:#}", one_line(&competency.name), competency.key))?;
    }
    for note in &reading.notes {
        let place = if note.place.is_empty() { String::new() } else { format!("{}: ", note.place) };
        out.line(one_line(&format!("! {place}{}", note.text)))?;
    }
    let told = match arrival {
        Arrival::New => "It would be a new framework.".to_owned(),
        Arrival::Version { from, changes } => {
            let changes = u32::try_from(changes.len()).unwrap_or(u32::MAX);
            format!("It would follow version {from}, with {}.", count(changes, "change", "changes"))
        }
        Arrival::Same { .. } => "It is here already, word for word.".to_owned(),
        Arrival::OtherLevels { levels } => {
            format!("The framework of this name that is here has {levels} levels: give this one another --name.")
        }
    };
    out.line(told)
}
