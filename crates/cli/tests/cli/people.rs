//! People: who they are, what they are called, two who are one.

use serde_json::json;

use crate::house::House;

fn house() -> House {
    let house = House::with_vault();
    house.add(&["Coffee with Dana", "--person", "Dana K", "--on", "2026-01-05", "--competency", "network:2"]);
    house.add(&["Numbers with both", "--person", "Dana K", "--person", "D. Kim", "--on", "2026-02-05"]);
    house.add(&["Numbers again", "--person", "D. Kim", "--on", "2026-03-05"]);
    house
}

#[test]
fn everybody_is_listed_under_what_they_are_with_the_last_contact() {
    let house = house();
    house.ok(&["people", "describe", "dana", "--relation", "mentor", "--alias", "my mentor", "--note", "CFO"]);
    let shown = house.ok(&["people"]);
    let lines: Vec<&str> = shown.lines().collect();
    assert_eq!((lines[0], lines[2]), ("Mentors", "Others"), "{shown}");
    assert!(
        lines[1].contains("Dana K") && lines[1].contains("2 entries") && lines[1].contains("2026-02-05"),
        "{shown}"
    );
    let people = house.json(&["people"]);
    let dana = &people["people"][0];
    assert_eq!(
        (&dana["alias"], &dana["note"], &dana["last"]),
        (&json!("my mentor"), &json!("CFO"), &json!("2026-02-05"))
    );
    assert_eq!((&dana["quiet"], &people["quiet_after"]), (&json!(false), &json!(null)));
    house.ok(&["people", "quiet", "30"]);
    assert_eq!(house.json(&["people"])["people"][0]["quiet"], true);
    house.ok(&["people", "quiet", "never"]);
    assert_eq!(house.json(&["people"])["people"][0]["quiet"], false);
}

#[test]
fn describing_changes_only_what_is_said_and_can_add_somebody() {
    let house = house();
    house.ok(&["people", "describe", "Dana K", "--relation", "sponsor", "--also", "DK"]);
    house.ok(&["people", "describe", "DK", "--note", "CFO"]);
    house.ok(&["people", "describe", "Leila Haddad", "--relation", "mentor"]);
    let shown = house.json(&["people", "show", "DK"]);
    assert_eq!((&shown["person"]["relation"], &shown["person"]["note"]), (&json!("sponsor"), &json!("CFO")));
    house.ok(&["people", "describe", "Dana K", "--relation", "none", "--no-also", "dk"]);
    let shown = house.json(&["people", "show", "Dana K"]);
    assert_eq!((&shown["person"]["relation"], &shown["person"]["other_names"]), (&json!(null), &json!([])));
    assert_eq!(house.json(&["people"])["people"].as_array().unwrap().len(), 3);
}

#[test]
fn a_page_has_what_was_written_and_what_it_shows() {
    let house = house();
    let page = house.json(&["people", "show", "Dana K", "--limit", "1"]);
    assert_eq!((&page["entries"]["total"], page["entries"]["lines"].as_array().unwrap().len()), (&json!(2), 1));
    assert_eq!(page["shows"][0], json!({"key": "network", "name": page["shows"][0]["name"], "entries": 1, "level": 2}));
    let run = house.run(&["people", "show", "Dana K", "--limit", "1"]);
    assert!(run.out.starts_with("Dana K\n") && run.err.contains("1 of 2 entries"), "{}{}", run.out, run.err);
}

#[test]
fn a_new_name_reaches_entries_and_the_old_one_still_finds_them() {
    let house = house();
    assert_eq!(house.ok(&["people", "rename", "Dana K", "Dana Kim"]), "Dana Kim\n");
    for name in ["Dana K", "Dana Kim", "kim"] {
        let found = house.json(&["list", &format!("person:\"{name}\"")]);
        assert_eq!(found["total"], if name == "kim" { 3 } else { 2 }, "{name}");
    }
    let taken = house.run(&["people", "rename", "D. Kim", "Dana K"]);
    assert_eq!((taken.code, taken.err.contains("name: ")), (2, true), "{}", taken.err);
}

#[test]
fn a_merge_can_be_looked_at_done_and_undone() {
    let house = house();
    let preview = house.json(&["people", "merge", "Dana K", "D. Kim", "--dry-run"]);
    assert_eq!((&preview["entries"], &preview["both"]), (&json!(1), &json!(1)));
    assert_eq!(house.json(&["people"])["people"].as_array().unwrap().len(), 2, "nothing was changed");
    assert!(house.ok(&["people", "merge", "Dana K", "D. Kim", "--dry-run"]).starts_with("D. Kim becomes Dana K\n"));
    let merge = house.ok(&["people", "merge", "Dana K", "D. Kim"]);
    assert_eq!(house.json(&["list", "person:\"D. Kim\""])["total"], 3);
    assert!(house.ok(&["people", "show", "Dana K"]).contains("Merged"), "and how to undo it");
    assert_eq!(house.ok(&["people", "split", merge.trim()]), "D. Kim\n");
    assert_eq!(house.json(&["list", "person:\"D. Kim\""])["total"], 2);
    assert_eq!(house.run(&["people", "split", merge.trim()]).code, 4, "once");
}

#[test]
fn what_is_not_understood_is_said() {
    let house = house();
    for (arguments, code, named) in [
        (vec!["show", "Nobody"], 4, "no person"),
        (vec!["show", "kim d."], 4, "no person"),
        (vec!["merge", "Dana K", "Dana K"], 2, "person: "),
        (vec!["describe", "Dana K", "--relation", "friend"], 2, "relation: "),
        (vec!["describe", " "], 2, "name: "),
        (vec!["split", "not-an-id"], 2, "id: "),
        (vec!["quiet", "45"], 2, "days: "),
        (vec!["quiet", "soon"], 2, "days: "),
    ] {
        let run = house.run(&[vec!["people"], arguments.clone()].concat());
        assert_eq!(run.code, code, "{arguments:?}: {}", run.err);
        assert!(run.err.contains(named), "{arguments:?}: {}", run.err);
    }
}

#[test]
fn somebody_is_taken_out_of_an_entry_by_whichever_name() {
    let house = house();
    house.ok(&["people", "describe", "Dana K", "--also", "DK"]);
    let id = house.add(&["With both", "--person", "DK", "--person", "D. Kim"]);
    let people = |house: &House| house.json(&["show", &id])["people"].clone();
    assert_eq!(people(&house), json!(["D. Kim", "Dana K"]));
    house.ok(&["edit", &id, "--no-person", "dk"]);
    assert_eq!(people(&house), json!(["D. Kim"]));
    house.ok(&["edit", &id, "--no-person", "Nobody"]);
    assert_eq!(people(&house), json!(["D. Kim"]));
}
