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
fn one_competency_says_why_it_stands_so_what_would_help_and_which_entries_say_so() {
    let house = house();
    let asked = [&["growth", "strategy"][..], &PERIOD].concat();
    let one = house.json(&asked);
    assert_eq!((&one["standing"]["key"], &one["evidence"]["total"]), (&json!("strategy"), &json!(2)));
    let shown = house.ok(&asked);
    assert!(shown.starts_with("Vision and strategy  level 3 of "), "{shown}");
    for said in ["why", "stronger_by"] {
        assert!(shown.contains(one["standing"][said].as_str().unwrap()), "{shown}");
    }
    assert!(shown.contains("Pricing held") && shown.contains("Two teams, one plan"), "{shown}");
    let unknown = house.run(&["growth", "poetry"]);
    assert_eq!(unknown.code, 4);
    assert!(unknown.err.contains("There is no competency with this key."), "{}", unknown.err);
}

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
    assert_eq!((&map["focus"], &map["assessments"]), (&json!([]), &json!([])));
    assert_eq!(map["leverage"].as_array().unwrap().len(), 6);
    assert_eq!(map["coverage"][2]["month"], "2026-03-01");
    assert_eq!(map["coverage"][2]["by_kind"], json!({"win": 1}));
    let shown = house.ok(&[&["growth"][..], &PERIOD].concat());
    assert!(shown.starts_with("January to June 2026\n"), "{shown}");
    assert!(shown.contains("··••··"), "{shown}");
}

#[test]
fn three_are_worked_on_at_a_time_and_a_fourth_is_refused_with_the_reason() {
    let house = house();
    for key in ["strategy", "network", "metrics"] {
        house.ok(&["plan", "add", key, "--gap", "nothing yet", "--sponsor", "Dana K", "--by", "2099-01-29"]);
    }
    let run = house.run(&["plan", "add", "delivery"]);
    assert_eq!(run.code, 2);
    assert_eq!(run.err, "helmlog: You can work on three at a time. Nothing was changed. Finish or drop one first.\n");
    let focus = house.json(&["growth"])["focus"].clone();
    let keys: Vec<_> = focus.as_array().unwrap().iter().map(|one| one["key"].as_str().unwrap()).collect();
    assert_eq!(keys, ["strategy", "network", "metrics"]);
    assert_eq!((&focus[0]["gap"], &focus[0]["sponsor"]), (&json!("nothing yet"), &json!("Dana K")));

    house.ok(&["plan", "done", "network"]);
    house.ok(&["plan", "drop", "metrics"]);
    house.ok(&["plan", "add", "delivery"]);
    let plan = house.json(&["plan", "list"]);
    let states = |part: &str| -> Vec<String> {
        let one =
            |one: &serde_json::Value| format!("{} {}", one["focus"]["key"], one["focus"]["state"]).replace('"', "");
        let mut states: Vec<_> = plan[part].as_array().unwrap().iter().map(one).collect();
        states.sort();
        states
    };
    assert_eq!(states("open"), ["delivery open", "strategy open"]);
    assert_eq!(states("closed"), ["metrics dropped", "network done"]);
    assert_eq!(house.run(&["plan", "done", "poetry"]).code, 4);
}

#[test]
fn an_entry_delivers_a_focus() {
    let house = house();
    let id = house.ok(&["plan", "add", "strategy"]).trim().to_owned();
    let entry = house.add(&["I wrote the page.", "--title", "One page", "--competency", "strategy:3"]);
    assert!(house.ok(&["plan"]).contains("may deliver it: "), "evidence since it began is proposed");
    house.ok(&["plan", "link", "strategy", &entry]);
    let plan = house.json(&["plan"]);
    assert_eq!(plan["open"][0]["delivered"][0]["title"], "One page");
    assert_eq!(plan["open"][0]["proposed"], json!([]));
    assert_eq!(plan["open"][0]["focus"]["id"], json!(id));
    assert!(house.ok(&["plan"]).contains("One page"));
}

