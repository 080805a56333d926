//! Whole files, well and badly made.

use std::io::Read;
use std::ops::ControlFlow;
use std::sync::Arc;

use super::*;
use crate::journal::{load, seqs_after};
use crate::world::Still;

fn vault() -> Vault {
    Vault::in_memory(Arc::new(Still::at("2026-11-23T09:41:00+00:00").unwrap())).unwrap()
}

fn import(vault: &Vault, text: impl AsRef<[u8]>) -> ImportReport {
    let options = ImportOptions::default();
    vault.import_jsonl(text.as_ref(), &options, &mut |_| ControlFlow::Continue(())).unwrap()
}

fn entries(vault: &Vault) -> Vec<crate::journal::Entry> {
    vault.read(|database| load(database, &seqs_after(database, 0, 100_000)?)).unwrap()
}

const GOOD: &str = concat!(
    r#"{"id":"a","date":"2026-03-01","title":"One","body":"first","kind":"win","tags":["q1"],"mood":3}"#,
    "\n",
    r#"{"date":"2026-03-02T08:15:00-05:00","body":"second","competencies":["strategy:3"],"lang":"en"}"#,
    "\n"
);

#[test]
fn every_field_arrives_and_an_import_is_not_called_written_later() {
    let vault = vault();
    let report = import(&vault, GOOD);
    assert_eq!(report, ImportReport { imported: 2, ..ImportReport::default() });
    let [one, two] = entries(&vault).try_into().unwrap();
    assert_eq!((one.content.title.as_str(), one.content.kind.word()), ("One", "win"));
    assert_eq!(one.content.tags, ["q1"]);
    assert_eq!(one.metadata, Some(serde_json::json!({"mood": 3})));
    assert_eq!(one.content.tz, vault.world().zone());
    assert_eq!((two.content.tz.as_str(), two.content.at.unwrap().to_string()), ("-05:00", "08:15".into()));
    assert_eq!(two.content.competencies[0].level, Some(3));
    assert!(!one.written_later && !two.written_later);
    assert_eq!(vault.history(one.id).unwrap()[0].content, one.content, "the first version is kept");
}

#[test]
fn importing_twice_imports_nothing_twice() {
    let vault = vault();
    import(&vault, GOOD);
    let again = import(&vault, format!("{GOOD}{GOOD}"));
    assert_eq!((again.imported, again.duplicates), (0, 4));
    assert!(!again.is_failure());
    assert_eq!(entries(&vault).len(), 2);
}

#[test]
fn what_was_erased_does_not_come_back() {
    let vault = vault();
    import(&vault, GOOD);
    let id = entries(&vault)[0].id;
    vault.trash(id).unwrap();
    vault.empty_trash().unwrap();
    assert_eq!(import(&vault, GOOD).duplicates, 2);
    assert_eq!(entries(&vault).len(), 1);
}

#[test]
fn bad_lines_are_listed_with_their_numbers_and_do_not_stop_the_rest() {
    let vault = vault();
    let mut text = GOOD.as_bytes().to_vec();
    text.extend(b"\n{\"date\":\"SECRET\",\"body\":\"x\"}\n{\"SECRET\n");
    text.extend(b"{\"date\":\"2026-01-01\",\"body\":\"x\",\"competencies\":[\"SECRET\"]}\n");
    text.extend(b"{\"date\":\"2026-01-01\",\"body\":\"x\",\"title\":\"");
    text.extend([b'S'; 300]);
    text.extend(b"\"}\n{\"date\":\"2026-01-01\",\"body\":\"caf\xE9\"}");
    let report = import(&vault, &text);
    assert_eq!(report.imported, 3);
    let skipped: Vec<String> = report.skipped.iter().map(|one| format!("{}: {}", one.item, one.why)).collect();
    assert!(skipped[0].starts_with("line 4: date: not a date"), "{skipped:?}");
    assert!(skipped[1].starts_with("line 5: JSON: not understood at column"), "{skipped:?}");
    assert!(skipped[2].starts_with("line 6: competency: not one of "), "{skipped:?}");
    assert_eq!(skipped[3], "line 7: title: longer than 200 characters");
    assert!(!skipped.concat().contains("SECRET"));
    assert_eq!(report.repaired[0].item, "line 8");
    assert_eq!(entries(&vault).last().unwrap().content.body, "caf\u{FFFD}");
}

#[test]
fn a_rehearsal_reports_the_same_and_stores_nothing() {
    let vault = vault();
    let options = ImportOptions { dry_run: true, ..ImportOptions::default() };
    let report = vault.import_jsonl(GOOD.as_bytes(), &options, &mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!(report.imported, 2);
    assert!(entries(&vault).is_empty());
    assert_eq!(import(&vault, GOOD), report);
}

#[test]
fn an_import_that_is_stopped_leaves_nothing_even_when_it_only_rehearses() {
    let vault = vault();
    for dry_run in [false, true] {
        let options = ImportOptions { dry_run, ..ImportOptions::default() };
        let stopped = vault.import_jsonl(many(1_000).as_bytes(), &options, &mut |so_far| {
            if so_far.imported > 200 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert!(matches!(stopped, Err(Error::Cancelled)));
        assert!(entries(&vault).is_empty());
    }
}

/// A file that cannot be read to its end.
struct Broken<'a>(&'a [u8]);

impl Read for Broken<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        match self.0.read(buffer)? {
            0 => Err(std::io::Error::other("the stick was pulled out")),
            read => Ok(read),
        }
    }
}

#[test]
fn a_file_that_breaks_off_leaves_nothing() {
    let vault = vault();
    let text = many(1_000);
    let options = ImportOptions { from: "from.jsonl".into(), dry_run: false };
    let broken = vault.import_jsonl(Broken(text.as_bytes()), &options, &mut |_| ControlFlow::Continue(()));
    let error = broken.map(drop).unwrap_err();
    assert!(error.to_string().starts_with("from.jsonl: "), "{error}");
    assert!(entries(&vault).is_empty());
}

#[test]
fn progress_reaches_the_end_of_the_file() {
    let vault = vault();
    let text = many(1_000);
    let mut last = Progress::default();
    let mut tell = |so_far| {
        last = so_far;
        ControlFlow::Continue(())
    };
    vault.import_jsonl(text.as_bytes(), &ImportOptions::default(), &mut tell).unwrap();
    assert_eq!(last, Progress { bytes: text.len() as u64, imported: 1_000 });
}

fn many(count: u32) -> String {
    (0..count).map(|number| format!("{{\"id\":{number},\"date\":\"2026-01-01\",\"body\":\"x\"}}\n")).collect()
}
