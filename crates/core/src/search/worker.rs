//! The thread that writes the index.
//!
//! It takes what was saved, and whatever else has arrived meanwhile, and makes it findable in one
//! commit. During a fill, which reads the database beside it, a save always wins: what a fill
//! brings of an entry that was saved since the fill began is older, and is passed over.

use std::collections::{BTreeMap, HashSet};
use std::pin::Pin;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tantivy::indexer::{AddOperation, IndexWriterOptions, NoMergePolicy, SegmentWriter};
use tantivy::{FutureResult, IndexReader, IndexSettings, IndexWriter, ReloadPolicy, SegmentMeta, Term};

use super::files::Files;
use super::filter;
use super::held::Held;
use super::index::{Loaded, Message, Shared};
use super::record::{Change, Record};
use super::schema::{self, Fields};
use super::segments::BySize;
use crate::error::{Error, Result};

/// What the system calls the threads of the index.
const NAME: &str = "search index";

/// Threads that a fill is spread over: any machine has as many cores.
const FILLERS: usize = 2;

/// Memory for words of a fill that wait to be written, in bytes for each of these threads.
const FILL_BUDGET: usize = 32 << 20;

/// Memory set aside for the words of a save, in bytes; it grows when there are more.
const SAVE_BUDGET: usize = 1_000_000;

/// A block of memory as large as glibc can be taught to keep. Every commit needs some 10 MB for a
/// moment. By default glibc gives each of them back to the system and takes it again page by page,
/// which more than doubles the time of a save; once a block of this size was freed, it keeps what
/// is smaller. Other allocators do not mind.
const LESSON_FOR_GLIBC: usize = 24 << 20;

/// A fill makes what it brought findable after so many entries, and from then on whenever it has
/// doubled what can be found. So there is soon something to find, and few segments in the end.
const FILL_STEP: usize = 4_096;

/// A fill that brought less than one part in so many of the journal is left to [`BySize`].
const WORTH_JOINING: usize = 4;

/// Messages taken into one commit at most, so that none waits for those that come later.
const GROUP: usize = 64;

/// After this long without a message, segments that were merged away are let go, and after a fill the thread rests.
const IDLE: Duration = Duration::from_millis(500);

/// How often a thread ends after a fill and another goes on, with [`IDLE`] between them; more often, if saves come in
/// between. Allocators give memory back to the system when a thread ends, but not what was freed within the last second.
const RESTS: usize = 8;

/// How many of them come after what stays was moved together. Before that, what the fill took has gone back; else what
/// stays would be put there, and keep what lies around it.
const RESTS_AFTER: usize = 3;

struct Worker {
    inbox: Receiver<(u64, Message)>,
    shared: Arc<Shared>,
    index: tantivy::Index,
    files: Files,
    /// Made with the first change, and anew with the first after a rest: it takes 2.4 MB and four threads, and
    /// whoever only reads needs none.
    writer: Option<IndexWriter>,
    reader: IndexReader,
    fields: Fields,
    held: Held,
    /// Saves of this commit, the last of each entry.
    saved: BTreeMap<i64, Option<Record>>,
    /// During a fill, what was saved since it began.
    followed: Option<HashSet<i64>>,
    /// Changes made since the last commit.
    pending: usize,
    /// Entries that the fill has brought which is going on or has just ended.
    filled: usize,
    /// A fill has ended, and what it brought is not put together yet.
    is_to_join: bool,
    /// How often to rest; since the last fill that has ended.
    rests: usize,
    /// The files that a fill has made lie here and there.
    is_scattered: bool,
    /// The segments of a fill, being put together.
    joining: Option<Pin<Box<FutureResult<Option<SegmentMeta>>>>>,
}

type Started = (Sender<(u64, Message)>, IndexReader, Turns);

/// An empty index.
pub(super) fn empty() -> Result<Loaded> {
    let settings = IndexSettings { docstore_compress_dedicated_thread: false, ..IndexSettings::default() };
    let builder =
        tantivy::Index::builder().schema(schema::schema().0).settings(settings).tokenizers(schema::tokenizers());
    let directory = Files::default();
    Ok(Loaded { index: builder.open_or_create(directory.clone())?, directory })
}

/// Makes the thread that writes an index. It ends when the sender is dropped.
pub(super) fn start(store: &Loaded, shared: &Arc<Shared>) -> Result<Started> {
    let Loaded { index, directory } = store;
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
    let (sender, inbox) = channel();
    let worker = Worker {
        inbox,
        shared: Arc::clone(shared),
        index: index.clone(),
        files: directory.clone(),
        writer: None,
        reader: reader.clone(),
        fields: schema::fields(),
        held: Held::default(),
        saved: BTreeMap::new(),
        followed: None,
        pending: 0,
        filled: 0,
        is_to_join: false,
        rests: 0,
        is_scattered: false,
        joining: None,
    };
    let turns = Turns::default();
    turns.begin(worker, true).map_err(|error| Error::file("the thread of the index", error))?;
    Ok((sender, reader, turns))
}

