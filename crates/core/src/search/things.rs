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

/// What there is in a segment. Each thing has a place, by which counts go.
#[derive(Debug, Default)]
pub(super) struct Things {
    all: Vec<Thing>,
    /// Places that many documents have, and which do.
    common: Vec<(u32, Part)>,
    /// The common places of each document.
    common_of: Places,
    /// The others.
    rare_of: Places,
}

/// One in so many documents has what is common. A whole set takes less room than lists from one in 32 on; this is
/// where time is won for twice the room.
const COMMON: usize = 64;

impl Things {
    /// What `count` of the documents that match have: for each thing how many.
    pub(super) fn counts(&self, matches: &Documents) -> Vec<u32> {
        let mut counts = vec![0; self.all.len()];
        let steps = matches.count() as usize * self.common_of.places.len() / self.common_of.ends.len().max(1);
        // A step in a list takes about three times as long as one in a set.
        if 3 * steps > self.common.iter().map(|(_, documents)| documents.steps()).sum() {
            for (place, documents) in &self.common {
                counts.get_mut(*place as usize).into_iter().for_each(|count| *count = documents.count_in(matches));
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
    of: Places,
}

impl Gathering {
    /// Of a segment of so many documents.
    pub(super) fn of(documents: usize) -> Self {
        Self { of: Places::of(documents), ..Self::default() }
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
        let is_common = |place: &u32| counts.get(*place as usize).is_some_and(|count| count * COMMON >= documents);
        let mut sets: HashMap<u32, Documents> = HashMap::new();
        let (mut common_of, mut rare_of) = (Places::of(documents), Places::of(documents));
        for document in 0..documents {
            let places = of.at(document);
            common_of.add(places.iter().copied().filter(is_common));
            rare_of.add(places.iter().copied().filter(|place| !is_common(place)));
            for place in places.iter().filter(|place| is_common(place)) {
                let set = sets.entry(*place).or_insert_with(|| Documents::none_of(documents));
                set.add(u32::try_from(document).unwrap_or(u32::MAX));
            }
        }
        let common = sets.into_iter().map(|(place, documents)| (place, documents.trimmed())).collect();
        Things { all, common, common_of: common_of.done(), rare_of: rare_of.done() }
    }
}

/// Places of things, one document behind the other.
#[derive(Debug, Default)]
struct Places {
    places: Vec<u32>,
    /// Where those of each document end.
    ends: Vec<u32>,
    /// The documents that have any.
    some: Documents,
}

impl Places {
    /// Those of so many documents, without any so far.
    fn of(documents: usize) -> Self {
        Self { ends: Vec::with_capacity(documents), ..Self::default() }
    }

    fn add(&mut self, places: impl Iterator<Item = u32>) {
        self.places.extend(places);
        self.ends.push(u32::try_from(self.places.len()).unwrap_or(u32::MAX));
    }

    fn at(&self, document: usize) -> &[u32] {
        let end = |document: usize| self.ends.get(document).map_or(0, |end| *end as usize);
        let from = document.checked_sub(1).map_or(0, end);
        self.places.get(from..end(document)).unwrap_or_default()
    }

    /// When those of the last document were added.
    fn done(mut self) -> Self {
        self.places.shrink_to_fit();
        let documents = 0..u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        self.some = documents.filter(|document| !self.at(*document as usize).is_empty()).collect();
        self
    }

    fn count(&self, documents: &Documents, counts: &mut [u32]) {
        documents.within(&self.some).iter().for_each(|document| {
            for place in self.at(document as usize) {
                if let Some(count) = counts.get_mut(*place as usize) {
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
