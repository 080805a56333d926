//! What counts as one situation.
//!
//! Ten entries about one launch are one occasion on which something was shown, not ten. Two
//! entries belong to the same situation when
//!
//! 1. one is the `source` of the other or is `about` it, directly or over a third entry; or
//! 2. they belong to the same project and were at most [`TOGETHER`] days after the first entry of
//!    that situation. A project of half a year is several situations this way, however densely
//!    it is written about.
//!
//! A link of the kind `applies` does not join: a lesson applied again is, by its meaning, a new
//! situation.

use std::collections::HashMap;

use chrono::{NaiveDate, TimeDelta};

use crate::id::EntryId;

/// Days within which entries on one project tell of the same situation: a sprint.
const TOGETHER: i64 = 14;

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
pub(crate) fn situations(members: &[Member], joined: &[(EntryId, EntryId)]) -> Vec<u32> {
    let mut sets = Sets::default();
    let nodes: Vec<usize> = members.iter().map(|member| sets.node(member.id)).collect();
    for (one, other) in joined {
        let (one, other) = (sets.node(*one), sets.node(*other));
        sets.join(one, other);
    }
    for (first, next) in sprints(members) {
        let (first, next) = (sets.node(first), sets.node(next));
        sets.join(first, next);
    }
    let mut numbers = HashMap::new();
    nodes
        .into_iter()
        .map(|node| {
            let following = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            *numbers.entry(sets.root(node)).or_insert(following)
        })
        .collect()
}

/// Entries on one project, each with the first one of its sprint.
fn sprints(members: &[Member]) -> Vec<(EntryId, EntryId)> {
    let mut of_projects: Vec<(i64, NaiveDate, EntryId)> =
        members.iter().filter_map(|member| Some((member.project?, member.on, member.id))).collect();
    of_projects.sort_unstable();
    let mut first: Option<(i64, NaiveDate, EntryId)> = None;
    let mut pairs = Vec::new();
    for (project, on, id) in of_projects {
        match first {
            Some((same, began, leader)) if same == project && on - began <= TimeDelta::days(TOGETHER) => {
                pairs.push((leader, id));
            }
            _ => first = Some((project, on, id)),
        }
    }
    pairs
}

/// Disjoint sets of entries.
#[derive(Default)]
struct Sets {
    node_of: HashMap<EntryId, usize>,
    parent: Vec<usize>,
}

impl Sets {
    fn node(&mut self, id: EntryId) -> usize {
        let next = self.parent.len();
        let node = *self.node_of.entry(id).or_insert(next);
        if node == next {
            self.parent.push(node);
        }
        node
    }

    fn root(&self, mut node: usize) -> usize {
        while let Some(&parent) = self.parent.get(node) {
            if parent == node {
                break;
            }
            node = parent;
        }
        node
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        // The older node leads, so the result does not depend on the order of the links.
        let (older, younger) = (one.min(other), one.max(other));
        if let Some(parent) = self.parent.get_mut(younger) {
            *parent = older;
        }
    }
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
    fn links_join_even_over_an_entry_that_is_not_looked_at() {
        let members = [member(1, "2026-01-01", None), member(2, "2026-05-01", None), member(3, "2026-05-02", None)];
        assert_eq!(situations(&members, &[]), [0, 1, 2]);
        assert_eq!(situations(&members, &[(id(1), id(2))]), [0, 0, 1]);
        assert_eq!(situations(&members, &[(id(9), id(1)), (id(3), id(9))]), [0, 1, 0]);
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

    proptest! {
        #[test]
        fn the_order_of_links_changes_nothing(
            days in proptest::collection::vec((0i64..60, proptest::option::of(0i64..3)), 1..12),
            links in proptest::collection::vec((0u8..12, 0u8..12), 0..12),
        ) {
            let start: NaiveDate = "2026-01-01".parse().unwrap();
            let members: Vec<Member> = (0u8..)
                .zip(&days)
                .map(|(number, (day, project))| Member { id: id(number), on: start + TimeDelta::days(*day), project: *project })
                .collect();
            let links: Vec<_> = links.iter().map(|(a, b)| (id(*a), id(*b))).collect();
            let turned: Vec<_> = links.iter().rev().map(|(a, b)| (*b, *a)).collect();
            prop_assert_eq!(situations(&members, &links), situations(&members, &turned));
        }

        #[test]
        fn a_link_never_makes_more_situations(count in 1u8..10, links in proptest::collection::vec((0u8..10, 0u8..10), 0..10)) {
            let members: Vec<Member> = (0..count).map(|number| member(number, "2026-01-01", None)).collect();
            let mut before = u32::from(count);
            for length in 0..=links.len() {
                let links: Vec<_> = links[..length].iter().map(|(a, b)| (id(*a), id(*b))).collect();
                let now = situations(&members, &links).into_iter().max().unwrap_or(0) + 1;
                prop_assert!(now <= before);
                before = now;
            }
        }
    }
}