/// The threads that write an index, one after the other.
#[derive(Clone, Default)]
pub(super) struct Turns(Arc<Mutex<Option<JoinHandle<()>>>>);

impl Turns {
    fn begin(&self, mut worker: Worker, is_first: bool) -> std::io::Result<()> {
        let turns = self.clone();
        // Held until the thread is noted: it may be short, and note the next one.
        let mut now = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let thread = thread::Builder::new().name(NAME.to_owned()).spawn(move || {
            let mut fall = Fall { shared: Arc::clone(&worker.shared), lands: false };
            let begun = if is_first { worker.look() } else { Ok(()) };
            fall.lands = match begun.and_then(|()| worker.run()) {
                Ok(End::Rest) => turns.begin(worker, false).is_ok(),
                Ok(End::Alone) => true,
                Err(_) => false,
            };
        })?;
        *now = Some(thread);
        Ok(())
    }

    /// Waits for the last of them.
    pub(super) fn wait(&self) {
        let now = || self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        while let Some(thread) = now() {
            let _ = thread.join();
        }
    }
}

/// Says that a thread failed, even when it panicked.
struct Fall {
    shared: Arc<Shared>,
    lands: bool,
}

impl Drop for Fall {
    fn drop(&mut self) {
        if !self.lands {
            self.shared.tell(|progress| progress.fail());
        }
    }
}

fn begin_writing(index: &tantivy::Index) -> tantivy::Result<IndexWriter> {
    let options = IndexWriterOptions::builder()
        .num_worker_threads(FILLERS)
        .num_merge_threads(1)
        .memory_budget_per_thread(FILL_BUDGET)
        .build();
    let writer: IndexWriter = index.writer_with_options(options)?;
    writer.set_merge_policy(Box::new(BySize));
    Ok(writer)
}

/// Why a thread of the index ends.
enum End {
    /// Another is to go on.
    Rest,
    /// Nobody is there any more.
    Alone,
}

impl Worker {
    /// Sees what the index holds already.
    fn look(&mut self) -> tantivy::Result<()> {
        drop(std::hint::black_box(Vec::<u8>::with_capacity(LESSON_FOR_GLIBC)));
        self.held = Held::of(&self.reader.searcher(), self.fields.filter)?;
        Ok(())
    }

    /// Works until it is time to rest or nobody is there any more.
    fn run(&mut self) -> tantivy::Result<End> {
        let mut is_fresh = self.rests == 0;
        loop {
            let first = if is_fresh {
                match self.inbox.recv() {
                    Ok(message) => message,
                    Err(_) => return Ok(End::Alone),
                }
            } else {
                match self.inbox.recv_timeout(IDLE) {
                    Ok(message) => message,
                    Err(RecvTimeoutError::Disconnected) => return Ok(End::Alone),
                    Err(RecvTimeoutError::Timeout) => {
                        self.see_whether_joined()?;
                        if self.writer.is_some() {
                            self.reader.reload()?;
                        }
                        is_fresh = self.joining.is_none();
                        if is_fresh && self.is_to_rest()? {
                            return Ok(End::Rest);
                        }
                        continue;
                    }
                }
            };
            self.see_whether_joined()?;
            let (mut number, message) = first;
            let mut is_urgent = self.take(number, message)?;
            for _ in 1..GROUP {
                let Ok((next, message)) = self.inbox.try_recv() else { break };
                number = next;
                is_urgent |= self.take(number, message)?;
            }
            let findable = self.held.count().saturating_sub(self.pending);
            if is_urgent || self.pending >= FILL_STEP.max(findable) {
                self.commit(number)?;
                is_fresh = false;
            }
        }
    }

    fn see_whether_joined(&mut self) -> tantivy::Result<()> {
        if self.joining.take_if(|joining| poll(joining).is_ready()).is_some() {
            self.reader.reload()?;
            self.shared.tell(|progress| progress.joining = false);
        }
        Ok(())
    }

    fn writer(&mut self) -> tantivy::Result<&mut IndexWriter> {
        match self.writer {
            Some(ref mut writer) => Ok(writer),
            ref mut none => Ok(none.insert(begin_writing(&self.index)?)),
        }
    }

