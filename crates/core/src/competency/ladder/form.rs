//! Which form a text is in, and its cells.

use super::{Form, Note, note};
use crate::error::{Error, Result};

/// Rows and columns of a table at most.
const MOST_ROWS: usize = 600;
const MOST_COLUMNS: usize = 100;

/// The cells of a text, row by row, as they stand there.
pub(super) struct Cells {
    pub(super) form: Form,
    pub(super) rows: Vec<Vec<String>>,
    /// What the text calls the table, if it does.
    pub(super) title: Option<String>,
}

/// Finds the cells of a text that is not TOML.
pub(super) fn cells(text: &str, notes: &mut Vec<Note>) -> Result<Cells> {
    let cells = match markdown(text, notes) {
        Some(cells) => cells,
        None => delimited(text, notes)?,
    };
    if cells.rows.len() > MOST_ROWS {
        return Err(Error::invalid("ladder", format!("has more than {MOST_ROWS} rows")));
    }
    if let Some(at) = cells.rows.iter().position(|row| row.len() > MOST_COLUMNS) {
        return Err(Error::invalid("ladder", format!("row {} has more than {MOST_COLUMNS} columns", at + 1)));
    }
    Ok(cells)
}

/// The first table of a text in Markdown.
fn markdown(text: &str, notes: &mut Vec<Note>) -> Option<Cells> {
    let lines: Vec<&str> = text.lines().collect();
    let rule = lines.iter().position(|line| is_rule(line))?;
    let head = rule.checked_sub(1).filter(|at| lines.get(*at).is_some_and(|line| line.contains('|')))?;
    let length = lines.iter().skip(head).take_while(|line| line.contains('|')).count();
    let rows: Vec<Vec<String>> =
        lines.iter().skip(head).take(length).filter(|line| !is_rule(line)).map(|line| row(line)).collect();
    let before = lines.get(..head).unwrap_or_default();
    let title = before.iter().rev().find_map(|line| line.trim().strip_prefix('#'));
    let title = title.map(|title| title.trim_start_matches('#').trim().to_owned()).filter(|title| !title.is_empty());
    let is_text = |line: &&str| !line.trim().is_empty() && !line.trim().starts_with('#');
    let after = lines.get(head + length..).unwrap_or_default();
    if before.iter().chain(after).any(is_text) {
        note(notes, "", "The text around the table was left out.");
    }
    if after.iter().any(|line| is_rule(line)) {
        note(notes, "", "Only the first of the tables was read.");
    }
    Some(Cells { form: Form::Markdown, rows, title })
}

/// Whether a line is the one of hyphens below the head of a table.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.contains('|')
        && line.contains('-')
        && line.chars().all(|letter| matches!(letter, '|' | '-' | ':' | ' ' | '\t'))
}

/// The cells of a line of a table in Markdown, as plain words.
fn row(line: &str) -> Vec<String> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut cells = vec![String::new()];
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' if letters.peek() == Some(&'|') => {
                letters.next();
                cells.last_mut().into_iter().for_each(|cell| cell.push('|'));
            }
            '|' => cells.push(String::new()),
            letter => cells.last_mut().into_iter().for_each(|cell| cell.push(letter)),
        }
    }
    if cells.len() > 1 && cells.last().is_some_and(|cell| cell.trim().is_empty()) {
        cells.pop();
    }
    cells.iter().map(|cell| plain(cell)).collect()
}

