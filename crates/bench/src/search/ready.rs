//! From opening a vault to an index that knows everything, and what it takes in memory: in a process of
//! its own, because memory that was used before says nothing.

use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use helmlog_core::Vault;
use helmlog_core::search::SearchRequest;
use helmlog_core::world::System;

use crate::{MEMORY, Outcome};

const STARTS: usize = 5;

/// From the fill to the measure of what it left.
const REST: Duration = Duration::from_secs(5);

/// The file in which a vault keeps a copy of its index.
const COPY: &str = "index.sealed";

/// The argument by which the benchmark calls itself.
pub(crate) const READY: &str = "ready";

pub(super) struct Ready {
    pub(super) seconds: f64,
    /// What the index holds once it is filled.
    pub(super) held: f64,
    /// What the process takes for that from the system.
    pub(super) resident: f64,
}

/// The median of several starts.
pub(super) fn measure(vault: &Path) -> Outcome<Ready> {
    let starts = (0..STARTS).map(|_| once(vault)).collect::<Outcome<Vec<_>>>()?;
    let median = |of: fn(&Ready) -> f64| {
        let mut all: Vec<f64> = starts.iter().map(of).collect();
        all.sort_by(f64::total_cmp);
        all.get(all.len() / 2).copied().unwrap_or_default()
    };
    Ok(Ready {
        seconds: median(|ready| ready.seconds),
        held: median(|ready| ready.held),
        resident: median(|ready| ready.resident),
    })
}

/// As at a start that finds no copy of the index, or one of another version: all entries are read.
pub(super) fn filled(vault: &Path) -> Outcome<Ready> {
    std::fs::remove_file(vault.join(COPY))?;
    once(vault)
}

fn once(vault: &Path) -> Outcome<Ready> {
    let ended = Command::new(std::env::current_exe()?).arg(READY).arg(vault).output()?;
    let told = String::from_utf8(ended.stdout)?;
    let mut told = told.split_whitespace().map(str::parse);
    let mut next = || -> Outcome<f64> { Ok(told.next().ok_or("the other process said too little")??) };
    Ok(Ready { seconds: next()?, held: next()?, resident: next()? })
}

/// Opens the vault at `path`, fills the index, and prints the seconds and the bytes that this took: those that are
/// held, and those that the process has from the system.
pub(crate) fn measure_here(path: &Path) -> Outcome {
    let begun = Instant::now();
    let vault = Vault::open(path, Arc::new(System))?;
    let (held, resident) = (MEMORY.allocated(), resident_bytes()?);
    vault.settle_index()?;
    let seconds = begun.elapsed().as_secs_f64();
    // What the fill took for a moment goes back, and what a search unpacks is taken.
    std::thread::sleep(REST);
    vault.search(&SearchRequest::of("anything", 20))?;
    let held = MEMORY.allocated().saturating_sub(held);
    let resident = resident_bytes()?.saturating_sub(resident);
    Ok(writeln!(std::io::stdout(), "{seconds} {held} {resident}")?)
}

/// Memory that was taken, without the pages of the program itself, which the system can let go of.
fn resident_bytes() -> Outcome<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:")).ok_or("the system does not say")?;
    Ok(line.trim().trim_end_matches("kB").trim().parse::<u64>()? * 1024)
}