    /// Whether it is time to give back what a fill took for a while, if it is over and all of it is in the index. What
    /// a merge makes that is going on is dropped, and made again after the next commit.
    fn is_to_rest(&mut self) -> tantivy::Result<bool> {
        if self.rests == 0 || self.pending > 0 || self.followed.is_some() {
            return Ok(false);
        }
        self.rests -= 1;
        if self.writer.take().is_some() {
            self.is_scattered = true;
            // However many saves come between the rests, one is left for that.
            self.rests = self.rests.max(1);
        } else if self.rests <= RESTS_AFTER && std::mem::take(&mut self.is_scattered) {
            // In a thread that has no memory but what is made here.
            self.held.tighten();
            self.files.put_together();
            self.reader.reload()?;
        }
        Ok(true)
    }

    /// Takes a message in and tells whether somebody waits for it to be found.
    fn take(&mut self, number: u64, message: Message) -> tantivy::Result<bool> {
        self.shared.tell(|progress| progress.taken = number);
        match message {
            Message::Follow(changes) => {
                if let Some(followed) = &mut self.followed {
                    followed.extend(changes.iter().map(|(seq, _)| seq));
                }
                self.saved.extend(changes);
                Ok(true)
            }
            Message::FillBegins => {
                self.followed = Some(HashSet::new());
                self.filled = 0;
                // Merging while more is coming would do the work twice.
                self.writer()?.set_merge_policy(Box::new(NoMergePolicy));
                Ok(false)
            }
            Message::Fill(changes) => {
                for change in changes {
                    if self.followed.as_ref().is_none_or(|followed| !followed.contains(&change.0)) {
                        self.fill(change)?;
                    }
                }
                Ok(false)
            }
            Message::FillEnds => {
                self.followed = None;
                self.is_to_join = true;
                Ok(true)
            }
        }
    }

    fn fill(&mut self, (seq, record): Change) -> tantivy::Result<()> {
        self.take_back(seq)?;
        self.filled += 1;
        if let Some(record) = record {
            let number = self.held.make(seq)?;
            let document = record.document(self.fields, number);
            self.writer()?.add_document(document)?;
        }
        self.pending += 1;
        Ok(())
    }

    /// Takes back the document of an entry, if there is one. That is asked for by the number of
    /// the document, so one made later stays, whatever comes first.
    fn take_back(&mut self, seq: i64) -> tantivy::Result<()> {
        if let Some(number) = self.held.take(seq) {
            let document = Term::from_field_text(self.fields.filter, &filter::document(number));
            self.writer()?.delete_term(document);
            self.pending += 1;
        }
        Ok(())
    }

    /// Writes what was saved as a segment of its own, beside the threads that fill.
    fn write_saved(&mut self) -> tantivy::Result<()> {
        let mut records = Vec::new();
        for (seq, record) in std::mem::take(&mut self.saved) {
            self.take_back(seq)?;
            records.extend(record.map(|record| (seq, record)));
        }
        let Ok(count @ 1..) = u32::try_from(records.len()) else { return Ok(()) };
        let segment = self.index.new_segment();
        let mut writer = SegmentWriter::for_segment(SAVE_BUDGET, segment.clone())?;
        for (seq, record) in records {
            let document = record.document(self.fields, self.held.make(seq)?);
            writer.add_document(AddOperation { opstamp: 0, document })?;
        }
        writer.finalize()?;
        self.pending += 1;
        let meta = self.index.new_segment_meta(segment.id(), count);
        self.writer()?.add_segment(meta)
    }

    /// Makes everything up to message `number` findable.
    fn commit(&mut self, number: u64) -> tantivy::Result<()> {
        self.write_saved()?;
        if self.pending > 0 {
            self.writer()?.commit()?;
            self.reader.reload()?;
            self.pending = 0;
        }
        let is_to_join = self.followed.is_none() && std::mem::take(&mut self.is_to_join);
        let joins = is_to_join && self.end_fill()?;
        // In one breath: who waits for the fill may go on to wait for that.
        self.shared.tell(|progress| {
            progress.found = number;
            progress.joining |= joins;
        });
        Ok(())
    }

    /// Puts together what a fill has brought, beside everything else, if it was a good part of the
    /// journal: a search is asked of each segment, and one is quicker to ask than ten. Tells whether that goes on.
    fn end_fill(&mut self) -> tantivy::Result<bool> {
        let mut joins = false;
        if self.filled > 0 && self.filled >= self.held.count() / WORTH_JOINING {
            let segments = self.index.searchable_segment_ids()?;
            if segments.len() > 1 {
                self.joining = Some(Box::pin(self.writer()?.merge(&segments)));
                joins = true;
            }
        }
        self.filled = 0;
        self.rests = RESTS;
        self.writer()?.set_merge_policy(Box::new(BySize));
        Ok(joins)
    }
}

/// Looks whether something has ended, without waiting for it.
fn poll<T: Future>(future: &mut Pin<Box<T>>) -> Poll<T::Output> {
    future.as_mut().poll(&mut Context::from_waker(Waker::noop()))
}
