//! A million queries, most of them nonsense: none may fail, none may take long.

use std::sync::Arc;
use std::time::{Duration, Instant};

use helmlog_core::Vault;
use helmlog_core::search::{SearchRequest, Sort};
use helmlog_core::world::System;

use super::corpus::{self, Text};
use crate::Outcome;
use crate::corpus::Corpus;
use crate::report::{Report, target_folder};

const ENTRIES: usize = 10_000;
const QUERIES: usize = 1_000_000;
const LONG: Duration = Duration::from_millis(50);

/// What queries are made of besides the words of the texts.
const PARTS: [&str; 44] = [
    "OR",
    "-",
    "\"",
    "“",
    "*",
    ":",
    "kind:",
    "kind:lesson",
    "kind:poem",
    "tag:",
    "tag:tag3",
    "person:\"",
    "on:2026-13",
    "on:2015..2016",
    "on:..",
    "before:today",
    "after:monday",
    "is:open",
    "is:",
    "has:outcome",
    "level>=3",
    "level:9",
    "competency:strategy>=2",
    "competency:x",
    "title:",
    "-kind:win",
    "(",
    ")",
    "\\",
    "'; DROP TABLE entry; --",
    "路线图",
    "👍🏽",
    "é",
    "\u{301}",
    "\u{200d}",
    "\u{0}",
    "\u{2}",
    "ﬁ",
    "a",
    "th",
    "1:1",
    "one on one",
    "exec",
    "\t\n",
];

pub(crate) fn measure(report: &mut Report) -> Outcome {
    Report::say(&format!("{QUERIES} queries made of anything over {ENTRIES} entries"))?;
    let texts = corpus::generated(ENTRIES);
    let folder = tempfile::tempdir_in(target_folder())?;
    let path = folder.path().join("vault");
    let vault = super::filled(folder.path(), &corpus::jsonl(&texts))?;
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let slowest = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|number| {
                let (vault, texts) = (&vault, &texts);
                scope.spawn(move || ask(vault, texts, number as u64, QUERIES / threads))
            })
            .collect();
        workers.into_iter().map(|worker| worker.join().map_err(|_| "a query panicked")?).collect::<Vec<_>>()
    });
    let mut most = Duration::ZERO;
    let mut slow = 0;
    for told in slowest {
        let (longest, over) = told?;
        most = most.max(longest);
        slow += over;
    }
    drop(vault);
    // What nonsense may have done to the journal would show here.
    let problems = Vault::open(path, Arc::new(System))?.check()?.problems;
    if !problems.is_empty() {
        return Err(problems.join(", ").into());
    }
    report.note("query_anything_tried", (QUERIES / threads * threads) as f64, "none failed")?;
    report.note("query_anything_slow", f64::from(slow), "took over 50 ms twice; 0")?;
    report.note("query_anything_max_ms", most.as_secs_f64() * 1000.0, "at most 50")
}

/// Asks so many queries; returns the longest time, and how many took too long twice: the machine is
/// shared, and the first time may have been somebody else's.
fn ask(vault: &Vault, texts: &[Text], seed: u64, count: usize) -> Result<(Duration, u32), String> {
    let mut chance = Corpus::new(1 + seed * 2_654_435_761);
    let (mut most, mut slow) = (Duration::ZERO, 0);
    for _ in 0..count {
        let request = SearchRequest {
            sort: if chance.number(8) == 0 { Sort::Date } else { Sort::Best },
            typing: chance.number(2) == 0,
            ..SearchRequest::of(query(texts, &mut chance), 20)
        };
        let time = || {
            let begun = Instant::now();
            vault.search(&request).map(|_| begun.elapsed())
        };
        let failed = |error| format!("{:?} failed: {error}", request.query);
        let mut took = time().map_err(failed)?;
        if took > LONG {
            took = took.min(time().map_err(failed)?);
            slow += u32::from(took > LONG);
        }
        most = most.max(took);
    }
    Ok((most, slow))
}

fn query(texts: &[Text], chance: &mut Corpus) -> String {
    let mut query = String::new();
    for _ in 0..=chance.number(6) {
        match chance.number(4) {
            0 => query.push_str(PARTS.get(chance.number(PARTS.len())).copied().unwrap_or_default()),
            1 => {
                for _ in 0..chance.number(6) {
                    query.extend(char::from_u32(chance.number(0x3000) as u32));
                }
            }
            _ => {
                let words = texts.get(chance.number(texts.len())).map_or("", |text| text.body.as_str());
                let word = words.split(' ').nth(chance.number(30)).unwrap_or_default();
                let length = 1 + chance.number(word.len().max(1));
                query.push_str(word.get(..length).unwrap_or(word));
            }
        }
        if chance.number(4) > 0 {
            query.push(' ');
        }
    }
    query
}
