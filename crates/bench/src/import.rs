//! Importing 40,000 entries.

use std::ops::ControlFlow;
use std::sync::Arc;

use helmlog_core::Vault;
use helmlog_core::interchange::ImportOptions;
use helmlog_core::world::System;
use rusqlite::Connection;

use crate::Outcome;
use crate::corpus::Corpus;
use crate::report::{Report, percentile};
use crate::save::{bare, timed};

const ENTRIES: usize = 40_000;
const RUNS: usize = 3;

pub(crate) fn measure(report: &mut Report) -> Outcome {
    Report::say("40,000 entries from jsonl into an empty vault, versions included")?;
    let lines = Corpus::new(3).jsonl(ENTRIES);
    let (mut times, mut bare_times) = (Vec::with_capacity(RUNS), Vec::with_capacity(RUNS));
    for _ in 0..RUNS {
        let folder = tempfile::tempdir_in(crate::report::target_folder())?;
        let bare = bare(&folder.path().join("bare.db"))?;
        bare_times.push(timed(|| insert(&bare, &lines))?.0);
        let vault = Vault::create(folder.path().join("vault"), Arc::new(System))?;
        times.push(timed(|| import(&vault, &lines))?.0);
    }
    let per_second = |times: &mut Vec<_>| ENTRIES as f64 / percentile(times, 0.5) * 1000.0;
    // What the disk and the cipher allow: each line twice, as entry and as version, and nothing else.
    report.note("import_bare_per_s", per_second(&mut bare_times), "")?;
    report.note("import_per_s", per_second(&mut times), "at least 30000")
}

fn insert(bare: &Connection, lines: &str) -> Outcome {
    bare.execute_batch("BEGIN")?;
    let mut insert = bare.prepare("INSERT INTO t (body) VALUES (?1)")?;
    for line in lines.lines() {
        insert.execute([line])?;
        insert.execute([line])?;
    }
    Ok(bare.execute_batch("COMMIT")?)
}

/// Imports `lines` of jsonl and makes sure that all of them came.
pub(crate) fn import(vault: &Vault, lines: &str) -> Outcome {
    let done = vault.import_jsonl(lines.as_bytes(), &ImportOptions::default(), &mut |_| ControlFlow::Continue(()))?;
    let expected = lines.lines().count();
    if done.imported as usize != expected {
        return Err(format!("{} of {expected} entries were imported", done.imported).into());
    }
    Ok(())
}
