//! The growth map: one standing per competency, and how the months were covered.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use serde::Serialize;
use specta::Type;

use super::assessment::{self, Seen};
use super::coverage::{self, Coverage};
use super::evidence::Evidence;
use super::leverage::{self, Leverage};
use super::period::{Period, first_of_month};
use super::plan::{self, Focus};
use super::strength::{Facts, Strength};
use super::why;
use crate::competency::{self, Competency, Framework, Level};
use crate::error::Result;
use crate::vault::Vault;

/// Competencies that are named as worth the next entry.
const MOST_NEXT: usize = 3;

/// What a period amounts to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Growth {
    /// The period that was looked at.
    pub period: Period,
    /// The rung that is held; empty until it is said.
    pub role: String,
    /// The rung that is aimed at; empty until it is said.
    pub target: String,
    /// The levels of the framework in use, lowest first.
    pub levels: Vec<Level>,
    /// By when.
    pub by: Option<NaiveDate>,
    /// The first day of each month of the period, oldest first.
    pub months: Vec<NaiveDate>,
    /// One standing per competency, in the order of the framework.
    pub competencies: Vec<Standing>,
    /// What is worked on, from the growth plan.
    pub focus: Vec<Focus>,
    /// Where the next entries would do most; empty while there is no evidence at all.
    pub next: Vec<NextStep>,
    /// What was written in each of [`Growth::months`], evidence or not.
    pub coverage: Vec<Coverage>,
    /// Which months are empty and when the last entry was, as a sentence.
    pub rhythm: String,
    /// By whose hands the wins of each of [`Growth::months`] were won.
    pub leverage: Vec<Leverage>,
    /// How that has changed over the period, as a sentence; empty while there are few wins.
    pub course: String,
    /// How somebody is seen, in those competencies that anybody has said something of, whenever it was.
    pub assessments: Vec<Seen>,
}

/// How one competency stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Standing {
    /// Its stable key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What it is, in one sentence.
    pub about: String,
    /// Whether the step from managing to leading happens here.
    pub leader_shift: bool,
    /// The level that is held: the highest that two situations show, or the one below what
    /// a single situation shows, whichever is more. 0 while nothing was judged.
    pub level: u8,
    /// The level that is asked for.
    pub target: u8,
    /// How strong the evidence is.
    pub strength: Strength,
    /// Why, in one short sentence without an end.
    pub why: String,
    /// What would make it stronger, as a sentence.
    pub stronger_by: String,
    /// Entries in each month of the period.
    pub months: Vec<u32>,
    /// Entries in the period.
    pub entries: u32,
    /// Different situations that they tell of.
    pub situations: u32,
    /// The day of the last one.
    pub last: Option<NaiveDate>,
}

/// A competency that is worth the next entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct NextStep {
    /// Its stable key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What would make the evidence stronger.
    pub next: String,
}

impl Vault {
    /// What the evidence of `period` amounts to, against the rung that the profile aims at.
    ///
    /// # Errors
    /// [`Error::Invalid`](crate::Error::Invalid) for a period that ends before it begins or covers
    /// more than fifty years.
    pub fn growth(&self, period: Period) -> Result<Growth> {
        period.check()?;
        let (profile, framework, today) = (self.profile()?, self.framework()?, self.today());
        self.read(|database| {
            let target = competency::target_level(database, &profile)?;
            let evidence = Evidence::of(database, period)?;
            let levels = framework.levels.clone();
            let focus = plan::open(database)?;
            let assessments = assessment::seen(database, &framework.competencies)?;
            let competencies = stand(&evidence, framework, Asked { period, target, today });
            let months = period.months();
            let (coverage, leverage) = coverage::by_month(database, period, &months)?;
            Ok(Growth {
                period,
                focus,
                next: next(&competencies),
                rhythm: coverage::rhythm(&coverage, coverage::last(database, period)?, today),
                coverage,
                course: leverage::course(&leverage),
                leverage,
                assessments,
                competencies,
                levels,
                months,
                role: profile.role,
                target: profile.target,
                by: profile.by,
            })
        })
    }
}

