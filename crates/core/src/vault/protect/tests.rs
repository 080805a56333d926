use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;

use super::*;
use crate::id::{AttachmentId, EntryId};
use crate::journal::Content;
use crate::vault::{ATTACHMENTS, DATABASE};
use crate::world::{Still, World};

const PASSPHRASE: &str = "correct horse";

fn world() -> Arc<dyn World> {
    Arc::new(Still::at("2026-11-23T09:41:00+00:00").unwrap())
}

fn secret(text: &str) -> Secret {
    Secret::new(text)
}

/// An open vault with an entry and a file kept with it.
fn begun(folder: &Path) -> (Vault, EntryId, AttachmentId) {
    let world = world();
    let vault = Vault::create(folder.join("vault"), world.clone()).unwrap();
    let mut content = Content::on(world.now().date_naive(), "Etc/UTC");
    content.body = "Told Dana first.".into();
    let entry = vault.add(&content).unwrap().id;
    let file = folder.join("note.txt");
    std::fs::write(&file, vec![b'x'; 200_000]).unwrap();
    let kept = vault.attach(entry, &file).unwrap().id;
    (vault, entry, kept)
}

fn assert_whole(vault: &Vault, entry: EntryId, kept: AttachmentId) {
    assert_eq!(vault.entry(entry).unwrap().content.body, "Told Dana first.");
    let mut back = Vec::new();
    vault.read_attachment(kept, &mut back).unwrap();
    assert_eq!(back, vec![b'x'; 200_000]);
    vault.fill_index().unwrap();
    assert_eq!(vault.check().unwrap().problems, Vec::<String>::new());
    let folder = vault.folder().unwrap();
    assert!(!folder.join("rotation").exists(), "nothing is left of the change");
    assert_eq!(std::fs::read_dir(folder.join(ATTACHMENTS)).unwrap().count(), 1);
}

#[test]
fn a_passphrase_locks_the_vault_and_everything_is_there_before_and_after() {
    let folder = tempfile::tempdir().unwrap();
    let (vault, entry, kept) = begun(folder.path());
    let path = vault.folder().unwrap().to_owned();
    assert!(!vault.protection().unwrap().passphrase);
    vault.set_passphrase(&secret(PASSPHRASE), Cost::LEAST).unwrap();
    // The same vault goes on, for reading and for writing.
    assert_whole(&vault, entry, kept);
    vault.trash(entry).unwrap();
    vault.restore(entry).unwrap();
    assert!(vault.protection().unwrap().passphrase);
    drop(vault);

    assert!(matches!(Vault::open(&path, world()), Err(Error::Locked)));
    assert!(matches!(Vault::open_read_only(&path, world()), Err(Error::Locked)));
    assert!(matches!(Vault::unlock(&path, &secret("correct house"), world()), Err(Error::WrongSecret)));
    assert_whole(&Vault::unlock(&path, &secret(PASSPHRASE), world()).unwrap(), entry, kept);
    assert_whole(&Vault::unlock_read_only(&path, &secret(PASSPHRASE), world()).unwrap(), entry, kept);
}

#[test]
fn the_key_that_lay_open_opens_nothing_any_more() {
    let folder = tempfile::tempdir().unwrap();
    let (vault, ..) = begun(folder.path());
    let path = vault.folder().unwrap().to_owned();
    let open = std::fs::read(path.join("vault.json")).unwrap();
    vault.set_passphrase(&secret(PASSPHRASE), Cost::LEAST).unwrap();
    drop(vault);
    std::fs::write(path.join("vault.json"), open).unwrap();
    assert!(matches!(Vault::open(&path, world()), Err(Error::Damaged(_))));
}

