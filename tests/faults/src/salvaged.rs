//! What comes back of a damaged database: with any one page of it turned, every word; of one that is cut
//! off, what is left, and the report adds up.

use std::sync::Arc;

use helmlog_core::Error;
use helmlog_core::vault::{SalvageReport, salvage};
use helmlog_core::world::System;

use crate::Outcome;
use crate::house::House;
use crate::journal::{self, Journal, PAGE, Template};
use crate::tally::{Depth, Tally, must};

pub(crate) fn run(depth: Depth) -> Outcome<Tally> {
    let template = Template::new()?;
    let whole = std::fs::read(template.vault().join("journal.db"))?;
    let pages = whole.len() / PAGE;
    let mut tally = Tally::default();
    for page in depth.of((0..pages).collect(), 12) {
        let mut turned = whole.clone();
        if let Some(byte) = turned.get_mut(page * PAGE + PAGE / 3) {
            *byte ^= 0x40;
        }
        tally.note(format!("page {page}"), turn(&template, &turned));
    }
    for page in depth.of((1..pages).collect(), 6) {
        let cut: Vec<u8> = whole.iter().take(page * PAGE).copied().collect();
        tally.note(format!("cut off after page {page}"), cut_off(&template, &cut));
    }
    Ok(tally)
}

fn turn(template: &Template, damaged: &[u8]) -> Outcome {
    let (report, found) = rescue(template, damaged)?.ok_or("nothing came back")?;
    must(report.entries_lost == 0, format!("{} entries are lost", report.entries_lost))?;
    must(bodies(&found) == bodies(&template.journal), "a word is missing")
}

fn cut_off(template: &Template, damaged: &[u8]) -> Outcome {
    let Some((report, found)) = rescue(template, damaged)? else { return Ok(()) };
    must(found.len() == report.entries() as usize, format!("{} came back of {report:?}", found.len()))?;
    // Some come back as they were before their last change.
    let said = |body: &str| bodies(&template.journal).iter().any(|whole| whole.starts_with(body));
    must(bodies(&found).into_iter().all(said), "an entry says what none said")
}

/// What a salvage gives back; nothing if nothing can be read. The new vault is sound.
fn rescue(template: &Template, damaged: &[u8]) -> Outcome<Option<(SalvageReport, Journal)>> {
    let house = House::with(&template.vault())?;
    std::fs::write(house.vault().join("journal.db"), damaged)?;
    let into = house.path().join("into");
    match salvage(&house.vault(), None, &into, Arc::new(System)) {
        Ok(report) => Ok(Some((report, journal::whole(&into)?))),
        Err(Error::Damaged(_)) => {
            must(!into.exists(), "half a vault was made")?;
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

/// The texts of all entries, in their order.
fn bodies(journal: &Journal) -> Vec<&str> {
    let mut all: Vec<&str> = journal.values().map(|held| held.entry.content.body.as_str()).collect();
    all.sort_unstable();
    all
}
