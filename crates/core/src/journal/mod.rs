//! The journal: entries, who and what they are about, their versions, the trash.

mod attachment;
mod calendar;
mod draft;
mod entry;
mod followup;
mod habits;
mod history;
mod line;
mod link;
mod past;
mod read;
mod resolve;
mod save;
mod tag;
#[cfg(test)]
mod tests;
pub(crate) mod time;
mod today;
mod trash;
mod validate;

pub use calendar::{DayCount, MonthView};
pub use draft::Composition;
pub use entry::{
    Attachment, Challenge, Content, Contribution, Decision, Entry, Facets, Feedback, Kind, Lesson, Line, LineState,
    Link, LinkKind, Outcome, Tagged,
};
pub use followup::{FollowUp, FollowUpAsks, FollowUpReply};
pub use habits::Habits;
pub use history::Revision;
pub use link::Related;
pub use save::{Origin, Saved, Sitting};
pub use tag::{Mentioned, TagCount, Vocabulary};
pub use time::{TimeOfDay, parse_date};
pub use today::{Memory, Today};

pub(crate) use attachment::keep;
pub(crate) use calendar::workdays;
#[cfg(test)]
pub(crate) use followup::AWAITED;
pub(crate) use followup::between;
pub(crate) use habits::{habits, may_return};
pub(crate) use line::{Listed, lines, listed};
pub(crate) use past::{Past, PastVersion, insert_with_past};
pub(crate) use read::{Reach, SAMPLE, date, load, load_by_seq, seq_of, seqs_after};
pub(crate) use save::{NewEntry, detected, insert, insert_once, json, revise, snapshot};
pub(crate) use time::check_date;
pub(crate) use validate::{check_line, check_name, validate_words};
