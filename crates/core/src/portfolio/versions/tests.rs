use super::*;
use crate::Error;
use crate::growth::Period;
use crate::growth::fixture::{add, empty, entry, rich};
use crate::journal::Kind;
use crate::portfolio::model::{Expectation, PartRole};
use crate::portfolio::{Export, Portfolio, Preset};
use crate::record::Kept;
use crate::vault::Vault;

fn brief(preset: Preset) -> Brief {
    Brief::new(preset, Period { from: "2026-01-01".parse().unwrap(), to: "2026-11-23".parse().unwrap() })
}

fn export(vault: &Vault, format: Format) -> Export {
    vault.export_portfolio(&brief(Preset::PromotionPacket), format, RedactionProfile::Own).unwrap()
}

fn keep(vault: &Vault, format: Format) -> Kept<KeptExport> {
    vault.keep_export(&export(vault, format)).unwrap()
}

fn files(vault: &Vault) -> u32 {
    vault.read(|database| Ok(database.query_row("SELECT count(*) FROM kept_file", [], |row| row.get(0))?)).unwrap()
}

fn told(differences: &[Difference]) -> String {
    let line = |one: &Difference| {
        let sign = match one.sort {
            DifferenceSort::Added => '+',
            DifferenceSort::Removed => '-',
            DifferenceSort::Altered => '~',
        };
        format!("{}: {sign} {}\n", one.about.heading(), one.text)
    };
    differences.iter().map(line).collect()
}

#[test]
fn an_export_is_kept_byte_for_byte_with_what_it_was_made_for() {
    let vault = rich();
    let made = export(&vault, Format::Docx);
    let Kept { id, value } = vault.keep_export(&made).unwrap();
    assert_eq!(vault.kept_file(id).unwrap(), made.bytes);
    assert_eq!((value.number, value.format, value.reader), (1, Format::Docx, RedactionProfile::Own));
    assert_eq!(value.file_name, format!("Growth portfolio {}.docx", made.portfolio.made_on));
    assert_eq!(value.bytes as usize, made.bytes.len());
    assert_eq!(value.stories as usize, made.portfolio.stories.len());
    assert_eq!(vault.kept_exports_of(&made.bytes).unwrap()[0].id, id);
    assert!(vault.kept_exports_of(b"another file").unwrap().is_empty());
}

#[test]
fn the_same_file_again_is_the_same_version_and_another_format_is_another() {
    let vault = rich();
    let first = keep(&vault, Format::Markdown);
    assert_eq!(keep(&vault, Format::Markdown).id, first.id);
    let second = keep(&vault, Format::Html);
    assert_eq!(second.value.number, 2);
    assert_eq!(second.value.document, first.value.document, "both were made of one document, which is kept once");
    assert_eq!(files(&vault), 3);
    let numbers: Vec<u32> = vault.kept_exports().unwrap().iter().map(|kept| kept.value.number).collect();
    assert_eq!(numbers, [2, 1], "the last one first");
}

#[test]
fn what_was_kept_stays_as_it_was_whatever_becomes_of_the_journal() {
    let vault = rich();
    let Kept { id, value } = keep(&vault, Format::Markdown);
    let before = vault.kept_file(id).unwrap();
    for reference in export(&vault, Format::Json).portfolio.references {
        vault.trash(reference.id).unwrap();
    }
    vault.empty_trash().unwrap();
    assert_eq!(vault.kept_file(id).unwrap(), before);
    assert_eq!(vault.find_kept_export(1).unwrap().value, value);
    assert_eq!(vault.check().unwrap().problems, Vec::<String>::new());
}

#[test]
fn an_export_that_is_removed_leaves_nothing_and_its_number_is_not_given_out_again() {
    let vault = rich();
    let (first, second) = (keep(&vault, Format::Markdown), keep(&vault, Format::Html));
    vault.remove_kept_export(second.id).unwrap();
    assert_eq!(files(&vault), 2, "the document belongs to the first one as well");
    assert!(matches!(vault.kept_file(second.id), Err(Error::NotFound { .. })));
    assert!(matches!(vault.find_kept_export(2), Err(Error::NotFound { .. })));
    assert_eq!(keep(&vault, Format::Json).value.number, 3);
    for kept in vault.kept_exports().unwrap() {
        vault.remove_kept_export(kept.id).unwrap();
    }
    assert_eq!(files(&vault), 0);
    assert!(vault.remove_kept_export(first.id).is_err());
}

