//! People as their author meets them, on a vault in memory.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::TimeDelta;
use proptest::prelude::*;

use super::*;
use crate::id::{EntryId, PersonId, RecordId};
use crate::journal::{Content, Feedback, Kind, Sitting, Tagged};
use crate::reading::ReadingItem;
use crate::search::ListRequest;
use crate::world::Still;
use crate::{Error, Vault};

fn vault() -> Vault {
    Vault::in_memory(Arc::new(Still::at("2026-11-23T18:00:00+00:00").unwrap())).unwrap()
}

fn with(vault: &Vault, days_ago: i64, people: &[&str]) -> Content {
    Content {
        body: format!("spoke with {}", people.join(" and ")),
        people: people.iter().map(|name| (*name).to_owned()).collect(),
        ..Content::on(vault.today() - TimeDelta::days(days_ago), "Europe/Lisbon")
    }
}

fn from(vault: &Vault, days_ago: i64, name: &str) -> Content {
    let mut content = with(vault, days_ago, &[]);
    content.kind = Kind::Feedback;
    content.facets.feedback =
        Some(Feedback { quote: "Clearer than last time.".into(), from: name.into(), ..Feedback::default() });
    content
}

fn add(vault: &Vault, content: &Content) -> EntryId {
    vault.add(content).unwrap().id
}

fn named(vault: &Vault, name: &str) -> PersonId {
    vault.find_person(name).unwrap()
}

fn is(vault: &Vault, name: &str, relation: Relation) {
    vault.describe_person(&Person { name: name.into(), relation: Some(relation), ..Person::default() }).unwrap();
}

fn line(vault: &Vault, name: &str) -> PersonLine {
    vault.people_view().unwrap().people.into_iter().find(|line| line.name == name).unwrap()
}

/// Which entries a filter finds, asked of the database or of the index.
fn filtered(vault: &Vault, query: &str) -> BTreeSet<EntryId> {
    let request = ListRequest { query: query.into(), limit: 1000, before: None };
    vault.list(&request).unwrap().lines.into_iter().map(|line| line.id).collect()
}

#[test]
fn a_new_name_reaches_entries_feedback_and_search_and_the_old_one_still_means_them() {
    let vault = vault();
    let entry = add(&vault, &with(&vault, 3, &["Dana K", "Omar"]));
    let said = add(&vault, &from(&vault, 2, "dana k"));
    let dana = named(&vault, "Dana K");
    vault.settle_index().unwrap();
    vault.rename_person(dana, " Dana  Kim ").unwrap();
    assert_eq!(vault.entry(entry).unwrap().content.people, ["Dana Kim", "Omar"]);
    assert_eq!(vault.entry(said).unwrap().content.facets.feedback.unwrap().from, "Dana Kim");
    assert_eq!(vault.history(entry).unwrap()[0].content.people, ["Dana K", "Omar"], "versions stay as written");
    for name in ["Dana Kim", "dana k", "kim"] {
        assert_eq!(named(&vault, name), dana);
        assert_eq!(filtered(&vault, &format!("person:\"{name}\"")), BTreeSet::from([entry]), "{name}");
    }
    let again = add(&vault, &with(&vault, 0, &["DANA K"]));
    assert_eq!(vault.entry(again).unwrap().content.people, ["Dana Kim"]);
    assert_eq!(vault.people().unwrap().len(), 2, "nobody new");
    assert_eq!(line(&vault, "Dana Kim").other_names, ["Dana K"]);
    assert_eq!(vault.check().unwrap().problems, [""; 0], "the index knows all of it");
}

