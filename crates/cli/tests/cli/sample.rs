//! The sample journal.

use serde_json::json;

use crate::house::House;

#[test]
fn it_comes_and_goes_and_ones_own_entries_stay() {
    let house = House::with_vault();
    let id = house.add(&["my own", "--tag", "launch"]);
    let before = house.json(&["show", &id]);
    let added = house.json(&["sample"]);
    assert!(added["entries"].as_u64().unwrap() > 100, "{added}");
    let again = house.run(&["sample", "--json"]);
    assert_eq!((again.code, again.out.trim()), (0, r#"{"entries":0,"people":0}"#));
    assert!(again.err.contains("already"), "{}", again.err);
    assert_eq!(house.json(&["sample", "remove"]), added);
    assert_eq!(house.json(&["show", &id]), before);
    assert_eq!(house.counts(), (1, 1));
    assert_eq!(house.run(&["sample", "remove"]).code, 4);
}

#[test]
fn nothing_else_is_said_of_it() {
    let house = House::with_vault();
    let counts = house.ok(&["sample"]);
    assert!(counts.starts_with("Added ") && counts.ends_with(" people\n"), "{counts}");
    assert_ne!(house.json(&["check"])["entries"], json!(0));
}
