//! What readers of a portfolio are not to know: the author's list, and what would be replaced.

use helmlog_core::id::RecordId;
use helmlog_core::portfolio::{Brief, RedactionProfile, RedactionTerm, Replacement};
use helmlog_core::record::Kept;
use tauri::State;

use super::{Answer, with_vault};
use crate::session::Session;

#[tauri::command]
#[specta::specta]
pub(crate) async fn redaction_terms(session: State<'_, Session>) -> Answer<Vec<Kept<RedactionTerm>>> {
    with_vault(session, |vault| vault.redaction_terms()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn add_redaction_term(session: State<'_, Session>, term: RedactionTerm) -> Answer<RecordId> {
    with_vault(session, move |vault| vault.add_redaction_term(&term)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn change_redaction_term(
    session: State<'_, Session>,
    id: RecordId,
    term: RedactionTerm,
) -> Answer<()> {
    with_vault(session, move |vault| vault.change_redaction_term(id, &term)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_redaction_term(session: State<'_, Session>, id: RecordId) -> Answer<()> {
    with_vault(session, move |vault| vault.remove_redaction_term(id)).await
}

/// Every replacement that would be made for this reader, with its places.
#[tauri::command]
#[specta::specta]
pub(crate) async fn preview_redaction(
    session: State<'_, Session>,
    brief: Brief,
    profile: RedactionProfile,
) -> Answer<Vec<Replacement>> {
    with_vault(session, move |vault| vault.preview_redaction(&brief, profile)).await
}
