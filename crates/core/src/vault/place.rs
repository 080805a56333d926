//! Where a vault lies when nobody says.

use std::path::PathBuf;

/// The variable that names another folder, for the window and the terminal alike.
pub const VAULT_VARIABLE: &str = "HELMLOG_VAULT";

/// The folder of the user's vault: what [`VAULT_VARIABLE`] says, else the platform's place for
/// the data of programs.
pub fn default_folder() -> PathBuf {
    set(VAULT_VARIABLE).unwrap_or_else(platform_folder)
}

fn platform_folder() -> PathBuf {
    if cfg!(target_os = "windows") {
        return set("APPDATA").unwrap_or_default().join("Helmlog");
    }
    let home = set("HOME").unwrap_or_default();
    if cfg!(target_os = "macos") {
        return home.join("Library/Application Support/Helmlog");
    }
    set("XDG_DATA_HOME").unwrap_or_else(|| home.join(".local/share")).join("helmlog")
}

fn set(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from)
}
