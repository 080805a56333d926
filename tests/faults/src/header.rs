//! A damaged vault.json: cut at every length, every byte garbled.

use std::path::Path;

use helmlog_core::Error;

use crate::Outcome;
use crate::case;
use crate::house::{Ended, House, files};
use crate::journal::{self, Journal, Template};
use crate::steps;
use crate::tally::{Depth, Tally, must};

/// Bits that are turned in each byte: the last, the one between small and capital letters, all.
const BITS: [u8; 3] = [0x01, 0x20, 0xff];

pub(crate) fn run(depth: Depth) -> Outcome<Tally> {
    let template = Template::new()?;
    let mut tally = Tally::default();
    for (name, house) in [("open", open(&template)?), ("locked", locked(&template)?), ("moving", moving(&template)?)] {
        let header = std::fs::read(house.vault().join("vault.json"))?;
        let cut =
            (0..header.len()).map(|length| (format!("cut at {length}"), header.iter().take(length).copied().collect()));
        let garbled = (0..header.len()).flat_map(|at| BITS.iter().map(move |bits| (at, *bits))).map(|(at, bits)| {
            let turned = header.iter().enumerate().map(|(here, byte)| if here == at { byte ^ bits } else { *byte });
            (format!("byte {at} turned by {bits:#x}"), turned.collect::<Vec<u8>>())
        });
        tally.note(format!("{name}, missing"), lose(&house.vault(), &template.journal));
        for (what, damaged) in depth.of(cut.chain(garbled).collect(), 40) {
            tally.note(format!("{name}, {what}"), damage(&house.vault(), &damaged, &template.journal));
        }
    }
    Ok(tally)
}

fn open(template: &Template) -> Outcome<House> {
    House::with(&template.vault())
}

fn locked(template: &Template) -> Outcome<House> {
    let house = open(template)?;
    must(house.child(&["set"])?.status()?.success(), "no passphrase could be set")?;
    Ok(house)
}

/// A vault whose first passphrase was cut off when everything was still to be put into its place.
fn moving(template: &Template) -> Outcome<House> {
    let [set, ..] = case::PROTECTING else { return Err("there is nothing to cut off".into()) };
    for number in 1.. {
        let house = case::begin(set, template)?;
        let ended = steps::strike(&(set.command)(&house, &template.journal)?, ("rename", number), "signal=KILL")?;
        let header = std::fs::read_to_string(house.vault().join("vault.json"))?;
        if header.contains("moving") {
            return Ok(house);
        }
        must(ended.signal.is_some(), "a change of keys never moves anything")?;
    }
    Err("a change of keys never ends".into())
}

/// Without its vault.json nothing opens a vault, and nothing takes its place. With it, it is as it was.
fn lose(vault: &Path, expected: &Journal) -> Outcome {
    let house = House::with(vault)?;
    std::fs::remove_file(house.vault().join("vault.json"))?;
    let before = files(&house.vault())?;
    for arguments in [&["list"][..], &["add", "x"], &["init"], &["check"], &["sample"]] {
        let mut command = house.helmlog(arguments)?;
        must(Ended::of(&mut command)?.code != Some(0), format!("{arguments:?} went on without it"))?;
        // As the usual vault, which is made where there is none.
        let mut usual = house.usual(arguments)?;
        must(Ended::of(&mut usual)?.code != Some(0), format!("{arguments:?} went on without it"))?;
        must(files(&house.vault())? == before, format!("{arguments:?} changed a file"))?;
        let kept = files(&house.path().join("usual/helmlog"))?;
        must(kept.values().eq(before.values()), format!("{arguments:?} changed a file in the usual place"))?;
    }
    std::fs::copy(vault.join("vault.json"), house.vault().join("vault.json"))?;
    must(journal::whole(&house.vault())? == *expected, "the journal is not as it was")
}

/// Opens a copy of `vault` with another vault.json: it is right or clearly refused, and untouched.
fn damage(vault: &Path, header: &[u8], expected: &Journal) -> Outcome {
    let house = House::with(vault)?;
    let path = house.vault().join("vault.json");
    std::fs::write(&path, header)?;
    let before = files(&house.vault())?;
    match journal::open(&house.vault()) {
        Ok(opened) => {
            must(journal::read(&opened)? == *expected, "it opened and is not as it was")?;
            drop(opened);
            return Ok(());
        }
        Err(Error::Damaged(_) | Error::Newer { .. } | Error::WrongSecret | Error::Locked) => {}
        Err(error) => return Err(format!("refused without a reason: {error}").into()),
    }
    must(files(&house.vault())? == before, "a file was changed")
}
