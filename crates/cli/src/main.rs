//! `helmlog`: the journal in a terminal, for quick notes, searches, imports, checks and scripts.
//!
//! It is the same core that the window uses; no rule of the journal lives here. What this crate
//! adds is how things are said: data on stdout, words on stderr, one exit code for each kind of
//! failure, and JSON wherever there is data.
//!
//! One file a command, in [`command`]; [`cli`] is what is understood, [`output`] how something is
//! said, [`failure`] how it is said that something went wrong, [`place`] which vault is meant.

#![cfg_attr(clippy, deny(warnings))]

mod cli;
mod command;
mod editor;
mod failure;
mod output;
mod place;
mod show;
mod text;
mod wait;

use std::process::ExitCode;

use crate::cli::Cli;
use crate::command::Context;
use crate::failure::Failure;

/// Most of what a search, an import or a page waits for is many small pieces of memory.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    let cli = match cli::parse(&arguments) {
        Ok(cli) => cli,
        Err(usage) => return failure::misunderstood(&usage, arguments.iter().any(|one| one == "--json")),
    };
    let json = cli.global.json;
    match run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.end(json),
    }
}

fn run(cli: Cli) -> Result<(), Failure> {
    let mut context = Context::of(&cli.global);
    let ran = cli.command.run(&mut context);
    let Context { place, out } = &mut context;
    if let Some(saved) = place.cut_off() {
        let saved = saved.utc().with_timezone(&chrono::Local).format("%Y-%m-%d %H:%M");
        out.say(format_args!("Helmlog ended without closing last time; the last save that is here is of {saved}."));
    }
    ran?;
    context.out.finish()
}