#[test]
fn a_new_name_that_is_taken_back_leaves_nothing_behind() {
    let vault = vault();
    let entry = add(&vault, &with(&vault, 3, &["Dana K"]));
    let dana = named(&vault, "Dana K");
    vault.rename_person(dana, "Omar").unwrap();
    vault.undo_rename(dana, "Dana K", &[]).unwrap();
    assert_eq!(vault.entry(entry).unwrap().content.people, ["Dana K"]);
    assert!(line(&vault, "Dana K").other_names.is_empty());
    vault.add_person(&Person { name: "Omar".into(), ..Person::default() }).unwrap();
    vault.rename_person(dana, "dana k").unwrap();
    vault.undo_rename(dana, "Dana K", &[]).unwrap();
    assert_eq!(named(&vault, "Dana K"), dana, "only the case");
    let others = ["D. Kim".to_owned()];
    vault.describe(dana, &Description { other_names: others.to_vec(), ..Description::default() }).unwrap();
    vault.rename_person(dana, "d. kim").unwrap();
    vault.undo_rename(dana, "Dana K", &others).unwrap();
    assert_eq!(named(&vault, "D. Kim"), dana, "it was another name of theirs before");
    assert_eq!(vault.check().unwrap().problems, [""; 0], "the index knows all of it");
}

#[test]
fn a_name_that_was_never_written_leaves_nothing_behind_when_it_changes() {
    let vault = vault();
    let id = vault.add_person(&Person { name: "Dna".into(), ..Person::default() }).unwrap();
    vault.rename_person(id, "Dana").unwrap();
    assert!(line(&vault, "Dana").other_names.is_empty());
    vault.rename_person(id, "dana").unwrap();
    assert_eq!(vault.people().unwrap()[0].name, "dana", "only the case");
    vault.rename_person(id, "dana").unwrap();
}

#[test]
fn somebody_elses_name_is_refused_and_so_is_none() {
    let vault = vault();
    add(&vault, &with(&vault, 1, &["Dana", "Omar"]));
    let dana = named(&vault, "Dana");
    vault.rename_person(dana, "Dana Kim").unwrap();
    let omar = named(&vault, "Omar");
    for name in ["dana kim", "Dana", " ", "two\nlines\u{7}"] {
        assert!(matches!(vault.rename_person(omar, name), Err(Error::Invalid { field: "name", .. })), "{name}");
    }
    let taken = Description { other_names: vec!["Dana".into()], ..Description::default() };
    assert!(matches!(vault.describe(omar, &taken), Err(Error::Invalid { field: "other names", .. })));
    assert!(matches!(
        vault.add_person(&Person { name: "DANA".into(), ..Person::default() }),
        Err(Error::Invalid { .. })
    ));
}

#[test]
fn other_names_can_be_given_and_taken() {
    let vault = vault();
    let entry = add(&vault, &with(&vault, 1, &["Dana Kim"]));
    let dana = named(&vault, "Dana Kim");
    let known = |names: &[&str]| Description {
        relation: Some(Relation::Mentor),
        alias: "my mentor".into(),
        note: "since 2024".into(),
        other_names: names.iter().map(|name| (*name).to_owned()).collect(),
    };
    vault.describe(dana, &known(&["DK", "dk", "Dana Kim"])).unwrap();
    assert_eq!(line(&vault, "Dana Kim").other_names, ["DK"]);
    vault.settle_index().unwrap();
    assert_eq!(filtered(&vault, "person:dk"), BTreeSet::from([entry]));
    vault.describe(dana, &known(&[])).unwrap();
    vault.settle_index().unwrap();
    assert_eq!(filtered(&vault, "person:dk"), BTreeSet::new());
    assert!(vault.find_person("DK").is_err());
}

