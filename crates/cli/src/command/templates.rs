//! `helmlog templates`: what a text can begin with.

use clap::Args;

use super::Context;
use crate::failure::Failure;
use crate::output::{BOLD, DIM};

const EXAMPLES: &str = "\
Examples:
  helmlog templates
  helmlog add --template after-action  (opens your editor)";

/// List the templates: those that come along, and your own.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Templates {}

impl Templates {
    pub(crate) fn run(self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        let Self {} = self;
        let found = place.to_read()?.templates()?;
        if out.is_json() {
            return out.json(&found);
        }
        for one in &found {
            let about = if one.own { "your own" } else { one.about.as_str() };
            let key = if one.own { one.name.as_str() } else { one.key.as_str() };
            out.line(format_args!("{BOLD}{key:<16}{BOLD:#} {DIM}{:<11}{DIM:#} {about}", one.kind.word()))?;
        }
        Ok(())
    }
}
