//! Exports that were kept.

use std::path::Path;

use helmlog_core::disk;
use helmlog_core::id::RecordId;
use helmlog_core::portfolio::{Differences, KeptExport};
use helmlog_core::record::Kept;
use tauri::{AppHandle, Manager, State};

use super::files::{documents, free_path};
use super::portfolio::Exported;
use super::{Answer, off_thread, with_vault};
use crate::session::Session;

/// The exports that are kept, the last one first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn kept_exports(session: State<'_, Session>) -> Answer<Vec<Kept<KeptExport>>> {
    with_vault(session, |vault| vault.kept_exports()).await
}

/// What was new in a kept export; nothing if there was none of its kind before it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn changes_of_export(session: State<'_, Session>, number: u32) -> Answer<Option<Differences>> {
    with_vault(session, move |vault| vault.changes_of_export(number)).await
}

/// Writes the file of a kept export into the user's folder of documents again, as it left.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_kept_export(app: AppHandle, session: State<'_, Session>, number: u32) -> Answer<Exported> {
    let vault = session.vault()?;
    off_thread(move || {
        let Kept { id, value } = vault.find_kept_export(number)?;
        let bytes = vault.kept_file(id)?;
        let stem = Path::new(&value.file_name).file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let path = free_path(&documents(&app)?, &stem, value.format.ending());
        disk::write_whole(&path, &bytes)?;
        let exported = Exported { path: path.display().to_string(), pages: None, version: Some(number) };
        app.state::<Session>().remember_export(path);
        Ok(exported)
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_kept_export(session: State<'_, Session>, id: RecordId) -> Answer<()> {
    with_vault(session, move |vault| vault.remove_kept_export(id)).await
}
