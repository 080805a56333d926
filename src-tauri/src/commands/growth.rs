//! What the evidence amounts to, what is worked on, and the path.

use helmlog_core::growth::{
    Behind, CountsFor, FocusState, Growth, Milestone, NewAssessment, NewFocus, Path, Period, Plan, Post,
};
use helmlog_core::id::{EntryId, RecordId};
use tauri::State;

use super::{Answer, with_vault};
use crate::session::Session;

#[tauri::command]
#[specta::specta]
pub(crate) async fn growth(session: State<'_, Session>, period: Period) -> Answer<Growth> {
    with_vault(session, move |vault| vault.growth(period)).await
}

/// The entries behind a row of the map.
#[tauri::command]
#[specta::specta]
pub(crate) async fn evidence(session: State<'_, Session>, key: String, period: Period) -> Answer<Behind> {
    with_vault(session, move |vault| vault.evidence(&key, period)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn assess(session: State<'_, Session>, assessment: NewAssessment) -> Answer<RecordId> {
    with_vault(session, move |vault| vault.assess(&assessment)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn forget_assessment(session: State<'_, Session>, id: RecordId) -> Answer<()> {
    with_vault(session, move |vault| vault.forget_assessment(id)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn plan(session: State<'_, Session>) -> Answer<Plan> {
    with_vault(session, |vault| vault.plan()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn begin_focus(session: State<'_, Session>, focus: NewFocus) -> Answer<RecordId> {
    with_vault(session, move |vault| vault.begin_focus(&focus)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn change_focus(session: State<'_, Session>, id: RecordId, focus: NewFocus) -> Answer<()> {
    with_vault(session, move |vault| vault.change_focus(id, &focus)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn set_focus_state(session: State<'_, Session>, id: RecordId, state: FocusState) -> Answer<()> {
    with_vault(session, move |vault| vault.set_focus_state(id, state)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn link_to_focus(session: State<'_, Session>, id: RecordId, entry: EntryId) -> Answer<()> {
    with_vault(session, move |vault| vault.link_to_focus(id, entry)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn unlink_from_focus(session: State<'_, Session>, id: RecordId, entry: EntryId) -> Answer<()> {
    with_vault(session, move |vault| vault.unlink_from_focus(id, entry)).await
}

/// What an entry delivers of the plan, and what it could.
#[tauri::command]
#[specta::specta]
pub(crate) async fn counts_for(session: State<'_, Session>, entry: EntryId) -> Answer<Vec<CountsFor>> {
    with_vault(session, move |vault| vault.counts_for(entry)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn career_path(session: State<'_, Session>) -> Answer<Path> {
    with_vault(session, |vault| vault.path()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn take_post(session: State<'_, Session>, post: Post) -> Answer<RecordId> {
    with_vault(session, move |vault| vault.take_post(&post)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn change_post(session: State<'_, Session>, id: RecordId, post: Post) -> Answer<()> {
    with_vault(session, move |vault| vault.change_post(id, &post)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn forget_post(session: State<'_, Session>, id: RecordId) -> Answer<()> {
    with_vault(session, move |vault| vault.forget_post(id)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn add_milestone(session: State<'_, Session>, milestone: Milestone) -> Answer<RecordId> {
    with_vault(session, move |vault| vault.add_milestone(&milestone)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn change_milestone(session: State<'_, Session>, id: RecordId, milestone: Milestone) -> Answer<()> {
    with_vault(session, move |vault| vault.change_milestone(id, &milestone)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn forget_milestone(session: State<'_, Session>, id: RecordId) -> Answer<()> {
    with_vault(session, move |vault| vault.forget_milestone(id)).await
}
