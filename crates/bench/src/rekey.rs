//! Changing the passphrase of a vault with many entries.

use std::sync::Arc;

use helmlog_core::Vault;
use helmlog_core::vault::{Cost, Secret};
use helmlog_core::world::System;

use crate::Outcome;
use crate::corpus::Corpus;
use crate::import::import;
use crate::report::{Report, percentile};
use crate::save::timed;

const ENTRIES: usize = 10_000;
const ROUNDS: usize = 21;

pub(crate) fn measure(report: &mut Report) -> Outcome {
    Report::say("A change of the passphrase at no price for the derivation, 10,000 entries in the vault")?;
    let folder = tempfile::tempdir_in(crate::report::target_folder())?;
    let vault = Vault::create(folder.path().join("vault"), Arc::new(System))?;
    import(&vault, &Corpus::new(5).jsonl(ENTRIES))?;
    let mut present = Secret::new("the first of many");
    vault.set_passphrase(&present, Cost::LEAST)?;
    let mut times = Vec::with_capacity(ROUNDS);
    for round in 0..ROUNDS {
        let next = Secret::new(&format!("the passphrase of round {round}"));
        times.push(timed(|| Ok(vault.change_passphrase(&present, &next, Cost::LEAST)?))?.0);
        present = next;
    }
    report.note("rekey_ms", percentile(&mut times, 0.5), "at most 100")
}
