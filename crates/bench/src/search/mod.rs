//! Searching a long journal, beside tantivy alone and beside SQLite's own full-text search.
//!
//! The journal is generated, and is as long and as rich in words as a real one; with
//! `HELMLOG_CORPUS=file.jsonl` the same is measured on a file as well, and if that is short, on as many entries
//! made of its sentences.

mod anything;
mod corpus;
mod fts5;
mod queries;
mod ready;
mod tantivy;

use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use helmlog_core::Vault;
use helmlog_core::interchange::ImportOptions;
use helmlog_core::search::SearchRequest;
use helmlog_core::world::System;

pub(crate) use anything::measure as anything;
pub(crate) use ready::{READY, measure_here};

use self::corpus::Text;
use self::queries::Asked;
use crate::Outcome;
use crate::report::{Report, percentile, target_folder};
use crate::save::timed;

const ENTRIES: usize = 40_000;
const MANY_ENTRIES: usize = 100_000;
const QUERIES: usize = 200;
const HITS: u32 = 20;
/// Each query is asked so often; the median of that counts, for the machine is shared.
const ROUNDS: usize = 5;
const STARTS: usize = 11;

pub(crate) fn measure(report: &mut Report) -> Outcome {
    let texts = corpus::generated(ENTRIES);
    measure_one(report, "", "generated", &corpus::jsonl(&texts), &texts)?;
    if let Some(path) = std::env::var_os("HELMLOG_CORPUS") {
        let lines = std::fs::read_to_string(&path)?;
        let texts = corpus::read(&lines)?;
        measure_one(report, "given_", "given", &lines, &texts)?;
        if texts.len() < ENTRIES {
            let drawn = corpus::drawn(&texts, ENTRIES);
            measure_one(report, "drawn_", "drawn", &corpus::jsonl(&drawn), &drawn)?;
        }
    }
    let folder = tempfile::tempdir_in(target_folder())?;
    let vault = filled(folder.path(), &corpus::jsonl(&corpus::generated(MANY_ENTRIES)))?;
    drop(vault);
    let ready = ready::measure(&folder.path().join("vault"))?;
    report.note("index_ready_100k_s", ready.seconds, "at most 0.8")
}

fn filled(folder: &Path, lines: &str) -> Outcome<Vault> {
    let vault = Vault::create(folder.join("vault"), Arc::new(System))?;
    vault.import_jsonl(lines.as_bytes(), &ImportOptions::default(), &mut |_| ControlFlow::Continue(()))?;
    // As the window does.
    vault.keep_index()?;
    vault.settle_index()?;
    Ok(vault)
}

