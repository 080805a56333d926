//! Looking things up.

use crate::house::House;

#[test]
fn an_entry_is_shown_with_everything_that_belongs_to_it() {
    let house = House::with_vault();
    let id = house.add(&[
        "A long story.",
        "--title",
        "Launch",
        "--kind",
        "win",
        "--on",
        "2026-03-01",
        "--competency",
        "delivery:2",
        "--tag",
        "launch",
        "--person",
        "Dana K",
        "--private",
        "for me",
    ]);
    insta::assert_snapshot!(house.ok(&["show", &id]).replace(&id, "[id]"));
}

#[test]
fn an_id_may_be_cut_while_it_fits_only_one() {
    let house = House::with_vault();
    let id = house.add(&["first"]);
    assert_eq!(house.json(&["show", &id[..9]])["id"], id);
    assert_eq!(house.json(&["show", &id.replace('-', "").to_uppercase()])["id"], id);
    house.add(&["second"]);
    let run = house.run(&["show", "0"]);
    assert_eq!((run.code, run.err.contains("2 entries begin with this id")), (2, true));
    for (id, code) in [("ffffffff", 4), ("not-an-id", 2), ("", 2)] {
        assert_eq!(house.run(&["show", id]).code, code, "{id}");
    }
}

#[test]
fn the_competencies_are_listed_and_each_explains_its_levels() {
    let house = House::with_vault();
    assert_eq!(house.ok(&["competencies"]).lines().count(), 12);
    let one = house.json(&["competencies", "strategy"]);
    assert_eq!(one["key"], "strategy");
    assert_eq!(one["levels"].as_array().unwrap().len(), 4);
    assert_eq!(house.json(&["competencies"])[0].as_object().unwrap().len(), one.as_object().unwrap().len());
    assert_eq!(house.run(&["competencies", "nothing"]).code, 4);
}

#[test]
fn the_framework_is_exported_in_the_form_it_is_read_in() {
    let house = House::with_vault();
    let text = house.ok(&["framework", "export"]);
    let framework = helmlog_core::competency::Framework::from_toml(&text).unwrap();
    assert_eq!(framework, helmlog_core::competency::Framework::default_framework().unwrap());
    assert_eq!(house.json(&["framework", "export"])["key"], "pm-to-leader");
}

#[test]
fn a_check_says_what_it_looked_at() {
    let house = House::with_vault();
    let file = house.file("note.txt", "attached");
    house.add(&["hello", "--attach", file.to_str().unwrap()]);
    insta::assert_json_snapshot!(house.json(&["check"]));
    assert_eq!(house.run(&["check"]).err, "All is well.\n");
}

#[test]
fn reading_changes_no_file_of_the_vault() {
    let house = House::with_vault();
    let id = house.add(&["hello"]);
    let before = std::fs::read(house.vault().join("journal.db")).unwrap();
    for arguments in [&["show", &id][..], &["history", &id], &["trash", "--list"], &["check"], &["competencies"]] {
        house.ok(arguments);
    }
    assert_eq!(std::fs::read(house.vault().join("journal.db")).unwrap(), before);
}
