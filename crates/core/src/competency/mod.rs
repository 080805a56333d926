//! Competencies: what a product leader is measured against, with one observable behaviour for each
//! level.
//!
//! A vault holds several frameworks side by side and one of them is in use. Everything that is counted
//! is counted in that one: a [`Yardstick`] says what evidence of the others counts for in it, by the
//! counterparts that the user has named ([`counterpart`]) and by how far each level reaches ([`level`]).
//! The tags of an entry stay what they are.
//!
//! Importing a framework that is there already makes a new version of it; what was expected before is
//! kept whole ([`version`]), so that an entry can be read beside what it was held against.

mod counterpart;
mod framework;
mod keys;
pub(crate) mod ladder;
mod level;
mod propose;
mod shelf;
mod store;
mod version;
mod yardstick;

#[cfg(test)]
mod tests;

pub use counterpart::{Mapping, Pair};
pub use framework::{Behaviour, Competency, Framework, Rung};
pub use keys::Keys;
pub(crate) use keys::{keys, seq};
pub use ladder::{Arrival, Choices, Form, LadderPreview, LadderReading, Note, Orientation, ladder_text};
pub use level::{FEWEST_LEVELS, Level, MOST_LEVELS, SCOPES};
pub use propose::Proposal;
pub use shelf::{Imported, Shelved};
pub(crate) use store::{install_default, target_level};
pub(crate) use version::reinstall;
pub use version::{Change, Then, Version};
pub(crate) use yardstick::Yardstick;
