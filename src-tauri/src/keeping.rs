//! Backups that nobody asks for: once a day, and when the window closes.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use helmlog_core::search::IndexState;
use helmlog_core::vault::Why;
use tauri::{AppHandle, Manager, WebviewWindow};

use crate::session::Session;

/// How often it is asked whether a backup is due; the first time when everybody has settled.
const INTERVAL: Duration = Duration::from_secs(60);

/// Makes a backup a day for as long as the program runs.
pub(crate) fn begin(app: &AppHandle) {
    let app = app.clone();
    // Without it there is still the backup on closing.
    let _ = std::thread::Builder::new().name("daily backup".into()).spawn(move || {
        loop {
            std::thread::sleep(INTERVAL);
            back_up(&app.state::<Session>(), Why::Daily, |_| true);
        }
    });
}

/// Takes the window from the screen, makes a backup if something has changed, and ends the program.
/// Whoever starts it again meanwhile gets the window back as it was, or another one if it is too late for that.
pub(crate) fn close(window: &WebviewWindow) {
    let session = window.state::<Session>();
    if !session.closing.begin() {
        return;
    }
    // One that stays on the screen for a moment longer is closed all the same.
    let _ = window.hide();
    let closing = window.clone();
    let last = move || {
        let session = closing.state::<Session>();
        back_up(&session, Why::Closing, |session| session.closing.is_under_way());
        keep_index(&session);
        if session.closing.finish() {
            // A window that is gone already is closed.
            let _ = closing.destroy();
        }
    };
    if std::thread::Builder::new().name("closing".into()).spawn(last).is_err() && session.closing.finish() {
        let _ = window.destroy();
    }
}

/// Keeps the search index, if much has changed since that was done; the next start is quicker then.
fn keep_index(session: &Session) {
    let Ok(vault) = session.vault() else { return };
    // One that was never filled is not worth a wait.
    if session.closing.is_under_way() && vault.index_state() == IndexState::Ready {
        let _ = vault.keep_index();
    }
}

/// What goes wrong with a backup that nobody asked for is seen in the settings: the last one grows old.
fn back_up(session: &Session, why: Why, wanted: impl Fn(&Session) -> bool) {
    let Ok(vault) = session.vault() else { return };
    if vault.is_read_only() {
        return;
    }
    let _ = vault.back_up_if_due(why, &mut |_| {
        // A lock does not wait for it: the keys are wiped when the last hold on the vault ends.
        let open = session.vault().is_ok_and(|open| Arc::ptr_eq(&open, &vault));
        if open && wanted(session) { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
}
