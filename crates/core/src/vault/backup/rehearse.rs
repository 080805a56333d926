//! Trying out whether a backup brings everything back, without touching the journal.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Arc, PoisonError};
use std::time::Instant;

use serde::Serialize;
use specta::Type;

use super::make::{Tell, contents};
use super::open::{Keys, Opened};
use super::restore::{Came, header_of, install};
use super::{Alone, Backup, BackupProgress, name_of};
use crate::disk;
use crate::error::Result;
use crate::id::EntryId;
use crate::vault::Vault;
use crate::vault::key::VaultKey;
use crate::vault::secret::Secret;

/// How the name of the folder begins in which a backup is tried out.
pub(super) const SCRATCH: &str = "rehearsal-";

/// What a rehearsal has shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Rehearsal {
    /// The backup that was tried out.
    pub backup: Backup,
    /// Entries that were opened and read.
    pub entries: u32,
    /// Versions of entries that are there.
    pub versions: u32,
    /// Attached files that were read to their end.
    pub attachments: u32,
    /// Entries that a search would find.
    pub indexed: u32,
    /// How long it took, in milliseconds.
    pub took_ms: u32,
    /// What is wrong, in words that name no text of the user's. Empty when all is well.
    pub problems: Vec<String>,
}

impl Vault {
    /// Restores a backup into a scratch folder beside the backups, opens it there, reads every entry and
    /// every file, fills a search index, and removes it again. The journal is not touched. `secret` is
    /// needed if the backup was made under another passphrase.
    ///
    /// # Errors
    /// As [`Vault::verify_backup`], or [`crate::Error::Cancelled`].
    pub fn rehearse_restore(
        &self,
        file: &Path,
        secret: Option<&Secret>,
        tell: &mut dyn FnMut(BackupProgress) -> ControlFlow<()>,
    ) -> Result<Rehearsal> {
        let begun = Instant::now();
        let path = self.backup_path(file);
        let opened = {
            let key = self.key.read().unwrap_or_else(PoisonError::into_inner);
            Opened::open(&path, Keys { vault: Some((self.id, &key)), secret })?
        };
        let folder = self.backup_folder()?;
        let _alone = Alone::in_folder(&folder)?;
        let scratch = folder.join(format!("{SCRATCH}{}", self.world().now().timestamp_millis()));
        let tried = self.try_out(&opened, &scratch, tell);
        // Sealed like everything; what cannot be removed now is removed next time.
        let _ = std::fs::remove_dir_all(&scratch);
        let took_ms = u32::try_from(begun.elapsed().as_millis()).unwrap_or(u32::MAX);
        tried.map(|found| Rehearsal { backup: Backup { file: name_of(&path), ..found.backup }, took_ms, ..found })
    }

    fn try_out(&self, opened: &Opened, scratch: &Path, tell: Tell<'_>) -> Result<Rehearsal> {
        disk::private_folder(scratch)?;
        let Came { backup, missing, .. } =
            install(scratch, opened, header_of(opened), &opened.key, self.world(), tell)?;
        let key = VaultKey::new(*opened.key.bytes());
        let vault = Self::enter(scratch.to_owned(), Arc::clone(&self.world), |_| Ok(key))?;
        vault.fill_index()?;
        let check = vault.check()?;
        let mut problems = check.problems;
        if missing > 0 {
            problems.push(format!("attached files: {missing} are missing or damaged"));
        }
        let ids = vault.read(|database| {
            let mut select = database.prepare("SELECT id FROM entry WHERE erased IS NULL ORDER BY seq")?;
            let rows = select.query_map([], |row| row.get(0))?;
            Ok(rows.collect::<rusqlite::Result<Vec<EntryId>>>()?)
        })?;
        let mut entries = 0;
        for id in ids {
            match vault.entry(id) {
                Ok(_) => entries += 1,
                Err(error) => problems.push(format!("entry {id}: {error}")),
            }
        }
        let found = vault.read(contents)?;
        if (found.entries, found.versions) != (opened.label.entries, opened.label.versions) {
            problems.push("there is not as much in it as its label says".to_owned());
        }
        let (versions, attachments, indexed) = (check.versions, check.attachments, check.indexed);
        Ok(Rehearsal { backup, entries, versions, attachments, indexed, took_ms: 0, problems })
    }
}
