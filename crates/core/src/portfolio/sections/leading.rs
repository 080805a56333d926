//! What was brought about through others: wins that the author enabled or influenced, and what shows a
//! competency in which leading begins, at a level beyond one's own team.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::super::material::Materials;
use super::super::model::Group;
use crate::competency::Yardstick;
use crate::error::Result;
use crate::growth::Period;
use crate::id::EntryId;
use crate::journal::Tagged;

/// Entries in each group, the latest first.
const MOST: usize = 3;

/// The key of the competency of growing people, in the framework that comes with the journal.
const PEOPLE: &str = "team-building";
/// The key of the one of mentoring.
const MENTORING: &str = "network";

/// The entries of each group.
#[derive(Debug, Default)]
pub(super) struct Chosen {
    groups: Vec<(&'static str, Vec<EntryId>)>,
}

impl Chosen {
    pub(super) fn entries(&self) -> impl Iterator<Item = &EntryId> {
        self.groups.iter().flat_map(|(_, entries)| entries)
    }
}

/// An entry that may be one.
struct Row {
    id: EntryId,
    contribution: Option<String>,
    shows: Vec<Tagged>,
}

pub(super) fn choose(database: &Connection, period: Period, unsaid: &[EntryId]) -> Result<Chosen> {
    let mut rows = rows(database, period)?;
    rows.retain(|row| !unsaid.contains(&row.id));
    let grows = |row: &Row| row.shows.iter().any(|one| matches!(one.key.as_str(), PEOPLE | MENTORING));
    let by = |row: &Row, word: &str| row.contribution.as_deref() == Some(word);
    // Each entry stands once, in the first group that it fits.
    let mut taken = BTreeSet::new();
    let mut group = |heading, fits: &dyn Fn(&Row) -> bool| {
        let entries: Vec<EntryId> =
            rows.iter().filter(|row| fits(row)).map(|row| row.id).filter(|id| !taken.contains(id)).take(MOST).collect();
        taken.extend(entries.iter().copied());
        (heading, entries)
    };
    let groups = [
        group("People grown", &grows),
        group("Enabled others", &|row| by(row, "enabled")),
        group("Influenced", &|row| by(row, "influenced")),
    ];
    Ok(Chosen { groups: groups.into_iter().filter(|(_, entries)| !entries.is_empty()).collect() })
}

/// Wins and decisions of the period, the latest first.
fn rows(database: &Connection, period: Period) -> Result<Vec<Row>> {
    let yardstick = Yardstick::of(database)?;
    let mut select = database.prepare_cached(
        "SELECT entry.id, facets ->> '$.contribution', key, level FROM entry
         LEFT JOIN evidence ON evidence.entry = entry.seq AND evidence.removed IS NULL
         LEFT JOIN competency ON competency.seq = evidence.competency AND competency.erased IS NULL
         WHERE entry.kind = 'win' AND happened_on BETWEEN ?1 AND ?2 AND trashed IS NULL AND entry.erased IS NULL
         ORDER BY happened_on DESC, happened_at DESC, entry.seq DESC, position",
    )?;
    let mut found = select.query((period.from.to_string(), period.to.to_string()))?;
    let mut rows: Vec<Row> = Vec::new();
    while let Some(row) = found.next()? {
        let id: EntryId = row.get(0)?;
        if rows.last().is_none_or(|last| last.id != id) {
            rows.push(Row { id, contribution: row.get(1)?, shows: Vec::new() });
        }
        if let (Some(last), Some(key)) = (rows.last_mut(), row.get::<_, Option<String>>(2)?) {
            last.shows.push(Tagged { key, level: row.get(3)? });
        }
    }
    for row in &mut rows {
        row.shows = yardstick.amount(std::mem::take(&mut row.shows));
    }
    Ok(rows)
}

pub(super) fn tell(chosen: &Chosen, materials: &Materials) -> Vec<Group> {
    let told = |(heading, entries): &(&str, Vec<EntryId>)| Group {
        heading: (*heading).to_owned(),
        statements: materials.statements(entries),
    };
    chosen.groups.iter().map(told).filter(|group| !group.statements.is_empty()).collect()
}
