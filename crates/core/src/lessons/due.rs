//! Which lessons are due, by what they are asked for, and how all of them stand.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::Connection;
use serde::Serialize;
use specta::Type;

use super::recall::{Recall, Verdict, recalls};
use super::schedule::Course;
use crate::error::{Error, Result};
use crate::id::EntryId;
use crate::journal::{Facets, Habits, Kind, Lesson, date, habits, may_return};
use crate::markdown;
use crate::vault::Vault;
use crate::world::{Timestamp, World};

/// Characters of a name where there is no title.
const NAME: usize = 120;
/// Characters of the text of a situation.
const EXCERPT: usize = 280;
/// Bytes of a text of which a beginning is wanted.
const READ: u32 = 2000;

/// Every lesson; the text only of those that have nothing else.
pub(super) const LESSONS: &str = "SELECT id, seq, title, happened_on, created, facets,
        CASE WHEN coalesce(facets ->> '$.lesson.sentence', '') = '' THEN substr(body, 1, ?1) ELSE '' END
     FROM entry WHERE kind = 'lesson' AND trashed IS NULL AND erased IS NULL";

/// A lesson that waits to be recalled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct DueLesson {
    /// The lesson.
    pub id: EntryId,
    /// What is shown at first. Never the lesson itself.
    pub cue: Cue,
    /// The lesson, to be shown once it was recalled.
    pub sentence: String,
    /// In which situation it applies; empty if nothing was planned.
    pub when: String,
    /// What to do then.
    pub then: String,
    /// What it came from, oldest first, without what does not want to come back.
    pub sources: Vec<LessonSource>,
    /// The day of which the lesson tells.
    pub learnt_on: NaiveDate,
    /// Days between then and now.
    pub days_ago: u32,
    /// The first day on which nobody looked.
    pub since: NaiveDate,
    /// 7, 30 or 90: the latest return that has come.
    pub after: u32,
}

/// By what a lesson is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum Cue {
    /// What it was learnt from.
    Situation {
        /// When that was.
        on: NaiveDate,
        /// What it is called.
        name: String,
        /// How it begins, where it has a name apart from that.
        excerpt: String,
    },
    /// The "if" of its plan.
    Plan {
        /// As in "a launch has two owners".
        when: String,
    },
    /// Nothing but what it is filed under.
    Words {
        /// Its title, else its tags.
        about: Vec<String>,
    },
}

/// An entry that a lesson came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct LessonSource {
    /// The entry.
    pub id: EntryId,
    /// What it is called.
    pub name: String,
    /// When it was.
    pub on: NaiveDate,
}

/// A lesson and how it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct KnownLesson {
    /// The lesson.
    pub id: EntryId,
    /// What was learnt.
    pub sentence: String,
    /// In which situation it applies.
    pub when: String,
    /// What to do then.
    pub then: String,
    /// The day of which it tells.
    pub on: NaiveDate,
    /// Whether it comes back, and when.
    pub state: LessonState,
    /// Its reviews, newest first.
    pub reviews: Vec<Reviewed>,
    /// Entries in which it was applied.
    pub applied: u32,
}

/// Whether a lesson comes back, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum LessonState {
    /// It waits.
    Due {
        /// Since when.
        since: NaiveDate,
    },
    /// It comes back.
    Returns {
        /// When.
        on: NaiveDate,
    },
    /// It has come back as often as it does.
    Known,
    /// Its author let go of it.
    Retired {
        /// When.
        on: NaiveDate,
    },
    /// It was asked not to come back.
    Quiet,
}

/// A review of a lesson.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Reviewed {
    /// When.
    pub on: NaiveDate,
    /// What was thought of it.
    pub verdict: Verdict,
    /// What was recalled before it was shown.
    pub words: String,
}

impl Vault {
    /// The lessons that are due today, those that wait longest first.
    ///
    /// # Errors
    /// What the database says.
    pub fn lessons_due(&self) -> Result<Vec<DueLesson>> {
        let today = self.today();
        self.read(|database| {
            let habits = habits(database)?;
            due(database, self.world(), today)?
                .into_iter()
                .map(|(row, due)| describe(database, &row, due, today, &habits))
                .collect()
        })
    }

