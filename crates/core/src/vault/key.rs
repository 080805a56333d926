//! Keys and the slots that hold them.
//!
//! A vault has one random key. What is encrypted uses keys derived from it (HKDF-SHA256, the
//! vault's id as salt), so that no key serves two purposes. The vault key itself stands in
//! `vault.json`, once in each slot; a slot says what it takes to get it out. An *open* slot takes
//! nothing: the vault is encrypted, but not locked, and the program says so.

use hkdf::Hkdf;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::error::{Error, Result};
use crate::id::VaultId;
use crate::world::World;

/// Length of every key here, in bytes.
const KEY_LEN: usize = 32;

/// The key of a vault, and what is derived from it. Wiped when dropped.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(crate) struct VaultKey([u8; KEY_LEN]);

/// A key for one purpose. Wiped when dropped.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(crate) struct Key(pub(crate) [u8; KEY_LEN]);

/// What a derived key is for. The words are part of the format.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Purpose {
    /// The pages of the database.
    Database,
    /// The bytes of attachments.
    Attachments,
    /// The names of attachments.
    AttachmentNames,
}

impl Purpose {
    const fn word(self) -> &'static [u8] {
        match self {
            Self::Database => b"helmlog 1 database",
            Self::Attachments => b"helmlog 1 attachments",
            Self::AttachmentNames => b"helmlog 1 attachment names",
        }
    }
}

/// One way to get at the vault key.
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(crate) enum Slot {
    /// The key lies here for anybody who can read the file.
    Open {
        /// The vault key, in hexadecimal.
        key: String,
    },
}

impl VaultKey {
    pub(crate) fn draw(world: &dyn World) -> Result<Self> {
        let mut key = [0; KEY_LEN];
        world.fill(&mut key)?;
        Ok(Self(key))
    }

    pub(crate) fn open_slot(&self) -> Slot {
        Slot::Open { key: to_hex(&self.0) }
    }

    /// The key from the first slot that opens.
    pub(crate) fn from_slots(slots: &[Slot]) -> Result<Self> {
        match slots.first() {
            Some(Slot::Open { key }) => from_hex(key).map(Self).ok_or(Error::Damaged("the open key slot holds no key")),
            None => Err(Error::Damaged("vault.json has no key slot")),
        }
    }

    pub(crate) fn derive(&self, vault: VaultId, purpose: Purpose) -> Key {
        let mut key = [0; KEY_LEN];
        // Expanding fails only for more than 255 blocks; this is one.
        let _ = Hkdf::<Sha256>::new(Some(vault.as_bytes()), &self.0).expand(purpose.word(), &mut key);
        Key(key)
    }
}

impl Key {
    /// As SQLCipher takes a raw key, which skips its own derivation.
    pub(crate) fn pragma(&self) -> zeroize::Zeroizing<String> {
        zeroize::Zeroizing::new(format!("x'{}'", to_hex(&self.0)))
    }
}

pub(crate) fn to_hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn from_hex(text: &str) -> Option<[u8; KEY_LEN]> {
    let mut bytes = [0; KEY_LEN];
    if text.len() != KEY_LEN * 2 || !text.is_ascii() {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_key_comes_out_of_its_slot_as_it_went_in(key: [u8; 32]) {
            let slot = VaultKey(key).open_slot();
            prop_assert_eq!(VaultKey::from_slots(&[slot]).unwrap().0, key);
        }

        #[test]
        fn no_text_in_a_slot_makes_the_reader_panic(key in ".{0,80}") {
            let _ = VaultKey::from_slots(&[Slot::Open { key }]);
        }
    }

    #[test]
    fn no_two_purposes_and_no_two_vaults_share_a_key() {
        let key = VaultKey([7; 32]);
        let (one, two) = (VaultId::from_bytes([1; 16]), VaultId::from_bytes([2; 16]));
        let derived = [
            key.derive(one, Purpose::Database).0,
            key.derive(one, Purpose::Attachments).0,
            key.derive(one, Purpose::AttachmentNames).0,
            key.derive(two, Purpose::Database).0,
        ];
        for (at, left) in derived.iter().enumerate() {
            for right in &derived[at + 1..] {
                assert_ne!(left, right);
            }
        }
    }
}
