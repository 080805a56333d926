//! A second place for backups: a disk that is carried away, or a folder that another program keeps in
//! step with other computers.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use serde::Serialize;
use specta::Type;

use super::open::{Keys, Opened};
use super::{Alone, files, keep};
use crate::disk;
use crate::error::{Error, Result};
use crate::vault::setting::{self, BACKUP_SECOND};
use crate::vault::{ATTACHMENTS, Vault};

/// What Helmlog's own folder in the second place is called.
const FOLDER: &str = "helmlog-backups";

/// What became of the copy in the second folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SecondCopy {
    /// The second folder.
    pub folder: String,
    /// Why there is no copy in it; none if there is one.
    pub problem: Option<String>,
}

impl Vault {
    /// The second folder for backups, if one was chosen.
    ///
    /// # Errors
    /// What the database says.
    pub fn second_folder(&self) -> Result<Option<PathBuf>> {
        self.read(|database| setting::get::<Option<PathBuf>>(database, BACKUP_SECOND)).map(Option::flatten)
    }

    /// Chooses a second folder for backups, or none.
    ///
    /// # Errors
    /// [`Error::Invalid`] if it is not a folder or lies in the vault.
    pub fn set_second_folder(&self, folder: Option<&Path>) -> Result<()> {
        let folder = folder
            .map(|folder| {
                let found = folder.canonicalize().map_err(|error| Error::file(folder, error))?;
                let vault = self.folder().and_then(|vault| vault.canonicalize().ok());
                if !found.is_dir() {
                    return Err(Error::invalid("second folder", "is not a folder"));
                }
                if vault.is_some_and(|vault| found.starts_with(vault)) {
                    return Err(Error::invalid("second folder", "lies in the vault itself"));
                }
                Ok(found)
            })
            .transpose()?;
        self.write(|write| setting::set(write, BACKUP_SECOND, &folder))
    }

    /// Where backups go in the second folder, if one was chosen and it is there.
    pub(super) fn second_backups(&self) -> Result<Option<PathBuf>> {
        Ok(self.second_folder()?.filter(|folder| folder.is_dir()).map(|folder| folder.join(FOLDER)))
    }

    /// Copies the backup `file` to the second folder, if there is to be a copy.
    pub(super) fn copy_to_second(&self, file: &str, keys: Keys<'_>) -> Result<Option<SecondCopy>> {
        let Some(folder) = self.second_folder()? else { return Ok(None) };
        let copied = if folder.is_dir() {
            copy(&self.backup_folder()?, &folder.join(FOLDER), file, keys)
        } else {
            Err(Error::invalid("second folder", "is not there"))
        };
        if copied.is_ok() {
            keep::let_go(&folder.join(FOLDER), keys, self.world());
        }
        let problem = copied.err().map(|error| error.to_string());
        Ok(Some(SecondCopy { folder: folder.display().to_string(), problem }))
    }
}

fn copy(from: &Path, to: &Path, name: &str, keys: Keys<'_>) -> Result<()> {
    let files = to.join(ATTACHMENTS);
    let _alone = Alone::in_folder(to)?;
    disk::private_folder(&files)?;
    let source = Opened::glance(&from.join(name), keys)?;
    let seals = source.key.seals(source.label.vault);
    for one in files::listed(&source.database)?.iter().filter(|one| !one.is_in(&files)) {
        match files::copy(one, &from.join(ATTACHMENTS), &files, &seals) {
            // Reported when the backup was made.
            Ok(()) | Err(Error::Damaged(_)) => {}
            Err(error) => return Err(error),
        }
    }
    let part = to.join(format!(".{name}.part"));
    let target = to.join(name);
    let copied = fs::copy(from.join(name), &part)
        .and_then(|_| File::open(&part)?.sync_all())
        .map_err(|error| Error::file(&target, error))
        // Every byte, before it gets its name.
        .and_then(|()| Opened::open(&part, keys).map(drop))
        .and_then(|()| {
            fs::rename(&part, &target).and_then(|()| disk::sync_folder(to)).map_err(|error| Error::file(&target, error))
        });
    if copied.is_err() {
        // Ours, and incomplete.
        let _ = fs::remove_file(&part);
    }
    copied
}
