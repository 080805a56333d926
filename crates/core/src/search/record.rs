//! An entry as the index sees it.

use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::{Datelike, NaiveDate};
use rusqlite::Connection;
use tantivy::TantivyDocument;

use super::explain::Place;
use super::filter;
use super::query::{Flag, Part};
use super::schema::{Fields, Label};
use super::{weights, words};
use crate::competency::Yardstick;
use crate::error::Result;
use crate::journal::{self, Entry, Kind, Reach, Tagged, TimeOfDay};
use crate::language::Stemming;
use crate::people::{self, OtherNames};

/// Minutes of a day and one more: an entry without a time comes before all of its day.
const STEPS: i64 = 24 * 60 + 1;

/// A day and a time as one number that sorts as they do. Entries without a time come first.
pub(super) fn when(on: NaiveDate, at: Option<TimeOfDay>) -> i64 {
    i64::from(on.num_days_from_ce()) * STEPS + at.map_or(0, |at| i64::from(at.minutes()) + 1)
}

/// The last such number of a day.
pub(super) fn end_of(on: NaiveDate) -> i64 {
    when(on, None) + STEPS - 1
}

/// The number of the day of such a number.
pub(super) const fn day_number(when: i64) -> i64 {
    when.div_euclid(STEPS)
}

/// The minute of that day and one more, or 0 without a time.
pub(super) const fn step_of_day(when: i64) -> i64 {
    when.rem_euclid(STEPS)
}

/// The number for this number of a day and this step of it.
pub(super) const fn when_of(day: i64, step: i64) -> i64 {
    day * STEPS + step
}

/// The day of such a number.
pub(super) fn day_of(when: i64) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(day_number(when)).ok()?)
}

/// What became of an entry: what it is now, or that it is not to be found.
pub(super) type Change = (i64, Option<Record>);

/// Reads what the entries with these local numbers are now.
pub(super) fn read(database: &Connection, seqs: &[i64]) -> Result<Vec<Change>> {
    let mut entries = journal::load_by_seq(database, seqs, Reach::Whole)?;
    let meant = Meant { other_names: people::other_names(database)?, yardstick: Yardstick::of(database)? };
    let mut changes = Vec::with_capacity(seqs.len());
    for &seq in seqs {
        let entry = entries.remove(&seq).filter(|entry| entry.trashed.is_none());
        changes.push((seq, entry.map(|entry| Record::of(seq, entry, &meant))));
    }
    Ok(changes)
}

/// What is meant by what stands in an entry, where that is said elsewhere.
struct Meant {
    /// Whom a name means.
    other_names: OtherNames,
    /// What a tag counts for.
    yardstick: Yardstick,
}

/// What is indexed of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Record {
    seq: i64,
    when: i64,
    kind: Kind,
    title: String,
    lesson: String,
    people: Vec<String>,
    tags: Vec<String>,
    project: Option<String>,
    texts: Vec<String>,
    competencies: Vec<String>,
    levels: Vec<u8>,
    language: &'static str,
    filters: Vec<String>,
}

impl Record {
    fn of(seq: i64, entry: Entry, meant: &Meant) -> Self {
        let filters = filters(&entry, meant);
        let language = entry.stemming().code();
        let content = entry.content;
        let lesson = content.facets.sentence().to_owned();
        let mut texts: Vec<String> = content.facets.texts().map(ToOwned::to_owned).collect();
        texts.extend(entry.attachments.into_iter().map(|attachment| attachment.name));
        texts.extend([content.body, content.private].into_iter().filter(|text| !text.is_empty()));
        Self {
            seq,
            when: when(content.on, content.at),
            kind: content.kind,
            title: content.title,
            lesson,
            people: content.people,
            tags: content.tags,
            project: content.project,
            texts,
            levels: levels(&content.competencies, &meant.yardstick),
            competencies: competencies(&content.competencies, &meant.yardstick),
            language,
            filters,
        }
    }

    /// The local number of the entry.
    pub(super) const fn seq(&self) -> i64 {
        self.seq
    }

    /// How its words are stemmed.
    pub(super) fn stemming(&self) -> Stemming {
        Stemming::of(Some(self.language))
    }

    /// A number that is another one when anything that is indexed is.
    pub(super) fn digest(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.hash(&mut hasher);
        hasher.finish()
    }

