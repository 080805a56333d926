//! What is said about a part of a query that was not understood.

use std::borrow::Cow;

/// Why a part was searched as plain words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Misread {
    Quote,
    Or,
    Empty,
    Kind,
    Competency,
    /// The highest one.
    Level(u8),
    Date,
    Is,
    Has,
    Sort,
    Letters,
}

impl Misread {
    fn words(self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::Quote => "A quotation mark is not closed, so what follows it was searched as plain words.",
            Self::Or => "OR needs a word on both sides; it was searched as a word.",
            Self::Empty => "A filter has nothing behind its colon, so it was searched as plain words.",
            Self::Kind => {
                "This kind does not exist, so it was searched as plain words. There are reflection, win, challenge, decision, lesson and feedback."
            }
            Self::Competency => {
                "This competency does not exist, so it was searched as plain words. They are called by their keys, as in competency:stakeholders."
            }
            Self::Level(highest) => {
                return format!("Levels go from 1 to {highest}, so this one was searched as plain words.").into();
            }
            Self::Date => {
                "A date was not understood, so it was searched as plain words. Dates look like 2026-03-04, 2026-03, 2026, today, yesterday or monday, and periods like 2026-01..2026-06."
            }
            Self::Is => {
                "This filter does not exist, so it was searched as plain words. There are is:starred, is:open, is:resolved and is:later."
            }
            Self::Has => {
                "This filter does not exist, so it was searched as plain words. There are has:outcome, has:attachment, has:private and has:lesson."
            }
            Self::Sort => {
                "This order does not exist, so it was searched as plain words. There are sort:date, the newest first, and sort:best, each by itself."
            }
            Self::Letters => "There is no letter or digit in it to search for.",
        })
    }
}

/// One text for all of it, each thing said once; none if everything was understood.
pub(super) fn note(misread: &[Misread]) -> Option<String> {
    let mut said: Vec<Misread> = Vec::new();
    for one in misread {
        if !said.contains(one) {
            said.push(*one);
        }
    }
    (!said.is_empty()).then(|| said.iter().map(|one| one.words()).collect::<Vec<_>>().join(" "))
}
