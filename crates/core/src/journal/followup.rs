//! What was to be looked at again and nobody has yet: results of wins, forecasts of decisions.

use chrono::NaiveDate;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::entry::{Entry, Facets, Kind};
use super::habits::{Habits, habits};
use super::save::{Saved, Sitting, revise};
use super::{read, today};
use crate::error::{Error, Result};
use crate::id::EntryId;
use crate::vault::{Vault, Write, setting};
use crate::world::World as _;

/// The setting that says on which day nobody wants to be asked any more.
const ASKED: &str = "follow_up_asked";

/// What was to be looked at by a day and was not.
pub(crate) const AWAITED: &str = "SELECT seq FROM entry WHERE kind = 'win' AND trashed IS NULL AND erased IS NULL
       AND facets ->> '$.follow_up' IS NOT NULL AND facets ->> '$.follow_up' <= ?1
       AND coalesce(facets ->> '$.outcome.result', '') = ''
     UNION ALL
     SELECT seq FROM entry WHERE kind = 'decision' AND trashed IS NULL AND erased IS NULL
       AND facets ->> '$.decision.review_on' <= ?1
       AND facets ->> '$.decision.came_true' IS NULL AND facets ->> '$.decision.judged_on' IS NULL";

/// Something whose end is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct FollowUp {
    /// The entry.
    pub id: EntryId,
    /// A win or a decision.
    pub kind: Kind,
    /// What it is called.
    pub name: String,
    /// When it was.
    pub on: NaiveDate,
    /// The day on which to ask.
    pub due_on: NaiveDate,
    /// Days since then.
    pub days_overdue: u32,
    /// What is asked.
    pub asks: FollowUpAsks,
}

/// What is asked of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "for", rename_all = "snake_case")]
pub enum FollowUpAsks {
    /// What came of a win.
    Result {
        /// What was measured; empty if nothing was.
        metric: String,
        /// Its value before.
        baseline: String,
        /// The unit of both.
        unit: String,
    },
    /// Whether a forecast came true.
    Verdict {
        /// What was chosen.
        choice: String,
        /// What was expected.
        forecast: String,
        /// How sure, in percent.
        confidence: Option<u8>,
    },
}

/// What is answered.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum FollowUpReply {
    /// The result of a win.
    Result {
        /// The value now.
        result: String,
    },
    /// How a decision turned out.
    Judged {
        /// Whether the forecast came true; none where nobody can tell.
        came_true: Option<bool>,
        /// What happened.
        happened: String,
    },
    /// It is not to be asked again.
    Never,
}

impl Vault {
    /// What was to be looked at by today and was not, the longest overdue first.
    ///
    /// # Errors
    /// What the database says.
    pub fn follow_ups(&self) -> Result<Vec<FollowUp>> {
        let today = self.today();
        self.read(|database| between(database, None, today, today))
    }

    /// Answers what is asked of an entry, and leaves the first screen in peace for the day.
    ///
    /// # Errors
    /// [`Error::NotFound`], or [`Error::Invalid`] for an answer to another question.
    pub fn answer_follow_up(&self, id: EntryId, reply: &FollowUpReply) -> Result<Saved> {
        self.write(|write| {
            let today = write.world.now().date_naive();
            let seq = read::seq_of(write, id)?;
            let mut content = read::load(write, &[seq])?.pop().ok_or(Error::NotFound { what: "entry" })?.content;
            answer(content.kind, &mut content.facets, reply, today)?;
            leave(write, today)?;
            revise(write, id, &content, Sitting::Ends)
        })
    }

    /// Leaves the first screen without such a question until tomorrow.
    ///
    /// # Errors
    /// What the database says.
    pub fn ask_tomorrow(&self) -> Result<()> {
        self.write(|write| leave(write, write.world.now().date_naive()))
    }
}

fn leave(write: &Write<'_>, today: NaiveDate) -> Result<()> {
    setting::set(write, ASKED, &today)
}

