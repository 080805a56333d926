//! Filling the index from the database, and waiting for it.

use std::thread;

use serde::Serialize;
use specta::Type;

use super::index::{Message, Owed};
use super::record;
use crate::error::{Error, Result};
use crate::journal;
use crate::vault::{Vault, connect};

/// Entries read at once. Nobody who wants to save waits longer than reading these takes.
const CHUNK: usize = 500;

/// Chunks that may wait for the thread of the index.
const AHEAD: u64 = 2;

/// How far the index is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "state", rename_all = "lowercase")]
pub enum IndexState {
    /// Entries are missing in it; searching finds the others.
    Filling {
        /// Entries brought in.
        done: u32,
        /// Entries to be brought in; 0 while nobody has begun.
        total: u32,
    },
    /// Everything saved can be found, a few milliseconds after it was.
    Ready,
}

impl Vault {
    /// Brings everything into the index that it has not been told of: the whole journal at first,
    /// later what came in masses. Entries can be saved and searched meanwhile. Where there is
    /// nothing to do, nothing is done; where another thread is at it, this waits for it.
    ///
    /// # Errors
    /// What the database or the index says; everything is brought in again next time then.
    pub fn fill_index(&self) -> Result<()> {
        let index = self.index();
        let _alone = index.filling.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if index.progress().owed().is_nothing() && !index.is_new() {
            return Ok(());
        }
        // Here, because what is made for good must not lie between what a fill needs for a moment.
        self.recall();
        index.ensure_running()?;
        if index.progress().owed().is_nothing() {
            return Ok(());
        }
        // All entries are read for it, and most will not be needed again soon.
        self.read(|database| connect::hold_little(database, true))?;
        let filled = aside("index fill", || self.fill());
        let restored = self.read(|database| connect::hold_little(database, false));
        index.progress().filling = None;
        if filled.is_err() {
            index.owe_everything();
        }
        filled.and(restored)
    }

    /// How far the index is.
    pub fn index_state(&self) -> IndexState {
        let progress = self.index().progress();
        match progress.filling {
            Some((done, total)) => IndexState::Filling { done, total },
            None if progress.owed().is_nothing() => IndexState::Ready,
            None => IndexState::Filling { done: 0, total: 0 },
        }
    }

    /// Waits until everything that was saved before this call can be found.
    ///
    /// # Errors
    /// As [`Vault::fill_index`].
    pub fn settle_index(&self) -> Result<()> {
        self.fill_index()?;
        self.index().wait_found(self.index().sent())
    }

    fn fill(&self) -> Result<()> {
        let index = self.index();
        while !index.progress().owed().is_nothing() {
            // Before anything is taken or read: saves from here on win.
            index.send(Message::FillBegins);
            match index.take_owed() {
                Owed::Everything => self.fill_everything()?,
                Owed::These(seqs) => {
                    let seqs: Vec<i64> = seqs.into_iter().collect();
                    index.progress().filling = Some((0, count(seqs.len())));
                    for chunk in seqs.chunks(CHUNK) {
                        self.fill_chunk(chunk)?;
                    }
                }
            }
            let last = index.send(Message::FillEnds);
            index.wait_found(last)?;
        }
        Ok(())
    }

    fn fill_everything(&self) -> Result<()> {
        let total = self.read(|database| {
            Ok(database.query_row(
                "SELECT count(*) FROM entry WHERE trashed IS NULL AND erased IS NULL",
                [],
                |row| row.get(0),
            )?)
        })?;
        self.index().progress().filling = Some((0, total));
        let mut after = i64::MIN;
        loop {
            let seqs = self.read(|database| journal::seqs_after(database, after, CHUNK))?;
            let Some(last) = seqs.last() else { return Ok(()) };
            after = *last;
            self.fill_chunk(&seqs)?;
        }
    }

    fn fill_chunk(&self, seqs: &[i64]) -> Result<()> {
        let index = self.index();
        let changes = self.read(|database| record::read(database, seqs))?;
        let number = index.send(Message::Fill(changes));
        index.wait_taken(number.saturating_sub(AHEAD))?;
        if let Some((done, _)) = &mut index.progress().filling {
            *done += count(seqs.len());
        }
        Ok(())
    }
}

/// Works in a thread of its own, because what a thread took for a while is given back when it ends.
pub(super) fn aside<T: Send>(name: &str, work: impl FnOnce() -> Result<T> + Send) -> Result<T> {
    thread::scope(|scope| {
        let thread = thread::Builder::new().name(name.to_owned()).spawn_scoped(scope, work);
        let thread = thread.map_err(|error| Error::file("a thread of the index", error))?;
        thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

pub(super) fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
