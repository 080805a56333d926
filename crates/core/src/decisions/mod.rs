//! Decisions and their forecasts: what was expected, how sure somebody was, and how often they were right.

mod calibration;

pub use calibration::{Calibration, CalibrationBin, ENOUGH};

use chrono::NaiveDate;
use serde::Serialize;
use specta::Type;

use crate::error::{Error, Result};
use crate::id::EntryId;
use crate::journal::{Decision, date};
use crate::markdown;
use crate::vault::Vault;
use calibration::Forecast;

/// Characters of a name where there is no title.
const NAME: usize = 120;

/// Every decision; the text only of those without a title.
pub(crate) const DECISIONS: &str = "SELECT id, title, happened_on, coalesce(facets -> '$.decision', '{}'),
        CASE WHEN trim(title) = '' THEN substr(body, 1, 600) ELSE '' END
     FROM entry WHERE kind = 'decision' AND trashed IS NULL AND erased IS NULL";

/// Every decision, and how well its author foresees.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct Decisions {
    /// What is due first, then what is open, then what is known; within these the next or the newest first.
    pub decisions: Vec<Forecasted>,
    /// How often what was forecast came true.
    pub calibration: Calibration,
}

/// A decision in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Forecasted {
    /// The entry.
    pub id: EntryId,
    /// What it is called.
    pub name: String,
    /// When it was made.
    pub on: NaiveDate,
    /// What was chosen.
    pub choice: String,
    /// What was expected; empty if nothing was said.
    pub forecast: String,
    /// How sure, in percent.
    pub confidence: Option<u8>,
    /// The day on which to look again.
    pub review_on: Option<NaiveDate>,
    /// How it turned out.
    pub outcome: ForecastOutcome,
    /// What happened.
    pub happened: String,
}

/// How a forecast turned out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ForecastOutcome {
    /// The day on which to look again has come.
    Due,
    /// It is not known yet.
    Open,
    /// It came true.
    CameTrue,
    /// It did not.
    DidNot,
    /// Somebody looked and could not tell.
    Untold,
}

impl ForecastOutcome {
    fn of(decision: &Decision, today: NaiveDate) -> Self {
        match (decision.came_true, decision.judged_on, decision.review_on) {
            (Some(true), _, _) => Self::CameTrue,
            (Some(false), _, _) => Self::DidNot,
            (None, Some(_), _) => Self::Untold,
            (None, None, Some(on)) if on <= today => Self::Due,
            (None, None, _) => Self::Open,
        }
    }

    /// Whether somebody has looked at it.
    #[must_use]
    pub const fn is_known(self) -> bool {
        matches!(self, Self::CameTrue | Self::DidNot | Self::Untold)
    }

    /// As it is said in a list.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Open => "open",
            Self::CameTrue => "came true",
            Self::DidNot => "did not come true",
            Self::Untold => "cannot tell",
        }
    }
}

impl Vault {
    /// Every decision that is not in the trash, with the calibration of their forecasts.
    ///
    /// # Errors
    /// What the database says.
    pub fn decisions(&self) -> Result<Decisions> {
        let today = self.today();
        let decisions = self.read(|database| {
            let mut select = database.prepare_cached(DECISIONS)?;
            let mut rows = select.query([])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                let decision: Decision = serde_json::from_str(&row.get::<_, String>(3)?)
                    .map_err(|_| Error::Damaged("the facets of an entry cannot be read"))?;
                let (title, beginning): (String, String) = (row.get(1)?, row.get(4)?);
                found.push(Forecasted {
                    id: row.get(0)?,
                    name: if title.trim().is_empty() { markdown::plain(&beginning, NAME) } else { title },
                    on: date(row, 2)?,
                    outcome: ForecastOutcome::of(&decision, today),
                    choice: decision.choice,
                    forecast: decision.forecast,
                    confidence: decision.confidence,
                    review_on: decision.review_on,
                    happened: decision.happened,
                });
            }
            Ok(found)
        })?;
        Ok(Decisions { calibration: Calibration::of(&resolved(&decisions)), decisions: sorted(decisions) })
    }
}

fn resolved(decisions: &[Forecasted]) -> Vec<Forecast> {
    decisions
        .iter()
        .filter_map(|one| {
            let came_true = match one.outcome {
                ForecastOutcome::CameTrue => true,
                ForecastOutcome::DidNot => false,
                _ => return None,
            };
            Some(Forecast { confidence: one.confidence?.min(100), came_true })
        })
        .collect()
}

fn sorted(mut decisions: Vec<Forecasted>) -> Vec<Forecasted> {
    decisions.sort_by_key(|one| {
        let group = match one.outcome {
            ForecastOutcome::Due => 0,
            ForecastOutcome::Open => 1,
            _ => 2,
        };
        let newest = std::cmp::Reverse(one.on);
        // Those without a day come after those with one.
        let next = (group < 2).then(|| (one.review_on.is_none(), one.review_on));
        (group, next, newest, one.id)
    });
    decisions
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::journal::{Content, Kind};
    use crate::world::Still;

    fn add(vault: &Vault, title: &str, on: &str, decision: Decision) {
        let mut content = Content::on(on.parse().unwrap(), "Etc/UTC");
        content.kind = Kind::Decision;
        content.title = title.into();
        content.facets.decision = Some(decision);
        vault.add(&content).unwrap();
    }

    #[test]
    fn decisions_stand_in_the_order_in_which_they_want_to_be_looked_at() {
        let vault = Vault::in_memory(Arc::new(Still::at("2026-11-23T18:00:00Z").unwrap())).unwrap();
        let on = |day: &str| Some(day.parse().unwrap());
        let judged = |came_true| Decision { came_true, judged_on: on("2026-11-01"), ..Decision::default() };
        add(&vault, "without a day", "2026-11-20", Decision::default());
        add(&vault, "right", "2026-01-01", Decision { confidence: Some(70), ..judged(Some(true)) });
        add(&vault, "later", "2026-11-01", Decision { review_on: on("2026-12-24"), ..Decision::default() });
        add(&vault, "who knows", "2026-02-01", Decision { confidence: Some(90), ..judged(None) });
        add(&vault, "due", "2026-09-01", Decision { review_on: on("2026-11-23"), ..Decision::default() });
        add(&vault, "overdue", "2026-10-01", Decision { review_on: on("2026-11-02"), ..Decision::default() });
        add(&vault, "wrong, and not said how sure", "2026-03-01", judged(Some(false)));
        let found = vault.decisions().unwrap();
        let names: Vec<_> = found.decisions.iter().map(|one| one.name.as_str()).collect();
        let last = ["wrong, and not said how sure", "who knows", "right"];
        assert_eq!(names, [&["overdue", "due", "later", "without a day"][..], &last].concat());
        assert_eq!(found.calibration.resolved, 1, "only what has a number and an end counts");
    }
}
