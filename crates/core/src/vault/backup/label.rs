//! What stands at the end of a backup, behind the pages of the database.
//!
//! ```text
//! pages     an SQLCipher database, under the vault's key for backups
//! label     JSON: what it is, who can open it, what is in it, and the SHA-256 of the pages
//! footer    the label's length (four bytes, least significant first), `HLB1`, and a seal: the
//!           HMAC-SHA256 of the label, its length and these four letters
//! ```
//!
//! Behind, because SQLite opens what is before it as it stands: a backup is looked into without being
//! unpacked, and no copy of it lies anywhere while that happens.

use std::io::{Read, Seek, SeekFrom};

use chacha20poly1305::KeyInit;
use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use specta::Type;

use crate::error::{Error, Result};
use crate::id::VaultId;
use crate::stamp::Stamp;
use crate::vault::key::{Purpose, VaultKey, to_hex};
use crate::vault::slot::Slot;
use crate::world::Timestamp;

const FORMAT: u32 = 1;
const MAGIC: &[u8; 4] = b"HLB1";
const SEAL: usize = 32;
const FOOTER: usize = 4 + MAGIC.len() + SEAL;

/// No label comes near this size.
const LARGEST: u64 = 1 << 20;

/// Why a backup was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// Somebody asked for it.
    ByHand,
    /// A day had passed since the last one.
    Daily,
    /// The window was closed.
    Closing,
    /// Entries were about to come in.
    BeforeImport,
    /// Another backup was about to take the place of the journal.
    BeforeRestore,
    /// A newer Helmlog was about to change the database's form.
    BeforeUpgrade,
}

impl Why {
    /// As it stands in a file's name.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::ByHand => "by-hand",
            Self::Daily => "daily",
            Self::Closing => "closing",
            Self::BeforeImport => "before-import",
            Self::BeforeRestore => "before-restore",
            Self::BeforeUpgrade => "before-upgrade",
        }
    }
}

/// What a backup says of itself.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Label {
    format: u32,
    /// The vault that it is of.
    pub(super) vault: VaultId,
    /// The ways to the vault's key, as they were.
    pub(super) slots: Vec<Slot>,
    pub(super) made: Timestamp,
    pub(super) why: Why,
    /// The number of the last migration that the database had seen.
    pub(super) schema: u32,
    /// The last change that is in it.
    pub(super) stamp: Stamp,
    pub(super) entries: u32,
    pub(super) versions: u32,
    pub(super) attachments: u32,
    /// How long the pages are.
    pub(super) bytes: u64,
    sha256: String,
}

/// What is in the database, as the label tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Contents {
    pub(super) schema: u32,
    pub(super) stamp: Stamp,
    pub(super) entries: u32,
    pub(super) versions: u32,
    pub(super) attachments: u32,
}

/// A label as it was read, with what shows whether it is genuine.
pub(super) struct Found {
    pub(super) label: Label,
    sealed: Vec<u8>,
    seal: [u8; SEAL],
}

#[derive(Deserialize)]
struct Version {
    format: u32,
}

impl Label {
    /// For pages that hash to `sha256`.
    pub(super) fn new(
        vault: VaultId,
        slots: Vec<Slot>,
        (made, why): (Timestamp, Why),
        contents: Contents,
        (bytes, sha256): (u64, [u8; 32]),
    ) -> Self {
        let Contents { schema, stamp, entries, versions, attachments } = contents;
        let sha256 = to_hex(&sha256);
        Self { format: FORMAT, vault, slots, made, why, schema, stamp, entries, versions, attachments, bytes, sha256 }
    }

    pub(super) fn contents(&self) -> Contents {
        Contents {
            schema: self.schema,
            stamp: self.stamp,
            entries: self.entries,
            versions: self.versions,
            attachments: self.attachments,
        }
    }

    /// Whether it takes a passphrase to open the backup.
    pub(super) fn is_locked(&self) -> bool {
        self.slots.iter().all(|slot| slot.take().is_none())
    }

    /// Label and footer, to be written behind the pages.
    pub(super) fn seal(&self, key: &VaultKey) -> Result<Vec<u8>> {
        const TOO_LONG: Error = Error::BadBackup("its label is too long");
        let mut bytes = serde_json::to_vec(self).map_err(|_| TOO_LONG)?;
        let length = u32::try_from(bytes.len()).map_err(|_| TOO_LONG)?;
        bytes.extend_from_slice(&length.to_le_bytes());
        bytes.extend_from_slice(MAGIC);
        let seal = mac(key, self.vault, &bytes)?.finalize().into_bytes();
        bytes.extend_from_slice(&seal);
        Ok(bytes)
    }
}

