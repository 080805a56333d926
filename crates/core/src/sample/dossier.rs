//! What the fictional product manager has made of their promotion packet.

use std::collections::HashMap;

use serde::Deserialize;

use super::story::read;
use crate::error::{Error, Result};
use crate::id::EntryId;
use crate::portfolio::marks::{self, Marked};
use crate::portfolio::{Case, Dossier, Edit, Expectation, PartRole, Preset};
use crate::record::{add_sample, all};
use crate::vault::Write;

const DOSSIER: &str = include_str!("../../data/sample/dossier.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    case: String,
    expectation: Vec<Expectation>,
    story: Vec<ToldStory>,
    setback: ToldStory,
}

/// A story in its author's words, with the slugs of the entries that a line rests on behind it. A part that is not there is told by its entries; one without words is left out.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ToldStory {
    /// The slug of an entry of it.
    entry: String,
    title: Option<String>,
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
    let marked = |text: &str| marks::read(text, |slug| ids.get(slug).copied());
    let Marked { text, sources } = marked(&told.case);
    let case = Some(Case { text, sources, period: None });
    let mut dossier = Dossier { preset, expectations: told.expectation, case, ..Dossier::default() };
    let stories = told.story.into_iter().map(|story| (story, true)).chain([(told.setback, false)]);
    for (story, is_ordered) in stories {
        let entry = ids.get(story.entry.as_str()).copied();
        let entry = entry.ok_or_else(|| Error::invalid("sample", "points at nothing"))?;
        dossier.order.extend(is_ordered.then_some(entry));
        let parts = [
            (None, story.title),
            (Some(PartRole::Context), story.context),
            (Some(PartRole::Mandate), story.mandate),
            (Some(PartRole::Own), story.own),
            (Some(PartRole::Others), story.others),
            (Some(PartRole::Result), story.result),
            (Some(PartRole::Held), story.held),
            (Some(PartRole::Learned), story.learned),
        ];
        for (role, text) in parts {
            let Some(text) = text else { continue };
            let Marked { text, sources } = marked(&text);
            dossier.edits.push(Edit { entry, role, text, sources });
        }
    }
    add_sample(write, &dossier)?;
    Ok(())
}
