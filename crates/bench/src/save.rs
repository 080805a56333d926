//! Saving an entry, beside a bare commit of the same bytes.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use helmlog_core::Vault;
use helmlog_core::journal::{Content, Sitting};
use helmlog_core::world::System;
use rusqlite::Connection;

use crate::Outcome;
use crate::corpus::Corpus;
use crate::report::{Report, percentile};

const ROUNDS: usize = 400;

pub(crate) fn measure(report: &mut Report) -> Outcome {
    Report::say(
        "One save of an entry beside one commit of one row with the same bytes, both SQLCipher, WAL, synchronous=FULL",
    )?;
    let folder = tempfile::tempdir_in(crate::report::target_folder())?;
    let vault = Vault::create(folder.path().join("vault"), Arc::new(System))?;
    let bare = bare(&folder.path().join("bare.db"))?;
    let mut corpus = Corpus::new(7);
    let (mut adds, mut pauses, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let mut content = Content::on(vault.today(), "Etc/UTC");
        content.body = corpus.text(90);
        rows.push(timed(|| Ok(bare.execute("INSERT INTO t (body) VALUES (?1)", [&content.body])?))?.0);
        let (time, saved) = timed(|| Ok(vault.add(&content)?))?;
        adds.push(time);
        // What a pause in typing does.
        content.body.push_str(" And a few more words.");
        pauses.push(timed(|| Ok(vault.edit(saved.id, &content, Sitting::Continues)?))?.0);
    }
    let row = percentile(&mut rows, 0.5);
    let add = percentile(&mut adds, 0.5);
    let pause = percentile(&mut pauses, 0.5);
    report.note("bare_commit_ms", row, "")?;
    report.note("save_new_ms", add, "")?;
    report.note("save_pause_ms", pause, "")?;
    report.note("save_ratio", add.max(pause) / row, "at most 2")
}

/// A database with one table of texts, sealed like a vault's.
pub(crate) fn bare(path: &Path) -> Outcome<Connection> {
    let bare = Connection::open(path)?;
    bare.pragma_update(None, "key", format!("x'{}'", "5e".repeat(32)))?;
    bare.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    bare.pragma_update(None, "synchronous", "FULL")?;
    bare.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, body TEXT NOT NULL)", [])?;
    Ok(bare)
}

/// How long `work` takes, with what it returns.
pub(crate) fn timed<T>(work: impl FnOnce() -> Outcome<T>) -> Outcome<(Duration, T)> {
    let begun = Instant::now();
    let result = work()?;
    Ok((begun.elapsed(), result))
}
