//! What the evidence of a long journal amounts to, from rows to the answer.

use std::sync::Arc;
use std::time::Duration;

use helmlog_core::Vault;
use helmlog_core::growth::Period;
use helmlog_core::journal::{Content, Kind, Sitting};
use helmlog_core::search::ListRequest;
use helmlog_core::world::System;

use crate::Outcome;
use crate::corpus::Corpus;
use crate::import::import;
use crate::report::{Report, percentile};
use crate::save::timed;

const ENTRIES: usize = 10_000;
const ROUNDS: usize = 30;

pub(crate) fn measure(report: &mut Report) -> Outcome {
    Report::say("The growth map of 10,000 entries, each of them evidence, right after one of them has changed")?;
    let folder = tempfile::tempdir_in(crate::report::target_folder())?;
    let vault = Vault::create(folder.path().join("vault"), Arc::new(System))?;
    import(&vault, &Corpus::new(11).jsonl(ENTRIES))?;
    // The last day of the corpus: the six months that the screen opens on are full.
    let last = vault
        .list(&ListRequest { query: String::new(), limit: 1, before: None })?
        .lines
        .first()
        .map_or_else(|| vault.today(), |line| line.on);
    let all = Period { from: last - chrono::Days::new(3_650), to: last };
    let mut content = Content::on(last, "Etc/UTC");
    (content.kind, content.body) = (Kind::Win, "Something was decided.".to_owned());
    content.competencies = vec!["strategy:3".parse()?];
    let entry = vault.add(&content)?.id;
    for (name, period, bound) in
        [("growth_six_months_ms", Period::last_months(last, 6), "at most 50"), ("growth_all_ms", all, "at most 80")]
    {
        let mut times: Vec<Duration> = Vec::with_capacity(ROUNDS);
        for _ in 0..ROUNDS {
            content.body.push_str(" And more.");
            vault.edit(entry, &content, Sitting::Continues)?;
            let (time, growth) = timed(|| Ok(vault.growth(period)?))?;
            if growth.competencies.iter().map(|one| one.entries).sum::<u32>() == 0 {
                return Err("there is no evidence in the journal".into());
            }
            times.push(time);
        }
        report.note(name, percentile(&mut times, 0.95), bound)?;
    }
    let mut times: Vec<Duration> = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        times.push(timed(|| Ok(vault.path()?))?.0);
    }
    report.note("path_ms", percentile(&mut times, 0.95), "")
}
