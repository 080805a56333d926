//! What makes a copy or takes one back: backups, restores, upgrades, exports.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use helmlog_core::Vault;
use helmlog_core::vault::Why;
use helmlog_core::world::System;

use crate::Outcome;
use crate::case::{Case, State, same};
use crate::house::{self, House};
use crate::journal::{self, text};
use crate::tally::must;

/// A vault as the first version made it.
const OLD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/vault-of-schema-1");

/// Making a backup.
pub(crate) const BACKUP: Case = Case {
    name: "back up",
    command: |house, _| house.helmlog(&["backup", "create"]),
    prepare: |_| Ok(()),
    look: |house, before| {
        must(journal::whole(&house.vault())? == *before, "the journal is not as it was")?;
        Ok(if backups(house, before.len())? > 0 { State::After } else { State::Before })
    },
};

/// Going back to a backup.
pub(crate) const RESTORE: Case = Case {
    name: "restore",
    command: |house, _| {
        let name = names(house)?.pop().ok_or("there is no backup")?;
        house.helmlog(&["backup".as_ref(), "restore".as_ref(), name.as_os_str()])
    },
    prepare: |house| {
        house.ok(&["backup", "create"])?;
        house.ok(&["add", &text(8, 8)]).map(drop)
    },
    look: |house, before| {
        let found = journal::whole(&house.vault())?;
        same(before, &found)?;
        must(!house.vault().join("rotation").exists(), "something of the restore is left")?;
        must(backups(house, before.len())? > 0, "the backup is gone")?;
        match found.len() - before.len() {
            0 => Ok(State::After),
            1 => Ok(State::Before),
            _ => Err("there are other entries than before or after".into()),
        }
    },
};

/// Bringing an old vault up to date.
pub(crate) const UPGRADE: Case = Case {
    name: "upgrade",
    command: |house, _| house.helmlog(&["list"]),
    prepare: |house| {
        std::fs::remove_dir_all(house.vault())?;
        house::copy(Path::new(OLD), &house.vault())
    },
    look: |house, _| {
        // Opening it goes on with what was cut off.
        let found = journal::whole(&house.vault())?;
        must(found.len() == 3, "there are other entries than before")?;
        must(backups(house, found.len())? > 0, "no backup was made before")?;
        Ok(State::After)
    },
};

/// Writing a portfolio over an older one.
pub(crate) const EXPORT: Case = Case {
    name: "export",
    command: |house, _| house.helmlog(&["portfolio", "--format", "pdf", "--out", "review.pdf"]),
    prepare: |house| house.file("review.pdf", "the one of last year").map(drop),
    look: |house, before| {
        must(journal::whole(&house.vault())? == *before, "the journal is not as it was")?;
        let found = std::fs::read(house.path().join("review.pdf"))?;
        if found == b"the one of last year" {
            return Ok(State::Before);
        }
        let whole = found.starts_with(b"%PDF-") && found.trim_ascii_end().ends_with(b"%%EOF");
        must(whole, "the document is neither the old one nor whole")?;
        Ok(State::After)
    },
};

/// How many backups there are. Each must be whole, whatever has happened since.
fn backups(house: &House, entries: usize) -> Outcome<usize> {
    let vault = Vault::open(house.vault(), Arc::new(System))?;
    let found = vault.backups()?;
    must(found.unreadable.is_empty(), "a backup cannot be read")?;
    for backup in &found.backups {
        let report = vault.verify_backup(Path::new(&backup.file), None)?;
        must(report.problems.is_empty(), format!("a backup is not whole: {:?}", report.problems))?;
        let expected = if backup.why == Why::BeforeRestore { entries + 1 } else { entries };
        must(backup.entries as usize == expected, "a backup does not have what there was")?;
    }
    Ok(found.backups.len())
}

fn names(house: &House) -> Outcome<Vec<PathBuf>> {
    let vault = Vault::open_read_only(house.vault(), Arc::new(System))?;
    Ok(vault.backups()?.backups.into_iter().map(|backup| backup.file.into()).collect())
}
