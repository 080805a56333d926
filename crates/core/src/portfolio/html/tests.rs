use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use dom_query::Document;
use proptest::prelude::*;
use sha2::{Digest, Sha256};

use crate::growth::fixture::rich;
use crate::portfolio::Preset;
use crate::portfolio::format::tests::{compose, filled, full, marked, texts, with_texts, words};

/// The elements with their attributes, in order; without the values that a user may have written.
fn skeleton(html: &str) -> Vec<String> {
    let document = Document::from(html);
    let elements = document.root().descendants().into_iter().filter(dom_query::NodeRef::is_element);
    elements
        .map(|element| {
            let is_author = element.attr("name").as_deref() == Some("author");
            let attributes = element.attrs().into_iter().map(|one| {
                let value = if is_author && &*one.name.local == "content" { "…" } else { &*one.value };
                format!(" {}={value}", &*one.name.local)
            });
            format!("{}{}", element.node_name().unwrap(), attributes.collect::<String>())
        })
        .collect()
}

fn text(html: &str, of: &str) -> String {
    Document::from(html).select(of).text().to_string()
}

#[test]
fn the_promotion_packet_of_a_rich_journal_as_a_web_page() {
    insta::assert_snapshot!(compose(&rich(), Preset::PromotionPacket).to_html());
}

#[test]
fn it_loads_nothing_and_runs_nothing() {
    let html = full().to_html();
    let document = Document::from(html.as_str());
    for forbidden in ["script", "link", "img", "iframe", "object", "embed", "form", "base", "[src]", "[style]"] {
        assert_eq!(document.select(forbidden).length(), 0, "{forbidden}");
    }
    let style = document.select("style").text();
    assert!(!style.contains("url(") && !style.contains("@import"));
    // An address is nowhere but in the name of the language that pictures are in.
    let attributes = document.root().descendants().into_iter().flat_map(|node| node.attrs());
    for one in attributes.filter(|one| one.value.contains("//")) {
        assert_eq!((&*one.name.local, &*one.value), ("xmlns", "http://www.w3.org/2000/svg"));
    }
    let policy = document.select("meta[http-equiv=Content-Security-Policy]").attr("content").unwrap();
    let hash = STANDARD.encode(Sha256::digest(&*style));
    assert_eq!(&*policy, format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'"));
}

#[test]
fn its_parts_are_called_what_they_are() {
    let html = full().to_html();
    let document = Document::from(html.as_str());
    assert_eq!(document.select("html").attr("lang").as_deref(), Some("en"));
    assert_eq!(text(&html, "title"), "Growth portfolio: Ada Moreno");
    assert_eq!(document.select("h1").length(), 1);
    assert_eq!(document.select("section > h2").length(), document.select("h2").length());
    assert_eq!(document.select("article > h3").length(), document.select("h3").length());
    assert_eq!(document.select("table").length(), document.select("table > caption").length());
    assert!(document.select("table > thead > tr > th[scope=col]").length() >= 11);
    let rows = document.select("tbody > tr").length();
    assert_eq!(document.select("tbody > tr > th[scope=row]:first-child").length(), rows);
    assert!(document.select("blockquote + figcaption").length() > 0);
    assert_eq!(document.select("blockquote").length(), document.select("blockquote + figcaption").length());
    assert!(document.select("dl > div > dt + dd").length() > 10);
    assert!(document.select("em.prompt").length() > 0);
}

#[test]
fn a_picture_is_drawn_in_place_and_said_in_words() {
    let html = full().to_html();
    let document = Document::from(html.as_str());
    let pictures = document.select("figure.picture > figcaption + div[role=img][aria-label] > svg");
    assert_eq!(pictures.length(), 2);
    assert!(document.select("svg rect").length() > 5);
    let shown = document.select("figure.picture > div");
    let said: Vec<_> = shown.nodes().iter().filter_map(|one| one.attr("aria-label")).collect();
    assert!(said[0].starts_with("Wins: ") && said[1].starts_with("Entries a month: January 2026 2"), "{said:?}");
}

#[test]
fn every_reference_leads_to_its_row_and_one_without_a_row_leads_nowhere() {
    let portfolio = full();
    let html = portfolio.to_html();
    let document = Document::from(html.as_str());
    let links = document.select("a[href]");
    assert!(links.length() > 20);
    for link in links.nodes() {
        let (href, words) = (link.attr("href").unwrap(), link.text());
        assert_eq!(&*href, format!("#{words}"));
        let row = document.select(&format!("table.index tr[id={words}] > th"));
        assert_eq!((row.length(), row.text()), (1, words));
    }
    assert!(text(&html, "body").contains("E99") && document.select("a[href='#E99']").length() == 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn whatever_is_written_is_text_and_nothing_else(texts in texts()) {
        let (plain, hostile) = (marked(full()).to_html(), with_texts(full(), &texts).to_html());
        prop_assert_eq!(skeleton(&hostile), skeleton(&plain));
        for part in ["title", "body"] {
            prop_assert_eq!(words(&text(&hostile, part)), words(&filled(&text(&plain, part), &texts)));
        }
    }
}
