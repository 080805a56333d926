//! What comes back: lessons, results and forecasts, the week. The sample journal has some of each due on
//! every day.

use serde_json::{Value, json};

use crate::house::House;

fn house() -> House {
    let house = House::with_vault();
    house.ok(&["sample"]);
    house
}

fn ids(found: &Value) -> Vec<&str> {
    found.as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect()
}

#[test]
fn a_lesson_is_shown_by_its_situation_and_only_on_demand_by_itself() {
    let house = house();
    let due = house.json(&["lessons", "due"]);
    assert_eq!(ids(&due).len(), 2);
    let sentence = due[0]["sentence"].as_str().unwrap();
    let asked = house.run(&["lessons", "due"]);
    assert!(asked.out.contains(due[0]["cue"]["name"].as_str().unwrap()) && !asked.out.contains(sentence));
    assert!(asked.err.contains("--reveal"));
    assert!(house.ok(&["lessons", "due", "--reveal"]).contains(sentence));
}

#[test]
fn a_verdict_settles_a_lesson_and_the_list_says_how_each_stands() {
    let house = house();
    let due = house.json(&["lessons", "due"]);
    let (first, second) = (ids(&due)[0], ids(&due)[1]);
    let win = house.add(&["I looked a second time.", "--kind", "win"]);
    let told = house.json(&["lessons", "review", first, "--verdict", "applied", "--in", &win, "a", "second", "number"]);
    assert_eq!((&told["lesson"], &told["verdict"]), (&json!(first), &json!("applied")));
    assert_eq!(house.json(&["show", &win])["links"], json!([{"kind": "applies", "to": first}]));
    house.ok(&["lessons", "review", second, "--verdict", "retired"]);
    assert_eq!(house.json(&["lessons", "due"]), json!([]));
    let all = house.json(&["lessons", "list"]);
    let of = |id: &str| all.as_array().unwrap().iter().find(|one| one["id"] == id).unwrap().clone();
    assert_eq!(of(first)["state"]["state"], "known");
    assert_eq!(of(first)["reviews"][0]["words"], "a second number");
    assert_eq!(of(second)["state"]["state"], "retired");
    assert!(house.ok(&["lessons", "list"]).contains("retired "));
}

#[test]
fn what_cannot_be_reviewed_is_refused_with_a_reason() {
    let house = house();
    let win = house.add(&["Not a lesson.", "--kind", "win"]);
    for (arguments, code, named) in [
        (vec!["lessons", "review", &win, "--verdict", "still-true"], 2, "lesson: "),
        (vec!["lessons", "review", &win, "--verdict", "perhaps"], 2, "still-true"),
        (vec!["lessons", "review", "ffffffff", "--verdict", "changed"], 4, "no entry"),
        (vec!["review", "week", "--week", "2026-W60"], 2, "2026-W47"),
    ] {
        let run = house.run(&arguments);
        assert_eq!(run.code, code, "{arguments:?}: {}", run.err);
        assert!(run.err.contains(named), "{arguments:?}: {}", run.err);
    }
}

#[test]
fn results_and_forecasts_that_are_due_are_listed_with_what_they_ask_for() {
    let house = house();
    let due = house.json(&["followups", "due"]);
    let kinds: Vec<_> = due.as_array().unwrap().iter().map(|one| one["asks"]["for"].as_str().unwrap()).collect();
    assert!(kinds.contains(&"result") && kinds.contains(&"verdict"), "{kinds:?}");
    let days: Vec<_> = due.as_array().unwrap().iter().map(|one| one["days_overdue"].as_u64().unwrap()).collect();
    assert!(days.is_sorted_by(|a, b| a >= b), "{days:?}");
    let shown = house.ok(&["followups", "due"]);
    assert!(shown.contains("Metric") && shown.contains("Forecast"), "{shown}");
    let empty = House::with_vault();
    assert!(empty.run(&["followups", "due"]).err.contains("No result"));
}

#[test]
fn decisions_come_with_a_score_once_there_are_enough() {
    let house = house();
    let found = house.json(&["decisions"]);
    let brier = found["calibration"]["brier"].as_f64().unwrap();
    assert!((0.0..=1.0).contains(&brier));
    let shown = house.ok(&["decisions"]);
    assert!(shown.contains(&format!("{brier:.2} is ")) && shown.contains("came true"), "{shown}");
    let few = House::with_vault();
    few.add(&["Wait.", "--kind", "decision"]);
    assert_eq!(few.json(&["decisions"])["calibration"]["missing"], 10);
    assert!(few.ok(&["decisions"]).contains("10 more resolved decisions"));
}

#[test]
fn a_week_is_shown_and_told_in_the_words_that_were_picked() {
    let house = house();
    let this = house.json(&["review", "week"]);
    let last = this["reviewed"][0]["week"].as_str().unwrap().to_owned();
    let week = house.json(&["review", "week", "--week", &last]);
    let win = week["review"]["win"]["words"].as_str().unwrap();
    let markdown = house.ok(&["review", "week", "--week", &last, "--markdown"]);
    assert_eq!(week["update"]["markdown"], markdown);
    assert!(markdown.contains("- **Win:** ") && house.ok(&["review", "week", "--week", &last]).contains(win));
    assert!(house.ok(&["review", "week", "--week", &last, "--text"]).contains(&format!("Win: {win}")));
    let untold = house.run(&["review", "week", "--week", "2001-W01", "--markdown"]);
    assert_eq!((untold.code, untold.out.as_str()), (0, ""));
    assert!(untold.err.contains("Nothing was picked"));
}

#[test]
fn nothing_private_is_in_what_is_told_of_a_week() {
    let house = House::with_vault();
    house.add(&["Held the date.", "--kind", "win", "--private", "MARKER"]);
    for more in [&["--json"][..], &["--markdown"], &["--text"], &[]] {
        assert!(!house.ok(&[&["review", "week"][..], more].concat()).contains("MARKER"), "{more:?}");
    }
}
