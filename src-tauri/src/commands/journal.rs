//! Reading, and what can be done to an entry.

use chrono::NaiveDate;
use helmlog_core::id::{AttachmentId, EntryId};
use helmlog_core::journal::{Attachment, Entry, Line, MonthView, Related, Revision, Saved, Vocabulary};
use helmlog_core::reading::ReadingItem;
use helmlog_core::record::Kept;
use helmlog_core::search::{ListRequest, Listing};
use helmlog_core::{Error, disk, markdown};
use serde::Serialize;
use specta::Type;
use tauri::{AppHandle, State};
use tauri_plugin_dialog::DialogExt;

use super::{Answer, off_thread, with_vault};
use crate::session::Session;

/// An entry as the reader shows it.
#[derive(Serialize, Type)]
pub(crate) struct Reading {
    /// The entry.
    entry: Entry,
    /// Its text as safe HTML.
    html: String,
    /// Its private part as safe HTML.
    private_html: String,
    /// What it points at, and what points at it.
    related: Vec<Related>,
    /// What was read when its lesson was learnt.
    learnt_from: Option<Kept<ReadingItem>>,
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn entry(session: State<'_, Session>, id: EntryId) -> Answer<Reading> {
    with_vault(session, move |vault| {
        let entry = vault.entry(id)?;
        Ok(Reading {
            html: markdown::to_html(&entry.content.body),
            private_html: markdown::to_html(&entry.content.private),
            related: vault.related(id)?,
            learnt_from: vault.reading_behind(id)?,
            entry,
        })
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn history(session: State<'_, Session>, id: EntryId) -> Answer<Vec<Revision>> {
    with_vault(session, move |vault| vault.history(id)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn revert(
    session: State<'_, Session>,
    id: EntryId,
    revision: helmlog_core::id::RevisionId,
) -> Answer<Saved> {
    with_vault(session, move |vault| vault.revert(id, revision)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn trash_entry(session: State<'_, Session>, id: EntryId) -> Answer<()> {
    with_vault(session, move |vault| vault.trash(id)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn restore_entry(session: State<'_, Session>, id: EntryId) -> Answer<()> {
    with_vault(session, move |vault| vault.restore(id)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn trashed(session: State<'_, Session>) -> Answer<Vec<Line>> {
    with_vault(session, |vault| vault.trashed()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn empty_trash(session: State<'_, Session>) -> Answer<u32> {
    with_vault(session, |vault| Ok(u32::try_from(vault.empty_trash()?).unwrap_or(u32::MAX))).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn list(session: State<'_, Session>, request: ListRequest) -> Answer<Listing> {
    with_vault(session, move |vault| vault.list(&request)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn month(session: State<'_, Session>, day: NaiveDate) -> Answer<MonthView> {
    with_vault(session, move |vault| vault.month(day)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn vocabulary(session: State<'_, Session>) -> Answer<Vocabulary> {
    with_vault(session, |vault| vault.vocabulary()).await
}

/// Asks for a file and keeps a copy of it with an entry; nothing if the dialog is closed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn attach_file(
    app: AppHandle,
    session: State<'_, Session>,
    id: EntryId,
) -> Answer<Option<Attachment>> {
    let vault = session.vault()?;
    off_thread(move || {
        let Some(chosen) = app.dialog().file().set_title("Attach a file").blocking_pick_file() else {
            return Ok(None);
        };
        let path = chosen.into_path().map_err(|_| Error::invalid("attachment", "is not on this computer"))?;
        vault.attach(id, &path).map(Some)
    })
    .await
}

/// Asks where to, and writes a copy of an attachment there; false if the dialog is closed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_attachment(
    app: AppHandle,
    session: State<'_, Session>,
    id: AttachmentId,
    name: String,
) -> Answer<bool> {
    let vault = session.vault()?;
    off_thread(move || {
        let Some(chosen) = app.dialog().file().set_file_name(name).blocking_save_file() else {
            return Ok(false);
        };
        let path = chosen.into_path().map_err(|_| Error::invalid("file", "is not on this computer"))?;
        let mut bytes = Vec::new();
        vault.read_attachment(id, &mut bytes)?;
        disk::write_whole(&path, &bytes)?;
        Ok(true)
    })
    .await
}
