//! How wide the columns of a table are.

use crate::portfolio::outline::{Cell, Table, labels, level};

/// Of an average letter in a table, in twentieths of a point.
const LETTER: u32 = 98;

/// Of the same in a reference, which is smaller.
const SMALL_LETTER: u32 = 90;

/// Between two columns.
const GAP: u32 = 200;

/// Widths that add up to `width`: columns of a word or two get what they want, the others share the rest.
pub(super) fn widths(table: &Table, width: u32) -> Vec<u32> {
    let wanted: Vec<u32> = table
        .columns
        .iter()
        .enumerate()
        .map(|(place, name)| {
            let cells = table.rows.iter().filter_map(|row| row.get(place)).map(cell);
            cells.chain([length(name) * LETTER]).max().unwrap_or_default() + GAP
        })
        .collect();
    share(&wanted, width)
}

/// Gives each what it wants, as long as that is less than an equal share of what the others leave.
fn share(wanted: &[u32], width: u32) -> Vec<u32> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by_key(|&place| wanted.get(place));
    let mut given = vec![0; wanted.len()];
    let mut left = width;
    for (done, &place) in order.iter().enumerate() {
        let others = u32::try_from(order.len() - done).unwrap_or(u32::MAX);
        let is_last = others == 1;
        let wants = wanted.get(place).copied().unwrap_or_default();
        if let Some(given) = given.get_mut(place) {
            *given = if is_last { left } else { wants.min(left / others) };
            left -= *given;
        }
    }
    given
}

fn cell(cell: &Cell) -> u32 {
    match cell {
        Cell::Text(text) => length(text) * LETTER,
        Cell::Level { held, .. } => length(&level(*held)) * LETTER,
        Cell::Refs(numbers) => length(&labels(numbers)) * SMALL_LETTER,
        Cell::Entry(number) => length(&number.to_string()) * LETTER + LETTER,
    }
}

/// Letters, of which those of East Asia and pictures are as wide as two. Nothing needs more than a line.
fn length(text: &str) -> u32 {
    text.chars().take(200).map(|letter| if is_wide(letter) { 2 } else { 1 }).sum()
}

const fn is_wide(letter: char) -> bool {
    matches!(letter, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '\u{1f000}'..)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn short_columns_get_what_they_want_and_the_longest_the_rest() {
        assert_eq!(share(&[400, 1200, 900, 20_000], 9000), [400, 1200, 900, 6500]);
        assert_eq!(share(&[400, 30_000, 20_000], 9000), [400, 4300, 4300]);
        assert_eq!(share(&[100, 200], 9000), [100, 8900], "a table is as wide as the text");
        assert!(share(&[], 9000).is_empty());
    }

    #[test]
    fn letters_of_east_asia_want_twice_the_room() {
        assert_eq!((length("road"), length("三个"), length("–🚀")), (4, 4, 3));
    }

    proptest! {
        #[test]
        fn no_table_is_wider_than_the_text(wanted in prop::collection::vec(0u32..100_000, 1..12)) {
            let given = share(&wanted, 9184);
            prop_assert_eq!(given.iter().sum::<u32>(), 9184);
            // None is squeezed away as long as it wants something.
            prop_assert!(given.iter().zip(&wanted).all(|(given, wanted)| *given >= (*wanted).min(9184 / 12)));
        }
    }
}
