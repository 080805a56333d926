//! Putting a backup in the place of a journal, or where there is none.
//!
//! Everything is prepared in `rotation/` under the key that the vault has or will have; then `vault.json`
//! is rewritten, which is the moment of the change; then it is put into its place, as after a change of
//! keys. What was there before is in a backup, or, where it could not be opened, set aside as it was.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use serde::Serialize;
use specta::Type;

use super::make::{Tell, copy_pages};
use super::open::{Keys, Opened, look};
use super::{Backup, BackupProgress, Why, files, name_of};
use crate::disk;
use crate::error::{Error, Result};
use crate::id::DeviceId;
use crate::stamp::Stamp;
use crate::vault::header::Header;
use crate::vault::key::{Purpose, VaultKey};
use crate::vault::lock::Lock;
use crate::vault::migrate::MIGRATIONS;
use crate::vault::open::{claim, free};
use crate::vault::sealed::reseal;
use crate::vault::secret::Secret;
use crate::vault::{ATTACHMENTS, DATABASE, Vault, aliases, aside, connect, rotate, slot};
use crate::world::World;

/// What came of a restore.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct RestoreReport {
    /// The backup that is the journal now.
    pub backup: Backup,
    /// Attached files that came with it.
    pub attachments: u32,
    /// Attached files that are missing or damaged in the backup; the entries are there.
    pub missing: u32,
    /// The backup of what was there before, if it could be opened.
    pub before: Option<Backup>,
    /// Where what was there before lies as it was, if it could not.
    pub aside: Option<String>,
}

impl Vault {
    /// Makes a backup of the journal, then puts `file` in its place. The passphrase stays as it is;
    /// `secret` is needed if the backup was made under another.
    ///
    /// # Errors
    /// As [`Vault::verify_backup`], or [`Error::Invalid`] for a backup of another vault; the journal is as
    /// it was then.
    pub fn restore_backup(
        &self,
        file: &Path,
        secret: Option<&Secret>,
        tell: &mut dyn FnMut(BackupProgress) -> ControlFlow<()>,
    ) -> Result<RestoreReport> {
        let folder = self.folder_to_write()?;
        let path = self.backup_path(file);
        {
            let key = self.key.read().unwrap_or_else(std::sync::PoisonError::into_inner);
            same_vault(self.id, Opened::open(&path, Keys { vault: Some((self.id, &key)), secret })?.label.vault)?;
        }
        let before = self.back_up(Why::BeforeRestore, tell)?.backup;
        let header = Header::read(folder)?;
        let last = self.read(|database| Ok(database.query_row("SELECT stamp FROM clock", [], |row| row.get(0))?))?;
        let mut came = None;
        self.replace(header, None, |_, key| {
            let opened = Opened::open(&path, Keys { vault: Some((self.id, key)), secret })?;
            came = Some(prepare(folder, &opened, key, last, self.world(), tell)?);
            Ok(())
        })?;
        self.index().forget();
        came.map(|came| came.report(&path, Some(before), None)).ok_or(Error::Cancelled)
    }
}

/// Makes a vault of the backup `file` in `folder`, which is created or must be empty. It has the
/// passphrase that the backup has.
///
/// # Errors
/// [`Error::Locked`] or [`Error::WrongSecret`] without the right `secret`, [`Error::BadBackup`],
/// [`Error::Exists`] or [`Error::Occupied`]; nothing is made then.
pub fn restore_to(
    folder: &Path,
    file: &Path,
    secret: Option<&Secret>,
    world: &dyn World,
    tell: &mut dyn FnMut(BackupProgress) -> ControlFlow<()>,
) -> Result<RestoreReport> {
    free(folder)?;
    let opened = Opened::open(file, Keys { vault: None, secret })?;
    disk::private_folder(folder)?;
    let lock = Lock::take(folder)?;
    claim(folder, &lock)?;
    let came = install(folder, &opened, header_of(&opened), &opened.key, world, tell)?;
    Ok(came.report(file, None, None))
}

/// Puts the backup `file` in the place of a vault that cannot be opened, which is set aside as it is. The
/// passphrase stays; where `vault.json` cannot be read, it is the one that the backup has.
///
/// # Errors
/// [`Error::Locked`] or [`Error::WrongSecret`] without the right `secret`, [`Error::BadBackup`], or
/// [`Error::Invalid`] for a backup of another vault; [`Error::Exists`] if the vault can be opened, and what
/// opening it says if it is in use or newer. Nothing is changed then.
pub fn restore_over(
    folder: &Path,
    file: &Path,
    secret: Option<&Secret>,
    world: &Arc<dyn World>,
    tell: &mut dyn FnMut(BackupProgress) -> ControlFlow<()>,
) -> Result<RestoreReport> {
    let kept = match Header::read(folder) {
        Ok(header) => {
            same_vault(header.vault, look(file)?.label.vault)?;
            let key = match secret {
                Some(secret) => slot::unlock(&header.slots, secret, header.vault)?,
                None => slot::open(&header.slots)?,
            };
            Some((header, key))
        }
        Err(Error::NoVault(_) | Error::Damaged(_)) => None,
        Err(error) => return Err(error),
    };
    if let Some((_, key)) = &kept {
        broken(folder, key, world)?;
    }
    let keys = Keys { vault: kept.as_ref().map(|(header, key)| (header.vault, key)), secret };
    let opened = Opened::open(file, keys)?;
    let lock = Lock::take(folder)?;
    let aside = aside::set_aside(folder, &**world)?;
    let (header, key) = match &kept {
        Some((header, key)) => (header.clone(), key),
        None => (header_of(&opened), &opened.key),
    };
    let came = install(folder, &opened, header, key, &**world, tell)?;
    lock.end()?;
    Ok(came.report(file, None, aside))
}

