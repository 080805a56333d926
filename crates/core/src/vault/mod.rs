//! The vault: one folder with everything that a user owns, and the only way to it.
//!
//! ```text
//! vault.json     what it is, and its key slots
//! vault.lock     held by the one process that writes
//! journal.db     SQLCipher, under a key derived from the vault's
//! attachments/   sealed files, named by the keyed hash of what is in them
//! backups/       copies, kept before anything that could go wrong
//! index.sealed   a copy of the search index, which can be made again at any time
//! ```
//!
//! [`Vault`] is the façade of this crate. The rest of it adds methods to it, domain by domain;
//! each of these goes through [`Vault::read`] or [`Vault::write`].

mod aliases;
mod aside;
pub(crate) mod backup;
mod check;
pub(crate) mod connect;
mod early;
pub(crate) mod header;
pub(crate) mod key;
mod keychain;
mod lock;
mod migrate;
mod open;
mod place;
mod protect;
mod recovery_sheet;
mod rotate;
mod salvage;
pub(crate) mod sealed;
mod secret;
pub(crate) mod setting;
pub(crate) mod slot;
mod write;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};

use rusqlite::{Connection, TransactionBehavior};

pub use backup::{
    Backup, BackupProgress, BackupReport, Backups, Rehearsal, RestoreReport, SecondCopy, Why, backup_in, backups_in,
    restore_over, restore_to,
};
pub use check::CheckReport;
pub(crate) use key::to_hex;
pub use keychain::{Keychain, trusts_keychain};
pub use open::By;
pub use place::{VAULT_VARIABLE, default_folder};
pub use protect::Protection;
pub use salvage::{SalvageReport, salvage, salvage_over};
pub use secret::{RecoveryCode, Secret};
pub use setting::{Profile, Theme};
pub use slot::Cost;
pub(crate) use write::Write;

use crate::error::{Error, Result};
use crate::id::VaultId;
use crate::search::{AtHand, Index};
use crate::suggest::Suggester;
use crate::world::{Timestamp, World};
use early::with_early_sync;
use key::{Key, Purpose, VaultKey};
use lock::Lock;
use sealed::SealKeys;

/// The database's name in the folder.
pub(crate) const DATABASE: &str = "journal.db";
/// The copy of the search index.
pub(crate) const INDEX_COPY: &str = "index.sealed";
/// The folder of sealed files.
pub(crate) const ATTACHMENTS: &str = "attachments";
/// The folder of copies.
pub(crate) const BACKUPS: &str = "backups";

/// An open vault.
///
/// It may be shared between threads: one connection writes, another reads beside it, and the
/// search index has a thread of its own.
pub struct Vault {
    id: VaultId,
    /// Changes once, when a first passphrase is set.
    key: RwLock<VaultKey>,
    world: Arc<dyn World>,
    /// Beside the writer, so that reading does not wait for saving. In memory there is one
    /// connection for both. Before the writer here, because fields are dropped in order and only
    /// the last connection to close folds the log into the database.
    reader: Option<Mutex<Connection>>,
    writer: Mutex<Connection>,
    index: Index,
    /// What is known of how entries are tagged; in memory only, like the index.
    suggester: Suggester,
    /// What was read to be shown since the last save.
    at_hand: AtHand,
    /// Last, so that nobody comes in before the connections are closed.
    place: Place,
}

/// Where a vault is, and what may be done there.
enum Place {
    Memory,
    /// Locked against other writers for as long as this lives.
    Folder(PathBuf, Lock),
    ReadOnly(PathBuf),
}

impl Vault {
    /// Runs `look` on a connection that sees the last commit.
    pub(crate) fn read<T>(&self, look: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        look(&hold(self.reader.as_ref().unwrap_or(&self.writer)))
    }

