//! The journal: entries, who and what they are about, their versions, the trash.

mod attachment;
mod calendar;
mod draft;
mod entry;
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
pub use history::Revision;
pub use link::Related;
pub use save::{Origin, Saved, Sitting};
pub use tag::{Mentioned, TagCount, Vocabulary};
pub use time::{TimeOfDay, parse_date};
pub use today::{Card, Today};

pub(crate) use attachment::keep;
pub(crate) use line::{Listed, lines, listed};
pub(crate) use past::{Past, PastVersion, insert_with_past};
#[cfg(test)]
pub(crate) use read::load;
pub(crate) use read::{Reach, SAMPLE, load_by_seq, seq_of, seqs_after};
pub(crate) use save::{NewEntry, detected, insert, insert_once, json, snapshot};
pub(crate) use time::check_date;
pub(crate) use validate::{check_line, check_name, validate_words};
