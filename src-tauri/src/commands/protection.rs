//! How the vault is protected.

use helmlog_core::vault::{Cost, Secret};
use tauri::State;

use super::{Answer, with_vault};
use crate::session::Session;

/// Sets the first passphrase.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_passphrase(session: State<'_, Session>, fresh: String) -> Answer<()> {
    let fresh = Secret::taken(fresh);
    with_vault(session, move |vault| vault.set_passphrase(&fresh, Cost::measured())).await
}

/// Replaces the passphrase.
#[tauri::command]
#[specta::specta]
pub(crate) async fn change_passphrase(session: State<'_, Session>, present: String, fresh: String) -> Answer<()> {
    let (present, fresh) = (Secret::taken(present), Secret::taken(fresh));
    with_vault(session, move |vault| vault.change_passphrase(&present, &fresh, Cost::measured())).await
}

/// Removes the passphrase and the recovery code.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_passphrase(session: State<'_, Session>, present: String) -> Answer<()> {
    let present = Secret::taken(present);
    with_vault(session, move |vault| vault.remove_passphrase(&present)).await
}

/// Makes a recovery code, to be shown this once.
#[tauri::command]
#[specta::specta]
pub(crate) async fn make_recovery_code(session: State<'_, Session>, present: String) -> Answer<String> {
    let present = Secret::taken(present);
    with_vault(session, move |vault| Ok(vault.make_recovery_code(&present)?.words().to_string())).await
}

/// Says after how many idle minutes the window locks; 0 for never.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_lock_after(session: State<'_, Session>, minutes: u32) -> Answer<()> {
    with_vault(session, move |vault| vault.set_lock_after(minutes)).await
}
