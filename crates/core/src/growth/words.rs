//! What texts and days of assessments, plans and paths must be, and what those whom they name are called.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::Connection;

use crate::error::{Error, Result};
use crate::id::PersonId;
use crate::journal::check_date;
use crate::people;

/// Characters of a note: a long paragraph. What is longer is an entry.
const LONGEST_TEXT: usize = 2_000;
/// Characters of what stands on one line.
const LONGEST_LINE: usize = 200;

/// # Errors
/// [`Error::Invalid`] for a text that is too long or holds a NUL.
pub(super) fn check_text(field: &'static str, text: &str) -> Result<()> {
    if text.chars().count() > LONGEST_TEXT {
        return Err(Error::invalid(field, format!("longer than {LONGEST_TEXT} characters")));
    }
    if text.contains('\0') {
        return Err(Error::invalid(field, "contains a NUL character"));
    }
    Ok(())
}

/// # Errors
/// [`Error::Invalid`] for a line that is empty, too long or more than one.
pub(super) fn check_line(field: &'static str, text: &str) -> Result<()> {
    if text.trim().is_empty() {
        return Err(Error::invalid(field, "is empty"));
    }
    if text.chars().count() > LONGEST_LINE {
        return Err(Error::invalid(field, format!("longer than {LONGEST_LINE} characters")));
    }
    if text.chars().any(char::is_control) {
        return Err(Error::invalid(field, "contains a line break or another control character"));
    }
    Ok(())
}

/// # Errors
/// [`Error::Invalid`] for a day outside the calendar or after `today`.
pub(super) fn check_past(field: &'static str, on: NaiveDate, today: NaiveDate) -> Result<()> {
    check_date(on)?;
    if on > today {
        return Err(Error::invalid(field, "has not come yet"));
    }
    Ok(())
}

/// What those whom records name are called now. Those who are gone are left out.
pub(super) fn names(
    database: &Connection,
    named: impl IntoIterator<Item = Option<PersonId>>,
) -> Result<HashMap<PersonId, String>> {
    let mut names = HashMap::new();
    for person in named.into_iter().flatten() {
        if !names.contains_key(&person)
            && let Some((_, name)) = people::names_of(database, person)?
        {
            names.insert(person, name);
        }
    }
    Ok(names)
}
