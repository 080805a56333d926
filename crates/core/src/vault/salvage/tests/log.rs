//! What is in the log only, and logs that are cut off.

use std::fs;

use super::super::page::PAGE;
use super::*;
use crate::vault::hold;

#[test]
fn what_is_only_in_the_log_comes_back_and_a_cut_log_ends_earlier() {
    let yard = Yard::new();
    let other = Yard::new();
    let vault = Vault::create(other.vault(), world()).unwrap();
    let expected = fill(&vault, 12);
    copy(&other.vault(), &yard.vault());
    let log = fs::read(yard.log()).unwrap();
    let (report, new) = yard.salvage();
    assert!(bodies(&new) == expected, "{report:?}");
    assert_eq!((report.log_cut, report.pages_damaged), (false, 0));

    let frame = PAGE + 24;
    let frames = (log.len() - 32) / frame;
    let mut most = 0;
    let mut lengths = std::collections::BTreeSet::new();
    for cut in (0..frames).step_by(2) {
        fs::write(yard.log(), &log[..32 + cut * frame + 20]).unwrap();
        // Before the first commit there is no database.
        let Ok((report, new)) = yard.try_quickly() else {
            assert_eq!(most, 0);
            continue;
        };
        let back = bodies(&new);
        assert!(report.log_cut && back.len() >= most, "cut behind frame {cut}");
        assert_eq!(report.entries_lost, 0, "what was not committed was never there");
        most = back.len();
        lengths.insert(most);
    }
    assert!(most >= 11 && lengths.len() > 6, "{lengths:?}");

    let mut garbled = log;
    garbled[32 + frames / 2 * frame + 500] ^= 1;
    fs::write(yard.log(), garbled).unwrap();
    let (report, new) = yard.salvage();
    assert!(report.log_cut && !bodies(&new).is_empty() && bodies(&new).len() < 12);
}

#[test]
fn what_was_copied_from_the_log_before_it_was_cut_comes_back() {
    let yard = Yard::new();
    let other = Yard::new();
    let vault = Vault::create(other.vault(), world()).unwrap();
    let expected = fill(&vault, 12);
    hold(&vault.writer).query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(())).unwrap();
    copy(&other.vault(), &yard.vault());
    let log = fs::read(yard.log()).unwrap();
    assert!(fs::read(yard.database()).unwrap().len() > 20 * PAGE, "it was copied");
    fs::write(yard.log(), &log[..log.len() / 3]).unwrap();
    let (report, new) = yard.salvage();
    assert!(bodies(&new) == expected && report.log_cut, "{report:?}");
}
