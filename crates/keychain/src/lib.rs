//! The system's keychain: where a desktop keeps secrets for a user who is logged in.
//!
//! On Linux this is the Secret Service (GNOME Keyring, KWallet, KeePassXC) over the session's bus, in
//! its default collection, which is on the disk and encrypted. There is no other place that is tried
//! when it is not there: a kernel keyring would be empty after the next start of the computer.

#![cfg_attr(clippy, deny(warnings))]

use helmlog_core::error::{Error, Result};
use helmlog_core::vault::Keychain;
use zeroize::Zeroizing;

/// The keychain of the system on which the program runs.
#[derive(Debug, Clone, Copy, Default)]
pub struct System;

#[cfg(target_os = "linux")]
mod service {
    use std::collections::HashMap;

    use keyring_core::api::CredentialStoreApi;
    use keyring_core::{Entry, Error as Refused};
    use zbus_secret_service_keyring_store::Store;

    use super::{Error, Keychain, Result, System, Zeroizing};

    /// What the secret is filed under, beside the vault's id.
    const SERVICE: &str = "Helmlog";

    impl Keychain for System {
        fn keep(&self, name: &str, secret: &[u8]) -> Result<()> {
            entry(name)?.set_secret(secret).map_err(|error| said(&error))
        }

        fn give(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>> {
            match entry(name)?.get_secret() {
                Ok(secret) => Ok(Some(Zeroizing::new(secret))),
                Err(Refused::NoEntry) => Ok(None),
                Err(error) => Err(said(&error)),
            }
        }

        fn forget(&self, name: &str) -> Result<()> {
            match entry(name)?.delete_credential() {
                Ok(()) | Err(Refused::NoEntry) => Ok(()),
                Err(error) => Err(said(&error)),
            }
        }
    }

    fn entry(name: &str) -> Result<Entry> {
        let store = Store::new().map_err(|error| said(&error))?;
        let label = HashMap::from([("label", "Helmlog: opens a journal")]);
        store.build(SERVICE, name, Some(&label)).map_err(|error| said(&error))
    }

    /// What the service says is about the bus and the collection, never about what is kept.
    fn said(error: &Refused) -> Error {
        Error::Keychain(match error {
            Refused::NoStorageAccess(_) => "it is locked, or nobody answers for it",
            Refused::Ambiguous(_) => "it holds two secrets of that name",
            Refused::NoDefaultStore => "there is none",
            _ => "it did not do what was asked",
        })
    }
}

#[cfg(not(target_os = "linux"))]
const UNSUPPORTED: Error = Error::Keychain("this system's is not supported yet");

#[cfg(not(target_os = "linux"))]
impl Keychain for System {
    fn keep(&self, _: &str, _: &[u8]) -> Result<()> {
        Err(UNSUPPORTED)
    }

    fn give(&self, _: &str) -> Result<Option<Zeroizing<Vec<u8>>>> {
        Err(UNSUPPORTED)
    }

    fn forget(&self, _: &str) -> Result<()> {
        Err(UNSUPPORTED)
    }
}
