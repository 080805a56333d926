//! The way of an entry from a foreign file into the journal, the same for every format.

use super::report::ImportReport;
use crate::competency::Keys;
use crate::error::{Error, Result};
use crate::journal::{Content, NewEntry, Origin, insert_once};
use crate::vault::Write;
use crate::world::Timestamp;

/// What one item of a foreign file turned out to be.
pub(super) struct Item {
    /// Where it is in the file, counted from 1.
    pub(super) number: u64,
    /// The entry, or why there is none.
    pub(super) entry: Result<Box<Arrival>>,
    /// What had to be mended for that.
    pub(super) repairs: Vec<&'static str>,
}

/// An entry that has been read, whose words are in order, and that is not stored yet.
pub(super) struct Arrival {
    pub(super) content: Content,
    pub(super) origin: Origin,
    /// The language that its text is found to be in, unless it was said.
    pub(super) language: Option<&'static str>,
    /// The content as the first version keeps it.
    pub(super) snapshot: String,
    /// What Helmlog has no place for, as JSON.
    pub(super) metadata: Option<String>,
    pub(super) created: Timestamp,
}

/// Stores what can be stored of `item` and notes in `report` what became of it.
///
/// # Errors
/// Only when nothing more can be stored; what is wrong with the item is in the report.
pub(super) fn store(
    write: &Write<'_>,
    competencies: &Keys,
    unit: &str,
    item: Item,
    report: &mut ImportReport,
) -> Result<()> {
    let Item { number, entry, repairs } = item;
    let stored = entry.and_then(|arrival| {
        let new = NewEntry {
            origin: Some(&arrival.origin),
            language: arrival.language,
            snapshot: Some(&arrival.snapshot),
            metadata: arrival.metadata.as_deref(),
            created: Some(arrival.created),
            written_later: Some(false),
            checked: true,
            ..NewEntry::of(&arrival.content)
        };
        insert_once(write, competencies, &new).map(|stored| stored.is_some())
    });
    match stored {
        Ok(true) => {
            report.imported += 1;
            for what in repairs {
                report.repair(format!("{unit} {number}"), what);
            }
        }
        Ok(false) => report.duplicates += 1,
        Err(error @ Error::Invalid { .. }) => report.skip(format!("{unit} {number}"), error.to_string()),
        Err(error) => return Err(error),
    }
    Ok(())
}
