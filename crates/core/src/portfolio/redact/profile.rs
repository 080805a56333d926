//! For whom a portfolio is, and what they may read.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::error::{Error, Result};
use crate::people::Relation;

/// For whom a portfolio is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum RedactionProfile {
    /// The author: nothing is replaced.
    #[default]
    Own,
    /// A manager, and whoever decides with them: they know the colleagues and the numbers.
    Manager,
    /// Anybody else.
    Public,
}

/// What may be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ReplacementSort {
    /// Somebody whom a manager knows: a peer, report, stakeholder or sponsor.
    Colleague,
    /// Anybody else, be it a mentor or somebody of whom nothing is said.
    Person,
    /// A customer.
    Customer,
    /// A project.
    Project,
    /// Another word of the author's list.
    Other,
    /// An e-mail address.
    Mail,
    /// A telephone number.
    Phone,
    /// An `@handle`.
    Handle,
    /// A link.
    Link,
    /// A sum or a count.
    Number,
    /// A day.
    Date,
    /// The identity of an entry, which tells when it was written, or a key with a name in it.
    Identity,
}

/// What is done with something of a sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    Keep,
    /// Only where a name that is replaced is part of it.
    IfNamed,
    Replace,
}

use ReplacementSort as Sort;
use Rule::{IfNamed, Keep, Replace};

/// The whole of it: what the author, a manager and anybody may read. `docs/redaction.md` has the reasons.
#[rustfmt::skip]
const TABLE: [(Sort, [Rule; 3]); 12] = [
    //                 own    manager  public
    (Sort::Colleague, [Keep,  Keep,    Replace]),
    (Sort::Person,    [Keep,  Replace, Replace]),
    (Sort::Customer,  [Keep,  Replace, Replace]),
    (Sort::Project,   [Keep,  Keep,    Replace]),
    (Sort::Other,     [Keep,  Replace, Replace]),
    (Sort::Mail,      [Keep,  Replace, Replace]),
    (Sort::Phone,     [Keep,  Replace, Replace]),
    (Sort::Handle,    [Keep,  IfNamed, Replace]),
    (Sort::Link,      [Keep,  IfNamed, Replace]),
    (Sort::Number,    [Keep,  Keep,    Replace]),
    (Sort::Date,      [Keep,  Keep,    Replace]),
    (Sort::Identity,  [Keep,  IfNamed, Replace]),
];

impl RedactionProfile {
    /// All of them, from the one that hides nothing.
    pub const ALL: [Self; 3] = [Self::Own, Self::Manager, Self::Public];

    /// The word by which it is asked for.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Manager => "manager",
            Self::Public => "public",
        }
    }

    /// As one would say for whom it is: "for your manager".
    #[must_use]
    pub const fn told(self) -> &'static str {
        match self {
            Self::Own => "for yourself",
            Self::Manager => "for your manager",
            Self::Public => "for anybody",
        }
    }

    pub(super) fn rule(self, sort: Sort) -> Rule {
        let column = match self {
            Self::Own => 0,
            Self::Manager => 1,
            Self::Public => 2,
        };
        let row = TABLE.iter().find(|(one, _)| *one == sort);
        row.and_then(|(_, rules)| rules.get(column)).copied().unwrap_or(Replace)
    }

    pub(super) fn replaces(self, sort: Sort) -> bool {
        self.rule(sort) == Replace
    }
}

impl Sort {
    /// What somebody is who is that to the author.
    pub(super) const fn of(relation: Option<Relation>) -> Self {
        match relation {
            Some(Relation::Peer | Relation::Report | Relation::Stakeholder | Relation::Sponsor) => Self::Colleague,
            // What one tells a mentor is for the mentor, and they are often from elsewhere.
            Some(Relation::Mentor) | None => Self::Person,
        }
    }

    /// As one would say it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Colleague => "colleague",
            Self::Person => "person",
            Self::Customer => "customer",
            Self::Project => "project",
            Self::Other => "word",
            Self::Mail => "e-mail address",
            Self::Phone => "phone number",
            Self::Handle => "handle",
            Self::Link => "link",
            Self::Number => "number",
            Self::Date => "date",
            Self::Identity => "identity",
        }
    }
}

impl std::str::FromStr for RedactionProfile {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|profile| profile.word().eq_ignore_ascii_case(text.trim()))
            .ok_or_else(|| Error::invalid("redaction", "not one of own, manager, public"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sort_has_a_row_and_nobody_reads_more_than_those_before_them() {
        let all = [
            Sort::Colleague,
            Sort::Person,
            Sort::Customer,
            Sort::Project,
            Sort::Other,
            Sort::Mail,
            Sort::Phone,
            Sort::Handle,
            Sort::Link,
            Sort::Number,
            Sort::Date,
            Sort::Identity,
        ];
        for sort in all {
            assert_eq!(TABLE.iter().filter(|(one, _)| *one == sort).count(), 1, "{sort:?}");
            let [own, manager, public] = RedactionProfile::ALL.map(|profile| profile.rule(sort));
            assert_eq!((own, public), (Keep, Replace), "{sort:?}");
            assert!(manager == Keep || public == Replace);
        }
    }
}
