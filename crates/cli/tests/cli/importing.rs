//! Files of one JSON object a line, good and bad.

use serde_json::json;

use crate::house::{House, Run};

const GOOD: &str = concat!(
    r#"{"id":"a","date":"2026-03-01","title":"One","body":"first","kind":"win","mood":3}"#,
    "\n",
    r#"{"date":"2026-03-02T08:15:00-05:00","body":"second","competencies":["strategy:3"]}"#,
    "\n"
);

#[test]
fn importing_twice_imports_nothing_twice() {
    let house = House::with_vault();
    let file = house.file("journal.jsonl", GOOD);
    let file = file.to_str().unwrap();
    insta::assert_json_snapshot!(house.json(&["import", "jsonl", file]));
    assert_eq!(house.ok(&["import", "jsonl", file]), "0 entries imported\n2 entries imported before\n");
    assert_eq!(house.counts(), (2, 2));
}

#[test]
fn a_rehearsal_stores_nothing() {
    let house = House::with_vault();
    let file = house.file("journal.jsonl", GOOD);
    assert_eq!(house.ok(&["import", "jsonl", file.to_str().unwrap(), "--dry-run"]), "2 entries would be imported\n");
    assert_eq!(house.counts(), (0, 0));
}

#[test]
fn the_report_is_also_written_to_a_file() {
    let house = House::with_vault();
    house.file("journal.jsonl", GOOD);
    house.ok(&["import", "jsonl", "journal.jsonl", "--report", "report.json"]);
    let report: serde_json::Value =
        serde_json::from_slice(&std::fs::read(house.path().join("report.json")).unwrap()).unwrap();
    assert_eq!(report["imported"], 2);
}

#[test]
fn bad_lines_are_named_and_the_rest_is_stored() {
    let house = House::with_vault();
    let text = [
        b"{\"date\":\"2026-02-30\",\"body\":\"x\"}\n".as_slice(),
        b"{\"date\":\"2026-01-01\",\"body\":\"x\",\"kind\":\"vin\"}\n",
        b"{\"date\":\"2026-01-01\",\"body\":\"x\",\"competencies\":[\"nothing\"]}\n",
        b"{\"date\":\"2026-01-01\",\"body\":\" \"}\n",
        b"not json\n\n",
        b"{\"date\":\"2026-01-01\",\"body\":\"caf\xE9\"}\n",
        b"{\"date\":\"2026-01-01\",\"body\":\"",
    ]
    .concat();
    house.file("journal.jsonl", text);
    insta::assert_snapshot!(house.ok(&["import", "jsonl", "journal.jsonl"]));
    assert_eq!(house.counts(), (1, 1));
}

#[test]
fn a_file_without_one_usable_line_fails_and_an_empty_one_does_not() {
    let house = House::with_vault();
    house.file("bad.jsonl", "nothing\nof use\n");
    let run = house.run(&["import", "jsonl", "bad.jsonl", "--json"]);
    assert_eq!(run.code, 1);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&run.out).unwrap()["skipped"].as_array().unwrap().len(), 2);
    assert_eq!(run.error()["code"], "failed");
    house.file("empty.jsonl", "\n\n");
    assert_eq!(house.json(&["import", "jsonl", "empty.jsonl"])["imported"], 0);
    assert_eq!(house.counts(), (0, 0));
}

#[test]
fn stdin_is_a_file_too() {
    let house = House::with_vault();
    let run = Run::of(house.command().args(["import", "jsonl", "-", "--json"]).write_stdin(GOOD));
    assert_eq!(serde_json::from_str::<serde_json::Value>(&run.out).unwrap()["imported"], json!(2));
}

#[test]
fn what_cannot_be_read_is_said_and_nothing_is_stored() {
    let house = House::with_vault();
    for (arguments, code) in
        [(["jsonl", "missing.jsonl"], 1), (["jsonl", "."], 1), (["jsonl", ""], 2), (["nothing", "journal.jsonl"], 2)]
    {
        let run = house.run(&[&["import"][..], &arguments].concat());
        assert_eq!(run.code, code, "{arguments:?}: {}", run.err);
    }
    assert_eq!(house.counts(), (0, 0));
}

#[test]
fn brackets_without_end_and_lines_without_end_do_no_harm() {
    let house = House::with_vault();
    let mut text = format!("{{\"date\":\"2026-01-01\",\"body\":\"x\",\"deep\":{}\n", "[".repeat(100_000));
    text.push_str(&format!("{{\"date\":\"2026-01-01\",\"body\":\"{}\"}}\n", "x".repeat(9 << 20)));
    text.push_str(GOOD);
    house.file("journal.jsonl", text);
    let report = house.json(&["import", "jsonl", "journal.jsonl"]);
    assert_eq!(report["imported"], 2);
    assert_eq!(report["skipped"][1], json!({"item": "line 2", "why": "JSON: longer than 8 MiB"}));
}
