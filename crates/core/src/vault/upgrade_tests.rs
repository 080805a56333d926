//! Vaults that released versions have made.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::*;
use crate::journal::Kind;
use crate::world::{Still, World};

const OLD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/vault-of-schema-1");

fn world() -> Arc<dyn World> {
    Arc::new(Still::at("2027-01-11T09:41:00+00:00").unwrap())
}

/// A copy of the vault of the first version.
fn old(folder: &Path) -> PathBuf {
    let copy = folder.join("vault");
    for part in ["", ATTACHMENTS] {
        let (from, to) = (Path::new(OLD).join(part), copy.join(part));
        std::fs::create_dir_all(&to).unwrap();
        for file in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
            if file.path().is_file() {
                std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
            }
        }
    }
    copy
}

fn assert_is_as_it_was(vault: &Vault) {
    vault.fill_index().unwrap();
    let found = vault.check().unwrap();
    assert_eq!((found.entries, found.versions, found.attachments), (3, 4, 1));
    assert_eq!(found.problems, Vec::<String>::new());
    let ids: Vec<crate::id::EntryId> = vault
        .read(|database| {
            let mut select = database.prepare("SELECT id FROM entry ORDER BY seq")?;
            let rows = select.query_map([], |row| row.get(0))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
        .unwrap();
    let first = vault.entry(ids[0]).unwrap();
    assert_eq!((first.content.kind, first.content.title.as_str()), (Kind::Win, "The launch held"));
    assert_eq!(first.content.body, "Told Dana first, then legal.");
    assert_eq!(first.content.people, ["Dana K"]);
    let mut file = Vec::new();
    vault.read_attachment(first.attachments[0].id, &mut file).unwrap();
    assert_eq!(file, b"the plan\n");
    assert_eq!(vault.history(ids[0]).unwrap()[1].content.body, "Told Dana first.");
    assert_eq!(vault.trashed().unwrap().len(), 1);
}

#[test]
fn a_vault_of_the_first_version_is_brought_up_to_date_with_a_backup_before() {
    let folder = tempfile::tempdir().unwrap();
    let path = old(folder.path());
    let vault = Vault::open(&path, world()).unwrap();
    assert_is_as_it_was(&vault);
    let kept = vault.backups().unwrap().backups;
    assert_eq!(kept.iter().map(|one| (one.why, one.entries)).collect::<Vec<_>>(), [(Why::BeforeUpgrade, 3)]);
    let report = vault.verify_backup(Path::new(&kept[0].file), None).unwrap();
    assert_eq!(report.problems, Vec::<String>::new());
    // What can be done with a new one can be done with it.
    vault.set_passphrase(&Secret::new("correct horse"), Cost::LEAST).unwrap();
    drop(vault);
    assert_is_as_it_was(&Vault::unlock(&path, &Secret::new("correct horse"), world()).unwrap());
}

#[test]
fn who_only_reads_an_old_vault_has_it_brought_up_to_date_as_well() {
    let folder = tempfile::tempdir().unwrap();
    let path = old(folder.path());
    assert_is_as_it_was(&Vault::open_read_only(&path, world()).unwrap());
}

#[test]
fn a_backup_of_an_old_vault_is_brought_up_to_date_when_it_is_restored() {
    let folder = tempfile::tempdir().unwrap();
    let path = old(folder.path());
    let vault = Vault::open(&path, world()).unwrap();
    let before = vault.backups().unwrap().backups.remove(0);
    vault.restore_backup(Path::new(&before.file), None, &mut |_| std::ops::ControlFlow::Continue(())).unwrap();
    assert_is_as_it_was(&vault);
}

#[test]
fn what_an_upgrade_that_was_cut_off_has_left_is_in_nobodys_way() {
    let folder = tempfile::tempdir().unwrap();
    let path = old(folder.path());
    let vault = Vault::open(&path, world()).unwrap();
    let name = vault.backups().unwrap().backups.remove(0).file;
    drop(vault);
    // The same moment again, with half of the backup that was being made then.
    let again = old(&folder.path().join("again"));
    let half = again.join(BACKUPS).join(format!(".{name}.part"));
    std::fs::create_dir_all(again.join(BACKUPS)).unwrap();
    std::fs::write(&half, [7; 20_000]).unwrap();
    assert_is_as_it_was(&Vault::open(&again, world()).unwrap());
    assert!(!half.exists());
}
