//! What a reader of Markdown sees, and where its links lead.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{Runs, Text};
use crate::error::{Error, Result};

pub(super) fn read(bytes: &[u8]) -> Result<Vec<Text>> {
    let source = std::str::from_utf8(bytes).map_err(|_| Error::Unreadable("it is no text"))?;
    let mut runs = Runs::default();
    let mut texts = Vec::new();
    for event in
        Parser::new_ext(source, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH)
    {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => runs.add(&text),
            Event::SoftBreak | Event::HardBreak => runs.add("\n"),
            Event::Start(Tag::Link { dest_url, title, .. } | Tag::Image { dest_url, title, .. }) => {
                texts.push(Text::at("link", dest_url.as_ref()));
                texts.push(Text::at("link", title.as_ref()));
            }
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Image | TagEnd::Strikethrough) => {}
            Event::End(_) => runs.end_line(),
            _ => {}
        }
    }
    texts.push(Text::at("text", runs.0));
    Ok(texts)
}
