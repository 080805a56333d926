//! A vault that a newer Helmlog has made: refused, and unchanged to the byte.
//!
//! This is the folder's own format. A newer database inside it is tried by the core's tests, which have its key.

use crate::Outcome;
use crate::house::{House, files};
use crate::journal::Template;
use crate::tally::{Depth, Tally, must};

/// Every command that opens a vault.
const COMMANDS: &[&[&str]] = &[
    &["list"],
    &["search", "numbers"],
    &["show", "0"],
    &["history", "0"],
    &["check"],
    &["growth"],
    &["trash", "--list"],
    &["add", "new"],
    &["edit", "0", "new"],
    &["trash", "0"],
    &["trash", "--empty"],
    &["restore", "0"],
    &["sample"],
    &["init"],
    &["passphrase", "remove"],
    &["recovery-code"],
];

pub(crate) fn run(_: Depth) -> Outcome<Tally> {
    let template = Template::new()?;
    let mut tally = Tally::default();
    for format in [4_u64, 99, 4_294_967_295] {
        let house = House::with(&template.vault())?;
        let path = house.vault().join("vault.json");
        let header = serde_json::json!({"format": format, "slots": "of another shape", "and": "more"});
        std::fs::write(&path, header.to_string())?;
        let before = files(&house.vault())?;
        for arguments in COMMANDS {
            let ended = house.run(arguments)?;
            let said = ended.err.contains("newer Helmlog") || ended.err.contains("a vault in");
            tally.note(format!("format {format}: {arguments:?}"), must(ended.code == Some(1) && said, ended.err));
        }
        tally.note(format!("format {format}: unchanged"), must(files(&house.vault())? == before, "a file was changed"));
    }
    Ok(tally)
}
