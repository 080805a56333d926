//! Bringing a long log to the disk while it is still being written.
//!
//! The commit of an import seals and writes a hundred megabytes, and then waits for the disk to have them. The disk
//! is idle until then; told earlier, it works while the next pages are being sealed. The commit still waits for all
//! of it: this makes nothing durable that was not, and nothing later.

use std::fs::File;
use std::path::Path;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

/// How long the disk is left alone between two times.
const PAUSE: Duration = Duration::from_millis(10);

/// Runs `commit`, which writes to the log at `log`. What the disk says to this is left to `commit`, which asks it
/// again.
///
/// The log, not the database: SQLite holds locks on that, which closing another handle on it would lift.
pub(super) fn with_early_sync<T>(log: &Path, commit: impl FnOnce() -> T) -> T {
    let Ok(file) = File::open(log) else { return commit() };
    std::thread::scope(|scope| {
        let (done, is_done) = channel::<()>();
        let sync = move || {
            while is_done.recv_timeout(PAUSE) == Err(RecvTimeoutError::Timeout) && file.sync_data().is_ok() {}
        };
        // Without a thread it takes longer, no more.
        let _ = std::thread::Builder::new().name("early sync".into()).spawn_scoped(scope, sync);
        let result = commit();
        drop(done);
        result
    })
}
