//! Templates of one's own.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::Template;
use crate::error::{Error, Result};
use crate::id::RecordId;
use crate::journal::Kind;
use crate::record::{self, Kept, Record};
use crate::vault::Vault;

/// Characters in a name, and bytes in a text.
const LONGEST_NAME: usize = 80;
const LONGEST_TEXT: usize = 64 << 10;

/// A template that the user has made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct OwnTemplate {
    /// Its name; no two of one's own have the same.
    pub name: String,
    /// What an entry made of it is.
    pub kind: Kind,
    /// What is put into the text, in Markdown.
    pub text: String,
}

impl Record for OwnTemplate {
    const SORT: &'static str = "template";
    const WHAT: &'static str = "template";
}

impl Vault {
    /// Keeps a new template.
    ///
    /// # Errors
    /// [`Error::Invalid`] with the field and the rule.
    pub fn add_template(&self, template: &OwnTemplate) -> Result<RecordId> {
        self.write(|write| {
            let template = checked(template, &record::all(write)?, None)?;
            record::add(write, &template)
        })
    }

    /// Keeps `template` as what the template `id` is from now on. One that was taken away is there again.
    ///
    /// # Errors
    /// [`Error::NotFound`], or [`Error::Invalid`] with the field and the rule.
    pub fn change_template(&self, id: RecordId, template: &OwnTemplate) -> Result<()> {
        self.write(|write| {
            let template = checked(template, &record::all(write)?, Some(id))?;
            record::put(write, id, &template)
        })
    }

    /// Takes a template away. Entries that were made of it stay as they are.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn remove_template(&self, id: RecordId) -> Result<()> {
        self.write(|write| record::erase::<OwnTemplate>(write, id))
    }

    /// The user's own, by name.
    pub(super) fn own_templates(&self) -> Result<Vec<Template>> {
        let mut own = self.read(record::all::<OwnTemplate>)?;
        own.sort_by_key(|one| one.value.name.to_lowercase());
        Ok(own
            .into_iter()
            .map(|Kept { id, value: OwnTemplate { name, kind, text } }| Template {
                key: id.to_string(),
                name,
                about: String::new(),
                kind,
                own: true,
                fields: false,
                text,
                sections: Vec::new(),
            })
            .collect())
    }
}

/// `template` as it is kept, if it may be.
fn checked(template: &OwnTemplate, others: &[Kept<OwnTemplate>], id: Option<RecordId>) -> Result<OwnTemplate> {
    let name = template.name.trim();
    if name.is_empty() {
        return Err(Error::invalid("name", "is empty"));
    }
    if name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
        return Err(Error::invalid("name", format!("longer than one line of {LONGEST_NAME} characters")));
    }
    if others.iter().any(|other| Some(other.id) != id && other.value.name.to_lowercase() == name.to_lowercase()) {
        return Err(Error::invalid("name", "is that of another template of yours"));
    }
    if template.text.trim().is_empty() {
        return Err(Error::invalid("text", "is empty"));
    }
    if template.text.len() > LONGEST_TEXT {
        return Err(Error::invalid("text", format!("longer than {} KiB", LONGEST_TEXT >> 10)));
    }
    Ok(OwnTemplate { name: name.to_owned(), ..template.clone() })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::world::Still;

    fn vault() -> Vault {
        Vault::in_memory(Arc::new(Still::at("2026-11-23T18:00:00Z").unwrap())).unwrap()
    }

    fn template(name: &str) -> OwnTemplate {
        OwnTemplate { name: name.into(), kind: Kind::Reflection, text: "## Who was there\n\n".into() }
    }

    #[test]
    fn ones_own_come_after_ours_by_name_and_can_be_changed_taken_away_and_brought_back() {
        let vault = vault();
        let ours = vault.templates().unwrap().len();
        let steering = vault.add_template(&template("Steering ")).unwrap();
        vault.add_template(&template("board")).unwrap();
        let names = |vault: &Vault| -> Vec<String> {
            vault.templates().unwrap().into_iter().skip(ours).map(|one| one.name).collect()
        };
        assert_eq!(names(&vault), ["board", "Steering"]);
        vault.change_template(steering, &template("A first one")).unwrap();
        assert_eq!(names(&vault), ["A first one", "board"]);
        vault.remove_template(steering).unwrap();
        assert_eq!(names(&vault), ["board"]);
        vault.change_template(steering, &template("Steering")).unwrap();
        assert_eq!(names(&vault), ["board", "Steering"]);
    }

    #[test]
    fn one_without_a_name_of_its_own_or_without_a_text_is_refused() {
        let vault = vault();
        let id = vault.add_template(&template("Board")).unwrap();
        assert!(vault.add_template(&template("BOARD")).is_err());
        vault.change_template(id, &template("board")).unwrap();
        for broken in [template(" "), template("two\nlines"), OwnTemplate { text: " \n".into(), ..template("Empty") }] {
            assert!(vault.add_template(&broken).is_err());
        }
    }
}
