//! Fields of an entry that a section of a template stands for.

use serde::Deserialize;

use crate::journal::Content;

/// A field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Field {
    Expected,
    Actual,
    Why,
    Next,
    Options,
    Choice,
    Forecast,
    Quote,
    From,
    Relationship,
}

impl Field {
    /// Puts `text` into the field.
    pub(super) fn put(self, content: &mut Content, text: &str) {
        let facets = &mut content.facets;
        let field = match self {
            Self::Expected => &mut facets.challenge.get_or_insert_default().expected,
            Self::Actual => &mut facets.challenge.get_or_insert_default().actual,
            Self::Why => &mut facets.challenge.get_or_insert_default().why,
            Self::Next => &mut facets.challenge.get_or_insert_default().next,
            Self::Choice => &mut facets.decision.get_or_insert_default().choice,
            Self::Forecast => &mut facets.decision.get_or_insert_default().forecast,
            Self::Quote => &mut facets.feedback.get_or_insert_default().quote,
            Self::From => &mut facets.feedback.get_or_insert_default().from,
            Self::Relationship => &mut facets.feedback.get_or_insert_default().relationship,
            Self::Options => {
                let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
                facets.decision.get_or_insert_default().options = lines.map(ToOwned::to_owned).collect();
                return;
            }
        };
        text.clone_into(field);
    }
}
