use std::thread;
use std::time::Duration;

use super::*;
use crate::journal::{Decision, Facets, Kind, Lesson, Link, LinkKind};

fn titled(vault: &Vault, kind: Kind, title: &str, body: &str) -> EntryId {
    add(vault, &Content { kind, title: title.into(), ..content("2026-11-20", body) })
}

/// A few weeks of other things, so that words differ in how much they tell.
fn others(vault: &Vault) {
    for (title, body) in [
        ("Offsite", "The team planned the offsite in Porto and argued about the agenda."),
        ("Hiring", "Two interviews for the design role; the team liked the second candidate."),
        ("Pricing", "The pricing page confuses the team as much as it confuses customers."),
        ("Numbers", "Activation rose after the team had cut two steps from the signup."),
    ] {
        titled(vault, Kind::Reflection, title, body);
    }
}

fn titles(hits: &[Hit]) -> Vec<&str> {
    hits.iter().map(|hit| hit.title.as_str()).collect()
}

#[test]
fn an_entry_finds_those_that_tell_the_same_story() {
    let vault = vault();
    others(&vault);
    let one = titled(
        &vault,
        Kind::Challenge,
        "Legal was late",
        "Legal read the contract a week before launch and stopped it.",
    );
    titled(&vault, Kind::Lesson, "Ask legal first", "Contracts go to legal before the kickoff, or launches slip.");
    vault.settle_index().unwrap();
    assert_eq!(titles(&vault.alike(one, 5).unwrap()), ["Ask legal first"]);
}

#[test]
fn what_is_like_an_entry_waits_until_the_journal_is_read() {
    let vault = vault();
    others(&vault);
    let one = titled(&vault, Kind::Challenge, "Legal was late", "Legal read the contract and stopped the launch.");
    titled(&vault, Kind::Lesson, "Ask legal first", "Contracts go to legal before the kickoff, or launches slip.");
    let found = thread::scope(|scope| {
        let index = vault.index();
        let reading = index.filling.lock().unwrap();
        index.progress().filling = Some((0, 6));
        let asking = scope.spawn(|| vault.alike(one, 5));
        // Time enough for an answer that does not wait.
        thread::sleep(Duration::from_millis(50));
        index.progress().filling = None;
        drop(reading);
        asking.join().unwrap().unwrap()
    });
    assert_eq!(titles(&found), ["Ask legal first"]);
}

#[test]
fn a_situation_finds_what_was_faced_before_and_how_it_ended() {
    let vault = vault();
    others(&vault);
    let challenge =
        titled(&vault, Kind::Challenge, "Sales promised a date", "Sales promised the customer a date for the export.");
    let decided = Content {
        kind: Kind::Decision,
        title: "No dates in public".into(),
        facets: Facets {
            decision: Some(Decision { happened: "Sales stopped promising.".into(), ..Decision::default() }),
            ..Facets::default()
        },
        ..content("2026-11-10", "We decided that sales promises no date for an export that nobody has built.")
    };
    add(&vault, &decided);
    let lesson = Content {
        kind: Kind::Lesson,
        links: vec![Link { kind: LinkKind::Source, to: challenge }],
        facets: Facets {
            lesson: Some(Lesson { sentence: "Give sales a range, never a date.".into(), ..Lesson::default() }),
            ..Facets::default()
        },
        ..content("2026-11-21", "")
    };
    add(&vault, &lesson);
    vault.settle_index().unwrap();
    let situation = "This morning somebody from sales told me that they had promised an export to a large \
        customer. They even named a date. What did we do the last time?";
    let found = vault.faced_before(situation, 10).unwrap();
    assert_eq!(found.len(), 3);
    assert!(found.iter().all(|one| one.hit.kind != Kind::Reflection));
    let challenge = found.iter().find(|one| one.hit.id == challenge).unwrap();
    assert_eq!(challenge.related.len(), 1, "the lesson that was drawn");
    let decision = found.iter().find(|one| one.hit.kind == Kind::Decision).unwrap();
    assert_eq!(decision.happened, "Sales stopped promising.");
    let lesson = found.iter().find(|one| one.hit.kind == Kind::Lesson).unwrap();
    assert_eq!(lesson.related.len(), 1, "where it came from");
}

#[test]
fn a_text_that_tells_nothing_finds_nothing() {
    let vault = vault();
    others(&vault);
    vault.settle_index().unwrap();
    for text in ["", "   ", "the and of it was", "xylophone", "🚀🚀"] {
        assert_eq!(vault.faced_before(text, 10).unwrap(), [], "{text}");
    }
}

#[test]
fn a_text_without_spaces_finds_its_like() {
    let vault = vault();
    others(&vault);
    let one = titled(&vault, Kind::Challenge, "推迟", "法务部门推迟了发布。");
    let other = titled(&vault, Kind::Lesson, "先问", "发布之前先问法务部门。");
    vault.settle_index().unwrap();
    assert_eq!(vault.alike(one, 5).unwrap().iter().map(|hit| hit.id).collect::<Vec<_>>(), [other]);
}
