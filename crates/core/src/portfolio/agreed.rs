//! What was written for another time than the document is about.

use super::lint::{Finding, FindingCode, Fix};
use super::model::Portfolio;
use crate::error::Result;
use crate::growth::Period;
use crate::vault::Vault;

impl Vault {
    /// Expectations and the case stay as they are while the months go by, and sooner or later they are those of the
    /// review before.
    pub(super) fn outdated(&self, portfolio: &Portfolio) -> Result<Vec<Finding>> {
        let dossier = self.dossier(portfolio.preset)?;
        let expected = dossier.expected_in.filter(|_| !portfolio.expectations.is_empty());
        let case = dossier.case.and_then(|case| case.period).filter(|_| portfolio.case_edited);
        let finding = |what: &str, then: Option<Period>, fix: Fix| {
            let then = then.filter(|then| !is_about(*then, portfolio.period))?;
            Some(Finding {
                code: FindingCode::OldWords,
                message: format!("{what} written for {}: still true?", portfolio.dates().months(then)),
                entry: None,
                story: None,
                fix: Some(fix),
                blocks: false,
            })
        };
        let found = [
            finding("The case was", case, Fix::KeepCase),
            finding("The expectations were", expected, Fix::KeepExpectations),
        ];
        Ok(found.into_iter().flatten().collect())
    }
}

/// Whether most of `period` lies in `then`.
fn is_about(then: Period, period: Period) -> bool {
    let days = |from: chrono::NaiveDate, to: chrono::NaiveDate| (to - from).num_days() + 1;
    days(then.from.max(period.from), then.to.min(period.to)) * 2 > days(period.from, period.to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::growth::fixture::rich;
    use crate::portfolio::{Brief, Expectation, Preset};

    fn period(from: &str, to: &str) -> Period {
        Period { from: from.parse().unwrap(), to: to.parse().unwrap() }
    }

    #[test]
    fn expectations_of_the_review_before_are_asked_about_and_those_of_nearly_the_same_time_are_not() {
        let (vault, preset) = (rich(), Preset::PromotionPacket);
        let half = period("2026-01-01", "2026-06-30");
        let expected = Expectation { text: "Three teams, one list".into(), agreed: "Priya".into() };
        vault.set_expectations(preset, half, &[expected]).unwrap();
        let asks = |about: Period| {
            let portfolio = vault.compose(&Brief::new(preset, about)).unwrap();
            let findings = vault.findings(&portfolio).unwrap();
            findings.into_iter().filter(|one| one.code == FindingCode::OldWords).count()
        };
        assert_eq!([half, period("2026-01-20", "2026-07-19")].map(asks), [0, 0]);
        let next = period("2026-07-01", "2026-12-31");
        assert_eq!([next, period("2026-04-01", "2026-09-30")].map(asks), [1, 1]);
        vault.write_case(preset, half, Some("I lead three teams."), &[]).unwrap();
        assert_eq!([half, next].map(asks), [0, 2]);
        let kept = vault.dossier(preset).unwrap();
        vault.set_expectations(preset, next, &kept.expectations).unwrap();
        assert_eq!(asks(next), 1, "they still hold");
    }
}