#[test]
fn a_merge_says_what_it_will_do_does_it_and_is_undone_without_a_trace() {
    let vault = vault();
    let (alone, both) =
        (add(&vault, &with(&vault, 9, &["D. Kim"])), add(&vault, &with(&vault, 8, &["D. Kim", "Dana Kim"])));
    let said = add(&vault, &from(&vault, 7, "D. Kim"));
    is(&vault, "D. Kim", Relation::Sponsor);
    let (kept, gone) = (named(&vault, "Dana Kim"), named(&vault, "D. Kim"));
    vault.describe(kept, &Description { note: "CFO".into(), ..Description::default() }).unwrap();
    vault
        .describe(
            gone,
            &Description {
                relation: Some(Relation::Sponsor),
                note: "from Berlin".into(),
                other_names: vec!["DK".into()],
                ..Description::default()
            },
        )
        .unwrap();
    let reading = vault
        .add_reading(&ReadingItem { title: "A book".into(), recommended_by: Some(gone), ..ReadingItem::default() })
        .unwrap();
    let before = visible(&vault, &[reading]);
    let preview = vault.preview_merge(kept, gone).unwrap();
    assert_eq!((preview.entries, preview.both, preview.records), (1, 1, 1));
    for (entry, seen) in [(alone, (0, 1)), (both, (0, 0))] {
        vault.trash(entry).unwrap();
        let preview = vault.preview_merge(kept, gone).unwrap();
        assert_eq!((preview.entries, preview.both), seen, "the trash is not spoken of");
    }
    for entry in [alone, both] {
        vault.restore(entry).unwrap();
    }
    assert_eq!(
        (preview.becomes.relation, preview.becomes.note.as_str()),
        (Some(Relation::Sponsor), "CFO\nfrom Berlin")
    );
    let merge = vault.merge_people(kept, gone).unwrap();
    for entry in [alone, both] {
        assert_eq!(vault.entry(entry).unwrap().content.people, ["Dana Kim"]);
    }
    assert_eq!(vault.entry(said).unwrap().content.facets.feedback.unwrap().from, "Dana Kim");
    let dana = line(&vault, "Dana Kim");
    assert_eq!((dana.other_names.join(","), dana.entries), ("D. Kim,DK".into(), 3));
    assert_eq!(
        Person { name: dana.name, relation: dana.relation, alias: dana.alias, note: dana.note },
        preview.becomes
    );
    assert_eq!(vault.reading(reading).unwrap().item.recommended_by, Some(kept));
    assert_eq!(vault.person(gone).unwrap().person.id, kept, "who looks for the one who is gone finds the other");
    assert_eq!(vault.person(kept).unwrap().joined[0].merge, merge);
    vault.settle_index().unwrap();
    assert_eq!(filtered(&vault, "person:dk"), BTreeSet::from([alone, both]));
    assert_eq!(vault.split_people(merge).unwrap(), gone);
    assert_eq!(visible(&vault, &[reading]), before);
    assert!(vault.split_people(merge).is_err(), "once");
    assert_eq!(vault.check().unwrap().problems, [""; 0]);
}

#[test]
fn a_late_undo_moves_only_what_the_merge_brought() {
    let vault = vault();
    let (old, taken_out) = (add(&vault, &with(&vault, 9, &["Dee"])), add(&vault, &with(&vault, 9, &["Dee"])));
    add(&vault, &with(&vault, 9, &["Dana"]));
    let (kept, gone) = (named(&vault, "Dana"), named(&vault, "Dee"));
    let merge = vault.merge_people(kept, gone).unwrap();
    let new = add(&vault, &with(&vault, 0, &["Dee"]));
    vault.edit(taken_out, &with(&vault, 9, &["Omar"]), Sitting::Ends).unwrap();
    vault
        .describe(
            kept,
            &Description { note: "said since".into(), other_names: vec!["Dee".into()], ..Description::default() },
        )
        .unwrap();
    vault.rename_person(kept, "Dana Kim").unwrap();
    vault.split_people(merge).unwrap();
    let people = |id| vault.entry(id).unwrap().content.people;
    assert_eq!(
        (people(old), people(new), people(taken_out)),
        (vec!["Dee".into()], vec!["Dana Kim".into()], vec!["Omar".to_owned()])
    );
    assert_eq!(line(&vault, "Dana Kim").note, "said since");
}

#[test]
fn merges_one_on_the_other_are_undone_in_either_order() {
    for inner_first in [true, false] {
        let vault = vault();
        let [a, b, c] = ["A", "B", "C"].map(|name| add(&vault, &with(&vault, 1, &[name])));
        let inner = vault.merge_people(named(&vault, "B"), named(&vault, "A")).unwrap();
        let outer = vault.merge_people(named(&vault, "C"), named(&vault, "B")).unwrap();
        assert_eq!(vault.people().unwrap().len(), 1);
        for merge in if inner_first { [inner, outer] } else { [outer, inner] } {
            vault.split_people(merge).unwrap();
        }
        let people = [a, b, c].map(|id| vault.entry(id).unwrap().content.people.join(","));
        assert_eq!(people, ["A", "B", "C"]);
    }
}

