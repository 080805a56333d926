//! What every command does when it is not understood.

use crate::house::{House, Run};

#[test]
fn wrong_usage_is_one_line_and_code_two() {
    let house = House::empty();
    for arguments in [&["ad"][..], &["show"], &["import", "jsonl"], &["--nothing"], &["completions", "cmd"]] {
        let run = house.run(arguments);
        assert_eq!(run.code, 2, "{arguments:?}");
        assert_eq!((run.err.lines().count(), run.out.as_str()), (1, ""), "{arguments:?}: {}", run.err);
        let error = house.run(&[arguments, &["--json"]].concat()).error();
        assert_eq!(error["code"], "invalid");
    }
}

#[test]
fn an_error_is_json_with_a_code_a_message_and_a_hint() {
    let house = House::with_vault();
    let run = house.run(&["show", "ffffffff", "--json"]);
    assert_eq!(run.out, "");
    insta::assert_json_snapshot!(run.error());
}

#[test]
fn help_and_version_are_no_errors() {
    let house = House::empty();
    assert!(house.ok(&["--help"]).contains("Examples:"));
    assert!(house.ok(&["add", "--help"]).contains("Examples:"));
    assert!(house.ok(&["--version"]).starts_with("helmlog "));
    assert_eq!(house.run(&[]).code, 2);
}

#[test]
fn completions_and_manual_come_from_the_definitions() {
    let house = House::empty();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(house.ok(&["completions", shell]).contains("vault"), "{shell}");
    }
    assert!(house.ok(&["man"]).contains(".TH helmlog 1"));
    house.ok(&["man", "."]);
    assert!(house.path().join("helmlog-add.1").is_file());
}

#[test]
fn quiet_is_quiet_unless_something_fails() {
    let house = House::empty();
    assert_eq!(house.run(&["--quiet", "add", "hello"]).err, "");
    assert_ne!(house.run(&["--quiet", "show", "ffffffff"]).err, "");
}

#[test]
fn a_reader_who_has_seen_enough_is_no_failure() {
    let house = House::empty();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let run = std::process::Command::new(assert_cmd::cargo::cargo_bin("helmlog"))
        .args(["completions", "bash"])
        .env("HOME", house.path())
        .stdout(writer)
        .output()
        .unwrap();
    assert_eq!((run.status.code(), String::from_utf8(run.stderr).unwrap().as_str()), (Some(0), ""));
}

#[test]
fn no_word_of_the_journal_is_in_an_error() {
    let house = House::with_vault();
    let run = Run::of(house.command().args(["add", "-", "--competency", "nothing"]).write_stdin("MARKER"));
    assert_eq!((run.code, run.err.contains("MARKER")), (2, false));
}
