//! A wrong passphrase, a thousand times: each is refused, and nothing changes.

use std::sync::Arc;

use helmlog_core::vault::Secret;
use helmlog_core::world::System;
use helmlog_core::{Error, Vault};

use crate::Outcome;
use crate::house::{House, files};
use crate::journal::{self, PASSPHRASE, Template};
use crate::tally::{Depth, Tally, must};

pub(crate) fn run(depth: Depth) -> Outcome<Tally> {
    let template = Template::new()?;
    let house = House::with(&template.vault())?;
    must(house.child(&["set"])?.status()?.success(), "no passphrase could be set")?;
    let before = files(&house.vault())?;
    let mut tally = Tally::default();
    for number in 0..depth.times(100, 1000) {
        // Longer, shorter, another case, one letter off, and strangers.
        let wrong = match number % 5 {
            0 => format!("{PASSPHRASE}{number}"),
            1 => PASSPHRASE.chars().take(number / 5 % PASSPHRASE.len()).collect(),
            2 => PASSPHRASE.to_uppercase(),
            3 => PASSPHRASE.replacen('r', &number.to_string(), 1),
            _ => format!("stranger {number}"),
        };
        let opened = match number % 2 {
            0 => Vault::unlock(house.vault(), &Secret::new(&wrong), Arc::new(System)),
            _ => Vault::unlock_read_only(house.vault(), &Secret::new(&wrong), Arc::new(System)),
        };
        let came = opened.map(drop);
        tally.note(format!("{number}"), must(matches!(came, Err(Error::WrongSecret)), format!("{came:?}")));
    }
    for arguments in [&["list"][..], &["add", "x"], &["check"], &["passphrase", "remove"]] {
        let file = house.file("wrong", "stranger")?;
        let code = house.run(&[&["--passphrase-file", &file.to_string_lossy()], arguments].concat())?.code;
        tally.note(format!("{arguments:?}"), must(code == Some(3), format!("ended with {code:?}")));
    }
    tally.note("unchanged", must(files(&house.vault())? == before, "a file was changed"));
    tally.note(
        "the right one",
        must(journal::whole(&house.vault())? == template.journal, "the journal is not as it was"),
    );
    Ok(tally)
}
