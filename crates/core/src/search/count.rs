//! What the matches are made up of.

use std::cmp::Ordering;

use super::answer::{Count, Counts};
use super::schema::Label;
use super::things::{Thing, Things};
use crate::journal::Kind;

/// Values in each list of counts at most; nobody reads more.
const MOST_VALUES: usize = 100;

/// The counts of the matches in segments, of each of which there is how many have each of its things.
pub(super) fn made_up_of<'s>(segments: impl Iterator<Item = (&'s Things, &'s [u32])>) -> Counts {
    let mut kinds: Vec<(u8, u32)> = Vec::new();
    let mut years: Vec<(i32, u32)> = Vec::new();
    let mut labels: Vec<((Label, &str), u32)> = Vec::new();
    for (things, counts) in segments {
        for (thing, count) in things.counted(counts) {
            match thing {
                Thing::Kind(kind) => kinds.push((*kind, count)),
                Thing::Year(year) => years.push((*year, count)),
                Thing::Label(sort, value) => labels.push(((*sort, value), count)),
            }
        }
    }
    // Names are written out last, and only those that are shown: a common word is in entries with thousands of them.
    let labels = summed(labels);
    let of = |sort: Label| {
        labels.iter().filter(move |((one, _), _)| *one == sort).map(|((_, value), count)| (*value, *count))
    };
    let kind = |(number, count): (u8, u32)| Some((Kind::ALL.get(usize::from(number))?.word(), count));
    Counts {
        kind: most(summed(kinds).into_iter().filter_map(kind)),
        competency: most(of(Label::Competency)),
        level: written(in_order(of(Label::Level), |one, other| one.0.cmp(other.0))),
        year: most(summed(years).into_iter().map(|(year, count)| (year.to_string(), count))),
        tag: most(of(Label::Tag)),
        person: most(of(Label::Person)),
    }
}

/// Each key once, with the sum of its counts.
fn summed<K: Ord>(mut counts: Vec<(K, u32)>) -> Vec<(K, u32)> {
    counts.sort_unstable_by(|one, other| one.0.cmp(&other.0));
    counts.dedup_by(|next, kept| {
        let is_same = next.0 == kept.0;
        if is_same {
            kept.1 += next.1;
        }
        is_same
    });
    counts
}

/// What most have first; equals by name.
fn most<V: AsRef<str>>(counts: impl Iterator<Item = (V, u32)>) -> Vec<Count> {
    written(in_order(counts, |one, other| other.1.cmp(&one.1).then_with(|| one.0.as_ref().cmp(other.0.as_ref()))))
}

/// As many as are read, in this order.
fn in_order<V>(
    counts: impl Iterator<Item = (V, u32)>,
    order: impl Fn(&(V, u32), &(V, u32)) -> Ordering,
) -> Vec<(V, u32)> {
    let mut counts: Vec<(V, u32)> = counts.collect();
    if counts.len() > MOST_VALUES {
        counts.select_nth_unstable_by(MOST_VALUES, &order);
        counts.truncate(MOST_VALUES);
    }
    counts.sort_unstable_by(order);
    counts
}

fn written<V: AsRef<str>>(counts: Vec<(V, u32)>) -> Vec<Count> {
    counts.into_iter().map(|(value, count)| Count { value: value.as_ref().to_owned(), count }).collect()
}
