//! Making a journal of what can still be read of a damaged one.

use std::sync::Arc;

use helmlog_core::vault::{self, SalvageReport, Secret};
use helmlog_core::world::{System, World};
use tauri::{AppHandle, Manager};

use super::{Answer, off_thread};
use crate::session::Session;

/// Puts what can still be read in the place of the journal, which is set aside. The page begins anew
/// afterwards. `secret` is asked for where the journal cannot be opened and is locked.
#[tauri::command]
#[specta::specta]
pub(crate) async fn salvage(app: AppHandle, secret: Option<String>) -> Answer<SalvageReport> {
    let secret = secret.map(Secret::taken);
    let session = app.state::<Session>();
    if session.is_broken() {
        let app = app.clone();
        return off_thread(move || {
            let world: Arc<dyn World> = Arc::new(System);
            let mend = || vault::salvage_over(&vault::default_folder(), secret.as_ref(), &world);
            app.state::<Session>().mend(mend)
        })
        .await;
    }
    let vault = session.vault()?;
    off_thread(move || vault.salvage()).await
}
