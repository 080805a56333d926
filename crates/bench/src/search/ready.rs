//! From opening a vault to an index that knows everything, and what it takes in memory: in a process of
//! its own, because memory that was used before says nothing.

use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;

use helmlog_core::Vault;
use helmlog_core::world::System;

use crate::Outcome;
use crate::report::percentile;

const STARTS: usize = 5;

/// The argument by which the benchmark calls itself.
pub(crate) const READY: &str = "ready";

pub(super) struct Ready {
    pub(super) seconds: f64,
    /// What the index takes once it is filled.
    pub(super) bytes: f64,
}

/// The median of several starts.
pub(super) fn measure(vault: &Path) -> Outcome<Ready> {
    let (mut times, mut bytes) = (Vec::new(), 0.0);
    for _ in 0..STARTS {
        let ended = Command::new(std::env::current_exe()?).arg(READY).arg(vault).output()?;
        let told = String::from_utf8(ended.stdout)?;
        let (seconds, taken) = told.trim().split_once(' ').ok_or("the other process said nothing")?;
        times.push(std::time::Duration::from_secs_f64(seconds.parse()?));
        bytes = taken.parse()?;
    }
    Ok(Ready { seconds: percentile(&mut times, 0.5) / 1000.0, bytes })
}

/// Opens the vault at `path`, fills the index, and prints the seconds and the bytes that this took.
pub(crate) fn measure_here(path: &Path) -> Outcome {
    let begun = Instant::now();
    let vault = Vault::open(path, Arc::new(System))?;
    let before = resident()?;
    vault.settle_index()?;
    let seconds = begun.elapsed().as_secs_f64();
    // What the fill took for a moment goes back.
    std::thread::sleep(std::time::Duration::from_secs(1));
    let bytes = resident()?.saturating_sub(before);
    Ok(writeln!(std::io::stdout(), "{seconds} {bytes}")?)
}

/// Memory that was taken, without the pages of the program itself, which the system can let go of.
fn resident() -> Outcome<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:")).ok_or("the system does not say")?;
    Ok(line.trim().trim_end_matches("kB").trim().parse::<u64>()? * 1024)
}
