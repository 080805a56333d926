//! The system's keychain as a way into a locked vault.
//!
//! The slot is sealed with a key of its own, drawn for it, and that key is all that the keychain gets: it
//! opens nothing without `vault.json`, and taking the slot away makes it worthless. The passphrase stays.

use std::sync::PoisonError;

use zeroize::Zeroizing;

use super::Vault;
use super::header::Header;
use super::key::Key;
use super::secret::Secret;
use super::slot::Slot;
use crate::error::{Error, Result};

/// Where the system keeps secrets for a user who is logged in. What is kept is still there after the next
/// start of the computer, or the keychain refuses.
pub trait Keychain: Send + Sync {
    /// Keeps `secret` under `name`, in place of what was there.
    ///
    /// # Errors
    /// [`Error::Keychain`] with the reason.
    fn keep(&self, name: &str, secret: &[u8]) -> Result<()>;

    /// What is kept under `name`, if anything is.
    ///
    /// # Errors
    /// [`Error::Keychain`] with the reason.
    fn give(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>>;

    /// Keeps nothing under `name` any more.
    ///
    /// # Errors
    /// [`Error::Keychain`] with the reason.
    fn forget(&self, name: &str) -> Result<()>;
}

impl Vault {
    /// Lets the keychain open the vault as well, for as long as the user is logged in.
    ///
    /// # Errors
    /// [`Error::WrongSecret`], [`Error::Keychain`], or [`Error::Invalid`] if there is no passphrase.
    pub fn trust_keychain(&self, present: &Secret, keychain: &dyn Keychain) -> Result<()> {
        let mut wrapping = Key([0; 32]);
        self.world().fill(&mut wrapping.0)?;
        self.rewrite(present, |header, key| {
            let name = header.vault.to_string();
            keychain.keep(&name, &wrapping.0)?;
            // Some services answer before anything is kept.
            if keychain.give(&name)?.is_none_or(|kept| *kept != wrapping.0) {
                return Err(Error::Keychain("it did not keep what it was given"));
            }
            let mut slots: Vec<Slot> = header.slots_but(|slot| matches!(slot, Slot::Keychain { .. }));
            slots.push(Slot::keychain(key, &wrapping, header.vault, self.world())?);
            Ok(slots)
        })
    }

    /// Takes that way in away. It needs no passphrase: nobody gets in who could not before.
    ///
    /// # Errors
    /// What the disk says. That the keychain keeps a key which opens nothing is no error.
    pub fn distrust_keychain(&self, keychain: &dyn Keychain) -> Result<()> {
        let folder = self.folder_to_write()?;
        let _held = self.key.write().unwrap_or_else(PoisonError::into_inner);
        let header = Header::read(folder)?;
        header.with(header.slots_but(|slot| matches!(slot, Slot::Keychain { .. }))).write(folder)?;
        let _ = keychain.forget(&header.vault.to_string());
        Ok(())
    }
}

/// Whether the vault in `folder` can be opened by the keychain. False if that cannot be told.
pub fn trusts_keychain(folder: &std::path::Path) -> bool {
    Header::read(folder).is_ok_and(|header| header.trusts_keychain())
}

impl Header {
    pub(super) fn trusts_keychain(&self) -> bool {
        self.slots.iter().any(|slot| matches!(slot, Slot::Keychain { .. }))
    }

    pub(super) fn slots_but(&self, gone: impl Fn(&Slot) -> bool) -> Vec<Slot> {
        self.slots.iter().filter(|slot| !gone(slot)).cloned().collect()
    }

