//! What the words of a query may stand as in a text: as they are, in their other forms in any
//! language of the journal, as the beginning of longer ones, or as words that mean the same.
//!
//! The index is asked and hits are marked by the same senses, so that what is found is what is
//! shown.

use super::query::{Clause, Leaf, Query, Scope, Term, Text};
use super::synonyms::Synonyms;
use super::weights;
use super::words::{self, Wanted};
use crate::language::Stemming;

/// How words are understood in a journal.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tongue<'a> {
    /// The languages it is written in.
    pub(super) languages: &'a [Stemming],
    /// Words that mean the same.
    pub(super) synonyms: &'a Synonyms,
}

/// A word of a query: any of the ways is enough.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sense {
    pub(super) ways: Vec<Way>,
}

/// One way in which a word can stand in a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Way {
    /// What is asked of the index: folded words and pairs, each with its number.
    pub(super) terms: Vec<(usize, String)>,
    /// What is looked for in a text: folded pieces in a row.
    pub(super) pieces: Vec<String>,
    /// Its stems in the languages of the journal, if any form will do.
    pub(super) stems: Vec<String>,
    /// Whether the last piece may be the beginning of a longer one, or of a pair.
    pub(super) begins: bool,
    /// What it counts beside the word itself.
    pub(super) weight: f32,
}