#[test]
fn a_check_finds_a_kept_file_that_is_not_what_it_was() {
    let vault = rich();
    let Kept { id, .. } = keep(&vault, Format::Markdown);
    vault.write(|write| Ok(write.execute("UPDATE kept_file SET bytes = x'00' WHERE seq = 1", [])?)).unwrap();
    assert!(matches!(vault.kept_file(id), Err(Error::Damaged(_))));
    assert_eq!(vault.check().unwrap().problems, [format!("kept export {id}: a kept export is not what it was")]);
}

#[test]
fn what_was_made_of_the_sample_alone_goes_with_it() {
    let vault = empty();
    vault.add_sample().unwrap();
    keep(&vault, Format::Markdown);
    vault.remove_sample().unwrap();
    assert_eq!((vault.kept_exports().unwrap().len(), files(&vault)), (0, 0));
    vault.add_sample().unwrap();
    let own = add(&vault, &entry(Kind::Win, "2026-10-02", "Renewals are up", "They are.", &["strategy:3"]));
    let select = export(&vault, Format::Json).portfolio.references.iter().map(|one| one.id).chain([own]).collect();
    let mixed = Brief { select, ..brief(Preset::SelfReview) };
    let mixed = vault.export_portfolio(&mixed, Format::Markdown, RedactionProfile::Own).unwrap();
    vault.keep_export(&mixed).unwrap();
    vault.remove_sample().unwrap();
    assert_eq!((vault.kept_exports().unwrap().len(), files(&vault)), (1, 2), "an entry of the author's is in it");
}

#[test]
fn nothing_is_new_in_the_same_document() {
    let vault = rich();
    for preset in Preset::ALL {
        let made = vault.export_portfolio(&brief(preset), Format::Json, RedactionProfile::Own).unwrap();
        vault.keep_export(&made).unwrap();
        let since = vault.changes_since_last(&made.composed).unwrap().unwrap();
        assert_eq!((since.since.value.brief.preset, since.differences), (preset, Vec::new()));
    }
}

#[test]
fn what_is_new_is_told_in_the_order_of_the_document() {
    let vault = rich();
    let document = |vault: &Vault| -> Portfolio { vault.compose(&brief(Preset::PromotionPacket)).unwrap() };
    assert_eq!(vault.changes_since_last(&document(&vault)).unwrap(), None, "nothing was given away yet");
    keep(&vault, Format::Pdf);
    let before = document(&vault);
    let preset = Preset::PromotionPacket;
    let named = |number: u32| before.references[before.stories[number as usize].named_after as usize - 1].id;
    vault.write_part(preset, named(0), Some(PartRole::Context), Some("Nobody knew what came first."), &[]).unwrap();
    vault.write_part(preset, named(0), None, Some("One roadmap for all"), &[]).unwrap();
    vault.leave_story_out(preset, named(1)).unwrap();
    let expected = Expectation { text: "Lead two teams".into(), agreed: "with Ana".into() };
    vault.set_expectations(preset, before.period, &[expected]).unwrap();
    for (on, title) in [("2026-10-02", "Renewals are up"), ("2026-11-03", "Finance shares the forecast")] {
        let mut win = entry(Kind::Win, on, title, "I decided to ask for it, and it came.", &["metrics:3"]);
        win.project = Some("renewals".into());
        add(&vault, &win);
    }
    let later = Brief { to: "2026-11-22".parse().unwrap(), ..brief(preset) };
    let now = vault.compose(&later).unwrap();
    let since = vault.changes_since_last(&now).unwrap().unwrap();
    insta::assert_snapshot!(told(&since.differences));
    let made = vault.export_portfolio(&later, Format::Docx, RedactionProfile::Manager).unwrap();
    vault.keep_export(&made).unwrap();
    let frozen = vault.changes_of_export(2).unwrap().unwrap();
    assert_eq!(
        told(&frozen.differences[..2]),
        "What it is for: ~ For your manager instead of for yourself.\nWhat it is for: ~ Word document instead of PDF.\n"
    );
    assert_eq!(frozen.differences[2..], since.differences, "what its reader is not told is new all the same");
    assert_eq!(vault.changes_of_export(1).unwrap(), None, "the first one has none before it");
    assert!(matches!(vault.changes_of_export(3), Err(Error::NotFound { .. })));
}
