//! What counts how much in the order of hits. All of it is here, because each number only means
//! something beside the others.
//!
//! Words are scored by BM25 per field. A score is multiplied by the weight of the field that the
//! word was found in, and what was found in several fields is added up.

use crate::journal::Kind;

/// A title is written to be found by.
pub(super) const TITLE: f32 = 3.0;

/// What somebody put in few words is worth more than the pages around it: the sentence of a
/// lesson, and the names and tags that an entry is filed under, which are mostly meant when they
/// are typed.
pub(super) const GIST: f32 = 2.0;

/// Everything else.
pub(super) const TEXT: f32 = 1.0;

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

/// What all factors together can make of a score, and a little more for what is lost in rounding.
pub(super) const MOST: f32 = (1.0 + RECENCY) * (1.0 + LESSON) * 1.001;

/// The factor for an entry of this kind.
pub(super) const fn of_kind(kind: Kind) -> f32 {
    match kind {
        Kind::Lesson => 1.0 + LESSON,
        _ => 1.0,
    }
}

/// The factor for an entry of this age.
pub(super) fn recency(days_old: f32) -> f32 {
    1.0 + RECENCY * (-days_old.max(0.0) / RECENCY_HALVES).exp2()
}
