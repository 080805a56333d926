//! What holds for every format, and what the tests of each are made with.

use std::io::Read;

use proptest::prelude::*;

use super::*;
use crate::Vault;
use crate::growth::Period;
use crate::growth::fixture::{PRIVATE, UNQUOTED, With, add, empty, entry, rich};
use crate::journal::Kind;
use crate::portfolio::{
    Brief, Expectation, Gap, Group, Paper, Part, PartRole, Passage, PassageSort, Preset, Setback, Statement,
};
use crate::vault::Profile;

pub(in crate::portfolio) fn compose(vault: &Vault, preset: Preset) -> Portfolio {
    let period = Period { from: "2026-01-01".parse().unwrap(), to: "2026-11-23".parse().unwrap() };
    vault.compose(&Brief::new(preset, period)).unwrap()
}

/// A portfolio in which there is something of everything that a portfolio can have.
pub(in crate::portfolio) fn full() -> Portfolio {
    let mut whole = compose(&rich(), Preset::PromotionPacket);
    let said = |text: &str| Statement::new(text, vec![1, 2]);
    let passage =
        |sort, by: &str| Passage { sort, text: "Some words".to_owned(), by: by.to_owned(), refs: vec![3, 99] };
    let passages = vec![
        passage(PassageSort::Told, ""),
        passage(PassageSort::Prompt, ""),
        passage(PassageSort::Quote, "Dana, 3 May"),
    ];
    whole.months.iter_mut().for_each(|month| (month.by_own_hands, month.through_others) = (2, 1));
    whole.missing = vec!["Nothing is missing, to be honest.".to_owned()];
    whole.expectations = vec![
        Expectation { text: "Set the direction".to_owned(), agreed: "with Dana, 3 May".to_owned() },
        Expectation { text: "Without anybody".to_owned(), agreed: String::new() },
    ];
    whole.setback = Some(Setback {
        title_edited: false,
        named_after: 1,
        title: "The launch that was not one".to_owned(),
        period: whole.period,
        parts: vec![Part {
            role: PartRole::Learned,
            heading: "A heading that is too long for its column".to_owned(),
            passages: passages.clone(),
            edited: false,
        }],
        refs: vec![1],
    });
    whole.leading = vec![Group { heading: "Coached".to_owned(), statements: vec![said("One"), said("Two")] }];
    whole.feedback = passages;
    whole.gaps = vec![Gap {
        key: "strategy".to_owned(),
        name: "Strategy".to_owned(),
        seen: "Seen as solid".to_owned(),
        seen_on: Some(whole.period.to),
        refs: vec![1],
        gap: "Two years ahead".to_owned(),
        opportunity: "The next plan".to_owned(),
        expected: "A decision".to_owned(),
        sponsor: "Dana".to_owned(),
        by: Some(whole.period.to),
        month_only: false,
        delivered: vec![said("Delivered")],
    }];
    whole
}

/// Every text that is there replaced by the next of `texts` and its place, which makes each a different one.
pub(in crate::portfolio) fn with_texts(mut portfolio: Portfolio, texts: &[String]) -> Portfolio {
    let mut place = 0;
    portfolio.each_text(&mut |_, _, text| {
        if !text.is_empty() {
            *text = format!("{}{place}", texts[place % texts.len()]);
            place += 1;
        }
    });
    portfolio
}

/// The same portfolio with a mark in the place of every text, for [`filled`].
pub(in crate::portfolio) fn marked(mut portfolio: Portfolio) -> Portfolio {
    let mut place = 0;
    portfolio.each_text(&mut |_, _, text| {
        if !text.is_empty() {
            *text = format!("\u{e000}{place}\u{e001}");
            place += 1;
        }
    });
    portfolio
}

/// What `shown`, in which there are marks, says with the texts of [`with_texts`] in their places.
pub(in crate::portfolio) fn filled(shown: &str, texts: &[String]) -> String {
    let mut pieces = shown.split('\u{e000}');
    let mut whole = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (place, rest) = piece.split_once('\u{e001}').unwrap();
        let place: usize = place.parse().unwrap();
        whole.push_str(&format!("{}{place}{rest}", texts[place % texts.len()]));
    }
    whole
}

/// The words of a text. What no format can hold is as good as a space.
pub(in crate::portfolio) fn words(text: &str) -> Vec<String> {
    let code = |letter: char| u32::from(letter);
    let is_gap = |letter: char| {
        letter.is_whitespace()
            || letter.is_control()
            || (0xFDD0..=0xFDEF).contains(&code(letter))
            || code(letter) & 0xFFFE == 0xFFFE
    };
    text.split(is_gap).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Texts of which some try to be something else.
pub(in crate::portfolio) fn texts() -> impl Strategy<Value = Vec<String>> {
    let markup = prop::sample::select(vec![
        "</p><script>alert(1)</script>",
        "\" onload=\"alert(1)",
        "' style='x",
        "<!-- --> <![CDATA[ ]]> <?xml?>",
        "]]></w:t></w:r><w:p/>",
        "&amp;&lt;&#60;&nbsp;&",
        "</title></style></body></html>",
        "javascript:alert(1)",
        "三个团队一张路线图 🚀 ﷽ e\u{301}",
        "\u{202e}back\u{202c} \u{feff}",
        "\0\u{1b}[31m\r\n\t\u{fffe}\u{1fffe}",
        "*a* _b_ [c](d) # | `e` $f$",
    ]);
    let any = prop_oneof![markup.prop_map(str::to_owned), "[\\PC\n]{0,40}", any::<String>()];
    // The marks of these tests are no text of a user.
    let clean = any.prop_map(|text| text.replace(['\u{e000}', '\u{e001}'], ""));
    prop::collection::vec(clean, 1..8)
}

/// Everything that can be read in a file of this format, whatever it is packed in.
fn content(format: Format, bytes: Vec<u8>) -> String {
    if format != Format::Docx {
        return String::from_utf8_lossy(&bytes).into_owned();
    }
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).unwrap();
        text.push_str(&part.name().unwrap());
        part.read_to_string(&mut text).unwrap();
    }
    text
}

