//! Laying it over what was composed.

use std::collections::HashSet;

use super::{Case, Dossier, Edit};
use crate::id::EntryId;
use crate::portfolio::choose::Candidate;
use crate::portfolio::material::Materials;
use crate::portfolio::model::{Part, PartRole, Passage, PassageSort, Setback, Statement, Story};

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

    /// The entries that its author's words about these situations rest on, and those of the case.
    pub(in crate::portfolio) fn sources(&self, told: &[&Candidate]) -> Vec<EntryId> {
        let is_told = |edit: &&Edit| told.iter().any(|one| one.entries.contains(&edit.entry));
        let edited = self.edits.iter().filter(is_told).flat_map(|edit| &edit.sources);
        edited.chain(self.case.iter().flat_map(|case| &case.sources)).flatten().copied().collect()
    }

    /// The case in its author's words, if they have written it.
    pub(in crate::portfolio) fn case(&self, materials: &Materials) -> Option<Vec<Statement>> {
        let Case { text, sources, .. } = self.case.as_ref()?;
        let statement = |(text, refs): (&str, Vec<u32>)| Statement::new(text, refs);
        Some(lines(text, sources, materials).map(statement).collect())
    }

    /// Gives the stories, or the setback, the words that their author has found for them.
    pub(in crate::portfolio) fn write<'a>(
        &self,
        told: impl IntoIterator<Item = Told<'a>>,
        materials: &Materials,
        headings: &[(PartRole, &str)],
    ) {
        let mut all: Vec<Told<'a>> = told.into_iter().collect();
        let named = self.order.iter().chain(self.edits.iter().map(|edit| &edit.entry));
        let known: HashSet<u32> = named.filter_map(|entry| materials.number(*entry)).collect();
        for edit in &self.edits {
            let Some(number) = materials.number(edit.entry) else { continue };
            let is_named = |one: &Told<'_>| one.named_after == number;
            // What a story is named after changes as entries come in, and it is the same story all the same; but an
            // entry may be behind several, and those that are known by another one have words of their own.
            let holds = |one: &Told<'_>| one.refs.contains(&number) && !known.contains(&one.named_after);
            let place = all.iter().position(is_named).or_else(|| all.iter().position(holds));
            let Some(one) = place.and_then(|place| all.get_mut(place)) else { continue };
            match edit.role {
                None => {
                    one.title.clone_from(&edit.text);
                    *one.title_edited = true;
                }
                Some(role) => {
                    let lines = lines(&edit.text, &edit.sources, materials).collect();
                    write_part(one, role, lines, headings);
                }
            }
        }
        // What a line rests on is behind the story that it is a line of.
        for one in all {
            let edited = one.parts.iter().filter(|part| part.edited);
            one.refs.extend(edited.flat_map(|part| &part.passages).flat_map(|passage| &passage.refs));
            one.refs.sort_unstable();
            one.refs.dedup();
        }
    }
}

/// What has words of its author's: a story, or the setback.
pub(in crate::portfolio) struct Told<'a> {
    named_after: u32,
    title: &'a mut String,
    title_edited: &'a mut bool,
    parts: &'a mut Vec<Part>,
    refs: &'a mut Vec<u32>,
}

impl<'a> From<&'a mut Story> for Told<'a> {
    fn from(story: &'a mut Story) -> Self {
        let Story { named_after, title, title_edited, parts, refs, .. } = story;
        Self { named_after: *named_after, title, title_edited, parts, refs }
    }
}

impl<'a> From<&'a mut Setback> for Told<'a> {
    fn from(setback: &'a mut Setback) -> Self {
        let Setback { named_after, title, title_edited, parts, refs, .. } = setback;
        Self { named_after: *named_after, title, title_edited, parts, refs }
    }
}

/// The lines of a text, each with the numbers of the entries that it names.
fn lines<'a>(
    text: &'a str,
    sources: &'a [Vec<EntryId>],
    materials: &'a Materials,
) -> impl Iterator<Item = (&'a str, Vec<u32>)> {
    let sources = sources.iter().map(Some).chain(std::iter::repeat(None));
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.zip(sources).map(|(line, sources)| (line, materials.numbers(sources.into_iter().flatten())))
}

fn write_part(told: &mut Told<'_>, role: PartRole, lines: Vec<(&str, Vec<u32>)>, headings: &[(PartRole, &str)]) {
    let place = told.parts.iter().position(|part| part.role == role);
    if lines.is_empty() {
        if let Some(part) = place.and_then(|place| told.parts.get_mut(place)) {
            part.passages.clear();
            part.edited = true;
        }
        return;
    }
    // The words are the author's; where they do not say what a line rests on, it is what was there, or the story.
    let known = place.and_then(|place| told.parts.get(place));
    let mut before: Vec<u32> =
        known.iter().flat_map(|part| &part.passages).flat_map(|passage| passage.refs.clone()).collect();
    before.sort_unstable();
    before.dedup();
    if before.is_empty() {
        before.clone_from(told.refs);
    }
    let passage = |(line, refs): (&str, Vec<u32>)| Passage {
        sort: PassageSort::Told,
        text: line.to_owned(),
        by: String::new(),
        refs: if refs.is_empty() { before.clone() } else { refs },
    };
    let passages = lines.into_iter().map(passage).collect();
    match place.and_then(|place| told.parts.get_mut(place)) {
        Some(part) => (part.passages, part.edited) = (passages, true),
        None => {
            let Some(at) = headings.iter().position(|(known, _)| *known == role) else { return };
            let heading = headings.get(at).map(|(_, heading)| (*heading).to_owned()).unwrap_or_default();
            let before = |part: &Part| headings.iter().position(|(known, _)| *known == part.role) < Some(at);
            let place = told.parts.iter().filter(|part| before(part)).count();
            told.parts.insert(place, Part { role, heading, passages, edited: true });
        }
    }
}
