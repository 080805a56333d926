//! What the fictional product manager reads.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::Deserialize;

use super::story::{moved, read};
use crate::error::{Error, Result};
use crate::id::EntryId;
use crate::people;
use crate::reading::{ReadingItem, ReadingSort, ReadingStatus};
use crate::record::add_sample;
use crate::vault::Write;

const READINGS: &str = include_str!("../../data/sample/readings.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    reading: Vec<Written>,
}

/// A reading as it is written down.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    sort: ReadingSort,
    title: String,
    author: String,
    #[serde(default)]
    link: String,
    recommended_by: Option<String>,
    status: ReadingStatus,
    began: Option<NaiveDate>,
    finished: Option<NaiveDate>,
    #[serde(default)]
    takeaway: String,
    /// The slug of the entry that the takeaway became.
    lesson: Option<String>,
}

/// Keeps all of it, moved by as many weeks as the entries, which are called `ids` here.
pub(super) fn keep(write: &Write<'_>, shift: i64, ids: &HashMap<&str, EntryId>) -> Result<()> {
    let on = |day: Option<NaiveDate>| day.map(|day| moved(day, shift));
    let to =
        |slug: String| ids.get(slug.as_str()).copied().ok_or_else(|| Error::invalid("sample", "points at nothing"));
    for (position, one) in (0..).zip(read::<Told>(READINGS)?.reading) {
        let recommended_by = one.recommended_by.map(|name| people::named(write, &name)).transpose()?.flatten();
        add_sample(
            write,
            &ReadingItem {
                sort: one.sort,
                title: one.title,
                author: one.author,
                link: one.link,
                recommended_by,
                status: one.status,
                position,
                began: on(one.began),
                finished: on(one.finished),
                takeaway: one.takeaway,
                lesson: one.lesson.map(to).transpose()?,
            },
        )?;
    }
    Ok(())
}
