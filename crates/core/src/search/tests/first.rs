//! What comes first must not depend on what was left out on the way to it.

use super::*;
use crate::journal::Kind;

/// Entries with words in most of them, in many and in few, two of which few of them share; in no order of days, some of
/// them thrown away.
fn journal() -> Vault {
    let vault = vault();
    let first: chrono::NaiveDate = "2019-01-01".parse().unwrap();
    let mut ids = Vec::new();
    for number in 0..600_u64 {
        let mut said = vec!["plan"; 1 + number as usize % 3];
        said.extend((number % 2 == 0).then_some("roadmap"));
        said.extend((number % 3 == 0).then_some("planning"));
        said.extend((number % 7 == 0).then_some("pricing review"));
        said.extend((number % 90 == 0).then_some("mentor"));
        said.extend((number % 20 == 0 || number % 90 == 0).then_some("margin"));
        said.extend((number % 20 == 7 || number % 90 == 0).then_some("churn"));
        said.extend(std::iter::repeat_n("filler", number as usize * 37 % 50));
        let title = match number % 11 {
            0 => "The plan",
            1 => "A roadmap of plans for pricing",
            _ => "Notes",
        };
        let content = Content {
            kind: Kind::ALL[number as usize % 6],
            title: title.to_owned(),
            on: first + chrono::Days::new(number * 997 % 2800),
            ..content("2019-01-01", &said.join(" "))
        };
        ids.push(add(&vault, &content));
    }
    vault.settle_index().unwrap();
    for id in ids.iter().step_by(13) {
        vault.trash(*id).unwrap();
    }
    vault.settle_index().unwrap();
    vault
}

/// Ids and scores of the first hits.
fn first(vault: &Vault, query: &str, limit: u32) -> Vec<(EntryId, f64)> {
    let answer = vault.search(&SearchRequest::of(query, limit)).unwrap();
    answer.hits.into_iter().map(|hit| (hit.id, hit.score)).collect()
}

const QUERIES: [&str; 14] = [
    "plan",
    "plan roadmap",
    "roadmap",
    "roadmap pricing",
    "planning plan",
    "pl*",
    "road*",
    "\"pricing review\"",
    "mentor",
    "mentor plan",
    "margin churn",
    "mentor OR pricing",
    "plan -pricing",
    "plan -\"pricing review\"",
];

#[test]
fn the_first_of_few_are_the_first_of_all() {
    let vault = journal();
    for query in QUERIES {
        let all = first(&vault, query, 1000);
        assert!(all.len() > 5, "{query} finds {}", all.len());
        for limit in [1, 5, 20, 100] {
            let some = first(&vault, query, limit);
            assert_eq!(some, all[..all.len().min(limit as usize)], "the first {limit} for {query}");
        }
    }
}

#[test]
fn a_filter_that_all_pass_changes_nothing() {
    let vault = journal();
    for query in QUERIES {
        let filtered = format!("{query} after:1990-01-01");
        assert_eq!(first(&vault, query, 20), first(&vault, &filtered, 20), "{query}");
        let [one, other] = [query, &filtered].map(|query| vault.search(&ask(query)).unwrap());
        assert_eq!((one.total, one.facets), (other.total, other.facets), "{query}");
    }
}

#[test]
fn the_form_that_was_typed_comes_first_even_when_much_was_thrown_away() {
    let vault = vault();
    let say =
        |body: &str, times: usize| (0..times).map(|_| add(&vault, &content("2026-08-20", body))).collect::<Vec<_>>();
    let typed = say("We launch it", 14);
    let other = say("We launching it", 4);
    vault.settle_index().unwrap();
    typed.iter().take(10).for_each(|id| vault.trash(*id).unwrap());
    vault.settle_index().unwrap();
    let found: Vec<EntryId> = found(&vault, "launch");
    assert_eq!(found.len(), 8);
    assert!(found.iter().take(4).all(|id| typed.contains(id)), "{found:?}, {other:?}");
}