fn answer(kind: Kind, facets: &mut Facets, reply: &FollowUpReply, today: NaiveDate) -> Result<()> {
    match (kind, reply) {
        (Kind::Win, FollowUpReply::Result { result }) => {
            let mut outcome = facets.outcome.take().unwrap_or_default();
            result.trim().clone_into(&mut outcome.result);
            if outcome.result.is_empty() {
                return Err(Error::invalid("result", "is empty"));
            }
            facets.outcome = Some(outcome);
        }
        (Kind::Win, FollowUpReply::Never) => facets.follow_up = None,
        (Kind::Decision, FollowUpReply::Judged { came_true, happened }) => {
            let mut decision = facets.decision.take().unwrap_or_default();
            decision.came_true = *came_true;
            decision.judged_on = Some(today);
            // Words of before are not lost to an empty field.
            if !happened.trim().is_empty() {
                happened.trim().clone_into(&mut decision.happened);
            }
            facets.decision = Some(decision);
        }
        (Kind::Decision, FollowUpReply::Never) => {
            if let Some(decision) = &mut facets.decision {
                decision.review_on = None;
            }
        }
        _ => return Err(Error::invalid("answer", "does not fit this entry")),
    }
    Ok(())
}

/// The one for the first screen: that which fell due last, as it can be answered best, and none once
/// one was answered or put off today.
pub(super) fn for_today(database: &Connection, today: NaiveDate) -> Result<Option<FollowUp>> {
    if setting::get::<NaiveDate>(database, ASKED)? == Some(today) {
        return Ok(None);
    }
    Ok(between(database, None, today, today)?.pop())
}

