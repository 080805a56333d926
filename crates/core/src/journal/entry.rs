//! What an entry is.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::competency::MOST_LEVELS;
use crate::id::{AttachmentId, EntryId};
use crate::journal::time::TimeOfDay;
use crate::language::{self, Stemming};
use crate::markdown;
use crate::world::Timestamp;

/// The six kinds of entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Anything on one's mind; what an entry is until something else is said.
    #[default]
    Reflection,
    /// Something that went well and may carry an outcome.
    Win,
    /// Something hard, open until it is resolved.
    Challenge,
    /// A choice with its options, a forecast and a date at which it is looked at again.
    Decision,
    /// One sentence learnt, with a plan for the next time.
    Lesson,
    /// What somebody said, word for word.
    Feedback,
}

impl Kind {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 6] =
        [Self::Reflection, Self::Win, Self::Challenge, Self::Decision, Self::Lesson, Self::Feedback];

    /// The word by which it is stored, asked for and shown to programs.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Reflection => "reflection",
            Self::Win => "win",
            Self::Challenge => "challenge",
            Self::Decision => "decision",
            Self::Lesson => "lesson",
            Self::Feedback => "feedback",
        }
    }
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
    }
}

impl std::str::FromStr for Kind {
    type Err = crate::Error;

    fn from_str(text: &str) -> crate::Result<Self> {
        Self::ALL.into_iter().find(|kind| kind.word().eq_ignore_ascii_case(text.trim())).ok_or_else(|| {
            crate::Error::invalid("kind", "not one of reflection, win, challenge, decision, lesson, feedback")
        })
    }
}

/// A competency that an entry is evidence for, with the level it shows.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
pub struct Tagged {
    /// The key of the competency, such as `stakeholders`.
    pub key: String,
    /// The level of its framework that is shown, from 1; none while it is not judged.
    pub level: Option<u8>,
}

impl std::str::FromStr for Tagged {
    type Err = crate::Error;

    /// From `KEY` or `KEY:LEVEL`.
    fn from_str(text: &str) -> crate::Result<Self> {
        let (key, level) = match text.split_once(':') {
            Some((key, level)) => (key, Some(level)),
            None => (text, None),
        };
        let level = level
            .map(|level| level.trim().parse().ok().filter(|level| (1..=MOST_LEVELS).contains(level)))
            .map(|level| {
                level.ok_or_else(|| crate::Error::invalid("level", format!("not between 1 and {MOST_LEVELS}")))
            })
            .transpose()?;
        Ok(Self { key: key.trim().to_owned(), level })
    }
}

/// Why one entry points at another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum LinkKind {
    /// A lesson came from it.
    Source,
    /// A lesson was applied again.
    Applies,
    /// It belongs to the same story.
    About,
}

impl LinkKind {
    pub(crate) const ALL: [Self; 3] = [Self::Source, Self::Applies, Self::About];

    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Applies => "applies",
            Self::About => "about",
        }
    }
}

/// A pointer from the entry that holds it to another.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
pub struct Link {
    /// Why.
    pub kind: LinkKind,
    /// Where to.
    pub to: EntryId,
}

/// What changed, as a number.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default)]
#[specta(skip_attr = "serde")]
pub struct Outcome {
    /// What was measured.
    pub metric: String,
    /// Its value before.
    pub baseline: String,
    /// Its value after; empty while it is awaited.
    pub result: String,
    /// The unit of both.
    pub unit: String,
    /// The time between the two, or over which the result was read.
    pub window: String,
}

/// What the author did about a win.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum Contribution {
    /// Did it.
    Did,
    /// Decided it.
    Decided,
    /// Influenced those who decided.
    Influenced,
    /// Enabled others to do it.
    Enabled,
}

impl Contribution {
    /// The one that is stored as `word`.
    pub(crate) fn of(word: &str) -> Option<Self> {
        match word {
            "did" => Some(Self::Did),
            "decided" => Some(Self::Decided),
            "influenced" => Some(Self::Influenced),
            "enabled" => Some(Self::Enabled),
            _ => None,
        }
    }
}

/// The after-action review of a challenge.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default)]
#[specta(skip_attr = "serde")]
pub struct Challenge {
    /// The day on which it was resolved; open until then.
    pub resolved_on: Option<NaiveDate>,
    /// What was expected.
    pub expected: String,
    /// What happened.
    pub actual: String,
    /// Why the two differ.
    pub why: String,
    /// What comes next.
    pub next: String,
}

