//! Two documents beside one another: what came, what went, and what is another.

use std::collections::{HashMap, HashSet};

use super::differences::{Difference, DifferenceSort, Topic};
use crate::growth::say;
use crate::id::EntryId;
use crate::language::Dates;
use crate::portfolio::model::{Gap, Part, Passage, PassageSort, Portfolio, Reference, Row, Statement, Story};

/// What is another in `is` than in `was`, in the order of the document.
pub(super) fn compare(was: &Portfolio, is: &Portfolio) -> Vec<Difference> {
    let mut found = Found::default();
    let dates = &is.dates();
    options(was, is, dates, &mut found);
    let texts = |statements: &[Statement]| statements.iter().map(|one| one.text.clone()).collect::<Vec<_>>();
    // What is counted is another every day; what is said of it is not.
    if was.case_edited || is.case_edited {
        found.texts(Topic::Case, &texts(&was.case), &texts(&is.case));
    }
    found.texts(Topic::Outcome, &texts(&was.outcomes), &texts(&is.outcomes));
    let expected =
        |portfolio: &Portfolio| portfolio.expectations.iter().map(|one| one.text.clone()).collect::<Vec<_>>();
    found.texts(Topic::Expectation, &expected(was), &expected(is));
    competencies(&was.matrix, &is.matrix, &mut found);
    stories(was, is, &mut found);
    setbacks(was, is, &mut found);
    let leading = |portfolio: &Portfolio| {
        portfolio.leading.iter().flat_map(|group| &group.statements).map(|one| one.text.clone()).collect::<Vec<_>>()
    };
    found.texts(Topic::Leading, &leading(was), &leading(is));
    let quotes = |portfolio: &Portfolio| portfolio.feedback.iter().map(said).collect::<Vec<_>>();
    found.texts(Topic::Feedback, &quotes(was), &quotes(is));
    plans(&was.gaps, &is.gaps, &mut found);
    entries(&was.references, &is.references, dates, &mut found);
    found.0
}

#[derive(Default)]
pub(super) struct Found(pub(super) Vec<Difference>);

impl Found {
    fn push(&mut self, about: Topic, sort: DifferenceSort, text: impl Into<String>, entry: Option<EntryId>) {
        self.0.push(Difference { about, sort, text: text.into(), entry });
    }

    pub(super) fn altered(&mut self, about: Topic, text: impl Into<String>) {
        self.push(about, DifferenceSort::Altered, text, None);
    }

    /// Of texts that are known by nothing but their words.
    fn texts(&mut self, about: Topic, was: &[String], is: &[String]) {
        let (known, now): (HashSet<&String>, HashSet<&String>) = (was.iter().collect(), is.iter().collect());
        let added: Vec<&String> = is.iter().filter(|text| !known.contains(text)).collect();
        let removed: Vec<&String> = was.iter().filter(|text| !now.contains(text)).collect();
        added.into_iter().for_each(|text| self.push(about, DifferenceSort::Added, text, None));
        removed.into_iter().for_each(|text| self.push(about, DifferenceSort::Removed, text, None));
    }
}

/// As in "Group PM instead of Senior PM".
pub(super) fn instead(before: &str, is: &str, was: &str) -> String {
    say::capital(&format!("{before}{is} instead of {was}."))
}

fn options(was: &Portfolio, is: &Portfolio, dates: &Dates, found: &mut Found) {
    let about = Topic::Options;
    if was.period.from != is.period.from {
        found.altered(about, instead("Begins on ", &dates.day(is.period.from), &dates.day(was.period.from)));
    }
    if was.period.to != is.period.to {
        found.altered(about, instead("Ends on ", &dates.day(is.period.to), &dates.day(was.period.to)));
    }
    let rung = |rung: &str| if rung.is_empty() { "nothing".to_owned() } else { rung.to_owned() };
    if was.role != is.role {
        found.altered(about, instead("Held: ", &rung(&is.role), &rung(&was.role)));
    }
    if was.target != is.target {
        found.altered(about, instead("Aims at ", &rung(&is.target), &rung(&was.target)));
    }
}

fn competencies(was: &[Row], is: &[Row], found: &mut Found) {
    let known: HashMap<&str, &Row> = was.iter().map(|row| (row.key.as_str(), row)).collect();
    let now: HashSet<&str> = is.iter().map(|row| row.key.as_str()).collect();
    for row in is {
        let Some(before) = known.get(row.key.as_str()) else {
            // A document without a matrix says nothing of any.
            if !was.is_empty() {
                found.push(Topic::Competency, DifferenceSort::Added, &row.name, None);
            }
            continue;
        };
        let mut differs = Vec::new();
        if row.strength != before.strength {
            differs.push(format!("{} instead of {}", row.strength.word(), before.strength.word()));
        }
        if row.level != before.level {
            let level = |level: u8| if level == 0 { "none".to_owned() } else { level.to_string() };
            differs.push(format!("level {} instead of {}", level(row.level), level(before.level)));
        }
        if row.target != before.target {
            differs.push(format!("held against level {} instead of {}", row.target, before.target));
        }
        if !differs.is_empty() {
            found.altered(Topic::Competency, format!("{}: {}.", row.name, differs.join(", ")));
        }
    }
    for row in was.iter().filter(|row| !is.is_empty() && !now.contains(row.key.as_str())) {
        found.push(Topic::Competency, DifferenceSort::Removed, &row.name, None);
    }
}

