//! Key slots: each holds the vault key and says what it takes to get it out.
//!
//! An *open* slot takes nothing: the vault is encrypted, but not locked, and the program says so. A
//! passphrase is made into a key by Argon2id, at a price per try that stands in the slot; a recovery
//! code is chance enough to need no price. That key seals the vault key with XChaCha20-Poly1305. What
//! else a slot says is authenticated with it, so that nobody can lower the price or move a slot to
//! another vault.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use hkdf::Hkdf;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use std::time::{Duration, Instant};
use zeroize::Zeroizing;

use super::key::{Key, VaultKey, from_hex, to_hex};
use super::secret::{Code, Secret};
use crate::error::{Error, Result};
use crate::id::VaultId;
use crate::world::World;

const SALT: usize = 16;
const NONCE: usize = 24;
const SEALED: usize = 32 + 16;

/// One way to get at the vault key.
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(crate) enum Slot {
    /// The key lies here for anybody who can read the file.
    Open {
        /// The vault key, in hexadecimal.
        key: String,
    },
    /// A passphrase opens it.
    Passphrase {
        /// What one try costs.
        cost: Cost,
        #[serde(flatten)]
        sealed: Sealed,
    },
    /// The recovery code opens it.
    Recovery {
        #[serde(flatten)]
        sealed: Sealed,
    },
    /// What the system's keychain keeps opens it.
    Keychain {
        #[serde(flatten)]
        sealed: Sealed,
    },
}

/// The vault key, sealed. All in hexadecimal.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Sealed {
    salt: String,
    nonce: String,
    key: String,
}

/// What one try of a passphrase costs (the parameters of Argon2id, RFC 9106).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    /// Memory, in KiB.
    memory: u32,
    /// Passes over it.
    passes: u32,
    /// Lanes that can be filled side by side.
    lanes: u32,
}

impl Cost {
    /// As little as Argon2id allows, for tests that open many vaults.
    pub const LEAST: Self = Self { memory: 16, passes: 1, lanes: 2 };

    /// Memory for a try: what a small computer can spare, and a lot for somebody who tries thousands
    /// side by side.
    const MEMORY: u32 = 128 * 1024;

    /// How long a try is to take.
    const AIM: Duration = Duration::from_millis(500);

    /// Fewer passes than this give away memory for time (RFC 9106, section 4).
    const FEWEST_PASSES: u32 = 3;

    /// More than this is no price but a trap: somebody wrote it into the file so that opening never ends.
    const MOST: Self = Self { memory: 4 << 20, passes: 10_000, lanes: 64 };

    /// What takes about half a second on this computer. Takes some time itself.
    #[must_use]
    pub fn measured() -> Self {
        let one = Self { memory: Self::MEMORY, passes: 1, lanes: 2 };
        let begun = Instant::now();
        if one.derive(b"how long does this take?", &[0; SALT]).is_err() {
            return Self { passes: Self::FEWEST_PASSES, ..one };
        }
        let passes = Self::AIM.as_micros() / begun.elapsed().as_micros().max(1);
        let passes = u32::try_from(passes).unwrap_or(Self::MOST.passes);
        Self { passes: passes.clamp(Self::FEWEST_PASSES, 100), ..one }
    }

