//! What changed, whether it lasted, and what was learnt.

use super::super::material::Material;
use super::super::model::Passage;
use super::super::sentence::{closed, line, sentences};
use super::super::tell::change;
use super::Telling;
use crate::journal::Kind;

impl Telling<'_> {
    /// The results, and a question for the one that is due or missing.
    pub(super) fn result(&self) -> Vec<Passage> {
        let mut told: Vec<Passage> = Vec::new();
        let mut open = None;
        for material in self.about.iter().filter(|one| one.kind == Kind::Win) {
            if let Some(text) = material.outcome.as_ref().and_then(change) {
                told.push(Passage::told(closed(&text), self.refs(material)));
            } else {
                open = Some(material);
            }
        }
        // What the story is named after comes first.
        let lead = self.refs(self.lead);
        told.sort_by_key(|passage| passage.refs != lead);
        // Where there is a result, only one that was promised is asked for as well.
        let due = open.filter(|material| told.is_empty() || material.follow_up.is_some());
        let resolved = |material: &&&Material| material.challenge.as_ref().and_then(|challenge| challenge.resolved_on);
        if let Some((material, on)) =
            self.about.iter().filter_map(|one| Some((one, resolved(&one)?))).max_by_key(|(_, on)| *on)
        {
            told.push(Passage::told(format!("Resolved on {}.", self.teller.dates.day(on)), self.refs(material)));
        }
        match due {
            Some(material) => told.push(Passage::prompt(self.question(material), self.refs(material))),
            None if !self.about.iter().any(|one| one.kind == Kind::Win) => {
                told.push(Passage::prompt("What changed afterwards, and by how much?", Vec::new()));
            }
            None => {}
        }
        told
    }

    /// What is asked about a win without a result.
    fn question(&self, win: &Material) -> String {
        let asked = match win.outcome.as_ref().filter(|outcome| !outcome.metric.trim().is_empty()) {
            Some(outcome) if !outcome.baseline.trim().is_empty() => {
                let value = [line(&outcome.baseline), line(&outcome.unit)].join(" ");
                format!("{} was {}. What is it now?", line(&outcome.metric), value.trim())
            }
            Some(outcome) => format!("{}: what is it now?", line(&outcome.metric)),
            None => "What changed afterwards?".to_owned(),
        };
        match win.follow_up {
            Some(on) => format!("{asked} Result due {}.", self.teller.dates.near_day(on, self.teller.today)),
            None => asked,
        }
    }

    /// What a decision led to, and where a lesson was applied again.
    pub(super) fn held(&self) -> Vec<Passage> {
        let mut told = Vec::new();
        let mut applied = Vec::new();
        let mut review = None;
        for material in self.about {
            if let Some(decision) = &material.decision {
                let happened = line(&decision.happened);
                let verdict = match decision.came_true {
                    Some(true) => " The forecast came true.",
                    Some(false) => " The forecast did not come true.",
                    None => "",
                };
                if !happened.is_empty() || !verdict.is_empty() {
                    let forecast = match (line(&decision.forecast), decision.confidence) {
                        (text, _) if text.is_empty() => String::new(),
                        (text, Some(percent)) => format!("Forecast ({percent} % sure): {} ", closed(&text)),
                        (text, None) => format!("Forecast: {} ", closed(&text)),
                    };
                    let text = format!("{forecast}{}{verdict}", closed(&happened));
                    told.push(Passage::told(text.trim(), self.refs(material)));
                } else {
                    review = review.max(decision.review_on);
                }
            }
            for again in material.applied_in.iter().filter_map(|id| self.teller.materials.get(*id)) {
                let text = format!(
                    "The lesson was applied again on {}: {}",
                    self.teller.dates.day(again.on),
                    closed(&again.name())
                );
                let passage = Passage::told(text, self.teller.materials.numbers([&material.id, &again.id]));
                applied.push((again.on, passage));
            }
        }
        applied.sort_by_key(|(on, _)| *on);
        told.extend(applied.into_iter().map(|(_, passage)| passage));
        if told.is_empty() {
            told.push(Passage::prompt(
                match review {
                    Some(on) => {
                        format!(
                            "What came of it? To be looked at again on {}.",
                            self.teller.dates.near_day(on, self.teller.today)
                        )
                    }
                    None => "What is it like today?".to_owned(),
                },
                Vec::new(),
            ));
        }
        told
    }

    pub(super) fn learned(&self) -> Vec<Passage> {
        self.about
            .iter()
            .filter(|material| material.kind == Kind::Lesson)
            .filter_map(|material| {
                let field = material.lesson.as_ref().map(|lesson| line(&lesson.sentence)).unwrap_or_default();
                let text = if field.is_empty() { sentences(&material.body).into_iter().next()? } else { field };
                Some(Passage::told(text, self.refs(material)))
            })
            .take(2)
            .collect()
    }
}
