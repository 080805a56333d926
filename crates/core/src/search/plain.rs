//! The words of a Markdown text, a stretch at a time.
//!
//! Most of what is looked for stands near the beginning, and a text may be long; so nothing is
//! taken apart before somebody asks for it.

use pulldown_cmark::{Event, Options, Parser, TagEnd};

/// Characters after which a stretch ends, at the next end of a paragraph or line.
const STRETCH: usize = 2_000;

/// The words of a text on one line, growing as they are asked for.
pub(super) struct Plain<'t> {
    events: Option<Parser<'t>>,
    /// What has been read so far. Single spaces, none at the end of it all.
    pub(super) text: String,
}

impl<'t> Plain<'t> {
    pub(super) fn of_markdown(text: &'t str) -> Self {
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
        Self { events: Some(Parser::new_ext(text, options)), text: String::new() }
    }

    /// A text that has no syntax.
    pub(super) fn of_words(text: &str) -> Self {
        let mut plain = Self { events: None, text: String::with_capacity(text.len()) };
        plain.push(text);
        plain.trim();
        plain
    }

    /// Reads another stretch. Tells whether there was one.
    pub(super) fn grow(&mut self) -> bool {
        let Some(mut events) = self.events.take() else { return false };
        let before = self.text.len();
        while let Some(event) = events.next() {
            let is_pause = match event {
                Event::Text(piece) | Event::Code(piece) | Event::Html(piece) | Event::InlineHtml(piece) => {
                    self.push(&piece);
                    false
                }
                Event::End(
                    TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image,
                ) => false,
                Event::SoftBreak | Event::HardBreak | Event::End(_) | Event::Rule => {
                    self.push(" ");
                    true
                }
                _ => false,
            };
            if is_pause && self.text.len() - before > STRETCH {
                self.events = Some(events);
                return true;
            }
        }
        self.trim();
        self.text.len() > before
    }

    fn push(&mut self, piece: &str) {
        let plain = |pair: &[u8]| pair.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ') && pair != b"  ";
        // A line without anything to change is what most texts are made of.
        if piece.as_bytes().windows(2).all(plain) && !piece.starts_with(' ') && piece.len() > 1 {
            self.text.push_str(piece);
            return;
        }
        for (number, part) in piece.split(char::is_whitespace).enumerate() {
            if number > 0 && !self.text.is_empty() && !self.text.ends_with(' ') {
                self.text.push(' ');
            }
            self.text.push_str(part);
        }
    }

    fn trim(&mut self) {
        self.text.truncate(self.text.trim_end().len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(markdown: &str) -> String {
        let mut plain = Plain::of_markdown(markdown);
        while plain.grow() {}
        plain.text
    }

    #[test]
    fn syntax_is_gone_and_words_stay_whole() {
        assert_eq!(
            plain(
                "# One\n\nA *quiet*, **road**map with [a link](https://a.example) and `code`.\n\n- [ ] open\n- x\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
            ),
            "One A quiet, roadmap with a link and code. open x a b 1 2"
        );
    }

    #[test]
    fn a_long_text_is_read_in_stretches() {
        let text = "word and word again.\n\n".repeat(1000);
        let mut one = Plain::of_markdown(&text);
        assert!(one.grow());
        assert!(one.text.len() < 3 * STRETCH, "{} bytes were read", one.text.len());
        while one.grow() {}
        assert_eq!(one.text, text.split_whitespace().collect::<Vec<_>>().join(" "));
    }
}
