//! Sets of documents: entries by their numbers in a segment of the index.

/// Documents that are looked at together: as many as a number has bits.
pub(super) const STEP: u32 = u64::BITS;

/// Some of the documents of a segment: a bit for each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Documents(Vec<u64>);

impl Documents {
    /// None, of so many.
    pub(super) fn none_of(length: usize) -> Self {
        Self(vec![0; length.div_ceil(STEP as usize)])
    }

    pub(super) fn add(&mut self, document: u32) {
        self.add_to_step(document / STEP, 1 << (document % STEP));
    }

    /// Adds those, of which each comes behind the one before. A step of 64 is put together before it is written:
    /// many a word is in every other entry.
    pub(super) fn add_in_order(&mut self, documents: &[u32]) {
        let (mut step, mut bits) = (0, 0);
        for document in documents {
            if document / STEP != step {
                self.add_to_step(step, bits);
                (step, bits) = (document / STEP, 0);
            }
            bits |= 1 << (document % STEP);
        }
        self.add_to_step(step, bits);
    }

    fn add_to_step(&mut self, step: u32, bits: u64) {
        self.0.get_mut(step as usize).into_iter().for_each(|all| *all |= bits);
    }

    /// Those of them that are in the other set, too.
    pub(super) fn within(&self, other: &Self) -> Self {
        Self(self.0.iter().zip(&other.0).map(|(bits, others)| bits & others).collect())
    }

    /// Those of them that are not.
    pub(super) fn without(&self, other: &Self) -> Self {
        Self(self.0.iter().zip(&other.0).map(|(bits, others)| bits & !others).collect())
    }

    pub(super) fn count(&self) -> u32 {
        self.0.iter().map(|bits| bits.count_ones()).sum()
    }

    /// In order.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> {
        self.steps().flat_map(|(_, documents)| documents)
    }

    /// In order, those of a step together, with the number of the step.
    pub(super) fn steps(&self) -> impl Iterator<Item = (usize, impl Iterator<Item = u32>)> {
        (0..).step_by(STEP as usize).zip(&self.0).enumerate().map(|(step, (first, bits))| {
            let mut bits = *bits;
            let documents = std::iter::from_fn(move || {
                let bit = (bits != 0).then(|| bits.trailing_zeros())?;
                bits &= bits - 1;
                Some(first + bit)
            });
            (step, documents)
        })
    }

    /// A part of the set that has all that are in it.
    pub(super) fn trimmed(&self) -> Part {
        let is_none = |bits: &&u64| **bits == 0;
        let from = self.0.iter().take_while(is_none).count();
        let behind = self.0.iter().rev().take_while(is_none).count();
        Part { from, bits: self.0.get(from..self.0.len().saturating_sub(behind)).unwrap_or_default().into() }
    }
}

impl FromIterator<u32> for Documents {
    fn from_iter<I: IntoIterator<Item = u32>>(documents: I) -> Self {
        let mut it = Self::default();
        for document in documents {
            let length = (document / STEP) as usize + 1;
            it.0.resize(length.max(it.0.len()), 0);
            it.add(document);
        }
        it
    }
}

/// A set of which nothing is kept before the first document and behind the last: what entries have in common
/// is often from the same time.
#[derive(Debug)]
pub(super) struct Part {
    /// Steps of 64 documents before it.
    from: usize,
    bits: Box<[u64]>,
}

impl Part {
    /// How many of its documents are among `others`.
    pub(super) fn count_in(&self, others: &Documents) -> u32 {
        let others = others.0.get(self.from..).unwrap_or_default();
        self.bits.iter().zip(others).map(|(bits, others)| (bits & others).count_ones()).sum()
    }

    /// How many steps that takes.
    pub(super) fn steps(&self) -> usize {
        self.bits.len()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn sets_of_documents_are_sets(
            one in prop::collection::btree_set(0..300_u32, 0..60),
            other in prop::collection::btree_set(0..300_u32, 0..60),
        ) {
            let of = |numbers: &BTreeSet<u32>| {
                let mut documents = Documents::none_of(300);
                numbers.iter().for_each(|number| documents.add(*number));
                documents
            };
            let mut in_order = of(&other);
            in_order.add_in_order(&one.iter().copied().collect::<Vec<_>>());
            prop_assert_eq!(in_order.iter().collect::<BTreeSet<_>>(), one.union(&other).copied().collect());
            let (documents, others) = (of(&one), of(&other));
            let listed = |documents: Documents| documents.iter().collect::<Vec<_>>();
            prop_assert_eq!(documents.count() as usize, one.len());
            prop_assert_eq!(documents.trimmed().count_in(&others) as usize, one.intersection(&other).count());
            prop_assert_eq!(listed(documents.within(&others)), one.intersection(&other).copied().collect::<Vec<_>>());
            prop_assert_eq!(listed(documents.without(&others)), one.difference(&other).copied().collect::<Vec<_>>());
            prop_assert_eq!(listed(one.iter().copied().collect()), listed(documents));
        }
    }
}
