//! From a table to a framework.

use std::collections::BTreeSet;

use super::axis::{Laid, lay};
use super::form::{Cells, cells};
use super::grid::Grid;
use super::{Choices, LadderReading, NAMELESS, Note, key, note, rank, rungs, scope_of};
use crate::competency::framework::{
    Behaviour, Competency, Framework, LONGEST_NAME, LONGEST_TEXT, MOST_COMPETENCIES, Rung,
};
use crate::competency::level::{FEWEST_LEVELS, Level, MOST_LEVELS};
use crate::error::{Error, Result};

/// What a column that is no level is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    Name,
    Key,
    Section,
    About,
    LeaderShift,
    /// Something that a framework has no place for.
    Aside,
}

/// Headings by which columns that are no levels are called.
const LABELS: [(Label, &[&str]); 6] = [
    (
        Label::Name,
        &[
            "competency",
            "competencies",
            "competence",
            "skill",
            "skills",
            "capability",
            "attribute",
            "level",
            "levels",
            "role",
            "title",
        ],
    ),
    (Label::Key, &["key", "id"]),
    (Label::Section, &["section", "area", "group", "category", "theme", "pillar", "dimension", "domain"]),
    (Label::About, &["about", "description", "definition", "summary", "what it is", "meaning"]),
    (Label::LeaderShift, &["leader shift"]),
    (
        Label::Aside,
        &["notes", "note", "comment", "comments", "example", "examples", "owner", "link", "links", "source"],
    ),
];

/// The row of our own export that says how far each level reaches, and the one that names the rungs.
pub(super) const SCOPE: &str = "Scope";
pub(super) const ROLES: &str = "Roles";

/// What a heading says that its column is for; none if it may be that of a level.
pub(super) fn label_of(heading: &str) -> Option<Label> {
    let found = LABELS.iter().find(|(_, words)| words.iter().any(|word| word.eq_ignore_ascii_case(heading)));
    found.map(|(label, _)| *label)
}

/// Reads a table.
pub(super) fn read(text: &str, choices: &Choices) -> Result<LadderReading> {
    let mut notes = Vec::new();
    let found = cells(text, &mut notes)?;
    let (grid, title) = without_title(&found, &mut notes);
    if grid.height() < 2 || grid.width() < 2 {
        return Err(Error::invalid("ladder", "is no table of competencies and levels: it has one row or one column"));
    }
    let Laid { grid, head, orientation } = lay(grid, choices.orientation, &mut notes)?;
    let (columns, levels) = columns(&grid, head, &mut notes)?;
    let mut table = Table { grid: &grid, columns, notes, competencies: Vec::new(), keys: BTreeSet::new() };
    let body = table.special_rows(head + 1, levels)?;
    table.body(body.from)?;
    let Table { competencies, mut notes, .. } = table;
    if competencies.is_empty() {
        return Err(Error::invalid("ladder", "names no competency below its head"));
    }
    if !body.scopes_given && choices.scopes.is_empty() {
        note(&mut notes, "", "How far each level reaches was taken from its name. Change it where it is wrong.");
    }
    let names = title.into_iter().chain([super::cell::name(&choices.source), NAMELESS.to_owned()]);
    let name = names.into_iter().find(|name| (1..=LONGEST_NAME).contains(&name.chars().count())).unwrap_or_default();
    let key = key::of(&name);
    let framework = Framework { key, name, version: 1, levels: body.levels, ladder: body.ladder, competencies };
    Ok(LadderReading { framework, form: found.form, orientation: Some(orientation), notes })
}

/// The grid without lines above it that say one thing only, and the first of these.
fn without_title(found: &Cells, notes: &mut Vec<Note>) -> (Grid, Option<String>) {
    let grid = Grid::of(found);
    let lines = (0..grid.height()).take_while(|row| grid.filled(*row).len() == 1).count();
    if grid.width() < 3 || lines == 0 {
        return (grid, found.title.clone());
    }
    let said = grid.filled(0).first().map(|column| grid.name(0, *column));
    for row in 1..lines {
        note(notes, grid.row_place(row), "The line above the table was left out.");
    }
    (grid.below(lines), found.title.clone().or(said))
}

