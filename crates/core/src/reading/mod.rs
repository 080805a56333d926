//! Reading and insights: articles, books, talks and courses, from "to be read" to what was taken away.
//!
//! A takeaway counts as evidence once it is a lesson, which is an entry like any other (see [`lesson`]).

mod change;
mod find;
mod lesson;
mod line;
mod list;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::error::{Error, Result};
use crate::id::{EntryId, PersonId};
use crate::journal::{check_date, check_line};
use crate::record::Record;

pub use list::{ReadingLine, ReadingList};

pub(crate) use list::recommended_by;

/// Characters of a title or an author.
const LONGEST_LINE: usize = 200;
/// Characters of a link.
const LONGEST_LINK: usize = 2_000;
/// Characters of a takeaway: a lesson is a sentence, and this is three long ones.
const LONGEST_TAKEAWAY: usize = 1_000;

/// What sort of thing is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum ReadingSort {
    /// An article, a post, a paper.
    #[default]
    Article,
    /// A book.
    Book,
    /// A talk, a podcast.
    Talk,
    /// A course.
    Course,
}

impl ReadingSort {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Article, Self::Book, Self::Talk, Self::Course];

    /// The word by which it is stored, asked for and shown to programs.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Book => "book",
            Self::Talk => "talk",
            Self::Course => "course",
        }
    }
}

impl std::str::FromStr for ReadingSort {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let known = Self::ALL.into_iter().find(|sort| sort.word().eq_ignore_ascii_case(text.trim()));
        known.ok_or_else(|| Error::invalid("sort", "not one of article, book, talk, course"))
    }
}

/// How far somebody is with it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum ReadingStatus {
    /// To be read.
    #[default]
    Next,
    /// Being read.
    Now,
    /// Read.
    Done,
    /// Given up, or not worth it.
    Dropped,
}

/// An article, a book, a talk or a course.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default)]
#[specta(skip_attr = "serde")]
pub struct ReadingItem {
    /// What sort of thing it is.
    pub sort: ReadingSort,
    /// What it is called.
    pub title: String,
    /// Who wrote it or spoke.
    pub author: String,
    /// Where it is: `https:` or `mailto:`, or nothing.
    pub link: String,
    /// Who recommended it.
    pub recommended_by: Option<PersonId>,
    /// How far its reader is.
    pub status: ReadingStatus,
    /// Its place among those to be read, the least first.
    pub position: u32,
    /// The day on which it was begun.
    pub began: Option<NaiveDate>,
    /// The day on which it was finished.
    pub finished: Option<NaiveDate>,
    /// What to take away from it, in a sentence.
    pub takeaway: String,
    /// The lesson that the takeaway became.
    pub lesson: Option<EntryId>,
}

impl Record for ReadingItem {
    const SORT: &'static str = "reading";
    const WHAT: &'static str = "reading";

    fn people(&self) -> Vec<PersonId> {
        self.recommended_by.into_iter().collect()
    }

    fn entries(&self) -> Vec<EntryId> {
        self.lesson.into_iter().collect()
    }

    fn without(self, gone: impl Fn(&EntryId) -> bool) -> Option<Self> {
        Some(Self { lesson: self.lesson.filter(|lesson| !gone(lesson)), ..self })
    }
}

impl ReadingItem {
    /// Checks it as it is before it is stored.
    fn check(&self) -> Result<()> {
        if self.title.trim().is_empty() {
            return Err(Error::invalid("title", "is empty"));
        }
        check_line("title", &self.title, LONGEST_LINE)?;
        check_line("author", &self.author, LONGEST_LINE)?;
        check_line("link", &self.link, LONGEST_LINK)?;
        if !self.link.is_empty() && !is_link(&self.link) {
            return Err(Error::invalid("link", "has to begin with https:// or mailto: and be without spaces"));
        }
        if self.takeaway.chars().count() > LONGEST_TAKEAWAY {
            return Err(Error::invalid("takeaway", format!("longer than {LONGEST_TAKEAWAY} characters")));
        }
        if self.takeaway.contains('\0') {
            return Err(Error::invalid("takeaway", "contains a NUL character"));
        }
        self.began.into_iter().chain(self.finished).try_for_each(|day| check_date(day).map(drop))
    }
}

/// Whether `text` is a link that may be opened.
fn is_link(text: &str) -> bool {
    let rest = ["https://", "mailto:"].iter().find_map(|scheme| {
        let (head, rest) = text.split_at_checked(scheme.len())?;
        head.eq_ignore_ascii_case(scheme).then_some(rest)
    });
    rest.is_some_and(|rest| !rest.is_empty()) && !text.chars().any(|one| one.is_whitespace() || one.is_control())
}
