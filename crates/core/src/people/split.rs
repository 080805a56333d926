//! Taking two people apart who were merged.
//!
//! Each thing that the merge moved goes back where it still is what the merge made of it; what was changed
//! or written since stays with the one who stayed. So the undo of a merge that nothing followed leaves all
//! as it was, and a late one moves nothing that it did not bring.

use rusqlite::OptionalExtension;

use super::describe::put;
use super::file::ADD_AGAIN;
use super::merge::{Merge, Moved};
use super::name;
use super::row::Row;
use crate::error::{Error, Result};
use crate::id::{EntryId, PersonId, RecordId};
use crate::record;
use crate::vault::{Vault, Write};

impl Vault {
    /// Undoes a merge and returns who is there again.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Invalid`] where the name of the one who was gone is not theirs to take
    /// back any more.
    pub fn split_people(&self, merge: RecordId) -> Result<PersonId> {
        self.write(|write| {
            let joined: Merge = record::one(write, merge)?;
            let kept = Row::of(write, joined.kept)?;
            let gone: Option<i64> = write
                .prepare_cached("SELECT seq FROM person WHERE id = ?1 AND name = ?2 AND erased IS NOT NULL")?
                .query_row((joined.gone, &joined.name), |row| row.get(0))
                .optional()?;
            let Some(gone) = gone.filter(|_| matches!(name::is_other(write, kept.seq, &joined.name), Ok(true))) else {
                return Err(Error::invalid("person", "cannot be told apart: the name is used otherwise by now"));
            };
            split(write, &kept, gone, &joined)?;
            record::erase::<Merge>(write, merge)?;
            Ok(joined.gone)
        })
    }
}

fn split(write: &Write<'_>, kept: &Row, gone: i64, joined: &Merge) -> Result<()> {
    let Moved { gone: was, before, after, names, entries, both, feedback, places } = &joined.moved;
    name::forget(write, &joined.name)?;
    write.prepare_cached("UPDATE person SET erased = NULL, device = ?2, stamp = ?3 WHERE seq = ?1")?.execute((
        gone,
        write.device,
        write.stamp,
    ))?;
    put(write, gone, was.relation, &was.alias, &was.note)?;
    for one in names {
        write
            .prepare_cached(
                "UPDATE person_name SET person = ?3, device = ?4, stamp = ?5 WHERE name = ?1 AND person = ?2",
            )?
            .execute((one, kept.seq, gone, write.device, write.stamp))?;
    }
    for entry in entries {
        give_back(write, *entry, kept.seq, gone, true)?;
    }
    for entry in both {
        give_back(write, *entry, kept.seq, gone, false)?;
    }
    for (entry, said) in feedback {
        let seq: Option<i64> = write
            .prepare_cached(
                "SELECT seq FROM entry WHERE id = ?1 AND kind = 'feedback' AND facets ->> '$.feedback.from' = ?2
                   AND erased IS NULL",
            )?
            .query_row((entry, &kept.person.name), |row| row.get(0))
            .optional()?;
        if let Some(seq) = seq {
            name::put_giver(write, seq, said)?;
        }
    }
    record::repoint(write, places, joined.kept, joined.gone)?;
    let now = &kept.person;
    let relation = if now.relation == after.relation { before.relation } else { now.relation };
    let alias = if now.alias == after.alias { &before.alias } else { &now.alias };
    let note = if now.note == after.note { &before.note } else { &now.note };
    put(write, kept.seq, relation, alias, note)?;
    if joined.sample {
        write.prepare_cached("UPDATE person SET sample = 1 WHERE seq = ?1")?.execute([kept.seq])?;
    }
    name::touch_entries(write, kept.seq)
}

/// Files an entry with the one who is back, if it still is filed with the one who stayed.
fn give_back(write: &Write<'_>, entry: EntryId, kept: i64, gone: i64, away: bool) -> Result<()> {
    let seq: Option<i64> = write
        .prepare_cached(
            "SELECT entry.seq FROM entry JOIN entry_person ON entry_person.entry = entry.seq
             WHERE entry.id = ?1 AND person = ?2 AND removed IS NULL",
        )?
        .query_row((entry, kept), |row| row.get(0))
        .optional()?;
    let Some(seq) = seq else { return Ok(()) };
    if away {
        write
            .prepare_cached(
                "UPDATE entry_person SET removed = ?3, device = ?4, stamp = ?5 WHERE entry = ?1 AND person = ?2",
            )?
            .execute((seq, kept, write.now.millis(), write.device, write.stamp))?;
    }
    write.prepare_cached(ADD_AGAIN)?.execute((seq, gone, write.device, write.stamp))?;
    write.touch(seq);
    Ok(())
}
