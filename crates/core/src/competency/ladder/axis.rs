//! Which axis of a table the levels are on, and which row of that way of looking at it is its head.

use super::grid::Grid;
use super::table::{Label, label_of};
use super::{Note, Orientation, note, rank};
use crate::competency::level::{FEWEST_LEVELS, MOST_LEVELS};
use crate::error::{Error, Result};

/// Rows at the top of a table among which its head is.
const TOP: usize = 4;

/// A table turned so that its levels are columns, and where its head is.
pub(super) struct Laid {
    pub(super) grid: Grid,
    pub(super) head: usize,
    pub(super) orientation: Orientation,
}

/// How much a row looks like a head of levels. The greater, the more.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
struct Likeness {
    /// Whether there are as many names as there can be levels.
    fits: bool,
    /// Whether it names the columns that are no levels, as our own export does.
    labelled: bool,
    /// The share of its names that are those of levels.
    share: f32,
    levels: usize,
}

/// Turns `grid` so that its levels are columns, as it was asked for or as its names say.
pub(super) fn lay(grid: Grid, wanted: Option<Orientation>, notes: &mut Vec<Note>) -> Result<Laid> {
    let turned = grid.turned();
    let heads = [(Orientation::Rows, &grid), (Orientation::Columns, &turned)].map(|(way, grid)| (way, head(grid)));
    let [(_, in_rows), (_, in_columns)] = heads;
    let orientation = wanted.or(match (in_rows, in_columns) {
        (Some((_, one)), Some((_, other))) if other > one => Some(Orientation::Columns),
        (Some(_), _) => Some(Orientation::Rows),
        (None, Some(_)) => Some(Orientation::Columns),
        (None, None) => None,
    });
    let orientation = match orientation {
        Some(orientation) => orientation,
        None => by_size(&grid, notes)?,
    };
    let (grid, head) = match orientation {
        Orientation::Rows => (grid, in_rows),
        Orientation::Columns => (turned, in_columns),
    };
    let head = head.map_or_else(|| first_full(&grid), |(at, _)| at);
    Ok(Laid { grid, head, orientation })
}

/// The row near the top that looks most like a head of levels, if any does.
fn head(grid: &Grid) -> Option<(usize, Likeness)> {
    let candidates = (0..grid.height().min(TOP)).filter_map(|row| Some((row, likeness(grid, row)?)));
    candidates.reduce(|best, one| if one.1 > best.1 { one } else { best })
}

fn likeness(grid: &Grid, row: usize) -> Option<Likeness> {
    let names: Vec<String> = (0..grid.width()).map(|column| grid.name(row, column)).collect();
    let labels = names.iter().filter(|name| label_of(name).is_some()).count();
    let others: Vec<&String> = names.iter().filter(|name| !name.is_empty() && label_of(name).is_none()).collect();
    let levels = others.iter().filter(|name| rank::is_level(name)).count();
    let named = names.iter().any(|name| matches!(label_of(name), Some(Label::Name | Label::Key)));
    let fits = (usize::from(FEWEST_LEVELS)..=usize::from(MOST_LEVELS)).contains(&others.len());
    let labelled = labels > 1 && named && fits;
    let share = levels as f32 / others.len().max(1) as f32;
    // The corner of a table may be called something that is no name of a level.
    let enough = levels >= usize::from(FEWEST_LEVELS) && levels * 2 >= others.len().saturating_sub(1);
    (labelled || enough).then_some(Likeness { fits, labelled, share, levels })
}

/// The first row near the top that says about as much as any of them; the corner of a head may be empty.
fn first_full(grid: &Grid) -> usize {
    let filled: Vec<usize> = (0..grid.height().min(TOP)).map(|row| grid.filled(row).len()).collect();
    let most = filled.iter().copied().max().unwrap_or(0);
    filled.iter().position(|count| count + 1 >= most).unwrap_or(0)
}

/// No name is that of a level: what there are few enough of to be levels, is.
fn by_size(grid: &Grid, notes: &mut Vec<Note>) -> Result<Orientation> {
    let fits = |count: usize| (usize::from(FEWEST_LEVELS)..=usize::from(MOST_LEVELS)).contains(&count);
    let columns = grid.filled(first_full(grid)).len();
    let columns = if grid.text(first_full(grid), 0).is_empty() { columns } else { columns.saturating_sub(1) };
    let rows = grid.height().saturating_sub(first_full(grid) + 1);
    let orientation = match (fits(columns), fits(rows)) {
        (true, _) => Orientation::Rows,
        (false, true) => Orientation::Columns,
        (false, false) => {
            let problem = format!(
                "has {columns} columns and {rows} rows of text, and neither are the {FEWEST_LEVELS} to {MOST_LEVELS} levels"
            );
            return Err(Error::invalid("ladder", problem));
        }
    };
    let which = if orientation == Orientation::Rows { "columns" } else { "rows" };
    note(notes, "", format!("No heading is the name of a level, so the {which} were taken for the levels."));
    Ok(orientation)
}
