//! The growth plan: the few competencies that somebody works on, and what will show it.
//!
//! At most three at a time. What is done or dropped stays in the plan, since the next review asks for it.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::words::{check_text, names};
use crate::competency::Framework;
use crate::error::{Error, Result};
use crate::id::{EntryId, PersonId, RecordId};
use crate::journal::{self, Line, check_date};
use crate::people;
use crate::record::{self, Kept, Record};
use crate::vault::{Vault, Write};

/// How many competencies one can work on at a time.
pub(super) const MOST_AT_A_TIME: usize = 3;

/// Entries that are proposed for a focus at a time, newest first. Whoever has more links the best.
const MOST_PROPOSED: usize = 5;

/// Where a focus has got to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum FocusState {
    /// Worked on.
    #[default]
    Open,
    /// Reached.
    Done,
    /// Given up, for now or for good.
    Dropped,
}

/// A focus as its author writes it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Type)]
pub struct NewFocus {
    /// The key of the competency.
    pub competency: String,
    /// What is missing.
    pub gap: String,
    /// The next occasion on which to show it.
    pub opportunity: String,
    /// The name of somebody who will speak for it.
    pub sponsor: Option<String>,
    /// What will show that the gap is closed.
    pub expected: String,
    /// By when.
    pub by: Option<NaiveDate>,
}

/// A focus as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Aim {
    pub(crate) competency: String,
    pub(crate) gap: String,
    pub(crate) opportunity: String,
    pub(crate) sponsor: Option<PersonId>,
    pub(crate) expected: String,
    pub(crate) by: Option<NaiveDate>,
    pub(crate) state: FocusState,
    pub(crate) began: NaiveDate,
    pub(crate) closed_on: Option<NaiveDate>,
    /// Entries that deliver it.
    pub(crate) entries: Vec<EntryId>,
    /// Entries that were proposed for it and turned down.
    #[serde(default)]
    pub(crate) passed: Vec<EntryId>,
}

impl Record for Aim {
    const SORT: &'static str = "focus";
    const WHAT: &'static str = "focus";
}

/// A competency that is worked on, or was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Focus {
    /// Its identity.
    pub id: RecordId,
    /// The key of the competency.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What is missing.
    pub gap: String,
    /// The next occasion on which to show it.
    pub opportunity: String,
    /// Who will speak for it.
    pub sponsor: Option<String>,
    /// What will show that the gap is closed.
    pub expected: String,
    /// By when.
    pub by: Option<NaiveDate>,
    /// Where it has got to.
    pub state: FocusState,
    /// Since when it is in the plan.
    pub began: NaiveDate,
    /// When it was done or dropped.
    pub closed_on: Option<NaiveDate>,
    /// The entries that deliver it.
    pub entries: Vec<EntryId>,
}

/// A focus with the entries around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Planned {
    /// What is worked on.
    pub focus: Focus,
    /// The entries that deliver it, newest first; those in the trash are left out.
    pub delivered: Vec<Line>,
    /// Entries since it began that are evidence for its competency, newest first, at most five.
    pub proposed: Vec<Line>,
}

/// The growth plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Plan {
    /// What is worked on, oldest first.
    pub open: Vec<Planned>,
    /// What is done or dropped, the last one first.
    pub closed: Vec<Planned>,
    /// Whether no further one fits.
    pub full: bool,
}

/// What an entry is to a focus.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CountsFor {
    /// The focus.
    pub focus: Focus,
    /// Whether the entry delivers it. Otherwise it could: it is evidence for the competency.
    pub linked: bool,
}

