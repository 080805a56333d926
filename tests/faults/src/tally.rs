//! How much is tried, and what came of it.

use std::fmt::Display;

use crate::Outcome;

/// How much of a sweep is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Depth {
    /// A sample that every run of the tests can wait for.
    Quick,
    /// Everything.
    Full,
}

impl Depth {
    /// How often something is repeated.
    pub(crate) const fn times(self, quick: usize, full: usize) -> usize {
        match self {
            Self::Quick => quick,
            Self::Full => full,
        }
    }

    /// All of `steps`, or about `quick` of them.
    pub(crate) fn of<T>(self, steps: Vec<T>, quick: usize) -> Vec<T> {
        match self {
            Self::Quick => spread(steps, quick),
            Self::Full => steps,
        }
    }
}

/// About `most` of `steps`, spread over the whole, with the first and the last; all if there are no more.
pub(crate) fn spread<T>(steps: Vec<T>, most: usize) -> Vec<T> {
    let (count, most) = (steps.len(), most.max(2));
    if count <= most {
        return steps;
    }
    let is_chosen = |at: usize| at * (most - 1) % (count - 1) < most - 1;
    steps.into_iter().enumerate().filter(|(at, _)| is_chosen(*at)).map(|(_, step)| step).collect()
}

/// What a row of the table came to.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// How often the fault was brought about.
    pub(crate) tried: usize,
    /// Where something was lost, or said wrongly, and what.
    pub(crate) lost: Vec<String>,
}

impl Tally {
    /// Counts one try.
    pub(crate) fn note(&mut self, what: impl Display, came_to: Outcome) {
        self.tried += 1;
        if let Err(error) = came_to {
            self.lost.push(format!("{what}: {error}"));
        }
    }
}

/// An error unless `holds`.
pub(crate) fn must(holds: bool, what: impl Into<String>) -> Outcome {
    if holds { Ok(()) } else { Err(what.into().into()) }
}
