//! The commands of the page. Each is one call into the core.
//!
//! They are `async` so that Tauri runs them off the main thread; the core itself blocks.

pub(crate) mod backup;
pub(crate) mod capture;
pub(crate) mod dossier;
mod files;
pub(crate) mod framework;
pub(crate) mod growth;
pub(crate) mod journal;
pub(crate) mod lessons;
pub(crate) mod lifecycle;
pub(crate) mod people;
pub(crate) mod portfolio;
pub(crate) mod prompt;
pub(crate) mod protection;
pub(crate) mod redaction;
pub(crate) mod salvage;
pub(crate) mod search;
pub(crate) mod settings;
pub(crate) mod suggest;
pub(crate) mod template;
pub(crate) mod versions;

use std::sync::Arc;

use helmlog_core::{Error, ErrorReport, Vault};
use tauri::State;

use crate::session::Session;

/// What a command gives back.
pub(crate) type Answer<T> = Result<T, ErrorReport>;

/// Runs `work` on the open vault, on a thread where blocking hurts nobody.
pub(crate) async fn with_vault<T: Send + 'static>(
    session: State<'_, Session>,
    work: impl FnOnce(&Arc<Vault>) -> Result<T, Error> + Send + 'static,
) -> Answer<T> {
    let vault = session.vault()?;
    off_thread(move || work(&vault)).await
}

/// Runs `work` on a thread where blocking hurts nobody.
pub(crate) async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Answer<T> {
    match tauri::async_runtime::spawn_blocking(work).await {
        Ok(result) => result.map_err(|error| error.report()),
        Err(_) => Err(Error::Cancelled.report()),
    }
}
