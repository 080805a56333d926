//! What somebody is to the author.

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::error::{Error, Result};

/// What somebody is to the author.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    /// Gives advice.
    Mentor,
    /// Speaks for the author where the author is not.
    Sponsor,
    /// Has an interest in the work.
    Stakeholder,
    /// Reports to the author.
    Report,
    /// Works beside the author.
    Peer,
}

impl Relation {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 5] = [Self::Mentor, Self::Sponsor, Self::Stakeholder, Self::Report, Self::Peer];

    /// The word by which it is stored and shown to programs.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Mentor => "mentor",
            Self::Sponsor => "sponsor",
            Self::Stakeholder => "stakeholder",
            Self::Report => "report",
            Self::Peer => "peer",
        }
    }

    /// Whether it lives from being kept up: nobody forgets to speak with those they work with.
    pub(super) const fn needs_contact(self) -> bool {
        matches!(self, Self::Mentor | Self::Sponsor)
    }
}

impl std::str::FromStr for Relation {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|relation| relation.word().eq_ignore_ascii_case(text.trim()))
            .ok_or_else(|| Error::invalid("relation", "not one of mentor, sponsor, stakeholder, report, peer"))
    }
}

impl FromSql for Relation {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str()?.parse().map_err(|_| FromSqlError::InvalidType)
    }
}
