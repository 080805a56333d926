//! The text of the document: every block as what a word processor calls it.

use super::columns::widths;
use super::{DECLARATION, RELATIONS, Sheet, WORDS};
use crate::portfolio::brief::Preset;
use crate::portfolio::markup::Markup;
use crate::portfolio::model::{PassageSort, Portfolio};
use crate::portfolio::outline::{Block, Cell, Fact, Line, Listed, Table, between, label, level};

/// Letters of a heading that have room left of what is said; a longer one gets a line of its own.
const LONGEST_HEADING: usize = 19;

/// Rows from which on the index begins a page.
const SHORTEST_INDEX: usize = 9;

pub(super) fn document(portfolio: &Portfolio, sheet: &Sheet) -> String {
    let blocks = portfolio.outline();
    let mut xml = Markup::new(DECLARATION);
    xml.element("w:document", &[WORDS, RELATIONS], |xml| {
        xml.element("w:body", &[], |xml| {
            let breaks = if portfolio.preset == Preset::ManagerBrief { Vec::new() } else { page_breaks(&blocks) };
            Body { xml, listed: &Listed::of(&blocks), width: sheet.text_width() }.blocks(&blocks, &breaks);
            section(xml, sheet);
        });
    });
    xml.finish()
}

/// The sections that begin a page, by their place: the stories, if a table came before, and a long index.
fn page_breaks(blocks: &[Block]) -> Vec<usize> {
    let is_table = |block: &Block| matches!(block, Block::Table(_));
    let is_long =
        |block: &Block| matches!(block, Block::Table(table) if table.is_index() && table.rows.len() >= SHORTEST_INDEX);
    let mut places = Vec::new();
    let mut place = 0;
    let mut after_table = false;
    for part in blocks.chunk_by(|_, next| !matches!(next, Block::Section(_))) {
        let tells_stories = matches!(part, [Block::Section(_), Block::Heading(Some(_), _), ..]);
        if (tells_stories && after_table) || part.iter().any(is_long) {
            places.push(place);
        }
        after_table |= part.iter().any(is_table);
        place += part.len();
    }
    places
}

/// The page and its footer.
fn section(xml: &mut Markup, sheet: &Sheet) {
    let twips = |number: u32| number.to_string();
    xml.element("w:sectPr", &[], |xml| {
        xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", "rId4")]);
        xml.empty("w:pgSz", &[("w:w", &twips(sheet.width)), ("w:h", &twips(sheet.height))]);
        xml.empty(
            "w:pgMar",
            &[
                ("w:top", &twips(Sheet::TOP)),
                ("w:right", &twips(Sheet::SIDE)),
                ("w:bottom", &twips(Sheet::BOTTOM)),
                ("w:left", &twips(Sheet::SIDE)),
                ("w:header", &twips(Sheet::FOOT)),
                ("w:footer", &twips(Sheet::FOOT)),
                ("w:gutter", "0"),
            ],
        );
    });
}

/// Where the blocks are written.
struct Body<'a> {
    xml: &'a mut Markup,
    listed: &'a Listed,
    /// Of the text, in twentieths of a point.
    width: u32,
}

