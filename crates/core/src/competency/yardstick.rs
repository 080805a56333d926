//! What evidence of any framework counts for in the one that is in use.

use std::collections::HashMap;

use rusqlite::Connection;

use super::counterpart::Counterpart;
use super::level::{Level, carried};
use super::store;
use crate::error::Result;
use crate::journal::Tagged;
use crate::record;

/// What everything that is counted is held against.
#[derive(Debug, Default)]
pub(crate) struct Yardstick {
    /// Where each competency of the framework in use stands in it.
    place: HashMap<String, usize>,
    /// The rest: those of other frameworks, and what was retired from this one.
    others: HashMap<String, Other>,
    frameworks: Vec<Scale>,
}

/// A framework's levels as those of the one in use.
#[derive(Debug)]
struct Scale {
    seq: i64,
    /// For each level, from 1, the one that it reaches.
    reaches: Vec<Option<u8>>,
}

#[derive(Debug)]
struct Other {
    /// Its place among the frameworks.
    framework: usize,
    /// The competency in use that it counts for.
    counts_for: Option<String>,
}

/// Evidence that counts for something: that of one competency at some of its own levels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Source<'a> {
    pub(crate) key: &'a str,
    /// From and to, both included; none where the level does not matter.
    pub(crate) levels: Option<(u8, u8)>,
}

impl Yardstick {
    /// The one of this vault.
    pub(crate) fn of(database: &Connection) -> Result<Self> {
        let frameworks = store::all(database)?;
        let in_use: Vec<Level> =
            frameworks.iter().find(|one| one.in_use).map(|one| one.levels.clone()).unwrap_or_default();
        let mut counterparts: HashMap<String, Vec<String>> = HashMap::new();
        for kept in record::all::<Counterpart>(database)? {
            counterparts.entry(kept.value.competency).or_default().push(kept.value.counts_for);
        }
        let mut yardstick = Self::default();
        let mut select = database.prepare_cached(
            "SELECT key, retired IS NOT NULL FROM competency WHERE framework = ?1 AND erased IS NULL ORDER BY position",
        )?;
        for framework in &frameworks {
            let number = yardstick.frameworks.len();
            let reaches = (1..).zip(&framework.levels).map(|(level, _)| match framework.in_use {
                true => Some(level),
                false => carried(level, &framework.levels, &in_use),
            });
            yardstick.frameworks.push(Scale { seq: framework.seq, reaches: reaches.collect() });
            let mut rows = select.query([framework.seq])?;
            while let Some(row) = rows.next()? {
                let (key, retired): (String, bool) = (row.get(0)?, row.get(1)?);
                if framework.in_use && !retired {
                    yardstick.place.insert(key, yardstick.place.len());
                } else {
                    yardstick.others.insert(key, Other { framework: number, counts_for: None });
                }
            }
        }
        let Self { place, others, .. } = &mut yardstick;
        for (key, other) in others {
            let named = counterparts.remove(key).unwrap_or_default();
            other.counts_for = named.into_iter().find(|key| place.contains_key(key));
        }
        Ok(yardstick)
    }

    /// What a tag counts for in the framework in use; nothing if it has no counterpart there.
    pub(crate) fn counts(&self, tagged: &Tagged) -> Option<Tagged> {
        if self.place.contains_key(&tagged.key) {
            return Some(tagged.clone());
        }
        let key = self.others.get(&tagged.key)?.counts_for.clone()?;
        Some(Tagged { key, level: self.level(tagged) })
    }

    /// The level of the framework in use that a tag reaches, whether it counts for something or not.
    pub(crate) fn level(&self, tagged: &Tagged) -> Option<u8> {
        let level = tagged.level?;
        let Some(other) = self.others.get(&tagged.key) else { return Some(level) };
        let at = usize::from(level).checked_sub(1)?;
        *self.frameworks.get(other.framework)?.reaches.get(at)?
    }

    /// What the tags of an entry amount to in the framework in use: each competency once, at the
    /// highest level, in the order of the framework.
    pub(crate) fn amount(&self, tagged: Vec<Tagged>) -> Vec<Tagged> {
        // Nearly every vault has one framework, and nearly every entry is tagged in that one.
        if tagged.iter().all(|one| self.place.contains_key(&one.key)) {
            return tagged;
        }
        let mut amount: Vec<Tagged> = Vec::with_capacity(tagged.len());
        for one in tagged.iter().filter_map(|one| self.counts(one)) {
            match amount.iter_mut().find(|known| known.key == one.key) {
                Some(known) => known.level = known.level.max(one.level),
                None => amount.push(one),
            }
        }
        amount.sort_by_key(|one| self.place.get(&one.key));
        amount
    }

    /// All evidence that counts for the competency `key`, shown at one of the levels if some are given.
    pub(crate) fn sources<'a>(&'a self, key: &'a str, levels: Option<(u8, u8)>) -> Vec<Source<'a>> {
        let mut sources = vec![Source { key, levels }];
        let mut others: Vec<_> =
            self.others.iter().filter(|(_, other)| other.counts_for.as_deref() == Some(key)).collect();
        others.sort_by_key(|(key, _)| *key);
        for (key, other) in others {
            match levels {
                None => sources.push(Source { key, levels: None }),
                Some(wanted) => {
                    let scale = self.frameworks.get(other.framework);
                    let shown = scale.and_then(|scale| scale.that_reach(wanted));
                    sources.extend(shown.map(|shown| Source { key, levels: Some(shown) }));
                }
            }
        }
        sources
    }

    /// The levels of each framework, by its local number, that reach one of these of the one in use.
    pub(crate) fn levels(&self, wanted: (u8, u8)) -> Vec<(i64, (u8, u8))> {
        self.frameworks.iter().filter_map(|scale| Some((scale.seq, scale.that_reach(wanted)?))).collect()
    }
}

impl Scale {
    /// The levels that reach one of these, from and to. They lie side by side, since none reaches
    /// less far than the one below it.
    fn that_reach(&self, (from, to): (u8, u8)) -> Option<(u8, u8)> {
        let mut found =
            (1..).zip(&self.reaches).filter(|(_, reached)| reached.is_some_and(|it| from <= it && it <= to));
        let first = found.next()?.0;
        Some((first, found.last().map_or(first, |(last, _)| last)))
    }
}
