//! `helmlog completions`: for a shell.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::Context;
use crate::cli::Cli;
use crate::failure::Failure;

const EXAMPLES: &str = "\
Examples:
  helmlog completions bash > ~/.local/share/bash-completion/completions/helmlog
  helmlog completions fish > ~/.config/fish/completions/helmlog.fish";

/// Print the completions for a shell.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Completions {
    /// Which shell.
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

impl Completions {
    pub(crate) fn run(self, Context { out, .. }: &mut Context) -> Result<(), Failure> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "helmlog", &mut script);
        out.bytes(&script)
    }
}