impl Vault {
    /// The growth plan.
    ///
    /// # Errors
    /// What the database says.
    pub fn plan(&self) -> Result<Plan> {
        let framework = self.framework()?;
        self.read(|database| {
            let kept = record::all::<Aim>(database)?;
            let names = sponsors(database, &kept)?;
            let (mut open, mut closed) = (Vec::new(), Vec::new());
            for one in kept {
                let is_open = one.value.state == FocusState::Open;
                let planned = Planned {
                    delivered: delivered(database, &one.value.entries)?,
                    proposed: if is_open { proposed(database, &one.value)? } else { Vec::new() },
                    focus: focus(one, &framework, &names),
                };
                if is_open { open.push(planned) } else { closed.push(planned) }
            }
            closed.sort_by_key(|one: &Planned| std::cmp::Reverse((one.focus.closed_on, one.focus.id)));
            Ok(Plan { full: open.len() >= MOST_AT_A_TIME, open, closed })
        })
    }

    /// Takes a competency into the plan.
    ///
    /// # Errors
    /// [`Error::PlanFull`] while three are worked on; [`Error::NotFound`] for a competency that the framework
    /// does not have; [`Error::Invalid`] for one that is worked on already, or words that are too long.
    pub fn begin_focus(&self, new: &NewFocus) -> Result<RecordId> {
        let framework = self.framework()?;
        check(new, &framework)?;
        let today = self.today();
        self.write(|write| {
            admit(write, &new.competency)?;
            let aim = Aim {
                competency: new.competency.clone(),
                gap: new.gap.trim().to_owned(),
                opportunity: new.opportunity.trim().to_owned(),
                sponsor: sponsor(write, new)?,
                expected: new.expected.trim().to_owned(),
                by: new.by,
                state: FocusState::Open,
                began: today,
                closed_on: None,
                entries: Vec::new(),
                passed: Vec::new(),
            };
            record::add(write, &aim)
        })
    }

    /// Says something else about a focus. Its competency stays: another one is another focus.
    ///
    /// # Errors
    /// As [`Vault::begin_focus`], and [`Error::NotFound`] without such a focus.
    pub fn change_focus(&self, id: RecordId, new: &NewFocus) -> Result<()> {
        check_words(new)?;
        self.change_aim(id, |write, aim| {
            new.gap.trim().clone_into(&mut aim.gap);
            new.opportunity.trim().clone_into(&mut aim.opportunity);
            new.expected.trim().clone_into(&mut aim.expected);
            (aim.sponsor, aim.by) = (sponsor(write, new)?, new.by);
            Ok(())
        })
    }

    /// Says that a focus is done or dropped, or, against a slip, worked on again.
    ///
    /// # Errors
    /// [`Error::NotFound`]; working on it again is refused as in [`Vault::begin_focus`].
    pub fn set_focus_state(&self, id: RecordId, state: FocusState) -> Result<()> {
        let today = self.today();
        self.change_aim(id, |write, aim| {
            if state == FocusState::Open && aim.state != FocusState::Open {
                admit(write, &aim.competency)?;
            }
            (aim.state, aim.closed_on) = (state, (state != FocusState::Open).then_some(today));
            Ok(())
        })
    }

    /// Says that an entry delivers a focus.
    ///
    /// # Errors
    /// [`Error::NotFound`] without such a focus or entry.
    pub fn link_to_focus(&self, id: RecordId, entry: EntryId) -> Result<()> {
        self.change_aim(id, |write, aim| {
            journal::seq_of(write, entry)?;
            aim.passed.retain(|one| *one != entry);
            if !aim.entries.contains(&entry) {
                aim.entries.push(entry);
            }
            Ok(())
        })
    }

    /// Says that an entry does not deliver a focus, and is not to be proposed for it again.
    ///
    /// # Errors
    /// [`Error::NotFound`] without such a focus.
    pub fn unlink_from_focus(&self, id: RecordId, entry: EntryId) -> Result<()> {
        self.change_aim(id, |_, aim| {
            aim.entries.retain(|one| *one != entry);
            if !aim.passed.contains(&entry) {
                aim.passed.push(entry);
            }
            Ok(())
        })
    }

