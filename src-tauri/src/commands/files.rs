//! Where files go that the user asks for.

use std::path::{Path, PathBuf};

use helmlog_core::Error;
use tauri::{AppHandle, Manager};

/// The user's folder of documents.
pub(super) fn documents(app: &AppHandle) -> Result<PathBuf, Error> {
    let folder = app
        .path()
        .document_dir()
        .or_else(|_| app.path().home_dir())
        .map_err(|_| Error::invalid("folder", "the system names no folder for documents"))?;
    std::fs::create_dir_all(&folder).map_err(|error| Error::file(&folder, error))?;
    Ok(folder)
}

/// A path in `folder` at which nothing is yet.
pub(super) fn free_path(folder: &Path, stem: &str, ending: &str) -> PathBuf {
    let path = |count: u32| {
        let number = if count == 1 { String::new() } else { format!(" ({count})") };
        folder.join(format!("{stem}{number}.{ending}"))
    };
    (1..).map(path).find(|path| !path.exists()).unwrap_or_else(|| path(1))
}
