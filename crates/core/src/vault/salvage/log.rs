//! The write-ahead log: pages that were committed and are not in the database's file yet.
//!
//! SQLite's format: a header of 32 bytes, then frames of 24 bytes and a page. Every frame repeats the
//! header's salts and carries a checksum over all that went before, so the log ends by itself where a
//! frame is from an earlier round, or was changed, or is not whole.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read};

use super::page::PAGE;

const HEADER: usize = 32;
const FRAME: usize = 24;
/// The lowest bit says that checksums read words with the high byte first.
const MAGIC: u32 = 0x377f_0682;
const VERSION: u32 = 3_007_000;

/// What the log adds to the database.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Log {
    /// Where the newest committed copy of a page lies in the log's file, by the page's number.
    pub(super) places: BTreeMap<u32, u64>,
    /// The pages of the database after the last commit; none without one.
    pub(super) pages: Option<u32>,
    /// Whether it ends where it should not: something in it was changed or cut off.
    pub(super) cut: bool,
}

impl Log {
    pub(super) fn read(file: &File) -> Self {
        let mut log = Self::default();
        log.cut = !log.follow(&mut BufReader::new(file)).unwrap_or(false);
        log
    }

    /// Reads frames up to the end. False, or an error, where that is not how the log was left.
    fn follow(&mut self, from: &mut impl Read) -> std::io::Result<bool> {
        let mut header = [0; HEADER];
        match fill(from, &mut header)? {
            0 => return Ok(true),
            HEADER => {}
            _ => return Ok(false),
        }
        let [magic, version, bytes, _, salt_one, salt_two, sum_one, sum_two] = words(&header);
        let mut sum = Sum { big: magic & 1 == 1, one: 0, two: 0 };
        sum.add(header.get(..24).unwrap_or_default());
        if magic & !1 != MAGIC || version != VERSION || bytes as usize != PAGE || !sum.is(sum_one, sum_two) {
            return Ok(false);
        }
        let mut waiting = BTreeMap::new();
        let mut at = HEADER as u64;
        let mut frame = vec![0; FRAME + PAGE];
        loop {
            match fill(from, &mut frame)? {
                0 => return Ok(true),
                full if full == frame.len() => {}
                _ => return Ok(false),
            }
            let (head, page) = frame.split_at(FRAME);
            let [number, pages, one, two, sum_one, sum_two] = words(head);
            if (one, two) != (salt_one, salt_two) {
                // Left over from the round before.
                return Ok(true);
            }
            sum.add(head.get(..8).unwrap_or_default());
            sum.add(page);
            if number == 0 || !sum.is(sum_one, sum_two) {
                return Ok(false);
            }
            waiting.insert(number, at + FRAME as u64);
            if pages > 0 {
                self.places.append(&mut waiting);
                self.pages = Some(pages);
            }
            at += frame.len() as u64;
        }
    }
}

/// The log's checksum so far.
struct Sum {
    big: bool,
    one: u32,
    two: u32,
}

impl Sum {
    fn add(&mut self, bytes: &[u8]) {
        let (pairs, _) = bytes.as_chunks::<8>();
        for &[a, b, c, d, e, f, g, h] in pairs {
            let (left, right) = ([a, b, c, d], [e, f, g, h]);
            let read = if self.big { u32::from_be_bytes } else { u32::from_le_bytes };
            self.one = self.one.wrapping_add(read(left)).wrapping_add(self.two);
            self.two = self.two.wrapping_add(read(right)).wrapping_add(self.one);
        }
    }

    fn is(&self, one: u32, two: u32) -> bool {
        (self.one, self.two) == (one, two)
    }
}

/// As many bytes as there are, up to all of `into`.
fn fill(from: &mut impl Read, into: &mut [u8]) -> std::io::Result<usize> {
    let mut full = 0;
    while let Some(rest) = into.get_mut(full..).filter(|rest| !rest.is_empty()) {
        match from.read(rest)? {
            0 => break,
            more => full += more,
        }
    }
    Ok(full)
}

/// The first `N` words, high byte first; zeros where there are none.
fn words<const N: usize>(bytes: &[u8]) -> [u32; N] {
    let (whole, _) = bytes.as_chunks::<4>();
    std::array::from_fn(|at| whole.get(at).map_or(0, |&word| u32::from_be_bytes(word)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(bytes: &[u8]) -> Log {
        let mut log = Log::default();
        log.cut = !log.follow(&mut &*bytes).unwrap();
        log
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_reader_of_a_log_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            prop_assert_eq!(read(&bytes).places.len(), 0);
        }
    }

    #[test]
    fn a_log_that_is_not_there_is_not_cut_and_one_that_is_garbled_is() {
        assert!(!read(&[]).cut);
        assert!(read(&[7; 5]).cut);
        assert!(read(&[7; HEADER + FRAME + PAGE]).cut);
    }
}
