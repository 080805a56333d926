//! Links between entries, read from both ends.

use serde::Serialize;
use specta::Type;

use super::entry::{Line, Link, LinkKind};
use super::{line, read};
use crate::error::Result;
use crate::id::EntryId;
use crate::vault::{Vault, Write};

/// An entry at the other end of a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Related {
    /// Why the two are linked.
    pub kind: LinkKind,
    /// Whether the other one points here, rather than this one there.
    pub incoming: bool,
    /// The other entry.
    pub line: Line,
}

impl Vault {
    /// The entries that `id` points at, and those that point at it. Those in the trash are left out.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) if there is no such entry.
    pub fn related(&self, id: EntryId) -> Result<Vec<Related>> {
        self.read(|database| {
            read::find(database, id)?;
            let mut found = Vec::new();
            for kind in LinkKind::ALL {
                for (incoming, sql) in [
                    (
                        false,
                        "SELECT entry.seq FROM link JOIN entry ON entry.id = link.target
                         WHERE link.source = ?1 AND link.kind = ?2 AND removed IS NULL
                           AND trashed IS NULL AND erased IS NULL ORDER BY happened_on",
                    ),
                    (
                        true,
                        "SELECT entry.seq FROM link JOIN entry ON entry.id = link.source
                         WHERE link.target = ?1 AND link.kind = ?2 AND removed IS NULL
                           AND trashed IS NULL AND erased IS NULL ORDER BY happened_on",
                    ),
                ] {
                    let seqs = database
                        .prepare_cached(sql)?
                        .query_map((id, kind.word()), |row| row.get(0))?
                        .collect::<rusqlite::Result<Vec<i64>>>()?;
                    let lines = line::lines(database, &seqs)?;
                    found.extend(lines.into_iter().map(|line| Related { kind, incoming, line }));
                }
            }
            Ok(found)
        })
    }
}

/// Brings the links of an entry in line with its content.
pub(super) fn file(write: &Write<'_>, entry: EntryId, links: &[Link], replaces: bool) -> Result<()> {
    if replaces {
        let kept: Vec<&Link> = links.iter().collect();
        let before = write
            .prepare_cached("SELECT kind, target FROM link WHERE source = ?1 AND removed IS NULL")?
            .query_map([entry], |row| Ok((row.get::<_, String>(0)?, row.get::<_, EntryId>(1)?)))?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        for (kind, to) in before {
            if !kept.iter().any(|link| link.kind.word() == kind && link.to == to) {
                write
                    .prepare_cached(
                        "UPDATE link SET removed = ?4, device = ?5, stamp = ?6 WHERE source = ?1 AND kind = ?2 AND target = ?3",
                    )?
                    .execute((entry, kind, to, write.now.millis(), write.device, write.stamp))?;
            }
        }
    }
    for link in links {
        write
            .prepare_cached(
                "INSERT INTO link (source, kind, target, device, stamp) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (source, kind, target) DO UPDATE SET removed = NULL, device = ?4, stamp = ?5
                 WHERE removed IS NOT NULL",
            )?
            .execute((entry, link.kind.word(), link.to, write.device, write.stamp))?;
    }
    Ok(())
}
