//! The text, attributes, title and comments of a web page.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use super::{Runs, Text};
use crate::error::{Error, Result};
use crate::portfolio::redact::text::unescaped;

/// Elements that stand within a line.
const INLINE: &str =
    "a abbr b bdi bdo cite code data dfn em i kbd mark q s samp small span strong sub sup time tspan u var wbr";

pub(super) fn read(bytes: &[u8]) -> Result<Vec<Text>> {
    let source = std::str::from_utf8(bytes).map_err(|_| Error::Unreadable("it is no text"))?;
    let tokenizer = Tokenizer::new(Page::default(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(source));
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    let Seen { runs, mut others } = tokenizer.sink.0.into_inner();
    others.push(Text::at("text", runs.0));
    Ok(others)
}

/// A page as it is read.
#[derive(Default)]
struct Page(RefCell<Seen>);

#[derive(Default)]
struct Seen {
    runs: Runs,
    others: Vec<Text>,
}

impl TokenSink for Page {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut seen = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => seen.runs.add(&text),
            Token::CommentToken(text) => seen.others.push(Text::at("comment", text.as_ref())),
            Token::TagToken(tag) => {
                let name: &str = tag.name.as_ref();
                if !INLINE.split_ascii_whitespace().any(|one| one == name) {
                    seen.runs.end_line();
                }
                for attribute in &tag.attrs {
                    let value = unescaped(attribute.value.as_ref());
                    let place = format!("attribute {}", attribute.name.local);
                    seen.others.push(Text { place, text: value });
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}
