//! Lessons that come back: by their situation, so that they are recalled before they are read.
//!
//! [`schedule`] says when, [`recall`] keeps what was thought of one, and `due` finds those that wait.

mod due;
mod recall;
mod schedule;
#[cfg(test)]
mod tests;

pub use due::{Cue, DueLesson, KnownLesson, LessonSource, LessonState, Reviewed};
pub use recall::{LessonReview, Recall, Verdict};

pub(crate) use due::{for_today, reviewed_between};
