//! The evidence of a period as rows: what is tagged, when, in which situation, with what proof.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use rusqlite::Connection;

use super::period::Period;
use super::situation::{Member, situations};
use crate::error::{Error, Result};
use crate::id::EntryId;
use crate::journal::{Kind, Tagged};

/// Whether a win carries a metric and a result, in SQL about the entry that `$of` names.
macro_rules! measured {
    ($of:literal) => {
        concat!(
            "(",
            $of,
            ".kind = 'win' AND trim(coalesce(",
            $of,
            ".facets ->> '$.outcome.metric', '')) <> '' AND trim(coalesce(",
            $of,
            ".facets ->> '$.outcome.result', '')) <> '')"
        )
    };
}

/// An entry that is evidence.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    /// Its local number.
    pub(crate) seq: i64,
    pub(crate) id: EntryId,
    pub(crate) on: NaiveDate,
    pub(crate) kind: Kind,
    /// Whether it carries a metric and a result.
    pub(crate) measured: bool,
    /// What it is evidence for, in the order of the framework.
    pub(crate) tagged: Vec<Tagged>,
    /// The local number of its project.
    pub(crate) project: Option<i64>,
    /// The number of its situation.
    pub(crate) situation: u32,
}

/// All the evidence of a period.
#[derive(Debug, Default)]
pub(crate) struct Evidence {
    /// The entries, oldest first.
    pub(crate) pieces: Vec<Piece>,
    /// Situations in which somebody else said something.
    pub(crate) witnessed: HashSet<u32>,
    /// Situations with a measured result.
    pub(crate) measured: HashSet<u32>,
}

impl Evidence {
    /// Reads the evidence of `period`.
    pub(crate) fn of(database: &Connection, period: Period) -> Result<Self> {
        Self::read(
            database,
            concat!(
                "SELECT entry.seq, entry.id, happened_on, entry.kind, ",
                measured!("entry"),
                ", key, level
                 FROM entry JOIN evidence ON evidence.entry = entry.seq AND evidence.removed IS NULL
                 JOIN competency ON competency.seq = evidence.competency AND competency.erased IS NULL
                 WHERE happened_on BETWEEN ?1 AND ?2 AND trashed IS NULL AND entry.erased IS NULL
                 ORDER BY happened_on, happened_at, entry.seq, position"
            ),
            (period.from.to_string(), period.to.to_string()),
        )
    }

    /// Reads the entries with these ids as if they were evidence, tagged or not. Those in the
    /// trash are left out.
    pub(crate) fn chosen(database: &Connection, ids: &[EntryId]) -> Result<Self> {
        let ids: Vec<String> = ids.iter().map(|id| id.to_string().replace('-', "")).collect();
        Self::read(
            database,
            concat!(
                "SELECT entry.seq, entry.id, happened_on, entry.kind, ",
                measured!("entry"),
                ", key, level
                 FROM entry LEFT JOIN evidence ON evidence.entry = entry.seq AND evidence.removed IS NULL
                 LEFT JOIN competency ON competency.seq = evidence.competency AND competency.erased IS NULL
                 WHERE entry.id IN (SELECT unhex(value) FROM json_each(?1)) AND trashed IS NULL AND entry.erased IS NULL
                 ORDER BY happened_on, happened_at, entry.seq, position"
            ),
            [json(&ids)?],
        )
    }

    fn read(database: &Connection, sql: &str, filter: impl rusqlite::Params) -> Result<Self> {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut select = database.prepare_cached(sql)?;
        let mut rows = select.query(filter)?;
        while let Some(row) = rows.next()? {
            let seq = row.get(0)?;
            if pieces.last().is_none_or(|last| last.seq != seq) {
                let on = row.get::<_, String>(2)?;
                let on = on.parse().map_err(|_| Error::Damaged("the date of an entry cannot be read"))?;
                let (id, kind, measured) = (row.get(1)?, row.get(3)?, row.get(4)?);
                pieces.push(Piece { seq, id, on, kind, measured, tagged: Vec::new(), project: None, situation: 0 });
            }
            if let (Some(piece), Some(key)) = (pieces.last_mut(), row.get::<_, Option<String>>(5)?) {
                piece.tagged.push(Tagged { key, level: row.get(6)? });
            }
        }
        let mut evidence = Self { pieces, ..Self::default() };
        evidence.group(database)?;
        Ok(evidence)
    }

