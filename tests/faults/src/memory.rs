//! Memory runs out: a little more of it each time, until there is enough.

use std::process::Command;

use crate::Outcome;
use crate::house::{Ended, House};
use crate::journal::{self, Template, text};
use crate::tally::{Depth, Tally, must};

/// Less than the program itself needs, and more than anything here does, in MiB.
const MIB: std::ops::Range<usize> = 16..1200;

/// What the standard library says where a thread begins and there is no memory for the stack on which it would tell of
/// an overflow. It panics before anything of ours runs there, and the program ends as wherever memory is missing.
const NO_STACK: &str = "failed to allocate an alternative stack";

pub(crate) fn run(depth: Depth) -> Outcome<Tally> {
    let template = Template::new()?;
    let mut tally = Tally::default();
    for (name, arguments) in [
        ("list", vec!["list".to_owned()]),
        ("search", vec!["search".to_owned(), "numbers".to_owned()]),
        ("add", vec!["add".to_owned(), text(9, 9)]),
        ("import", vec!["import".to_owned(), "jsonl".to_owned(), "new.jsonl".to_owned()]),
    ] {
        let house = House::with(&template.vault())?;
        let line = |at| serde_json::json!({"date": "2026-03-01", "id": at, "body": text(3, at)}).to_string();
        house.file("new.jsonl", (0..500).map(line).collect::<Vec<_>>().join("\n"))?;
        let mut added = template.journal.len();
        for mib in depth.of(MIB.step_by(4).collect(), 8) {
            let code = limited(&house, mib, &arguments)?;
            let came = code.and_then(|ended| {
                added += usize::from(name == "add" && ended);
                let found = journal::whole(&house.vault())?;
                let same = template.journal.iter().all(|(id, held)| found.get(id) == Some(held));
                must(same && found.len() >= added, "an entry is not as it was")
            });
            tally.note(format!("{name} with {mib} MiB"), came);
        }
    }
    Ok(tally)
}

/// Runs `helmlog` with so much memory; tells whether it has done its work.
fn limited(house: &House, mib: usize, arguments: &[String]) -> Outcome<Outcome<bool>> {
    let helmlog = house.helmlog(arguments)?;
    let mut command = Command::new("prlimit");
    command.arg(format!("--as={}", mib << 20)).arg(helmlog.get_program()).args(helmlog.get_args());
    command.env("RUST_BACKTRACE", "0").current_dir(house.path());
    let ended = Ended::of_any(&mut command)?;
    let came = if ended.err.contains(NO_STACK) { Ok(()) } else { ended.must_not_panic() };
    Ok(came.map(|()| ended.code == Some(0)))
}
