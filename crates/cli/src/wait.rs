//! What somebody sees who has to wait.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::output::Output;

/// A bar on stderr for work of `total` bytes, or a turning mark where the end is not known.
/// Hidden unless somebody watches.
pub(crate) fn bytes(out: &Output, what: &str, total: Option<u64>) -> ProgressBar {
    if !out.is_watched() {
        return ProgressBar::hidden();
    }
    let (bar, template) = match total {
        Some(total) => (ProgressBar::new(total), "{prefix} {wide_bar} {percent:>3} %  {msg}"),
        None => (ProgressBar::new_spinner(), "{prefix} {spinner} {msg}"),
    };
    // A template that is not understood leaves the bar as it is by itself.
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.set_prefix(what.to_owned());
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
