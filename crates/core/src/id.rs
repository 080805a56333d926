//! Identities that leave the device: UUIDs of version 7, one type for each kind of row.

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::world::World;

/// Draws a version 7 UUID: 48 bits of time, the rest chance.
pub(crate) fn draw(world: &dyn World) -> Result<Uuid> {
    let mut chance = [0u8; 10];
    world.fill(&mut chance)?;
    let millis = u64::try_from(world.now().timestamp_millis()).unwrap_or(0);
    Ok(uuid::Builder::from_unix_timestamp_millis(millis, &chance).into_uuid())
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, specta::Type)]
        #[serde(transparent)]
        pub struct $name(#[specta(type = String)] Uuid);

        impl $name {
            /// A new one.
            ///
            /// # Errors
            /// When the world has no randomness to give.
            pub fn draw(world: &dyn World) -> Result<Self> {
                draw(world).map(Self)
            }

            /// The moment at which it was drawn.
            pub fn drawn(&self) -> crate::world::Timestamp {
                let [a, b, c, d, e, f, ..] = *self.0.as_bytes();
                crate::world::Timestamp::from_millis(i64::from_be_bytes([0, 0, a, b, c, d, e, f]))
            }

            /// The one with these sixteen bytes.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }

            /// The sixteen bytes, most significant first.
            pub const fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(&self.0, f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = crate::Error;
            fn from_str(text: &str) -> Result<Self> {
                Uuid::try_parse(text)
                    .map(Self)
                    .map_err(|_| crate::Error::invalid("id", "not an id"))
            }
        }

        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(ToSqlOutput::Borrowed(ValueRef::Blob(self.0.as_bytes())))
            }
        }

        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                let bytes: [u8; 16] = value.as_blob()?.try_into().map_err(|_| FromSqlError::InvalidType)?;
                Ok(Self::from_bytes(bytes))
            }
        }
    )*};
}

ids! {
    /// An entry of the journal.
    EntryId;
    /// A version of an entry.
    RevisionId;
    /// A person in the journal.
    PersonId;
    /// A tag or a project.
    TagId;
    /// A competency of a framework.
    CompetencyId;
    /// A framework of competencies.
    FrameworkId;
    /// A file kept with an entry.
    AttachmentId;
    /// A device that writes to the vault.
    DeviceId;
    /// Something kept beside the entries.
    RecordId;
    /// The vault itself.
    VaultId;
}

/// Entries as a list for `IN (SELECT unhex(value) FROM json_each(?))`.
pub(crate) fn list<'a>(entries: impl IntoIterator<Item = &'a EntryId>) -> Result<String> {
    let digits: Vec<String> = entries.into_iter().map(|id| id.to_string().replace('-', "")).collect();
    serde_json::to_string(&digits).map_err(|_| Error::invalid("entry", "cannot be looked for"))
}
