//! Entries as lines of a list.

use std::collections::HashMap;

use rusqlite::Connection;

use super::entry::{Entry, Kind, Line, LineState, Outcome};
use super::read::{self, Reach};
use super::save::json;
use crate::error::Result;
use crate::markdown;

/// Characters of an excerpt: two lines on a wide screen, three on a narrow one.
const EXCERPT: usize = 240;

/// Characters of a name where there is no title.
const NAME: usize = 60;

/// The entries with these local numbers as lines, in the order given.
pub(crate) fn lines(database: &Connection, seqs: &[i64]) -> Result<Vec<Line>> {
    let mut listed = listed(database, seqs)?;
    Ok(seqs.iter().filter_map(|seq| listed.remove(seq)).map(shorten).collect())
}

/// An entry with what a list says of it.
#[derive(Debug)]
pub(crate) struct Listed {
    /// As far as [`Reach::Line`] goes.
    pub(crate) entry: Entry,
    pub(crate) state: Option<LineState>,
    /// The name of what a lesson came from.
    pub(crate) source: Option<String>,
}

/// The entries with these local numbers, each under its own.
pub(crate) fn listed(database: &Connection, seqs: &[i64]) -> Result<HashMap<i64, Listed>> {
    let entries = read::load_by_seq(database, seqs, Reach::Line)?;
    let is_lesson = |entry: &Entry| entry.content.kind == Kind::Lesson;
    let lessons: Vec<i64> = entries.iter().filter(|(_, entry)| is_lesson(entry)).map(|(seq, _)| *seq).collect();
    let (mut applied, mut sources) = Default::default();
    if !lessons.is_empty() {
        (applied, sources) = (applications(database, &lessons)?, self::sources(database, &lessons)?);
    }
    Ok(entries
        .into_iter()
        .map(|(seq, entry)| {
            let state = state(&entry, applied.remove(&seq).unwrap_or(0));
            (seq, Listed { entry, state, source: sources.remove(&seq) })
        })
        .collect())
}

/// How often each of these lessons was applied again.
fn applications(database: &Connection, lessons: &[i64]) -> Result<HashMap<i64, u32>> {
    Ok(database
        .prepare_cached(
            "SELECT lesson.seq, count(*) FROM entry AS lesson
             JOIN link ON link.target = lesson.id AND link.kind = 'applies' AND removed IS NULL
             JOIN entry ON entry.id = link.source AND entry.trashed IS NULL AND entry.erased IS NULL
             WHERE lesson.seq IN (SELECT value FROM json_each(?1)) GROUP BY lesson.seq",
        )?
        .query_map([json(lessons)?], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?)
}

/// What each of these lessons came from: the title of the entry, or how it begins; of several the first.
fn sources(database: &Connection, lessons: &[i64]) -> Result<HashMap<i64, String>> {
    let mut select = database.prepare_cached(
        "SELECT lesson.seq, entry.title, entry.body FROM entry AS lesson
         JOIN link ON link.source = lesson.id AND link.kind = 'source' AND removed IS NULL
         JOIN entry ON entry.id = link.target AND entry.trashed IS NULL AND entry.erased IS NULL
         WHERE lesson.seq IN (SELECT value FROM json_each(?1)) ORDER BY link.target DESC",
    )?;
    let rows = select.query_map([json(lessons)?], |row| {
        let (title, body): (String, String) = (row.get(1)?, row.get(2)?);
        let name = if title.trim().is_empty() { markdown::plain(&body, NAME) } else { title };
        Ok((row.get(0)?, name))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn shorten(Listed { entry, state, .. }: Listed) -> Line {
    let content = entry.content;
    let excerpt = content.excerpt(EXCERPT);
    Line {
        id: entry.id,
        kind: content.kind,
        title: content.title,
        excerpt,
        on: content.on,
        at: content.at,
        written_later: entry.written_later,
        starred: content.starred,
        competencies: content.competencies,
        tags: content.tags,
        people: content.people,
        state,
        trashed: entry.trashed,
    }
}

fn state(entry: &Entry, applied: u32) -> Option<LineState> {
    let facets = &entry.content.facets;
    match entry.content.kind {
        Kind::Challenge => Some(match facets.challenge.as_ref().and_then(|challenge| challenge.resolved_on) {
            Some(on) => LineState::Resolved { on },
            None => LineState::Open,
        }),
        Kind::Decision => {
            let decision = facets.decision.as_ref()?;
            match (decision.came_true, decision.judged_on, decision.review_on) {
                (Some(came_true), _, _) => Some(LineState::Reviewed { came_true }),
                (None, Some(_), _) => Some(LineState::Untold),
                (None, None, Some(on)) => Some(LineState::Review { on }),
                (None, None, None) => None,
            }
        }
        Kind::Win => facets.outcome.as_ref().and_then(Outcome::change).map(|text| LineState::Outcome { text }),
        Kind::Lesson if applied > 0 => Some(LineState::Applied { times: applied }),
        Kind::Feedback => facets
            .feedback
            .as_ref()
            .filter(|feedback| !feedback.from.is_empty())
            .map(|feedback| LineState::From { name: feedback.from.clone() }),
        Kind::Lesson | Kind::Reflection => None,
    }
}

impl Outcome {
    /// The change in a few characters, as in "31 → 39 %"; none while there is no result.
    pub fn change(&self) -> Option<String> {
        if self.result.trim().is_empty() {
            return None;
        }
        let unit = match self.unit.trim() {
            "" => String::new(),
            unit => format!(" {unit}"),
        };
        Some(match self.baseline.trim() {
            "" => format!("{}{unit}", self.result.trim()),
            baseline => format!("{baseline} → {}{unit}", self.result.trim()),
        })
    }
}
