//! Lists and searches.

use serde_json::{Value, json};

use crate::house::{House, Run};

fn house() -> House {
    let house = House::with_vault();
    house.file(
        "journal.jsonl",
        concat!(
            r#"{"id":1,"date":"2026-03-01","title":"Roadmap review","body":"The roadmap was too long.","kind":"win","tags":["q1"]}"#,
            "\n",
            r#"{"id":2,"date":"2026-04-01","title":"Budget","body":"No word of the forecast.","kind":"challenge","competencies":["strategy:3"]}"#,
            "\n",
            r#"{"id":3,"date":"2026-05-01","body":"Another roadmap, another review."}"#,
            "\n",
        ),
    );
    house.ok(&["import", "jsonl", "journal.jsonl"]);
    house
}

fn titles(listing: &Value) -> Vec<&str> {
    listing["lines"].as_array().unwrap().iter().map(|line| line["on"].as_str().unwrap()).collect()
}

#[test]
fn a_list_is_newest_first_in_pages_that_go_on() {
    let house = house();
    let first = house.json(&["list", "--limit", "2"]);
    assert_eq!((titles(&first), &first["total"]), (vec!["2026-05-01", "2026-04-01"], &json!(3)));
    let next = first["next"].as_str().unwrap();
    let rest = house.json(&["list", "--before", next]);
    assert_eq!((titles(&rest), &rest["next"]), (vec!["2026-03-01"], &json!(null)));
    assert_eq!(house.run(&["list", "--limit", "2"]).err, "2 of 3 entries\n");
}

#[test]
fn a_list_takes_the_filters_of_the_search() {
    let house = house();
    for (query, expected) in [
        (&["kind:win"][..], vec!["2026-03-01"]),
        (&["tag:q1"], vec!["2026-03-01"]),
        (&["competency:strategy>=3"], vec!["2026-04-01"]),
        (&["before:2026-04-15", "kind:challenge"], vec!["2026-04-01"]),
        (&["roadmap", "kind:reflection"], vec!["2026-05-01"]),
        (&["tag:nothing"], vec![]),
    ] {
        assert_eq!(titles(&house.json(&[&["list"], query].concat())), expected, "{query:?}");
    }
}

#[test]
fn what_is_in_the_trash_is_on_no_list_but_its_own() {
    let house = house();
    let id = house.json(&["list"])["lines"][0]["id"].as_str().unwrap().to_owned();
    house.ok(&["trash", &id]);
    assert_eq!(house.json(&["list"])["total"], 2);
    assert_eq!(house.json(&["list", "--trash"])["lines"][0]["id"], json!(id));
    assert_eq!(house.json(&["search", "another"])["total"], 0);
}

#[test]
fn a_search_answers_in_the_shape_that_scripts_rely_on() {
    let house = house();
    let answer = house.json(&["search", "roadmap review"]);
    assert_eq!(answer["total"], 2);
    let keys: Vec<&String> = answer.as_object().unwrap().keys().collect();
    for key in ["total", "took_us", "corrected", "hits", "facets"] {
        assert!(keys.iter().any(|one| *one == key), "{key}");
    }
    let hit = &answer["hits"][0];
    for key in ["id", "kind", "title", "on", "score", "snippet", "marks", "competencies"] {
        assert!(hit.get(key).is_some(), "{key}");
    }
    let snippet: Vec<char> = hit["snippet"].as_str().unwrap().chars().collect();
    let mark = &hit["marks"][0];
    let (from, to) = (mark[0].as_u64().unwrap() as usize, mark[1].as_u64().unwrap() as usize);
    let marked: String = snippet[from..to].iter().collect();
    assert!(["roadmap", "review"].contains(&marked.to_lowercase().as_str()), "{marked}");
}

#[test]
fn a_search_is_sorted_and_cut_as_one_asks() {
    let house = house();
    let answer = house.json(&["search", "roadmap", "--sort", "date", "--limit", "1"]);
    assert_eq!((&answer["total"], &answer["hits"][0]["on"]), (&json!(2), &json!("2026-05-01")));
    for arguments in [&["--sort", "size"][..], &["--limit", "0"], &["--limit", "many"]] {
        assert_eq!(house.run(&[&["search", "x"], arguments].concat()).code, 2, "{arguments:?}");
    }
    assert_eq!(house.run(&["search"]).code, 2);
}

