//! The sealed copy of the index.

use std::fs;
use std::path::{Path, PathBuf};

use super::*;
use crate::journal::Sitting;
use crate::vault::{Cost, INDEX_COPY, Secret, Why};
use crate::world::World;

struct Journal {
    folder: tempfile::TempDir,
    world: Arc<dyn World>,
}

impl Journal {
    fn new() -> Self {
        let world = Arc::new(Still::at("2026-11-23T09:00:00+00:00").unwrap());
        Self { folder: tempfile::tempdir().unwrap(), world }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("vault")
    }

    fn copy(&self) -> PathBuf {
        self.path().join(INDEX_COPY)
    }

    /// With three entries, and a copy of the index of all three.
    fn begun() -> (Self, Vault) {
        let journal = Self::new();
        let vault = Vault::create(journal.path(), Arc::clone(&journal.world)).unwrap();
        for body in ["the roadmap slipped", "a hire for the team", "路线图 with Dana"] {
            add(&vault, &content("2026-11-20", body));
        }
        assert!(vault.keep_index_now().unwrap());
        (journal, vault)
    }

    fn open(&self) -> Vault {
        Vault::open(self.path(), Arc::clone(&self.world)).unwrap()
    }
}

fn is_trusted(vault: &Vault) -> bool {
    vault.load_index().is_some_and(|(mark, _)| vault.stale_since(mark).unwrap().is_some())
}

#[test]
fn what_was_kept_is_found_again_with_all_that_has_changed_since() {
    let (journal, vault) = Journal::begun();
    let [team, roadmap] = ["team", "slipped"].map(|word| found(&vault, word)[0]);
    vault.edit(team, &content("2026-11-20", "a hire for the crew"), Sitting::Ends).unwrap();
    vault.trash(roadmap).unwrap();
    let late = add(&vault, &content("2026-11-21", "written later"));
    drop(vault);

    let vault = journal.open();
    assert!(is_trusted(&vault));
    assert_eq!(vault.compare_index().unwrap(), (3, 0));
    assert_eq!((found(&vault, "crew"), found(&vault, "later")), (vec![team], vec![late]));
    assert_eq!((found(&vault, "team").len(), found(&vault, "slipped").len()), (0, 0));
    // What was kept goes on like any other.
    vault.edit(team, &content("2026-11-20", "a hire for everybody"), Sitting::Ends).unwrap();
    assert_eq!((found(&vault, "everybody"), found(&vault, "crew").len()), (vec![team], 0));
    assert_eq!(vault.compare_index().unwrap(), (3, 0));
}

#[test]
fn a_copy_that_is_not_whole_is_passed_over_and_removed() {
    let (journal, vault) = Journal::begun();
    drop(vault);
    let whole = fs::read(journal.copy()).unwrap();
    let database = fs::read(journal.path().join("journal.db")).unwrap();
    let step = whole.len() / 23;
    let turned = (0..whole.len()).step_by(step).map(|at| {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        bytes
    });
    let cut = (0..whole.len()).step_by(step).map(|length| whole[..length].to_vec());
    for bytes in turned.chain(cut).chain([[whole.as_slice(), b"x"].concat()]) {
        fs::write(journal.copy(), bytes).unwrap();
        let vault = journal.open();
        assert_eq!(vault.compare_index().unwrap(), (3, 0));
        assert_eq!(found(&vault, "roadmap").len(), 1);
        drop(vault);
        assert!(!journal.copy().exists());
    }
    assert_eq!(fs::read(journal.path().join("journal.db")).unwrap(), database, "nothing else has changed");
}

#[test]
fn a_copy_of_another_moment_is_passed_over() {
    let (journal, vault) = Journal::begun();
    let before = fs::read(journal.copy()).unwrap();
    add(&vault, &content("2026-11-20", "the second copy has this"));
    assert!(vault.keep_index_now().unwrap());
    drop(vault);
    fs::write(journal.copy(), before).unwrap();
    let vault = journal.open();
    assert!(!is_trusted(&vault));
    assert_eq!(found(&vault, "second").len(), 1);
}

