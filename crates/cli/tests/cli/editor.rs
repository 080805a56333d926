//! Writing in an editor: what it leaves behind, and what happens to the text when storing fails.
#![cfg(unix)]

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use crate::house::{House, Run};

/// An editor that runs `script` with the file as `$1`.
fn editor(house: &House, script: &str) -> PathBuf {
    let path = house.file("editor", format!("#!/bin/sh\n{script}\n"));
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path
}

fn left_over(house: &House) -> Vec<PathBuf> {
    let files = std::fs::read_dir(house.path()).unwrap().map(|file| file.unwrap().path());
    files.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("helmlog-")).collect()
}

#[test]
fn what_is_written_there_is_stored_and_no_trace_of_it_remains() {
    let house = House::with_vault();
    let editor = editor(&house, r#"stat -c %a "$(dirname "$1")" > mode; printf '\nMARKER\n\n' > "$1"; cp "$1" "$1~""#);
    let run = Run::of(house.command().args(["add", "--title", "T"]).env("EDITOR", editor));
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(house.json(&["show", run.out.trim()])["body"], "MARKER");
    assert_eq!(std::fs::read_to_string(house.path().join("mode")).unwrap().trim(), "700");
    assert!(left_over(&house).is_empty());
}

#[test]
fn an_edit_begins_with_the_text_as_it_is() {
    let house = House::with_vault();
    let id = house.add(&["before"]);
    let editor = editor(&house, r#"sed -i 's/before/after/' "$1""#);
    // VISUAL comes before EDITOR, and may have arguments.
    let visual = format!("{} --wait", editor.display());
    let visual = visual.replace(" --wait", "");
    let run = Run::of(house.command().args(["edit", &id]).env("VISUAL", visual).env("EDITOR", "false"));
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(house.json(&["show", &id])["body"], "after");
    assert!(left_over(&house).is_empty());
}

#[test]
fn an_editor_may_be_named_with_arguments() {
    let house = House::with_vault();
    let editor = editor(&house, r#"echo "$1" > "$2""#);
    let run = Run::of(house.command().arg("add").env("EDITOR", format!("{} --wait", editor.display())));
    assert_eq!(house.json(&["show", run.out.trim()])["body"], "--wait");
}

#[test]
fn nothing_written_nothing_stored() {
    let house = House::with_vault();
    let run = Run::of(house.command().arg("add").env("EDITOR", "true"));
    assert_eq!(run.code, 2, "{}", run.err);
    let failed = editor(&house, r#"echo lost > "$1"; exit 1"#);
    assert_eq!(Run::of(house.command().arg("add").env("EDITOR", failed)).code, 1);
    assert_eq!(house.run(&["add"]).code, 2, "no editor is named");
    assert!(left_over(&house).is_empty());
    assert_eq!(house.counts(), (0, 0));
}

#[test]
fn a_text_that_cannot_be_stored_is_kept_and_one_is_told_where() {
    let house = House::with_vault();
    let editor = editor(&house, r#"echo precious > "$1""#);
    let run = Run::of(house.command().args(["add", "--competency", "nothing"]).env("EDITOR", editor));
    assert_eq!(run.code, 2);
    let kept = left_over(&house);
    assert_eq!(kept.len(), 1);
    assert!(run.err.contains(kept[0].to_str().unwrap()), "{}", run.err);
    assert_eq!(std::fs::read_to_string(kept[0].join("entry.md")).unwrap(), "precious\n");
    assert_eq!(house.counts(), (0, 0));
}
