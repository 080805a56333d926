//! A portfolio as a document for word processors, made for being rewritten.
//!
//! Everything in it is what a word processor has a name for: headings are headings, a list is a list, and how a
//! thing looks stands in its style, so that one change of a style changes all of them. What is said about a
//! thing (context, mandate, result) is a paragraph with a hanging indent and a tab after its first words: it looks
//! like the two columns of the printed pages, but is text that can be cut, moved and pasted anywhere, which the
//! cells of a table without lines cannot.
//!
//! The parts that are the same in every document lie in `parts/`; the order of elements within each is that
//! of the schema of ECMA-376. The font is Cambria: every Word has it, its figures stand in columns, and where there
//! is no Word, Caladea, which is as wide, takes its place.

mod body;
mod columns;
#[cfg(test)]
mod tests;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::brief::Paper;
use super::markup::Markup;
use super::model::Portfolio;
use crate::error::{Error, Result};

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const WORDS: (&str, &str) = ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main");
const RELATIONS: (&str, &str) = ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships");

/// The language that the styles name, for whoever checks spelling.
const LANGUAGE: &str = "en-GB";

impl Portfolio {
    /// The document for Word, LibreOffice, Pages and Docs. The same portfolio is always the same bytes: nothing in
    /// it comes from a clock.
    ///
    /// # Errors
    /// [`Error::Invalid`] if it is larger than an archive can be.
    pub fn to_docx(&self) -> Result<Vec<u8>> {
        let sheet = Sheet::of(self.paper);
        let styles = include_str!("parts/styles.xml").replace(LANGUAGE, sheet.language);
        let parts = [
            // Programs that look at the first part to see what a file is expect this one.
            ("[Content_Types].xml", include_str!("parts/content-types.xml").to_owned()),
            ("_rels/.rels", include_str!("parts/package.rels").to_owned()),
            ("docProps/core.xml", properties(self)),
            ("word/document.xml", body::document(self, &sheet)),
            ("word/_rels/document.xml.rels", include_str!("parts/document.rels").to_owned()),
            ("word/styles.xml", styles),
            ("word/numbering.xml", include_str!("parts/numbering.xml").to_owned()),
            ("word/settings.xml", include_str!("parts/settings.xml").to_owned()),
            ("word/footer1.xml", footer(self, &sheet)),
        ];
        pack(&parts).map_err(|_| Error::invalid("portfolio", "is too large for a Word document"))
    }
}

fn pack(parts: &[(&str, String)]) -> zip::result::ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(*name, options)?;
        archive.write_all(text.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

/// What a page measures, in twentieths of a point.
#[derive(Debug, Clone, Copy)]
struct Sheet {
    width: u32,
    height: u32,
    language: &'static str,
}

impl Sheet {
    /// Left and right of the text: 24 mm.
    const SIDE: u32 = 1361;
    /// Above it: 25 mm.
    const TOP: u32 = 1417;
    /// Below it: 26 mm.
    const BOTTOM: u32 = 1474;
    /// From the footer to the edge: 13 mm.
    const FOOT: u32 = 737;

    /// Whoever prints on Letter spells as in the United States.
    const fn of(paper: Paper) -> Self {
        match paper {
            Paper::A4 => Self { width: 11_906, height: 16_838, language: LANGUAGE },
            Paper::Letter => Self { width: 12_240, height: 15_840, language: "en-US" },
        }
    }

    const fn text_width(self) -> u32 {
        self.width - 2 * Self::SIDE
    }
}

/// Title, author and date, where programs show the properties of a file.
fn properties(portfolio: &Portfolio) -> String {
    let mut xml = Markup::new(DECLARATION);
    let spaces = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    let made = format!("{}T00:00:00Z", portfolio.made_on);
    let date = [("xsi:type", "dcterms:W3CDTF")];
    xml.element("cp:coreProperties", &spaces, |xml| {
        xml.words("dc:title", &[], &portfolio.headline());
        if !portfolio.name.is_empty() {
            xml.words("dc:creator", &[], &portfolio.name);
            xml.words("cp:lastModifiedBy", &[], &portfolio.name);
        }
        xml.words("dc:language", &[], "en");
        xml.words("dcterms:created", &date, &made);
        xml.words("dcterms:modified", &date, &made);
    });
    xml.finish()
}

/// Whose it is and about when, and at the right the page of how many.
fn footer(portfolio: &Portfolio, sheet: &Sheet) -> String {
    let run = |xml: &mut Markup, text: &str| {
        xml.element("w:r", &[], |xml| xml.words("w:t", &[("xml:space", "preserve")], text));
    };
    // The program that shows it counts; the figures here are for those that do not.
    let field = |xml: &mut Markup, name: &str| {
        xml.element("w:fldSimple", &[("w:instr", name)], |xml| run(xml, "1"));
    };
    let mut xml = Markup::new(DECLARATION);
    xml.element("w:ftr", &[WORDS], |xml| {
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                xml.empty("w:pStyle", &[("w:val", "Footer")]);
                xml.element("w:tabs", &[], |xml| {
                    xml.empty("w:tab", &[("w:val", "right"), ("w:pos", &sheet.text_width().to_string())]);
                });
            });
            run(xml, &portfolio.foot());
            xml.element("w:r", &[], |xml| xml.empty("w:tab", &[]));
            run(xml, "page ");
            field(xml, " PAGE ");
            run(xml, " of ");
            field(xml, " NUMPAGES ");
        });
    });
    xml.finish()
}
