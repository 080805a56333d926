//! What others said, and which level all of it shows.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::super::material::Voice;
use super::super::model::{Passage, PassageSort, Shown};
use super::super::sentence::line;
use super::Telling;
use crate::id::EntryId;
use crate::journal::Tagged;
use crate::language::Dates;

/// Competencies named at the end of a story.
const MOST_LEVELS: usize = 4;

impl Telling<'_> {
    /// Quotes of those who may be quoted; the others are only counted.
    pub(super) fn said(&self) -> Vec<Passage> {
        let (mut quotes, mut silent) = (Vec::new(), Vec::new());
        for material in self.about {
            let Some(voice) = &material.voice else { continue };
            let text = quote(voice).unwrap_or_default();
            if text.is_empty() {
                silent.push(&material.id);
            } else {
                quotes.push(Passage {
                    sort: PassageSort::Quote,
                    text,
                    by: by(voice, material.on, self.teller.dates),
                    refs: self.refs(material),
                });
            }
        }
        quotes.truncate(2);
        if !silent.is_empty() {
            let text = match silent.len() {
                1 => "One piece of feedback on record, not quoted.".to_owned(),
                count => format!("{count} pieces of feedback on record, not quoted."),
            };
            quotes.push(Passage::told(text, self.teller.materials.numbers(silent)));
        }
        quotes
    }

    pub(super) fn level(&self, levels: &[Shown], entries: &BTreeSet<EntryId>) -> Vec<Passage> {
        let refs_for = |wanted: &Shown| {
            let shows = |tagged: &Tagged| tagged.key == wanted.key && tagged.level == wanted.level;
            let showing = entries
                .iter()
                .filter(|id| self.teller.materials.get(**id).is_some_and(|one| one.tagged.iter().any(shows)));
            self.teller.materials.numbers(showing)
        };
        let mut told: Vec<Passage> = levels
            .iter()
            .filter_map(|shown| Some((shown, shown.level?)))
            .take(MOST_LEVELS)
            .map(|(shown, level)| {
                let name = self.teller.framework.level_name(level);
                Passage::told(format!("{}: level {level}, {name}.", shown.name), refs_for(shown))
            })
            .collect();
        if told.is_empty() {
            told.push(match levels.first() {
                Some(shown) => Passage::prompt(format!("{}: at which level?", shown.name), refs_for(shown)),
                None => Passage::prompt("Which competency does it show, and at which level?", Vec::new()),
            });
        }
        told
    }
}

/// The words of somebody who may be quoted.
pub(in crate::portfolio) fn quote(voice: &Voice) -> Option<String> {
    voice.quote.as_deref().map(|quote| line(quote.trim_matches(['"', '“', '”', ' '])))
}

/// As in "Dana K, CFO, 12 March 2026".
pub(in crate::portfolio) fn by(voice: &Voice, on: NaiveDate, dates: &Dates) -> String {
    let parts = [line(&voice.from), line(&voice.relationship), dates.day(on)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
