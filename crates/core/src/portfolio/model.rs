//! The document itself: one model, whatever it is rendered to.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::brief::{Paper, Preset};
use crate::competency::Level;
use crate::growth::{Period, Strength};
use crate::id::EntryId;
use crate::journal::Kind;
use crate::language::{self, Dates};

/// A portfolio, composed and ready to be looked at, checked and rendered.
///
/// Entries are named by the numbers of [`Portfolio::references`], written E1 to En.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Portfolio {
    /// Which document it is.
    pub preset: Preset,
    /// The paper that it is set for.
    pub paper: Paper,
    /// What stands at its head.
    pub title: String,
    /// Whose it is; empty while nobody has said so.
    pub name: String,
    /// The rung that is held; may be empty.
    pub role: String,
    /// The rung that is aimed at; may be empty.
    pub target: String,
    /// The time that it is about.
    pub period: Period,
    /// The day on which it was composed.
    pub made_on: NaiveDate,
    /// The language and country as whose days and counts are written.
    #[serde(default = "usual")]
    pub language: String,
    /// The case, in three sentences.
    pub case: Vec<Statement>,
    /// Whether that is in its author's words.
    #[serde(default)]
    pub case_edited: bool,
    /// Three outcomes at most, the strongest first.
    pub outcomes: Vec<Statement>,
    /// What was agreed for the period, in its author's words.
    pub expectations: Vec<Expectation>,
    /// The levels that competencies are held against, lowest first.
    pub levels: Vec<Level>,
    /// How every competency stands; empty where the preset leaves it out.
    pub matrix: Vec<Row>,
    /// What was written and by whose hands wins were won, month by month; empty where the preset leaves it out.
    pub months: Vec<Month>,
    /// The stories, in the order in which they are told.
    pub stories: Vec<Story>,
    /// What went wrong and what was made of it.
    pub setback: Option<Setback>,
    /// What was brought about through others.
    pub leading: Vec<Group>,
    /// What others said: only the words of those who may be quoted.
    pub feedback: Vec<Passage>,
    /// Where there is something to grow, and what is planned for it.
    pub gaps: Vec<Gap>,
    /// What the document as a whole lacks, said to its author.
    pub missing: Vec<String>,
    /// Every entry that is named, by number.
    pub references: Vec<Reference>,
}

fn usual() -> String {
    language::USUAL.to_owned()
}

/// A sentence and the entries that say so.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Statement {
    /// The sentence.
    pub text: String,
    /// Numbers of entries, ascending.
    pub refs: Vec<u32>,
    /// Whether these are marked where the entries are listed, so that they need not stand behind the sentence.
    #[serde(default)]
    pub marked_below: bool,
}

impl Statement {
    pub(super) fn new(text: impl Into<String>, refs: Vec<u32>) -> Self {
        Self { text: text.into(), refs, marked_below: false }
    }

    /// The numbers that stand behind the sentence.
    pub(super) fn shown(&self) -> &[u32] {
        if self.marked_below { &[] } else { &self.refs }
    }
}

/// Something that was expected of the author.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Expectation {
    /// What was expected.
    pub text: String,
    /// With whom and when it was agreed; may be empty.
    pub agreed: String,
}

/// What a month was made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Month {
    /// Its first day.
    pub month: NaiveDate,
    /// Entries, of whatever kind.
    pub entries: u32,
    /// Wins that the author brought about themselves: did or decided.
    pub by_own_hands: u32,
    /// Wins that they brought about through others: influenced or enabled.
    pub through_others: u32,
}

/// A failure or a reversal, its lesson, and where that was applied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Setback {
    /// Its name, taken from an entry.
    pub title: String,
    /// Whether its author has named it themselves.
    #[serde(default)]
    pub title_edited: bool,
    /// The number of that entry; 0 in documents that were kept before it was told.
    #[serde(default)]
    pub named_after: u32,
    /// From its first entry to its last.
    pub period: Period,
    /// Its parts, in order.
    pub parts: Vec<Part>,
    /// Numbers of all entries behind it.
    pub refs: Vec<u32>,
}

/// Statements of one sort.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Group {
    /// What they have in common.
    pub heading: String,
    /// The statements.
    pub statements: Vec<Statement>,
}

/// A competency that is worked on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Gap {
    /// The competency's stable key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// How its author, their manager and peers see it, as a sentence; empty while nobody has said so.
    pub seen: String,
    /// The day on which somebody said so last; none in documents that were kept before it was told.
    #[serde(default)]
    pub seen_on: Option<NaiveDate>,
    /// What is missing.
    pub gap: String,
    /// Numbers of the best entries that there are for the competency: what the gap is measured by.
    #[serde(default)]
    pub refs: Vec<u32>,
    /// Where it can be shown next.
    pub opportunity: String,
    /// The evidence that is expected of it.
    pub expected: String,
    /// Who makes room for it.
    pub sponsor: String,
    /// By when.
    pub by: Option<NaiveDate>,
    /// Whether no more than the month of that day is told.
    pub month_only: bool,
    /// Entries that deliver it already.
    pub delivered: Vec<Statement>,
}

/// A row of the evidence matrix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Row {
    /// The competency's stable key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Whether the step from managing to leading happens here.
    pub leader_shift: bool,
    /// The number of the level held; 0 while there is none.
    pub level: u8,
    /// The level asked for.
    pub target: u8,
    /// How strong the evidence is.
    pub strength: Strength,
    /// Why.
    pub why: String,
    /// Numbers of the stories that show it.
    pub stories: Vec<u32>,
    /// The day of the last entry.
    pub last: Option<NaiveDate>,
    /// Entries in the period.
    pub entries: u32,
    /// Numbers of the best of them.
    pub refs: Vec<u32>,
}

