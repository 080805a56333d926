//! Readings as their reader meets them, on a vault in memory.

use std::sync::Arc;

use chrono::TimeDelta;
use proptest::prelude::*;

use super::*;
use crate::Vault;
use crate::id::RecordId;
use crate::journal::{Content, Kind, Tagged};
use crate::people::Person;
use crate::world::Still;

fn vault() -> (Vault, Arc<Still>) {
    let world = Arc::new(Still::at("2026-11-23T18:00:00+00:00").unwrap());
    (Vault::in_memory(world.clone()).unwrap(), world)
}

fn book(title: &str) -> ReadingItem {
    ReadingItem { sort: ReadingSort::Book, title: title.into(), ..ReadingItem::default() }
}

fn add(vault: &Vault, title: &str) -> RecordId {
    vault.add_reading(&book(title)).unwrap()
}

fn next(vault: &Vault) -> Vec<String> {
    vault.readings().unwrap().next.into_iter().map(|line| line.item.title).collect()
}

#[test]
fn it_goes_from_next_to_now_to_done_with_its_days_and_back() {
    let (vault, world) = vault();
    let id = add(&vault, "Good Strategy");
    vault.set_reading_status(id, ReadingStatus::Now).unwrap();
    world.pass(TimeDelta::days(12));
    let before = vault.set_reading_status(id, ReadingStatus::Done).unwrap();
    let done = vault.readings().unwrap().done.pop().unwrap().item;
    assert_eq!((done.began, done.finished), ("2026-11-23".parse().ok(), "2026-12-05".parse().ok()));
    assert_eq!(before, ReadingItem { status: ReadingStatus::Now, finished: None, ..done });
    vault.edit_reading(id, &before).unwrap();
    assert_eq!(vault.readings().unwrap().now[0].item, before, "undone");
    vault.set_reading_status(id, ReadingStatus::Next).unwrap();
    assert_eq!(vault.readings().unwrap().next[0].item, book("Good Strategy"));
}

#[test]
fn what_is_to_be_read_has_an_order() {
    let (vault, _) = vault();
    let ids = ["a", "b", "c"].map(|title| add(&vault, title));
    vault.move_reading(ids[2], 0).unwrap();
    assert_eq!(next(&vault), ["c", "a", "b"]);
    vault.move_reading(ids[2], 99).unwrap();
    assert_eq!(next(&vault), ["a", "b", "c"]);
    vault.set_reading_status(ids[0], ReadingStatus::Done).unwrap();
    assert!(vault.move_reading(ids[0], 0).is_err(), "it is not to be read");
    vault.set_reading_status(ids[0], ReadingStatus::Next).unwrap();
    assert_eq!(next(&vault), ["b", "c", "a"], "behind the others");
}

#[test]
fn what_is_taken_away_can_be_put_back() {
    let (vault, _) = vault();
    let id = add(&vault, "Inspired");
    let item = vault.reading(id).unwrap().item;
    vault.erase_reading(id).unwrap();
    assert!(vault.reading(id).is_err() && next(&vault).is_empty());
    vault.edit_reading(id, &item).unwrap();
    assert_eq!(vault.reading(id).unwrap().item, item);
}

#[test]
fn what_is_said_about_it_leaves_how_far_somebody_is_and_does_not_bring_it_back() {
    let (vault, _) = vault();
    let id = add(&vault, "Inspired");
    let before = vault.reading(id).unwrap().item;
    vault.set_reading_status(id, ReadingStatus::Done).unwrap();
    vault
        .describe_reading(id, &ReadingItem { takeaway: "Ask why. ".into(), author: "Cagan".into(), ..before })
        .unwrap();
    let now = vault.reading(id).unwrap().item;
    assert_eq!((now.status, now.finished), (ReadingStatus::Done, Some(vault.today())));
    assert_eq!((now.author.as_str(), now.takeaway.as_str()), ("Cagan", "Ask why."));
    vault.erase_reading(id).unwrap();
    assert!(vault.describe_reading(id, &now).is_err() && vault.reading(id).is_err());
}

#[test]
fn a_takeaway_becomes_a_lesson_that_is_evidence_for_learning() {
    let (vault, _) = vault();
    let id = add(&vault, "Good Strategy");
    assert!(vault.learn_from_reading(id).is_err(), "nothing was taken away yet");
    vault
        .edit_reading(
            id,
            &ReadingItem { takeaway: "A strategy says\nwhat not to do. ".into(), ..book("Good Strategy") },
        )
        .unwrap();
    let lesson = vault.learn_from_reading(id).unwrap().id;
    let entry = vault.entry(lesson).unwrap().content;
    assert_eq!(
        (entry.kind, entry.facets.lesson.unwrap().sentence.as_str()),
        (Kind::Lesson, "A strategy says what not to do.")
    );
    assert_eq!(entry.competencies, [Tagged { key: "learning".into(), level: None }]);
    assert_eq!(vault.reading_behind(lesson).unwrap().unwrap().id, id);
    assert_eq!(vault.reading(id).unwrap().lesson, Some(lesson));
    assert!(vault.learn_from_reading(id).is_err(), "one lesson is enough");
    vault.trash(lesson).unwrap();
    assert_eq!(vault.reading(id).unwrap().lesson, None, "thrown away, it can be made again");
    vault.restore(lesson).unwrap();
    assert_eq!(vault.reading(id).unwrap().lesson, Some(lesson));
    vault.trash(lesson).unwrap();
    vault.empty_trash().unwrap();
    let again = vault.learn_from_reading(id).unwrap().id;
    assert_eq!(vault.reading(id).unwrap().lesson, Some(again));
    assert_eq!(vault.check().unwrap().problems, [""; 0], "a lesson that was erased is no problem");
}

