//! A portfolio for people who must not read every name in it.
//!
//! ```text
//! people, projects, the author's list ──► Redaction ──► Portfolio::redact ──► Redacted
//!                                         (who, for whom)   (on the model, before anything is rendered)
//! ```
//!
//! [`profile`] is the table of what whom is told; `docs/redaction.md` gives the reasons. A name is found in whatever
//! form it stands ([`needle`], [`matcher`]) and gets an alias that is the same in every export of one vault
//! ([`alias`]). [`scan`] reads the produced file again and lets nothing out in which a name is left. Addresses ([`reach`]), days ([`dates`]) and sums ([`numbers`]) tell who somebody is, too.

mod alias;
mod apply;
mod common;
mod dates;
mod dictionary;
mod matcher;
mod needle;
mod numbers;
mod offer;
mod ours;
mod profile;
mod reach;
mod scan;
mod term;
#[cfg(test)]
mod tests;
mod text;
mod words;

pub use apply::{Redacted, Replacement, ReplacementContext};
pub use dictionary::Redaction;
pub use offer::Offer;
pub use profile::{RedactionProfile, ReplacementSort};
pub use scan::{Leak, Leaks};
pub use term::{RedactionTerm, TermSort};
