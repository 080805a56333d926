//! Laying it over what was composed.

use std::collections::HashSet;

use super::Dossier;
use crate::portfolio::choose::Candidate;
use crate::portfolio::material::Materials;
use crate::portfolio::model::{Part, PartRole, Passage, PassageSort, Story};

impl Dossier {
    /// Takes from `open` what is not to be told.
    pub(in crate::portfolio) fn leave_out(&self, open: &mut Vec<Candidate>) -> Vec<Candidate> {
        let (left_out, rest) = std::mem::take(open)
            .into_iter()
            .partition(|one| self.left_out.iter().any(|entry| one.entries.contains(entry)));
        *open = rest;
        left_out
    }

    /// Takes from `open` what is to be told in any case, in its order.
    pub(in crate::portfolio) fn take(&self, open: &mut Vec<Candidate>, most: usize) -> Vec<Candidate> {
        let mut taken = Vec::new();
        for entry in self.order.iter().take(most) {
            if let Some(place) = open.iter().position(|one| one.entries.contains(entry)) {
                taken.push(open.remove(place));
            }
        }
        taken
    }

    /// Gives the stories the words that their author has found for them.
    pub(in crate::portfolio) fn write(
        &self,
        stories: &mut [Story],
        materials: &Materials,
        headings: &[(PartRole, &str)],
    ) {
        let named = self.order.iter().chain(self.edits.iter().map(|edit| &edit.entry));
        let known: HashSet<u32> = named.filter_map(|entry| materials.number(*entry)).collect();
        for edit in &self.edits {
            let Some(number) = materials.number(edit.entry) else { continue };
            let is_named = |story: &Story| story.named_after == number;
            // What a story is named after changes as entries come in, and it is the same story all the same; but an
            // entry may be behind several, and those that are known by another one have words of their own.
            let holds = |story: &Story| story.refs.contains(&number) && !known.contains(&story.named_after);
            let place = stories.iter().position(is_named).or_else(|| stories.iter().position(holds));
            let Some(story) = place.and_then(|place| stories.get_mut(place)) else { continue };
            match edit.role {
                None => {
                    story.title.clone_from(&edit.text);
                    story.title_edited = true;
                }
                Some(role) => write_part(story, role, &edit.text, headings),
            }
        }
    }
}

fn write_part(story: &mut Story, role: PartRole, text: &str, headings: &[(PartRole, &str)]) {
    let place = story.parts.iter().position(|part| part.role == role);
    if text.is_empty() {
        if let Some(part) = place.and_then(|place| story.parts.get_mut(place)) {
            part.passages.clear();
            part.edited = true;
        }
        return;
    }
    // The words are the author's; what they rest on is what was there, or the story.
    let known = place.and_then(|place| story.parts.get(place));
    let mut refs: Vec<u32> =
        known.iter().flat_map(|part| &part.passages).flat_map(|passage| passage.refs.clone()).collect();
    refs.sort_unstable();
    refs.dedup();
    if refs.is_empty() {
        refs.clone_from(&story.refs);
    }
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let last = lines.len().saturating_sub(1);
    let passage = |(at, line): (usize, &&str)| Passage {
        sort: PassageSort::Told,
        text: (*line).to_owned(),
        by: String::new(),
        refs: if at == last { refs.clone() } else { Vec::new() },
    };
    let passages = lines.iter().enumerate().map(passage).collect();
    match place.and_then(|place| story.parts.get_mut(place)) {
        Some(part) => (part.passages, part.edited) = (passages, true),
        None => {
            let Some(at) = headings.iter().position(|(known, _)| *known == role) else { return };
            let heading = headings.get(at).map(|(_, heading)| (*heading).to_owned()).unwrap_or_default();
            let before = |part: &Part| headings.iter().position(|(known, _)| *known == part.role) < Some(at);
            let place = story.parts.iter().filter(|part| before(part)).count();
            story.parts.insert(place, Part { role, heading, passages, edited: true });
        }
    }
}
