//! A sample of every sweep; `make faults` runs them whole.

#![cfg_attr(clippy, deny(warnings))]
// What brings the faults about is there on Linux only.
#![cfg(target_os = "linux")]
// In a test a panic is how something is said.
#![allow(clippy::panic, clippy::unwrap_used)]

use std::process::Command;

fn holds(row: &str) {
    let run = Command::new(env!("CARGO_BIN_EXE_helmlog-faults")).args(["--quick", row]).output().unwrap();
    let said = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success(), "{said}{}", String::from_utf8_lossy(&run.stderr));
}

#[test]
fn a_kill_at_any_moment_loses_no_save() {
    holds("killed");
}

#[test]
fn a_kill_before_any_step_of_a_save_leaves_all_of_it_or_nothing() {
    holds("cut-save");
}

#[test]
fn a_kill_while_a_vault_is_made_leaves_one_or_none() {
    holds("cut-init");
}

#[test]
fn a_kill_while_importing_leaves_all_of_it_or_nothing() {
    holds("cut-import");
}

#[test]
fn a_kill_while_the_index_is_kept_leaves_a_journal_in_which_everything_is_found() {
    holds("cut-index");
}

#[test]
fn a_kill_while_the_passphrase_changes_leaves_the_old_or_the_new_one() {
    holds("cut-passphrase");
}

#[test]
fn a_kill_during_a_backup_a_restore_an_upgrade_or_an_export_leaves_the_old_or_the_new() {
    holds("cut-copy");
}

#[test]
fn a_write_that_fails_is_not_acknowledged() {
    holds("write-error");
}

#[test]
fn a_full_disk_is_said_to_be_full_and_recovers() {
    holds("full-disk");
}

#[test]
fn a_read_only_folder_is_read_and_not_written() {
    holds("read-only");
}

#[test]
fn a_corrupt_page_is_detected_and_never_overwritten() {
    holds("bad-page");
}

#[test]
fn a_damaged_log_opens_at_a_commit() {
    holds("log");
}

#[test]
fn a_damaged_header_is_refused_and_left_alone() {
    holds("header");
}

#[test]
fn a_second_process_reads_and_is_told_why_it_may_not_write() {
    holds("two-processes");
}

#[test]
fn a_clock_that_runs_backwards_does_not_change_the_order() {
    holds("clock");
}

#[test]
fn a_newer_vault_is_refused_to_the_byte() {
    holds("newer");
}

#[test]
fn a_hostile_import_does_no_harm() {
    holds("hostile-import");
}

#[test]
fn a_damaged_attachment_is_named_and_holds_nothing_up() {
    holds("attachment");
}

#[test]
fn without_memory_nothing_is_half_stored() {
    holds("memory");
}

#[test]
fn a_wrong_passphrase_changes_nothing() {
    holds("wrong-passphrase");
}

#[test]
fn no_word_of_the_journal_is_in_any_file() {
    holds("marker");
}

#[test]
fn a_backup_that_is_carried_to_a_second_machine_goes_on_there() {
    holds("second-machine");
}

#[test]
fn what_stands_on_whole_pages_is_salvaged() {
    holds("salvage");
}
