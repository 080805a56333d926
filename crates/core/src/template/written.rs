//! The written form of the templates that come along.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{Section, Template, text_of};
use crate::journal::Kind;

const FILE: &str = include_str!("../../data/templates.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    template: Vec<Written>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    key: String,
    name: String,
    about: String,
    kind: Kind,
    section: Vec<Section>,
}

/// Our templates, in the order in which they are offered.
pub(super) fn written() -> &'static [Template] {
    // A test reads it, so there is none that was built with a broken file.
    static ALL: LazyLock<Vec<Template>> = LazyLock::new(|| {
        let written = toml::from_str::<File>(FILE).map(|file| file.template).unwrap_or_default();
        written.into_iter().map(Written::into_template).collect()
    });
    &ALL
}

impl Written {
    fn into_template(self) -> Template {
        Template {
            key: self.key,
            name: self.name,
            about: self.about,
            kind: self.kind,
            own: false,
            fields: self.section.iter().all(|section| section.field.is_some()),
            text: text_of(self.section.iter().filter(|section| section.field.is_none())),
            sections: self.section,
        }
    }
}
