//! One page of the database, opened without SQLite.
//!
//! SQLCipher seals each page by itself: AES-256-CBC under the raw key, then the IV, then an HMAC over
//! both and the page's number. The key of the HMAC comes from the raw key and the salt, which stands
//! in clear where the first page would say that it is SQLite's.

use aes::Aes256;
use aes::cipher::block_padding::NoPadding;
use aes::cipher::{BlockModeDecrypt, KeyIvInit};
use hmac::{Hmac, KeyInit, Mac};
use pbkdf2::pbkdf2_hmac_array;
use sha2::{Sha256, Sha512};

use crate::vault::connect::PAGE_BYTES;
use crate::vault::key::Key;

/// Bytes of a page as it lies on the disk.
pub(super) const PAGE: usize = PAGE_BYTES as usize;
/// Bytes at the end of a page that are SQLCipher's.
const IV: usize = 16;
const MAC: usize = 32;
/// Bytes of a page that are encrypted.
const SEALED: usize = PAGE - IV - MAC;
/// Bytes at the end of a page that SQLite leaves to SQLCipher: more than it needs, because they are
/// set aside before it hears that the HMAC is to be a shorter one.
pub(super) const RESERVED: usize = 80;
/// Bytes of a page that are SQLite's.
pub(super) const USABLE: usize = PAGE - RESERVED;
/// Bytes of the salt, with which the first page begins.
pub(super) const SALT: usize = 16;

/// SQLCipher's, so that the salt serves one key only.
const SALT_MASK: u8 = 0x3a;
const ROUNDS: u32 = 2;

/// What opens pages.
pub(super) struct Opener {
    key: Key,
    /// None where the salt is lost: pages can be read then, but not proven.
    mac: Option<Key>,
}

impl Opener {
    pub(super) fn proving(key: &Key, salt: [u8; SALT]) -> Self {
        let masked = salt.map(|byte| byte ^ SALT_MASK);
        Self { key: Key(key.0), mac: Some(Key(pbkdf2_hmac_array::<Sha512, 32>(&key.0, &masked, ROUNDS))) }
    }

    pub(super) fn trusting(key: &Key) -> Self {
        Self { key: Key(key.0), mac: None }
    }

    /// Whether a page that it opens is the one that was written.
    pub(super) fn proves(&self) -> bool {
        self.mac.is_some()
    }

    /// What SQLite wrote on page `number`, counted from 1; none if the page was changed since.
    pub(super) fn open(&self, number: u32, sealed: &[u8]) -> Option<Vec<u8>> {
        let start = if number == 1 { SALT } else { 0 };
        let (written, mac) = sealed.split_at_checked(SEALED + IV).filter(|(_, mac)| mac.len() == MAC)?;
        if let Some(key) = &self.mac {
            let mut genuine = <Hmac<Sha256> as KeyInit>::new_from_slice(&key.0).ok()?;
            genuine.update(written.get(start..)?);
            genuine.update(&number.to_le_bytes());
            genuine.verify_slice(mac).ok()?;
        }
        let (words, iv) = written.split_at_checked(SEALED)?;
        let mut page = words.to_vec();
        cbc::Decryptor::<Aes256>::new_from_slices(&self.key.0, iv)
            .ok()?
            .decrypt_padded::<NoPadding>(page.get_mut(start..)?)
            .ok()?;
        page.truncate(USABLE);
        Some(page)
    }
}
