//! The body of an entry as snippets are cut from it.
//!
//! To take the syntax out of a text takes longer than to look through what is left, and who searches looks at much
//! the same entries with every letter. So this is done once, when an entry is read.

use super::plain::Plain;

/// Bytes of words that are kept of a long text, to the end of the stretch: most of what is looked for stands there.
const OPENING: usize = 4_000;

/// What an entry says.
#[derive(Debug)]
pub(super) enum Body {
    /// All of its words, on one line and without syntax.
    Words(Box<str>),
    /// Those that it begins with, and the whole as it was written.
    Long { opening: Box<str>, markdown: String },
}

impl Body {
    pub(super) fn of(markdown: String) -> Self {
        Self::read(markdown, OPENING)
    }

    /// Reads more than `enough` bytes of words, if there are as many.
    fn read(markdown: String, enough: usize) -> Self {
        let mut plain = Plain::of_markdown(&markdown);
        while plain.text.len() <= enough {
            if !plain.grow() {
                return Self::Words(plain.text.into());
            }
        }
        Self::Long { opening: plain.text.into(), markdown }
    }

    /// Whether there is nothing to read in it.
    pub(super) fn is_empty(&self) -> bool {
        matches!(self, Self::Words(words) if words.is_empty())
    }

    /// How much memory its text takes.
    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::Words(words) => words.len(),
            Self::Long { opening, markdown } => opening.len() + markdown.len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn all_of(mut plain: Plain<'_>) -> String {
        while plain.grow() {}
        plain.text
    }

    #[test]
    fn a_long_text_goes_on_behind_its_opening() {
        for line in ["word and word again. ", "word and word again.\n\n", "word and *word* again.\n", "词语没有空格"]
        {
            let text = line.repeat(1_000);
            let body = Body::of(text.clone());
            assert!(matches!(&body, Body::Long { .. }));
            let mut plain = Plain::of_body(&body);
            assert!(plain.grow());
            assert!(plain.text.len() < 1_000 || !line.contains(' '), "{line:?} is not taken a stretch at a time");
            assert_eq!(all_of(plain), all_of(Plain::of_markdown(&text)));
        }
    }

    proptest! {
        #[test]
        fn the_words_are_the_same_wherever_the_opening_ends(
            text in "([a-z]{1,9}|[ \n\n\t]{1,2}|[-+*_#>=`|:.)(\\[\\]&!]{1,3}|\u{a0}|é|路){0,60}",
            times in 1..60_usize,
            enough in 0..3_000_usize,
        ) {
            let text = text.repeat(times);
            let body = Body::read(text.clone(), enough);
            prop_assert_eq!(all_of(Plain::of_body(&body)), all_of(Plain::of_markdown(&text)));
        }
    }
}
