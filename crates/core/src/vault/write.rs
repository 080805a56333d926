//! A transaction under way: who writes, when, and what was touched.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Deref;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::error::Result;
use crate::stamp::Stamp;
use crate::world::{Timestamp, World};

/// A write transaction. Every row that it changes carries its device and its stamp.
pub(crate) struct Write<'v> {
    transaction: Transaction<'v>,
    /// Where identities and dates come from.
    pub(crate) world: &'v dyn World,
    /// The local number of the device that writes.
    pub(crate) device: i64,
    /// The place of this transaction in the order of changes.
    pub(crate) stamp: Stamp,
    /// The moment at which it began.
    pub(crate) now: Timestamp,
    touched: RefCell<BTreeSet<i64>>,
}

impl<'v> Write<'v> {
    pub(crate) fn begin(connection: &'v mut Connection, world: &'v dyn World) -> Result<Self> {
        let now = Timestamp::from(world.now());
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let (device, last): (i64, Stamp) = transaction
            .prepare_cached("SELECT device, stamp FROM clock")?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let stamp = last.next(now.millis());
        transaction.prepare_cached("UPDATE clock SET stamp = ?1")?.execute([stamp])?;
        Ok(Self { transaction, world, device, stamp, now, touched: RefCell::default() })
    }

    /// Notes that the entry with the local number `seq` is not what it was.
    pub(crate) fn touch(&self, seq: i64) {
        self.touched.borrow_mut().insert(seq);
    }

    /// Makes it durable and tells which entries were touched.
    pub(crate) fn commit(self) -> Result<Vec<i64>> {
        self.transaction.commit()?;
        Ok(self.touched.into_inner().into_iter().collect())
    }
}

impl Deref for Write<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.transaction
    }
}