/// Measures one journal; its figures begin with `name`.
fn measure_one(report: &mut Report, name: &str, what: &str, lines: &str, texts: &[Text]) -> Outcome {
    Report::say(&format!(
        "{QUERIES} queries over {} {what} entries: the first {HITS} with snippets, marks, counts and corrections; then the \
         same of tantivy with its snippets and of FTS5 with bm25 and snippet",
        texts.len()
    ))?;
    let asked = queries::of(texts, QUERIES);
    let folder = tempfile::tempdir_in(target_folder())?;
    let vault = filled(folder.path(), lines)?;
    let Times { usual: mut ours, mut first } = times(&asked, |one| {
        let request = SearchRequest::of(one.typed(), HITS);
        Ok(usize::try_from(vault.search(&request)?.total)?)
    })?;
    drop(vault);
    let bare = tantivy::Bare::of(texts)?;
    let mut bare_times = times(&asked, |one| bare.ask(one))?.usual;
    let mut found_times = times(&asked, |one| bare.find(one))?.usual;
    drop(bare);
    let rows = fts5::Rows::of(texts)?;
    let mut row_times = times(&asked, |one| rows.ask(one))?.usual;
    drop(rows);
    for form in Asked::FORMS {
        let of = |times: &[Duration]| {
            let of_form = asked.iter().zip(times).filter(|(one, _)| one.form() == form);
            let mut times: Vec<Duration> = of_form.map(|(_, time)| *time).collect();
            format!("{:.2} / {:.2}", percentile(&mut times, 0.5), percentile(&mut times, 0.99))
        };
        let (ours, bare, row) = (of(&ours), of(&bare_times), of(&row_times));
        Report::say(&format!("  {form}: {ours} ms, tantivy {bare}, FTS5 {row}"))?;
    }
    let mut note = |figure: &str, value: f64, bound: &str| report.note(&format!("{name}{figure}"), value, bound);
    let (p50, p99) = (percentile(&mut ours, 0.5), percentile(&mut ours, 0.99));
    note("search_p50_ms", p50, "at most 0.2")?;
    note("search_p99_ms", p99, "at most 1.2")?;
    note("search_first_p50_ms", percentile(&mut first, 0.5), "")?;
    note("search_first_p99_ms", percentile(&mut first, 0.99), "")?;
    let tantivy = (percentile(&mut bare_times, 0.5), percentile(&mut bare_times, 0.99));
    note("tantivy_p50_ms", tantivy.0, "")?;
    note("tantivy_p99_ms", tantivy.1, "")?;
    note("tantivy_unshown_p50_ms", percentile(&mut found_times, 0.5), "")?;
    note("tantivy_unshown_p99_ms", percentile(&mut found_times, 0.99), "")?;
    let fts5 = (percentile(&mut row_times, 0.5), percentile(&mut row_times, 0.99));
    note("fts5_p50_ms", fts5.0, "")?;
    note("fts5_p99_ms", fts5.1, "")?;
    note("search_tantivy_p99_times", tantivy.1 / p99, "at least 2")?;
    note("search_fts5_p99_times", fts5.1 / p99, "at least 10")?;
    let path = folder.path().join("vault");
    let ready = ready::measure(&path)?;
    note("index_ready_40k_s", ready.seconds, "at most 0.3")?;
    let bytes = texts.iter().map(Text::bytes).sum::<usize>() as f64;
    // The pages and threads of a process are as many for a short journal, of which they are more than a share.
    let share = if texts.len() < ENTRIES { "" } else { "at most 1.5" };
    note("index_held_ratio", ready.held / bytes, "at most 1.5")?;
    note("index_memory_mb", ready.resident / 1e6, "")?;
    note("index_memory_ratio", ready.resident / bytes, share)?;
    note("cli_search_40k_ms", whole_process(&path, &asked)?, "at most 100")?;
    let filled = ready::filled(&path)?;
    note("index_filled_s", filled.seconds, "")?;
    note("index_filled_held_ratio", filled.held / bytes, "at most 1.5")?;
    note("index_filled_memory_ratio", filled.resident / bytes, share)
}

/// How long each of the queries takes.
struct Times {
    /// The median of the rounds.
    usual: Vec<Duration>,
    /// Before those, when nothing is warm.
    first: Vec<Duration>,
}

fn times(asked: &[Asked], mut ask: impl FnMut(&Asked) -> Outcome<usize>) -> Outcome<Times> {
    let mut round = || -> Outcome<Vec<Duration>> {
        let mut times = Vec::with_capacity(asked.len());
        for one in asked {
            let (time, found) = timed(|| ask(one))?;
            std::hint::black_box(found);
            times.push(time);
        }
        Ok(times)
    };
    let first = round()?;
    let rounds = (0..ROUNDS).map(|_| round()).collect::<Outcome<Vec<_>>>()?;
    let median = |at: usize| {
        let mut times: Vec<Duration> = rounds.iter().filter_map(|times| times.get(at)).copied().collect();
        times.sort_unstable();
        times.get(times.len() / 2).copied().unwrap_or_default()
    };
    Ok(Times { usual: (0..asked.len()).map(median).collect(), first })
}

/// The median of `helmlog search` from its start to its end, in milliseconds.
fn whole_process(vault: &Path, asked: &[Asked]) -> Outcome<f64> {
    let program = target_folder().join("release").join("helmlog");
    let mut times = Vec::with_capacity(STARTS);
    for one in asked.iter().cycle().take(STARTS) {
        let (time, ended) = timed(|| {
            let mut command = Command::new(&program);
            command.arg("--vault").arg(vault).args(["search", "--json", "--"]).arg(one.typed());
            Ok(command.stdout(Stdio::null()).status()?)
        })?;
        if !ended.success() {
            return Err("`helmlog search` failed".into());
        }
        times.push(time);
    }
    Ok(percentile(&mut times, 0.5))
}
