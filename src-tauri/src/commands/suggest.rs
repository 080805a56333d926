//! What an entry may show, while it is written.

use std::sync::Arc;

use helmlog_core::Vault;
use helmlog_core::id::EntryId;
use helmlog_core::journal::Content;
use helmlog_core::suggest::Suggestion;
use tauri::State;

use super::{Answer, with_vault};
use crate::session::Session;

/// At most two competencies that what is being written may show. What has changed since is learnt behind
/// the answer, for the next one.
#[tauri::command]
#[specta::specta]
pub(crate) async fn suggest(
    session: State<'_, Session>,
    content: Content,
    entry: Option<EntryId>,
) -> Answer<Vec<Suggestion>> {
    with_vault(session, move |vault| {
        let found = vault.suggest(&content, entry);
        learn(vault);
        found
    })
    .await
}

/// Never suggests the competency for the entry again.
#[tauri::command]
#[specta::specta]
pub(crate) async fn refuse(session: State<'_, Session>, entry: EntryId, key: String) -> Answer<()> {
    with_vault(session, move |vault| vault.refuse(entry, &key)).await
}

/// Learns from what was tagged since the last time, on a thread of its own that lets go of the vault between
/// any two steps: a lock does not wait for it. Nothing is missing but what it would have learnt if it fails.
pub(super) fn learn(vault: &Arc<Vault>) {
    if !vault.has_to_learn() {
        return;
    }
    let vault = Arc::downgrade(vault);
    let _ = std::thread::Builder::new()
        .name("learn".into())
        .spawn(move || while vault.upgrade().is_some_and(|vault| vault.learn().unwrap_or(false)) {});
}
