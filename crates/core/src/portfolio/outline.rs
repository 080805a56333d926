//! A portfolio as a sequence of blocks: what formats without pages are written from.
//!
//! Every section is put in its place and words here, once; Markdown, HTML and DOCX only say how a block
//! looks in them. Pages are set by typst from the model itself, because a page wants more than a sequence.

use std::collections::BTreeSet;

use super::drawing::{self, Picture};
use super::model::{
    Expectation, Gap, Group, Part, Passage, PassageSort, Portfolio, Reference, Row, Setback, Statement, Story,
};
use crate::growth::say;
use crate::language::Dates;

/// A piece of the document. All texts are plain: whoever writes them down escapes them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// The title of the document.
    Title(String),
    /// The line below it.
    Byline(String),
    /// The heading of a section.
    Section(&'static str),
    /// The heading of something in a section, with its number if it has one.
    Heading(Option<u32>, String),
    /// Lines that follow one another as one paragraph.
    Paragraph(Vec<Line>),
    /// A list, one item a line.
    List(Vec<Line>),
    /// Something that stands on its own, small: dates, a project.
    Note(Line),
    /// What is said about each of several things, such as the parts of a story.
    Facts(Vec<Fact>),
    /// A table with a head.
    Table(Table),
    /// A picture, in formats that can show one.
    Picture(Picture),
}

/// A word or two and what there is to say about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fact {
    pub(super) heading: String,
    pub(super) lines: Vec<Line>,
}

/// A line of text with the entries that say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) sort: PassageSort,
    pub(super) text: String,
    /// Who said so; only of a quote.
    pub(super) by: String,
    /// Numbers of entries.
    pub(super) refs: Vec<u32>,
}

/// A table. Each row has as many cells as there are columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    /// What it shows, for whoever cannot see it.
    pub(super) caption: &'static str,
    pub(super) columns: Vec<&'static str>,
    pub(super) rows: Vec<Vec<Cell>>,
}

impl Table {
    /// Whether it is where entries are listed.
    pub(super) fn is_index(&self) -> bool {
        self.rows.iter().flatten().any(|cell| matches!(cell, Cell::Entry(_)))
    }
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    Text(String),
    /// A level held, 0 while there is none, and the one aimed at, of so many.
    Level {
        held: u8,
        target: u8,
        highest: u8,
    },
    /// Numbers of entries that say so.
    Refs(Vec<u32>),
    /// The number of an entry, where it is listed.
    Entry(u32),
}

/// The numbers of the entries that a document lists, which a reference can lead to.
#[derive(Debug)]
pub(super) struct Listed(BTreeSet<u32>);

impl Listed {
    pub(super) fn of(blocks: &[Block]) -> Self {
        let rows =
            blocks.iter().filter_map(|block| if let Block::Table(table) = block { Some(&table.rows) } else { None });
        let entry = |cell: &Cell| if let Cell::Entry(number) = cell { Some(*number) } else { None };
        Self(rows.flatten().flatten().filter_map(entry).collect())
    }

    pub(super) fn has(&self, number: u32) -> bool {
        self.0.contains(&number)
    }
}

impl Portfolio {
    /// What the document is called where its title alone does not say whose it is.
    pub(super) fn headline(&self) -> String {
        match self.name.trim() {
            "" => self.title.clone(),
            name => format!("{}: {name}", self.title),
        }
    }