/// The header of a vault that has the key slots of a backup.
pub(super) fn header_of(opened: &Opened) -> Header {
    Header::new(opened.label.vault, &opened.key).with(opened.label.slots.clone())
}

/// Makes a vault of what a backup holds in `folder`, as `header` and `key` say.
pub(super) fn install(
    folder: &Path,
    opened: &Opened,
    mut header: Header,
    key: &VaultKey,
    world: &dyn World,
    tell: Tell<'_>,
) -> Result<Came> {
    let came = prepare(folder, opened, key, Stamp::default(), world, tell)?;
    aside::bring_files(folder)?;
    rotate::take_effect(folder, &mut header)?;
    Ok(came)
}

/// What has come of a backup.
pub(super) struct Came {
    pub(super) backup: Backup,
    attachments: u32,
    pub(super) missing: u32,
}

impl Came {
    fn report(self, file: &Path, before: Option<Backup>, aside: Option<String>) -> RestoreReport {
        let Self { backup, attachments, missing } = self;
        RestoreReport { backup: Backup { file: name_of(file), ..backup }, attachments, missing, before, aside }
    }
}

fn same_vault(here: crate::id::VaultId, there: crate::id::VaultId) -> Result<()> {
    if here == there {
        return Ok(());
    }
    Err(Error::invalid("backup", "is of another vault; restore it into a folder of its own"))
}

/// Makes sure that the vault in `folder` is there and cannot be opened: nothing else is set aside.
fn broken(folder: &Path, key: &VaultKey, world: &Arc<dyn World>) -> Result<()> {
    let copy = VaultKey::new(*key.bytes());
    match Vault::enter(folder.to_owned(), Arc::clone(world), |_| Ok(copy)) {
        Ok(_) => Err(Error::Exists(folder.to_owned())),
        Err(Error::Damaged(_)) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Puts what a backup holds into `rotation/`, under `key`. It writes on as a device of its own, later
/// than `last`: on whatever computer it is opened, no two changes have one name.
fn prepare(
    folder: &Path,
    opened: &Opened,
    key: &VaultKey,
    last: Stamp,
    world: &dyn World,
    tell: Tell<'_>,
) -> Result<Came> {
    let known = u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX);
    if opened.label.schema > known {
        return Err(Error::Newer { found: opened.label.schema, known });
    }
    rotate::discard(folder)?;
    let copies = folder.join(rotate::FOLDER);
    let sealed = copies.join(ATTACHMENTS);
    disk::private_folder(&sealed)?;
    let path = copies.join(DATABASE);
    let vault = opened.label.vault;
    let kept = files::listed(&opened.database)?;
    let total = opened.label.bytes + kept.iter().map(files::Kept::sealed_bytes).sum::<u64>();
    let mut progress = BackupProgress { done: 0, total };
    let mut pages = connect::fresh(&path, &key.derive(vault, Purpose::Database))?;
    copy_pages(&opened.database, &mut pages, &mut progress, tell)?;
    drop(pages);
    // Opened anew: it has pages, and so a schema, only now.
    let database = connect::fresh(&path, &key.derive(vault, Purpose::Database))?;
    let (old, new) = (opened.key.seals(vault), key.seals(vault));
    let same_key = opened.key.bytes() == key.bytes();
    let (mut attachments, mut missing) = (0, 0);
    for one in kept {
        let places = [folder.join(ATTACHMENTS), opened.attachments.clone()];
        let mut found = None;
        for place in places.iter().filter(|place| one.is_in(place)) {
            match one.verify_in(place, &old) {
                Ok(()) => {
                    found = Some(place);
                    break;
                }
                Err(Error::Damaged(_)) => {}
                Err(error) => return Err(error),
            }
        }
        match found {
            None => missing += 1,
            Some(place) if same_key => {
                let (from, to) = (one.path(place), one.path(&sealed));
                let copy = || fs::copy(&from, &to).and_then(|_| fs::File::open(&to)?.sync_all());
                // The vault's own folder is about to go; what is in the backup's stays a file of its own.
                let brought =
                    if *place == opened.attachments { copy() } else { fs::hard_link(&from, &to).or_else(|_| copy()) };
                brought.map_err(|error| Error::file(to, error))?;
                attachments += 1;
            }
            Some(place) => {
                let named = reseal(&one.path(place), &old, &sealed, &new, world)?;
                database.execute("UPDATE attachment SET hash = ?2 WHERE hash = ?1", (&one.hash, named.as_slice()))?;
                attachments += 1;
            }
        }
        progress.done += one.sealed_bytes();
        if tell(progress).is_break() {
            return Err(Error::Cancelled);
        }
    }
    database.execute(
        "INSERT INTO device (id, name, since) VALUES (?1, ?2, ?3)",
        (DeviceId::draw(world)?, "this device", world.now().timestamp_millis()),
    )?;
    database.execute("UPDATE clock SET device = last_insert_rowid(), stamp = max(stamp, ?1)", [last])?;
    if !same_key {
        aliases::carry(&database, "main", vault, &opened.key)?;
    }
    drop(database);
    fs::File::open(&path)
        .and_then(|file| file.sync_all())
        .and_then(|()| disk::sync_folder(&sealed))
        .and_then(|()| disk::sync_folder(&copies))
        .map_err(|error| Error::file(copies, error))?;
    Ok(Came { backup: Backup::of("", &opened.label, opened.label.bytes), attachments, missing })
}
