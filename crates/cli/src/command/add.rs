//! `helmlog add`: a new entry.

use clap::Args;
use helmlog_core::journal::{Content, Saved, TimeOfDay};
use helmlog_core::template::Template;
use helmlog_core::{Error, Vault};

use super::Context;
use super::given::{self, Given};
use crate::editor::Draft;
use crate::failure::Failure;
use crate::place::Place;

const EXAMPLES: &str = "\
Examples:
  helmlog add Said no to the second launch date and it held
  helmlog add 'Checkout is live' --kind win --competency delivery:2 --tag launch --star
  helmlog add --on yesterday --kind feedback --person 'Dana K' 'Clearer than last time'
  pbpaste | helmlog add - --title 'Notes from the offsite'
  helmlog add                          (opens your editor)
  helmlog add --template after-action  (opens it on the headings of a template)";

/// Write an entry. One line of text is a complete one.
///
/// Without a text, $VISUAL or $EDITOR is opened; `-` reads it from stdin. Prints the id of the new
/// entry. If you have no vault yet, one is made in the usual place.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Add {
    /// What you want to say; `-` for stdin.
    #[arg(value_name = "TEXT")]
    text: Vec<String>,
    /// A template to write into: the name of one that `helmlog templates` lists.
    #[arg(long, value_name = "NAME", conflicts_with = "text")]
    template: Option<String>,
    #[command(flatten)]
    given: Given,
}

impl Add {
    pub(crate) fn run(self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        self.given.check_files()?;
        let text = given::text(&self.text)?;
        let vault = place.to_add(out)?;
        let (vault, saved) = match text {
            Some(text) => {
                let saved = self.store(&vault, text, None)?;
                (vault, saved)
            }
            None => self.write(vault, place)?,
        };
        let shown = if out.is_json() { out.json(&saved) } else { out.line(saved.id) };
        self.given.attach(&vault, saved.id)?;
        shown
    }

    /// Lets the user write in an editor. The vault is not kept waiting meanwhile: somebody may
    /// want to write in the window.
    fn write(&self, vault: Vault, place: &Place) -> Result<(Vault, Saved), Failure> {
        let template = self.template.as_deref().map(|name| named(&vault, name)).transpose()?;
        drop(vault);
        let draft = Draft::write(&template.as_ref().map(Template::written).unwrap_or_default())?;
        let stored = place.to_write().and_then(|vault| {
            let saved = self.store(&vault, draft.text.clone(), template.as_ref())?;
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

    fn store(&self, vault: &Vault, text: String, template: Option<&Template>) -> Result<Saved, Failure> {
        let now = vault.world().now();
        let mut content = Content::on(now.date_naive(), vault.world().zone());
        // What happened on another day did not happen at this time of it.
        content.at = self.given.on.is_none().then(|| TimeOfDay::from(now.time()));
        match template {
            Some(template) => template.read(&text, &mut content),
            None => content.body = text,
        }
        self.given.apply(&mut content);
        if template.is_none() && content.title.is_empty() && content.body.trim().is_empty() {
            return Err(Error::invalid("text", "is empty").into());
        }
        Ok(vault.add(&content)?)
    }
}

/// The template with this key or name.
fn named(vault: &Vault, name: &str) -> Result<Template, Failure> {
    let is_it = |one: &Template| one.key.eq_ignore_ascii_case(name) || one.name.to_lowercase() == name.to_lowercase();
    let found = vault.templates()?.into_iter().find(is_it);
    Ok(found.ok_or_else(|| Error::invalid("template", "there is none of this name; `helmlog templates` lists them"))?)
}
