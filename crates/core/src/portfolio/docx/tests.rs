use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use proptest::prelude::*;
use roxmltree::{Document, Node};

use crate::growth::fixture::{empty, rich};
use crate::portfolio::format::tests::{compose, filled, full, marked, texts, with_texts, words};
use crate::portfolio::{Portfolio, Preset};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The parts of the archive by name.
fn parts(portfolio: &Portfolio) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(portfolio.to_docx().unwrap())).unwrap();
    let mut parts = BTreeMap::new();
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        parts.insert(part.name().unwrap().into_owned(), text);
    }
    parts
}

fn all<'a, 'i>(document: &'a Document<'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    document.descendants().filter(move |node| node.has_tag_name((W, name)))
}

fn value<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attribute((W, name))
}

fn style<'a>(paragraph: Node<'a, '_>) -> Option<&'a str> {
    paragraph.descendants().find(|node| node.has_tag_name((W, "pStyle"))).and_then(|node| value(node, "val"))
}

/// What is read in an element; a tab or the end of a line is a space.
fn text(node: Node<'_, '_>) -> String {
    let mut text = String::new();
    for node in node.descendants() {
        match node.tag_name().name() {
            "t" => text.push_str(node.text().unwrap_or_default()),
            "tab" | "br" | "p" => text.push(' '),
            _ => {}
        }
    }
    text.trim().to_owned()
}

fn texts_in(document: &Document<'_>, wanted: &str) -> Vec<String> {
    all(document, "p").filter(|paragraph| style(*paragraph) == Some(wanted)).map(text).collect()
}

#[test]
fn headings_are_headings() {
    let portfolio = compose(&rich(), Preset::PromotionPacket);
    let parts = parts(&portfolio);
    let document = Document::parse(&parts["word/document.xml"]).unwrap();
    assert_eq!(texts_in(&document, "Title"), ["Growth portfolio"]);
    assert_eq!(texts_in(&document, "Subtitle"), [portfolio.byline()]);
    let sections = texts_in(&document, "Heading1");
    for wanted in ["Outcomes", "Evidence matrix", "Stories", "Appendix: the entries behind it"] {
        assert!(sections.iter().any(|one| one == wanted), "{wanted} in {sections:?}");
    }
    let told = texts_in(&document, "Heading2");
    for story in &portfolio.stories {
        assert!(told.contains(&format!("{}. {}", story.number, story.title)), "{told:?}");
    }
    let styles = Document::parse(&parts["word/styles.xml"]).unwrap();
    for (id, name, level) in
        [("Heading1", "heading 1", "0"), ("Heading2", "heading 2", "1"), ("Heading3", "heading 3", "2")]
    {
        let style = all(&styles, "style").find(|style| value(*style, "styleId") == Some(id)).unwrap();
        let inside =
            |tag| style.descendants().find(|node| node.has_tag_name((W, tag))).and_then(|one| value(one, "val"));
        assert_eq!(
            (inside("name"), inside("outlineLvl")),
            (Some(name), Some(level)),
            "as every word processor calls it"
        );
    }
}

#[test]
fn a_table_has_a_head_that_every_page_repeats_and_rows_that_no_page_cuts() {
    let parts = parts(&full());
    let document = Document::parse(&parts["word/document.xml"]).unwrap();
    let tables: Vec<_> = all(&document, "tbl").collect();
    assert_eq!(tables.len(), 2);
    for table in tables {
        let rows: Vec<_> = table.children().filter(|node| node.has_tag_name((W, "tr"))).collect();
        let is = |row: &Node<'_, '_>, tag| row.descendants().any(|node| node.has_tag_name((W, tag)));
        assert!(is(&rows[0], "tblHeader") && rows.len() > 2);
        assert_eq!(rows.iter().filter(|row| is(row, "tblHeader")).count(), 1);
        assert!(rows.iter().all(|row| is(row, "cantSplit")));
        let cells = |row: &Node<'_, '_>| row.children().filter(|node| node.has_tag_name((W, "tc"))).count();
        let columns = table.descendants().filter(|node| node.has_tag_name((W, "gridCol"))).count();
        assert!(rows.iter().all(|row| cells(row) == columns), "as many cells as columns");
        assert!(table.descendants().any(|node| node.has_tag_name((W, "tblCaption"))), "it says what it shows");
    }
}

