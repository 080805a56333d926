//! What is being written on this device, so that it is found as it was left.

use rusqlite::OptionalExtension;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::error::Result;
use crate::id::EntryId;
use crate::vault::Vault;

/// Something under way. Its words are an entry from the first pause on; `text` holds what cannot
/// be one yet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Composition {
    /// The entry that it has become.
    pub entry: Option<EntryId>,
    /// Words that are not in an entry.
    pub text: String,
}

/// The slot of the composition on the first screen.
const TODAY: &str = "today";

impl Vault {
    /// What was being written on the first screen. An entry in the trash is not.
    ///
    /// # Errors
    /// What the database says.
    pub fn composing_today(&self) -> Result<Composition> {
        self.composing(TODAY)
    }

    /// Remembers what is being written on the first screen; forgets it when there is nothing.
    ///
    /// # Errors
    /// What the database says.
    pub fn compose_today(&self, composition: &Composition) -> Result<()> {
        self.note_composing(TODAY, composition)
    }

    /// What was being written in `slot`.
    pub(crate) fn composing(&self, slot: &str) -> Result<Composition> {
        self.read(|database| {
            let found = database
                .prepare_cached(
                    "SELECT entry.id, text FROM draft
                     LEFT JOIN entry ON entry.id = draft.entry AND trashed IS NULL AND erased IS NULL
                     WHERE slot = ?1",
                )?
                .query_row([slot], |row| Ok(Composition { entry: row.get(0)?, text: row.get(1)? }))
                .optional()?;
            Ok(found.unwrap_or_default())
        })
    }

    /// Remembers what is being written in `slot`; forgets it when there is nothing.
    pub(crate) fn note_composing(&self, slot: &str, composition: &Composition) -> Result<()> {
        self.write(|write| {
            if *composition == Composition::default() {
                write.prepare_cached("DELETE FROM draft WHERE slot = ?1")?.execute([slot])?;
            } else {
                write
                    .prepare_cached("INSERT OR REPLACE INTO draft (slot, entry, text, saved) VALUES (?1, ?2, ?3, ?4)")?
                    .execute((slot, composition.entry, &composition.text, write.now.millis()))?;
            }
            Ok(())
        })
    }
}