    /// The document that goes by `number`, under which it can be taken back.
    pub(super) fn document(&self, fields: Fields, number: u32) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        document.add_i64(fields.seq, self.seq);
        document.add_u64(fields.digest, self.digest());
        document.add_i64(fields.when, self.when);
        document.add_u64(fields.kind, kind_number(self.kind));
        for (label, values) in
            [(Label::Competency, &self.competencies), (Label::Tag, &self.tags), (Label::Person, &self.people)]
        {
            for value in values {
                document.add_text(fields.label, label.with(value));
            }
        }
        for level in &self.levels {
            document.add_text(fields.label, Label::Level.with(&level.to_string()));
        }
        document.add_text(fields.filter, filter::document(number));
        for filter in &self.filters {
            document.add_text(fields.filter, filter);
        }
        let stemming = self.stemming();
        for (place, text) in self.words() {
            let words = |weight| words::marked(text, stemming, weight);
            if place == Place::Title {
                document.add_text(fields.title, words(1));
            }
            document.add_text(fields.stems, words(weights::of_place(place)));
            document.add_text(fields.text, words(1));
            document.add_text(fields.filter, filter::text(text));
        }
        document
    }

    /// Everything in which words are looked for, and where it stands.
    pub(super) fn words(&self) -> impl Iterator<Item = (Place, &str)> {
        let gist = [&self.lesson].into_iter().chain(&self.people).chain(&self.tags).chain(&self.project);
        let title = [(Place::Title, &self.title)].into_iter();
        let all = title.chain(gist.map(|text| (Place::Gist, text)));
        let all = all.chain(self.texts.iter().map(|text| (Place::Text, text)));
        all.map(|(place, text)| (place, text.as_str())).filter(|(_, text)| !text.is_empty())
    }
}

/// The levels that an entry shows, each once, as those of the framework in use.
fn levels(tagged: &[Tagged], yardstick: &Yardstick) -> Vec<u8> {
    let mut levels: Vec<u8> = tagged.iter().filter_map(|tagged| yardstick.level(tagged)).collect();
    levels.sort_unstable();
    levels.dedup();
    levels
}

/// What an entry is counted under, each once: what its tags count for in the framework in use, and by
/// themselves where that is nothing.
fn competencies(tagged: &[Tagged], yardstick: &Yardstick) -> Vec<String> {
    let counted =
        tagged.iter().map(|tagged| yardstick.counts(tagged).map_or_else(|| tagged.key.clone(), |one| one.key));
    let mut keys: Vec<String> = Vec::with_capacity(tagged.len());
    for key in counted {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

/// The place of a kind among all of them.
pub(super) fn kind_number(kind: Kind) -> u64 {
    Kind::ALL.into_iter().zip(0..).find_map(|(one, number)| (one == kind).then_some(number)).unwrap_or_default()
}

/// Every condition that holds of an entry.
fn filters(entry: &Entry, Meant { other_names, yardstick }: &Meant) -> Vec<String> {
    let content = &entry.content;
    let mut filters = vec![filter::kind(content.kind), filter::language(entry.stemming().code())];
    for tagged in &content.competencies {
        let counted = yardstick.counts(tagged).filter(|one| one.key != tagged.key);
        for one in counted.iter().chain([tagged]) {
            filters.push(filter::competency(&one.key));
            filters.extend(one.level.map(|level| filter::competency_at(&one.key, level)));
        }
        filters.extend(yardstick.level(tagged).map(filter::level));
    }
    filters.extend(content.tags.iter().map(|tag| filter::tag(tag)));
    filters.extend(content.project.iter().map(|project| filter::project(project)));
    for name in &content.people {
        filters.extend(filter::person_terms(name));
        filters.extend(other_names.get(name).into_iter().flatten().flat_map(|other| filter::person_terms(other)));
    }
    filters.extend(Flag::ALL.into_iter().filter(|flag| is(entry, *flag)).map(filter::flag));
    filters.extend(Part::ALL.into_iter().filter(|part| has(entry, *part)).map(filter::part));
    filters
}

fn is(entry: &Entry, flag: Flag) -> bool {
    let content = &entry.content;
    let resolved = || content.facets.challenge.as_ref().is_some_and(|challenge| challenge.resolved_on.is_some());
    match flag {
        Flag::Starred => content.starred,
        Flag::Open => content.kind == Kind::Challenge && !resolved(),
        Flag::Resolved => content.kind == Kind::Challenge && resolved(),
        Flag::Later => entry.written_later,
    }
}

fn has(entry: &Entry, part: Part) -> bool {
    let facets = &entry.content.facets;
    match part {
        Part::Outcome => facets
            .outcome
            .as_ref()
            .is_some_and(|it| [&it.metric, &it.baseline, &it.result].into_iter().any(|text| !text.is_empty())),
        Part::Attachment => !entry.attachments.is_empty(),
        Part::Private => !entry.content.private.is_empty(),
        Part::Lesson => !facets.sentence().is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn moments_sort_as_their_numbers_do(days in proptest::array::uniform2(364_878i32..3_651_000), minutes in proptest::array::uniform2(proptest::option::of(0u32..1440))) {
            let moment = |at: usize| {
                let day = NaiveDate::from_num_days_from_ce_opt(days[at]).unwrap();
                (day, minutes[at].and_then(|minute| TimeOfDay::new(minute / 60, minute % 60)))
            };
            let (one, other) = (moment(0), moment(1));
            prop_assert_eq!(one.cmp(&other), when(one.0, one.1).cmp(&when(other.0, other.1)));
            prop_assert_eq!(day_of(when(one.0, one.1)), Some(one.0));
            prop_assert_eq!(day_of(end_of(one.0)), Some(one.0));
        }
    }
}
