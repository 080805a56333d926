//! `helmlog suggest`: which competencies a text may show.

use clap::Args;
use helmlog_core::Vault;
use helmlog_core::journal::Content;
use helmlog_core::suggest::Suggestion;

use super::{Context, given};
use crate::failure::Failure;
use crate::output::{BOLD, DIM};

const EXAMPLES: &str = "\
Examples:
  helmlog suggest 'Told the CFO that the launch slips, before the numbers forced me to'
  helmlog suggest 0193a7               (an entry, by its id)
  pbpaste | helmlog suggest - --json";

/// Which competencies a text or an entry may be evidence for: at most two, with the words that caused them.
///
/// Computed on this computer from the framework's words and from what you have tagged so far. What an
/// entry is tagged with already is left out.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Suggest {
    /// The id of an entry or its beginning, or a text; `-` reads a text from stdin.
    #[arg(value_name = "ID or TEXT", required = true)]
    about: Vec<String>,
}

impl Suggest {
    pub(crate) fn run(self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        let text = given::text(&self.about)?.unwrap_or_default();
        let vault = place.to_read()?;
        while vault.learn()? {}
        let found = suggest(&vault, &self.about, text)?;
        if out.is_json() {
            return out.json(&found);
        }
        for one in &found {
            let level = one.level.map(|level| format!(" level {level}")).unwrap_or_default();
            let because: Vec<String> = one.because.iter().map(|word| format!("“{word}”")).collect();
            out.line(format_args!(
                "{BOLD}{}{BOLD:#}{level}  {DIM}{}, because {}{DIM:#}",
                one.name,
                one.key,
                because.join(", ")
            ))?;
        }
        if found.is_empty() {
            out.say("Nothing that is clear enough to suggest.");
        }
        Ok(())
    }
}

fn suggest(vault: &Vault, about: &[String], text: String) -> Result<Vec<Suggestion>, Failure> {
    if let [one] = about
        && may_be_id(one)
    {
        let id = vault.resolve(one)?;
        return Ok(vault.suggest(&vault.entry(id)?.content, Some(id))?);
    }
    let mut content = Content::on(vault.today(), vault.world().zone());
    content.body = text;
    Ok(vault.suggest(&content, None)?)
}

/// Whether somebody who writes nothing else means an id: no sentence is made of the digits of one.
fn may_be_id(word: &str) -> bool {
    word.len() >= 4
        && word.bytes().any(|byte| byte.is_ascii_digit())
        && word.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}
