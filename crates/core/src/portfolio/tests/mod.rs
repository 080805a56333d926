mod written;

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::Vault;
use crate::growth::fixture::{PRIVATE, UNQUOTED, With, add, empty, entry, profile, rich};
use crate::growth::{Period, Strength};
use crate::id::EntryId;
use crate::journal::{Kind, LinkKind};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn year() -> Period {
    Period { from: day("2026-01-01"), to: day("2026-11-23") }
}

fn brief(preset: Preset) -> Brief {
    Brief::new(preset, year())
}

fn compose(vault: &Vault, preset: Preset) -> Portfolio {
    vault.compose(&brief(preset)).unwrap()
}

/// The document without identities, which differ between runs of no test but say nothing.
fn shown(portfolio: &Portfolio) -> serde_json::Value {
    let mut value = serde_json::to_value(portfolio).unwrap();
    for reference in value["references"].as_array_mut().unwrap() {
        reference.as_object_mut().unwrap().remove("id");
    }
    value
}

#[test]
fn the_promotion_packet_of_a_rich_journal() {
    insta::assert_json_snapshot!(shown(&compose(&rich(), Preset::PromotionPacket)));
}

#[test]
fn each_preset_as_markdown() {
    for preset in Preset::ALL {
        insta::assert_snapshot!(preset.word(), compose(&rich(), preset).to_markdown());
    }
}

#[test]
fn composing_twice_makes_the_same_document() {
    let vault = rich();
    assert_eq!(compose(&vault, Preset::PromotionPacket), compose(&vault, Preset::PromotionPacket));
}

#[test]
fn no_private_part_and_no_word_of_whom_may_not_be_quoted_gets_in() {
    let vault = rich();
    for preset in Preset::ALL {
        let portfolio = compose(&vault, preset);
        let pages: String = portfolio.to_pages(&[]).unwrap().into_iter().filter_map(|page| page.picture).collect();
        for made in [serde_json::to_string(&portfolio).unwrap(), portfolio.to_markdown(), pages] {
            assert!(!made.contains(PRIVATE), "{preset:?}");
            assert!(!made.contains(UNQUOTED), "{preset:?}");
        }
        let pdf = portfolio.to_pdf().unwrap();
        assert!(!pdf.windows(PRIVATE.len()).any(|bytes| bytes == PRIVATE.as_bytes()));
    }
}

#[test]
fn a_page_that_is_as_it_was_is_not_drawn_again() {
    let mut portfolio = compose(&rich(), Preset::PromotionPacket);
    let pages = portfolio.to_pages(&[]).unwrap();
    assert!(pages.len() > 2);
    let is_light = |picture: &String| !picture.contains("<use") && !picture.contains('"');
    assert!(pages.iter().all(|page| page.picture.as_ref().is_some_and(is_light)), "letters are joined to lines");
    let seen: Vec<String> = pages.iter().map(|page| page.mark.clone()).collect();
    assert!(portfolio.to_pages(&seen).unwrap().iter().all(|page| page.picture.is_none()));

    let passage = portfolio.stories[0].parts.iter_mut().flat_map(|part| &mut part.passages).next().unwrap();
    passage.text = passage.text.to_uppercase();
    let drawn = portfolio.to_pages(&seen).unwrap();
    let whole = portfolio.to_pages(&[]).unwrap();
    assert!(drawn.iter().any(|page| page.picture.is_some()) && drawn.iter().any(|page| page.picture.is_none()));
    for ((was, whole), drawn) in pages.iter().zip(&whole).zip(&drawn) {
        assert_eq!(was.mark == whole.mark, was.picture == whole.picture, "the same mark is the same look");
        assert!(drawn.picture.is_none() || drawn.picture == whole.picture);
    }
}

#[test]
fn every_number_that_is_named_is_in_the_index() {
    let portfolio = compose(&rich(), Preset::PromotionPacket);
    let known = 1..=u32::try_from(portfolio.references.len()).unwrap();
    let stories = portfolio.stories.iter();
    let passages = stories.clone().flat_map(|story| &story.parts).flat_map(|part| &part.passages);
    let mut named = passages.flat_map(|passage| passage.refs.clone()).collect::<Vec<u32>>();
    named.extend(stories.flat_map(|story| story.refs.clone()));
    named.extend(portfolio.case.iter().chain(&portfolio.outcomes).flat_map(|one| one.refs.clone()));
    named.extend(portfolio.matrix.iter().flat_map(|row| row.refs.clone()));
    assert!(!named.is_empty());
    assert!(named.iter().all(|number| known.contains(number)));
    assert!(
        portfolio.references.windows(2).all(|pair| pair[0].on <= pair[1].on && pair[0].number + 1 == pair[1].number)
    );
}

