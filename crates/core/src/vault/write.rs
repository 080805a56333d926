//! A transaction under way: who writes, when, and what was touched.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::ops::Deref;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::error::Result;
use crate::search::MOST_STALE;
use crate::stamp::Stamp;
use crate::world::{Timestamp, World};

/// Names on one shelf that a transaction remembers the numbers of. Nobody has so many tags; an
/// import that has must not fill the memory with them.
const MOST_KNOWN: usize = 10_000;

/// A write transaction. Every row that it changes carries its device and its stamp.
pub(crate) struct Write<'v> {
    transaction: Transaction<'v>,
    /// Where identities and dates come from.
    pub(crate) world: Stocked<'v>,
    /// The local number of the device that writes.
    pub(crate) device: i64,
    /// The place of this transaction in the order of changes.
    pub(crate) stamp: Stamp,
    /// The moment at which it began.
    pub(crate) now: Timestamp,
    touched: RefCell<BTreeSet<i64>>,
    /// Whether there is a copy of the search index, which has to know what it lacks.
    has_copy: bool,
    /// By shelf and name: who imports thousands of entries files them under the same few words.
    known: RefCell<HashMap<&'static str, HashMap<String, i64>>>,
}

impl<'v> Write<'v> {
    pub(crate) fn begin(connection: &'v mut Connection, world: &'v dyn World) -> Result<Self> {
        let now = Timestamp::from(world.now());
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let (device, last, has_copy): (i64, Stamp, bool) = transaction
            .prepare_cached("SELECT device, stamp, index_copy IS NOT NULL FROM clock")?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let stamp = last.next(now.millis());
        transaction.prepare_cached("UPDATE clock SET stamp = ?1")?.execute([stamp])?;
        let world = Stocked::of(world);
        let (touched, known) = Default::default();
        Ok(Self { transaction, world, device, stamp, now, touched, has_copy, known })
    }

    /// Notes that the entry with the local number `seq` is not what it was.
    pub(crate) fn touch(&self, seq: i64) {
        self.touched.borrow_mut().insert(seq);
    }

    /// The local number of what is called `name` on `shelf`, such as a tag or a person. `find` is
    /// asked the first time only.
    pub(crate) fn number_of(&self, shelf: &'static str, name: &str, find: impl FnOnce() -> Result<i64>) -> Result<i64> {
        let known = self.known.borrow().get(shelf).and_then(|names| names.get(name).copied());
        if let Some(seq) = known {
            return Ok(seq);
        }
        let seq = find()?;
        let mut known = self.known.borrow_mut();
        let names = known.entry(shelf).or_default();
        if names.len() >= MOST_KNOWN {
            names.clear();
        }
        names.insert(name.to_owned(), seq);
        Ok(seq)
    }

    /// Makes it durable and tells which entries were touched.
    pub(crate) fn commit(self) -> Result<Vec<i64>> {
        let touched: Vec<i64> = self.touched.take().into_iter().collect();
        if self.has_copy {
            self.note_stale(&touched)?;
        }
        self.transaction.commit()?;
        Ok(touched)
    }

    fn note_stale(&self, touched: &[i64]) -> Result<()> {
        if touched.len() > MOST_STALE {
            self.execute("UPDATE clock SET index_copy = NULL", [])?;
            self.execute("DELETE FROM index_stale", [])?;
            return Ok(());
        }
        let mut note = self.prepare_cached("INSERT OR IGNORE INTO index_stale (entry) VALUES (?1)")?;
        for seq in touched {
            note.execute([seq])?;
        }
        Ok(())
    }
}

/// A world that asks for chance by the hundred: an import draws two ids for each entry, and to ask
/// the system for each takes as long as to store it in an index.
pub(crate) struct Stocked<'v> {
    world: &'v dyn World,
    stock: Mutex<Vec<u8>>,
}

impl<'v> Stocked<'v> {
    const BYTES: usize = 1000;

    fn of(world: &'v dyn World) -> Self {
        Self { world, stock: Mutex::default() }
    }
}

impl World for Stocked<'_> {
    fn now(&self) -> DateTime<FixedOffset> {
        self.world.now()
    }

    fn zone(&self) -> String {
        self.world.zone()
    }

    fn fill(&self, bytes: &mut [u8]) -> Result<()> {
        let mut stock = self.stock.lock().unwrap_or_else(PoisonError::into_inner);
        if stock.len() < bytes.len() {
            stock.resize(Self::BYTES.max(bytes.len()), 0);
            self.world.fill(&mut stock)?;
        }
        let rest = stock.len() - bytes.len();
        bytes.copy_from_slice(stock.get(rest..).unwrap_or_default());
        stock.truncate(rest);
        Ok(())
    }
}

impl Deref for Write<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.transaction
    }
}
