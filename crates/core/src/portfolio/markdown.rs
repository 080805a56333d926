//! A portfolio as Markdown that pastes into Notion, Docs or a wiki.
//!
//! Every character that a user wrote arrives as that character: whatever could be read as markup
//! is escaped. Only what CommonMark and GitHub's tables define is used.

use super::model::{PassageSort, Portfolio};
use super::outline::{Block, Cell, Line, Table, label, labels, level};

impl Portfolio {
    /// The document as Markdown.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        let mut text = Blocks::default();
        for block in self.outline() {
            match block {
                Block::Title(title) => text.block(format!("# {}", escape(&title))),
                Block::Byline(words) => text.block(escape(&words)),
                Block::Section(words) => text.block(format!("## {words}")),
                Block::Heading(Some(number), words) => text.block(format!("### {number}. {}", escape(&words))),
                Block::Heading(None, words) => text.block(format!("### {}", escape(&words))),
                Block::Paragraph(lines) => text.block(lines.iter().map(line).collect::<Vec<_>>().join(" ")),
                Block::List(lines) => {
                    text.block(lines.iter().map(|one| format!("- {}", line(one))).collect::<Vec<_>>().join("\n"));
                }
                Block::Note(words) => text.block(line(&words)),
                Block::Facts(facts) => {
                    for fact in facts {
                        let mut lines = fact.lines.iter().map(line);
                        if let Some(first) = lines.next() {
                            text.block(format!("**{}** {first}", escape(&fact.heading)));
                        }
                        lines.for_each(|more| text.block(more));
                    }
                }
                Block::Table(rows) => text.block(table(&rows)),
                Block::Picture(picture) => text.block(escape(&picture.alt)),
            }
        }
        text.0
    }
}

/// Blocks with a blank line between them.
#[derive(Default)]
struct Blocks(String);

impl Blocks {
    fn block(&mut self, text: impl AsRef<str>) {
        let text = text.as_ref();
        if text.is_empty() {
            return;
        }
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.0.push_str(text);
        self.0.push('\n');
    }
}

/// A line with its references. Without a definition of that name, `[E3, E7]` is no link in Markdown.
fn line(one: &Line) -> String {
    let text = match one.sort {
        PassageSort::Told => escape(&one.text),
        PassageSort::Quote => format!("“{}” ({})", escape(&one.text), escape(&one.by)),
        PassageSort::Prompt => format!("*{}*", escape(&one.text)),
    };
    format!("{text} {}", one.labels()).trim_end().to_owned()
}

fn table(table: &Table) -> String {
    let mut text = format!("| {} |\n|{}", table.columns.join(" | "), "---|".repeat(table.columns.len()));
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(cell).collect();
        text.push_str(&format!("\n| {} |", cells.join(" | ")));
    }
    text
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => escape(text),
        Cell::Level { held, .. } => level(*held),
        Cell::Refs(numbers) => labels(numbers),
        Cell::Entry(number) => label(*number),
    }
}

/// A text on one line in which nothing is markup.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for word in text.split_whitespace() {
        if !escaped.is_empty() {
            escaped.push(' ');
        }
        // What begins a block does so only at the beginning of a line: headings, quotes, lists.
        let begins = escaped.is_empty();
        let ordered = begins && is_list_number(word);
        // A heading may end in such a word, and would lose it.
        let hashes = word.bytes().all(|byte| byte == b'#');
        let last = word.chars().count().saturating_sub(1);
        for (place, letter) in word.chars().enumerate() {
            let starts_block = place == 0 && (begins || hashes) && matches!(letter, '#' | '>' | '+' | '-' | '=');
            if starts_block || (ordered && place == last) || is_markup(letter) {
                escaped.push('\\');
            }
            escaped.push(letter);
        }
    }
    escaped
}

/// Whether it is markup wherever it stands.
const fn is_markup(letter: char) -> bool {
    matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$')
}

/// As in `1.` or `12)`.
fn is_list_number(word: &str) -> bool {
    word.strip_suffix(['.', ')'])
        .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    use super::*;
    use crate::portfolio::format::tests::{filled, full, marked, texts, with_texts, words};

    const GITHUB: Options = Options::ENABLE_TABLES
        .union(Options::ENABLE_STRIKETHROUGH)
        .union(Options::ENABLE_TASKLISTS)
        .union(Options::ENABLE_FOOTNOTES)
        .union(Options::ENABLE_GFM);

    #[test]
    fn what_could_be_markup_is_escaped_and_the_rest_left_alone() {
        assert_eq!(escape("Moved 3 * 4 [teams] <b>"), r"Moved 3 \* 4 \[teams\] \<b\>");
        assert_eq!(escape("# Title - with #hash"), r"\# Title - with #hash");
        assert_eq!(escape("Learn C #"), r"Learn C \#");
        assert_eq!(escape("1. first\n\n2. second"), r"1\. first 2. second");
        assert_eq!(escape("Costs fell by 12.5 %, e.g. in Q3 (Lisbon)!"), "Costs fell by 12.5 %, e.g. in Q3 (Lisbon)!");
    }

    /// What a parser makes of it: what begins and ends where, and all that is read.
    fn read(markdown: &str) -> (Vec<String>, String) {
        let (mut shape, mut text) = (Vec::new(), String::new());
        for event in Parser::new_ext(markdown, GITHUB) {
            match event {
                Event::Text(piece) => text.push_str(&piece),
                Event::End(TagEnd::Emphasis) => shape.push("end of emphasis".to_owned()),
                Event::End(end) => {
                    text.push(' ');
                    shape.push(format!("end of {end:?}"));
                }
                Event::SoftBreak => text.push(' '),
                other => shape.push(format!("{other:?}")),
            }
        }
        (shape, text)
    }

    #[test]
    fn a_parser_sees_headings_tables_lists_and_nothing_else() {
        let (shape, _) = read(&full().to_markdown());
        let count = |begins: &str| shape.iter().filter(|one| one.starts_with(begins)).count();
        assert_eq!((count("Start(Heading { level: H1"), count("Start(Table(")), (1, 2));
        assert!(count("Start(Heading { level: H2") >= 8 && count("Start(Heading { level: H3") >= 5, "{shape:#?}");
        assert!(count("Start(List(None))") >= 3 && count("Start(Strong)") > 10 && count("Start(Emphasis)") > 5);
        assert_eq!(
            count("Start(Link") + count("Html") + count("InlineHtml") + count("Code") + count("Start(List(Some"),
            0
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn whatever_is_written_in_a_document_is_text_and_nothing_else(texts in texts()) {
            let (plain, hostile) = (read(&marked(full()).to_markdown()), read(&with_texts(full(), &texts).to_markdown()));
            prop_assert_eq!(hostile.0, plain.0);
            // White space at the ends of a text is not written.
            prop_assert_eq!(words(&hostile.1).concat(), words(&filled(&plain.1, &texts)).concat());
        }
    }

    proptest! {
        #[test]
        fn what_was_written_is_what_is_read(text in "[\\PC\n]{0,80}", plain in "[-+*_#>`~|\\[\\]()<>&!a1.) \n=:;]{0,60}") {
            for text in [text, plain] {
                let wanted = text.split_whitespace().collect::<Vec<_>>().join(" ");
                let mut read = String::new();
                for event in Parser::new_ext(&escape(&text), GITHUB) {
                    match event {
                        Event::Text(piece) => read.push_str(&piece),
                        Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
                        other => prop_assert!(false, "{other:?} in {wanted:?}"),
                    }
                }
                prop_assert_eq!(read, wanted);
            }
        }
    }
}
