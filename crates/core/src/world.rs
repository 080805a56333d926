//! Time and chance, passed in so that the rest of the core is deterministic.

use std::time::SystemTime;

use chrono::{DateTime, FixedOffset, Local, NaiveDate, SecondsFormat, TimeDelta, TimeZone, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::error::{Error, Result};

/// Where the core takes the time and its random bytes from.
pub trait World: Send + Sync {
    /// The time, with the offset that is in force where the user is.
    fn now(&self) -> DateTime<FixedOffset>;
    /// The IANA name of the user's time zone, such as `Europe/Lisbon`.
    fn zone(&self) -> String;
    /// Fills `bytes` from a source fit for keys.
    ///
    /// # Errors
    /// When the system has no randomness to give; nothing may be keyed then.
    fn fill(&self, bytes: &mut [u8]) -> Result<()>;
}

/// The real world.
#[derive(Debug, Clone, Copy, Default)]
pub struct System;

impl World for System {
    fn now(&self) -> DateTime<FixedOffset> {
        // Not chrono's own `now`, which panics where a clock stands before 1970.
        let since = match SystemTime::now().duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => TimeDelta::from_std(after),
            Err(before) => TimeDelta::from_std(before.duration()).map(|before| -before),
        };
        let utc = since.ok().and_then(|since| DateTime::UNIX_EPOCH.checked_add_signed(since)).unwrap_or_default();
        utc.with_timezone(&Local).fixed_offset()
    }

    fn zone(&self) -> String {
        iana_time_zone::get_timezone().unwrap_or_else(|_| "Etc/UTC".to_owned())
    }

    fn fill(&self, bytes: &mut [u8]) -> Result<()> {
        getrandom::fill(bytes)
            .map_err(|error| Error::file("the system's randomness", std::io::Error::other(error.to_string())))
    }
}

/// A moment in UTC, in milliseconds since 1970. Shown and stored as such, never used to order
/// what two devices wrote: that is what a [`crate::stamp::Stamp`] is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// From milliseconds since 1970.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since 1970.
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// As a date with time.
    pub fn utc(self) -> DateTime<Utc> {
        Utc.timestamp_millis_opt(self.0).single().unwrap_or_default()
    }

    /// The date on the user's calendar at this moment.
    pub fn local_date(self, world: &dyn World) -> NaiveDate {
        self.utc().with_timezone(world.now().offset()).date_naive()
    }
}

impl From<DateTime<FixedOffset>> for Timestamp {
    fn from(time: DateTime<FixedOffset>) -> Self {
        Self(time.timestamp_millis())
    }
}

impl Serialize for Timestamp {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.utc().to_rfc3339_opts(SecondsFormat::Millis, true))
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        DateTime::parse_from_rfc3339(&text).map(Self::from).map_err(serde::de::Error::custom)
    }
}

impl Type for Timestamp {
    fn definition(types: &mut specta::Types) -> specta::datatype::DataType {
        String::definition(types)
    }
}

/// A world for tests: a clock that moves by itself by a millisecond at every look, and by hand,
/// and a counter in place of chance.
#[derive(Debug)]
pub struct Still {
    now: std::sync::Mutex<DateTime<FixedOffset>>,
    drawn: std::sync::atomic::AtomicU64,
}

impl Still {
    /// A world that begins at `now`, an RFC 3339 date with offset.
    ///
    /// # Errors
    /// When `now` is not such a date.
    pub fn at(now: &str) -> Result<Self> {
        let now = DateTime::parse_from_rfc3339(now).map_err(|error| Error::invalid("now", error.to_string()))?;
        Ok(Self { now: std::sync::Mutex::new(now), drawn: std::sync::atomic::AtomicU64::new(0) })
    }

    /// Moves the clock; backwards when `by` is negative.
    pub fn pass(&self, by: TimeDelta) {
        *lock(&self.now) += by;
    }
}

fn lock<T>(mutex: &std::sync::Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

impl World for Still {
    fn now(&self) -> DateTime<FixedOffset> {
        let mut now = lock(&self.now);
        *now += TimeDelta::milliseconds(1);
        *now
    }

    fn zone(&self) -> String {
        "Europe/Lisbon".to_owned()
    }

    fn fill(&self, bytes: &mut [u8]) -> Result<()> {
        use sha2::Digest;
        for chunk in bytes.chunks_mut(32) {
            let count = self.drawn.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            let block = sha2::Sha256::digest(count.to_le_bytes());
            chunk.copy_from_slice(block.get(..chunk.len()).unwrap_or_default());
        }
        Ok(())
    }
}
