//! A table whose cells remember where they stood.

use super::{cell, form::Cells};

/// Cells in rows of equal length.
#[derive(Debug, Clone)]
pub(super) struct Grid {
    rows: Vec<Vec<String>>,
    /// Where each row and column stood, from 1.
    row_at: Vec<usize>,
    column_at: Vec<usize>,
    /// Whether what are rows here stood as columns.
    turned: bool,
}

impl Grid {
    /// The cells that are not empty, with what stands between them. Rows and columns without any are
    /// left out.
    pub(super) fn of(cells: &Cells) -> Self {
        let width = cells.rows.iter().map(Vec::len).max().unwrap_or(0);
        let is_filled = |cell: &String| !cell::text(cell).is_empty();
        let columns: Vec<usize> =
            (0..width).filter(|column| cells.rows.iter().any(|row| row.get(*column).is_some_and(is_filled))).collect();
        let mut grid = Self {
            rows: Vec::new(),
            row_at: Vec::new(),
            column_at: columns.iter().map(|column| column + 1).collect(),
            turned: false,
        };
        for (row, number) in cells.rows.iter().zip(1..) {
            if row.iter().any(is_filled) {
                grid.rows.push(columns.iter().map(|column| row.get(*column).cloned().unwrap_or_default()).collect());
                grid.row_at.push(number);
            }
        }
        grid
    }

    pub(super) fn height(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn width(&self) -> usize {
        self.column_at.len()
    }

    /// A cell as it stands there; empty where there is none.
    pub(super) fn raw(&self, row: usize, column: usize) -> &str {
        self.rows.get(row).and_then(|row| row.get(column)).map_or("", String::as_str)
    }

    /// The text of a cell.
    pub(super) fn text(&self, row: usize, column: usize) -> String {
        cell::text(self.raw(row, column))
    }

    /// A cell as a name.
    pub(super) fn name(&self, row: usize, column: usize) -> String {
        cell::name(self.raw(row, column))
    }

    /// The columns in which a row says something.
    pub(super) fn filled(&self, row: usize) -> Vec<usize> {
        (0..self.width()).filter(|column| !self.text(row, *column).is_empty()).collect()
    }

    /// The same with rows as columns and columns as rows.
    pub(super) fn turned(&self) -> Self {
        let rows = (0..self.width())
            .map(|column| (0..self.height()).map(|row| self.raw(row, column).to_owned()).collect())
            .collect();
        Self { rows, row_at: self.column_at.clone(), column_at: self.row_at.clone(), turned: !self.turned }
    }

    /// The same without its first rows.
    pub(super) fn below(mut self, rows: usize) -> Self {
        let rows = rows.min(self.height());
        self.rows.drain(..rows);
        self.row_at.drain(..rows);
        self
    }

    /// Where a cell stood, as in "row 5, column C".
    pub(super) fn place(&self, row: usize, column: usize) -> String {
        let row = self.row_at.get(row).copied().unwrap_or(1);
        let column = self.column_at.get(column).copied().unwrap_or(1);
        let (row, column) = if self.turned { (column, row) } else { (row, column) };
        format!("row {row}, column {}", letters(column))
    }

    /// Where a whole row stood, as in "row 5".
    pub(super) fn row_place(&self, row: usize) -> String {
        Self::line(self.row_at.get(row), self.turned)
    }

    /// Where a whole column stood, as in "column C".
    pub(super) fn column_place(&self, column: usize) -> String {
        Self::line(self.column_at.get(column), !self.turned)
    }

    fn line(number: Option<&usize>, is_column: bool) -> String {
        let number = number.copied().unwrap_or(1);
        if is_column { format!("column {}", letters(number)) } else { format!("row {number}") }
    }
}

/// The letters by which a spreadsheet calls a column: A, B, … Z, AA.
fn letters(mut number: usize) -> String {
    let mut letters = Vec::new();
    while number > 0 {
        number -= 1;
        letters.push(char::from(b'A' + u8::try_from(number % 26).unwrap_or_default()));
        number /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::competency::Form;

    fn grid() -> Grid {
        let rows = [["a", "", "b"], ["", "-", " "], ["c", "", "d\ne"]];
        let rows = rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
        Grid::of(&Cells { form: Form::Commas, rows, title: None })
    }

    #[test]
    fn cells_remember_where_they_stood() {
        let grid = grid();
        assert_eq!((grid.height(), grid.width()), (2, 2), "an empty row and an empty column are gone");
        assert_eq!(grid.place(1, 1), "row 3, column C");
        let turned = grid.turned();
        assert_eq!(turned.text(1, 0), "b");
        assert_eq!(turned.place(1, 0), "row 1, column C");
        assert_eq!((turned.row_place(1), turned.column_place(1)), ("column C".to_owned(), "row 3".to_owned()));
    }

    #[test]
    fn columns_are_called_as_in_a_spreadsheet() {
        assert_eq!([1, 26, 27, 52, 53, 703].map(letters), ["A", "Z", "AA", "AZ", "BA", "AAA"]);
    }
}