#[test]
fn a_name_used_otherwise_by_now_keeps_two_together() {
    let vault = vault();
    add(&vault, &with(&vault, 1, &["Dana", "Dee"]));
    let kept = named(&vault, "Dana");
    let merge = vault.merge_people(kept, named(&vault, "Dee")).unwrap();
    vault.rename_person(kept, "Dee").unwrap();
    assert!(matches!(vault.split_people(merge), Err(Error::Invalid { field: "person", .. })));
    assert!(vault.person(kept).unwrap().joined.is_empty(), "so it is not offered");
}

#[test]
fn only_somebody_whom_nothing_mentions_can_be_taken_away() {
    let vault = vault();
    let entry = add(&vault, &with(&vault, 1, &["Omar"]));
    let ghost = vault.add_person(&Person { name: "Ghost".into(), note: "words".into(), ..Person::default() }).unwrap();
    assert!(vault.person(ghost).unwrap().erasable);
    let said = add(&vault, &from(&vault, 1, "ghost"));
    assert!(!vault.person(ghost).unwrap().erasable);
    assert!(matches!(vault.erase_person(ghost), Err(Error::Invalid { .. })));
    vault.trash(said).unwrap();
    assert!(vault.erase_person(ghost).is_err(), "it may come back from the trash");
    vault.empty_trash().unwrap();
    vault.erase_person(ghost).unwrap();
    assert!(vault.person(ghost).is_err());
    let words: u32 = vault
        .read(|database| {
            Ok(database.query_row(
                "SELECT count(*) FROM person WHERE name || note <> '' AND erased IS NOT NULL",
                [],
                |row| row.get(0),
            )?)
        })
        .unwrap();
    assert_eq!(words, 0, "no word is left");
    let omar = named(&vault, "Omar");
    assert!(vault.erase_person(omar).is_err());
    vault.edit(entry, &with(&vault, 1, &["Somebody else"]), Sitting::Ends).unwrap();
    let reading = vault
        .add_reading(&ReadingItem { title: "A book".into(), recommended_by: Some(omar), ..ReadingItem::default() })
        .unwrap();
    assert!(!vault.person(omar).unwrap().erasable, "a recommendation is a mention");
    vault.erase_reading(reading).unwrap();
    vault.erase_person(omar).unwrap();
}

#[test]
fn a_page_shows_what_was_written_about_with_and_by_somebody() {
    let vault = vault();
    let mut shown = with(&vault, 40, &["Dana"]);
    shown.competencies = vec![Tagged { key: "stakeholders".into(), level: Some(3) }];
    let oldest = add(&vault, &shown);
    let entries: Vec<EntryId> = (1..=4).rev().map(|days| add(&vault, &with(&vault, days, &["Dana", "Omar"]))).collect();
    let said = add(&vault, &from(&vault, 0, "Dana"));
    let trashed = add(&vault, &with(&vault, 0, &["Dana"]));
    vault.trash(trashed).unwrap();
    let dana = named(&vault, "Dana");
    let page = vault.person(dana).unwrap();
    assert_eq!(
        (page.person.entries, page.person.days_ago, page.first),
        (6, Some(0), Some(vault.today() - TimeDelta::days(40)))
    );
    assert_eq!(page.feedback.iter().map(|line| line.id).collect::<Vec<_>>(), [said]);
    assert_eq!((page.shows[0].key.as_str(), page.shows[0].level, page.shows.len()), ("stakeholders", Some(3), 1));
    let (mut seen, mut before, mut pages) = (Vec::new(), None, 0);
    loop {
        let listing = vault.entries_with(dana, 2, before).unwrap();
        assert_eq!(listing.total, 6);
        seen.extend(listing.lines.into_iter().map(|line| line.id));
        pages += 1;
        before = listing.next;
        if before.is_none() {
            break;
        }
    }
    let newest_first: Vec<EntryId> = [said].into_iter().chain(entries.into_iter().rev()).chain([oldest]).collect();
    assert_eq!((seen, pages), (newest_first, 3));
}