#[test]
fn what_is_told_stands_in_an_entry_word_for_word() {
    let portfolio = compose(&rich(), Preset::PromotionPacket);
    let story = portfolio.stories.iter().find(|story| story.title == "One roadmap for three teams").unwrap();
    let part = |role| story.parts.iter().find(|part| part.role == role).unwrap();
    assert_eq!(
        part(PartRole::Context).passages[0].text,
        "In January three teams changed the same onboarding surface. Nobody owned the whole; two releases were undone within a quarter."
    );
    assert_eq!(part(PartRole::Result).passages[0].text, "Roadmap collisions: from 5 to 1 (a half-year).");
    assert_eq!(part(PartRole::Said).passages[0].by, "Dana Kowalski, Director of Engineering, 30 July 2026");
    assert!(part(PartRole::Held).passages.iter().any(|one| one.text.contains("applied again on 12 November 2026")));
    assert!(part(PartRole::Others).passages[0].text.starts_with("Dana moved two engineers"));
}

#[test]
fn what_is_missing_is_asked_for() {
    let portfolio = compose(&rich(), Preset::PromotionPacket);
    let prompts: Vec<&str> = portfolio
        .stories
        .iter()
        .flat_map(|story| &story.parts)
        .flat_map(|part| &part.passages)
        .filter(|passage| passage.sort == PassageSort::Prompt)
        .map(|passage| passage.text.as_str())
        .collect();
    assert!(prompts.contains(&"What changed afterwards? Result due 7 December."), "{prompts:#?}");
}

#[test]
fn blanks_are_shown() {
    let portfolio = compose(&rich(), Preset::PromotionPacket);
    assert_eq!(portfolio.matrix.len(), 12);
    assert!(portfolio.matrix.iter().any(|row| row.strength == Strength::None && row.refs.is_empty()));
}

#[test]
fn an_empty_vault_makes_a_document_that_says_what_is_missing() {
    for preset in Preset::ALL {
        let portfolio = compose(&empty(), preset);
        assert!(portfolio.case.is_empty() && portfolio.stories.is_empty() && portfolio.references.is_empty());
        assert_eq!(
            portfolio.missing,
            ["No entry of January to November 2026 is tagged with a competency, so nothing can be claimed yet."]
        );
        assert_eq!(portfolio.page_count().unwrap(), 1);
        assert!(portfolio.to_pdf().unwrap().starts_with(b"%PDF"));
        let findings: Vec<FindingCode> = portfolio.lint().into_iter().map(|one| one.code).collect();
        assert_eq!(findings, vec![FindingCode::Incomplete; portfolio.missing.len()]);
    }
}

#[test]
fn one_entry_is_enough_for_a_document() {
    let vault = empty();
    add(&vault, &entry(Kind::Reflection, "2026-10-01", "", "Only this.", &["strategy"]));
    for preset in Preset::ALL {
        let portfolio = compose(&vault, preset);
        assert!(portfolio.stories.is_empty(), "a thought without a level is no story");
        assert!(portfolio.to_pdf().is_ok());
    }
    let one = add(&vault, &entry(Kind::Win, "2026-10-02", "", "", &["strategy"]));
    let portfolio = compose(&vault, Preset::PromotionPacket);
    assert_eq!(portfolio.stories[0].title, "Win", "only its private part has words");
    assert_eq!(portfolio.references.last().unwrap().id, one);
}

#[test]
fn a_brief_fits_on_one_page() {
    let vault = rich();
    for paper in [Paper::A4, Paper::Letter] {
        let portfolio = vault.compose(&Brief { paper, ..brief(Preset::ManagerBrief) }).unwrap();
        assert_eq!(portfolio.page_count().unwrap(), 1, "{paper:?}");
        assert_eq!(long(&vault, paper).page_count().unwrap(), 1, "{paper:?}");
    }
}

