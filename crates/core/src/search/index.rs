//! The index, kept in step with the database.
//!
//! It lives in memory and is made of the database alone, so that no word is on the disk in clear
//! and nothing can be out of date for longer than a moment. A thread of its own writes it (see
//! [`super::worker`]); whoever saves only hands over what was saved. What is not handed over,
//! because the index has not been filled yet or because too much came at once, is owed, and
//! [`super::fill`] makes up for it.

use std::collections::BTreeSet;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;
use tantivy::Directory;
use tantivy::directory::OwnedBytes;
use tantivy::{IndexReader, Searcher, TantivyError};

use super::files::Files;
use super::record::{self, Change};
use super::spoken::Remembered;
use super::unpacked::Shelf;
use super::worker::{self, Turns};
use crate::error::{Error, Result};

/// More entries than this in one transaction are read again later, in pieces, rather than held in
/// memory while they wait.
const MOST_AT_ONCE: usize = 256;

/// The search index of a vault.
pub(crate) struct Index {
    running: Mutex<Option<Running>>,
    shared: Arc<Shared>,
    /// Held by the one that fills.
    pub(super) filling: Mutex<()>,
    /// What is known of the words in it.
    pub(super) known: Mutex<Remembered>,
    /// Its segments as a search looks at them.
    pub(super) shelf: Shelf,
}

/// An index in memory, and the files it is made of.
pub(super) struct Loaded {
    pub(super) index: tantivy::Index,
    pub(super) directory: Files,
}

struct Running {
    store: Loaded,
    sender: Sender<(u64, Message)>,
    sent: u64,
    reader: IndexReader,
    turns: Turns,
}

/// What the thread is told.
pub(super) enum Message {
    /// A save.
    Follow(Vec<Change>),
    /// From now on [`Message::Fill`] may come, with what was read before later saves.
    FillBegins,
    /// Read from the database by a fill.
    Fill(Vec<Change>),
    /// The fill is over.
    FillEnds,
}

/// What the thread and the callers know of each other.
#[derive(Default)]
pub(super) struct Shared {
    progress: Mutex<Progress>,
    moved: Condvar,
}

#[derive(Default)]
pub(super) struct Progress {
    /// The number of the last message that the thread took.
    pub(super) taken: u64,
    /// The number of the last message whose content can be found.
    pub(super) found: u64,
    /// The thread failed; what it made is worth nothing.
    failed: bool,
    owed: Owed,
    /// Entries filled in and to be filled in, while that goes on.
    pub(super) filling: Option<(u32, u32)>,
    /// The segments of a fill are being put together.
    pub(super) joining: bool,
    /// There is a copy of it, but for what has changed since.
    pub(super) kept: bool,
}

/// Entries that the index has not been told of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Owed {
    #[default]
    Everything,
    These(BTreeSet<i64>),
}

impl Owed {
    pub(super) fn is_nothing(&self) -> bool {
        matches!(self, Self::These(seqs) if seqs.is_empty())
    }
}

impl Index {
    pub(crate) fn new() -> Self {
        Self {
            running: Mutex::default(),
            shared: Arc::default(),
            filling: Mutex::default(),
            known: Mutex::default(),
            shelf: Shelf::default(),
        }
    }

    /// Takes over what the entries with these local numbers are now. To be called in the order of
    /// the commits.
    pub(crate) fn follow(&self, database: &Connection, touched: &[i64]) {
        match &mut self.shared.progress().owed {
            // Whoever fills will read it.
            Owed::Everything => return,
            Owed::These(seqs) if touched.len() > MOST_AT_ONCE => {
                seqs.extend(touched);
                return;
            }
            Owed::These(_) => {}
        }
        match record::read(database, touched) {
            Ok(changes) => {
                self.send(Message::Follow(changes));
            }
            // What was saved is saved; that it cannot be read back will show where it is read.
            Err(_) => self.owe_everything(),
        }
    }

    /// Hands `message` over and returns its number. Where no thread runs, nobody needs to know.
    pub(super) fn send(&self, message: Message) -> u64 {
        let mut running = hold(&self.running);
        let Some(running) = running.as_mut() else { return 0 };
        running.sent += 1;
        // Fails when the thread has failed, which it has said by itself.
        let _ = running.sender.send((running.sent, message));
        running.sent
    }

    /// The number of the last message.
    pub(super) fn sent(&self) -> u64 {
        hold(&self.running).as_ref().map_or(0, |running| running.sent)
    }

    /// What can be found now; none while nothing can.
    pub(super) fn searcher(&self) -> Option<Searcher> {
        hold(&self.running).as_ref().map(|running| running.reader.searcher())
    }

