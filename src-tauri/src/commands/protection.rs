//! How the vault is protected.

use helmlog_core::vault::{Cost, RecoveryCode, Secret};
use helmlog_core::{Error, disk};
use tauri::{AppHandle, State};
use tauri_plugin_dialog::DialogExt;

use super::{Answer, off_thread, with_vault};
use crate::session::{KEYCHAIN, Session};

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

/// Lets the system's keychain open the vault as well.
#[tauri::command]
#[specta::specta]
pub(crate) async fn trust_keychain(session: State<'_, Session>, present: String) -> Answer<()> {
    let present = Secret::taken(present);
    with_vault(session, move |vault| vault.trust_keychain(&present, &KEYCHAIN)).await
}

/// Takes that way in away.
#[tauri::command]
#[specta::specta]
pub(crate) async fn distrust_keychain(session: State<'_, Session>) -> Answer<()> {
    with_vault(session, |vault| vault.distrust_keychain(&KEYCHAIN)).await
}

/// Asks where to, and writes the code that is being shown as a page to print; false if the dialog is closed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_recovery_sheet(app: AppHandle, session: State<'_, Session>, code: String) -> Answer<bool> {
    let vault = session.vault()?;
    off_thread(move || {
        let code = RecoveryCode::taken(code).ok_or_else(|| Error::invalid("code", "is not one"))?;
        let sheet = vault.recovery_sheet(&code)?;
        let dialog = app
            .dialog()
            .file()
            .set_title("The recovery code as a page to print")
            .add_filter("PDF", &["pdf"])
            .set_file_name("Helmlog recovery code.pdf");
        let Some(chosen) = dialog.blocking_save_file() else { return Ok(false) };
        let path = chosen.into_path().map_err(|_| Error::invalid("file", "is not on this computer"))?;
        disk::write_whole(&path, &sheet)?;
        Ok(true)
    })
    .await
}

/// Says after how many idle minutes the window locks; 0 for never.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_lock_after(session: State<'_, Session>, minutes: u32) -> Answer<()> {
    with_vault(session, move |vault| vault.set_lock_after(minutes)).await
}
