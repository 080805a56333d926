//! Levels: what a framework calls them, and how far each reaches.

use serde::{Deserialize, Serialize};
use specta::Type;

/// How far work can reach, from the nearest: what every level of every framework is compared by.
pub const SCOPES: [&str; 4] = ["own work", "team", "several teams", "organisation"];

/// Levels that a framework has at most. Each has a key of its own on the keyboard.
pub const MOST_LEVELS: u8 = 8;

/// Levels that a framework has at least: with one there is nowhere to go.
pub const FEWEST_LEVELS: u8 = 2;

/// A level of a framework.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Level {
    /// What it is called, such as "Senior PM".
    pub name: String,
    /// How far it reaches, from 1 to 4, as a place in [`SCOPES`].
    pub scope: u8,
}

impl Level {
    /// The four scopes as levels of their own, which is what a framework has that says nothing else.
    pub fn scopes() -> Vec<Self> {
        (1..).zip(SCOPES).map(|(scope, name)| Self { name: name.to_owned(), scope }).collect()
    }
}

/// The level of a framework with the levels `to` that is reached by whoever reaches `level` of `from`.
///
/// Levels of the same scope count as equal. Where one framework divides a scope more finely than the
/// other, their order within it is kept and what is uncertain is rounded down: nobody is credited with
/// more than was shown. None where `to` begins farther out than `level` reaches.
pub(crate) fn carried(level: u8, from: &[Level], to: &[Level]) -> Option<u8> {
    let scope = from.get(usize::from(level).checked_sub(1)?)?.scope;
    let span = |levels: &[Level]| {
        let below = levels.iter().filter(|one| one.scope < scope).count();
        (below, levels.iter().filter(|one| one.scope == scope).count())
    };
    let ((mine_below, mine), (theirs_below, theirs)) = (span(from), span(to));
    let place = usize::from(level).saturating_sub(1 + mine_below);
    let reached = match theirs {
        // The highest of those that reach less far.
        0 => theirs_below,
        theirs => theirs_below + 1 + place * theirs / mine.max(1),
    };
    u8::try_from(reached).ok().filter(|reached| *reached > 0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn levels(scopes: &[u8]) -> Vec<Level> {
        scopes.iter().map(|scope| Level { name: format!("to {scope}"), scope: *scope }).collect()
    }

    fn all(from: &[u8], to: &[u8]) -> Vec<Option<u8>> {
        let (from, to) = (levels(from), levels(to));
        (1..).zip(&from).map(|(level, _)| carried(level, &from, &to)).collect()
    }

    #[test]
    fn levels_are_carried_over_by_how_far_they_reach() {
        let four = [1, 2, 3, 4];
        assert_eq!(all(&four, &[1, 1, 2, 3, 3, 4]), [Some(1), Some(3), Some(4), Some(6)], "the lowest of each scope");
        assert_eq!(all(&[1, 1, 2, 3, 3, 4], &four), [Some(1), Some(1), Some(2), Some(3), Some(3), Some(4)]);
        assert_eq!(all(&[1, 1, 2], &[1, 1, 2]), [Some(1), Some(2), Some(3)], "the order within a scope is kept");
        assert_eq!(all(&four, &[2, 4]), [None, Some(1), Some(1), Some(2)], "own work is below both");
        assert_eq!(all(&four, &[1, 2]), [Some(1), Some(2), Some(2), Some(2)], "there is nothing higher");
        assert_eq!(carried(0, &levels(&four), &levels(&four)), None);
        assert_eq!(carried(5, &levels(&four), &levels(&four)), None);
    }

    fn ladder() -> impl Strategy<Value = Vec<u8>> {
        proptest::collection::vec(1u8..=4, 2..=8).prop_map(|mut scopes| {
            scopes.sort_unstable();
            scopes
        })
    }

    proptest! {
        #[test]
        fn a_higher_level_never_counts_for_less_and_none_for_more_than_it_reaches(from in ladder(), to in ladder()) {
            let counted = all(&from, &to);
            prop_assert!(counted.is_sorted());
            for (scope, counted) in from.iter().zip(&counted) {
                if let Some(level) = counted {
                    prop_assert!(to[usize::from(*level) - 1] <= *scope);
                }
            }
            prop_assert!(all(&from, &from).iter().zip(1..).all(|(counted, level)| *counted == Some(level)));
        }
    }
}
