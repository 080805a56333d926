//! From the first paint to the last.

use helmlog_core::journal::Today;
use helmlog_core::vault::{Profile, Theme};
use helmlog_core::{Error, ErrorReport, Vault};
use serde::Serialize;
use specta::Type;
use std::sync::Arc;
use std::time::Duration;
use tauri::{State, WebviewWindow};
use tauri_plugin_opener::OpenerExt;

use super::{Answer, off_thread};
use crate::session::{Opened, Session};

/// What the page needs to paint its first screen.
#[derive(Serialize, Type)]
#[serde(tag = "state", rename_all = "snake_case")]
pub(crate) enum Launch {
    /// The vault is open.
    Open(Box<Desk>),
    /// There is no vault yet.
    New {
        /// The folder in which it would be made.
        folder: String,
    },
    /// The vault could not be opened.
    Failed {
        /// Why.
        error: ErrorReport,
        /// The folder in which it lies.
        folder: String,
    },
}

/// An open vault as the page first sees it.
#[derive(Serialize, Type)]
pub(crate) struct Desk {
    /// The first screen.
    today: Today,
    /// Who the journal belongs to.
    profile: Profile,
    /// The theme that was chosen.
    theme: Theme,
    /// How the vault is protected.
    protection: Protection,
}

/// How the vault is protected, in facts.
#[derive(Serialize, Type)]
pub(crate) struct Protection {
    /// Whether it takes a passphrase to open it.
    passphrase: bool,
    /// Whether only reading is possible.
    read_only: bool,
    /// The folder in which it lies.
    folder: String,
    /// Whether the sample journal is in it.
    sample: bool,
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn launch(session: State<'_, Session>) -> Answer<Launch> {
    let folder = || helmlog_core::vault::default_folder().display().to_string();
    let vault = session.look(|opened| match opened {
        Opened::Yes(vault) => Ok(vault.clone()),
        Opened::Absent => Err(Launch::New { folder: folder() }),
        Opened::Failed(error) => Err(Launch::Failed { error: error.clone(), folder: folder() }),
    });
    match vault {
        Ok(vault) => off_thread(move || desk(&vault)).await,
        Err(launch) => Ok(launch),
    }
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn create_vault(session: State<'_, Session>, sample: bool) -> Answer<Launch> {
    let vault = session.create()?;
    off_thread(move || {
        if sample {
            vault.add_sample()?;
        }
        desk(&vault)
    })
    .await
}

/// The page has saved what was in it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn ready_to_close(window: WebviewWindow) -> Answer<()> {
    // A window that is gone already is closed.
    let _ = window.destroy();
    Ok(())
}

/// Opens a link of an entry in the system's browser.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_link(app: tauri::AppHandle, url: String) -> Answer<()> {
    let allowed = url.starts_with("https://") || url.starts_with("mailto:");
    if !allowed || url.chars().any(char::is_control) {
        return Err(Error::invalid("link", "only https and mailto links are opened").report());
    }
    app.opener()
        .open_url(url, None::<&str>)
        .map_err(|_| Error::invalid("link", "the system has no program for it").report())
}

fn desk(vault: &Arc<Vault>) -> Result<Launch, Error> {
    let desk = Desk {
        today: vault.today_view()?,
        profile: vault.profile()?,
        theme: vault.theme()?,
        protection: Protection {
            passphrase: false,
            read_only: vault.is_read_only(),
            folder: vault.folder().map(|folder| folder.display().to_string()).unwrap_or_default(),
            sample: vault.has_sample()?,
        },
    };
    fill_index_in_background(vault);
    Ok(Launch::Open(Box::new(desk)))
}

/// How long the page has the processors to itself before the index is filled. A search that comes
/// earlier fills it at once.
const HEAD_START: Duration = Duration::from_millis(600);

/// Fills the search index once the cursor is there. It is rebuilt from the journal at every start, so
/// one that failed to fill is noticed by its state and costs nobody a word.
fn fill_index_in_background(vault: &Arc<Vault>) {
    // Who closes the window before that closes the vault as well.
    let vault = Arc::downgrade(vault);
    let _ = std::thread::Builder::new().name("fill index".into()).spawn(move || {
        std::thread::sleep(HEAD_START);
        vault.upgrade().map(|vault| vault.fill_index())
    });
}
