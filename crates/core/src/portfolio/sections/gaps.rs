//! Where to grow next: what the growth plan works on, or where the evidence says that an entry would do
//! most while there is no plan.

use rusqlite::Connection;

use super::super::model::Gap;
use crate::competency::Framework;
use crate::error::Result;
use crate::growth::{self, Seen, Standing, say};
use crate::id::EntryId;

/// Gaps at most: who works on more works on none.
const MOST: usize = 3;

/// The gaps, each with the entries that deliver it.
pub(super) fn choose(
    database: &Connection,
    framework: &Framework,
    standings: &[Standing],
) -> Result<Vec<(Gap, Vec<EntryId>)>> {
    let seen = growth::seen(database, &framework.competencies)?;
    let planned = growth::open_focuses(database)?;
    if planned.is_empty() {
        let next = growth::next_steps(standings).into_iter().take(MOST);
        return Ok(next
            .map(|step| {
                let why =
                    standings.iter().find(|one| one.key == step.key).map(|one| format!("{}.", say::capital(&one.why)));
                let gap = Gap {
                    seen: says(&seen, &step.key),
                    key: step.key,
                    name: step.name,
                    gap: why.unwrap_or_default(),
                    opportunity: String::new(),
                    expected: step.next,
                    sponsor: String::new(),
                    by: None,
                    month_only: false,
                    delivered: Vec::new(),
                };
                (gap, Vec::new())
            })
            .collect());
    }
    Ok(planned
        .into_iter()
        .take(MOST)
        .map(|focus| {
            let gap = Gap {
                seen: says(&seen, &focus.key),
                key: focus.key,
                name: focus.name,
                gap: focus.gap,
                opportunity: focus.opportunity,
                expected: focus.expected,
                sponsor: focus.sponsor.unwrap_or_default(),
                by: focus.by,
                month_only: false,
                delivered: Vec::new(),
            };
            (gap, focus.entries)
        })
        .collect())
}

fn says(seen: &[Seen], key: &str) -> String {
    seen.iter().find(|one| one.key == key).map(Seen::told).unwrap_or_default()
}
