//! `helmlog edit`: a new version of an entry.

use clap::Args;
use helmlog_core::Vault;
use helmlog_core::id::{EntryId, PersonId};
use helmlog_core::journal::{Content, Saved, Sitting};

use super::Context;
use super::given::{self, Given};
use crate::editor::Draft;
use crate::failure::Failure;
use crate::place::Place;

const EXAMPLES: &str = "\
Examples:
  helmlog edit 0193a7                  (opens your editor)
  helmlog edit 0193a7 --kind lesson --competency stakeholders:3
  helmlog edit 0193a7 --no-tag draft --no-star
  helmlog edit 0193a7 - < rewritten.md";

/// Change an entry. Every version is kept; see `helmlog history`.
///
/// With neither a text nor an option, $VISUAL or $EDITOR is opened on the text. Lists grow by what
/// is given; the --no options take away. Prints the id.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Edit {
    /// The id of the entry, or its beginning.
    #[arg(value_name = "ID")]
    id: String,
    /// The new text; `-` for stdin.
    #[arg(value_name = "TEXT")]
    text: Vec<String>,
    #[command(flatten)]
    given: Given,
    #[command(flatten)]
    dropped: Dropped,
}

/// What is taken away.
#[derive(Debug, Args)]
#[command(next_help_heading = "What goes")]
struct Dropped {
    /// A competency that it is no evidence for. May be repeated.
    #[arg(long, value_name = "KEY")]
    no_competency: Vec<String>,
    /// A word that it is not filed under. May be repeated.
    #[arg(long, value_name = "TAG")]
    no_tag: Vec<String>,
    /// Somebody whom it is not about. May be repeated.
    #[arg(long, value_name = "NAME")]
    no_person: Vec<String>,
    /// It belongs to no project.
    #[arg(long, conflicts_with = "project")]
    no_project: bool,
    /// It is not marked.
    #[arg(long, conflicts_with = "star")]
    no_star: bool,
    /// The time of the day is not known.
    #[arg(long, conflicts_with = "at")]
    no_at: bool,
}

impl Edit {
    pub(crate) fn run(self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        self.given.check_files()?;
        let text = given::text(&self.text)?;
        let vault = place.to_write()?;
        let id = vault.resolve(&self.id)?;
        let (vault, saved) = if text.is_none() && self.given.is_empty() && self.dropped.is_empty() {
            rewrite(vault, place, id)?
        } else {
            let saved = self.change(&vault, id, text)?;
            (vault, saved)
        };
        let shown = if out.is_json() { out.json(&saved) } else { out.line(saved.id) };
        self.given.attach(&vault, id)?;
        shown
    }

    fn change(&self, vault: &Vault, id: EntryId, text: Option<String>) -> Result<Saved, Failure> {
        let mut content = vault.entry(id)?.content;
        if let Some(text) = text {
            content.body = text;
        }
        self.dropped.apply(vault, &mut content);
        self.given.apply(&mut content);
        Ok(vault.edit(id, &content, Sitting::Ends)?)
    }
}

/// Lets the user rewrite the text in an editor, without keeping the vault waiting meanwhile.
fn rewrite(vault: Vault, place: &Place, id: EntryId) -> Result<(Vault, Saved), Failure> {
    let before = vault.entry(id)?.content.body;
    drop(vault);
    let draft = Draft::write(&before)?;
    let stored = place.to_write().and_then(|vault| {
        // Read again: somebody may have changed something else about it in the meantime.
        let mut content = vault.entry(id)?.content;
        content.body.clone_from(&draft.text);
        let saved = vault.edit(id, &content, Sitting::Ends)?;
        Ok((vault, saved))
    });
    match stored {
        Ok(stored) => {
            draft.wipe();
            Ok(stored)
        }
        Err(failure) => Err(draft.keep(failure)),
    }
}

impl Dropped {
    fn is_empty(&self) -> bool {
        self.no_competency.is_empty()
            && self.no_tag.is_empty()
            && self.no_person.is_empty()
            && !(self.no_project || self.no_star || self.no_at)
    }

    fn apply(&self, vault: &Vault, content: &mut Content) {
        let is_among = |words: &[String], word: &str| words.iter().any(|one| one.trim().eq_ignore_ascii_case(word));
        content.competencies.retain(|tagged| !is_among(&self.no_competency, &tagged.key));
        content.tags.retain(|tag| !is_among(&self.no_tag, tag));
        // By any name of theirs, as they are mentioned. A name that nobody has is nobody in the entry.
        let dropped: Vec<PersonId> = self.no_person.iter().filter_map(|name| vault.find_person(name).ok()).collect();
        content.people.retain(|name| !vault.find_person(name).is_ok_and(|person| dropped.contains(&person)));
        if self.no_project {
            content.project = None;
        }
        if self.no_at {
            content.at = None;
        }
        content.starred &= !self.no_star;
    }
}
