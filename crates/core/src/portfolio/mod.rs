//! The document that is made of the evidence, for a review, a promotion or an interview.
//!
//! ```text
//! Brief ── compose ──► Portfolio ──┬── redact      the same without what its reader is not to know
//!          (once)      (one model) ├── lint        what to look at before it is handed in
//!                                  ├── to_pdf      typst, with our fonts and nothing else
//!                                  ├── to_pages    the same pages as pictures
//!                                  ├── outline ──┬── to_docx
//!                                  │             ├── to_html
//!                                  │             └── to_markdown
//!                                  └── to_json     lossless
//!
//! Export (a file of it) ── keep_export ──► KeptExport ── changes ──► what is new since
//! ```
//!
//! Two rules hold it together. **Nothing is claimed that no entry says**: every line is taken word
//! for word from an entry, or counts entries, and names them; what is missing stays visible as a
//! question. **Private parts cannot get in**: what a portfolio is made of is read by [`material`]
//! alone, which has no place for them; nor for the words of somebody who may not be quoted.

mod agreed;
mod brief;
mod choose;
mod compose;
mod cover;
mod docx;
mod dossier;
mod drawing;
mod export;
mod format;
mod guard;
mod html;
mod json;
mod lint;
mod listed;
mod markdown;
mod markup;
mod material;
mod matrix;
mod model;
mod outline;
mod parts;
mod preview;
mod redact;
mod sections;
mod sentence;
mod tell;
#[cfg(test)]
mod tests;
mod texts;
mod typeset;
mod unseen;
mod versions;

pub use crate::typeset::forget;
pub use brief::{Brief, Paper, Preset};
pub use format::Format;
pub(crate) use markdown::escape;

pub use compose::{Composed, OtherStory};
pub(crate) use dossier::marks;
pub use dossier::{Case, Dossier, Edit};
pub use export::Export;
pub use lint::{Finding, FindingCode, Fix};
pub use model::{
    Expectation, Gap, Group, Measure, Month, Part, PartRole, Passage, PassageSort, Portfolio, Reference, Row, Setback,
    Shown, Statement, Story,
};
pub use preview::Preview;
pub use redact::{
    Leak, Leaks, Offer, Redacted, Redaction, RedactionProfile, RedactionTerm, Replacement, ReplacementContext,
    ReplacementSort, TermSort,
};
pub use typeset::Page;
pub use versions::{Difference, DifferenceSort, Differences, KeptExport, Topic};
pub(crate) use versions::{drop_incomplete, lost_files, sweep};
