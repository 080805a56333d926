//! Frameworks: which there are, bringing one in, what counts for what.

use std::path::Path;

use helmlog_core::competency::{Choices, Imported, LadderPreview, Mapping, Shelved, Then, Version, ladder_text};
use helmlog_core::id::{EntryId, FrameworkId};
use helmlog_core::{Error, disk};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{AppHandle, Manager, State};
use tauri_plugin_dialog::DialogExt;

use super::files::{documents, free_path};
use super::{Answer, off_thread, with_vault};
use crate::session::Session;

/// A file that was chosen to be read as a ladder.
#[derive(Serialize, Type)]
pub(crate) struct LadderFile {
    /// Its name without what it ends in.
    name: String,
    /// What is in it.
    text: String,
}

/// What a competency counts for in the framework that is asked about.
#[derive(Deserialize, Type)]
pub(crate) struct MappedPair {
    /// The key of the competency.
    key: String,
    /// The key of the other; nothing for none.
    counts_for: Option<String>,
}

/// What a framework is written as.
#[derive(Clone, Copy, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub(crate) enum FrameworkFormat {
    /// TOML, which loses nothing.
    Toml,
    /// A table for spreadsheets.
    Csv,
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn frameworks(session: State<'_, Session>) -> Answer<Vec<Shelved>> {
    with_vault(session, |vault| vault.frameworks()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn use_framework(session: State<'_, Session>, key: String) -> Answer<()> {
    with_vault(session, move |vault| vault.use_framework(&key)).await
}

/// Asks for a file and reads it; nothing if the dialog is closed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_ladder(app: AppHandle, session: State<'_, Session>) -> Answer<Option<LadderFile>> {
    session.vault()?;
    off_thread(move || {
        let dialog = app
            .dialog()
            .file()
            .set_title("Choose a ladder")
            .add_filter("CSV, TOML or text", &["csv", "tsv", "toml", "md", "txt"])
            .add_filter("Every file", &["*"]);
        let Some(chosen) = dialog.blocking_pick_file() else { return Ok(None) };
        let path = chosen.into_path().map_err(|_| Error::invalid("file", "is not on this computer"))?;
        read(&path).map(Some)
    })
    .await
}

fn read(path: &Path) -> Result<LadderFile, Error> {
    let file = std::fs::File::open(path).map_err(|error| Error::file(path, error))?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Ok(LadderFile { name, text: ladder_text(file, path)? })
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn preview_ladder(
    session: State<'_, Session>,
    text: String,
    choices: Choices,
) -> Answer<LadderPreview> {
    with_vault(session, move |vault| vault.preview_ladder(&text, &choices)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn import_ladder(session: State<'_, Session>, text: String, choices: Choices) -> Answer<Imported> {
    with_vault(session, move |vault| vault.import_ladder(&text, &choices)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn framework_versions(session: State<'_, Session>, key: String) -> Answer<Vec<Version>> {
    with_vault(session, move |vault| vault.framework_versions(&key)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn mapping(session: State<'_, Session>, from: String, to: String) -> Answer<Mapping> {
    with_vault(session, move |vault| vault.mapping(&from, &to)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn map_competencies(session: State<'_, Session>, pairs: Vec<MappedPair>, to: String) -> Answer<()> {
    let pairs: Vec<_> = pairs.into_iter().map(|pair| (pair.key, pair.counts_for)).collect();
    with_vault(session, move |vault| vault.map_competencies(&pairs, &to)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_framework(session: State<'_, Session>, key: String) -> Answer<FrameworkId> {
    with_vault(session, move |vault| vault.remove_framework(&key)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn restore_framework(session: State<'_, Session>, id: FrameworkId) -> Answer<()> {
    with_vault(session, move |vault| vault.restore_framework(id)).await
}

/// What was expected when an entry was tagged, where something else is expected now.
#[tauri::command]
#[specta::specta]
pub(crate) async fn expected_when_tagged(session: State<'_, Session>, id: EntryId) -> Answer<Vec<Then>> {
    with_vault(session, move |vault| vault.expected_when_tagged(id)).await
}

/// Writes a framework into the user's folder of documents, and says where.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_framework(
    app: AppHandle,
    session: State<'_, Session>,
    key: String,
    format: FrameworkFormat,
) -> Answer<String> {
    let vault = session.vault()?;
    off_thread(move || {
        let framework = vault.framework_named(&key)?;
        let (text, ending) = match format {
            FrameworkFormat::Toml => (framework.to_toml()?, "toml"),
            FrameworkFormat::Csv => (framework.to_csv()?, "csv"),
        };
        // The key is made of letters that every system has in names of files.
        let path = free_path(&documents(&app)?, &framework.key, ending);
        disk::write_whole(&path, text.as_bytes())?;
        app.state::<Session>().remember_export(path.clone());
        Ok(path.display().to_string())
    })
    .await
}
