//! One entry a line, as JSON: what scripts write, and other programs can be made to.
//!
//! ```text
//! {"id"?, "date": "YYYY-MM-DD" or RFC 3339, "title"?, "body", "kind"?, "tags"?, "competencies"?, "lang"?}
//! ```
//!
//! Keys that are not among these are kept as metadata. Two threads share the work: one reads
//! lines and makes entries of them, the other, which is the caller's, stores them. What lies
//! between the two is bounded, so the memory needed does not grow with the file.

mod line;
mod lines;

use std::io::Read;
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use self::lines::{Line, Lines};
use super::arrival::{self, Item};
use super::report::{ImportOptions, ImportReport, Progress};
use crate::competency;
use crate::error::{Error, Result};
use crate::vault::{Vault, Why, Write};

/// Lines handed over at a time: enough for the handing over not to matter.
const BATCH_LINES: usize = 128;

/// Bytes of lines handed over at a time, so that a file of huge lines stays within memory.
const BATCH_BYTES: u64 = 1 << 20;

/// Batches that the reader may be ahead by.
const AHEAD: usize = 4;

/// What goes from the thread that reads to the one that stores.
enum Message {
    /// Some items, and how many bytes have been read so far.
    Batch(Vec<Item>, u64),
    /// The file could not be read any further.
    Failed(std::io::Error),
    /// That was all. Without it the reader stopped too early, and nothing may be stored.
    End,
}

impl Vault {
    /// Imports a file of one JSON object a line. `progress` is told now and then how far it is and
    /// may stop the import.
    ///
    /// # Errors
    /// When `reader` or the disk fails, or with [`Error::Cancelled`]; the journal is as it was
    /// then. What is wrong with single lines is in the report.
    pub fn import_jsonl(
        &self,
        reader: impl Read + Send,
        options: &ImportOptions,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<ImportReport> {
        if !options.dry_run && !self.is_read_only() {
            self.back_up_if_due(Why::BeforeImport, &mut |_| ControlFlow::Continue(()))?;
        }
        let zone = self.world().zone();
        let mut report = ImportReport::default();
        let mut rehearsed = false;
        let stored = std::thread::scope(|scope| {
            // Owned by this closure: when it ends, the reader's next message fails, and so it ends too.
            let (sender, messages) = sync_channel(AHEAD);
            std::thread::Builder::new()
                .name("import".into())
                .spawn_scoped(scope, move || read(reader, &zone, &sender))
                .map_err(|error| Error::file(&options.from, error))?;
            self.write_much(|write| {
                store(write, &messages, options, &mut report, progress)?;
                rehearsed = options.dry_run;
                // An error is the way to leave a transaction without a trace.
                if rehearsed { Err(Error::Cancelled) } else { Ok(()) }
            })
        });
        match stored {
            Err(Error::Cancelled) if rehearsed => Ok(report),
            Err(error) => Err(error),
            Ok(()) => Ok(report),
        }
    }
}

/// Reads lines to the end, or until nobody listens any more.
fn read(reader: impl Read, zone: &str, sender: &SyncSender<Message>) {
    let mut lines = Lines::of(reader);
    let (mut batch, mut sent) = (Vec::with_capacity(BATCH_LINES), 0);
    let last = loop {
        let item = match lines.next_line() {
            Ok(Some(Line::Whole(bytes))) => line::parse(bytes, zone),
            Ok(Some(Line::TooLong)) => line::too_long(),
            Ok(None) => break Message::End,
            Err(error) => break Message::Failed(error),
        };
        batch.push(Item { number: lines.number(), ..item });
        if batch.len() == BATCH_LINES || lines.bytes() - sent >= BATCH_BYTES {
            sent = lines.bytes();
            let full = std::mem::replace(&mut batch, Vec::with_capacity(BATCH_LINES));
            if sender.send(Message::Batch(full, sent)).is_err() {
                return;
            }
        }
    };
    // If nobody listens, the other side has failed and says so itself.
    let _ = sender.send(Message::Batch(batch, lines.bytes()));
    let _ = sender.send(last);
}

/// Stores what the reader sends.
fn store(
    write: &Write<'_>,
    messages: &Receiver<Message>,
    options: &ImportOptions,
    report: &mut ImportReport,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<()> {
    let competencies = competency::keys(write)?;
    for message in messages {
        match message {
            Message::Batch(items, bytes) => {
                for item in items {
                    arrival::store(write, &competencies, "line", item, report)?;
                }
                if progress(Progress { bytes, imported: report.imported }).is_break() {
                    return Err(Error::Cancelled);
                }
            }
            Message::Failed(error) => return Err(Error::file(&options.from, error)),
            Message::End => return Ok(()),
        }
    }
    Err(Error::file(&options.from, std::io::Error::other("reading stopped before the end")))
}

#[cfg(test)]
mod tests;