impl Body<'_> {
    fn blocks(&mut self, blocks: &[Block], breaks: &[usize]) {
        // What stands before the first section is the case that the document makes.
        let mut prose = "Case";
        for (place, block) in blocks.iter().enumerate() {
            if let Block::Section(_) = block {
                prose = "Normal";
            }
            self.block(block, prose, breaks.contains(&place));
            self.xml.line();
        }
        // A text has to end in a paragraph.
        if let Some(Block::Table(_)) = blocks.last() {
            self.paragraph("End", |_| ());
            self.xml.line();
        }
    }

    /// One block. Of a picture there are its words: Word shows vectors only beside a picture of pixels for those
    /// versions that cannot, and whoever rewrites the text can change words.
    fn block(&mut self, block: &Block, prose: &str, on_new_page: bool) {
        match block {
            Block::Title(words) => self.paragraph("Title", |body| body.text(None, words)),
            Block::Byline(words) => self.paragraph("Subtitle", |body| body.text(None, words)),
            Block::Section(words) => self.section(words, on_new_page),
            Block::Heading(number, words) => self.paragraph("Heading2", |body| {
                let number = number.map(|number| format!("{number}. ")).unwrap_or_default();
                body.text(None, &format!("{number}{words}"));
            }),
            Block::Paragraph(lines) => self.prose(prose, lines),
            Block::List(lines) => {
                for line in lines {
                    let style = if line.sort == PassageSort::Quote { "Quote" } else { "ListBullet" };
                    self.paragraph(style, |body| body.line(line));
                }
            }
            Block::Note(line) => self.paragraph("Note", |body| body.line(line)),
            Block::Facts(facts) => facts.iter().for_each(|fact| self.fact(fact)),
            Block::Table(table) => self.table(table),
            Block::Picture(picture) => self.paragraph("Note", |body| body.text(None, &picture.alt)),
        }
    }

    fn section(&mut self, words: &str, on_new_page: bool) {
        self.styled(
            "Heading1",
            |xml| {
                if on_new_page {
                    xml.empty("w:pageBreakBefore", &[]);
                }
            },
            |body| body.text(None, words),
        );
    }

    /// Lines that run on in one paragraph.
    fn prose(&mut self, style: &str, lines: &[Line]) {
        self.paragraph(style, |body| {
            for (place, line) in lines.iter().enumerate() {
                if place > 0 {
                    body.text(None, " ");
                }
                body.line(line);
            }
        });
    }

    /// A word or two and, after a tab, what there is to say about it; each further line below that.
    fn fact(&mut self, fact: &Fact) {
        for (place, line) in fact.lines.iter().enumerate() {
            if place > 0 {
                self.paragraph("FactMore", |body| body.line(line));
                continue;
            }
            self.paragraph("Fact", |body| {
                body.text(Some("FactHeading"), &fact.heading);
                let way = if fact.heading.chars().count() > LONGEST_HEADING { "w:br" } else { "w:tab" };
                body.xml.element("w:r", &[], |xml| xml.empty(way, &[]));
                body.line(line);
            });
        }
    }

    fn line(&mut self, line: &Line) {
        match line.sort {
            PassageSort::Told => self.text(None, &line.text),
            PassageSort::Prompt => self.text(Some("Prompt"), &line.text),
            PassageSort::Quote => {
                self.text(None, &format!("“{}”", line.text));
                if !line.by.is_empty() {
                    self.text(Some("Giver"), &format!("  {}", line.by));
                }
            }
        }
        if !line.refs.is_empty() {
            self.text(None, "\u{a0}");
            self.labels(&line.refs);
        }
    }

    /// As in `[E3, E7]`, each a way to its row in the index.
    fn labels(&mut self, numbers: &[u32]) {
        if numbers.is_empty() {
            return;
        }
        for (place, number) in numbers.iter().enumerate() {
            self.text(Some("Reference"), if place == 0 { "[" } else { between(numbers.len()) });
            let words = label(*number);
            if self.listed.has(*number) {
                self.element("w:hyperlink", &[("w:anchor", &words), ("w:history", "1")], |body| {
                    body.text(Some("Reference"), &words);
                });
            } else {
                self.text(Some("Reference"), &words);
            }
        }
        self.text(Some("Reference"), "]");
    }

    fn table(&mut self, table: &Table) {
        let widths = widths(table, self.width);
        self.element("w:tbl", &[], |body| {
            properties(body.xml, table, body.width);
            body.xml.element("w:tblGrid", &[], |xml| {
                widths.iter().for_each(|width| xml.empty("w:gridCol", &[("w:w", &width.to_string())]));
            });
            body.row(true, table.columns.iter().zip(&widths), |body, name| {
                body.paragraph("TableHead", |body| body.text(None, name));
            });
            for row in &table.rows {
                body.row(false, row.iter().zip(&widths), |body, cell| {
                    body.paragraph("TableText", |body| body.cell(cell));
                });
            }
        });
    }

    /// A row; the one with the names of the columns stands at the head of every page.
    fn row<'c, C: 'c>(
        &mut self,
        is_head: bool,
        cells: impl Iterator<Item = (&'c C, &'c u32)>,
        write: impl Fn(&mut Body<'_>, &C),
    ) {
        self.xml.line();
        self.element("w:tr", &[], |body| {
            body.xml.element("w:trPr", &[], |xml| {
                xml.empty("w:cantSplit", &[]);
                if is_head {
                    xml.empty("w:tblHeader", &[]);
                }
            });
            for (cell, width) in cells {
                body.element("w:tc", &[], |body| {
                    body.xml.element("w:tcPr", &[], |xml| {
                        xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
                    });
                    write(body, cell);
                });
            }
        });
    }

    fn cell(&mut self, cell: &Cell) {
        match cell {
            Cell::Text(text) => self.text(None, text),
            Cell::Level { held, .. } => self.text(None, &level(*held)),
            Cell::Refs(numbers) => self.labels(numbers),
            Cell::Entry(number) => {
                let (id, name) = (number.to_string(), label(*number));
                self.xml.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", &name)]);
                self.text(Some("Reference"), &name);
                self.xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
            }
        }
    }

    fn paragraph(&mut self, style: &str, inside: impl FnOnce(&mut Body<'_>)) {
        self.styled(style, |_| (), inside);
    }

    /// A paragraph with more properties than its style says.
    fn styled(&mut self, style: &str, more: impl FnOnce(&mut Markup), inside: impl FnOnce(&mut Body<'_>)) {
        self.element("w:p", &[], |body| {
            body.xml.element("w:pPr", &[], |xml| {
                xml.empty("w:pStyle", &[("w:val", style)]);
                more(xml);
            });
            inside(body);
        });
    }

    /// Letters, in a style of their own where they have one.
    fn text(&mut self, style: Option<&str>, text: &str) {
        if text.is_empty() {
            return;
        }
        self.xml.element("w:r", &[], |xml| {
            if let Some(style) = style {
                xml.element("w:rPr", &[], |xml| xml.empty("w:rStyle", &[("w:val", style)]));
            }
            xml.words("w:t", &[("xml:space", "preserve")], text);
        });
    }

    fn element(&mut self, name: &str, attributes: &[(&str, &str)], inside: impl FnOnce(&mut Body<'_>)) {
        let (listed, width) = (self.listed, self.width);
        self.xml.element(name, attributes, |xml| inside(&mut Body { xml, listed, width }));
    }
}

fn properties(xml: &mut Markup, table: &Table, width: u32) {
    xml.element("w:tblPr", &[], |xml| {
        xml.empty("w:tblStyle", &[("w:val", "Hairlines")]);
        xml.empty("w:tblW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
        xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        let look = [
            ("w:val", "0020"),
            ("w:firstRow", "1"),
            ("w:lastRow", "0"),
            ("w:firstColumn", "0"),
            ("w:lastColumn", "0"),
            ("w:noHBand", "1"),
            ("w:noVBand", "1"),
        ];
        xml.empty("w:tblLook", &look);
        // For whoever has the document read aloud.
        xml.empty("w:tblCaption", &[("w:val", table.caption)]);
    });
}
