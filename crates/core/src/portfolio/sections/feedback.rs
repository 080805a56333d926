//! Three to six short quotes of those who may be quoted, each of another person where that is possible.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::super::material::Materials;
use super::super::model::{Passage, PassageSort};
use super::super::parts::{by, quote};
use crate::error::Result;
use crate::growth::Period;
use crate::id::EntryId;
use crate::language::Dates;

/// Quotes at most; a reader skips the rest.
const MOST: usize = 6;

/// Fewer than this are shown even if a story has quoted some of them.
const FEWEST: usize = 3;

/// Feedback that is read, the latest first.
const LOOKED_AT: u32 = 60;

pub(super) fn choose(database: &Connection, period: Period, unsaid: &[EntryId]) -> Result<Vec<EntryId>> {
    let mut chosen: Vec<EntryId> = database
        .prepare_cached(
            "SELECT id FROM entry
             WHERE kind = 'feedback' AND happened_on BETWEEN ?1 AND ?2 AND trashed IS NULL AND erased IS NULL
               AND facets ->> '$.feedback.may_quote' AND trim(coalesce(facets ->> '$.feedback.quote', '')) <> ''
             -- The last of everybody comes before the last but one of anybody.
             ORDER BY row_number() OVER (
                PARTITION BY lower(trim(facets ->> '$.feedback.from')) ORDER BY happened_on DESC, seq DESC
             ), happened_on DESC, seq DESC LIMIT ?3",
        )?
        .query_map((period.from.to_string(), period.to.to_string(), LOOKED_AT), |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    chosen.retain(|entry| !unsaid.contains(entry));
    Ok(chosen)
}

pub(super) fn tell(chosen: &[EntryId], materials: &Materials, dates: &Dates, quoted: &BTreeSet<u32>) -> Vec<Passage> {
    let all: Vec<Passage> = chosen
        .iter()
        .filter_map(|id| {
            let material = materials.get(*id)?;
            let voice = material.voice.as_ref()?;
            let text = quote(voice).filter(|text| !text.is_empty())?;
            Some(Passage {
                sort: PassageSort::Quote,
                text,
                by: by(voice, material.on, dates),
                refs: materials.numbers([id]),
            })
        })
        .collect();
    let is_new = |one: &Passage| one.refs.iter().all(|number| !quoted.contains(number));
    let fresh = all.iter().filter(|one| is_new(one)).count();
    let again = FEWEST.saturating_sub(fresh);
    let mut repeated = 0;
    let mut kept: Vec<Passage> = all
        .into_iter()
        .filter(|one| {
            is_new(one) || {
                repeated += 1;
                repeated <= again
            }
        })
        .collect();
    kept.truncate(MOST);
    kept
}
