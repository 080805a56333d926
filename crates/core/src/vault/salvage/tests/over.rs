use super::*;
use crate::vault::header;

/// What lies in the folder among the backups that `report` names.
fn aside(report: &SalvageReport) -> PathBuf {
    PathBuf::from(report.aside.as_ref().unwrap())
}

#[test]
fn an_open_journal_becomes_what_can_be_read_of_it_and_is_set_aside_as_it_was() {
    let yard = Yard::new();
    let expected = begun(&yard, 9);
    let vault = Vault::open(yard.vault(), world()).unwrap();
    let (one, two) = (ids(&vault)[0], yard.0.path().join("note.txt"));
    fs::write(&two, "a note").unwrap();
    let kept = vault.attach(one, &two).unwrap();
    drop(vault);
    // A page that opening does not look at.
    let last = fs::metadata(yard.database()).unwrap().len() as usize - PAGE;
    flip(&yard.database(), last + 77);
    let damaged = fs::read(yard.database()).unwrap();

    let vault = Vault::open(yard.vault(), world()).unwrap();
    let report = vault.salvage().unwrap();
    assert_eq!((report.pages_damaged, report.entries(), report.attachments), (1, 9, 1));
    assert_eq!(bodies(&vault), expected);
    let mut back = Vec::new();
    vault.read_attachment(kept.id, &mut back).unwrap();
    assert_eq!(back, b"a note");
    vault.fill_index().unwrap();
    assert_eq!(vault.check().unwrap().problems, Vec::<String>::new());
    assert_eq!(fs::read(aside(&report).join(DATABASE)).unwrap(), damaged);
    drop(vault);
    assert!(!yard.vault().join(rotate::FOLDER).exists());
    assert_eq!(bodies(&Vault::open(yard.vault(), world()).unwrap()), expected);
}

#[test]
fn a_journal_that_cannot_be_opened_is_replaced_under_the_passphrase_that_it_has() {
    let yard = Yard::new();
    let (expected, right) = locked(&yard, 9);
    flip(&yard.database(), PAGE / 2);
    assert!(Vault::unlock(yard.vault(), &right, world()).is_err());
    let damaged = fs::read(yard.database()).unwrap();
    let wrong = Secret::new("correct house");
    assert!(matches!(salvage_over(&yard.vault(), None, &world()), Err(Error::Locked)));
    assert!(matches!(salvage_over(&yard.vault(), Some(&wrong), &world()), Err(Error::WrongSecret)));
    assert_eq!(fs::read(yard.database()).unwrap(), damaged);

    let report = salvage_over(&yard.vault(), Some(&right), &world()).unwrap();
    assert!(report.locked && report.entries() == 9 && report.pages_damaged == 1, "{report:?}");
    assert!(aside(&report).join(header::FILE).exists());
    assert!(matches!(Vault::open(yard.vault(), world()), Err(Error::Locked)));
    assert_eq!(bodies(&Vault::unlock(yard.vault(), &right, world()).unwrap()), expected);
}

#[test]
fn a_journal_without_damage_is_left_alone() {
    let yard = Yard::new();
    begun(&yard, 3);
    let before = fs::read(yard.database()).unwrap();
    assert!(matches!(salvage_over(&yard.vault(), None, &world()), Err(Error::Invalid { .. })));
    let vault = Vault::open(yard.vault(), world()).unwrap();
    assert!(matches!(vault.salvage(), Err(Error::Invalid { .. })));
    assert!(matches!(salvage_over(&yard.vault(), None, &world()), Err(Error::InUse)));
    drop(vault);
    assert!(!yard.vault().join(crate::vault::BACKUPS).exists());
    assert_eq!(fs::read(yard.database()).unwrap(), before);
}

#[test]
fn where_nothing_can_be_read_everything_stays_as_it_is() {
    let yard = Yard::new();
    begun(&yard, 3);
    fs::write(yard.database(), vec![7; 5 * PAGE]).unwrap();
    assert!(matches!(salvage_over(&yard.vault(), None, &world()), Err(Error::Damaged(_))));
    assert_eq!(fs::read(yard.database()).unwrap(), vec![7; 5 * PAGE]);
    assert!(!yard.vault().join(rotate::FOLDER).exists());
}
