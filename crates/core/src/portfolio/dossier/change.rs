//! Changing it, one decision at a time. Each change answers what the dossier was before.

use rusqlite::Connection;

use super::marks::{self, Marked};
use super::{Case, Dossier, Edit};
use crate::error::{Error, Result};
use crate::growth::Period;
use crate::id::EntryId;
use crate::portfolio::brief::Preset;
use crate::portfolio::model::{Expectation, PartRole};
use crate::record::{self, Kept};
use crate::vault::{Vault, Write};

/// Characters of a part at most; a story has a page.
const LONGEST: usize = 4_000;

/// Characters of the case at most; it is three sentences.
const LONGEST_CASE: usize = 1_200;

/// Characters of a title or of an expectation.
const LONGEST_LINE: usize = 300;

/// Expectations at most.
const MOST_EXPECTATIONS: usize = 12;

impl Vault {
    /// What its author has made of the document of this preset; nothing yet, at first.
    ///
    /// # Errors
    /// What the database says.
    pub fn dossier(&self, preset: Preset) -> Result<Dossier> {
        self.read(|database| of(database, preset))
    }

    /// Tells the stories in this order, each named by an entry of it.
    ///
    /// # Errors
    /// What the database says.
    pub fn order_stories(&self, preset: Preset, order: &[EntryId]) -> Result<Dossier> {
        self.change_dossier(preset, |dossier| {
            dossier.left_out.retain(|entry| !order.contains(entry));
            dossier.order = order.to_vec();
            Ok(())
        })
    }

    /// Leaves the story of this entry out.
    ///
    /// # Errors
    /// What the database says.
    pub fn leave_story_out(&self, preset: Preset, entry: EntryId) -> Result<Dossier> {
        self.change_dossier(preset, |dossier| {
            dossier.order.retain(|one| *one != entry);
            if !dossier.left_out.contains(&entry) {
                dossier.left_out.push(entry);
            }
            Ok(())
        })
    }

    /// Leaves a story or setback out no longer; whether and where it is told is the composer's to propose.
    ///
    /// # Errors
    /// What the database says.
    pub fn bring_story_back(&self, preset: Preset, entry: EntryId) -> Result<Dossier> {
        self.change_dossier(preset, |dossier| {
            dossier.left_out.retain(|one| *one != entry);
            Ok(())
        })
    }

    /// Tells a part of the story or setback that is named after `entry`, or its title, in these words; as it is
    /// composed where there are none. A part without a word is left out. The entries that a line rests on may stand
    /// behind it as in the document, `[E1, E3]`: E1 is the first of `numbered`.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a title without a word, or a text that is too long.
    pub fn write_part(
        &self,
        preset: Preset,
        entry: EntryId,
        role: Option<PartRole>,
        text: Option<&str>,
        numbered: &[EntryId],
    ) -> Result<Dossier> {
        let marked = text.map(|text| match role {
            Some(_) => marks::read(text, marks::label(numbered)),
            None => Marked { text: tidy(text), sources: Vec::new() },
        });
        if let Some(Marked { text, .. }) = &marked {
            let (what, most) = if role.is_some() { ("text", LONGEST) } else { ("title", LONGEST_LINE) };
            check(what, text, most)?;
            if role.is_none() && text.is_empty() {
                return Err(Error::invalid("title", "is missing"));
            }
        }
        self.change_dossier(preset, |dossier| {
            dossier.edits.retain(|edit| (edit.entry, edit.role) != (entry, role));
            dossier.edits.extend(marked.map(|Marked { text, sources }| Edit { entry, role, text, sources }));
            Ok(())
        })
    }

    /// Says on the cover of the document about `period` what the case is, a sentence a line; as it is composed where
    /// there is no word. Entries are named as in [`Vault::write_part`].
    ///
    /// # Errors
    /// [`Error::Invalid`] for a text that is too long.
    pub fn write_case(
        &self,
        preset: Preset,
        period: Period,
        text: Option<&str>,
        numbered: &[EntryId],
    ) -> Result<Dossier> {
        let Marked { text, sources } = marks::read(text.unwrap_or_default(), marks::label(numbered));
        check("text", &text, LONGEST_CASE)?;
        self.change_dossier(preset, |dossier| {
            dossier.case = Some(Case { text, sources, period: Some(period) }).filter(|case| !case.text.is_empty());
            Ok(())
        })
    }

