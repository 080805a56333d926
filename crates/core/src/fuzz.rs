//! The parsers of bytes that anybody may have written, for whoever throws all kinds of bytes at them.
//! Compiled for that only. Each panics where a promise is broken.

use std::ops::ControlFlow;
use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;

use crate::competency::{self, Choices, Framework, Keys};
use crate::interchange::ImportOptions;
use crate::search::query::{Query, Surroundings};
use crate::vault::Vault;
use crate::vault::header::Header;
use crate::vault::slot;
use crate::world::Still;
use crate::{markdown, vault};

/// `vault.json`.
pub fn header(bytes: &[u8]) {
    if let Ok(header) = Header::parse(bytes) {
        let _ = slot::open(&header.slots);
        let _ = header.is_locked();
    }
}

/// The end of a backup.
pub fn label(bytes: &[u8]) {
    vault::backup::label::try_label(bytes);
}

/// A query: what is printed of it means the same.
pub fn query(text: &str) {
    let competencies = Keys::of([("strategy", 4), ("stakeholders", 4), ("craft", 6)], 4);
    let around =
        Surroundings { today: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default(), competencies: &competencies };
    let parsed = Query::parse(text, &around).query;
    let again = Query::parse(&parsed.to_string(), &around).query;
    assert!(parsed == again, "printed, it means something else");
}

/// A file of jsonl: it is read to its end, or refused.
pub fn jsonl(bytes: &[u8]) {
    static VAULT: LazyLock<Option<Vault>> =
        LazyLock::new(|| Vault::in_memory(Arc::new(Still::at("2026-11-23T09:41:00+00:00").ok()?)).ok());
    if let Some(vault) = VAULT.as_ref() {
        let options = ImportOptions { dry_run: true, ..ImportOptions::default() };
        let _ = vault.import_jsonl(bytes, &options, &mut |_| ControlFlow::Continue(()));
    }
}

/// A ladder: it is read, or refused, and what was read can be written and read again.
pub fn ladder(bytes: &[u8]) {
    let Ok(text) = competency::ladder_text(bytes, std::path::Path::new("ladder")) else { return };
    let Ok(reading) = competency::ladder::read(&text, &Choices::default()) else { return };
    if let Ok(written) = reading.framework.to_toml() {
        let again = Framework::from_toml(&written);
        assert!(again.is_ok_and(|again| again == reading.framework), "written, it is another one");
    }
}

/// Markdown: no element comes out that could do something.
pub fn markdown(text: &str) {
    let html = markdown::to_html(text).to_ascii_lowercase();
    for harm in
        ["<script", "<iframe", "<object", "<embed", "<style", "<form", "<svg", "<math", "<base", "<meta", "<link"]
    {
        assert!(!html.contains(harm), "{harm} came through");
    }
    let _ = markdown::plain(text, 300);
}
