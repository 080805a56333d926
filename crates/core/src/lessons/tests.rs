//! Lessons in a journal: asked for by their situation, reviewed, and left alone where that is wanted.

use std::sync::Arc;

use chrono::TimeDelta;
use proptest::prelude::*;

use super::*;
use crate::Vault;
use crate::error::Error;
use crate::id::EntryId;
use crate::journal::{Challenge, Content, Habits, Kind, Lesson, Link, LinkKind, Sitting};
use crate::world::Still;

fn journal() -> (Vault, Arc<Still>) {
    at("2026-03-01T18:00:00Z")
}

fn at(now: &str) -> (Vault, Arc<Still>) {
    let world = Arc::new(Still::at(now).unwrap());
    (Vault::in_memory(Arc::clone(&world) as Arc<_>).unwrap(), world)
}

fn entry(vault: &Vault, kind: Kind, title: &str) -> Content {
    let mut content = Content::on(vault.today(), "Etc/UTC");
    content.kind = kind;
    content.title = title.into();
    content
}

fn challenge(vault: &Vault, title: &str) -> EntryId {
    let mut content = entry(vault, Kind::Challenge, title);
    content.body = "Both changed the same page.".into();
    content.facets.challenge = Some(Challenge { resolved_on: Some(vault.today()), ..Challenge::default() });
    vault.add(&content).unwrap().id
}

fn lesson(vault: &Vault, sentence: &str, when: &str, from: Option<EntryId>) -> EntryId {
    let mut content = entry(vault, Kind::Lesson, "");
    content.facets.lesson =
        Some(Lesson { sentence: sentence.into(), when: when.into(), then: "name one".into(), ..Lesson::default() });
    content.links = from.map(|to| Link { kind: LinkKind::Source, to }).into_iter().collect();
    vault.add(&content).unwrap().id
}

fn review(verdict: Verdict) -> LessonReview {
    LessonReview { verdict, words: String::new(), applied_in: None }
}

fn days(world: &Still, count: i64) {
    world.pass(TimeDelta::days(count));
}

fn due(vault: &Vault) -> Vec<EntryId> {
    vault.lessons_due().unwrap().into_iter().map(|due| due.id).collect()
}

#[test]
fn it_is_asked_for_by_its_situation_else_by_its_plan_else_by_what_it_is_filed_under() {
    let (vault, world) = journal();
    let source = challenge(&vault, "Two teams, one page");
    lesson(&vault, "Name one owner.", "two teams touch one thing", Some(source));
    lesson(&vault, "Say it before the numbers do.", "a date slips", None);
    let mut bare = entry(&vault, Kind::Lesson, "");
    bare.body = "Ask who loses.".into();
    bare.tags = vec!["hiring".into()];
    vault.add(&bare).unwrap();
    days(&world, 7);
    let due = vault.lessons_due().unwrap();
    assert_eq!(due.len(), 3);
    let of = |sentence: &str| due.iter().find(|due| due.sentence == sentence).unwrap();
    assert_eq!(
        of("Name one owner.").cue,
        Cue::Situation {
            on: "2026-03-01".parse().unwrap(),
            name: "Two teams, one page".into(),
            excerpt: "Both changed the same page.".into()
        }
    );
    assert_eq!(of("Name one owner.").sources[0].id, source);
    assert_eq!(of("Say it before the numbers do.").cue, Cue::Plan { when: "a date slips".into() });
    assert_eq!(of("Ask who loses.").cue, Cue::Words { about: vec!["hiring".into()] });
    for due in &due {
        let shown = serde_json::to_string(&due.cue).unwrap();
        assert!(!shown.contains(&due.sentence), "{shown} gives it away");
    }
}

#[test]
fn a_challenge_that_stays_away_is_neither_the_situation_nor_a_source() {
    let (vault, world) = journal();
    let source = challenge(&vault, "Two teams, one page");
    lesson(&vault, "Name one owner.", "two teams touch one thing", Some(source));
    days(&world, 7);
    let asked = |vault: &Vault| vault.lessons_due().unwrap().remove(0);
    let plan = Cue::Plan { when: "two teams touch one thing".into() };
    vault.set_habits(&Habits { challenges_stay_away: true, ..Habits::default() }).unwrap();
    assert_eq!((asked(&vault).cue, asked(&vault).sources.len()), (plan.clone(), 0));
    vault.set_habits(&Habits::default()).unwrap();
    assert_ne!(asked(&vault).cue, plan);
    let mut content = vault.entry(source).unwrap().content;
    content.facets.quiet = true;
    vault.edit(source, &content, Sitting::Ends).unwrap();
    assert_eq!((asked(&vault).cue, asked(&vault).sources.len()), (plan, 0), "one entry alone can stay away");
}

