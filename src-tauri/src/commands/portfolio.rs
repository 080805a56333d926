//! The document made of the evidence.

use std::path::Path;
use std::sync::Arc;

use helmlog_core::competency::Framework;
use helmlog_core::portfolio::{
    Brief, Composed, Differences, Dossier, Export, Finding, Format, OtherStory, Portfolio, Redacted, RedactionProfile,
};
use helmlog_core::{Error, Vault, disk};
use serde::Serialize;
use specta::Type;
use tauri::{AppHandle, Manager, State};
use tauri_plugin_dialog::DialogExt;
use tauri_plugin_opener::OpenerExt;

use super::files::{documents, free_path};
use super::{Answer, off_thread, with_vault};
use crate::session::Session;

/// A portfolio as the builder shows it.
#[derive(Serialize, Type)]
pub(crate) struct Preview {
    /// The document.
    portfolio: Portfolio,
    /// The line below its title.
    byline: String,
    /// What to look at before it is handed in.
    findings: Vec<Finding>,
    /// Its pages as SVG pictures.
    pages: Vec<String>,
    /// What else could be told.
    others: Vec<OtherStory>,
    /// What its author has made of it.
    dossier: Dossier,
    /// What is new since the last export of this document; nothing before the first.
    news: Option<Differences>,
    /// Stories at most.
    most_stories: u32,
    /// Whether it has what stands beside the stories.
    has_all_sections: bool,
}

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

/// The portfolio as its reader will get it. What there is to look at is about the author's own, whose entries can be
/// mended.
#[tauri::command]
#[specta::specta]
pub(crate) async fn compose_portfolio(
    session: State<'_, Session>,
    brief: Brief,
    redaction: RedactionProfile,
) -> Answer<Preview> {
    with_vault(session, move |vault| {
        let Composed { portfolio, others } = vault.compose_and_propose(&brief.clone().for_reader(redaction))?;
        let findings = vault.findings(&portfolio)?;
        let news = vault.changes_since_last(&portfolio)?;
        let Redacted { portfolio, .. } = portfolio.redact(&vault.redaction(redaction)?);
        Ok(Preview {
            byline: portfolio.byline(),
            findings,
            pages: portfolio.to_pages()?,
            portfolio,
            others,
            news,
            dossier: vault.dossier(brief.preset)?,
            most_stories: u32::try_from(brief.preset.most_stories()).unwrap_or(u32::MAX),
            has_all_sections: brief.preset.has_all_sections(),
        })
    })
    .await
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