#[test]
fn silence_is_mentioned_only_when_asked_for_and_only_of_mentors_and_sponsors() {
    let vault = vault();
    for (name, relation, days) in
        [("Mel", Relation::Mentor, 60), ("Sam", Relation::Sponsor, 59), ("Pia", Relation::Peer, 200)]
    {
        add(&vault, &with(&vault, days, &[name]));
        is(&vault, name, relation);
    }
    is(&vault, "Never met", Relation::Mentor);
    let quiet = || -> Vec<String> {
        vault.people_view().unwrap().people.into_iter().filter(|line| line.quiet).map(|line| line.name).collect()
    };
    assert_eq!((vault.quiet_after().unwrap(), quiet().len()), (None, 0), "not before it was asked for");
    vault.set_quiet_after(60).unwrap();
    assert_eq!(quiet(), ["Mel"]);
    let told = vault.today_view().unwrap().quiet.unwrap();
    assert_eq!((told.name.as_str(), told.days_ago), ("Mel", 60));
    vault.set_quiet_after(30).unwrap();
    assert_eq!(quiet(), ["Mel", "Sam"]);
    add(&vault, &from(&vault, 1, "Mel"));
    assert_eq!(quiet(), ["Sam"], "what they said is contact too");
    assert_eq!(vault.today_view().unwrap().quiet.unwrap().name, "Sam");
    vault.set_quiet_after(0).unwrap();
    assert_eq!((quiet().len(), vault.today_view().unwrap().quiet), (0, None));
    assert!(vault.set_quiet_after(45).is_err());
}

#[test]
fn another_one_of_the_quiet_is_mentioned_each_day() {
    let world = Arc::new(Still::at("2026-11-23T18:00:00+00:00").unwrap());
    let vault = Vault::in_memory(world.clone()).unwrap();
    for name in ["Mel", "Sam"] {
        add(&vault, &with(&vault, 100, &[name]));
        is(&vault, name, Relation::Mentor);
    }
    vault.set_quiet_after(90).unwrap();
    let today = vault.today_view().unwrap().quiet;
    assert_eq!(vault.today_view().unwrap().quiet, today, "the same one all day");
    world.pass(TimeDelta::days(1));
    assert_ne!(vault.today_view().unwrap().quiet.unwrap().name, today.unwrap().name);
}

#[test]
fn an_entry_of_tomorrow_is_no_contact_yet() {
    let vault = vault();
    add(&vault, &with(&vault, 5, &["Mel"]));
    add(&vault, &with(&vault, -1, &["Mel"]));
    let mel = line(&vault, "Mel");
    assert_eq!((mel.entries, mel.days_ago), (2, Some(5)));
}

/// What the database does for a statement, the steps that concern entries.
fn steps(vault: &Vault, sql: &str, values: impl rusqlite::Params) -> Vec<String> {
    let plan: Vec<String> = vault
        .read(|database| {
            Ok(database
                .prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?
                .query_map(values, |row| row.get(3))?
                .collect::<rusqlite::Result<_>>()?)
        })
        .unwrap();
    plan.into_iter().filter(|step| step.contains(" entry ")).collect()
}

#[test]
fn the_list_and_a_page_read_no_text_of_other_entries() {
    let vault = vault();
    let by_giver = "SEARCH entry USING INDEX entry_by_giver (<expr>=?)";
    let list = steps(&vault, list::CONTACTS, ["2026-11-23"]);
    assert_eq!(list, ["SCAN entry USING COVERING INDEX entry_by_day", by_giver, by_giver], "of names and other names");
    let page = steps(&vault, &contact::theirs(), [1]);
    assert_eq!(page, ["SEARCH entry USING INTEGER PRIMARY KEY (rowid=?)", by_giver]);
}