/// What each column is for.
#[derive(Debug, Default)]
struct Columns {
    name: usize,
    key: Option<usize>,
    section: Option<usize>,
    about: Option<usize>,
    leader_shift: Option<usize>,
    levels: Vec<usize>,
}

/// Finds out what each column is for, and what the levels are called.
fn columns(grid: &Grid, head: usize, notes: &mut Vec<Note>) -> Result<(Columns, Vec<String>)> {
    for row in 0..head {
        if !grid.filled(row).is_empty() {
            note(notes, grid.row_place(row), "What stands above the levels was left out.");
        }
    }
    let headings: Vec<String> = (0..grid.width()).map(|column| grid.name(head, column)).collect();
    let is_level = |heading: &String| label_of(heading).is_none() && rank::is_level(heading);
    let named = headings.iter().any(|heading| label_of(heading) == Some(Label::Name));
    let is_ours = headings.iter().any(|heading| label_of(heading) == Some(Label::Key));
    // Columns to the left of the levels say what a row is about.
    let first = match headings.iter().position(is_level) {
        _ if named && is_ours => 0,
        Some(first) => first,
        None if named => 0,
        None => 1,
    };
    let mut columns = Columns::default();
    let mut undecided = Vec::new();
    let (mut name, mut has_level) = (None, false);
    for (column, heading) in headings.iter().enumerate() {
        match label_of(heading) {
            Some(Label::Name) if name.is_none() => name = Some(column),
            Some(Label::Key) if columns.key.is_none() => columns.key = Some(column),
            Some(Label::Section) if columns.section.is_none() => columns.section = Some(column),
            Some(Label::About) if columns.about.is_none() => columns.about = Some(column),
            Some(Label::LeaderShift) => columns.leader_shift = Some(column),
            Some(_) => note(notes, grid.column_place(column), "This column is no level and was left out."),
            None if heading.is_empty() && (head + 1..grid.height()).all(|row| grid.text(row, column).is_empty()) => {}
            None if column < first || (heading.is_empty() && !has_level) => undecided.push(column),
            None => {
                has_level = true;
                columns.levels.push(column);
            }
        }
    }
    columns.name = match name {
        Some(name) => name,
        None => naming(grid, head, &undecided).ok_or_else(|| {
            Error::invalid("ladder", format!("{}: no column names the competencies", grid.row_place(head)))
        })?,
    };
    undecided.retain(|column| *column != columns.name);
    // Right of the names, what has a short heading is a level with a name of its own.
    let is_short = |column: &usize| (1..=2).contains(&headings.get(*column).map_or(0, |it| it.split(' ').count()));
    let is_named = |column: &usize| headings.get(*column).is_some_and(|heading| !heading.is_empty());
    columns.levels.extend(undecided.extract_if(.., |it| *it > columns.name && is_named(it) && is_short(it)));
    columns.levels.sort_unstable();
    let mut names: Vec<String> = Vec::with_capacity(columns.levels.len());
    for &column in &columns.levels {
        let heading = headings.get(column).cloned().unwrap_or_default();
        let level = if heading.is_empty() { follow(&names) } else { heading.clone() };
        if heading.is_empty() {
            note(notes, grid.place(head, column), format!("A level without a name was called “{level}”."));
        }
        check_length(grid, head, column, &level)?;
        if names.iter().any(|known| known.eq_ignore_ascii_case(&level)) {
            let problem = format!("{}: this level has the name of another", grid.place(head, column));
            return Err(Error::invalid("ladder", problem));
        }
        names.push(level);
    }
    let count = names.len();
    if !(usize::from(FEWEST_LEVELS)..=usize::from(MOST_LEVELS)).contains(&count) {
        let place = grid.row_place(head);
        let problem = format!("{place} has {count} levels; there can be {FEWEST_LEVELS} to {MOST_LEVELS}");
        return Err(Error::invalid("ladder", problem));
    }
    for column in undecided {
        if columns.section.is_none() && column < columns.name {
            columns.section = Some(column);
        } else if columns.about.is_none() && length(grid, head, column) > 24 {
            columns.about = Some(column);
        } else if columns.section.is_none() {
            columns.section = Some(column);
        } else {
            note(notes, grid.column_place(column), "This column is no level and was left out.");
        }
    }
    Ok((columns, names))
}

