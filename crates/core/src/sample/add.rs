//! Adding the sample journal.

use std::collections::HashMap;

use chrono::{Duration, NaiveTime, TimeZone};

use super::story::{Scene, Story};
use super::{SETTING, SampleReport, Traces, dossier, growth, readings, returns};
use crate::competency;
use crate::error::{Error, Result};
use crate::id::EntryId;
use crate::journal::{Link, NewEntry, Origin, SAMPLE, TimeOfDay, insert};
use crate::people::{self, Person, describe};
use crate::vault::{Profile, Vault, Write, setting};
use crate::world::{Timestamp, World as _};

/// The hour at which entries without a time were written.
const EVENING: u32 = 18;

/// How much later those were written that were written later.
const LATER: Duration = Duration::days(2);

impl Vault {
    /// Adds the sample journal, told as if its last entry were of this week.
    ///
    /// # Errors
    /// [`Error::Invalid`] if it is in the vault already.
    pub fn add_sample(&self) -> Result<SampleReport> {
        let story = Story::told_on(self.today(), &self.world().zone())?;
        self.write(|write| {
            if setting::get::<Traces>(write, SETTING)?.is_some() {
                return Err(Error::invalid("sample", "is in this vault already"));
            }
            let traces = Traces { profile: introduce_owner(write, &story.profile)? };
            setting::set(write, SETTING, &traces)?;
            let people = introduce(write, &story)?;
            let ids = identities(write, &story.scenes)?;
            let entries = tell(write, &story.scenes, &ids)?;
            readings::keep(write, story.shift, &ids)?;
            growth::keep(write, story.shift, &ids)?;
            dossier::keep(write, &ids)?;
            returns::add(write, &story, &ids)?;
            Ok(SampleReport { entries, people })
        })
    }
}

/// Gives the profile the sample's name if it has none, and returns what was set.
fn introduce_owner(write: &Write<'_>, owner: &Profile) -> Result<Option<Profile>> {
    if setting::get::<Profile>(write, setting::PROFILE)?.unwrap_or_default() != Profile::default() {
        return Ok(None);
    }
    setting::set(write, setting::PROFILE, owner)?;
    Ok(Some(owner.clone()))
}

/// Adds the people of the story whom the journal does not know. Those whom it knows stay as they
/// are described there.
fn introduce(write: &Write<'_>, story: &Story) -> Result<u32> {
    let mentioned = story.scenes.iter().flat_map(|scene| &scene.content.people).map(|name| Person {
        name: name.clone(),
        relation: None,
        alias: String::new(),
        note: String::new(),
    });
    let mut new = 0;
    for person in story.people.iter().cloned().chain(mentioned) {
        if people::find(write, &person.name)?.is_none() {
            describe(write, &person, true)?;
            new += 1;
        }
    }
    Ok(new)
}

/// An identity for each entry, by which it is called here: they point at one another, and other things at them.
fn identities<'s>(write: &Write<'_>, scenes: &'s [Scene]) -> Result<HashMap<&'s str, EntryId>> {
    scenes.iter().map(|scene| Ok((scene.slug.as_str(), EntryId::draw(&write.world)?))).collect()
}

/// Adds the entries.
fn tell(write: &Write<'_>, scenes: &[Scene], ids: &HashMap<&str, EntryId>) -> Result<u32> {
    let competencies = competency::keys(write)?;
    for scene in scenes {
        let to = |slug: &str| ids.get(slug).copied().ok_or_else(|| Error::invalid("sample", "points at nothing"));
        let mut content = scene.content.clone();
        for (kind, slug) in &scene.links {
            content.links.push(Link { kind: *kind, to: to(slug)? });
        }
        // A vault with another framework has the sample's words without its evidence.
        content.competencies.retain(|tagged| competencies.has(&tagged.key));
        let new = NewEntry {
            id: Some(to(&scene.slug)?),
            origin: Some(&Origin { source: SAMPLE, key: scene.slug.clone() }),
            created: Some(written(write, scene)),
            written_later: Some(scene.written_later),
            ..NewEntry::of(&content)
        };
        insert(write, &competencies, &new)?;
    }
    Ok(u32::try_from(scenes.len()).unwrap_or(u32::MAX))
}

/// The moment at which a scene was written down, by the user's clock.
fn written(write: &Write<'_>, scene: &Scene) -> Timestamp {
    let evening = || NaiveTime::from_hms_opt(EVENING, 0, 0).unwrap_or_default();
    let at = scene.content.on.and_time(scene.content.at.map_or_else(evening, TimeOfDay::time));
    let later = if scene.written_later { LATER } else { Duration::zero() };
    let moment = write.world.now().offset().from_local_datetime(&at).single();
    // Never after now: what is told for this evening was written by now.
    moment.map_or(write.now, |moment| Timestamp::from(moment + later).min(write.now))
}