impl Found {
    /// Reads the end of `file`, which may be anything.
    pub(super) fn read(file: &mut (impl Read + Seek)) -> Result<Self> {
        const NONE: Error = Error::BadBackup("it has no label, so it is cut off or something else");
        const GARBLED: Error = Error::BadBackup("its label cannot be understood");
        let length = file.seek(SeekFrom::End(0)).map_err(|_| NONE)?;
        let before_footer = length.checked_sub(FOOTER as u64).ok_or(NONE)?;
        file.seek(SeekFrom::Start(before_footer)).map_err(|_| NONE)?;
        let mut footer = [0; FOOTER];
        file.read_exact(&mut footer).map_err(|_| NONE)?;
        let (said, rest) = footer.split_first_chunk::<4>().ok_or(NONE)?;
        let (magic, seal) = rest.split_first_chunk::<4>().ok_or(NONE)?;
        let seal: [u8; SEAL] = seal.try_into().map_err(|_| NONE)?;
        let said = u64::from(u32::from_le_bytes(*said));
        if magic != MAGIC || said > LARGEST {
            return Err(NONE);
        }
        let begins = before_footer.checked_sub(said).ok_or(NONE)?;
        file.seek(SeekFrom::Start(begins)).map_err(|_| NONE)?;
        let mut sealed = Vec::new();
        file.take(said + 8).read_to_end(&mut sealed).map_err(|_| NONE)?;
        let text = sealed.get(..sealed.len().saturating_sub(8)).unwrap_or_default();
        let Version { format } = serde_json::from_slice(text).map_err(|_| GARBLED)?;
        if format > FORMAT {
            return Err(Error::Newer { found: format, known: FORMAT });
        }
        let label: Label = serde_json::from_slice(text).map_err(|_| GARBLED)?;
        if label.bytes != begins {
            return Err(GARBLED);
        }
        Ok(Self { label, sealed, seal })
    }

    /// Whether it was sealed with `key`, and not changed since.
    pub(super) fn is_sealed_with(&self, key: &VaultKey) -> bool {
        mac(key, self.label.vault, &self.sealed).is_ok_and(|mac| mac.verify_slice(&self.seal).is_ok())
    }

    /// Reads the pages once and compares them with what the label says.
    pub(super) fn check_pages(&self, file: &mut (impl Read + Seek)) -> Result<()> {
        const CHANGED: Error = Error::BadBackup("it was changed or is damaged");
        file.seek(SeekFrom::Start(0)).map_err(|_| CHANGED)?;
        let (_, sha256) = hash(&mut file.take(self.label.bytes)).map_err(|_| CHANGED)?;
        if to_hex(&sha256) == self.label.sha256 { Ok(()) } else { Err(CHANGED) }
    }
}

/// The length and SHA-256 of everything that `from` holds.
pub(super) fn hash(from: &mut impl Read) -> std::io::Result<(u64, [u8; 32])> {
    let (mut hasher, mut bytes, mut chunk) = (Sha256::new(), 0, vec![0; 256 * 1024]);
    loop {
        match from.read(&mut chunk)? {
            0 => return Ok((bytes, hasher.finalize().into())),
            count => {
                hasher.update(chunk.get(..count).unwrap_or_default());
                bytes += count as u64;
            }
        }
    }
}

fn mac(key: &VaultKey, vault: VaultId, sealed: &[u8]) -> Result<Hmac<Sha256>> {
    let key = key.derive(vault, Purpose::BackupLabels);
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&key.0)
        .map_err(|_| Error::BadBackup("its label cannot be sealed"))?;
    mac.update(sealed);
    Ok(mac)
}

/// Reads a label from bytes, for whoever tries all kinds of them.
#[cfg(any(test, fuzzing))]
pub(crate) fn try_label(bytes: &[u8]) {
    if let Ok(found) = Found::read(&mut std::io::Cursor::new(bytes)) {
        let _ = found.label.is_locked();
        let _ = found.check_pages(&mut std::io::Cursor::new(bytes));
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use proptest::prelude::*;

    use super::*;

    const VAULT: VaultId = VaultId::from_bytes([1; 16]);

    fn key() -> VaultKey {
        VaultKey::new([7; 32])
    }

    fn sealed(pages: &[u8]) -> Vec<u8> {
        let contents = Contents { schema: 1, stamp: Stamp::default().next(5), entries: 2, versions: 3, attachments: 1 };
        let made = (Timestamp::from_millis(1_764_000_000_000), Why::ByHand);
        let hashed = hash(&mut Cursor::new(pages)).unwrap();
        let label = Label::new(VAULT, vec![Slot::open(&key())], made, contents, hashed);
        [pages, &label.seal(&key()).unwrap()].concat()
    }

    #[test]
    fn a_label_is_read_as_it_was_written_and_its_seal_fits_one_key() {
        let file = sealed(b"pages");
        let found = Found::read(&mut Cursor::new(&file)).unwrap();
        assert_eq!((found.label.entries, found.label.why, found.label.bytes), (2, Why::ByHand, 5));
        assert!(!found.label.is_locked());
        assert!(found.is_sealed_with(&key()));
        assert!(!found.is_sealed_with(&VaultKey::new([8; 32])));
        found.check_pages(&mut Cursor::new(&file)).unwrap();
    }

    #[test]
    fn no_byte_can_be_changed_and_none_left_out() {
        let file = sealed(&[5; 40]);
        let passes = |file: &[u8]| {
            let mut file = Cursor::new(file);
            Found::read(&mut file)
                .is_ok_and(|found| found.is_sealed_with(&key()) && found.check_pages(&mut file).is_ok())
        };
        assert!(passes(&file));
        for at in 0..file.len() {
            let mut flipped = file.clone();
            flipped[at] ^= 1;
            assert!(!passes(&flipped), "byte {at}");
            assert!(!passes(&file[..at]), "cut at {at}");
        }
    }

    #[test]
    fn a_label_of_the_future_is_refused_as_such() {
        let mut file = sealed(b"");
        let at = file.windows(10).position(|ten| ten == b"\"format\":1").unwrap();
        file[at + 9] = b'2';
        assert!(matches!(Found::read(&mut Cursor::new(&file)), Err(Error::Newer { found: 2, known: 1 })));
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_reader_panic(bytes: Vec<u8>, length: u32) {
            try_label(&bytes);
            let footer = [&bytes[..], &length.to_le_bytes(), MAGIC, &[0; SEAL]].concat();
            try_label(&footer);
        }
    }
}
