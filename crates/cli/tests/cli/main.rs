//! The command line as a script sees it: what it prints, how it ends, what it leaves behind.
//!
//! One binary, one module a subject. Each test has a home of its own; nothing of the machine's own
//! journal is ever touched.

#![cfg_attr(clippy, deny(warnings))]
// In a test a panic is how something is said.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod adding;
mod backup;
mod damage;
mod editing;
mod editor;
mod errors;
mod finding;
mod frameworks;
mod growing;
mod house;
mod importing;
mod locked;
mod people;
mod reading;
mod reading_list;
mod redacting;
mod returning;
mod sample;
mod suggesting;
mod terminal;
mod versions;
