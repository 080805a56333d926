//! An import that is cut off or hostile: what can be read is stored, the rest is reported, and a file
//! that breaks off while it is read leaves nothing.

use std::io::Read;
use std::ops::ControlFlow;
use std::sync::Arc;

use helmlog_core::Vault;
use helmlog_core::interchange::{ImportOptions, ImportReport};
use helmlog_core::world::System;

use crate::Outcome;
use crate::journal::{check, ids};
use crate::tally::{Depth, Tally, must};

const GOOD: &str = concat!(
    r#"{"id":"a","date":"2026-03-01","title":"Één","body":"first \u00e9 \ud83d\ude00","kind":"win","mood":3,"tags":["x","y"]}"#,
    "\n",
    r#"{"date":"2026-03-02T08:15:00-05:00","body":"second, „quoted“","competencies":["strategy:3"],"lang":"en"}"#,
    "\r\n\n",
    r#"{"date":"2026-03-03","body":"third","deep":{"a":[1,[2,[3]]]}}"#,
    "\n"
);

/// Brackets within brackets.
const DEEP: usize = 100_000;

pub(crate) fn run(depth: Depth) -> Outcome<Tally> {
    let mut tally = Tally::default();
    let good = GOOD.as_bytes();
    for length in depth.of((0..=good.len()).collect(), 40) {
        let cut: Vec<u8> = good.iter().take(length).copied().collect();
        tally.note(format!("cut at {length}"), import(cut.as_slice()).map(drop));
        tally.note(format!("unreadable from {length}"), breaks_off(&cut));
    }
    let garbled = (0..good.len()).flat_map(|at| [0xff, 0xc3, 0x00, b'"', b'{', b'\\', b'\n'].map(|byte| (at, byte)));
    for (at, byte) in depth.of(garbled.collect(), 60) {
        let turned: Vec<u8> = good.iter().enumerate().map(|(here, one)| if here == at { byte } else { *one }).collect();
        tally.note(format!("byte {at} is {byte:#x}"), import(turned.as_slice()).map(drop));
    }
    for (what, line) in hostile() {
        let text = [line.as_slice(), b"\n", good].concat();
        let came =
            import(text.as_slice()).and_then(|report| must(report.imported >= 3, "what is good was not imported"));
        tally.note(what, came);
    }
    for (what, length) in
        [("a line of 64 MiB", 64_u64 << 20), ("a line of 1 GiB", 1 << 30)].into_iter().take(depth.times(1, 2))
    {
        let endless = std::io::repeat(b'[').take(length).chain(b"\n".as_slice()).chain(good);
        tally
            .note(what, import(endless).and_then(|report| must(report.imported == 3, "what is good was not imported")));
    }
    Ok(tally)
}

/// Lines that nobody wrote by hand.
fn hostile() -> Vec<(String, Vec<u8>)> {
    let mut lines = Vec::new();
    for (open, close) in [("[", "]"), (r#"{"a":"#, "}")] {
        let (open, close) = (open.repeat(DEEP), close.repeat(DEEP));
        for nest in [open.clone(), format!("{open}0{close}")] {
            lines.push(("a line of brackets".to_owned(), nest.clone().into_bytes()));
            for key in ["body", "tags", "date", "competencies", "unknown"] {
                let line = format!(r#"{{"date":"2026-01-01","body":"x","{key}":{nest}}}"#);
                lines.push((format!("brackets in {key}"), line.into_bytes()));
            }
        }
    }
    let odd = [
        "null",
        "0",
        "\"\"",
        "[]",
        "{}",
        "true",
        "1e999",
        "-",
        "\u{feff}{}",
        "\u{2028}",
        r#"{"date":"9999999-01-01","body":"x"}"#,
        r#"{"date":"-0001-01-01","body":"x"}"#,
        r#"{"date":"2026-01-01T25:61:61Z","body":"x"}"#,
        r#"{"date":"2026-01-01","body":"\ud800"}"#,
        r#"{"date":"2026-01-01","body":"\u0000"}"#,
        r#"{"date":"2026-01-01","body":"x","id":"../../etc/passwd"}"#,
        r#"{"date":"2026-01-01","body":"x","kind":"'; DROP TABLE entry; --"}"#,
        r#"{"date":"2026-01-01","body":"'; DROP TABLE entry; --","tags":["'; DROP TABLE tag; --"]}"#,
        r#"{"date":"2026-01-01","date":"2026-01-02","body":"x","body":"y"}"#,
        r#"{"date":1e400,"body":"x"}"#,
    ];
    lines.extend(odd.iter().map(|line| ((*line).to_owned(), line.as_bytes().to_vec())));
    let many = |key: &str, count: usize, value: &dyn Fn(usize) -> String| {
        let values: Vec<String> = (0..count).map(value).collect();
        format!(r#"{{"date":"2026-01-01","body":"x","{key}":[{}]}}"#, values.join(",")).into_bytes()
    };
    lines.push(("100,000 tags".to_owned(), many("tags", 100_000, &|at| format!(r#""t{at}""#))));
    lines.push(("100,000 competencies".to_owned(), many("competencies", 100_000, &|_| r#""strategy:3""#.to_owned())));
    let keys: Vec<String> = (0..100_000).map(|at| format!(r#""k{at}":{at}"#)).collect();
    lines.push((
        "100,000 keys".to_owned(),
        format!(r#"{{"date":"2026-01-01","body":"x",{}}}"#, keys.join(",")).into_bytes(),
    ));
    lines.push(("a long tag".to_owned(), many("tags", 1, &|_| format!(r#""{}""#, "t".repeat(1 << 20)))));
    lines.push((
        "a long body".to_owned(),
        format!(r#"{{"date":"2026-01-01","body":"{}"}}"#, "x".repeat(7 << 20)).into_bytes(),
    ));
    lines
}

/// Imports into an empty journal: what the report says is what is there.
fn import(from: impl Read + Send) -> Outcome<ImportReport> {
    let vault = Vault::in_memory(Arc::new(System))?;
    let report = vault.import_jsonl(from, &ImportOptions::default(), &mut |_| ControlFlow::Continue(()))?;
    let found = ids(&vault)?.len();
    must(found == report.imported as usize, format!("{found} entries, and the report says {}", report.imported))?;
    check(&vault)?;
    Ok(report)
}

/// A disk that fails after `begun` leaves nothing.
fn breaks_off(begun: &[u8]) -> Outcome {
    let vault = Vault::in_memory(Arc::new(System))?;
    let reader = begun.chain(Broken);
    let came = vault.import_jsonl(reader, &ImportOptions::default(), &mut |_| ControlFlow::Continue(()));
    must(came.is_err(), "it was said to have been read")?;
    must(ids(&vault)?.is_empty(), "something was stored")
}

struct Broken;

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
        Err(std::io::Error::other("the disk is broken"))
    }
}
