//! All that typst gets to see: our fonts, our templates and one file of data.

use std::sync::LazyLock;

use serde::Serialize;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use super::Template;
use crate::error::{Error, Result};

/// Source Serif 4, under the SIL Open Font License.
const FONTS: [&[u8]; 3] = [
    include_bytes!("../../fonts/SourceSerif4-Regular.otf"),
    include_bytes!("../../fonts/SourceSerif4-It.otf"),
    include_bytes!("../../fonts/SourceSerif4-Semibold.otf"),
];

/// What is the same for every document.
struct Shop {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    portfolio: Source,
    recovery: Source,
    data: FileId,
}

static SHOP: LazyLock<Option<Shop>> = LazyLock::new(|| {
    let fonts: Vec<Font> = FONTS.iter().filter_map(|font| Font::new(Bytes::new(*font), 0)).collect();
    Some(Shop {
        library: LazyHash::new(Library::default()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        portfolio: Source::new(file("/portfolio.typ")?, include_str!("portfolio.typ").to_owned()),
        recovery: Source::new(file("/recovery.typ")?, include_str!("recovery.typ").to_owned()),
        data: file("/data.json")?,
    })
});

fn file(path: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).ok()?).intern())
}

/// One document being set. There is no disk, no package, no clock and no network here.
pub(super) struct Desk {
    shop: &'static Shop,
    template: &'static Source,
    data: Bytes,
}

impl Desk {
    pub(super) fn with(template: Template, data: &impl Serialize) -> Result<Self> {
        let broken = |what: &str| Error::Typesetting(what.to_owned());
        let shop = SHOP.as_ref().ok_or_else(|| broken("the template has no place"))?;
        let data = serde_json::to_vec(data).map_err(|_| broken("the text could not be passed on"))?;
        let template = match template {
            Template::Portfolio => &shop.portfolio,
            Template::Recovery => &shop.recovery,
        };
        Ok(Self { shop, template, data: Bytes::new(data) })
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.shop.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shop.book
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() { Ok(self.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.shop.data { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shop.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
