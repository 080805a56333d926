//! `helmlog framework map`: which competency counts for which.

use clap::Args;
use helmlog_core::competency::{Mapping, Pair};
use helmlog_core::{Error, Vault};

use super::super::Context;
use super::unknown;
use crate::failure::Failure;
use crate::output::{DIM, Output};
use crate::text::{columns, count, padded};

const EXAMPLES: &str = "\
Examples:
  helmlog framework map                       (what counts for what in the framework in use)
  helmlog framework map strategy acme-vision  (evidence for the one counts for the other)
  helmlog framework map strategy --nothing
  helmlog framework map --propose --accept";

/// Let the evidence of one framework count in another.
///
/// Tags stay as they are. Levels are carried over by how far they reach.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Map {
    /// The key of the competency that entries are tagged with.
    #[arg(value_name = "FROM", requires = "counts")]
    from: Option<String>,
    /// The key of the competency that it counts for.
    #[arg(value_name = "TO", group = "counts")]
    to: Option<String>,
    /// Let it count for nothing.
    #[arg(long, group = "counts", requires = "from")]
    nothing: bool,
    /// Show what seems to be the same, of what counts for nothing yet.
    #[arg(long, conflicts_with = "from")]
    propose: bool,
    /// Take all proposals.
    #[arg(long, requires = "propose")]
    accept: bool,
    /// The key of the framework in which it should count, in place of the one in use.
    #[arg(long, value_name = "FRAMEWORK")]
    into: Option<String>,
}

impl Map {
    pub(super) fn run(self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        if let Some(from) = self.from {
            let vault = place.to_write()?;
            let into = match (&self.into, &self.to) {
                (Some(into), _) => into.clone(),
                (None, Some(to)) => home(&vault, to)?,
                (None, None) => vault.framework()?.key,
            };
            vault.map_competencies(&[(from.clone(), self.to.clone())], &into).map_err(|error| match error {
                error @ Error::NotFound { what: "competency" } => {
                    Failure::from(error).with_hint("Nothing was changed. `helmlog framework map` shows their keys.")
                }
                error => unknown(error),
            })?;
            if out.is_json() {
                return out.json(&mappings(&vault, &into)?);
            }
            out.say(self.to.map_or_else(
                || format!("{from} counts for nothing now. Its tags are as they were."),
                |to| format!("What is tagged with {from} counts for {to} now."),
            ));
            return Ok(());
        }
        let vault = if self.accept { place.to_write()? } else { place.to_read()? };
        let into = self.into.map_or_else(|| vault.framework().map(|framework| framework.key), Ok)?;
        let mut all = mappings(&vault, &into).map_err(unknown)?;
        if self.accept {
            let proposed = all.iter().flat_map(|mapping| &mapping.pairs);
            let pairs: Vec<_> = proposed
                .filter_map(|pair| Some((pair.key.clone(), Some(pair.proposal.as_ref()?.key.clone()))))
                .collect();
            vault.map_competencies(&pairs, &into)?;
            all = mappings(&vault, &into)?;
        }
        if self.propose && !self.accept {
            all.iter_mut().for_each(|mapping| mapping.pairs.retain(|pair| pair.proposal.is_some()));
        }
        if out.is_json() { out.json(&all) } else { all.iter().try_for_each(|mapping| show(out, mapping)) }
    }
}

/// The framework that has this competency.
fn home(vault: &Vault, competency: &str) -> Result<String, Failure> {
    let all = vault.frameworks()?;
    let home = all.into_iter().find(|one| one.framework.competency(competency).is_some());
    let home = home.ok_or(Error::NotFound { what: "competency" }).map_err(|error| {
        Failure::from(error).with_hint("Nothing was changed. `helmlog framework map` shows their keys.")
    })?;
    Ok(home.framework.key)
}

/// How every other framework counts in this one, and what was retired from it.
fn mappings(vault: &Vault, into: &str) -> Result<Vec<Mapping>, Error> {
    let keys = vault.frameworks()?.into_iter().map(|one| one.framework.key);
    let mut all = keys.map(|from| vault.mapping(&from, into)).collect::<Result<Vec<_>, _>>()?;
    all.retain(|mapping| !mapping.pairs.is_empty());
    Ok(all)
}

fn show(out: &mut Output, mapping: &Mapping) -> Result<(), Failure> {
    let width = mapping.pairs.iter().map(|pair| columns(&pair.key)).max().unwrap_or(0);
    mapping.pairs.iter().try_for_each(|pair| line(out, pair, width))
}

fn line(out: &mut Output, pair: &Pair, width: usize) -> Result<(), Failure> {
    let key = padded(&pair.key, width);
    let entries = count(pair.entries, "entry", "entries");
    match (&pair.counts_for, &pair.proposal) {
        (Some(to), _) => out.line(format_args!("{key} → {to}  {DIM}{entries}{DIM:#}")),
        (None, Some(proposal)) => {
            let words = proposal.words.join(", ");
            out.line(format_args!("{key} ? {}  {DIM}{entries}  {words}{DIM:#}", proposal.key))
        }
        (None, None) => out.line(format_args!("{key}    {DIM}{entries}{DIM:#}")),
    }
}
