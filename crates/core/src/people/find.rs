//! Finding somebody by what they are called.

use super::name::{self, NAMES};
use super::row::Row;
use crate::error::{Error, Result};
use crate::id::PersonId;
use crate::search::is_called;
use crate::vault::Vault;

impl Vault {
    /// The one who is meant by `text`: an identity, a name or another name, or a word of a name that fits
    /// nobody else.
    ///
    /// # Errors
    /// [`Error::NotFound`], or [`Error::Invalid`] where it fits more than one.
    pub fn find_person(&self, text: &str) -> Result<PersonId> {
        self.read(|database| {
            if let Ok(id) = text.trim().parse() {
                return Row::follow(database, id).map(|row| row.id);
            }
            if let Some(id) = name::named(database, text)? {
                return Ok(id);
            }
            let mut fitting = Vec::new();
            let mut select = database.prepare_cached(NAMES)?;
            let mut rows = select.query([])?;
            while let Some(row) = rows.next()? {
                if is_called(row.get_ref(0)?.as_str().unwrap_or_default(), text) {
                    fitting.push(row.get(1)?);
                }
            }
            fitting.sort_unstable();
            fitting.dedup();
            match fitting.as_slice() {
                [] => Err(Error::NotFound { what: "person" }),
                [seq] => Row::numbered(database, *seq).map(|row| row.id),
                several => Err(Error::invalid("person", format!("fits {} people", several.len()))),
            }
        })
    }
}
