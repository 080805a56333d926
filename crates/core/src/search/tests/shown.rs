use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::*;
use crate::competency::Keys;
use crate::journal::{Facets, Feedback, Kind, Lesson, LineState, Link, LinkKind};
use crate::language::Stemming;

/// A text with what is marked in brackets.
fn bracketed(text: &str, marks: &[[u32; 2]]) -> String {
    let mut out = String::new();
    for (at, one) in (0..).zip(text.chars()) {
        if marks.iter().any(|[_, to]| *to == at) {
            out.push(']');
        }
        if marks.iter().any(|[from, _]| *from == at) {
            out.push('[');
        }
        out.push(one);
    }
    if marks.iter().any(|[_, to]| *to as usize == text.chars().count()) {
        out.push(']');
    }
    out
}

fn shown(vault: &Vault, query: &str) -> String {
    let hits = answer(vault, query).hits;
    hits.iter()
        .map(|hit| {
            let title = bracketed(&hit.title, &hit.title_marks);
            let gap = if title.is_empty() { "" } else { " | " };
            format!("{title}{gap}{}", bracketed(&hit.snippet, &hit.marks))
        })
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn a_lesson_shows_what_it_came_from_and_how_often_it_was_applied() {
    let vault = vault();
    let named = add(&vault, &Content { title: "The launch slipped".into(), ..content("2026-03-01", "By a week.") });
    let nameless = add(&vault, &content("2026-03-02", "Nobody *owned* the surface."));
    let lesson = |from: &[EntryId]| Content {
        kind: Kind::Lesson,
        links: from.iter().map(|to| Link { kind: LinkKind::Source, to: *to }).collect(),
        ..content("2026-03-03", "Name one owner")
    };
    let first = add(&vault, &lesson(&[nameless, named]));
    add(&vault, &lesson(&[]));
    add(&vault, &lesson(&[nameless]));
    let again = Link { kind: LinkKind::Applies, to: first };
    add(&vault, &Content { links: vec![again], ..content("2026-09-01", "It went well.") });
    let told = |vault: &Vault| {
        let mut hits = answer(vault, "owner kind:lesson").hits;
        hits.sort_by_key(|hit| hit.id);
        hits.into_iter().map(|hit| (hit.source, hit.state)).collect::<Vec<_>>()
    };
    let applied = Some(LineState::Applied { times: 1 });
    let surface = || Some("Nobody owned the surface.".to_owned());
    assert_eq!(
        told(&vault),
        [(Some("The launch slipped".to_owned()), applied.clone()), (None, None), (surface(), None)]
    );
    vault.trash(named).unwrap();
    assert_eq!(told(&vault)[0], (surface(), applied), "what is in the trash has no name here");
}

const LONG: &str = "# Monday\n\nThe week began with a walk. Nobody had slept, *nothing* was ready, and the coffee \
    machine stood in the hall like a promise. We talked about holidays first, then about weather, then about who \
    should talk to finance.\n\n- one more **stakeholder** review\n- the roadmap for `checkout_v2`, which \
    [Dana](https://example.com/dana) wrote\n\nLater we planned the stakeholder reviews for the roadmap again, with \
    more care and with a list of those who had to be asked before anything was promised to anybody outside the team.\n";

#[test]
fn a_snippet_shows_where_the_words_stand_closest() {
    let vault = vault();
    add(&vault, &Content { title: "A Roadmap review".into(), ..content("2026-11-20", LONG) });
    let queries = [
        "walk",
        "roadmap stakeholders",
        "\"stakeholder review\"",
        "road*",
        "checkout_v2",
        "planning",
        "anybody",
        "title:roadmap",
        "",
        "kind:reflection",
    ];
    let all: Vec<String> = queries.iter().map(|query| format!("{query}\n    {}", shown(&vault, query))).collect();
    insta::assert_snapshot!(all.join("\n"));
}

#[test]
fn a_snippet_of_characters_without_spaces_is_cut_between_them() {
    let vault = vault();
    let text =
        format!("{}我们讨论了路线图的优先级{}", "今天天气很好大家都来了".repeat(20), "然后回家吃饭睡觉".repeat(30));
    add(&vault, &content("2026-11-20", &text));
    let hit = answer(&vault, "路线图").hits.remove(0);
    assert!(bracketed(&hit.snippet, &hit.marks).contains("了[路线图]的"), "{}", hit.snippet);
    assert!(hit.snippet.chars().count() <= 202);
}

#[test]
fn what_is_private_is_shown_only_when_it_was_looked_for() {
    let vault = vault();
    add(&vault, &Content { private: "the salary talk".into(), ..content("2026-11-20", "a talk in the park") });
    assert_eq!(shown(&vault, "talk"), "a [talk] in the park");
    assert_eq!(shown(&vault, "park"), "a talk in the [park]");
    assert_eq!(shown(&vault, "salary"), "the [salary] talk");
    assert_eq!(shown(&vault, ""), "a talk in the park");
}

#[test]
fn facets_are_shown_where_the_text_says_nothing_of_it() {
    let vault = vault();
    let lesson =
        Lesson { sentence: "Ask finance before you plan".into(), when: "a budget opens".into(), ..Lesson::default() };
    let quote = Feedback { quote: "Clear and *calm*".into(), from: "Priya".into(), ..Feedback::default() };
    add(
        &vault,
        &Content {
            kind: Kind::Lesson,
            facets: Facets { lesson: Some(lesson), ..Facets::default() },
            // A body without words has nothing to show.
            ..content("2026-11-20", "***")
        },
    );
    add(
        &vault,
        &Content {
            kind: Kind::Feedback,
            facets: Facets { feedback: Some(quote), ..Facets::default() },
            ..content("2026-11-20", "after the demo")
        },
    );
    assert_eq!(shown(&vault, "finances"), "Ask [finance] before you plan");
    assert_eq!(shown(&vault, "budget"), "a [budget] opens");
    assert_eq!(shown(&vault, "calm"), "Clear and *[calm]*");
    assert_eq!(shown(&vault, "kind:feedback"), "after the demo");
    assert_eq!(shown(&vault, "kind:lesson"), "Ask finance before you plan");
}

#[test]
fn a_word_deep_in_a_long_text_is_shown() {
    let vault = vault();
    let text = format!("{}the needle is here. {}", "some hay. ".repeat(20_000), "more hay. ".repeat(1000));
    add(&vault, &content("2026-11-20", &text));
    let hit = answer(&vault, "needle").hits.remove(0);
    assert!(bracketed(&hit.snippet, &hit.marks).contains("the [needle] is"), "{}", hit.snippet);
}

/// The snippet of an entry with this text, for a query in English.
fn cut(text: &str, query: &str) -> snippet::Snippet {
    let around = query::Surroundings { today: "2026-11-23".parse().unwrap(), competencies: &Keys::default() };
    let synonyms = synonyms::Synonyms::default();
    let tongue = sense::Tongue { languages: &[Stemming::ENGLISH], synonyms: &synonyms };
    let sought = marks::Sought::of(&query::Query::parse(query, &around).query, tongue);
    let body = body::Body::of(text.to_owned());
    snippet::snippet(&content("2026-11-20", ""), &body, 0, Stemming::ENGLISH, &sought)
}

#[test]
fn a_long_text_is_shown_as_if_it_were_read_at_once() {
    // A stretch of it ends somewhere among these; with syntax, at the end of a line.
    let befores = [("word ", 380..420), ("a *word*\n", 270..300), ("some word\n", 190..220), ("word\u{a0}", 150..220)];
    for (before, times) in befores {
        for times in times {
            let text = format!("{}needle\nthread{}", before.repeat(times), " behind".repeat(400));
            let snippet = cut(&text, "\"needle thread\"");
            let shown = bracketed(&snippet.text, &snippet.marks);
            let shown = shown.replace('\u{a0}', " ");
            assert!(shown.starts_with('…') && shown.contains("word [needle thread] behind"), "{times}: {shown}");
            assert!(shown.ends_with('…') && shown.chars().count() > 150, "{times}: {shown}");
        }
    }
}

fn strange_text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        4 => "[a-z]{1,9}",
        2 => Just("needle".to_owned()),
        1 => Just("nee\u{301}dle\u{308}".to_owned()),
        1 => "\\PC{0,12}",
        1 => "[路线图🇩🇪🇫🇷👩‍👩‍👧가각\u{1100}\u{1161}\u{11a8}कि्षे]{1,20}",
        1 => "[ \n*_#`>-]{1,4}",
        1 => "[a-z]{80,300}",
    ];
    (proptest::collection::vec(part, 0..40), any::<bool>())
        .prop_map(|(parts, spaced)| parts.join(if spaced { " " } else { "" }))
}

proptest! {
    #[test]
    fn no_character_is_cut_in_two_and_marks_lie_in_the_snippet(text in strange_text(), query in "(needle|路线|[a-z]{1,2}\\*|🇩🇪|\"needle needle\"|\\PC{1,6})( needle| [a-z]\\*)?") {
        let snippet = cut(&text, &query);
        let length = snippet.text.chars().count();
        let mut last = 0;
        for [from, to] in &snippet.marks {
            prop_assert!(last <= *from && from < to && *to as usize <= length, "{:?} in {}", snippet.marks, snippet.text);
            last = *to;
        }
        let mut plain = plain::Plain::of_markdown(&text);
        while plain.grow() {}
        let inner = snippet.text.trim_start_matches('…').trim_end_matches('…');
        prop_assert!(plain.text.contains(inner));
        let characters: Vec<&str> = plain.text.graphemes(true).collect();
        let cut: Vec<&str> = inner.graphemes(true).collect();
        prop_assert!(cut.is_empty() || characters.windows(cut.len()).any(|window| window == cut), "{inner} of {}", plain.text);
        if snippet.marks.is_empty() {
            prop_assert!(length <= 202, "{length}");
        }
    }
}
