use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::TimeDelta;

use super::*;
use crate::id::{AttachmentId, EntryId};
use crate::journal::Content;
use crate::vault::{ATTACHMENTS, Cost, DATABASE, restore_over, restore_to};
use crate::world::{Still, World};

const PASSPHRASE: &str = "correct horse";

fn go(_: BackupProgress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// A vault in `folder/vault` and its world.
struct Kit {
    folder: tempfile::TempDir,
    world: Arc<Still>,
    vault: Vault,
}

impl Kit {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let world = Arc::new(Still::at("2026-11-23T09:41:00+00:00").unwrap());
        let vault = Vault::create(folder.path().join("vault"), world.clone()).unwrap();
        Self { folder, world, vault }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("vault")
    }

    fn add(&self, text: &str) -> EntryId {
        let mut content = Content::on(self.world.now().date_naive(), "Etc/UTC");
        content.body = text.into();
        self.vault.add(&content).unwrap().id
    }

    fn attach(&self, entry: EntryId, text: &str) -> AttachmentId {
        let file = self.folder.path().join("note.txt");
        std::fs::write(&file, text.repeat(20_000)).unwrap();
        self.vault.attach(entry, &file).unwrap().id
    }

    fn back_up(&self, why: Why) -> String {
        let report = self.vault.back_up(why, &mut go).unwrap();
        assert_eq!(report.problems, Vec::<String>::new());
        report.backup.file
    }

    fn world(&self) -> Arc<dyn World> {
        self.world.clone()
    }
}

