//! The write-ahead log of a killed process: cut, garbled or gone.

use helmlog_core::id::EntryId;

use crate::Outcome;
use crate::house::House;
use crate::journal::{self, PAGE, save_of};
use crate::killed::writer_killed;
use crate::tally::{Depth, Tally, must};

/// The head of the log, and of each page in it; and a page.
const HEAD: usize = 32;
const FRAME: usize = 24 + PAGE;

/// Places in a frame, beside its end, at which the log is cut.
const WITHIN: [usize; 4] = [0, 11, 24, 24 + 4096];

/// What becomes of a log.
enum Damage {
    Gone,
    CutAt(usize),
    TurnedAt(usize),
}

pub(crate) fn run(depth: Depth) -> Outcome<Tally> {
    let house = House::empty()?;
    house.ok(&["init"])?;
    let saves = writer_killed(&house, 24)?;
    let length = std::fs::metadata(house.vault().join("journal.db-wal"))?.len() as usize;
    let frames = length.saturating_sub(HEAD) / FRAME;
    must(frames > saves.len(), "the killed writer has left no log")?;
    let mut faults = vec![Damage::Gone, Damage::CutAt(0), Damage::CutAt(HEAD / 2)];
    for frame in 0..frames {
        let begin = HEAD + frame * FRAME;
        faults.extend(WITHIN.iter().map(|place| Damage::CutAt(begin + place)));
        faults.push(Damage::TurnedAt(begin + 3));
        faults.push(Damage::TurnedAt(begin + FRAME / 2));
    }
    let mut tally = Tally::default();
    for damage in depth.of(faults, 40) {
        let what = match damage {
            Damage::Gone => "gone".to_owned(),
            Damage::CutAt(at) => format!("cut at {at} of {length}"),
            Damage::TurnedAt(at) => format!("turned at {at} of {length}"),
        };
        tally.note(what, try_one(&house, &damage, &saves));
    }
    Ok(tally)
}

/// The vault opens at a commit: everything up to it, whole, and nothing after it.
fn try_one(from: &House, damage: &Damage, saves: &[(EntryId, usize)]) -> Outcome {
    let house = House::with(&from.vault())?;
    let path = house.vault().join("journal.db-wal");
    let mut log = std::fs::read(&path)?;
    match damage {
        Damage::Gone => std::fs::remove_file(&path)?,
        Damage::CutAt(at) => {
            log.truncate(*at);
            std::fs::write(&path, &log)?;
        }
        Damage::TurnedAt(at) => {
            if let Some(byte) = log.get_mut(*at) {
                *byte ^= 0x40;
            }
            std::fs::write(&path, &log)?;
        }
    }
    let opened = journal::open(&house.vault())?;
    must(opened.cut_off()?.is_some(), "nothing is said of the log")?;
    drop(opened);
    let found = journal::whole(&house.vault())?;
    let mut newest = None;
    for held in found.values() {
        newest = newest.max(Some(save_of(&held.entry.content.body)?.1));
    }
    // Of each entry, the newest of its saves up to that commit.
    for (id, _) in saves {
        let last = saves.iter().rfind(|(one, number)| one == id && Some(*number) <= newest);
        let here = found.get(id).map(|held| save_of(&held.entry.content.body)).transpose()?.map(|(_, number)| number);
        let later = here.is_some_and(|here| saves.iter().all(|(_, number)| here > *number));
        must(later || here == last.map(|(_, number)| *number), format!("entry {id} is of another commit"))?;
    }
    Ok(())
}