    /// Finds out which of the entries tell of the same situation, and which situations are proven.
    fn group(&mut self, database: &Connection) -> Result<()> {
        let wanted = json(&self.pieces.iter().map(|piece| piece.seq).collect::<Vec<_>>())?;
        let projects = projects(database, &wanted)?;
        let ties = ties(database, &wanted)?;
        for piece in &mut self.pieces {
            piece.project = projects.get(&piece.seq).copied();
        }
        let members: Vec<Member> =
            self.pieces.iter().map(|piece| Member { id: piece.id, on: piece.on, project: piece.project }).collect();
        let joined: Vec<(EntryId, EntryId)> = ties.iter().map(|tie| (tie.mine, tie.other)).collect();
        for (piece, situation) in self.pieces.iter_mut().zip(situations(&members, &joined)) {
            piece.situation = situation;
            if piece.kind == Kind::Feedback {
                self.witnessed.insert(situation);
            }
            if piece.measured {
                self.measured.insert(situation);
            }
        }
        let situation_of: HashMap<EntryId, u32> = self.pieces.iter().map(|piece| (piece.id, piece.situation)).collect();
        for tie in ties {
            let Some(&situation) = situation_of.get(&tie.mine) else { continue };
            if tie.is_feedback {
                self.witnessed.insert(situation);
            }
            if tie.is_measured {
                self.measured.insert(situation);
            }
        }
        Ok(())
    }

    /// The situations, each with the places of its entries in [`Self::pieces`].
    pub(crate) fn situations(&self) -> Vec<Vec<&Piece>> {
        let mut found: Vec<Vec<&Piece>> = Vec::new();
        for piece in &self.pieces {
            // Numbers are given in the order of first appearance, so a new one is the next one.
            match found.get_mut(piece.situation as usize) {
                Some(situation) => situation.push(piece),
                None => found.push(vec![piece]),
            }
        }
        found
    }

    /// Distinct entries that are evidence for the competency `key`.
    pub(crate) fn for_competency<'a>(&'a self, key: &'a str) -> impl Iterator<Item = (&'a Piece, Option<u8>)> {
        self.pieces.iter().filter_map(move |piece| {
            let tagged = piece.tagged.iter().find(|tagged| tagged.key == key)?;
            Some((piece, tagged.level))
        })
    }

    /// The entries around these, tagged or not: what they point at and what points at them.
    pub(crate) fn around(&self, database: &Connection) -> Result<HashMap<u32, BTreeSet<EntryId>>> {
        let wanted = json(&self.pieces.iter().map(|piece| piece.seq).collect::<Vec<_>>())?;
        let situation_of: HashMap<EntryId, u32> = self.pieces.iter().map(|piece| (piece.id, piece.situation)).collect();
        let mut found: HashMap<u32, BTreeSet<EntryId>> = HashMap::new();
        for tie in ties(database, &wanted)? {
            if let Some(&situation) = situation_of.get(&tie.mine).filter(|_| !situation_of.contains_key(&tie.other)) {
                found.entry(situation).or_default().insert(tie.other);
            }
        }
        Ok(found)
    }
}

fn projects(database: &Connection, wanted: &str) -> Result<HashMap<i64, i64>> {
    Ok(database
        .prepare_cached(
            "SELECT entry, max(tag) FROM entry_tag JOIN tag ON tag.seq = tag
             WHERE entry IN (SELECT value FROM json_each(?1)) AND sort = 'project' AND removed IS NULL AND erased IS NULL
             GROUP BY entry",
        )?
        .query_map([wanted], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?)
}

/// A link from or to one of the entries looked at.
struct Tie {
    mine: EntryId,
    other: EntryId,
    is_feedback: bool,
    is_measured: bool,
}

/// The links that make two entries one situation; see [`situation`](super::situation).
fn ties(database: &Connection, wanted: &str) -> Result<Vec<Tie>> {
    Ok(database
        .prepare_cached(concat!(
            "SELECT mine.id, other.id, other.kind = 'feedback', ",
            measured!("other"),
            "
             FROM entry AS mine JOIN link ON link.source = mine.id JOIN entry AS other ON other.id = link.target
             WHERE mine.seq IN (SELECT value FROM json_each(?1)) AND link.kind <> 'applies' AND removed IS NULL
               AND other.trashed IS NULL AND other.erased IS NULL
             UNION
             SELECT mine.id, other.id, other.kind = 'feedback', ",
            measured!("other"),
            "
             FROM entry AS mine JOIN link ON link.target = mine.id JOIN entry AS other ON other.id = link.source
             WHERE mine.seq IN (SELECT value FROM json_each(?1)) AND link.kind <> 'applies' AND removed IS NULL
               AND other.trashed IS NULL AND other.erased IS NULL"
        ))?
        .query_map([wanted], |row| {
            Ok(Tie { mine: row.get(0)?, other: row.get(1)?, is_feedback: row.get(2)?, is_measured: row.get(3)? })
        })?
        .collect::<rusqlite::Result<_>>()?)
}

fn json<T: serde::Serialize>(values: &[T]) -> Result<String> {
    serde_json::to_string(values).map_err(|_| Error::invalid("entry", "cannot be looked for"))
}
