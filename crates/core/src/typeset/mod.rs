//! Pages, set by typst.
//!
//! The templates are ours and fixed. What a user wrote reaches them as data, in a file that they read
//! as JSON, never as typst markup: it cannot be code, whatever it says.

mod desk;

use serde::Serialize;
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::error::{Error, Result};
use desk::Desk;

/// Compilations for which what typst computed is kept. A preview sets the same document again
/// after every change, a brief up to five times for each; most of it is as it was.
const KEPT: usize = 12;

/// What can be set.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Template {
    /// A portfolio.
    Portfolio,
    /// A recovery code on paper.
    Recovery,
}

/// Sets `data` as pages. Its field names are those in the template.
pub(crate) fn set(template: Template, data: &impl Serialize) -> Result<PagedDocument> {
    let desk = Desk::with(template, data)?;
    let set = typst::compile::<PagedDocument>(&desk).output;
    typst::comemo::evict(KEPT);
    set.map_err(|problems| Error::Typesetting(first(&problems)))
}

/// Pages as a PDF, by the rules of PDF/UA-1 unless a letter is in it that the font does not have.
pub(crate) fn pdf(document: &PagedDocument) -> Result<Vec<u8>> {
    let accessible = PdfStandards::new(&[PdfStandard::Ua_1]).map(options);
    let made = match accessible {
        Ok(accessible) => typst_pdf::pdf(document, &accessible),
        Err(_) => typst_pdf::pdf(document, &options(PdfStandards::default())),
    };
    // What the standard refuses may still be a good document, such as one in Chinese.
    made.or_else(|_| typst_pdf::pdf(document, &options(PdfStandards::default())))
        // What typst says of it may quote the text.
        .map_err(|_| Error::Typesetting("the PDF could not be written".to_owned()))
}

/// Forgets what typst remembers of the documents it has set. Their text is in it, so a vault that
/// is locked calls this.
pub fn forget() {
    typst::comemo::evict(0);
}

/// The first thing that typst says about our template. It never quotes data.
fn first(problems: &[SourceDiagnostic]) -> String {
    problems.first().map_or_else(String::new, |problem| problem.message.to_string())
}

fn options(standards: PdfStandards) -> PdfOptions {
    PdfOptions { creator: Smart::Custom(Some("Helmlog".to_owned())), standards, ..PdfOptions::default() }
}
