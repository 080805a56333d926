//! The parts of a story, word for word from its entries.
//!
//! Where an entry has a field for a part (the choice of a decision, the result of a win), that is
//! taken. Otherwise the sentences of its text are shared out: those in which the author says "I"
//! are what the author did, those that name somebody are what others did, the first of the rest
//! is the context. No sentence is used twice and none is rewritten. What is missing is asked for.
//!
//! "I" and "we" are looked for in English. In another language every sentence is context, and the
//! questions stay.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::brief::Preset;
use super::material::{Material, Voice};
use super::model::{Part, PartRole, Passage, PassageSort, Shown};
use super::sentence::{closed, has_word, line, open, sentences};
use super::tell::{Teller, change};
use crate::competency::SCOPES;
use crate::growth::say;
use crate::id::EntryId;
use crate::journal::{Contribution, Kind};

/// Competencies named at the end of a story.
const MOST_LEVELS: usize = 4;

/// Lines of one part; what is beyond stands in the index.
const MOST_LINES: usize = 5;

/// A sentence of the text of an entry.
struct Sentence {
    number: u32,
    kind: Kind,
    text: String,
    used: bool,
}

/// A story while it is told.
pub(super) struct Telling<'a> {
    teller: &'a Teller<'a>,
    about: &'a [&'a Material],
    sentences: Vec<Sentence>,
}

