//! Importing 40,000 entries.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Instant;

use helmlog_core::Vault;
use helmlog_core::interchange::ImportOptions;
use helmlog_core::world::System;

use crate::Outcome;
use crate::corpus::Corpus;
use crate::report::{Report, percentile};

const ENTRIES: usize = 40_000;
const RUNS: usize = 3;

pub(crate) fn measure(report: &mut Report) -> Outcome {
    Report::say("40,000 entries from jsonl into an empty vault, versions included")?;
    let lines = Corpus::new(3).jsonl(ENTRIES);
    let mut times = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        let folder = tempfile::tempdir_in(crate::report::target_folder())?;
        let vault = Vault::create(folder.path().join("vault"), Arc::new(System))?;
        let begun = Instant::now();
        import(&vault, &lines)?;
        times.push(begun.elapsed());
    }
    report.note("import_per_s", ENTRIES as f64 / percentile(&mut times, 0.5) * 1000.0, "at least 30000")
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
