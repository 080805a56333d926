//! Making a backup.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;

use rusqlite::Connection;

use super::files::{self, Kept};
use super::label::{Contents, Label, Why, hash};
use super::open::{Keys, Opened};
use super::verify::{self, Depth};
use super::{Backup, BackupProgress, BackupReport, ENDING};
use crate::disk;
use crate::error::{Error, Result};
use crate::vault::header::Header;
use crate::vault::key::{Purpose, VaultKey};
use crate::vault::{ATTACHMENTS, connect};
use crate::world::{Timestamp, World};

/// Pages copied between two looks at whether somebody wants it to stop: 2 MiB.
const STEP: i32 = 256;

/// Told how far it is; breaking stops the work, and leaves nothing of it.
pub(super) type Tell<'t> = &'t mut dyn FnMut(BackupProgress) -> ControlFlow<()>;

/// A backup to be made: of which vault, where, and why.
pub(crate) struct Making<'a> {
    /// The vault's folder.
    pub(crate) vault: &'a Path,
    /// Where to put it.
    pub(crate) backups: &'a Path,
    pub(crate) header: &'a Header,
    pub(crate) key: &'a VaultKey,
    pub(crate) world: &'a dyn World,
    pub(crate) why: Why,
}

impl Making<'_> {
    /// Copies what `database` holds at this moment, and the files that are not there yet; reads all of
    /// that back; and gives it its name only then. Whoever writes to the vault does not wait.
    pub(crate) fn run(&self, database: &Connection, tell: Tell<'_>) -> Result<BackupReport> {
        let files = self.backups.join(ATTACHMENTS);
        disk::private_folder(&files)?;
        let made = Timestamp::from(self.world.now());
        let name = self.name(made);
        let part = self.backups.join(format!(".{name}.part"));
        let made = self.fill(database, &part, made, tell).and_then(|problems| {
            let opened = Opened::open_with(&part, self.keys(), files)?;
            let mut report = verify::verify(&opened, &name, Depth::Present)?;
            report.problems.splice(0..0, problems);
            let path = self.backups.join(&name);
            fs::rename(&part, &path)
                .and_then(|()| disk::sync_folder(self.backups))
                .map_err(|error| Error::file(path, error))?;
            Ok(report)
        });
        if made.is_err() {
            // Ours, and incomplete.
            let _ = fs::remove_file(&part);
        }
        made
    }

    fn keys(&self) -> Keys<'_> {
        Keys { vault: Some((self.header.vault, self.key)), secret: None }
    }

    /// A name that is not taken.
    fn name(&self, made: Timestamp) -> String {
        let stem = format!("{}-{}", made.utc().format("%Y-%m-%dT%H%M%SZ"), self.why.word());
        let free = |name: &String| !self.backups.join(name).exists();
        let first = format!("{stem}{ENDING}");
        if free(&first) {
            return first;
        }
        (2..).map(|count: u32| format!("{stem}-{count}{ENDING}")).find(free).unwrap_or(first)
    }

    /// Writes pages, label and missing files; says what could not be copied because it is damaged.
    fn fill(&self, database: &Connection, part: &Path, made: Timestamp, tell: Tell<'_>) -> Result<Vec<String>> {
        let key = self.key.derive(self.header.vault, Purpose::Backups);
        // One moment of the database, however long it takes.
        let moment = database.unchecked_transaction()?;
        let contents = contents(&moment)?;
        let kept = files::listed(&moment)?;
        let mut progress = BackupProgress { done: 0, total: page_bytes(&moment)? + self.missing(&kept) };
        copy_pages(&moment, &mut connect::fresh(part, &key)?, &mut progress, tell)?;
        drop(moment);
        let problems = self.copy_files(&kept, &mut progress, tell)?;
        let fail = |error| Error::file(part, error);
        let hashed = hash(&mut File::open(part).map_err(fail)?).map_err(fail)?;
        let label = Label::new(self.header.vault, self.header.slots.clone(), (made, self.why), contents, hashed);
        let label = label.seal(self.key)?;
        let mut file = OpenOptions::new().append(true).open(part).map_err(fail)?;
        file.write_all(&label).and_then(|()| file.sync_all()).map_err(fail)?;
        Ok(problems)
    }

    fn missing(&self, kept: &[Kept]) -> u64 {
        let files = self.backups.join(ATTACHMENTS);
        kept.iter().filter(|one| !one.is_in(&files)).map(Kept::sealed_bytes).sum()
    }

    fn copy_files(&self, kept: &[Kept], progress: &mut BackupProgress, tell: Tell<'_>) -> Result<Vec<String>> {
        let (from, to) = (self.vault.join(ATTACHMENTS), self.backups.join(ATTACHMENTS));
        let seals = self.key.seals(self.header.vault);
        let mut problems = Vec::new();
        for one in kept.iter().filter(|one| !one.is_in(&to)) {
            match files::copy(one, &from, &to, &seals) {
                Ok(()) => {}
                Err(error @ Error::Damaged(_)) => problems.push(format!("attachment {}: {error}", one.short())),
                Err(error) => return Err(error),
            }
            progress.done += one.sealed_bytes();
            if tell(*progress).is_break() {
                return Err(Error::Cancelled);
            }
        }
        Ok(problems)
    }
}

/// Copies all pages that `from` sees into `to`, each sealed with the other's key.
pub(super) fn copy_pages(
    from: &Connection,
    to: &mut Connection,
    progress: &mut BackupProgress,
    tell: Tell<'_>,
) -> Result<()> {
    use rusqlite::backup::{Backup as Copying, StepResult};
    let copying = Copying::new_with_names(from, rusqlite::MAIN_DB, to, rusqlite::MAIN_DB)?;
    let begun = progress.done;
    loop {
        let stepped = copying.step(STEP)?;
        let at = copying.progress();
        let done = u64::try_from(at.pagecount - at.remaining).unwrap_or(0);
        progress.done = begun + done * u64::from(connect::PAGE_BYTES);
        if tell(*progress).is_break() {
            return Err(Error::Cancelled);
        }
        match stepped {
            StepResult::Done => return Ok(()),
            StepResult::Busy | StepResult::Locked => return Err(Error::InUse),
            _ => {}
        }
    }
}

fn page_bytes(database: &Connection) -> Result<u64> {
    let pages: u64 = database.pragma_query_value(None, "page_count", |row| row.get(0))?;
    Ok(pages * u64::from(connect::PAGE_BYTES))
}

/// What a label says of a database.
pub(super) fn contents(database: &Connection) -> Result<Contents> {
    let count = |sql: &str| database.query_row(sql, [], |row| row.get::<_, u32>(0));
    Ok(Contents {
        schema: database.pragma_query_value(None, "user_version", |row| row.get(0))?,
        stamp: database.query_row("SELECT stamp FROM clock", [], |row| row.get(0))?,
        entries: count("SELECT count(*) FROM entry WHERE erased IS NULL")?,
        versions: count("SELECT count(*) FROM revision")?,
        attachments: count("SELECT count(*) FROM attachment WHERE erased IS NULL")?,
    })
}

impl Backup {
    pub(super) fn of(name: &str, label: &Label, file_bytes: u64) -> Self {
        Self {
            file: name.to_owned(),
            made: label.made,
            why: label.why,
            entries: label.entries,
            versions: label.versions,
            attachments: label.attachments,
            bytes: file_bytes,
            locked: label.is_locked(),
        }
    }
}
