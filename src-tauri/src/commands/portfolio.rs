//! The document made of the evidence.

use std::path::Path;
use std::sync::Arc;

use helmlog_core::competency::Framework;
use helmlog_core::portfolio::{Brief, Composed, Dossier, Finding, Format, OtherStory, Portfolio};
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
    /// Stories at most.
    most_stories: u32,
    /// Whether it has what stands beside the stories.
    has_all_sections: bool,
}

/// A file that was written.
#[derive(Serialize, Type)]
pub(crate) struct Exported {
    /// Where.
    path: String,
    /// Its pages; none where it has no pages.
    pages: Option<u32>,
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn framework(session: State<'_, Session>) -> Answer<Framework> {
    with_vault(session, |vault| vault.framework()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn compose_portfolio(session: State<'_, Session>, brief: Brief) -> Answer<Preview> {
    with_vault(session, move |vault| {
        let Composed { portfolio, others } = vault.compose_and_propose(&brief)?;
        Ok(Preview {
            byline: portfolio.byline(),
            findings: vault.findings(&portfolio)?,
            pages: portfolio.to_pages()?,
            portfolio,
            others,
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
) -> Answer<Exported> {
    let vault = session.vault()?;
    off_thread(move || {
        let folder = documents(&app)?;
        let portfolio = vault.compose(&brief)?;
        vault.release(&portfolio)?;
        write(&app, &portfolio, format, &free_path(&folder, &file_stem(&portfolio), format.ending()))
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
) -> Answer<Option<Exported>> {
    let vault: Arc<Vault> = session.vault()?;
    off_thread(move || {
        let portfolio = vault.compose(&brief)?;
        vault.release(&portfolio)?;
        let dialog = app
            .dialog()
            .file()
            .set_title("Export the portfolio")
            .add_filter(format.name(), &[format.ending()])
            .set_file_name(format!("{}.{}", file_stem(&portfolio), format.ending()));
        let Some(chosen) = dialog.blocking_save_file() else { return Ok(None) };
        let path = chosen.into_path().map_err(|_| Error::invalid("file", "is not on this computer"))?;
        write(&app, &portfolio, format, &path).map(Some)
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

fn write(app: &AppHandle, portfolio: &Portfolio, format: Format, path: &Path) -> Result<Exported, Error> {
    let bytes = portfolio.render(format)?;
    let pages = if format == Format::Pdf { Some(portfolio.page_count()?) } else { None };
    disk::write_whole(path, &bytes)?;
    app.state::<Session>().remember_export(path.to_owned());
    Ok(Exported { path: path.display().to_string(), pages })
}

/// What the file is called, as in "Growth portfolio 2026-11-23".
fn file_stem(portfolio: &Portfolio) -> String {
    format!("{} {}", portfolio.title, portfolio.made_on)
}
