//! What was written in each month, evidence or not, and what of it was a win of which sort.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::Connection;
use serde::Serialize;
use specta::Type;

use super::leverage::Leverage;
use super::period::{Period, first_of_month};
use super::say;
use crate::error::Result;
use crate::journal::{Contribution, Kind};

/// What was written in a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Coverage {
    /// The first day of the month.
    pub month: NaiveDate,
    /// Entries of any kind.
    pub entries: u32,
    /// Entries of each kind that occurs.
    pub by_kind: BTreeMap<Kind, u32>,
}

/// What was written in each of the `months` of `period`, and by whose hands its wins were won.
pub(crate) fn by_month(
    database: &Connection,
    period: Period,
    months: &[NaiveDate],
) -> Result<(Vec<Coverage>, Vec<Leverage>)> {
    let mut coverage: Vec<Coverage> =
        months.iter().map(|month| Coverage { month: *month, entries: 0, by_kind: BTreeMap::new() }).collect();
    let mut leverage: Vec<Leverage> = months.iter().map(|month| Leverage::of(*month)).collect();
    // The facets stand behind the text, so they are looked at where there is something to find.
    let mut select = database.prepare_cached(
        "SELECT substr(happened_on, 1, 7) || '-01', kind,
            CASE WHEN kind = 'win' THEN facets ->> '$.contribution' END, count(*)
         FROM entry WHERE happened_on BETWEEN ?1 AND ?2 AND trashed IS NULL AND erased IS NULL GROUP BY 1, 2, 3",
    )?;
    let mut rows = select.query((period.from.to_string(), period.to.to_string()))?;
    while let Some(row) = rows.next()? {
        let Ok(at) = row.get::<_, String>(0)?.parse().map(|month| months.binary_search(&month)) else { continue };
        let (Ok(at), kind, count) = (at, row.get(1)?, row.get::<_, u32>(3)?) else { continue };
        if let Some(month) = coverage.get_mut(at) {
            month.entries += count;
            *month.by_kind.entry(kind).or_default() += count;
        }
        let contribution = row.get::<_, Option<String>>(2)?.as_deref().and_then(Contribution::of);
        if let (Some(month), Some(contribution)) = (leverage.get_mut(at), contribution) {
            month.add(contribution, count);
        }
    }
    Ok((coverage, leverage))
}

/// As in "Nothing in August 2025; the last entry this week."; empty where there is nothing to speak of.
pub(super) fn rhythm(coverage: &[Coverage], last: Option<NaiveDate>, today: NaiveDate) -> String {
    let Some(last) = last else { return String::new() };
    // What lies before the journal's first month is no gap, and neither is a month that is under way.
    let begun = coverage.iter().skip_while(|month| month.entries == 0);
    let empty: Vec<String> = begun
        .filter(|month| month.entries == 0 && month.month != first_of_month(today))
        .map(|month| say::month_of_year(month.month))
        .collect();
    let since = format!("the last entry {}", say::since(last, today));
    match empty.len() {
        0 => format!("No month without an entry; {since}."),
        1..=4 => format!("Nothing in {}; {since}.", say::list(&empty)),
        many => format!("{many} months without an entry; {since}."),
    }
}

/// The day of the last entry of `period`.
pub(super) fn last(database: &Connection, period: Period) -> Result<Option<NaiveDate>> {
    let last: Option<String> = database
        .prepare_cached(
            "SELECT max(happened_on) FROM entry
             WHERE happened_on BETWEEN ?1 AND ?2 AND trashed IS NULL AND erased IS NULL",
        )?
        .query_row((period.from.to_string(), period.to.to_string()), |row| row.get(0))?;
    Ok(last.and_then(|day| day.parse().ok()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months(entries: &[u32]) -> Vec<Coverage> {
        let first = Period::last_months("2026-11-23".parse().unwrap(), u32::try_from(entries.len()).unwrap());
        let one = |(month, entries): (NaiveDate, &u32)| Coverage { month, entries: *entries, by_kind: BTreeMap::new() };
        first.months().into_iter().zip(entries).map(one).collect()
    }

    #[test]
    fn empty_months_are_named_unless_they_lie_before_the_beginning_or_are_not_over() {
        let today = "2026-11-23".parse().unwrap();
        let said = |entries: &[u32], last: &str| rhythm(&months(entries), Some(last.parse().unwrap()), today);
        assert_eq!(said(&[0, 0, 1, 2], "2026-11-20"), "No month without an entry; the last entry this week.");
        assert_eq!(said(&[1, 0, 1, 0], "2026-10-12"), "Nothing in September 2026; the last entry 6 weeks ago.");
        assert_eq!(
            said(&[1, 0, 0, 0], "2026-08-12"),
            "Nothing in September 2026 and October 2026; the last entry 3 months ago."
        );
        assert_eq!(said(&[1, 0, 0, 0, 0, 0, 1], "2026-11-20"), "5 months without an entry; the last entry this week.");
        assert_eq!(rhythm(&months(&[0, 0]), None, today), "");
    }
}
