use std::collections::BTreeMap;
use std::path::Path;

use proptest::prelude::*;

use super::*;
use crate::journal::{Facets, Kind, Lesson, Sitting};
use crate::world::World;

#[test]
fn words_are_found_in_any_form_order_and_spelling() {
    let vault = vault();
    let one = add(&vault, &content("2026-11-20", "Planned the roadmaps with **Zoë** in the café; Straße 5."));
    for query in [
        "roadmap planning",
        "plans",
        "ROADMAP",
        "cafe",
        "café",
        "zoe",
        "strasse",
        "road*",
        "pla* zo*",
        "\"in the cafe\"",
    ] {
        assert_eq!(found(&vault, query), [one], "{query}");
    }
    for query in ["\"the in\"", "plans missing", "roadmap -cafe", "oad", "\"plan the\""] {
        assert!(found(&vault, query).is_empty(), "{query}");
    }
}

#[test]
fn phrases_of_words_that_hold_sentences_together_are_found() {
    let vault = vault();
    let one =
        add(&vault, &Content { title: "What to do".into(), ..content("2026-11-20", "And so, to bed: so it was.") });
    add(&vault, &content("2026-11-20", "To and fro. So the bed was what it was, and to so do."));
    for query in [
        "\"and so\"",
        "\"so to\"",
        "\"and so to bed\"",
        "\"to bed so it\"",
        "\"AND SO IT\" OR \"so it\"",
        "title:\"what to\"",
    ] {
        assert_eq!(found(&vault, query), [one], "{query}");
    }
    for query in ["\"so and\"", "\"bed to\"", "\"to so bed\"", "title:\"and so\""] {
        assert!(found(&vault, query).is_empty(), "{query}");
    }
    assert_eq!(found(&vault, "bed -\"and to\""), [one]);
    // What the last word begins is not known: here it is `to` and `the`.
    assert_eq!(found(&vault, "so-t*").len(), 2);
    assert_eq!(found(&vault, "and-so-to*"), [one]);
}

#[test]
fn either_of_two_is_enough_and_binds_its_neighbours() {
    let vault = vault();
    for body in ["red apple", "green apple", "green pear", "blue plum"] {
        add(&vault, &content("2026-11-20", body));
    }
    assert_eq!(bodies(&vault, "red OR blue"), ["blue plum", "red apple"]);
    assert_eq!(bodies(&vault, "apple red OR green"), ["green apple", "red apple"]);
    assert_eq!(bodies(&vault, "green -apple"), ["green pear"]);
    assert_eq!(bodies(&vault, "-apple"), ["blue plum", "green pear"]);
    assert_eq!(bodies(&vault, "plum OR -green"), ["blue plum", "red apple"]);
}

#[test]
fn names_of_things_in_code_are_found_whole_and_in_parts() {
    let vault = vault();
    let one = add(&vault, &content("2026-11-20", "Shipped `checkout_v2` for OKR-12 🚀 at 3.5 %"));
    let other = add(&vault, &content("2026-11-20", "12 OKRs, and a second checkout"));
    for query in ["checkout_v2", "OKR-12", "v2", "🚀", "3.5", "checkout_v*", "\"OKR-12\""] {
        assert_eq!(found(&vault, query), [one], "{query}");
    }
    assert_eq!(found(&vault, "okr 12").len(), 2);
    assert_eq!(found(&vault, "second"), [other]);
}

#[test]
fn any_two_characters_of_a_run_without_spaces_are_found() {
    let vault = vault();
    let text = "今天和产品团队讨论路线图2026版";
    let one = add(&vault, &content("2026-11-20", text));
    add(&vault, &content("2026-11-20", "路上有图"));
    let characters: Vec<char> = text.chars().collect();
    for size in 2..5 {
        for window in characters.windows(size) {
            let query: String = window.iter().collect();
            // Digits are a word of their own and found as words are.
            if !query.contains(|one: char| one.is_ascii_digit()) {
                assert_eq!(found(&vault, &query), [one], "{query}");
            }
        }
    }
    assert_eq!(found(&vault, "图").len(), 2);
    let korean = add(&vault, &content("2026-11-20", "로드맵을 검토했다"));
    assert_eq!(found(&vault, "로드맵"), [korean]);
    assert_eq!(found(&vault, "和产品-团队讨论路线图-2026版"), [one]);
    let mixed = add(&vault, &content("2026-11-20", "plan 路线 today"));
    assert_eq!(found(&vault, "plan-路线-tod*"), [mixed]);
}

