//! The evening: what was captured today, beside three or four questions. An answer becomes an entry at its
//! first pause, like everything else; which question it answers is remembered on this device until the day is over.

use std::collections::HashSet;

use chrono::NaiveDate;
use rusqlite::Connection;
use serde::Serialize;
use specta::Type;

use super::order;
use super::written::{Written, written};
use super::{Needs, Prompt};
use crate::error::{Error, Result};
use crate::id::EntryId;
use crate::journal::{self, Composition, Entry, Kind, Line};
use crate::vault::Vault;

/// Questions on a day with captures, and on one without.
const QUESTIONS: usize = 4;
const FEWER: usize = 3;

/// Of which kind of capture to ask first: what is still moving before what is done.
const TELLING: [Kind; 5] = [Kind::Challenge, Kind::Decision, Kind::Feedback, Kind::Win, Kind::Lesson];

/// A day as one looks back on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Evening {
    /// The day.
    pub date: NaiveDate,
    /// What was written about it, newest first, without the answers.
    pub captures: Vec<Line>,
    /// What is asked.
    pub questions: Vec<Question>,
}

/// A question and what has been answered so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Question {
    /// The question.
    pub prompt: Prompt,
    /// The entry that the answer has become.
    pub composing: Option<Entry>,
    /// Words that could not become one.
    pub unsaved: String,
}

/// The place of an answer among what is being written. The day stands first, so that one day's answers
/// are one stretch.
fn slot(day: NaiveDate, key: &str) -> String {
    format!("evening {day} {key}")
}

impl Vault {
    /// Today, to look back on. What has an answer stays; the other questions are chosen by what was captured
    /// and where evidence is thin.
    ///
    /// # Errors
    /// What the database says.
    pub fn evening(&self) -> Result<Evening> {
        let day = self.today();
        let needs = self.needs()?;
        let asked: Vec<&Written> = written().iter().filter(|one| one.evening).collect();
        let mut answers: Vec<(usize, Composition)> = Vec::new();
        for (at, one) in asked.iter().enumerate() {
            let composition = self.composing(&slot(day, &one.key))?;
            if composition != Composition::default() {
                answers.push((at, composition));
            }
        }
        let answered: HashSet<EntryId> = answers.iter().filter_map(|(_, answer)| answer.entry).collect();
        let mut captures = self.read(|database| captured(database, day))?;
        captures.retain(|line| !answered.contains(&line.id));
        for at in choose(day, &asked, &captures, &needs) {
            if answers.iter().all(|(one, _)| *one != at) && answers.len() < most(&captures) {
                answers.push((at, Composition::default()));
            }
        }
        let mut questions = Vec::with_capacity(answers.len());
        for (at, answer) in answers {
            let Some(one) = asked.get(at) else { continue };
            let composing = answer.entry.map(|id| self.entry(id)).transpose()?;
            questions.push(Question { prompt: needs.prompt(one), composing, unsaved: answer.text });
        }
        Ok(Evening { date: day, captures, questions })
    }

    /// Remembers how far the answer to the question `key` of today is; forgets it when there is nothing.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such question in the evening.
    pub fn answer_evening(&self, key: &str, answer: &Composition) -> Result<()> {
        if !written().iter().any(|one| one.evening && one.key == key) {
            return Err(Error::NotFound { what: "question" });
        }
        let day = self.today();
        self.note_composing(&slot(day, key), answer)?;
        // Yesterday's are entries, and nobody looks for them here any more. Words that are in no entry stay.
        self.write(|write| {
            write
                .prepare_cached("DELETE FROM draft WHERE slot >= 'evening ' AND slot < ?1 AND text = ''")?
                .execute([format!("evening {day}")])?;
            Ok(())
        })
    }
}

const fn most(captures: &[Line]) -> usize {
    if captures.is_empty() { FEWER } else { QUESTIONS }
}

