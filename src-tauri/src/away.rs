//! The system says that nobody is there: it goes to sleep, or the screen is locked. Then the journal is
//! locked as well, if it has a passphrase.
//!
//! On Linux both are said on D-Bus. Anybody on these buses may say it; all that comes of it is a lock.

use std::time::Duration;

use tauri::{AppHandle, Emitter, Manager};

use crate::session::Session;
use crate::window::LABEL;

/// The event that asks the page to save and lock.
const AWAY: &str = "away";

/// How long the page may take; every pause has saved already, so little is waited for.
const PATIENCE: Duration = Duration::from_secs(2);

/// Begins to listen. Where there is no bus, nothing is heard, and the idle minutes lock.
pub(crate) fn watch(app: &AppHandle) {
    #[cfg(target_os = "linux")]
    bus::watch(app);
    #[cfg(not(target_os = "linux"))]
    let _ = app;
}

/// Locks the journal, by the page if it answers. Returns when it is locked, or need not be.
#[cfg_attr(not(target_os = "linux"), expect(dead_code, reason = "nothing is heard there"))]
fn lock(app: &AppHandle) {
    let session = app.state::<Session>();
    let is_open = || session.vault().is_ok_and(|vault| vault.protection().is_ok_and(|found| found.passphrase));
    if !is_open() {
        return;
    }
    if app.emit_to(LABEL, AWAY, ()).is_ok() {
        for _ in 0..20 {
            std::thread::sleep(PATIENCE / 20);
            if !is_open() {
                return;
            }
        }
    }
    // Without the page's last place; what it shows goes with it.
    if session.lock(String::new()).is_ok()
        && let Some(window) = app.get_webview_window(LABEL)
    {
        let _ = window.eval("location.reload()");
    }
}

#[cfg(target_os = "linux")]
mod bus {
    use std::thread;

    use tauri::AppHandle;
    use zbus::blocking::{Connection, MessageIterator};
    use zbus::zvariant::OwnedFd;
    use zbus::{MatchRule, Message, message};

    use super::lock;

    const LOGIN: &str = "org.freedesktop.login1";
    const MANAGER: &str = "org.freedesktop.login1.Manager";

    pub(super) fn watch(app: &AppHandle) {
        for listen in [sleep, session, screen] {
            let app = app.clone();
            // Without a thread, or a bus, nobody listens.
            let _ = thread::Builder::new().name("away".into()).spawn(move || listen(&app));
        }
    }

    /// Sleep is told of before it comes, and waits for who has asked it to: so the keys are gone from
    /// memory before that is written to a disk.
    fn sleep(app: &AppHandle) -> zbus::Result<()> {
        let system = Connection::system()?;
        let mut delay = delay(&system);
        for message in heard(&system, MANAGER, "PrepareForSleep")? {
            if message.and_then(|message| says(&message)).unwrap_or(false) {
                lock(app);
                delay = None;
            } else if delay.is_none() {
                delay = self::delay(&system);
            }
        }
        Ok(())
    }

    /// Asks for a moment before the next sleep, which passes when what is returned is dropped.
    fn delay(system: &Connection) -> Option<OwnedFd> {
        let ask = ("sleep", "Helmlog", "Locks the journal", "delay");
        let answer = system.call_method(Some(LOGIN), "/org/freedesktop/login1", Some(MANAGER), "Inhibit", &ask);
        answer.ok()?.body().deserialize().ok()
    }

    /// The session is told to lock, such as by `loginctl lock-session`.
    fn session(app: &AppHandle) -> zbus::Result<()> {
        let system = Connection::system()?;
        for _ in heard(&system, "org.freedesktop.login1.Session", "Lock")? {
            lock(app);
        }
        Ok(())
    }

    /// The screen is covered. Every desktop says so under a name of its own.
    fn screen(app: &AppHandle) -> zbus::Result<()> {
        let session = Connection::session()?;
        let rule = MatchRule::builder().msg_type(message::Type::Signal).member("ActiveChanged")?.build();
        for message in MessageIterator::for_match_rule(rule, &session, None)? {
            let Ok(message) = message else { continue };
            let saver = message.header().interface().is_some_and(|name| name.ends_with(".ScreenSaver"));
            if saver && says(&message).unwrap_or(false) {
                lock(app);
            }
        }
        Ok(())
    }

    fn heard(bus: &Connection, interface: &'static str, member: &'static str) -> zbus::Result<MessageIterator> {
        let rule = MatchRule::builder().msg_type(message::Type::Signal).interface(interface)?.member(member)?.build();
        MessageIterator::for_match_rule(rule, bus, None)
    }

    fn says(message: &Message) -> zbus::Result<bool> {
        message.body().deserialize()
    }
}
