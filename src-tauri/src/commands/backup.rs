//! Backups: making them, trying them out, and going back to one.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use helmlog_core::vault::{
    self, Backup, BackupProgress, BackupReport, Rehearsal, RestoreReport, Secret, Why, backup_in, backups_in,
};
use helmlog_core::world::{System, World};
use helmlog_core::{Error, Vault};
use serde::Serialize;
use specta::Type;
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager, State};
use tauri_plugin_dialog::DialogExt;

use super::{Answer, off_thread, with_vault};
use crate::session::Session;

/// The backups of the vault, as the page shows them.
#[derive(Serialize, Type)]
pub(crate) struct Shelf {
    /// Newest first.
    backups: Vec<Backup>,
    /// Names of files that look like backups and cannot be read.
    unreadable: Vec<String>,
    /// Whether the newest is older than it should be.
    late: bool,
    /// How many open without the passphrase that the vault has.
    open: u32,
    /// The second folder, if one was chosen.
    second: Option<String>,
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn backups(session: State<'_, Session>) -> Answer<Shelf> {
    match session.vault() {
        Ok(vault) => off_thread(move || shelf(&vault)).await,
        // Of a vault that cannot be opened: somebody may want to go back.
        Err(error) if session.is_broken() => off_thread(move || {
            let found = backups_in(&vault::default_folder())?;
            Ok(Shelf { backups: found.backups, unreadable: found.unreadable, late: false, open: 0, second: None })
        })
        .await
        .map_err(|_| error),
        Err(error) => Err(error),
    }
}

fn shelf(vault: &Vault) -> Result<Shelf, Error> {
    let found = vault.backups()?;
    Ok(Shelf {
        late: found.is_late(vault.world()),
        backups: found.backups,
        unreadable: found.unreadable,
        open: u32::try_from(vault.open_backups()?.len()).unwrap_or(u32::MAX),
        second: vault.second_folder()?.map(|folder| folder.display().to_string()),
    })
}

/// Makes a backup and reads it back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn back_up(app: AppHandle, on_progress: Channel<BackupProgress>) -> Answer<BackupReport> {
    at_work(app, on_progress, |vault, tell| vault.back_up(Why::ByHand, tell)).await
}

/// Makes a backup under the passphrase and removes those that open without it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn replace_open_backups(app: AppHandle, on_progress: Channel<BackupProgress>) -> Answer<BackupReport> {
    at_work(app, on_progress, |vault, tell| vault.replace_open_backups(tell)).await
}

/// Restores a backup into a scratch folder and reads everything there.
#[tauri::command]
#[specta::specta]
pub(crate) async fn rehearse_backup(
    app: AppHandle,
    file: String,
    secret: Option<String>,
    on_progress: Channel<BackupProgress>,
) -> Answer<Rehearsal> {
    let secret = secret.map(Secret::taken);
    at_work(app, on_progress, move |vault, tell| vault.rehearse_restore(named(&file)?, secret.as_ref(), tell)).await
}

/// Puts a backup in the place of the journal. The page begins anew afterwards.
#[tauri::command]
#[specta::specta]
pub(crate) async fn restore_backup(
    app: AppHandle,
    file: String,
    secret: Option<String>,
    on_progress: Channel<BackupProgress>,
) -> Answer<RestoreReport> {
    let secret = secret.map(Secret::taken);
    if app.state::<Session>().is_broken() {
        return off_thread(move || {
            let session = app.state::<Session>();
            let folder = vault::default_folder();
            let path = backup_in(&folder, named(&file)?);
            let world: Arc<dyn World> = Arc::new(System);
            session.mend(|| {
                vault::restore_over(&folder, &path, secret.as_ref(), &world, &mut teller(&session, &on_progress))
            })
        })
        .await;
    }
    at_work(app, on_progress, move |vault, tell| vault.restore_backup(named(&file)?, secret.as_ref(), tell)).await
}

/// Stops what is being backed up, rehearsed or restored; nothing is left of it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn stop_backup(session: State<'_, Session>) -> Answer<()> {
    session.stop_work();
    Ok(())
}

/// Asks for a second folder; nothing changes if the dialog is closed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_second_folder(app: AppHandle, session: State<'_, Session>) -> Answer<()> {
    let vault = session.vault()?;
    off_thread(move || {
        let dialog = app.dialog().file().set_title("A second place for backups");
        let Some(chosen) = dialog.blocking_pick_folder() else { return Ok(()) };
        let folder: PathBuf = chosen.into_path().map_err(|_| Error::invalid("folder", "is not on this computer"))?;
        vault.set_second_folder(Some(&folder))
    })
    .await
}

/// No second folder any more. What lies there stays.
#[tauri::command]
#[specta::specta]
pub(crate) async fn forget_second_folder(session: State<'_, Session>) -> Answer<()> {
    with_vault(session, |vault| vault.set_second_folder(None)).await
}

/// Runs long work on the open vault; the page hears how far it is and may stop it.
async fn at_work<T: Send + 'static>(
    app: AppHandle,
    on_progress: Channel<BackupProgress>,
    work: impl FnOnce(&Vault, &mut dyn FnMut(BackupProgress) -> ControlFlow<()>) -> Result<T, Error> + Send + 'static,
) -> Answer<T> {
    let vault = app.state::<Session>().vault()?;
    off_thread(move || {
        let session = app.state::<Session>();
        work(&vault, &mut teller(&session, &on_progress))
    })
    .await
}

fn teller<'s>(
    session: &'s Session,
    on_progress: &'s Channel<BackupProgress>,
) -> impl FnMut(BackupProgress) -> ControlFlow<()> + 's {
    let work = session.begin_work();
    move |progress| {
        // A page that is gone need not hear of it.
        let _ = on_progress.send(progress);
        if session.is_stopped(work) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

/// The page names backups, never paths.
fn named(file: &str) -> Result<&Path, Error> {
    let path = Path::new(file);
    let plain = path.file_name().is_some_and(|name| name == path.as_os_str());
    if plain { Ok(path) } else { Err(Error::invalid("backup", "is not a name")) }
}