    /// Every lesson and how it stands: what is due first, then what comes back soonest, then the rest,
    /// the newest first.
    ///
    /// # Errors
    /// What the database says.
    pub fn lessons(&self) -> Result<Vec<KnownLesson>> {
        let today = self.today();
        self.read(|database| {
            let mut applied: HashMap<EntryId, u32> = database
                .prepare_cached(
                    "SELECT link.target, count(*) FROM link JOIN entry ON entry.id = link.source
                     WHERE link.kind = 'applies' AND link.removed IS NULL AND trashed IS NULL AND erased IS NULL
                     GROUP BY link.target",
                )?
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<rusqlite::Result<_>>()?;
            let mut known: Vec<KnownLesson> = rows(database, self.world())?
                .into_iter()
                .map(|row| {
                    let applied = applied.remove(&row.id).unwrap_or(0);
                    row.known(today, applied)
                })
                .collect();
            known.sort_by_key(|one| (order(one.state), std::cmp::Reverse(one.on), one.id));
            Ok(known)
        })
    }
}

/// What is due, then what comes back, the soonest first; what does not comes last.
const fn order(state: LessonState) -> (u8, Option<NaiveDate>) {
    match state {
        LessonState::Due { since } => (0, Some(since)),
        LessonState::Returns { on } => (1, Some(on)),
        LessonState::Known => (2, None),
        LessonState::Quiet => (3, None),
        LessonState::Retired { .. } => (4, None),
    }
}

/// The one lesson of the day: that which waits longest, and none once one was reviewed today.
pub(crate) fn for_today(database: &Connection, world: &dyn World, today: NaiveDate) -> Result<Option<DueLesson>> {
    if recalls(database)?.iter().any(|recall| recall.on == today) {
        return Ok(None);
    }
    let habits = habits(database)?;
    let first = due(database, world, today)?.into_iter().next();
    first.map(|(row, due)| describe(database, &row, due, today, &habits)).transpose()
}

