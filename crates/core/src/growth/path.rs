//! The career path: which rung is held since when, which one is aimed at and by when, and what lies between.

use std::collections::{BTreeMap, HashSet};

use chrono::{Datelike, NaiveDate};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::evidence::{Evidence, Piece};
use super::period::Period;
use super::words::{check_line, check_past, check_text};
use crate::competency::Framework;
use crate::error::Result;
use crate::id::RecordId;
use crate::journal::{self, Kind, Line, check_date};
use crate::record::{self, Kept, Record};
use crate::vault::{Profile, Vault, setting};

/// The strongest entries of a quarter that stand on the path.
const PER_QUARTER: usize = 2;

/// The strongest entries in all: six years of them.
const MOST_STRONGEST: usize = 48;

/// A rung that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Post {
    /// Its name, of this ladder or of another one.
    pub rung: String,
    /// The first day.
    pub since: NaiveDate,
    /// Anything worth knowing.
    pub note: String,
}

impl Record for Post {
    const SORT: &'static str = "post";
    const WHAT: &'static str = "post";
}

/// Something to reach on the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Milestone {
    /// What it is.
    pub name: String,
    /// By when.
    pub by: Option<NaiveDate>,
    /// When it was reached.
    pub reached: Option<NaiveDate>,
    /// Anything worth knowing.
    pub note: String,
}

impl Record for Milestone {
    const SORT: &'static str = "milestone";
    const WHAT: &'static str = "milestone";
}

/// Where a rung lies, seen from the one that is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// Below it.
    Behind,
    /// It is held.
    Held,
    /// Between it and the target.
    Ahead,
    /// It is aimed at.
    Target,
    /// Above the target.
    Beyond,
}

/// A rung of the ladder as a step of the path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Step {
    /// Its name.
    pub name: String,
    /// The level that it asks for in every competency.
    pub level: u8,
    /// Since when it is held, or when it was taken.
    pub since: Option<NaiveDate>,
    /// Where it lies.
    pub side: Side,
}

/// An entry that stands on the path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Highlight {
    /// The entry.
    pub line: Line,
    /// The competency that it shows at the highest level.
    pub key: String,
    /// Its name.
    pub name: String,
    /// The level.
    pub level: u8,
    /// Whether its situation has a measured result or a witness.
    pub proven: bool,
}

/// The career path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Path {
    /// The ladder, lowest rung first.
    pub steps: Vec<Step>,
    /// The rung that is held; empty until it is said.
    pub role: String,
    /// The rung that is aimed at; empty until it is said.
    pub target: String,
    /// By when.
    pub by: Option<NaiveDate>,
    /// The rungs that were taken, oldest first.
    pub posts: Vec<Kept<Post>>,
    /// The milestones in the order of their days; those without one come last.
    pub milestones: Vec<Kept<Milestone>>,
    /// The strongest evidence, oldest first: at most two entries a quarter, each of another situation, by the
    /// level that they show and whether a result or a witness proves it.
    pub strongest: Vec<Highlight>,
    /// The first day of the timeline: that of the first milestone or evidence, else when the present rung was
    /// taken.
    pub from: NaiveDate,
    /// The last one.
    pub to: NaiveDate,
}

impl Vault {
    /// The career path.
    ///
    /// # Errors
    /// What the database says.
    pub fn path(&self) -> Result<Path> {
        let (framework, profile, today) = (self.framework()?, self.profile()?, self.today());
        self.read(|database| {
            let mut posts = record::all::<Post>(database)?;
            posts.sort_by_key(|post| (post.value.since, post.id));
            let mut milestones = record::all::<Milestone>(database)?;
            milestones.sort_by_key(|one| (day(&one.value).unwrap_or(NaiveDate::MAX), one.id));
            let strongest = strongest(database, &framework, today)?;
            // The years before anything was written would take the room that the rest of it needs.
            let days = milestones.iter().filter_map(|one| day(&one.value));
            let told = strongest.first().map(|one| one.line.on);
            let held = posts.last().map(|post| post.value.since);
            let from = days.clone().chain(told).min().or(held).unwrap_or(today).min(today);
            let to = days.chain(profile.by).max().unwrap_or(today).max(today);
            Ok(Path {
                steps: steps(&framework, &profile, &posts),
                role: profile.role,
                target: profile.target,
                by: profile.by,
                posts,
                milestones,
                strongest,
                from,
                to,
            })
        })
    }

