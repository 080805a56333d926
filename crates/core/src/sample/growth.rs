//! What the fictional product manager keeps beside their entries: how others see them, what they work on and
//! the path that they are on.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::Deserialize;

use super::story::{moved, read};
use crate::competency;
use crate::error::{Error, Result};
use crate::growth::{Aim, Assessment, FocusState, Milestone, Post, Voice};
use crate::id::EntryId;
use crate::people;
use crate::record::add_sample;
use crate::vault::Write;

const GROWTH: &str = include_str!("../../data/sample/growth.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    post: Vec<Post>,
    milestone: Vec<Milestone>,
    round: Vec<Round>,
    focus: Vec<Focused>,
}

/// What somebody said of several competencies on one day.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Round {
    on: NaiveDate,
    by: Voice,
    person: Option<String>,
    said: Vec<Said>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    key: String,
    level: u8,
    #[serde(default)]
    note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Focused {
    key: String,
    gap: String,
    opportunity: String,
    sponsor: Option<String>,
    expected: String,
    by: Option<NaiveDate>,
    #[serde(default)]
    state: FocusState,
    began: NaiveDate,
    closed_on: Option<NaiveDate>,
    /// The slugs of entries that deliver it.
    entries: Vec<String>,
}

/// Keeps all of it, moved by as many weeks as the entries, which are called `ids` here.
pub(super) fn keep(write: &Write<'_>, shift: i64, ids: &HashMap<&str, EntryId>) -> Result<()> {
    let told: Told = read(GROWTH)?;
    let keys = competency::keys(write)?;
    let on = |date| moved(date, shift);
    let person = |name: Option<String>| name.map(|name| people::person_called(write, &name)).transpose();
    for post in told.post {
        add_sample(write, &Post { since: on(post.since), ..post })?;
    }
    for one in told.milestone {
        add_sample(write, &Milestone { by: one.by.map(on), reached: one.reached.map(on), ..one })?;
    }
    for round in told.round {
        let person = person(round.person)?;
        // A vault with another framework has the sample's words without what was said of its competencies.
        for said in round.said.into_iter().filter(|said| keys.has(&said.key)) {
            let (voice, on) = (round.by, on(round.on));
            add_sample(
                write,
                &Assessment { competency: said.key, voice, person, level: said.level, on, note: said.note },
            )?;
        }
    }
    for focus in told.focus.into_iter().filter(|focus| keys.has(&focus.key)) {
        let to = |slug: &String| {
            ids.get(slug.as_str()).copied().ok_or_else(|| Error::invalid("sample", "points at nothing"))
        };
        let aim = Aim {
            sponsor: person(focus.sponsor)?,
            entries: focus.entries.iter().map(to).collect::<Result<_>>()?,
            competency: focus.key,
            gap: focus.gap,
            opportunity: focus.opportunity,
            expected: focus.expected,
            by: focus.by.map(on),
            state: focus.state,
            began: on(focus.began),
            closed_on: focus.closed_on.map(on),
            passed: Vec::new(),
        };
        add_sample(write, &aim)?;
    }
    Ok(())
}
