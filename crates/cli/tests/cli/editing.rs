//! Changing an entry, its versions, the trash.

use serde_json::json;

use crate::house::{House, Run};

#[test]
fn an_edit_is_a_new_version_and_the_old_one_is_kept() {
    let house = House::with_vault();
    let id = house.add(&["before", "--tag", "a", "--star", "--at", "09:41"]);
    house.ok(&["edit", &id, "after", "--title", "Named", "--tag", "b", "--no-tag", "A", "--no-star", "--no-at"]);
    let entry = house.json(&["show", &id]);
    assert_eq!((&entry["body"], &entry["title"]), (&json!("after"), &json!("Named")));
    assert_eq!((&entry["tags"], &entry["starred"], &entry["at"]), (&json!(["b"]), &json!(false), &json!(null)));
    let versions = house.json(&["history", &id]);
    assert_eq!(versions.as_array().unwrap().len(), 2);
    assert_eq!(versions[1]["content"]["body"], "before");
    insta::assert_json_snapshot!(versions[0], {
        ".id" => "[id]", ".made" => "[moment]", ".content.on" => "[day]", ".content.tz" => "[zone]",
    });
}

#[test]
fn an_old_version_can_be_seen_and_made_the_newest_again() {
    let house = House::with_vault();
    let id = house.add(&["before"]);
    house.ok(&["edit", &id, "after"]);
    let old = house.json(&["history", &id])[1]["id"].as_str().unwrap().to_owned();
    assert!(house.ok(&["history", &id, "--version", &old]).contains("before"));
    house.ok(&["history", &id, "--revert", &old]);
    assert_eq!(house.json(&["show", &id])["body"], "before");
    assert_eq!(house.json(&["history", &id]).as_array().unwrap().len(), 3);
    assert_eq!(house.run(&["history", &id, "--revert", "ffffffff"]).code, 4);
}

#[test]
fn the_text_may_be_rewritten_from_stdin() {
    let house = House::with_vault();
    let id = house.add(&["before"]);
    let run = Run::of(house.command().args(["edit", &id, "-"]).write_stdin("after\n"));
    assert_eq!(run.out.trim(), id);
    assert_eq!(house.json(&["show", &id])["body"], "after");
}

#[test]
fn a_bad_edit_leaves_the_entry_as_it_was() {
    let house = House::with_vault();
    let id = house.add(&["before"]);
    let before = house.json(&["show", &id]);
    let long = "x".repeat(201);
    for arguments in [
        vec!["--title", &long],
        vec!["--competency", "nothing"],
        vec!["--kind", "vin"],
        vec![""],
        vec!["--on", "never"],
        vec!["--star", "--no-star"],
    ] {
        let run = house.run(&[vec!["edit", &id], arguments.clone()].concat());
        assert_eq!(run.code, 2, "{arguments:?}: {}", run.err);
    }
    assert_eq!(house.json(&["show", &id]), before);
    assert_eq!(house.counts(), (1, 1));
}

#[test]
fn the_trash_keeps_an_entry_until_it_is_emptied() {
    let house = House::with_vault();
    let (kept, gone) = (house.add(&["kept"]), house.add(&["gone"]));
    assert_eq!(house.json(&["trash", &kept, &gone]), json!({"trashed": [kept, gone]}));
    assert_eq!(house.json(&["trash", "--list"]).as_array().unwrap().len(), 2);
    assert_eq!(house.json(&["restore", &kept]), json!({"restored": [kept]}));
    assert!(house.json(&["show", &gone])["trashed"].is_string(), "it can still be read");
    assert_eq!(house.json(&["trash", "--empty"]), json!({"erased": 1}));
    assert_eq!(house.run(&["show", &gone]).code, 4);
    assert_eq!(house.counts(), (1, 1));
}

#[test]
fn of_several_ids_none_moves_if_one_is_wrong() {
    let house = House::with_vault();
    let id = house.add(&["stays"]);
    assert_eq!(house.run(&["trash", &id, "ffffffff"]).code, 4);
    assert!(house.json(&["show", &id])["trashed"].is_null());
    assert_eq!(house.run(&["trash"]).code, 2);
}
