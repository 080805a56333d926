//! Taking the sample journal away.

use std::collections::HashSet;

use super::{SETTING, SampleReport, Traces};
use crate::error::{Error, Result};
use crate::id::{EntryId, PersonId};
use crate::journal::SAMPLE;
use crate::vault::{Profile, Vault, Write, setting};
use crate::{portfolio, record};

/// The sample's own entries, also those in the trash or erased from it.
const OURS: &str = "(SELECT seq FROM entry WHERE source = ?1)";
/// The same by the identity that links go by.
const OUR_IDS: &str = "(SELECT id FROM entry WHERE source = ?1)";

impl Vault {
    /// Takes away what [`Vault::add_sample`] added, with what the user changed in it, and nothing
    /// else. Tags and people stay if an entry of the user's mentions them.
    ///
    /// Rows are deleted rather than marked as gone: a sample never leaves the device on which it
    /// was added, so nobody has to be told.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no sample journal in this vault.
    pub fn remove_sample(&self) -> Result<SampleReport> {
        self.write(|write| {
            let traces: Traces = setting::get(write, SETTING)?.ok_or(Error::NotFound { what: "sample journal" })?;
            note_touched(write)?;
            let tags = used_tags(write)?;
            cut_ties(write)?;
            let ours = ours(write)?;
            // Versions, evidence, tags, people and files of an entry go with it.
            let entries = write.execute("DELETE FROM entry WHERE source = ?1", [SAMPLE])?;
            for tag in tags {
                write.execute(
                    "DELETE FROM tag WHERE seq = ?1 AND NOT EXISTS (SELECT 1 FROM entry_tag WHERE tag = ?1)",
                    [tag],
                )?;
            }
            write.execute("DELETE FROM record WHERE sample = 1", [])?;
            record::forget(write, &|entry| ours.contains(entry))?;
            portfolio::sweep(write)?;
            let people = dismiss(write)?;
            forget_owner(write, &traces)?;
            write.execute("DELETE FROM setting WHERE key = ?1", [SETTING])?;
            Ok(SampleReport { entries: count(entries), people: count(people) })
        })
    }
}

/// The search index must hear of the entries that go, and of those that pointed at them.
fn note_touched(write: &Write<'_>) -> Result<()> {
    let sql = format!(
        "SELECT seq FROM entry WHERE source = ?1
         UNION SELECT seq FROM entry WHERE id IN (SELECT source FROM link WHERE target IN {OUR_IDS})"
    );
    let mut select = write.prepare(&sql)?;
    let mut rows = select.query([SAMPLE])?;
    while let Some(row) = rows.next()? {
        write.touch(row.get(0)?);
    }
    Ok(())
}

fn ours(write: &Write<'_>) -> Result<HashSet<EntryId>> {
    Ok(write
        .prepare("SELECT id FROM entry WHERE source = ?1")?
        .query_map([SAMPLE], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?)
}

fn used_tags(write: &Write<'_>) -> Result<Vec<i64>> {
    Ok(write
        .prepare(&format!("SELECT DISTINCT tag FROM entry_tag WHERE entry IN {OURS}"))?
        .query_map([SAMPLE], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?)
}

/// Removes what points at the sample's entries and would not go with them.
fn cut_ties(write: &Write<'_>) -> Result<()> {
    write.execute(&format!("DELETE FROM link WHERE source IN {OUR_IDS} OR target IN {OUR_IDS}"), [SAMPLE])?;
    write.execute(&format!("DELETE FROM draft WHERE entry IN {OUR_IDS} AND text = ''"), [SAMPLE])?;
    // Words that were being typed are the user's, wherever they were typed.
    write.execute(&format!("UPDATE draft SET entry = NULL WHERE entry IN {OUR_IDS}"), [SAMPLE])?;
    Ok(())
}

/// Removes the sample's people; those whom the user's own entries or records mention become the user's.
fn dismiss(write: &Write<'_>) -> Result<usize> {
    let unfiled = write
        .prepare(
            "SELECT seq, id FROM person
             WHERE sample = 1 AND NOT EXISTS (SELECT 1 FROM entry_person WHERE person = person.seq)",
        )?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<Vec<(i64, PersonId)>>>()?;
    let mut gone = 0;
    for (seq, id) in unfiled {
        if record::mentions(write, id)?.is_empty() {
            gone += write.execute("DELETE FROM person WHERE seq = ?1", [seq])?;
        }
    }
    write.execute("UPDATE person SET sample = 0 WHERE sample = 1", [])?;
    Ok(gone)
}

/// Empties the profile if it still is the sample's.
fn forget_owner(write: &Write<'_>, traces: &Traces) -> Result<()> {
    let profile: Option<Profile> = setting::get(write, setting::PROFILE)?;
    if traces.profile.is_some() && traces.profile == profile {
        write.execute("DELETE FROM setting WHERE key = ?1", [setting::PROFILE])?;
    }
    Ok(())
}

fn count(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}