impl<'a> Telling<'a> {
    pub(super) fn new(teller: &'a Teller<'a>, about: &'a [&'a Material]) -> Self {
        let sentences = about
            .iter()
            .filter(|material| !matches!(material.kind, Kind::Feedback | Kind::Lesson))
            .filter_map(|material| Some((teller.materials.number(material.id)?, material)))
            .flat_map(|(number, material)| {
                let kind = material.kind;
                sentences(&material.body).into_iter().map(move |text| Sentence { number, kind, text, used: false })
            })
            .collect();
        Self { teller, about, sentences }
    }

    pub(super) fn parts(mut self, levels: &[Shown], entries: &BTreeSet<EntryId>) -> Vec<Part> {
        // In the order in which sentences are shared out, which is not the order of telling.
        let own = self.own();
        let others = self.others();
        let context = self.context();
        let mandate = self.mandate();
        let result = self.result();
        let held = self.held();
        let learned = self.learned();
        let said = self.said();
        let level = self.level(levels, entries);
        let part = |role, heading: &str, passages| Part { role, heading: heading.to_owned(), passages };
        let mut parts = match self.teller.preset {
            Preset::InterviewStories => vec![
                part(PartRole::Context, "Situation", context),
                part(PartRole::Mandate, "Task", mandate),
                part(PartRole::Own, "Action", own),
                part(PartRole::Others, "Others", others),
                part(PartRole::Result, "Result", result),
                part(PartRole::Held, "Since then", held),
                part(PartRole::Learned, "Learned", learned),
                part(PartRole::Said, "What others said", said),
            ],
            Preset::ManagerBrief => {
                let first = |mut passages: Vec<Passage>| {
                    passages.truncate(1);
                    passages
                };
                vec![part(PartRole::Own, "Decision", first(own)), part(PartRole::Result, "Result", first(result))]
            }
            Preset::PromotionPacket | Preset::SelfReview => {
                let expected = mandate.into_iter().filter(|passage| passage.sort == PassageSort::Told);
                let context = context.into_iter().chain(expected).collect();
                vec![
                    part(PartRole::Context, "Context", context),
                    part(PartRole::Own, "My decision", own),
                    part(PartRole::Others, "What others did", others),
                    part(PartRole::Result, "Result", result),
                    part(PartRole::Held, "Did it hold", held),
                    part(PartRole::Learned, "Learned", learned),
                    part(PartRole::Said, "What others said", said),
                    part(PartRole::Level, "Level shown", level),
                ]
            }
        };
        for part in &mut parts {
            part.passages.truncate(MOST_LINES);
        }
        parts.retain(|part| !part.passages.is_empty());
        parts
    }

    fn refs(&self, material: &Material) -> Vec<u32> {
        self.teller.materials.number(material.id).into_iter().collect()
    }

    /// Takes at most `most` sentences that fit, and joins those that follow one another in one entry.
    fn take(&mut self, most: usize, fits: impl Fn(&Sentence) -> bool) -> Vec<Passage> {
        let mut taken: Vec<Passage> = Vec::new();
        for sentence in self.sentences.iter_mut().filter(|one| !one.used && fits(one)).take(most) {
            sentence.used = true;
            match taken.last_mut().filter(|last| last.refs == [sentence.number]) {
                Some(last) => {
                    last.text = closed(&last.text);
                    last.text.push(' ');
                    last.text.push_str(&sentence.text);
                }
                None => taken.push(Passage::told(sentence.text.clone(), vec![sentence.number])),
            }
        }
        taken
    }

    /// What the situation was: the first sentences of the challenge, or of what was written first.
    fn context(&mut self) -> Vec<Passage> {
        let mut told = self.take(2, |one| one.kind == Kind::Challenge);
        for material in self.about {
            let Some(challenge) = &material.challenge else { continue };
            for (label, field) in [("", &challenge.actual), ("Why: ", &challenge.why)] {
                let text = line(field);
                if !text.is_empty() {
                    told.push(Passage::told(format!("{label}{}", closed(&text)), self.refs(material)));
                }
            }
        }
        if told.is_empty() {
            told = self.take(2, |_| true);
        }
        if told.is_empty() {
            told.push(Passage::prompt("What was the situation, and what made it hard?", Vec::new()));
        }
        told
    }

    /// What was expected of the author.
    fn mandate(&self) -> Vec<Passage> {
        let told: Vec<Passage> = self
            .about
            .iter()
            .filter_map(|material| Some((material, line(&material.challenge.as_ref()?.expected))))
            .filter(|(_, text)| !text.is_empty())
            .map(|(material, text)| Passage::told(format!("Expected: {}", closed(&text)), self.refs(material)))
            .take(1)
            .collect();
        if told.is_empty() { vec![Passage::prompt("What was yours to do?", Vec::new())] } else { told }
    }

    /// What the author decided and did.
    fn own(&mut self) -> Vec<Passage> {
        let mut told = Vec::new();
        for material in self.about {
            let Some(decision) = &material.decision else { continue };
            let choice = line(&decision.choice);
            if choice.is_empty() {
                continue;
            }
            let instead: Vec<String> = decision
                .options
                .iter()
                .map(|option| line(option))
                .filter(|option| !option.is_empty() && *option != choice)
                .collect();
            let mut text = closed(&choice);
            if !instead.is_empty() {
                text.push_str(&format!(
                    " Instead of: {}.",
                    instead.iter().map(|one| open(one)).collect::<Vec<_>>().join("; ")
                ));
            }
            told.push(Passage::told(text, self.refs(material)));
        }
        told.extend(self.take(3, |one| has_word(&one.text, &["I"])));
        for material in self.about {
            let part = match material.contribution {
                Some(Contribution::Did) => "My part in the result: I did it.",
                Some(Contribution::Decided) => "My part in the result: I decided it.",
                Some(Contribution::Influenced) => "My part in the result: I influenced those who decided.",
                Some(Contribution::Enabled) => "My part in the result: I enabled others to do it.",
                None => continue,
            };
            told.push(Passage::told(part, self.refs(material)));
        }
        if told.is_empty() {
            told.push(Passage::prompt("What did you decide, and what did you do yourself?", Vec::new()));
        }
        told
    }

    /// Sentences that name somebody who is on the entries.
    fn others(&mut self) -> Vec<Passage> {
        let mut people: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
        for material in self.about.iter().filter(|one| one.kind != Kind::Feedback) {
            for name in &material.people {
                people.entry(name).or_default().extend(self.teller.materials.number(material.id));
            }
        }
        let first_names: Vec<&str> = people.keys().filter_map(|name| name.split_whitespace().next()).collect();
        let told = self.take(2, |one| has_word(&one.text, &first_names));
        if !told.is_empty() {
            return told;
        }
        let refs: BTreeSet<u32> = people.values().flatten().copied().collect();
        vec![if people.is_empty() {
            Passage::prompt("Who else made it happen, and how?", Vec::new())
        } else {
            let names: Vec<&str> = people.keys().copied().take(6).collect();
            Passage::prompt(format!("What did {} do?", say::list(&names)), refs.into_iter().collect())
        }]
    }

    fn result(&self) -> Vec<Passage> {
        let mut told: Vec<Passage> = Vec::new();
        let mut due = None;
        for material in self.about.iter().filter(|one| one.kind == Kind::Win) {
            if let Some(text) = material.outcome.as_ref().and_then(change) {
                told.push(Passage::told(closed(&text), self.refs(material)));
            } else {
                due = Some(material);
            }
        }
        for material in self.about {
            if let Some(on) = material.challenge.as_ref().and_then(|challenge| challenge.resolved_on) {
                told.push(Passage::told(format!("Resolved on {}.", say::day(on)), self.refs(material)));
            }
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
            Some(on) => format!("{asked} Result due {}.", say::near_day(on, self.teller.today)),
            None => asked,
        }
    }

    /// What a decision led to, and where a lesson was applied again.
    fn held(&self) -> Vec<Passage> {
        let mut told = Vec::new();
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
                let text = format!("The lesson was applied again on {}: {}", say::day(again.on), closed(&again.name()));
                told.push(Passage::told(text, self.teller.materials.numbers([&material.id, &again.id])));
            }
        }
        if told.is_empty() {
            told.push(Passage::prompt(
                match review {
                    Some(on) => {
                        format!("What came of it? To be looked at again on {}.", say::near_day(on, self.teller.today))
                    }
                    None => "What is it like today?".to_owned(),
                },
                Vec::new(),
            ));
        }
        told
    }

    fn learned(&self) -> Vec<Passage> {
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

    /// Quotes of those who may be quoted; the others are only counted.
    fn said(&self) -> Vec<Passage> {
        let (mut quotes, mut silent) = (Vec::new(), Vec::new());
        for material in self.about {
            let Some(voice) = &material.voice else { continue };
            let text =
                voice.quote.as_deref().map(|quote| line(quote.trim_matches(['"', '“', '”', ' ']))).unwrap_or_default();
            if text.is_empty() {
                silent.push(&material.id);
            } else {
                quotes.push(Passage {
                    sort: PassageSort::Quote,
                    text,
                    by: by(voice, material.on),
                    refs: self.refs(material),
                });
            }
        }
        quotes.truncate(2);
        if !silent.is_empty() {
            let text = match silent.len() {
                1 => "One piece of feedback on record, not quoted.".to_owned(),
                count => format!("{count} pieces of feedback on record, not quoted."),
            };
            quotes.push(Passage::told(text, self.teller.materials.numbers(silent)));
        }
        quotes
    }

    fn level(&self, levels: &[Shown], entries: &BTreeSet<EntryId>) -> Vec<Passage> {
        let refs_for = |key: &str| {
            let showing = entries.iter().filter(|id| {
                self.teller.materials.get(**id).is_some_and(|one| one.tagged.iter().any(|tagged| tagged.key == key))
            });
            self.teller.materials.numbers(showing)
        };
        let mut told: Vec<Passage> = levels
            .iter()
            .filter_map(|shown| Some((shown, shown.level?)))
            .take(MOST_LEVELS)
            .map(|(shown, level)| {
                let scope = SCOPES.get(usize::from(level).saturating_sub(1)).copied().unwrap_or_default();
                Passage::told(format!("{}: level {level}, {scope}.", shown.name), refs_for(&shown.key))
            })
            .collect();
        if told.is_empty() {
            told.push(match levels.first() {
                Some(shown) => Passage::prompt(format!("{}: at which level?", shown.name), refs_for(&shown.key)),
                None => Passage::prompt("Which competency does it show, and at which level?", Vec::new()),
            });
        }
        told
    }
}

/// As in "Dana K, CFO, 12 March 2026".
fn by(voice: &Voice, on: NaiveDate) -> String {
    let parts = [line(&voice.from), line(&voice.relationship), say::day(on)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
