//! The document made of the evidence.

use std::path::Path;
use std::sync::Arc;

use helmlog_core::competency::Framework;
use helmlog_core::portfolio::{Brief, Export, Format, Preview, RedactionProfile};
use helmlog_core::{Error, Vault, disk};
use serde::Serialize;
use specta::Type;
use tauri::{AppHandle, Manager, State};
use tauri_plugin_dialog::DialogExt;
use tauri_plugin_opener::OpenerExt;

use super::files::{documents, free_path};
use super::{Answer, off_thread, with_vault};
use crate::session::Session;

/// A file that was written.
#[derive(Serialize, Type)]
pub(crate) struct Exported {
    /// Where.
    pub(super) path: String,
    /// Its pages; none where it has no pages, or they were not counted.
    pub(super) pages: Option<u32>,
    /// The number under which it is kept; none where it could not be.
    pub(super) version: Option<u32>,
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn framework(session: State<'_, Session>) -> Answer<Framework> {
    with_vault(session, |vault| vault.framework()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn compose_portfolio(
    session: State<'_, Session>,
    brief: Brief,
    redaction: RedactionProfile,
    seen: Vec<String>,
) -> Answer<Preview> {
    with_vault(session, move |vault| vault.preview_portfolio(&brief, redaction, &seen)).await
}

/// Writes the portfolio into the user's folder of documents.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_portfolio(
    app: AppHandle,
    session: State<'_, Session>,
    brief: Brief,
    format: Format,
    redaction: RedactionProfile,
) -> Answer<Exported> {
    let vault = session.vault()?;
    off_thread(move || {
        let folder = documents(&app)?;
        let export = vault.export_portfolio(&brief, format, redaction)?;
        write(&app, &vault, &export, &free_path(&folder, &export.file_stem, format.ending()))
    })
    .await
}

/// Asks where to and writes the portfolio there; nothing if the dialog is closed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_portfolio_as(
    app: AppHandle,
    session: State<'_, Session>,
    brief: Brief,
    format: Format,
    redaction: RedactionProfile,
) -> Answer<Option<Exported>> {
    let vault: Arc<Vault> = session.vault()?;
    off_thread(move || {
        let export = vault.export_portfolio(&brief, format, redaction)?;
        let dialog = app
            .dialog()
            .file()
            .set_title("Export the portfolio")
            .add_filter(format.name(), &[format.ending()])
            .set_file_name(format!("{}.{}", export.file_stem, format.ending()));
        let Some(chosen) = dialog.blocking_save_file() else { return Ok(None) };
        let path = chosen.into_path().map_err(|_| Error::invalid("file", "is not on this computer"))?;
        write(&app, &vault, &export, &path).map(Some)
    })
    .await
}

/// Shows the last export in the system's file manager.
#[tauri::command]
#[specta::specta]
pub(crate) async fn show_export(app: AppHandle, session: State<'_, Session>) -> Answer<()> {
    let path = session.last_export().ok_or_else(|| Error::NotFound { what: "export" }.report())?;
    app.opener()
        .reveal_item_in_dir(path)
        .map_err(|_| Error::invalid("folder", "the system has no program that shows folders").report())
}

fn write(app: &AppHandle, vault: &Vault, export: &Export, path: &Path) -> Result<Exported, Error> {
    let pages = if export.format == Format::Pdf { Some(export.portfolio.page_count()?) } else { None };
    disk::write_whole(path, &export.bytes)?;
    app.state::<Session>().remember_export(path.to_owned());
    // The file is written, whatever becomes of the copy.
    let version = vault.keep_export(export).ok().map(|kept| kept.value.number);
    Ok(Exported { path: path.display().to_string(), pages, version })
}
