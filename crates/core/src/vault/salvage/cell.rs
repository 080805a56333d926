//! What stands on a page: the cells of a b-tree, and the record that each of them holds.
//!
//! The format is SQLite's, which does not change. Nothing here trusts a number that it reads: a
//! position outside the page ends the cell, and a chain of pages ends with the length that it has.

use super::page::USABLE;

/// The longest record that is put together, in bytes. The longest that Helmlog writes is a version
/// whose two texts, of 4 MiB each, consist of what JSON escapes.
const LONGEST: u64 = 64 << 20;
/// More columns than any table has.
const MOST_COLUMNS: usize = 64;

/// One value of a record.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Null,
    Integer(i64),
    Real,
    Text(String),
    Blob(Vec<u8>),
    /// On a page that cannot be read, or not what it says it is.
    Lost,
}

impl Value {
    pub(super) fn integer(&self) -> Option<i64> {
        if let Self::Integer(number) = self { Some(*number) } else { None }
    }

    pub(super) fn text(self) -> Option<String> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    pub(super) fn bytes<const N: usize>(&self) -> Option<[u8; N]> {
        if let Self::Blob(bytes) = self { bytes.as_slice().try_into().ok() } else { None }
    }
}

/// A row of a table, or of an index.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Record {
    /// The row's number; none in an index.
    pub(super) row: Option<i64>,
    pub(super) columns: Vec<Value>,
}

/// Whether a page is part of a table or of an index, and ends with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Table,
    Index,
    /// Of an index, with a page below each cell.
    IndexAbove,
}

/// The page of a b-tree with rows on it.
pub(super) struct Leaf<'p> {
    page: &'p [u8],
    sort: Sort,
    /// Where its header begins.
    start: usize,
    cells: usize,
}

impl<'p> Leaf<'p> {
    /// None if the page is of another sort.
    pub(super) fn of(number: u32, page: &'p [u8]) -> Option<Self> {
        // The first page begins with the header of the file.
        let start = if number == 1 { 100 } else { 0 };
        let sort = match page.get(start)? {
            0x0d => Sort::Table,
            0x0a => Sort::Index,
            0x02 => Sort::IndexAbove,
            _ => return None,
        };
        // No cell is smaller than four bytes and its pointer.
        let cells = usize::from(read_u16(page, start + 3)?).min(USABLE / 6);
        Some(Self { page, sort, start, cells })
    }

    pub(super) fn len(&self) -> usize {
        self.cells
    }

    /// The record of a cell; `next` reads the pages on which a long one goes on.
    pub(super) fn record(&self, cell: usize, next: &dyn Fn(u32) -> Option<Vec<u8>>) -> Option<Record> {
        let above = self.sort == Sort::IndexAbove;
        let pointers = self.start + if above { 12 } else { 8 };
        let at = usize::from(read_u16(self.page, pointers + 2 * cell)?) + if above { 4 } else { 0 };
        let mut rest = self.page.get(at..)?;
        let length = take_varint(&mut rest)?;
        let row = if self.sort == Sort::Table { Some(take_varint(&mut rest)?.cast_signed()) } else { None };
        let length = usize::try_from(length).ok().filter(|&length| length as u64 <= LONGEST)?;
        let local = local(length, self.sort == Sort::Table);
        let mut payload = rest.get(..local)?.to_vec();
        if local < length {
            append_rest(&mut payload, length, read_u32(rest, local)?, next);
        }
        Some(Record { row, columns: columns(&payload)? })
    }
}

/// How much of a record of `length` bytes stands in its cell.
fn local(length: usize, table: bool) -> usize {
    let most = if table { USABLE - 35 } else { (USABLE - 12) * 64 / 255 - 23 };
    if length <= most {
        return length;
    }
    let least = (USABLE - 12) * 32 / 255 - 23;
    let fitting = least + (length - least) % (USABLE - 4);
    if fitting <= most { fitting } else { least }
}

/// Adds what stands on further pages, as far as they can be read.
fn append_rest(payload: &mut Vec<u8>, length: usize, first: u32, next: &dyn Fn(u32) -> Option<Vec<u8>>) {
    let mut number = first;
    // Each round adds to the payload, so a chain that bites its tail ends as well.
    while payload.len() < length && number != 0 {
        let Some(page) = next(number) else { return };
        let Some((head, words)) = page.split_first_chunk() else { return };
        let here = words.len().min(length - payload.len());
        if here == 0 {
            return;
        }
        payload.extend_from_slice(words.get(..here).unwrap_or_default());
        number = u32::from_be_bytes(*head);
    }
}

