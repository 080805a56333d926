//! The parts of a story, word for word from its entries.
//!
//! Where an entry has a field for a part (the choice of a decision, the result of a win), that is
//! taken. Otherwise the sentences of its text are shared out: those with which a challenge opens are
//! the context, those in which the author says "I" are what the author did, those that name somebody
//! are what others did. A win tells best what was done, a challenge what was hard, so they are asked
//! in that order. No sentence is used twice and none is rewritten. What is missing is asked for.
//!
//! "I" and "we" are looked for in English. In another language every sentence is context, and the
//! questions stay.

mod deed;
mod outcome;
mod voice;

pub(super) use voice::{by, quote};

use std::collections::BTreeSet;

use super::brief::Preset;
use super::material::Material;
use super::model::{Part, PartRole, Passage, PassageSort, Shown};
use super::sentence::{closed, sentences};
use super::tell::Teller;
use crate::id::EntryId;
use crate::journal::Kind;

/// Later entries named that applied a lesson.
pub(super) const MOST_APPLICATIONS: usize = 2;

/// Lines of one part; what is beyond stands in the index.
const MOST_LINES: usize = 5;

/// The parts of a setback, each with the words beside it.
pub(super) const SETBACK: [(PartRole, &str); 5] = [
    (PartRole::Context, "What happened"),
    (PartRole::Own, "What I did"),
    (PartRole::Result, "What came of it"),
    (PartRole::Learned, "The lesson"),
    (PartRole::Held, "Applied since"),
];

/// A sentence of the text of an entry.
struct Sentence {
    number: u32,
    kind: Kind,
    /// Its place in that text.
    place: usize,
    text: String,
    used: bool,
}

/// A story while it is told.
pub(super) struct Telling<'a> {
    teller: &'a Teller<'a>,
    /// Its entries, oldest first.
    about: &'a [&'a Material],
    /// The one that it is named after.
    lead: &'a Material,
    sentences: Vec<Sentence>,
}

impl<'a> Telling<'a> {
    pub(super) fn new(teller: &'a Teller<'a>, about: &'a [&'a Material], lead: &'a Material) -> Self {
        let sentences = about
            .iter()
            .filter(|material| !matches!(material.kind, Kind::Feedback | Kind::Lesson))
            .filter_map(|material| Some((teller.materials.number(material.id)?, material)))
            .flat_map(|(number, material)| {
                let kind = material.kind;
                let told = sentences(&material.body).into_iter().enumerate();
                told.map(move |(place, text)| Sentence { number, kind, place, text, used: false })
            })
            .collect();
        Self { teller, about, lead, sentences }
    }

    pub(super) fn parts(mut self, levels: &[Shown], entries: &BTreeSet<EntryId>) -> Vec<Part> {
        // In the order in which sentences are shared out, which is not the order of telling.
        let opening = self.opening();
        let own = self.own();
        let others = self.others();
        let context = self.context(opening);
        let mandate = self.mandate();
        let result = self.result();
        let held = self.held();
        let learned = self.learned();
        let said = self.said();
        let level = self.level(levels, entries);
        let preset = self.teller.preset;
        let first = |passages: Vec<Passage>| passages.into_iter().take(1).collect::<Vec<_>>();
        let told = match preset {
            Preset::InterviewStories => vec![context, mandate, own, others, result, held, learned, said],
            // Of several decisions, the last one led to the result.
            Preset::ManagerBrief => {
                let own = self.decisions().pop().into_iter().chain(own).collect();
                vec![first(own), first(result)]
            }
            Preset::PromotionPacket | Preset::SelfReview => {
                // It is seldom written down, and a document of questions convinces nobody.
                let mandate = mandate.into_iter().filter(|passage| passage.sort == PassageSort::Told).collect();
                vec![context, mandate, own, others, result, held, learned, said, level]
            }
        };
        listed(preset.parts(), told)
    }

    /// The parts of a setback: what happened, what was done, what it taught and where that was applied.
    pub(super) fn setback(mut self) -> Vec<Part> {
        let opening = self.opening();
        let own = self.own();
        let context = self.context(opening);
        let is_told = |passages: Vec<Passage>| -> Vec<Passage> {
            passages.into_iter().filter(|one| one.sort == PassageSort::Told).collect()
        };
        let result = is_told(self.result());
        let mut learned = self.learned();
        if learned.is_empty() {
            learned.push(Passage::prompt("What did it teach you?", Vec::new()));
        }
        let held = self.held();
        let held = if held.iter().any(|one| one.sort == PassageSort::Told) {
            is_told(held)
        } else {
            vec![Passage::prompt("Where have you applied it since?", Vec::new())]
        };
        listed(&SETBACK, vec![context, own, result, learned, held])
    }

    fn refs(&self, material: &Material) -> Vec<u32> {
        self.teller.materials.number(material.id).into_iter().collect()
    }

    /// Takes at most `most` sentences that fit, from entries of the first kinds first, and joins those
    /// that follow one another in one entry.
    fn take(&mut self, most: usize, kinds: &[Kind], fits: impl Fn(&Sentence) -> bool) -> Vec<Passage> {
        let mut open: Vec<&mut Sentence> = self.sentences.iter_mut().filter(|one| !one.used && fits(one)).collect();
        let rank = |kind| kinds.iter().position(|known| *known == kind);
        open.retain(|one| rank(one.kind).is_some());
        // Stable: within a kind they stay in the order in which they were written.
        open.sort_by_key(|one| rank(one.kind));
        let mut taken: Vec<Passage> = Vec::new();
        let mut before = None;
        for sentence in open.into_iter().take(most) {
            sentence.used = true;
            let follows = before == sentence.place.checked_sub(1).map(|place| (sentence.number, place));
            match taken.last_mut().filter(|_| follows) {
                Some(last) => {
                    last.text = closed(&last.text);
                    last.text.push(' ');
                    last.text.push_str(&sentence.text);
                }
                None => taken.push(Passage::told(sentence.text.clone(), vec![sentence.number])),
            }
            before = Some((sentence.number, sentence.place));
        }
        taken
    }
}

/// Parts with their headings; those of which there is nothing to tell are left out.
fn listed(headings: &[(PartRole, &str)], told: Vec<Vec<Passage>>) -> Vec<Part> {
    let part = |(&(role, heading), mut passages): (&(PartRole, &str), Vec<Passage>)| {
        passages.truncate(MOST_LINES);
        Part { role, heading: heading.to_owned(), passages, edited: false }
    };
    headings.iter().zip(told).map(part).filter(|part| !part.passages.is_empty()).collect()
}
