//! The growth plan, in a vault.

use super::*;
use crate::error::Error;
use crate::growth::fixture::{add, empty, entry};
use crate::journal::Kind;

fn on(competency: &str) -> NewFocus {
    NewFocus {
        competency: competency.to_owned(),
        gap: "nothing since January".to_owned(),
        opportunity: "the planning round".to_owned(),
        sponsor: Some("Dana Okafor".to_owned()),
        expected: "a page that is adopted".to_owned(),
        by: Some("2027-03-01".parse().unwrap()),
    }
}

#[test]
fn a_fourth_is_refused_with_the_reason_until_one_is_done_or_dropped() {
    let vault = empty();
    let first = vault.begin_focus(&on("strategy")).unwrap();
    let second = vault.begin_focus(&on("network")).unwrap();
    vault.begin_focus(&on("metrics")).unwrap();
    let refused = vault.begin_focus(&on("delivery")).unwrap_err();
    assert!(matches!(refused, Error::PlanFull));
    assert_eq!(refused.to_string(), "You can work on three at a time.");
    assert_eq!(refused.hint(), "Nothing was changed. Finish or drop one first.");
    assert!(vault.plan().unwrap().full);
    vault.set_focus_state(first, FocusState::Done).unwrap();
    vault.begin_focus(&on("delivery")).unwrap();
    assert!(matches!(vault.set_focus_state(first, FocusState::Open), Err(Error::PlanFull)), "nor the old one again");
    vault.set_focus_state(second, FocusState::Dropped).unwrap();
    vault.set_focus_state(first, FocusState::Open).unwrap();
}

#[test]
fn done_and_dropped_are_kept_with_everything_that_was_said() {
    let vault = empty();
    let done = vault.begin_focus(&on("strategy")).unwrap();
    let dropped = vault.begin_focus(&on("network")).unwrap();
    vault.set_focus_state(done, FocusState::Done).unwrap();
    vault.set_focus_state(dropped, FocusState::Dropped).unwrap();
    let plan = vault.plan().unwrap();
    assert!(plan.open.is_empty() && !plan.full);
    let states: Vec<_> = plan.closed.iter().map(|one| (one.focus.key.as_str(), one.focus.state)).collect();
    assert_eq!(states, [("network", FocusState::Dropped), ("strategy", FocusState::Done)]);
    assert_eq!(plan.closed[0].focus.sponsor.as_deref(), Some("Dana Okafor"));
    assert_eq!(plan.closed[0].focus.closed_on, Some(vault.today()));
    assert!(vault.growth(crate::growth::Period::last_months(vault.today(), 6)).unwrap().focus.is_empty());
}

#[test]
fn the_same_competency_is_not_worked_on_twice_but_may_come_back() {
    let vault = empty();
    let first = vault.begin_focus(&on("strategy")).unwrap();
    let refused = vault.begin_focus(&on("strategy")).unwrap_err();
    assert_eq!(refused.to_string(), "competency: is in your plan already");
    vault.set_focus_state(first, FocusState::Done).unwrap();
    vault.begin_focus(&on("strategy")).unwrap();
    assert!(vault.set_focus_state(first, FocusState::Open).is_err());
    assert!(matches!(vault.begin_focus(&on("poetry")), Err(Error::NotFound { what: "competency" })));
}

#[test]
fn entries_since_it_began_are_proposed_until_they_are_linked_or_turned_down() {
    let vault = empty();
    let focus = vault.begin_focus(&on("strategy")).unwrap();
    add(&vault, &entry(Kind::Win, "2026-11-22", "before", "", &["strategy:3"]));
    add(&vault, &entry(Kind::Win, "2026-11-23", "other", "", &["delivery:3"]));
    let [one, two, three] =
        ["one", "two", "three"].map(|title| add(&vault, &entry(Kind::Win, "2026-11-23", title, "", &["strategy:3"])));
    let seen = || {
        let planned = vault.plan().unwrap().open.remove(0);
        let titles = |lines: &[Line]| lines.iter().map(|line| line.title.clone()).collect::<Vec<_>>();
        (titles(&planned.delivered), titles(&planned.proposed))
    };
    assert_eq!(seen(), (vec![], vec!["three".to_owned(), "two".to_owned(), "one".to_owned()]));
    vault.link_to_focus(focus, one).unwrap();
    vault.link_to_focus(focus, one).unwrap();
    vault.unlink_from_focus(focus, two).unwrap();
    assert_eq!(seen(), (vec!["one".to_owned()], vec!["three".to_owned()]));
    vault.link_to_focus(focus, two).unwrap();
    vault.unlink_from_focus(focus, one).unwrap();
    assert_eq!(seen(), (vec!["two".to_owned()], vec!["three".to_owned()]));
    vault.trash(two).unwrap();
    assert_eq!(seen().0, Vec::<String>::new());
    vault.restore(two).unwrap();
    assert_eq!(seen().0, ["two"], "what comes back from the trash is linked as before");
    assert!(vault.link_to_focus(focus, EntryId::from_bytes([7; 16])).is_err());
    assert_eq!(vault.counts_for(two).unwrap().len(), 1);
    assert!(vault.counts_for(two).unwrap()[0].linked);
    assert!(!vault.counts_for(three).unwrap()[0].linked);
    assert!(vault.counts_for(one).unwrap().is_empty(), "it was turned down");
}

#[test]
fn what_is_said_of_a_focus_can_be_changed_and_its_dates_stay() {
    let vault = empty();
    let id = vault.begin_focus(&on("strategy")).unwrap();
    let new = NewFocus { gap: " wider ".to_owned(), sponsor: None, by: None, ..on("network") };
    vault.change_focus(id, &new).unwrap();
    let focus = vault.plan().unwrap().open.remove(0).focus;
    assert_eq!((focus.key.as_str(), focus.gap.as_str(), focus.sponsor, focus.by), ("strategy", "wider", None, None));
    assert_eq!(focus.began, vault.today());
    let long = NewFocus { expected: "x".repeat(2_001), ..on("strategy") };
    assert!(matches!(vault.change_focus(id, &long), Err(Error::Invalid { field: "evidence expected", .. })));
}
