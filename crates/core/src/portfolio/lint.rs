//! What to look at before a portfolio is handed in. It warns; it changes nothing.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::model::{PartRole, Passage, PassageSort, Portfolio, Story};
use super::sentence::{is_mine, is_ours};
use super::tell::when;
use crate::growth::Strength;
use crate::id::EntryId;

/// Words of a sentence by which it is recognised.
const RECOGNISED_BY: usize = 5;

/// Something to look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Finding {
    /// What sort of thing.
    pub code: FindingCode,
    /// What it is, in one sentence.
    pub message: String,
    /// The entry in which it can be mended, where it is one.
    pub entry: Option<EntryId>,
    /// The number of the story, where it is about one.
    pub story: Option<u32>,
}

/// What sort of thing was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum FindingCode {
    /// A story in which nothing is measured.
    NoMetric,
    /// A result without a value to compare it with.
    NoBaseline,
    /// A story that says "we" and never "I".
    WeWithoutI,
    /// A story that did not happen in the period.
    OutsidePeriod,
    /// A competency that rests on a single story.
    OneStory,
    /// Feedback by somebody who has not agreed to be quoted.
    UnquotedFeedback,
}

impl Portfolio {
    /// What to look at before it is handed in, in the order of the stories.
    #[must_use]
    pub fn lint(&self) -> Vec<Finding> {
        let mut findings: Vec<Finding> = self.stories.iter().flat_map(|story| self.lint_story(story)).collect();
        for row in self.matrix.iter().filter(|row| row.strength != Strength::None) {
            if let [story] = row.stories.as_slice() {
                findings.push(Finding {
                    code: FindingCode::OneStory,
                    message: format!("{} rests on one story.", row.name),
                    entry: None,
                    story: Some(*story),
                });
            }
        }
        findings
    }

    fn lint_story(&self, story: &Story) -> Vec<Finding> {
        let mut findings = Vec::new();
        let number = story.number;
        let mut find = |code, entry, message| findings.push(Finding { code, message, entry, story: Some(number) });
        if story.measures.is_empty() {
            find(FindingCode::NoMetric, None, format!("Story {number} has no number: what was measured?"));
        }
        for measure in story.measures.iter().filter(|one| one.baseline.is_empty() && !one.result.is_empty()) {
            let message = format!("“{}” in story {number} has no value before: compared with what?", measure.metric);
            find(FindingCode::NoBaseline, self.entry(measure.reference), message);
        }
        if let Some(passage) = we_without_i(story) {
            let message = format!("“{}” in story {number}: what did you do?", beginning(&passage.text));
            find(FindingCode::WeWithoutI, passage.refs.first().and_then(|number| self.entry(*number)), message);
        }
        if !self.period.contains(story.period.to) {
            let message = format!("Story {number} happened outside the period: {}.", when(story.period));
            find(FindingCode::OutsidePeriod, None, message);
        }
        for reference in &story.unquoted {
            let name = self.reference(*reference).map(|one| one.title.as_str()).unwrap_or("Feedback");
            let message = format!("{name} in story {number}: not yet allowed to be quoted.");
            find(FindingCode::UnquotedFeedback, self.entry(*reference), message);
        }
        findings
    }

    pub(super) fn reference(&self, number: u32) -> Option<&super::Reference> {
        self.references.get(usize::try_from(number).ok()?.checked_sub(1)?)
    }

    fn entry(&self, number: u32) -> Option<EntryId> {
        self.reference(number).map(|reference| reference.id)
    }
}

/// The first line that says "we", in a story whose own lines never say "I".
fn we_without_i(story: &Story) -> Option<&Passage> {
    let told = || {
        story
            .parts
            .iter()
            .filter(|part| !matches!(part.role, PartRole::Said | PartRole::Level))
            .flat_map(|part| &part.passages)
            .filter(|passage| passage.sort == PassageSort::Told)
    };
    if told().any(|passage| is_mine(&passage.text)) {
        return None;
    }
    told().find(|passage| is_ours(&passage.text))
}

/// The first words of a text.
fn beginning(text: &str) -> String {
    let mut words = text.split_whitespace();
    let mut first: Vec<&str> = words.by_ref().take(RECOGNISED_BY).collect();
    if words.next().is_some() {
        first.push("…");
    }
    first.join(" ").replace(" …", "…")
}
