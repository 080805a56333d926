//! Templates.

use helmlog_core::id::RecordId;
use helmlog_core::template::{OwnTemplate, Template};
use tauri::State;

use super::{Answer, with_vault};
use crate::session::Session;

#[tauri::command]
#[specta::specta]
pub(crate) async fn templates(session: State<'_, Session>) -> Answer<Vec<Template>> {
    with_vault(session, |vault| vault.templates()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn add_template(session: State<'_, Session>, template: OwnTemplate) -> Answer<RecordId> {
    with_vault(session, move |vault| vault.add_template(&template)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn change_template(session: State<'_, Session>, id: RecordId, template: OwnTemplate) -> Answer<()> {
    with_vault(session, move |vault| vault.change_template(id, &template)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_template(session: State<'_, Session>, id: RecordId) -> Answer<()> {
    with_vault(session, move |vault| vault.remove_template(id)).await
}