/// The lessons that were reviewed from `from` to `to` and stand, each with the day and what it says.
pub(crate) fn reviewed_between(
    database: &Connection,
    world: &dyn World,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<(EntryId, NaiveDate, String)>> {
    let within = |recall: &Recall| (from..=to).contains(&recall.on) && recall.verdict != Verdict::Retired;
    if !recalls(database)?.iter().any(within) {
        return Ok(Vec::new());
    }
    let mut found: Vec<_> = rows(database, world)?
        .into_iter()
        .filter(|row| !row.quiet)
        .filter_map(|row| {
            let on = row.recalls.iter().filter(|recall| within(recall)).map(|recall| recall.on).max()?;
            Some((row.id, on, row.sentence()))
        })
        .collect();
    found.sort_by_key(|(id, on, _)| (*on, *id));
    Ok(found)
}

/// A lesson as it lies in the database, with its reviews.
struct Row {
    id: EntryId,
    seq: i64,
    title: String,
    on: NaiveDate,
    lesson: Lesson,
    /// How its text begins, where it has no sentence.
    beginning: String,
    quiet: bool,
    course: Course,
    recalls: Vec<Recall>,
}

impl Row {
    /// What was learnt.
    fn sentence(&self) -> String {
        let sentence = self.lesson.sentence.trim();
        if !sentence.is_empty() {
            return sentence.to_owned();
        }
        let words = markdown::plain(&self.beginning, EXCERPT);
        if words.is_empty() { self.title.clone() } else { words }
    }

    fn known(mut self, today: NaiveDate, applied: u32) -> KnownLesson {
        let state = match (self.lesson.retired_on, self.quiet, self.course.due(today)) {
            (Some(on), _, _) => LessonState::Retired { on },
            (None, true, _) => LessonState::Quiet,
            (None, false, Some(due)) => LessonState::Due { since: due.since },
            (None, false, None) => self.course.next(today).map_or(LessonState::Known, |on| LessonState::Returns { on }),
        };
        self.recalls.sort_by_key(|recall| std::cmp::Reverse(recall.on));
        KnownLesson {
            id: self.id,
            sentence: self.sentence(),
            on: self.on,
            state,
            reviews: self
                .recalls
                .into_iter()
                .map(|Recall { on, verdict, words, .. }| Reviewed { on, verdict, words })
                .collect(),
            applied,
            when: self.lesson.when,
            then: self.lesson.then,
        }
    }
}

/// Every lesson that is not in the trash.
fn rows(database: &Connection, world: &dyn World) -> Result<Vec<Row>> {
    let mut by_lesson: HashMap<EntryId, Vec<Recall>> = HashMap::new();
    for recall in recalls(database)? {
        by_lesson.entry(recall.lesson).or_default().push(recall);
    }
    let mut select = database.prepare_cached(LESSONS)?;
    let mut found = select.query([READ])?;
    let mut rows = Vec::new();
    while let Some(row) = found.next()? {
        let facets: Facets = serde_json::from_str(&row.get::<_, String>(5)?)
            .map_err(|_| Error::Damaged("the facets of an entry cannot be read"))?;
        let (id, on): (EntryId, _) = (row.get(0)?, date(row, 3)?);
        let written = Timestamp::from_millis(row.get(4)?).local_date(world);
        let lesson = facets.lesson.unwrap_or_default();
        let recalls = by_lesson.remove(&id).unwrap_or_default();
        let course = Course {
            learnt: on.max(written),
            reviews: recalls.iter().map(|recall| (recall.on, recall.verdict)).collect(),
            retired: lesson.retired_on.is_some(),
        };
        rows.push(Row {
            id,
            seq: row.get(1)?,
            title: row.get(2)?,
            on,
            lesson,
            beginning: row.get(6)?,
            quiet: facets.quiet,
            course,
            recalls,
        });
    }
    Ok(rows)
}

/// The lessons that are due, those that wait longest first.
fn due(database: &Connection, world: &dyn World, today: NaiveDate) -> Result<Vec<(Row, super::schedule::Due)>> {
    let mut due: Vec<_> = rows(database, world)?
        .into_iter()
        .filter(|row| !row.quiet)
        .filter_map(|row| row.course.due(today).map(|due| (row, due)))
        .collect();
    due.sort_by_key(|(row, due)| (due.since, row.on, row.id));
    Ok(due)
}

fn describe(
    database: &Connection,
    row: &Row,
    due: super::schedule::Due,
    today: NaiveDate,
    habits: &Habits,
) -> Result<DueLesson> {
    let sources = sources(database, row.id, habits)?;
    let when = row.lesson.when.trim();
    let cue = match sources.first() {
        Some((LessonSource { on, name, .. }, excerpt)) => {
            Cue::Situation { on: *on, name: name.clone(), excerpt: excerpt.clone() }
        }
        None if !when.is_empty() => Cue::Plan { when: when.to_owned() },
        None => Cue::Words { about: filed_under(database, row)? },
    };
    Ok(DueLesson {
        id: row.id,
        cue,
        sentence: row.sentence(),
        when: when.to_owned(),
        then: row.lesson.then.trim().to_owned(),
        sources: sources.into_iter().map(|(source, _)| source).collect(),
        learnt_on: row.on,
        days_ago: u32::try_from((today - row.on).num_days()).unwrap_or(0),
        since: due.since,
        after: due.after,
    })
}

/// What a lesson came from and may come back, with how each begins.
fn sources(database: &Connection, lesson: EntryId, habits: &Habits) -> Result<Vec<(LessonSource, String)>> {
    let mut select = database.prepare_cached(
        "SELECT entry.id, entry.kind, title, substr(body, 1, ?2), happened_on, coalesce(facets ->> '$.quiet', 0)
         FROM link JOIN entry ON entry.id = link.target
         WHERE link.source = ?1 AND link.kind = 'source' AND removed IS NULL AND trashed IS NULL AND erased IS NULL
         ORDER BY happened_on, seq",
    )?;
    let mut rows = select.query((lesson, READ))?;
    let mut sources = Vec::new();
    while let Some(row) = rows.next()? {
        let kind: Kind = row.get(1)?;
        if !may_return(kind, row.get(5)?, habits) {
            continue;
        }
        let (title, body): (String, String) = (row.get(2)?, row.get(3)?);
        let (name, excerpt) = if title.trim().is_empty() {
            (markdown::plain(&body, NAME), String::new())
        } else {
            (title, markdown::plain(&body, EXCERPT))
        };
        sources.push((LessonSource { id: row.get(0)?, name, on: date(row, 4)? }, excerpt));
    }
    Ok(sources)
}

/// What a lesson without a situation can be asked for by.
fn filed_under(database: &Connection, row: &Row) -> Result<Vec<String>> {
    // Where the title is all that there is, it is the lesson.
    if !row.title.trim().is_empty() && row.sentence() != row.title {
        return Ok(vec![row.title.clone()]);
    }
    Ok(database
        .prepare_cached(
            "SELECT name FROM entry_tag JOIN tag ON tag.seq = tag
             WHERE entry = ?1 AND removed IS NULL AND erased IS NULL ORDER BY name",
        )?
        .query_map([row.seq], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?)
}
