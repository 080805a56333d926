//! What the fictional product manager has made of their promotion packet.

use std::collections::HashMap;

use serde::Deserialize;

use super::story::read;
use crate::error::{Error, Result};
use crate::id::EntryId;
use crate::portfolio::{Dossier, Edit, Expectation, PartRole, Preset};
use crate::record::{add_sample, all};
use crate::vault::Write;

const DOSSIER: &str = include_str!("../../data/sample/dossier.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    expectation: Vec<Expectation>,
    story: Vec<ToldStory>,
}

/// A story in its author's words. A part that is not there is told by its entries; one without words is left out.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ToldStory {
    /// The slug of an entry of it.
    entry: String,
    title: String,
    context: Option<String>,
    mandate: Option<String>,
    own: Option<String>,
    others: Option<String>,
    result: Option<String>,
    held: Option<String>,
    learned: Option<String>,
}

/// Keeps it, unless the user has made something of that document themselves.
pub(super) fn keep(write: &Write<'_>, ids: &HashMap<&str, EntryId>) -> Result<()> {
    let preset = Preset::PromotionPacket;
    if all::<Dossier>(write)?.iter().any(|kept| kept.value.preset == preset) {
        return Ok(());
    }
    let told: Told = read(DOSSIER)?;
    let mut dossier = Dossier { preset, expectations: told.expectation, ..Dossier::default() };
    for story in told.story {
        let entry = ids.get(story.entry.as_str()).copied();
        let entry = entry.ok_or_else(|| Error::invalid("sample", "points at nothing"))?;
        dossier.order.push(entry);
        let parts = [
            (None, Some(story.title)),
            (Some(PartRole::Context), story.context),
            (Some(PartRole::Mandate), story.mandate),
            (Some(PartRole::Own), story.own),
            (Some(PartRole::Others), story.others),
            (Some(PartRole::Result), story.result),
            (Some(PartRole::Held), story.held),
            (Some(PartRole::Learned), story.learned),
        ];
        let edits =
            parts.into_iter().filter_map(|(role, text)| Some(Edit { entry, role, text: text?.trim().to_owned() }));
        dossier.edits.extend(edits);
    }
    add_sample(write, &dossier)?;
    Ok(())
}
