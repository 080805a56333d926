//! A portfolio as a web page: one file that asks nobody for anything.
//!
//! There is no script in it, and its own policy forbids whatever is not written into it: the one style sheet
//! is named there by its hash, so that not even a style could be smuggled in by a text.

#[cfg(test)]
mod tests;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::brief::Paper;
use super::drawing::{self, Picture};
use super::markup::Markup;
use super::model::{PassageSort, Portfolio};
use super::outline::{Block, Cell, Fact, Line, Listed, Table, between, label};

/// How it looks, on a screen of any width and on paper.
const STYLE: &str = include_str!("style.css");

impl Portfolio {
    /// The document as HTML, complete in itself.
    #[must_use]
    pub fn to_html(&self) -> String {
        let mut html = Markup::new("<!DOCTYPE html>\n");
        html.element("html", &[("lang", "en")], |html| {
            html.line();
            head(html, self);
            html.line();
            html.element("body", &[], |html| {
                html.line();
                html.element("main", &[], |html| {
                    html.line();
                    let blocks = self.outline();
                    Page { html, listed: &Listed::of(&blocks) }.sections(&blocks);
                });
                html.line();
            });
            html.line();
        });
        html.line();
        html.finish()
    }
}

fn head(html: &mut Markup, portfolio: &Portfolio) {
    let style = style(portfolio.paper);
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        STANDARD.encode(Sha256::digest(&style))
    );
    let meta = |html: &mut Markup, name: &str, content: &str| {
        html.line();
        html.void("meta", &[("name", name), ("content", content)]);
    };
    html.element("head", &[], |html| {
        html.line();
        html.void("meta", &[("charset", "utf-8")]);
        html.line();
        html.void("meta", &[("http-equiv", "Content-Security-Policy"), ("content", &policy)]);
        html.line();
        html.words("title", &[], &portfolio.headline());
        meta(html, "viewport", "width=device-width, initial-scale=1");
        meta(html, "color-scheme", "light dark");
        if !portfolio.name.is_empty() {
            meta(html, "author", &portfolio.name);
        }
        html.line();
        html.element("style", &[], |html| html.ours(&style));
        html.line();
    });
}

fn style(paper: Paper) -> String {
    let size = match paper {
        Paper::A4 => "A4",
        Paper::Letter => "letter",
    };
    format!("\n{STYLE}@page {{\n  size: {size};\n  margin: 25mm 24mm 26mm;\n}}\n")
}

/// Where the blocks are written.
struct Page<'a> {
    html: &'a mut Markup,
    listed: &'a Listed,
}

