//! Giving somebody another name.

use super::name;
use super::row::Row;
use crate::error::{Error, Result};
use crate::id::PersonId;
use crate::vault::{Vault, Write};

impl Vault {
    /// Gives somebody another name. It reaches every entry that mentions them and the feedback that is from
    /// them; versions of entries keep the name that was written, and who writes it again means them.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Invalid`] for a name that cannot be one, or that is somebody else's.
    pub fn rename_person(&self, id: PersonId, name: &str) -> Result<()> {
        let new = name::tidy(name)?;
        self.write(|write| rename(write, &Row::of(write, id)?, &new))
    }

    /// Takes a new name back: somebody is called `before` again. The name that was a mistake is another name of
    /// theirs only if it is among `others`, which they had before.
    ///
    /// # Errors
    /// As [`rename_person`](Self::rename_person).
    pub fn undo_rename(&self, id: PersonId, before: &str, others: &[String]) -> Result<()> {
        let before = name::tidy(before)?;
        self.write(|write| {
            let row = Row::of(write, id)?;
            let wrong = &row.person.name;
            rename(write, &row, &before)?;
            if wrong.eq_ignore_ascii_case(&before) {
                Ok(())
            } else if others.iter().any(|other| other.eq_ignore_ascii_case(wrong)) {
                name::add(write, row.seq, wrong)
            } else {
                name::forget(write, wrong)
            }
        })
    }
}

fn rename(write: &Write<'_>, row: &Row, new: &str) -> Result<()> {
    let old = &row.person.name;
    if old == new {
        return Ok(());
    }
    if name::find(write, new)?.is_some_and(|whose| whose != row.seq) {
        return Err(Error::invalid("name", "is somebody else's: merge the two"));
    }
    name::forget(write, new)?;
    let was_written: bool = write
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM entry_person WHERE person = ?1)")?
        .query_row([row.seq], |row| row.get(0))?;
    let gave = name::rewrite_giver(write, old, new)?;
    if (was_written || !gave.is_empty()) && !old.eq_ignore_ascii_case(new) {
        name::add(write, row.seq, old)?;
    }
    write.prepare_cached("UPDATE person SET name = ?2, device = ?3, stamp = ?4 WHERE seq = ?1")?.execute((
        row.seq,
        new,
        write.device,
        write.stamp,
    ))?;
    name::touch_entries(write, row.seq)
}
