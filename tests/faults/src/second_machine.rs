//! A backup that is carried to a second machine: everything is there, and both go on by themselves.

use crate::Outcome;
use crate::house::{House, copy};
use crate::journal::{self, Journal, Template, text};
use crate::tally::{Depth, Tally, must};

pub(crate) fn run(depth: Depth) -> Outcome<Tally> {
    let template = Template::new()?;
    let mut tally = Tally::default();
    for round in 0..depth.times(3, 40) {
        tally.note(format!("round {round}"), carry(&template, round));
    }
    Ok(tally)
}

/// Both machines change the same entry and add one of their own; neither hears of the other.
fn carry(template: &Template, round: usize) -> Outcome {
    let first = House::with(&template.vault())?;
    first.ok(&["backup", "create"])?;
    let second = House::empty()?;
    let stick = second.path().join("stick");
    copy(&first.vault().join("backups"), &stick)?;
    let backup = std::fs::read_dir(&stick)?
        .filter_map(|file| file.ok()?.path().to_str().map(str::to_owned))
        .find(|path| path.ends_with(".helmlog-backup"))
        .ok_or("there is no backup")?;
    let into = second.vault();
    second.ok(&["backup", "restore", &backup, "--to", into.to_str().ok_or("the path is no text")?])?;
    must(journal::whole(&into)? == template.journal, "not everything came along")?;

    let (at_first, at_second) = (write_on(&first, round, 1)?, write_on(&second, round, 2)?);
    let both = at_first.keys().filter(|id| at_second.contains_key(id)).count();
    must(both == template.journal.len(), format!("{both} entries have the same name on both machines"))
}

fn write_on(house: &House, round: usize, machine: usize) -> Outcome<Journal> {
    let before = journal::whole(&house.vault())?;
    let id = before.keys().nth(round % before.len().max(1)).ok_or("there is no entry")?.to_string();
    house.ok(&["edit", &id, &text(round, machine)])?;
    house.ok(&["add", &text(round, machine + 10)])?;
    let after = journal::whole(&house.vault())?;
    must(after.len() == before.len() + 1, "the journal has not one entry more")?;
    Ok(after)
}
