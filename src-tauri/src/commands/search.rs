//! Finding again.

use helmlog_core::search::{Answer as Found, IndexState, SearchRequest};
use tauri::State;

use super::{Answer, with_vault};
use crate::session::Session;

#[tauri::command]
#[specta::specta]
pub(crate) async fn search(session: State<'_, Session>, request: SearchRequest) -> Answer<Found> {
    with_vault(session, move |vault| vault.search(&request)).await
}

/// How far the index has come since the vault was opened.
#[tauri::command]
#[specta::specta]
pub(crate) async fn index_state(session: State<'_, Session>) -> Answer<IndexState> {
    with_vault(session, |vault| Ok(vault.index_state())).await
}
