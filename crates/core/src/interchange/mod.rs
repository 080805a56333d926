//! Coming from and going to other formats.
//!
//! An import is one transaction: all of it is in the journal, or nothing. Inside it, one bad item
//! never stops the rest, and nothing is dropped in silence: the [`ImportReport`] names what was
//! left out and what had to be mended. Each entry remembers what it was called where it came
//! from, so importing the same file again imports nothing twice.

mod arrival;
mod jsonl;
mod report;

pub use report::{ImportOptions, ImportReport, Progress, Repaired, Skipped};
