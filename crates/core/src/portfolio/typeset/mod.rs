//! A portfolio as pages: as a PDF to hand in and as pictures to look at.
//!
//! The template is ours and fixed; see [`crate::typeset`].

mod picture;
mod sheet;

use serde::Serialize;
use specta::Type;
use typst::utils::hash128;
use typst_layout::PagedDocument;

use super::brief::Preset;
use super::model::Portfolio;
use crate::error::Result;
use crate::typeset::{self, Template};
use sheet::Sheet;

/// Sizes that are tried after the usual one until a document of one page fits on one.
const SIZES: [f64; 4] = [0.95, 0.9, 0.85, 0.8];

/// A page to look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Page {
    /// Pages with the same mark look the same. It holds for as long as the program runs.
    pub mark: String,
    /// An SVG document; nothing if whoever asks has it already.
    pub picture: Option<String>,
}

impl Portfolio {
    /// The document as a PDF: tagged, with title, author and date, and by the rules of PDF/UA-1
    /// unless it contains a letter that the font does not have. The same portfolio is always the
    /// same bytes.
    ///
    /// # Errors
    /// [`crate::Error::Typesetting`].
    pub fn to_pdf(&self) -> Result<Vec<u8>> {
        typeset::pdf(&self.set()?)
    }

    /// How many pages it has.
    ///
    /// # Errors
    /// [`crate::Error::Typesetting`].
    pub fn page_count(&self) -> Result<u32> {
        Ok(u32::try_from(self.set()?.pages().len()).unwrap_or(u32::MAX))
    }

    /// Its pages as pictures, in order; those whose marks are in `seen` without one. All letters in a picture are
    /// shapes, so they need no font and say nothing to a screen reader: the PDF is for that.
    ///
    /// # Errors
    /// [`crate::Error::Typesetting`].
    pub fn to_pages(&self, seen: &[String]) -> Result<Vec<Page>> {
        let page = |page: &typst_layout::Page| {
            let mark = format!("{:032x}", hash128(&page.frame));
            let picture = (!seen.contains(&mark)).then(|| picture::of(page));
            Page { mark, picture }
        };
        Ok(self.set()?.pages().iter().map(page).collect())
    }

    /// Sets it; a document of one page in the largest size at which it fits.
    fn set(&self) -> Result<PagedDocument> {
        let mut sheet = Sheet::of(self);
        let document = set(&sheet)?;
        if self.preset != Preset::ManagerBrief {
            return Ok(document);
        }
        let mut smallest = document;
        for size in SIZES {
            if smallest.pages().len() <= 1 {
                break;
            }
            sheet.size = size;
            smallest = set(&sheet)?;
        }
        Ok(smallest)
    }
}

fn set(sheet: &Sheet) -> Result<PagedDocument> {
    typeset::set(Template::Portfolio, sheet)
}
