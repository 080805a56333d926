//! A portfolio on its way out: the one place through which files of it leave.

use super::brief::Brief;
use super::format::Format;
use super::model::Portfolio;
use super::redact::RedactionProfile;
use crate::error::Result;
use crate::vault::Vault;

/// A file of a portfolio, ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// What was asked for.
    pub brief: Brief,
    /// What the file is.
    pub format: Format,
    /// For whom it is.
    pub reader: RedactionProfile,
    /// The document as its author knows it.
    pub composed: Portfolio,
    /// The document in the file, as its reader gets it.
    pub portfolio: Portfolio,
    /// The file.
    pub bytes: Vec<u8>,
    /// What it may be called, without an ending: "Growth portfolio 2026-11-23".
    pub file_stem: String,
}

impl Vault {
    /// Composes the portfolio that `brief` asks for, takes out what `reader` is not to know, and makes a file of it. A
    /// file in which a hidden name is left is none. Whoever has given it away keeps it:
    /// [`Vault::keep_export`].
    ///
    /// # Errors
    /// [`Error::Invalid`](crate::Error::Invalid) if its author has written something into it that must not leave,
    /// [`Error::NamesLeft`](crate::Error::NamesLeft) or [`Error::Unreadable`](crate::Error::Unreadable); otherwise as
    /// [`Vault::compose`] and [`Portfolio::render`].
    pub fn export_portfolio(&self, brief: &Brief, format: Format, reader: RedactionProfile) -> Result<Export> {
        let composed = self.compose(&brief.for_reader(reader))?;
        // Before anything is replaced: private words are looked for as they were written.
        self.release(&composed)?;
        let redaction = self.redaction(reader)?;
        let redacted = composed.redact(&redaction);
        let file_stem = redacted.portfolio.file_stem();
        let bytes = redacted.render(format, &redaction, &file_stem)?;
        let portfolio = redacted.portfolio;
        Ok(Export { brief: brief.clone(), format, reader, composed, portfolio, bytes, file_stem })
    }
}

impl Portfolio {
    /// What a file of it may be called, without an ending.
    fn file_stem(&self) -> String {
        format!("{} {}", self.title, self.made_on)
    }
}