/// What a level is called whose heading is missing, as where one heading stands over two columns.
fn follow(names: &[String]) -> String {
    match names.last() {
        Some(name) => format!("{name} +"),
        None => "Level 1".to_owned(),
    }
}

/// Of columns without a heading that says so, the one that names: it tells most rows apart. Of equals,
/// the first.
fn naming(grid: &Grid, head: usize, columns: &[usize]) -> Option<usize> {
    let names = |column: &usize| {
        let names: BTreeSet<String> =
            (head + 1..grid.height()).map(|row| grid.name(row, *column)).filter(|name| !name.is_empty()).collect();
        // What is long describes.
        let is_name = names.iter().map(|name| name.chars().count()).sum::<usize>() <= 60 * names.len();
        (is_name, names.len())
    };
    columns
        .iter()
        .copied()
        .max_by_key(|column| (names(column), std::cmp::Reverse(*column)))
        .filter(|column| names(column).1 > 0)
}

/// The usual length of what stands in a column.
fn length(grid: &Grid, head: usize, column: usize) -> usize {
    let lengths: Vec<usize> = (head + 1..grid.height())
        .map(|row| grid.text(row, column).chars().count())
        .filter(|length| *length > 0)
        .collect();
    lengths.iter().sum::<usize>() / lengths.len().max(1)
}

fn check_length(grid: &Grid, row: usize, column: usize, name: &str) -> Result<()> {
    if name.chars().count() > LONGEST_NAME {
        let problem = format!("{}: the name is longer than {LONGEST_NAME} characters", grid.place(row, column));
        return Err(Error::invalid("ladder", problem));
    }
    Ok(())
}

/// What the rows say that are about the levels themselves.
struct Body {
    levels: Vec<Level>,
    ladder: Vec<Rung>,
    scopes_given: bool,
    /// The first row below them.
    from: usize,
}

/// A table on its way to being a framework.
struct Table<'g> {
    grid: &'g Grid,
    columns: Columns,
    notes: Vec<Note>,
    competencies: Vec<Competency>,
    keys: BTreeSet<String>,
}

