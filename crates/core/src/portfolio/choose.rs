//! Which situations become stories.
//!
//! One after the other is chosen, each time the best of those that are left. What is better is
//! decided by the first of these that differs:
//!
//! 1. it has a measured result;
//! 2. it shows the level aimed at;
//! 3. no chosen story is about the same project;
//! 4. it shows a competency that no chosen story shows;
//! 5. somebody else speaks in it;
//! 6. it has more of its parts: challenge, decision, win, lesson, feedback;
//! 7. it shows a higher level;
//! 8. it is more recent.
//!
//! Three are taken as they come. More only if they have a result, a witness or the level.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use rusqlite::Connection;

use crate::error::Result;
use crate::growth::{Evidence, say};
use crate::id::{self, EntryId};
use crate::journal::Kind;

/// Fewer stories than this do not make a case.
pub(super) const FEWEST: usize = 3;

/// A situation that could be told.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// Its entries and those linked to them.
    pub(super) entries: BTreeSet<EntryId>,
    /// The competencies that it shows, with the highest level of each; 0 where none was given.
    pub(super) shows: BTreeMap<String, u8>,
    measured: bool,
    witnessed: bool,
    pub(super) kinds: BTreeSet<Kind>,
    projects: BTreeSet<i64>,
    pub(super) last: NaiveDate,
}

impl Candidate {
    fn level(&self) -> u8 {
        self.shows.values().copied().max().unwrap_or(0)
    }

    /// Whether there is something to tell: more than a passing thought, and something of the
    /// author's. Feedback and lessons belong to a story and are none by themselves.
    fn is_telling(&self) -> bool {
        let deeds = self.kinds.iter().any(|kind| !matches!(kind, Kind::Feedback | Kind::Lesson));
        deeds
            && (self.measured
                || self.witnessed
                || self.level() > 0
                || self.entries.len() > 1
                || [Kind::Win, Kind::Challenge, Kind::Decision].iter().any(|kind| self.kinds.contains(kind)))
    }

    /// Why it is among the chosen, as in "measured result; level 3; a witness; last in November 2026".
    pub(super) fn why(&self) -> String {
        let mut reasons = Vec::new();
        if self.measured {
            reasons.push("a measured result".to_owned());
        }
        match self.level() {
            0 => {}
            level => reasons.push(format!("level {level} shown")),
        }
        if self.witnessed {
            reasons.push("a witness".to_owned());
        }
        if self.kinds.len() > 1 {
            let kinds: Vec<&str> = self.kinds.iter().map(|kind| kind.word()).collect();
            reasons.push(format!("{} in one", say::list(&kinds)));
        }
        reasons.push(format!("last in {}", say::month_of_year(self.last)));
        say::capital(&reasons.join("; "))
    }
}

/// The situations of this evidence as candidates, oldest first; `linked` brings in what belongs to
/// their story beyond it.
pub(super) fn candidates(evidence: &Evidence, linked: bool) -> Vec<Candidate> {
    let mut around = if linked { evidence.around() } else { HashMap::new() };
    evidence
        .situations()
        .into_iter()
        .zip(0u32..)
        .filter_map(|(pieces, number)| {
            let mut shows: BTreeMap<String, u8> = BTreeMap::new();
            for tagged in pieces.iter().flat_map(|piece| &piece.tagged) {
                let shown = shows.entry(tagged.key.clone()).or_default();
                *shown = (*shown).max(tagged.level.unwrap_or(0));
            }
            let mut entries: BTreeSet<EntryId> = pieces.iter().map(|piece| piece.id).collect();
            entries.extend(around.remove(&number).unwrap_or_default());
            Some(Candidate {
                entries,
                shows,
                measured: evidence.measured.contains_key(&number),
                witnessed: evidence.witnessed.contains_key(&number),
                kinds: pieces.iter().map(|piece| piece.kind).collect(),
                projects: pieces.iter().filter_map(|piece| piece.project).collect(),
                last: pieces.iter().map(|piece| piece.on).max()?,
            })
        })
        .collect()
}

/// Adds to each story the lessons drawn from its entries and the feedback about them, up to the day
/// `until`, whenever they came.
pub(super) fn complete(database: &Connection, chosen: &mut [Candidate], until: NaiveDate) -> Result<()> {
    for story in chosen {
        let wanted = id::list(story.entries.iter())?;
        let mut select = database.prepare_cached(
            "SELECT entry.id FROM link JOIN entry ON entry.id = link.source
             WHERE link.target IN (SELECT unhex(value) FROM json_each(?1)) AND link.kind <> 'applies' AND removed IS NULL
               AND entry.kind IN ('lesson', 'feedback') AND happened_on <= ?2 AND trashed IS NULL AND erased IS NULL",
        )?;
        let found = select.query_map((wanted, until.to_string()), |row| row.get(0))?;
        story.entries.extend(found.collect::<rusqlite::Result<Vec<EntryId>>>()?);
    }
    Ok(())
}

