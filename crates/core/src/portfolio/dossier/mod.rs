//! What its author makes of a composed document: which stories are told in which order, in which words,
//! and what was expected of them. It is laid over the composition and never mixed with it, so that new
//! entries still come in, and every word of the author's can be taken back.

mod change;
mod lay;
pub(crate) mod marks;

pub(super) use change::of;
pub(super) use lay::Told;

use serde::{Deserialize, Serialize};
use specta::Type;

use super::brief::Preset;
use super::model::{Expectation, PartRole};
use crate::growth::Period;
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
    /// The period of the document in which that was written last; none of those written before it was kept.
    pub expected_in: Option<Period>,
    /// The case on the cover in its author's words.
    pub case: Option<Case>,
    /// The stories in their order, each by an entry of it; those that are not named follow.
    pub order: Vec<EntryId>,
    /// Stories that are not to be told, each by an entry of it.
    pub left_out: Vec<EntryId>,
    /// What stands beside the stories and is not to be told: quotes, and what was brought about through others.
    pub unsaid: Vec<EntryId>,
    /// What was written anew.
    pub edits: Vec<Edit>,
}

/// A part of a story or of the setback in its author's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Edit {
    /// The entry that the story was named after.
    pub entry: EntryId,
    /// Which part; the title where there is none.
    pub role: Option<PartRole>,
    /// The words. A part without words is left out; a title cannot be.
    pub text: String,
    /// For each line the entries that it rests on; where there are none, what the part rested on as it was composed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Vec<EntryId>>,
}

/// The case in its author's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Case {
    /// A sentence a line.
    pub text: String,
    /// The period of the document in which it was written last; none where it belongs to none.
    #[serde(default)]
    pub period: Option<Period>,
    /// For each line the entries that it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Vec<EntryId>>,
}

impl Record for Dossier {
    const SORT: &'static str = "dossier";
    const WHAT: &'static str = "portfolio";

    fn entries(&self) -> Vec<EntryId> {
        let edited = self.edits.iter().flat_map(|edit| edit.sources.iter().flatten().chain([&edit.entry]));
        let case = self.case.iter().flat_map(|case| case.sources.iter().flatten());
        self.order.iter().chain(&self.left_out).chain(&self.unsaid).chain(edited).chain(case).copied().collect()
    }

    /// What was written about a story goes with the entry that it was written about.
    fn without(mut self, gone: impl Fn(&EntryId) -> bool) -> Option<Self> {
        for entries in [&mut self.order, &mut self.left_out, &mut self.unsaid] {
            entries.retain(|entry| !gone(entry));
        }
        self.edits.retain(|edit| !gone(&edit.entry));
        let edited = self.edits.iter_mut().flat_map(|edit| &mut edit.sources);
        for sources in edited.chain(self.case.iter_mut().flat_map(|case| &mut case.sources)) {
            sources.retain(|entry| !gone(entry));
        }
        Some(self)
    }
}
