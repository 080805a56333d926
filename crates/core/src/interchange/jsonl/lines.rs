//! Lines of a file whose lines may have any length and need not be text.

use std::io::{BufRead, BufReader, Read};

/// Bytes of one line. A body may have half of it, which leaves room for JSON's escapes.
pub(super) const LONGEST: usize = 8 << 20;

/// Bytes read from the file at once.
const BUFFER: usize = 256 << 10;

/// Bytes of a line's memory that are kept for the next one.
const KEPT: usize = 1 << 20;

/// A line.
pub(super) enum Line<'a> {
    /// Without its end.
    Whole(&'a [u8]),
    /// Longer than [`LONGEST`]; it has been passed over.
    TooLong,
}

/// The lines of a file, one at a time.
pub(super) struct Lines<R> {
    reader: BufReader<R>,
    line: Vec<u8>,
    number: u64,
    bytes: u64,
}

impl<R: Read> Lines<R> {
    pub(super) fn of(reader: R) -> Self {
        Self { reader: BufReader::with_capacity(BUFFER, reader), line: Vec::new(), number: 0, bytes: 0 }
    }

    /// The next line that has anything but white space in it.
    pub(super) fn next_line(&mut self) -> std::io::Result<Option<Line<'_>>> {
        loop {
            self.line.clear();
            self.line.shrink_to(KEPT);
            let mut limited = (&mut self.reader).take(LONGEST as u64 + 1);
            let read = limited.read_until(b'\n', &mut self.line)?;
            if read == 0 {
                return Ok(None);
            }
            self.number += 1;
            self.bytes += read as u64;
            if read > LONGEST && !self.line.ends_with(b"\n") {
                self.bytes += self.reader.skip_until(b'\n')? as u64;
                return Ok(Some(Line::TooLong));
            }
            if self.number == 1 && self.line.starts_with(b"\xEF\xBB\xBF") {
                self.line.drain(..3);
            }
            if !self.line.trim_ascii().is_empty() {
                break;
            }
        }
        Ok(Some(Line::Whole(self.line.trim_ascii())))
    }

    /// The number of the line that came last, from 1.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// Bytes read so far.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(bytes: &[u8]) -> Vec<(u64, Option<String>)> {
        let mut lines = Lines::of(bytes);
        let mut found = Vec::new();
        while let Some(line) = lines.next_line().unwrap() {
            let text = match line {
                Line::Whole(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
                Line::TooLong => None,
            };
            found.push((lines.number(), text));
        }
        assert_eq!(lines.bytes(), bytes.len() as u64, "every byte is counted");
        found
    }

    #[test]
    fn empty_lines_are_counted_but_not_returned() {
        let found = numbers(b"\xEF\xBB\xBFone\r\n\r\n  \n\ntwo");
        assert_eq!(found, [(1, Some("one".into())), (5, Some("two".into()))]);
    }

    #[test]
    fn a_line_beyond_the_limit_is_passed_over_and_the_next_one_is_read() {
        let mut bytes = vec![b'x'; LONGEST + 5];
        bytes.extend(b"\nnext\n");
        assert_eq!(numbers(&bytes), [(1, None), (2, Some("next".into()))]);
        let mut exact = vec![b'x'; LONGEST];
        exact.extend(b"\nnext");
        assert_eq!(numbers(&exact).len(), 2);
        assert!(numbers(&exact)[0].1.is_some(), "the end of the line does not count");
    }
}