#[test]
fn a_title_is_searched_by_itself_and_counts_more() {
    let vault = vault();
    let body = add(&vault, &content("2026-11-20", "pricing pricing"));
    let title =
        add(&vault, &Content { title: "Pricing".into(), ..content("2026-11-20", "something else that was said") });
    assert_eq!(found(&vault, "pricing"), [title, body]);
    assert_eq!(found(&vault, "title:pricing"), [title]);
    assert_eq!(found(&vault, "title:pri*"), [title]);
    assert_eq!(found(&vault, "-title:pricing"), [body]);
}

#[test]
fn of_two_that_say_the_same_the_fresh_one_comes_first() {
    let vault = vault();
    let old = add(&vault, &content("2020-01-01", "a talk about pricing"));
    let new = add(&vault, &content("2026-11-01", "a talk about pricing"));
    let best = add(&vault, &content("2020-01-01", "pricing pricing pricing"));
    assert_eq!(found(&vault, "pricing"), [best, new, old]);
    let by_date = vault.search(&SearchRequest { sort: Sort::Date, ..ask("pricing") }).unwrap();
    assert_eq!(by_date.hits.first().map(|hit| hit.id), Some(new));
}

#[test]
fn a_rare_form_of_a_common_word_does_not_outweigh_the_word() {
    let vault = vault();
    for _ in 0..30 {
        add(&vault, &content("2026-11-01", "planning the week with some more words"));
    }
    let rare = add(&vault, &content("2026-11-01", "planned the week with some more words"));
    assert_ne!(found(&vault, "planning").first(), Some(&rare), "the form that was typed comes first");
    assert_eq!(found(&vault, "planning").len(), 31);
}

#[test]
fn the_last_word_may_be_unfinished_while_somebody_types() {
    let vault = vault();
    let one = add(&vault, &content("2026-11-20", "the roadmap is planned"));
    let typed = |query: &str| vault.search(&SearchRequest { typing: true, ..ask(query) }).unwrap().total;
    vault.settle_index().unwrap();
    for query in ["ro", "the roadm", "roadmaps", "planning", "the pl"] {
        assert_eq!(typed(query), 1, "{query}");
    }
    assert_eq!(typed("ro "), 0, "a word with a space behind it is finished");
    assert_eq!(found(&vault, "road*"), [one]);
}

#[test]
fn a_filter_that_is_being_typed_is_waited_for() {
    let vault = vault();
    let one = add(&vault, &content("2026-11-20", "the roadmap"));
    add(&vault, &content("2026-11-20", "roadmaps, and a person"));
    vault.settle_index().unwrap();
    let typed = |query: &str| vault.search(&SearchRequest { typing: true, ..ask(query) }).unwrap();
    for (query, total) in [("\"the roadmap\" person:", 1), ("roadmap -tag:", 2), ("kind:", 2), ("person: ", 1)] {
        assert_eq!(typed(query).total, total, "{query}");
    }
    assert_eq!((typed("\"the roadmap\" person:").note, typed("\"the roadmap\" person:").hits[0].id), (None, one));
    assert!(typed("person: ").note.is_some(), "behind a space nothing more will come");
    assert!(answer(&vault, "person:").note.is_some(), "a query that is whole says what is wrong with it");
}

#[test]
fn strange_queries_are_answered_with_a_note() {
    let vault = vault();
    let one = add(&vault, &content("2026-11-20", "a poem of this kind, on 2026-13"));
    for query in ["kind:poem", "\"poem this", "on:2026-13", "poem OR"] {
        let answer = answer(&vault, query);
        assert!(answer.note.is_some(), "{query}");
    }
    assert_eq!(found(&vault, "kind:poem"), [one]);
    assert_eq!(found(&vault, "\"poem this"), [one]);
    let nothing = answer(&vault, "!!!");
    assert_eq!((nothing.total, nothing.note.is_some()), (0, true));
    assert_eq!(found(&vault, "poem - !"), [one], "signs beside words are passed over");
}

#[test]
fn a_misspelt_word_is_corrected_by_what_the_journal_has() {
    let vault = vault();
    let one = add(&vault, &content("2026-11-20", "the roadmap for stakeholders"));
    add(&vault, &content("2026-11-20", "roads"));
    for query in ["raodmap", "roadmpa stakehodlers", "raodmap kind:reflection -nothing"] {
        let answer = answer(&vault, query);
        assert_eq!(answer.hits.iter().map(|hit| hit.id).collect::<Vec<_>>(), [one], "{query}");
        assert!(answer.corrected.is_some_and(|corrected| corrected.contains("roadmap")), "{query}");
        assert!(!answer.hits[0].marks.is_empty(), "what was found instead is marked");
    }
    assert_eq!(answer(&vault, "roadmap").corrected, None);
    assert_eq!(answer(&vault, "roadmap kind:win").corrected, None, "a word that occurs is not misspelt");
    assert_eq!(answer(&vault, "zebra").corrected, None);
}