/// What was learnt.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default)]
#[specta(skip_attr = "serde")]
pub struct Lesson {
    /// The lesson in one sentence.
    pub sentence: String,
    /// The situation in which it applies ("if …").
    pub when: String,
    /// What to do in it ("then …").
    pub then: String,
    /// The day on which it was retired.
    pub retired_on: Option<NaiveDate>,
}

/// A choice made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default)]
#[specta(skip_attr = "serde")]
pub struct Decision {
    /// What could have been chosen.
    pub options: Vec<String>,
    /// What was.
    pub choice: String,
    /// What was expected to happen.
    pub forecast: String,
    /// How sure, in percent.
    pub confidence: Option<u8>,
    /// The day on which to look again.
    pub review_on: Option<NaiveDate>,
    /// What happened.
    pub happened: String,
    /// Whether the forecast came true.
    pub came_true: Option<bool>,
    /// The day on which it was looked at again. Without `came_true`, nobody could tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub judged_on: Option<NaiveDate>,
}

/// What somebody said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default)]
#[specta(skip_attr = "serde")]
pub struct Feedback {
    /// Their words.
    pub quote: String,
    /// Their name.
    pub from: String,
    /// What they are to the author.
    pub relationship: String,
    /// Whether they agreed to be quoted.
    pub may_quote: bool,
}

/// What only some kinds carry. An entry keeps its facets when its kind changes, so changing it
/// back loses nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default)]
pub struct Facets {
    /// Of a win.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// Of a win.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contribution: Option<Contribution>,
    /// The day on which to ask for a win's result.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub follow_up: Option<NaiveDate>,
    /// Of a challenge.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub challenge: Option<Challenge>,
    /// Of a lesson.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lesson: Option<Lesson>,
    /// Of a decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
    /// Of feedback.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feedback: Option<Feedback>,
    /// Its author does not want it to come back by itself; it is found when it is looked for.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub quiet: bool,
}

impl Facets {
    /// The sentence of a lesson; empty if there is none.
    pub(crate) fn sentence(&self) -> &str {
        self.lesson.as_ref().map_or("", |lesson| &lesson.sentence)
    }

    /// What else was written into them.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        let outcome = self.outcome.iter().flat_map(|it| [&it.metric, &it.baseline, &it.result, &it.unit, &it.window]);
        let challenge = self.challenge.iter().flat_map(|it| [&it.expected, &it.actual, &it.why, &it.next]);
        let lesson = self.lesson.iter().flat_map(|it| [&it.when, &it.then]);
        let decision =
            self.decision.iter().flat_map(|it| [&it.choice, &it.forecast, &it.happened].into_iter().chain(&it.options));
        let feedback = self.feedback.iter().flat_map(|it| [&it.quote, &it.from, &it.relationship]);
        let all = feedback.chain(challenge).chain(decision).chain(lesson).chain(outcome);
        all.map(String::as_str).filter(|text| !text.is_empty())
    }
}

/// Everything about an entry that its author decides, and what a version of it keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Content {
    /// What sort of entry it is.
    pub kind: Kind,
    /// A line that names it; often empty.
    pub title: String,
    /// The text, in Markdown, exactly as typed.
    pub body: String,
    /// Text that no export ever contains.
    pub private: String,
    /// The author's local date of what is told.
    pub on: NaiveDate,
    /// The author's local time of it.
    pub at: Option<TimeOfDay>,
    /// The IANA name, or the offset, of the time zone that the two are in.
    pub tz: String,
    /// Marked to be found again.
    pub starred: bool,
    /// What it is evidence for.
    pub competencies: Vec<Tagged>,
    /// Words it is filed under.
    pub tags: Vec<String>,
    /// The undertaking it belongs to.
    pub project: Option<String>,
    /// Who it is about or was written with.
    pub people: Vec<String>,
    /// Other entries it points at.
    pub links: Vec<Link>,
    /// The language of the text (ISO 639-1), where its author or an import has said so.
    pub lang: Option<String>,
    /// What only some kinds carry.
    #[serde(flatten)]
    pub facets: Facets,
}