/// What evidence is held against.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked {
    pub(crate) period: Period,
    /// The level that the rung aimed at asks for.
    pub(crate) target: u8,
    pub(crate) today: NaiveDate,
}

/// How each competency of the framework stands on this evidence.
pub(crate) fn stand(evidence: &Evidence, framework: Framework, asked: Asked) -> Vec<Standing> {
    let months = asked.period.months();
    let mut per_month = per_month(evidence, &months);
    let levels = framework.levels;
    framework
        .competencies
        .into_iter()
        .map(|competency| {
            let facts = facts(evidence, &competency.key);
            let cells = per_month.remove(competency.key.as_str()).unwrap_or_else(|| vec![0; months.len()]);
            standing(competency, &levels, &facts, cells, asked)
        })
        .collect()
}

/// Entries per competency and month.
type PerMonth<'a> = HashMap<&'a str, Vec<u32>>;

fn per_month<'a>(evidence: &'a Evidence, months: &[NaiveDate]) -> PerMonth<'a> {
    let place: HashMap<NaiveDate, usize> = months.iter().enumerate().map(|(place, month)| (*month, place)).collect();
    let mut counts = PerMonth::new();
    for piece in &evidence.pieces {
        let Some(place) = place.get(&first_of_month(piece.on)) else { continue };
        for tagged in &piece.tagged {
            let cells = counts.entry(tagged.key.as_str()).or_insert_with(|| vec![0; months.len()]);
            if let Some(cell) = cells.get_mut(*place) {
                *cell += 1;
            }
        }
    }
    counts
}

fn standing(competency: Competency, levels: &[Level], facts: &Facts, months: Vec<u32>, asked: Asked) -> Standing {
    let Asked { period, target, today } = asked;
    let day = today.min(period.to);
    Standing {
        level: facts.level(),
        target,
        strength: facts.strength(target, day),
        why: why::why(facts, today),
        stronger_by: why::stronger_by(facts, &competency, levels, target, day),
        entries: months.iter().sum(),
        months,
        situations: facts.situations(),
        last: facts.last,
        key: competency.key,
        name: competency.name,
        about: competency.about,
        leader_shift: competency.leader_shift,
    }
}

/// What is known about the competency `key`.
fn facts(evidence: &Evidence, key: &str) -> Facts {
    let mut level_of: BTreeMap<u32, u8> = BTreeMap::new();
    let mut last = None;
    for (piece, level) in evidence.for_competency(key) {
        let shown = level_of.entry(piece.situation).or_default();
        *shown = (*shown).max(level.unwrap_or(0));
        last = last.max(Some(piece.on));
    }
    let count = |proof: &dyn Fn(&u32) -> bool| {
        u32::try_from(level_of.keys().filter(|situation| proof(situation)).count()).unwrap_or(u32::MAX)
    };
    let measured = |situation: &u32| evidence.measured.contains_key(situation);
    let witnessed = |situation: &u32| evidence.witnessed.contains_key(situation);
    let mut facts = Facts {
        measured: count(&measured),
        witnessed: count(&witnessed),
        proven: count(&|situation| measured(situation) || witnessed(situation)),
        last,
        levels: level_of.into_values().collect(),
    };
    facts.levels.sort_unstable_by(|a, b| b.cmp(a));
    facts
}

/// The competencies where the next entries would do most: those with the weakest evidence, and
/// among equals where leading begins, then where the target is farthest.
pub(crate) fn next(standings: &[Standing]) -> Vec<NextStep> {
    if standings.iter().all(|standing| standing.strength == Strength::None) {
        return Vec::new();
    }
    let mut open: Vec<&Standing> = standings.iter().filter(|standing| standing.strength <= Strength::Thin).collect();
    // Stable, so the order of the framework decides in the end.
    open.sort_by_key(|standing| {
        (!standing.leader_shift, standing.strength, std::cmp::Reverse(standing.target.saturating_sub(standing.level)))
    });
    open.into_iter()
        .take(MOST_NEXT)
        .map(|standing| NextStep {
            key: standing.key.clone(),
            name: standing.name.clone(),
            next: standing.stronger_by.clone(),
        })
        .collect()
}
