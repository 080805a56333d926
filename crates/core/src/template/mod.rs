//! Templates: what a text begins with that is written again and again.
//!
//! Those that come along are in `data/templates.toml`; the user's own are records. A template of ours
//! may have sections that are fields of an entry, such as the review of a challenge. In a window these are filled in
//! there; where a text is all there is, in an editor of the terminal, they are headings, and what stands below
//! them is put into the fields when it comes back ([`Template::read`]).

mod field;
mod own;
mod written;

use serde::Serialize;
use specta::Type;

pub use own::OwnTemplate;

use crate::error::Result;
use crate::journal::{Content, Kind};
use crate::vault::Vault;
use field::Field;

/// A template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Template {
    /// Its stable key; of one's own, the identity of its record.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What it is for, in one sentence; empty for one's own.
    pub about: String,
    /// What an entry made of it is.
    pub kind: Kind,
    /// Whether it is one of the user's own, which can be changed.
    pub own: bool,
    /// Whether what it asks for are the fields of its kind rather than headings.
    pub fields: bool,
    /// What is put into the text, in Markdown; empty where all of it are fields.
    pub text: String,
    #[serde(skip)]
    #[specta(skip)]
    sections: Vec<Section>,
}

/// A part of a template of ours.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Section {
    heading: String,
    field: Option<Field>,
}

impl Vault {
    /// All templates: ours, then the user's own by name.
    ///
    /// # Errors
    /// What the database says.
    pub fn templates(&self) -> Result<Vec<Template>> {
        let mut templates = written::written().to_vec();
        templates.extend(self.own_templates()?);
        Ok(templates)
    }
}

impl Template {
    /// All of it as a text, with a heading for each section.
    pub fn written(&self) -> String {
        if self.sections.is_empty() { self.text.clone() } else { text_of(&self.sections) }
    }

    /// Takes over what was written into [`Template::written`]: sections that are fields go into those of
    /// `content`, and headings with nothing below them go.
    pub fn read(&self, text: &str, content: &mut Content) {
        content.kind = self.kind;
        if self.sections.is_empty() {
            text.trim_end().clone_into(&mut content.body);
            return;
        }
        let mut body: Vec<String> = Vec::new();
        for (heading, below) in parts(text, &self.sections) {
            let below = below.trim();
            match heading {
                _ if below.is_empty() => {}
                Some(Section { field: Some(field), .. }) => field.put(content, below),
                Some(Section { heading, .. }) => body.push(format!("## {heading}\n{below}")),
                None => body.push(below.to_owned()),
            }
        }
        content.body = body.join("\n\n");
    }
}

/// Headings, each with an empty line to write in.
fn text_of<'s>(sections: impl IntoIterator<Item = &'s Section>) -> String {
    let headings: Vec<String> = sections.into_iter().map(|section| format!("## {}\n\n", section.heading)).collect();
    headings.join("\n")
}

/// A text in parts, each with the section whose heading it stands below; what comes first has none.
fn parts<'s>(text: &str, sections: &'s [Section]) -> Vec<(Option<&'s Section>, String)> {
    let mut parts = vec![(None, String::new())];
    for line in text.lines() {
        let heading = line.strip_prefix("## ").map(str::trim);
        let section = heading.and_then(|heading| sections.iter().find(|section| section.heading == heading));
        if section.is_some() {
            parts.push((section, String::new()));
        } else if let Some((_, below)) = parts.last_mut() {
            below.push_str(line);
            below.push('\n');
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(key: &str) -> Template {
        written::written().iter().find(|one| one.key == key).unwrap().clone()
    }

    fn read(key: &str, text: &str) -> Content {
        let mut content = Content::on(chrono::NaiveDate::default(), "Etc/UTC");
        template(key).read(text, &mut content);
        content
    }

    #[test]
    fn headings_that_are_fields_go_into_them() {
        let text = "The launch slipped.\n\n## What I expected\nTen days.\n\n## What happened\nThree weeks,\nin two steps.\n\n## Why\n\n## What next\nAsk first.\n";
        let content = read("after-action", text);
        assert_eq!((content.kind, content.body.as_str()), (Kind::Challenge, "The launch slipped."));
        let review = content.facets.challenge.unwrap();
        assert_eq!(
            (review.expected.as_str(), review.actual.as_str(), review.why.as_str(), review.next.as_str()),
            ("Ten days.", "Three weeks,\nin two steps.", "", "Ask first.")
        );
        let decision =
            read("decision", "## Options, one on each line\nwait\n\ngo on\n## Choice\ngo on").facets.decision.unwrap();
        assert_eq!(
            (decision.options, decision.choice.as_str()),
            (vec!["wait".to_owned(), "go on".to_owned()], "go on")
        );
        let feedback = read("feedback", "## Exact words\nClearer.\n## From\nDana\n").facets.feedback.unwrap();
        assert_eq!((feedback.quote.as_str(), feedback.from.as_str()), ("Clearer.", "Dana"));
    }

    #[test]
    fn blanks_leave_no_heading_and_other_headings_are_the_authors() {
        let content =
            read("star", "## Situation\nTwo teams.\n\n### Note\nmine\n\n## Task\n\n## Action\n\n## Other\nkept\n");
        assert_eq!(content.body, "## Situation\nTwo teams.\n\n### Note\nmine\n\n## Action\n## Other\nkept");
    }

    #[test]
    fn what_was_not_filled_in_is_nothing() {
        for one in written::written() {
            let mut content = Content::on(chrono::NaiveDate::default(), "Etc/UTC");
            one.read(&one.written(), &mut content);
            assert_eq!((content.body.as_str(), content.facets.texts().count()), ("", 0), "{}", one.key);
        }
    }

    #[test]
    fn those_that_come_along_are_all_there() {
        let names: Vec<&str> = written::written().iter().map(|one| one.key.as_str()).collect();
        assert_eq!(names, ["after-action", "decision", "feedback", "gibbs", "star", "one-on-one", "weekly-review"]);
        for one in written::written() {
            assert_eq!(one.fields, one.text.is_empty(), "{} is either fields or text", one.key);
            assert!(!one.about.is_empty());
        }
    }
}
