//! Suggestions over whole journals.

use std::sync::Arc;

use super::*;
use crate::id::EntryId;
use crate::journal::{Sitting, Tagged};
use crate::search::ListRequest;
use crate::world::Still;

fn vault() -> Vault {
    Vault::in_memory(Arc::new(Still::at("2026-11-24T09:41:00+00:00").unwrap())).unwrap()
}

fn text(vault: &Vault, body: &str) -> Content {
    Content { body: body.into(), ..Content::on(vault.today(), "Europe/Lisbon") }
}

fn tagged(vault: &Vault, body: &str, keys: &[&str]) -> EntryId {
    let competencies = keys.iter().map(|key| key.parse().unwrap()).collect();
    vault.add(&Content { competencies, ..text(vault, body) }).unwrap().id
}

fn learn(vault: &Vault) {
    while vault.learn().unwrap() {}
}

fn keys(suggestions: &[Suggestion]) -> Vec<&str> {
    suggestions.iter().map(|one| one.key.as_str()).collect()
}

const CFO: &str = "Told the CFO on Friday that the launch slips three weeks, before the numbers forced me to. \
    She pushed back hard, then asked what I needed.";

#[test]
fn on_the_first_day_the_framework_speaks_and_says_which_words_made_it() {
    let vault = vault();
    let found = vault.suggest(&text(&vault, CFO), None).unwrap();
    assert_eq!(found[0].key, "stakeholders");
    assert_eq!(found[0].name, "Stakeholder management");
    assert!(found.len() <= 2);
    for one in &found {
        assert!((1..=2).contains(&one.because.len()));
        assert!(one.because.iter().all(|word| CFO.contains(word.as_str())), "{:?}", one.because);
    }
    assert_eq!(found[0].because, ["CFO", "pushed back"]);
}

#[test]
fn nothing_is_suggested_where_it_would_be_a_guess() {
    let vault = vault();
    for body in ["", "Good day.", "Tired. Went home early.", "🚀", "asdf qwer yxcv lkjh poiu"] {
        assert_eq!(vault.suggest(&text(&vault, body), None).unwrap(), [], "{body}");
    }
}

#[test]
fn what_it_is_tagged_with_is_not_suggested() {
    let vault = vault();
    let mut content = text(&vault, CFO);
    content.competencies = vec![Tagged { key: "stakeholders".into(), level: None }];
    assert!(!keys(&vault.suggest(&content, None).unwrap()).contains(&"stakeholders"));
}

#[test]
fn a_refusal_holds_for_its_entry_at_once_and_for_ever() {
    let vault = vault();
    let content = text(&vault, CFO);
    let id = vault.add(&content).unwrap().id;
    vault.refuse(id, "stakeholders").unwrap();
    vault.refuse(id, "stakeholders").unwrap();
    assert!(!keys(&vault.suggest(&content, Some(id)).unwrap()).contains(&"stakeholders"));
    assert!(vault.refuse(id, "nonsense").is_err());
    assert!(vault.refuse(EntryId::draw(vault.world()).unwrap(), "stakeholders").is_err());
    // Somebody else's text is not refused by it.
    assert_eq!(vault.suggest(&content, None).unwrap()[0].key, "stakeholders");
}

#[test]
fn the_users_own_words_are_learnt_and_forgotten_with_their_entries() {
    let vault = vault();
    let new = text(&vault, "Another evening with the periscope circle, talking about buoys and lanterns.");
    assert!(keys(&vault.suggest(&new, None).unwrap()).first() != Some(&"strategy"));
    let ids: Vec<EntryId> = (0..4)
        .map(|at| {
            tagged(&vault, &format!("The periscope evening, number {at}: buoys, lanterns and ropes."), &["strategy:3"])
        })
        .collect();
    learn(&vault);
    let found = vault.suggest(&new, None).unwrap();
    assert_eq!(found[0].key, "strategy");
    assert!(found[0].because.iter().any(|word| ["periscope", "buoys", "lanterns"].contains(&word.as_str())));
    assert_eq!(found[0].level, Some(3));
    for id in ids {
        vault.trash(id).unwrap();
    }
    learn(&vault);
    assert!(keys(&vault.suggest(&new, None).unwrap()).first() != Some(&"strategy"));
}

#[test]
fn refusals_teach_as_well() {
    let vault = vault();
    let body = |at: usize| format!("The customer interview number {at} in the research survey about tickets.");
    let before = vault.suggest(&text(&vault, &body(9)), None).unwrap();
    assert_eq!(before[0].key, "customer-insight");
    for at in 0..6 {
        let id = vault.add(&text(&vault, &body(at))).unwrap().id;
        vault.refuse(id, "customer-insight").unwrap();
    }
    learn(&vault);
    let after = vault.suggest(&text(&vault, &body(9)), None).unwrap();
    let confidence = after.iter().find(|one| one.key == "customer-insight").map_or(0, |one| one.confidence);
    assert!(confidence < before[0].confidence, "{confidence} after {}", before[0].confidence);
}

