//! What counts how much in the order of hits. All of it is here, because each number only means
//! something beside the others.
//!
//! Words are scored by BM25F: an entry is one text, in which a word counts as often as its place
//! weighs, and the more often it is there already, the less it adds to stand there once more. What
//! stands in the title is added to that, by BM25 among the titles.
//!
//! The numbers were chosen by the judged queries of the tests, in the middle of where all of them hold.

use std::sync::LazyLock;

use super::explain::Place;
use crate::journal::Kind;

/// How often a word counts that stands there once. What somebody put in few words is worth more than the
/// pages around it: the sentence of a lesson, and the names and tags that an entry is filed under, which
/// are mostly meant when they are typed.
pub(super) const fn of_place(place: Place) -> usize {
    match place {
        Place::Gist => 7,
        Place::Title | Place::Text => 1,
    }
}

/// Added, as a share of what it counts in the title alone: a title is written to be found by.
pub(super) const IN_TITLE: f32 = 1.5;

/// Added, as a share, when the very form stands there that was typed: `planning` before `plans`.
pub(super) const SAME_FORM: f32 = 0.25;

/// What a word that means the same counts beside the one that was typed.
pub(super) const SYNONYM: f32 = 0.3;

/// The score of a word of which only the beginning was typed. Which one it will be is unknown, so
/// its rarity says nothing; this is about what a word of middling rarity gets.
pub(super) const BEGINNING: f32 = 2.0;

/// What a fresh entry gains over an old one, as a share of its score: enough to decide between
/// equals, too little to hide the entry that says it best.
pub(super) const RECENCY: f32 = 0.2;

/// Days in which that gain halves. What one learnt half a year ago is still recent in a career.
pub(super) const RECENCY_HALVES: f32 = 180.0;

/// What a lesson gains over other entries, as a share of its score: it was written to be found
/// again. Less than what a better match gains, so that a lesson about something else stays below.
pub(super) const LESSON: f32 = 0.15;

/// The factor for an entry of this kind.
pub(super) const fn of_kind(kind: Kind) -> f32 {
    match kind {
        Kind::Lesson => 1.0 + LESSON,
        _ => 1.0,
    }
}

/// The factor for an entry of this age.
pub(super) fn recency(days_old: i64) -> f32 {
    // Asked for every match of the beginning of a word, so those that make a difference are known.
    static KNOWN: LazyLock<Vec<f32>> = LazyLock::new(|| (0..DAYS).map(recency_of).collect());
    KNOWN.get(usize::try_from(days_old).unwrap_or_default()).copied().unwrap_or(1.0)
}

/// So old, what is left of the gain is less than a score can show.
const DAYS: u16 = 25 * RECENCY_HALVES as u16;

fn recency_of(days_old: u16) -> f32 {
    1.0 + RECENCY * (-f32::from(days_old) / RECENCY_HALVES).exp2()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_fresh_gains_and_what_is_old_does_not_lose() {
        assert_eq!(recency(0), 1.0 + RECENCY);
        assert_eq!(recency(-1), recency(0), "what is yet to come is no fresher than today");
        assert_eq!(recency(i64::from(DAYS) - 1), recency_of(DAYS - 1));
        assert_eq!(recency_of(DAYS), 1.0);
        assert_eq!((recency(i64::from(DAYS)), recency(i64::MAX)), (1.0, 1.0));
    }
}
