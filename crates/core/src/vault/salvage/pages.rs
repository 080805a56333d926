//! The pages of a vault's database, with what the log adds to them.

use std::fs::File;
use std::io::{ErrorKind, Read, Seek, SeekFrom};
use std::path::Path;

use super::log::Log;
use super::page::{Opener, PAGE, SALT};
use crate::error::{Error, Result};
use crate::vault::key::Key;

/// The page that SQLite leaves empty, for its locks: the one a gibibyte into the file.
pub(super) const UNUSED: u32 = (1 << 30) / PAGE as u32 + 1;

/// How the database is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum View {
    /// As of the last commit in the log.
    Newest,
    /// Without the log. Of use where the log was cut: what lay behind the cut may have been copied
    /// into the database before.
    WithoutLog,
}

/// Reads pages by their number. What cannot be read is none, whatever the reason.
pub(super) struct Pages {
    database: Option<File>,
    /// Pages that the database's file has room for, the last perhaps in part.
    length: u32,
    log_file: Option<File>,
    log: Log,
    opener: Opener,
}

impl Pages {
    /// Of the database at `path`, under `key`.
    pub(super) fn open(path: &Path, key: &Key) -> Result<Self> {
        let database = open(path)?;
        let mut log_path = path.as_os_str().to_owned();
        log_path.push("-wal");
        let log_file = open(log_path.as_ref())?;
        let length = match &database {
            Some(file) => file.metadata().map_err(|error| Error::file(path, error))?.len(),
            None => 0,
        };
        let length = u32::try_from(length.div_ceil(PAGE as u64)).unwrap_or(u32::MAX);
        let log = log_file.as_ref().map(Log::read).unwrap_or_default();
        let mut pages = Self { database, length, log_file, log, opener: Opener::trusting(key) };
        let salts = [View::WithoutLog, View::Newest].map(|view| pages.salt(view));
        for opener in salts.into_iter().flatten().map(|salt| Opener::proving(key, salt)) {
            if pages.numbers(View::Newest).any(|number| pages.open_with(&opener, number, View::Newest).is_some()) {
                pages.opener = opener;
                break;
            }
        }
        Ok(pages)
    }

    /// Whether every page that is read is known to be as it was written.
    pub(super) fn are_proven(&self) -> bool {
        self.opener.proves()
    }

    pub(super) fn log_is_cut(&self) -> bool {
        self.log.cut
    }

    /// The ways to look at it that may show something, the best first.
    pub(super) fn views(&self) -> &'static [View] {
        if self.log.cut { &[View::Newest, View::WithoutLog] } else { &[View::Newest] }
    }

    /// The numbers of the pages that lie somewhere.
    pub(super) fn numbers(&self, view: View) -> impl Iterator<Item = u32> {
        let last = match (view, self.log.pages) {
            (View::Newest, Some(pages)) => pages,
            _ => u32::MAX,
        };
        let behind = if view == View::Newest { self.length.saturating_add(1) } else { u32::MAX };
        let in_log = self.log.places.range(behind..).map(|(number, _)| *number);
        (1..=self.length).chain(in_log).take_while(move |number| *number <= last)
    }

    /// How many pages there should be, by the last commit in the log.
    pub(super) fn committed(&self) -> Option<u32> {
        self.log.pages
    }

    /// What stands on a page.
    pub(super) fn read(&self, number: u32, view: View) -> Option<Vec<u8>> {
        self.open_with(&self.opener, number, view)
    }

    fn open_with(&self, opener: &Opener, number: u32, view: View) -> Option<Vec<u8>> {
        let mut sealed = vec![0; PAGE];
        self.raw(number, view, &mut sealed)?;
        opener.open(number, &sealed)
    }

    fn salt(&self, view: View) -> Option<[u8; SALT]> {
        let mut salt = [0; SALT];
        self.raw(1, view, &mut salt)?;
        Some(salt)
    }

    /// The beginning of a page as it lies on the disk. A disk that cannot read it has lost it.
    fn raw(&self, number: u32, view: View, into: &mut [u8]) -> Option<()> {
        let in_log = self.log.places.get(&number).filter(|_| view == View::Newest);
        let (mut file, at) = match in_log {
            Some(place) => (self.log_file.as_ref()?, *place),
            None => (self.database.as_ref()?, u64::from(number.checked_sub(1)?) * PAGE as u64),
        };
        file.seek(SeekFrom::Start(at)).ok()?;
        file.read_exact(into).ok()
    }
}

/// The file, if it is there.
fn open(path: &Path) -> Result<Option<File>> {
    match File::open(path) {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::file(path, error)),
    }
}
