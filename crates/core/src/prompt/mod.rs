//! Questions that help somebody begin: one on the first screen while nothing is written, some more in the
//! evening. They are ours, in `data/prompts.toml`; to pass one over leaves no trace anywhere.
//!
//! ```text
//! written    the file         order    which comes first on which day
//! evening    the day's captures beside three or four of them
//! ```

mod evening;
mod order;
mod written;

use std::collections::HashMap;

use serde::Serialize;
use specta::Type;

pub use evening::{Evening, Question};

use crate::competency::Yardstick;
use crate::error::Result;
use crate::growth::{Period, Strength};
use crate::journal::{Kind, Tagged};
use crate::vault::Vault;
use written::{Written, written};

/// Months of evidence that say where it is thin.
const MONTHS: u32 = 12;

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Prompt {
    /// Its stable key.
    pub key: String,
    /// The question itself.
    pub ask: String,
    /// What the answer is.
    pub kind: Kind,
    /// The key of the competency that the answer is evidence for; none where it is for any, or where the
    /// framework in use has no such competency.
    pub competency: Option<String>,
    /// The name of that competency; empty where there is none.
    pub name: String,
}

impl Vault {
    /// The first `count` questions of today. They are the same all day and others tomorrow, and lean towards
    /// competencies with thin evidence; the first of a day is never the first of the day before.
    ///
    /// # Errors
    /// What the database says.
    pub fn prompts(&self, count: usize) -> Result<Vec<Prompt>> {
        let asked: Vec<&Written> = written().iter().filter(|one| !one.evening).collect();
        let needs = self.needs()?;
        let order = order::order(self.today(), &asked, &|one| needs.weight(one.competency.as_deref()));
        Ok(order.into_iter().take(count).filter_map(|at| asked.get(at)).map(|one| needs.prompt(one)).collect())
    }

    /// Where evidence is needed.
    fn needs(&self) -> Result<Needs> {
        let growth = self.growth(Period::last_months(self.today(), MONTHS))?;
        let yardstick = self.read(Yardstick::of)?;
        let standing = |key: &String| {
            let counted = yardstick.counts(&Tagged { key: key.clone(), level: None })?.key;
            let one = growth.competencies.iter().find(|one| one.key == counted)?;
            let need = Need { key: counted, name: one.name.clone(), strength: one.strength };
            Some((key.clone(), need))
        };
        Ok(Needs(written().iter().filter_map(|one| standing(one.competency.as_ref()?)).collect()))
    }
}

/// How a competency of the framework in use stands.
struct Need {
    key: String,
    name: String,
    strength: Strength,
}

/// What the competencies that questions are about count for in the framework in use, by their keys.
struct Needs(HashMap<String, Need>);

impl Needs {
    /// How often a question about the competency should come, against others.
    fn weight(&self, competency: Option<&str>) -> u32 {
        match competency.and_then(|key| self.0.get(key)).map(|need| need.strength) {
            Some(Strength::None) => 4,
            Some(Strength::Thin) => 3,
            Some(Strength::Solid) | None => 2,
            Some(Strength::Strong) => 1,
        }
    }

    fn prompt(&self, written: &Written) -> Prompt {
        let known = written.competency.as_ref().and_then(|key| self.0.get(key));
        Prompt {
            key: written.key.clone(),
            ask: written.ask.clone(),
            kind: written.kind,
            competency: known.map(|need| need.key.clone()),
            name: known.map(|need| need.name.clone()).unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::journal::Content;
    use crate::world::Still;

    fn vault(now: &str) -> Vault {
        Vault::in_memory(Arc::new(Still::at(now).unwrap())).unwrap()
    }

    #[test]
    fn a_day_has_its_questions_and_the_next_has_others() {
        let monday = vault("2026-11-23T09:00:00Z");
        let first = monday.prompts(5).unwrap();
        assert_eq!(first, monday.prompts(5).unwrap(), "the same all day");
        assert_eq!(first.len(), 5);
        let tuesday = vault("2026-11-24T09:00:00Z").prompts(5).unwrap();
        assert_ne!(first[0], tuesday[0]);
        let all = monday.prompts(1000).unwrap();
        assert!(all.len() >= 80, "there are {} questions", all.len());
        assert!(all.iter().all(|one| !one.name.is_empty()), "each is about a competency of the default framework");
    }

    #[test]
    fn what_is_well_shown_is_asked_for_less_often() {
        let days = 60;
        let asked_about = |vault: &Vault, still: &Still, key: &str| {
            (0..days)
                .filter(|_| {
                    still.pass(chrono::TimeDelta::days(1));
                    vault.prompts(1).unwrap()[0].competency.as_deref() == Some(key)
                })
                .count()
        };
        let begin = || Arc::new(Still::at("2026-11-23T09:00:00Z").unwrap());
        let (bare, shown) = (begin(), begin());
        let (bare_vault, shown_vault) =
            (Vault::in_memory(bare.clone()).unwrap(), Vault::in_memory(shown.clone()).unwrap());
        for at in 0..4 {
            for kind in [Kind::Feedback, Kind::Win] {
                let mut content = Content::on(shown_vault.today() - chrono::Days::new(at * 7), "Etc/UTC");
                content.kind = kind;
                content.body = "Told her first.".into();
                content.competencies = vec!["stakeholders:4".parse().unwrap()];
                shown_vault.add(&content).unwrap();
            }
        }
        let (before, after) =
            (asked_about(&bare_vault, &bare, "stakeholders"), asked_about(&shown_vault, &shown, "stakeholders"));
        assert!(after < before, "{after} times in {days} days with evidence, {before} times without");
    }
}