    /// What stands at the foot of every page: whose it is, and about when.
    pub(super) fn foot(&self) -> String {
        let parts = [self.name.trim().to_owned(), self.dates().months(self.period)];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    /// The document as blocks.
    pub(super) fn outline(&self) -> Vec<Block> {
        let dates = &self.dates();
        let mut blocks = vec![Block::Title(self.title.clone())];
        if !self.byline().is_empty() {
            blocks.push(Block::Byline(self.byline()));
        }
        if !self.case.is_empty() {
            blocks.push(Block::Paragraph(self.case.iter().map(Line::from).collect()));
        }
        blocks.extend(self.missing.iter().map(|text| Block::Paragraph(vec![Line::prompt(text)])));
        section(&mut blocks, "Outcomes", [self.outcomes()]);
        section(&mut blocks, "Expectations agreed for the period", self.expectations.first().map(|_| self.expected()));
        section(&mut blocks, "Evidence matrix", self.matrix.first().map(|_| self.rows()));
        let hands = self.leading.first().and_then(|_| drawing::hands(&self.months, dates)).map(Block::Picture);
        let written = drawing::entries(&self.months, dates).map(Block::Picture);
        let index = self.references.first().map(|_| index(&self.references, dates));
        section(&mut blocks, "Stories", self.stories.iter().flat_map(|one| story(one, dates)));
        section(&mut blocks, "A setback and what it taught", self.setback.iter().flat_map(|one| setback(one, dates)));
        section(
            &mut blocks,
            "Leading through others",
            self.leading.first().map(|_| leading(&self.leading)).into_iter().chain(hands),
        );
        let quotes = self.feedback.iter().map(Line::from).collect();
        section(&mut blocks, "What others said", self.feedback.first().map(|_| Block::List(quotes)));
        section(&mut blocks, "Where I grow next", self.gaps.iter().flat_map(|one| gap(one, dates)));
        section(&mut blocks, "Appendix: the entries behind it", written.into_iter().chain(index));
        blocks
    }

    fn rows(&self) -> Block {
        let dates = &self.dates();
        let highest = u8::try_from(self.levels.len()).unwrap_or(u8::MAX);
        let rows = &self.matrix;
        // A document of one page has no room for them.
        let with_entries = rows.iter().any(|row| !row.refs.is_empty());
        let row = |row: &Row| {
            let stories = row.stories.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            let mut cells = vec![
                Cell::Text(row.name.clone()),
                Cell::Level { held: row.level, target: row.target, highest },
                Cell::Text(row.target.to_string()),
                Cell::Text(row.strength.word().to_owned()),
                Cell::Text(stories),
                Cell::Text(row.last.map(|last| dates.short_month(last)).unwrap_or_default()),
            ];
            cells.extend(with_entries.then(|| Cell::Refs(row.refs.clone())));
            cells
        };
        let columns = ["Competency", "Level", "Target", "Evidence", "Stories", "Latest", "Entries"];
        Block::Table(Table {
            caption: "How strong the evidence is for each competency",
            columns: columns.into_iter().filter(|name| with_entries || *name != "Entries").collect(),
            rows: rows.iter().map(row).collect(),
        })
    }

    fn outcomes(&self) -> Block {
        if self.outcomes.is_empty() {
            return Block::Paragraph(vec![Line::prompt("No win of this period carries a metric and a result yet.")]);
        }
        Block::List(self.outcomes.iter().map(Line::from).collect())
    }

    fn expected(&self) -> Block {
        let line = |Expectation { text, agreed }: &Expectation| match agreed.as_str() {
            "" => Line::told(text),
            agreed => Line::told(format!("{text} (agreed: {agreed})")),
        };
        Block::List(self.expectations.iter().map(line).collect())
    }
}

/// A section with its heading; nothing where there is nothing in it.
fn section(blocks: &mut Vec<Block>, heading: &'static str, inside: impl IntoIterator<Item = Block>) {
    let mut inside = inside.into_iter().peekable();
    if inside.peek().is_some() {
        blocks.push(Block::Section(heading));
        blocks.extend(inside);
    }
}

fn story(story: &Story, dates: &Dates) -> [Block; 3] {
    let mut line = vec![dates.when(story.period)];
    line.extend(story.project.clone());
    [
        Block::Heading(Some(story.number), story.title.clone()),
        Block::Note(Line { refs: story.refs.clone(), ..Line::told(line.join(" · ")) }),
        facts(&story.parts),
    ]
}

fn setback(one: &Setback, dates: &Dates) -> [Block; 3] {
    [
        Block::Heading(None, one.title.clone()),
        Block::Note(Line { refs: one.refs.clone(), ..Line::told(dates.when(one.period)) }),
        facts(&one.parts),
    ]
}

fn facts(parts: &[Part]) -> Block {
    let fact =
        |part: &Part| Fact { heading: part.heading.clone(), lines: part.passages.iter().map(Line::from).collect() };
    Block::Facts(parts.iter().filter(|part| !part.passages.is_empty()).map(fact).collect())
}

fn leading(groups: &[Group]) -> Block {
    let fact = |group: &Group| Fact {
        heading: group.heading.clone(),
        lines: group.statements.iter().map(Line::from).collect(),
    };
    Block::Facts(groups.iter().map(fact).collect())
}

impl Gap {
    /// What is said of it, each under its heading.
    pub(super) fn facts(&self, dates: &Dates) -> Vec<(&'static str, Vec<Statement>)> {
        let from = |text: &str, refs: &[u32]| match text {
            "" => Vec::new(),
            text => vec![Statement::new(text, refs.to_vec())],
        };
        let one = |text: &str| from(text, &[]);
        let last = self.seen_on.filter(|_| !self.seen.is_empty());
        let said = last.map(|on| format!(" Said last in {}.", dates.month_of_year(on)));
        let by = [self.day(dates), self.sponsor.clone()];
        let by = match by.map(|one| one.trim().to_owned()) {
            [day, sponsor] if sponsor.is_empty() => day,
            [day, sponsor] if day.is_empty() => format!("{sponsor} makes room for it"),
            [day, sponsor] => format!("{day}; {sponsor} makes room for it"),
        };
        let said = [
            ("As it is seen", one(&(self.seen.clone() + &said.unwrap_or_default()))),
            ("The gap", from(&self.gap, &self.refs)),
            ("Next opportunity", one(&self.opportunity)),
            ("Evidence expected", one(&self.expected)),
            ("By", one(&by)),
            ("Delivered so far", self.delivered.clone()),
        ];
        said.into_iter().filter(|(_, said)| !said.is_empty()).collect()
    }
}

fn gap(gap: &Gap, dates: &Dates) -> [Block; 2] {
    let fact = |(heading, said): (&str, Vec<Statement>)| Fact {
        heading: heading.to_owned(),
        lines: said.iter().map(Line::from).collect(),
    };
    [Block::Heading(None, gap.name.clone()), Block::Facts(gap.facts(dates).into_iter().map(fact).collect())]
}

fn index(references: &[Reference], dates: &Dates) -> Block {
    let row = |one: &Reference| {
        let notes = match one.notes() {
            notes if notes.is_empty() => notes,
            notes => format!(" ({notes})"),
        };
        vec![
            Cell::Entry(one.number),
            Cell::Text(one.day(dates)),
            Cell::Text(say::capital(one.kind.word())),
            Cell::Text(format!("{}{notes}", one.title)),
        ]
    };
    Block::Table(Table {
        caption: "The entries behind the claims",
        columns: vec!["Entry", "Date", "Kind", "Title"],
        rows: references.iter().map(row).collect(),
    })
}

impl Line {
    pub(super) fn told(text: impl Into<String>) -> Self {
        Self { sort: PassageSort::Told, text: text.into(), by: String::new(), refs: Vec::new() }
    }

