//! The thread that writes the index.
//!
//! It takes what was saved, and whatever else has arrived meanwhile, and makes it findable in one
//! commit. During a fill, which reads the database beside it, a save always wins: what a fill
//! brings of an entry that was saved since the fill began is older, and is passed over.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use tantivy::indexer::IndexWriterOptions;
use tantivy::{IndexReader, IndexSettings, IndexWriter, ReloadPolicy, Term};

use super::index::{Message, Shared};
use super::record::{Change, Record};
use super::schema::{self, Fields};
use super::segments::BySize;
use crate::error::{Error, Result};

/// Memory for words that wait to be written, in bytes. More makes a fill no faster.
const BUDGET: usize = 48 << 20;

/// A fill makes what it brought findable after so many entries.
const FILL_STEP: usize = 16_384;

/// Messages taken into one commit at most, so that none waits for those that come later.
const GROUP: usize = 64;

/// After this long without a message, segments that were merged away are let go.
const IDLE: Duration = Duration::from_millis(500);

struct Worker {
    inbox: Receiver<(u64, Message)>,
    shared: Arc<Shared>,
    writer: IndexWriter,
    reader: IndexReader,
    fields: Fields,
    /// Local numbers of what the index holds, so that nothing is looked for that is not there.
    present: HashSet<i64>,
    /// During a fill, what was saved since it began.
    followed: Option<HashSet<i64>>,
    /// Changes since the last commit.
    pending: usize,
}

type Started = (Sender<(u64, Message)>, IndexReader, JoinHandle<()>);

/// Makes an empty index and the thread that writes it. The thread ends when the sender is dropped.
pub(super) fn start(shared: Arc<Shared>) -> Result<Started> {
    let (schema, fields) = schema::schema();
    let settings = IndexSettings { docstore_compress_dedicated_thread: false, ..IndexSettings::default() };
    let index =
        tantivy::Index::builder().schema(schema).settings(settings).tokenizers(schema::tokenizers()).create_in_ram()?;
    let options = IndexWriterOptions::builder()
        .num_worker_threads(1)
        .num_merge_threads(1)
        .memory_budget_per_thread(BUDGET)
        .build();
    let writer: IndexWriter = index.writer_with_options(options)?;
    writer.set_merge_policy(Box::new(BySize));
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
    let (sender, inbox) = channel();
    let worker = Worker {
        inbox,
        shared: Arc::clone(&shared),
        writer,
        reader: reader.clone(),
        fields,
        present: HashSet::new(),
        followed: None,
        pending: 0,
    };
    let thread = std::thread::Builder::new()
        .name("search index".to_owned())
        .spawn(move || {
            let mut fall = Fall { shared: &shared, lands: false };
            fall.lands = worker.run().is_ok();
        })
        .map_err(|error| Error::file("the thread of the index", error))?;
    Ok((sender, reader, thread))
}

/// Says that the thread failed, even when it panicked.
struct Fall<'a> {
    shared: &'a Shared,
    lands: bool,
}

impl Drop for Fall<'_> {
    fn drop(&mut self) {
        if !self.lands {
            self.shared.tell(|progress| progress.fail());
        }
    }
}

impl Worker {
    fn run(mut self) -> tantivy::Result<()> {
        let mut is_fresh = true;
        loop {
            let first = if is_fresh {
                match self.inbox.recv() {
                    Ok(message) => message,
                    Err(_) => return Ok(()),
                }
            } else {
                match self.inbox.recv_timeout(IDLE) {
                    Ok(message) => message,
                    Err(RecvTimeoutError::Disconnected) => return Ok(()),
                    Err(RecvTimeoutError::Timeout) => {
                        self.reader.reload()?;
                        is_fresh = true;
                        continue;
                    }
                }
            };
            let (mut number, message) = first;
            let mut is_urgent = self.take(number, message)?;
            for _ in 1..GROUP {
                let Ok((next, message)) = self.inbox.try_recv() else { break };
                number = next;
                is_urgent |= self.take(number, message)?;
            }
            if is_urgent || self.pending >= FILL_STEP {
                self.commit(number)?;
                is_fresh = false;
            }
        }
    }

    /// Takes a message in and tells whether somebody waits for it to be found.
    fn take(&mut self, number: u64, message: Message) -> tantivy::Result<bool> {
        self.shared.tell(|progress| progress.taken = number);
        match message {
            Message::Follow(changes) => {
                if let Some(followed) = &mut self.followed {
                    followed.extend(changes.iter().map(|(seq, _)| seq));
                }
                changes.into_iter().try_for_each(|change| self.change(change))?;
                Ok(true)
            }
            Message::FillBegins => {
                self.followed = Some(HashSet::new());
                Ok(false)
            }
            Message::Fill(changes) => {
                for change in changes {
                    if self.followed.as_ref().is_none_or(|followed| !followed.contains(&change.0)) {
                        self.change(change)?;
                    }
                }
                Ok(false)
            }
            Message::FillEnds => {
                self.followed = None;
                Ok(true)
            }
        }
    }

    fn change(&mut self, (seq, record): Change) -> tantivy::Result<()> {
        if self.present.remove(&seq) {
            self.writer.delete_term(Term::from_field_i64(self.fields.seq, seq));
            self.pending += 1;
        }
        if let Some(record) = record {
            self.add(seq, &record)?;
        }
        Ok(())
    }

    fn add(&mut self, seq: i64, record: &Record) -> tantivy::Result<()> {
        self.writer.add_document(record.document(self.fields))?;
        self.present.insert(seq);
        self.pending += 1;
        Ok(())
    }

    /// Makes everything up to message `number` findable.
    fn commit(&mut self, number: u64) -> tantivy::Result<()> {
        if self.pending > 0 {
            self.writer.commit()?;
            self.reader.reload()?;
            self.pending = 0;
        }
        self.shared.tell(|progress| progress.found = number);
        Ok(())
    }
}
