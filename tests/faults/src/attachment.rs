//! A missing or damaged attachment: the entry opens, the check names it, and the export goes on.

use std::path::PathBuf;

use helmlog_core::Error;

use crate::Outcome;
use crate::house::House;
use crate::journal::{self, Template};
use crate::tally::{Depth, Tally, must};

pub(crate) fn run(depth: Depth) -> Outcome<Tally> {
    let template = Template::new()?;
    let sealed = std::fs::read(sealed(&House::with(&template.vault())?)?)?;
    let step = depth.times(sealed.len() / 8, sealed.len() / 100);
    let places: Vec<usize> =
        (0..50.min(sealed.len())).step_by(depth.times(25, 1)).chain((0..sealed.len()).step_by(step)).collect();
    let mut tally = Tally::default();
    tally.note("missing", damage(&template, None));
    for at in places {
        let cut: Vec<u8> = sealed.iter().take(at).copied().collect();
        tally.note(format!("cut at {at}"), damage(&template, Some(&cut)));
        let turned: Vec<u8> =
            sealed.iter().enumerate().map(|(here, byte)| if here == at { byte ^ 0x10 } else { *byte }).collect();
        tally.note(format!("turned at {at}"), damage(&template, Some(&turned)));
    }
    tally.note("too long", damage(&template, Some(&[sealed.as_slice(), b"more"].concat())));
    Ok(tally)
}

fn sealed(house: &House) -> Outcome<PathBuf> {
    let found = std::fs::read_dir(house.vault().join("attachments"))?.next().ok_or("there is no attachment")?;
    Ok(found?.path())
}

fn damage(template: &Template, contents: Option<&[u8]>) -> Outcome {
    let house = House::with(&template.vault())?;
    let path = sealed(&house)?;
    match contents {
        Some(contents) => std::fs::write(&path, contents)?,
        None => std::fs::remove_file(&path)?,
    }
    let held =
        template.journal.values().find(|held| !held.entry.attachments.is_empty()).ok_or("there is no attachment")?;
    let file = held.entry.attachments.first().ok_or("there is no attachment")?.id;
    let vault = journal::open(&house.vault())?;
    must(vault.entry(held.entry.id)? == held.entry, "the entry is not as it was")?;
    let read = vault.read_attachment(file, &mut Vec::new());
    must(matches!(read, Err(Error::Damaged(_))), format!("reading it came to {read:?}"))?;
    drop(vault);
    let ended = house.run(&["check", "--json"])?;
    must(ended.code == Some(5) && ended.out.contains(&file.to_string()), "the check does not name it")?;
    house.ok(&["show", &held.entry.id.to_string()])?;
    house.ok(&["portfolio", "--format", "md", "--out", "out.md"])?;
    house.ok(&["add", "and on"])?;
    Ok(())
}
