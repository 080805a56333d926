//! What an import is asked to do, how far it is, and what came of it.

use std::path::PathBuf;

use serde::Serialize;
use specta::Type;

/// Items that each list of a report names before it only counts. A file of another kind has
/// something wrong in every line, and nobody reads more than this.
const MOST_NAMED: usize = 10_000;

/// How to import.
#[derive(Debug, Clone, Default)]
pub struct ImportOptions {
    /// Where the words come from, for messages.
    pub from: PathBuf,
    /// Report what would happen and leave the journal as it is.
    pub dry_run: bool,
}

/// How far an import is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Type)]
pub struct Progress {
    /// Bytes read so far.
    #[specta(type = f64)]
    pub bytes: u64,
    /// Entries imported so far.
    pub imported: u32,
}

/// What came of an import.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Type)]
pub struct ImportReport {
    /// Entries that are in the journal now.
    pub imported: u32,
    /// What was left out, and why.
    pub skipped: Vec<Skipped>,
    /// What is in the journal, but not as it was in the file.
    pub repaired: Vec<Repaired>,
    /// Entries that had been imported before.
    pub duplicates: u32,
    /// Files that came along.
    pub attachments: u32,
    /// Items skipped or repaired that the two lists do not name, because they are long already.
    pub more: u32,
}

/// Something that was left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Skipped {
    /// Where it is, such as `line 17`.
    pub item: String,
    /// The field and what is wrong with it, without repeating it.
    pub why: String,
}

/// Something that was mended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Repaired {
    /// Where it is, such as `line 17`.
    pub item: String,
    /// What was done to it.
    pub what: String,
}

impl ImportReport {
    pub(super) fn skip(&mut self, item: impl Into<String>, why: impl Into<String>) {
        if self.skipped.len() < MOST_NAMED {
            self.skipped.push(Skipped { item: item.into(), why: why.into() });
        } else {
            self.more += 1;
        }
    }

    pub(super) fn repair(&mut self, item: impl Into<String>, what: impl Into<String>) {
        if self.repaired.len() < MOST_NAMED {
            self.repaired.push(Repaired { item: item.into(), what: what.into() });
        } else {
            self.more += 1;
        }
    }

    /// Whether there was something to import and all of it was unusable.
    pub fn is_failure(&self) -> bool {
        self.imported == 0 && self.duplicates == 0 && !self.skipped.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_of_a_million_bad_lines_stays_small_and_still_counts_them() {
        let mut report = ImportReport::default();
        for line in 0..1_000_000u32 {
            report.skip(format!("line {line}"), "text: is empty");
        }
        assert_eq!(report.skipped.len(), MOST_NAMED);
        assert_eq!(report.skipped.len() + report.more as usize, 1_000_000);
        assert!(report.is_failure());
    }
}