/// The words of a cell without marks of emphasis and without the targets of links.
fn plain(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    let cell = cell.replace("**", "").replace("__", "").replace('`', "");
    let mut rest = cell.as_str();
    while let Some(at) = rest.find("](") {
        let (before, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
        let end = after.find(')');
        match (before.rfind('['), end) {
            (Some(open), Some(end)) => {
                text.push_str(before.get(..open).unwrap_or_default());
                text.push_str(before.get(open + 1..).unwrap_or_default());
                rest = after.get(end + 1..).unwrap_or_default();
            }
            _ => {
                text.push_str(before);
                text.push_str("](");
                rest = after.get(2..).unwrap_or_default();
            }
        }
    }
    text.push_str(rest);
    text
}

/// The cells of a text in which a sign parts them.
fn delimited(text: &str, notes: &mut Vec<Note>) -> Result<Cells> {
    let forms = [(Form::Tabs, b'\t'), (Form::Commas, b','), (Form::Semicolons, b';')];
    let mut best: Option<(f32, Cells)> = None;
    for (form, sign) in forms {
        let rows = records(text, sign, true);
        let fit = fit(&rows);
        // A tab is hardly ever part of what somebody wrote.
        let fit = if form == Form::Tabs && fit > 0.0 { fit + 1.0 } else { fit };
        if best.as_ref().is_none_or(|(known, _)| fit > *known) {
            best = Some((fit, Cells { form, rows, title: None }));
        }
    }
    let Some((_, mut cells)) = best.filter(|(fit, _)| *fit > 0.0) else {
        return Err(Error::invalid(
            "ladder",
            "is no table: nothing parts it into columns. Copy the cells of a spreadsheet, or choose a file of CSV or TOML",
        ));
    };
    if text.matches('"').count() % 2 == 1 {
        let sign = forms.iter().find(|(form, _)| *form == cells.form).map_or(b',', |(_, sign)| *sign);
        cells.rows = records(text, sign, false);
        note(notes, "", "A quotation mark is not closed, so quotation marks were taken as part of the text.");
    }
    Ok(cells)
}

fn records(text: &str, sign: u8, quoting: bool) -> Vec<Vec<String>> {
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(sign)
        .quoting(quoting)
        .from_reader(text.as_bytes());
    // It is text already, and rows may differ in length, so none of them can fail.
    reader.records().flatten().take(MOST_ROWS + 1).map(|row| row.iter().map(ToOwned::to_owned).collect()).collect()
}

/// How well rows are a table, from 0: how many of them have the length that most have.
fn fit(rows: &[Vec<String>]) -> f32 {
    let mut lengths = std::collections::BTreeMap::new();
    for row in rows.iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty())) {
        *lengths.entry(row.len()).or_insert(0usize) += 1;
    }
    let all: usize = lengths.values().sum();
    let parted: usize = lengths.iter().filter(|(length, _)| **length > 1).map(|(_, count)| *count).sum();
    let Some((length, count)) = lengths.into_iter().max_by_key(|(length, count)| (*count, *length)) else { return 0.0 };
    if parted * 2 < all {
        return 0.0;
    }
    let share = count as f32 / all as f32;
    // Of two signs that part all rows alike, the one that makes more of them.
    (if length > 1 { share } else { 0.1 }) + (length.min(MOST_COLUMNS) as f32) / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Cells {
        cells(text, &mut Vec::new()).unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn the_sign_between_cells_is_found() {
        for (text, form) in [
            ("a,b,c\nd,\"e, and; more; of; it\",f\n", Form::Commas),
            ("a;b;c\nd;\"e, f\";g\nh, i;j, k;l\n", Form::Semicolons),
            ("a\tb\tc\nd, e, f\tg; h\ti\n", Form::Tabs),
            ("| a | b | c |\n|---|:-:|---|\n| d | e, f | g |\n", Form::Markdown),
            ("a | b | c\n--- | --- | ---\nd | e | f", Form::Markdown),
        ] {
            let cells = read(text);
            assert_eq!(cells.form, form, "{text}");
            assert!(cells.rows.iter().all(|row| row.len() == 3), "{:?}", cells.rows);
        }
    }

    #[test]
    fn a_table_of_markdown_is_found_within_a_text() {
        let text = "# Our ladder\n\nThis is how we grow.\n\n| A | **B** |\n|---|---|\n| a \\| b | [c](https://x.y)<br>d |\n\nAsk Dana.";
        let mut notes = Vec::new();
        let found = cells(text, &mut notes).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(found.title.as_deref(), Some("Our ladder"));
        assert_eq!(found.rows, [[" A ", " B "], [" a | b ", " c<br>d "]]);
        assert_eq!(notes.len(), 1);
    }

    #[test]
    fn a_quotation_mark_that_is_not_closed_does_not_swallow_the_rest() {
        let mut notes = Vec::new();
        let found = cells("a,b,c\n\"d,e,f\ng,h,i\n", &mut notes).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(found.rows.len(), 3);
        assert_eq!(notes.len(), 1);
    }

    #[test]
    fn prose_is_no_table() {
        assert!(cells("We hire, we fire.\n\nAnd that is it.\nReally.", &mut Vec::new()).is_err());
    }
}
