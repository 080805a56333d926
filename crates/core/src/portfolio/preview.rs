//! A portfolio as its author looks at it, before a file is made of it.

use serde::Serialize;
use specta::Type;

use super::brief::Brief;
use super::compose::{Composed, OtherStory};
use super::dossier::Dossier;
use super::lint::Finding;
use super::model::Portfolio;
use super::redact::{Redacted, RedactionProfile};
use super::typeset::Page;
use super::versions::Differences;
use crate::error::Result;
use crate::vault::Vault;

/// A portfolio with its pages, and all that is to be said of it to its author.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Preview {
    /// The document, as its reader gets it.
    pub portfolio: Portfolio,
    /// The line below its title.
    pub byline: String,
    /// What to look at before it is handed in.
    pub findings: Vec<Finding>,
    /// Its pages.
    pub pages: Vec<Page>,
    /// What else could be told.
    pub others: Vec<OtherStory>,
    /// What is new since the last export of this document; nothing before the first.
    pub news: Option<Differences>,
    /// What its author has made of it.
    pub dossier: Dossier,
    /// Stories at most.
    pub most_stories: u32,
    /// Whether it has what stands beside the stories.
    pub has_all_sections: bool,
}

impl Vault {
    /// Shows the portfolio that `brief` asks for as `reader` gets it. What there is to look at, and what is new, is about
    /// the author's own, whose entries can be mended. Pages whose marks are in `seen` come without a picture: most of a
    /// document is as it was before the last change, and to hand over a page takes longer than to set it.
    ///
    /// # Errors
    /// As [`Vault::compose`], [`Vault::findings`], [`Vault::changes_since_last`] and [`Portfolio::to_pages`].
    pub fn preview_portfolio(&self, brief: &Brief, reader: RedactionProfile, seen: &[String]) -> Result<Preview> {
        let Composed { portfolio, others } = self.compose_and_propose(&brief.for_reader(reader))?;
        let findings = self.findings(&portfolio)?;
        let news = self.changes_since_last(&portfolio)?;
        let Redacted { portfolio, .. } = portfolio.redact(&self.redaction(reader)?);
        Ok(Preview {
            byline: portfolio.byline(),
            pages: portfolio.to_pages(seen)?,
            portfolio,
            findings,
            others,
            news,
            dossier: self.dossier(brief.preset)?,
            most_stories: u32::try_from(brief.preset.most_stories()).unwrap_or(u32::MAX),
            has_all_sections: brief.preset.has_all_sections(),
        })
    }
}
