//! What counts as one situation.
//!
//! Ten entries about one launch are one occasion on which something was shown, not ten. Entries
//! are taken in the order in which things happened, and each joins at most one situation:
//!
//! 1. that of the entry nearest in time which it is linked to (`source` or `about`, from either
//!    end), unless that situation began more than a quarter ([`QUARTER`]) ago;
//! 2. else the last one of its project, unless that began more than a sprint ([`SPRINT`]) ago;
//! 3. else it begins a new one.
//!
//! The bounds matter more than they look. People link a win to a quarrel of last year, and rightly;
//! without bounds, everything would be one situation in the end. A link of the kind `applies` does
//! not join at all: a lesson applied again is, by its meaning, a new situation.

use std::collections::{BTreeMap, HashMap};

use chrono::{NaiveDate, TimeDelta};

use crate::id::EntryId;

/// Days that a situation may last by links.
const QUARTER: TimeDelta = TimeDelta::days(90);

/// Days within which entries on one project tell of the same situation.
const SPRINT: TimeDelta = TimeDelta::days(14);

/// What decides to which situation an entry belongs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Member {
    pub(crate) id: EntryId,
    pub(crate) on: NaiveDate,
    /// The local number of its project.
    pub(crate) project: Option<i64>,
}

/// The number of the situation of each member, in the order of `members`. Numbers begin at 0, in
/// the order in which the members first show them.
pub(crate) fn situations(members: &[Member], linked: &[(EntryId, EntryId)]) -> Vec<u32> {
    let joined = join(members, linked);
    let mut numbers = HashMap::new();
    members
        .iter()
        .filter_map(|member| joined.get(&member.id))
        .map(|first| {
            let following = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            *numbers.entry(*first).or_insert(following)
        })
        .collect()
}

/// The first entry of the situation of each entry.
fn join(members: &[Member], linked: &[(EntryId, EntryId)]) -> HashMap<EntryId, EntryId> {
    let mut neighbours: HashMap<EntryId, Vec<EntryId>> = HashMap::new();
    for (one, other) in linked {
        neighbours.entry(*one).or_default().push(*other);
        neighbours.entry(*other).or_default().push(*one);
    }
    let mut in_time: Vec<&Member> = members.iter().collect();
    in_time.sort_by_key(|member| (member.on, member.id));

    let on: HashMap<EntryId, NaiveDate> = members.iter().map(|member| (member.id, member.on)).collect();
    let is_within = |first: &EntryId, now: NaiveDate, most| on.get(first).is_some_and(|began| now - *began <= most);
    let mut first_of: HashMap<EntryId, EntryId> = HashMap::with_capacity(members.len());
    let mut last_of_project: BTreeMap<i64, EntryId> = BTreeMap::new();
    for member in in_time {
        // Only what happened before is placed by now.
        let by_link = neighbours
            .get(&member.id)
            .into_iter()
            .flatten()
            .filter_map(|other| Some((on.get(other)?, other, *first_of.get(other)?)))
            .filter(|(_, _, first)| is_within(first, member.on, QUARTER))
            .max()
            .map(|(_, _, first)| first);
        let by_project = || {
            let first = last_of_project.get(&member.project?)?;
            is_within(first, member.on, SPRINT).then_some(*first)
        };
        let first = by_link.or_else(by_project).unwrap_or(member.id);
        first_of.insert(member.id, first);
        if let Some(project) = member.project.filter(|_| first == member.id) {
            last_of_project.insert(project, member.id);
        }
    }
    first_of
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn id(number: u8) -> EntryId {
        EntryId::from_bytes([number; 16])
    }

    fn member(number: u8, on: &str, project: Option<i64>) -> Member {
        Member { id: id(number), on: on.parse().unwrap(), project }
    }

    #[test]
    fn links_join_for_a_quarter() {
        let members = [member(1, "2026-01-01", None), member(2, "2026-03-01", None), member(3, "2026-04-02", None)];
        assert_eq!(situations(&members, &[]), [0, 1, 2]);
        assert_eq!(situations(&members, &[(id(1), id(2)), (id(3), id(2))]), [0, 0, 1], "91 days after it began");
        assert_eq!(situations(&members, &[(id(2), id(3))]), [0, 1, 1]);
    }

    #[test]
    fn the_nearest_of_two_linked_ones_is_joined() {
        let members = [member(1, "2026-01-01", None), member(2, "2026-01-20", None), member(3, "2026-02-02", None)];
        assert_eq!(situations(&members, &[(id(3), id(1)), (id(3), id(2))]), [0, 1, 1], "and the two are not merged");
    }

    #[test]
    fn a_project_is_a_new_situation_after_a_sprint() {
        let members = [
            member(1, "2026-01-01", Some(7)),
            member(2, "2026-01-15", Some(7)),
            member(3, "2026-01-16", Some(7)),
            member(4, "2026-01-02", Some(8)),
            member(5, "2026-01-02", None),
        ];
        assert_eq!(situations(&members, &[]), [0, 0, 1, 2, 3]);
    }

    fn journal() -> impl Strategy<Value = (Vec<Member>, Vec<(EntryId, EntryId)>)> {
        let start: NaiveDate = "2026-01-01".parse().unwrap();
        let members =
            proptest::collection::vec((0i64..300, proptest::option::of(0i64..3)), 1..14).prop_map(move |days| {
                let member = |(number, (day, project)): (u8, (i64, Option<i64>))| Member {
                    id: id(number),
                    on: start + TimeDelta::days(day),
                    project,
                };
                (0u8..).zip(days).map(member).collect()
            });
        let links = proptest::collection::vec((0u8..14, 0u8..14), 0..14)
            .prop_map(|links| links.into_iter().map(|(one, other)| (id(one), id(other))).collect());
        (members, links)
    }

    proptest! {
        #[test]
        fn the_order_of_links_and_their_direction_change_nothing((members, links) in journal()) {
            let turned: Vec<_> = links.iter().rev().map(|(one, other)| (*other, *one)).collect();
            prop_assert_eq!(situations(&members, &links), situations(&members, &turned));
        }

        #[test]
        fn no_situation_lasts_longer_than_a_quarter((members, links) in journal()) {
            let numbers = situations(&members, &links);
            prop_assert_eq!(numbers.len(), members.len());
            for (one, first) in members.iter().zip(&numbers) {
                for (other, second) in members.iter().zip(&numbers) {
                    prop_assert!(first != second || (one.on - other.on).abs() <= QUARTER);
                }
            }
        }

        #[test]
        fn every_number_is_the_next_one_when_it_first_appears((members, links) in journal()) {
            let mut next = 0;
            for number in situations(&members, &links) {
                prop_assert!(number <= next);
                next = next.max(number + 1);
            }
        }
    }
}
