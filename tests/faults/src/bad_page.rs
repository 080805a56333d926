//! A corrupt page: a byte of every page in turn, and a database that is cut off after each.

use std::path::Path;

use helmlog_core::Error;

use crate::Outcome;
use crate::house::House;
use crate::journal::{self, Journal, PAGE, Template, ids};
use crate::tally::{Depth, Tally, must};

/// Where in a page: its beginning, its middle, and what authenticates it.
const PLACES: [usize; 3] = [3, PAGE / 2, PAGE - 20];

pub(crate) fn run(depth: Depth) -> Outcome<Tally> {
    let template = Template::new()?;
    let mut tally = Tally::default();
    let pages = std::fs::metadata(template.vault().join("journal.db"))?.len() as usize / PAGE;
    let places = (0..pages).flat_map(|page| PLACES.iter().map(move |place| (page, *place))).collect();
    let whole = std::fs::read(template.vault().join("journal.db"))?;
    for (page, place) in depth.of(places, 20) {
        let at = page * PAGE + place;
        let turned = whole.iter().enumerate().map(|(here, byte)| if here == at { byte ^ 0x40 } else { *byte });
        tally.note(format!("page {page}, byte {place}"), damage(&template, &turned.collect::<Vec<_>>(), page));
    }
    for page in depth.of((1..pages).collect(), 10) {
        let cut: Vec<u8> = whole.iter().take(page * PAGE).copied().collect();
        tally.note(format!("cut off after page {page}"), damage(&template, &cut, 0));
    }
    Ok(tally)
}

/// Puts another database into the template, and looks and writes at it. The page `bad` stays as it is.
fn damage(template: &Template, damaged: &[u8], bad: usize) -> Outcome {
    let house = House::with(&template.vault())?;
    let path = house.vault().join("journal.db");
    std::fs::write(&path, damaged)?;
    let seen = look(&house.vault(), &template.journal)?;
    let ended = house.run(&["check"])?;
    must(ended.code == Some(5), format!("the check ended with {:?}: {}", ended.code, ended.err))?;
    must(std::fs::read(&path)? == damaged, "looking has changed the file")?;
    // Who goes on writing writes beside it.
    house.run(&["add", "written on"])?;
    let bad = bad * PAGE..(bad + 1) * PAGE;
    let after = std::fs::read(&path)?;
    must(after.get(bad.clone()) == damaged.get(bad), "the damaged page was overwritten")?;
    must(!seen || look(&house.vault(), &template.journal).is_ok(), "writing on has made it worse")
}

/// Reads entry after entry: each is right, or refused as damaged. Tells whether it could be opened.
fn look(vault: &Path, expected: &Journal) -> Outcome<bool> {
    let opened = match journal::open(vault) {
        Ok(opened) => opened,
        Err(Error::Damaged(_)) => return Ok(false),
        Err(error) => return Err(format!("refused as something else: {error}").into()),
    };
    if let Err(error) = ids(&opened) {
        is_damage(error.as_ref())?;
    }
    for (id, held) in expected {
        match opened.entry(*id) {
            Ok(entry) => must(entry == held.entry, format!("entry {id} is silently wrong"))?,
            Err(error) => is_damage(&error)?,
        }
    }
    Ok(true)
}

fn is_damage(error: &(dyn std::error::Error + 'static)) -> Outcome {
    let known = error.downcast_ref::<Error>();
    must(matches!(known, Some(Error::Damaged(_))), format!("said to be something else: {error}"))
}
