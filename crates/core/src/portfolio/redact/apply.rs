//! A portfolio with everything replaced that its reader is not to know.

use std::collections::HashMap;

use chrono::{Datelike, Months, NaiveDate};
use serde::Serialize;
use specta::Type;

use super::alias;
use super::dictionary::Redaction;
use super::matcher::{Reading, Whose};
use super::numbers::{Told, measured};
use super::offer::Offer;
use super::profile::{RedactionProfile, ReplacementSort, Rule};
use super::text::Piece;
use crate::error::Result;
use crate::growth::Period;
use crate::id::EntryId;
use crate::portfolio::brief::Brief;
use crate::portfolio::model::{Passage, Portfolio};
use crate::portfolio::texts::{Sort, Where};
use crate::vault::Vault;

/// Contexts kept of a replacement.
const MOST_CONTEXTS: usize = 3;

/// Words of a context on each side.
const CONTEXT: usize = 5;

impl Vault {
    /// What would be replaced in the portfolio that `brief` asks for, in the order in which it is met.
    ///
    /// # Errors
    /// As [`Vault::compose`].
    pub fn preview_redaction(&self, brief: &Brief, profile: RedactionProfile) -> Result<Vec<Replacement>> {
        let redaction = self.redaction(profile)?;
        let list = self.redaction_terms()?;
        let mut replacements = self.compose(&brief.for_reader(profile))?.redact(&redaction).replacements;
        for one in &mut replacements {
            one.offer = redaction.offer(one, &list);
        }
        Ok(replacements)
    }
}

/// A portfolio that may be handed to somebody, and what was replaced in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redacted {
    /// The document.
    pub portfolio: Portfolio,
    /// What was replaced, in the order in which it was first met.
    pub replacements: Vec<Replacement>,
}

/// Something that was replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Replacement {
    /// What stood there.
    pub what: String,
    /// What stands there now.
    pub by: String,
    /// What sort of thing it is.
    pub sort: ReplacementSort,
    /// How often it was replaced.
    pub times: u32,
    /// The first places, three at most.
    pub contexts: Vec<ReplacementContext>,
    /// What its author can say of it; told by [`Vault::preview_redaction`] alone.
    pub offer: Option<Offer>,
}

/// A place at which something was replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ReplacementContext {
    /// The words before it, as the author wrote them.
    pub before: String,
    /// The words behind it.
    pub after: String,
    /// The section of the document.
    pub section: String,
    /// The number of the story.
    pub story: Option<u32>,
}

impl Portfolio {
    /// The document as its reader may have it. It is applied to what is rendered, so no format can do without;
    /// applied twice, it changes nothing the second time.
    #[must_use]
    pub fn redact(&self, redaction: &Redaction) -> Redacted {
        let mut portfolio = self.clone();
        portfolio.drop_unseen();
        let mut seen = Seen::default();
        if redaction.profile == RedactionProfile::Own {
            return Redacted { portfolio, replacements: Vec::new() };
        }
        // Before their texts are changed, and put in their places after that: an index is no sum.
        let measures =
            if redaction.profile.replaces(ReplacementSort::Number) { measures(&portfolio) } else { Vec::new() };
        let mut values = measures.iter().flat_map(|told| [told.is_some(); 2]);
        portfolio.each_text(&mut |here, sort, text| {
            if sort == Sort::Value && values.next() == Some(true) {
                return;
            }
            let reading = match sort {
                Sort::Author => return,
                Sort::Named => Reading::Field,
                Sort::Words | Sort::Value => Reading::Prose,
            };
            redaction.replace(text, reading, &mut |text, piece| seen.note(text, here, piece));
        });
        let stories = portfolio.stories.iter_mut().flat_map(|story| {
            let number = story.number;
            story.measures.iter_mut().map(move |measure| (number, measure))
        });
        for ((number, measure), told) in stories.zip(measures) {
            let Some(Told { baseline, result, mut unit }) = told else { continue };
            // What was measured before anything was replaced still holds the names.
            redaction.replace(&mut unit, Reading::Prose, &mut |_, _| {});
            let before = (measure.baseline.clone(), measure.result.clone());
            if before == (baseline.clone(), result.clone()) {
                continue;
            }
            let what = change(&measure.baseline, &measure.result, &measure.unit);
            seen.add(&what, change(&baseline, &result, &unit), ReplacementSort::Number, || ReplacementContext {
                before: measure.metric.clone(),
                after: measure.window.clone(),
                section: Where::Story(number).told().0.to_owned(),
                story: Some(number),
            });
            (measure.baseline, measure.result, measure.unit) = (baseline, result, unit);
        }
        if redaction.profile.replaces(ReplacementSort::Date) {
            portfolio.blur();
        }
        portfolio.hide_identities(redaction);
        portfolio.each_passage(&mut |passage| passage.by = without_echo(&passage.by));
        Redacted { portfolio, replacements: seen.0 }
    }