/// What somebody does to a journal.
#[derive(Debug, Clone)]
enum Deed {
    Add(Content),
    Edit(usize, Content),
    Trash(usize),
    Restore(usize),
    Settle,
    Keep,
    Reopen,
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        5 => "(road|plan|risk|team|goal|metric|launch)(s|ned|ning|map|ed)?",
        2 => "[a-zA-Zäéßøñ]{2,9}",
        1 => "[路线图产品团队]{1,4}",
        1 => "[a-z]{2,5}_v[0-9]",
    ]
}

fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(word(), 1..6).prop_map(|words| words.join(" "))
}

fn contents() -> impl Strategy<Value = Content> {
    let kind = proptest::sample::select(Kind::ALL.to_vec());
    let names = || proptest::collection::btree_set("[A-Z][a-z]{2,5}( [A-Z])?", 0..2);
    (text(), text(), proptest::option::of(text()), kind, names(), names(), 0u64..900, any::<bool>()).prop_map(
        |(title, body, private, kind, tags, people, days, starred)| Content {
            title,
            private: private.unwrap_or_default(),
            kind,
            tags: tags.into_iter().collect(),
            people: people.into_iter().collect(),
            starred,
            on: "2026-11-23".parse::<chrono::NaiveDate>().unwrap() - chrono::Days::new(days),
            ..content("2026-11-23", &body)
        },
    )
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        4 => contents().prop_map(Deed::Add),
        3 => (any::<usize>(), contents()).prop_map(|(at, content)| Deed::Edit(at, content)),
        2 => any::<usize>().prop_map(Deed::Trash),
        1 => any::<usize>().prop_map(Deed::Restore),
        1 => Just(Deed::Settle),
        1 => Just(Deed::Keep),
        2 => Just(Deed::Reopen),
    ]
}

