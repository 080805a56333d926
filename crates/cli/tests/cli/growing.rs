//! The growth map and the portfolio.

use serde_json::json;

use crate::house::{House, Run};

fn house() -> House {
    let house = House::with_vault();
    house.file(
        "journal.jsonl",
        concat!(
            r#"{"id":1,"date":"2026-03-01","title":"Pricing held","body":"I changed the price.","kind":"win","competencies":["strategy:3"]}"#,
            "\n",
            r#"{"id":2,"date":"2026-04-01","title":"Two teams, one plan","body":"We agreed on one plan.","kind":"win","competencies":["strategy:3","collaboration:2"]}"#,
            "\n",
            r#"{"id":3,"date":"2024-01-01","title":"Long ago","body":"I shipped it.","kind":"win","competencies":["delivery:1"]}"#,
            "\n",
        ),
    );
    house.ok(&["import", "jsonl", "journal.jsonl"]);
    house
}

const PERIOD: [&str; 4] = ["--from", "2026-01-01", "--to", "2026-06-30"];

#[test]
fn every_competency_stands_somewhere() {
    let house = house();
    let map = house.json(&[&["growth"][..], &PERIOD].concat());
    let all = map["competencies"].as_array().unwrap();
    assert_eq!(all.len(), 12);
    let strategy = all.iter().find(|one| one["key"] == "strategy").unwrap();
    assert_eq!((&strategy["entries"], &strategy["months"]), (&json!(2), &json!([0, 0, 1, 1, 0, 0])));
    for key in ["key", "name", "level", "target", "strength", "why", "stronger_by", "months", "entries"] {
        assert!(strategy.get(key).is_some(), "{key}");
    }
    assert_eq!(map["coverage"][2]["month"], "2026-03-01");
    assert_eq!(map["coverage"][2]["by_kind"], json!({"win": 1}));
    let shown = house.ok(&[&["growth"][..], &PERIOD].concat());
    assert!(shown.starts_with("January to June 2026\n"), "{shown}");
    assert!(shown.contains("··••··"), "{shown}");
}

#[test]
fn a_period_that_ends_before_it_begins_is_wrong_usage() {
    let house = house();
    let backwards = ["--from", "2026-06-30", "--to", "2026-01-01"];
    for command in [&["growth"][..], &["portfolio", "--format", "md", "--out", "-"], &["portfolio", "lint"]] {
        let run = house.run(&[command, &backwards].concat());
        assert_eq!((run.code, run.err.contains("period: ")), (2, true), "{}", run.err);
        assert_eq!(house.run(&[command, &["--from", "never"]].concat()).code, 2);
    }
}

#[test]
fn a_portfolio_is_written_whole_in_each_format() {
    let house = house();
    for (name, begins) in [("p.pdf", "%PDF-"), ("p.md", "# "), ("p.json", "{")] {
        let run = house.run(&[&["portfolio", "--out", name][..], &PERIOD].concat());
        assert_eq!((run.code, run.out.trim()), (0, name), "{}", run.err);
        let bytes = std::fs::read(house.path().join(name)).unwrap();
        assert!(bytes.starts_with(begins.as_bytes()), "{name}");
    }
    let written = house.json(&[&["portfolio", "--out", "p.md"][..], &PERIOD].concat());
    assert_eq!(written["out"], "p.md");
    assert_eq!(written["bytes"], std::fs::metadata(house.path().join("p.md")).unwrap().len());
    let left = std::fs::read_dir(house.path()).unwrap().count();
    assert_eq!(left, ["data", "journal.jsonl", "p.pdf", "p.md", "p.json"].len(), "no half-written neighbour");
}

#[test]
fn a_portfolio_may_go_to_stdout_and_be_about_chosen_entries() {
    let house = house();
    let ids = house.json(&["portfolio", "--from", "2024-01-01", "--to", "2026-06-30"]);
    let old =
        ids["references"].as_array().unwrap().iter().find(|one| one["title"] == "Long ago").unwrap()["id"].clone();
    let text = house.ok(&[
        "portfolio",
        "--format",
        "md",
        "--out",
        "-",
        "--from",
        "2024-01-01",
        "--preset",
        "self-review",
        "--select",
        old.as_str().unwrap(),
        "--target",
        "group pm",
    ]);
    assert!(text.contains("Long ago") && !text.contains("Pricing held"), "{text}");
    assert!(text.contains("Group PM"), "{text}");
}

#[test]
fn the_lint_says_what_to_look_at() {
    let house = house();
    let findings = house.json(&[&["portfolio", "lint"][..], &PERIOD].concat());
    let codes: Vec<_> = findings.as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
    assert!(codes.contains(&"no_metric"), "{codes:?}");
    let shown = house.ok(&[&["portfolio", "lint"][..], &PERIOD].concat());
    assert_eq!(shown.lines().count(), codes.len());
}

#[test]
fn what_is_wrong_with_a_portfolio_is_said_and_no_file_is_touched() {
    let house = house();
    house.file("kept.pdf", "old");
    for (arguments, code, named) in [
        (vec![], 2, "out: "),
        (vec!["--out", "kept"], 2, "format: "),
        (vec!["--out", "kept.pdf", "--format", "doc"], 2, "--format"),
        (vec!["--out", "kept.pdf", "--preset", "poem"], 2, "--preset"),
        (vec!["--out", "kept.pdf", "--target", "King"], 2, "target: "),
        (vec!["--out", "kept.pdf", "--select", "ffffffff"], 4, "no entry"),
        (vec!["--out", "kept.pdf", "--from", "2026-13-01"], 2, "--from"),
        (vec!["--out", "nowhere/p.pdf"], 1, "nowhere"),
    ] {
        let run = house.run(&[vec!["portfolio"], arguments.clone()].concat());
        assert_eq!(run.code, code, "{arguments:?}: {}", run.err);
        assert!(run.err.contains(named), "{arguments:?}: {}", run.err);
    }
    assert_eq!(std::fs::read_to_string(house.path().join("kept.pdf")).unwrap(), "old");
}

#[test]
fn private_words_are_in_no_portfolio() {
    let house = house();
    house.add(&[
        "I decided it.",
        "--kind",
        "win",
        "--competency",
        "strategy:3",
        "--private",
        "MARKER",
        "--on",
        "2026-05-01",
    ]);
    for format in ["md", "json", "pdf"] {
        let run = Run::of(house.command().args(["portfolio", "--format", format, "--out", "p"]).args(PERIOD));
        assert_eq!(run.code, 0, "{}", run.err);
        let bytes = std::fs::read(house.path().join("p")).unwrap();
        assert!(!bytes.windows(6).any(|six| six == b"MARKER"), "{format}");
    }
}
