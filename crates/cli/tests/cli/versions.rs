//! Portfolios that were given away.

use std::sync::Arc;

use helmlog_core::Vault;
use helmlog_core::world::System;

use crate::house::House;

const PERIOD: [&str; 4] = ["--from", "2026-01-01", "--to", "2026-11-30"];

fn win(house: &House, text: &str, on: &str) {
    house.add(&[text, "--kind", "win", "--competency", "strategy:3", "--on", on]);
}

fn portfolio(house: &House, args: &[&str]) -> String {
    house.ok(&[&["portfolio"][..], args, &PERIOD].concat())
}

#[test]
fn an_export_is_kept_as_it_left_and_says_what_is_new_since() {
    let house = House::with_vault();
    win(&house, "I chose one bet over five and said so.", "2026-07-23");
    let first = house.run(&[&["portfolio", "news"][..], &PERIOD].concat());
    assert!(first.err.contains("Nothing of this kind was exported yet"), "{}", first.err);
    let made: serde_json::Value = serde_json::from_str(&portfolio(&house, &["--json", "--out", "first.md"])).unwrap();
    assert_eq!(made["version"], 1);
    win(&house, "I asked the board for two years of patience.", "2026-10-02");
    assert!(portfolio(&house, &["news"]).contains("  + I asked the board for two years of patience"));
    portfolio(&house, &["--out", "second.docx"]);
    assert!(portfolio(&house, &["news"]).is_empty());

    house.ok(&["portfolio", "versions", "get", "1", "--out", "again.md"]);
    let file = |name: &str| std::fs::read(house.path().join(name)).unwrap();
    assert_eq!(file("again.md"), file("first.md"));
    let of = house.ok(&["portfolio", "versions", "of", "again.md", "--json"]);
    let of: serde_json::Value = serde_json::from_str(&of).unwrap();
    assert_eq!((of.as_array().unwrap().len(), &of[0]["value"]["number"]), (1, &1.into()));
    let changes = house.ok(&["portfolio", "versions", "changes", "2"]);
    assert!(changes.contains("~ Word document instead of Markdown."), "{changes}");
    assert!(changes.contains("+ I asked the board"), "{changes}");

    house.ok(&["portfolio", "versions", "remove", "1"]);
    let left = house.ok(&["portfolio", "versions"]);
    assert!(left.contains("second") || left.contains("Growth portfolio"), "{left}");
    assert_eq!(left.lines().count(), 1);
    let gone = house.run(&["portfolio", "versions", "get", "1", "--out", "gone.md"]);
    assert_eq!((gone.code, gone.err.contains("portfolio versions")), (4, true), "{}", gone.err);
    assert!(!house.path().join("gone.md").exists());
    house.ok(&["check"]);
}

#[test]
fn a_vault_that_is_only_read_says_that_nothing_is_kept_in_it() {
    let house = House::with_vault();
    win(&house, "I chose one bet over five and said so.", "2026-07-23");
    // Another Helmlog has it open for writing.
    let held = Vault::open(house.vault(), Arc::new(System)).unwrap();
    let run = house.run(&[&["portfolio", "--out", "first.md"][..], &PERIOD].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("this export is not kept"), "{}", run.err);
    drop(held);
    assert!(house.ok(&["portfolio", "versions"]).is_empty());
}

#[test]
fn what_to_look_at_says_where_it_is_mended() {
    let house = House::with_vault();
    let id = house.add(&["I chose one bet.", "--kind", "win", "--competency", "strategy:3", "--on", "2026-07-23"]);
    let told = portfolio(&house, &["lint"]);
    assert!(told.contains(&format!("\n  helmlog edit {id}")), "{told}");
    assert!(told.contains("\n  helmlog list competency:strategy"), "{told}");
    assert!(house.ok(&["list", "competency:strategy"]).contains("I chose one bet"));
}

#[test]
fn days_are_written_as_a_country_writes_them_and_for_anybody_as_months() {
    let house = House::with_vault();
    win(&house, "I chose one bet over five and said so.", "2026-07-23");
    for (dates, reader, day) in [
        ("en-US", "own", "Jul 23, 2026"),
        ("de", "manager", "23.07.2026"),
        ("de", "public", "Jul 2026"),
        ("no language", "own", "23 Jul 2026"),
    ] {
        let redact = format!("--redact={reader}");
        let text = portfolio(&house, &["--format", "md", "--out", "-", "--dates", dates, &redact]);
        assert!(text.contains(day), "{dates}, {reader}: {text}");
    }
}
