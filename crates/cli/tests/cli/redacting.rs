//! A portfolio for people who are not to read every name in it.

use crate::house::House;

const PERIOD: [&str; 4] = ["--from", "2026-01-01", "--to", "2026-11-30"];

fn house() -> House {
    let house = House::with_vault();
    house.add(&[
        "Dana Kowalski moved two engineers. I asked Zentravia for 4.2 M EUR.",
        "--title",
        "Zentravia’s launch, with Dana",
        "--kind",
        "win",
        "--competency",
        "strategy:3",
        "--on",
        "2026-07-23",
        "--person",
        "Dana Kowalski",
    ]);
    house.add(&[
        "I told Priya Rao.",
        "--kind",
        "win",
        "--competency",
        "metrics:3",
        "--on",
        "2026-08-02",
        "--person",
        "Priya Rao",
    ]);
    house.ok(&["people", "describe", "Priya Rao", "--relation", "peer"]);
    house.ok(&["portfolio", "redact", "add", "Zentravia", "--alias", "a large retailer"]);
    house
}

#[test]
fn each_format_is_written_without_the_names_that_its_reader_is_not_to_know() {
    let house = house();
    for (option, kept, hidden) in [
        ("--redact", &[][..], &["Dana", "Kowalski", "Zentravia", "Priya", "4.2 M", "23 Jul"][..]),
        ("--redact=manager", &["Priya", "4.2 M EUR", "23 Jul"][..], &["Dana", "Kowalski", "Zentravia"][..]),
        ("--redact=own", &["Dana", "Zentravia", "Priya"][..], &[][..]),
    ] {
        let text = house.ok(&[&["portfolio", option, "--format", "md", "--out", "-"][..], &PERIOD].concat());
        for word in kept {
            assert!(text.contains(word), "{option}: {word} in {text}");
        }
        for word in hidden {
            assert!(!text.contains(word), "{option}: {word} in {text}");
        }
        for name in ["p.pdf", "p.docx", "p.html", "p.json"] {
            let run = house.run(&[&["portfolio", option, "--out", name][..], &PERIOD].concat());
            assert_eq!(run.code, 0, "{option} {name}: {}", run.err);
        }
        let json = std::fs::read_to_string(house.path().join("p.json")).unwrap();
        assert!(hidden.iter().all(|word| !json.contains(word)), "{json}");
    }
    let text = house.ok(&[&["portfolio", "--redact", "--format", "md", "--out", "-"][..], &PERIOD].concat());
    assert!(
        text.contains("A large retailer’s launch, with Person ") && text.contains("a mid-seven-figure sum"),
        "{text}"
    );
    assert!(text.contains("| Jul 2026 |"), "{text}");
}

#[test]
fn every_replacement_can_be_looked_at() {
    let house = house();
    let found = house.json(&[&["portfolio", "redact", "preview", "--profile", "manager"][..], &PERIOD].concat());
    let found = found.as_array().unwrap();
    let retailer = found.iter().find(|one| one["what"] == "Zentravia").unwrap();
    // With a capital where it begins a sentence.
    let by = retailer["by"].as_str().map(str::to_lowercase);
    assert_eq!((by.as_deref(), retailer["sort"].as_str()), (Some("a large retailer"), Some("customer")));
    assert!(found.iter().all(|one| one["what"] != "Priya"), "{found:?}");
    let shown = house.ok(&[&["portfolio", "redact", "preview"][..], &PERIOD].concat());
    assert!(
        shown.contains("Priya Rao becomes Person ")
            && shown.contains("4.2 M EUR becomes a mid-seven-figure sum  number, 1 time"),
        "{shown}"
    );
    assert!(
        shown.contains("story 1: Zentravia ’s launch, with Dana") || shown.contains("’s launch, with Dana"),
        "{shown}"
    );
}

#[test]
fn the_list_is_kept_changed_and_shown() {
    let house = house();
    house.ok(&["portfolio", "redact", "add", "Jo Smith", "--sort", "person"]);
    house.ok(&["portfolio", "redact", "change", "jo smith", "--keep", "true"]);
    let list = house.json(&["portfolio", "redact", "list"]);
    assert_eq!(list[1]["value"], serde_json::json!({"word": "Jo Smith", "sort": "person", "alias": "", "keep": true}));
    let shown = house.ok(&["portfolio", "redact", "list"]);
    assert_eq!(shown, "Zentravia  customer  becomes a large retailer\nJo Smith   person    is kept\n");
    house.ok(&["portfolio", "redact", "remove", "Jo Smith"]);
    assert_eq!(house.run(&["portfolio", "redact", "remove", "Jo Smith"]).code, 4);
    assert_eq!(house.run(&["portfolio", "redact", "add", "zentravia"]).code, 2, "it is on the list");
    assert_eq!(house.run(&["portfolio", "--redact=nobody", "--out", "p.md"]).code, 2);
    let findings = house.json(&[&["portfolio", "lint"][..], &PERIOD].concat());
    let named: Vec<_> = findings.as_array().unwrap().iter().filter(|one| one["code"] == "redacted_name").collect();
    assert_eq!(named.len(), 1, "the word of the list, and no colleague: {findings}");
}
