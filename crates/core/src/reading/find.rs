//! Finding a reading by what somebody remembers of it.

use super::ReadingItem;
use crate::error::{Error, Result};
use crate::id::RecordId;
use crate::record;
use crate::vault::Vault;

impl Vault {
    /// The reading that is meant by `text`: the beginning of its identity, or a part of its title that fits
    /// no other.
    ///
    /// # Errors
    /// [`Error::NotFound`], or [`Error::Invalid`] where it fits more than one.
    pub fn find_reading(&self, text: &str) -> Result<RecordId> {
        let all = self.read(record::all::<ReadingItem>)?;
        let (wanted, prefix) = (text.trim().to_lowercase(), text.trim().replace('-', "").to_lowercase());
        let named = all.iter().find(|one| one.value.title.to_lowercase() == wanted);
        if let Some(one) = named {
            return Ok(one.id);
        }
        let is_meant = |one: &&record::Kept<ReadingItem>| {
            !wanted.is_empty()
                && (one.value.title.to_lowercase().contains(&wanted)
                    || one.id.to_string().replace('-', "").starts_with(&prefix))
        };
        match all.iter().filter(is_meant).collect::<Vec<_>>().as_slice() {
            [] => Err(Error::NotFound { what: "reading" }),
            [one] => Ok(one.id),
            several => Err(Error::invalid("reading", format!("fits {} of them", several.len()))),
        }
    }
}
