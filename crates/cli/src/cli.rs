//! What is understood: options that go with every command, and the commands.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, CommandFactory, FromArgMatches, Parser};
use helmlog_core::vault::VAULT_VARIABLE;

use crate::command::Command;

const EXAMPLES: &str = "\
Examples:
  helmlog add Dana asked for the numbers before the plan --kind feedback
  helmlog search 'roadmap kind:lesson'
  helmlog portfolio --format pdf --out review.pdf

Exit codes:
  0 done   1 failed   2 wrong usage   3 locked or wrong passphrase   4 not found   5 vault damaged";

/// A private journal for product managers on the way to product leadership.
///
/// Data goes to stdout and words to stderr, so every command can stand in a script. Nothing is
/// ever sent anywhere: helmlog opens no network connection.
#[derive(Debug, Parser)]
#[command(name = "helmlog", version, after_help = EXAMPLES, max_term_width = 100, disable_help_subcommand = true)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Options that go with every command.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Everywhere")]
pub(crate) struct Global {
    /// The folder of the vault, in place of the usual one.
    #[arg(long, global = true, value_name = "DIR", env = VAULT_VARIABLE, hide_env_values = true)]
    pub(crate) vault: Option<PathBuf>,
    /// A file whose first line is the passphrase or the recovery code, in place of the prompt.
    #[arg(long, global = true, value_name = "FILE", env = "HELMLOG_PASSPHRASE_FILE", hide_env_values = true)]
    pub(crate) passphrase_file: Option<PathBuf>,
    /// Print JSON; errors are JSON on stderr then.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Say nothing on stderr unless something fails.
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
}

/// Reads the command line.
pub(crate) fn parse(arguments: &[OsString]) -> Result<Cli, clap::Error> {
    let mut command = Cli::command();
    if std::env::var_os(VAULT_VARIABLE).is_some_and(|value| value.is_empty()) {
        // Set to nothing is as good as not set.
        command = command.mut_arg("vault", |vault| vault.env(None));
    }
    let mut matches = command.try_get_matches_from_mut(arguments)?;
    Cli::from_arg_matches_mut(&mut matches).map_err(|error| error.format(&mut command))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definitions_are_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_command_explains_itself() {
        for command in Cli::command().get_subcommands() {
            assert!(command.get_about().is_some(), "{} has no help", command.get_name());
        }
    }
}