    pub(super) fn progress(&self) -> MutexGuard<'_, Progress> {
        self.shared.progress()
    }

    /// Waits until what was handed over up to message `number` can be found.
    pub(super) fn wait_found(&self, number: u64) -> Result<()> {
        self.shared.wait(|progress| progress.found >= number)
    }

    /// Waits until what a fill has brought is one segment.
    pub(super) fn wait_joined(&self) -> Result<()> {
        self.shared.wait(|progress| !progress.joining)
    }

    /// Waits until the thread has begun with message `number`.
    pub(super) fn wait_taken(&self, number: u64) -> Result<()> {
        self.shared.wait(|progress| progress.taken >= number)
    }

    /// Whether there has been no thread yet.
    pub(super) fn is_new(&self) -> bool {
        hold(&self.running).is_none()
    }

    /// Makes a thread with an empty index, in place of one that failed or if there is none yet.
    /// Everything is owed to it.
    pub(super) fn ensure_running(&self) -> Result<()> {
        let mut running = hold(&self.running);
        let failed = std::mem::take(&mut self.progress().failed);
        if running.is_some() && !failed {
            return Ok(());
        }
        if let Some(old) = running.take() {
            old.end();
        }
        *self.progress() = Progress::default();
        self.begin(&mut running, worker::empty()?)
    }

    /// Makes a thread with an index that was kept, where there is none yet. From here on it hears of
    /// every save.
    pub(super) fn run_with(&self, loaded: Loaded) -> Result<()> {
        self.begin(&mut hold(&self.running), loaded)?;
        self.progress().owed = Owed::These(BTreeSet::new());
        Ok(())
    }

    fn begin(&self, running: &mut Option<Running>, index: Loaded) -> Result<()> {
        *running = Some(Running::begin(index, &self.shared)?);
        // Its states are numbered anew.
        *hold(&self.known) = Remembered::default();
        Ok(())
    }

    /// Owes it these as well.
    pub(super) fn owe(&self, seqs: Vec<i64>) {
        if let Owed::These(owed) = &mut self.progress().owed {
            owed.extend(seqs);
        }
    }

    /// The files of what can be found now, with their names, and a list of them under the name `managed`.
    pub(super) fn files(&self, meta: &str, managed: &str) -> Result<Vec<(String, OwnedBytes)>> {
        let running = hold(&self.running);
        let Some(Running { store: Loaded { index, directory }, .. }) = running.as_ref() else { return Ok(Vec::new()) };
        let metas = index.load_metas()?;
        let mut files = Vec::new();
        for path in metas.list_segment_files() {
            // Of what a segment may have, not every one has everything.
            if directory.exists(&path).map_err(TantivyError::from)? {
                let bytes = directory.open_read(&path).map_err(TantivyError::from)?.read_bytes();
                files.push((path.to_string_lossy().into_owned(), bytes.map_err(TantivyError::from)?));
            }
        }
        let json = |error: serde_json::Error| TantivyError::InternalError(error.to_string());
        let list = serde_json::to_vec(&metas).map_err(json)?;
        if serde_json::to_vec(&index.load_metas()?).map_err(json)? != list {
            // Some of its files may be gone.
            return Err(TantivyError::InternalError("the index went on while it was read".to_owned()).into());
        }
        files.push((meta.to_owned(), OwnedBytes::new(list)));
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        let list = serde_json::to_vec(&names).map_err(json)?;
        files.push((managed.to_owned(), OwnedBytes::new(list)));
        Ok(files)
    }

    /// Takes what is owed; nothing is afterwards.
    pub(super) fn take_owed(&self) -> Owed {
        std::mem::replace(&mut self.progress().owed, Owed::These(BTreeSet::new()))
    }

    /// Gives up what it holds; the next fill makes it anew.
    pub(crate) fn forget(&self) {
        self.progress().fail();
    }

    pub(super) fn owe_everything(&self) {
        self.progress().owed = Owed::Everything;
    }
}

impl Shared {
    pub(super) fn progress(&self) -> MutexGuard<'_, Progress> {
        hold(&self.progress)
    }

    /// Tells those who wait what has changed.
    pub(super) fn tell(&self, change: impl FnOnce(&mut Progress)) {
        change(&mut self.progress());
        self.moved.notify_all();
    }

    fn wait(&self, until: impl Fn(&Progress) -> bool) -> Result<()> {
        let progress = self
            .moved
            .wait_while(self.progress(), |progress| !until(progress) && !progress.failed)
            .unwrap_or_else(PoisonError::into_inner);
        if progress.failed {
            return Err(Error::Index(TantivyError::ErrorInThread("the thread of the index ended".to_owned())));
        }
        Ok(())
    }
}

impl Progress {
    pub(super) fn owed(&self) -> &Owed {
        &self.owed
    }

    pub(super) fn fail(&mut self) {
        self.failed = true;
        self.kept = false;
        self.owed = Owed::Everything;
    }
}

impl Running {
    fn begin(store: Loaded, shared: &Arc<Shared>) -> Result<Self> {
        let (sender, reader, turns) = worker::start(&store, shared)?;
        Ok(Self { store, sender, sent: 0, reader, turns })
    }

    /// Lets its threads finish and waits for them.
    fn end(self) {
        drop(self.sender);
        self.turns.wait();
    }
}

impl Drop for Index {
    fn drop(&mut self) {
        if let Some(running) = hold(&self.running).take() {
            running.end();
        }
    }
}

fn hold<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