#[test]
fn a_vault_that_is_only_read_uses_the_copy_and_leaves_it() {
    let (journal, vault) = Journal::begun();
    let late = add(&vault, &content("2026-11-20", "while another reads"));
    let reader = Vault::open_read_only(journal.path(), Arc::clone(&journal.world)).unwrap();
    assert!(is_trusted(&reader));
    assert_eq!(found(&reader, "another"), [late]);
    assert!(!reader.keep_index().unwrap());
    drop((reader, vault));
    fs::write(journal.copy(), b"nothing of use").unwrap();
    let reader = Vault::open_read_only(journal.path(), Arc::clone(&journal.world)).unwrap();
    assert_eq!(found(&reader, "another"), [late]);
    assert!(journal.copy().exists());
}

#[test]
fn another_key_makes_the_copy_worthless() {
    let (journal, vault) = Journal::begun();
    let secret = Secret::new("correct horse");
    vault.set_passphrase(&secret, Cost::LEAST).unwrap();
    drop(vault);
    let vault = Vault::unlock(journal.path(), &secret, Arc::clone(&journal.world)).unwrap();
    assert!(!is_trusted(&vault));
    assert_eq!(found(&vault, "roadmap").len(), 1);
}

#[test]
fn what_changes_in_masses_makes_the_copy_worthless() {
    let (journal, vault) = Journal::begun();
    let lines: String =
        (0..MOST_STALE + 1).map(|at| format!("{{\"date\":\"2026-01-01\",\"body\":\"number{at}\"}}\n")).collect();
    let options = crate::interchange::ImportOptions::default();
    vault.import_jsonl(lines.as_bytes(), &options, &mut |_| std::ops::ControlFlow::Continue(())).unwrap();
    drop(vault);
    let vault = journal.open();
    assert!(!is_trusted(&vault));
    assert_eq!(found(&vault, "number700").len(), 1);
    assert_eq!(found(&vault, "roadmap").len(), 1);
}

#[test]
fn what_was_brought_back_from_a_backup_does_not_find_what_came_later() {
    let (journal, vault) = Journal::begun();
    let mut go = |_| std::ops::ControlFlow::Continue(());
    let backup = vault.back_up(Why::ByHand, &mut go).unwrap();
    add(&vault, &content("2026-11-21", "after the backup"));
    // A copy that was written a moment later than its mark was drawn has this already.
    let mark = vault.load_index().unwrap().0;
    assert!(vault.write_copy(mark).unwrap());
    vault.restore_backup(Path::new(&backup.backup.file), None, &mut go).unwrap();
    assert_eq!((found(&vault, "after").len(), found(&vault, "roadmap").len()), (0, 1));
    drop(vault);
    let vault = journal.open();
    assert!(!is_trusted(&vault));
    assert_eq!((found(&vault, "after").len(), found(&vault, "roadmap").len()), (0, 1));
}

#[test]
fn what_was_brought_back_from_a_backup_is_shown_as_it_was_then() {
    let (_journal, vault) = Journal::begun();
    let mut go = |_| std::ops::ControlFlow::Continue(());
    let backup = vault.back_up(Why::ByHand, &mut go).unwrap();
    let id = found(&vault, "hire")[0];
    vault.edit(id, &content("2026-11-20", "a hire for the crew"), Sitting::Ends).unwrap();
    assert_eq!(answer(&vault, "hire").hits[0].snippet, "a hire for the crew");
    vault.restore_backup(Path::new(&backup.backup.file), None, &mut go).unwrap();
    assert_eq!(answer(&vault, "hire").hits[0].snippet, "a hire for the team");
}

#[test]
fn a_copy_is_no_change_that_a_backup_is_due_for() {
    let (_journal, vault) = Journal::begun();
    let mut go = |_| std::ops::ControlFlow::Continue(());
    vault.back_up(Why::ByHand, &mut go).unwrap();
    assert!(vault.keep_index_now().unwrap());
    assert!(vault.back_up_if_due(Why::Closing, &mut go).unwrap().is_none());
}

#[test]
fn nothing_that_was_written_stands_in_it_in_clear() {
    let (journal, vault) = Journal::begun();
    drop(vault);
    let bytes = fs::read(journal.copy()).unwrap();
    for word in ["roadmap", "Dana", "dana", "document:", "meta.json", "segment"] {
        assert!(!bytes.windows(word.len()).any(|window| window == word.as_bytes()), "{word}");
    }
}

#[test]
fn a_short_journal_keeps_none() {
    let (journal, vault) = Journal::begun();
    drop(vault);
    fs::remove_file(journal.copy()).unwrap();
    assert!(!journal.open().keep_index().unwrap());
    assert!(!Path::new(&journal.copy()).exists());
}
