//! Finding again.

use helmlog_core::id::EntryId;
use helmlog_core::search::{Answer as Found, Hit, IndexState, Precedent, SearchRequest, Searches};
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

/// Entries that are like another one, the most alike first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn alike(session: State<'_, Session>, id: EntryId, limit: u32) -> Answer<Vec<Hit>> {
    with_vault(session, move |vault| vault.alike(id, limit)).await
}

/// Challenges, decisions and lessons that are like what somebody describes, with how they ended.
#[tauri::command]
#[specta::specta]
pub(crate) async fn faced_before(session: State<'_, Session>, situation: String, limit: u32) -> Answer<Vec<Precedent>> {
    with_vault(session, move |vault| vault.faced_before(&situation, limit)).await
}

/// The list of words that mean the same: a group a line, between commas.
#[tauri::command]
#[specta::specta]
pub(crate) async fn synonyms(session: State<'_, Session>) -> Answer<String> {
    with_vault(session, |vault| vault.synonyms()).await
}

/// Keeps a list of words that mean the same; none for the one that comes with the program.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_synonyms(session: State<'_, Session>, list: Option<String>) -> Answer<()> {
    with_vault(session, move |vault| vault.set_synonyms(list.as_deref())).await
}

/// Searches with a name, and the last ones that led somewhere.
#[tauri::command]
#[specta::specta]
pub(crate) async fn searches(session: State<'_, Session>) -> Answer<Searches> {
    with_vault(session, |vault| vault.searches()).await
}

/// Notes that a search led somewhere.
#[tauri::command]
#[specta::specta]
pub(crate) async fn note_search(session: State<'_, Session>, query: String) -> Answer<Searches> {
    with_vault(session, move |vault| vault.note_search(&query)).await
}

/// Keeps a search under a name.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_search(session: State<'_, Session>, name: String, query: String) -> Answer<Searches> {
    with_vault(session, move |vault| vault.save_search(&name, &query)).await
}

/// Forgets the search with this name; without a name, the last ones.
#[tauri::command]
#[specta::specta]
pub(crate) async fn forget_search(session: State<'_, Session>, name: Option<String>) -> Answer<Searches> {
    with_vault(session, move |vault| vault.forget_search(name.as_deref())).await
}

/// The words of an entry that a query finds, as they stand there.
#[tauri::command]
#[specta::specta]
pub(crate) async fn found_in(session: State<'_, Session>, query: String, id: EntryId) -> Answer<Vec<String>> {
    with_vault(session, move |vault| vault.found_in(&query, id)).await
}
