//! An entry as the index sees it.

use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::{Datelike, NaiveDate};
use rusqlite::Connection;
use tantivy::TantivyDocument;

use super::filter;
use super::query::{Flag, Part};
use super::schema::{Fields, Label};
use crate::error::Result;
use crate::journal::{self, Entry, Facets, Kind, TimeOfDay};

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

/// The day of such a number.
pub(super) fn day_of(when: i64) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(when.div_euclid(STEPS)).ok()?)
}

/// What became of an entry: what it is now, or that it is not to be found.
pub(super) type Change = (i64, Option<Record>);

/// Reads what the entries with these local numbers are now.
pub(super) fn read(database: &Connection, seqs: &[i64]) -> Result<Vec<Change>> {
    let mut entries = journal::load_by_seq(database, seqs)?;
    let mut changes = Vec::with_capacity(seqs.len());
    for &seq in seqs {
        let entry = entries.remove(&seq).filter(|entry| entry.trashed.is_none());
        changes.push((seq, entry.map(|entry| Record::of(seq, entry))));
    }
    Ok(changes)
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
    filters: Vec<String>,
}

impl Record {
    fn of(seq: i64, entry: Entry) -> Self {
        let filters = filters(&entry);
        let content = entry.content;
        let lesson = sentence(&content.facets).to_owned();
        let mut texts: Vec<String> = facet_texts(&content.facets).map(ToOwned::to_owned).collect();
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
            competencies: content.competencies.into_iter().map(|tagged| tagged.key).collect(),
            filters,
        }
    }

    /// A number that is another one when anything that is indexed is.
    pub(super) fn digest(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.hash(&mut hasher);
        hasher.finish()
    }

    /// The document that goes by `number`, under which it can be taken back.
    pub(super) fn document(&self, fields: Fields, number: u64) -> TantivyDocument {
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
        document.add_text(fields.filter, filter::document(number));
        for filter in &self.filters {
            document.add_text(fields.filter, filter);
        }
        if !self.title.is_empty() {
            document.add_text(fields.title, &self.title);
        }
        let lesson = Some(&self.lesson).filter(|lesson| !lesson.is_empty());
        for text in lesson.into_iter().chain(&self.people).chain(&self.tags).chain(&self.project) {
            document.add_text(fields.gist, text);
        }
        for text in &self.texts {
            document.add_text(fields.text, text);
        }
        document
    }
}

/// The place of a kind among all of them.
pub(super) fn kind_number(kind: Kind) -> u64 {
    Kind::ALL.into_iter().zip(0..).find_map(|(one, number)| (one == kind).then_some(number)).unwrap_or_default()
}

/// The sentence of a lesson; empty if there is none.
pub(super) fn sentence(facets: &Facets) -> &str {
    facets.lesson.as_ref().map_or("", |lesson| &lesson.sentence)
}

/// What was written into the facets, without the sentence of a lesson.
pub(super) fn facet_texts(facets: &Facets) -> impl Iterator<Item = &str> {
    let outcome = facets.outcome.iter().flat_map(|it| [&it.metric, &it.baseline, &it.result, &it.unit, &it.window]);
    let challenge = facets.challenge.iter().flat_map(|it| [&it.expected, &it.actual, &it.why, &it.next]);
    let lesson = facets.lesson.iter().flat_map(|it| [&it.when, &it.then]);
    let decision =
        facets.decision.iter().flat_map(|it| [&it.choice, &it.forecast, &it.happened].into_iter().chain(&it.options));
    let feedback = facets.feedback.iter().flat_map(|it| [&it.quote, &it.from, &it.relationship]);
    let all = feedback.chain(challenge).chain(decision).chain(lesson).chain(outcome);
    all.map(String::as_str).filter(|text| !text.is_empty())
}

/// Every condition that holds of an entry.
fn filters(entry: &Entry) -> Vec<String> {
    let content = &entry.content;
    let mut filters = vec![filter::kind(content.kind)];
    for tagged in &content.competencies {
        filters.push(filter::competency(&tagged.key));
        if let Some(level) = tagged.level {
            filters.push(filter::competency_at(&tagged.key, level));
            filters.push(filter::level(level));
        }
    }
    filters.extend(content.tags.iter().map(|tag| filter::tag(tag)));
    filters.extend(content.project.iter().map(|project| filter::project(project)));
    filters.extend(content.people.iter().flat_map(|name| filter::person_terms(name)));
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
        Part::Lesson => !sentence(facets).is_empty(),
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