#[test]
fn a_format_is_found_by_its_word_and_by_any_ending_of_its_files() {
    for format in Format::ALL {
        assert_eq!(format.word().parse::<Format>().unwrap(), format);
        assert_eq!(format.ending().to_uppercase().parse::<Format>().unwrap(), format);
        assert_eq!(serde_json::to_value(format).unwrap(), format.word());
    }
    assert_eq!(" Markdown".parse::<Format>().unwrap(), Format::Markdown);
    assert_eq!("htm".parse::<Format>().unwrap(), Format::Html);
    assert!("doc".parse::<Format>().is_err());
}

#[test]
fn every_preset_can_be_written_in_every_format_and_is_the_same_each_time() {
    let chinese = empty();
    add(&chinese, &entry(Kind::Win, "2026-10-01", "三个团队一张路线图 🚀", "我决定了。", &["strategy:3"]));
    for (vault, says) in [
        (rich(), "One roadmap for three teams"),
        (empty(), "nothing can be claimed"),
        (chinese, "三个团队一张路线图 🚀"),
    ] {
        for preset in Preset::ALL {
            let portfolio = compose(&vault, preset);
            for format in Format::ALL {
                let bytes = portfolio.render(format).unwrap();
                assert_eq!(bytes, portfolio.render(format).unwrap(), "{preset:?} as {format:?}");
                let (begins, content) = (bytes.clone(), content(format, bytes));
                match format {
                    // Its text is compressed, and letters are numbers in it.
                    Format::Pdf => assert!(begins.starts_with(b"%PDF-")),
                    Format::Docx => assert!(begins.starts_with(b"PK\x03\x04") && content.contains(says), "{preset:?}"),
                    Format::Html => assert!(begins.starts_with(b"<!DOCTYPE html>") && content.contains(says)),
                    Format::Markdown => assert!(begins.starts_with(b"# ") && content.contains(says)),
                    Format::Json => assert!(begins.starts_with(b"{") && content.contains(says)),
                }
            }
        }
    }
}

#[test]
fn the_paper_is_that_of_the_brief() {
    let period = Period { from: "2026-01-01".parse().unwrap(), to: "2026-11-23".parse().unwrap() };
    for (paper, html, docx) in [
        (Paper::A4, "size: A4;", r#"<w:pgSz w:w="11906" w:h="16838"/>"#),
        (Paper::Letter, "size: letter;", r#"<w:pgSz w:w="12240" w:h="15840"/>"#),
    ] {
        let portfolio = rich().compose(&Brief { paper, ..Brief::new(Preset::SelfReview, period) }).unwrap();
        assert!(portfolio.to_html().contains(html));
        assert!(content(Format::Docx, portfolio.to_docx().unwrap()).contains(docx));
    }
}

#[test]
fn no_private_part_and_no_word_of_whom_may_not_be_quoted_is_in_any_file() {
    let vault = rich();
    for preset in Preset::ALL {
        let portfolio = compose(&vault, preset);
        for format in Format::ALL {
            let content = content(format, portfolio.render(format).unwrap());
            assert!(!content.contains(PRIVATE) && !content.contains(UNQUOTED), "{preset:?} as {format:?}");
        }
    }
    let mut leaky = compose(&vault, Preset::SelfReview);
    leaky.title = PRIVATE.to_owned();
    for format in Format::ALL {
        assert!(content(format, leaky.render(format).unwrap()).contains(PRIVATE), "it would be seen in {format:?}");
    }
}

#[test]
fn a_hostile_journal_makes_files_that_are_what_they_are() {
    let vault = empty();
    let hostile = "</p><script>alert(\"x\")</script> & ]]> {{x}} =cmd() \u{202e}";
    let profile = Profile { name: hostile.to_owned(), ..crate::growth::fixture::profile() };
    vault.set_profile(&profile).unwrap();
    add(
        &vault,
        &entry(Kind::Win, "2026-10-01", hostile, hostile, &["strategy:3"]).project("<p>").outcome([hostile; 5]),
    );
    for preset in Preset::ALL {
        let portfolio = compose(&vault, preset);
        for format in [Format::Docx, Format::Html] {
            let content = content(format, portfolio.render(format).unwrap());
            assert!(!content.contains("<script") && content.contains("&lt;script&gt;"), "{preset:?} as {format:?}");
        }
        assert_eq!(Portfolio::from_json(&portfolio.to_json().unwrap()).unwrap(), portfolio);
        assert!(portfolio.to_pdf().is_ok());
    }
}
