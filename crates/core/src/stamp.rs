//! The order of changes: a hybrid logical clock.
//!
//! A stamp is 48 bits of milliseconds above 16 bits of a counter, so it sorts as a number and
//! reads as a time. Two rules make it useful where wall clocks lie: a device never issues a stamp
//! at or below one that it has seen, and a clock that runs backwards only lets the counter grow.
//! Ties between devices are broken by the device's id. (Kulkarni et al., "Logical Physical
//! Clocks", 2014.)

use rusqlite::types::{FromSql, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::{Deserialize, Serialize};

const COUNTER_BITS: u32 = 16;

/// When a row was last changed, in the order of causes rather than of clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Stamp(i64);

impl Stamp {
    /// The stamp that follows `self` at the time `millis`: the time if it has moved on, else the
    /// next count. The counter runs over into the milliseconds, which keeps the order.
    #[must_use]
    pub fn next(self, millis: i64) -> Self {
        let now = millis.clamp(0, i64::MAX >> COUNTER_BITS) << COUNTER_BITS;
        Self(now.max(self.0.saturating_add(1)))
    }

    /// Milliseconds since 1970 by the clock that issued it (or later, if that clock ran back).
    pub const fn millis(self) -> i64 {
        self.0 >> COUNTER_BITS
    }
}

impl ToSql for Stamp {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        self.0.to_sql()
    }
}

impl FromSql for Stamp {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_i64().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn stamps_only_grow_whatever_the_clock_does(clock in proptest::collection::vec(-10_000i64..4_000_000_000_000, 1..200)) {
            let mut last = Stamp::default();
            for millis in clock {
                let next = last.next(millis);
                prop_assert!(next > last);
                last = next;
            }
        }

        #[test]
        fn a_stamp_is_never_before_the_clock_that_issued_it(millis in 0i64..4_000_000_000_000, before in 0i64..4_000_000_000_000) {
            let stamp = Stamp::default().next(before).next(millis);
            prop_assert!(stamp.millis() >= millis);
        }
    }
}
