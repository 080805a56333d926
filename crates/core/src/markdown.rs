//! Markdown, as plain words and as safe HTML.
//!
//! Raw HTML in an entry is shown as the text that it is. What remains is cleaned once more by a
//! library whose only job that is, because what is shown here may have been pasted from anywhere.

use std::collections::HashSet;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

const EXTENSIONS: Options =
    Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH).union(Options::ENABLE_TASKLISTS);

/// Renders Markdown to HTML that may be put into a page: no script, no style, no image from
/// outside, links to `https:` and `mailto:` only.
pub fn to_html(markdown: &str) -> String {
    let events = Parser::new_ext(markdown, EXTENSIONS).filter_map(|event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Some(Event::Text(text)),
        // A picture from outside would be a request; its description is kept.
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
        other => Some(other),
    });
    let mut html = String::with_capacity(markdown.len() * 3 / 2);
    pulldown_cmark::html::push_html(&mut html, events);
    ammonia::Builder::default()
        .url_schemes(HashSet::from(["https", "mailto"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .rm_tags(["img", "map", "area", "center", "bdo"])
        .add_tags(["input"])
        .add_tag_attributes("input", ["type", "checked", "disabled"])
        .set_tag_attribute_value("input", "type", "checkbox")
        .set_tag_attribute_value("input", "disabled", "")
        .link_rel(Some("noopener noreferrer"))
        .clean(&html)
        .to_string()
}

/// The words of Markdown on one line, at most `limit` characters, cut between words.
pub fn plain(markdown: &str, limit: usize) -> String {
    let mut text = String::with_capacity(limit * 2);
    let mut length = 0;
    // A body may be megabytes long and only its beginning is wanted.
    for event in Parser::new_ext(markdown, EXTENSIONS) {
        let piece = match &event {
            Event::Text(piece) | Event::Code(piece) | Event::Html(piece) | Event::InlineHtml(piece) => piece.as_ref(),
            Event::SoftBreak | Event::HardBreak | Event::End(_) | Event::Rule => " ",
            _ => continue,
        };
        for word in piece.split_inclusive(char::is_whitespace) {
            let glued = !text.is_empty() && !text.ends_with(' ');
            let trimmed = word.trim_end();
            if trimmed.is_empty() {
                if glued {
                    text.push(' ');
                    length += 1;
                }
                continue;
            }
            let size = trimmed.chars().count();
            if length + size > limit {
                return finish(text, trimmed, limit.saturating_sub(length));
            }
            text.push_str(trimmed);
            length += size;
            if word.len() > trimmed.len() {
                text.push(' ');
                length += 1;
            }
        }
    }
    text.truncate(text.trim_end().len());
    text
}

/// Ends a text that does not fit. A word without an end in sight, as in languages without spaces,
/// is cut where the room ends.
fn finish(mut text: String, word: &str, room: usize) -> String {
    if text.trim().is_empty() || word.chars().count() > 40 {
        text.extend(word.chars().take(room));
    }
    text.truncate(text.trim_end_matches([' ', ',', ';', ':', '–', '-']).len());
    text.push('…');
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn hostile_markdown_becomes_text() {
        for attack in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "![x](https://evil.example/x.png)",
            "[x](javascript:alert(1))",
            "[x](file:///etc/passwd)",
            "[x](data:text/html,x)",
            "<iframe src=//evil.example>",
            "<svg/onload=alert(1)>",
            "[x](https://a.example \"onmouseover=alert(1)\")",
            "<a href=\"java&#10;script:alert(1)\">x</a>",
            "<style>*{display:none}</style>",
        ] {
            let html = to_html(attack);
            for bad in [
                "<script",
                "<img",
                "javascript:\"",
                "<iframe",
                "<svg",
                "<style",
                "file:\"",
                "href=\"data:",
                "href=\"file:",
                "href=\"javascript",
            ] {
                assert!(!html.contains(bad), "{attack} became {html}");
            }
        }
    }

    #[test]
    fn ordinary_markdown_keeps_its_form() {
        insta::assert_snapshot!(to_html(
            "# Title\n\nA *quiet* **word**, `code` and [a link](https://a.example).\n\n- [ ] open\n- [x] done\n\n> said\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
        ));
    }

    #[test]
    fn an_excerpt_is_cut_between_words() {
        assert_eq!(plain("# One\n\ntwo *three* four", 12), "One two…");
        assert_eq!(plain("one\ntwo", 50), "one two");
        assert_eq!(plain("", 50), "");
    }

    proptest! {
        #[test]
        fn an_excerpt_is_never_longer_than_asked(text in "(\\PC|[\n *_#`>-]){0,200}", limit in 1usize..80) {
            let excerpt = plain(&text, limit);
            prop_assert!(excerpt.chars().count() <= limit + 1, "{excerpt}");
            prop_assert!(!excerpt.contains('\n'));
        }

        #[test]
        fn rendering_never_lets_a_script_through(text in "[<>a-z/\"'=:()\\[\\]! &;#x0-9\n]{0,120}") {
            let html = to_html(&text).to_lowercase();
            prop_assert!(!html.contains("<script") && !html.contains("<img") && !html.contains("javascript:\""));
        }
    }
}