    fn derive(self, secret: &[u8], salt: &[u8]) -> Result<Key> {
        const UNUSABLE: Error = Error::Damaged("the key slot asks for something that cannot be computed");
        if self.memory > Self::MOST.memory || self.passes > Self::MOST.passes || self.lanes > Self::MOST.lanes {
            return Err(UNUSABLE);
        }
        let params = Params::new(self.memory, self.passes, self.lanes, Some(32)).map_err(|_| UNUSABLE)?;
        let mut key = Key([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(secret, salt, &mut key.0)
            .map_err(|_| UNUSABLE)?;
        Ok(key)
    }
}

impl Slot {
    pub(crate) fn open(key: &VaultKey) -> Self {
        Self::Open { key: to_hex(key.bytes()) }
    }

    pub(crate) fn passphrase(
        key: &VaultKey,
        passphrase: &Secret,
        cost: Cost,
        vault: VaultId,
        world: &dyn World,
    ) -> Result<Self> {
        let mut salt = [0; SALT];
        world.fill(&mut salt)?;
        let wrapping = cost.derive(passphrase.as_bytes(), &salt)?;
        let sealed = Sealed::seal(key, &wrapping, salt, &about_passphrase(vault, cost), world)?;
        Ok(Self::Passphrase { cost, sealed })
    }

    pub(crate) fn recovery(key: &VaultKey, code: &Code, vault: VaultId, world: &dyn World) -> Result<Self> {
        let mut salt = [0; SALT];
        world.fill(&mut salt)?;
        let sealed = Sealed::seal(key, &wrapping_of(code, &salt), salt, &about_recovery(vault), world)?;
        Ok(Self::Recovery { sealed })
    }

    pub(crate) fn keychain(key: &VaultKey, wrapping: &Key, vault: VaultId, world: &dyn World) -> Result<Self> {
        // Of no use to a key that is chance throughout; there because every sealed slot has one.
        let mut salt = [0; SALT];
        world.fill(&mut salt)?;
        Ok(Self::Keychain { sealed: Sealed::seal(key, wrapping, salt, &about_keychain(vault), world)? })
    }

    /// The vault key, if this slot is the keychain's and `wrapping` opens it.
    pub(crate) fn unlock_by_keychain(&self, wrapping: &Key, vault: VaultId) -> Result<Option<VaultKey>> {
        match self {
            Self::Keychain { sealed } => sealed.unseal(wrapping, &about_keychain(vault)),
            _ => Ok(None),
        }
    }

    /// The vault key, if this slot takes nothing.
    pub(crate) fn take(&self) -> Option<Result<VaultKey>> {
        match self {
            Self::Open { key } => {
                Some(from_hex(key).map(VaultKey::new).ok_or(Error::Damaged("the open key slot holds no key")))
            }
            Self::Passphrase { .. } | Self::Recovery { .. } | Self::Keychain { .. } => None,
        }
    }

    /// The vault key, if `secret` opens this slot.
    fn unlock(&self, secret: &Secret, vault: VaultId) -> Result<Option<VaultKey>> {
        match (self, secret.recovery()) {
            (Self::Open { .. }, _) => self.take().transpose(),
            (Self::Passphrase { cost, sealed }, _) => {
                let wrapping = cost.derive(secret.as_bytes(), &sealed.salt()?)?;
                sealed.unseal(&wrapping, &about_passphrase(vault, *cost))
            }
            (Self::Recovery { sealed }, Some(code)) => {
                sealed.unseal(&wrapping_of(&code, &sealed.salt()?), &about_recovery(vault))
            }
            (Self::Recovery { .. }, None) | (Self::Keychain { .. }, _) => Ok(None),
        }
    }
}

/// The vault key from the first slot that takes nothing.
pub(crate) fn open(slots: &[Slot]) -> Result<VaultKey> {
    if slots.is_empty() {
        return Err(Error::Damaged("vault.json has no key slot"));
    }
    slots.iter().find_map(Slot::take).unwrap_or(Err(Error::Locked))
}

/// The vault key from the first slot that `secret` opens. What is tried first costs least.
pub(crate) fn unlock(slots: &[Slot], secret: &Secret, vault: VaultId) -> Result<VaultKey> {
    let mut slots: Vec<&Slot> = slots.iter().collect();
    slots.sort_by_key(|slot| matches!(slot, Slot::Passphrase { .. }));
    for slot in &slots {
        if let Some(key) = slot.unlock(secret, vault)? {
            return Ok(key);
        }
    }
    Err(if slots.is_empty() { Error::Damaged("vault.json has no key slot") } else { Error::WrongSecret })
}

impl Sealed {
    fn seal(key: &VaultKey, wrapping: &Key, salt: [u8; SALT], about: &str, world: &dyn World) -> Result<Self> {
        let mut nonce = [0; NONCE];
        world.fill(&mut nonce)?;
        let sealed = XChaCha20Poly1305::new(&wrapping.0.into())
            .encrypt(&nonce.into(), Payload { msg: key.bytes(), aad: about.as_bytes() })
            .map_err(|_| Error::Damaged("the vault key could not be sealed"))?;
        Ok(Self { salt: to_hex(&salt), nonce: to_hex(&nonce), key: to_hex(&sealed) })
    }

    fn salt(&self) -> Result<[u8; SALT]> {
        from_hex(&self.salt).ok_or(Error::Damaged("a key slot has no salt"))
    }

    /// The vault key; none if it was sealed under another key.
    fn unseal(&self, wrapping: &Key, about: &str) -> Result<Option<VaultKey>> {
        let nonce: [u8; NONCE] = from_hex(&self.nonce).ok_or(Error::Damaged("a key slot has no nonce"))?;
        let sealed: [u8; SEALED] = from_hex(&self.key).ok_or(Error::Damaged("a key slot holds no key"))?;
        let opened = XChaCha20Poly1305::new(&wrapping.0.into())
            .decrypt(&nonce.into(), Payload { msg: &sealed, aad: about.as_bytes() });
        let Ok(opened) = opened.map(Zeroizing::new) else { return Ok(None) };
        Ok(opened.first_chunk().copied().map(VaultKey::new))
    }
}

/// What a slot says beside the sealed key, as it is authenticated. The words are part of the format.
fn about_passphrase(vault: VaultId, Cost { memory, passes, lanes }: Cost) -> String {
    format!("helmlog slot 1 passphrase {vault} argon2id-19 {memory} {passes} {lanes}")
}

fn about_recovery(vault: VaultId) -> String {
    format!("helmlog slot 1 recovery {vault} hkdf-sha256")
}

fn about_keychain(vault: VaultId) -> String {
    format!("helmlog slot 1 keychain {vault}")
}

fn wrapping_of(code: &Code, salt: &[u8; SALT]) -> Key {
    let mut key = Key([0; 32]);
    // Expanding fails only for more than 255 blocks; this is one.
    let _ = Hkdf::<Sha256>::new(Some(salt), code.as_bytes()).expand(b"helmlog 1 recovery", &mut key.0);
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Still;

    const VAULT: VaultId = VaultId::from_bytes([1; 16]);

    fn world() -> Still {
        Still::at("2026-11-23T09:41:00+00:00").unwrap()
    }

    fn slots() -> Vec<Slot> {
        let key = VaultKey::new([7; 32]);
        let code = Code::draw(&world()).unwrap();
        vec![
            Slot::passphrase(&key, &Secret::new("correct horse"), Cost::LEAST, VAULT, &world()).unwrap(),
            Slot::recovery(&key, &code, VAULT, &world()).unwrap(),
        ]
    }

    #[test]
    fn the_passphrase_and_the_code_give_the_same_key_and_nothing_else_does() {
        let code = Code::draw(&world()).unwrap().words();
        for secret in ["correct horse", code.as_str()] {
            assert_eq!(unlock(&slots(), &Secret::new(secret), VAULT).unwrap().bytes(), &[7; 32]);
        }
        for wrong in ["Correct horse", "correct horse ", "", &code[..code.len() - 1]] {
            let found = unlock(&slots(), &Secret::new(wrong), VAULT).map(drop);
            assert!(matches!(found, Err(Error::WrongSecret)));
        }
        assert!(matches!(open(&slots()).map(drop), Err(Error::Locked)));
    }

    #[test]
    fn a_slot_of_another_vault_or_with_another_price_does_not_open() {
        let elsewhere = unlock(&slots(), &Secret::new("correct horse"), VaultId::from_bytes([2; 16]));
        assert!(matches!(elsewhere.map(drop), Err(Error::WrongSecret)));
        let mut cheaper = slots();
        if let Some(Slot::Passphrase { cost, .. }) = cheaper.first_mut() {
            cost.passes += 1;
        }
        assert!(matches!(unlock(&cheaper, &Secret::new("correct horse"), VAULT).map(drop), Err(Error::WrongSecret)));
    }

    #[test]
    fn a_price_that_nobody_can_pay_is_refused_at_once() {
        let trap = [
            Cost { passes: u32::MAX, ..Cost::LEAST },
            Cost { memory: u32::MAX, ..Cost::LEAST },
            Cost { lanes: u32::MAX, ..Cost::LEAST },
            Cost { memory: 0, ..Cost::LEAST },
            Cost { passes: 0, ..Cost::LEAST },
        ];
        for cost in trap {
            assert!(cost.derive(b"x", &[0; SALT]).is_err(), "{cost:?}");
        }
    }

    #[test]
    fn a_slot_is_written_as_one_object() {
        let text = serde_json::to_value(slots()).unwrap();
        let names = |at: usize| text[at].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(0), ["cost", "key", "kind", "nonce", "salt"]);
        assert_eq!(names(1), ["key", "kind", "nonce", "salt"]);
    }
}
