//! `helmlog backup`: copies of the journal, and what can be done with them.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, Subcommand};
use helmlog_core::vault::{
    Backup as Made, BackupProgress, BackupReport, Backups, Rehearsal, RestoreReport, Secret, Why, backup_in,
    restore_over, restore_to,
};
use helmlog_core::world::{System, World};
use helmlog_core::{Error, ErrorCode, Vault};
use serde::Serialize;

use super::Context;
use crate::failure::Failure;
use crate::output::Output;
use crate::place::{Place, secret};
use crate::text::{count, one_line, padded, size};
use crate::wait;

const EXAMPLES: &str = "\
Examples:
  helmlog backup create
  helmlog backup list
  helmlog backup verify
  helmlog backup rehearse
  helmlog backup restore 2026-11-25T124605Z-daily.helmlog-backup
  helmlog backup restore /media/stick/helmlog-backups/FILE --to ~/journal-of-may
  helmlog backup second /media/stick

Backups lie in the vault's folder, in backups/; attached files lie once beside them. Carry both away
together, or let `helmlog backup second` do it. A backup opens with the passphrase of its time.";

/// Make backups, read them back, and put one in the place of the journal.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Backup {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Make one now and read it back. Prints its name.
    Create,
    /// List them, newest first.
    List,
    /// Read one to its last byte, attached files included; the newest if none is named.
    Verify(One),
    /// Restore one into a scratch folder, read every entry and every file there, and remove it again.
    Rehearse(One),
    /// Put one in the place of the journal, which is backed up first, or into a folder of its own.
    Restore(Restore),
    /// Make one under the passphrase and remove those that open without it.
    Replace,
    /// Choose a second folder that gets a copy of each; --none for no more.
    Second(Second),
}

/// Which backup.
#[derive(Debug, Args)]
struct One {
    /// The file, or its name in the vault's folder of backups.
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    #[command(flatten)]
    secret: OfItsTime,
}

#[derive(Debug, Args)]
struct Restore {
    /// The file, or its name in the vault's folder of backups.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// A new or empty folder to make a vault in; the journal stays as it is then.
    #[arg(long, value_name = "DIR")]
    to: Option<PathBuf>,
    #[command(flatten)]
    secret: OfItsTime,
}