#[test]
fn every_reference_leads_to_a_row_of_the_index() {
    let portfolio = full();
    let parts = parts(&portfolio);
    let document = Document::parse(&parts["word/document.xml"]).unwrap();
    let bookmarks: Vec<&str> = all(&document, "bookmarkStart").filter_map(|node| value(node, "name")).collect();
    let wanted: Vec<String> = portfolio.references.iter().map(|one| format!("E{}", one.number)).collect();
    assert_eq!(bookmarks, wanted, "one for each row, in order");
    let ids = |name| all(&document, name).filter_map(|node| value(node, "id")).collect::<Vec<_>>();
    assert_eq!(ids("bookmarkStart"), ids("bookmarkEnd"));
    let links: Vec<_> = all(&document, "hyperlink").collect();
    assert!(links.len() > 20);
    for link in links {
        assert_eq!(value(link, "anchor").unwrap(), text(link));
        assert!(bookmarks.contains(&text(link).as_str()));
    }
    assert!(texts_in(&document, "Note").iter().any(|one| one.starts_with("Wins: ")), "a picture is there in words");
    assert!(
        texts_in(&document, "FactMore").iter().any(|one| one.contains("E99")),
        "one without a row is there, as text"
    );
}

#[test]
fn it_says_whose_it_is_and_when_it_was_made() {
    let parts = parts(&compose(&rich(), Preset::PromotionPacket));
    let properties = Document::parse(&parts["docProps/core.xml"]).unwrap();
    let of = |name| properties.descendants().find(|node| node.tag_name().name() == name).and_then(|node| node.text());
    assert_eq!(of("title"), Some("Growth portfolio: Ada Moreno"));
    assert_eq!(of("creator"), Some("Ada Moreno"));
    assert_eq!(of("created"), Some("2026-11-23T00:00:00Z"));
    assert_eq!(of("language"), Some("en"));
    let footer = Document::parse(&parts["word/footer1.xml"]).unwrap();
    assert_eq!(text(footer.root_element()), "Ada Moreno · January to November 2026 page 1 of 1");
    let fields: Vec<_> = all(&footer, "fldSimple").filter_map(|node| value(node, "instr")).collect();
    assert_eq!(fields, [" PAGE ", " NUMPAGES "]);
}

#[test]
fn lists_are_lists_and_prompts_and_quotes_can_be_told_from_the_rest() {
    let parts = parts(&full());
    let document = Document::parse(&parts["word/document.xml"]).unwrap();
    assert!(!texts_in(&document, "ListBullet").is_empty());
    assert!(texts_in(&document, "ListBullet").iter().all(|one| !one.starts_with(['-', '–', '•'])));
    let styles = Document::parse(&parts["word/styles.xml"]).unwrap();
    let bullet = all(&styles, "style").find(|style| value(*style, "styleId") == Some("ListBullet")).unwrap();
    let list = bullet.descendants().find(|node| node.has_tag_name((W, "numId"))).and_then(|node| value(node, "val"));
    let numbering = Document::parse(&parts["word/numbering.xml"]).unwrap();
    assert!(all(&numbering, "num").any(|num| value(num, "numId") == list));
    let quotes = texts_in(&document, "Quote");
    assert_eq!(quotes, ["“Some words”  Dana, 3 May\u{a0}[E3,\u{a0}E99]"]);
    let runs = |wanted| {
        let styled = all(&document, "rStyle").filter(move |node| value(*node, "val") == Some(wanted));
        styled.filter_map(|node| node.ancestors().nth(2)).map(text).collect::<Vec<_>>()
    };
    assert!(runs("Prompt").contains(&"What changed afterwards? Result due 7 December.".to_owned()));
    assert!(runs("Giver").contains(&"Dana, 3 May".to_owned()));
}

#[test]
fn what_is_said_stands_beside_its_heading_and_below_one_that_is_too_long() {
    let parts = parts(&full());
    let document = Document::parse(&parts["word/document.xml"]).unwrap();
    let facts: Vec<_> = all(&document, "p").filter(|paragraph| style(*paragraph) == Some("Fact")).collect();
    assert!(facts.len() > 10);
    for fact in facts {
        let has = |tag| fact.descendants().any(|node| node.has_tag_name((W, tag)));
        let is_long = text(fact).starts_with("A heading that is too long");
        assert_eq!((has("tab"), has("br")), (!is_long, is_long), "{}", text(fact));
    }
}

