//! What may be cut off or fail half-way: one command each, with how to tell whether it has happened.

use std::path::Path;
use std::process::Command;

use helmlog_core::Error;

use crate::Outcome;
use crate::house::House;
use crate::journal::{self, Journal, Template, text};
use crate::tally::must;

/// Lines of the file that is imported.
const LINES: usize = 60;

/// What a vault is like afterwards. Anything between the two is an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Before,
    After,
}

/// A command that changes a vault.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    /// Makes the command, and whatever it needs, in a house with a vault.
    pub(crate) command: fn(&House, &Journal) -> Outcome<Command>,
    /// What becomes of the vault first.
    pub(crate) prepare: fn(&House) -> Outcome,
    /// Tells from a vault that was opened again, and is whole, whether the command has happened.
    pub(crate) look: fn(&House, &Journal) -> Outcome<State>,
}

/// Saving and throwing away.
pub(crate) const SAVING: &[Case] = &[
    Case { name: "add", command: |house, _| house.helmlog(&["add", &text(9, 9)]), prepare: nothing, look: added },
    Case {
        name: "add with a file",
        command: |house, _| {
            let file = house.file("new.txt", "another file ".repeat(12_000))?;
            house.helmlog(&["add".as_ref(), text(9, 9).as_ref(), "--attach".as_ref(), file.as_os_str()])
        },
        prepare: nothing,
        look: added,
    },
    Case {
        name: "edit",
        command: |house, before| house.helmlog(&["edit", &first(before)?, &text(9, 9)]),
        prepare: nothing,
        look: |house, before| {
            let found = journal::whole(&house.vault())?;
            let changed = one_changed(before, &found)?;
            must(changed.is_none_or(|body| body == text(9, 9)), "the entry is neither as before nor as after")?;
            Ok(if changed.is_some() { State::After } else { State::Before })
        },
    },
    Case {
        name: "empty the trash",
        command: |house, _| house.helmlog(&["trash", "--empty", "--yes"]),
        prepare: nothing,
        look: |house, before| {
            let found = journal::whole(&house.vault())?;
            let kept = before.iter().filter(|(_, held)| held.entry.trashed.is_none());
            must(kept.clone().all(|(id, held)| found.get(id) == Some(held)), "an entry outside the trash changed")?;
            match found.len() {
                all if all == before.len() => Ok(State::Before),
                some if some == kept.count() => Ok(State::After),
                _ => Err("the trash was emptied half".into()),
            }
        },
    },
];

/// Making a vault.
pub(crate) const INIT: Case = Case {
    name: "init",
    command: |house, _| house.helmlog(&["init"]),
    prepare: |house| Ok(std::fs::remove_dir_all(house.vault())?),
    look: |house, _| {
        let state = match journal::open(&house.vault()) {
            Ok(_) => State::After,
            Err(Error::NoVault(_)) => {
                // What is left of it is in nobody's way.
                house.ok(&["init"])?;
                State::Before
            }
            Err(error) => return Err(error.into()),
        };
        must(journal::whole(&house.vault())?.is_empty(), "a new vault is not empty")?;
        Ok(state)
    },
};

/// Importing.
pub(crate) const IMPORT: Case = Case {
    name: "import",
    command: |house, _| {
        let line =
            |at| serde_json::json!({"date": "2026-03-01", "body": text(9, at), "tags": ["imported"]}).to_string();
        let file = house.file("new.jsonl", (0..LINES).map(line).collect::<Vec<_>>().join("\n"))?;
        house.helmlog(&["import".as_ref(), "jsonl".as_ref(), file.as_os_str()])
    },
    prepare: nothing,
    look: |house, before| {
        let found = journal::whole(&house.vault())?;
        same(before, &found)?;
        match found.len() - before.len() {
            0 => Ok(State::Before),
            LINES => Ok(State::After),
            some => Err(format!("{some} of {LINES} lines were imported").into()),
        }
    },
};

/// Entries from which on a journal keeps a copy of its index.
const LONG: usize = 2_000;

