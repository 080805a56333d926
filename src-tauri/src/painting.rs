//! How the page comes onto the screen.

use std::path::Path;

use tauri::WebviewWindow;
use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};

/// Where Linux has a file for each graphics card that can draw.
const CARDS: &str = "/dev/dri";

/// Lets the page be painted by the processor alone where there is no graphics card: in a remote session, in many a
/// virtual machine. WebKit would have a card imitated there, and a letter would take twice as long to be seen.
pub(crate) fn suit(window: &WebviewWindow) -> tauri::Result<()> {
    if has_card(Path::new(CARDS)) {
        return Ok(());
    }
    window.with_webview(|view| {
        if let Some(settings) = view.inner().settings() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    })
}

fn has_card(folder: &Path) -> bool {
    let Ok(files) = folder.read_dir() else { return false };
    files.flatten().any(|file| file.file_name().to_string_lossy().starts_with("renderD"))
}

#[cfg(test)]
mod tests {
    use super::has_card;

    #[test]
    fn a_card_that_can_draw_is_told_from_one_that_only_shows() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(!has_card(&folder.path().join("dri")), "no folder, no card");
        assert!(!has_card(folder.path()));
        std::fs::write(folder.path().join("card0"), "").expect("a file");
        assert!(!has_card(folder.path()), "a screen without a card");
        std::fs::write(folder.path().join("renderD128"), "").expect("a file");
        assert!(has_card(folder.path()));
    }
}
