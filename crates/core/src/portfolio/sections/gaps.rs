//! Where to grow next: what the growth plan works on, or where the evidence says that an entry would do
//! most while there is no plan.

use rusqlite::Connection;

use super::super::material::Materials;
use super::super::matrix;
use super::super::model::Gap;
use crate::competency::Framework;
use crate::error::Result;
use crate::growth::{self, Evidence, Seen, Standing, say};
use crate::id::EntryId;

/// Gaps at most: who works on more works on none.
const MOST: usize = 3;

/// Entries that a gap is measured by.
const MOST_SHOWN: usize = 3;

/// A gap, before its entries are read.
#[derive(Debug)]
pub(super) struct Chosen {
    gap: Gap,
    /// The best that there is for its competency.
    shown: Vec<EntryId>,
    /// What delivers it.
    delivered: Vec<EntryId>,
}

impl Chosen {
    pub(super) fn entries(&self) -> impl Iterator<Item = &EntryId> {
        self.shown.iter().chain(&self.delivered)
    }

    pub(super) fn tell(self, materials: &Materials) -> Gap {
        let (refs, delivered) = (materials.numbers(&self.shown), materials.statements(&self.delivered));
        Gap { refs, delivered, ..self.gap }
    }
}

/// The gaps that a document names.
pub(super) fn choose(
    database: &Connection,
    framework: &Framework,
    standings: &[Standing],
    evidence: &Evidence,
) -> Result<Vec<Chosen>> {
    let seen = growth::seen(database, &framework.competencies)?;
    let shown = |gap: &Gap| matrix::best(evidence, &gap.key, MOST_SHOWN);
    let planned = growth::open_focuses(database)?;
    if planned.is_empty() {
        let next = growth::next_steps(standings).into_iter().take(MOST);
        return Ok(next
            .map(|step| {
                let why =
                    standings.iter().find(|one| one.key == step.key).map(|one| format!("{}.", say::capital(&one.why)));
                let gap =
                    Gap { name: step.name, gap: why.unwrap_or_default(), expected: step.next, ..of(&seen, step.key) };
                Chosen { shown: shown(&gap), gap, delivered: Vec::new() }
            })
            .collect());
    }
    Ok(planned
        .into_iter()
        .take(MOST)
        .map(|focus| {
            let gap = Gap {
                name: focus.name,
                gap: focus.gap,
                opportunity: focus.opportunity,
                expected: focus.expected,
                sponsor: focus.sponsor.unwrap_or_default(),
                by: focus.by,
                ..of(&seen, focus.key)
            };
            Chosen { shown: shown(&gap), gap, delivered: focus.entries }
        })
        .collect())
}

/// A gap in this competency, of which no more is known than how it is seen.
fn of(seen: &[Seen], key: String) -> Gap {
    let seen = seen.iter().find(|one| one.key == key);
    Gap {
        key,
        seen: seen.map(Seen::told).unwrap_or_default(),
        seen_on: seen.and_then(|one| one.assessments.last()).map(|last| last.on),
        ..Gap::default()
    }
}
