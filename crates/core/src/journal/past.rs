//! Entries that come with a past: their versions, their place in the trash, when all that was.

use super::entry::Content;
use super::history;
use super::save::{NewEntry, insert};
use crate::competency::Keys;
use crate::error::Result;
use crate::id::EntryId;
use crate::vault::Write;
use crate::world::Timestamp;

/// What an entry went through before it came here.
pub(crate) struct Past<'a> {
    /// Its versions, the oldest first; the last is what it is now.
    pub(crate) versions: &'a [PastVersion],
    /// When it was first saved.
    pub(crate) created: Timestamp,
    /// When it was last saved.
    pub(crate) modified: Timestamp,
    /// Since when it is in the trash.
    pub(crate) trashed: Option<Timestamp>,
    /// Whether it was written on a later day than the one it tells of, where that is known.
    pub(crate) written_later: Option<bool>,
    /// Where it was imported from and what it was called there.
    pub(crate) origin: Option<(&'a str, &'a str)>,
    /// What came with it and has no place, as JSON.
    pub(crate) metadata: Option<&'a str>,
}

/// A version as it was kept.
pub(crate) struct PastVersion {
    pub(crate) snapshot: String,
    pub(crate) made: Timestamp,
}

/// Stores an entry with its past, and returns its local number. Under `id`, or under a new one.
pub(crate) fn insert_with_past(
    write: &Write<'_>,
    competencies: &Keys,
    id: Option<EntryId>,
    content: &Content,
    past: &Past<'_>,
) -> Result<i64> {
    let mut versions = past.versions.iter();
    let new = NewEntry {
        id,
        snapshot: versions.next().map(|version| version.snapshot.as_str()),
        metadata: past.metadata,
        created: Some(past.created),
        written_later: past.written_later,
        ..NewEntry::of(content)
    };
    let (seq, saved) = insert(write, competencies, &new)?;
    let mut parent = saved.revision;
    for version in versions {
        parent = history::append(write, seq, Some(parent), &version.snapshot, version.made)?;
    }
    write.prepare_cached("UPDATE entry SET modified = ?2, trashed = ?3 WHERE seq = ?1")?.execute((
        seq,
        past.modified.millis(),
        past.trashed.map(Timestamp::millis),
    ))?;
    if let Some((source, key)) = past.origin {
        // Where another entry says that it came from there, that one keeps the name.
        write
            .prepare_cached("UPDATE OR IGNORE entry SET source = ?2, source_key = ?3 WHERE seq = ?1")?
            .execute((seq, source, key))?;
    }
    Ok(seq)
}