/// Adds to what is `chosen` already the best of those that are `open`, best first, up to `most`, for somebody
/// who aims at the level `target`. What is not chosen stays.
pub(super) fn choose(chosen: &mut Vec<Candidate>, open: &mut Vec<Candidate>, target: u8, most: usize) {
    open.retain(Candidate::is_telling);
    let mut projects: BTreeSet<i64> = chosen.iter().flat_map(|one| one.projects.iter().copied()).collect();
    let mut shown: HashSet<String> = chosen.iter().flat_map(|one| one.shows.keys().cloned()).collect();
    while chosen.len() < most {
        let best = open.iter().enumerate().max_by_key(|(place, candidate)| {
            (
                candidate.measured,
                candidate.level() >= target,
                candidate.projects.is_disjoint(&projects),
                candidate.shows.keys().any(|key| !shown.contains(key)),
                candidate.witnessed,
                candidate.kinds.len(),
                candidate.level(),
                candidate.last,
                // The older of two equal ones, so that the order is always the same.
                Reverse(*place),
            )
        });
        let Some((place, best)) = best else { break };
        let enough = chosen.len() >= FEWEST;
        if enough && !(best.measured || best.witnessed || best.level() >= target) {
            break;
        }
        projects.extend(best.projects.iter().copied());
        shown.extend(best.shows.keys().cloned());
        chosen.push(open.remove(place));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn candidate(number: u8, measured: bool, level: u8, project: i64, day: u32) -> Candidate {
        Candidate {
            entries: BTreeSet::from([EntryId::from_bytes([number; 16])]),
            shows: BTreeMap::from([("strategy".to_owned(), level)]),
            measured,
            witnessed: false,
            kinds: BTreeSet::from([Kind::Win]),
            projects: BTreeSet::from([project]),
            last: NaiveDate::from_ymd_opt(2026, 3, day).unwrap(),
        }
    }

    fn choose(mut open: Vec<Candidate>, target: u8, most: usize) -> Vec<Candidate> {
        let mut chosen = Vec::new();
        super::choose(&mut chosen, &mut open, target, most);
        chosen
    }

    fn first_bytes(chosen: &[Candidate]) -> Vec<u8> {
        chosen.iter().map(|one| one.entries.first().unwrap().as_bytes()[0]).collect()
    }

    #[test]
    fn a_result_comes_before_a_level_and_a_level_before_recency() {
        let open = vec![candidate(1, false, 2, 1, 20), candidate(2, false, 3, 2, 10), candidate(3, true, 1, 3, 1)];
        assert_eq!(first_bytes(&choose(open, 3, 5)), [3, 2, 1]);
    }

    #[test]
    fn another_project_comes_before_more_of_the_same() {
        let open = vec![candidate(1, true, 3, 1, 20), candidate(2, true, 3, 1, 19), candidate(3, true, 3, 2, 1)];
        assert_eq!(first_bytes(&choose(open, 3, 5)), [1, 3, 2]);
    }

    #[test]
    fn after_three_only_what_proves_something_is_added() {
        let open = (1..=6).map(|number| candidate(number, false, 1, i64::from(number), u32::from(number))).collect();
        assert_eq!(choose(open, 3, 5).len(), 3);
        let open = (1..=6).map(|number| candidate(number, true, 1, i64::from(number), u32::from(number))).collect();
        assert_eq!(choose(open, 3, 5).len(), 5);
    }

    proptest! {
        #[test]
        fn the_choice_is_within_bounds_and_never_repeats(
            facts in proptest::collection::vec((any::<bool>(), 0u8..=4, 0i64..3, 1u32..28), 0..12),
            most in 1usize..6,
        ) {
            let open: Vec<Candidate> =
                (0u8..).zip(&facts).map(|(number, (measured, level, project, day))| candidate(number, *measured, *level, *project, *day)).collect();
            let chosen = first_bytes(&choose(open.clone(), 3, most));
            prop_assert!(chosen.len() <= most);
            prop_assert_eq!(chosen.iter().collect::<HashSet<_>>().len(), chosen.len());
            prop_assert_eq!(first_bytes(&choose(open, 3, most)), chosen);
        }
    }
}