#[test]
fn a_verdict_settles_what_has_passed_and_what_was_recalled_is_kept() {
    let (vault, world) = journal();
    let id = lesson(&vault, "Name one owner.", "", None);
    days(&world, 8);
    vault.review_lesson(id, &LessonReview { words: " one owner ".into(), ..review(Verdict::StillTrue) }).unwrap();
    assert!(due(&vault).is_empty());
    let known = vault.lessons().unwrap().remove(0);
    assert_eq!(known.state, LessonState::Returns { on: "2026-03-31".parse().unwrap() });
    assert_eq!((known.reviews[0].words.as_str(), known.reviews[0].verdict), ("one owner", Verdict::StillTrue));
    days(&world, 22);
    assert_eq!(vault.lessons_due().unwrap()[0].after, 30);
    vault.review_lesson(id, &review(Verdict::Changed)).unwrap();
    days(&world, 7);
    assert_eq!(vault.lessons_due().unwrap()[0].after, 7, "a changed lesson begins anew");
}

#[test]
fn a_retired_lesson_never_comes_back_unless_that_is_taken_back() {
    let (vault, world) = journal();
    let id = lesson(&vault, "Name one owner.", "", None);
    days(&world, 7);
    let retired = vault.review_lesson(id, &review(Verdict::Retired)).unwrap();
    assert_eq!(vault.lessons().unwrap()[0].state, LessonState::Retired { on: vault.today() });
    assert_eq!(vault.history(id).unwrap().len(), 2, "the version before is kept");
    days(&world, 400);
    assert!(due(&vault).is_empty());
    vault.take_back_review(retired).unwrap();
    assert_eq!(due(&vault), [id]);
    assert!(vault.entry(id).unwrap().content.facets.lesson.unwrap().retired_on.is_none());
}

#[test]
fn a_lesson_that_was_applied_is_linked_to_where_and_no_longer_when_that_is_taken_back() {
    let (vault, world) = journal();
    let id = lesson(&vault, "Name one owner.", "", None);
    days(&world, 7);
    let win = vault.add(&entry(&vault, Kind::Win, "One owner for the launch")).unwrap().id;
    let applied = LessonReview { applied_in: Some(win), ..review(Verdict::Applied) };
    let kept = vault.review_lesson(id, &applied).unwrap();
    let link = Link { kind: LinkKind::Applies, to: id };
    assert_eq!(vault.entry(win).unwrap().content.links, std::slice::from_ref(&link));
    assert_eq!(vault.lessons().unwrap()[0].applied, 1);
    let again = vault.review_lesson(id, &applied).unwrap();
    vault.take_back_review(again).unwrap();
    assert_eq!(vault.entry(win).unwrap().content.links, [link], "the first review had linked it");
    vault.take_back_review(kept).unwrap();
    assert!(vault.entry(win).unwrap().content.links.is_empty());
    assert_eq!(due(&vault), [id]);
}

#[test]
fn what_cannot_be_reviewed_is_refused_and_nothing_is_kept() {
    let (vault, world) = journal();
    let id = lesson(&vault, "Name one owner.", "", None);
    let win = vault.add(&entry(&vault, Kind::Win, "One owner")).unwrap().id;
    let gone = lesson(&vault, "Another.", "", None);
    vault.trash(gone).unwrap();
    days(&world, 7);
    let long = LessonReview { words: "w".repeat(2001), ..review(Verdict::StillTrue) };
    let itself = LessonReview { applied_in: Some(id), ..review(Verdict::Applied) };
    for (id, given) in [(win, review(Verdict::StillTrue)), (gone, review(Verdict::StillTrue)), (id, long), (id, itself)]
    {
        assert!(matches!(vault.review_lesson(id, &given), Err(Error::Invalid { .. })));
    }
    assert_eq!(due(&vault), [id]);
    assert!(vault.lessons().unwrap().iter().all(|known| known.reviews.is_empty()));
}

#[test]
fn a_lesson_written_later_counts_from_when_it_was_written() {
    let (vault, world) = journal();
    let mut content = entry(&vault, Kind::Lesson, "Of another year");
    content.on = "2020-01-01".parse().unwrap();
    vault.add(&content).unwrap();
    days(&world, 6);
    assert!(due(&vault).is_empty());
    days(&world, 1);
    assert_eq!(vault.lessons_due().unwrap()[0].after, 7);
}

#[test]
fn the_day_is_that_of_the_clock_on_the_wall() {
    // Half an hour before midnight in Auckland, and noon before that in Greenwich.
    let (vault, world) = at("2026-03-01T23:30:00+13:00");
    lesson(&vault, "Name one owner.", "", None);
    world.pass(TimeDelta::days(6) + TimeDelta::minutes(29));
    assert!(due(&vault).is_empty(), "it is still the sixth day");
    world.pass(TimeDelta::minutes(2));
    assert_eq!(due(&vault).len(), 1);
}