/// One situation, told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Story {
    /// Its number, from 1.
    pub number: u32,
    /// Its name, taken from an entry.
    pub title: String,
    /// Whether its author has named it themselves.
    pub title_edited: bool,
    /// The number of that entry.
    pub named_after: u32,
    /// The competency that it shows best.
    pub competency: Option<String>,
    /// The undertaking that it belongs to.
    pub project: Option<String>,
    /// From its first entry to its last.
    pub period: Period,
    /// Why it was chosen before others.
    pub why_chosen: String,
    /// Its parts, in order.
    pub parts: Vec<Part>,
    /// The competencies that it shows, with the highest level of each.
    pub levels: Vec<Shown>,
    /// What was measured.
    pub measures: Vec<Measure>,
    /// Numbers of feedback that may not be quoted.
    pub unquoted: Vec<u32>,
    /// Numbers of all entries behind it.
    pub refs: Vec<u32>,
}

/// A part of a story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Part {
    /// What it is for.
    pub role: PartRole,
    /// The word or two beside it.
    pub heading: String,
    /// What it says, or asks while there is nothing to say. Empty if its author leaves it out.
    pub passages: Vec<Passage>,
    /// Whether these are its author's words rather than those of the entries.
    pub edited: bool,
}

/// What a part of a story is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum PartRole {
    /// What the situation was and what made it hard.
    Context,
    /// What was the author's to do.
    Mandate,
    /// What the author decided and did.
    Own,
    /// What others did.
    Others,
    /// What changed.
    Result,
    /// Whether it lasted.
    Held,
    /// What was learnt.
    Learned,
    /// What others said.
    Said,
    /// Which level it shows.
    Level,
}

/// One line of a part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Passage {
    /// Whether it is told, quoted or asked.
    pub sort: PassageSort,
    /// The words.
    pub text: String,
    /// Who said so, what they are to the author, and when; only of a quote.
    pub by: String,
    /// Numbers of the entries that it comes from.
    pub refs: Vec<u32>,
}

/// What sort of line it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum PassageSort {
    /// From an entry of the author.
    Told,
    /// The words of somebody who may be quoted.
    Quote,
    /// A question to the author, where something is missing.
    Prompt,
}

/// A competency and the level that a story shows of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Shown {
    /// The competency's stable key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// The level, 1 to 4; none while nobody has judged it.
    pub level: Option<u8>,
}

/// Something measured in a story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Measure {
    /// What was measured.
    pub metric: String,
    /// Its value before; may be empty.
    pub baseline: String,
    /// Its value after; may be empty.
    pub result: String,
    /// The unit of both.
    pub unit: String,
    /// The time between the two.
    pub window: String,
    /// The number of the entry.
    pub reference: u32,
}

/// An entry that the document names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Reference {
    /// Its number, from 1; written E1.
    pub number: u32,
    /// The entry.
    pub id: EntryId,
    /// The day that it tells of.
    pub on: NaiveDate,
    /// Whether no more than the month of that day is told.
    pub month_only: bool,
    /// What sort of entry it is.
    pub kind: Kind,
    /// The line that names it.
    pub title: String,
    /// Whether it was written on a later day.
    pub written_later: bool,
    /// Whether it is the measured result of a situation that the case counts as measured.
    #[serde(default)]
    pub measured: bool,
    /// Whether it is the witness of a situation that the case counts as witnessed.
    #[serde(default)]
    pub witness: bool,
}

impl Portfolio {
    /// As in "Senior PM to Group PM"; whichever of the two there is, or nothing.
    #[must_use]
    pub fn step(&self) -> String {
        match (self.role.as_str(), self.target.as_str()) {
            (role, "") => role.to_owned(),
            ("", target) => format!("Towards {target}"),
            (role, target) if role == target => role.to_owned(),
            (role, target) => format!("{role} to {target}"),
        }
    }

    /// How its days and counts are written.
    pub(super) fn dates(&self) -> Dates {
        Dates::of(&self.language)
    }

    /// The line below the title: name, step and period, as far as they are known.
    #[must_use]
    pub fn byline(&self) -> String {
        let parts = [self.name.clone(), self.step(), self.dates().months(self.period)];
        parts.into_iter().filter(|part| !part.trim().is_empty()).collect::<Vec<_>>().join(" · ")
    }
}

impl Reference {
    /// The day that it tells of, for a column.
    pub(super) fn day(&self, dates: &Dates) -> String {
        if self.month_only { dates.short_month(self.on) } else { dates.short_day(self.on) }
    }

    /// What there is to say of it beside its title; often nothing.
    pub(super) fn notes(&self) -> String {
        let notes = [(self.measured, "measured"), (self.witness, "witness"), (self.written_later, "written later")];
        notes.into_iter().filter(|(holds, _)| *holds).map(|(_, note)| note).collect::<Vec<_>>().join(", ")
    }
}

impl Gap {
    /// By when, in words; empty while nobody has said so.
    pub(super) fn day(&self, dates: &Dates) -> String {
        let told = |by| if self.month_only { dates.month_of_year(by) } else { dates.day(by) };
        self.by.map(told).unwrap_or_default()
    }
}

impl Passage {
    pub(super) fn told(text: impl Into<String>, refs: Vec<u32>) -> Self {
        Self { sort: PassageSort::Told, text: text.into(), by: String::new(), refs }
    }

    pub(super) fn prompt(text: impl Into<String>, refs: Vec<u32>) -> Self {
        Self { sort: PassageSort::Prompt, text: text.into(), by: String::new(), refs }
    }
}
