//! Disk full: a disk of every size, filled with entries until no more fits.
//!
//! The disk is a `tmpfs` in a namespace of its own, which no rights are needed for. In there this
//! program runs once more ([`fill`]) and looks at everything from inside.

use std::path::Path;
use std::process::Command;

use helmlog_core::Error;
use helmlog_core::journal::Content;
use helmlog_core::vault::Vault;
use helmlog_core::world::System;
use std::sync::Arc;

use crate::Outcome;
use crate::child;
use crate::house::{Ended, House};
use crate::journal::{self, Journal};
use crate::tally::{Depth, Tally, must};

/// Mounts a disk of `$1` KiB at `$2` and runs the rest there.
const ON_A_DISK: &str = r#"size=$1 disk=$2; shift 2; mount -t tmpfs -o "size=${size}k" disk "$disk" && exec "$@""#;

/// Room that is made in the end, in KiB.
const MORE: &str = "65536";

pub(crate) fn run(depth: Depth) -> Outcome<Tally> {
    let small = (8..1024).step_by(8);
    let large = (1024..28 * 1024).step_by(512);
    let mut tally = Tally::default();
    for kib in depth.of(small.chain(large).collect::<Vec<usize>>(), 14) {
        tally.note(format!("{kib} KiB"), on_a_disk_of(kib));
    }
    Ok(tally)
}

fn on_a_disk_of(kib: usize) -> Outcome {
    let house = House::empty()?;
    let disk = house.path().join("disk");
    std::fs::create_dir(&disk)?;
    let mut command = Command::new("unshare");
    command.args(["-rm", "sh", "-c", ON_A_DISK, "sh"]).arg(kib.to_string()).arg(&disk);
    command.arg(std::env::current_exe()?).args([child::WORD, "fill", MORE]).arg(&disk);
    let ended = Ended::of(&mut command)?;
    must(ended.code == Some(0), format!("{:?} {}", ended.signal, ended.err.trim()))
}

/// Fills the disk at `disk` with entries, looks at what is there, and has room made.
pub(crate) fn fill(disk: &Path, more: &str) -> Outcome {
    let folder = disk.join("vault");
    let mut acknowledged = Vec::new();
    let full = write_until_full(&folder, &mut acknowledged).err();
    must(matches!(full, Some(Error::DiskFull)), format!("the full disk was said to be: {full:?}"))?;
    // Somebody else takes what closing the vault has given back.
    let mut other = std::fs::File::create(disk.join("other"))?;
    while std::io::Write::write(&mut other, &[0; 4096]).is_ok() {}
    if !acknowledged.is_empty() {
        let reading = Vault::open_read_only(&folder, Arc::new(System)).map_err(|error| format!("reading: {error}"))?;
        compare(&journal::read(&reading)?, &acknowledged)?;
    }
    // What does not fit leaves what is there, again and again.
    for _ in 0..3 {
        let again = journal::open(&folder).and_then(|vault| vault.add(&content(&vault, 200_000)));
        must(matches!(again, Err(Error::DiskFull | Error::NoVault(_))), format!("a full disk took it: {again:?}"))?;
    }
    let room = Command::new("mount").args(["-o", &format!("remount,size={more}k")]).arg(disk).status()?;
    must(room.success(), "no room could be made")?;
    if !folder.join("vault.json").exists() {
        must(acknowledged.is_empty(), "the vault is gone")?;
        Vault::create(&folder, Arc::new(System))?;
    }
    let vault = journal::open(&folder)?;
    vault.add(&content(&vault, 200_000))?;
    drop(vault);
    compare(&journal::whole(&folder)?, &acknowledged)
}

fn write_until_full(folder: &Path, acknowledged: &mut Vec<(helmlog_core::id::EntryId, String)>) -> Result<(), Error> {
    let vault = Vault::create(folder, Arc::new(System))?;
    loop {
        let content = content(&vault, 500 + acknowledged.len() * 97 % 20_000);
        let saved = vault.add(&content)?;
        acknowledged.push((saved.id, content.body));
    }
}

fn content(vault: &Vault, length: usize) -> Content {
    let mut content = Content::on(vault.today(), "Etc/UTC");
    content.body = "x".repeat(length);
    content
}

fn compare(found: &Journal, acknowledged: &[(helmlog_core::id::EntryId, String)]) -> Outcome {
    let lost =
        acknowledged.iter().filter(|(id, body)| found.get(id).is_none_or(|held| held.entry.content.body != *body));
    let lost = lost.count();
    must(lost == 0, format!("{lost} of {} acknowledged entries are gone", acknowledged.len()))
}
