//! How strong evidence is: facts held against one table.
//!
//! | | thin | solid | strong |
//! |---|---|---|---|
//! | different situations | 1 | 2 | 3 |
//! | of these with a measured result or a witness | – | – | 2 |
//! | the last one within | – | 180 days | 90 days |
//! | the level shown | – | one below the target, once | the target, twice |
//!
//! A column is reached when every demand in it is met; nothing at all is `none`. A *measured
//! result* is a win with a metric and a result. A *witness* is feedback within the situation. The
//! days are counted back from the end of the period, or from today while it is not over: a review
//! of last year is about last year. A level that was shown once may be luck; that is why the target
//! has to be shown twice, in two situations, before evidence is strong.
//!
//! `docs/evidence.md` has the same table for those whose evidence it is; a test compares the two.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use specta::Type;

/// How strong the evidence for a competency is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum Strength {
    /// There is nothing.
    None,
    /// There is something.
    Thin,
    /// It would be believed.
    Solid,
    /// It would be hard to doubt.
    Strong,
}

impl Strength {
    /// The word by which it is shown.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Thin => "thin",
            Self::Solid => "solid",
            Self::Strong => "strong",
        }
    }
}

/// A column of the table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Demand {
    /// What is reached when all the rest holds.
    pub(super) reaches: Strength,
    /// Different situations, at least.
    pub(super) situations: u32,
    /// Situations with a measured result or a witness, at least.
    pub(super) proven: u32,
    /// Days since the last one, at most.
    pub(super) within: Option<u32>,
    /// The level that has to be shown.
    pub(super) shown: Option<Shown>,
}

/// A level that has to be shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown {
    /// Levels by which it may be below the target, at most.
    pub(super) below_target: u8,
    /// In how many situations.
    pub(super) times: u8,
}

/// The table, weakest first.
pub(super) const TABLE: [Demand; 3] = [
    Demand { reaches: Strength::Thin, situations: 1, proven: 0, within: None, shown: None },
    // Two occasions are the least that is not chance. Half a year is a usual review period.
    Demand {
        reaches: Strength::Solid,
        situations: 2,
        proven: 0,
        within: Some(180),
        shown: Some(Shown { below_target: 1, times: 1 }),
    },
    // A claim that others have to defend: repeated, recent, at the level asked for and more than once, and not
    // only in the author's own words.
    Demand {
        reaches: Strength::Strong,
        situations: 3,
        proven: 2,
        within: Some(90),
        shown: Some(Shown { below_target: 0, times: 2 }),
    },
];

/// What is known about one competency in a period.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    /// The level that each situation shows, highest first; 0 where nobody has judged it.
    pub(super) levels: Vec<u8>,
    /// Situations with a measured result.
    pub(super) measured: u32,
    /// Situations with a witness.
    pub(super) witnessed: u32,
    /// Situations with either.
    pub(super) proven: u32,
    /// The day of the last entry.
    pub(super) last: Option<NaiveDate>,
}

impl Facts {
    /// Different situations.
    pub(super) fn situations(&self) -> u32 {
        u32::try_from(self.levels.len()).unwrap_or(u32::MAX)
    }

    /// The highest level that any situation shows; 0 if none was judged.
    pub(super) fn highest(&self) -> u8 {
        self.levels.first().copied().unwrap_or(0)
    }

    /// The level that is held: the highest that two situations show, or the one below what a
    /// single situation shows, whichever is more; once something was judged, at least 1.
    ///
    /// One occasion may be luck, so it counts for the level below. More evidence never lowers it.
    pub(super) fn level(&self) -> u8 {
        let twice = self.levels.get(1).copied().unwrap_or(0);
        let once = self.highest();
        twice.max(once.saturating_sub(1)).max(once.min(1))
    }

    /// Whether `demand` is met for a competency that should reach the level `target`, on `day`.
    pub(super) fn meets(&self, demand: &Demand, target: u8, day: NaiveDate) -> bool {
        self.situations() >= demand.situations
            && self.proven >= demand.proven
            && self.is_within(demand.within, day)
            && self.has_shown(demand.shown, target)
    }

    pub(super) fn is_within(&self, days: Option<u32>, day: NaiveDate) -> bool {
        days.is_none_or(|days| self.last.is_some_and(|last| (day - last).num_days() <= i64::from(days)))
    }

    pub(super) fn has_shown(&self, demanded: Option<Shown>, target: u8) -> bool {
        demanded.is_none_or(|Shown { below_target, times }| {
            self.shown(target.saturating_sub(below_target)) >= u32::from(times)
        })
    }

    /// In how many situations `level` was shown, or a higher one.
    pub(super) fn shown(&self, level: u8) -> u32 {
        u32::try_from(self.levels.iter().take_while(|shown| **shown >= level).count()).unwrap_or(u32::MAX)
    }