#[test]
fn an_entry_does_not_agree_with_its_own_tags() {
    let vault = vault();
    let body = "Periscopes, buoys, lanterns and ropes, and more ropes.";
    let id = tagged(&vault, body, &["network"]);
    learn(&vault);
    let content = text(&vault, body);
    assert!(!vault.suggest(&content, None).unwrap().is_empty(), "somebody else's text would be");
    assert_eq!(vault.suggest(&content, Some(id)).unwrap(), []);
}

#[test]
fn what_is_private_causes_nothing() {
    let vault = vault();
    let mut content = text(&vault, "Nothing to say about the afternoon, really nothing.");
    content.private = CFO.into();
    for one in vault.suggest(&content, None).unwrap() {
        assert!(one.because.iter().all(|word| content.body.contains(word.as_str())));
    }
}

#[test]
fn a_text_in_another_language_is_judged_by_the_users_own_tags() {
    let vault = vault();
    for at in 0..4 {
        let body = format!(
            "Heute habe ich mit der Finanzchefin über das Budget gesprochen, und sie war nicht dafür. Nummer {at}."
        );
        tagged(&vault, &body, &["stakeholders:3"]);
        tagged(
            &vault,
            &format!("Ein Gespräch mit der Mentorin über meine nächsten Schritte, und das war gut. {at}"),
            &["network"],
        );
    }
    learn(&vault);
    let found = vault
        .suggest(&text(&vault, "Die Finanzchefin hat über das Budget gesprochen, und sie hat es abgelehnt."), None)
        .unwrap();
    assert_eq!(found[0].key, "stakeholders");
}

/// The sample journal, each tenth of it judged by what the other nine tenths have taught.
struct HeldBack {
    entries: usize,
    /// The first is one of the tags; one of the two is.
    first: usize,
    among_two: usize,
    /// Suggestions made, and those of them that were right.
    shown: usize,
    right: usize,
    /// Levels said for what was right, and those that were the author's.
    levels: usize,
    same_level: usize,
}

const FOLDS: usize = 10;

fn hold_back(learns: bool) -> HeldBack {
    let mut sum = HeldBack { entries: 0, first: 0, among_two: 0, shown: 0, right: 0, levels: 0, same_level: 0 };
    for fold in 0..FOLDS {
        let vault = vault();
        vault.add_sample().unwrap();
        let lines = vault.list(&ListRequest { query: String::new(), limit: 1000, before: None }).unwrap().lines;
        let tagged: Vec<EntryId> =
            lines.iter().filter(|line| !line.competencies.is_empty()).map(|line| line.id).collect();
        let held: Vec<EntryId> = tagged.iter().skip(fold).step_by(FOLDS).copied().collect();
        let mut asked = Vec::new();
        for id in held {
            let mut content = vault.entry(id).unwrap().content;
            let tags = std::mem::take(&mut content.competencies);
            // Gone from the journal, so that nothing of it can be learnt.
            vault.edit(id, &content, Sitting::Ends).unwrap();
            asked.push((id, content, tags));
        }
        if learns {
            learn(&vault);
        }
        for (id, content, tags) in asked {
            let found = vault.suggest(&content, Some(id)).unwrap();
            let of = |one: &Suggestion| tags.iter().find(|tag| tag.key == one.key);
            sum.entries += 1;
            sum.first += usize::from(found.first().is_some_and(|one| of(one).is_some()));
            sum.among_two += usize::from(found.iter().any(|one| of(one).is_some()));
            sum.shown += found.len();
            for (one, tag) in found.iter().filter_map(|one| of(one).map(|tag| (one, tag))) {
                sum.right += 1;
                sum.levels += usize::from(one.level.is_some());
                sum.same_level += usize::from(one.level.is_some() && one.level == tag.level);
            }
        }
    }
    sum
}

#[test]
fn the_right_competency_is_among_the_first_two() {
    let percent = |part: usize, of: usize| 100.0 * part as f64 / of.max(1) as f64;
    let framework_only = hold_back(false);
    println!(
        "by the framework's words alone: {:.1} % of {} entries have the right competency among the first two",
        percent(framework_only.among_two, framework_only.entries),
        framework_only.entries
    );
    let HeldBack { entries, first, among_two, shown, right, levels, same_level } = hold_back(true);
    println!(
        "with what the other entries teach: {:.1} % among the first two, {:.1} % first; {:.1} % of {shown} suggestions are right; \
         the level is the author's in {:.1} % of {levels}",
        percent(among_two, entries),
        percent(first, entries),
        percent(right, shown),
        percent(same_level, levels),
    );
    assert!(entries > 150, "the sample journal has {entries} tagged entries");
    assert!(percent(among_two, entries) >= 70.0, "{:.1} %", percent(among_two, entries));
    assert!(among_two > framework_only.among_two, "learning helps");
}
