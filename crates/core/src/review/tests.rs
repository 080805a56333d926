//! A week looked back at.

use std::sync::Arc;

use chrono::TimeDelta;
use proptest::prelude::*;

use super::*;
use crate::id::EntryId;
use crate::journal::{Challenge, Content, Feedback, Habits, Kind, Lesson, Outcome};
use crate::world::Still;

/// A Friday.
const FRIDAY: &str = "2026-11-20T16:00:00Z";
const PRIVATE: &str = "Zwiebelfisch";
const UNQUOTED: &str = "Quastenflosser";

fn journal() -> (Vault, Arc<Still>) {
    let world = Arc::new(Still::at(FRIDAY).unwrap());
    (Vault::in_memory(Arc::clone(&world) as Arc<_>).unwrap(), world)
}

fn add(kind: Kind, on: &str, title: &str, change: impl FnOnce(&mut Content), vault: &Vault) -> EntryId {
    let mut content = Content::on(on.parse().unwrap(), "Etc/UTC");
    content.kind = kind;
    content.title = title.into();
    content.private = format!("{PRIVATE} stays here.");
    change(&mut content);
    vault.add(&content).unwrap().id
}

/// A week with one of everything.
fn full(vault: &Vault) -> Week {
    add(Kind::Reflection, "2026-11-16", "Monday", |_| {}, vault);
    let outcome = Outcome {
        metric: "activation".into(),
        baseline: "31".into(),
        result: "39".into(),
        unit: "%".into(),
        ..Outcome::default()
    };
    add(Kind::Win, "2026-11-17", "Checkout", |content| content.facets.outcome = Some(outcome), vault);
    add(Kind::Win, "2026-11-18", "The starred one", |content| content.starred = true, vault);
    add(
        Kind::Challenge,
        "2026-11-18",
        "Two owners",
        |content| {
            content.facets.challenge =
                Some(Challenge { next: "Ask Dana\nwho owns it.".into(), ..Challenge::default() });
        },
        vault,
    );
    add(
        Kind::Lesson,
        "2026-11-19",
        "",
        |content| content.facets.lesson = Some(Lesson { sentence: "Name one owner.".into(), ..Lesson::default() }),
        vault,
    );
    add(
        Kind::Feedback,
        "2026-11-20",
        UNQUOTED,
        |content| {
            content.body = UNQUOTED.into();
            content.facets.feedback =
                Some(Feedback { quote: UNQUOTED.into(), from: "Dana".into(), ..Feedback::default() });
        },
        vault,
    );
    add(Kind::Win, "2026-11-23", "Of another week", |_| {}, vault);
    "2026-W47".parse().unwrap()
}

fn words(proposals: &[WeekProposal]) -> Vec<&str> {
    proposals.iter().map(|one| one.words.as_str()).collect()
}

fn said(words: &str) -> Option<WeekPick> {
    Some(WeekPick { entry: None, words: words.into() })
}

#[test]
fn a_week_shows_its_days_and_what_could_be_picked_in_the_words_of_its_entries() {
    let (vault, _) = journal();
    let view = vault.week_review(full(&vault)).unwrap();
    let days: Vec<_> = view.days.iter().map(|day| (day.on.to_string(), day.entries.len())).collect();
    let expected = [("2026-11-16", 1), ("2026-11-17", 1), ("2026-11-18", 2), ("2026-11-19", 1), ("2026-11-20", 1)];
    assert_eq!(days, expected.map(|(on, count)| (on.to_owned(), count)));
    assert_eq!(words(&view.wins), ["The starred one", "Checkout: activation 31 → 39 %"]);
    assert_eq!(words(&view.lessons), ["Name one owner."]);
    assert_eq!(words(&view.nexts), ["Ask Dana who owns it."]);
    assert_eq!((view.workdays_written, view.workdays), (5, 5));
}

#[test]
fn challenges_that_stay_away_are_counted_and_not_shown() {
    let (vault, _) = journal();
    let week = full(&vault);
    vault.set_habits(&Habits { challenges_stay_away: true, ..Habits::default() }).unwrap();
    let view = vault.week_review(week).unwrap();
    assert_eq!((view.kept_out, view.nexts.len()), (1, 0));
    assert!(view.days.iter().flat_map(|day| &day.entries).all(|told| told.kind != Kind::Challenge));
}

#[test]
fn neither_private_parts_nor_words_without_consent_are_anywhere_in_it() {
    let (vault, _) = journal();
    let shown = serde_json::to_string(&vault.week_review(full(&vault)).unwrap()).unwrap();
    assert!(!shown.contains(PRIVATE) && !shown.contains(UNQUOTED), "{shown}");
    assert!(shown.contains("Feedback from Dana, not to be quoted"));
}

