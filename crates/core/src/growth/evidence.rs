//! The evidence of a period as rows: what is tagged, when, in which situation, with what proof.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use rusqlite::Connection;

use super::period::Period;
use super::situation::{Member, situations};
use crate::competency::Yardstick;
use crate::error::{Error, Result};
use crate::id::{self, EntryId};
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
    /// Situations in which somebody else said something, each with the last entry that says so.
    pub(crate) witnessed: BTreeMap<u32, EntryId>,
    /// Situations with a measured result, each with the last entry that has one.
    pub(crate) measured: BTreeMap<u32, EntryId>,
    /// The links from and to these entries.
    ties: Vec<Tie>,
    /// The situation of each entry, and of those linked to them.
    situation_of: HashMap<EntryId, u32>,
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
        .map(Self::without_idle)
    }

    /// Reads the entries with these ids as if they were evidence, tagged or not. Those in the
    /// trash are left out.
    pub(crate) fn chosen(database: &Connection, ids: &[EntryId]) -> Result<Self> {
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
            [id::list(ids)?],
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
        evidence.count(&Yardstick::of(database)?);
        Ok(evidence)
    }

    /// Counts what was tagged in any framework in the one that is in use. That comes after grouping, so
    /// that no situation depends on what counts for what.
    fn count(&mut self, yardstick: &Yardstick) {
        for piece in &mut self.pieces {
            piece.tagged = yardstick.amount(std::mem::take(&mut piece.tagged));
        }
    }

    /// Leaves out what counts for nothing, and numbers the situations that are left anew.
    fn without_idle(mut self) -> Self {
        let before = self.pieces.len();
        self.pieces.retain(|piece| !piece.tagged.is_empty());
        if self.pieces.len() == before {
            return self;
        }
        let mut numbers: HashMap<u32, u32> = HashMap::new();
        // Those that no piece is of any more come last, since links may still lead to them.
        let mut others: Vec<u32> = self.situation_of.values().copied().collect();
        others.sort_unstable();
        for old in self.pieces.iter().map(|piece| piece.situation).chain(others) {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            numbers.entry(old).or_insert(next);
        }
        let anew = |old: &u32| numbers.get(old).copied().unwrap_or(u32::MAX);
        self.pieces.iter_mut().for_each(|piece| piece.situation = anew(&piece.situation));
        self.situation_of.values_mut().for_each(|situation| *situation = anew(situation));
        for proven in [&mut self.witnessed, &mut self.measured] {
            *proven = proven.iter().map(|(situation, entry)| (anew(situation), *entry)).collect();
        }
        self
    }

    /// Finds out which of the entries tell of the same situation, and which situations are proven.
    /// Entries that are linked to evidence and are none themselves count for both.
    fn group(&mut self, database: &Connection) -> Result<()> {
        let wanted = json(&self.pieces.iter().map(|piece| piece.seq).collect::<Vec<_>>())?;
        let projects = projects(database, &wanted)?;
        for piece in &mut self.pieces {
            piece.project = projects.get(&piece.seq).copied();
        }
        self.ties = ties(database, &wanted)?;
        let mut members: Vec<Member> =
            self.pieces.iter().map(|piece| Member { id: piece.id, on: piece.on, project: piece.project }).collect();
        let mut seen: HashSet<EntryId> = members.iter().map(|member| member.id).collect();
        let others = self.ties.iter().filter(|tie| seen.insert(tie.other));
        members.extend(others.map(|tie| Member { id: tie.other, on: tie.on, project: None }));
        let linked: Vec<(EntryId, EntryId)> = self.ties.iter().map(|tie| (tie.mine, tie.other)).collect();
        let numbers = situations(&members, &linked);
        self.situation_of = members.iter().map(|member| member.id).zip(numbers).collect();

        let proof = self.pieces.iter().rev().map(|piece| (piece.id, piece.kind == Kind::Feedback, piece.measured));
        let proof_around = self.ties.iter().map(|tie| (tie.other, tie.is_feedback, tie.is_measured));
        for (id, is_feedback, is_measured) in proof.chain(proof_around) {
            let Some(&situation) = self.situation_of.get(&id) else { continue };
            if is_feedback {
                self.witnessed.entry(situation).or_insert(id);
            }
            if is_measured {
                self.measured.entry(situation).or_insert(id);
            }
        }
        for piece in &mut self.pieces {
            piece.situation = self.situation_of.get(&piece.id).copied().unwrap_or_default();
        }
        Ok(())
    }

    /// For each situation with a measured result or a witness the entries that prove it.
    pub(crate) fn proof(&self) -> BTreeSet<EntryId> {
        let told: HashSet<u32> = self.pieces.iter().map(|piece| piece.situation).collect();
        let proven = self.measured.iter().chain(&self.witnessed);
        proven.filter(|(situation, _)| told.contains(situation)).map(|(_, entry)| *entry).collect()
    }

    /// The situations, each with its entries.
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

    /// What belongs to the story of each situation beyond its own evidence: entries of the same
    /// situation that are not tagged, and whatever its entries point at, however long ago.
    pub(crate) fn around(&self) -> HashMap<u32, BTreeSet<EntryId>> {
        let mut found: HashMap<u32, BTreeSet<EntryId>> = HashMap::new();
        for tie in &self.ties {
            let Some(&situation) = self.situation_of.get(&tie.mine) else { continue };
            if tie.outgoing || self.situation_of.get(&tie.other) == Some(&situation) {
                found.entry(situation).or_default().insert(tie.other);
            }
        }
        found
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
#[derive(Debug)]
struct Tie {
    mine: EntryId,
    other: EntryId,
    /// The day of the other.
    on: NaiveDate,
    /// Whether it is ours that points.
    outgoing: bool,
    is_feedback: bool,
    is_measured: bool,
}

/// The links that can make two entries one situation; see [`situation`](super::situation).
fn ties(database: &Connection, wanted: &str) -> Result<Vec<Tie>> {
    let mut ties = Vec::new();
    for (outgoing, sql) in [(true, OUTGOING), (false, INCOMING)] {
        let mut select = database.prepare_cached(sql)?;
        let mut rows = select.query([wanted])?;
        while let Some(row) = rows.next()? {
            let on: String = row.get(2)?;
            ties.push(Tie {
                mine: row.get(0)?,
                other: row.get(1)?,
                on: on.parse().map_err(|_| Error::Damaged("the date of an entry cannot be read"))?,
                outgoing,
                is_feedback: row.get(3)?,
                is_measured: row.get(4)?,
            });
        }
    }
    Ok(ties)
}

const OUTGOING: &str = concat!(
    "SELECT mine.id, other.id, other.happened_on, other.kind = 'feedback', ",
    measured!("other"),
    "
     FROM entry AS mine JOIN link ON link.source = mine.id JOIN entry AS other ON other.id = link.target
     WHERE mine.seq IN (SELECT value FROM json_each(?1)) AND link.kind <> 'applies' AND removed IS NULL
       AND other.trashed IS NULL AND other.erased IS NULL"
);

const INCOMING: &str = concat!(
    "SELECT mine.id, other.id, other.happened_on, other.kind = 'feedback', ",
    measured!("other"),
    "
     FROM entry AS mine JOIN link ON link.target = mine.id JOIN entry AS other ON other.id = link.source
     WHERE mine.seq IN (SELECT value FROM json_each(?1)) AND link.kind <> 'applies' AND removed IS NULL
       AND other.trashed IS NULL AND other.erased IS NULL"
);

fn json<T: serde::Serialize>(values: &[T]) -> Result<String> {
    serde_json::to_string(values).map_err(|_| Error::invalid("entry", "cannot be looked for"))
}