/// The values of a record. Those that lie behind what could be read are lost.
fn columns(payload: &[u8]) -> Option<Vec<Value>> {
    let mut rest = payload;
    let header = usize::try_from(take_varint(&mut rest)?).ok()?;
    let mut kinds = payload.get(payload.len() - rest.len()..header)?;
    let mut values = payload.get(header..)?;
    let mut columns = Vec::new();
    while !kinds.is_empty() && columns.len() < MOST_COLUMNS {
        let kind = take_varint(&mut kinds)?;
        columns.push(take_value(kind, &mut values));
    }
    Some(columns)
}

fn take_value(kind: u64, rest: &mut &[u8]) -> Value {
    let bytes = match kind {
        0 | 8 | 9 => 0,
        1..=4 => kind,
        5 => 6,
        6 | 7 => 8,
        10 | 11 => return Value::Lost,
        _ => (kind - 12) / 2,
    };
    let taken = usize::try_from(bytes).ok().and_then(|bytes| rest.split_at_checked(bytes));
    let Some((value, behind)) = taken else {
        // What follows lies behind it. What takes no bytes stands in the header and is still known.
        *rest = &[];
        return Value::Lost;
    };
    *rest = behind;
    match kind {
        0 => Value::Null,
        8 => Value::Integer(0),
        9 => Value::Integer(1),
        1..=6 => Value::Integer(integer(value)),
        7 => Value::Real,
        _ if kind.is_multiple_of(2) => Value::Blob(value.to_vec()),
        _ => std::str::from_utf8(value).map_or(Value::Lost, |text| Value::Text(text.to_owned())),
    }
}

/// A number of one to eight bytes, high byte first, with its sign.
fn integer(bytes: &[u8]) -> i64 {
    let sign = if bytes.first().is_some_and(|&first| first >= 0x80) { -1 } else { 0 };
    bytes.iter().fold(sign, |number, &byte| number << 8 | i64::from(byte))
}

/// SQLite's number of up to nine bytes: seven bits of each, the high ones first, and all of the ninth.
fn take_varint(rest: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for at in 0..9 {
        let (&byte, behind) = rest.split_first()?;
        *rest = behind;
        if at == 8 {
            return Some(number << 8 | u64::from(byte));
        }
        number = number << 7 | u64::from(byte & 0x7f);
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

fn read_u16(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|two| u16::from_be_bytes(*two))
}

pub(super) fn read_u32(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|four| u32::from_be_bytes(*four))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_bytes_make_the_reader_of_cells_panic(
            first in prop_oneof![Just(0x0du8), Just(0x0a), Just(0x02), any::<u8>()],
            mut page in proptest::collection::vec(any::<u8>(), 0..USABLE),
            number in 1u32..3,
        ) {
            if let Some(byte) = page.get_mut(if number == 1 { 100 } else { 0 }) {
                *byte = first;
            }
            if let Some(leaf) = Leaf::of(number, &page) {
                for cell in 0..leaf.len() {
                    // Every page goes on with itself.
                    let record = leaf.record(cell, &|_| Some(page.clone()));
                    prop_assert!(record.is_none_or(|record| record.columns.len() <= MOST_COLUMNS));
                }
            }
        }

        #[test]
        fn no_bytes_make_the_reader_of_records_panic(payload in proptest::collection::vec(any::<u8>(), 0..300)) {
            prop_assert!(columns(&payload).is_none_or(|columns| columns.len() <= MOST_COLUMNS));
        }

        #[test]
        fn a_number_is_read_with_its_sign(number: i64, bytes in 1usize..=8) {
            let shift = 64 - 8 * u32::try_from(bytes).unwrap();
            let short = number << shift >> shift;
            prop_assert_eq!(integer(&short.to_be_bytes()[8 - bytes..]), short);
        }
    }

    #[test]
    fn a_chain_that_goes_round_ends_and_an_endless_record_is_refused() {
        let mut page = vec![0; USABLE];
        page[0] = 0x0d;
        page[4] = 1;
        page[8..10].copy_from_slice(&100u16.to_be_bytes());
        // A record of 1 MiB, of which every page goes on on page 7.
        page[100..104].copy_from_slice(&[0xc0, 0x80, 0x00, 0x01]);
        let overflow = 104 + local(1 << 20, true);
        page[overflow..overflow + 4].copy_from_slice(&7u32.to_be_bytes());
        let leaf = Leaf::of(2, &page).unwrap();
        let mut round = vec![1; USABLE];
        round[..4].copy_from_slice(&7u32.to_be_bytes());
        let read = std::cell::Cell::new(0);
        let _ = leaf.record(0, &|_| {
            read.set(read.get() + 1);
            Some(round.clone())
        });
        assert!((100..200).contains(&read.get()), "{}", read.get());

        page[100..109].fill(0xff);
        assert_eq!(Leaf::of(2, &page).unwrap().record(0, &|_| None), None);
    }
}
