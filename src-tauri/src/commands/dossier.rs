//! What its author makes of a portfolio. Each command answers what that was before, for whoever wants it back.

use helmlog_core::growth::Period;
use helmlog_core::id::EntryId;
use helmlog_core::portfolio::{Dossier, Expectation, PartRole, Preset};
use tauri::State;

use super::{Answer, with_vault};
use crate::session::Session;

#[tauri::command]
#[specta::specta]
pub(crate) async fn order_stories(session: State<'_, Session>, preset: Preset, order: Vec<EntryId>) -> Answer<Dossier> {
    with_vault(session, move |vault| vault.order_stories(preset, &order)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn leave_story_out(session: State<'_, Session>, preset: Preset, entry: EntryId) -> Answer<Dossier> {
    with_vault(session, move |vault| vault.leave_story_out(preset, entry)).await
}

/// It is the composer's again whether and where it is told.
#[tauri::command]
#[specta::specta]
pub(crate) async fn bring_story_back(session: State<'_, Session>, preset: Preset, entry: EntryId) -> Answer<Dossier> {
    with_vault(session, move |vault| vault.bring_story_back(preset, entry)).await
}

/// A part of a story or the setback, or its title, in other words; as it is composed where there are none. The entries
/// that are named behind its lines are numbered as in the document that is shown.
#[tauri::command]
#[specta::specta]
pub(crate) async fn write_part(
    session: State<'_, Session>,
    preset: Preset,
    entry: EntryId,
    role: Option<PartRole>,
    text: Option<String>,
    numbered: Vec<EntryId>,
) -> Answer<Dossier> {
    with_vault(session, move |vault| vault.write_part(preset, entry, role, text.as_deref(), &numbered)).await
}

/// The case on the cover in other words; as it is composed where there are none.
#[tauri::command]
#[specta::specta]
pub(crate) async fn write_case(
    session: State<'_, Session>,
    preset: Preset,
    period: Period,
    text: Option<String>,
    numbered: Vec<EntryId>,
) -> Answer<Dossier> {
    with_vault(session, move |vault| vault.write_case(preset, period, text.as_deref(), &numbered)).await
}

/// A quote, or what was brought about through others, is not told.
#[tauri::command]
#[specta::specta]
pub(crate) async fn leave_unsaid(session: State<'_, Session>, preset: Preset, entry: EntryId) -> Answer<Dossier> {
    with_vault(session, move |vault| vault.leave_unsaid(preset, entry)).await
}

/// Whatever was left unsaid is told.
#[tauri::command]
#[specta::specta]
pub(crate) async fn say_all(session: State<'_, Session>, preset: Preset) -> Answer<Dossier> {
    with_vault(session, move |vault| vault.say_all(preset)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn set_expectations(
    session: State<'_, Session>,
    preset: Preset,
    period: Period,
    expectations: Vec<Expectation>,
) -> Answer<Dossier> {
    with_vault(session, move |vault| vault.set_expectations(preset, period, &expectations)).await
}

/// Undoes what was made of it since.
#[tauri::command]
#[specta::specta]
pub(crate) async fn restore_dossier(session: State<'_, Session>, dossier: Dossier) -> Answer<Dossier> {
    with_vault(session, move |vault| vault.restore_dossier(&dossier)).await
}
