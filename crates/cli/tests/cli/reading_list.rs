//! What is read, and what is taken away from it.

use serde_json::json;

use crate::house::House;

#[test]
fn from_a_title_to_a_lesson() {
    let house = House::with_vault();
    house.ok(&["people", "describe", "Leila Haddad", "--relation", "mentor"]);
    let id = house.ok(&["reading", "add", "Good", "Strategy", "--author", "R. Rumelt", "--by", "leila"]);
    assert_eq!(house.json(&["reading", "start", "strategy"])["item"]["status"], "now");
    house.ok(&["reading", "done", "strategy"]);
    let early = house.run(&["reading", "lesson", "strategy"]);
    assert_eq!((early.code, early.err.contains("takeaway: ")), (2, true), "{}", early.err);
    house.ok(&["reading", "takeaway", id.trim(), "A strategy says", "what not to do"]);
    let lesson = house.ok(&["reading", "lesson", "strategy"]);
    let entry = house.json(&["show", lesson.trim()]);
    assert_eq!(
        (&entry["kind"], &entry["lesson"]["sentence"]),
        (&json!("lesson"), &json!("A strategy says what not to do"))
    );
    assert_eq!(entry["competencies"], json!([{"key": "learning", "level": null}]));
    let list = house.json(&["reading"]);
    let read = &list["done"][0];
    assert_eq!((&read["recommended_by"], &read["lesson"]), (&json!("Leila Haddad"), &json!(lesson.trim())));
    let shown = house.ok(&["reading", "list"]);
    assert!(shown.starts_with("Read\n") && shown.contains("(a lesson)"), "{shown}");
    assert!(house.ok(&["people", "show", "leila"]).contains("Good Strategy"));
}

#[test]
fn what_to_read_next_has_an_order() {
    let house = House::with_vault();
    for title in ["Alpha", "Beta", "https://example.com/gamma-rays"] {
        house.ok(&["reading", "add", title]);
    }
    house.ok(&["reading", "next", "gamma", "--at", "1"]);
    house.ok(&["reading", "drop", "alpha"]);
    house.ok(&["reading", "remove", "beta"]);
    house.ok(&["reading", "add", "Delta", "--sort", "talk"]);
    let list = house.json(&["reading"]);
    let next: Vec<_> = list["next"].as_array().unwrap().iter().map(|one| &one["item"]["title"]).collect();
    assert_eq!(next, ["Gamma rays", "Delta"]);
    assert_eq!(
        (&list["next"][0]["item"]["sort"], &list["next"][1]["item"]["sort"]),
        (&json!("article"), &json!("talk"))
    );
    assert_eq!(list["dropped"][0]["item"]["title"], "Alpha");
}

#[test]
fn what_cannot_be_is_refused_and_nothing_is_added() {
    let house = House::with_vault();
    for (arguments, code, named) in [
        (vec!["add", "x", "--by", "Nobody"], 4, "no person"),
        (vec!["add", "x", "--sort", "poem"], 2, "--sort"),
        (vec!["add", " "], 2, "title: "),
        (vec!["start", "x"], 4, "no reading"),
        (vec!["next", "x", "--at", "0"], 2, "--at"),
    ] {
        let run = house.run(&[vec!["reading"], arguments.clone()].concat());
        assert_eq!(run.code, code, "{arguments:?}: {}", run.err);
        assert!(run.err.contains(named), "{arguments:?}: {}", run.err);
    }
    assert_eq!(house.json(&["reading"])["next"], json!([]));
}
