//! What the user has tagged and refused, counted.

use std::collections::HashMap;

use super::tally::Tally;
use super::words::Feature;

/// What a refused entry counts against a competency, where a tagged one counts 1 for it: to be wrong
/// once is worse than to be silent.
const REFUSED: f32 = 1.5;

/// What is remembered of an entry, to be able to take it back.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Example {
    /// Its words.
    pub(super) features: Box<[Feature]>,
    /// The numbers of the competencies that it is tagged with, and their levels; 0 where none was judged.
    pub(super) tagged: Vec<(u16, u8)>,
    /// The numbers of those that were refused.
    pub(super) refused: Vec<u16>,
}

impl Example {
    /// What one of its words counts for each of its competencies: it speaks for all of them, but no louder
    /// than an entry with a single one.
    pub(super) fn weight(&self) -> f32 {
        1.0 / self.tagged.len().max(1) as f32
    }
}

/// Everything learnt.
#[derive(Debug, Default)]
pub(super) struct Learnt {
    /// Keys of competencies, each at its number. They are those that entries are tagged with, which need not
    /// be those of the framework in use.
    keys: Vec<String>,
    /// By number of the competency.
    pub(super) words: Tally,
    pub(super) refused: Tally,
    /// By level.
    pub(super) levels: Tally,
    /// Tagged entries by number of the competency, as they count.
    entries: Vec<f32>,
    /// By number of the competency and level.
    shown: HashMap<(u16, u8), f32>,
    /// By local number of the entry.
    examples: HashMap<i64, Example>,
}

impl Learnt {
    /// The number of a competency.
    pub(super) fn number(&mut self, key: &str) -> u16 {
        let at = self.find(key).unwrap_or_else(|| {
            self.keys.push(key.to_owned());
            self.keys.len() - 1
        });
        u16::try_from(at).unwrap_or(u16::MAX)
    }

    fn find(&self, key: &str) -> Option<usize> {
        self.keys.iter().position(|one| one == key)
    }

    /// The number of a competency, if anything was learnt of it.
    pub(super) fn known(&self, key: &str) -> Option<u16> {
        self.find(key).and_then(|at| u16::try_from(at).ok())
    }

    /// What the entry `seq` has taught.
    pub(super) fn example(&self, seq: i64) -> Option<&Example> {
        self.examples.get(&seq)
    }

    /// Entries that are tagged with the competency.
    pub(super) fn entries(&self, number: u16) -> f32 {
        self.entries.get(usize::from(number)).copied().unwrap_or(0.0)
    }

    /// How much of what is tagged with the competency shows the level.
    pub(super) fn shown(&self, number: u16, level: u8) -> f32 {
        self.shown.get(&(number, level)).copied().unwrap_or(0.0)
    }

    /// What the entry `seq` teaches from now on; nothing if there is no example.
    pub(super) fn learn(&mut self, seq: i64, example: Option<Example>) {
        if let Some(before) = self.examples.remove(&seq) {
            self.count(&before, -1.0);
        }
        if let Some(example) = example {
            self.count(&example, 1.0);
            self.examples.insert(seq, example);
        }
    }

    fn count(&mut self, example: &Example, sign: f32) {
        let weight = sign * example.weight();
        for &(number, level) in &example.tagged {
            let at = usize::from(number);
            if self.entries.len() <= at {
                self.entries.resize(at + 1, 0.0);
            }
            if let Some(entries) = self.entries.get_mut(at) {
                *entries += weight;
            }
            for &feature in &example.features {
                self.words.add(number, feature, weight);
            }
            if level > 0 {
                *self.shown.entry((number, level)).or_default() += weight;
                for &feature in &example.features {
                    self.levels.add(u16::from(level), feature, weight);
                }
            }
        }
        for &number in &example.refused {
            for &feature in &example.features {
                self.refused.add(number, feature, sign * REFUSED);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn example() -> impl Strategy<Value = Example> {
        let features = prop::collection::btree_set(0u32..30, 0..8);
        let tagged = prop::collection::btree_map(0u16..4, 0u8..5, 0..3);
        let refused = prop::collection::btree_set(0u16..4, 0..2);
        (features, tagged, refused).prop_map(|(features, tagged, refused)| Example {
            features: features.into_iter().collect(),
            tagged: tagged.into_iter().collect(),
            refused: refused.into_iter().collect(),
        })
    }

    proptest! {
        #[test]
        fn what_was_learnt_depends_on_the_last_state_of_each_entry_alone(
            changes in prop::collection::vec((0i64..6, prop::option::of(example())), 0..30),
        ) {
            let mut step_by_step = Learnt::default();
            for (seq, example) in &changes {
                step_by_step.learn(*seq, example.clone());
            }
            let last: HashMap<i64, Option<Example>> = changes.into_iter().collect();
            let mut at_once = Learnt::default();
            for (seq, example) in last {
                at_once.learn(seq, example);
            }
            let near = |one: f32, other: f32| (one - other).abs() < 0.01;
            for number in 0..4 {
                prop_assert!(near(step_by_step.entries(number), at_once.entries(number)));
                prop_assert!(near(step_by_step.words.total(number), at_once.words.total(number)));
                for level in 1..5 {
                    prop_assert!(near(step_by_step.shown(number, level), at_once.shown(number, level)));
                }
                for feature in 0..30 {
                    let of = |tally: &Tally| {
                        tally.row(feature).iter().find(|(class, _)| *class == number).map_or(0.0, |(_, count)| *count)
                    };
                    prop_assert!(near(of(&step_by_step.words), of(&at_once.words)));
                    prop_assert!(near(of(&step_by_step.refused), of(&at_once.refused)));
                }
            }
        }
    }
}