fn stories(was: &Portfolio, is: &Portfolio, found: &mut Found) {
    let about = Topic::Story;
    let mut left: Vec<&Story> = was.stories.iter().collect();
    let mut common = Vec::new();
    for story in &is.stories {
        let entries = ids(is, &story.refs);
        // The same situation, whatever it is named after by now: the one that shares most with it.
        let shared = |one: &&Story| ids(was, &one.refs).intersection(&entries).count();
        let best = (0..left.len()).max_by_key(|place| left.get(*place).map(shared));
        let best = best.filter(|place| left.get(*place).is_some_and(|one| shared(one) > 0));
        let named = id(is, story.named_after);
        let Some(before) = best.map(|place| left.remove(place)) else {
            found.push(about, DifferenceSort::Added, &story.title, named);
            continue;
        };
        common.push(before.number);
        let mut differs = Vec::new();
        if before.title != story.title {
            differs.push(format!("was called “{}”", before.title));
        }
        differs.extend(reads_differently(was, &before.parts, is, &story.parts));
        if !differs.is_empty() {
            let text = format!("“{}”: {}.", story.title, differs.join("; "));
            found.push(about, DifferenceSort::Altered, text, named);
        }
    }
    for story in left {
        found.push(about, DifferenceSort::Removed, &story.title, id(was, story.named_after));
    }
    if !common.is_sorted() {
        found.altered(about, "The stories stand in another order.");
    }
}

fn setbacks(was: &Portfolio, is: &Portfolio, found: &mut Found) {
    let about = Topic::Story;
    match (&was.setback, &is.setback) {
        (None, Some(setback)) => found.push(about, DifferenceSort::Added, &setback.title, None),
        (Some(setback), None) => found.push(about, DifferenceSort::Removed, &setback.title, None),
        (Some(before), Some(setback)) if ids(was, &before.refs).is_disjoint(&ids(is, &setback.refs)) => {
            found.push(about, DifferenceSort::Added, &setback.title, None);
            found.push(about, DifferenceSort::Removed, &before.title, None);
        }
        (Some(before), Some(setback)) => {
            if let Some(differs) = reads_differently(was, &before.parts, is, &setback.parts) {
                found.altered(about, format!("“{}”: {differs}.", setback.title));
            }
        }
        (None, None) => {}
    }
}

/// As in "context and result read differently".
fn reads_differently(was: &Portfolio, before: &[Part], is: &Portfolio, now: &[Part]) -> Option<String> {
    let words = |portfolio: &Portfolio, parts: &[Part], part: &Part| -> Vec<(PassageSort, String, Vec<EntryId>)> {
        let same = parts.iter().find(|one| one.role == part.role);
        let passages = same.into_iter().flat_map(|part| &part.passages);
        let sources = |passage: &Passage| passage.refs.iter().filter_map(|number| id(portfolio, *number)).collect();
        passages.map(|one| (one.sort, said(one), sources(one))).collect()
    };
    let gone = before.iter().filter(|part| now.iter().all(|one| one.role != part.role));
    let parts: Vec<String> = now
        .iter()
        .chain(gone)
        .filter(|part| words(was, before, part) != words(is, now, part))
        .map(|part| lower(&part.heading))
        .collect();
    match parts.as_slice() {
        [] => None,
        [one] => Some(format!("“{one}” reads differently")),
        _ => {
            let quoted: Vec<String> = parts.iter().map(|part| format!("“{part}”")).collect();
            Some(format!("{} read differently", say::list(&quoted)))
        }
    }
}

fn plans(was: &[Gap], is: &[Gap], found: &mut Found) {
    let known: HashMap<&str, &Gap> = was.iter().map(|gap| (gap.key.as_str(), gap)).collect();
    for gap in is {
        match known.get(gap.key.as_str()) {
            None => found.push(Topic::Plan, DifferenceSort::Added, &gap.name, None),
            Some(before) if before.delivered.len() < gap.delivered.len() => {
                found.altered(Topic::Plan, format!("{}: more of what was expected is there.", gap.name));
            }
            Some(before) if *before != gap => {
                found.altered(Topic::Plan, format!("{}: the plan is another.", gap.name));
            }
            Some(_) => {}
        }
    }
    for gap in was.iter().filter(|gap| is.iter().all(|one| one.key != gap.key)) {
        found.push(Topic::Plan, DifferenceSort::Removed, &gap.name, None);
    }
}

fn entries(was: &[Reference], is: &[Reference], dates: &Dates, found: &mut Found) {
    let text = |one: &Reference| format!("{} ({})", one.title, one.day(dates));
    let only = |these: &[Reference], others: &[Reference]| -> Vec<Reference> {
        let known: HashSet<EntryId> = others.iter().map(|one| one.id).collect();
        these.iter().filter(|one| !known.contains(&one.id)).cloned().collect()
    };
    for one in only(is, was) {
        found.push(Topic::Entry, DifferenceSort::Added, text(&one), Some(one.id));
    }
    for one in only(was, is) {
        found.push(Topic::Entry, DifferenceSort::Removed, text(&one), Some(one.id));
    }
}

fn said(passage: &Passage) -> String {
    if passage.by.is_empty() { passage.text.clone() } else { format!("{} ({})", passage.text, passage.by) }
}

fn lower(text: &str) -> String {
    text.to_lowercase()
}

fn id(portfolio: &Portfolio, number: u32) -> Option<EntryId> {
    let place = usize::try_from(number).ok()?.checked_sub(1)?;
    portfolio.references.get(place).map(|reference| reference.id)
}

fn ids(portfolio: &Portfolio, numbers: &[u32]) -> HashSet<EntryId> {
    numbers.iter().filter_map(|number| id(portfolio, *number)).collect()
}
