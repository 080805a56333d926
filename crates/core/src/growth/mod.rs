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
//! Everything is computed from rows of the database when it is asked for; nothing of it is stored, so
//! nothing can be out of date. No text of an entry is read on the way.
//!
//! What somebody says beside their entries is kept as records: how they and others see them
//! ([`assessment`]), what they work on ([`plan`]) and the path that they are on ([`path`]).

mod assessment;
mod behind;
mod coverage;
mod evidence;
#[cfg(test)]
pub(crate) mod fixture;
mod leverage;
mod path;
mod period;
mod plan;
pub(crate) mod say;
mod situation;
mod standing;
mod strength;
#[cfg(test)]
mod tests;
mod why;
mod words;

pub use assessment::{Assessed, NewAssessment, Seen, Voice};
pub use behind::Behind;
pub use coverage::Coverage;
pub use leverage::Leverage;
pub use path::{Highlight, Milestone, Path, Post, Side, Step};
pub use period::Period;
pub use plan::{CountsFor, Focus, FocusState, NewFocus, Plan, Planned};
pub use standing::{Growth, NextStep, Standing};
pub use strength::Strength;

pub(crate) use assessment::{Assessment, seen};
pub(crate) use coverage::by_month;
pub(crate) use evidence::Evidence;
pub(crate) use plan::{Aim, open as open_focuses};
pub(crate) use standing::{Asked, next as next_steps, stand};