/// What falls due from `from` on, or ever, up to `to` and is not answered, in the order of those days.
pub(crate) fn between(
    database: &Connection,
    from: Option<NaiveDate>,
    to: NaiveDate,
    today: NaiveDate,
) -> Result<Vec<FollowUp>> {
    let habits = habits(database)?;
    let seqs = database
        .prepare_cached(AWAITED)?
        .query_map([to.to_string()], |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<i64>>>()?;
    let mut found: Vec<FollowUp> = read::load(database, &seqs)?
        .into_iter()
        .filter_map(|entry| asked(&entry, &habits, today))
        .filter(|one| from.is_none_or(|from| from <= one.due_on))
        .collect();
    found.sort_by_key(|one| (one.due_on, one.id));
    Ok(found)
}

fn asked(entry: &Entry, habits: &Habits, today: NaiveDate) -> Option<FollowUp> {
    let facets = &entry.content.facets;
    if !entry.content.may_return(habits) {
        return None;
    }
    let (due_on, asks) = match entry.content.kind {
        Kind::Win => {
            let outcome = facets.outcome.clone().unwrap_or_default();
            let [metric, baseline, unit] =
                [outcome.metric, outcome.baseline, outcome.unit].map(|text| text.trim().to_owned());
            (facets.follow_up?, FollowUpAsks::Result { metric, baseline, unit })
        }
        Kind::Decision => {
            let decision = facets.decision.clone()?;
            let asks = FollowUpAsks::Verdict {
                choice: decision.choice,
                forecast: decision.forecast,
                confidence: decision.confidence,
            };
            (decision.review_on?, asks)
        }
        _ => return None,
    };
    Some(FollowUp {
        id: entry.id,
        kind: entry.content.kind,
        name: today::first_words(entry),
        on: entry.content.on,
        due_on,
        days_overdue: u32::try_from((today - due_on).num_days()).unwrap_or(0),
        asks,
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use chrono::TimeDelta;

    use super::*;
    use crate::journal::{Content, Decision, Outcome};
    use crate::world::Still;

    fn journal() -> (Vault, Arc<Still>) {
        let world = Arc::new(Still::at("2026-11-23T18:00:00Z").unwrap());
        (Vault::in_memory(Arc::clone(&world) as Arc<_>).unwrap(), world)
    }

    fn win(vault: &Vault, title: &str, after: i64) -> EntryId {
        let mut content = Content::on(vault.today(), "Etc/UTC");
        content.kind = Kind::Win;
        content.title = title.into();
        content.facets.follow_up = Some(vault.today() + TimeDelta::days(after));
        content.facets.outcome =
            Some(Outcome { metric: "activation".into(), baseline: "31".into(), ..Outcome::default() });
        vault.add(&content).unwrap().id
    }

    fn decision(vault: &Vault, title: &str, after: i64) -> EntryId {
        let mut content = Content::on(vault.today(), "Etc/UTC");
        content.kind = Kind::Decision;
        content.title = title.into();
        content.facets.decision = Some(Decision {
            forecast: "It holds".into(),
            confidence: Some(70),
            review_on: Some(vault.today() + TimeDelta::days(after)),
            happened: "So far nothing.".into(),
            ..Decision::default()
        });
        vault.add(&content).unwrap().id
    }

    fn names(found: &[FollowUp]) -> Vec<(&str, u32)> {
        found.iter().map(|one| (one.name.as_str(), one.days_overdue)).collect()
    }

    #[test]
    fn what_is_due_is_asked_for_the_longest_overdue_first_until_it_is_answered() {
        let (vault, world) = journal();
        let (held, launch) = (decision(&vault, "Hold the price", 30), win(&vault, "Launch", 32));
        win(&vault, "Later", 60);
        assert!(vault.follow_ups().unwrap().is_empty());
        world.pass(TimeDelta::days(33));
        assert_eq!(names(&vault.follow_ups().unwrap()), [("Hold the price", 3), ("Launch", 1)]);
        vault.answer_follow_up(launch, &FollowUpReply::Result { result: " 39 ".into() }).unwrap();
        assert_eq!(vault.entry(launch).unwrap().content.facets.outcome.unwrap().result, "39");
        let told = FollowUpReply::Judged { came_true: None, happened: String::new() };
        vault.answer_follow_up(held, &told).unwrap();
        let kept = vault.entry(held).unwrap().content.facets.decision.unwrap();
        assert_eq!((kept.came_true, kept.judged_on), (None, Some(vault.today())), "nobody can tell");
        assert_eq!(kept.happened, "So far nothing.", "an empty answer takes no words away");
        assert!(vault.follow_ups().unwrap().is_empty());
        assert_eq!(vault.history(held).unwrap().len(), 2, "the answer is a version of its own");
    }

    #[test]
    fn an_answer_to_another_question_is_refused_and_changes_nothing() {
        let (vault, world) = journal();
        let (launch, held) = (win(&vault, "Launch", 1), decision(&vault, "Hold the price", 1));
        world.pass(TimeDelta::days(2));
        let judged = FollowUpReply::Judged { came_true: Some(true), happened: String::new() };
        for (id, reply) in [
            (launch, judged),
            (held, FollowUpReply::Result { result: "39".into() }),
            (launch, FollowUpReply::Result { result: "  ".into() }),
        ] {
            assert!(matches!(vault.answer_follow_up(id, &reply), Err(Error::Invalid { .. })), "{reply:?}");
        }
        assert_eq!(vault.follow_ups().unwrap().len(), 2);
        assert!(vault.today_view().unwrap().follow_up.is_some(), "a refused answer does not count as one");
    }

    #[test]
    fn the_first_screen_asks_for_one_a_day_and_what_is_never_to_be_asked_is_not() {
        let (vault, world) = journal();
        let (old, new) = (win(&vault, "Old", 1), win(&vault, "New", 2));
        world.pass(TimeDelta::days(3));
        assert_eq!(vault.today_view().unwrap().follow_up.unwrap().id, new);
        vault.ask_tomorrow().unwrap();
        assert!(vault.today_view().unwrap().follow_up.is_none());
        assert_eq!(vault.follow_ups().unwrap().len(), 2, "the list has them all");
        world.pass(TimeDelta::days(1));
        assert_eq!(vault.today_view().unwrap().follow_up.unwrap().id, new);
        vault.answer_follow_up(new, &FollowUpReply::Never).unwrap();
        assert!(vault.today_view().unwrap().follow_up.is_none(), "one a day");
        assert_eq!(names(&vault.follow_ups().unwrap()), [("Old", 3)]);
        let mut content = vault.entry(old).unwrap().content;
        content.facets.quiet = true;
        vault.edit(old, &content, Sitting::Ends).unwrap();
        assert!(vault.follow_ups().unwrap().is_empty(), "it was asked not to come back");
    }
}
