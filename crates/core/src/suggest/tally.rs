//! How much of each word was counted for each class, be that a competency or a level.

use std::collections::HashMap;

use super::words::Feature;

/// What is left of a count when it was taken back; sums of fractions are never quite nothing.
const NOTHING: f32 = 1e-3;

/// Counts of words by class.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// Most words are counted for one or two classes.
    rows: HashMap<Feature, Vec<(u16, f32)>>,
    totals: Vec<f32>,
}

impl Tally {
    /// Counts `weight` of a word for a class; a negative one takes back.
    pub(super) fn add(&mut self, class: u16, feature: Feature, weight: f32) {
        let at = usize::from(class);
        if self.totals.len() <= at {
            self.totals.resize(at + 1, 0.0);
        }
        if let Some(total) = self.totals.get_mut(at) {
            *total = (*total + weight).max(0.0);
        }
        let row = self.rows.entry(feature).or_default();
        match row.iter_mut().find(|(one, _)| *one == class) {
            Some((_, count)) => *count += weight,
            None => row.push((class, weight)),
        }
        row.retain(|(_, count)| *count > NOTHING);
        if row.is_empty() {
            self.rows.remove(&feature);
        }
    }

    /// What was counted of a word, by class.
    pub(super) fn row(&self, feature: Feature) -> &[(u16, f32)] {
        self.rows.get(&feature).map_or(&[], Vec::as_slice)
    }

    /// Of all words for a class.
    pub(super) fn total(&self, class: u16) -> f32 {
        self.totals.get(usize::from(class)).copied().unwrap_or(0.0)
    }

    /// Different words.
    pub(super) fn words(&self) -> usize {
        self.rows.len()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_taken_back_leaves_nothing(counted in prop::collection::vec((0u16..5, 0u32..20, 1u8..4), 0..60)) {
            let mut tally = Tally::default();
            let weight = |parts: u8| 1.0 / f32::from(parts);
            for (class, feature, parts) in &counted {
                tally.add(*class, *feature, weight(*parts));
            }
            for (class, feature, parts) in counted.iter().rev() {
                tally.add(*class, *feature, -weight(*parts));
            }
            prop_assert_eq!(tally.words(), 0);
            prop_assert!((0..5).all(|class| tally.total(class) < NOTHING * 60.0));
        }
    }
}