impl Page<'_> {
    /// What comes before the first section, then the sections.
    fn sections(&mut self, blocks: &[Block]) {
        for part in blocks.chunk_by(|_, next| !matches!(next, Block::Section(_))) {
            self.wrapped("section", matches!(part.first(), Some(Block::Section(_))), |page| page.articles(part));
        }
    }

    /// What comes before the first heading of a section, then what stands below each.
    fn articles(&mut self, blocks: &[Block]) {
        for part in blocks.chunk_by(|_, next| !matches!(next, Block::Heading(..))) {
            self.wrapped("article", matches!(part.first(), Some(Block::Heading(..))), |page| {
                part.iter().for_each(|block| page.block(block));
            });
        }
    }

    fn wrapped(&mut self, name: &str, is_wrapped: bool, inside: impl FnOnce(&mut Page<'_>)) {
        if is_wrapped {
            self.element(name, &[], |page| {
                page.html.line();
                inside(page);
            });
            self.html.line();
        } else {
            inside(self);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Title(words) => self.html.words("h1", &[], words),
            Block::Byline(words) => self.html.words("p", &[("class", "byline")], words),
            Block::Section(words) => self.html.words("h2", &[], words),
            Block::Heading(Some(number), words) => self.html.words("h3", &[], &format!("{number}. {words}")),
            Block::Heading(None, words) => self.html.words("h3", &[], words),
            Block::Paragraph(lines) => self.paragraph(lines),
            Block::List(lines) => self.list(lines),
            Block::Note(line) => self.element("p", &[("class", "note")], |page| page.line(line)),
            Block::Facts(facts) => self.facts(facts),
            Block::Table(table) => self.table(table),
            Block::Picture(picture) => self.picture(picture),
        }
        self.html.line();
    }

    /// Lines that run on, but for quotes: each stands on its own.
    fn paragraph(&mut self, lines: &[Line]) {
        let is_quote = |line: &Line| line.sort == PassageSort::Quote;
        for run in lines.chunk_by(|one, next| !is_quote(one) && !is_quote(next)) {
            match run {
                [line] if is_quote(line) => self.quote(line),
                run => self.element("p", &[], |page| {
                    for (place, line) in run.iter().enumerate() {
                        if place > 0 {
                            page.html.text(" ");
                        }
                        page.line(line);
                    }
                }),
            }
        }
    }

    fn list(&mut self, lines: &[Line]) {
        self.element("ul", &[], |page| {
            for line in lines {
                page.html.line();
                match line.sort {
                    PassageSort::Quote => page.element("li", &[("class", "said")], |page| page.quote(line)),
                    PassageSort::Told | PassageSort::Prompt => page.element("li", &[], |page| page.line(line)),
                }
            }
            page.html.line();
        });
    }

    fn facts(&mut self, facts: &[Fact]) {
        let said: Vec<&Fact> = facts.iter().filter(|fact| !fact.lines.is_empty()).collect();
        if said.is_empty() {
            return;
        }
        self.element("dl", &[], |page| {
            for fact in said {
                page.html.line();
                page.element("div", &[], |page| {
                    page.html.words("dt", &[], &fact.heading);
                    page.element("dd", &[], |page| {
                        fact.lines.iter().for_each(|line| page.paragraph(std::slice::from_ref(line)));
                    });
                });
            }
            page.html.line();
        });
    }

    /// A quote, and below it whose it is. Who gave it is no part of what was said.
    fn quote(&mut self, line: &Line) {
        self.element("figure", &[("class", "quote")], |page| {
            page.element("blockquote", &[], |page| {
                page.html.element("p", &[], |html| {
                    html.text("“");
                    html.text(&line.text);
                    html.text("”");
                });
            });
            page.element("figcaption", &[], |page| {
                page.html.text(&line.by);
                page.references(&line.refs);
            });
        });
    }

    /// A line within a paragraph.
    fn line(&mut self, line: &Line) {
        match line.sort {
            PassageSort::Told => self.html.text(&line.text),
            PassageSort::Prompt => self.html.words("em", &[("class", "prompt")], &line.text),
            PassageSort::Quote => self.html.text(&format!("“{}” ({})", line.text, line.by)),
        }
        self.references(&line.refs);
    }

    /// As in `[E3, E7]` after a space, each a way to its row in the index.
    fn references(&mut self, numbers: &[u32]) {
        if !numbers.is_empty() {
            self.html.text("\u{a0}");
            self.labels(numbers);
        }
    }

    fn labels(&mut self, numbers: &[u32]) {
        if numbers.is_empty() {
            return;
        }
        self.element("span", &[("class", "refs")], |page| {
            page.html.text("[");
            for (place, number) in numbers.iter().enumerate() {
                if place > 0 {
                    page.html.text(between(numbers.len()));
                }
                let words = label(*number);
                if page.listed.has(*number) {
                    page.html.words("a", &[("href", &format!("#{words}"))], &words);
                } else {
                    page.html.text(&words);
                }
            }
            page.html.text("]");
        });
    }

    fn table(&mut self, table: &Table) {
        // On a narrow screen the table scrolls by itself, for which it has to be reachable by keyboard.
        let attributes = [("class", "scroll"), ("role", "group"), ("aria-label", table.caption), ("tabindex", "0")];
        let class: &[(&str, &str)] = if table.is_index() { &[("class", "index")] } else { &[] };
        self.element("div", &attributes, |page| {
            page.element("table", class, |page| {
                page.html.line();
                page.html.words("caption", &[], table.caption);
                page.html.line();
                page.html.element("thead", &[], |html| {
                    html.element("tr", &[], |html| {
                        table.columns.iter().for_each(|name| html.words("th", &[("scope", "col")], name));
                    });
                });
                page.html.line();
                page.element("tbody", &[], |page| {
                    for row in &table.rows {
                        page.html.line();
                        page.row(row);
                    }
                    page.html.line();
                });
                page.html.line();
            });
        });
    }

    /// A picture drawn by us, in place; whoever does not see it hears its words. The policy lets shapes and letters
    /// through, but no `style` attribute and nothing that would have to be loaded.
    fn picture(&mut self, picture: &Picture) {
        self.html.element("figure", &[("class", "picture")], |html| {
            html.words("figcaption", &[], picture.caption);
            html.element("div", &[("role", "img"), ("aria-label", &picture.alt)], |html| html.ours(&picture.svg));
        });
    }

    /// A row; its first cell says what it is about. The row of an entry can be pointed at.
    fn row(&mut self, row: &[Cell]) {
        let entry = row.iter().find_map(|cell| match cell {
            Cell::Entry(number) => Some(label(*number)),
            Cell::Text(_) | Cell::Refs(_) | Cell::Level { .. } => None,
        });
        let id = entry.as_deref().map(|label| [("id", label)]);
        self.element("tr", id.as_ref().map_or(&[], |id| id), |page| {
            for (place, cell) in row.iter().enumerate() {
                let (name, scope): (_, &[_]) = if place == 0 { ("th", &[("scope", "row")]) } else { ("td", &[]) };
                page.element(name, scope, |page| match cell {
                    Cell::Text(text) => page.html.text(text),
                    Cell::Level { held, target, highest } => page.level(*held, *target, *highest),
                    Cell::Refs(numbers) => page.labels(numbers),
                    Cell::Entry(number) => page.html.text(&label(*number)),
                });
            }
        });
    }

    /// A level as dots: as many as there are, filled as far as it is held, in another colour up to the target.
    fn level(&mut self, held: u8, target: u8, highest: u8) {
        let words = if held == 0 { "none yet".to_owned() } else { format!("{held} of {highest}") };
        let attributes = [("class", "dots"), ("role", "img"), ("aria-label", words.as_str())];
        self.html.element("span", &attributes, |html| html.ours(&drawing::dots(held, target, highest)));
    }

    fn element(&mut self, name: &str, attributes: &[(&str, &str)], inside: impl FnOnce(&mut Page<'_>)) {
        let listed = self.listed;
        self.html.element(name, attributes, |html| inside(&mut Page { html, listed }));
    }
}