#[test]
fn a_changed_passphrase_and_the_recovery_code_open_it_and_the_old_one_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let (vault, entry, kept) = begun(folder.path());
    let path = vault.folder().unwrap().to_owned();
    vault.set_passphrase(&secret(PASSPHRASE), Cost::LEAST).unwrap();
    let code = vault.make_recovery_code(&secret(PASSPHRASE)).unwrap().words();
    let wrong = vault.change_passphrase(&secret("not this one"), &secret("battery staple"), Cost::LEAST);
    assert!(matches!(wrong, Err(Error::WrongSecret)));
    vault.change_passphrase(&secret(PASSPHRASE), &secret("battery staple"), Cost::LEAST).unwrap();
    drop(vault);
    assert!(matches!(Vault::unlock(&path, &secret(PASSPHRASE), world()), Err(Error::WrongSecret)));
    for right in ["battery staple", code.as_str()] {
        assert_whole(&Vault::unlock(&path, &secret(right), world()).unwrap(), entry, kept);
    }
    // Who has forgotten the passphrase sets another by the code.
    let vault = Vault::unlock(&path, &secret(&code), world()).unwrap();
    vault.change_passphrase(&secret(&code), &secret("remembered now"), Cost::LEAST).unwrap();
    vault.remove_passphrase(&secret("remembered now")).unwrap();
    drop(vault);
    let vault = Vault::open(&path, world()).unwrap();
    assert_eq!(vault.protection().unwrap(), Protection { passphrase: false, recovery_code: false, keychain: false });
    assert_whole(&vault, entry, kept);
}

#[test]
fn what_cannot_be_done_is_refused_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (vault, ..) = begun(folder.path());
    let header = vault.folder().unwrap().join("vault.json");
    let before = std::fs::read(&header).unwrap();
    assert!(matches!(vault.set_passphrase(&secret("short"), Cost::LEAST), Err(Error::Invalid { .. })));
    assert!(matches!(vault.make_recovery_code(&secret(PASSPHRASE)), Err(Error::Invalid { .. })));
    assert!(matches!(vault.remove_passphrase(&secret(PASSPHRASE)), Err(Error::Invalid { .. })));
    assert_eq!(std::fs::read(&header).unwrap(), before);
    vault.set_passphrase(&secret(PASSPHRASE), Cost::LEAST).unwrap();
    assert!(matches!(vault.set_passphrase(&secret(PASSPHRASE), Cost::LEAST), Err(Error::Invalid { .. })));
}

#[test]
fn a_damaged_or_missing_attachment_does_not_keep_the_vault_from_being_locked() {
    let folder = tempfile::tempdir().unwrap();
    let (vault, entry, kept) = begun(folder.path());
    let sealed = vault.folder().unwrap().join(ATTACHMENTS);
    let file = std::fs::read_dir(&sealed).unwrap().next().unwrap().unwrap().path();
    std::fs::write(&file, b"cut off").unwrap();
    vault.set_passphrase(&secret(PASSPHRASE), Cost::LEAST).unwrap();
    assert_eq!(std::fs::read(&file).unwrap(), b"cut off", "what is left of it is kept");
    assert!(matches!(vault.read_attachment(kept, &mut Vec::new()), Err(Error::Damaged(_))));
    assert_eq!(vault.entry(entry).unwrap().content.body, "Told Dana first.");
}

/// What a cut at each moment leaves behind, one after the other.
const CUTS: [&str; 6] = [
    "before vault.json",
    "after vault.json",
    "after the log of the old database is gone",
    "after the database",
    "after the old attachments are gone",
    "after the attachments",
];

