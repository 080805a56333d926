//! This program as somebody else: the process that is killed, or that holds the vault.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use helmlog_core::journal::{Content, Sitting};
use helmlog_core::vault::{Cost, Secret};

use crate::Outcome;
use crate::full_disk;
use crate::journal::{self, NEXT, PASSPHRASE, ids, text};

/// The first argument that says so.
pub(crate) const WORD: &str = "child";

pub(crate) fn run(arguments: &[String]) -> Outcome {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["write", round, folder] => write(Path::new(folder), round.parse()?),
        ["fill", more, folder] => full_disk::fill(Path::new(folder), more),
        ["set", folder] => {
            let vault = journal::open(Path::new(folder))?;
            Ok(vault.set_passphrase(&Secret::new(PASSPHRASE), Cost::LEAST)?)
        }
        ["change", folder] => {
            let vault = journal::open(Path::new(folder))?;
            Ok(vault.change_passphrase(&Secret::new(PASSPHRASE), &Secret::new(NEXT), Cost::LEAST)?)
        }
        ["remove", folder] => {
            let vault = journal::open(Path::new(folder))?;
            Ok(vault.remove_passphrase(&Secret::new(PASSPHRASE))?)
        }
        _ => Err("a child has nothing to do".into()),
    }
}

/// Writes until it is killed, and says of each save what it was once it is durable. The index is
/// filled at the same time.
fn write(folder: &Path, round: usize) -> Outcome {
    let vault = Arc::new(journal::open(folder)?);
    let filling = Arc::clone(&vault);
    std::thread::spawn(move || filling.fill_index().is_ok());
    let mut out = std::io::stdout();
    writeln!(out, "open")?;
    let mut written = ids(&vault)?;
    for number in 0.. {
        let mut content = Content::on(vault.today(), "Etc/UTC");
        content.body = text(round, number);
        content.tags = vec![format!("tag{}", number % 5)];
        // Every third is a new entry, the others are new versions of any.
        let before = written.get((number * 31 + round) % written.len().max(1)).copied();
        let id = match before {
            Some(id) if number % 3 != 0 => vault.edit(id, &content, Sitting::Ends)?.id,
            _ => {
                let id = vault.add(&content)?.id;
                written.push(id);
                id
            }
        };
        writeln!(out, "{id} {round} {number}")?;
        out.flush()?;
    }
    Ok(())
}