#[test]
fn a_finished_reading_without_a_lesson_is_no_evidence() {
    let (vault, _) = vault();
    let id = vault.add_reading(&ReadingItem { takeaway: "Much.".into(), ..book("Inspired") }).unwrap();
    vault.set_reading_status(id, ReadingStatus::Done).unwrap();
    let (from, to) = (vault.today() - TimeDelta::days(30), vault.today());
    let learning = |vault: &Vault| {
        let growth = vault.growth(crate::growth::Period { from, to }).unwrap();
        growth.competencies.into_iter().find(|one| one.key == "learning").unwrap().entries
    };
    assert_eq!(learning(&vault), 0);
    vault.learn_from_reading(id).unwrap();
    assert_eq!(learning(&vault), 1);
}

#[test]
fn who_recommended_it_has_to_exist_and_may_be_another_one_later() {
    let (vault, world) = vault();
    let person = |name: &str| vault.add_person(&Person { name: name.into(), ..Person::default() }).unwrap();
    let (leila, lei) = (person("Leila"), person("Lei"));
    let item = ReadingItem { recommended_by: Some(lei), ..book("Inspired") };
    let id = vault.add_reading(&item).unwrap();
    vault.merge_people(leila, lei).unwrap();
    assert_eq!(vault.reading(id).unwrap().recommended_by.as_deref(), Some("Leila"));
    vault.edit_reading(id, &item).unwrap();
    assert_eq!(vault.reading(id).unwrap().item.recommended_by, Some(leila), "as an older page still has it");
    let nobody = PersonId::draw(&*world).unwrap();
    assert!(vault.add_reading(&ReadingItem { recommended_by: Some(nobody), ..book("x") }).is_err());
    assert_eq!(vault.person(leila).unwrap().readings[0].id, id);
}

#[test]
fn a_reading_that_names_what_never_was_here_is_told_by_a_check() {
    let (vault, world) = vault();
    let lesson = EntryId::draw(&*world).unwrap();
    let item = ReadingItem { lesson: Some(lesson), ..book("Inspired") };
    vault.add_reading(&item).unwrap();
    let problems = vault.check().unwrap().problems;
    assert!(problems.len() == 1 && problems[0].contains("names an entry that is not in this vault"), "{problems:?}");
}

#[test]
fn what_cannot_be_opened_or_shown_is_refused() {
    let (vault, _) = vault();
    for (field, item) in [
        ("title", book(" ")),
        ("title", book(&"x".repeat(201))),
        ("link", ReadingItem { link: "http://example.com".into(), ..book("x") }),
        ("link", ReadingItem { link: "javascript:alert(1)".into(), ..book("x") }),
        ("link", ReadingItem { link: "https://".into(), ..book("x") }),
        ("link", ReadingItem { link: "https://a b".into(), ..book("x") }),
        ("takeaway", ReadingItem { takeaway: "x".repeat(1001), ..book("x") }),
        ("author", ReadingItem { author: "\u{1b}[2J".into(), ..book("x") }),
    ] {
        match vault.add_reading(&item) {
            Err(Error::Invalid { field: found, .. }) => assert_eq!(found, field),
            other => panic!("{field}: {other:?}"),
        }
    }
    vault.add_reading(&ReadingItem { link: "mailto:library@example.com".into(), ..book("x") }).unwrap();
}

#[test]
fn it_is_found_by_what_is_remembered_of_it() {
    let (vault, _) = vault();
    let (one, other) = (add(&vault, "Good Strategy Bad Strategy"), add(&vault, "Strategy"));
    assert_eq!(vault.find_reading("good strat").unwrap(), one);
    assert_eq!(vault.find_reading("strategy").unwrap(), other, "the whole title counts first");
    assert!(matches!(vault.find_reading("strat"), Err(Error::Invalid { .. })));
    assert!(matches!(vault.find_reading("nothing like it"), Err(Error::NotFound { .. })));
    assert_eq!(vault.find_reading(&one.to_string()).unwrap(), one);
}

#[test]
fn a_framework_without_learning_leaves_the_lesson_untagged() {
    let (vault, _) = vault();
    vault.write(|write| Ok(write.execute("UPDATE competency SET erased = 1 WHERE key = 'learning'", [])?)).unwrap();
    let id = vault.add_reading(&ReadingItem { takeaway: "Much.".into(), ..book("Inspired") }).unwrap();
    let lesson = vault.learn_from_reading(id).unwrap().id;
    assert!(vault.entry(lesson).unwrap().content.competencies.is_empty());
}

#[test]
fn whose_lesson_it_is_not_is_told_nothing() {
    let (vault, _) = vault();
    let entry = vault.add(&Content { body: "x".into(), ..Content::on(vault.today(), "Etc/UTC") }).unwrap().id;
    assert_eq!(vault.reading_behind(entry).unwrap(), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn whatever_is_moved_the_order_is_the_one_of_a_list(moves in proptest::collection::vec((0usize..5, 0u32..7), 0..12)) {
        let (vault, _) = vault();
        let mut expected: Vec<String> = ["a", "b", "c", "d", "e"].map(ToOwned::to_owned).to_vec();
        let ids: Vec<RecordId> = expected.iter().map(|title| add(&vault, title)).collect();
        let titles = expected.clone();
        for (which, to) in moves {
            vault.move_reading(ids[which], to).unwrap();
            let moved = expected.remove(expected.iter().position(|one| *one == titles[which]).unwrap());
            expected.insert((to as usize).min(expected.len()), moved);
            prop_assert_eq!(next(&vault), expected.clone());
        }
    }
}