/// All that can be seen of people, entries and readings.
fn visible(vault: &Vault, readings: &[RecordId]) -> impl PartialEq + std::fmt::Debug + use<> {
    let everything = vault.list(&ListRequest { query: String::new(), limit: 1000, before: None }).unwrap();
    let entries: Vec<_> = everything.lines.iter().map(|line| vault.entry(line.id).unwrap()).collect();
    let readings: Vec<_> = readings.iter().map(|id| vault.reading(*id).unwrap()).collect();
    let joined: Vec<_> =
        vault.people_view().unwrap().people.iter().map(|one| vault.person(one.id).unwrap().joined).collect();
    (vault.people_view().unwrap(), entries, readings, joined)
}

/// Single words, so that a filter means nobody by a part of a name.
const POOL: [&str; 7] = ["Ada", "Bo", "Cy", "Dee", "eve", "ADA", "Flo"];

#[derive(Debug, Clone)]
enum Deed {
    Write(Vec<usize>),
    Rewrite(usize, Vec<usize>),
    Quote(usize),
    Rename(usize, usize),
    Merge(usize, usize),
    Trash(usize),
}

fn deed() -> impl Strategy<Value = Deed> {
    let name = 0..POOL.len();
    let names = proptest::collection::vec(name.clone(), 1..4);
    prop_oneof![
        3 => names.clone().prop_map(Deed::Write),
        2 => (0usize..8, names).prop_map(|(entry, names)| Deed::Rewrite(entry, names)),
        1 => name.clone().prop_map(Deed::Quote),
        3 => (0usize..8, name).prop_map(|(person, name)| Deed::Rename(person, name)),
        2 => (0usize..8, 0usize..8).prop_map(|(one, other)| Deed::Merge(one, other)),
        1 => (0usize..8).prop_map(Deed::Trash),
    ]
}

/// A journal after some deeds, with the names that each entry was last written with.
struct Lived {
    vault: Vault,
    written: Vec<(EntryId, Vec<String>)>,
    merges: Vec<RecordId>,
}

fn live(deeds: &[Deed]) -> Lived {
    let mut lived = Lived { vault: vault(), written: Vec::new(), merges: Vec::new() };
    for deed in deeds {
        lived.does(deed);
    }
    lived
}

