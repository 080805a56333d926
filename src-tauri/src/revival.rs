//! A page whose process has died is begun anew: it shows what the journal holds, and that is whatever was saved.

use std::cell::RefCell;
use std::time::{Duration, Instant};

use tauri::WebviewWindow;
use tauri_plugin_dialog::{DialogExt, MessageDialogKind};
use webkit2gtk::WebViewExt;

/// How often in how long a page may die and is begun anew.
const OFTEN: usize = 3;
const LONG: Duration = Duration::from_secs(60);

/// Begins the page anew whenever WebKit has lost it. It does now and then where windows are given another size before
/// they have painted; nobody should sit in front of an empty window because of that.
pub(crate) fn watch(window: &WebviewWindow) -> tauri::Result<()> {
    let asked = window.clone();
    window.with_webview(move |view| {
        let deaths = RefCell::new(Deaths::default());
        view.inner().connect_web_process_terminated(move |view, _| {
            if deaths.borrow_mut().may_begin_again(Instant::now()) {
                view.reload();
            } else {
                give_up(&asked);
            }
        });
    })
}

fn give_up(window: &WebviewWindow) {
    let words = "The page of this window ends as soon as it begins. Everything up to the last “Saved” is in your \
                 journal. Close Helmlog and start it again; if it stays like this, look for an update of WebKitGTK.";
    window.dialog().message(words).title("Helmlog").kind(MessageDialogKind::Error).parent(window).show(|_| ());
}

/// When the page died, as far as it still counts.
#[derive(Default)]
struct Deaths(Vec<Instant>);

impl Deaths {
    fn may_begin_again(&mut self, now: Instant) -> bool {
        self.0.retain(|&then| now.duration_since(then) < LONG);
        self.0.push(now);
        self.0.len() <= OFTEN
    }
}

#[cfg(test)]
mod tests {
    use super::{Deaths, LONG, OFTEN};
    use std::time::{Duration, Instant};

    #[test]
    fn a_page_that_dies_again_and_again_is_given_up_and_one_that_dies_now_and_then_is_not() {
        let (mut deaths, start) = (Deaths::default(), Instant::now());
        let at = |seconds| start + Duration::from_secs(seconds);
        assert!((0..OFTEN).all(|_| deaths.may_begin_again(start)));
        assert!(!deaths.may_begin_again(at(1)));
        let mut deaths = Deaths::default();
        assert!((0..100).all(|time| deaths.may_begin_again(at(time * LONG.as_secs() / 3 + time))));
    }
}
