//! People, and what is read.

use helmlog_core::id::{PersonId, RecordId};
use helmlog_core::journal::Saved;
use helmlog_core::people::{Description, MergePreview, People, Person, PersonPage};
use helmlog_core::reading::{ReadingItem, ReadingList, ReadingStatus};
use helmlog_core::search::{Cursor, Listing};
use tauri::State;

use super::{Answer, with_vault};
use crate::session::Session;

#[tauri::command]
#[specta::specta]
pub(crate) async fn people(session: State<'_, Session>) -> Answer<People> {
    with_vault(session, |vault| vault.people_view()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn person(session: State<'_, Session>, id: PersonId) -> Answer<PersonPage> {
    with_vault(session, move |vault| vault.person(id)).await
}

/// Who is meant by a name, be it another name of theirs.
#[tauri::command]
#[specta::specta]
pub(crate) async fn find_person(session: State<'_, Session>, name: String) -> Answer<PersonId> {
    with_vault(session, move |vault| vault.find_person(&name)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn entries_with(
    session: State<'_, Session>,
    id: PersonId,
    limit: u32,
    before: Option<Cursor>,
) -> Answer<Listing> {
    with_vault(session, move |vault| vault.entries_with(id, limit, before)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn add_person(session: State<'_, Session>, person: Person) -> Answer<PersonId> {
    with_vault(session, move |vault| vault.add_person(&person)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn describe_person(session: State<'_, Session>, id: PersonId, description: Description) -> Answer<()> {
    with_vault(session, move |vault| vault.describe(id, &description)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn rename_person(session: State<'_, Session>, id: PersonId, name: String) -> Answer<()> {
    with_vault(session, move |vault| vault.rename_person(id, &name)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn undo_rename(
    session: State<'_, Session>,
    id: PersonId,
    before: String,
    others: Vec<String>,
) -> Answer<()> {
    with_vault(session, move |vault| vault.undo_rename(id, &before, &others)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn erase_person(session: State<'_, Session>, id: PersonId) -> Answer<()> {
    with_vault(session, move |vault| vault.erase_person(id)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn preview_merge(session: State<'_, Session>, kept: PersonId, gone: PersonId) -> Answer<MergePreview> {
    with_vault(session, move |vault| vault.preview_merge(kept, gone)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn merge_people(session: State<'_, Session>, kept: PersonId, gone: PersonId) -> Answer<RecordId> {
    with_vault(session, move |vault| vault.merge_people(kept, gone)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn split_people(session: State<'_, Session>, merge: RecordId) -> Answer<PersonId> {
    with_vault(session, move |vault| vault.split_people(merge)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn set_quiet_after(session: State<'_, Session>, days: u32) -> Answer<()> {
    with_vault(session, move |vault| vault.set_quiet_after(days)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn readings(session: State<'_, Session>) -> Answer<ReadingList> {
    with_vault(session, |vault| vault.readings()).await
}

/// Adds what was typed or pasted on one line.
#[tauri::command]
#[specta::specta]
pub(crate) async fn add_reading(session: State<'_, Session>, line: String) -> Answer<RecordId> {
    with_vault(session, move |vault| vault.add_reading(&ReadingItem::of_line(&line))).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn edit_reading(session: State<'_, Session>, id: RecordId, item: ReadingItem) -> Answer<()> {
    with_vault(session, move |vault| vault.edit_reading(id, &item)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn describe_reading(session: State<'_, Session>, id: RecordId, item: ReadingItem) -> Answer<()> {
    with_vault(session, move |vault| vault.describe_reading(id, &item)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn set_reading_status(
    session: State<'_, Session>,
    id: RecordId,
    status: ReadingStatus,
) -> Answer<ReadingItem> {
    with_vault(session, move |vault| vault.set_reading_status(id, status)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn move_reading(session: State<'_, Session>, id: RecordId, to: u32) -> Answer<()> {
    with_vault(session, move |vault| vault.move_reading(id, to)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn erase_reading(session: State<'_, Session>, id: RecordId) -> Answer<()> {
    with_vault(session, move |vault| vault.erase_reading(id)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn learn_from_reading(session: State<'_, Session>, id: RecordId) -> Answer<Saved> {
    with_vault(session, move |vault| vault.learn_from_reading(id)).await
}
