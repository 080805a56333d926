//! Damage to every page in turn, and to all behind one.

use std::fs;

use super::super::page::{PAGE, SALT};
use super::*;

/// The words of an entry stand in its row and in its newest version, on two pages.
#[test]
fn whichever_page_is_damaged_no_entry_loses_a_word() {
    let yard = Yard::new();
    let expected = begun(&yard, 60);
    let genuine = fs::read(yard.database()).unwrap();
    let pages = genuine.len() / PAGE;
    assert!(pages > 60, "entries go on over many pages: {pages}");
    let (mut unfiled, mut earlier, mut damaged) = (0, 0, 0);
    for page in 0..pages {
        fs::write(yard.database(), &genuine).unwrap();
        flip(&yard.database(), page * PAGE + SALT + page * 97 % (PAGE - SALT));
        let (report, new) = yard.salvage_quickly();
        assert!(bodies(&new) == expected, "page {}: {report:?}", page + 1);
        assert_eq!((report.entries(), report.entries_lost, report.proven), (60, 0, true), "page {}", page + 1);
        assert!(report.pages_damaged <= 1);
        damaged += report.pages_damaged;
        unfiled += report.entries_unfiled;
        earlier += report.entries_earlier;
    }
    assert!(damaged as usize > pages / 2 && unfiled > 20 && earlier > 20, "{damaged} {unfiled} {earlier}");
}

#[test]
fn without_the_salt_everything_is_read_and_called_unproven() {
    let yard = Yard::new();
    let expected = begun(&yard, 20);
    let genuine = fs::read(yard.database()).unwrap();
    let mut garbled = genuine.clone();
    garbled[..PAGE].fill(0xa5);
    for database in [garbled, {
        let mut one = genuine.clone();
        one[3] ^= 1;
        one
    }] {
        fs::write(yard.database(), database).unwrap();
        let (report, new) = yard.salvage_quickly();
        assert!(bodies(&new) == expected, "{report:?}");
        assert_eq!((report.proven, report.pages_damaged, report.entries_lost), (false, 1, 0));
    }
    // What was changed elsewhere has to be found without a proof.
    let mut both = genuine;
    both[..PAGE].fill(0xa5);
    let mut changed = 0;
    for page in 1..both.len() / PAGE {
        let mut both = both.clone();
        both[page * PAGE + 4000] ^= 0x10;
        fs::write(yard.database(), both).unwrap();
        let (report, new) = yard.salvage_quickly();
        for body in bodies(&new) {
            assert!(expected.contains(&body), "page {}: nothing garbled is given back", page + 1);
        }
        changed += report.entries_unfiled + report.entries_earlier;
    }
    assert!(changed > 0);
}

#[test]
fn a_page_of_nothing_but_noise_is_an_error_and_makes_no_vault() {
    let yard = Yard::new();
    begun(&yard, 3);
    let into = yard.0.path().join("into");
    for database in [vec![], vec![7; 100], vec![7; 3 * PAGE]] {
        fs::write(yard.database(), database).unwrap();
        let error = salvage(&yard.vault(), None, &into, world()).unwrap_err();
        assert!(matches!(error, Error::Damaged(_)), "{error}");
        assert!(!into.exists());
    }
    fs::remove_file(yard.database()).unwrap();
    assert!(matches!(salvage(&yard.vault(), None, &into, world()), Err(Error::Damaged(_))));
}

#[test]
fn of_a_file_that_was_cut_off_every_page_counts() {
    let yard = Yard::new();
    let expected = begun(&yard, 40);
    let genuine = fs::read(yard.database()).unwrap();
    let mut most = 0;
    let mut lost = 0;
    // Up to one that lacks no more than a part of its last page.
    let last = genuine.len() - PAGE / 2;
    for length in (PAGE..last).step_by(3 * PAGE / 2).chain([last]) {
        fs::write(yard.database(), &genuine[..length]).unwrap();
        let (report, new) = match yard.try_quickly() {
            Err(error) => {
                assert!(matches!(error, Error::Damaged(_)) && most == 0, "{length}: {error}");
                continue;
            }
            Ok(salvaged) => salvaged,
        };
        let back = bodies(&new);
        assert_eq!(back.len(), report.entries() as usize);
        assert!(report.pages_damaged as usize >= (genuine.len() - length) / PAGE, "{length}: {report:?}");
        assert!(back.iter().filter(|body| !expected.contains(body)).count() <= report.entries_earlier as usize);
        assert!(back.len() >= most, "{length} bytes give {} and less gave {most}", back.len());
        most = back.len();
        lost += report.entries_lost;
    }
    assert!(most > 35 && lost > 0, "{most} {lost}");
}

#[test]
fn what_was_erased_stays_gone_and_the_trash_stays_the_trash() {
    let yard = Yard::new();
    let vault = Vault::create(yard.vault(), world()).unwrap();
    let expected = fill(&vault, 6);
    let erased: Vec<_> = (0..5).map(|number| vault.add(&content(&body(40 + number))).unwrap().id).collect();
    for &id in &erased {
        vault.trash(id).unwrap();
    }
    vault.empty_trash().unwrap();
    let thrown = vault.add(&content("thrown away")).unwrap().id;
    vault.trash(thrown).unwrap();
    drop(vault);
    let genuine = fs::read(yard.database()).unwrap();
    let pages = genuine.len() / PAGE;
    let mut whole = 0;
    for page in 0..pages {
        fs::write(yard.database(), &genuine).unwrap();
        flip(&yard.database(), page * PAGE + 4321);
        let (report, new) = yard.salvage_quickly();
        let back = bodies(&new);
        for body in &expected {
            assert!(back.contains(body), "page {}", page + 1);
        }
        let gone = (40..45).map(|number| format!("entry {number} "));
        assert!(!gone.into_iter().any(|gone| back.iter().any(|body| body.starts_with(&gone))), "page {}", page + 1);
        if report.entries_earlier == 0 {
            assert_eq!(back.len(), 7, "page {}: {report:?}", page + 1);
            assert!(new.entry(thrown).unwrap().trashed.is_some());
            whole += 1;
        }
    }
    assert!(whole > pages / 2, "{whole} of {pages}");
}
