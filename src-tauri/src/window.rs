//! The one window.

use std::time::Duration;

use helmlog_core::vault::Theme;
use tauri::webview::Color;
use tauri::{AppHandle, Emitter, Manager, WebviewUrl, WebviewWindow, WebviewWindowBuilder, WindowEvent};

use crate::keeping;
use crate::session::{Opened, Session};

/// Its label, which its capability names.
pub(crate) const LABEL: &str = "main";

/// The event that asks the page to save what is in it. It answers with the command `ready_to_close`.
const CLOSING: &str = "closing";

/// How long the page may take to save before the window closes without it. What was typed since
/// the last pause would be lost then; a page that hangs must not keep the window open for ever.
const PATIENCE: Duration = Duration::from_secs(5);

/// The paper of both themes, so that the window has its colour before the page has painted.
const PAPER_LIGHT: Color = Color(0xFB, 0xFA, 0xF6, 0xFF);
const PAPER_DARK: Color = Color(0x0F, 0x18, 0x26, 0xFF);

/// Puts the window up.
pub(crate) fn open(app: &tauri::App) -> tauri::Result<()> {
    let theme = chosen_theme(&app.state::<Session>());
    let window = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::default())
        .title("Helmlog")
        .inner_size(1280.0, 860.0)
        .min_inner_size(380.0, 480.0)
        // Nothing of the page is kept on disk. WebKit's driver finds the window only without it.
        .incognito(std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_none())
        .theme(match theme {
            Theme::System => None,
            Theme::Light => Some(tauri::Theme::Light),
            Theme::Dark => Some(tauri::Theme::Dark),
        })
        .on_navigation(|url| matches!(url.scheme(), "tauri") || url.host_str() == Some("tauri.localhost"))
        .build()?;
    #[cfg(target_os = "linux")]
    {
        crate::painting::suit(&window)?;
        crate::revival::watch(&window)?;
    }
    let dark = theme == Theme::Dark || (theme == Theme::System && window.theme()? == tauri::Theme::Dark);
    window.set_background_color(Some(if dark { PAPER_DARK } else { PAPER_LIGHT }))?;
    let closing = window.clone();
    window.on_window_event(move |event| {
        if let WindowEvent::CloseRequested { api, .. } = event {
            api.prevent_close();
            ask_to_close(&closing);
        }
    });
    Ok(())
}

/// Shows the window to somebody who started the program a second time. One that is being taken apart cannot be
/// shown any more: the program begins anew once it has ended.
pub(crate) fn bring_forward(app: &AppHandle) {
    if !app.state::<Session>().come_back() {
        return;
    }
    if let Some(window) = app.get_webview_window(LABEL) {
        // A window that cannot be raised is still there.
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

/// Asks the page to save, and closes without it if it does not answer.
fn ask_to_close(window: &WebviewWindow) {
    let session = window.state::<Session>();
    let asked = session.ask_to_close();
    if window.emit(CLOSING, ()).is_err() {
        keeping::close(window);
        return;
    }
    let window = window.clone();
    std::thread::spawn(move || {
        std::thread::sleep(PATIENCE);
        if window.state::<Session>().is_asked(asked) {
            keeping::close(&window);
        }
    });
}

fn chosen_theme(session: &Session) -> Theme {
    session.look(|opened| match opened {
        Opened::Yes(vault) => vault.theme().unwrap_or_default(),
        Opened::Absent | Opened::Locked | Opened::Failed(_) => Theme::default(),
    })
}
