//! Questions to begin with, and those of the evening.

use helmlog_core::journal::Composition;
use helmlog_core::prompt::{Evening, Prompt};
use tauri::State;

use super::{Answer, with_vault};
use crate::session::Session;

/// The first questions of today.
#[tauri::command]
#[specta::specta]
pub(crate) async fn prompts(session: State<'_, Session>, count: u32) -> Answer<Vec<Prompt>> {
    with_vault(session, move |vault| vault.prompts(usize::try_from(count).unwrap_or(usize::MAX))).await
}

/// Today, to look back on.
#[tauri::command]
#[specta::specta]
pub(crate) async fn evening(session: State<'_, Session>) -> Answer<Evening> {
    with_vault(session, |vault| vault.evening()).await
}

/// Remembers how far the answer to a question of the evening is.
#[tauri::command]
#[specta::specta]
pub(crate) async fn answer_evening(session: State<'_, Session>, key: String, answer: Composition) -> Answer<()> {
    with_vault(session, move |vault| vault.answer_evening(&key, &answer)).await
}
