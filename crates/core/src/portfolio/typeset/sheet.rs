//! What the template gets: every text in the words in which it is printed.

use chrono::Datelike;
use serde::Serialize;

use crate::growth::say;
use crate::language::Dates;
use crate::portfolio::brief::{Paper, Preset};
use crate::portfolio::drawing::{self, Picture};
use crate::portfolio::model::{
    self, Expectation, Gap, Group, Passage, PassageSort, Portfolio, Reference, Row, Setback, Statement, Story,
};

/// Letters after which a word without an end may be broken; no ordinary word is longer.
const LONGEST_WORD: usize = 28;

/// The data of one document. Field names are those in `portfolio.typ`.
#[derive(Debug, Serialize)]
pub(super) struct Sheet {
    /// 1 is the usual size.
    pub(super) size: f64,
    paper: &'static str,
    one_page: bool,
    title: String,
    author: String,
    document_title: String,
    year: i32,
    month: u32,
    day: u32,
    byline: String,
    footer: String,
    case: Vec<Line>,
    missing: Vec<String>,
    outcomes: Vec<Line>,
    expectations: Vec<Line>,
    written: Option<Drawn>,
    hands: Option<Drawn>,
    setback: Option<Told>,
    leading: Vec<Part>,
    feedback: Vec<Line>,
    gaps: Vec<Told>,
    has_matrix: bool,
    levels: usize,
    matrix: Vec<Standing>,
    stories: Vec<Told>,
    by_competency: bool,
    entries: Vec<Entry>,
}

#[derive(Debug, Serialize)]
struct Line {
    sort: &'static str,
    text: String,
    by: String,
    refs: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Drawn {
    caption: &'static str,
    svg: String,
    alt: String,
}

#[derive(Debug, Serialize)]
struct Standing {
    name: String,
    level: u8,
    target: u8,
    level_words: String,
    strength: &'static str,
    stories: String,
    last: String,
    refs: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Told {
    /// None of what is no story.
    number: Option<u32>,
    title: String,
    competency: String,
    line: String,
    refs: Vec<String>,
    parts: Vec<Part>,
}

#[derive(Debug, Serialize)]
struct Part {
    heading: String,
    lines: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Entry {
    label: String,
    day: String,
    notes: String,
    kind: String,
    title: String,
}

impl Sheet {
    pub(super) fn of(portfolio: &Portfolio) -> Self {
        let name = clean(&portfolio.name);
        let dates = &portfolio.dates();
        let footer = [name.clone(), dates.months(portfolio.period)];
        Self {
            size: 1.0,
            paper: match portfolio.paper {
                Paper::A4 => "a4",
                Paper::Letter => "us-letter",
            },
            one_page: portfolio.preset == Preset::ManagerBrief,
            title: clean(&portfolio.title),
            document_title: if name.is_empty() {
                clean(&portfolio.title)
            } else {
                format!("{}: {name}", clean(&portfolio.title))
            },
            author: name,
            year: portfolio.made_on.year(),
            month: portfolio.made_on.month(),
            day: portfolio.made_on.day(),
            byline: clean(&portfolio.byline()),
            footer: footer.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
            case: portfolio.case.iter().map(Line::from).collect(),
            missing: portfolio.missing.iter().map(|text| clean(text)).collect(),
            outcomes: portfolio.outcomes.iter().map(Line::from).collect(),
            expectations: portfolio.expectations.iter().map(Line::from).collect(),
            written: drawing::entries(&portfolio.months, dates).map(Drawn::from),
            hands: drawing::hands(&portfolio.months, dates).map(Drawn::from),
            setback: portfolio.setback.as_ref().map(|one| Told::of_setback(one, dates)),
            leading: portfolio.leading.iter().map(Part::from).collect(),
            feedback: portfolio.feedback.iter().map(Line::from).collect(),
            gaps: portfolio.gaps.iter().map(|gap| Told::of_gap(gap, dates)).collect(),
            has_matrix: !portfolio.matrix.is_empty(),
            levels: portfolio.levels.len(),
            matrix: portfolio.matrix.iter().map(|row| Standing::of(row, dates)).collect(),
            stories: portfolio.stories.iter().map(|story| Told::of_story(story, dates)).collect(),
            by_competency: portfolio.preset == Preset::SelfReview,
            entries: portfolio.references.iter().map(|one| Entry::of(one, dates)).collect(),
        }
    }
}

impl From<&Statement> for Line {
    fn from(one: &Statement) -> Self {
        Self { sort: "told", text: clean(&one.text), by: String::new(), refs: labels(one.shown()) }
    }
}

impl From<&Passage> for Line {
    fn from(one: &Passage) -> Self {
        let sort = match one.sort {
            PassageSort::Told => "told",
            PassageSort::Quote => "quote",
            PassageSort::Prompt => "prompt",
        };
        Self { sort, text: clean(&one.text), by: clean(&one.by), refs: labels(&one.refs) }
    }
}

impl Standing {
    fn of(row: &Row, dates: &Dates) -> Self {
        let numbers: Vec<String> = row.stories.iter().map(ToString::to_string).collect();
        Self {
            name: clean(&row.name),
            level: row.level,
            target: row.target,
            level_words: match row.level {
                0 => format!("no level yet, target {}", row.target),
                level => format!("level {level}, target {}", row.target),
            },
            strength: row.strength.word(),
            stories: numbers.join(", "),
            last: row.last.map(|last| dates.short_month(last)).unwrap_or_default(),
            refs: labels(&row.refs),
        }
    }
}

impl Told {
    fn of_story(story: &Story, dates: &Dates) -> Self {
        let mut line = vec![dates.when(story.period)];
        line.extend(story.project.as_deref().map(clean));
        Self {
            number: Some(story.number),
            title: clean(&story.title),
            competency: clean(story.competency.as_deref().unwrap_or_default()),
            line: line.join(" · "),
            refs: labels(&story.refs),
            parts: parts(&story.parts),
        }
    }