    /// The names of the author's list that stand in the document, how often, and where first.
    pub(in crate::portfolio) fn listed(&self, redaction: &Redaction) -> Vec<(String, u32, Where)> {
        let mut found: Vec<(String, u32, Where)> = Vec::new();
        self.clone().each_text(&mut |here, sort, text| {
            let reading = if sort == Sort::Named { Reading::Field } else { Reading::Prose };
            for hit in redaction.matcher.hits(text, reading) {
                let Whose::Subject(at) = hit.whose else { continue };
                let Some(subject) = redaction.subjects.get(at).filter(|subject| subject.listed) else { continue };
                let Some(name) = subject.names.first() else { continue };
                match found.iter_mut().find(|(known, ..)| known == name) {
                    Some((_, times, _)) => *times += 1,
                    None => found.push((name.clone(), 1, here)),
                }
            }
        });
        found
    }

    fn each_passage(&mut self, each: &mut dyn FnMut(&mut Passage)) {
        let stories = self.stories.iter_mut().flat_map(|story| &mut story.parts);
        let setback = self.setback.iter_mut().flat_map(|setback| &mut setback.parts);
        let told = stories.chain(setback).flat_map(|part| &mut part.passages);
        told.chain(&mut self.feedback).for_each(each);
    }

    /// Lets every day be the first of its month, and every time whole months.
    fn blur(&mut self) {
        self.period = months(self.period);
        for story in &mut self.stories {
            story.period = months(story.period);
        }
        if let Some(setback) = &mut self.setback {
            setback.period = months(setback.period);
        }
        for row in &mut self.matrix {
            row.last = row.last.map(first);
        }
        for gap in &mut self.gaps {
            (gap.by, gap.month_only) = (gap.by.map(first), true);
            gap.seen_on = gap.seen_on.map(first);
        }
        for reference in &mut self.references {
            (reference.on, reference.month_only) = (first(reference.on), true);
        }
    }

    /// Takes time out of identities and names out of keys.
    fn hide_identities(&mut self, redaction: &Redaction) {
        if redaction.profile.rule(ReplacementSort::Identity) == Rule::Replace {
            for reference in &mut self.references {
                reference.id = EntryId::from_bytes(alias::identity(&redaction.key, reference.id.as_bytes()));
            }
        }
        let mut instead: HashMap<String, String> = HashMap::new();
        let rows = self.matrix.iter_mut().map(|row| &mut row.key);
        let shown = self.stories.iter_mut().flat_map(|story| &mut story.levels).map(|shown| &mut shown.key);
        for key in rows.chain(shown).chain(self.gaps.iter_mut().map(|gap| &mut gap.key)) {
            if redaction.matcher.hides(key) {
                let next = instead.len() + 1;
                let new = instead.entry(key.clone()).or_insert_with(|| format!("competency-{next}"));
                key.clone_from(new);
            }
        }
    }
}

