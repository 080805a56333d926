//! Which competency of another framework seems to be the same: by the name, and by the words in which
//! it and its behaviours are described.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Serialize;
use specta::Type;
use unicode_segmentation::UnicodeSegmentation;

use super::framework::{Behaviour, Competency};
use crate::language::Stemming;

/// A word of the name says more than one of its description, and that more than one of the behaviours.
const WEIGHTS: [f32; 3] = [3.0, 1.5, 1.0];

/// What has less in common than this, from 0 to 1, is not proposed.
const ALIKE: f32 = 0.09;

/// Words that are shown with a proposal.
const MOST_WORDS: usize = 3;

/// Words that hold sentences together, or stand in every ladder.
const EMPTY: &str = "a able about across actively after all also an and any are as at be because been before being both \
    but by can do does done each either every for from get gets give has have how in into is it its keep keeps make makes may \
    more most my no not of off on one only or other others our out over own own's person product products so some such than \
    that the their them then there these they this those through to too under up use uses using was way we well what when \
    where which while who whole will with within without work works you your level team teams pm manager";

/// A competency that another seems to be, with the words that both have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Proposal {
    /// Its key.
    pub key: String,
    /// What the two have in common, the most telling first; none where it counts the other way already.
    pub words: Vec<String>,
}

/// What each of `from` seems to be among `to`, by its key.
pub(super) fn propose(from: &[Competency], to: &[Competency]) -> HashMap<String, Proposal> {
    let mine: Vec<Bag> = from.iter().map(Bag::of).collect();
    let theirs: Vec<Bag> = to.iter().map(Bag::of).collect();
    // A word that many competencies have tells little about any.
    let mut spread: HashMap<&str, f32> = HashMap::new();
    for word in mine.iter().chain(&theirs).flat_map(|bag| bag.weights.keys()) {
        *spread.entry(word).or_default() += 1.0;
    }
    let all = (mine.len() + theirs.len()) as f32;
    let rarity = |word: &str| (1.0 + all / spread.get(word).copied().unwrap_or(1.0)).ln();
    let mut proposals = HashMap::new();
    for (competency, bag) in from.iter().zip(&mine) {
        let likeness = |other: &Bag| bag.likeness(other, &rarity);
        let best = to.iter().zip(&theirs).map(|(one, other)| (likeness(other), one, other));
        let best = best.max_by(|(one, ..), (other, ..)| one.total_cmp(other));
        if let Some((alike, one, other)) = best.filter(|(alike, ..)| *alike >= ALIKE) {
            debug_assert!(alike <= 1.001, "it is a share");
            let words = bag.common(other, &rarity);
            proposals.insert(competency.key.clone(), Proposal { key: one.key.clone(), words });
        }
    }
    proposals
}

/// The words of a competency by their stems, with their weights.
struct Bag {
    weights: BTreeMap<String, f32>,
    /// The shortest form in which each stem stands.
    forms: HashMap<String, String>,
}

impl Bag {
    fn of(competency: &Competency) -> Self {
        let empty: BTreeSet<&str> = EMPTY.split_whitespace().collect();
        let mut bag = Self { weights: BTreeMap::new(), forms: HashMap::new() };
        let behaviours = competency.levels.iter().map(|Behaviour(text)| text.as_str()).collect::<Vec<_>>().join("\n");
        for (text, weight) in [&competency.name, &competency.about, &behaviours].into_iter().zip(WEIGHTS) {
            for word in text.unicode_words() {
                let word = word.to_lowercase();
                if word.chars().count() < 3 || empty.contains(word.as_str()) {
                    continue;
                }
                let stem = Stemming::ENGLISH.stem(&word).into_owned();
                // Said often, it weighs more, though not as much as said with other words.
                let known = bag.weights.entry(stem.clone()).or_default();
                *known = known.max(weight) + 0.2 * weight.min(1.0);
                let form = bag.forms.entry(stem).or_insert_with(|| word.clone());
                if word.len() < form.len() {
                    *form = word;
                }
            }
        }
        bag
    }

    /// From 0, no word in common, to 1, the same words.
    fn likeness(&self, other: &Self, rarity: &impl Fn(&str) -> f32) -> f32 {
        let length =
            |bag: &Self| bag.weights.iter().map(|(word, weight)| (weight * rarity(word)).powi(2)).sum::<f32>().sqrt();
        let shared: f32 = self.shared(other, rarity).map(|(_, share)| share).sum();
        let lengths = length(self) * length(other);
        if lengths > 0.0 { shared / lengths } else { 0.0 }
    }

    fn shared<'a>(&'a self, other: &'a Self, rarity: &'a impl Fn(&str) -> f32) -> impl Iterator<Item = (&'a str, f32)> {
        self.weights.iter().filter_map(|(word, mine)| {
            let theirs = other.weights.get(word)?;
            Some((word.as_str(), mine * theirs * rarity(word).powi(2)))
        })
    }

    fn common(&self, other: &Self, rarity: &impl Fn(&str) -> f32) -> Vec<String> {
        let mut shared: Vec<_> = self.shared(other, rarity).collect();
        shared.sort_by(|(one, first), (other, second)| second.total_cmp(first).then(one.cmp(other)));
        shared.into_iter().take(MOST_WORDS).filter_map(|(stem, _)| self.forms.get(stem).cloned()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::competency::Framework;

    fn competency(key: &str, name: &str, behaviour: &str) -> Competency {
        Competency {
            key: key.to_owned(),
            name: name.to_owned(),
            about: String::new(),
            section: String::new(),
            leader_shift: false,
            levels: vec![Behaviour(behaviour.to_owned())],
        }
    }

    #[test]
    fn a_competency_of_another_ladder_is_found_by_its_name_and_by_its_words() {
        let default = Framework::default_framework().unwrap().competencies;
        let ladder = [
            competency("a", "Strategic vision", "Sets a direction that other people decide by."),
            competency("b", "Voice of the customer", "Talks to customers every week and learns from interviews."),
            competency("c", "Influence", "Brings executives bad news early with options and a recommendation."),
            competency("d", "Beekeeping", "Harvests honey."),
        ];
        let proposals = propose(&ladder, &default);
        let key = |from: &str| proposals.get(from).map(|proposal| proposal.key.as_str());
        assert_eq!(key("a"), Some("strategy"));
        assert_eq!(key("b"), Some("customer-insight"));
        assert_eq!(key("c"), Some("stakeholders"));
        assert_eq!(key("d"), None, "nothing is like it");
        assert!(proposals["b"].words.contains(&"customer".to_owned()), "{:?}", proposals["b"].words);
    }

    #[test]
    fn everything_is_like_itself() {
        let default = Framework::default_framework().unwrap().competencies;
        for (from, proposal) in propose(&default, &default) {
            assert_eq!(from, proposal.key);
        }
    }
}