/// Keeping a copy of the index, which the first search of a long journal does.
pub(crate) const KEEPING: Case = Case {
    name: "search a long journal",
    command: |house, _| house.helmlog(&["search", "number7", "--json"]),
    prepare: |house| {
        let line = |at| serde_json::json!({"date": "2026-03-01", "body": format!("number{at}")}).to_string();
        let file = house.file("long.jsonl", (0..LONG).map(line).collect::<Vec<_>>().join("\n"))?;
        let imported = house.helmlog(&["import".as_ref(), "jsonl".as_ref(), file.as_os_str()])?.output()?;
        must(imported.status.success(), "the long journal could not be imported")
    },
    look: |house, before| {
        let copy = house.vault().join("index.sealed");
        let state = if copy.exists() { State::After } else { State::Before };
        // Searched twice: by whatever is there, and by what that search keeps.
        for _ in 0..2 {
            let found: serde_json::Value = serde_json::from_str(&house.ok(&["search", "number1999", "--json"])?)?;
            must(found.get("total").is_some_and(|total| total == 1), "a search misses an entry")?;
            must(copy.exists(), "nothing was kept by a search that came later")?;
        }
        let found = journal::whole(&house.vault())?;
        same(before, &found)?;
        must(found.len() == before.len() + LONG, "an entry is missing")?;
        Ok(state)
    },
};

/// Changes of how the vault is opened.
pub(crate) const PROTECTING: &[Case] = &[
    Case {
        name: "set a first passphrase",
        command: |house, _| house.child(&["set"]),
        prepare: nothing,
        look: |house, before| protected(house, before, |house| is_locked(&house.vault())),
    },
    Case {
        name: "change the passphrase",
        command: |house, _| house.child(&["change"]),
        prepare: set,
        look: |house, before| protected(house, before, |house| Ok(!opens_with(&house.vault(), journal::PASSPHRASE))),
    },
    Case {
        name: "remove the passphrase",
        command: |house, _| house.child(&["remove"]),
        prepare: set,
        look: |house, before| protected(house, before, |house| Ok(!is_locked(&house.vault())?)),
    },
];

/// The template, as a house of its own for `case`.
pub(crate) fn begin(case: &Case, template: &Template) -> Outcome<House> {
    let house = House::with(&template.vault())?;
    (case.prepare)(&house)?;
    Ok(house)
}

fn nothing(_: &House) -> Outcome {
    Ok(())
}

fn set(house: &House) -> Outcome {
    must(house.child(&["set"])?.status()?.success(), "no passphrase could be set")
}

fn first(before: &Journal) -> Outcome<String> {
    let id = before.iter().find(|(_, held)| held.entry.trashed.is_none()).ok_or("there is no entry")?.0;
    Ok(id.to_string())
}

/// Everything that was there is there, as it was.
pub(crate) fn same(before: &Journal, found: &Journal) -> Outcome {
    let changed = before.iter().filter(|(id, held)| found.get(id) != Some(held)).count();
    must(changed == 0, format!("{changed} entries are not as they were"))
}

fn added(house: &House, before: &Journal) -> Outcome<State> {
    let found = journal::whole(&house.vault())?;
    same(before, &found)?;
    let new: Vec<_> = found.iter().filter(|(id, _)| !before.contains_key(id)).collect();
    must(new.iter().all(|(_, held)| held.entry.content.body == text(9, 9)), "the new entry is not whole")?;
    match new.len() {
        0 => Ok(State::Before),
        1 => Ok(State::After),
        _ => Err("there is more than one new entry".into()),
    }
}

/// The words of the one entry that may have changed.
fn one_changed<'a>(before: &Journal, found: &'a Journal) -> Outcome<Option<&'a str>> {
    must(found.len() == before.len(), "there are other entries than before")?;
    let changed: Vec<_> = found.iter().filter(|(id, held)| before.get(id) != Some(held)).collect();
    for (id, held) in &changed {
        let versions = before.get(id).map_or(0, |held| held.versions);
        must(held.versions == versions + 1, "a version is missing, or there are too many")?;
    }
    must(changed.len() <= 1, "other entries have changed")?;
    Ok(changed.first().map(|(_, held)| held.entry.content.body.as_str()))
}

fn protected(house: &House, before: &Journal, happened: fn(&House) -> Outcome<bool>) -> Outcome<State> {
    let found = journal::whole(&house.vault())?;
    must(found == *before, "the journal is not as it was")?;
    must(!house.vault().join("rotation").exists(), "something of the change is left")?;
    Ok(if happened(house)? { State::After } else { State::Before })
}

fn is_locked(vault: &Path) -> Outcome<bool> {
    Ok(journal::open(vault)?.protection()?.passphrase)
}

fn opens_with(vault: &Path, passphrase: &str) -> bool {
    let secret = helmlog_core::vault::Secret::new(passphrase);
    helmlog_core::Vault::unlock(vault, &secret, std::sync::Arc::new(helmlog_core::world::System)).is_ok()
}
