//! What the evidence amounts to: for every competency the level that is shown, how strong the
//! evidence for it is, why, and what would make it stronger.
//!
//! Nothing here is a score. A [`Strength`] is one of four words, earned by facts that a reader can
//! check: in how many different situations the competency was shown, how long ago, with what
//! number or witness, and at which level. The demands are one table, in [`strength`]; what counts
//! as a situation of its own is said in [`situation`].
//!
//! ```text
//! evidence rows of a period ── situation ── facts per competency ── strength, level, words
//!      (evidence.rs)           one story      (standing.rs)        (strength.rs, why.rs)
//!                              counts once
//! ```
//!
//! Everything is computed from rows of the database when it is asked for; nothing is stored, so
//! nothing can be out of date. No text of an entry is read on the way.

mod behind;
mod evidence;
#[cfg(test)]
pub(crate) mod fixture;
mod period;
pub(crate) mod say;
mod situation;
mod standing;
mod strength;
#[cfg(test)]
mod tests;
mod why;

pub use behind::Behind;
pub use period::Period;
pub use standing::{Coverage, Focus, Growth, Standing};
pub use strength::Strength;

pub(crate) use evidence::Evidence;
pub(crate) use standing::{Asked, stand};
