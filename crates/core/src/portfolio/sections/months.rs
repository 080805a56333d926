//! What the months were made of, for the pictures.

use rusqlite::Connection;

use super::super::model::Month;
use crate::error::Result;
use crate::growth::{self, Period};

pub(super) fn of(database: &Connection, period: Period) -> Result<Vec<Month>> {
    let (coverage, leverage) = growth::by_month(database, period, &period.months())?;
    Ok(coverage
        .into_iter()
        .zip(leverage)
        .map(|(coverage, leverage)| Month {
            month: coverage.month,
            entries: coverage.entries,
            by_own_hands: leverage.did + leverage.decided,
            through_others: leverage.influenced + leverage.enabled,
        })
        .collect())
}