/// Who said so, once: as in "The CFO, March 2026" where an alias has said already what they are.
fn without_echo(by: &str) -> String {
    let words = |text: &str| text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    let mut parts = by.split(", ");
    let Some(name) = parts.next() else { return String::new() };
    let said = words(name);
    let new = parts.filter(|part| words(part).iter().any(|word| !said.contains(word)));
    std::iter::once(name).chain(new).collect::<Vec<_>>().join(", ")
}

/// A measure in a line.
fn change(baseline: &str, result: &str, unit: &str) -> String {
    let parts = if baseline.is_empty() { vec![result, unit] } else { vec![baseline, "to", result, unit] };
    parts.join(" ").trim().to_owned()
}

/// How each measure is told whose values are nothing but numbers.
fn measures(portfolio: &Portfolio) -> Vec<Option<Told>> {
    let measures = portfolio.stories.iter().flat_map(|story| &story.measures);
    measures.map(|one| measured(&one.baseline, &one.result, &one.unit)).collect()
}

fn first(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// The whole months that a period touches.
fn months(period: Period) -> Period {
    let last = |day: NaiveDate| first(day).checked_add_months(Months::new(1))?.pred_opt();
    Period { from: first(period.from), to: last(period.to).unwrap_or(period.to) }
}

/// What was replaced so far.
#[derive(Default)]
struct Seen(Vec<Replacement>);

impl Seen {
    fn note(&mut self, text: &str, here: Where, piece: &Piece) {
        let what = text.get(piece.bytes.clone()).unwrap_or_default();
        let words =
            |part: Option<&str>| part.unwrap_or_default().split_whitespace().map(ToOwned::to_owned).collect::<Vec<_>>();
        self.add(what, piece.by.clone(), piece.sort, || {
            let (section, story) = here.told();
            let before = words(text.get(..piece.bytes.start));
            let after = words(text.get(piece.bytes.end..));
            ReplacementContext {
                before: before.get(before.len().saturating_sub(CONTEXT)..).unwrap_or_default().join(" "),
                after: after.get(..CONTEXT.min(after.len())).unwrap_or_default().join(" "),
                section: section.to_owned(),
                story,
            }
        });
    }

    fn add(&mut self, what: &str, by: String, sort: ReplacementSort, context: impl FnOnce() -> ReplacementContext) {
        let at = self.0.iter().position(|one| one.what == what && one.by == by).unwrap_or_else(|| {
            self.0.push(Replacement { what: what.to_owned(), by, sort, times: 0, contexts: Vec::new(), offer: None });
            self.0.len() - 1
        });
        let Some(one) = self.0.get_mut(at) else { return };
        one.times += 1;
        if one.contexts.len() < MOST_CONTEXTS {
            one.contexts.push(context());
        }
    }
}

impl Where {
    /// The section as it is headed, and the number of the story.
    pub(in crate::portfolio) const fn told(self) -> (&'static str, Option<u32>) {
        match self {
            Self::Cover => ("Cover", None),
            Self::Outcomes => ("Outcomes", None),
            Self::Expectations => ("Expectations", None),
            Self::Matrix => ("Evidence matrix", None),
            Self::Story(number) => ("Stories", Some(number)),
            Self::Setback => ("Setback", None),
            Self::Leading => ("Leading through others", None),
            Self::Feedback => ("Feedback", None),
            Self::Growth => ("Where I grow next", None),
            Self::Appendix => ("Appendix", None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_alias_has_said_is_not_said_again() {
        for (by, wanted) in [
            ("The CRO, CRO, September 2026", "The CRO, September 2026"),
            (
                "The Project R9 engineering lead, engineering lead, Project R9, June 2026",
                "The Project R9 engineering lead, June 2026",
            ),
            ("Dana K, CFO, 12 March 2026", "Dana K, CFO, 12 March 2026"),
            ("A mentor, my mentor, 2026", "A mentor, my mentor, 2026"),
            ("", ""),
        ] {
            assert_eq!(without_echo(by), wanted);
        }
    }
}