    /// The strongest column whose demands are met.
    pub(super) fn strength(&self, target: u8, day: NaiveDate) -> Strength {
        TABLE
            .iter()
            .rev()
            .find(|demand| self.meets(demand, target, day))
            .map_or(Strength::None, |demand| demand.reaches)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn facts(levels: &[u8], proven: u32, last: &str) -> Facts {
        Facts { levels: levels.to_vec(), measured: proven, witnessed: 0, proven, last: Some(day(last)) }
    }

    #[test]
    fn the_table_says_what_it_says() {
        let today = day("2026-11-23");
        let strength = |levels: &[u8], proven, last| facts(levels, proven, last).strength(3, today);
        assert_eq!(Facts::default().strength(3, today), Strength::None);
        assert_eq!(strength(&[3], 1, "2026-11-20"), Strength::Thin, "one occasion may be luck");
        assert_eq!(strength(&[1, 1], 2, "2026-11-20"), Strength::Thin, "two levels below the target");
        assert_eq!(strength(&[0, 0, 0], 3, "2026-11-20"), Strength::Thin, "nobody has said what level it is");
        assert_eq!(strength(&[2, 1], 0, "2026-11-20"), Strength::Solid);
        assert_eq!(strength(&[2, 1], 0, "2026-05-20"), Strength::Thin, "more than half a year ago");
        assert_eq!(strength(&[3, 3, 2], 1, "2026-11-20"), Strength::Solid, "only one of them is proven");
        assert_eq!(strength(&[3, 3, 2], 2, "2026-11-20"), Strength::Strong);
        assert_eq!(
            strength(&[4, 3, 0], 2, "2026-11-20"),
            Strength::Strong,
            "more than the target is the target as well"
        );
        assert_eq!(strength(&[3, 2, 2], 2, "2026-11-20"), Strength::Solid, "the target was shown once only");
        assert_eq!(strength(&[3, 3, 2], 2, "2026-08-20"), Strength::Solid, "not from this quarter");
        assert_eq!(strength(&[2, 2, 2], 3, "2026-11-20"), Strength::Solid, "the target was never shown");
    }

    #[test]
    fn a_level_is_held_once_two_situations_show_it() {
        let level = |levels: &[u8]| facts(levels, 0, "2026-11-20").level();
        assert_eq!(level(&[]), 0);
        assert_eq!(level(&[0]), 0, "nobody has judged it");
        assert_eq!(level(&[1]), 1, "there is no lower one");
        assert_eq!(level(&[3]), 2, "once is the level below");
        assert_eq!(level(&[3, 1]), 2);
        assert_eq!(level(&[3, 3]), 3);
        assert_eq!(level(&[4, 2, 2]), 3);
    }

    /// The table as it stands in the documentation.
    fn written() -> String {
        let or_none = |words: Option<String>| words.unwrap_or_else(|| "–".to_owned());
        let row = |name: &str, cell: &dyn Fn(&Demand) -> String| {
            format!("| {name} | {} |\n", TABLE.iter().map(cell).collect::<Vec<_>>().join(" | "))
        };
        let level = |demand: &Demand| {
            let Shown { below_target, times } = demand.shown?;
            let level = if below_target == 0 { "the target" } else { "one below the target" };
            Some(format!("{level}, {}", super::super::say::times(times.into())))
        };
        let many = |count: u32| (count > 0).then(|| count.to_string());
        let days = |demand: &Demand| demand.within.map(|days| format!("{days} days"));
        [
            row("", &|demand| demand.reaches.word().to_owned()),
            "| --- | --- | --- | --- |\n".to_owned(),
            row("different situations", &|demand| demand.situations.to_string()),
            row("of these with a measured result or a witness", &|demand| or_none(many(demand.proven))),
            row("the last one within", &|demand| or_none(days(demand))),
            row("the level shown", &|demand| or_none(level(demand))),
        ]
        .concat()
    }

    #[test]
    fn the_table_in_the_documentation_is_this_one() {
        let text = include_str!("../../../../docs/evidence.md");
        assert!(text.contains(&written()), "docs/evidence.md has another table than:\n{}", written());
    }

    proptest! {
        #[test]
        fn one_more_situation_never_weakens(
            mut levels in proptest::collection::vec(0u8..=4, 0..6),
            more in 0u8..=4,
            proven in 0u32..6,
            ago in 0i64..400,
            target in 1u8..=4,
        ) {
            let today = day("2026-11-23");
            levels.sort_unstable_by(|a, b| b.cmp(a));
            let last = (!levels.is_empty()).then(|| today - chrono::TimeDelta::days(ago));
            let before = Facts { levels: levels.clone(), proven: proven.min(levels.len() as u32), last, ..Facts::default() };
            let mut after = Facts { last: Some(today), ..before.clone() };
            after.levels.push(more);
            after.levels.sort_unstable_by(|a, b| b.cmp(a));
            prop_assert!(after.strength(target, today) >= before.strength(target, today));
            prop_assert!(after.level() >= before.level());
        }
    }
}
