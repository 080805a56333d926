//! What the entries of a segment are made up of, and how many of those that match have what.
//!
//! Of few matches, each is looked up; of many, sets of documents are laid on each other, which takes
//! the same time for any of them.

use std::collections::HashMap;

use super::documents::{Documents, Part};
use super::schema::Label;

/// Something that is counted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Thing {
    /// A kind, by its number.
    Kind(u8),
    Year(i32),
    Label(Label, String),
}

/// What there is in a segment. Each thing has a place, by which counts go; what is common comes first.
#[derive(Debug, Default)]
pub(super) struct Things {
    all: Vec<Thing>,
    /// Which documents have what is common.
    common: Vec<Part>,
    /// The common places of each document.
    common_of: Places<u16>,
    /// The others.
    rare_of: Places<u32>,
}

/// One in so many documents has what is common. A whole set takes less room than lists from one in 32 on; this is
/// where time is won for twice the room.
const COMMON: usize = 64;

/// So many things are common at most, so that a place among them takes two bytes.
const MOST_COMMON: usize = 1 << u16::BITS;

impl Things {
    /// What `count` of the documents that match have: for each thing how many.
    pub(super) fn counts(&self, matches: &Documents) -> Vec<u32> {
        let mut counts = vec![0; self.all.len()];
        let steps = matches.count() as usize * self.common_of.places.len() / self.common_of.ends.len().max(1);
        // A step in a list takes about three times as long as one in a set.
        if 3 * steps > self.common.iter().map(Part::steps).sum() {
            for (count, documents) in counts.iter_mut().zip(&self.common) {
                *count = documents.count_in(matches);
            }
        } else {
            self.common_of.count(matches, &mut counts);
        }
        self.rare_of.count(matches, &mut counts);
        counts
    }

    /// The things of which there are some by `counts`, and how many.
    pub(super) fn counted<'t>(&'t self, counts: &'t [u32]) -> impl Iterator<Item = (&'t Thing, u32)> {
        self.all.iter().zip(counts.iter().copied()).filter(|(_, count)| *count > 0)
    }
}

/// Gathers what there is in a segment, a document after the other.
#[derive(Debug, Default)]
pub(super) struct Gathering {
    all: Vec<Thing>,
    places: HashMap<Thing, u32>,
    of: Places<u32>,
}

impl Gathering {
    /// Of a segment of so many documents.
    pub(super) fn of(documents: usize) -> Self {
        // Each has a kind and a year.
        Self { of: Places::of(documents, 2 * documents), ..Self::default() }
    }

    /// Adds something, whether or not a document has it. Returns its place.
    pub(super) fn place(&mut self, thing: Thing) -> u32 {
        let next = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        let place = *self.places.entry(thing.clone()).or_insert(next);
        if place == next {
            self.all.push(thing);
        }
        place
    }

    /// Adds the next document, which has what is in these places.
    pub(super) fn add(&mut self, places: impl Iterator<Item = u32>) {
        self.of.add(places);
    }

    pub(super) fn done(self) -> Things {
        let Self { all, of, .. } = self;
        let documents = of.ends.len();
        let mut counts = vec![0_usize; all.len()];
        for place in &of.places {
            counts.get_mut(*place as usize).into_iter().for_each(|count| *count += 1);
        }
        let (mut all, mut rare): (Vec<_>, Vec<_>) =
            all.into_iter().zip(counts).enumerate().partition(|(_, (_, count))| count * COMMON >= documents);
        rare.extend(all.split_off(all.len().min(MOST_COMMON)));
        let mut common = vec![Documents::none_of(documents); all.len()];
        let places = |things: &[(_, (Thing, usize))]| things.iter().map(|(_, (_, count))| count).sum();
        let (mut common_of, mut rare_of) = (Places::of(documents, places(&all)), Places::of(documents, places(&rare)));
        all.extend(rare);
        let mut moved = vec![0; all.len()];
        for (place, (before, _)) in (0..).zip(&all) {
            moved.get_mut(*before).into_iter().for_each(|moved| *moved = place);
        }
        for document in 0..documents {
            let places = || of.at(document).iter().filter_map(|place| moved.get(*place as usize).copied());
            let is_common = |place: &u32| (*place as usize) < common.len();
            common_of.add(places().filter(is_common).filter_map(|place| u16::try_from(place).ok()));
            rare_of.add(places().filter(|place| !is_common(place)));
            for place in places() {
                let set = common.get_mut(place as usize).into_iter();
                set.for_each(|set| set.add(u32::try_from(document).unwrap_or(u32::MAX)));
            }
        }
        Things {
            all: all.into_iter().map(|(_, (thing, _))| thing).collect(),
            common: common.iter().map(Documents::trimmed).collect(),
            common_of: common_of.done(),
            rare_of: rare_of.done(),
        }
    }
}

