//! What comes back: lessons, results and forecasts, the week.

use helmlog_core::decisions::Decisions;
use helmlog_core::id::{EntryId, RecordId};
use helmlog_core::journal::{FollowUp, FollowUpReply, Saved};
use helmlog_core::lessons::{DueLesson, KnownLesson, LessonReview};
use helmlog_core::review::{ManagerUpdate, Week, WeekReview, WeekView};
use tauri::State;

use super::{Answer, with_vault};
use crate::session::Session;

/// Every lesson and how it stands.
#[tauri::command]
#[specta::specta]
pub(crate) async fn lessons(session: State<'_, Session>) -> Answer<Vec<KnownLesson>> {
    with_vault(session, |vault| vault.lessons()).await
}

/// The lessons that wait to be recalled, the longest waiting first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn lessons_due(session: State<'_, Session>) -> Answer<Vec<DueLesson>> {
    with_vault(session, |vault| vault.lessons_due()).await
}

/// Keeps what is thought of a lesson that came back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn review_lesson(session: State<'_, Session>, id: EntryId, review: LessonReview) -> Answer<RecordId> {
    with_vault(session, move |vault| vault.review_lesson(id, &review)).await
}

/// Takes a review back, with what it did.
#[tauri::command]
#[specta::specta]
pub(crate) async fn take_back_review(session: State<'_, Session>, id: RecordId) -> Answer<()> {
    with_vault(session, move |vault| vault.take_back_review(id)).await
}

/// Results and forecasts that are due, the longest overdue first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn follow_ups(session: State<'_, Session>) -> Answer<Vec<FollowUp>> {
    with_vault(session, |vault| vault.follow_ups()).await
}

/// Answers what is asked of an entry.
#[tauri::command]
#[specta::specta]
pub(crate) async fn answer_follow_up(session: State<'_, Session>, id: EntryId, reply: FollowUpReply) -> Answer<Saved> {
    with_vault(session, move |vault| vault.answer_follow_up(id, &reply)).await
}

/// Leaves the first screen without such a question until tomorrow.
#[tauri::command]
#[specta::specta]
pub(crate) async fn ask_tomorrow(session: State<'_, Session>) -> Answer<()> {
    with_vault(session, |vault| vault.ask_tomorrow()).await
}

/// Every decision, and how often what was forecast came true.
#[tauri::command]
#[specta::specta]
pub(crate) async fn decisions(session: State<'_, Session>) -> Answer<Decisions> {
    with_vault(session, |vault| vault.decisions()).await
}

/// The week to look back at today.
#[tauri::command]
#[specta::specta]
pub(crate) async fn week_to_review(session: State<'_, Session>) -> Answer<Week> {
    with_vault(session, |vault| vault.week_to_review()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn week_review(session: State<'_, Session>, week: Week) -> Answer<WeekView> {
    with_vault(session, move |vault| vault.week_review(week)).await
}

/// Keeps the review of a week and says what a manager would be told.
#[tauri::command]
#[specta::specta]
pub(crate) async fn keep_week_review(session: State<'_, Session>, review: WeekReview) -> Answer<ManagerUpdate> {
    with_vault(session, move |vault| vault.keep_week_review(review)).await
}
