//! Words that mean the same to somebody who looks for them.
//!
//! A list is text: each line a group, its words or phrases between commas. The one that comes with
//! the program holds what product managers say in two ways; a journal may have its own.

use std::collections::HashMap;

use super::words;
use crate::error::{Error, Result};
use crate::language::Stemming;
use crate::vault::{Vault, setting};

/// What a new journal begins with.
const DEFAULT: &str = include_str!("../../data/synonyms.txt");

/// Where a journal keeps its own list.
const SETTING: &str = "search.synonyms";

/// Characters of a list at most; a page of words is long enough.
const LONGEST: usize = 20_000;

/// Groups of words that mean the same.
#[derive(Debug, Clone, Default)]
pub(crate) struct Synonyms {
    groups: Vec<Vec<String>>,
    /// Which groups a word or phrase is in, by its [`key`].
    by_key: HashMap<String, Vec<usize>>,
    /// Words of the longest phrase.
    longest: usize,
}

impl Synonyms {
    /// The list as its owner wrote it, or the one that comes along.
    pub(super) fn of_list(own: Option<&str>) -> Self {
        Self::read(own.unwrap_or(DEFAULT))
    }

    /// Reads a list. What is no word is passed over.
    pub(crate) fn read(text: &str) -> Self {
        let mut synonyms = Self::default();
        for line in text.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
            let group: Vec<String> =
                line.split(',').map(str::trim).filter(|word| !key(word).is_empty()).map(ToOwned::to_owned).collect();
            if group.len() < 2 {
                continue;
            }
            for word in &group {
                synonyms.longest = synonyms.longest.max(word.split_whitespace().count());
                let groups = synonyms.by_key.entry(key(word)).or_default();
                if groups.last() != Some(&synonyms.groups.len()) {
                    groups.push(synonyms.groups.len());
                }
            }
            synonyms.groups.push(group);
        }
        synonyms
    }

    /// The other words that mean the same as `word`, a word or phrase.
    pub(super) fn of(&self, word: &str) -> impl Iterator<Item = &str> {
        let own = key(word);
        let groups = self.by_key.get(&own).into_iter().flatten().filter_map(|group| self.groups.get(*group));
        groups.flatten().map(String::as_str).filter(move |other| key(other) != own)
    }

    /// Words of the longest phrase in it.
    pub(super) const fn longest(&self) -> usize {
        self.longest
    }
}

/// What a word or phrase has in common with its other spellings and forms.
fn key(word: &str) -> String {
    let mut pieces = words::folded_pieces(word);
    if let Some(last) = pieces.last_mut() {
        *last = Stemming::ENGLISH.stem(last).into_owned();
    }
    pieces.join(" ")
}

impl Vault {
    /// The list of words that mean the same, as its owner wrote it, or as it came.
    ///
    /// # Errors
    /// What the database says.
    pub fn synonyms(&self) -> Result<String> {
        self.own_synonyms().map(|own| own.unwrap_or_else(default_list))
    }

    /// The list as its owner wrote it, if it is not the one that comes along.
    pub(super) fn own_synonyms(&self) -> Result<Option<String>> {
        let own: Option<Option<String>> = self.read(|database| setting::get(database, SETTING))?;
        Ok(own.flatten())
    }

    /// Keeps a list of words that mean the same: a group a line, words between commas. An empty one
    /// turns them off; the one that came with the program is kept by none.
    ///
    /// # Errors
    /// [`Error::Invalid`] if it is too long.
    pub fn set_synonyms(&self, list: Option<&str>) -> Result<()> {
        if list.is_some_and(|list| list.chars().count() > LONGEST) {
            return Err(Error::invalid("synonyms", format!("longer than {LONGEST} characters")));
        }
        self.write(|write| setting::set(write, SETTING, &list))
    }
}

/// The list that comes with the program, without what explains it.
fn default_list() -> String {
    let lines: Vec<&str> = DEFAULT.lines().filter(|line| !line.starts_with('#')).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(list: &str, word: &str) -> Vec<String> {
        Synonyms::read(list).of(word).map(ToOwned::to_owned).collect()
    }

    #[test]
    fn words_of_a_line_mean_the_same() {
        let list = "exec, executive\n\nKPI, metric , measure\n# , nothing\nalone\n";
        assert_eq!(of(list, "metrics"), ["KPI", "measure"]);
        assert_eq!(of(list, "kpi"), ["metric", "measure"]);
        assert_eq!(of(list, "alone"), Vec::<String>::new());
        assert_eq!(of(list, ""), Vec::<String>::new());
    }

    #[test]
    fn phrases_are_known_however_they_are_spelt() {
        let list = "1:1, one-on-one";
        assert_eq!(of(list, "One on Ones"), ["1:1"]);
        assert_eq!(of(list, "1-1"), ["one-on-one"]);
    }

    #[test]
    fn a_word_may_be_in_two_groups() {
        assert_eq!(of("plan, roadmap\nplan, intend", "plans"), ["roadmap", "intend"]);
    }

    #[test]
    fn the_list_that_comes_along_has_no_word_twice_in_a_group() {
        let synonyms = Synonyms::read(DEFAULT);
        assert!(synonyms.groups.len() > 20);
        for group in &synonyms.groups {
            let mut keys: Vec<String> = group.iter().map(|word| key(word)).collect();
            keys.sort();
            let all = keys.len();
            keys.dedup();
            assert_eq!(keys.len(), all, "{group:?}");
        }
    }
}
