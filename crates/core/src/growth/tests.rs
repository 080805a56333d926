use chrono::NaiveDate;

use super::fixture::{With, add, empty, entry, profile, rich};
use super::{Period, Standing, Strength};
use crate::Error;
use crate::journal::{Kind, LinkKind};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn year() -> Period {
    Period { from: day("2026-01-01"), to: day("2026-11-23") }
}

fn standing(vault: &crate::Vault, key: &str) -> Standing {
    let growth = vault.growth(year()).unwrap();
    growth.competencies.into_iter().find(|standing| standing.key == key).unwrap()
}

#[test]
fn an_empty_vault_has_every_competency_and_nothing_in_it() {
    let vault = empty();
    let growth = vault.growth(Period::last_months(day("2026-11-23"), 6)).unwrap();
    assert_eq!(growth.competencies.len(), 12);
    assert!(growth.competencies.iter().all(|one| one.strength == Strength::None && one.months == [0; 6]));
    assert!(growth.competencies.iter().all(|one| one.target == 3), "leading begins at several teams");
    assert!(growth.next.is_empty(), "there is nothing to judge by");
    assert_eq!((growth.rhythm.as_str(), growth.course.as_str()), ("", ""));
    assert_eq!(growth.coverage.len(), 6);
    assert!(growth.coverage.iter().all(|month| month.entries == 0));
}

#[test]
fn the_growth_map_of_a_rich_journal() {
    let growth = rich().growth(year()).unwrap();
    let rows: Vec<String> = growth
        .competencies
        .iter()
        .map(|one| {
            format!(
                "{:17} {} of {}  {:6}  {:?}  {}  |  {}",
                one.key,
                one.level,
                one.target,
                one.strength.word(),
                one.months,
                one.why,
                // The behaviours of the framework are not what is tested here.
                one.stronger_by.split(':').next().unwrap()
            )
        })
        .collect();
    insta::assert_snapshot!(rows.join("\n"));
    insta::assert_json_snapshot!((growth.next.iter().map(|step| &step.key).collect::<Vec<_>>(), growth.coverage));
}

#[test]
fn entries_on_one_situation_count_once() {
    let vault = empty();
    let challenge = add(&vault, &entry(Kind::Challenge, "2026-10-01", "a", "", &["strategy:3"]));
    add(&vault, &entry(Kind::Win, "2026-11-01", "b", "", &["strategy:3"]).link(LinkKind::About, challenge));
    assert_eq!(standing(&vault, "strategy").situations, 1);
    assert_eq!(standing(&vault, "strategy").entries, 2);
    let lesson = add(&vault, &entry(Kind::Lesson, "2026-10-05", "c", "", &[]).link(LinkKind::Source, challenge));
    add(&vault, &entry(Kind::Reflection, "2026-11-02", "d", "", &["strategy:3"]).link(LinkKind::Applies, lesson));
    assert_eq!(standing(&vault, "strategy").situations, 2, "a lesson applied again is a new situation");
}

#[test]
fn a_witness_or_a_number_proves_even_when_it_is_not_tagged_itself() {
    let vault = empty();
    for number in 1..=3 {
        let said = add(&vault, &entry(Kind::Feedback, "2026-10-01", "said", "", &[]));
        let on = format!("2026-11-0{number}");
        add(&vault, &entry(Kind::Reflection, &on, "did", "", &["strategy:3"]).link(LinkKind::About, said));
    }
    let strategy = standing(&vault, "strategy");
    assert_eq!(strategy.strength, Strength::Strong);
    assert_eq!(strategy.why, "3 situations, last two weeks ago, 3 with a witness, level 3 shown three times");
}

#[test]
fn trash_and_other_months_do_not_count() {
    let vault = empty();
    add(&vault, &entry(Kind::Win, "2025-12-31", "before", "", &["strategy:3"]));
    let gone = add(&vault, &entry(Kind::Win, "2026-10-31", "gone", "", &["strategy:3"]));
    vault.trash(gone).unwrap();
    assert_eq!(standing(&vault, "strategy").strength, Strength::None);
}

#[test]
fn the_target_is_the_rung_that_the_profile_aims_at() {
    let vault = empty();
    vault.set_profile(&crate::vault::Profile { target: "VP".to_owned(), ..profile() }).unwrap();
    assert!(vault.growth(year()).unwrap().competencies.iter().all(|one| one.target == 4));
}

#[test]
fn the_entries_behind_a_row_are_newest_first_and_beside_the_behaviours() {
    let behind = rich().evidence("team-building", year()).unwrap();
    assert_eq!(behind.competency.levels.len(), 4);
    assert!(behind.entries.windows(2).all(|pair| pair[0].on >= pair[1].on));
    assert_eq!((behind.entries.len(), behind.total), (4, 4));
    assert!(matches!(rich().evidence("poetry", year()), Err(Error::NotFound { .. })));
}

#[test]
fn behind_a_row_stand_as_many_entries_as_one_looks_through_and_how_many_there_are() {
    let vault = empty();
    for at in 0..60 {
        add(&vault, &entry(Kind::Win, "2026-10-01", &format!("win {at}"), "", &["strategy:3"]));
    }
    let behind = vault.evidence("strategy", year()).unwrap();
    assert_eq!((behind.entries.len(), behind.total), (50, 60));
    assert_eq!(behind.entries[0].title, "win 59");
}

#[test]
fn a_period_that_ends_before_it_begins_is_refused() {
    let backwards = Period { from: day("2026-11-23"), to: day("2026-01-01") };
    assert!(matches!(empty().growth(backwards), Err(Error::Invalid { field: "period", .. })));
}