    /// Leaves a quote, or something that was brought about through others, out of what stands beside the stories.
    ///
    /// # Errors
    /// What the database says.
    pub fn leave_unsaid(&self, preset: Preset, entry: EntryId) -> Result<Dossier> {
        self.change_dossier(preset, |dossier| {
            if !dossier.unsaid.contains(&entry) {
                dossier.unsaid.push(entry);
            }
            Ok(())
        })
    }

    /// Leaves nothing unsaid beside the stories.
    ///
    /// # Errors
    /// What the database says.
    pub fn say_all(&self, preset: Preset) -> Result<Dossier> {
        self.change_dossier(preset, |dossier| {
            dossier.unsaid.clear();
            Ok(())
        })
    }

    /// Says what was expected, in the document about `period`. Lines without a word are dropped.
    ///
    /// # Errors
    /// [`Error::Invalid`] for more than twelve, or one that is too long.
    pub fn set_expectations(&self, preset: Preset, period: Period, expectations: &[Expectation]) -> Result<Dossier> {
        let mut kept = Vec::with_capacity(expectations.len());
        for one in expectations {
            let one = Expectation { text: tidy(&one.text), agreed: tidy(&one.agreed) };
            check("expectation", &one.text, LONGEST_LINE)?;
            check("agreement", &one.agreed, LONGEST_LINE)?;
            if !one.text.is_empty() {
                kept.push(one);
            }
        }
        if kept.len() > MOST_EXPECTATIONS {
            return Err(Error::invalid("expectations", format!("more than {MOST_EXPECTATIONS}")));
        }
        self.change_dossier(preset, |dossier| {
            dossier.expected_in = Some(period).filter(|_| !kept.is_empty());
            dossier.expectations = kept;
            Ok(())
        })
    }

    /// Puts back what the author has made of it: how a change is undone.
    ///
    /// # Errors
    /// What the database says.
    pub fn restore_dossier(&self, dossier: &Dossier) -> Result<Dossier> {
        self.change_dossier(dossier.preset, |kept| {
            kept.clone_from(dossier);
            Ok(())
        })
    }

    /// Changes it, and answers what it was before: how a change is undone.
    fn change_dossier(&self, preset: Preset, change: impl FnOnce(&mut Dossier) -> Result<()>) -> Result<Dossier> {
        self.write(|write| {
            let kept = find(write, preset)?;
            let was = kept.as_ref().map_or_else(|| Dossier { preset, ..Dossier::default() }, |kept| kept.value.clone());
            let mut dossier = was.clone();
            change(&mut dossier)?;
            store(write, kept, &dossier)?;
            Ok(was)
        })
    }
}

fn store(write: &Write<'_>, kept: Option<Kept<Dossier>>, dossier: &Dossier) -> Result<()> {
    match kept {
        Some(Kept { id, value }) if value != *dossier => record::put(write, id, dossier),
        Some(_) => Ok(()),
        None => record::add(write, dossier).map(|_| ()),
    }
}

fn find(database: &Connection, preset: Preset) -> Result<Option<Kept<Dossier>>> {
    Ok(record::all::<Dossier>(database)?.into_iter().find(|kept| kept.value.preset == preset))
}

/// What its author has made of the document of this preset.
pub(in crate::portfolio) fn of(database: &Connection, preset: Preset) -> Result<Dossier> {
    let kept = find(database, preset)?.map(|kept| kept.value);
    Ok(kept.unwrap_or_else(|| Dossier { preset, ..Dossier::default() }))
}

fn check(what: &'static str, text: &str, most: usize) -> Result<()> {
    if text.chars().count() > most {
        return Err(Error::invalid(what, format!("longer than {most} characters")));
    }
    Ok(())
}

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
