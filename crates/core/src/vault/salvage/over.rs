//! Putting what can still be read in the place of the damaged journal, under the same key.
//!
//! It is prepared in `rotation/`, as a restore is; the rewriting of `vault.json` is the moment of the
//! change. The damaged files are copied among the backups before, so that a better tool may read more.

use std::path::Path;
use std::sync::Arc;

use super::{SalvageReport, Wreck};
use crate::disk;
use crate::error::{Error, Result};
use crate::vault::header::{self, Header};
use crate::vault::key::VaultKey;
use crate::vault::lock::Lock;
use crate::vault::{DATABASE, Secret, Vault, aside, rotate, slot};
use crate::world::World;

impl Vault {
    /// Makes the journal of what can still be read of it. What was there is set aside as it was; the
    /// passphrase stays.
    ///
    /// # Errors
    /// [`Error::Invalid`] if nothing is damaged, [`Error::Damaged`] if nothing can be read; the journal is
    /// as it was then.
    pub fn salvage(&self) -> Result<SalvageReport> {
        let folder = self.folder_to_write()?;
        let header = Header::read(folder)?;
        let mut report = SalvageReport::default();
        self.replace(header.clone(), None, |_, key| {
            report = prepare(folder, &header, key, &self.world)?;
            Ok(())
        })?;
        self.index().forget();
        Ok(report)
    }
}

/// As [`Vault::salvage`], for a vault that cannot be opened. `secret` is needed if it is locked.
///
/// # Errors
/// As [`Vault::salvage`]; [`Error::Locked`] or [`Error::WrongSecret`] without the right `secret`,
/// [`Error::InUse`], and what is wrong with `vault.json`.
pub fn salvage_over(folder: &Path, secret: Option<&Secret>, world: &Arc<dyn World>) -> Result<SalvageReport> {
    Header::read(folder)?;
    let lock = Lock::take(folder)?;
    let mut header = Header::read(folder)?;
    let key = match secret {
        Some(secret) => slot::unlock(&header.slots, secret, header.vault)?,
        None => slot::open(&header.slots)?,
    };
    rotate::settle(folder, &mut header)?;
    let report = prepare(folder, &header, &key, world)?;
    rotate::take_effect(folder, &mut header)?;
    lock.end()?;
    Ok(report)
}

/// Makes a vault of what can be read in `rotation/`, and sets aside what is there.
fn prepare(folder: &Path, header: &Header, key: &VaultKey, world: &Arc<dyn World>) -> Result<SalvageReport> {
    let wreck = Wreck::under(folder, header, key)?;
    if wreck.found.damaged == 0 && wreck.pages.are_proven() && !wreck.pages.log_is_cut() {
        return Err(Error::invalid("vault", "has no damaged page"));
    }
    rotate::discard(folder)?;
    let place = folder.join(rotate::FOLDER);
    let copy = VaultKey::new(*key.bytes());
    let vault = Vault::create_as(place.clone(), header, copy, Arc::clone(world))?;
    let mut report = wreck.give_to(&vault)?;
    // Folds the log in: it would not move along.
    drop(vault);
    let path = place.join(DATABASE);
    std::fs::File::open(&path)
        .and_then(|file| file.sync_all())
        .and_then(|()| std::fs::remove_file(place.join(header::FILE)))
        .and_then(|()| disk::sync_folder(&place))
        .map_err(|error| Error::file(path, error))?;
    report.aside = aside::set_aside(folder, &**world)?;
    report.locked = header.is_locked();
    aside::bring_files(folder)?;
    Ok(report)
}