    pub(super) fn unlock_by(&self, keychain: &dyn Keychain) -> Result<super::key::VaultKey> {
        const UNFIT: Error = Error::Keychain("it has no key for this vault any more");
        if !self.trusts_keychain() {
            return Err(Error::Locked);
        }
        let kept = keychain.give(&self.vault.to_string())?.ok_or(UNFIT)?;
        let wrapping = Key(kept.as_slice().try_into().map_err(|_| UNFIT)?);
        for slot in &self.slots {
            if let Some(key) = slot.unlock_by_keychain(&wrapping, self.vault)? {
                return Ok(key);
            }
        }
        Err(UNFIT)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::sync::{Arc, Mutex};

    use super::*;
    use crate::journal::Content;
    use crate::vault::{By, Cost, RecoveryCode};
    use crate::world::{Still, World};

    /// A keychain in memory.
    #[derive(Default)]
    struct Pocket(Mutex<HashMap<String, Vec<u8>>>);

    impl Keychain for Pocket {
        fn keep(&self, name: &str, secret: &[u8]) -> Result<()> {
            self.0.lock().unwrap().insert(name.to_owned(), secret.to_vec());
            Ok(())
        }

        fn give(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>> {
            Ok(self.0.lock().unwrap().get(name).cloned().map(Zeroizing::new))
        }

        fn forget(&self, name: &str) -> Result<()> {
            self.0.lock().unwrap().remove(name);
            Ok(())
        }
    }

    /// One that says yes and keeps nothing.
    struct Sieve;

    impl Keychain for Sieve {
        fn keep(&self, _: &str, _: &[u8]) -> Result<()> {
            Ok(())
        }

        fn give(&self, _: &str) -> Result<Option<Zeroizing<Vec<u8>>>> {
            Ok(None)
        }

        fn forget(&self, _: &str) -> Result<()> {
            Err(Error::Keychain("there is none"))
        }
    }

    fn world() -> Arc<dyn World> {
        Arc::new(Still::at("2026-11-23T09:41:00+00:00").unwrap())
    }

    fn locked(folder: &std::path::Path) -> (Vault, Secret) {
        let vault = Vault::create(folder.join("vault"), world()).unwrap();
        let mut content = Content::on(vault.today(), "Etc/UTC");
        content.body = "Told Dana first.".into();
        vault.add(&content).unwrap();
        let secret = Secret::new("correct horse");
        vault.set_passphrase(&secret, Cost::LEAST).unwrap();
        (vault, secret)
    }

    #[test]
    fn the_keychain_opens_the_vault_beside_the_passphrase_until_it_is_distrusted() {
        let folder = tempfile::tempdir().unwrap();
        let (vault, secret) = locked(folder.path());
        let path = vault.folder().unwrap().to_owned();
        let pocket = Pocket::default();
        let wrong = vault.trust_keychain(&Secret::new("correct house"), &pocket);
        assert!(matches!(wrong, Err(Error::WrongSecret)));
        assert!(pocket.0.lock().unwrap().is_empty(), "nothing is kept for who does not know the passphrase");
        vault.trust_keychain(&secret, &pocket).unwrap();
        assert!(vault.protection().unwrap().keychain);
        drop(vault);
        assert!(trusts_keychain(&path));
        assert!(matches!(Vault::open(&path, world()), Err(Error::Locked)));
        drop(Vault::unlock(&path, &secret, world()).unwrap());
        drop(Vault::unlock_read_only(&path, By::Keychain(&pocket), world()).unwrap());
        let vault = Vault::unlock(&path, By::Keychain(&pocket), world()).unwrap();

        // It stays through a change of the passphrase and a new recovery code.
        let fresh = Secret::new("battery staple");
        vault.change_passphrase(&secret, &fresh, Cost::LEAST).unwrap();
        let _: RecoveryCode = vault.make_recovery_code(&fresh).unwrap();
        drop(vault);
        let vault = Vault::unlock(&path, By::Keychain(&pocket), world()).unwrap();
        vault.distrust_keychain(&pocket).unwrap();
        drop(vault);
        assert!(pocket.0.lock().unwrap().is_empty());
        assert!(matches!(Vault::unlock(&path, By::Keychain(&pocket), world()), Err(Error::Locked)));
        let vault = Vault::unlock(&path, &fresh, world()).unwrap();
        assert!(vault.protection().unwrap().recovery_code);
        vault.trust_keychain(&fresh, &pocket).unwrap();
        vault.remove_passphrase(&fresh).unwrap();
        assert!(!vault.protection().unwrap().keychain);
    }

    #[test]
    fn a_keychain_that_keeps_nothing_or_something_else_is_not_trusted() {
        let folder = tempfile::tempdir().unwrap();
        let (vault, secret) = locked(folder.path());
        let path = vault.folder().unwrap().to_owned();
        let before = std::fs::read(path.join("vault.json")).unwrap();
        assert!(matches!(vault.trust_keychain(&secret, &Sieve), Err(Error::Keychain(_))));
        assert_eq!(std::fs::read(path.join("vault.json")).unwrap(), before);
        let pocket = Pocket::default();
        vault.trust_keychain(&secret, &pocket).unwrap();
        drop(vault);
        for kept in [Vec::new(), vec![7; 32], vec![7; 31]] {
            for secret in pocket.0.lock().unwrap().values_mut() {
                secret.clone_from(&kept);
            }
            assert!(matches!(Vault::unlock(&path, By::Keychain(&pocket), world()), Err(Error::Keychain(_))));
        }
        assert!(matches!(Vault::unlock(&path, By::Keychain(&Sieve), world()), Err(Error::Keychain(_))));
        let vault = Vault::unlock(&path, &secret, world()).unwrap();
        vault.distrust_keychain(&Sieve).unwrap();
        assert!(!vault.protection().unwrap().keychain);
    }
}