    /// Runs `change` in a transaction. What it returns is durable when this returns; if it fails,
    /// nothing has happened. The search index hears of every entry that was touched.
    pub(crate) fn write<T>(&self, change: impl FnOnce(&Write<'_>) -> Result<T>) -> Result<T> {
        self.write_by(|write| write.commit(), change)
    }

    fn write_by<T>(
        &self,
        commit: impl FnOnce(Write<'_>) -> Result<Vec<i64>>,
        change: impl FnOnce(&Write<'_>) -> Result<T>,
    ) -> Result<T> {
        if matches!(self.place, Place::ReadOnly(_)) {
            return Err(Error::ReadOnly);
        }
        let mut connection = hold(&self.writer);
        let write = Write::begin(&mut connection, &*self.world)?;
        let result = change(&write)?;
        let committed = commit(write);
        self.at_hand.let_go();
        let touched = committed?;
        // Still under the writer's lock, so that the index hears of changes in their order.
        if !touched.is_empty() {
            self.index.follow(&connection, &touched);
            self.suggester.touch(&touched);
        }
        Ok(result)
    }

    /// Changes, in a transaction, what is no part of the journal: no backup is due for it.
    pub(crate) fn note(&self, change: impl FnOnce(&Connection) -> Result<()>) -> Result<()> {
        if matches!(self.place, Place::ReadOnly(_)) {
            return Err(Error::ReadOnly);
        }
        let mut connection = hold(&self.writer);
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        change(&transaction)?;
        Ok(transaction.commit()?)
    }

    /// As [`Vault::write`], for many thousand changes at once.
    pub(crate) fn write_much<T>(&self, change: impl FnOnce(&Write<'_>) -> Result<T>) -> Result<T> {
        let log = self.folder().map(|folder| folder.join(format!("{DATABASE}-wal")));
        let commit = |write: Write<'_>| match &log {
            Some(log) => with_early_sync(log, || write.commit()),
            None => write.commit(),
        };
        connect::give_room(&hold(&self.writer), true)?;
        let result = self.write_by(commit, change);
        connect::give_room(&hold(&self.writer), false)?;
        result
    }

    /// The folder, unless the vault is in memory.
    pub fn folder(&self) -> Option<&Path> {
        match &self.place {
            Place::Memory => None,
            Place::Folder(path, _) | Place::ReadOnly(path) => Some(path),
        }
    }

    /// Whether only reading is allowed.
    pub fn is_read_only(&self) -> bool {
        matches!(self.place, Place::ReadOnly(_))
    }

    /// When the journal was last saved, if whoever had it open before ended without closing it: a kill, or
    /// a loss of power. What was shown as saved later than that is missing.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn cut_off(&self) -> Result<Option<Timestamp>> {
        if !matches!(&self.place, Place::Folder(_, lock) if lock.was_cut_off()) {
            return Ok(None);
        }
        const LAST: &str = "SELECT max((SELECT max(since) FROM device),
            coalesce((SELECT max(modified) FROM entry), 0), coalesce((SELECT max(saved) FROM draft), 0))";
        let last: i64 = self.read(|database| Ok(database.query_row(LAST, [], |row| row.get(0))?))?;
        Ok(Some(Timestamp::from_millis(last)))
    }

    /// Where the time comes from.
    pub fn world(&self) -> &dyn World {
        &*self.world
    }

    /// Today on the user's calendar.
    pub fn today(&self) -> chrono::NaiveDate {
        self.world.now().date_naive()
    }

    pub(crate) fn index(&self) -> &Index {
        &self.index
    }

    pub(crate) fn suggester(&self) -> &Suggester {
        &self.suggester
    }

    pub(crate) fn at_hand(&self) -> &AtHand {
        &self.at_hand
    }

    /// What the copy of the search index is sealed with.
    pub(crate) fn index_key(&self) -> Key {
        self.derived(Purpose::Index)
    }

    fn derived(&self, purpose: Purpose) -> Key {
        self.key.read().unwrap_or_else(PoisonError::into_inner).derive(self.id, purpose)
    }

    /// What attachments are sealed with, for as long as they are held: a change of keys waits.
    pub(crate) fn seals(&self) -> Seals<'_> {
        let key = self.key.read().unwrap_or_else(PoisonError::into_inner);
        Seals { keys: key.seals(self.id), _held: key }
    }

    /// Waits until no sealed file is in use, and keeps it so while `work` runs.
    pub(crate) fn while_no_seals<T>(&self, work: impl FnOnce() -> T) -> T {
        let _held = self.key.write().unwrap_or_else(PoisonError::into_inner);
        work()
    }
}

/// The keys of sealed files while they are in use.
pub(crate) struct Seals<'v> {
    pub(crate) keys: SealKeys,
    _held: RwLockReadGuard<'v, VaultKey>,
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Vault").field("folder", &self.folder()).finish_non_exhaustive()
    }
}

/// A connection holds no half-made state between calls (transactions roll back when dropped), so
/// one whose holder panicked may be used again.
fn hold(connection: &Mutex<Connection>) -> MutexGuard<'_, Connection> {
    connection.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod upgrade_tests;