/// The passphrase of a backup, where it is another than the vault's.
#[derive(Debug, Args)]
struct OfItsTime {
    /// A file whose first line is the passphrase that the backup was made under.
    #[arg(long, value_name = "FILE")]
    backup_passphrase_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct Second {
    /// The folder. Without it, says which one was chosen.
    #[arg(value_name = "DIR", conflicts_with = "none")]
    folder: Option<PathBuf>,
    /// No second folder any more. What lies there stays.
    #[arg(long)]
    none: bool,
}

#[derive(Serialize)]
struct SecondFolder {
    folder: Option<PathBuf>,
}

impl Backup {
    pub(crate) fn run(self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        match self.what {
            What::Create => {
                let vault = place.to_read()?;
                let report = told(out, "Backing up", |tell| vault.back_up(Why::ByHand, tell))?;
                made(out, &report)
            }
            What::List => list(out, &place.to_read()?.backups()?),
            What::Verify(one) => {
                let vault = place.to_read()?;
                let file = one.file(&vault)?;
                let report = one.secret.with(place, |secret| vault.verify_backup(&file, secret))?;
                show_report(out, &report)?;
                well(out, &report.problems, "The backup")
            }
            What::Rehearse(one) => {
                let vault = place.to_read()?;
                let file = one.file(&vault)?;
                let done = one.secret.with(place, |secret| {
                    told(out, "Rehearsing", |tell| vault.rehearse_restore(&file, secret, tell))
                })?;
                show_rehearsal(out, &done)?;
                well(out, &done.problems, "The backup")
            }
            What::Restore(restore) => restore.run(place, out),
            What::Replace => {
                let vault = place.to_write()?;
                let open = vault.open_backups()?.len();
                let report = told(out, "Backing up", |tell| vault.replace_open_backups(tell))?;
                out.say(format_args!("{} removed.", many(open, "open backup", "open backups")));
                made(out, &report)
            }
            What::Second(second) => second.run(place, out),
        }
    }
}

impl One {
    /// The file that was named, or the newest.
    fn file(&self, vault: &Vault) -> Result<PathBuf, Failure> {
        if let Some(file) = &self.file {
            return Ok(file.clone());
        }
        let newest = vault.backups()?.backups.into_iter().next();
        Ok(newest.map(|backup| backup.file.into()).ok_or(Error::NotFound { what: "backup" })?)
    }
}

impl Restore {
    fn run(self, place: &Place, out: &mut Output) -> Result<(), Failure> {
        let file = backup_in(place.folder(), &self.file);
        let world: Arc<dyn World> = Arc::new(System);
        let report = match &self.to {
            Some(folder) => self.secret.with(place, |secret| {
                told(out, "Restoring", |tell| restore_to(folder, &file, secret, &System, tell))
            })?,
            None => match place.to_write() {
                Ok(vault) => self
                    .secret
                    .with(place, |secret| told(out, "Restoring", |tell| vault.restore_backup(&file, secret, tell)))?,
                // What cannot be opened is set aside.
                Err(Failure::Core(Error::Damaged(_) | Error::NoVault(_))) => self.secret.with(place, |secret| {
                    told(out, "Restoring", |tell| restore_over(place.folder(), &file, secret, &world, tell))
                })?,
                Err(error) => return Err(error),
            },
        };
        if out.is_json() { out.json(&report) } else { show_restore(out, &report) }
    }
}

impl OfItsTime {
    /// Runs `work` without a secret, then, if the backup asks for one, with one.
    fn with<T>(&self, place: &Place, work: impl Fn(Option<&Secret>) -> Result<T, Error>) -> Result<T, Failure> {
        match (work(None), &self.backup_passphrase_file) {
            (Err(Error::Locked), Some(file)) => Ok(work(Some(&Secret::read(file)?))?),
            (Err(Error::Locked), None) => match place.has_secret() {
                true => Ok(work(Some(place.secret()?))?),
                false => Ok(work(Some(&secret(None, "Passphrase of the backup: ")?))?),
            },
            (done, _) => Ok(done?),
        }
    }
}

impl Second {
    fn run(self, place: &Place, out: &mut Output) -> Result<(), Failure> {
        if self.folder.is_some() || self.none {
            place.to_write()?.set_second_folder(self.folder.as_deref())?;
        }
        let folder = place.to_read()?.second_folder()?;
        if out.is_json() {
            return out.json(&SecondFolder { folder });
        }
        match folder {
            Some(folder) => out.line(folder.display()),
            None => {
                out.say("There is no second folder.");
                Ok(())
            }
        }
    }
}

/// Runs `work` with a bar for who waits.
fn told<T>(
    out: &Output,
    what: &str,
    work: impl FnOnce(&mut dyn FnMut(BackupProgress) -> ControlFlow<()>) -> Result<T, Error>,
) -> Result<T, Error> {
    let bar = wait::bytes(out, what, Some(0));
    let done = work(&mut |BackupProgress { done, total }| {
        bar.set_length(total);
        bar.set_position(done);
        ControlFlow::Continue(())
    });
    bar.finish_and_clear();
    done
}

fn made(out: &mut Output, report: &BackupReport) -> Result<(), Failure> {
    if out.is_json() {
        out.json(report)?;
    } else {
        out.line(&report.backup.file)?;
    }
    out.say(format_args!("{}, {}.", holds(&report.backup), size(report.backup.bytes)));
    if let Some(second) = &report.second {
        match &second.problem {
            None => out.say(format_args!("A copy is in {}.", second.folder)),
            Some(problem) => out.say(format_args!("There is no copy in {}: {problem}.", second.folder)),
        }
    }
    if !out.is_json() {
        report.problems.iter().for_each(|problem| out.say(format_args!("wrong: {problem}")));
    }
    well(out, &report.problems, "The journal")
}

/// Says that all is well, or ends with the code for damage.
fn well(out: &mut Output, problems: &[String], what: &str) -> Result<(), Failure> {
    if problems.is_empty() {
        out.say("Read back: all is well.");
        return Ok(());
    }
    out.finish()?;
    let message = format!("{what} is not whole: {} wrong.", many(problems.len(), "thing is", "things are"));
    Err(Failure::said(ErrorCode::Damaged, message, "Nothing was changed. `helmlog check` looks at the whole vault."))
}

fn list(out: &mut Output, found: &Backups) -> Result<(), Failure> {
    if out.is_json() {
        return out.json(found);
    }
    for backup in &found.backups {
        let lock = if backup.locked { "locked" } else { "open" };
        let holds = padded(&count(backup.entries, "entry", "entries"), 14);
        out.line(format_args!("{}  {holds}{}  {lock}", backup.file, padded(&size(backup.bytes), 10)))?;
    }
    for name in &found.unreadable {
        out.line(format_args!("{}  cannot be read", one_line(name)))?;
    }
    if found.backups.is_empty() {
        out.say("There is no backup yet. `helmlog backup create` makes one.");
    }
    Ok(())
}

fn show_report(out: &mut Output, report: &BackupReport) -> Result<(), Failure> {
    if out.is_json() {
        return out.json(report);
    }
    let backup = &report.backup;
    out.line(&backup.file)?;
    out.line(count(backup.entries, "entry", "entries"))?;
    out.line(count(backup.versions, "version", "versions"))?;
    out.line(format_args!("{}, read and genuine", count(report.attachments, "attached file", "attached files")))?;
    wrong(out, &report.problems)
}

fn show_rehearsal(out: &mut Output, done: &Rehearsal) -> Result<(), Failure> {
    if out.is_json() {
        return out.json(done);
    }
    out.line(&done.backup.file)?;
    out.line(format_args!("{} opened and read", count(done.entries, "entry", "entries")))?;
    out.line(count(done.versions, "version", "versions"))?;
    out.line(format_args!("{}, read and genuine", count(done.attachments, "attached file", "attached files")))?;
    out.line(format_args!("{} in the search index", count(done.indexed, "entry", "entries")))?;
    out.line(format_args!("{}.{:01} s", done.took_ms / 1000, done.took_ms % 1000 / 100))?;
    wrong(out, &done.problems)
}

fn show_restore(out: &mut Output, report: &RestoreReport) -> Result<(), Failure> {
    out.line(format_args!("{} restored", holds(&report.backup)))?;
    if report.missing > 0 {
        out.line(format_args!(
            "{} not in the backup",
            count(report.missing, "attached file is", "attached files are")
        ))?;
    }
    if let Some(before) = &report.before {
        out.say(format_args!("What was there before is in {}.", before.file));
    }
    if let Some(aside) = &report.aside {
        out.say(format_args!("What could not be opened is in {}.", one_line(aside)));
    }
    Ok(())
}

fn wrong(out: &mut Output, problems: &[String]) -> Result<(), Failure> {
    problems.iter().try_for_each(|problem| out.line(format_args!("wrong: {problem}")))
}

fn holds(backup: &Made) -> String {
    let entries = count(backup.entries, "entry", "entries");
    match backup.attachments {
        0 => entries,
        files => format!("{entries}, {}", count(files, "attached file", "attached files")),
    }
}

fn many(number: usize, one: &str, many: &str) -> String {
    count(u32::try_from(number).unwrap_or(u32::MAX), one, many)
}