#[test]
fn the_stories_and_a_long_index_begin_a_page_but_not_in_what_should_be_short() {
    let starts = |portfolio: &Portfolio| {
        let parts = parts(portfolio);
        let document = Document::parse(&parts["word/document.xml"]).unwrap();
        let breaks = all(&document, "pageBreakBefore").filter_map(|node| node.ancestors().nth(2));
        breaks.map(text).collect::<Vec<_>>()
    };
    let vault = rich();
    let packet = starts(&compose(&vault, Preset::PromotionPacket));
    assert_eq!(packet, ["Stories", "Appendix: the entries behind it"]);
    assert!(starts(&compose(&vault, Preset::ManagerBrief)).is_empty());
    assert!(starts(&compose(&empty(), Preset::PromotionPacket)).is_empty());
}

#[test]
fn everything_that_is_named_is_there() {
    for portfolio in [full(), compose(&empty(), Preset::ManagerBrief)] {
        let parts = parts(&portfolio);
        for (name, part) in &parts {
            assert!(Document::parse(part).is_ok(), "{name}");
        }
        let styles = Document::parse(&parts["word/styles.xml"]).unwrap();
        let known: BTreeSet<&str> = all(&styles, "style").filter_map(|style| value(style, "styleId")).collect();
        for part in ["word/document.xml", "word/footer1.xml", "word/styles.xml", "word/numbering.xml"] {
            let part = Document::parse(&parts[part]).unwrap();
            for tag in ["pStyle", "rStyle", "tblStyle", "basedOn", "next"] {
                assert!(
                    all(&part, tag).filter_map(|one| value(one, "val")).all(|style| known.contains(style)),
                    "{tag}"
                );
            }
        }
        let types = Document::parse(&parts["[Content_Types].xml"]).unwrap();
        let listed = types.descendants().filter_map(|node| node.attribute("PartName")).collect::<BTreeSet<_>>();
        let there: BTreeSet<String> = parts
            .keys()
            .filter(|name| !name.ends_with(".rels") && *name != "[Content_Types].xml")
            .map(|name| format!("/{name}"))
            .collect();
        assert_eq!(listed, there.iter().map(String::as_str).collect());
        for (rels, folder) in [("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")] {
            let rels = Document::parse(&parts[rels]).unwrap();
            let targets = rels.descendants().filter_map(|node| node.attribute("Target"));
            assert!(targets.map(|target| format!("{folder}{target}")).all(|target| parts.contains_key(&target)));
        }
    }
}

#[test]
fn no_clock_is_in_it() {
    let mut archive = zip::ZipArchive::new(Cursor::new(full().to_docx().unwrap())).unwrap();
    for place in 0..archive.len() {
        let part = archive.by_index(place).unwrap();
        assert_eq!(part.last_modified().map(|time| time.year()), Some(1980), "{:?}", part.name());
    }
}

/// The elements with their attributes, in order; without what depends on how long a text is.
fn skeleton(part: &str) -> Vec<String> {
    let document = Document::parse(part).unwrap();
    let elements = document.descendants().filter(Node::is_element);
    elements
        .map(|element| match element.tag_name().name() {
            name @ ("gridCol" | "tcW") => name.to_owned(),
            "br" => "tab".to_owned(),
            name => {
                let attributes = element.attributes().map(|one| format!(" {}={}", one.name(), one.value()));
                format!("{name}{}", attributes.collect::<String>())
            }
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn whatever_is_written_is_text_and_nothing_else(texts in texts()) {
        let (plain, hostile) = (parts(&marked(full())), parts(&with_texts(full(), &texts)));
        for (name, part) in &hostile {
            prop_assert_eq!(skeleton(part), skeleton(&plain[name]));
            let read = |part| text(Document::parse(part).unwrap().root_element());
            prop_assert_eq!(words(&read(part)), words(&filled(&read(&plain[name]), &texts)));
        }
    }
}
