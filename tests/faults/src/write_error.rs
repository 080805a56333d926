//! A write, sync or rename that fails: at every step of each command that changes a vault.

use crate::Outcome;
use crate::case::{self, Case, IMPORT, INIT, PROTECTING, SAVING, State};
use crate::copying::{BACKUP, EXPORT, RESTORE, UPGRADE};
use crate::journal::Template;
use crate::steps::{self, Step};
use crate::tally::{Depth, Tally, must};

/// What fails, and how: a broken disk, then one without room.
const FAULTS: &[(&[&str], &str)] = &[
    (&["fsync", "fdatasync", "pwrite64", "write", "ftruncate", "rename", "unlink", "mkdir", "copy_file_range"], "EIO"),
    (&["pwrite64", "write", "ftruncate", "mkdir", "rename", "copy_file_range"], "ENOSPC"),
];

/// Steps of each command and fault that a quick run tries.
const QUICK: usize = 2;

pub(crate) fn run(depth: Depth) -> Outcome<Tally> {
    let template = Template::new()?;
    let mut tally = Tally::default();
    for case in SAVING.iter().chain([&INIT, &IMPORT]).chain(PROTECTING).chain([&BACKUP, &RESTORE, &UPGRADE, &EXPORT]) {
        for (kinds, error) in FAULTS {
            let house = case::begin(case, &template)?;
            let steps = steps::of(&(case.command)(&house, &template.journal)?, kinds)?;
            for step in depth.of(steps, QUICK) {
                let what = format!("{} with {error} at {} {}", case.name, step.0, step.1);
                tally.note(what, fail(case, step, error, &template));
            }
        }
    }
    Ok(tally)
}

fn fail(case: &Case, step: Step, error: &str, template: &Template) -> Outcome {
    let house = case::begin(case, template)?;
    let ended = steps::strike(&(case.command)(&house, &template.journal)?, step, &format!("error={error}"))?;
    must(ended.signal.is_none(), format!("it was ended by signal {:?}", ended.signal))?;
    let state = (case.look)(&house, &template.journal)?;
    match ended.code {
        Some(0) => must(state == State::After, "it was acknowledged and has not happened"),
        _ => must(!ended.err.trim().is_empty(), "it failed without a word"),
    }
}