impl Lived {
    fn does(&mut self, deed: &Deed) {
        let Self { vault, written, merges } = self;
        let words = |names: &[usize]| names.iter().map(|name| POOL[*name]).collect::<Vec<_>>();
        let owned = |names: &[usize]| words(names).into_iter().map(ToOwned::to_owned).collect::<Vec<_>>();
        let people: Vec<PersonId> = vault.people_view().unwrap().people.into_iter().map(|line| line.id).collect();
        let person = |at: &usize| people.get(at % people.len().max(1)).copied();
        match deed {
            Deed::Write(names) => written.push((add(vault, &with(vault, 1, &words(names))), owned(names))),
            Deed::Quote(name) => written.push((add(vault, &from(vault, 1, POOL[*name])), Vec::new())),
            Deed::Rewrite(at, names) if !written.is_empty() => {
                let at = at % written.len();
                let content = Content { people: owned(names), ..vault.entry(written[at].0).unwrap().content };
                vault.edit(written[at].0, &content, Sitting::Ends).unwrap();
                written[at].1 = owned(names);
            }
            Deed::Trash(at) if !written.is_empty() => vault.trash(written[at % written.len()].0).unwrap(),
            // A name that is somebody else's is refused, and that is fine.
            Deed::Rename(at, name) => {
                let _ = person(at).map(|id| vault.rename_person(id, POOL[*name]));
            }
            Deed::Merge(one, other) => {
                let pair = person(one).zip(person(other)).filter(|(one, other)| one != other);
                merges.extend(pair.map(|(kept, gone)| vault.merge_people(kept, gone).unwrap()));
            }
            Deed::Rewrite(..) | Deed::Trash(_) => {}
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn after_any_renames_and_merges_nobody_is_lost_or_named_twice(deeds in proptest::collection::vec(deed(), 1..24)) {
        let Lived { vault, written, .. } = live(&deeds);
        let people = vault.people_view().unwrap().people;
        for (id, names) in &written {
            let entry = vault.entry(*id).unwrap();
            let listed: BTreeSet<PersonId> = entry.content.people.iter().map(|name| {
                people.iter().find(|line| line.name == *name).expect("goes by their name").id
            }).collect();
            prop_assert_eq!(listed.len(), entry.content.people.len(), "each once");
            let meant: BTreeSet<PersonId> = names.iter().map(|name| named(&vault, name)).collect();
            prop_assert_eq!(listed, meant, "whoever was meant is there and nobody else");
        }
    }

    #[test]
    fn after_any_renames_and_merges_search_finds_them_by_each_name(deeds in proptest::collection::vec(deed(), 1..24)) {
        let Lived { vault, written, .. } = live(&deeds);
        let expected = |name: &str| -> BTreeSet<EntryId> {
            let entries = written.iter().map(|(id, _)| vault.entry(*id).unwrap()).filter(|entry| entry.trashed.is_none());
            entries.filter(|entry| entry.content.people.iter().any(|one| one == name)).map(|entry| entry.id).collect()
        };
        for by_index in [false, true] {
            if by_index {
                vault.settle_index().unwrap();
            }
            for line in vault.people_view().unwrap().people {
                for name in line.other_names.iter().chain([&line.name]) {
                    prop_assert_eq!(filtered(&vault, &format!("person:{name}")), expected(&line.name), "{} {}", name, by_index);
                }
            }
        }
        prop_assert_eq!(vault.check().unwrap().problems, [""; 0]);
    }

    #[test]
    fn after_any_renames_and_merges_saving_again_changes_nothing(deeds in proptest::collection::vec(deed(), 1..24)) {
        let Lived { vault, written, .. } = live(&deeds);
        for (id, _) in written {
            let (before, versions) = (vault.entry(id).unwrap(), vault.history(id).unwrap());
            for sitting in [Sitting::Continues, Sitting::Ends] {
                vault.edit(id, &before.content, sitting).unwrap();
            }
            prop_assert_eq!(&vault.entry(id).unwrap(), &before);
            prop_assert_eq!(vault.history(id).unwrap(), versions);
        }
    }

    #[test]
    fn a_merge_that_is_undone_was_never_made(deeds in proptest::collection::vec(deed(), 1..16), one in 0usize..8, other in 0usize..8) {
        let mut lived = live(&deeds);
        let before = visible(&lived.vault, &[]);
        let merges = lived.merges.len();
        lived.does(&Deed::Merge(one, other));
        if let Some(merge) = lived.merges.get(merges) {
            lived.vault.split_people(*merge).unwrap();
            prop_assert_eq!(visible(&lived.vault, &[]), before);
            prop_assert_eq!(lived.vault.check().unwrap().problems, [""; 0]);
        }
    }

    #[test]
    fn undoing_merges_late_and_in_any_order_leaves_a_sound_journal(deeds in proptest::collection::vec(deed(), 4..24), order in proptest::collection::vec(0usize..8, 0..6)) {
        let Lived { vault, written, mut merges } = live(&deeds);
        for at in order {
            if merges.is_empty() {
                break;
            }
            // What cannot be undone any more is refused whole.
            let _ = vault.split_people(merges.remove(at % merges.len()));
        }
        let people = vault.people_view().unwrap().people;
        let names: Vec<String> = people.iter().flat_map(|line| line.other_names.iter().chain([&line.name])).map(|name| name.to_lowercase()).collect();
        prop_assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "a name means one person");
        for (id, written) in written {
            let listed = vault.entry(id).unwrap().content.people;
            prop_assert!(listed.iter().all(|name| people.iter().any(|line| line.name == *name)));
            prop_assert_eq!(listed.is_empty(), written.is_empty(), "nobody is lost");
        }
        prop_assert_eq!(vault.check().unwrap().problems, [""; 0]);
    }
}