/// What was written about a day, newest first.
fn captured(database: &Connection, day: NaiveDate) -> Result<Vec<Line>> {
    let seqs = database
        .prepare_cached(
            "SELECT seq FROM entry WHERE happened_on = ?1 AND trashed IS NULL AND erased IS NULL
             ORDER BY happened_at DESC NULLS LAST, seq DESC",
        )?
        .query_map([day.to_string()], |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<i64>>>()?;
    journal::lines(database, &seqs)
}

/// The places of questions for the day, the best first: one about the kind of what was captured, one where
/// evidence is thin, one about a competency that was captured, one for any evening; then the others.
fn choose(day: NaiveDate, asked: &[&Written], captures: &[Line], needs: &Needs) -> Vec<usize> {
    let captured: HashSet<&str> =
        captures.iter().flat_map(|line| &line.competencies).map(|tagged| tagged.key.as_str()).collect();
    let kind = TELLING.into_iter().find(|kind| captures.iter().any(|line| line.kind == *kind));
    let order = order::order(day, asked, &|one| needs.weight(one.competency.as_deref()));
    let at = |at: &usize| asked.get(*at).copied();
    let is_captured = |one: &Written| one.competency.as_deref().is_some_and(|key| captured.contains(key));
    let wanted: [&dyn Fn(&Written) -> bool; 4] = [
        &|one| one.after.is_some() && one.after == kind,
        &|one| one.competency.is_some() && !is_captured(one),
        &is_captured,
        &|one| one.competency.is_none() && one.after.is_none(),
    ];
    let mut chosen: Vec<usize> = Vec::new();
    for is_wanted in wanted {
        chosen.extend(order.iter().find(|place| !chosen.contains(place) && at(place).is_some_and(is_wanted)));
    }
    let others: Vec<usize> = order
        .iter()
        .filter(|place| !chosen.contains(place) && at(place).is_some_and(|one| one.after.is_none()))
        .copied()
        .collect();
    chosen.extend(others);
    chosen
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::journal::Content;
    use crate::world::Still;

    fn vault() -> (Arc<Still>, Vault) {
        let still = Arc::new(Still::at("2026-11-23T18:00:00Z").unwrap());
        let vault = Vault::in_memory(still.clone()).unwrap();
        (still, vault)
    }

    fn write(vault: &Vault, kind: Kind, body: &str, keys: &[&str]) -> EntryId {
        let competencies = keys.iter().map(|key| key.parse().unwrap()).collect();
        let content = Content { kind, body: body.into(), competencies, ..Content::on(vault.today(), "Etc/UTC") };
        vault.add(&content).unwrap().id
    }

    fn keys(evening: &Evening) -> Vec<&str> {
        evening.questions.iter().map(|one| one.prompt.key.as_str()).collect()
    }

    #[test]
    fn a_day_without_captures_has_three_questions_and_one_with_some_has_four() {
        let (_, vault) = vault();
        let empty = vault.evening().unwrap();
        assert_eq!((empty.captures.len(), empty.questions.len()), (0, 3));
        assert!(empty.questions.iter().all(|one| !one.prompt.key.starts_with("after-")));
        write(&vault, Kind::Decision, "Stop at n = 400.", &["metrics:2"]);
        let evening = vault.evening().unwrap();
        assert_eq!((evening.captures.len(), evening.questions.len()), (1, 4));
        assert_eq!(keys(&evening)[0], "after-decision");
        let about: Vec<Option<&str>> = evening.questions.iter().map(|one| one.prompt.competency.as_deref()).collect();
        assert!(about.contains(&Some("metrics")), "one about what was captured: {about:?}");
        assert!(about.iter().flatten().any(|key| *key != "metrics"), "one about something else: {about:?}");
    }

    #[test]
    fn an_answer_stays_beside_its_question_and_is_no_capture() {
        let (still, vault) = vault();
        write(&vault, Kind::Win, "The launch went out.", &[]);
        let key = keys(&vault.evening().unwrap())[1].to_owned();
        let answer = write(&vault, Kind::Reflection, "I was silent, and it helped.", &[]);
        vault.answer_evening(&key, &Composition { entry: Some(answer), text: String::new() }).unwrap();
        let evening = vault.evening().unwrap();
        assert_eq!((evening.captures.len(), evening.questions.len()), (1, 4));
        let one = evening.questions.iter().find(|one| one.prompt.key == key).unwrap();
        assert_eq!(one.composing.as_ref().unwrap().id, answer);
        // Tomorrow it is an entry of yesterday.
        still.pass(chrono::TimeDelta::days(1));
        assert!(vault.evening().unwrap().questions.iter().all(|one| one.composing.is_none()));
        let next = keys(&vault.evening().unwrap())[0].to_owned();
        vault.answer_evening(&next, &Composition { entry: None, text: "not saved".into() }).unwrap();
        let slots: u32 =
            vault.read(|database| Ok(database.query_row("SELECT count(*) FROM draft", [], |row| row.get(0))?)).unwrap();
        assert_eq!(slots, 1);
        assert_eq!(vault.evening().unwrap().questions[0].unsaved, "not saved");
    }

    #[test]
    fn an_answer_without_words_leaves_no_trace() {
        let (_, vault) = vault();
        let key = keys(&vault.evening().unwrap())[0].to_owned();
        let answer = write(&vault, Kind::Reflection, "Nothing, on second thoughts.", &[]);
        vault.answer_evening(&key, &Composition { entry: Some(answer), text: String::new() }).unwrap();
        vault.trash(answer).unwrap();
        vault.answer_evening(&key, &Composition::default()).unwrap();
        let evening = vault.evening().unwrap();
        assert!(evening.captures.is_empty() && evening.questions.iter().all(|one| one.composing.is_none()));
        assert!(matches!(
            vault.answer_evening("nonsense", &Composition::default()),
            Err(Error::NotFound { what: "question" })
        ));
    }
}
