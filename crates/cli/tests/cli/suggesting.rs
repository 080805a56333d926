//! What helps somebody begin, and what a text may show.

use serde_json::json;

use crate::house::{House, Run};

const CFO: &str =
    "Told the CFO on Friday that the launch slips three weeks. She pushed back hard, then asked what I needed.";

#[test]
fn a_text_is_told_what_it_may_show_and_why() {
    let house = House::with_vault();
    let found = house.json(&["suggest", CFO]);
    assert_eq!(found[0]["key"], "stakeholders");
    assert_eq!(found[0]["because"], json!(["CFO", "pushed back"]));
    assert!(found.as_array().unwrap().len() <= 2);
    let shown = house.ok(&["suggest", CFO]);
    assert!(shown.contains("Stakeholder management") && shown.contains("because “CFO”, “pushed back”"), "{shown}");
    let piped = Run::of(house.command().args(["suggest", "-", "--json"]).write_stdin(CFO));
    assert!(piped.out.contains("stakeholders"), "{}", piped.err);
    let silent = house.run(&["suggest", "Good day."]);
    assert_eq!((silent.code, silent.out.as_str()), (0, ""));
    assert!(silent.err.contains("Nothing that is clear enough"), "{}", silent.err);
}

#[test]
fn an_entry_is_told_what_it_may_show_besides() {
    let house = House::with_vault();
    let id = house.add(&[CFO, "--competency", "stakeholders"]);
    let found = house.json(&["suggest", &id[..13]]);
    assert!(found.as_array().unwrap().iter().all(|one| one["key"] != "stakeholders"), "{found}");
    assert_eq!(house.run(&["suggest", "0123abcd"]).code, 4, "an id that is none is no text");
}

#[test]
fn what_was_tagged_is_learnt() {
    let house = House::with_vault();
    for at in 0..4 {
        let text = format!("The periscope evening, number {at}: buoys, lanterns and ropes.");
        house.add(&[&text, "--competency", "strategy:3"]);
    }
    let found = house.json(&["suggest", "Another periscope evening with buoys, lanterns and ropes"]);
    assert_eq!((&found[0]["key"], &found[0]["level"]), (&json!("strategy"), &json!(3)));
}

#[test]
fn questions_come_with_what_answers_them() {
    let house = House::with_vault();
    let found = house.json(&["prompts", "--limit", "5"]);
    assert_eq!(found.as_array().unwrap().len(), 5);
    for field in ["key", "ask", "kind", "competency"] {
        assert!(found[0][field].is_string(), "{field}");
    }
    let shown = house.ok(&["prompts"]);
    assert_eq!(shown.matches("helmlog add --kind ").count(), 3);
    assert_eq!(house.json(&["prompts", "--evening"]).as_array().unwrap().len(), 3);
    house.add(&["The launch went out.", "--kind", "win"]);
    let evening = house.json(&["prompts", "--evening"]);
    assert_eq!((evening.as_array().unwrap().len(), &evening[0]["key"]), (4, &json!("after-win")));
}

#[test]
fn a_template_is_filled_in_in_the_editor_and_its_fields_are_fields() {
    let house = House::with_vault();
    let listed = house.ok(&["templates"]);
    for key in ["after-action", "decision", "feedback", "gibbs", "star", "one-on-one", "weekly-review"] {
        assert!(listed.contains(key), "{listed}");
    }
    let editor =
        house.file("editor.sh", "sed -i '/## What I expected/a Ten days.' \"$1\"; echo 'Ask first.' >> \"$1\"");
    let editor = format!("sh {}", editor.display());
    let run = Run::of(house.command().env("EDITOR", editor).args(["add", "--template", "after-action"]));
    assert_eq!(run.code, 0, "{}", run.err);
    let entry = house.json(&["show", run.out.trim()]);
    assert_eq!((&entry["kind"], &entry["body"]), (&json!("challenge"), &json!("")));
    assert_eq!(entry["challenge"]["expected"], "Ten days.");
    assert_eq!(entry["challenge"]["next"], "Ask first.");
}

#[test]
fn a_template_that_was_not_filled_in_is_no_entry_and_one_that_is_not_there_is_wrong_usage() {
    let house = House::with_vault();
    let run = Run::of(house.command().env("EDITOR", "true").args(["add", "--template", "STAR story"]));
    assert_eq!(run.code, 2, "{}", run.err);
    assert_eq!(house.counts(), (0, 0));
    let run = Run::of(house.command().env("EDITOR", "true").args(["add", "--template", "sonnet"]));
    assert!(run.code == 2 && run.err.contains("helmlog templates"), "{}", run.err);
    assert_eq!(house.run(&["add", "a text", "--template", "star"]).code, 2);
}
