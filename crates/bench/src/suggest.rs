//! Suggesting competencies for a text, with 10,000 tagged entries learnt.

use std::sync::Arc;
use std::time::Instant;

use helmlog_core::Vault;
use helmlog_core::journal::Content;
use helmlog_core::world::System;

use crate::Outcome;
use crate::corpus::Corpus;
use crate::import::import;
use crate::report::{Report, percentile};
use crate::save::timed;

const ENTRIES: usize = 10_000;
const TEXTS: usize = 200;

pub(crate) fn measure(report: &mut Report) -> Outcome {
    Report::say("Suggesting competencies for a text of 90 words, 10,000 tagged entries learnt")?;
    let folder = tempfile::tempdir_in(crate::report::target_folder())?;
    let vault = Vault::create(folder.path().join("vault"), Arc::new(System))?;
    let mut corpus = Corpus::new(13);
    import(&vault, &corpus.jsonl(ENTRIES))?;
    let begun = Instant::now();
    while vault.learn()? {}
    report.note("suggest_learn_10k_s", begun.elapsed().as_secs_f64(), "")?;
    let (mut times, mut suggested) = (Vec::with_capacity(TEXTS), 0);
    let mut content = Content::on(vault.today(), "Etc/UTC");
    // As the page asks: for an entry that the last pause has saved.
    content.body = corpus.text(10);
    let id = vault.add(&content)?.id;
    for _ in 0..TEXTS {
        content.body = format!("The CFO pushed back on the roadmap. {}", corpus.text(90));
        let (time, found) = timed(|| Ok(vault.suggest(&content, Some(id))?))?;
        suggested += found.len();
        times.push(time);
    }
    if suggested == 0 {
        return Err("nothing was suggested for any text".into());
    }
    report.note("suggest_ms", percentile(&mut times, 0.5), "at most 10")?;
    report.note("suggest_p99_ms", percentile(&mut times, 0.99), "")
}
