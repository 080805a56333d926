//! `helmlog portfolio redact`: the list of words that no reader is to find, and what would be replaced.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand};
use helmlog_core::Vault;
use helmlog_core::portfolio::{RedactionProfile, RedactionTerm, Replacement, TermSort};
use helmlog_core::record::Kept;

use super::Context;
use super::portfolio::Asked;
use crate::failure::Failure;
use crate::output::{BOLD, DIM, Output};
use crate::text::{columns, count, one_line, padded};

const EXAMPLES: &str = "\
Examples:
  helmlog portfolio redact add Acme --alias 'a large retailer'
  helmlog portfolio redact add 'Jo Smith' --sort person
  helmlog portfolio redact add Mark --keep    (a word, and nobody's name)
  helmlog portfolio redact preview --profile manager
  helmlog portfolio redact remove Acme

People and projects of your journal need not be on the list: `helmlog people` says who they are and what they are called instead.";

/// Keep the list of words that no reader is to find, and see what would be replaced.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Redact {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Show the list.
    List,
    /// Put a word on it. Prints its id.
    Add(Add),
    /// Say something else of a word on it.
    Change(Change),
    /// Take a word off it.
    Remove(Remove),
    /// Show every replacement with its place, and write nothing.
    Preview(Preview),
}

#[derive(Debug, Args)]
struct Add {
    /// The word or words, as one writes them.
    #[arg(value_name = "WORD")]
    word: String,
    /// What it names.
    #[arg(long, value_name = "SORT", value_parser = sorts(), default_value = TermSort::Customer.word())]
    sort: TermSort,
    /// What stands in its place; one is made if left out.
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    alias: String,
    /// Never replace it.
    #[arg(long)]
    keep: bool,
}

#[derive(Debug, Args)]
struct Change {
    /// The word as it stands on the list, or its id.
    #[arg(value_name = "WORD")]
    word: String,
    /// Another word in its place.
    #[arg(long, value_name = "WORD")]
    to: Option<String>,
    /// What it names.
    #[arg(long, value_name = "SORT", value_parser = sorts())]
    sort: Option<TermSort>,
    /// What stands in its place; nothing lets one be made.
    #[arg(long, value_name = "TEXT")]
    alias: Option<String>,
    /// Whether it is never replaced.
    #[arg(long, value_name = "BOOL")]
    keep: Option<bool>,
}

#[derive(Debug, Args)]
struct Remove {
    /// The word as it stands on the list, or its id.
    #[arg(value_name = "WORD")]
    word: String,
}

#[derive(Debug, Args)]
struct Preview {
    #[command(flatten)]
    asked: Asked,
    /// For whom.
    #[arg(long, value_name = "PROFILE", value_parser = profiles(), default_value = RedactionProfile::Public.word())]
    profile: RedactionProfile,
}

impl Redact {
    pub(crate) fn run(self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        match self.what {
            What::List => list(out, &place.to_read()?.redaction_terms()?),
            What::Add(Add { word, sort, alias, keep }) => {
                let id = place.to_add(out)?.add_redaction_term(&RedactionTerm { word, sort, alias, keep })?;
                if out.is_json() { out.json(&id) } else { out.line(id) }
            }
            What::Change(change) => {
                let vault = place.to_write()?;
                let Kept { id, value } = find(&vault, &change.word)?;
                let term = RedactionTerm {
                    word: change.to.unwrap_or(value.word),
                    sort: change.sort.unwrap_or(value.sort),
                    alias: change.alias.unwrap_or(value.alias),
                    keep: change.keep.unwrap_or(value.keep),
                };
                Ok(vault.change_redaction_term(id, &term)?)
            }
            What::Remove(Remove { word }) => {
                let vault = place.to_write()?;
                Ok(vault.remove_redaction_term(find(&vault, &word)?.id)?)
            }
            What::Preview(Preview { asked, profile }) => {
                let vault = place.to_read()?;
                preview(out, &vault.preview_redaction(&asked.brief(&vault)?, profile)?)
            }
        }
    }
}

/// The word that is meant.
fn find(vault: &Vault, word: &str) -> Result<Kept<RedactionTerm>, Failure> {
    let hint = "Nothing was changed. `helmlog portfolio redact list` shows what there is.";
    vault.find_redaction_term(word).map_err(|error| Failure::from(error).with_hint(hint))
}

fn list(out: &mut Output, terms: &[Kept<RedactionTerm>]) -> Result<(), Failure> {
    if out.is_json() {
        return out.json(&terms);
    }
    if terms.is_empty() {
        out.say("Nothing is on the list. `helmlog portfolio redact add WORD` puts a word on it.");
    }
    let width = terms.iter().map(|one| columns(&one.value.word)).max().unwrap_or(0);
    terms.iter().try_for_each(|Kept { value, .. }| {
        let instead = match (value.keep, value.alias.as_str()) {
            (true, _) => "is kept".to_owned(),
            (false, "") => String::new(),
            (false, alias) => format!("becomes {}", one_line(alias)),
        };
        let word = padded(&one_line(&value.word), width);
        out.line(
            format_args!("{BOLD}{word}{BOLD:#}  {DIM}{:<8}{DIM:#}  {instead}", value.sort.word())
                .to_string()
                .trim_end(),
        )
    })
}

fn preview(out: &mut Output, replacements: &[Replacement]) -> Result<(), Failure> {
    if out.is_json() {
        return out.json(&replacements);
    }
    if replacements.is_empty() {
        out.say("Nothing would be replaced.");
    }
    for one in replacements {
        let times = count(one.times, "time", "times");
        out.line(format_args!(
            "{BOLD}{}{BOLD:#} becomes {BOLD}{}{BOLD:#}  {DIM}{}, {times}{DIM:#}",
            one_line(&one.what),
            one_line(&one.by),
            one.sort.word(),
        ))?;
        for context in &one.contexts {
            let place = match context.story {
                Some(number) => format!("story {number}"),
                None => context.section.clone(),
            };
            let words = [one_line(&context.before), one_line(&one.what), one_line(&context.after)];
            out.line(format_args!("  {DIM}{place}:{DIM:#} {}", words.join(" ").trim()))?;
        }
    }
    Ok(())
}

fn sorts() -> impl TypedValueParser<Value = TermSort> {
    PossibleValuesParser::new(TermSort::ALL.map(TermSort::word)).try_map(|word| word.parse())
}

pub(super) fn profiles() -> impl TypedValueParser<Value = RedactionProfile> {
    PossibleValuesParser::new(RedactionProfile::ALL.map(RedactionProfile::word)).try_map(|word| word.parse())
}
