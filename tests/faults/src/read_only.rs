//! A read-only folder: everything can be read, and writing is refused with the reason.

use std::process::Command;

use serde_json::Value;

use crate::Outcome;
use crate::house::{Ended, House, files};
use crate::journal::Template;
use crate::killed::writer_killed;
use crate::tally::{Depth, Tally, must};

/// Makes `$1` read-only, for what runs here, and runs the rest.
const READ_ONLY: &str =
    r#"folder=$1; shift; mount --bind "$folder" "$folder" && mount -o remount,bind,ro "$folder" && exec "$@""#;

/// A vault that was closed, one that was read since, and one whose writer was killed.
fn vaults() -> Outcome<Vec<(&'static str, House)>> {
    let template = Template::new()?;
    let closed = House::with(&template.vault())?;
    let read = House::with(&template.vault())?;
    read.ok(&["list"])?;
    let killed = House::empty()?;
    killed.ok(&["init"])?;
    writer_killed(&killed, 20)?;
    let moved = House::with(&killed.vault())?;
    std::fs::remove_file(moved.vault().join("journal.db-shm"))?;
    Ok(vec![("closed", closed), ("read since", read), ("killed", killed), ("killed and copied", moved)])
}

pub(crate) fn run(_: Depth) -> Outcome<Tally> {
    let mut tally = Tally::default();
    for (name, house) in vaults()? {
        let lines: Value = serde_json::from_str(&house_lines(&house)?)?;
        let id = lines.pointer("/lines/0/id").and_then(Value::as_str).ok_or("there is no entry")?.to_owned();
        let before = files(&house.vault())?;
        let file = house.file("new.jsonl", r#"{"date":"2026-03-01","body":"new"}"#)?;
        let file = file.to_string_lossy().into_owned();
        for arguments in [
            &["list"][..],
            &["show", &id],
            &["search", "numbers"],
            &["history", &id],
            &["growth"],
            &["check"],
            &["portfolio", "--format", "md", "--out", "../out.md"],
        ] {
            tally.note(format!("{name}: {arguments:?}"), reads(&house, arguments));
        }
        for arguments in [
            &["add", "new"][..],
            &["edit", &id, "new"],
            &["trash", &id],
            &["import", "jsonl", &file],
            &["passphrase", "set", "--new-passphrase-file", &file],
            &["sample"],
        ] {
            tally.note(format!("{name}: {arguments:?}"), refuses(&house, arguments));
        }
        tally.note(format!("{name}: unchanged"), must(files(&house.vault())? == before, "a file was changed"));
    }
    Ok(tally)
}

/// What is there, read from a copy so that the folder itself stays as it is.
fn house_lines(house: &House) -> Outcome<String> {
    House::with(&house.vault())?.ok(&["list", "--json"])
}

fn run_there(house: &House, arguments: &[&str]) -> Outcome<Ended> {
    let helmlog = house.helmlog(arguments)?;
    let mut command = Command::new("unshare");
    command.args(["-rm", "sh", "-c", READ_ONLY, "sh"]).arg(house.vault());
    command.arg(helmlog.get_program()).args(helmlog.get_args()).current_dir(house.vault());
    Ended::of(&mut command)
}

/// What was left in a log cannot be read without writing beside it, unless somebody did so before.
fn reads(house: &House, arguments: &[&str]) -> Outcome {
    let ended = run_there(house, arguments)?;
    let beside = |ending: &str| house.vault().join(format!("journal.db-{ending}")).exists();
    if beside("wal") && !beside("shm") {
        let said = ended.err.contains("read-only");
        return must(ended.code == Some(1) && said, format!("ended with {:?}: {}", ended.code, ended.err.trim()));
    }
    must(ended.code == Some(0), format!("ended with {:?}: {}", ended.code, ended.err.trim()))
}

fn refuses(house: &House, arguments: &[&str]) -> Outcome {
    let ended = run_there(house, arguments)?;
    let said = ended.err.contains("reading only");
    must(ended.code == Some(1) && said, format!("ended with {:?}: {}", ended.code, ended.err.trim()))
}