/// The worst that a brief may have to hold.
fn long(vault: &Vault, paper: Paper) -> Portfolio {
    let title = "A title as long as titles may be, because nobody shortened it when it was pasted ".repeat(3);
    for number in 1..=3 {
        let content = entry(
            Kind::Win,
            &format!("2026-11-0{number}"),
            &title[..200],
            &format!("I did this. {title}."),
            &["strategy:4"],
        )
        .outcome([
            "A metric with a rather long name that says all",
            "12,345",
            "23,456",
            "conversations",
            "from January to the end of March",
        ]);
        add(vault, &content);
    }
    vault.compose(&Brief { paper, ..brief(Preset::ManagerBrief) }).unwrap()
}

#[test]
fn selected_entries_are_all_that_is_told() {
    let vault = rich();
    let behind = vault.evidence("metrics", year()).unwrap();
    let select: Vec<_> = behind.entries.iter().map(|line| line.id).collect();
    let portfolio = vault.compose(&Brief { select: select.clone(), ..brief(Preset::PromotionPacket) }).unwrap();
    assert_eq!(portfolio.references.len(), select.len());
    assert!(portfolio.references.iter().all(|reference| select.contains(&reference.id)));
    vault.trash(select[0]).unwrap();
    let portfolio = vault.compose(&Brief { select, ..brief(Preset::PromotionPacket) }).unwrap();
    assert_eq!(portfolio.references.len(), 1, "one of them is in the trash");
}

#[test]
fn the_target_of_the_brief_comes_before_that_of_the_profile() {
    let rungs =
        Brief { role: Some("Director".to_owned()), target: Some("VP".to_owned()), ..brief(Preset::PromotionPacket) };
    let portfolio = rich().compose(&rungs).unwrap();
    assert_eq!(portfolio.byline(), "Ada Moreno · Director to VP · January to November 2026");
    assert!(portfolio.matrix.iter().all(|row| row.target == 4));
}

#[test]
fn the_lint_finds_what_a_reader_would_ask() {
    let vault = rich();
    let story = add(
        &vault,
        &entry(Kind::Win, "2025-03-01", "Long ago", "I did it.", &["delivery:3"]).outcome(["Speed", "1", "2", "", ""]),
    );
    let now = add(
        &vault,
        &entry(
            Kind::Challenge,
            "2026-10-19",
            "Nobody owned it",
            "We moved the date twice. We did not say who decides.",
            &["delivery:2"],
        ),
    );
    let unmeasured = add(
        &vault,
        &entry(Kind::Win, "2026-10-20", "Mails", "I did.", &["metrics:3"]).outcome(["Mails", "", "140", "", ""]),
    );
    let select = vec![story, now, unmeasured];
    let findings = vault.compose(&Brief { select, ..brief(Preset::PromotionPacket) }).unwrap().lint();
    insta::assert_json_snapshot!(findings, { "[].entry" => insta::dynamic_redaction(|value, _| if value.is_nil() { "none" } else { "entry" }) });
    let findings = compose(&rich(), Preset::PromotionPacket).lint();
    assert!(findings.iter().any(|one| one.message.starts_with("The feedback of ")), "{findings:#?}");
}

#[test]
fn the_pdf_is_the_same_every_time_and_says_whose_it_is() {
    let portfolio = compose(&rich(), Preset::PromotionPacket);
    let pdf = portfolio.to_pdf().unwrap();
    assert_eq!(pdf, portfolio.to_pdf().unwrap());
    forget();
    assert_eq!(pdf, portfolio.to_pdf().unwrap(), "also from nothing");
    let text = String::from_utf8_lossy(&pdf);
    assert!(text.contains("Growth portfolio: Ada Moreno"), "the title is set");
    assert!(text.contains("pdfuaid:part"), "it keeps the rules of PDF/UA-1");
}

#[test]
fn text_is_never_code() {
    let vault = empty();
    let hostile = "#panic(\"x\") #read(\"/etc/passwd\") $ _a_ *b* = `c` @d <E1> \\ // [x] https://a.example";
    vault.set_profile(&crate::vault::Profile { name: hostile.to_owned(), ..profile() }).unwrap();
    add(
        &vault,
        &entry(Kind::Win, "2026-10-01", hostile, hostile, &["strategy:3"])
            .project("#p")
            .people(&["#q"])
            .outcome([hostile; 5]),
    );
    let portfolio = compose(&vault, Preset::PromotionPacket);
    assert_eq!(portfolio.stories[0].title, hostile);
    assert!(portfolio.to_pdf().is_ok());
}

