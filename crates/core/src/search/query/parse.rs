//! Making a query of a text.

use chrono::NaiveDate;

use super::note::{Misread, note};
use super::scan::{self, Atom, Shape};
use super::{Clause, Days, Flag, Leaf, Levels, Part, Query, Scope, Term, Text};
use crate::competency::{Keys, MOST_LEVELS};
use crate::journal::Kind;
use crate::search::answer::Sort;
use crate::search::words;

/// The word between two alternatives.
const OR: &str = "OR";

/// What stands before the colon of what says in which order.
const SORT: &str = "sort";

const NAMES: [&str; 13] =
    ["title", "kind", "competency", "level", "tag", "project", "person", "on", "before", "after", "is", "has", SORT];

/// What a query's meaning depends on besides its text.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings<'a> {
    /// The user's date.
    pub today: NaiveDate,
    /// The competencies that exist.
    pub competencies: &'a Keys,
}

/// A query and what to say about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// The query.
    pub query: Query,
    /// What was not understood, in plain words.
    pub note: Option<String>,
}

/// `text` without a filter at its end that has nothing behind its colon yet: who types it goes on.
pub(in crate::search) fn without_begun_filter(text: &str) -> &str {
    let last = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    let name = last.strip_prefix('-').unwrap_or(last).strip_suffix(':');
    if name.is_some_and(|name| NAMES.contains(&name)) { text.strip_suffix(last).unwrap_or(text) } else { text }
}

impl Query {
    /// Understands `text`, whatever it is.
    pub fn parse(text: &str, around: &Surroundings<'_>) -> Parsed {
        let mut query = Self::default();
        let mut misread = Vec::new();
        // Whether an OR was read whose right side has not come yet.
        let mut joins = false;
        let mut rest = text;
        while let Some((atom, after)) = scan::next(rest, &NAMES) {
            rest = after;
            let is_or = !atom.not && atom.shape == Shape::Bare(OR);
            if is_or && !joins && !query.clauses.is_empty() {
                joins = true;
                continue;
            }
            if let Some(sort) = order(&atom).filter(|_| !joins) {
                query.sort = Some(sort);
                continue;
            }
            let term = if is_or {
                Some(lonely_or(&mut misread))
            } else {
                term(&atom, around).unwrap_or_else(|reason| {
                    misread.push(reason);
                    Some(loose(atom.raw))
                })
            };
            let Some(term) = term else { continue };
            query.add(Leaf { not: atom.not, term }, joins);
            joins = false;
        }
        if joins {
            let term = lonely_or(&mut misread);
            query.add(Leaf { not: false, term }, false);
        }
        if !query.clauses.is_empty() && query.leaves().all(is_mute) {
            misread.push(Misread::Letters);
        }
        Parsed { note: note(&misread), query }
    }

    fn add(&mut self, leaf: Leaf, joins: bool) {
        match self.clauses.last_mut().filter(|_| joins) {
            Some(Clause(leaves)) => leaves.push(leaf),
            None => self.clauses.push(Clause(vec![leaf])),
        }
    }
}

/// The order that an atom asks for. It is no condition, so it cannot be ruled out or left to choose.
fn order(atom: &Atom<'_>) -> Option<Sort> {
    match atom.shape {
        Shape::Field { name: SORT, value, .. } if !atom.not => named(Sort::ALL, value),
        _ => None,
    }
}

fn loose(raw: &str) -> Term {
    Term::Text { scope: Scope::Anywhere, text: Text::Loose(raw.to_owned()) }
}

fn lonely_or(misread: &mut Vec<Misread>) -> Term {
    misread.push(Misread::Or);
    loose(OR)
}

/// Whether there is nothing in it to look for.
fn is_mute(leaf: &Leaf) -> bool {
    matches!(&leaf.term, Term::Text { text, .. } if words::Pieces::of(text.typed()).next().is_none())
}

