use proptest::prelude::*;

use super::*;
use crate::journal::{Challenge, Decision, Facets, Feedback, Kind, Lesson, Outcome, Tagged};

fn tagged(key: &str, level: impl Into<Option<u8>>) -> Tagged {
    Tagged { key: key.to_owned(), level: level.into() }
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// One of everything. Bodies are single letters.
fn journal() -> Vault {
    let vault = vault();
    let resolved =
        Challenge { resolved_on: Some("2026-04-01".parse().unwrap()), why: "estimates".into(), ..Challenge::default() };
    let outcome = Outcome { metric: "activation".into(), result: "39".into(), unit: "%".into(), ..Outcome::default() };
    let lesson = Lesson { sentence: "Ask before you plan".into(), ..Lesson::default() };
    let decision = Decision { options: names(&["buy", "build"]), choice: "rent".into(), ..Decision::default() };
    let feedback = Feedback { quote: "You listen now".into(), from: "Priya".into(), ..Feedback::default() };
    for entry in [
        Content { starred: true, tags: names(&["Q3"]), people: names(&["Dana K"]), ..content("2026-11-23", "a") },
        Content {
            kind: Kind::Win,
            competencies: vec![tagged("stakeholders", 3), tagged("metrics", None)],
            project: Some("Atlas".into()),
            facets: Facets { outcome: Some(outcome), ..Facets::default() },
            ..content("2026-03-04", "b")
        },
        Content {
            kind: Kind::Challenge,
            competencies: vec![tagged("stakeholders", None)],
            ..content("2026-03-31", "c")
        },
        Content {
            kind: Kind::Challenge,
            tags: names(&["q3", "Über uns"]),
            facets: Facets { challenge: Some(resolved), ..Facets::default() },
            ..content("2026-01-01", "d")
        },
        Content {
            kind: Kind::Lesson,
            facets: Facets { lesson: Some(lesson), ..Facets::default() },
            ..content("2025-12-31", "e")
        },
        Content { private: "salary".into(), people: names(&["Dana L", "Omar"]), ..content("2024-02-29", "f") },
        Content {
            kind: Kind::Decision,
            competencies: vec![tagged("stakeholders", 2)],
            facets: Facets { decision: Some(decision), ..Facets::default() },
            ..content("2024-02-28", "g")
        },
        Content {
            kind: Kind::Feedback,
            facets: Facets { feedback: Some(feedback), ..Facets::default() },
            ..content("2023-05-05", "h")
        },
    ] {
        add(&vault, &entry);
    }
    vault
}

#[test]
fn every_filter_finds_what_it_names_and_nothing_else() {
    let vault = journal();
    for (query, expected) in [
        ("kind:win", "b"),
        ("-kind:challenge", "abefgh"),
        ("competency:stakeholders", "bcg"),
        ("competency:stakeholders>=3", "b"),
        ("competency:stakeholders<3", "g"),
        ("level:>=2", "bg"),
        ("level:2", "g"),
        ("tag:q3", "ad"),
        ("tag:\"uber uns\"", "d"),
        ("project:atlas", "b"),
        ("person:\"Dana K\"", "a"),
        ("person:dana", "af"),
        ("person:dan", ""),
        ("on:2026-03", "bc"),
        ("on:2026", "abcd"),
        ("on:2024-02-29..2025", "ef"),
        ("on:today", "a"),
        ("before:2024-02-29", "gh"),
        ("after:2026-03-04", "ac"),
        ("is:starred", "a"),
        ("is:open", "c"),
        ("is:resolved", "d"),
        ("is:later", "bcdefgh"),
        ("has:outcome", "b"),
        ("has:private", "f"),
        ("has:lesson", "e"),
        ("has:attachment", ""),
        ("kind:win OR kind:lesson", "be"),
        ("kind:win OR -before:2026", "abcd"),
        ("kind:challenge -is:open", "d"),
        ("", "abcdefgh"),
    ] {
        assert_eq!(bodies(&vault, query).concat(), expected, "{query}");
        let listing = vault.list(&ListRequest { query: query.to_owned(), limit: 100, before: None }).unwrap();
        assert_eq!(listing.total as usize, expected.len(), "{query} in a list");
    }
}

#[test]
fn words_are_found_wherever_they_were_written() {
    let vault = journal();
    for (word, expected) in [
        ("activation", "b"),
        ("atlas", "b"),
        ("estimates", "d"),
        ("estimating", "d"),
        ("ask", "e"),
        ("rent", "g"),
        ("build", "g"),
        ("listening", "h"),
        ("priya", "h"),
        ("salary", "f"),
        ("omar", "f"),
        ("uber", "d"),
    ] {
        assert_eq!(bodies(&vault, word).concat(), expected, "{word}");
    }
}

#[test]
fn counts_are_over_everything_that_matches() {
    let vault = journal();
    vault.settle_index().unwrap();
    let answer = vault.search(&SearchRequest { limit: 1, ..ask("") }).unwrap();
    assert_eq!((answer.total, answer.hits.len()), (8, 1));
    insta::assert_json_snapshot!(answer.facets);
}

#[test]
fn without_words_the_newest_is_first() {
    let vault = journal();
    let days: Vec<_> = answer(&vault, "").hits.into_iter().map(|hit| hit.on.to_string()).collect();
    let mut sorted = days.clone();
    sorted.sort_by(|one, other| other.cmp(one));
    assert_eq!(days, sorted);
}

#[test]
fn a_query_may_say_in_which_order() {
    let vault = vault();
    let said_best = add(&vault, &content("2026-01-01", "needle needle needle"));
    let newest = add(&vault, &content("2026-01-02", &format!("needle {}", "hay ".repeat(300))));
    let request = |query: &str, sort| SearchRequest { sort, ..SearchRequest::of(query, 20) };
    for (query, sort, expected) in [
        ("needle", Sort::Best, Sort::Best),
        ("sort:date needle", Sort::Best, Sort::Date),
        ("needle sort:best", Sort::Date, Sort::Best),
        ("needel sort:date", Sort::Best, Sort::Date),
    ] {
        let found = vault.search(&request(query, sort)).unwrap();
        let order = if expected == Sort::Date { [newest, said_best] } else { [said_best, newest] };
        let ids: Vec<EntryId> = found.hits.iter().map(|hit| hit.id).collect();
        assert_eq!((found.sort, found.note, ids), (expected, None, order.to_vec()), "{query}");
    }
}

fn filter() -> impl Strategy<Value = String> {
    "-?(kind:(win|lesson|challenge|reflection)|competency:(stakeholders|metrics)((>=|<=|=)[1-4])?|level:[1-4]|tag:(q3|\"uber uns\"|none)|project:atlas|person:(dana|omar|\"dana l\")|on:(2026|2024-02|2026-01\\.\\.)|before:2026-03-31|is:(starred|open|resolved|later)|has:(outcome|private|lesson|attachment))"
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn the_database_and_the_index_agree_on_filters(queries in proptest::collection::vec(proptest::collection::vec(filter(), 1..4), 12), ors in any::<u16>()) {
        let (unfilled, filled) = (journal(), journal());
        filled.settle_index().unwrap();
        for (at, parts) in queries.iter().enumerate() {
            let query = parts.join(if ors >> at & 1 == 1 { " OR " } else { " " });
            let list = |vault: &Vault| {
                let listing = vault.list(&ListRequest { query: query.clone(), limit: 100, before: None }).unwrap();
                (listing.total, listing.lines.into_iter().map(|line| line.excerpt).collect::<Vec<_>>())
            };
            prop_assert_eq!(list(&unfilled), list(&filled), "{}", query);
            prop_assert_ne!(unfilled.index_state(), IndexState::Ready, "the database was asked");
        }
    }
}
