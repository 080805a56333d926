//! Sets of documents: entries by their numbers in a segment of the index.

use tantivy::BitSet;
use tantivy::fastfield::AliveBitSet;

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

    /// Leaves out those that are gone from their segment.
    pub(super) fn leave_out_gone(&mut self, alive: &AliveBitSet) {
        let mut there = BitSet::with_max_value_and_full(alive.bitset().max_value());
        there.intersect_update(alive.bitset());
        for (step, bits) in (0..there.max_value().div_ceil(STEP)).zip(&mut self.0) {
            *bits &= u64::from_le_bytes(there.tinyset(step).into_bytes());
        }
    }

    pub(super) fn count(&self) -> u32 {
        self.0.iter().map(|bits| bits.count_ones()).sum()
    }

    /// In order.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> {
        (0..self.0.len()).flat_map(|step| self.of_step(step))
    }

    /// Steps in which there are any.
    pub(super) fn steps(&self) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().filter(|(_, bits)| **bits != 0).map(|(step, _)| step)
    }

    /// Those of a step, in order.
    pub(super) fn of_step(&self, step: usize) -> impl Iterator<Item = u32> + use<> {
        let mut bits = self.0.get(step).copied().unwrap_or_default();
        let first = u32::try_from(step).unwrap_or(u32::MAX).saturating_mul(STEP);
        std::iter::from_fn(move || {
            let bit = (bits != 0).then(|| bits.trailing_zeros())?;
            bits &= bits - 1;
            Some(first + bit)
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
        let (eights, eights_of_others) = (in_eights(&self.bits), in_eights(others));
        let mut count = Count::default();
        for (eight, others) in eights.iter().zip(eights_of_others) {
            let mut both = *eight;
            both.as_flattened_mut().iter_mut().zip(others.as_flattened()).for_each(|(bits, others)| *bits &= others);
            count.add(both);
        }
        let counted = eights.len().min(eights_of_others.len()) * size_of::<[Pair; 8]>() / size_of::<u64>();
        let rest = self.bits.iter().zip(others).skip(counted);
        count.all() + rest.map(|(bits, others)| (bits & others).count_ones()).sum::<u32>()
    }

    /// How many steps that takes.
    pub(super) fn steps(&self) -> usize {
        self.bits.len()
    }
}

/// Two steps, side by side.
type Pair = [u64; 2];

/// Steps, as many as are counted together.
fn in_eights(steps: &[u64]) -> &[[Pair; 8]] {
    steps.as_chunks().0.as_chunks().0
}

/// Counts bits. To count those of a number takes a dozen operations where the processor is not asked to do it, so
/// numbers are added up bit by bit first: of eight, one is left to count.
#[derive(Default)]
struct Count {
    ones: Pair,
    twos: Pair,
    fours: Pair,
    eights: u32,
}

impl Count {
    fn add(&mut self, [a, b, c, d, e, f, g, h]: [Pair; 8]) {
        let (ones, of_two) = sum(self.ones, a, b);
        let (ones, of_four) = sum(ones, c, d);
        let (twos, left) = sum(self.twos, of_two, of_four);
        let (ones, of_two) = sum(ones, e, f);
        let (ones, of_four) = sum(ones, g, h);
        let (twos, right) = sum(twos, of_two, of_four);
        let (fours, eights) = sum(self.fours, left, right);
        *self = Self { ones, twos, fours, eights: self.eights + ones_in(eights) };
    }

    fn all(&self) -> u32 {
        8 * self.eights + 4 * ones_in(self.fours) + 2 * ones_in(self.twos) + ones_in(self.ones)
    }
}

/// The sum of three bits, for each bit: the lower bit of it, and the upper one.
const fn sum([a, b]: Pair, [c, d]: Pair, [e, f]: Pair) -> (Pair, Pair) {
    ([a ^ c ^ e, b ^ d ^ f], [(a & c) | ((a ^ c) & e), (b & d) | ((b ^ d) & f)])
}

const fn ones_in([a, b]: Pair) -> u32 {
    a.count_ones() + b.count_ones()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    /// More than are counted together.
    const LENGTH: u32 = 3_000;

    proptest! {
        #[test]
        fn sets_of_documents_are_sets(
            one in prop::collection::btree_set(0..LENGTH, 0..900),
            other in prop::collection::btree_set(0..LENGTH, 0..900),
        ) {
            let of = |numbers: &BTreeSet<u32>| {
                let mut documents = Documents::none_of(LENGTH as usize);
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
            prop_assert_eq!(listed(one.iter().copied().collect()), listed(documents));
        }
    }
}
