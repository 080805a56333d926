//! How something is said: data on stdout, words on stderr.

use std::fmt::Display;
use std::io::{BufWriter, IsTerminal, StdoutLock, Write};

use anstream::AutoStream;
use anstyle::Style;
use serde::Serialize;

use crate::failure::Failure;

/// What stands out.
pub(crate) const BOLD: Style = Style::new().bold();
/// What steps back.
pub(crate) const DIM: Style = Style::new().dimmed();

/// Where a command puts what it has to say. Colours are left out where nobody would see them.
pub(crate) struct Output {
    /// Held for the whole run; buffered, since a list may have thousands of lines.
    stdout: BufWriter<AutoStream<StdoutLock<'static>>>,
    json: bool,
    quiet: bool,
}

impl Output {
    pub(crate) fn new(json: bool, quiet: bool) -> Self {
        Self { stdout: BufWriter::new(anstream::stdout().lock()), json, quiet }
    }

    /// Whether the caller is a program.
    pub(crate) fn is_json(&self) -> bool {
        self.json
    }

    /// Whether somebody watches stderr and wants to.
    pub(crate) fn is_watched(&self) -> bool {
        !self.quiet && std::io::stderr().is_terminal()
    }

    /// The columns to wrap at; none where lines should stay as they are.
    pub(crate) fn width(&self) -> Option<usize> {
        // Longer lines than these are hard to read, however wide the window.
        const WIDEST: usize = 88;
        self.columns().map(|columns| columns.min(WIDEST))
    }

    /// The columns that there are; none where nobody looks.
    pub(crate) fn columns(&self) -> Option<usize> {
        const NARROWEST: usize = 20;
        let (width, _) = terminal_size::terminal_size_of(std::io::stdout())?;
        Some(usize::from(width.0).max(NARROWEST))
    }

    /// A line of data.
    pub(crate) fn line(&mut self, line: impl Display) -> Result<(), Failure> {
        Ok(writeln!(self.stdout, "{line}")?)
    }

    /// Data that is not text, or has its own line ends.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        // Past the filter for colours, which would change bytes. The same thread may lock twice.
        self.stdout.flush()?;
        let mut stdout = std::io::stdout().lock();
        stdout.write_all(bytes)?;
        Ok(stdout.flush()?)
    }

    /// Data for a program.
    pub(crate) fn json(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        serde_json::to_writer(&mut self.stdout, value).map_err(std::io::Error::from)?;
        Ok(writeln!(self.stdout)?)
    }

    /// Words beside the data. If nobody can read them, nothing is lost.
    pub(crate) fn say(&mut self, words: impl Display) {
        if !self.quiet {
            let _ = self.stdout.flush();
            let _ = writeln!(anstream::stderr().lock(), "{words}");
        }
    }

    /// Puts out what is still in the buffer.
    pub(crate) fn finish(&mut self) -> Result<(), Failure> {
        Ok(self.stdout.flush()?)
    }
}
