//! Portfolios that were given away: each export is kept as it left, byte for byte, with what it was made for
//! and the document that it was made of, so that a later one can say what is new since.
//!
//! What is kept is frozen. It names entries as they were then, also those that have been erased since; who
//! wants nothing of them left removes the export.

mod compare;
mod differences;
mod keep;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use specta::Type;

pub use differences::{Difference, DifferenceSort, Differences, Topic};
pub(crate) use keep::{drop_incomplete, lost_files, sweep};

use super::brief::Brief;
use super::format::Format;
use super::redact::RedactionProfile;
use crate::record::Record;
use crate::world::Timestamp;

/// An export that was kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct KeptExport {
    /// Its number among all that were ever kept, from 1.
    pub number: u32,
    /// When it was made.
    pub made_at: Timestamp,
    /// What was asked for.
    pub brief: Brief,
    /// For whom it was.
    pub reader: RedactionProfile,
    /// What the file is.
    pub format: Format,
    /// What the file is called: "Growth portfolio 2026-11-23.pdf".
    pub file_name: String,
    /// Bytes of the file.
    pub bytes: u32,
    /// The SHA-256 of the file, in 64 hexadecimal digits.
    pub hash: String,
    /// The SHA-256 of the document that it was made of, which is kept as JSON.
    pub document: String,
    /// Stories told in it.
    pub stories: u32,
    /// Entries named in it.
    pub entries: u32,
}

/// The entries that it was made of are told by its document, as they were: nothing of it is taken back when one of them
/// goes.
impl Record for KeptExport {
    const SORT: &'static str = "kept_export";
    const WHAT: &'static str = "kept export";
}