#[test]
fn a_misspelt_word_is_corrected_and_the_answer_says_so() {
    let house = house();
    let answer = house.json(&["search", "roadmpa"]);
    assert_eq!((&answer["total"], &answer["corrected"]), (&json!(2), &json!("roadmap")));
    assert!(house.run(&["search", "roadmpa"]).err.contains("Searched for: roadmap"));
}

#[test]
fn no_query_fails() {
    let house = house();
    for query in ["", "\"", "kind:", "kind:nothing", "on:never", "((", "a OR", "*", "competency:x>=9", "tag:\"a"] {
        let run = house.run(&["search", query, "--json"]);
        assert_eq!(run.code, 0, "{query}: {}", run.err);
    }
    assert_eq!(house.run(&["search", "--", "-roadmap"]).code, 0);
}

#[test]
fn what_was_found_stands_out_for_those_who_see_it() {
    let house = house();
    let run = Run::of(house.command().env("CLICOLOR_FORCE", "1").args(["search", "too long"]));
    assert!(run.out.contains("\u{1b}[4m"), "{:?}", run.out);
    let plain = house.ok(&["search", "too long"]);
    assert!(plain.contains("Roadmap review") && !plain.contains('\u{1b}'), "{plain}");
}

#[test]
fn a_place_among_the_hits_is_explained_on_request() {
    let house = house();
    let explained = house.json(&["search", "review", "--explain"]);
    let earned = explained.pointer("/why/0/earned").and_then(Value::as_array).unwrap();
    assert_eq!((&earned[0]["word"], &earned[0]["place"]), (&json!("review"), &json!("title")));
    let told = house.run(&["search", "review", "--explain"]).out;
    assert!(told.contains("review in the title"), "{told}");
}

#[test]
fn a_situation_finds_what_was_faced_before() {
    let house = House::with_vault();
    house.ok(&["sample"]);
    let situation = "Sales has promised a customer a date, and nobody has asked the team.";
    let found = house.json(&["faced", situation, "--limit", "3"]);
    let kinds: Vec<&str> = found.as_array().unwrap().iter().map(|one| one["hit"]["kind"].as_str().unwrap()).collect();
    assert!(!kinds.is_empty() && kinds.iter().all(|kind| ["challenge", "decision", "lesson"].contains(kind)));
    let id = found[0]["hit"]["id"].as_str().unwrap();
    assert!(house.run(&["faced", situation]).out.contains(id));
    let similar = house.json(&["similar", id]);
    assert!(similar.as_array().unwrap().iter().all(|hit| hit["id"] != *id));
    assert!(house.run(&["faced", "xylophone zither"]).err.contains("Nothing like it"));
}

#[test]
fn a_long_journal_keeps_its_index_and_is_found_in_as_it_is_now() {
    let house = House::with_vault();
    let lines: String =
        (0..2_000).map(|at| format!("{{\"id\":{at},\"date\":\"2026-03-01\",\"body\":\"number{at}\"}}\n")).collect();
    house.file("journal.jsonl", lines);
    house.ok(&["import", "jsonl", "journal.jsonl"]);
    let copy = house.vault().join("index.sealed");
    assert!(!copy.exists());
    assert_eq!(house.json(&["search", "number1999"])["total"], 1);
    assert!(copy.exists());
    house.add(&["another word"]);
    let ids = house.json(&["search", "number7"]);
    house.ok(&["trash", ids["hits"][0]["id"].as_str().unwrap()]);
    for (word, times) in [("another", 1), ("number7", 0), ("number8", 1)] {
        assert_eq!(house.json(&["search", word])["total"], times, "{word}");
    }
    house.ok(&["check"]);
    std::fs::write(&copy, "not what it was").unwrap();
    assert_eq!(house.json(&["search", "number1999"])["total"], 1);
    assert!(std::fs::metadata(&copy).unwrap().len() > 10_000, "one that is of no use is made anew");
}
