//! Killed while saving, at any moment: by SIGKILL, while the index is being filled too.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use helmlog_core::id::EntryId;
use helmlog_core::search::SearchRequest;

use crate::Outcome;
use crate::house::House;
use crate::journal::{self, save_of};
use crate::tally::{Depth, Tally, must};

/// Kills that one vault survives before the next one is made.
const KILLS_PER_VAULT: usize = 25;

/// Nobody is killed later than this.
const LATEST_MICROS: u64 = 120_000;

/// The saves of each entry that were acknowledged, oldest first.
type Acknowledged = BTreeMap<EntryId, Vec<(usize, usize)>>;

pub(crate) fn run(depth: Depth) -> Outcome<Tally> {
    let mut tally = Tally::default();
    let mut chance = chance();
    let (mut house, mut acknowledged) = (House::empty()?, Acknowledged::new());
    for round in 0..depth.times(25, 500) {
        if round % KILLS_PER_VAULT == 0 {
            (house, acknowledged) = (House::empty()?, Acknowledged::new());
            house.ok(&["init"])?;
        }
        chance ^= chance << 13;
        chance ^= chance >> 7;
        chance ^= chance << 17;
        kill(&house, round, Duration::from_micros(chance % LATEST_MICROS), &mut acknowledged)?;
        tally.note(format!("kill {round}"), compare(&house.vault(), &acknowledged));
    }
    Ok(tally)
}

fn chance() -> u64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    (now.as_micros() as u64) | 1
}

/// Lets a process write for `time`, kills it, and notes what it acknowledged.
fn kill(house: &House, round: usize, time: Duration, acknowledged: &mut Acknowledged) -> Outcome {
    let begun = Instant::now();
    let mut writer =
        house.child(&["write", &round.to_string()])?.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    std::thread::sleep(time.saturating_sub(begun.elapsed()));
    writer.kill()?;
    let output = writer.wait_with_output()?;
    must(output.stderr.is_empty(), format!("the writer failed: {}", String::from_utf8_lossy(&output.stderr)))?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    // A line that was cut off acknowledges nothing.
    for line in said.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n')) {
        let mut words = line.split(' ');
        if let (Some(id), Some(round), Some(number)) = (words.next(), words.next(), words.next()) {
            acknowledged.entry(id.parse()?).or_default().push((round.parse()?, number.parse()?));
        }
    }
    Ok(())
}

fn compare(vault: &Path, acknowledged: &Acknowledged) -> Outcome {
    let opened = journal::open(vault)?;
    journal::check(&opened)?;
    let found = journal::read(&opened)?;
    for (id, held) in &found {
        let newest = save_of(&held.entry.content.body)?;
        let saves = acknowledged.get(id).map(Vec::as_slice).unwrap_or_default();
        // What was not acknowledged may be there; what was must be.
        must(saves.last().is_none_or(|last| newest >= *last), format!("entry {id} is older than its last save"))?;
        let versions =
            opened.history(*id)?.iter().map(|one| save_of(&one.content.body)).collect::<Outcome<Vec<_>>>()?;
        must(versions.is_sorted_by(|left, right| left > right), format!("the versions of {id} are out of order"))?;
        must(saves.iter().all(|save| versions.contains(save)), format!("a version of {id} is gone"))?;
    }
    let gone = acknowledged.keys().filter(|id| !found.contains_key(id)).count();
    must(gone == 0, format!("{gone} acknowledged entries are gone"))?;
    // One of them by its words, through the index that was made anew.
    if let Some((id, held)) = found.last_key_value() {
        let (round, number) = save_of(&held.entry.content.body)?;
        let request = SearchRequest::of(format!("saved{round}x{number}"), 3);
        let hits = opened.search(&request)?.hits;
        must(hits.iter().any(|hit| hit.id == *id), format!("entry {id} is not found by its words"))?;
    }
    drop(opened);
    Ok(())
}

/// Lets a process write for a while and kills it, for a vault with a log that was not folded in. The
/// saves that it acknowledged, in their order.
pub(crate) fn writer_killed(house: &House, saves: usize) -> Outcome<Vec<(EntryId, usize)>> {
    use std::io::BufRead;
    let mut writer = house.child(&["write", "1"])?.stdout(Stdio::piped()).spawn()?;
    let out = writer.stdout.take().ok_or("the writer has no output")?;
    let mut acknowledged = Vec::new();
    for line in std::io::BufReader::new(out).lines().skip(1).take(saves) {
        let line = line?;
        let mut words = line.split(' ');
        if let (Some(id), Some(number)) = (words.next(), words.nth(1)) {
            acknowledged.push((id.parse()?, number.parse()?));
        }
    }
    writer.kill()?;
    writer.wait()?;
    Ok(acknowledged)
}
