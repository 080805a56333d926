//! Striking at every step: each call of a program into the system that changes a file, in turn.
//!
//! `strace` counts the calls of each kind and does the fault in place of one of them.

use std::collections::BTreeMap;
use std::process::Command;

use crate::Outcome;
use crate::house::Ended;
use crate::tally::{must, spread};

/// A call of one kind, and which of them, from 1.
pub(crate) type Step = (&'static str, usize);

/// Steps of one kind that are tried of one command. A change of keys writes and syncs page after page of a
/// copy, several hundred times; of those, so many are tried, spread over all.
const MOST_OF_A_KIND: usize = 80;

/// The steps of `command`: the calls of each of `kinds`, and one more, which it does not reach.
pub(crate) fn of(command: &Command, kinds: &[&'static str]) -> Outcome<Vec<Step>> {
    let list = tempfile::NamedTempFile::new()?;
    let ended = Ended::of(
        traced(command, &[&format!("trace={}", kinds.join(","))], list.path()).stdin(std::process::Stdio::null()),
    )?;
    must(ended.code == Some(0), format!("what is to be cut off does not end well by itself: {}", ended.err))?;
    // strace counts for each thread by itself.
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let lines = std::fs::read_to_string(list.path())?;
    for line in lines.lines().filter(|line| !line.contains(" resumed>")) {
        if let Some((thread, call)) = line.split_once(' ')
            && let Some((kind, _)) = call.trim_start().split_once('(')
        {
            *counts.entry((thread, kind)).or_default() += 1;
        }
    }
    let mut steps = Vec::new();
    for kind in kinds {
        let most = counts.iter().filter(|((_, one), _)| one == kind).map(|(_, count)| *count).max();
        let numbers = 1..=most.map_or(0, |most| most + 1);
        steps.extend(spread(numbers.collect(), MOST_OF_A_KIND).into_iter().map(|number| (*kind, number)));
    }
    Ok(steps)
}

/// Runs `command` with `fault`, in strace's words, at one step.
pub(crate) fn strike(command: &Command, (kind, number): Step, fault: &str) -> Outcome<Ended> {
    let inject = format!("inject={kind}:{fault}:when={number}");
    Ended::of(&mut traced(command, &[&format!("trace={kind}"), &inject], "/dev/null".as_ref()))
}

/// The same command, watched.
fn traced(command: &Command, expressions: &[&str], list: &std::path::Path) -> Command {
    let mut traced = Command::new("strace");
    traced.args(["-f", "-qq", "-o"]).arg(list);
    for expression in expressions {
        traced.args(["-e", expression]);
    }
    traced.arg("--").arg(command.get_program()).args(command.get_args()).env_clear();
    for (name, value) in command.get_envs() {
        if let Some(value) = value {
            traced.env(name, value);
        }
    }
    if let Some(folder) = command.get_current_dir() {
        traced.current_dir(folder);
    }
    traced.stdin(std::process::Stdio::null());
    traced
}
