//! A vault with a passphrase: who may read it, and what is said to who may not.

use crate::house::{House, Run};

/// A house whose vault has a passphrase, in the file `right`.
fn locked() -> House {
    let house = House::with_vault();
    house.add(&["Told Dana first."]);
    house.file("right", "correct horse\n");
    house.file("wrong", "correct house\n");
    house.ok(&["passphrase", "set", "--new-passphrase-file", "right"]);
    house
}

fn with(house: &House, file: &str, arguments: &[&str]) -> Run {
    Run::of(house.command().env("HELMLOG_PASSPHRASE_FILE", file).args(arguments))
}

#[test]
fn without_a_passphrase_everything_ends_with_code_3_and_says_what_to_do() {
    let house = locked();
    for arguments in [&["list"][..], &["add", "more"], &["check"], &["search", "dana"], &["passphrase", "remove"]] {
        let run = house.run(arguments);
        assert_eq!((run.code, run.out.as_str()), (3, ""), "{arguments:?}: {}", run.err);
        assert!(run.err.contains("--passphrase-file"), "{}", run.err);
    }
    let run = with(&house, "wrong", &["list", "--json"]);
    assert_eq!(run.code, 3);
    assert_eq!(run.error()["code"], "wrong_secret");
}

#[test]
fn with_it_everything_is_as_it_was() {
    let house = locked();
    let run = with(&house, "right", &["list"]);
    assert!(run.out.contains("Told Dana first."), "{}", run.err);
    assert_eq!(with(&house, "right", &["add", "More."]).code, 0);
    assert_eq!(house.run(&["--passphrase-file", "right", "check"]).code, 0);
}

#[test]
fn it_is_changed_recovered_from_and_removed() {
    let house = locked();
    house.file("new", "battery staple");
    let changed = with(&house, "right", &["passphrase", "change", "--new-passphrase-file", "new", "--json"]);
    assert_eq!(changed.out.trim(), r#"{"passphrase":true,"recovery_code":false,"keychain":false}"#, "{}", changed.err);
    assert_eq!(with(&house, "right", &["list"]).code, 3, "the old one opens nothing");

    let code = with(&house, "new", &["recovery-code", "--pdf", "paper.pdf"]).out;
    assert!(std::fs::read(house.path().join("paper.pdf")).unwrap().starts_with(b"%PDF-"));
    assert_eq!(code.trim().split('-').count(), 8, "{code}");
    house.file("paper", code.to_lowercase().replace('-', " "));
    assert_eq!(with(&house, "paper", &["list"]).code, 0);

    assert_eq!(with(&house, "paper", &["passphrase", "remove"]).code, 0);
    assert_eq!(house.run(&["list"]).code, 0, "it is open again");
    assert_eq!(house.run(&["recovery-code"]).code, 2, "there is nothing to recover from");
}

#[test]
fn a_passphrase_that_is_too_short_or_set_already_is_refused() {
    let house = House::with_vault();
    house.file("short", "seven77");
    house.file("right", "correct horse");
    assert_eq!(house.run(&["passphrase", "set", "--new-passphrase-file", "short"]).code, 2);
    assert_eq!(house.run(&["passphrase", "set", "--new-passphrase-file", "missing"]).code, 1);
    assert_eq!(house.run(&["list"]).code, 0, "nothing has changed");
    house.ok(&["passphrase", "set", "--new-passphrase-file", "right"]);
    assert_eq!(with(&house, "right", &["passphrase", "set", "--new-passphrase-file", "right"]).code, 2);
}

#[test]
fn without_a_keychain_nothing_changes_and_the_reason_is_said() {
    let house = locked();
    let run = with(&house, "right", &["keychain", "trust"]);
    assert_eq!(run.code, 1, "{}", run.out);
    assert!(run.err.contains("keychain cannot be used"), "{}", run.err);
    assert_eq!(with(&house, "right", &["keychain", "distrust"]).code, 0, "what is not trusted can be left so");
    assert_eq!(with(&house, "right", &["list"]).code, 0);
}

#[test]
fn a_locked_vault_is_salvaged_with_its_passphrase_into_one_that_is_open() {
    let house = locked();
    assert_eq!(house.run(&["salvage", "rescued"]).code, 3);
    assert_eq!(with(&house, "wrong", &["salvage", "rescued"]).code, 3);
    assert!(!house.path().join("rescued").exists());
    let run = with(&house, "right", &["salvage", "rescued"]);
    assert!(run.code == 0 && run.err.contains("passphrase set"), "{}", run.err);
    assert!(house.ok(&["--vault", "rescued", "list"]).contains("Told Dana first."));
}