#[test]
fn assessments_are_kept_and_their_difference_is_said() {
    let house = house();
    house.ok(&["assess", "strategy", "3", "--by", "self", "--on", "2026-01-01"]);
    house.ok(&[
        "assess",
        "strategy",
        "2",
        "--by",
        "manager",
        "--person",
        "Dana K",
        "--note",
        "one memo",
        "--on",
        "2026-01-02",
    ]);
    let seen = house.json(&["growth"])["assessments"][0].clone();
    assert_eq!((&seen["key"], &seen["difference"]), (&json!("strategy"), &json!(1)));
    assert_eq!(seen["assessments"][1]["note"], "one memo");
    assert_eq!(seen["assessments"][1]["person"], "Dana K");
    assert!(house.ok(&["growth"]).contains("one level higher than your manager does"));
    assert_eq!(house.run(&["assess", "strategy", "9", "--by", "self"]).code, 2);
    assert_eq!(house.run(&["assess", "strategy", "1", "--by", "dog"]).code, 2);
    assert_eq!(house.run(&["assess", "poetry", "1", "--by", "self"]).code, 4);
}

#[test]
fn the_path_has_rungs_and_milestones() {
    let house = house();
    house.ok(&["path", "hold", "senior pm", "--since", "2024-03-18"]);
    house.ok(&["path", "aim", "Group PM", "--by", "2099-03-26"]);
    house.ok(&["path", "add", "A third team", "--by", "2026-06-30"]);
    house.ok(&["path", "add", "A thick skin"]);
    assert_eq!(house.run(&["path", "reach", "A th"]).code, 2, "two begin like this");
    assert_eq!(house.run(&["path", "reach", "A boat"]).code, 4);
    house.ok(&["path", "reach", "a third", "--on", "2026-07-01"]);
    let path = house.json(&["path"]);
    assert_eq!(
        (&path["role"], &path["target"], &path["by"]),
        (&json!("Senior PM"), &json!("Group PM"), &json!("2099-03-26"))
    );
    assert_eq!(path["milestones"][0]["value"]["reached"], "2026-07-01");
    assert_eq!(path["steps"][2]["side"], "held");
    let shown = house.ok(&["path"]);
    assert!(shown.contains("● Senior PM") && shown.contains("reached 2026-07-01"), "{shown}");
    assert!(shown.contains("Pricing held"), "the strongest evidence stands on it: {shown}");
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
    for (name, begins) in [
        ("p.pdf", "%PDF-"),
        ("p.docx", "PK"),
        ("p.html", "<!DOCTYPE html>"),
        ("p.md", "# "),
        ("p.json", "{\n  \"format\": \"helmlog-portfolio\""),
    ] {
        let run = house.run(&[&["portfolio", "--out", name][..], &PERIOD].concat());
        assert_eq!((run.code, run.out.trim()), (0, name), "{}", run.err);
        let bytes = std::fs::read(house.path().join(name)).unwrap();
        assert!(bytes.starts_with(begins.as_bytes()), "{name}");
    }
    let written = house.json(&[&["portfolio", "--out", "p.md"][..], &PERIOD].concat());
    assert_eq!(written["out"], "p.md");
    assert_eq!(written["bytes"], std::fs::metadata(house.path().join("p.md")).unwrap().len());
    let left = std::fs::read_dir(house.path()).unwrap().count();
    assert_eq!(
        left,
        ["data", "journal.jsonl", "p.pdf", "p.docx", "p.html", "p.md", "p.json"].len(),
        "no half-written neighbour"
    );
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
    // Where each is mended stands below it.
    assert_eq!(shown.lines().filter(|line| !line.starts_with("  ")).count(), codes.len());
}

#[test]
fn what_is_wrong_with_a_portfolio_is_said_and_no_file_is_touched() {
    let house = house();
    house.file("kept.pdf", "old");
    for (arguments, code, named) in [
        (vec![], 2, "out: "),
        (vec!["--out", "kept"], 2, "format: "),
        (vec!["--out", "kept.doc"], 2, "format: "),
        (vec!["--out", "kept.pdf", "--format", "doc"], 2, "--format"),
        (vec!["--out", "kept.pdf", "--preset", "poem"], 2, "--preset"),
        (vec!["--out", "kept.pdf", "--target", "King"], 2, "rung: "),
        (vec!["--out", "kept.pdf", "--role", "King"], 2, "rung: "),
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
    // What the others are packed in hides words; the core looks inside.
    for format in ["md", "markdown", "json", "html"] {
        let run = Run::of(house.command().args(["portfolio", "--format", format, "--out", "p"]).args(PERIOD));
        assert_eq!(run.code, 0, "{}", run.err);
        let bytes = std::fs::read(house.path().join("p")).unwrap();
        assert!(bytes.windows(13).any(|words| words == b"I decided it."), "{format}");
        assert!(!bytes.windows(6).any(|six| six == b"MARKER"), "{format}");
    }
}