    /// What an entry delivers, and what it could: open ones whose competency it is evidence for.
    ///
    /// # Errors
    /// [`Error::NotFound`] without such an entry.
    pub fn counts_for(&self, entry: EntryId) -> Result<Vec<CountsFor>> {
        let framework = self.framework()?;
        self.read(|database| {
            let kept = record::all::<Aim>(database)?;
            let seq = journal::seq_of(database, entry)?;
            let names = sponsors(database, &kept)?;
            let shown = shown_by(database, seq)?;
            let could = |aim: &Aim| {
                aim.state == FocusState::Open && shown.contains(&aim.competency) && !aim.passed.contains(&entry)
            };
            Ok(kept
                .into_iter()
                .filter_map(|one| {
                    let linked = one.value.entries.contains(&entry);
                    (linked || could(&one.value)).then(|| CountsFor { focus: focus(one, &framework, &names), linked })
                })
                .collect())
        })
    }

    fn change_aim(&self, id: RecordId, change: impl FnOnce(&Write<'_>, &mut Aim) -> Result<()>) -> Result<()> {
        self.write(|write| {
            let mut aim = record::one::<Aim>(write, id)?;
            change(write, &mut aim)?;
            record::put(write, id, &aim)
        })
    }
}

/// The focuses that are worked on, oldest first.
pub(super) fn open(database: &Connection, framework: &Framework) -> Result<Vec<Focus>> {
    let mut kept = record::all::<Aim>(database)?;
    kept.retain(|one| one.value.state == FocusState::Open);
    let names = sponsors(database, &kept)?;
    Ok(kept.into_iter().map(|one| focus(one, framework, &names)).collect())
}

/// Whether one more fits.
fn admit(write: &Write<'_>, competency: &str) -> Result<()> {
    let kept = record::all::<Aim>(write)?;
    let mut open = kept.iter().filter(|one| one.value.state == FocusState::Open);
    if open.clone().any(|one| one.value.competency == competency) {
        return Err(Error::invalid("competency", "is in your plan already"));
    }
    if open.nth(MOST_AT_A_TIME - 1).is_some() {
        return Err(Error::PlanFull);
    }
    Ok(())
}

fn check(new: &NewFocus, framework: &Framework) -> Result<()> {
    framework.competency(&new.competency).ok_or(Error::NotFound { what: "competency" })?;
    check_words(new)
}

fn check_words(new: &NewFocus) -> Result<()> {
    for (field, text) in
        [("gap", &new.gap), ("next opportunity", &new.opportunity), ("evidence expected", &new.expected)]
    {
        check_text(field, text)?;
    }
    new.by.map(check_date).transpose().map(drop)
}

fn sponsor(write: &Write<'_>, new: &NewFocus) -> Result<Option<PersonId>> {
    new.sponsor.as_ref().map(|name| people::person_called(write, name)).transpose()
}

/// What the sponsors are called.
fn sponsors(database: &Connection, kept: &[Kept<Aim>]) -> Result<HashMap<PersonId, String>> {
    names(database, kept.iter().map(|one| one.value.sponsor))
}

fn focus(Kept { id, value: aim }: Kept<Aim>, framework: &Framework, names: &HashMap<PersonId, String>) -> Focus {
    // A competency that the framework has no more keeps its key.
    let name = framework.competency(&aim.competency).map_or(&aim.competency, |competency| &competency.name).clone();
    Focus {
        id,
        name,
        key: aim.competency,
        gap: aim.gap,
        opportunity: aim.opportunity,
        sponsor: aim.sponsor.and_then(|person| names.get(&person).cloned()),
        expected: aim.expected,
        by: aim.by,
        state: aim.state,
        began: aim.began,
        closed_on: aim.closed_on,
        entries: aim.entries,
    }
}

/// The competencies that an entry is evidence for.
fn shown_by(database: &Connection, entry: i64) -> Result<HashSet<String>> {
    Ok(database
        .prepare_cached(
            "SELECT key FROM evidence JOIN competency ON competency.seq = competency
             WHERE entry = ?1 AND removed IS NULL AND erased IS NULL",
        )?
        .query_map([entry], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?)
}

fn delivered(database: &Connection, entries: &[EntryId]) -> Result<Vec<Line>> {
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let seqs: Vec<i64> = database
        .prepare_cached(
            "SELECT seq FROM entry WHERE id IN (SELECT unhex(value) FROM json_each(?1))
             AND trashed IS NULL AND erased IS NULL ORDER BY happened_on DESC, happened_at DESC, seq DESC",
        )?
        .query_map([hex(entries)?], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    journal::lines(database, &seqs)
}

fn proposed(database: &Connection, aim: &Aim) -> Result<Vec<Line>> {
    let known: Vec<EntryId> = aim.entries.iter().chain(&aim.passed).copied().collect();
    let seqs: Vec<i64> = database
        .prepare_cached(
            "SELECT entry.seq FROM entry JOIN evidence ON evidence.entry = entry.seq AND removed IS NULL
             JOIN competency ON competency.seq = evidence.competency AND competency.erased IS NULL
             WHERE key = ?1 AND happened_on >= ?2 AND trashed IS NULL AND entry.erased IS NULL
               AND entry.id NOT IN (SELECT unhex(value) FROM json_each(?3))
             ORDER BY happened_on DESC, happened_at DESC, entry.seq DESC LIMIT ?4",
        )?
        .query_map((&aim.competency, aim.began.to_string(), hex(&known)?, MOST_PROPOSED), |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    journal::lines(database, &seqs)
}

/// Identities as a list that SQLite can take apart.
fn hex(entries: &[EntryId]) -> Result<String> {
    let plain: Vec<String> = entries.iter().map(|id| id.to_string().replace('-', "")).collect();
    serde_json::to_string(&plain).map_err(|_| Error::invalid("entry", "cannot be looked for"))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{add, empty, entry};
    use super::*;
    use crate::journal::Kind;

    fn on(competency: &str) -> NewFocus {
        NewFocus {
            competency: competency.to_owned(),
            gap: "nothing since January".to_owned(),
            opportunity: "the planning round".to_owned(),
            sponsor: Some("Dana Okafor".to_owned()),
            expected: "a page that is adopted".to_owned(),
            by: Some("2027-03-01".parse().unwrap()),
        }
    }

    #[test]
    fn a_fourth_is_refused_with_the_reason_until_one_is_done_or_dropped() {
        let vault = empty();
        let first = vault.begin_focus(&on("strategy")).unwrap();
        let second = vault.begin_focus(&on("network")).unwrap();
        vault.begin_focus(&on("metrics")).unwrap();
        let refused = vault.begin_focus(&on("delivery")).unwrap_err();
        assert!(matches!(refused, Error::PlanFull));
        assert_eq!(refused.to_string(), "You can work on three at a time.");
        assert_eq!(refused.hint(), "Nothing was changed. Finish or drop one first.");
        assert!(vault.plan().unwrap().full);
        vault.set_focus_state(first, FocusState::Done).unwrap();
        vault.begin_focus(&on("delivery")).unwrap();
        assert!(
            matches!(vault.set_focus_state(first, FocusState::Open), Err(Error::PlanFull)),
            "nor the old one again"
        );
        vault.set_focus_state(second, FocusState::Dropped).unwrap();
        vault.set_focus_state(first, FocusState::Open).unwrap();
    }

    #[test]
    fn done_and_dropped_are_kept_with_everything_that_was_said() {
        let vault = empty();
        let done = vault.begin_focus(&on("strategy")).unwrap();
        let dropped = vault.begin_focus(&on("network")).unwrap();
        vault.set_focus_state(done, FocusState::Done).unwrap();
        vault.set_focus_state(dropped, FocusState::Dropped).unwrap();
        let plan = vault.plan().unwrap();
        assert!(plan.open.is_empty() && !plan.full);
        let states: Vec<_> = plan.closed.iter().map(|one| (one.focus.key.as_str(), one.focus.state)).collect();
        assert_eq!(states, [("network", FocusState::Dropped), ("strategy", FocusState::Done)]);
        assert_eq!(plan.closed[0].focus.sponsor.as_deref(), Some("Dana Okafor"));
        assert_eq!(plan.closed[0].focus.closed_on, Some(vault.today()));
        assert!(vault.growth(super::super::Period::last_months(vault.today(), 6)).unwrap().focus.is_empty());
    }

    #[test]
    fn the_same_competency_is_not_worked_on_twice_but_may_come_back() {
        let vault = empty();
        let first = vault.begin_focus(&on("strategy")).unwrap();
        let refused = vault.begin_focus(&on("strategy")).unwrap_err();
        assert_eq!(refused.to_string(), "competency: is in your plan already");
        vault.set_focus_state(first, FocusState::Done).unwrap();
        vault.begin_focus(&on("strategy")).unwrap();
        assert!(vault.set_focus_state(first, FocusState::Open).is_err());
        assert!(matches!(vault.begin_focus(&on("poetry")), Err(Error::NotFound { what: "competency" })));
    }

    #[test]
    fn entries_since_it_began_are_proposed_until_they_are_linked_or_turned_down() {
        let vault = empty();
        let focus = vault.begin_focus(&on("strategy")).unwrap();
        add(&vault, &entry(Kind::Win, "2026-11-22", "before", "", &["strategy:3"]));
        add(&vault, &entry(Kind::Win, "2026-11-23", "other", "", &["delivery:3"]));
        let [one, two, three] = ["one", "two", "three"]
            .map(|title| add(&vault, &entry(Kind::Win, "2026-11-23", title, "", &["strategy:3"])));
        let seen = || {
            let planned = vault.plan().unwrap().open.remove(0);
            let titles = |lines: &[Line]| lines.iter().map(|line| line.title.clone()).collect::<Vec<_>>();
            (titles(&planned.delivered), titles(&planned.proposed))
        };
        assert_eq!(seen(), (vec![], vec!["three".to_owned(), "two".to_owned(), "one".to_owned()]));
        vault.link_to_focus(focus, one).unwrap();
        vault.link_to_focus(focus, one).unwrap();
        vault.unlink_from_focus(focus, two).unwrap();
        assert_eq!(seen(), (vec!["one".to_owned()], vec!["three".to_owned()]));
        vault.link_to_focus(focus, two).unwrap();
        vault.unlink_from_focus(focus, one).unwrap();
        assert_eq!(seen(), (vec!["two".to_owned()], vec!["three".to_owned()]));
        vault.trash(two).unwrap();
        assert_eq!(seen().0, Vec::<String>::new());
        vault.restore(two).unwrap();
        assert_eq!(seen().0, ["two"], "what comes back from the trash is linked as before");
        assert!(vault.link_to_focus(focus, EntryId::from_bytes([7; 16])).is_err());
        assert_eq!(vault.counts_for(two).unwrap().len(), 1);
        assert!(vault.counts_for(two).unwrap()[0].linked);
        assert!(!vault.counts_for(three).unwrap()[0].linked);
        assert!(vault.counts_for(one).unwrap().is_empty(), "it was turned down");
    }

    #[test]
    fn what_is_said_of_a_focus_can_be_changed_and_its_dates_stay() {
        let vault = empty();
        let id = vault.begin_focus(&on("strategy")).unwrap();
        let new = NewFocus { gap: " wider ".to_owned(), sponsor: None, by: None, ..on("network") };
        vault.change_focus(id, &new).unwrap();
        let focus = vault.plan().unwrap().open.remove(0).focus;
        assert_eq!(
            (focus.key.as_str(), focus.gap.as_str(), focus.sponsor, focus.by),
            ("strategy", "wider", None, None)
        );
        assert_eq!(focus.began, vault.today());
        let long = NewFocus { expected: "x".repeat(2_001), ..on("strategy") };
        assert!(matches!(vault.change_focus(id, &long), Err(Error::Invalid { field: "evidence expected", .. })));
    }
}
