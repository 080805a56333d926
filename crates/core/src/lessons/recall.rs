//! Reviewing a lesson: what was recalled of it, and what is thought of it now.

use chrono::NaiveDate;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::error::{Error, Result};
use crate::id::{EntryId, RecordId};
use crate::journal::{Content, Kind, Lesson, Link, LinkKind, Sitting, load, revise, seq_of};
use crate::record::{self, Record};
use crate::vault::{Vault, Write};
use crate::world::World as _;

/// Characters of what was recalled.
const LONGEST: usize = 2000;

/// What is thought of a lesson when it comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It holds.
    StillTrue,
    /// It is another one now; it comes back as a new one does.
    Changed,
    /// It was applied again.
    Applied,
    /// It need not come back.
    Retired,
}

impl Verdict {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::StillTrue, Self::Changed, Self::Applied, Self::Retired];

    /// The word for a command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::StillTrue => "still-true",
            Self::Changed => "changed",
            Self::Applied => "applied",
            Self::Retired => "retired",
        }
    }
}

impl std::str::FromStr for Verdict {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|verdict| verdict.word() == text.trim())
            .ok_or_else(|| Error::invalid("verdict", "not one of still-true, changed, applied, retired"))
    }
}

/// A review of a lesson, as it is given.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct LessonReview {
    /// What is thought of it.
    pub verdict: Verdict,
    /// What was recalled before the lesson was shown; empty if nothing was written.
    pub words: String,
    /// The entry in which it was applied, if there is one already.
    pub applied_in: Option<EntryId>,
}

/// A review of a lesson, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Recall {
    /// Which lesson.
    pub lesson: EntryId,
    /// When.
    pub on: NaiveDate,
    /// What was thought of it.
    pub verdict: Verdict,
    /// What was recalled before the lesson was shown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// The entry that this review linked to the lesson.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applied_in: Option<EntryId>,
}

impl Record for Recall {
    const SORT: &'static str = "recall";
    const WHAT: &'static str = "review of a lesson";

    fn entries(&self) -> Vec<EntryId> {
        std::iter::once(self.lesson).chain(self.applied_in).collect()
    }

    fn without(self, gone: impl Fn(&EntryId) -> bool) -> Option<Self> {
        let applied_in = self.applied_in.filter(|entry| !gone(entry));
        (!gone(&self.lesson)).then_some(Self { applied_in, ..self })
    }
}

impl Vault {
    /// Keeps a review of the lesson `id`. "Retired" retires it; "applied" links the entry that is named.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such entry, [`Error::Invalid`] if it is no lesson or is in the
    /// trash, or if it was applied in itself. Nothing is kept then.
    pub fn review_lesson(&self, id: EntryId, review: &LessonReview) -> Result<RecordId> {
        let words = review.words.trim();
        if words.chars().count() > LONGEST {
            return Err(Error::invalid("words", format!("longer than {LONGEST} characters")));
        }
        self.write(|write| {
            let today = write.world.now().date_naive();
            let mut lesson = standing(write, id)?;
            if lesson.kind != Kind::Lesson {
                return Err(Error::invalid("lesson", "is an entry of another kind"));
            }
            if review.verdict == Verdict::Retired {
                retire(write, id, &mut lesson, Some(today))?;
            }
            let mut applied_in = review.applied_in.filter(|_| review.verdict == Verdict::Applied);
            if let Some(entry) = applied_in {
                // What was linked before stays linked when this is taken back.
                applied_in = link(write, entry, id)?.then_some(entry);
            }
            let recall = Recall { lesson: id, on: today, verdict: review.verdict, words: words.to_owned(), applied_in };
            record::add(write, &recall)
        })
    }

    /// Takes a review back, with what it did.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn take_back_review(&self, id: RecordId) -> Result<()> {
        self.write(|write| {
            let recall: Recall = record::one(write, id)?;
            record::erase::<Recall>(write, id)?;
            // The lesson, or the entry, may be gone by now.
            if recall.verdict == Verdict::Retired
                && let Ok(mut lesson) = standing(write, recall.lesson)
            {
                retire(write, recall.lesson, &mut lesson, None)?;
            }
            if let Some(entry) = recall.applied_in
                && let Ok(mut content) = standing(write, entry)
            {
                content.links.retain(|link| *link != applies(recall.lesson));
                revise(write, entry, &content, Sitting::Ends)?;
            }
            Ok(())
        })
    }
}

/// Every review that is kept.
pub(super) fn recalls(database: &Connection) -> Result<Vec<Recall>> {
    Ok(record::all::<Recall>(database)?.into_iter().map(|kept| kept.value).collect())
}

/// The content of an entry that is not in the trash.
fn standing(write: &Write<'_>, id: EntryId) -> Result<Content> {
    let seq = seq_of(write, id)?;
    let entry = load(write, &[seq])?.pop().ok_or(Error::NotFound { what: "entry" })?;
    if entry.trashed.is_some() {
        return Err(Error::invalid("entry", "is in the trash"));
    }
    Ok(entry.content)
}

fn retire(write: &Write<'_>, id: EntryId, content: &mut Content, on: Option<NaiveDate>) -> Result<()> {
    let lesson = content.facets.lesson.take().unwrap_or_default();
    content.facets.lesson = Some(Lesson { retired_on: on, ..lesson });
    revise(write, id, content, Sitting::Ends)?;
    Ok(())
}

const fn applies(lesson: EntryId) -> Link {
    Link { kind: LinkKind::Applies, to: lesson }
}

/// Links `entry` to the lesson that was applied in it; false if it was linked already.
fn link(write: &Write<'_>, entry: EntryId, lesson: EntryId) -> Result<bool> {
    if entry == lesson {
        return Err(Error::invalid("entry", "is the lesson itself"));
    }
    let mut content = standing(write, entry)?;
    if content.links.contains(&applies(lesson)) {
        return Ok(false);
    }
    content.links.push(applies(lesson));
    revise(write, entry, &content, Sitting::Ends)?;
    Ok(true)
}
