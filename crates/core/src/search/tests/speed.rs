//! How quick it is. Run by hand, in release:
//! `cargo test --release -p helmlog-core search::tests::speed -- --ignored --nocapture --test-threads 1`

use std::time::{Duration, Instant};

use super::*;
use crate::competency;
use crate::journal::{Kind, NewEntry, Sitting, Tagged, insert};

const WORDS: &str = "the of and to we in with about on for plan roadmap team review metric activation goal risk launch \
    customer interview pricing finance design engineer sprint retention onboarding strategy vision stakeholder \
    feedback lesson decision trade scope quality release checkout funnel growth mentor hiring delegate promise \
    estimate budget quarter board narrative proposal experiment cohort churn segment research outcome";

/// A journal's worth of words: common ones often, and many that are rare.
fn text(number: usize, words: usize) -> String {
    let common: Vec<&str> = WORDS.split_whitespace().collect();
    let mut state = (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) + 1;
    let mut next = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let mut out = String::new();
    for _ in 0..words {
        match next(8) {
            0 => out.push_str(&format!("word{}", next(20_000))),
            _ => out.push_str(common[next(common.len()) * next(common.len()) / common.len()]),
        }
        out.push(if next(12) == 0 { '\n' } else { ' ' });
    }
    out
}

fn journal(entries: usize, words: usize) -> (Vault, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::create(folder.path().join("vault"), Arc::new(crate::world::System)).unwrap();
    let first: chrono::NaiveDate = "2010-01-01".parse().unwrap();
    for chunk in (0..entries).collect::<Vec<_>>().chunks(1000) {
        vault
            .write(|write| {
                let keys = competency::keys(write)?;
                let named: Vec<&str> = keys.iter().collect();
                for &number in chunk {
                    let content = Content {
                        kind: Kind::ALL[number % 6],
                        title: text(number + 1_000_000, 5).trim().replace('\n', " "),
                        tags: vec![format!("tag{}", number % 50)],
                        people: if number % 3 == 0 { vec![format!("Person {}", number % 90)] } else { Vec::new() },
                        competencies: vec![Tagged {
                            key: named[number % named.len()].to_owned(),
                            level: Some(number as u8 % 4 + 1),
                        }],
                        on: first + chrono::Days::new(number as u64 * 5000 / entries as u64),
                        ..content("2010-01-01", &text(number, words))
                    };
                    insert(write, &keys, &NewEntry::of(&content))?;
                }
                Ok(())
            })
            .unwrap();
    }
    (vault, folder)
}

fn report(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    println!("{what}: p50 {:?}, p99 {:?}, max {:?} of {}", at(0.5), at(0.99), at(1.0), times.len());
}

#[test]
#[ignore = "measures"]
fn filling() {
    for (entries, words) in [(10_000, 40), (40_000, 40), (100_000, 40), (10_000, 400)] {
        let (vault, _folder) = journal(entries, words);
        let began = Instant::now();
        vault.fill_index().unwrap();
        report(&format!("filling {entries} entries of {words} words"), vec![began.elapsed()]);
        ask_all(&vault);
        pages(&vault);
    }
}

fn ask_all(vault: &Vault) {
    let queries = [
        "roadmap",
        "roadmap review",
        "\"team review\"",
        "act*",
        "word1234",
        "kind:lesson stakeholder",
        "pricing OR budget",
        "tag:tag7 plan",
        "competency:stakeholders>=3",
        "on:2015 risk -launch",
        "",
        "person:\"Person 3\"",
        "the",
    ];
    let mut times = Vec::new();
    for round in 0..40 {
        for query in queries {
            let began = Instant::now();
            let answer = vault.search(&SearchRequest { typing: true, ..SearchRequest::of(query, 20) }).unwrap();
            if round > 0 {
                times.push(began.elapsed());
            }
            assert!(answer.total > 0 || query.starts_with("word"), "{query}");
        }
    }
    report("  a query with 20 hits", times);
    for query in ["r", "ro", "roa", "t", "w"] {
        let times = (0..30).map(|_| {
            let began = Instant::now();
            vault.search(&SearchRequest { typing: true, ..SearchRequest::of(query, 20) }).unwrap();
            began.elapsed()
        });
        report(&format!("  typing {query}"), times.collect());
    }
}

fn pages(vault: &Vault) {
    for query in ["", "kind:lesson", "tag:tag7", "plan"] {
        let mut before = None;
        let mut times = Vec::new();
        for _ in 0..20 {
            let began = Instant::now();
            let listing = vault.list(&ListRequest { query: query.into(), limit: 50, before }).unwrap();
            times.push(began.elapsed());
            before = listing.next;
        }
        report(&format!("  a page of {query:?}"), times);
    }
}

#[test]
#[ignore = "measures"]
fn following() {
    for pause in [0, 20] {
        let (vault, _folder) = journal(10_000, 40);
        vault.fill_index().unwrap();
        let ids: Vec<EntryId> = vault
            .read(|database| {
                Ok(database
                    .prepare("SELECT id FROM entry ORDER BY seq")?
                    .query_map([], |row| row.get(0))?
                    .collect::<rusqlite::Result<_>>()?)
            })
            .unwrap();
        let (mut saving, mut finding) = (Vec::new(), Vec::new());
        for number in 0..500 {
            let id = ids[number * 7919 % ids.len()];
            let mut content = vault.entry(id).unwrap().content;
            content.body.push_str(&format!(" needle{number}"));
            let began = Instant::now();
            vault.edit(id, &content, Sitting::Ends).unwrap();
            let saved = Instant::now();
            saving.push(saved - began);
            vault.settle_index().unwrap();
            finding.push(saved.elapsed());
            assert_eq!(vault.search(&SearchRequest { limit: 1, ..ask(&format!("needle{number}")) }).unwrap().total, 1);
            std::thread::sleep(Duration::from_millis(pause));
        }
        report(&format!("saving, {pause} ms between"), saving);
        report("  from saved to found", finding);
        assert_eq!(vault.compare_index().unwrap().1, 0);
    }
}
