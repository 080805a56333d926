//! What an entry must be before it is stored. Messages name the field and the rule, never the text.

use super::entry::Content;
use super::time::check_date;
use crate::competency::Keys;
use crate::error::{Error, Result};

/// Characters in a title. It is one line on every screen.
const LONGEST_TITLE: usize = 200;
/// Bytes in a body: long enough for any mail that somebody pastes, short enough to stay quick.
const LONGEST_BODY: usize = 4 << 20;
/// Characters in a tag, a project or a name.
const LONGEST_NAME: usize = 80;
/// Competencies that one entry can be evidence for, before tagging stops meaning anything.
const MOST_COMPETENCIES: usize = 12;

/// Checks `content` against `competencies`, the keys that exist.
pub(super) fn validate(content: &Content, competencies: &Keys) -> Result<()> {
    validate_words(content)?;
    validate_evidence(content, competencies)
}

/// Checks what can be checked without the vault.
pub(crate) fn validate_words(content: &Content) -> Result<()> {
    check_date(content.on)?;
    check_line("title", &content.title, LONGEST_TITLE)?;
    for (field, text) in [("text", &content.body), ("private part", &content.private)] {
        if text.len() > LONGEST_BODY {
            return Err(Error::invalid(field, format!("longer than {} MiB", LONGEST_BODY >> 20)));
        }
        if text.contains('\0') {
            return Err(Error::invalid(field, "contains a NUL character"));
        }
    }
    if is_empty(content) {
        return Err(Error::invalid("text", "is empty"));
    }
    check_names("tag", &content.tags)?;
    check_names("person", &content.people)?;
    check_names("project", content.project.as_slice())?;
    let confidence = content.facets.decision.as_ref().and_then(|decision| decision.confidence);
    if confidence.is_some_and(|percent| percent > 100) {
        return Err(Error::invalid("confidence", "not between 0 and 100 percent"));
    }
    Ok(())
}

/// Checks what `content` is evidence for against the keys that exist.
pub(super) fn validate_evidence(content: &Content, competencies: &Keys) -> Result<()> {
    if content.competencies.len() > MOST_COMPETENCIES {
        return Err(Error::invalid("competency", format!("more than {MOST_COMPETENCIES} on one entry")));
    }
    for (at, tagged) in content.competencies.iter().enumerate() {
        if content.competencies.iter().take(at).any(|before| before.key == tagged.key) {
            return Err(Error::invalid("competency", format!("{} is named twice", tagged.key)));
        }
        let Some(highest) = competencies.highest_of(&tagged.key) else {
            let known = competencies.iter().collect::<Vec<_>>().join(", ");
            return Err(Error::invalid("competency", format!("not one of {known}")));
        };
        if tagged.level.is_some_and(|level| !(1..=highest).contains(&level)) {
            return Err(Error::invalid("level", format!("of {} is not between 1 and {highest}", tagged.key)));
        }
    }
    Ok(())
}

/// Whether nobody has written anything yet. The review of a challenge or the forecast of a decision is enough.
fn is_empty(content: &Content) -> bool {
    [content.title.as_str(), &content.body, &content.private, content.facets.sentence()]
        .into_iter()
        .chain(content.facets.texts())
        .all(|text| text.trim().is_empty())
}

fn check_names(field: &'static str, names: &[String]) -> Result<()> {
    names.iter().try_for_each(|name| check_name(field, name))
}

/// Checks what somebody or something is called.
pub(crate) fn check_name(field: &'static str, name: &str) -> Result<()> {
    if name.trim().is_empty() {
        return Err(Error::invalid(field, "is empty"));
    }
    check_line(field, name, LONGEST_NAME)
}

/// Checks what stands on one line.
pub(crate) fn check_line(field: &'static str, text: &str, longest: usize) -> Result<()> {
    if text.chars().count() > longest {
        return Err(Error::invalid(field, format!("longer than {longest} characters")));
    }
    if text.chars().any(char::is_control) {
        return Err(Error::invalid(field, "contains a line break or another control character"));
    }
    Ok(())
}
