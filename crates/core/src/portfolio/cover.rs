//! The cover: the case in three sentences and the outcomes, made of counts, names and titles only.

use std::collections::BTreeSet;

use super::choose::Candidate;
use super::material::Materials;
use super::matrix;
use super::model::{Statement, Story};
use super::sentence::{cut, open};
use super::tell::change;
use crate::growth::{Evidence, Period, Standing, Strength, say};
use crate::id::EntryId;
use crate::language::Dates;

/// Outcomes on the cover.
const MOST_OUTCOMES: usize = 3;

/// Titles named in the last sentence.
const MOST_TITLES: usize = 3;

/// Characters of such a title.
const LONGEST_TITLE: usize = 70;

/// What the cover says of the whole.
pub(super) struct Case<'a> {
    pub(super) evidence: &'a Evidence,
    /// What the document names of it.
    pub(super) materials: &'a Materials,
    pub(super) standings: &'a [Standing],
    /// The stories, the best first.
    pub(super) stories: &'a [&'a Story],
    /// Whether it also says how the competencies stand.
    pub(super) against_target: bool,
    pub(super) period: Period,
    /// How days and counts are written.
    pub(super) dates: &'a Dates,
    /// The rung aimed at; may be empty.
    pub(super) target: &'a str,
}

impl Case<'_> {
    /// The case in three sentences at most; none if there is no evidence.
    pub(super) fn sentences(&self) -> Vec<Statement> {
        if self.evidence.pieces.is_empty() {
            return Vec::new();
        }
        let mut case = vec![self.counts()];
        case.extend(self.strengths().filter(|_| self.against_target));
        case.extend(self.titles());
        case
    }

    /// "From January to November 2026, 42 entries tell of 18 situations …", with the entries that prove some of them.
    fn counts(&self) -> Statement {
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let entries = count(self.evidence.pieces.len());
        let situations = self.evidence.pieces.iter().map(|piece| piece.situation).collect::<BTreeSet<_>>();
        let measured = count(situations.iter().filter(|one| self.evidence.measured.contains_key(one)).count());
        let witnessed = count(situations.iter().filter(|one| self.evidence.witnessed.contains_key(one)).count());
        let months = self.dates.months(self.period);
        let time = if months.contains(" to ") { format!("From {months}") } else { format!("In {months}") };
        let tell = if entries == 1 { "tells" } else { "tell" };
        let proven = measured + witnessed > 0;
        let proof = match (measured, witnessed) {
            (0, 0) => "none has a measured result or a witness yet".to_owned(),
            (measured, 0) => format!("{} a measured result", have(measured)),
            (0, witnessed) => format!("{} a witness", have(witnessed)),
            (measured, witnessed) => {
                // Both in the same form.
                let (measured, witnessed) = match measured.max(witnessed) {
                    13.. => (format!("{measured} {}", verb(measured)), format!("{witnessed} {}", verb(witnessed))),
                    _ => (have(measured), have(witnessed)),
                };
                format!("{measured} a measured result and {witnessed} a witness")
            }
        };
        Statement {
            text: format!(
                "{time}, {} {} {tell} of {} {}; {proof}{}.",
                self.spelled(entries),
                if entries == 1 { "entry" } else { "entries" },
                self.spelled(count(situations.len())),
                if situations.len() == 1 { "situation" } else { "different situations" },
                if proven { ", as marked below" } else { "" },
            ),
            refs: self.materials.numbers(&self.evidence.proof()),
            marked_below: proven,
        }
    }

    /// Small numbers as words, large ones as the language writes them.
    fn spelled(&self, count: u32) -> String {
        if count < 1_000 { say::spelled(count) } else { self.dates.count(count) }
    }

    /// "The evidence is strong in A and B and solid in C; it is thin in two …"
    fn strengths(&self) -> Option<Statement> {
        let names = |strength| -> Vec<&str> {
            self.standings.iter().filter(|one| one.strength == strength).map(|one| one.name.as_str()).collect()
        };
        let (strong, solid) = (names(Strength::Strong), names(Strength::Solid));
        let thin = names(Strength::Thin).len();
        let none = names(Strength::None).len();
        let mut good = Vec::new();
        if !strong.is_empty() {
            good.push(format!("strong in {}", say::list(&strong)));
        }
        if !solid.is_empty() {
            good.push(format!("solid in {}", say::list(&solid)));
        }
        let number = |count: usize| say::spelled(u32::try_from(count).unwrap_or(u32::MAX));
        let mut weak = Vec::new();
        if thin > 0 {
            weak.push(format!("thin in {}", number(thin)));
        }
        if none > 0 {
            weak.push(format!("missing in {}", number(none)));
        }
        let asks = match self.target {
            "" => String::new(),
            target => format!(" that {target} asks for"),
        };
        let of = format!("of the {} competencies{asks}", number(self.standings.len()));
        let text = match (good.is_empty(), weak.is_empty()) {
            (false, false) => format!("The evidence is {}; it is {} {of}.", good.join("; "), say::list(&weak)),
            (false, true) => format!("The evidence is {}.", good.join("; ")),
            (true, false) => format!("The evidence is still {} {of}.", say::list(&weak)),
            (true, true) => return None,
        };
        // Of each, what it rests on most.
        let good = self.standings.iter().filter(|one| matches!(one.strength, Strength::Strong | Strength::Solid));
        let best: Vec<EntryId> = good.flat_map(|one| matrix::best(self.evidence, &one.key, 1)).collect();
        Some(Statement::new(text, self.materials.numbers(&best)))
    }

    /// "What stands out: “One roadmap for three teams” and …"
    fn titles(&self) -> Option<Statement> {
        let told = self.stories.get(..MOST_TITLES.min(self.stories.len())).unwrap_or_default();
        if told.is_empty() {
            return None;
        }
        let titles: Vec<String> = told.iter().map(|story| format!("“{}”", cut(&story.title, LONGEST_TITLE))).collect();
        let mut refs: Vec<u32> = told.iter().map(|story| story.named_after).collect();
        refs.sort_unstable();
        Some(Statement::new(format!("What stands out: {}.", say::list(&titles)), refs))
    }
}

fn have(count: u32) -> String {
    format!("{} {}", say::spelled(count), verb(count))
}

const fn verb(count: u32) -> &'static str {
    if count == 1 { "has" } else { "have" }
}

/// Entries with a measured result: those of the chosen stories in their order, then the newest.
pub(super) fn measured(evidence: &Evidence, chosen: &[Candidate]) -> Vec<EntryId> {
    let newest_first = || evidence.pieces.iter().rev().filter(|piece| piece.measured).map(|piece| piece.id);
    let mut found: Vec<EntryId> = Vec::new();
    for story in chosen {
        found.extend(newest_first().filter(|id| story.entries.contains(id)).take(1));
    }
    for id in newest_first() {
        if !found.contains(&id) {
            found.push(id);
        }
    }
    found.truncate(MOST_OUTCOMES);
    found
}

/// The outcomes of these entries.
pub(super) fn outcomes(ids: &[EntryId], materials: &Materials) -> Vec<Statement> {
    ids.iter()
        .filter_map(|id| {
            let text = change(materials.get(*id)?.outcome.as_ref()?)?;
            Some(Statement::new(open(&text), materials.numbers([id])))
        })
        .collect()
}
