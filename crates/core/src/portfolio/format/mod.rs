//! What a portfolio can be written as.

#[cfg(test)]
pub(super) mod tests;

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use specta::Type;

use super::model::Portfolio;
use crate::error::{Error, Result};

/// A format of the document. The words that serde writes are those of [`Format::word`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Pages.
    Pdf,
    /// A document for word processors, for whoever writes on.
    Docx,
    /// A web page in one file.
    Html,
    /// Text for documentation tools and wikis.
    #[serde(rename = "md")]
    Markdown,
    /// Everything that is known of it, for programs.
    Json,
}

impl Format {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Pdf, Self::Docx, Self::Html, Self::Markdown, Self::Json];

    /// The word by which it is asked for.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Html => "html",
            Self::Markdown => "md",
            Self::Json => "json",
        }
    }

    /// What the name of its file ends in, without the dot.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        self.word()
    }

    /// What people call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Docx => "Word document",
            Self::Html => "Web page",
            Self::Markdown => "Markdown",
            Self::Json => "JSON",
        }
    }

    /// Whether it can be read where only letters are shown.
    #[must_use]
    pub const fn is_text(self) -> bool {
        !matches!(self, Self::Pdf | Self::Docx)
    }
}

impl FromStr for Format {
    type Err = Error;

    /// Its word, or another ending that its files are known by.
    fn from_str(text: &str) -> Result<Self> {
        match text.trim().to_lowercase().as_str() {
            "pdf" => Ok(Self::Pdf),
            "docx" => Ok(Self::Docx),
            "html" | "htm" => Ok(Self::Html),
            "md" | "markdown" => Ok(Self::Markdown),
            "json" => Ok(Self::Json),
            _ => Err(Error::invalid("format", "not one of pdf, docx, html, md, json")),
        }
    }
}

impl Portfolio {
    /// The document as a file of this format. The same portfolio is always the same bytes.
    ///
    /// # Errors
    /// [`Error::Typesetting`] where pages cannot be set; see [`Portfolio::to_pdf`], [`Portfolio::to_docx`] and
    /// [`Portfolio::to_json`].
    pub fn render(&self, format: Format) -> Result<Vec<u8>> {
        match format {
            Format::Pdf => self.to_pdf(),
            Format::Docx => self.to_docx(),
            Format::Html => Ok(self.to_html().into_bytes()),
            Format::Markdown => Ok(self.to_markdown().into_bytes()),
            Format::Json => self.to_json().map(String::into_bytes),
        }
    }
}