/// A part of a query as it is to be looked for.
#[derive(Debug)]
pub(super) enum Part<'q> {
    /// As it stands.
    Clause(&'q Clause),
    /// Words in a row that have a meaning together, and what else would mean that.
    Run(&'q [Clause], Vec<Way>),
}

/// The parts of `query`, all of which must hold.
pub(super) fn parts<'q>(query: &'q Query, tongue: Tongue<'_>) -> Vec<Part<'q>> {
    let mut parts = Vec::with_capacity(query.clauses.len());
    let mut rest = query.clauses.as_slice();
    while let Some((first, others)) = rest.split_first() {
        let plain: Vec<&str> = rest.iter().map_while(plain_word).take(tongue.synonyms.longest()).collect();
        let run = (2..=plain.len()).rev().find_map(|length| {
            let phrase = plain.get(..length)?.join(" ");
            let ways: Vec<Way> = tongue.synonyms.of(&phrase).map(|other| same(other, tongue)).collect();
            (!ways.is_empty()).then_some((length, ways))
        });
        match run.and_then(|(length, ways)| rest.split_at_checked(length).map(|(run, behind)| (run, behind, ways))) {
            Some((run, behind, ways)) => {
                parts.push(Part::Run(run, ways));
                rest = behind;
            }
            None => {
                parts.push(Part::Clause(first));
                rest = others;
            }
        }
    }
    parts
}

/// The word, if the clause is nothing but a word that is looked for anywhere.
fn plain_word(clause: &Clause) -> Option<&str> {
    match clause.0.as_slice() {
        [
            Leaf { not: false, term: Term::Text { scope: Scope::Anywhere, text: Text::Word(word) | Text::Open(word) } },
        ] => Some(word),
        _ => None,
    }
}

/// The senses of `text`, all of which must be there; none if there is nothing in it to look for.
/// What is ruled out is not ruled out by other words that mean the same.
pub(super) fn senses(text: &Text, is_ruled_out: bool, tongue: Tongue<'_>) -> Vec<Sense> {
    if let Text::Loose(raw) = text {
        let words = raw.split(|one: char| one.is_whitespace() || one.is_ascii_punctuation());
        return words.flat_map(|word| senses(&Text::Word(word.to_owned()), is_ruled_out, tongue)).collect();
    }
    let is_any_form = matches!(text, Text::Word(_) | Text::Open(_));
    let is_beginning = matches!(text, Text::Prefix(_) | Text::Open(_));
    let Some(itself) = way(text.typed(), is_any_form, is_beginning, 1.0, tongue) else { return Vec::new() };
    let mut ways = vec![itself];
    if is_any_form && !is_ruled_out {
        ways.extend(tongue.synonyms.of(text.typed()).map(|other| same(other, tongue)));
    }
    vec![Sense { ways }]
}

fn same(other: &str, tongue: Tongue<'_>) -> Way {
    way(other, true, false, weights::SYNONYM, tongue).unwrap_or_else(|| Way {
        terms: Vec::new(),
        pieces: Vec::new(),
        stems: Vec::new(),
        begins: false,
        weight: weights::SYNONYM,
    })
}

fn way(text: &str, is_any_form: bool, is_beginning: bool, weight: f32, tongue: Tongue<'_>) -> Option<Way> {
    let Wanted { terms, ends_in_word, ends_alone } = words::wanted(text, is_beginning);
    if terms.is_empty() {
        return None;
    }
    let pieces = words::folded_pieces(text);
    let stems = match pieces.as_slice() {
        [folded] if is_any_form && ends_in_word => stems(text, folded, tongue.languages),
        _ => Vec::new(),
    };
    let begins = ends_alone || (is_beginning && ends_in_word);
    Some(Way { terms, pieces, stems, begins, weight })
}

/// The stems of a word in each of the languages, each once.
fn stems(text: &str, folded: &str, languages: &[Stemming]) -> Vec<String> {
    // What stands around the letters has no part in it.
    let word = words::Pieces::of(text).next().and_then(|piece| text.get(piece.from..piece.to)).unwrap_or(text);
    let mut all: Vec<String> = languages.iter().flat_map(|language| words::stems(word, folded, *language)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::competency::Keys;
    use crate::search::query::Surroundings;

    fn read(text: &str) -> Query {
        let today = "2026-11-23".parse().unwrap();
        Query::parse(text, &Surroundings { today, competencies: &Keys::default() }).query
    }

    fn terms(ways: &[Way]) -> Vec<String> {
        ways.iter().map(|way| way.terms.iter().map(|(_, term)| term.as_str()).collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn a_word_stands_for_those_that_mean_the_same() {
        let synonyms = Synonyms::read("exec, executive\nOKR, key-result");
        let tongue = Tongue { languages: &[Stemming::ENGLISH], synonyms: &synonyms };
        let [sense] = senses(&Text::Word("Executives".into()), false, tongue).try_into().unwrap();
        assert_eq!(terms(&sense.ways), ["executives", "exec"]);
        let [sense] = senses(&Text::Word("OKR".into()), false, tongue).try_into().unwrap();
        assert_eq!(terms(&sense.ways), ["okr", "key result"]);
        let [sense] = senses(&Text::Phrase("exec".into()), false, tongue).try_into().unwrap();
        assert_eq!(terms(&sense.ways), ["exec"], "what is quoted is meant as it stands");
        let [sense] = senses(&Text::Word("exec".into()), true, tongue).try_into().unwrap();
        assert_eq!(terms(&sense.ways), ["exec"], "what is ruled out is meant as it stands");
    }

    #[test]
    fn words_in_a_row_can_mean_something_together() {
        let synonyms = Synonyms::read("1:1, one on one");
        let tongue = Tongue { languages: &[Stemming::ENGLISH], synonyms: &synonyms };
        let query = read("prepare one on one kind:win");
        let parts = parts(&query, tongue);
        let [Part::Clause(_), Part::Run(run, ways), Part::Clause(_)] = parts.as_slice() else { panic!("{parts:?}") };
        assert_eq!((run.len(), terms(ways)), (3, vec!["1 1".to_owned()]));
    }

    #[test]
    fn a_word_has_a_stem_in_every_language_of_the_journal() {
        let languages = [Stemming::ENGLISH, Stemming::of(Some("de"))];
        let synonyms = Synonyms::default();
        let tongue = Tongue { languages: &languages, synonyms: &synonyms };
        let [sense] = senses(&Text::Word("Planungen".into()), false, tongue).try_into().unwrap();
        assert_eq!(sense.ways[0].stems, ["planung", "planungen"]);
    }
}
