//! HTML and XML written so that a text can be nothing but text.
//!
//! Elements are closed by whoever opens them, and what a user wrote passes [`Markup::text`] or stands in an
//! attribute: both escape. Names of elements and attributes are ours.

/// Names and values of an element's attributes.
type Attributes<'a> = &'a [(&'a str, &'a str)];

/// A document that is put together element by element.
#[derive(Debug)]
pub(super) struct Markup(String);

impl Markup {
    /// One that begins with a declaration of ours.
    pub(super) fn new(declaration: &'static str) -> Self {
        Self(declaration.to_owned())
    }

    /// An element with whatever `inside` puts there.
    pub(super) fn element(&mut self, name: &str, attributes: Attributes<'_>, inside: impl FnOnce(&mut Self)) {
        self.tag(name, attributes, ">");
        inside(self);
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
    }

    /// An element with nothing but a text in it.
    pub(super) fn words(&mut self, name: &str, attributes: Attributes<'_>, text: &str) {
        self.element(name, attributes, |markup| markup.text(text));
    }

    /// An element of XML with nothing in it.
    pub(super) fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        self.tag(name, attributes, "/>");
    }

    /// An element of HTML that never has anything in it.
    pub(super) fn void(&mut self, name: &str, attributes: Attributes<'_>) {
        self.tag(name, attributes, ">");
    }

    /// A text, in which nothing is markup.
    pub(super) fn text(&mut self, text: &str) {
        escape(text, &mut self.0);
    }

    /// Markup that we wrote ourselves.
    pub(super) fn ours(&mut self, markup: &str) {
        self.0.push_str(markup);
    }

    /// Begins a new line, for whoever reads the source. Only where white space means nothing.
    pub(super) fn line(&mut self) {
        self.0.push('\n');
    }

    /// What was written.
    pub(super) fn finish(self) -> String {
        self.0
    }

    fn tag(&mut self, name: &str, attributes: Attributes<'_>, end: &str) {
        self.0.push('<');
        self.0.push_str(name);
        for (name, value) in attributes {
            self.0.push(' ');
            self.0.push_str(name);
            self.0.push_str("=\"");
            escape(value, &mut self.0);
            self.0.push('"');
        }
        self.0.push_str(end);
    }
}

/// Appends `text` so that it is text within an element as well as within an attribute. Control characters
/// and code points that are no characters, which XML may not contain, become spaces, several of them one.
fn escape(text: &str, into: &mut String) {
    let mut after_gap = false;
    for letter in text.chars() {
        let gap = letter.is_control() || is_no_character(letter);
        match letter {
            _ if gap && after_gap => {}
            _ if gap => into.push(' '),
            '&' => into.push_str("&amp;"),
            '<' => into.push_str("&lt;"),
            '>' => into.push_str("&gt;"),
            '"' => into.push_str("&quot;"),
            '\'' => into.push_str("&#39;"),
            letter => into.push(letter),
        }
        after_gap = gap;
    }
}

/// Whether Unicode has set it aside for never being a character.
const fn is_no_character(letter: char) -> bool {
    let code = letter as u32;
    matches!(code, 0xFDD0..=0xFDEF) || code & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_be_markup_is_escaped_and_the_rest_left_alone() {
        let mut markup = Markup::new("");
        markup.element("p", &[("title", "\"a\" & 'b'")], |markup| {
            markup.words("b", &[], "</b><i>&amp;");
            markup.empty("br", &[]);
            markup.text("Größe 4\u{a0}%, 三 🚀");
        });
        assert_eq!(
            markup.finish(),
            "<p title=\"&quot;a&quot; &amp; &#39;b&#39;\"><b>&lt;/b&gt;&lt;i&gt;&amp;amp;</b><br/>Größe 4\u{a0}%, 三 🚀</p>"
        );
    }

    #[test]
    fn what_xml_cannot_hold_becomes_one_space() {
        let mut text = String::new();
        escape("a\r\n\0\u{1b}b\u{fffe}\u{1ffff}\u{fdd0}c \u{85}d", &mut text);
        assert_eq!(text, "a b c  d");
    }
}