/// Does it all in a vault at `path`, and returns it with what is there then and what is in the trash.
fn act(path: &Path, deeds: Vec<Deed>) -> (Vault, BTreeMap<EntryId, Content>, BTreeMap<EntryId, Content>) {
    // One for all openings: another one would draw the same identities again.
    let world: Arc<dyn World> = Arc::new(Still::at("2026-11-23T09:00:00+00:00").unwrap());
    let mut vault = Vault::create(path, Arc::clone(&world)).unwrap();
    let (mut here, mut gone) = (BTreeMap::new(), BTreeMap::new());
    let pick = |from: &BTreeMap<EntryId, Content>, at: usize| from.keys().nth(at % from.len().max(1)).copied();
    for deed in deeds {
        match deed {
            Deed::Add(content) => {
                here.insert(add(&vault, &content), content);
            }
            Deed::Edit(at, content) => {
                if let Some(id) = pick(&here, at) {
                    vault.edit(id, &content, Sitting::Ends).unwrap();
                    here.insert(id, content);
                }
            }
            Deed::Trash(at) => {
                if let Some(id) = pick(&here, at) {
                    vault.trash(id).unwrap();
                    gone.insert(id, here.remove(&id).unwrap());
                }
            }
            Deed::Restore(at) => {
                if let Some(id) = pick(&gone, at) {
                    vault.restore(id).unwrap();
                    here.insert(id, gone.remove(&id).unwrap());
                }
            }
            Deed::Settle => vault.settle_index().unwrap(),
            Deed::Keep => assert!(vault.keep_index_now().unwrap()),
            Deed::Reopen => {
                drop(vault);
                vault = Vault::open(path, Arc::clone(&world)).unwrap();
            }
        }
    }
    (vault, here, gone)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_phrase_is_found_where_its_words_stand_in_a_row(
        texts in prop::collection::vec(prop::collection::vec(0..5_usize, 2..9), 1..6),
        from in 0..6_usize,
        length in 2..5_usize,
    ) {
        const WORDS: [&str; 5] = ["of", "the", "team", "and", "路"];
        let vault = vault();
        let phrase: Vec<usize> = texts.iter().flatten().copied().skip(from).take(length).collect();
        let said = |numbers: &[usize]| numbers.iter().filter_map(|number| WORDS.get(*number)).copied().collect::<Vec<_>>();
        let mut sought = Vec::new();
        for text in &texts {
            let id = add(&vault, &content("2026-11-20", &said(text).join(", ")));
            if text.windows(phrase.len().max(1)).any(|row| row == phrase) {
                sought.push(id);
            }
        }
        let mut found = found(&vault, &format!("\"{}\"", said(&phrase).join(" ")));
        found.sort();
        sought.sort();
        prop_assert!(phrase.is_empty() || found == sought, "{:?}", said(&phrase));
    }


    #[test]
    fn whatever_was_done_every_entry_is_found_by_its_words_and_what_is_gone_is_not(deeds in proptest::collection::vec(deed(), 1..14)) {
        let folder = tempfile::tempdir().unwrap();
        let (vault, here, gone) = act(&folder.path().join("vault"), deeds);
        prop_assert_eq!(vault.compare_index().unwrap(), (here.len() as u32, 0));
        for (id, content) in &here {
            let texts = [&content.title, &content.body, &content.private];
            let words = texts.into_iter().chain(&content.tags).chain(&content.people).flat_map(|text| text.split_whitespace());
            for word in words {
                prop_assert!(found(&vault, word).contains(id), "{} by {}", id, word);
                for length in 2..=word.chars().count() {
                    let begins: String = word.chars().take(length).collect();
                    prop_assert!(found(&vault, &format!("{begins}*")).contains(id), "{} by {}*", id, begins);
                }
            }
            for phrase in texts.into_iter().filter(|text| !text.is_empty()) {
                prop_assert!(found(&vault, &format!("\"{phrase}\"")).contains(id), "{} by \"{}\"", id, phrase);
            }
            let mut filters = vec![format!("kind:{}", content.kind), format!("on:{}", content.on)];
            filters.extend(content.tags.iter().map(|tag| format!("tag:\"{tag}\"")));
            filters.extend(content.people.iter().map(|name| format!("person:\"{name}\"")));
            filters.push((if content.starred { "is:starred" } else { "-is:starred" }).to_owned());
            prop_assert!(found(&vault, &filters.join(" ")).contains(id));
            let hit = answer(&vault, &content.body).hits.into_iter().find(|hit| hit.id == *id).unwrap();
            prop_assert!(!hit.marks.is_empty() || !hit.title_marks.is_empty());
        }
        let everything = found(&vault, "");
        prop_assert!(gone.keys().all(|id| !everything.contains(id)));
        prop_assert_eq!(everything.len(), here.len());
    }
}

#[test]
fn the_parts_of_a_score_make_the_score() {
    let vault = vault();
    let lesson = |sentence: &str| Facets {
        lesson: Some(Lesson { sentence: sentence.into(), ..Lesson::default() }),
        ..Facets::default()
    };
    for (kind, title, body) in [
        (Kind::Reflection, "Roadmap review", "The executives wanted another roadmap."),
        (Kind::Lesson, "", "Plans are nothing; a one-on-one before the review is everything."),
        (Kind::Win, "Launch", "The roadmap held, and the launch came with the review."),
    ] {
        let facets =
            if kind == Kind::Lesson { lesson("Review the roadmap before others do.") } else { Facets::default() };
        add(&vault, &Content { kind, title: title.into(), facets, ..content("2026-08-20", body) });
    }
    for query in
        ["roadmap review", "exec OR launch", "\"roadmap review\"", "1:1", "one on one", "rev*", "-launch roadmap"]
    {
        let answer = answer(&vault, query);
        assert!(!answer.hits.is_empty(), "{query}");
        for hit in answer.hits {
            let why = vault.explain(&ask(query), hit.id).unwrap().unwrap();
            let sum: f64 = why.earned.iter().map(|one| one.points).sum();
            let score = sum * why.recency * why.kind;
            assert!((score - hit.score).abs() < 0.001 * hit.score.max(1.0), "{query}: {} and {why:?}", hit.score);
        }
    }
}

#[test]
fn what_was_found_by_a_correction_is_explained_by_it() {
    let vault = vault();
    let one = add(&vault, &content("2026-11-20", "the roadmap for stakeholders"));
    let other = add(&vault, &content("2026-11-20", "lunch"));
    vault.settle_index().unwrap();
    let why = vault.explain(&ask("raodmap"), one).unwrap().unwrap();
    assert_eq!(why.earned[0].word, "roadmap");
    assert_eq!(vault.explain(&ask("roadmap"), other).unwrap(), None, "it is not among the hits");
    assert_eq!(vault.explain(&SearchRequest { literal: true, ..ask("raodmap") }, one).unwrap(), None);
}
