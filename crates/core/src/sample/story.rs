//! The written form of the sample journal.
//!
//! It is told as if its last entry had just been written. So that the past stays recent, all of
//! its dates move together, by whole weeks: what happened on a Friday happened on a Friday.

use chrono::{NaiveDate, TimeDelta};
use serde::Deserialize;

use crate::error::{Error, Result};
use crate::journal::{
    Challenge, Content, Contribution, Decision, Facets, Feedback, Kind, Lesson, LinkKind, Outcome, TimeOfDay,
};
use crate::people::Person;
use crate::vault::Profile;

const PARTS: [&str; 6] = [
    include_str!("../../data/sample/01.toml"),
    include_str!("../../data/sample/02.toml"),
    include_str!("../../data/sample/03.toml"),
    include_str!("../../data/sample/04.toml"),
    include_str!("../../data/sample/05.toml"),
    include_str!("../../data/sample/06.toml"),
];

const CAST: &str = include_str!("../../data/sample/people.toml");

/// Everything that the sample journal consists of.
pub(super) struct Story {
    pub(super) profile: Profile,
    pub(super) people: Vec<Person>,
    pub(super) scenes: Vec<Scene>,
    /// Weeks by which its dates are moved.
    pub(super) shift: i64,
}

/// An entry of it.
pub(super) struct Scene {
    /// By which it is called in the vault and, if it has one, by others.
    pub(super) slug: String,
    pub(super) content: Content,
    pub(super) written_later: bool,
    /// Which entries it points at, by their slugs.
    pub(super) links: Vec<(LinkKind, String)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    entry: Vec<Written>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cast {
    owner: String,
    role: String,
    target: String,
    /// When the target is to be reached.
    by: NaiveDate,
    person: Vec<Person>,
}

/// An entry as it is written down.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: Option<String>,
    on: NaiveDate,
    at: Option<TimeOfDay>,
    #[serde(default)]
    kind: Kind,
    #[serde(default)]
    title: String,
    #[serde(default)]
    body: String,
    #[serde(default)]
    private: String,
    #[serde(default)]
    competencies: Vec<String>,
    #[serde(default)]
    tags: Vec<String>,
    project: Option<String>,
    #[serde(default)]
    people: Vec<String>,
    #[serde(default)]
    starred: bool,
    #[serde(default)]
    written_later: bool,
    outcome: Option<Outcome>,
    contribution: Option<Contribution>,
    follow_up: Option<NaiveDate>,
    challenge: Option<Challenge>,
    lesson: Option<Lesson>,
    decision: Option<Decision>,
    feedback: Option<Feedback>,
    #[serde(default)]
    quiet: bool,
    #[serde(default)]
    sources: Vec<String>,
    #[serde(default)]
    applies: Vec<String>,
    #[serde(default)]
    about: Vec<String>,
}

impl Story {
    /// The sample journal as if it had been written up to `today`, in the zone `tz`.
    ///
    /// # Errors
    /// Never, unless this program was built with broken files.
    pub(super) fn told_on(today: NaiveDate, tz: &str) -> Result<Self> {
        let cast: Cast = read(CAST)?;
        let mut written = Vec::new();
        for part in PARTS {
            written.extend(read::<Part>(part)?.entry);
        }
        written.sort_by_key(|one| (one.on, one.at));
        let shift = written.last().map_or(0, |last| weeks_to(last.on, today));
        let scenes = written.into_iter().enumerate().map(|(number, one)| one.into_scene(number, shift, tz));
        Ok(Self {
            profile: Profile {
                name: cast.owner,
                role: cast.role,
                target: cast.target,
                by: Some(moved(cast.by, shift)),
            },
            people: cast.person,
            scenes: scenes.collect::<Result<_>>()?,
            shift,
        })
    }
}

impl Written {
    fn into_scene(self, number: usize, shift: i64, tz: &str) -> Result<Scene> {
        let moved = |date| moved(date, shift);
        let facets = Facets {
            outcome: self.outcome,
            contribution: self.contribution,
            follow_up: self.follow_up.map(moved),
            challenge: self
                .challenge
                .map(|challenge| Challenge { resolved_on: challenge.resolved_on.map(moved), ..challenge }),
            lesson: self.lesson.map(|lesson| Lesson { retired_on: lesson.retired_on.map(moved), ..lesson }),
            decision: self.decision.map(|decision| Decision {
                review_on: decision.review_on.map(moved),
                judged_on: decision.judged_on.map(moved),
                ..decision
            }),
            feedback: self.feedback,
            quiet: self.quiet,
        };
        let content = Content {
            kind: self.kind,
            title: self.title,
            body: self.body.trim().to_owned(),
            private: self.private.trim().to_owned(),
            at: self.at,
            starred: self.starred,
            competencies: self.competencies.iter().map(|text| text.parse()).collect::<Result<_>>()?,
            tags: self.tags,
            project: self.project,
            people: self.people,
            facets,
            ..Content::on(moved(self.on), tz)
        };
        let links =
            [(LinkKind::Source, self.sources), (LinkKind::Applies, self.applies), (LinkKind::About, self.about)];
        Ok(Scene {
            slug: self.id.unwrap_or_else(|| format!("scene {number}")),
            content,
            written_later: self.written_later,
            links: links
                .into_iter()
                .flat_map(|(kind, slugs)| slugs.into_iter().map(move |slug| (kind, slug)))
                .collect(),
        })
    }
}

/// `date` moved by `weeks`.
pub(super) fn moved(date: NaiveDate, weeks: i64) -> NaiveDate {
    date.checked_add_signed(TimeDelta::weeks(weeks)).unwrap_or(date)
}

/// How many whole weeks `last` has to move to be the latest such day not after `today`.
fn weeks_to(last: NaiveDate, today: NaiveDate) -> i64 {
    (today - last).num_days().div_euclid(7)
}

pub(super) fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T> {
    toml::from_str(text).map_err(|error| Error::invalid("sample", error.to_string()))
}

#[cfg(test)]
mod tests {
    use chrono::{Datelike, Weekday};
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_part_can_be_read_and_every_pointer_points_at_a_scene() {
        let story = Story::told_on("2026-11-23".parse().unwrap(), "Etc/UTC").unwrap();
        let mut slugs: Vec<_> = story.scenes.iter().map(|scene| &scene.slug).collect();
        slugs.sort_unstable();
        for (_, slug) in story.scenes.iter().flat_map(|scene| &scene.links) {
            assert!(slugs.binary_search(&slug).is_ok(), "{slug} is pointed at and does not exist");
        }
        let count = slugs.len();
        slugs.dedup();
        assert_eq!(slugs.len(), count, "no two have the same slug");
    }

    #[test]
    fn everybody_who_is_mentioned_is_introduced() {
        let story = Story::told_on("2026-11-23".parse().unwrap(), "Etc/UTC").unwrap();
        for name in story.scenes.iter().flat_map(|scene| &scene.content.people) {
            assert!(story.people.iter().any(|person| person.name == *name), "{name} is not in people.toml");
        }
    }

    proptest! {
        // Each case reads the whole story.
        #![proptest_config(ProptestConfig::with_cases(16))]

        #[test]
        fn the_story_ends_within_the_last_week_and_on_a_friday(day in 700_000i32..800_000) {
            let today = NaiveDate::from_num_days_from_ce_opt(day).unwrap();
            let story = Story::told_on(today, "Etc/UTC").unwrap();
            let last = story.scenes.last().unwrap().content.on;
            prop_assert!((0..7).contains(&(today - last).num_days()), "{} for {}", last, today);
            prop_assert_eq!(last.weekday(), Weekday::Fri);
        }
    }
}