impl Table<'_> {
    /// Reads the rows on scopes and roles, if there are any right below the head.
    fn special_rows(&mut self, from: usize, names: Vec<String>) -> Result<Body> {
        let scopes = rank::scopes(&names);
        let levels = names.into_iter().zip(scopes).map(|(name, scope)| Level { name, scope }).collect();
        let mut body = Body { levels, ladder: Vec::new(), scopes_given: false, from };
        let mut has_roles = false;
        loop {
            let name = self.grid.name(body.from, self.columns.name);
            let cells: Vec<String> =
                self.columns.levels.iter().map(|column| self.grid.text(body.from, *column)).collect();
            if name.eq_ignore_ascii_case(SCOPE) && !body.scopes_given {
                let Some(scopes) = cells.iter().map(|cell| scope_of(cell)).collect::<Option<Vec<u8>>>() else { break };
                body.levels.iter_mut().zip(scopes).for_each(|(level, scope)| level.scope = scope);
                body.scopes_given = true;
            } else if name.eq_ignore_ascii_case(ROLES) && !has_roles {
                for (level, cell) in (1..).zip(&cells) {
                    body.ladder.extend(cell.lines().map(|name| Rung { name: name.to_owned(), level }));
                }
                has_roles = true;
            } else {
                break;
            }
            body.from += 1;
        }
        if !has_roles {
            body.ladder = rungs(&body.levels);
        }
        Ok(body)
    }

    /// Reads the rows from `from` on.
    fn body(&mut self, from: usize) -> Result<()> {
        let mut section = String::new();
        // A row that says nothing but a name heads what follows, if something does.
        let mut heading: Option<usize> = None;
        for row in from..self.grid.height() {
            if let Some(named) = self.columns.section.map(|column| self.grid.name(row, column)) {
                let column = self.columns.section.unwrap_or_default();
                // An empty cell is part of the merged one above; a hyphen says that there is no section.
                if !self.grid.raw(row, column).trim().is_empty() {
                    self.check(row, column, &named)?;
                    section = named;
                }
            }
            let name = self.grid.name(row, self.columns.name);
            let behaviours: Vec<Behaviour> =
                self.columns.levels.iter().map(|column| Behaviour(self.grid.text(row, *column))).collect();
            let is_silent = behaviours.iter().all(|Behaviour(text)| text.is_empty());
            match (name.is_empty(), is_silent) {
                (true, true) => {}
                (false, true) => {
                    self.note_heading(heading);
                    self.check(row, self.columns.name, &name)?;
                    section = name;
                    heading = Some(row);
                }
                (true, false) => self.go_on(row, behaviours)?,
                (false, false) => {
                    heading = None;
                    self.take(row, name, &section, behaviours)?;
                }
            }
        }
        self.note_heading(heading);
        Ok(())
    }

    /// Nothing came below a row that seemed to head something.
    fn note_heading(&mut self, heading: Option<usize>) {
        if let Some(row) = heading {
            let place = self.grid.row_place(row);
            note(&mut self.notes, place, "Nothing stands at any level here, so it was left out.");
        }
    }

    fn check(&self, row: usize, column: usize, name: &str) -> Result<()> {
        check_length(self.grid, row, column, name)
    }

    /// A row with behaviours and a name.
    fn take(&mut self, row: usize, name: String, section: &str, behaviours: Vec<Behaviour>) -> Result<()> {
        let said = |column: Option<usize>| column.map(|column| self.grid.text(row, column)).unwrap_or_default();
        let given = said(self.columns.key);
        let is_last = |last: &Competency| last.name == name && last.section == section;
        if given.is_empty() && self.competencies.last().is_some_and(is_last) {
            return self.go_on(row, behaviours);
        }
        self.check(row, self.columns.name, &name)?;
        if self.competencies.len() == MOST_COMPETENCIES {
            let problem = format!("{}: there are more than {MOST_COMPETENCIES} competencies", self.grid.row_place(row));
            return Err(Error::invalid("ladder", problem));
        }
        for (column, Behaviour(text)) in self.columns.levels.iter().zip(&behaviours) {
            let place = self.grid.place(row, *column);
            if text.is_empty() {
                note(&mut self.notes, place, format!("Nothing is said of {name} at this level."));
            } else if text.chars().count() > LONGEST_TEXT {
                let problem = format!("{place}: the text is longer than {LONGEST_TEXT} characters");
                return Err(Error::invalid("ladder", problem));
            }
        }
        let key = if given.is_empty() { key::fresh(&name, &mut self.keys) } else { given };
        self.keys.insert(key.clone());
        let is_yes = |text: &str| ["yes", "y", "true", "x", "1", "*"].iter().any(|yes| text.eq_ignore_ascii_case(yes));
        let about = said(self.columns.about);
        let leader_shift = is_yes(&said(self.columns.leader_shift));
        self.competencies.push(Competency {
            key,
            name,
            about,
            section: section.to_owned(),
            leader_shift,
            levels: behaviours,
        });
        Ok(())
    }

    /// A row without a name of its own: more of what the one above it began.
    fn go_on(&mut self, row: usize, behaviours: Vec<Behaviour>) -> Result<()> {
        let place = self.grid.row_place(row);
        let Some(last) = self.competencies.last_mut() else {
            note(&mut self.notes, place, "Nothing names what stands here, so it was left out.");
            return Ok(());
        };
        for (Behaviour(text), Behaviour(more)) in last.levels.iter_mut().zip(behaviours) {
            if !text.is_empty() && !more.is_empty() {
                text.push('\n');
            }
            text.push_str(&more);
            if text.chars().count() > LONGEST_TEXT {
                let problem = format!("{place}: the text is longer than {LONGEST_TEXT} characters with what is above");
                return Err(Error::invalid("ladder", problem));
            }
        }
        let text = format!("It was taken as more of {}.", last.name);
        note(&mut self.notes, place, text);
        Ok(())
    }
}
