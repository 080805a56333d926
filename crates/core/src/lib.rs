//! Helmlog's core: everything that the product is, without a window around it.
//!
//! A [`Vault`] is a folder with a journal. Open one, and the rest are methods on it, in modules
//! named after what they are about:
//!
//! - [`journal`]: entries, their versions, the trash, tags;
//! - [`people`]: who they are about;
//! - [`competency`]: what entries are evidence for;
//! - [`search`]: finding them again;
//! - [`suggest`]: which competency an entry may show, while it is written;
//! - [`prompt`], [`template`]: questions and headings to begin with;
//! - [`lessons`]: what was learnt, coming back before it is forgotten;
//! - [`decisions`]: how often forecasts came true;
//! - [`review`]: a week looked back at, and what is told of it;
//! - [`growth`]: what the evidence amounts to;
//! - [`portfolio`]: the document made of it;
//! - [`reading`]: articles, books, talks and courses;
//! - [`record`]: what is kept beside the entries;
//! - [`interchange`]: coming from and going to other formats;
//! - [`vault`]: the folder, its keys, its database.
//!
//! SQLite is the truth. The search index is derived from it and lives in memory only.

#![cfg_attr(clippy, deny(warnings))]

pub mod competency;
pub mod decisions;
pub mod disk;
pub mod error;
#[cfg(fuzzing)]
pub mod fuzz;
pub mod growth;
pub mod id;
pub mod interchange;
pub mod journal;
mod language;
pub mod lessons;
pub mod markdown;
pub mod people;
pub mod portfolio;
pub mod prompt;
pub mod reading;
pub mod record;
pub mod review;
pub mod sample;
pub mod search;
pub mod stamp;
pub mod suggest;
pub mod template;
mod typeset;
pub mod vault;
pub mod world;

pub use error::{Error, ErrorCode, ErrorReport, Result};
pub use vault::Vault;
