//! What its author makes of a composed document: which stories are told in which order, in which words,
//! and what was expected of them. It is laid over the composition and never mixed with it, so that new
//! entries still come in, and every word of the author's can be taken back.

mod change;
mod lay;

pub(super) use change::of;

use serde::{Deserialize, Serialize};
use specta::Type;

use super::brief::Preset;
use super::model::{Expectation, PartRole};
use crate::id::EntryId;
use crate::record::Record;

/// What its author has made of the document of one preset.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default)]
#[specta(skip_attr = "serde")]
pub struct Dossier {
    /// Which document.
    pub preset: Preset,
    /// What was expected of the author in its period.
    pub expectations: Vec<Expectation>,
    /// The stories in their order, each by an entry of it; those that are not named follow.
    pub order: Vec<EntryId>,
    /// Stories that are not to be told, each by an entry of it.
    pub left_out: Vec<EntryId>,
    /// What was written anew.
    pub edits: Vec<Edit>,
}

/// A part of a story in its author's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Edit {
    /// The entry that the story was named after.
    pub entry: EntryId,
    /// Which part; the title where there is none.
    pub role: Option<PartRole>,
    /// The words. A part without words is left out; a title cannot be.
    pub text: String,
}

impl Record for Dossier {
    const SORT: &'static str = "dossier";
    const WHAT: &'static str = "portfolio";

    fn entries(&self) -> Vec<EntryId> {
        let edited = self.edits.iter().map(|edit| &edit.entry);
        self.order.iter().chain(&self.left_out).chain(edited).copied().collect()
    }

    /// What was written about a story goes with the entry that it was written about.
    fn without(mut self, gone: impl Fn(&EntryId) -> bool) -> Option<Self> {
        self.order.retain(|entry| !gone(entry));
        self.left_out.retain(|entry| !gone(entry));
        self.edits.retain(|edit| !gone(&edit.entry));
        Some(self)
    }
}
