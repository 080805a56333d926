//! From the first paint to the last.

use helmlog_core::journal::Today;
use helmlog_core::vault::{By, Profile, Secret, Theme, trusts_keychain};
use helmlog_core::world::Timestamp;
use helmlog_core::{Error, ErrorReport, Vault};
use serde::Serialize;
use specta::Type;
use std::sync::Arc;
use std::time::Duration;
use tauri::{AppHandle, Manager, State, WebviewWindow};
use tauri_plugin_opener::OpenerExt;

use super::{Answer, off_thread, suggest};
use crate::keeping;
use crate::session::{KEYCHAIN, Opened, Session};

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
    /// The vault takes a passphrase.
    Locked {
        /// The folder in which it lies.
        folder: String,
        /// Whether the system's keychain opens it as well.
        keychain: bool,
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
    /// Where the page was when it was locked, in its own words.
    place: Option<String>,
    /// When the journal was last saved, if Helmlog ended without closing it.
    cut_off: Option<Timestamp>,
}

/// How the vault is protected, in facts.
#[derive(Serialize, Type)]
pub(crate) struct Protection {
    /// Whether it takes a passphrase to open it.
    passphrase: bool,
    /// Whether a recovery code opens it as well.
    recovery_code: bool,
    /// Whether the system's keychain opens it as well.
    keychain: bool,
    /// Idle minutes after which it locks; 0 for never.
    lock_after: u32,
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
        Opened::Locked => {
            Err(Launch::Locked { folder: folder(), keychain: trusts_keychain(&helmlog_core::vault::default_folder()) })
        }
        Opened::Failed(error) => Err(Launch::Failed { error: error.clone(), folder: folder() }),
    });
    match vault {
        Ok(vault) => {
            let place = session.take_place();
            off_thread(move || desk(&vault, place)).await
        }
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
        desk(&vault, None)
    })
    .await
}

/// Opens a locked vault with its passphrase or the recovery code.
#[tauri::command]
#[specta::specta]
pub(crate) async fn unlock(app: AppHandle, secret: String) -> Answer<Launch> {
    let secret = Secret::taken(secret);
    off_thread(move || {
        let session = app.state::<Session>();
        let vault = session.unlock(By::Secret(&secret))?;
        desk(&vault, session.take_place())
    })
    .await
}

/// Opens a locked vault with what the system's keychain keeps.
#[tauri::command]
#[specta::specta]
pub(crate) async fn unlock_by_keychain(app: AppHandle) -> Answer<Launch> {
    off_thread(move || {
        let session = app.state::<Session>();
        let vault = session.unlock(By::Keychain(&KEYCHAIN))?;
        desk(&vault, session.take_place())
    })
    .await
}

/// Locks the vault. The page has saved what was in it; `place` says where it was.
#[tauri::command]
#[specta::specta]
pub(crate) async fn lock(session: State<'_, Session>, place: String) -> Answer<()> {
    session.lock(place)
}

/// The page has saved what was in it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn ready_to_close(window: WebviewWindow) -> Answer<()> {
    keeping::close(&window);
    Ok(())
}

/// Opens a link of an entry in the system's browser.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_link(app: AppHandle, url: String) -> Answer<()> {
    let allowed = url.starts_with("https://") || url.starts_with("mailto:");
    if !allowed || url.chars().any(char::is_control) {
        return Err(Error::invalid("link", "only https and mailto links are opened").report());
    }
    app.opener()
        .open_url(url, None::<&str>)
        .map_err(|_| Error::invalid("link", "the system has no program for it").report())
}

fn desk(vault: &Arc<Vault>, place: Option<String>) -> Result<Launch, Error> {
    let protection = vault.protection()?;
    let desk = Desk {
        today: vault.today_view()?,
        profile: vault.profile()?,
        theme: vault.theme()?,
        protection: Protection {
            passphrase: protection.passphrase,
            recovery_code: protection.recovery_code,
            keychain: protection.keychain,
            lock_after: vault.lock_after()?,
            read_only: vault.is_read_only(),
            folder: vault.folder().map(|folder| folder.display().to_string()).unwrap_or_default(),
            sample: vault.has_sample()?,
        },
        place,
        cut_off: vault.cut_off()?,
    };
    fill_index_in_background(vault);
    Ok(Launch::Open(Box::new(desk)))
}

/// How long the page has the processors to itself before the index is filled. A search that comes
/// earlier fills it at once.
const HEAD_START: Duration = Duration::from_millis(600);

/// Fills the search index once the cursor is there, and keeps a copy of that of a long journal, so that the
/// next start need not read it all; then learns from what was tagged. An index that failed to fill is noticed
/// by its state and costs nobody a word.
fn fill_index_in_background(vault: &Arc<Vault>) {
    // Who closes the window before that closes the vault as well.
    let vault = Arc::downgrade(vault);
    let _ = std::thread::Builder::new().name("fill index".into()).spawn(move || {
        std::thread::sleep(HEAD_START);
        if let Some(vault) = vault.upgrade() {
            let _ = vault.fill_index().and_then(|()| vault.keep_index());
            suggest::learn(&vault);
        }
    });
}
