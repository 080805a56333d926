//! The evidence matrix: every competency that the target asks for, blanks included.

use super::material::Materials;
use super::model::{Row, Story};
use crate::growth::{Evidence, Standing, Strength, say};
use crate::id::EntryId;

/// The entries that stand for a row: the highest level first, then the newest.
pub(super) fn best(evidence: &Evidence, key: &str, most: usize) -> Vec<EntryId> {
    let mut found: Vec<_> = evidence.for_competency(key).collect();
    found.reverse();
    found.sort_by_key(|(_, level)| std::cmp::Reverse(level.unwrap_or(0)));
    found.into_iter().take(most).map(|(piece, _)| piece.id).collect()
}

/// Where leading begins and nothing shows it.
pub(super) fn blank(rows: &[Row]) -> impl Iterator<Item = &Row> {
    rows.iter().filter(|row| row.leader_shift && row.strength == Strength::None)
}

/// What such rows lack, in words; nothing without any.
pub(super) fn nothing_shows(rows: &[Row]) -> Option<String> {
    let names: Vec<&str> = blank(rows).map(|row| row.name.as_str()).collect();
    (!names.is_empty()).then(|| format!("Nothing shows {} yet.", say::list(&names)))
}

/// One row per standing.
pub(super) fn rows(
    standings: &[Standing],
    stories: &[Story],
    evidence: &Evidence,
    materials: &Materials,
    most: usize,
) -> Vec<Row> {
    standings
        .iter()
        .map(|standing| Row {
            key: standing.key.clone(),
            name: standing.name.clone(),
            leader_shift: standing.leader_shift,
            level: standing.level,
            target: standing.target,
            strength: standing.strength,
            why: standing.why.clone(),
            stories: stories
                .iter()
                .filter(|story| story.levels.iter().any(|shown| shown.key == standing.key))
                .map(|story| story.number)
                .collect(),
            last: standing.last,
            entries: standing.entries,
            refs: materials.numbers(&best(evidence, &standing.key, most)),
        })
        .collect()
}
