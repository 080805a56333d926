//! Killed before every step: each call that changes a file, of each command that changes a vault.

use crate::Outcome;
use crate::case::{self, Case, IMPORT, INIT, KEEPING, PROTECTING, SAVING, State};
use crate::copying::{BACKUP, EXPORT, RESTORE, UPGRADE};
use crate::journal::Template;
use crate::steps::{self, Step};
use crate::tally::{Depth, Tally, must};

/// Whatever changes a file or a folder, and the end. Opening makes files, too.
const CHANGES: &[&str] = &[
    "openat",
    "write",
    "pwrite64",
    "copy_file_range",
    "fsync",
    "fdatasync",
    "ftruncate",
    "fallocate",
    "rename",
    "unlink",
    "unlinkat",
    "mkdir",
    "rmdir",
    "exit_group",
];

/// Steps of each command that a quick run tries.
const QUICK: usize = 6;

pub(crate) fn save(depth: Depth) -> Outcome<Tally> {
    sweep(depth, SAVING)
}

pub(crate) fn init(depth: Depth) -> Outcome<Tally> {
    sweep(depth, &[INIT])
}

pub(crate) fn import(depth: Depth) -> Outcome<Tally> {
    sweep(depth, &[IMPORT])
}

pub(crate) fn index(depth: Depth) -> Outcome<Tally> {
    sweep(depth, &[KEEPING])
}

pub(crate) fn passphrase(depth: Depth) -> Outcome<Tally> {
    sweep(depth, PROTECTING)
}

pub(crate) fn copying(depth: Depth) -> Outcome<Tally> {
    sweep(depth, &[BACKUP, RESTORE, UPGRADE, EXPORT])
}

fn sweep(depth: Depth, cases: &[Case]) -> Outcome<Tally> {
    let template = Template::new()?;
    let mut tally = Tally::default();
    for case in cases {
        let house = case::begin(case, &template)?;
        let steps = steps::of(&(case.command)(&house, &template.journal)?, CHANGES)?;
        for step in depth.of(steps, QUICK) {
            tally.note(format!("{} before {} {}", case.name, step.0, step.1), kill(case, step, &template));
        }
    }
    Ok(tally)
}

fn kill(case: &Case, step: Step, template: &Template) -> Outcome {
    let house = case::begin(case, template)?;
    let ended = steps::strike(&(case.command)(&house, &template.journal)?, step, "signal=KILL")?;
    must(ended.code == Some(0) || ended.signal == Some(9), format!("it ended by itself: {}", ended.err))?;
    let state = (case.look)(&house, &template.journal)?;
    let acknowledged = ended.code == Some(0) || !ended.out.is_empty();
    must(!acknowledged || state == State::After, "it was acknowledged and has not happened")
}
