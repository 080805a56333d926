//! Two processes: one writes, the second may read and is told why it may not write.

use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::time::Duration;

use crate::Outcome;
use crate::house::House;
use crate::journal;
use crate::tally::{Depth, Tally, must};

pub(crate) fn run(depth: Depth) -> Outcome<Tally> {
    let house = House::empty()?;
    house.ok(&["init"])?;
    house.ok(&["add", "first words"])?;
    let mut writer = house.child(&["write", "1"])?.stdout(Stdio::piped()).spawn()?;
    let mut said = BufReader::new(writer.stdout.take().ok_or("the writer has no output")?);
    said.read_line(&mut String::new())?;
    // It goes on as fast as somebody listens, so that the journal stays one that is read in no time.
    let pause = || std::thread::sleep(Duration::from_millis(5));
    let listening = std::thread::spawn(move || said.lines().map_while(Result::ok).inspect(|_| pause()).count());
    let mut tally = Tally::default();
    for round in 0..depth.times(8, 40) {
        for arguments in [&["list", "--limit", "5"][..], &["search", "numbers"], &["growth"], &["trash", "--list"]] {
            tally.note(format!("{round}: {arguments:?}"), house.ok(arguments).map(drop));
        }
        if round % 10 == 0 {
            tally.note(format!("{round}: check"), house.ok(&["check"]).map(drop));
        }
        for arguments in [&["add", "second words"][..], &["sample"], &["trash", "--empty"], &["passphrase", "remove"]] {
            tally.note(format!("{round}: {arguments:?}"), refused(&house, arguments));
        }
    }
    writer.kill()?;
    writer.wait()?;
    let written = listening.join().map_err(|_| "the listener fell")?;
    tally.note("the writer", must(written > 0, "nothing was written meanwhile"));
    let found = journal::whole(&house.vault())?;
    let second = found.values().any(|held| held.entry.content.body == "second words");
    tally.note("afterwards", must(!second, "the second process has written"));
    Ok(tally)
}

fn refused(house: &House, arguments: &[&str]) -> Outcome {
    let ended = house.run(arguments)?;
    let said = ended.err.contains("open in another Helmlog");
    must(ended.code == Some(1) && said, format!("ended with {:?}: {}", ended.code, ended.err.trim()))
}
