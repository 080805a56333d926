//! What must not leave: private parts, and words of those who have not agreed to be quoted.
//!
//! Nothing that is composed can contain them; see [`material`](super::material). What an author writes can:
//! it is pasted from somewhere. So it is held against exactly these words, here, and only whether they are in
//! it leaves this file.

use std::collections::{BTreeSet, HashMap};

use rusqlite::Connection;
use unicode_segmentation::UnicodeSegmentation;

use super::lint::{Finding, FindingCode, Fix};
use super::model::{PartRole, Portfolio};
use crate::error::{Error, Result};
use crate::id::EntryId;
use crate::vault::Vault;

/// Words in a row that nobody writes twice by chance.
const TELLING: usize = 5;

/// A text of the author's, and where it stands.
struct Written<'a> {
    place: Place,
    text: &'a str,
}

/// Where an author writes in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// The name of the story with this number.
    Name(u32),
    /// A part of it.
    Part(u32, PartRole),
    /// The case on the cover.
    Case,
    /// The name of the setback.
    SetbackName,
    /// A part of it.
    SetbackPart(PartRole),
    Expectation,
    /// What the growth plan says.
    Plan,
}

impl Vault {
    /// What to look at before the portfolio is handed in; first what must be mended before it is exported.
    ///
    /// # Errors
    /// What the database says.
    pub fn findings(&self, portfolio: &Portfolio) -> Result<Vec<Finding>> {
        let mut findings = self.read(|database| guard(database, portfolio))?;
        findings.extend(portfolio.lint());
        findings.extend(self.outdated(portfolio)?);
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

/// The secrets of the whole journal, not of what the document tells: what is pasted comes from anywhere.
fn guard(database: &Connection, portfolio: &Portfolio) -> Result<Vec<Finding>> {
    let written = written(portfolio);
    let mut places: HashMap<String, BTreeSet<usize>> = HashMap::new();
    for (at, one) in written.iter().enumerate() {
        for run in runs(one.text) {
            places.entry(run).or_default().insert(at);
        }
    }
    if places.is_empty() {
        return Ok(Vec::new());
    }
    let mut select = database.prepare_cached(
        "SELECT id, private, CASE WHEN kind = 'feedback' AND NOT coalesce(facets ->> '$.feedback.may_quote', 0)
            THEN coalesce(facets ->> '$.feedback.quote', '') || ' . ' || body ELSE '' END AS unquoted
         FROM entry WHERE (private <> '' OR unquoted <> '') AND erased IS NULL ORDER BY seq",
    )?;
    let mut rows = select.query([])?;
    let mut findings = Vec::new();
    while let Some(row) = rows.next()? {
        let entry: EntryId = row.get(0)?;
        let (private, unquoted): (String, String) = (row.get(1)?, row.get(2)?);
        for (code, words, what) in [
            (FindingCode::PrivateWords, private, "words of a private part"),
            (FindingCode::UnconsentedQuote, unquoted, "words of somebody who may not be quoted"),
        ] {
            let found_at: BTreeSet<usize> =
                runs(&words).filter_map(|run| places.get(&run)).flatten().copied().collect();
            let found_in = found_at.into_iter().filter_map(|at| written.get(at));
            findings.extend(found_in.map(|one| found(code, what, one.place, entry)));
        }
    }
    Ok(findings)
}

fn found(code: FindingCode, what: &str, place: Place, entry: EntryId) -> Finding {
    let (told, story, fix) = match place {
        Place::Name(number) => (format!("The name of story {number}"), Some(number), Fix::NameStory),
        Place::Part(number, role) => (format!("Story {number}"), Some(number), Fix::WritePart { role }),
        Place::Case => ("The case".to_owned(), None, Fix::WriteCase),
        Place::SetbackName => ("The name of the setback".to_owned(), None, Fix::NameStory),
        Place::SetbackPart(role) => ("The setback".to_owned(), None, Fix::WritePart { role }),
        Place::Expectation => ("An expectation".to_owned(), None, Fix::WriteExpectations),
        Place::Plan => ("Your growth plan".to_owned(), None, Fix::OpenPlan),
    };
    Finding {
        code,
        message: format!("{told} has {what}. It is not exported like this."),
        entry: Some(entry),
        story,
        fix: Some(fix),
        blocks: true,
    }
}

/// What its author has written into it.
fn written(portfolio: &Portfolio) -> Vec<Written<'_>> {
    let mut all: Vec<Written<'_>> = Vec::new();
    for story in &portfolio.stories {
        let number = story.number;
        if story.title_edited {
            all.push(Written { place: Place::Name(number), text: &story.title });
        }
        for part in story.parts.iter().filter(|part| part.edited) {
            let place = Place::Part(number, part.role);
            all.extend(part.passages.iter().map(|one| Written { place, text: &one.text }));
        }
    }
    if let Some(setback) = &portfolio.setback {
        if setback.title_edited {
            all.push(Written { place: Place::SetbackName, text: &setback.title });
        }
        for part in setback.parts.iter().filter(|part| part.edited) {
            let place = Place::SetbackPart(part.role);
            all.extend(part.passages.iter().map(|one| Written { place, text: &one.text }));
        }
    }
    if portfolio.case_edited {
        all.extend(portfolio.case.iter().map(|one| Written { place: Place::Case, text: &one.text }));
    }
    let expected = portfolio.expectations.iter().flat_map(|one| [&one.text, &one.agreed]);
    all.extend(expected.map(|text| Written { place: Place::Expectation, text }));
    let planned = portfolio.gaps.iter().flat_map(|one| [&one.gap, &one.opportunity, &one.expected]);
    all.extend(planned.map(|text| Written { place: Place::Plan, text }));
    all
}

/// All runs of so many words, in small letters; what is shorter tells nothing.
fn runs(text: &str) -> impl Iterator<Item = String> {
    let words: Vec<String> = text.unicode_words().map(str::to_lowercase).collect();
    (TELLING..=words.len()).filter_map(move |end| Some(words.get(end - TELLING..end)?.join(" ")))
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
        let write = |role, text: &str| vault.write_part(preset, win, role, Some(text), &[]).unwrap();
        write(Some(PartRole::Own), "That winter i wanted to LEAVE  the company; it was hard.");
        assert_eq!(codes(), [FindingCode::PrivateWords], "whatever the case and the spaces");
        write(Some(PartRole::Own), "Dana found she was the only one who read them.");
        assert_eq!(codes(), [FindingCode::UnconsentedQuote]);
        write(Some(PartRole::Own), "I told nobody.");
        assert!(codes().is_empty(), "a few common words are nobody's");
        write(None, "She was the only one who read the numbers");
        assert_eq!(codes(), [FindingCode::UnconsentedQuote], "nor in a title");
    }

    #[test]
    fn nor_does_it_leave_by_the_growth_plan_or_from_an_entry_that_the_document_does_not_tell() {
        let vault = empty();
        add(&vault, &entry(Kind::Win, "2026-03-01", "It held", "I made it hold.", &["strategy:3"]));
        let mut diary = entry(Kind::Reflection, "2020-03-01", "", "Long ago.", &[]);
        diary.private = SECRET.to_owned();
        add(&vault, &diary);
        vault
            .begin_focus(&crate::growth::NewFocus {
                competency: "strategy".to_owned(),
                gap: "I wanted to leave the company".to_owned(),
                opportunity: String::new(),
                sponsor: None,
                expected: "A paper".to_owned(),
                by: None,
            })
            .unwrap();
        let period = Period { from: "2026-01-01".parse().unwrap(), to: "2026-11-23".parse().unwrap() };
        let preset = Preset::PromotionPacket;
        let portfolio = vault.compose(&Brief::new(preset, period)).unwrap();
        let found = vault.findings(&portfolio).unwrap().remove(0);
        assert_eq!((found.code, found.fix, found.blocks), (FindingCode::PrivateWords, Some(Fix::OpenPlan), true));
        assert!(vault.release(&portfolio).is_err());
    }
}