    fn of_setback(one: &Setback, dates: &Dates) -> Self {
        Self {
            number: None,
            title: clean(&one.title),
            competency: String::new(),
            line: dates.when(one.period),
            refs: labels(&one.refs),
            parts: parts(&one.parts),
        }
    }

    fn of_gap(gap: &Gap, dates: &Dates) -> Self {
        let part = |(heading, said): (&str, Vec<Statement>)| Part {
            heading: heading.to_owned(),
            lines: said.iter().map(Line::from).collect(),
        };
        Self {
            number: None,
            title: clean(&gap.name),
            competency: String::new(),
            line: String::new(),
            refs: Vec::new(),
            parts: gap.facts(dates).into_iter().map(part).collect(),
        }
    }
}

fn parts(parts: &[model::Part]) -> Vec<Part> {
    let told = parts.iter().filter(|part| !part.passages.is_empty());
    told.map(|part| Part { heading: clean(&part.heading), lines: part.passages.iter().map(Line::from).collect() })
        .collect()
}

impl From<&Group> for Part {
    fn from(group: &Group) -> Self {
        Self { heading: clean(&group.heading), lines: group.statements.iter().map(Line::from).collect() }
    }
}

impl From<&Expectation> for Line {
    fn from(one: &Expectation) -> Self {
        let by = if one.agreed.is_empty() { String::new() } else { format!("agreed: {}", clean(&one.agreed)) };
        Self { sort: "told", text: clean(&one.text), by, refs: Vec::new() }
    }
}

impl From<Picture> for Drawn {
    fn from(picture: Picture) -> Self {
        Self { caption: picture.caption, svg: picture.svg, alt: picture.alt }
    }
}

impl Entry {
    fn of(one: &Reference, dates: &Dates) -> Self {
        Self {
            label: label(one.number),
            day: one.day(dates),
            notes: one.notes(),
            kind: say::capital(one.kind.word()),
            title: clean(&one.title),
        }
    }
}

fn label(number: u32) -> String {
    format!("E{number}")
}

fn labels(numbers: &[u32]) -> Vec<String> {
    numbers.iter().copied().map(label).collect()
}

/// A text that can be set: control characters become spaces, and a word without an end gets
/// places, invisible ones, at which a line may end.
fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let mut run = 0;
    for letter in text.chars() {
        let letter = if letter.is_control() { ' ' } else { letter };
        run = if letter.is_whitespace() { 0 } else { run + 1 };
        if run > LONGEST_WORD {
            cleaned.push('\u{200b}');
            run = 1;
        }
        cleaned.push(letter);
    }
    cleaned
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_without_an_end_may_be_broken_and_no_other() {
        assert_eq!(clean("Donaudampfschifffahrt and on"), "Donaudampfschifffahrt and on");
        assert_eq!(clean(&"x".repeat(60)).matches('\u{200b}').count(), 2);
        assert_eq!(clean("a\u{7}b\nc"), "a b c");
    }
}
