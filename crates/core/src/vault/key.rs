//! Keys.
//!
//! A vault has one random key. What is encrypted uses keys derived from it (HKDF-SHA256, the
//! vault's id as salt), so that no key serves two purposes. The vault key itself stands in
//! `vault.json`, once in each slot (see [`super::slot`]).

use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::sealed::SealKeys;
use crate::error::Result;
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
    /// The pages of backups.
    Backups,
    /// The seals under backups' labels.
    BackupLabels,
    /// The copy of the search index.
    Index,
    /// What stands in the place of names that are left out.
    Aliases,
}

impl Purpose {
    const fn word(self) -> &'static [u8] {
        match self {
            Self::Database => b"helmlog 1 database",
            Self::Attachments => b"helmlog 1 attachments",
            Self::AttachmentNames => b"helmlog 1 attachment names",
            Self::Backups => b"helmlog 1 backups",
            Self::BackupLabels => b"helmlog 1 backup labels",
            Self::Index => b"helmlog 1 index",
            Self::Aliases => b"helmlog 1 aliases",
        }
    }
}

impl VaultKey {
    pub(crate) fn draw(world: &dyn World) -> Result<Self> {
        let mut key = [0; KEY_LEN];
        world.fill(&mut key)?;
        Ok(Self(key))
    }

    pub(crate) const fn new(key: [u8; KEY_LEN]) -> Self {
        Self(key)
    }

    /// To be put into a slot, and nowhere else.
    pub(crate) const fn bytes(&self) -> &[u8; KEY_LEN] {
        &self.0
    }

    /// What attachments of `vault` are sealed with.
    pub(crate) fn seals(&self, vault: VaultId) -> SealKeys {
        SealKeys {
            contents: self.derive(vault, Purpose::Attachments),
            names: self.derive(vault, Purpose::AttachmentNames),
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

pub(crate) fn from_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    if text.len() != N * 2 || !text.is_ascii() {
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
        fn bytes_are_read_back_from_hexadecimal(key: [u8; 32]) {
            prop_assert_eq!(from_hex(&to_hex(&key)), Some(key));
        }

        #[test]
        fn no_text_makes_the_reader_of_hexadecimal_panic(text in ".{0,80}") {
            let _ = from_hex::<16>(&text);
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
            key.derive(one, Purpose::Backups).0,
            key.derive(one, Purpose::BackupLabels).0,
            key.derive(one, Purpose::Index).0,
            key.derive(one, Purpose::Aliases).0,
            key.derive(two, Purpose::Database).0,
        ];
        for (at, left) in derived.iter().enumerate() {
            for right in &derived[at + 1..] {
                assert_ne!(left, right);
            }
        }
    }
}