#[test]
fn letters_that_the_font_lacks_still_make_a_document() {
    let vault = empty();
    add(&vault, &entry(Kind::Win, "2026-10-01", "三个团队一张路线图 🚀", "我决定了。", &["strategy:3"]));
    let pdf = compose(&vault, Preset::PromotionPacket).to_pdf().unwrap();
    assert!(pdf.starts_with(b"%PDF"));
    assert!(!String::from_utf8_lossy(&pdf).contains("pdfuaid:part"), "it does not claim what it does not keep");
}

#[test]
fn linked_entries_come_along_even_without_a_tag_or_from_before() {
    let vault = empty();
    let before = add(&vault, &entry(Kind::Challenge, "2025-12-20", "It broke", "It broke at night.", &[]));
    add(
        &vault,
        &entry(Kind::Win, "2026-01-10", "It works", "I mended it.", &["delivery:2"]).link(LinkKind::About, before),
    );
    let portfolio = compose(&vault, Preset::PromotionPacket);
    let story = &portfolio.stories[0];
    assert_eq!((story.period.from, story.refs.as_slice()), (day("2025-12-20"), [1, 2].as_slice()));
    assert_eq!(story.parts[0].passages[0].text, "It broke at night.");
}

/// A year of the sample journal, as somebody sees it who has just added it.
fn sample() -> (Vault, Period) {
    let vault = empty();
    vault.add_sample().unwrap();
    (vault, Period { from: day("2025-12-01"), to: day("2026-11-20") })
}

