//! What a vault holds, to be compared before and after.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use helmlog_core::id::EntryId;
use helmlog_core::journal::{Content, Entry, Sitting};
use helmlog_core::search::ListRequest;
use helmlog_core::vault::Secret;
use helmlog_core::world::System;
use helmlog_core::{Error, Vault};
use tempfile::TempDir;

use crate::Outcome;
use crate::house::scratch;
use crate::tally::must;

/// The bytes of a page of the database.
pub(crate) const PAGE: usize = 8192;

/// The passphrase of a vault that has one.
pub(crate) const PASSPHRASE: &str = "correct horse";
/// The one that comes after it.
pub(crate) const NEXT: &str = "battery staple";

/// An entry with how many versions it has and what its files hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Held {
    pub(crate) entry: Entry,
    pub(crate) versions: usize,
    files: Vec<Vec<u8>>,
}

/// Everything in a vault.
pub(crate) type Journal = BTreeMap<EntryId, Held>;

/// Opens a vault to write, by any of the ways that it may have.
pub(crate) fn open(folder: &Path) -> Result<Vault, Error> {
    let mut opened = Vault::open(folder, Arc::new(System));
    for passphrase in [PASSPHRASE, NEXT] {
        if matches!(opened, Err(Error::Locked | Error::WrongSecret)) {
            opened = Vault::unlock(folder, &Secret::new(passphrase), Arc::new(System));
        }
    }
    opened
}

/// The ids of everything, in the trash or not.
pub(crate) fn ids(vault: &Vault) -> Outcome<Vec<EntryId>> {
    let mut ids: Vec<EntryId> = vault.trashed()?.into_iter().map(|line| line.id).collect();
    let mut before = None;
    loop {
        let page = vault.list(&ListRequest { query: String::new(), limit: 1000, before })?;
        ids.extend(page.lines.iter().map(|line| line.id));
        before = page.next;
        if before.is_none() {
            return Ok(ids);
        }
    }
}

/// Reads everything.
pub(crate) fn read(vault: &Vault) -> Outcome<Journal> {
    let mut journal = Journal::new();
    for id in ids(vault)? {
        let entry = vault.entry(id)?;
        let versions = vault.history(id)?.len();
        let mut files = Vec::new();
        for file in &entry.attachments {
            let mut bytes = Vec::new();
            vault.read_attachment(file.id, &mut bytes)?;
            files.push(bytes);
        }
        journal.insert(id, Held { entry, versions, files });
    }
    Ok(journal)
}

/// Fills the index and lets the vault be checked: database, references, files, index.
pub(crate) fn check(vault: &Vault) -> Outcome {
    vault.fill_index()?;
    let problems = vault.check()?.problems;
    must(problems.is_empty(), format!("the check found {problems:?}"))
}

/// Opens a vault that must be whole, and reads everything.
pub(crate) fn whole(folder: &Path) -> Outcome<Journal> {
    let vault = open(folder)?;
    check(&vault)?;
    read(&vault)
}

/// A vault with a little of everything, closed: entries short and long, versions, a file, something
/// in the trash.
pub(crate) struct Template {
    folder: TempDir,
    pub(crate) journal: Journal,
}

impl Template {
    pub(crate) fn new() -> Outcome<Self> {
        let folder = scratch()?;
        let vault = Vault::create(folder.path().join("vault"), Arc::new(System))?;
        for at in 0..12 {
            let mut content = Content::on(vault.today(), "Etc/UTC");
            content.title = format!("Entry {at}");
            content.body = text(0, at);
            content.tags = vec![format!("tag{}", at % 3)];
            content.people = vec![format!("Person {}", at % 4)];
            let id = vault.add(&content)?.id;
            if at % 3 == 0 {
                content.body.push_str(" Changed since.");
                vault.edit(id, &content, Sitting::Ends)?;
            }
            if at == 5 {
                let path = folder.path().join("note.txt");
                std::fs::write(&path, "kept with it ".repeat(12_000))?;
                vault.attach(id, &path)?;
            }
            if at == 7 {
                vault.trash(id)?;
            }
        }
        let journal = read(&vault)?;
        Ok(Self { folder, journal })
    }

    pub(crate) fn vault(&self) -> std::path::PathBuf {
        self.folder.path().join("vault")
    }
}

/// The words of the save `number` of a round: the same each time, of very different lengths, and known
/// to be whole by their end.
pub(crate) fn text(round: usize, number: usize) -> String {
    let middle =
        "the numbers came before the plan, and nobody asked why; ".repeat((round * 7 + number * number * 3) % 90);
    format!("saved{round}x{number} {middle}end{round}x{number}.")
}

/// Which save wrote `body`; an error if it is not whole.
pub(crate) fn save_of(body: &str) -> Outcome<(usize, usize)> {
    let name = body.split(' ').next().and_then(|word| word.strip_prefix("saved")).unwrap_or_default();
    let numbers = name.split_once('x').and_then(|(round, number)| Some((round.parse().ok()?, number.parse().ok()?)));
    let (round, number) = numbers.ok_or("an entry is not what anybody saved")?;
    must(text(round, number) == body, format!("the entry of save {number} in round {round} is not whole"))?;
    Ok((round, number))
}
