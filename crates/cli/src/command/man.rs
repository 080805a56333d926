//! `helmlog man`: the manual.

use std::path::PathBuf;

use clap::{Args, CommandFactory};
use helmlog_core::Error;

use super::Context;
use crate::cli::Cli;
use crate::failure::Failure;

const EXAMPLES: &str = "\
Examples:
  helmlog man | man -l -
  helmlog man ~/.local/share/man/man1";

/// Print the manual page, or write one for every command into a folder.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Man {
    /// The folder for the pages.
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

impl Man {
    pub(crate) fn run(self, Context { out, .. }: &mut Context) -> Result<(), Failure> {
        match self.folder {
            Some(folder) => {
                Ok(clap_mangen::generate_to(Cli::command(), &folder).map_err(|error| Error::file(folder, error))?)
            }
            None => {
                let mut page = Vec::new();
                clap_mangen::Man::new(Cli::command()).render(&mut page)?;
                out.bytes(&page)
            }
        }
    }
}
