//! From a commit to the moment at which a search finds it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use helmlog_core::Vault;
use helmlog_core::journal::{Content, Sitting};
use helmlog_core::search::SearchRequest;
use helmlog_core::world::System;

use crate::Outcome;
use crate::corpus::Corpus;
use crate::import::import;
use crate::report::{Report, percentile};

const ENTRIES: usize = 10_000;
const EDITS: usize = 500;
const LOOK_AGAIN: Duration = Duration::from_micros(200);

pub(crate) fn measure(report: &mut Report) -> Outcome {
    Report::say("From the commit of an edit to the moment at which a search finds it, 10,000 entries in the vault")?;
    let folder = tempfile::tempdir_in(crate::report::target_folder())?;
    let vault = Vault::create(folder.path().join("vault"), Arc::new(System))?;
    let mut corpus = Corpus::new(11);
    import(&vault, &corpus.jsonl(ENTRIES))?;
    let begun = Instant::now();
    vault.fill_index()?;
    vault.settle_index()?;
    report.note("index_fill_10k_s", begun.elapsed().as_secs_f64(), "")?;
    let mut content = Content::on(vault.today(), "Etc/UTC");
    content.body = corpus.text(60);
    let id = vault.add(&content)?.id;
    let mut times = Vec::with_capacity(EDITS);
    for at in 0..EDITS {
        let word = format!("sought{at}");
        content.body = format!("{} {word}", corpus.text(60));
        vault.edit(id, &content, Sitting::Continues)?;
        let committed = Instant::now();
        // As it stands: the word of the edit before would do for a slip of it.
        let request = SearchRequest { literal: true, ..SearchRequest::of(word, 1) };
        while vault.search(&request)?.total == 0 {
            // Looking takes a core as well, and there may be two.
            std::thread::sleep(LOOK_AGAIN);
        }
        times.push(committed.elapsed());
    }
    report.note("findable_p50_ms", percentile(&mut times, 0.5), "")?;
    report.note("findable_p99_ms", percentile(&mut times, 0.99), "at most 10")?;
    report.note("findable_max_ms", percentile(&mut times, 1.0), "")
}