#[test]
fn the_first_screen_asks_for_one_lesson_a_day() {
    let (vault, world) = journal();
    let first = lesson(&vault, "First.", "", None);
    days(&world, 1);
    let second = lesson(&vault, "Second.", "", None);
    days(&world, 9);
    let today = |vault: &Vault| vault.today_view().unwrap().lesson.map(|due| due.id);
    assert_eq!((today(&vault), today(&vault)), (Some(first), Some(first)), "the same all day");
    let kept = vault.review_lesson(first, &review(Verdict::StillTrue)).unwrap();
    assert_eq!(today(&vault), None);
    assert_eq!(due(&vault), [second], "the screen for lessons has them all");
    vault.take_back_review(kept).unwrap();
    assert_eq!(today(&vault), Some(first));
    vault.review_lesson(first, &review(Verdict::StillTrue)).unwrap();
    days(&world, 1);
    assert_eq!(today(&vault), Some(second));
}

#[test]
fn a_lesson_that_is_asked_to_stay_away_does() {
    let (vault, world) = journal();
    let mut content = entry(&vault, Kind::Lesson, "Enough of this");
    content.facets.quiet = true;
    vault.add(&content).unwrap();
    days(&world, 30);
    assert!(due(&vault).is_empty());
    assert_eq!(vault.lessons().unwrap()[0].state, LessonState::Quiet);
}

#[test]
fn nothing_that_was_recalled_outlives_a_lesson_that_is_gone_for_good() {
    let (vault, world) = journal();
    let id = lesson(&vault, "Name one owner.", "", None);
    days(&world, 7);
    vault.review_lesson(id, &LessonReview { words: "Vermilion".into(), ..review(Verdict::StillTrue) }).unwrap();
    vault.trash(id).unwrap();
    vault.empty_trash().unwrap();
    let left: u32 = vault
        .read(|database| {
            Ok(database
                .query_row("SELECT count(*) FROM record WHERE value LIKE '%Vermilion%'", [], |row| row.get(0))?)
        })
        .unwrap();
    assert_eq!(left, 0);
}

#[test]
fn what_comes_back_is_found_by_an_index_and_not_by_reading_every_entry() {
    let (vault, _) = journal();
    for sql in [due::LESSONS, crate::journal::AWAITED, crate::decisions::DECISIONS] {
        let steps: Vec<String> = vault
            .read(|database| {
                let mut select = database.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
                let given = std::iter::repeat_n("2026-01-01", select.parameter_count());
                let steps = select.query_map(rusqlite::params_from_iter(given), |row| row.get(3))?;
                Ok(steps.collect::<rusqlite::Result<_>>()?)
            })
            .unwrap();
        let reads: Vec<_> = steps.iter().filter(|step| step.contains(" entry")).collect();
        assert!(!reads.is_empty() && reads.iter().all(|step| step.contains("INDEX entry_")), "{sql}: {steps:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever is reviewed on whatever days: a lesson is due at most once, the list is ordered by the
    /// longest waiting, and the first of it is that of the first screen, unless one was reviewed today.
    #[test]
    fn at_most_one_is_due_of_each_lesson(steps in proptest::collection::vec((0i64..40, 0usize..3, 0usize..4), 1..12)) {
        let (vault, world) = journal();
        let lessons: Vec<EntryId> = (0..3).map(|number| {
            days(&world, 1);
            lesson(&vault, &format!("Lesson {number}."), "", None)
        }).collect();
        let mut retired = Vec::new();
        for (pass, which, verdict) in steps {
            days(&world, pass);
            let (id, verdict) = (lessons[which], Verdict::ALL[verdict]);
            if verdict == Verdict::Retired {
                retired.push(id);
            }
            vault.review_lesson(id, &review(verdict)).unwrap();
            let found = vault.lessons_due().unwrap();
            let mut ids: Vec<EntryId> = found.iter().map(|due| due.id).collect();
            prop_assert!(!ids.contains(&id), "it was reviewed today");
            prop_assert!(found.is_sorted_by_key(|due| due.since));
            prop_assert!(retired.iter().all(|gone| !ids.contains(gone)));
            prop_assert_eq!(vault.today_view().unwrap().lesson, None);
            ids.sort_unstable();
            let count = ids.len();
            ids.dedup();
            prop_assert_eq!(ids.len(), count);
            days(&world, 1);
            let tomorrow = vault.lessons_due().unwrap();
            let shown = vault.today_view().unwrap().lesson;
            prop_assert_eq!(shown.as_ref(), tomorrow.first());
            prop_assert!(found.iter().all(|due| tomorrow.iter().any(|later| later.id == due.id)), "a day only adds");
        }
    }
}
