//! Backups: made, read back, restored, and what is said when one is no good.

use crate::house::{House, Run};

fn with(house: &House, file: &str, arguments: &[&str]) -> Run {
    Run::of(house.command().env("HELMLOG_PASSPHRASE_FILE", file).args(arguments))
}

/// A house with an entry, a file kept with it, and a backup of that; returns the backup's name.
fn backed_up() -> (House, String) {
    let house = House::with_vault();
    house.file("plan.txt", "the plan");
    house.add(&["Told Dana first.", "--attach", "plan.txt"]);
    let name = house.ok(&["--quiet", "backup", "create"]).trim().to_owned();
    (house, name)
}

fn backups(house: &House) -> std::path::PathBuf {
    house.vault().join("backups")
}

#[test]
fn a_backup_is_made_listed_verified_and_rehearsed() {
    let (house, name) = backed_up();
    assert!(name.ends_with("-by-hand.helmlog-backup"), "{name}");
    let list = house.json(&["backup", "list"]);
    assert_eq!(list["backups"][0]["file"], name.as_str());
    assert_eq!(list["backups"][0]["entries"], 1);
    assert_eq!(list["backups"][0]["locked"], false);
    assert!(house.ok(&["backup", "list"]).contains("1 entry"));
    for arguments in [&["backup", "verify"][..], &["backup", "verify", &name], &["backup", "rehearse"]] {
        let report = house.json(arguments);
        assert_eq!(report["problems"], serde_json::json!([]));
        assert_eq!(report["attachments"], 1, "{arguments:?}");
    }
    let said = house.run(&["backup", "rehearse"]);
    assert!(said.out.contains("1 entry opened and read") && said.err.contains("all is well"), "{}", said.out);
}

#[test]
fn a_restore_brings_back_what_was_and_keeps_what_is() {
    let (house, name) = backed_up();
    house.add(&["Told nobody."]);
    let report = house.json(&["backup", "restore", &name]);
    assert_eq!(report["backup"]["entries"], 1);
    let list = house.ok(&["list"]);
    assert!(list.contains("Told Dana first.") && !list.contains("Told nobody."), "{list}");
    assert_eq!(house.counts(), (1, 1));
    let before = report["before"]["file"].as_str().unwrap().to_owned();
    house.ok(&["backup", "restore", &before]);
    assert!(house.ok(&["list"]).contains("Told nobody."));
    // Elsewhere, the journal as it is now stays.
    house.ok(&["backup", "restore", &name, "--to", "other"]);
    let other = house.ok(&["--vault", "other", "list"]);
    assert!(other.contains("Told Dana first.") && !other.contains("Told nobody."), "{other}");
    assert_eq!(house.run(&["backup", "restore", &name, "--to", "other"]).code, 1, "a vault is there already");
}

#[test]
fn a_vault_that_cannot_be_opened_any_more_is_set_aside_for_the_backup() {
    let (house, name) = backed_up();
    for damaged in ["vault.json", "journal.db"] {
        std::fs::write(house.vault().join(damaged), "{").unwrap();
        assert_eq!(house.run(&["list"]).code, 5);
        let run = house.run(&["backup", "restore", &name]);
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(run.err.contains("set-aside-"), "{}", run.err);
        assert_eq!(house.counts(), (1, 1));
    }
}

#[test]
fn a_damaged_backup_ends_with_code_5_and_one_that_is_not_there_with_1_or_4() {
    let (house, name) = backed_up();
    let path = backups(&house).join(&name);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[5000] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    for arguments in [&["backup", "verify"][..], &["backup", "rehearse"], &["backup", "restore", &name]] {
        let run = house.run(arguments);
        assert_eq!(run.code, 5, "{arguments:?}: {}", run.err);
        assert!(run.err.contains("changed or is damaged"), "{}", run.err);
    }
    assert_eq!(house.counts(), (1, 1));
    std::fs::remove_file(&path).unwrap();
    assert_eq!(house.run(&["backup", "verify"]).code, 4);
    assert_eq!(house.run(&["backup", "verify", "nowhere"]).code, 1);
    house.file("note.txt", "no backup");
    assert_eq!(house.run(&["backup", "restore", "note.txt"]).code, 5);
}

#[test]
fn open_backups_are_named_when_a_passphrase_is_set_and_can_be_replaced() {
    let (house, name) = backed_up();
    house.file("right", "correct horse");
    let set = house.run(&["passphrase", "set", "--new-passphrase-file", "right"]);
    assert!(set.err.contains("1 backup opens without it"), "{}", set.err);
    let replaced = with(&house, "right", &["backup", "replace"]);
    assert_eq!(replaced.code, 0, "{}", replaced.err);
    assert!(replaced.err.contains("1 open backup removed"), "{}", replaced.err);
    assert!(!backups(&house).join(name).exists());
    assert!(with(&house, "right", &["backup", "list"]).out.contains("locked"));
}

#[test]
fn a_backup_opens_with_the_passphrase_of_its_time() {
    let (house, _) = backed_up();
    house.file("old", "correct horse");
    house.file("new", "battery staple");
    house.ok(&["passphrase", "set", "--new-passphrase-file", "old"]);
    let name = with(&house, "old", &["--quiet", "backup", "create"]).out.trim().to_owned();
    assert_eq!(with(&house, "old", &["passphrase", "change", "--new-passphrase-file", "new"]).code, 0);
    let restore = ["backup", "restore", &name, "--to", "other"];
    assert_eq!(house.run(&restore).code, 3, "nobody is there to be asked");
    assert_eq!(with(&house, "new", &restore).code, 3);
    assert!(!house.path().join("other").exists());
    let run = with(&house, "new", &[&restore[..], &["--backup-passphrase-file", "old"]].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(with(&house, "old", &["--vault", "other", "list"]).code, 0);
}

#[test]
fn a_second_folder_gets_a_copy() {
    let (house, _) = backed_up();
    std::fs::create_dir(house.path().join("stick")).unwrap();
    assert_eq!(house.run(&["backup", "second", "nowhere"]).code, 1);
    assert!(house.ok(&["backup", "second", "stick"]).trim().ends_with("stick"));
    let made = house.run(&["backup", "create"]);
    assert!(made.err.contains("A copy is in"), "{}", made.err);
    let copy = format!("stick/helmlog-backups/{}", made.out.trim());
    house.ok(&["backup", "restore", &copy, "--to", "other"]);
    assert_eq!(house.json(&["--vault", "other", "check"])["attachments"], 1);
    house.ok(&["backup", "second", "--none"]);
    assert_eq!(house.json(&["backup", "second"])["folder"], serde_json::Value::Null);
}

#[test]
fn an_import_into_a_journal_with_entries_is_preceded_by_a_backup() {
    let house = House::with_vault();
    house.file("in.jsonl", r#"{"id":"1","date":"2026-03-01","body":"Imported."}"#);
    house.ok(&["import", "jsonl", "in.jsonl", "--dry-run"]);
    house.ok(&["import", "jsonl", "in.jsonl"]);
    assert_eq!(house.json(&["backup", "list"])["backups"], serde_json::json!([]), "there was nothing to keep");
    house.file("in.jsonl", r#"{"id":"2","date":"2026-03-02","body":"Imported too."}"#);
    house.ok(&["import", "jsonl", "in.jsonl"]);
    let list = house.json(&["backup", "list"]);
    assert_eq!((&list["backups"][0]["why"], &list["backups"][0]["entries"]), (&"before-import".into(), &1.into()));
}