    /// Says that a rung was taken. If it is the last one that was, it is the one that is held from now on.
    ///
    /// # Errors
    /// [`Error::Invalid`](crate::Error::Invalid) without a name, or for a day that has not come.
    pub fn take_post(&self, post: &Post) -> Result<RecordId> {
        check_post(post, self.today())?;
        self.write(|write| {
            let id = record::add(write, &tidy(post))?;
            hold_last(write)?;
            Ok(id)
        })
    }

    /// Says something else about a rung that was taken.
    ///
    /// # Errors
    /// As [`Vault::take_post`], and [`Error::NotFound`](crate::Error::NotFound).
    pub fn change_post(&self, id: RecordId, post: &Post) -> Result<()> {
        check_post(post, self.today())?;
        self.write(|write| {
            record::one::<Post>(write, id)?;
            record::put(write, id, &tidy(post))?;
            hold_last(write)
        })
    }

    /// Takes a rung that was never taken off the path. If it is the one that is held, the last of the others is.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound).
    pub fn forget_post(&self, id: RecordId) -> Result<()> {
        self.write(|write| {
            let gone = record::one::<Post>(write, id)?;
            record::erase::<Post>(write, id)?;
            let profile = setting::get::<Profile>(write, setting::PROFILE)?.unwrap_or_default();
            if profile.role == gone.rung { hold_last(write) } else { Ok(()) }
        })
    }

    /// Puts a milestone on the path.
    ///
    /// # Errors
    /// [`Error::Invalid`](crate::Error::Invalid) without a name, or if it was reached on a day that has not come.
    pub fn add_milestone(&self, milestone: &Milestone) -> Result<RecordId> {
        check_milestone(milestone, self.today())?;
        self.write(|write| record::add(write, &tidy_milestone(milestone)))
    }

    /// Says something else about a milestone, or that it is reached.
    ///
    /// # Errors
    /// As [`Vault::add_milestone`], and [`Error::NotFound`](crate::Error::NotFound).
    pub fn change_milestone(&self, id: RecordId, milestone: &Milestone) -> Result<()> {
        check_milestone(milestone, self.today())?;
        self.write(|write| {
            record::one::<Milestone>(write, id)?;
            record::put(write, id, &tidy_milestone(milestone))
        })
    }

    /// Takes a milestone off the path.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound).
    pub fn forget_milestone(&self, id: RecordId) -> Result<()> {
        self.write(|write| record::erase::<Milestone>(write, id))
    }
}

/// The day of a milestone: when it was reached, or by when it should be.
fn day(milestone: &Milestone) -> Option<NaiveDate> {
    milestone.reached.or(milestone.by)
}

fn check_post(post: &Post, today: NaiveDate) -> Result<()> {
    check_line("rung", &post.rung)?;
    check_past("since", post.since, today)?;
    check_text("note", &post.note)
}

fn check_milestone(milestone: &Milestone, today: NaiveDate) -> Result<()> {
    check_line("milestone", &milestone.name)?;
    milestone.by.map(check_date).transpose()?;
    milestone.reached.map(|on| check_past("reached", on, today)).transpose()?;
    check_text("note", &milestone.note)
}

fn tidy(post: &Post) -> Post {
    Post { rung: post.rung.trim().to_owned(), note: post.note.trim().to_owned(), ..post.clone() }
}

fn tidy_milestone(milestone: &Milestone) -> Milestone {
    Milestone { name: milestone.name.trim().to_owned(), note: milestone.note.trim().to_owned(), ..milestone.clone() }
}

/// The rung that was taken last is the one that the profile holds.
fn hold_last(write: &crate::vault::Write<'_>) -> Result<()> {
    let posts = record::all::<Post>(write)?;
    let Some(last) = posts.into_iter().max_by_key(|post| (post.value.since, post.id)) else { return Ok(()) };
    let mut profile = setting::get::<Profile>(write, setting::PROFILE)?.unwrap_or_default();
    if profile.role == last.value.rung {
        return Ok(());
    }
    profile.role = last.value.rung;
    setting::set(write, setting::PROFILE, &profile)
}