fn bodies(vault: &Vault) -> Vec<String> {
    vault
        .read(|database| {
            let mut select = database.prepare("SELECT body FROM entry WHERE erased IS NULL ORDER BY seq")?;
            let rows = select.query_map([], |row| row.get(0))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
        .unwrap()
}

fn read(vault: &Vault, id: AttachmentId) -> Result<String> {
    let mut bytes = Vec::new();
    vault.read_attachment(id, &mut bytes)?;
    Ok(String::from_utf8(bytes).unwrap())
}

fn devices(vault: &Vault) -> u32 {
    vault.read(|database| Ok(database.query_row("SELECT count(*) FROM device", [], |row| row.get(0))?)).unwrap()
}

fn assert_whole(vault: &Vault) {
    vault.fill_index().unwrap();
    assert_eq!(vault.check().unwrap().problems, Vec::<String>::new());
    assert!(!vault.folder().unwrap().join("rotation").exists());
}

#[test]
fn a_backup_brings_back_what_was_there_and_keeps_what_is_there_now() {
    let kit = Kit::new();
    let first = kit.add("Told Dana first.");
    let file = kit.attach(first, "x");
    let backup = kit.back_up(Why::ByHand);
    kit.add("Told nobody.");
    let later = kit.attach(first, "y");
    let done = kit.vault.restore_backup(Path::new(&backup), None, &mut go).unwrap();
    assert_eq!((done.attachments, done.missing), (1, 0));
    assert_eq!(bodies(&kit.vault), ["Told Dana first."]);
    assert_eq!(read(&kit.vault, file).unwrap(), "x".repeat(20_000));
    assert!(matches!(read(&kit.vault, later), Err(Error::NotFound { .. })));
    assert_whole(&kit.vault);
    // The vault goes on, as a device of its own.
    kit.add("Went on.");
    assert_eq!(devices(&kit.vault), 2);
    let before = done.before.unwrap();
    assert_eq!((before.why, before.entries, before.attachments), (Why::BeforeRestore, 2, 2));
    kit.vault.restore_backup(Path::new(&before.file), None, &mut go).unwrap();
    assert_eq!(bodies(&kit.vault), ["Told Dana first.", "Told nobody."]);
    assert_eq!(read(&kit.vault, later).unwrap(), "y".repeat(20_000));
    assert_whole(&kit.vault);
}

#[test]
fn a_backup_can_be_opened_on_another_computer_and_both_go_on_as_devices_of_their_own() {
    let kit = Kit::new();
    let entry = kit.add("Told Dana first.");
    let file = kit.attach(entry, "x");
    kit.vault.set_passphrase(&Secret::new(PASSPHRASE), Cost::LEAST).unwrap();
    let backup = kit.back_up(Why::ByHand);
    // Carried there: the file, and the files beside it.
    let there = kit.folder.path().join("stick");
    std::fs::create_dir_all(there.join(ATTACHMENTS)).unwrap();
    let backups = kit.path().join(BACKUPS);
    std::fs::copy(backups.join(&backup), there.join(&backup)).unwrap();
    for one in std::fs::read_dir(backups.join(ATTACHMENTS)).unwrap() {
        let one = one.unwrap();
        std::fs::copy(one.path(), there.join(ATTACHMENTS).join(one.file_name())).unwrap();
    }
    let other = kit.folder.path().join("other");
    let secret = Secret::new(PASSPHRASE);
    let from = there.join(&backup);
    assert!(matches!(restore_to(&other, &from, None, &*kit.world(), &mut go), Err(Error::Locked)));
    let wrong = Secret::new("correct house");
    assert!(matches!(restore_to(&other, &from, Some(&wrong), &*kit.world(), &mut go), Err(Error::WrongSecret)));
    assert!(!other.exists(), "nothing is begun without the right passphrase");
    let done = restore_to(&other, &from, Some(&secret), &*kit.world(), &mut go).unwrap();
    assert_eq!((done.attachments, done.missing, done.aside), (1, 0, None));
    assert!(matches!(Vault::open(&other, kit.world()), Err(Error::Locked)));
    let copy = Vault::unlock(&other, &secret, kit.world()).unwrap();
    assert_eq!(bodies(&copy), ["Told Dana first."]);
    assert_eq!(read(&copy, file).unwrap(), "x".repeat(20_000));
    assert_whole(&copy);
    let writer = |vault: &Vault| {
        vault
            .read(|database| {
                let sql = "SELECT id FROM device JOIN clock ON clock.device = device.seq";
                Ok(database.query_row(sql, [], |row| row.get::<_, crate::id::DeviceId>(0))?)
            })
            .unwrap()
    };
    assert_ne!(writer(&copy), writer(&kit.vault));
}

#[test]
fn a_vault_that_cannot_be_opened_is_set_aside_and_replaced() {
    let mut kit = Kit::new();
    let entry = kit.add("Told Dana first.");
    let backup = kit.back_up(Why::ByHand);
    kit.attach(entry, "later");
    let path = kit.path();
    let empty = Vault::in_memory(kit.world()).unwrap();
    drop(std::mem::replace(&mut kit.vault, empty));
    let from = path.join(BACKUPS).join(backup);
    let header = std::fs::read(path.join("vault.json")).unwrap();
    for (name, damage) in
        [("vault.json", Some(&b"{"[..])), ("vault.json", None), (DATABASE, Some(&b"?"[..])), (DATABASE, None)]
    {
        let damaged = path.join(name);
        match damage {
            Some(bytes) => std::fs::write(&damaged, bytes).unwrap(),
            None => std::fs::remove_file(&damaged).unwrap(),
        }
        assert!(Vault::open(&path, kit.world()).is_err(), "{name}");
        let done = restore_over(&path, &from, None, &kit.world(), &mut go).unwrap();
        let aside = PathBuf::from(done.aside.unwrap());
        if let Some(bytes) = damage {
            assert_eq!(std::fs::read(aside.join(name)).unwrap(), bytes);
        }
        let vault = Vault::open(&path, kit.world()).unwrap();
        assert_eq!(bodies(&vault), ["Told Dana first."]);
        assert_whole(&vault);
        let files = std::fs::read_dir(path.join(ATTACHMENTS)).unwrap().count();
        assert_eq!(files, 1, "the file that only the vault of before speaks of");
        kit.world.pass(TimeDelta::seconds(2));
    }
    assert_eq!(std::fs::read(path.join("vault.json")).unwrap(), header, "the same key, the same slot");
    let over = restore_over(&path, &from, None, &kit.world(), &mut go);
    assert!(matches!(over, Err(Error::Exists(_))), "nor is it set aside");
    let again = restore_to(&path, &from, None, &*kit.world(), &mut go);
    assert!(matches!(again, Err(Error::Exists(_))), "what can be opened is not set aside");
}

#[test]
fn the_first_passphrase_leaves_open_backups_that_are_named_and_can_be_replaced() {
    let kit = Kit::new();
    let entry = kit.add("Told Dana first.");
    let file = kit.attach(entry, "x");
    let open = kit.back_up(Why::ByHand);
    assert_eq!(kit.vault.open_backups().unwrap(), [], "no passphrase, so nothing to name");
    kit.vault.set_passphrase(&Secret::new(PASSPHRASE), Cost::LEAST).unwrap();
    let named = kit.vault.open_backups().unwrap();
    assert_eq!(named.iter().map(|backup| &backup.file).collect::<Vec<_>>(), [&open]);
    // It still opens, with the key that lies in it; restored, it is under the passphrase.
    kit.vault.restore_backup(Path::new(&open), None, &mut go).unwrap();
    assert_eq!(read(&kit.vault, file).unwrap(), "x".repeat(20_000));
    assert!(kit.vault.protection().unwrap().passphrase);
    assert_whole(&kit.vault);

    kit.world.pass(TimeDelta::seconds(2));
    let report = kit.vault.replace_open_backups(&mut go).unwrap();
    assert_eq!(report.problems, Vec::<String>::new());
    assert_eq!(kit.vault.open_backups().unwrap(), []);
    let left = kit.vault.backups().unwrap().backups;
    assert!(left.iter().all(|backup| backup.locked));
    let sealed = std::fs::read_dir(kit.path().join(BACKUPS).join(ATTACHMENTS)).unwrap().count();
    assert_eq!(sealed, 1, "the file under the old key went with the backups that had it");
    assert_eq!(kit.vault.verify_backup(Path::new(&report.backup.file), None).unwrap().attachments, 1);
}

#[test]
fn an_attached_file_is_copied_once_and_a_damaged_one_is_reported_and_copied_when_it_is_whole_again() {
    let kit = Kit::new();
    let entry = kit.add("Told Dana first.");
    kit.attach(entry, "x");
    let sealed = std::fs::read_dir(kit.path().join(ATTACHMENTS)).unwrap().next().unwrap().unwrap().path();
    let genuine = std::fs::read(&sealed).unwrap();
    let mut damaged = genuine.clone();
    damaged[100] ^= 1;
    std::fs::write(&sealed, damaged).unwrap();
    let report = kit.vault.back_up(Why::ByHand, &mut go).unwrap();
    assert_eq!((report.attachments, report.problems.len()), (0, 2), "{:?}", report.problems);
    std::fs::write(&sealed, &genuine).unwrap();
    kit.world.pass(TimeDelta::seconds(2));
    kit.back_up(Why::ByHand);
    let copy = kit.path().join(BACKUPS).join(ATTACHMENTS).join(sealed.file_name().unwrap());
    let made = std::fs::metadata(&copy).unwrap().modified().unwrap();
    kit.world.pass(TimeDelta::seconds(2));
    let last = kit.back_up(Why::ByHand);
    assert_eq!(std::fs::metadata(&copy).unwrap().modified().unwrap(), made);
    // The vault's own file is lost; the backup still has one, and a restore brings it back.
    std::fs::remove_file(&sealed).unwrap();
    kit.vault.restore_backup(Path::new(&last), None, &mut go).unwrap();
    assert_eq!(std::fs::read(&sealed).unwrap(), genuine);
    assert_whole(&kit.vault);
}

#[test]
fn no_flipped_byte_of_a_backup_passes_and_the_journal_is_not_touched_by_trying() {
    let kit = Kit::new();
    kit.add("Told Dana first.");
    let backup = kit.path().join(BACKUPS).join(kit.back_up(Why::ByHand));
    let genuine = std::fs::read(&backup).unwrap();
    let mut tried = 0;
    for at in (0..genuine.len()).step_by(1009).chain(genuine.len() - 60..genuine.len()) {
        let mut damaged = genuine.clone();
        damaged[at] ^= 0x10;
        std::fs::write(&backup, damaged).unwrap();
        let found = kit.vault.verify_backup(&backup, None);
        assert!(matches!(found, Err(Error::BadBackup(_))), "byte {at}: {found:?}");
        tried += 1;
    }
    assert!(tried > 100);
    assert!(matches!(kit.vault.restore_backup(&backup, None, &mut go), Err(Error::BadBackup(_))));
    assert_eq!(bodies(&kit.vault), ["Told Dana first."]);
    assert_whole(&kit.vault);
}

#[test]
fn a_backup_that_is_stopped_leaves_nothing_and_a_restore_that_is_stopped_changes_nothing() {
    let kit = Kit::new();
    let entry = kit.add(&"Told Dana first. ".repeat(1000));
    kit.attach(entry, "x");
    let mut steps = 0;
    let whole = kit.vault.back_up(Why::ByHand, &mut |_| {
        steps += 1;
        ControlFlow::Continue(())
    });
    let file = whole.unwrap().backup.file;
    assert!(steps >= 2);
    let listing = || {
        let mut names = disk::names(&kit.path().join(BACKUPS)).unwrap();
        names.sort();
        names
    };
    let before = listing();
    let body = bodies(&kit.vault);
    for stop in 0..steps {
        let mut step = 0;
        let mut until = |_: BackupProgress| {
            step += 1;
            if step > stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let stopped = kit.vault.back_up(Why::ByHand, &mut until);
        // The last files are copied once only, so there may be fewer steps.
        if let Ok(report) = stopped {
            std::fs::remove_file(kit.path().join(BACKUPS).join(report.backup.file)).unwrap();
        } else {
            assert!(matches!(stopped, Err(Error::Cancelled)));
        }
        assert_eq!(listing(), before, "stopped after {stop}");
    }
    for stop in 0..20 {
        let mut step = 0;
        let stopped = kit.vault.restore_backup(Path::new(&file), None, &mut |_| {
            step += 1;
            if step > stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        if stopped.is_ok() {
            assert!(stop > 2);
            break;
        }
        assert!(matches!(stopped, Err(Error::Cancelled)));
        assert_eq!(bodies(&kit.vault), body);
    }
    assert_eq!(bodies(&kit.vault), body);
    assert_whole(&kit.vault);
}

#[test]
fn a_backup_is_due_when_something_has_changed_and_a_day_has_passed_or_the_window_closes() {
    let kit = Kit::new();
    let due = |why| kit.vault.back_up_if_due(why, &mut go).unwrap().is_some();
    assert!(!due(Why::Daily), "there is nothing to lose yet");
    kit.add("Told Dana first.");
    assert!(due(Why::Daily));
    assert!(!due(Why::Daily));
    assert!(!due(Why::Closing), "nothing has changed");
    kit.add("Told nobody.");
    assert!(!due(Why::Daily), "the day has not passed");
    assert!(due(Why::Closing));
    kit.add("Told everybody.");
    kit.world.pass(TimeDelta::hours(25));
    assert!(due(Why::Daily));
    kit.add("Told once more.");
    assert!(!kit.vault.backups().unwrap().is_late(&*kit.world));
    kit.world.pass(TimeDelta::days(8));
    assert!(kit.vault.backups().unwrap().is_late(&*kit.world));
    kit.world.pass(TimeDelta::days(-8));
    kit.world.pass(TimeDelta::days(-400));
    assert!(due(Why::Daily), "a clock that was put back does not keep backups away");
}

#[test]
fn a_second_folder_gets_a_copy_that_stands_by_itself_and_its_absence_is_said() {
    let kit = Kit::new();
    let entry = kit.add("Told Dana first.");
    kit.attach(entry, "x");
    let second = kit.folder.path().join("stick");
    std::fs::create_dir(&second).unwrap();
    assert!(kit.vault.set_second_folder(Some(&kit.path())).is_err(), "in the vault itself");
    assert!(kit.vault.set_second_folder(Some(&kit.folder.path().join("nowhere"))).is_err());
    kit.vault.set_second_folder(Some(&second)).unwrap();
    let report = kit.vault.back_up(Why::ByHand, &mut go).unwrap();
    assert_eq!(report.second.unwrap().problem, None);
    let copy = second.join("helmlog-backups").join(&report.backup.file);
    assert_eq!(kit.vault.verify_backup(&copy, None).unwrap().problems, Vec::<String>::new());
    let done = restore_to(&kit.folder.path().join("other"), &copy, None, &*kit.world(), &mut go).unwrap();
    assert_eq!((done.attachments, done.missing), (1, 0));
    std::fs::remove_dir_all(&second).unwrap();
    kit.world.pass(TimeDelta::seconds(2));
    let report = kit.vault.back_up(Why::ByHand, &mut go).unwrap();
    assert!(report.second.unwrap().problem.unwrap().contains("is not there"));
    kit.vault.set_second_folder(None).unwrap();
    kit.world.pass(TimeDelta::seconds(2));
    assert_eq!(kit.vault.back_up(Why::ByHand, &mut go).unwrap().second, None);
}

#[test]
fn a_rehearsal_reads_everything_and_leaves_nothing() {
    let kit = Kit::new();
    let entry = kit.add("Told Dana first.");
    kit.attach(entry, "x");
    kit.vault.set_passphrase(&Secret::new(PASSPHRASE), Cost::LEAST).unwrap();
    let backup = kit.back_up(Why::ByHand);
    kit.add("Told nobody.");
    let names = disk::names(&kit.path().join(BACKUPS)).unwrap().len();
    let tried = kit.vault.rehearse_restore(Path::new(&backup), None, &mut go).unwrap();
    assert_eq!((tried.entries, tried.versions, tried.attachments, tried.indexed), (1, 1, 1, 1));
    assert_eq!(tried.problems, Vec::<String>::new());
    assert_eq!(bodies(&kit.vault).len(), 2);
    assert_eq!(disk::names(&kit.path().join(BACKUPS)).unwrap().len(), names);
    // A file that the backup has lost is found by it.
    for one in std::fs::read_dir(kit.path().join(BACKUPS).join(ATTACHMENTS)).unwrap() {
        std::fs::remove_file(one.unwrap().path()).unwrap();
    }
    let tried = kit.vault.rehearse_restore(Path::new(&backup), None, &mut go).unwrap();
    assert_eq!((tried.attachments, tried.problems.is_empty()), (0, false), "{:?}", tried.problems);
}

#[test]
fn a_backup_of_another_vault_is_refused_and_so_is_what_is_none() {
    let kit = Kit::new();
    let other = Kit::new();
    other.world.pass(TimeDelta::days(1));
    let strange = Vault::create(other.folder.path().join("strange"), other.world()).unwrap();
    let report = strange.back_up(Why::ByHand, &mut go).unwrap();
    let path = strange.backup_path(Path::new(&report.backup.file));
    assert!(matches!(kit.vault.restore_backup(&path, None, &mut go), Err(Error::Invalid { .. })));
    let note = kit.folder.path().join("note.txt");
    std::fs::write(&note, "no backup").unwrap();
    assert!(matches!(kit.vault.verify_backup(&note, None), Err(Error::BadBackup(_))));
    let unreadable = kit.path().join(BACKUPS).join(format!("strange{ENDING}"));
    disk::private_folder(&kit.path().join(BACKUPS)).unwrap();
    std::fs::write(&unreadable, "no backup").unwrap();
    assert_eq!(kit.vault.backups().unwrap().unreadable, [format!("strange{ENDING}")]);
}

#[test]
fn changes_of_the_passphrase_leave_each_backup_with_the_one_of_its_time() {
    let kit = Kit::new();
    kit.add("Told Dana first.");
    let (old, new) = (Secret::new(PASSPHRASE), Secret::new("battery staple"));
    kit.vault.set_passphrase(&old, Cost::LEAST).unwrap();
    let backup = kit.vault.backup_path(Path::new(&kit.back_up(Why::ByHand)));
    kit.vault.change_passphrase(&old, &new, Cost::LEAST).unwrap();
    // The vault's key is the same, so the open vault needs no secret for it.
    assert_eq!(kit.vault.verify_backup(&backup, None).unwrap().problems, Vec::<String>::new());
    let other = kit.folder.path().join("other");
    assert!(matches!(restore_to(&other, &backup, Some(&new), &*kit.world(), &mut go), Err(Error::WrongSecret)));
    restore_to(&other, &backup, Some(&old), &*kit.world(), &mut go).unwrap();
    assert_eq!(bodies(&Vault::unlock(&other, &old, kit.world()).unwrap()), ["Told Dana first."]);
}
