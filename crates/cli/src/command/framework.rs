//! `helmlog framework`: the competencies and the career ladder as a file.

use clap::{Args, Subcommand};

use super::Context;
use crate::failure::Failure;

const EXAMPLES: &str = "\
Example:
  helmlog framework export > framework.toml";

/// The competencies and the career ladder, as a file.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Framework {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Print the framework in use as TOML.
    Export,
}

impl Framework {
    pub(crate) fn run(self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        let What::Export = self.what;
        let framework = place.to_read()?.framework()?;
        if out.is_json() { out.json(&framework) } else { out.bytes(framework.to_toml()?.as_bytes()) }
    }
}
