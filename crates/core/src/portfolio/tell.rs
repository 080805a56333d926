//! A situation told as a story: its name, its levels, what was measured, and its parts.

use chrono::NaiveDate;

use super::brief::Preset;
use super::choose::Candidate;
use super::material::{Material, Materials, span};
use super::model::{Measure, Shown, Story};
use super::parts::Telling;
use super::sentence::{line, open};
use crate::competency::Framework;
use crate::growth::Period;
use crate::id::EntryId;
use crate::journal::{Kind, Outcome};
use crate::language::Dates;

/// The kinds after which a story may be named, best first.
const NAMED_AFTER: [Kind; 6] =
    [Kind::Win, Kind::Decision, Kind::Challenge, Kind::Lesson, Kind::Reflection, Kind::Feedback];

/// What stories are told with.
#[derive(Clone, Copy)]
pub(super) struct Teller<'a> {
    pub(super) preset: Preset,
    pub(super) framework: &'a Framework,
    pub(super) materials: &'a Materials,
    pub(super) today: NaiveDate,
    pub(super) dates: &'a Dates,
}

impl Teller<'_> {
    /// The story of `candidate`; none if nothing of it is left.
    pub(super) fn tell(&self, candidate: &Candidate, number: u32) -> Option<Story> {
        let about = self.about(candidate);
        let period = span(about.iter().copied())?;
        let lead = lead(&about)?;
        let levels = self.levels(candidate);
        Some(Story {
            number,
            title: open(&lead.name()).to_owned(),
            title_edited: false,
            named_after: self.materials.number(lead.id)?,
            competency: levels.first().map(|shown| shown.name.clone()),
            project: lead.project.clone().or_else(|| about.iter().find_map(|one| one.project.clone())),
            period,
            why_chosen: candidate.why(),
            parts: Telling::new(self, &about, lead).parts(&levels, &candidate.entries),
            levels,
            measures: about.iter().filter_map(|one| self.measure(one)).collect(),
            unquoted: self.materials.numbers(
                about
                    .iter()
                    .filter(|one| one.voice.as_ref().is_some_and(|voice| voice.quote.is_none()))
                    .map(|one| &one.id),
            ),
            refs: self.materials.numbers(&candidate.entries),
        })
    }

    /// The entry that it is named after, its name, and its time.
    pub(super) fn name(&self, candidate: &Candidate) -> Option<(EntryId, String, Period)> {
        let about = self.about(candidate);
        let lead = lead(&about)?;
        Some((lead.id, open(&lead.name()).to_owned(), span(about.iter().copied())?))
    }

    /// What there is to tell of it, oldest first.
    pub(super) fn about(&self, candidate: &Candidate) -> Vec<&Material> {
        let mut about: Vec<&Material> = candidate.entries.iter().filter_map(|id| self.materials.get(*id)).collect();
        about.sort_by_key(|material| self.materials.number(material.id));
        about
    }

    /// What it shows, the highest level first, then where leading begins, then as the framework has it.
    fn levels(&self, candidate: &Candidate) -> Vec<Shown> {
        let mut known: Vec<_> = self
            .framework
            .competencies
            .iter()
            .filter_map(|competency| Some((competency, *candidate.shows.get(&competency.key)?)))
            .collect();
        known.sort_by_key(|(competency, level)| (std::cmp::Reverse(*level), !competency.leader_shift));
        known
            .into_iter()
            .map(|(competency, level)| Shown {
                key: competency.key.clone(),
                name: competency.name.clone(),
                level: (level > 0).then_some(level),
            })
            .collect()
    }

    fn measure(&self, material: &Material) -> Option<Measure> {
        let outcome = material.outcome.as_ref().filter(|outcome| !outcome.metric.trim().is_empty())?;
        Some(Measure {
            metric: line(&outcome.metric),
            baseline: line(&outcome.baseline),
            result: line(&outcome.result),
            unit: line(&outcome.unit),
            window: line(&outcome.window),
            reference: self.materials.number(material.id)?,
        })
    }
}

/// As in "Activation: from 31 to 39 % (90 days)"; none while there is no result.
pub(super) fn change(outcome: &Outcome) -> Option<String> {
    let [metric, baseline, result, unit, window] =
        [&outcome.metric, &outcome.baseline, &outcome.result, &outcome.unit, &outcome.window].map(|text| line(text));
    if metric.is_empty() || result.is_empty() {
        return None;
    }
    let mut text = match baseline.as_str() {
        "" => format!("{metric}: {result}"),
        baseline => format!("{metric}: from {baseline} to {result}"),
    };
    if !unit.is_empty() {
        text.push_str(&format!(" {unit}"));
    }
    if !window.is_empty() {
        text.push_str(&format!(" ({})", open(&window)));
    }
    Some(text)
}

/// The entry that a story is named after: one with a title, and the newest of the best kind.
pub(super) fn lead<'a>(about: &[&'a Material]) -> Option<&'a Material> {
    let best = |titled: bool| {
        NAMED_AFTER.iter().find_map(|kind| {
            about.iter().rev().find(|one| one.kind == *kind && (!titled || !one.title.trim().is_empty())).copied()
        })
    };
    best(true).or_else(|| best(false))
}
