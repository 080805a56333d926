//! What to look at before a portfolio is handed in. It warns; it changes nothing.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::dossier::marks;
use super::matrix;
use super::model::{Part, PartRole, Passage, PassageSort, Portfolio, Story};
use super::sentence::{is_mine, is_ours};
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
    /// What mends it.
    pub fix: Option<Fix>,
    /// Whether nothing is exported before it is mended.
    pub blocks: bool,
}

/// What mends a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "sort", rename_all = "snake_case")]
pub enum Fix {
    /// Something is to be added to an entry, or allowed there.
    OpenEntry {
        /// The entry.
        entry: EntryId,
    },
    /// A part of the story, or of the setback, is to be told in other words.
    WritePart {
        /// Which part.
        role: PartRole,
    },
    /// The document is to be about another time.
    MovePeriod {
        /// The first day.
        from: NaiveDate,
        /// The last day.
        to: NaiveDate,
    },
    /// The story is to have another name; the setback, where the finding is about no story.
    NameStory,
    /// The case on the cover is to be told in other words.
    WriteCase,
    /// An expectation is to be told in other words.
    WriteExpectations,
    /// The expectations are to be kept for the period of the document.
    KeepExpectations,
    /// The case is to be kept for the period of the document.
    KeepCase,
    /// The growth plan is to be told in other words.
    OpenPlan,
    /// What becomes of names for other readers is to be looked at.
    ShowNames,
    /// There may be more evidence for a competency.
    ShowEvidence {
        /// Its key.
        key: String,
    },
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
    /// Words of a private part, in a text that its author has written.
    PrivateWords,
    /// Words of somebody who may not be quoted, in a text that its author has written.
    UnconsentedQuote,
    /// A name on the redaction list.
    RedactedName,
    /// A line of the author's that names an entry which is not in the document.
    UnknownSource,
    /// The case or expectations, written for another time.
    OldWords,
    /// Something that the document as a whole lacks.
    Incomplete,
    /// Characters that nobody sees.
    Unseen,
}

impl Portfolio {
    /// What to look at before it is handed in, in the order of the stories.
    #[must_use]
    pub fn lint(&self) -> Vec<Finding> {
        let mut findings = self.incomplete();
        findings.extend(self.stories.iter().flat_map(|story| self.lint_story(story)));
        let setback = self.setback.iter().flat_map(|setback| &setback.parts);
        findings.extend(unknown_sources(setback, "the setback", None));
        let case = self.case.iter().filter(|_| self.case_edited).filter_map(|one| marks::stray(&one.text));
        findings.extend(case.map(|marks| unknown(marks, "the case", None, Fix::WriteCase)));
        for row in self.matrix.iter().filter(|row| row.strength != Strength::None) {
            if let [story] = row.stories.as_slice() {
                findings.push(Finding {
                    code: FindingCode::OneStory,
                    message: format!("{} rests on one story.", row.name),
                    entry: None,
                    story: Some(*story),
                    fix: Some(Fix::ShowEvidence { key: row.key.clone() }),
                    blocks: false,
                });
            }
        }
        findings.extend(self.unseen());
        findings
    }

    /// What it lacks as a whole, with the way to what there may be.
    fn incomplete(&self) -> Vec<Finding> {
        let blank = matrix::nothing_shows(&self.matrix);
        let first = || matrix::blank(&self.matrix).next().map(|row| Fix::ShowEvidence { key: row.key.clone() });
        let finding = |text: &String| Finding {
            code: FindingCode::Incomplete,
            message: text.clone(),
            entry: None,
            story: None,
            fix: if blank.as_ref() == Some(text) { first() } else { None },
            blocks: false,
        };
        self.missing.iter().map(finding).collect()
    }

    fn lint_story(&self, story: &Story) -> Vec<Finding> {
        let mut findings = Vec::new();
        let number = story.number;
        let mut find = |code, entry: Option<EntryId>, message, fix: Option<Fix>| {
            let fix = fix.or(entry.map(|entry| Fix::OpenEntry { entry }));
            findings.push(Finding { code, message, entry, story: Some(number), fix, blocks: false });
        };
        if story.measures.is_empty() {
            let message = format!("Story {number} has no number: what was measured?");
            let fix = self.entry(story.named_after).map(|entry| Fix::OpenEntry { entry });
            find(FindingCode::NoMetric, None, message, fix);
        }
        for measure in story.measures.iter().filter(|one| one.baseline.is_empty() && !one.result.is_empty()) {
            let message = format!("“{}” in story {number} has no value before: compared with what?", measure.metric);
            find(FindingCode::NoBaseline, self.entry(measure.reference), message, None);
        }
        if let Some((role, passage)) = we_without_i(story) {
            let message = format!("“{}” in story {number}: what did you do?", beginning(&passage.text));
            let entry = passage.refs.first().and_then(|number| self.entry(*number));
            find(FindingCode::WeWithoutI, entry, message, Some(Fix::WritePart { role }));
        }
        if !self.period.contains(story.period.to) {
            let message = format!("Story {number} happened outside the period: {}.", self.dates().when(story.period));
            let (from, to) = (self.period.from.min(story.period.from), self.period.to.max(story.period.to));
            find(FindingCode::OutsidePeriod, None, message, Some(Fix::MovePeriod { from, to }));
        }
        for reference in &story.unquoted {
            let on = self.reference(*reference).map(|one| self.dates().day(one.on)).unwrap_or_default();
            let message = format!("The feedback of {on} in story {number} may not be quoted yet.");
            find(FindingCode::UnquotedFeedback, self.entry(*reference), message, None);
        }
        findings.extend(unknown_sources(&story.parts, &format!("story {number}"), Some(number)));
        findings
    }

    pub(super) fn reference(&self, number: u32) -> Option<&super::Reference> {
        self.references.get(usize::try_from(number).ok()?.checked_sub(1)?)
    }

    fn entry(&self, number: u32) -> Option<EntryId> {
        self.reference(number).map(|reference| reference.id)
    }
}

/// What the author has put in brackets like an entry of the document, and is none.
fn unknown_sources<'a>(parts: impl IntoIterator<Item = &'a Part>, place: &str, story: Option<u32>) -> Vec<Finding> {
    let edited = parts.into_iter().filter(|part| part.edited);
    let lines = edited.flat_map(|part| part.passages.iter().map(|passage| (part.role, passage.text.as_str())));
    let stray = lines.filter_map(|(role, text)| Some((role, marks::stray(text)?)));
    stray.map(|(role, marks)| unknown(marks, place, story, Fix::WritePart { role })).collect()
}

fn unknown(marks: &str, place: &str, story: Option<u32>, fix: Fix) -> Finding {
    Finding {
        code: FindingCode::UnknownSource,
        message: format!(
            "{marks} in {place} is left as words: it is no number of this document, or not at the end of its line."
        ),
        entry: None,
        story,
        fix: Some(fix),
        blocks: false,
    }
}

/// The first line that says "we", with its part, in a story whose own lines never say "I".
fn we_without_i(story: &Story) -> Option<(PartRole, &Passage)> {
    let told = || {
        story
            .parts
            .iter()
            .filter(|part| !matches!(part.role, PartRole::Said | PartRole::Level))
            .flat_map(|part| part.passages.iter().map(|passage| (part.role, passage)))
            .filter(|(_, passage)| passage.sort == PassageSort::Told)
    };
    if told().any(|(_, passage)| is_mine(&passage.text)) {
        return None;
    }
    told().find(|(_, passage)| is_ours(&passage.text))
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
