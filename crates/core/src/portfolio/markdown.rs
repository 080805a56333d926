//! A portfolio as Markdown that pastes into Notion, Docs or a wiki.
//!
//! Every character that a user wrote arrives as that character: whatever could be read as markup
//! is escaped. Only what CommonMark and GitHub's tables define is used.

use super::model::{Part, Passage, PassageSort, Portfolio, Row, Statement, Story};
use super::tell::when;
use crate::growth::say;

impl Portfolio {
    /// The document as Markdown.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        let mut text = Blocks::default();
        text.block(format!("# {}", escape(&self.title)));
        text.block(escape(&self.byline()));
        if !self.case.is_empty() {
            text.block(self.case.iter().map(statement).collect::<Vec<_>>().join(" "));
        }
        for missing in &self.missing {
            text.block(format!("*{}*", escape(missing)));
        }
        text.block("## Outcomes");
        if self.outcomes.is_empty() {
            text.block("*No win of this period carries a metric and a result yet.*");
        } else {
            text.block(self.outcomes.iter().map(|one| format!("- {}", statement(one))).collect::<Vec<_>>().join("\n"));
        }
        if !self.matrix.is_empty() {
            text.block("## Evidence matrix");
            text.block(matrix(&self.matrix));
        }
        if !self.stories.is_empty() {
            text.block("## Stories");
        }
        for story in &self.stories {
            self.story(story, &mut text);
        }
        if !self.references.is_empty() {
            text.block("## Appendix: the entries behind it");
            text.block(self.index());
        }
        text.0
    }

    fn story(&self, story: &Story, text: &mut Blocks) {
        text.block(format!("### {}. {}", story.number, escape(&story.title)));
        let mut line = vec![when(story.period)];
        line.extend(story.project.clone());
        text.block(format!("{} {}", escape(&line.join(" · ")), references(&story.refs)).trim_end());
        for Part { heading, passages, .. } in &story.parts {
            let mut passages = passages.iter().map(passage);
            if let Some(first) = passages.next() {
                text.block(format!("**{}** {first}", escape(heading)));
            }
            for more in passages {
                text.block(more);
            }
        }
    }

    fn index(&self) -> String {
        let mut table = "| Entry | Date | Kind | Title |\n|---|---|---|---|".to_owned();
        for one in &self.references {
            let later = if one.written_later { " (written later)" } else { "" };
            table.push_str(&format!(
                "\n| E{} | {}{later} | {} | {} |",
                one.number,
                say::short_day(one.on),
                say::capital(one.kind.word()),
                escape(&one.title)
            ));
        }
        table
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

fn statement(one: &Statement) -> String {
    format!("{} {}", escape(&one.text), references(&one.refs)).trim_end().to_owned()
}

fn passage(one: &Passage) -> String {
    let refs = references(&one.refs);
    let text = match one.sort {
        PassageSort::Told => escape(&one.text),
        PassageSort::Quote => format!("“{}” ({})", escape(&one.text), escape(&one.by)),
        PassageSort::Prompt => format!("*{}*", escape(&one.text)),
    };
    format!("{text} {refs}").trim_end().to_owned()
}

fn matrix(rows: &[Row]) -> String {
    let mut table =
        "| Competency | Level | Target | Evidence | Stories | Latest | Entries |\n|---|---|---|---|---|---|---|"
            .to_owned();
    for row in rows {
        let stories = row.stories.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        table.push_str(&format!(
            "\n| {} | {} | {} | {} | {stories} | {} | {} |",
            escape(&row.name),
            if row.level == 0 { "–".to_owned() } else { row.level.to_string() },
            row.target,
            row.strength.word(),
            row.last.map(say::short_month).unwrap_or_default(),
            references(&row.refs),
        ));
    }
    table
}

/// As in `[E3, E7]`. Without a definition of that name it is no link in Markdown.
fn references(numbers: &[u32]) -> String {
    if numbers.is_empty() {
        return String::new();
    }
    format!("[{}]", numbers.iter().map(|number| format!("E{number}")).collect::<Vec<_>>().join(", "))
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
