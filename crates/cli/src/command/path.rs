//! `helmlog path`: the rungs of the career and what lies between them.

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use helmlog_core::growth::{Milestone, Path as Whole, Post, Side};
use helmlog_core::record::Kept;
use helmlog_core::vault::Profile;
use helmlog_core::{Error, Vault};

use super::Context;
use super::assess::Made;
use super::given::date;
use crate::failure::Failure;
use crate::output::{BOLD, DIM, Output};
use crate::show::{aside, cut, heading, short};
use crate::text::one_line;

/// Characters of the name of an entry: enough to recognise it by.
const ROOM: usize = 72;

const EXAMPLES: &str = "\
Examples:
  helmlog path
  helmlog path hold 'Senior PM' --since 2024-03-18
  helmlog path aim 'Group PM' --by 2027-03-26
  helmlog path add 'A third team' --by 2026-06-30
  helmlog path reach 'A third team' --on 2026-07-01";

/// Show the career path: the rungs, the milestones and the strongest evidence.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Path {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Put a milestone on the path. Prints the id.
    Add {
        /// What is to be reached.
        #[arg(value_name = "NAME")]
        name: String,
        /// By when.
        #[arg(long, value_name = "DATE", value_parser = date, allow_hyphen_values = true)]
        by: Option<NaiveDate>,
        /// Anything worth knowing.
        #[arg(long, value_name = "TEXT", default_value = "")]
        note: String,
    },
    /// Say that a milestone is reached.
    Reach {
        /// Its name, or the beginning of its name or id.
        #[arg(value_name = "MILESTONE")]
        which: String,
        /// On which day; today if left out.
        #[arg(long, value_name = "DATE", value_parser = date, allow_hyphen_values = true)]
        on: Option<NaiveDate>,
    },
    /// Say which rung you took, and since when. Prints the id.
    Hold {
        /// The rung.
        #[arg(value_name = "RUNG")]
        rung: String,
        /// The first day.
        #[arg(long, value_name = "DATE", value_parser = date, allow_hyphen_values = true)]
        since: NaiveDate,
        /// Anything worth knowing.
        #[arg(long, value_name = "TEXT", default_value = "")]
        note: String,
    },
    /// Say which rung you aim at, and by when.
    Aim {
        /// The rung.
        #[arg(value_name = "RUNG")]
        rung: String,
        /// By when.
        #[arg(long, value_name = "DATE", value_parser = date, allow_hyphen_values = true)]
        by: Option<NaiveDate>,
    },
}

impl Path {
    pub(crate) fn run(self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        let Some(what) = self.what else {
            let path = place.to_read()?.path()?;
            return if out.is_json() { out.json(&path) } else { show(out, &path) };
        };
        let vault = place.to_write()?;
        let id = match what {
            What::Add { name, by, note } => vault.add_milestone(&Milestone { name, by, reached: None, note })?,
            What::Reach { which, on } => {
                let Kept { id, value } = milestone(&vault, &which)?;
                let reached = Some(on.unwrap_or_else(|| vault.today()));
                vault.change_milestone(id, &Milestone { reached, ..value })?;
                id
            }
            What::Hold { rung, since, note } => {
                vault.take_post(&Post { rung: of_ladder(&vault, rung)?, since, note })?
            }
            What::Aim { rung, by } => {
                let profile = Profile { target: of_ladder(&vault, rung)?, by, ..vault.profile()? };
                vault.set_profile(&profile)?;
                return if out.is_json() { out.json(&profile) } else { out.line(&profile.target) };
            }
        };
        if out.is_json() { out.json(&Made { id }) } else { out.line(id) }
    }
}

/// The rung as the ladder writes it; one that it does not have stays as it is.
fn of_ladder(vault: &Vault, rung: String) -> Result<String, Error> {
    let known = vault.framework()?.ladder.into_iter().find(|one| one.name.eq_ignore_ascii_case(rung.trim()));
    Ok(known.map_or(rung, |known| known.name))
}

/// The milestone that is meant.
fn milestone(vault: &Vault, which: &str) -> Result<Kept<Milestone>, Failure> {
    let milestones = vault.path()?.milestones;
    let said = which.trim().to_lowercase();
    let prefix = said.replace('-', "");
    let is_it = |one: &Kept<Milestone>| one.value.name.to_lowercase() == said;
    let begins = |one: &Kept<Milestone>| {
        one.value.name.to_lowercase().starts_with(&said) || one.id.to_string().replace('-', "").starts_with(&prefix)
    };
    if let Some(at) = milestones.iter().position(is_it) {
        return milestones.into_iter().nth(at).ok_or_else(missing);
    }
    let mut found: Vec<_> = milestones.into_iter().filter(begins).collect();
    match found.len() {
        1 => found.pop().ok_or_else(missing),
        0 => Err(missing()),
        many => Err(Error::invalid("milestone", format!("{many} begin with this")).into()),
    }
}

fn missing() -> Failure {
    Failure::from(Error::NotFound { what: "milestone" })
        .with_hint("Nothing was changed. `helmlog path` shows the milestones.")
}

fn show(out: &mut Output, path: &Whole) -> Result<(), Failure> {
    for step in path.steps.iter().rev() {
        let mark = match step.side {
            Side::Held => "●",
            Side::Target => "○",
            Side::Behind => "·",
            Side::Ahead | Side::Beyond => " ",
        };
        let said = match (step.side, step.since, path.by) {
            (Side::Target, _, Some(by)) => format!("aimed at by {by}"),
            (Side::Target, _, None) => "aimed at".to_owned(),
            (_, Some(since), _) => format!("since {since}"),
            _ => String::new(),
        };
        let bold = if step.side == Side::Held { BOLD } else { anstyle::Style::new() };
        out.line(format_args!("{mark} {bold}{}{bold:#}{}", one_line(&step.name), aside(&said)))?;
    }
    if !path.milestones.is_empty() {
        out.line(format_args!("\n{BOLD}Milestones{BOLD:#}"))?;
    }
    for Kept { id, value } in &path.milestones {
        let id = id.to_string();
        let id = if out.columns().is_some() { short(&id) } else { &id };
        let said = match (value.reached, value.by) {
            (Some(on), _) => format!("reached {on}"),
            (None, Some(by)) => format!("by {by}"),
            (None, None) => String::new(),
        };
        out.line(format_args!("{DIM}{id}{DIM:#} {}{}", one_line(&value.name), aside(&said)))?;
    }
    if !path.strongest.is_empty() {
        out.line(format_args!("\n{BOLD}Strongest evidence{BOLD:#}"))?;
    }
    for one in &path.strongest {
        let said = format!("{} at level {}", one_line(&one.name), one.level);
        out.line(format_args!("{} {}{}", one.line.on, cut(&heading(&one.line), ROOM), aside(&said)))?;
    }
    Ok(())
}