/// The condition that an atom states; none if it is empty.
fn term(atom: &Atom<'_>, around: &Surroundings<'_>) -> Result<Option<Term>, Misread> {
    let term = match atom.shape {
        Shape::Open => return Err(Misread::Quote),
        Shape::Quoted("") => return Ok(None),
        Shape::Quoted(text) => Term::Text { scope: Scope::Anywhere, text: Text::Phrase(text.to_owned()) },
        Shape::Bare(word) => match word.get(..5).filter(|name| name.eq_ignore_ascii_case("level")) {
            Some(_) if word.get(5..).is_some_and(|rest| rest.starts_with(['<', '>', '='])) => {
                Term::Level(levels(word.get(5..).unwrap_or_default(), around.competencies.highest())?)
            }
            _ => Term::Text { scope: Scope::Anywhere, text: word_or_prefix(word) },
        },
        Shape::Field { value: "", .. } => return Err(Misread::Empty),
        Shape::Field { name: "title", value, quoted } => Term::Text {
            scope: Scope::Title,
            text: if quoted { Text::Phrase(value.to_owned()) } else { word_or_prefix(value) },
        },
        Shape::Field { name, value, .. } => field(name, value, around)?,
    };
    Ok(Some(term))
}

fn field(name: &str, value: &str, around: &Surroundings<'_>) -> Result<Term, Misread> {
    Ok(match name {
        "kind" => Term::Kind(value.parse::<Kind>().map_err(|_| Misread::Kind)?),
        "competency" => competency(value, around.competencies)?,
        "level" => Term::Level(levels(value, around.competencies.highest())?),
        "tag" => Term::Tag(value.to_owned()),
        "project" => Term::Project(value.to_owned()),
        "person" => Term::Person(value.to_owned()),
        "before" => Term::On(Days::before(value, around.today).ok_or(Misread::Date)?),
        "after" => Term::On(Days::after(value, around.today).ok_or(Misread::Date)?),
        "on" => Term::On(Days::on(value, around.today).ok_or(Misread::Date)?),
        SORT => return Err(Misread::Sort),
        "is" => Term::Is(named(Flag::ALL, value).ok_or(Misread::Is)?),
        _ => Term::Has(named(Part::ALL, value).ok_or(Misread::Has)?),
    })
}

fn named<T: ToString>(all: impl IntoIterator<Item = T>, value: &str) -> Option<T> {
    all.into_iter().find(|one| one.to_string().eq_ignore_ascii_case(value))
}

fn word_or_prefix(word: &str) -> Text {
    match word.strip_suffix('*') {
        Some(prefix) if !prefix.is_empty() => Text::Prefix(prefix.to_owned()),
        _ => Text::Word(word.to_owned()),
    }
}

fn competency(value: &str, known: &Keys) -> Result<Term, Misread> {
    let at = value.find(['<', '>', '=']);
    let (key, comparison) = at.and_then(|at| value.split_at_checked(at)).unwrap_or((value, ""));
    let (key, highest) = known.find(key).ok_or(Misread::Competency)?;
    let levels = match comparison {
        "" => None,
        comparison => Some(levels(comparison, highest)?),
    };
    Ok(Term::Competency { key: key.to_owned(), levels })
}

/// Reads `3`, `=3`, `>=3`, `>3`, `<=3` or `<3`, where the highest level is `highest`.
fn levels(value: &str, highest: u8) -> Result<Levels, Misread> {
    let misread = Misread::Level(highest);
    let digits = value.trim_start_matches(['<', '>', '=']);
    let sign = value.strip_suffix(digits).ok_or(misread)?;
    let level: u8 = digits.parse().ok().filter(|level| (1..=highest).contains(level)).ok_or(misread)?;
    let (from, to) = match sign {
        "" | "=" => (level, level),
        ">=" => (level, MOST_LEVELS),
        ">" if level < highest => (level + 1, MOST_LEVELS),
        "<=" => (1, level),
        "<" if level > 1 => (1, level - 1),
        _ => return Err(misread),
    };
    Ok(Levels { from, to })
}