impl Content {
    /// An empty entry on `on` in the zone `tz`.
    pub fn on(on: NaiveDate, tz: impl Into<String>) -> Self {
        Self {
            kind: Kind::default(),
            title: String::new(),
            body: String::new(),
            private: String::new(),
            on,
            at: None,
            tz: tz.into(),
            starred: false,
            competencies: Vec::new(),
            tags: Vec::new(),
            project: None,
            people: Vec::new(),
            links: Vec::new(),
            lang: None,
            facets: Facets::default(),
        }
    }
}

impl Content {
    /// How it begins, as plain words of at most `limit` characters: the text, or where there is none what
    /// stands first in its facets.
    pub(crate) fn excerpt(&self, limit: usize) -> String {
        let texts = [self.body.as_str(), self.facets.sentence()].into_iter().chain(self.facets.texts());
        texts
            .into_iter()
            .find(|text| !text.trim().is_empty())
            .map_or_else(String::new, |text| markdown::plain(text, limit))
    }

    /// The language that the text is found to be in, whatever its author says.
    pub(crate) fn detect_language(&self) -> Option<&'static str> {
        // A title in another language is common where the text is the author's own.
        let texts = [&self.body, &self.private].into_iter().map(String::as_str);
        let facets = self.facets.texts().chain([self.facets.sentence()]);
        language::detect(texts.chain(facets).chain([self.title.as_str()]))
    }
}

/// An entry as it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Entry {
    /// Its identity.
    pub id: EntryId,
    /// What the author decided.
    #[serde(flatten)]
    pub content: Content,
    /// The language of the text (ISO 639-1): the one that was said, or else the one that it is found
    /// to be in; none where there is too little of it to tell.
    pub language: Option<String>,
    /// Whether it was written on a later day than the one it tells of.
    pub written_later: bool,
    /// Files kept with it.
    pub attachments: Vec<Attachment>,
    /// What an import brought along and Helmlog has no place for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[specta(skip)]
    pub metadata: Option<serde_json::Value>,
    /// Whether it belongs to the sample journal.
    pub sample: bool,
    /// When it was first saved.
    pub created: Timestamp,
    /// When it was last saved.
    pub modified: Timestamp,
    /// When it was put into the trash, if it is there.
    pub trashed: Option<Timestamp>,
}

/// A file kept with an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Attachment {
    /// Its identity.
    pub id: AttachmentId,
    /// The name it came with.
    pub name: String,
    /// Its media type.
    pub mime: String,
    /// Its size in bytes.
    #[specta(type = u32)]
    pub bytes: u64,
}

/// An entry as it stands in a list: enough to recognise it, without the rest of its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Line {
    /// Its identity.
    pub id: EntryId,
    /// What sort of entry it is.
    pub kind: Kind,
    /// The line that names it; empty if it has none.
    pub title: String,
    /// The beginning of the text as plain words, at most 240 characters.
    pub excerpt: String,
    /// The author's local date.
    pub on: NaiveDate,
    /// The author's local time.
    pub at: Option<TimeOfDay>,
    /// Whether it was written on a later day.
    pub written_later: bool,
    /// Marked to be found again.
    pub starred: bool,
    /// What it is evidence for.
    pub competencies: Vec<Tagged>,
    /// Words it is filed under.
    pub tags: Vec<String>,
    /// Who it is about.
    pub people: Vec<String>,
    /// One short phrase from its facets, such as "resolved 18 March" is made of.
    pub state: Option<LineState>,
    /// When it was put into the trash, if it is there.
    pub trashed: Option<Timestamp>,
}

/// What a list says of an entry beyond its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum LineState {
    /// A challenge without an end yet.
    Open,
    /// A challenge that ended.
    Resolved {
        /// The day on which it did.
        on: NaiveDate,
    },
    /// A decision to be looked at again.
    Review {
        /// The day on which to do so.
        on: NaiveDate,
    },
    /// A decision that was looked at.
    Reviewed {
        /// Whether its forecast came true.
        came_true: bool,
    },
    /// A decision that was looked at, and nobody could tell.
    Untold,
    /// A win with a number.
    Outcome {
        /// As in "31 → 39 %".
        text: String,
    },
    /// A lesson that was applied again.
    Applied {
        /// How often.
        times: u32,
    },
    /// Feedback and whom it is from.
    From {
        /// The name.
        name: String,
    },
}

impl Entry {
    /// How its words are stemmed.
    pub(crate) fn stemming(&self) -> Stemming {
        Stemming::of(self.language.as_deref())
    }
}
