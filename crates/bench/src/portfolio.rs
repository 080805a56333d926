//! The promotion packet of the sample journal, from the rows to the file, and what is composed of a long journal.

use std::cell::RefCell;
use std::sync::Arc;
use std::time::Duration;

use helmlog_core::Vault;
use helmlog_core::growth::Period;
use helmlog_core::id::EntryId;
use helmlog_core::portfolio::{Brief, Format, PartRole, Preset, RedactionProfile, forget};
use helmlog_core::search::ListRequest;
use helmlog_core::world::System;

use crate::Outcome;
use crate::corpus::Corpus;
use crate::import::import;
use crate::report::{Report, percentile, target_folder};
use crate::save::timed;

const ENTRIES: usize = 10_000;
const ROUNDS: usize = 30;
const PRESET: Preset = Preset::PromotionPacket;

pub(crate) fn measure(report: &mut Report) -> Outcome {
    Report::say("The promotion packet of the sample journal, composed and written, each time after an edit")?;
    let folder = tempfile::tempdir_in(target_folder())?;
    let vault = Vault::create(folder.path().join("sample"), Arc::new(System))?;
    vault.add_sample()?;
    let brief = Brief::new(PRESET, Period::last_months(vault.today(), 18));
    let export = |format| vault.export_portfolio(&brief, format, RedactionProfile::Own);
    // The first one of the process reads the fonts as well; the others have to set everything anew.
    let first = timed(|| Ok(export(Format::Pdf)?))?;
    let mut cold = vec![first.0];
    for _ in 0..ROUNDS {
        forget();
        cold.push(timed(|| Ok(export(Format::Pdf)?))?.0);
    }
    report.note("pdf_first_ms", first.0.as_secs_f64() * 1000.0, "at most 200")?;
    report.note("pdf_cold_ms", percentile(&mut cold, 0.5), "at most 200")?;
    let told = &first.1.composed;
    let named =
        told.stories.first().and_then(|story| told.references.iter().find(|one| one.number == story.named_after));
    let story = named.ok_or("the sample tells no story")?.id;
    report.note("pdf_warm_ms", after_edits(&vault, story, || export(Format::Pdf).map(|_| ()))?, "at most 80")?;
    report.note("docx_ms", after_edits(&vault, story, || export(Format::Docx).map(|_| ()))?, "at most 100")?;
    // The window has the pages of the preview before.
    let seen = RefCell::new(Vec::new());
    let preview = || {
        let preview = vault.preview_portfolio(&brief, RedactionProfile::Own, &seen.borrow())?;
        seen.replace(preview.pages.into_iter().map(|page| page.mark).collect());
        Ok(())
    };
    report.note("preview_ms", after_edits(&vault, story, preview)?, "at most 300")?;
    report.note("pdf_kb", first.1.bytes.len() as f64 / 1000.0, "at most 1000")?;
    long_journal(report, folder.path())
}

fn long_journal(report: &mut Report, folder: &std::path::Path) -> Outcome {
    Report::say("What is composed and proposed of 10,000 entries, each of them evidence")?;
    let vault = Vault::create(folder.join("long"), Arc::new(System))?;
    import(&vault, &Corpus::new(11).jsonl(ENTRIES))?;
    let last = vault.list(&ListRequest { query: String::new(), limit: 1, before: None })?;
    let last = last.lines.first().map_or_else(|| vault.today(), |line| line.on);
    for (name, from) in
        [("compose_12_months_ms", Period::last_months(last, 12).from), ("compose_ms", last - chrono::Days::new(3_650))]
    {
        let brief = Brief::new(PRESET, Period { from, to: last });
        let mut times: Vec<Duration> = Vec::with_capacity(ROUNDS);
        for _ in 0..ROUNDS {
            times.push(timed(|| Ok(vault.compose_and_propose(&brief)?))?.0);
        }
        report.note(name, percentile(&mut times, 0.95), "at most 200")?;
    }
    Ok(())
}

/// What `work` takes in 19 of 20 cases, each time after a part of a story was written in other words.
fn after_edits(vault: &Vault, story: EntryId, work: impl Fn() -> helmlog_core::Result<()>) -> Outcome<f64> {
    let mut times = Vec::with_capacity(ROUNDS);
    for round in 0..ROUNDS {
        let words = format!("What it was like, told for the {round}th time.");
        vault.write_part(PRESET, story, Some(PartRole::Context), Some(&words), &[])?;
        times.push(timed(|| Ok(work()?))?.0);
    }
    Ok(percentile(&mut times, 0.95))
}
