//! Salvage: a new vault from what can still be read of a damaged one.
//!
//! SQLCipher refuses everything after one bad page, and which entries stand on the others cannot be
//! asked of it. So the pages are opened here: [`page`] opens one, [`log`] knows which of them the log
//! replaces, [`pages`] reads both, [`cell`] takes records from a page, [`row`] tells what they are
//! rows of, [`gather`] collects them, and [`give`] puts them into the new vault. The damaged one is
//! only read; [`over`] puts the new one in its place.

mod cell;
mod gather;
mod give;
mod log;
mod over;
mod page;
mod pages;
mod row;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use over::salvage_over;
use serde::Serialize;
use specta::Type;

use self::gather::Found;
use self::give::{Gift, Sealed};
use self::pages::Pages;
use super::header::Header;
use super::key::{Purpose, VaultKey};
use super::{ATTACHMENTS, DATABASE, Secret, Vault, rotate, slot};
use crate::disk;
use crate::error::{Error, Result};
use crate::world::World;

/// What a salvage gave back, and what it could not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Type)]
pub struct SalvageReport {
    /// Pages of the database that hold something, or should.
    pub pages: u32,
    /// Those of them that are missing or were changed. Nothing was taken from them.
    pub pages_damaged: u32,
    /// Whether every page that was read is proven to be as it was written. It is not where the salt
    /// at the beginning of the file is lost: what is garbled is left out then by its form alone.
    pub proven: bool,
    /// Whether the write-ahead log was cut off or changed: what was saved last may be missing.
    pub log_cut: bool,
    /// Entries given back as they were last saved.
    pub entries_whole: u32,
    /// Entries given back with their last words, but filed as at an earlier time, or not at all.
    pub entries_unfiled: u32,
    /// Entries given back from the newest version that can be read; a newer one may be lost, and so is
    /// whether they were in the trash. They have new ids.
    pub entries_earlier: u32,
    /// Entries that were there and of which nothing can be read. What nothing speaks of any more is
    /// not counted.
    pub entries_lost: u32,
    /// Versions given back, over all entries.
    pub versions: u32,
    /// People given back with what was said of them.
    pub people: u32,
    /// What was kept beside the entries and is given back: assessments, plans, readings.
    pub records: u32,
    /// Times that an entry was evidence for a competency that the new vault does not know.
    pub competencies_dropped: u32,
    /// Attached files given back.
    pub attachments: u32,
    /// Attached files that are missing or damaged, or whose entry or name is lost.
    pub attachments_lost: u32,
    /// Kept exports whose file or document is lost; they are not given back.
    pub exports_lost: u32,
    /// Whether the new vault has a passphrase: one in a folder of its own never has.
    pub locked: bool,
    /// Where the damaged vault lies as it was, if the new one took its place.
    pub aside: Option<String>,
}

impl SalvageReport {
    /// Entries given back, in whatever state.
    pub fn entries(&self) -> u32 {
        self.entries_whole + self.entries_unfiled + self.entries_earlier
    }
}

/// Makes a new vault in `into` from what can still be read of the one in `folder`, which is only read.
/// `secret` is needed if that one is locked; the new one is open.
///
/// Nothing should be writing to the vault meanwhile: a page that is half written counts as damaged.
///
/// # Errors
/// [`Error::NoVault`], [`Error::Locked`], [`Error::WrongSecret`] or [`Error::Newer`] for `folder`;
/// [`Error::Damaged`] if nothing of it can be read; [`Error::Invalid`], [`Error::Exists`] or
/// [`Error::Occupied`] for `into`, which is as it was after any error.
pub fn salvage(folder: &Path, secret: Option<&Secret>, into: &Path, world: Arc<dyn World>) -> Result<SalvageReport> {
    let wreck = Wreck::read(folder, secret)?;
    if whole(into).starts_with(whole(folder)) {
        return Err(Error::invalid("folder", "lies within the damaged vault"));
    }
    let was_there = into.exists();
    let vault = Vault::create(into, world)?;
    let given = wreck.give_to(&vault);
    drop(vault);
    if given.is_err() {
        // Half of it would be taken for all of it. The folder was empty, so all in it is ours.
        let _ = std::fs::remove_dir_all(into);
        if was_there {
            let _ = disk::private_folder(into);
        }
    }
    given
}

/// A damaged vault, and what was found in it.
struct Wreck {
    pages: Pages,
    found: Found,
    files: Sealed,
}

impl Wreck {
    fn read(folder: &Path, secret: Option<&Secret>) -> Result<Self> {
        let header = Header::read(folder)?;
        let key = match (slot::open(&header.slots), secret) {
            (Err(Error::Locked), Some(secret)) => slot::unlock(&header.slots, secret, header.vault)?,
            (opened, _) => opened?,
        };
        Self::under(folder, &header, &key)
    }

    /// Of which the key is known.
    fn under(folder: &Path, header: &Header, key: &VaultKey) -> Result<Self> {
        let database = rotate::place_of(folder, header, DATABASE);
        let pages = Pages::open(&database, &key.derive(header.vault, Purpose::Database))?;
        let found = Found::gather(&pages);
        if !pages.are_proven() && found.is_empty() {
            return Err(Error::Damaged("no page of the database can be read with its key"));
        }
        let folder = rotate::place_of(folder, header, ATTACHMENTS);
        Ok(Self { pages, found, files: Sealed { folder, keys: key.seals(header.vault) } })
    }

    fn give_to(&self, vault: &Vault) -> Result<SalvageReport> {
        let mut report = SalvageReport {
            pages: self.found.pages,
            pages_damaged: self.found.damaged,
            proven: self.pages.are_proven(),
            log_cut: self.pages.log_is_cut(),
            ..SalvageReport::default()
        };
        let new_files = match vault.folder() {
            Some(folder) => {
                let folder = folder.join(ATTACHMENTS);
                disk::private_folder(&folder)?;
                Some(Sealed { folder, keys: vault.seals().keys })
            }
            None => None,
        };
        let gift = Gift { pages: &self.pages, found: &self.found, files: &self.files, new_files: new_files.as_ref() };
        gift.give(vault, &mut report)?;
        if report.entries() == 0 && report.entries_lost > 0 {
            return Err(Error::Damaged("nothing can be read of any of its entries"));
        }
        if let Some(Sealed { folder, .. }) = &new_files {
            disk::sync_folder(folder).map_err(|error| Error::file(folder, error))?;
        }
        Ok(report)
    }
}

/// The path without links and dots, as far as it exists.
fn whole(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    match (path.canonicalize(), path.parent(), path.file_name()) {
        (Ok(real), _, _) => real,
        (Err(_), Some(above), Some(name)) => whole(above).join(name),
        _ => path,
    }
}
