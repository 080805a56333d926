//! What somebody does to their plan.

use chrono::NaiveDate;
use serde::Deserialize;
use specta::Type;

use super::{Aim, FocusState, MOST_AT_A_TIME};
use crate::competency::Framework;
use crate::error::{Error, Result};
use crate::growth::words::check_text;
use crate::id::{EntryId, PersonId, RecordId};
use crate::journal::{self, check_date};
use crate::people;
use crate::record;
use crate::vault::{Vault, Write};

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

impl Vault {
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

    fn change_aim(&self, id: RecordId, change: impl FnOnce(&Write<'_>, &mut Aim) -> Result<()>) -> Result<()> {
        self.write(|write| {
            let mut aim = record::one::<Aim>(write, id)?;
            change(write, &mut aim)?;
            record::put(write, id, &aim)
        })
    }
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
