//! What the framework and the hints say of each competency, before anybody has tagged anything.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use super::tally::Tally;
use super::words::{Feature, feature_of, words_of};
use crate::competency::{Behaviour, Competency, Framework};
use crate::language::{self, Stemming};

/// By the key of a competency of the default framework: words and phrases that speak for it.
const HINTS: &str = include_str!("../../data/hints.toml");

static KNOWN: LazyLock<BTreeMap<String, Vec<String>>> = LazyLock::new(|| toml::from_str(HINTS).unwrap_or_default());

/// What a hint counts, where a word in an entry of the user's counts 1.
const HINT: f32 = 2.0;
/// What a word in a competency's name counts, and in its other sentences.
const NAME: f32 = 2.0;
const SENTENCE: f32 = 1.0;

/// What is known without the user.
#[derive(Debug)]
pub(super) struct Prior {
    framework: Framework,
    /// By the place of the competency in the framework.
    pub(super) words: Tally,
    /// By level: what the behaviours of all competencies say at it.
    pub(super) levels: Tally,
    phrases: HashSet<Feature>,
}

impl Prior {
    pub(super) fn of(framework: Framework) -> Self {
        let (mut words, mut levels, mut phrases) = (Tally::default(), Tally::default(), HashSet::new());
        for (class, competency) in (0u16..).zip(&framework.competencies) {
            for (text, weight) in [(&competency.name, NAME), (&competency.about, SENTENCE)] {
                count(&mut words, class, text, weight);
            }
            for (level, Behaviour(text)) in (1u16..).zip(&competency.levels) {
                count(&mut words, class, text, SENTENCE);
                count(&mut levels, level, text, SENTENCE);
            }
            for hint in KNOWN.get(&competency.key).into_iter().flatten() {
                let feature = feature_of(hint, Stemming::ENGLISH);
                words.add(class, feature, HINT);
                phrases.insert(feature);
            }
        }
        Self { framework, words, levels, phrases }
    }

    /// Whether it was made of this framework.
    pub(super) fn is_of(&self, framework: &Framework) -> bool {
        self.framework == *framework
    }

    /// The competency at this place.
    pub(super) fn competency(&self, class: usize) -> Option<&Competency> {
        self.framework.competencies.get(class)
    }

    /// The keys of its competencies.
    pub(super) fn keys(&self) -> impl ExactSizeIterator<Item = &str> {
        self.framework.competencies.iter().map(|competency| competency.key.as_str())
    }

    /// The hints, of which those of several words are looked for as such.
    pub(super) fn phrases(&self) -> &HashSet<Feature> {
        &self.phrases
    }
}

/// Counts each word of a sentence once.
fn count(tally: &mut Tally, class: u16, text: &str, weight: f32) {
    let stemming = Stemming::of(language::detect([text]));
    let features: HashSet<Feature> =
        words_of(text, stemming, &HashSet::new()).into_iter().map(|word| word.feature).collect();
    for feature in features {
        tally.add(class, feature, weight);
    }
}

/// The phrases that entries are read for: those of the hints, whatever the framework.
pub(super) fn all_phrases() -> &'static HashSet<Feature> {
    static PHRASES: LazyLock<HashSet<Feature>> =
        LazyLock::new(|| KNOWN.values().flatten().map(|hint| feature_of(hint, Stemming::ENGLISH)).collect());
    &PHRASES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hints_are_of_the_default_framework_and_each_word_is_there_once() {
        let framework = Framework::default_framework().unwrap();
        let keys: Vec<&str> = framework.competencies.iter().map(|one| one.key.as_str()).collect();
        let hints: BTreeMap<String, Vec<String>> = toml::from_str(HINTS).unwrap();
        assert_eq!(hints.len(), keys.len());
        for (key, words) in &hints {
            assert!(keys.contains(&key.as_str()), "{key}");
            let distinct: HashSet<Feature> = words.iter().map(|word| feature_of(word, Stemming::ENGLISH)).collect();
            let twice: Vec<&String> = words
                .iter()
                .enumerate()
                .filter(|(at, word)| {
                    let feature = feature_of(word, Stemming::ENGLISH);
                    words.iter().take(*at).any(|before| feature_of(before, Stemming::ENGLISH) == feature)
                })
                .map(|(_, word)| word)
                .collect();
            assert!(distinct.len() == words.len(), "{key}: {twice:?} stand there twice");
            assert!(words.len() >= 20, "{key}");
        }
    }
}
