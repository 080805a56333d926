//! A name on the author's list, in a document in which names still stand.

use super::lint::{Finding, FindingCode, Fix};
use super::model::Portfolio;
use super::redact::RedactionProfile;
use crate::error::Result;
use crate::vault::Vault;

impl Vault {
    /// The words of the author's redaction list that stand in a portfolio as it is. Whoever keeps no list is not
    /// warned of every colleague.
    pub(super) fn listed(&self, portfolio: &Portfolio) -> Result<Vec<Finding>> {
        let mut findings = Vec::new();
        if self.redaction_terms()?.iter().any(|kept| !kept.value.keep) {
            let redaction = self.redaction(RedactionProfile::Public)?;
            for (name, times, first) in portfolio.listed(&redaction) {
                let often = if times == 1 { "once".to_owned() } else { format!("{times} times") };
                let (section, story) = first.told();
                let place = match story {
                    Some(number) => format!("story {number}"),
                    None => format!("“{section}”"),
                };
                findings.push(Finding {
                    code: FindingCode::RedactedName,
                    message: format!("“{name}” is on your redaction list and stands here {often}, first in {place}."),
                    entry: None,
                    story,
                    fix: Some(Fix::ShowNames),
                    blocks: false,
                });
            }
        }
        Ok(findings)
    }
}
