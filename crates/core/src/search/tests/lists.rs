use proptest::prelude::*;

use super::super::list::read_page;
use super::*;
use crate::journal::TimeOfDay;

fn page(vault: &Vault, query: &str, limit: u32, before: Option<Cursor>) -> Listing {
    vault.list(&ListRequest { query: query.to_owned(), limit, before }).unwrap()
}

fn at(on: &str, minute: Option<u32>, body: &str) -> Content {
    Content { at: minute.and_then(|minute| TimeOfDay::new(9, minute)), ..content(on, body) }
}

/// All pages one behind the other.
fn pages(vault: &Vault, query: &str, limit: u32) -> Vec<String> {
    let mut bodies = Vec::new();
    let mut before = None;
    loop {
        let listing = page(vault, query, limit, before);
        assert!(listing.lines.len() <= limit as usize);
        bodies.extend(listing.lines.into_iter().map(|line| line.excerpt));
        before = listing.next;
        if before.is_none() {
            return bodies;
        }
    }
}

#[test]
fn the_newest_is_first_and_of_a_day_what_has_no_time_is_last() {
    let vault = vault();
    for entry in [
        at("2026-03-04", None, "d"),
        at("2026-03-04", Some(5), "c"),
        at("2026-03-05", None, "a"),
        at("2026-03-04", Some(6), "b"),
        at("2026-03-03", Some(1), "e"),
    ] {
        add(&vault, &entry);
    }
    assert_eq!(pages(&vault, "", 2).concat(), "abcde");
    assert_eq!(page(&vault, "", 2, None).total, 5);
}

#[test]
fn a_place_between_pages_stays_where_it_is() {
    let vault = vault();
    for day in 1..=6 {
        add(&vault, &content(&format!("2026-03-0{day}"), &day.to_string()));
    }
    let first = page(&vault, "", 3, None);
    add(&vault, &content("2026-03-09", "new"));
    vault.trash(first.lines[2].id).unwrap();
    let second = page(&vault, "", 3, first.next);
    assert_eq!(second.lines.iter().map(|line| line.excerpt.as_str()).collect::<Vec<_>>(), ["3", "2", "1"]);
    assert_eq!(second.next, None);
}

#[test]
fn a_page_of_which_something_was_erased_meanwhile_goes_on_behind_what_is_left() {
    let vault = vault();
    for day in 1..=4 {
        add(&vault, &content(&format!("2026-03-0{day}"), &day.to_string()));
    }
    let seqs = vault.read(|database| crate::journal::seqs_after(database, 0, 9)).unwrap();
    let gone = i64::MAX;
    let page = [seqs[3], seqs[2], gone, seqs[1]];
    let (lines, next) = vault.read(|database| read_page(database, &page, 3)).unwrap();
    assert_eq!(lines.len(), 2);
    assert_eq!(next.unwrap().seq, seqs[2]);
    assert_eq!(vault.read(|database| read_page(database, &[gone, gone], 1)).unwrap().1, None);
}

#[test]
fn words_filter_a_list_too() {
    let vault = vault();
    add(&vault, &content("2026-03-01", "about pricing"));
    add(&vault, &content("2026-03-03", "about hiring"));
    add(&vault, &content("2026-03-02", "about the prices"));
    assert_eq!(pages(&vault, "price", 1), ["about the prices", "about pricing"]);
    assert_eq!(page(&vault, "price", 1, None).total, 2);
}

#[test]
fn a_list_shows_what_was_saved_a_moment_ago() {
    let vault = vault();
    vault.fill_index().unwrap();
    for number in 1..30 {
        add(&vault, &content("2026-03-01", &format!("number{number}")));
        assert_eq!(page(&vault, "kind:reflection", 100, None).total, number);
    }
}

#[test]
fn a_cursor_is_a_text_that_comes_back() {
    let vault = vault();
    for entry in [at("2026-03-04", None, "b"), at("2026-03-04", Some(5), "a")] {
        add(&vault, &entry);
    }
    let next = page(&vault, "", 1, None).next.unwrap();
    let text = serde_json::to_string(&next).unwrap();
    assert_eq!(serde_json::from_str::<Cursor>(&text).unwrap(), next);
    assert!(serde_json::from_str::<Cursor>("\"2026-03-04\"").is_err());
}

#[test]
fn the_first_page_reads_the_index_of_days_and_stops() {
    let vault = vault();
    add(&vault, &content("2026-03-04", "a"));
    add(&vault, &content("2026-03-03", "b"));
    let next = page(&vault, "", 1, None).next;
    let plan: Vec<String> = vault
        .read(|database| {
            let all = query::Query::default();
            let (first, second) = (list::statements(database, &all, None)?, list::statements(database, &all, next)?);
            let mut plan = Vec::new();
            for sql in [first.count, first.page, second.page] {
                let mut explain = database.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
                let values = vec![0; explain.parameter_count()];
                let steps = explain.query_map(rusqlite::params_from_iter(values), |row| row.get::<_, String>(3))?;
                plan.extend(steps.collect::<rusqlite::Result<Vec<_>>>()?);
            }
            Ok(plan)
        })
        .unwrap();
    insta::assert_snapshot!(plan.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn pages_of_any_size_make_the_whole(entries in proptest::collection::vec((1u32..5, proptest::option::of(0u32..3)), 0..14), limit in 1u32..5, is_filled in any::<bool>()) {
        let vault = vault();
        for (number, (day, minute)) in entries.iter().enumerate() {
            add(&vault, &at(&format!("2026-03-0{day}"), *minute, &number.to_string()));
        }
        if is_filled {
            vault.fill_index().unwrap();
        }
        let mut expected: Vec<usize> = (0..entries.len()).collect();
        expected.sort_by_key(|number| std::cmp::Reverse((entries[*number], *number)));
        let expected: Vec<String> = expected.into_iter().map(|number| number.to_string()).collect();
        for query in ["", "kind:reflection"] {
            prop_assert_eq!(&pages(&vault, query, limit), &expected);
        }
    }
}
