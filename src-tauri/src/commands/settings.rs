//! What the user has said of themselves and of the program.

use helmlog_core::journal::Habits;
use helmlog_core::vault::{CheckReport, Profile, Theme};
use tauri::{AppHandle, State};

use super::{Answer, with_vault};
use crate::session::Session;

#[tauri::command]
#[specta::specta]
pub(crate) async fn profile(session: State<'_, Session>) -> Answer<Profile> {
    with_vault(session, |vault| vault.profile()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn set_profile(session: State<'_, Session>, profile: Profile) -> Answer<()> {
    with_vault(session, move |vault| vault.set_profile(&profile)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn set_theme(app: AppHandle, session: State<'_, Session>, theme: Theme) -> Answer<()> {
    with_vault(session, move |vault| vault.set_theme(theme)).await?;
    // The title bar and the controls of the system follow.
    app.set_theme(match theme {
        Theme::System => None,
        Theme::Light => Some(tauri::Theme::Light),
        Theme::Dark => Some(tauri::Theme::Dark),
    });
    Ok(())
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn habits(session: State<'_, Session>) -> Answer<Habits> {
    with_vault(session, |vault| vault.habits()).await
}

/// Says which days are workdays, and what does not come back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_habits(session: State<'_, Session>, habits: Habits) -> Answer<()> {
    with_vault(session, move |vault| vault.set_habits(&habits)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn add_sample(session: State<'_, Session>) -> Answer<()> {
    with_vault(session, |vault| vault.add_sample().map(drop)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_sample(session: State<'_, Session>) -> Answer<()> {
    with_vault(session, |vault| vault.remove_sample().map(drop)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn check_vault(session: State<'_, Session>) -> Answer<CheckReport> {
    with_vault(session, |vault| {
        vault.settle_index()?;
        vault.check()
    })
    .await
}
