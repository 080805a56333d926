//! What is asked for: which document, about which time, for whom.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::model::PartRole;
use super::redact::RedactionProfile;
use crate::error::{Error, Result};
use crate::growth::Period;
use crate::id::EntryId;

/// What a portfolio is composed for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Brief {
    /// Which document.
    pub preset: Preset,
    /// The first day that it is about.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// The rung held; the one of the profile where none is given.
    #[serde(default)]
    pub role: Option<String>,
    /// The rung aimed at; the one of the profile where none is given.
    #[serde(default)]
    pub target: Option<String>,
    /// The entries to tell of; composed from the evidence where this is empty.
    #[serde(default)]
    pub select: Vec<EntryId>,
    /// The paper that it is set for.
    #[serde(default)]
    pub paper: Paper,
    /// The language and country as whose days and counts are written, such as "en-US"; British English where there is
    /// none. The words are English all the same.
    #[serde(default)]
    pub language: Option<String>,
}

impl Brief {
    /// A brief for `preset` about `period`, with everything else as it usually is.
    #[must_use]
    pub const fn new(preset: Preset, period: Period) -> Self {
        Self {
            preset,
            role: None,
            from: period.from,
            to: period.to,
            target: None,
            select: Vec::new(),
            paper: Paper::A4,
            language: None,
        }
    }

    /// The same for this reader: days that are to be told as months are written in English, in which they are found.
    pub(super) fn for_reader(&self, reader: RedactionProfile) -> Self {
        let mut brief = self.clone();
        if reader == RedactionProfile::Public {
            brief.language = brief.language.filter(|tag| tag.split(['-', '_']).next() == Some("en"));
        }
        brief
    }

    pub(super) fn period(&self) -> Period {
        Period { from: self.from, to: self.to }
    }
}

/// Which document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Preset {
    /// For a promotion review: outcomes, matrix, three to five stories, the index of entries.
    #[default]
    PromotionPacket,
    /// For the half-yearly review: the same, with the stories by competency.
    SelfReview,
    /// One page for a manager who speaks for the author.
    ManagerBrief,
    /// Stories to tell in an interview: situation, task, action, result.
    InterviewStories,
}

impl Preset {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::PromotionPacket, Self::SelfReview, Self::ManagerBrief, Self::InterviewStories];

    /// The word by which it is asked for.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::PromotionPacket => "promotion-packet",
            Self::SelfReview => "self-review",
            Self::ManagerBrief => "manager-brief",
            Self::InterviewStories => "interview-stories",
        }
    }

    /// What stands at the head of the document.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::PromotionPacket => "Growth portfolio",
            Self::SelfReview => "Self-review",
            Self::ManagerBrief => "Manager brief",
            Self::InterviewStories => "Interview stories",
        }
    }

    /// Whether it shows how every competency stands. An interviewer elsewhere has another ladder.
    pub(super) const fn has_matrix(self) -> bool {
        !matches!(self, Self::InterviewStories)
    }

    /// Whether it has what stands beside the stories: expectations, a setback, feedback, a plan.
    #[must_use]
    pub const fn has_all_sections(self) -> bool {
        matches!(self, Self::PromotionPacket | Self::SelfReview)
    }

    /// The parts of a story in the order in which it is told, each with the word or two beside it.
    pub(super) const fn parts(self) -> &'static [(PartRole, &'static str)] {
        match self {
            Self::InterviewStories => &[
                (PartRole::Context, "Situation"),
                (PartRole::Mandate, "Task"),
                (PartRole::Own, "Action"),
                (PartRole::Others, "Others"),
                (PartRole::Result, "Result"),
                (PartRole::Held, "Since then"),
                (PartRole::Learned, "Learned"),
                (PartRole::Said, "What others said"),
            ],
            Self::ManagerBrief => &[(PartRole::Own, "Decision"), (PartRole::Result, "Result")],
            Self::PromotionPacket | Self::SelfReview => &[
                (PartRole::Context, "Context"),
                (PartRole::Mandate, "Mandate"),
                (PartRole::Own, "My decision"),
                (PartRole::Others, "What others did"),
                (PartRole::Result, "Result"),
                (PartRole::Held, "Did it hold"),
                (PartRole::Learned, "Learned"),
                (PartRole::Said, "What others said"),
                (PartRole::Level, "Level shown"),
            ],
        }
    }

    /// Stories at most. Five are what a panel takes in; three are what a page holds.
    #[must_use]
    pub const fn most_stories(self) -> usize {
        match self {
            Self::ManagerBrief => 3,
            Self::PromotionPacket | Self::SelfReview | Self::InterviewStories => 5,
        }
    }

    /// Entries named for each row of the matrix.
    pub(super) const fn entries_per_row(self) -> usize {
        match self {
            Self::PromotionPacket | Self::SelfReview => 3,
            // A page has no room for more than the entries of its stories.
            Self::ManagerBrief | Self::InterviewStories => 0,
        }
    }
}

impl std::str::FromStr for Preset {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let wanted = text.trim().to_lowercase().replace(['_', ' '], "-");
        // The first word of each is enough.
        Self::ALL
            .into_iter()
            .find(|preset| {
                let word = preset.word();
                word == wanted
                    || word.split('-').next() == Some(wanted.as_str())
                    || word.rsplit('-').next() == Some(wanted.as_str())
            })
            .ok_or_else(|| {
                Error::invalid("preset", "not one of promotion-packet, self-review, manager-brief, interview-stories")
            })
    }
}

/// The paper that a document is set for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum Paper {
    /// 210 by 297 mm.
    #[default]
    A4,
    /// 8.5 by 11 inches.
    Letter,
}

impl std::str::FromStr for Paper {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match text.trim().to_lowercase().as_str() {
            "a4" => Ok(Self::A4),
            "letter" | "us-letter" => Ok(Self::Letter),
            _ => Err(Error::invalid("paper", "neither a4 nor letter")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_preset_is_found_by_its_word_or_by_one_half_of_it() {
        for preset in Preset::ALL {
            assert_eq!(preset.word().parse::<Preset>().unwrap(), preset);
        }
        assert_eq!("Promotion".parse::<Preset>().unwrap(), Preset::PromotionPacket);
        assert_eq!("brief".parse::<Preset>().unwrap(), Preset::ManagerBrief);
        assert_eq!("self_review".parse::<Preset>().unwrap(), Preset::SelfReview);
        assert!("poem".parse::<Preset>().is_err());
    }
}
