//! How the vault is protected: setting, changing and removing its passphrase, and the recovery code.
//!
//! Except for the very first passphrase, each of these rewrites one small file, whatever the size of
//! the vault: either the old way in works afterwards, or the new one.

use std::path::Path;
use std::sync::PoisonError;

use rusqlite::Connection;

use super::header::Header;
use super::key::VaultKey;
use super::rotate::Rotation;
use super::secret::{Code, RecoveryCode, Secret};
use super::slot::{Cost, Slot};
use super::{Place, Vault, connect, hold, rotate, slot};
use crate::error::{Error, Result};

/// How a vault is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Protection {
    /// Whether it takes a passphrase to open it.
    pub passphrase: bool,
    /// Whether a recovery code opens it as well.
    pub recovery_code: bool,
    /// Whether the system's keychain opens it as well.
    pub keychain: bool,
}

impl Vault {
    /// How it is protected.
    ///
    /// # Errors
    /// When `vault.json` cannot be read.
    pub fn protection(&self) -> Result<Protection> {
        let Some(folder) = self.folder() else {
            return Ok(Protection { passphrase: false, recovery_code: false, keychain: false });
        };
        let header = Header::read(folder)?;
        Ok(Protection {
            passphrase: header.is_locked(),
            recovery_code: header.slots.iter().any(|slot| matches!(slot, Slot::Recovery { .. })),
            keychain: header.trusts_keychain(),
        })
    }

    /// Sets the first passphrase. Everything is encrypted anew, because the key so far lay on the
    /// disk for everybody to read; that takes as long as copying the vault and as much room.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a passphrase that is too short, or if there is one already.
    pub fn set_passphrase(&self, new: &Secret, cost: Cost) -> Result<()> {
        let folder = self.folder_to_write()?;
        let header = Header::read(folder)?;
        if header.is_locked() {
            return Err(Error::invalid("passphrase", "is set already; change it instead"));
        }
        let fresh = VaultKey::draw(self.world())?;
        let slot = Slot::passphrase(&fresh, new.choose()?, cost, self.id, self.world())?;
        let after = header.with(vec![slot]);
        self.move_to(folder, after, fresh)
    }

    /// Replaces the passphrase. The recovery code stays, and so does the keychain.
    ///
    /// # Errors
    /// [`Error::WrongSecret`] for the present one, [`Error::Invalid`] for the new one.
    pub fn change_passphrase(&self, present: &Secret, new: &Secret, cost: Cost) -> Result<()> {
        self.rewrite(present, |header, key| {
            let mut slots = vec![Slot::passphrase(key, new.choose()?, cost, self.id, self.world())?];
            slots.extend(header.slots_but(|slot| matches!(slot, Slot::Passphrase { .. })));
            Ok(slots)
        })
    }

    /// Removes passphrase, recovery code and keychain. The vault stays encrypted, but is not locked any more.
    ///
    /// # Errors
    /// [`Error::WrongSecret`].
    pub fn remove_passphrase(&self, present: &Secret) -> Result<()> {
        self.rewrite(present, |_, key| Ok(vec![Slot::open(key)]))
    }

    /// Makes a recovery code, in place of the one before. It is not kept anywhere: show it.
    ///
    /// # Errors
    /// [`Error::WrongSecret`], or [`Error::Invalid`] if there is no passphrase to recover from.
    pub fn make_recovery_code(&self, present: &Secret) -> Result<RecoveryCode> {
        let code = Code::draw(self.world())?;
        self.rewrite(present, |header, key| {
            let mut slots = header.slots_but(|slot| matches!(slot, Slot::Recovery { .. }));
            slots.push(Slot::recovery(key, &code, self.id, self.world())?);
            Ok(slots)
        })?;
        Ok(RecoveryCode(code))
    }

    /// Puts other slots into `vault.json`, for somebody who can open the ones that are there.
    pub(super) fn rewrite(
        &self,
        present: &Secret,
        slots: impl FnOnce(&Header, &VaultKey) -> Result<Vec<Slot>>,
    ) -> Result<()> {
        let folder = self.folder_to_write()?;
        // One change at a time.
        let _held = self.key.write().unwrap_or_else(PoisonError::into_inner);
        let header = Header::read(folder)?;
        if !header.is_locked() {
            return Err(Error::invalid("passphrase", "is not set"));
        }
        let key = slot::unlock(&header.slots, present, self.id)?;
        header.with(slots(&header, &key)?).write(folder)
    }

    /// Moves everything to the key `fresh`, as `header` will say.
    fn move_to(&self, folder: &Path, header: Header, fresh: VaultKey) -> Result<()> {
        let new = VaultKey::new(*fresh.bytes());
        self.replace(header, Some(fresh), |database, old| {
            Rotation { folder, vault: self.id, old, new: &new, world: self.world() }.copy(database)
        })
    }

    /// Puts what `prepare` lays into `rotation/` in the place of everything, under `header` and, if it
    /// is another one, the key `fresh`. Nobody reads or writes meanwhile.
    pub(super) fn replace(
        &self,
        mut header: Header,
        fresh: Option<VaultKey>,
        prepare: impl FnOnce(&Connection, &VaultKey) -> Result<()>,
    ) -> Result<()> {
        let folder = self.folder_to_write()?;
        let mut key = self.key.write().unwrap_or_else(PoisonError::into_inner);
        let mut writer = hold(&self.writer);
        let mut reader = self.reader.as_ref().map(hold);
        prepare(&writer, &key)?;
        // Closed while their file is replaced.
        *writer = Connection::open_in_memory()?;
        if let Some(reader) = reader.as_deref_mut() {
            *reader = Connection::open_in_memory()?;
        }
        let moved = rotate::take_effect(folder, &mut header);
        // Whatever has failed, what stands in the folder now is what counts.
        if let Some(fresh) = fresh
            && Header::read(folder)?.is_locked()
        {
            *key = fresh;
        }
        *writer = connect::writer(folder, self.id, &key, self.world())?;
        if let Some(reader) = reader.as_deref_mut() {
            *reader = connect::reader(folder, self.id, &key)?;
        }
        self.at_hand.let_go();
        moved
    }

    pub(super) fn folder_to_write(&self) -> Result<&Path> {
        match &self.place {
            Place::Folder(folder, _) => Ok(folder),
            Place::ReadOnly(_) => Err(Error::ReadOnly),
            Place::Memory => Err(Error::invalid("vault", "lies in memory, not in a folder")),
        }
    }
}

#[cfg(test)]
mod tests;
