//! One failure or reversal: the situation that taught most. Of those that are no story, the best is decided
//! by the first of these that differs: its lesson was applied again, a lesson came of it, a forecast did not
//! come true or a challenge was hard, it has more kinds of entries, it is more recent.

use rusqlite::Connection;

use super::super::choose::{Candidate, complete};
use super::super::model::Setback;
use super::super::parts::Telling;
use super::super::sentence::open;
use super::super::tell::{Teller, lead};
use crate::error::Result;
use crate::id;
use crate::journal::Kind;

/// Situations that are looked at for lessons, the latest first.
const LOOKED_AT: usize = 60;

/// What speaks for a situation.
#[derive(Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Weight {
    applied: bool,
    learned: bool,
    reversed: bool,
    kinds: usize,
}

pub(super) fn choose(
    database: &Connection,
    told: &[Candidate],
    rest: Vec<Candidate>,
    until: chrono::NaiveDate,
) -> Result<Option<Candidate>> {
    let hard = |one: &Candidate| one.kinds.contains(&Kind::Challenge) || one.kinds.contains(&Kind::Decision);
    let mut open: Vec<Candidate> = rest.into_iter().filter(hard).collect();
    open.sort_by_key(|one| std::cmp::Reverse(one.last));
    open.truncate(LOOKED_AT);
    complete(database, &mut open, until)?;
    // What a story tells is not told twice.
    open.retain(|one| told.iter().all(|story| story.entries.is_disjoint(&one.entries)));
    let mut best: Option<(Weight, Candidate)> = None;
    for one in open {
        let weight = weigh(database, &one)?;
        let is_better = best.as_ref().is_none_or(|(known, _)| weight > *known);
        if (weight.learned || weight.reversed) && is_better {
            best = Some((weight, one));
        }
    }
    Ok(best.map(|(_, candidate)| candidate))
}

fn weigh(database: &Connection, candidate: &Candidate) -> Result<Weight> {
    let wanted = id::list(&candidate.entries)?;
    let (learned, reversed) = database
        .prepare_cached(
            "SELECT coalesce(max(kind = 'lesson'), 0),
                coalesce(max(kind = 'challenge' OR (kind = 'decision' AND facets ->> '$.decision.came_true' = 0)), 0)
             FROM entry WHERE id IN (SELECT unhex(value) FROM json_each(?1)) AND trashed IS NULL AND erased IS NULL",
        )?
        .query_row([&wanted], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let applied = database
        .prepare_cached(
            "SELECT 1 FROM link JOIN entry AS again ON again.id = link.source
             WHERE link.target IN (SELECT unhex(value) FROM json_each(?1)) AND link.kind = 'applies' AND removed IS NULL
               AND again.trashed IS NULL AND again.erased IS NULL",
        )?
        .exists([&wanted])?;
    Ok(Weight { applied: applied && learned, learned, reversed, kinds: candidate.kinds.len() })
}

/// The setback told; nothing if no entry of it is left.
pub(super) fn tell(teller: &Teller<'_>, candidate: &Candidate) -> Option<Setback> {
    let mut about = teller.about(candidate);
    // It is named after what was hard, not after what came of it.
    let hard = |kind| about.iter().find(|one| one.kind == kind).copied();
    let lead = hard(Kind::Challenge).or_else(|| hard(Kind::Decision)).or_else(|| lead(&about))?;
    // What was known before it failed is not what it taught.
    about.retain(|one| one.kind != Kind::Lesson || one.on >= lead.on);
    Some(Setback {
        title: open(&lead.name()).to_owned(),
        title_edited: false,
        named_after: teller.materials.number(lead.id)?,
        period: super::super::material::span(about.iter().copied())?,
        parts: Telling::new(teller, &about, lead).setback(),
        refs: teller.materials.numbers(&candidate.entries),
    })
}