#[test]
fn a_review_is_kept_as_far_as_it_has_come_and_can_be_opened_again() {
    let (vault, world) = journal();
    let week = full(&vault);
    let begun = WeekReview { win: said("Checkout"), lesson: said("  "), ..WeekReview::of(week) };
    vault.keep_week_review(begun).unwrap();
    assert_eq!(vault.today_view().unwrap().review, Some(WeekDue { week, begun: true }));
    let view = vault.week_review(week).unwrap();
    assert_eq!((view.review.win.clone(), view.review.lesson.clone()), (said("Checkout"), None));
    let done = WeekReview { done: Some(vault.today()), ..view.review };
    vault.keep_week_review(done.clone()).unwrap();
    world.pass(TimeDelta::days(100));
    let later = vault.week_review(Week::of(vault.today())).unwrap();
    assert_eq!(later.reviewed, [KeptWeek { week, words: "Week 47, 16 to 22 November 2026".into(), done: true }]);
    assert_eq!(vault.week_review(week).unwrap().review, done);
    vault.keep_week_review(WeekReview::of(week)).unwrap();
    assert!(vault.week_review(week).unwrap().reviewed.is_empty(), "one that says nothing is none");
}

#[test]
fn it_is_offered_from_the_last_workday_on_for_three_days_until_it_is_done() {
    let (vault, world) = journal();
    let week = full(&vault);
    world.pass(TimeDelta::days(-1));
    let offered = |vault: &Vault| vault.today_view().unwrap().review.map(|due| due.week);
    assert_eq!(offered(&vault), None, "Thursday");
    for day in ["Friday", "Saturday", "Sunday"] {
        world.pass(TimeDelta::days(1));
        assert_eq!(offered(&vault), Some(week), "{day}");
    }
    world.pass(TimeDelta::days(1));
    assert_eq!(offered(&vault), None, "Monday");
    vault.set_habits(&Habits { workdays: [true, true, true, true, false, false, true], ..Habits::default() }).unwrap();
    assert_eq!(offered(&vault), Some(week), "a week that ends on Sunday is offered on Monday");
    assert_eq!(vault.week_to_review().unwrap(), week);
    vault.keep_week_review(WeekReview { done: Some(vault.today()), ..WeekReview::of(week) }).unwrap();
    assert_eq!(offered(&vault), None);
}

#[test]
fn a_week_without_an_entry_is_not_offered() {
    let (vault, _) = journal();
    assert_eq!(vault.today_view().unwrap().review, None);
}

#[test]
fn the_update_has_what_was_picked_and_written() {
    let (vault, _) = journal();
    let week = full(&vault);
    let review = WeekReview {
        win: said("Checkout: activation *31 → 39* %"),
        lesson: said("Name one\nowner."),
        next: said("Ask Dana who owns it."),
        note: "I am away on *Thursday*.\n\nMaya stands in.".into(),
        ..WeekReview::of(week)
    };
    let update = vault.keep_week_review(review).unwrap();
    insta::assert_snapshot!(update.markdown, @r"
    **Week 47, 16 to 22 November 2026**

    - **Win:** Checkout: activation \*31 → 39\* %
    - **Learned:** Name one owner.
    - **Next:** Ask Dana who owns it.

    I am away on *Thursday*.

    Maya stands in.
    ");
    insta::assert_snapshot!(update.text, @r"
    Week 47, 16 to 22 November 2026

    Win: Checkout: activation *31 → 39* %
    Learned: Name one owner.
    Next: Ask Dana who owns it.

    I am away on *Thursday*.

    Maya stands in.
    ");
    assert_eq!(vault.keep_week_review(WeekReview::of(week)).unwrap(), ManagerUpdate::default());
}

#[test]
fn what_is_too_long_is_refused() {
    let (vault, _) = journal();
    let week = Week::of(vault.today());
    for review in [
        WeekReview { win: said(&"w".repeat(601)), ..WeekReview::of(week) },
        WeekReview { note: "n".repeat(6001), ..WeekReview::of(week) },
    ] {
        assert!(vault.keep_week_review(review).is_err());
    }
    assert!(vault.week_review(week).unwrap().reviewed.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Every word of an update was picked or written, apart from the labels.
    #[test]
    fn an_update_invents_nothing(win in "[a-z ]{0,20}", lesson in "[a-z ]{0,20}", next in "[a-z ]{0,20}", note in "[a-z \n]{0,40}") {
        let (vault, _) = journal();
        let week = Week::of(vault.today());
        let given = format!("{win} {lesson} {next} {note} {} Win: Learned: Next:", week.words());
        let given: Vec<&str> = given.split_whitespace().collect();
        let review = WeekReview {
            win: said(&win), lesson: said(&lesson), next: said(&next), note: note.clone(), ..WeekReview::of(week)
        };
        let update = vault.keep_week_review(review).unwrap();
        for word in update.text.split_whitespace() {
            prop_assert!(given.contains(&word), "{word}");
        }
        for text in [&win, &lesson, &next, &note] {
            for word in text.split_whitespace() {
                prop_assert!(update.text.contains(word) && update.markdown.contains(word));
            }
        }
    }
}