fn steps(framework: &Framework, profile: &Profile, posts: &[Kept<Post>]) -> Vec<Step> {
    let place = |name: &str| framework.ladder.iter().position(|rung| rung.name == name);
    let (held, target) = (place(&profile.role), place(&profile.target));
    framework
        .ladder
        .iter()
        .enumerate()
        .map(|(at, rung)| Step {
            name: rung.name.clone(),
            level: rung.level,
            since: posts.iter().rev().find(|post| post.value.rung == rung.name).map(|post| post.value.since),
            side: side(at, held, target),
        })
        .collect()
}

fn side(at: usize, held: Option<usize>, target: Option<usize>) -> Side {
    if held == Some(at) {
        Side::Held
    } else if target == Some(at) {
        Side::Target
    } else if held.is_some_and(|held| at < held) {
        Side::Behind
    } else if target.is_some_and(|target| at > target) {
        Side::Beyond
    } else {
        Side::Ahead
    }
}

/// What of a piece of evidence is the strongest: the level, then proof, then that something came of it.
fn rank(piece: &Piece, evidence: &Evidence) -> (u8, bool, bool) {
    let level = piece.tagged.iter().filter_map(|tagged| tagged.level).max().unwrap_or(0);
    (level, is_proven(piece, evidence), piece.kind == Kind::Win)
}

fn is_proven(piece: &Piece, evidence: &Evidence) -> bool {
    evidence.measured.contains_key(&piece.situation) || evidence.witnessed.contains_key(&piece.situation)
}

