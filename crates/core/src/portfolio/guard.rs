//! What must not leave: private parts, and words of those who have not agreed to be quoted.
//!
//! Nothing that is composed can contain them; see [`material`](super::material). What an author writes can:
//! it is pasted from somewhere. So it is held against exactly these words, here, and only whether they are in
//! it leaves this file.

use std::collections::HashSet;

use rusqlite::Connection;
use unicode_segmentation::UnicodeSegmentation;

use super::lint::{Finding, FindingCode, Fix};
use super::model::{PartRole, Portfolio, Story};
use crate::error::{Error, Result};
use crate::id::{self, EntryId};
use crate::vault::Vault;

/// Words in a row that nobody writes twice by chance.
const TELLING: usize = 5;

/// A text of the author's, and where it stands.
struct Written<'a> {
    story: Option<&'a Story>,
    role: Option<PartRole>,
    text: &'a str,
}

impl Vault {
    /// What to look at before the portfolio is handed in; first what must be mended before it is exported.
    ///
    /// # Errors
    /// What the database says.
    pub fn findings(&self, portfolio: &Portfolio) -> Result<Vec<Finding>> {
        let mut findings = self.read(|database| guard(database, portfolio))?;
        findings.extend(portfolio.lint());
        findings.extend(self.listed(portfolio)?);
        Ok(findings)
    }

    /// Lets the portfolio out, or not. Whoever writes it to a file asks here first.
    ///
    /// # Errors
    /// [`Error::Invalid`] if its author has written something into it that must not leave.
    pub fn release(&self, portfolio: &Portfolio) -> Result<()> {
        match self.read(|database| guard(database, portfolio))?.len() {
            0 => Ok(()),
            1 => Err(Error::invalid("portfolio", "has words in one place that are private or may not be quoted")),
            many => Err(Error::invalid(
                "portfolio",
                format!("has words in {many} places that are private or may not be quoted"),
            )),
        }
    }
}

fn guard(database: &Connection, portfolio: &Portfolio) -> Result<Vec<Finding>> {
    let written = written(portfolio);
    if written.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<EntryId> = portfolio.references.iter().map(|one| one.id).collect();
    let mut select = database.prepare_cached(
        "SELECT id, private, CASE WHEN kind = 'feedback' AND NOT coalesce(facets ->> '$.feedback.may_quote', 0)
            THEN coalesce(facets ->> '$.feedback.quote', '') || ' . ' || body ELSE '' END
         FROM entry WHERE id IN (SELECT unhex(value) FROM json_each(?1)) AND trashed IS NULL AND erased IS NULL",
    )?;
    let mut rows = select.query([id::list(&ids)?])?;
    let mut findings = Vec::new();
    while let Some(row) = rows.next()? {
        let entry: EntryId = row.get(0)?;
        let (private, unquoted): (String, String) = (row.get(1)?, row.get(2)?);
        for (code, words, what) in [
            (FindingCode::PrivateWords, private, "words of a private part"),
            (FindingCode::UnconsentedQuote, unquoted, "words of somebody who may not be quoted"),
        ] {
            let secret = runs(&words);
            for one in written.iter().filter(|one| !secret.is_disjoint(&runs(one.text))) {
                findings.push(found(code, what, one, entry));
            }
        }
    }
    Ok(findings)
}

fn found(code: FindingCode, what: &str, one: &Written<'_>, entry: EntryId) -> Finding {
    let place = match one.story {
        Some(story) => format!("Story {}", story.number),
        None => "An expectation".to_owned(),
    };
    Finding {
        code,
        message: format!("{place} has {what}. It is not exported like this."),
        entry: None,
        story: one.story.map(|story| story.number),
        fix: Some(match one.role {
            Some(role) => Fix::WritePart { role },
            None => Fix::OpenEntry { entry },
        }),
        blocks: true,
    }
}

/// What its author has written into it.
fn written(portfolio: &Portfolio) -> Vec<Written<'_>> {
    let mut all: Vec<Written<'_>> = Vec::new();
    for story in &portfolio.stories {
        if story.title_edited {
            all.push(Written { story: Some(story), role: None, text: &story.title });
        }
        for part in story.parts.iter().filter(|part| part.edited) {
            let lines = part.passages.iter();
            all.extend(lines.map(|one| Written { story: Some(story), role: Some(part.role), text: &one.text }));
        }
    }
    let expected = portfolio.expectations.iter().flat_map(|one| [&one.text, &one.agreed]);
    all.extend(expected.map(|text| Written { story: None, role: None, text }));
    all
}

/// All runs of so many words, in small letters; a shorter text is one run.
fn runs(text: &str) -> HashSet<String> {
    let words: Vec<String> = text.unicode_words().map(str::to_lowercase).collect();
    words.windows(TELLING).map(|run| run.join(" ")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::growth::Period;
    use crate::growth::fixture::{add, empty, entry};
    use crate::journal::{Feedback, Kind};
    use crate::portfolio::{Brief, Preset};

    const SECRET: &str = "I wanted to leave the company that night, and told nobody.";
    const SAID: &str = "Honestly she was the only one who read the numbers.";

    #[test]
    fn what_is_private_or_may_not_be_quoted_does_not_leave_even_if_its_author_pastes_it() {
        let vault = empty();
        let mut win = entry(Kind::Win, "2026-03-01", "It held", "I made it hold.", &["strategy:3"]);
        win.private = SECRET.to_owned();
        let win = add(&vault, &win);
        let mut said = entry(Kind::Feedback, "2026-03-02", "", "", &["strategy:3"]);
        said.facets.feedback = Some(Feedback { quote: SAID.into(), from: "Dana".into(), ..Feedback::default() });
        said.links = vec![crate::journal::Link { kind: crate::journal::LinkKind::About, to: win }];
        add(&vault, &said);
        let period = Period { from: "2026-01-01".parse().unwrap(), to: "2026-11-23".parse().unwrap() };
        let (preset, brief) = (Preset::PromotionPacket, Brief::new(Preset::PromotionPacket, period));
        let codes = || -> Vec<FindingCode> {
            let portfolio = vault.compose(&brief).unwrap();
            assert_eq!(
                vault.release(&portfolio).is_err(),
                vault.findings(&portfolio).unwrap().iter().any(|one| one.blocks)
            );
            vault.findings(&portfolio).unwrap().into_iter().filter(|one| one.blocks).map(|one| one.code).collect()
        };
        assert!(codes().is_empty());
        let write = |role, text: &str| vault.write_part(preset, win, role, Some(text)).unwrap();
        write(Some(PartRole::Own), "That winter i wanted to LEAVE  the company; it was hard.");
        assert_eq!(codes(), [FindingCode::PrivateWords], "whatever the case and the spaces");
        write(Some(PartRole::Own), "Dana found she was the only one who read them.");
        assert_eq!(codes(), [FindingCode::UnconsentedQuote]);
        write(Some(PartRole::Own), "I told nobody.");
        assert!(codes().is_empty(), "a few common words are nobody's");
        write(None, "She was the only one who read the numbers");
        assert_eq!(codes(), [FindingCode::UnconsentedQuote], "nor in a title");
    }
}