/// Places of things, one document behind the other.
#[derive(Debug)]
struct Places<P> {
    places: Vec<P>,
    /// Where those of each document end; empty if none has any.
    ends: Vec<u32>,
    /// The documents that have any.
    some: Documents,
}

impl<P> Default for Places<P> {
    fn default() -> Self {
        Self { places: Vec::new(), ends: Vec::new(), some: Documents::default() }
    }
}

impl<P: Copy + Into<u32>> Places<P> {
    /// So many of so many documents, without any so far.
    fn of(documents: usize, places: usize) -> Self {
        Self { places: Vec::with_capacity(places), ends: Vec::with_capacity(documents), ..Self::default() }
    }

    fn add(&mut self, places: impl Iterator<Item = P>) {
        self.places.extend(places);
        self.ends.push(u32::try_from(self.places.len()).unwrap_or(u32::MAX));
    }

    fn at(&self, document: usize) -> &[P] {
        let end = |document: usize| self.ends.get(document).map_or(0, |end| *end as usize);
        let from = document.checked_sub(1).map_or(0, end);
        self.places.get(from..end(document)).unwrap_or_default()
    }

    /// When those of the last document were added.
    fn done(mut self) -> Self {
        if self.places.is_empty() {
            return Self::default();
        }
        let documents = 0..u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        self.some = documents.filter(|document| !self.at(*document as usize).is_empty()).collect();
        self
    }

    fn count(&self, documents: &Documents, counts: &mut [u32]) {
        documents.within(&self.some).iter().for_each(|document| {
            for place in self.at(document as usize) {
                let place: u32 = (*place).into();
                if let Some(count) = counts.get_mut(place as usize) {
                    *count += 1;
                }
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn more_may_be_common_than_two_bytes_can_number() {
        let most = i32::try_from(MOST_COMMON).unwrap();
        let mut gathering = Gathering::of(2);
        for years in [0..most + 9, 7..8] {
            let places: Vec<u32> = years.map(|year| gathering.place(Thing::Year(year))).collect();
            gathering.add(places.into_iter());
        }
        let things = gathering.done();
        for (matches, times) in [(vec![0], 1), (vec![0, 1], 2), (vec![1], 1)] {
            let counts = things.counts(&matches.iter().copied().collect());
            let counted: HashMap<&Thing, u32> = things.counted(&counts).collect();
            assert_eq!(counted.len(), if matches.contains(&0) { MOST_COMMON + 9 } else { 1 });
            assert_eq!(counted.get(&Thing::Year(7)), Some(&times));
        }
    }

    proptest! {
        #[test]
        fn what_is_counted_is_what_each_of_the_matches_has(
            entries in prop::collection::vec((any::<bool>(), prop::collection::btree_set(0..9_i32, 0..5), any::<bool>()), 0..300),
            share in 1..300_usize,
        ) {
            let mut gathering = Gathering::of(entries.len());
            let mut matches = Documents::none_of(entries.len());
            let mut counted: HashMap<Thing, u32> = HashMap::new();
            for (number, (is_rare, years, is_match)) in entries.iter().enumerate() {
                let name = if *is_rare && number % share == 0 { format!("{number}") } else { "many".to_owned() };
                let things: Vec<Thing> =
                    years.iter().map(|year| Thing::Year(*year)).chain([Thing::Label(Label::Tag, name)]).collect();
                let places: Vec<u32> = things.iter().map(|thing| gathering.place(thing.clone())).collect();
                gathering.add(places.into_iter());
                if *is_match {
                    matches.add(u32::try_from(number).unwrap());
                    things.into_iter().for_each(|thing| *counted.entry(thing).or_default() += 1);
                }
            }
            let things = gathering.done();
            let counts = things.counts(&matches);
            let found: HashMap<Thing, u32> = things.counted(&counts).map(|(thing, count)| (thing.clone(), count)).collect();
            prop_assert_eq!(found, counted);
            prop_assert_eq!(matches.count() as usize, entries.iter().filter(|(.., is_match)| *is_match).count());
        }
    }
}