fn strongest(database: &Connection, framework: &Framework, today: NaiveDate) -> Result<Vec<Highlight>> {
    let from = NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or(today);
    let evidence = Evidence::of(database, Period { from, to: today })?;
    let mut quarters: BTreeMap<(i32, u32), Vec<&Piece>> = BTreeMap::new();
    for piece in evidence.pieces.iter().filter(|piece| rank(piece, &evidence).0 > 0) {
        quarters.entry((piece.on.year(), piece.on.month0() / 3)).or_default().push(piece);
    }
    let mut told = HashSet::new();
    let mut chosen: Vec<&Piece> = Vec::new();
    for (_, mut pieces) in quarters.into_iter().rev() {
        // Of equals the later one: it is what they have become.
        pieces.sort_by_key(|piece| std::cmp::Reverse((rank(piece, &evidence), piece.on, piece.seq)));
        chosen.extend(pieces.into_iter().filter(|piece| told.insert(piece.situation)).take(PER_QUARTER));
        if chosen.len() >= MOST_STRONGEST {
            break;
        }
    }
    chosen.sort_by_key(|piece| (piece.on, piece.seq));
    let seqs: Vec<i64> = chosen.iter().map(|piece| piece.seq).collect();
    let lines = journal::lines(database, &seqs)?;
    let highlight = |(piece, line): (&Piece, Line)| {
        let best = piece.tagged.iter().rev().max_by_key(|tagged| tagged.level)?;
        Some(Highlight {
            line,
            name: framework.competency(&best.key).map_or(&best.key, |competency| &competency.name).clone(),
            key: best.key.clone(),
            level: best.level?,
            proven: is_proven(piece, &evidence),
        })
    };
    Ok(chosen.into_iter().zip(lines).filter_map(highlight).collect())
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{empty, profile, rich};
    use super::*;
    use crate::Error;

    fn on(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn post(rung: &str, since: &str) -> Post {
        Post { rung: rung.to_owned(), since: on(since), note: String::new() }
    }

    fn milestone(name: &str, by: Option<&str>, reached: Option<&str>) -> Milestone {
        Milestone { name: name.to_owned(), by: by.map(on), reached: reached.map(on), note: " so that \n".to_owned() }
    }

    #[test]
    fn every_rung_lies_on_one_side_of_what_is_held_and_aimed_at() {
        let vault = empty();
        vault.set_profile(&profile()).unwrap();
        vault.take_post(&post("PM", "2021-04-01")).unwrap();
        vault.take_post(&post("Senior PM", "2024-03-04")).unwrap();
        let path = vault.path().unwrap();
        let steps: Vec<_> = path.steps.iter().map(|step| (step.name.as_str(), step.side)).collect();
        assert_eq!(
            steps,
            [
                ("Associate PM", Side::Behind),
                ("PM", Side::Behind),
                ("Senior PM", Side::Held),
                ("Group PM", Side::Target),
                ("Director", Side::Beyond),
                ("VP", Side::Beyond),
                ("CPO", Side::Beyond),
            ]
        );
        assert_eq!(path.steps[2].since, Some(on("2024-03-04")));
        assert_eq!((path.from, path.to), (on("2024-03-04"), vault.today()), "since the rung that is held");
    }

    #[test]
    fn a_rung_that_was_never_taken_is_not_held_either() {
        let vault = empty();
        vault.set_profile(&profile()).unwrap();
        vault.take_post(&post("PM", "2021-04-01")).unwrap();
        vault.take_post(&post("Senior PM", "2024-03-04")).unwrap();
        let mistaken = vault.take_post(&post("Director", "2026-11-01")).unwrap();
        vault.forget_post(mistaken).unwrap();
        assert_eq!(vault.profile().unwrap().role, "Senior PM");
        let first = vault.path().unwrap().posts[0].id;
        vault.forget_post(first).unwrap();
        assert_eq!(vault.profile().unwrap().role, "Senior PM", "that one was before");
    }

    #[test]
    fn the_rung_that_was_taken_last_is_the_one_that_is_held() {
        let vault = empty();
        vault.set_profile(&profile()).unwrap();
        let now = vault.take_post(&post("Group PM", "2026-11-01")).unwrap();
        assert_eq!(vault.profile().unwrap().role, "Group PM");
        vault.take_post(&post("PM", "2021-04-01")).unwrap();
        assert_eq!(vault.profile().unwrap().role, "Group PM", "that one was before");
        assert_eq!(vault.profile().unwrap().name, profile().name);
        vault.change_post(now, &post("Director", "2026-11-01")).unwrap();
        assert_eq!(vault.profile().unwrap().role, "Director");
        let early = vault.take_post(&post("VP", "2026-11-24")).unwrap_err();
        assert_eq!(early.to_string(), "since: has not come yet");
        assert!(matches!(vault.take_post(&post(" ", "2026-11-01")), Err(Error::Invalid { field: "rung", .. })));
    }

    #[test]
    fn milestones_stand_in_the_order_of_their_days_and_stretch_the_timeline() {
        let vault = empty();
        let by = Profile { by: Some(on("2027-04-01")), ..profile() };
        vault.set_profile(&by).unwrap();
        vault.add_milestone(&milestone("some day", None, None)).unwrap();
        let talk = vault.add_milestone(&milestone("the talk", Some("2027-06-01"), None)).unwrap();
        vault.add_milestone(&milestone("a team", Some("2026-01-01"), Some("2026-07-01"))).unwrap();
        let path = vault.path().unwrap();
        let names: Vec<_> = path.milestones.iter().map(|one| one.value.name.as_str()).collect();
        assert_eq!(names, ["a team", "the talk", "some day"]);
        assert_eq!((path.from, path.to), (on("2026-07-01"), on("2027-06-01")));
        assert_eq!(path.milestones[0].value.note, "so that");
        vault.change_milestone(talk, &milestone("the talk", Some("2027-06-01"), Some("2026-11-20"))).unwrap();
        let future = vault.change_milestone(talk, &milestone("the talk", None, Some("2027-01-01"))).unwrap_err();
        assert_eq!(future.to_string(), "reached: has not come yet");
        vault.forget_milestone(talk).unwrap();
        assert_eq!(vault.path().unwrap().to, on("2027-04-01"));
    }

    #[test]
    fn the_strongest_evidence_is_two_entries_a_quarter_each_of_another_situation() {
        let strongest = rich().path().unwrap().strongest;
        assert!(strongest.windows(2).all(|pair| pair[0].line.on <= pair[1].line.on));
        let mut per_quarter = BTreeMap::new();
        for one in &strongest {
            *per_quarter.entry((one.line.on.year(), one.line.on.month0() / 3)).or_insert(0) += 1;
        }
        assert!(per_quarter.values().all(|count| *count <= PER_QUARTER), "{per_quarter:?}");
        let told: Vec<_> = strongest.iter().map(|one| (one.line.title.as_str(), one.level, one.proven)).collect();
        assert!(told.contains(&("One roadmap for three teams", 3, true)), "{told:?}");
        assert!(
            strongest.iter().all(|one| one.line.kind != Kind::Feedback),
            "what was said of it is the same situation"
        );
    }

    #[test]
    fn a_path_without_anything_begins_and_ends_today() {
        let vault = empty();
        let path = vault.path().unwrap();
        assert_eq!((path.from, path.to), (vault.today(), vault.today()));
        assert!(path.steps.iter().all(|step| step.side == Side::Ahead && step.since.is_none()));
    }
}
