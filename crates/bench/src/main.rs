//! Helmlog measured against the raw limits, in one run.
//!
//! Each measure prints what it did and adds figures to `target/bench.json`, a flat object. Medians
//! and ratios, because the machine is shared: what stands beside a figure was measured in the same
//! minute. The start of the window is measured by the window tests, which add theirs to the same file.

#![cfg_attr(clippy, deny(warnings))]

mod backup;
mod binary;
mod corpus;
mod findable;
mod growth;
mod import;
mod portfolio;
mod rekey;
mod report;
mod save;
mod search;
mod suggest;

use std::process::ExitCode;

use cap::Cap;
use mimalloc::MiMalloc;
use report::Report;

/// Most of what a search, an import or a page waits for is many small pieces of memory. Here they are counted, too.
#[global_allocator]
static MEMORY: Cap<MiMalloc> = Cap::new(MiMalloc, usize::MAX);

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            use std::io::Write;
            let _ = writeln!(std::io::stderr(), "bench: {error}");
            ExitCode::FAILURE
        }
    }
}

/// What a measure may fail with; a bench only has to say it.
type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

type Measure = fn(&mut Report) -> Outcome;

/// What is measured, by its name. With names as arguments, only those are.
const MEASURES: [(&str, Measure); 11] = [
    ("save", save::measure),
    ("findable", findable::measure),
    ("import", import::measure),
    ("search", search::measure),
    ("anything", search::anything),
    ("suggest", suggest::measure),
    ("growth", growth::measure),
    ("portfolio", portfolio::measure),
    ("rekey", rekey::measure),
    ("backup", backup::measure),
    ("binary", binary::measure),
];

fn run() -> Outcome {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [what, vault] = arguments.as_slice()
        && what == search::READY
    {
        return search::measure_here(vault.as_ref());
    }
    let mut report = Report::open(!arguments.is_empty())?;
    for (name, measure) in MEASURES {
        if arguments.is_empty() || arguments.iter().any(|one| one == name) {
            measure(&mut report)?;
        }
    }
    report.write()
}
