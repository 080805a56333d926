//! What a journal must survive, tried at every step.
//!
//! Each row of the table in `docs/reliability.md` is a module: it brings its fault about again and
//! again, at every place where it can strike, and looks each time at what is left of a journal.
//! `helmlog-faults` runs all rows in full, `helmlog-faults ROW…` some, `--quick` a sample of each.
//! The program also runs itself: as the process that is killed, holds a vault or fills a disk.

#![cfg_attr(clippy, deny(warnings))]

mod attachment;
mod bad_page;
mod case;
mod child;
mod clock;
mod copying;
mod cut_off;
mod full_disk;
mod header;
mod hostile_import;
mod house;
mod journal;
mod killed;
mod log;
mod marker;
mod memory;
mod newer;
mod read_only;
mod salvaged;
mod second_machine;
mod steps;
mod tally;
mod two_processes;
mod write_error;
mod wrong_passphrase;

use std::io::Write;
use std::process::{Command, ExitCode, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Instant;

use tally::{Depth, Tally};

/// What a row may fail with; it only has to be said.
type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// Losses that are named; a row that loses more loses them for the same reason.
const MOST_SHOWN: usize = 20;

/// A row of the table.
struct Row {
    /// What it is asked for by.
    word: &'static str,
    /// What it is called in the table.
    name: &'static str,
    run: fn(Depth) -> Outcome<Tally>,
}

const fn row(word: &'static str, name: &'static str, run: fn(Depth) -> Outcome<Tally>) -> Row {
    Row { word, name, run }
}

const ROWS: &[Row] = &[
    row("killed", "killed while saving, at any moment", killed::run),
    row("cut-save", "killed while saving, before every step", cut_off::save),
    row("cut-init", "killed while a vault is made, before every step", cut_off::init),
    row("cut-import", "killed while importing, before every step", cut_off::import),
    row("cut-index", "killed while the index is kept, before every step", cut_off::index),
    row("cut-passphrase", "killed while the passphrase changes, before every step", cut_off::passphrase),
    row("cut-copy", "killed during backup, restore, upgrade, export, before every step", cut_off::copying),
    row("write-error", "a write, sync or rename that fails", write_error::run),
    row("full-disk", "disk full", full_disk::run),
    row("read-only", "read-only folder", read_only::run),
    row("bad-page", "corrupt page", bad_page::run),
    row("salvage", "salvage of a corrupt page", salvaged::run),
    row("log", "truncated, garbled or missing log", log::run),
    row("header", "damaged vault.json", header::run),
    row("two-processes", "two processes", two_processes::run),
    row("clock", "clock backwards, year 2050", clock::run),
    row("newer", "newer vault", newer::run),
    row("hostile-import", "import cut off or hostile", hostile_import::run),
    row("attachment", "missing or damaged attachment", attachment::run),
    row("memory", "memory runs out", memory::run),
    row("second-machine", "backup carried to a second machine", second_machine::run),
    row("wrong-passphrase", "wrong passphrase", wrong_passphrase::run),
    row("marker", "somebody reads the folder", marker::run),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let came_to = match arguments.split_first() {
        Some((first, rest)) if first == child::WORD => child::run(rest).map(|()| true),
        _ => sweep(&arguments),
    };
    match came_to {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "faults: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the rows that are asked for, and tells whether nothing was lost.
fn sweep(arguments: &[String]) -> Outcome<bool> {
    let depth = if arguments.iter().any(|one| one == "--quick") { Depth::Quick } else { Depth::Full };
    let words: Vec<&String> = arguments.iter().filter(|one| *one != "--quick").collect();
    if let Some(unknown) = words.iter().find(|word| !ROWS.iter().any(|row| row.word == **word)) {
        return Err(format!("there is no row {unknown}").into());
    }
    let chosen: Vec<&Row> =
        ROWS.iter().filter(|row| words.is_empty() || words.iter().any(|word| *word == row.word)).collect();
    if let [row] = chosen[..] {
        return Ok(row.try_out(depth) == 0);
    }
    let (next, good) = (AtomicUsize::new(0), AtomicBool::new(true));
    let side_by_side = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..side_by_side {
            scope.spawn(|| {
                while let Some(row) = chosen.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if !row.run_apart(depth) {
                        good.store(false, Ordering::Relaxed);
                    }
                }
            });
        }
    });
    Ok(good.into_inner())
}

impl Row {
    /// Runs it in a process of its own, and tells whether nothing was lost. Of two rows in one process
    /// either would hold the other's vaults for the moment in which it starts a program.
    fn run_apart(&self, depth: Depth) -> bool {
        let quick = (depth == Depth::Quick).then_some("--quick");
        let ran = std::env::current_exe()
            .and_then(|program| Command::new(program).arg(self.word).args(quick).stderr(Stdio::inherit()).output());
        let mut out = std::io::stdout().lock();
        match ran {
            Ok(ran) => out.write_all(&ran.stdout).is_ok() && ran.status.success(),
            Err(error) => {
                let _ = writeln!(out, "{} | {error}", self.name);
                false
            }
        }
    }

    /// Runs it, says what it came to, and returns how much was lost.
    fn try_out(&self, depth: Depth) -> usize {
        let begun = Instant::now();
        let mut tally = Tally::default();
        match (self.run)(depth) {
            Ok(tried) => tally = tried,
            Err(error) => tally.lost.push(error.to_string()),
        }
        if tally.tried == 0 {
            tally.lost.push("a sweep that tried nothing has shown nothing".to_owned());
        }
        let Tally { tried, lost } = tally;
        let mut out = std::io::stdout().lock();
        let seconds = begun.elapsed().as_secs_f64();
        let _ = writeln!(out, "{} | tried {tried} | lost {} | {seconds:.0} s", self.name, lost.len());
        for line in lost.iter().take(MOST_SHOWN) {
            let _ = writeln!(out, "    {}", line.trim_end());
        }
        lost.len()
    }
}
