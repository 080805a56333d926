//! Adding, and what must be right before anything is stored.

use crate::house::{House, Run};

#[test]
fn one_line_is_an_entry_and_its_id_is_all_that_is_printed() {
    let house = House::with_vault();
    let run = house.run(&["add", "one", "line", "of", "text"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let entry = house.json(&["show", run.out.trim()]);
    assert_eq!(entry["body"], "one line of text");
    assert_eq!(entry["kind"], "reflection");
    assert_eq!(entry["written_later"], false);
    assert!(entry["at"].is_string(), "what is written now happened now");
}

#[test]
fn the_first_note_makes_the_usual_vault_and_says_so() {
    let house = House::empty();
    let run = house.run(&["add", "hello"]);
    assert_eq!(run.code, 0);
    assert!(run.err.starts_with("Made a vault in "), "{}", run.err);
    assert!(house.vault().join("vault.json").is_file());
    assert_eq!(house.run(&["add", "again"]).err, "");
}

#[test]
fn a_vault_that_was_named_is_not_made_in_passing() {
    let house = House::empty();
    for run in [
        house.run(&["--vault", "elsewhere", "add", "hello"]),
        Run::of(house.command().env("HELMLOG_VAULT", "elsewhere").args(["add", "hello"])),
    ] {
        assert_eq!(run.code, 1);
        assert!(run.err.contains("`helmlog init`"), "{}", run.err);
        assert!(!house.path().join("elsewhere").exists());
    }
    assert!(!house.vault().exists());
    assert_eq!(Run::of(house.command().env("HELMLOG_VAULT", "").args(["add", "hello"])).code, 0, "set to nothing");
}

#[test]
fn everything_that_is_said_of_an_entry_is_kept() {
    let house = House::with_vault();
    let file = house.file("note.txt", "attached");
    let id = house.add(&[
        "Checkout is live",
        "--kind",
        "win",
        "--title",
        "Launch",
        "--on",
        "2026-03-01",
        "--at",
        "09:41",
        "--competency",
        "delivery:2",
        "--competency",
        "metrics",
        "--tag",
        "launch",
        "--tag",
        "Launch",
        "--person",
        "Dana K",
        "--project",
        "atlas",
        "--star",
        "--private",
        "for me",
        "--attach",
        file.to_str().unwrap(),
    ]);
    let entry = house.json(&["show", &id]);
    insta::assert_json_snapshot!(entry, {
        ".id" => "[id]", ".created" => "[moment]", ".modified" => "[moment]", ".attachments[].id" => "[id]", ".tz" => "[zone]",
    });
}

#[test]
fn a_text_may_come_from_stdin() {
    let house = House::with_vault();
    let run = Run::of(house.command().args(["add", "-"]).write_stdin("two\nlines\n"));
    assert_eq!(house.json(&["show", run.out.trim()])["body"], "two\nlines");
}

#[test]
fn the_new_version_is_what_json_says() {
    let house = House::with_vault();
    let saved = house.json(&["add", "hello"]);
    insta::assert_json_snapshot!(saved, { ".id" => "[id]", ".revision" => "[id]", ".at" => "[moment]" });
}

#[test]
fn what_is_wrong_is_named_and_nothing_is_stored() {
    let house = House::with_vault();
    let long = "x".repeat(201);
    let folder = house.path().to_str().unwrap().to_owned();
    for (arguments, code, named) in [
        (vec!["x", "--kind", "vin"], 2, "--kind"),
        (vec!["x", "--on", "2026-02-30"], 2, "--on"),
        (vec!["x", "--on", "tomorrowish"], 2, "--on"),
        (vec!["x", "--at", "25:00"], 2, "--at"),
        (vec!["x", "--competency", "nothing"], 2, "competency: "),
        (vec!["x", "--competency", "strategy:5"], 2, "level: of strategy"),
        (vec!["x", "--title", &long], 2, "title: "),
        (vec!["x", "--tag", ""], 2, "tag: "),
        (vec!["x", "--tag", &long], 2, "tag: "),
        (vec!["x", "--person", " "], 2, "person: "),
        (vec!["x", "--nothing"], 2, "--nothing"),
        (vec![""], 2, "text: "),
        (vec!["  \n "], 2, "text: "),
        (vec!["--kind", "win"], 2, "text: "),
        (vec!["x", "--attach", "missing"], 1, "missing"),
        (vec!["x", "--attach", &folder], 2, "attachment: "),
    ] {
        let run = house.run(&[vec!["add"], arguments.clone()].concat());
        assert_eq!(run.code, code, "{arguments:?}: {}", run.err);
        assert!(run.err.contains(named), "{arguments:?}: {}", run.err);
        assert_eq!(run.err.lines().count(), 1, "one line: {}", run.err);
        assert_eq!(run.out, "");
    }
    assert_eq!(house.counts(), (0, 0));
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let house = House::with_vault();
    let run = Run::of(house.command().args(["add", "-"]).write_stdin(b"caf\xE9".as_slice()));
    assert_eq!((run.code, run.err.contains("UTF-8")), (2, true));
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        let run = Run::of(house.command().arg("add").arg(std::ffi::OsStr::from_bytes(b"caf\xE9")));
        assert_eq!((run.code, run.err.contains("UTF-8")), (2, true));
    }
    let run = Run::of(house.command().args(["add", "-"]).write_stdin("a\0b"));
    assert_eq!((run.code, run.err.contains("NUL")), (2, true));
    assert_eq!(house.counts(), (0, 0));
}

#[test]
fn a_vault_that_somebody_writes_to_is_left_alone_but_can_be_read() {
    let house = House::with_vault();
    let id = house.add(&["first"]);
    let world = std::sync::Arc::new(helmlog_core::world::System);
    let held = helmlog_core::Vault::open(house.vault(), world).unwrap();
    let run = house.run(&["add", "second"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("open in another Helmlog"), "{}", run.err);
    assert_eq!(house.json(&["show", &id])["body"], "first");
    drop(held);
    assert_eq!(house.counts(), (1, 1));
}
