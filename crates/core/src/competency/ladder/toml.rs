//! A framework as TOML: the form that loses nothing.
//!
//! Only the names of the competencies and what they look like have to be there. Levels that are not
//! named are the four scopes, and keys that are not given are made of the names.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::key;
use crate::competency::framework::{Behaviour, Competency, Framework, Rung};
use crate::competency::level::Level;
use crate::error::{Error, Result};

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    key: Option<String>,
    name: String,
    version: Option<u32>,
    levels: Option<Vec<Level>>,
    ladder: Option<Vec<Rung>>,
    competency: Vec<WrittenCompetency>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenCompetency {
    key: Option<String>,
    name: String,
    section: Option<String>,
    leader_shift: Option<bool>,
    about: Option<String>,
    levels: Vec<Behaviour>,
}

/// Whether a text looks like TOML rather than like a table.
pub(super) fn looks_like_it(text: &str) -> bool {
    text.lines().any(|line| line.split('#').next().unwrap_or_default().trim() == "[[competency]]")
}

/// Reads a framework.
pub(in crate::competency) fn read(text: &str) -> Result<Framework> {
    let written: Written = toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(1, |span| 1 + text.get(..span.start).unwrap_or_default().matches('\n').count());
        // What the parser says repeats a line of the text at most in its picture, which is not the message.
        Error::invalid("framework", format!("line {line}: {}", error.message()))
    })?;
    // Scopes are no roles: where the levels have no names of their own, no ladder can be made of them.
    let ladder = written.ladder.or_else(|| written.levels.as_deref().map(super::rungs)).unwrap_or_default();
    let levels = written.levels.unwrap_or_else(Level::scopes);
    let mut taken: BTreeSet<String> = written.competency.iter().filter_map(|one| one.key.clone()).collect();
    let competencies = written
        .competency
        .into_iter()
        .map(|one| Competency {
            key: one.key.unwrap_or_else(|| key::fresh(&one.name, &mut taken)),
            name: one.name,
            section: one.section.unwrap_or_default(),
            about: one.about.unwrap_or_default(),
            leader_shift: one.leader_shift.unwrap_or_default(),
            levels: one.levels,
        })
        .collect();
    let framework = Framework {
        key: written.key.unwrap_or_else(|| key::of(&written.name)),
        name: written.name,
        version: written.version.unwrap_or(1),
        levels,
        ladder,
        competencies,
    };
    framework.check()?;
    Ok(framework)
}

/// Writes one.
pub(in crate::competency) fn write(framework: &Framework) -> Result<String> {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let written = Written {
        key: Some(framework.key.clone()),
        name: framework.name.clone(),
        version: Some(framework.version),
        levels: Some(framework.levels.clone()),
        ladder: Some(framework.ladder.clone()),
        competency: framework
            .competencies
            .iter()
            .map(|one| WrittenCompetency {
                key: Some(one.key.clone()),
                name: one.name.clone(),
                section: some(&one.section),
                leader_shift: Some(one.leader_shift),
                about: some(&one.about),
                levels: one.levels.clone(),
            })
            .collect(),
    };
    toml::to_string_pretty(&written).map_err(|_| Error::invalid("framework", "cannot be written as TOML"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_what_is_read() {
        let framework = Framework::default_framework().unwrap();
        assert_eq!(read(&write(&framework).unwrap()).unwrap(), framework);
    }

    #[test]
    fn names_and_behaviours_are_enough() {
        let text =
            "name = \"Our ladder\"\n[[competency]]\nname = \"Product sense\"\nlevels = [\"a\", \"b\", \"c\", \"d\"]\n";
        let framework = read(text).unwrap();
        assert_eq!((framework.key.as_str(), framework.version), ("our-ladder", 1));
        assert_eq!(framework.levels, Level::scopes());
        assert_eq!(framework.competencies[0].key, "product-sense");
        assert!(framework.ladder.is_empty(), "scopes are no roles");
        let named = text.replace("[[", "levels = [{ name = \"PM\", scope = 1 }, { name = \"Lead\", scope = 3 }]\n[[");
        let framework = read(&named.replace(", \"c\", \"d\"", "")).unwrap();
        assert_eq!(framework.ladder[1], Rung { name: "Lead".to_owned(), level: 2 });
    }

    #[test]
    fn a_broken_framework_is_refused_with_the_line() {
        for (text, said) in [
            ("key = \"a\"\nname = 3\n", "line 2"),
            ("name = \"a\"\n[[competency]]\nname = \"b\"\nlevls = []\n", "line 4"),
            ("name = \"a\"\n[[competency]]\nname = \"b\"\nlevels = [\"1\"]\n", "competency 1 has 1 behaviours"),
        ] {
            let error = read(text).unwrap_err();
            assert!(error.to_string().contains(said), "{error}");
        }
    }
}
