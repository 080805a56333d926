//! The sample journal.
