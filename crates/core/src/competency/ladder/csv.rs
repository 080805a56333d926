//! A framework as a table of comma-separated values, which spreadsheets open and [`super::read`] reads.

use super::table::{ROLES, SCOPE};
use crate::competency::framework::{Behaviour, Framework};
use crate::competency::level::SCOPES;
use crate::error::{Error, Result};

/// Writes one: a head with the levels, two rows on how far they reach and who is on them, and a row for
/// each competency.
pub(super) fn write(framework: &Framework) -> Result<String> {
    let failed = |_| Error::invalid("framework", "cannot be written as a table");
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    let mut line = |labels: [&str; 5], cells: &mut dyn Iterator<Item = String>| {
        let labels = labels.into_iter().map(ToOwned::to_owned);
        writer.write_record(labels.chain(cells)).map_err(failed)
    };
    let head = ["Section", "Competency", "Key", "About", "Leader shift"];
    line(head, &mut framework.levels.iter().map(|level| level.name.clone()))?;
    let scope = |scope: u8| SCOPES.get(usize::from(scope).saturating_sub(1)).copied().unwrap_or_default().to_owned();
    line(["", SCOPE, "", "", ""], &mut framework.levels.iter().map(|level| scope(level.scope)))?;
    let roles = |level: u8| {
        let names = framework.ladder.iter().filter(|rung| rung.level == level).map(|rung| rung.name.as_str());
        names.collect::<Vec<_>>().join("\n")
    };
    line(["", ROLES, "", "", ""], &mut (1..=framework.highest()).map(roles))?;
    let mut section = "";
    for one in &framework.competencies {
        let shift = if one.leader_shift { "yes" } else { "no" };
        // An empty cell would be read as part of the one above it.
        let written = if one.section.is_empty() && !section.is_empty() { "-" } else { &one.section };
        section = &one.section;
        let labels = [written, &one.name, &one.key, &one.about, shift];
        line(labels, &mut one.levels.iter().map(|Behaviour(text)| text.clone()))?;
    }
    let bytes = writer.into_inner().map_err(|_| Error::invalid("framework", "cannot be written as a table"))?;
    String::from_utf8(bytes).map_err(|_| Error::invalid("framework", "cannot be written as a table"))
}
