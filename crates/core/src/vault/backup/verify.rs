//! Reading a backup back.

use rusqlite::{Connection, OptionalExtension};

use super::files;
use super::make::contents;
use super::open::Opened;
use super::{Backup, BackupReport};
use crate::error::Result;
use crate::journal::Content;

/// How much of the attached files is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// Each is there and as long as it should be. Enough for those that were read when they were copied.
    Present,
    /// Each is opened to its end.
    Every,
}

/// Reads the database of an opened backup: its form, its references, its counts beside the label's, an
/// entry with its newest version, and the files.
pub(super) fn verify(opened: &Opened, name: &str, depth: Depth) -> Result<BackupReport> {
    let database = &opened.database;
    let mut problems = rows(database, "PRAGMA integrity_check")?;
    problems.retain(|row| row != "ok");
    problems.extend(rows(
        database,
        "SELECT \"table\" || ' refers to nothing in ' || parent FROM pragma_foreign_key_check",
    )?);
    if contents(database)? != opened.label.contents() {
        problems.push("the label and the database disagree on what is in it".to_owned());
    }
    if !reads_back(database)? {
        problems.push("an entry cannot be read back".to_owned());
    }
    let seals = opened.key.seals(opened.label.vault);
    let mut genuine = 0;
    for one in files::listed(database)? {
        let folder = &opened.attachments;
        let found = match depth {
            Depth::Present => one.is_in(folder).then_some(()).ok_or_else(|| "is missing or cut off".to_owned()),
            Depth::Every => one.verify_in(folder, &seals).map_err(|error| error.to_string()),
        };
        match found {
            Ok(()) => genuine += 1,
            Err(why) => problems.push(format!("attachment {}: {why}", one.short())),
        }
    }
    let backup = Backup::of(name, &opened.label, opened.label.bytes);
    Ok(BackupReport { backup, attachments: genuine, problems, second: None })
}

/// Whether the newest entry and its newest version can be read.
fn reads_back(database: &Connection) -> Result<bool> {
    let newest: Option<String> = database
        .query_row(
            "SELECT snapshot FROM revision JOIN entry ON entry.seq = revision.entry
             WHERE erased IS NULL ORDER BY revision.seq DESC LIMIT 1",
            [],
            |row| row.get(0),
        )
        .optional()?;
    Ok(newest.is_none_or(|snapshot| serde_json::from_str::<Content>(&snapshot).is_ok()))
}

fn rows(database: &Connection, sql: &str) -> Result<Vec<String>> {
    Ok(database.prepare(sql)?.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}
