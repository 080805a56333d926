//! Backing up a long journal: the entries alone, then with a gigabyte of attached files.

use std::fs::File;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use helmlog_core::Vault;
use helmlog_core::journal::Content;
use helmlog_core::vault::Why;
use helmlog_core::world::System;

use crate::Outcome;
use crate::corpus::Corpus;
use crate::import::import;
use crate::report::{Report, percentile, target_folder};
use crate::save::timed;

const ENTRIES: usize = 10_000;
const ROUNDS: usize = 3;
const FILES: u64 = 8;
const FILE_BYTES: usize = 128 << 20;

pub(crate) fn measure(report: &mut Report) -> Outcome {
    Report::say("A backup of 10,000 entries, made and read back; then with 1 GB of attached files")?;
    let folder = tempfile::tempdir_in(target_folder())?;
    let path = folder.path().join("vault");
    let vault = Vault::create(path.clone(), Arc::new(System))?;
    import(&vault, &Corpus::new(6).jsonl(ENTRIES))?;
    report.note("backup_10k_ms", several(&vault)?, "")?;
    let entry =
        vault.add(&Content { body: "With attached files.".into(), ..Content::on(vault.today(), "Etc/UTC") })?.id;
    for number in 0..FILES {
        let file = folder.path().join(format!("attached {number}"));
        fill(&file, number)?;
        vault.attach(entry, &file)?;
        std::fs::remove_file(file)?;
    }
    report.note("backup_1gb_s", back_up(&vault)?.as_secs_f64(), "everything is new")?;
    report.note("backup_1gb_again_ms", several(&vault)?, "the files are there already")?;
    drop(vault);
    // A place without the files, so that all of them are written again.
    std::fs::remove_dir_all(path.join("backups"))?;
    match most_memory(&path)? {
        Some(bytes) => report.note("backup_memory_mb", bytes / 1e6, "of `helmlog backup create`; at most 100"),
        None => Ok(()),
    }
}

/// The median of a few backups, in milliseconds.
fn several(vault: &Vault) -> Outcome<f64> {
    let mut times = (0..ROUNDS).map(|_| back_up(vault)).collect::<Outcome<Vec<_>>>()?;
    Ok(percentile(&mut times, 0.5))
}

fn back_up(vault: &Vault) -> Outcome<Duration> {
    let (time, made) = timed(|| Ok(vault.back_up(Why::ByHand, &mut |_| ControlFlow::Continue(()))?))?;
    match made.problems.is_empty() {
        true => Ok(time),
        false => Err(made.problems.join(", ").into()),
    }
}

/// Bytes that nothing can make shorter, others for each `number`.
fn fill(path: &Path, number: u64) -> Outcome {
    let mut state = number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut bytes = Vec::with_capacity(FILE_BYTES);
    while bytes.len() < FILE_BYTES {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.extend_from_slice(&state.to_le_bytes());
    }
    Ok(File::create(path)?.write_all(&bytes)?)
}

/// The most memory that the terminal takes for a backup of the vault, in bytes; none where the
/// system does not say.
fn most_memory(vault: &Path) -> Outcome<Option<f64>> {
    let mut child = Command::new(target_folder().join("release").join("helmlog"))
        .arg("--vault")
        .arg(vault)
        .args(["backup", "create"])
        .stdout(Stdio::null())
        .spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut most = None;
    let ended = loop {
        if let Some(ended) = child.try_wait()? {
            break ended;
        }
        // The system keeps the highest figure, so that the last look before the end is enough.
        if let Some(kilobytes) = std::fs::read_to_string(&status).ok().as_deref().and_then(high_water) {
            most = Some(kilobytes * 1024.0);
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    match ended.success() {
        true => Ok(most),
        false => Err("`helmlog backup create` failed".into()),
    }
}

fn high_water(status: &str) -> Option<f64> {
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().strip_suffix("kB")?.trim().parse().ok()
}
