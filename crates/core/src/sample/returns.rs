//! What came back of the sample's lessons, and its weeks that were looked back at.

use std::collections::HashMap;

use chrono::{NaiveDate, TimeDelta};
use serde::Deserialize;

use super::story::{Story, read};
use crate::error::{Error, Result};
use crate::id::EntryId;
use crate::lessons::{Recall, Verdict};
use crate::record;
use crate::review::{Week, WeekPick, WeekReview};
use crate::vault::Write;

const RETURNS: &str = include_str!("../../data/sample/lessons.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Returns {
    recall: Vec<WrittenRecall>,
    week: Vec<WrittenWeek>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenRecall {
    /// The slug of a lesson.
    lesson: String,
    on: NaiveDate,
    verdict: Verdict,
    #[serde(default)]
    words: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenWeek {
    week: Week,
    win: WrittenPick,
    lesson: WrittenPick,
    next: WrittenPick,
    #[serde(default)]
    note: String,
    done: NaiveDate,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPick {
    /// The slug of an entry.
    entry: Option<String>,
    words: String,
}

/// Adds them, moved as far as the story. `ids` has the entries by their slugs.
pub(super) fn add(write: &Write<'_>, story: &Story, ids: &HashMap<&str, EntryId>) -> Result<()> {
    let returns: Returns = read(RETURNS)?;
    let moved = |date: NaiveDate| date.checked_add_signed(TimeDelta::weeks(story.shift)).unwrap_or(date);
    let of = |slug: &str| ids.get(slug).copied().ok_or_else(|| Error::invalid("sample", "points at nothing"));
    for WrittenRecall { lesson, on, verdict, words } in returns.recall {
        let recall = Recall { lesson: of(&lesson)?, on: moved(on), verdict, words, applied_in: None };
        record::add_sample(write, &recall)?;
    }
    for WrittenWeek { week, win, lesson, next, note, done } in returns.week {
        let pick = |pick: WrittenPick| -> Result<Option<WeekPick>> {
            let entry = pick.entry.as_deref().map(of).transpose()?;
            Ok(Some(WeekPick { entry, words: pick.words }))
        };
        let review = WeekReview {
            week: Week::of(moved(week.monday())),
            win: pick(win)?,
            lesson: pick(lesson)?,
            next: pick(next)?,
            note,
            done: Some(moved(done)),
        };
        record::add_sample(write, &review)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::Vault;
    use crate::decisions::ENOUGH;
    use crate::lessons::LessonState;
    use crate::world::Still;

    #[test]
    fn on_every_day_of_a_week_something_is_due_and_nothing_that_was_asked_in_its_time_is() {
        for day in 20..27 {
            let now = format!("2026-11-{day}T19:00:00Z");
            let vault = Vault::in_memory(Arc::new(Still::at(&now).unwrap())).unwrap();
            vault.add_sample().unwrap();
            let due: Vec<u32> = vault.lessons_due().unwrap().into_iter().map(|due| due.after).collect();
            assert_eq!(due, [90, 30], "{now}");
            assert!(vault.today_view().unwrap().lesson.is_some());
            assert!(vault.follow_ups().unwrap().len() >= 3, "{now}");
            let lessons = vault.lessons().unwrap();
            let states = |wanted: fn(&LessonState) -> bool| lessons.iter().filter(|one| wanted(&one.state)).count();
            assert!(states(|state| matches!(state, LessonState::Known)) > 10);
            assert_eq!(states(|state| matches!(state, LessonState::Retired { .. })), 1);
            assert_eq!(states(|state| matches!(state, LessonState::Returns { .. })), 1);
            // Whoever was asked on the day and answered was never late: no lesson was settled before it came.
            assert!(lessons.iter().all(|one| one.reviews.iter().all(|review| review.on > one.on)));
        }
    }

    #[test]
    fn its_forecasts_are_enough_for_a_score_and_its_weeks_can_be_opened_again() {
        let vault = Vault::in_memory(Arc::new(Still::at("2026-11-24T09:41:00Z").unwrap())).unwrap();
        vault.add_sample().unwrap();
        let calibration = vault.decisions().unwrap().calibration;
        assert!(calibration.resolved >= ENOUGH + 2 && calibration.brier.is_some(), "{calibration:?}");
        let week = vault.week_review(Week::of(vault.today())).unwrap();
        assert_eq!(week.reviewed.len(), 5);
        let last = vault.week_review(week.reviewed[0].week).unwrap();
        assert!(last.update.markdown.contains("**Next:** Maya proposes a cap"), "{}", last.update.markdown);
    }
}
