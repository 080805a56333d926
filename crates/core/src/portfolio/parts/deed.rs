//! What the situation was, what was asked, what the author and others did.

use std::collections::{BTreeMap, BTreeSet};

use unicode_segmentation::UnicodeSegmentation;

use super::super::model::Passage;
use super::super::sentence::{closed, has_word, line, open};
use super::{Sentence, Telling};
use crate::growth::say;
use crate::journal::{Contribution, Kind};

/// Words of a sentence that says what somebody did; "I see why." does not.
const FEWEST_WORDS: usize = 5;

/// Hundredths of the words of an option that the choice shares, from which on it is the one that was chosen.
const CHOSEN: usize = 34;

/// Sentences with which an entry says what it is about.
const OPENING: usize = 2;

/// Where deeds are told, the best first.
const DEEDS: [Kind; 2] = [Kind::Win, Kind::Decision];

/// Every kind that is told from, the ones that tell of deeds first.
const ANY: [Kind; 4] = [Kind::Win, Kind::Decision, Kind::Challenge, Kind::Reflection];

impl Telling<'_> {
    /// How the first challenge opens.
    pub(super) fn opening(&mut self) -> Vec<Passage> {
        let first = self.about.iter().find(|material| material.kind == Kind::Challenge);
        let Some(number) = first.and_then(|material| self.teller.materials.number(material.id)) else {
            return Vec::new();
        };
        let opens = |one: &Sentence| one.number == number && one.place < OPENING && !is_deed(&one.text);
        self.take(OPENING, &[Kind::Challenge], opens)
    }

    /// What the situation was: what `told` says already, and what the reviews of challenges say; else
    /// what nothing else in the story has told.
    pub(super) fn context(&mut self, mut told: Vec<Passage>) -> Vec<Passage> {
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
            told = self.take(OPENING, &ANY, |_| true);
        }
        if told.is_empty() {
            told.push(Passage::prompt("What was the situation, and what made it hard?", Vec::new()));
        }
        told
    }

    /// What was expected of the author.
    pub(super) fn mandate(&self) -> Vec<Passage> {
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

    /// The choices that were made, oldest first.
    pub(super) fn decisions(&self) -> Vec<Passage> {
        let mut told = Vec::new();
        for material in self.about {
            let Some(decision) = &material.decision else { continue };
            let choice = line(&decision.choice);
            if choice.is_empty() {
                continue;
            }
            let instead = instead(&decision.options, &choice);
            let mut text = closed(&choice);
            if !instead.is_empty() {
                text.push_str(&format!(
                    " Instead of: {}.",
                    instead.iter().map(|one| open(one)).collect::<Vec<_>>().join("; ")
                ));
            }
            told.push(Passage::told(text, self.refs(material)));
        }
        told
    }

    /// What the author decided and did.
    pub(super) fn own(&mut self) -> Vec<Passage> {
        let mut told = self.decisions();
        told.extend(self.take(2, &DEEDS, |one| is_deed(&one.text)));
        if told.is_empty() {
            told = self.take(2, &ANY, |one| is_deed(&one.text));
        }
        let last = self.about.iter().rev().find_map(|material| Some((material, material.contribution?)));
        if let Some((material, contribution)) = last {
            let part = match contribution {
                Contribution::Did => "My part in the result: I did it.",
                Contribution::Decided => "My part in the result: I decided it.",
                Contribution::Influenced => "My part in the result: I influenced those who decided.",
                Contribution::Enabled => "My part in the result: I enabled others to do it.",
            };
            told.push(Passage::told(part, self.refs(material)));
        }
        if told.is_empty() {
            told.push(Passage::prompt("What did you decide, and what did you do yourself?", Vec::new()));
        }
        told
    }

    /// Sentences that name somebody who is on the entries.
    pub(super) fn others(&mut self) -> Vec<Passage> {
        let mut people: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
        for material in self.about.iter().filter(|one| one.kind != Kind::Feedback) {
            for name in &material.people {
                people.entry(name).or_default().extend(self.teller.materials.number(material.id));
            }
        }
        let first_names: Vec<&str> = people.keys().filter_map(|name| name.split_whitespace().next()).collect();
        let told = self.take(2, &ANY, |one| has_word(&one.text, &first_names) && says_something(&one.text));
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
}

/// The options that were not chosen. The chosen one is often worded otherwise: it is the one that shares most words
/// with the choice.
fn instead(options: &[String], choice: &str) -> Vec<String> {
    let words = |text: &str| text.unicode_words().map(str::to_lowercase).collect::<BTreeSet<String>>();
    let chosen = words(choice);
    let mut options: Vec<String> = options.iter().map(|option| line(option)).filter(|one| !one.is_empty()).collect();
    // In hundredths, so that it can be compared.
    let alike = |option: &String| {
        let option = words(option);
        option.intersection(&chosen).count() * 100 / option.len().max(1)
    };
    let all: Vec<usize> = options.iter().map(alike).collect();
    let most = all.iter().copied().max().unwrap_or_default();
    if most >= CHOSEN
        && let [place] = all.iter().enumerate().filter(|(_, alike)| **alike == most).collect::<Vec<_>>().as_slice()
    {
        options.remove(place.0);
    }
    options
}

/// Whether the author says in it what they did.
fn is_deed(sentence: &str) -> bool {
    has_word(sentence, &["I"]) && says_something(sentence)
}

fn says_something(sentence: &str) -> bool {
    sentence.split_whitespace().nth(FEWEST_WORDS - 1).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_chosen_is_not_told_as_what_it_was_chosen_instead_of_however_it_is_worded() {
        let told = |options: &[&str], choice: &str| {
            instead(&options.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>(), choice)
        };
        assert_eq!(told(&["offer to Greta", "wait"], "Offer to Greta."), ["wait"]);
        assert_eq!(
            told(
                &["leave all three", "one review, all functions, every two weeks", "decide by document"],
                "One review every two weeks, trial of two months"
            ),
            ["leave all three", "decide by document"]
        );
        assert_eq!(told(&["A with B", "A with C"], "A, by hand"), ["A with B", "A with C"], "nobody knows which");
        assert_eq!(told(&["stay", "go"], "Something else"), ["stay", "go"]);
        assert!(told(&[], "Go").is_empty());
    }
}
