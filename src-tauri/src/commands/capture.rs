//! Writing.

use helmlog_core::id::EntryId;
use helmlog_core::journal::{Composition, Content, Saved, Sitting, Today};
use tauri::State;

use super::{Answer, with_vault};
use crate::session::Session;

#[tauri::command]
#[specta::specta]
pub(crate) async fn today(session: State<'_, Session>) -> Answer<Today> {
    with_vault(session, |vault| vault.today_view()).await
}

/// Remembers what is being written on the first screen.
#[tauri::command]
#[specta::specta]
pub(crate) async fn compose_today(session: State<'_, Session>, composition: Composition) -> Answer<()> {
    with_vault(session, move |vault| vault.compose_today(&composition)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn add_entry(session: State<'_, Session>, content: Content) -> Answer<Saved> {
    with_vault(session, move |vault| vault.add(&content)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn save_entry(
    session: State<'_, Session>,
    id: EntryId,
    content: Content,
    sitting: Sitting,
) -> Answer<Saved> {
    with_vault(session, move |vault| vault.edit(id, &content, sitting)).await
}
