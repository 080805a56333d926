//! The history of an entry: every version, whole.
//!
//! Typing is saved at every pause, which would make a version out of every few words. So a pause
//! that *only added* words lets the newest version grow, as long as the sitting goes on and the
//! version is younger than ten minutes. The moment something is taken away, the version before
//! it is kept as it was. So every word that was ever saved stands in some version.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::entry::Content;
use super::read;
use super::save::{Saved, Sitting};
use crate::error::{Error, Result};
use crate::id::{EntryId, RevisionId};
use crate::vault::{Vault, Write};
use crate::world::Timestamp;

/// How long one version may grow, in milliseconds.
const GROWTH_MILLIS: i64 = 10 * 60 * 1000;

/// A version of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Revision {
    /// Its identity.
    pub id: RevisionId,
    /// When it was written, or last grew.
    pub made: Timestamp,
    /// The name of the device that wrote it.
    pub device: String,
    /// The entry as it was.
    pub content: Content,
}

impl Vault {
    /// Every version of an entry, newest first.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such entry.
    pub fn history(&self, id: EntryId) -> Result<Vec<Revision>> {
        self.read(|database| {
            let (seq, _) = read::find(database, id)?;
            let mut select = database.prepare_cached(
                "SELECT revision.id, made, device.name, snapshot FROM revision
                 JOIN device ON device.seq = revision.device
                 WHERE entry = ?1 ORDER BY stamp DESC, revision.seq DESC",
            )?;
            let rows = select.query_map([seq], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
            rows.map(|row| {
                let (id, made, device, snapshot): (_, i64, _, String) = row?;
                let content = parse(&snapshot)?;
                Ok(Revision { id, made: Timestamp::from_millis(made), device, content })
            })
            .collect()
        })
    }

    /// Makes an old version the newest again. The ones between stay.
    ///
    /// # Errors
    /// [`Error::NotFound`] if the entry has no such version.
    pub fn revert(&self, id: EntryId, revision: RevisionId) -> Result<Saved> {
        let version = self
            .history(id)?
            .into_iter()
            .find(|version| version.id == revision)
            .ok_or(Error::NotFound { what: "version" })?;
        self.edit(id, &version.content, Sitting::Ends)
    }
}

/// Keeps the first version of an entry.
pub(super) fn first(write: &Write<'_>, entry: i64, snapshot: &str, made: Timestamp) -> Result<RevisionId> {
    append(write, entry, None, snapshot, made)
}

/// Keeps a version of an entry, or lets the newest grow; none if nothing has changed.
pub(super) fn record(
    write: &Write<'_>,
    entry: i64,
    content: &Content,
    snapshot: &str,
    sitting: Sitting,
) -> Result<Option<RevisionId>> {
    let (seq, newest, device, before): (i64, RevisionId, i64, String) = write
        .prepare_cached(
            "SELECT seq, id, device, snapshot FROM revision WHERE entry = ?1 ORDER BY stamp DESC, seq DESC LIMIT 1",
        )?
        .query_row([entry], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    if before == snapshot {
        return Ok(None);
    }
    let was = parse(&before)?;
    if differ_in_names_only(&was, content) && reads_so(write, entry, content)? {
        return Ok(None);
    }
    let young = write.now.millis() - newest.drawn().millis() < GROWTH_MILLIS;
    if sitting == Sitting::Continues && young && device == write.device && only_grew(&was, content) {
        write.prepare_cached("UPDATE revision SET snapshot = ?2, made = ?3, stamp = ?4 WHERE seq = ?1")?.execute((
            seq,
            snapshot,
            write.now.millis(),
            write.stamp,
        ))?;
        return Ok(Some(newest));
    }
    append(write, entry, Some(newest), snapshot, write.now).map(Some)
}

/// The newest version and when it was made.
pub(super) fn newest(database: &Connection, entry: i64) -> Result<(RevisionId, Timestamp)> {
    Ok(database
        .prepare_cached("SELECT id, made FROM revision WHERE entry = ?1 ORDER BY stamp DESC, seq DESC LIMIT 1")?
        .query_row([entry], |row| Ok((row.get(0)?, Timestamp::from_millis(row.get(1)?))))?)
}

pub(super) fn append(
    write: &Write<'_>,
    entry: i64,
    parent: Option<RevisionId>,
    snapshot: &str,
    made: Timestamp,
) -> Result<RevisionId> {
    let id = RevisionId::draw(&write.world)?;
    write
        .prepare_cached(
            "INSERT INTO revision (id, entry, parent, snapshot, made, device, stamp) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute((id, entry, parent, snapshot, made.millis(), write.device, write.stamp))?;
    Ok(id)
}

fn parse(snapshot: &str) -> Result<Content> {
    serde_json::from_str(snapshot).map_err(|_| Error::Damaged("a version of an entry cannot be read"))
}

/// Whether two contents are the same but for what they call people. A version keeps the names that were
/// written; the entry says the names that they have now.
fn differ_in_names_only(before: &Content, after: &Content) -> bool {
    let mut nameless = before.clone();
    nameless.people.clone_from(&after.people);
    if let (Some(before), Some(after)) = (&mut nameless.facets.feedback, &after.facets.feedback) {
        before.from.clone_from(&after.from);
    }
    nameless == *after
}

/// Whether `content` is what the entry reads as anyway, whatever the order in which it names people.
fn reads_so(database: &Connection, entry: i64, content: &Content) -> Result<bool> {
    let ordered = |content: &Content| {
        let mut content = content.clone();
        content.people.sort_unstable();
        content
    };
    Ok(read::load(database, &[entry])?.first().is_some_and(|now| ordered(&now.content) == ordered(content)))
}

/// Whether `after` is `before` with words added and nothing else changed.
fn only_grew(before: &Content, after: &Content) -> bool {
    let texts = |content: &Content| [content.title.clone(), content.body.clone(), content.private.clone()];
    let bare = |content: &Content| Content {
        title: String::new(),
        body: String::new(),
        private: String::new(),
        ..content.clone()
    };
    bare(before) == bare(after) && texts(before).iter().zip(&texts(after)).all(|(before, after)| grew(before, after))
}

/// Whether `after` is `before` with one piece inserted: what they share at both ends is all of `before`.
fn grew(before: &str, after: &str) -> bool {
    let (before, after) = (before.as_bytes(), after.as_bytes());
    let ahead = before.iter().zip(after).take_while(|(left, right)| left == right).count();
    let behind = before.iter().rev().zip(after.iter().rev()).take_while(|(left, right)| left == right).count();
    ahead + behind >= before.len() && after.len() >= before.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn an_insertion_is_growth(head in ".{0,12}", middle in ".{0,12}", tail in ".{0,12}") {
            let before = format!("{head}{tail}");
            let after = format!("{head}{middle}{tail}");
            prop_assert!(grew(&before, &after));
        }

        #[test]
        fn growth_never_loses_a_character(before in "[ab ]{0,8}", after in "[ab ]{0,8}") {
            if grew(&before, &after) {
                let mut rest = after.chars();
                prop_assert!(before.chars().all(|one| rest.any(|other| other == one)), "a subsequence");
            }
        }
    }
}
