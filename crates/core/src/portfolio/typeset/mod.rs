//! A portfolio as pages: as a PDF to hand in and as pictures to look at.
//!
//! The template is ours and fixed. What a user wrote reaches it as data, in a file that it reads as
//! JSON, never as typst markup: it cannot be code, whatever it says.

mod sheet;
mod world;

use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use typst_svg::SvgOptions;

use super::brief::Preset;
use super::model::Portfolio;
use crate::error::{Error, Result};
use sheet::Sheet;
use world::Desk;

/// Compilations for which what typst computed is kept. A preview sets the same document again
/// after every change, a brief up to five times for each; most of it is as it was.
const KEPT: usize = 12;

/// Sizes that are tried after the usual one until a document of one page fits on one.
const SIZES: [f64; 4] = [0.95, 0.9, 0.85, 0.8];

impl Portfolio {
    /// The document as a PDF: tagged, with title, author and date, and by the rules of PDF/UA-1
    /// unless it contains a letter that the font does not have. The same portfolio is always the
    /// same bytes.
    ///
    /// # Errors
    /// [`Error::Typesetting`].
    pub fn to_pdf(&self) -> Result<Vec<u8>> {
        let document = self.set()?;
        let accessible = PdfStandards::new(&[PdfStandard::Ua_1]).map(options);
        let made = match accessible {
            Ok(accessible) => typst_pdf::pdf(&document, &accessible),
            Err(_) => typst_pdf::pdf(&document, &options(PdfStandards::default())),
        };
        // What the standard refuses may still be a good document, such as one in Chinese.
        made.or_else(|_| typst_pdf::pdf(&document, &options(PdfStandards::default())))
            // What typst says of it may quote the text.
            .map_err(|_| Error::Typesetting("the PDF could not be written".to_owned()))
    }

    /// How many pages it has.
    ///
    /// # Errors
    /// [`Error::Typesetting`].
    pub fn page_count(&self) -> Result<u32> {
        Ok(u32::try_from(self.set()?.pages().len()).unwrap_or(u32::MAX))
    }

    /// Its pages as SVG pictures, in order. All letters in them are shapes, so they need no font
    /// and say nothing to a screen reader: the PDF is for that.
    ///
    /// # Errors
    /// [`Error::Typesetting`].
    pub fn to_pages(&self) -> Result<Vec<String>> {
        let options = SvgOptions { render_bleed: false, pretty: false };
        Ok(self.set()?.pages().iter().map(|page| typst_svg::svg(page, &options)).collect())
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

/// Forgets what typst remembers of the documents it has set. Their text is in it, so a vault that
/// is locked calls this.
pub fn forget() {
    typst::comemo::evict(0);
}

fn set(sheet: &Sheet) -> Result<PagedDocument> {
    let desk = Desk::with(sheet)?;
    let set = typst::compile::<PagedDocument>(&desk).output;
    typst::comemo::evict(KEPT);
    set.map_err(|problems| Error::Typesetting(first(&problems)))
}

/// The first thing that typst says about our template. It never quotes data.
fn first(problems: &[SourceDiagnostic]) -> String {
    problems.first().map_or_else(String::new, |problem| problem.message.to_string())
}

fn options(standards: PdfStandards) -> PdfOptions {
    PdfOptions { creator: Smart::Custom(Some("Helmlog".to_owned())), standards, ..PdfOptions::default() }
}
