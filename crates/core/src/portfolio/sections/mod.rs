//! The sections beside the stories: a setback, what was done through others, what others said, where to
//! grow next. Each first names the entries that it needs, and is told once these have been read.

mod feedback;
mod gaps;
mod leading;
mod months;
mod setback;

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::brief::Preset;
use super::choose::Candidate;
use super::material::Materials;
use super::model::{Gap, Group, Month, Passage, Setback};
use super::tell::Teller;
use crate::competency::Framework;
use crate::error::Result;
use crate::growth::{Evidence, Period, Standing};
use crate::id::EntryId;

/// What is known of the sections before their entries are read.
#[derive(Debug, Default)]
pub(super) struct Sections {
    setback: Option<Candidate>,
    leading: leading::Chosen,
    feedback: Vec<EntryId>,
    gaps: Vec<gaps::Chosen>,
    months: Vec<Month>,
}

/// The sections as they are told.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) setback: Option<Setback>,
    pub(super) leading: Vec<Group>,
    pub(super) feedback: Vec<Passage>,
    pub(super) gaps: Vec<Gap>,
    pub(super) months: Vec<Month>,
}

impl Sections {
    /// Chooses what belongs into a document of this preset, beside the stories `told`. `rest` are the situations
    /// that are no story; `unsaid` are quotes and wins that the author leaves out.
    pub(super) fn choose(
        database: &Connection,
        preset: Preset,
        period: Period,
        (told, rest): (&[Candidate], Vec<Candidate>),
        (framework, standings, evidence): (&Framework, &[Standing], &Evidence),
        unsaid: &[EntryId],
    ) -> Result<Self> {
        if !preset.has_all_sections() {
            return Ok(Self::default());
        }
        Ok(Self {
            setback: setback::choose(database, told, rest, period.to)?,
            leading: leading::choose(database, period, unsaid)?,
            feedback: feedback::choose(database, period, unsaid)?,
            gaps: gaps::choose(database, framework, standings, evidence)?,
            months: months::of(database, period)?,
        })
    }

    /// The situation that went wrong.
    pub(super) const fn setback(&self) -> Option<&Candidate> {
        self.setback.as_ref()
    }

    /// The entries that they name.
    pub(super) fn entries(&self) -> BTreeSet<EntryId> {
        let setback = self.setback.iter().flat_map(|one| &one.entries);
        let others =
            self.leading.entries().chain(&self.feedback).chain(self.gaps.iter().flat_map(gaps::Chosen::entries));
        setback.chain(others).copied().collect()
    }

    /// Tells them; `quoted` are the numbers of feedback that stories have quoted already.
    pub(super) fn tell(self, teller: &Teller<'_>, quoted: &BTreeSet<u32>) -> Told {
        let materials: &Materials = teller.materials;
        Told {
            setback: self.setback.and_then(|one| setback::tell(teller, &one)),
            leading: leading::tell(&self.leading, materials),
            feedback: feedback::tell(&self.feedback, materials, teller.dates, quoted),
            gaps: self.gaps.into_iter().map(|one| one.tell(materials)).collect(),
            months: self.months,
        }
    }
}