#[test]
fn the_sample_journal_makes_a_case() {
    let (vault, period) = sample();
    let portfolio = vault.compose(&Brief::new(Preset::PromotionPacket, period)).unwrap();
    assert_eq!((portfolio.stories.len(), portfolio.outcomes.len(), portfolio.case.len()), (5, 3, 3));
    assert!(portfolio.missing.is_empty(), "{:?}", portfolio.missing);
    assert!(portfolio.matrix.iter().filter(|row| row.strength == Strength::Strong).count() >= 3);
    assert!(portfolio.stories.iter().all(|story| story.period.to <= period.to));
    let pages = portfolio.page_count().unwrap();
    assert!((7..=11).contains(&pages), "six to eight pages and an index, not {pages}");
    let brief = vault.compose(&Brief::new(Preset::ManagerBrief, period)).unwrap();
    assert_eq!(brief.page_count().unwrap(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn any_text_makes_a_document(title in "\\PC{0,60}", body in "[\\PC\n]{0,200}", metric in "\\PC{0,30}") {
        let vault = empty();
        add(&vault, &entry(Kind::Win, "2026-10-01", &title, &body, &["strategy:3"]).outcome([&metric, &title, &body, "", &metric]));
        for preset in Preset::ALL {
            let portfolio = compose(&vault, preset);
            prop_assert!(portfolio.to_pdf().is_ok());
            prop_assert!(!portfolio.to_markdown().is_empty());
        }
    }
}

/// Writes every document that is worth looking at into the folder named by `HELMLOG_PAGES`.
#[test]
#[ignore = "for eyes, not for a machine"]
fn pages_to_look_at() {
    let folder = std::path::PathBuf::from(std::env::var_os("HELMLOG_PAGES").expect("a folder in HELMLOG_PAGES"));
    let write = |name: &str, portfolio: &Portfolio| {
        let start = std::time::Instant::now();
        let pdf = portfolio.to_pdf().unwrap();
        let first = start.elapsed();
        let start = std::time::Instant::now();
        portfolio.to_pdf().unwrap();
        println!("{name}: {} bytes, {first:?}, again {:?}", pdf.len(), start.elapsed());
        std::fs::write(folder.join(format!("{name}.pdf")), pdf).unwrap();
    };
    for preset in Preset::ALL {
        write(preset.word(), &compose(&rich(), preset));
        write(&format!("empty-{}", preset.word()), &compose(&empty(), preset));
    }
    let (vault, period) = sample();
    for preset in Preset::ALL {
        write(&format!("sample-{}", preset.word()), &vault.compose(&Brief::new(preset, period)).unwrap());
    }
    let letter = rich().compose(&Brief { paper: Paper::Letter, ..brief(Preset::PromotionPacket) }).unwrap();
    write("letter", &letter);
    write("long-brief", &long(&rich(), Paper::A4));
    let one = empty();
    add(&one, &entry(Kind::Win, "2026-10-01", "The only thing", "I wrote one entry.", &["strategy:2"]));
    write("one", &compose(&one, Preset::PromotionPacket));
    let many = rich();
    let keys = ["strategy:2", "roadmap:3", "communication:3", "delivery:3", "learning:2", "customer-insight:3"];
    let mut select: Vec<_> = Vec::new();
    for number in 0..60u32 {
        let on = format!("2026-{:02}-{:02}", 1 + number % 11, 1 + number % 28);
        let title = format!(
            "Number {number}: {}",
            "something that happened and has a name ".repeat(1 + number as usize % 4).trim()
        );
        select.push(add(
            &many,
            &entry(
                Kind::ALL[number as usize % 6],
                &on,
                &title,
                "I did it. Then we waited.",
                &[keys[number as usize % 6]],
            ),
        ));
    }
    write("sixty", &many.compose(&Brief { select, ..brief(Preset::PromotionPacket) }).unwrap());
    long(&many, Paper::A4);
    write("long", &compose(&many, Preset::PromotionPacket));
}

#[test]
fn what_stands_beside_the_stories_names_its_entries() {
    let (vault, period) = sample();
    let expectation = |text: &str| Expectation { text: text.into(), agreed: "Priya, January".into() };
    let asked = [expectation("Lead three teams"), expectation("  ")];
    vault.set_expectations(Preset::PromotionPacket, period, &asked).unwrap();
    let portfolio = vault.compose(&Brief::new(Preset::PromotionPacket, period)).unwrap();
    assert_eq!(portfolio.expectations, [expectation("Lead three teams")]);
    let setback = portfolio.setback.as_ref().unwrap();
    let roles: Vec<PartRole> = setback.parts.iter().map(|part| part.role).collect();
    assert!(roles.contains(&PartRole::Learned) && roles.contains(&PartRole::Held), "{roles:?}");
    assert!(!setback.refs.is_empty());
    assert_eq!(portfolio.leading[0].heading, "People grown");
    assert!(portfolio.leading.iter().flat_map(|one| &one.statements).all(|one| one.refs.len() == 1));
    assert!((3..=6).contains(&portfolio.feedback.len()));
    assert!(portfolio.feedback.iter().all(|one| one.sort == PassageSort::Quote && !one.by.is_empty()));
    assert_eq!(portfolio.gaps.len(), 2, "as planned");
    assert_eq!(portfolio.months.len(), 12);
    let brief = vault.compose(&Brief::new(Preset::ManagerBrief, period)).unwrap();
    assert!(brief.setback.is_none() && brief.gaps.is_empty() && brief.expectations.is_empty());
}

#[test]
fn characters_that_nobody_sees_are_pointed_out_and_leave_in_no_file() {
    let vault = empty();
    let body = "I moved\u{200b} the date\u{e0041}\u{e0042} and said so. The team decided.";
    let own = add(&vault, &entry(Kind::Win, "2026-10-20", "Mails\u{feff} cut", body, &["metrics:3"]));
    let portfolio = vault.compose(&Brief { select: vec![own], ..brief(Preset::PromotionPacket) }).unwrap();
    let findings: Vec<_> = portfolio
        .lint()
        .into_iter()
        .filter(|one| one.code == FindingCode::Unseen)
        .map(|one| (one.story, one.entry))
        .collect();
    assert!(findings.contains(&(Some(1), Some(own))), "{findings:#?}");
    let out = portfolio.redact(&vault.redaction(RedactionProfile::Own).unwrap()).portfolio;
    let unseen = |text: &str| text.contains(['\u{200b}', '\u{e0041}', '\u{feff}']);
    assert!(unseen(&portfolio.to_markdown()));
    for made in [out.to_markdown(), out.to_json().unwrap()] {
        assert!(!unseen(&made), "{made}");
    }
    assert!(out.lint().iter().all(|one| one.code != FindingCode::Unseen));
}
