//! Helmlog measured against the raw limits, in one run.
//!
//! Each measure prints what it did and adds figures to `target/bench.json`, a flat object. Medians
//! and ratios, because the machine is shared: what stands beside a figure was measured in the same
//! minute. The start of the window is measured by the window tests, which add theirs to the same file.

mod backup;
mod binary;
mod corpus;
mod findable;
mod import;
mod rekey;
mod report;
mod save;

use std::process::ExitCode;

use report::Report;

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

fn run() -> Outcome {
    let mut report = Report::open()?;
    save::measure(&mut report)?;
    findable::measure(&mut report)?;
    import::measure(&mut report)?;
    rekey::measure(&mut report)?;
    backup::measure(&mut report)?;
    binary::measure(&mut report)?;
    report.write()
}
