//! Somebody reads the folder: a word that stands nowhere else goes through every feature of the
//! terminal, and is in no file of the vault, the home or the temporary folder.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::Outcome;
use crate::house::{Ended, House, scratch};
use crate::tally::{Depth, Tally, must};

const MARKER: &str = "Zwiebelfisch";

pub(crate) fn run(_: Depth) -> Outcome<Tally> {
    let mut tally = Tally::default();
    for locked in [false, true] {
        let house = House::empty()?;
        house.ok(&["init"])?;
        if locked {
            must(house.child(&["set"])?.status()?.success(), "no passphrase could be set")?;
        }
        let outside = scratch()?;
        for (what, arguments) in features(&outside)? {
            tally.note(format!("{what}, locked: {locked}"), use_one(&house, &outside, &arguments));
        }
        if !locked {
            // What was written before the passphrase came.
            let set = house.child(&["set"])?.status()?.success();
            tally.note(
                "set a passphrase",
                must(set, "no passphrase could be set").and_then(|()| read_all(house.path())),
            );
        }
    }
    Ok(tally)
}

/// Every feature that words go through. What it reads and what the user asked it to write lies
/// outside; `ID` stands for the first entry.
fn features(outside: &TempDir) -> Outcome<Vec<(&'static str, Vec<String>)>> {
    let file = |name: &str, contents: &str| -> Outcome<String> {
        let path = outside.path().join(name);
        fs::write(&path, contents)?;
        Ok(path.to_string_lossy().into_owned())
    };
    let attached = file(&format!("{MARKER}.txt"), &MARKER.repeat(10_000))?;
    let jsonl = file(
        "in.jsonl",
        &format!(
            r#"{{"date":"2026-03-01","title":"{MARKER}","body":"{MARKER}","{MARKER}":"{MARKER}","tags":["{MARKER}"]}}"#
        ),
    )?;
    let out = |name: &str| outside.path().join(name).to_string_lossy().into_owned();
    file("passphrase", crate::journal::PASSPHRASE)?;
    file("editor.sh", &format!("#!/bin/sh\nprintf '{MARKER} written in an editor' > \"$1\"\n"))?;
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    Ok(vec![
        (
            "add",
            words(&[
                "add",
                MARKER,
                "--title",
                MARKER,
                "--tag",
                MARKER,
                "--person",
                MARKER,
                "--kind",
                "win",
                "--competency",
                "strategy:3",
                "--star",
            ]),
        ),
        ("attach", words(&["add", MARKER, "--attach", &attached])),
        ("edit", words(&["edit", "ID", &format!("{MARKER} again"), "--project", MARKER])),
        ("write in an editor", words(&["add"])),
        ("rewrite in an editor", words(&["edit", "ID"])),
        ("import", words(&["import", "jsonl", &jsonl, "--report", &out("report.json")])),
        ("search", words(&["search", MARKER])),
        ("filter", words(&["list", &format!("person:{MARKER}")])),
        ("list", words(&["list"])),
        ("show", words(&["show", "ID"])),
        ("history", words(&["history", "ID"])),
        ("growth", words(&["growth"])),
        ("portfolio as Markdown", words(&["portfolio", "--format", "md", "--out", &out("out.md")])),
        ("portfolio as PDF", words(&["portfolio", "--format", "pdf", "--out", &out("out.pdf")])),
        ("trash", words(&["trash", "ID"])),
        ("restore", words(&["restore", "ID"])),
        ("trash again", words(&["trash", "ID"])),
        ("empty the trash", words(&["trash", "--empty", "--yes"])),
        ("check", words(&["check"])),
    ])
}

fn use_one(house: &House, outside: &TempDir, arguments: &[String]) -> Outcome {
    let passphrase = outside.path().join("passphrase");
    let listed =
        Ended::of(house.helmlog(&["list", "--json", "--limit", "1"])?.env("HELMLOG_PASSPHRASE_FILE", &passphrase))?;
    let listed: Value = serde_json::from_str(&listed.out)?;
    let id = listed.pointer("/lines/0/id").and_then(Value::as_str).unwrap_or_default();
    let arguments: Vec<&str> = arguments.iter().map(|one| if one == "ID" { id } else { one }).collect();
    let mut command = house.helmlog(&arguments)?;
    command.env("HELMLOG_PASSPHRASE_FILE", &passphrase);
    command.env("EDITOR", format!("sh {}", outside.path().join("editor.sh").display()));
    let ended = Ended::of(&mut command)?;
    must(ended.code == Some(0), format!("ended with {:?}: {}", ended.code, ended.err.trim()))?;
    read_all(house.path())
}

/// Looks for the word in every file, and in the names of all.
fn read_all(folder: &Path) -> Outcome {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        must(!path.to_string_lossy().contains(MARKER), format!("it is in the name {}", path.display()))?;
        if path.is_dir() {
            read_all(&path)?;
            continue;
        }
        let bytes = fs::read(&path)?;
        let wide: Vec<u8> = MARKER.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for word in [MARKER.as_bytes(), MARKER.to_lowercase().as_bytes(), &wide] {
            let found = bytes.windows(word.len()).any(|here| here == word);
            must(!found, format!("it is in {}", path.display()))?;
        }
    }
    Ok(())
}