fn cut_off(cut: usize, path: &Path) {
    let vault = Vault::open(path, world()).unwrap();
    let fresh = VaultKey::draw(vault.world()).unwrap();
    let slot = Slot::passphrase(&fresh, &secret(PASSPHRASE), Cost::LEAST, vault.id, vault.world()).unwrap();
    let header = Header { moving: true, ..Header::read(path).unwrap().with(vec![slot]) };
    let key = vault.key.read().unwrap();
    let rotation = Rotation { folder: path, vault: vault.id, old: &key, new: &fresh, world: vault.world() };
    rotation.copy(&hold(&vault.writer)).unwrap();
    drop(key);
    // A process that is killed does not fold its log into the database.
    let log = path.join(format!("{DATABASE}-wal"));
    let kept = std::fs::read(&log).unwrap();
    drop(vault);
    std::fs::write(&log, kept).unwrap();
    let steps: [&dyn Fn(); 5] = [
        &|| header.write(path).unwrap(),
        &|| std::fs::remove_file(&log).unwrap(),
        &|| std::fs::rename(path.join("rotation/journal.db"), path.join(DATABASE)).unwrap(),
        &|| std::fs::remove_dir_all(path.join(ATTACHMENTS)).unwrap(),
        &|| std::fs::rename(path.join("rotation/attachments"), path.join(ATTACHMENTS)).unwrap(),
    ];
    steps.iter().take(cut).for_each(|step| step());
}

#[test]
fn cut_off_at_any_step_either_the_old_way_in_works_or_the_new_one() {
    for (cut, name) in CUTS.iter().enumerate() {
        let folder = tempfile::tempdir().unwrap();
        let (vault, entry, kept) = begun(folder.path());
        let path = vault.folder().unwrap().to_owned();
        drop(vault);
        cut_off(cut, &path);
        let again = match Vault::open(&path, world()) {
            Err(Error::Locked) => Vault::unlock(&path, &secret(PASSPHRASE), world()),
            opened => opened,
        };
        let vault = again.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(vault.protection().unwrap().passphrase, cut > 0, "{name}");
        assert_whole(&vault, entry, kept);
    }
}

#[test]
fn a_vault_from_before_there_were_passphrases_opens_and_says_what_it_said() {
    let folder = tempfile::tempdir().unwrap();
    let (vault, ..) = begun(folder.path());
    let text = std::fs::read_to_string(vault.folder().unwrap().join("vault.json")).unwrap();
    let header: serde_json::Value = serde_json::from_str(&text).unwrap();
    let names: Vec<&String> = header.as_object().unwrap().keys().collect();
    assert_eq!(names, ["format", "slots", "vault"]);
    assert_eq!(header["format"], 1);
}

/// A world whose chance runs out, as a call of the system may fail at any point of the work.
struct Failing {
    inner: Arc<dyn World>,
    left: AtomicUsize,
}

impl World for Failing {
    fn now(&self) -> chrono::DateTime<chrono::FixedOffset> {
        self.inner.now()
    }

    fn zone(&self) -> String {
        self.inner.zone()
    }

    fn fill(&self, bytes: &mut [u8]) -> Result<()> {
        match self.left.fetch_update(Relaxed, Relaxed, |left| left.checked_sub(1)) {
            Ok(_) => self.inner.fill(bytes),
            Err(_) => Err(Error::file("the system's randomness", std::io::ErrorKind::Other.into())),
        }
    }
}

#[test]
fn a_first_passphrase_that_fails_anywhere_leaves_everything_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let (vault, entry, kept) = begun(folder.path());
    let path = vault.folder().unwrap().to_owned();
    drop(vault);
    // One source of chance throughout, other than for the vault: a world that began anew would draw its key again.
    let inner = Arc::new(Still::at("2026-11-24T09:41:00+00:00").unwrap());
    inner.fill(&mut [0; 32 * 100]).unwrap();
    let mut failed = 0;
    for left in 0.. {
        let world = Arc::new(Failing { inner: inner.clone(), left: AtomicUsize::new(usize::MAX) });
        let vault = Vault::open(&path, world.clone()).unwrap();
        world.left.store(left, Relaxed);
        let done = vault.set_passphrase(&secret(PASSPHRASE), Cost::LEAST);
        world.left.store(usize::MAX, Relaxed);
        drop(vault);
        if done.is_ok() {
            break;
        }
        failed += 1;
        assert_whole(&Vault::open(&path, self::world()).unwrap(), entry, kept);
    }
    assert!(failed >= 3, "the key, the slot and the file each need chance");
    assert_whole(&Vault::unlock(&path, &secret(PASSPHRASE), world()).unwrap(), entry, kept);
}