    fn prompt(text: impl Into<String>) -> Self {
        Self { sort: PassageSort::Prompt, ..Self::told(text) }
    }

    /// As in `[E3, E7]`; empty without any.
    pub(super) fn labels(&self) -> String {
        labels(&self.refs)
    }
}

/// A level as a number.
pub(super) fn level(held: u8) -> String {
    if held == 0 { "–".to_owned() } else { held.to_string() }
}

/// As in `[E3, E7]`; empty without any.
pub(super) fn labels(numbers: &[u32]) -> String {
    if numbers.is_empty() {
        return String::new();
    }
    format!("[{}]", numbers.iter().copied().map(label).collect::<Vec<_>>().join(", "))
}

/// What stands between the labels of so many entries: no line ends within a few of them.
pub(super) const fn between(count: usize) -> &'static str {
    if count > 4 { ", " } else { ",\u{a0}" }
}

/// As in `E3`.
pub(super) fn label(number: u32) -> String {
    format!("E{number}")
}

impl From<&Statement> for Line {
    fn from(one: &Statement) -> Self {
        Self { refs: one.shown().to_vec(), ..Self::told(&one.text) }
    }
}

impl From<&Passage> for Line {
    fn from(one: &Passage) -> Self {
        Self { sort: one.sort, text: one.text.clone(), by: one.by.clone(), refs: one.refs.clone() }
    }
}
