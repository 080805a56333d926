//! The written form of the questions.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::journal::Kind;

const FILE: &str = include_str!("../../data/prompts.toml");

/// A question as it is written down.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    pub(super) key: String,
    pub(super) ask: String,
    pub(super) kind: Kind,
    /// A competency of the default framework.
    pub(super) competency: Option<String>,
    /// It looks back on the day.
    #[serde(default)]
    pub(super) evening: bool,
    /// The kind of entry of the day that it asks about.
    pub(super) after: Option<Kind>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    prompt: Vec<Written>,
}

/// All questions.
pub(super) fn written() -> &'static [Written] {
    // A test reads it, so there is none that was built with a broken file.
    static ALL: LazyLock<Vec<Written>> =
        LazyLock::new(|| toml::from_str::<File>(FILE).map(|file| file.prompt).unwrap_or_default());
    &ALL
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::competency::Framework;

    #[test]
    fn there_are_more_than_eighty_for_every_competency_and_kind_and_each_is_one() {
        let all = toml::from_str::<File>(FILE).unwrap().prompt;
        assert!(all.iter().filter(|one| !one.evening).count() >= 80);
        let keys: BTreeSet<&str> = all.iter().map(|one| one.key.as_str()).collect();
        let asks: BTreeSet<&str> = all.iter().map(|one| one.ask.as_str()).collect();
        assert_eq!((keys.len(), asks.len()), (all.len(), all.len()), "no two are the same");
        for competency in Framework::default_framework().unwrap().competencies {
            let about = |evening| {
                let key = Some(competency.key.as_str());
                all.iter().filter(|one| one.evening == evening && one.competency.as_deref() == key).count()
            };
            assert!(about(false) >= 6 && about(true) >= 1, "{}", competency.key);
        }
        for kind in Kind::ALL {
            assert!(all.iter().any(|one| one.kind == kind), "{kind}");
        }
        for one in &all {
            assert!(one.ask.chars().count() <= 160, "{} is too long to be read in passing", one.key);
            assert!(one.ask.ends_with(['?', '.']) && !one.ask.contains('!'), "{}", one.key);
            assert!(one.after.is_none() || one.evening, "{}", one.key);
            let framework = Framework::default_framework().unwrap();
            assert!(one.competency.as_ref().is_none_or(|key| framework.competency(key).is_some()), "{}", one.key);
        }
    }
}
