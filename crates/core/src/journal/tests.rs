//! The journal as its users meet it, on a vault in memory.

use std::sync::Arc;

use chrono::{Datelike, TimeDelta};
use proptest::prelude::*;

use super::*;
use crate::id::EntryId;
use crate::world::{Still, World};
use crate::{Error, Vault};

fn journal() -> (Vault, Arc<Still>) {
    let world = Arc::new(Still::at("2026-11-23T09:41:00+00:00").unwrap());
    (Vault::in_memory(world.clone()).unwrap(), world)
}

fn entry(vault: &Vault, body: &str) -> Content {
    let mut content = Content::on(vault.today(), "Europe/Lisbon");
    content.body = body.to_owned();
    content
}

#[test]
fn an_entry_is_read_as_it_was_written() {
    let (vault, _) = journal();
    let source = vault.add(&entry(&vault, "where it came from")).unwrap().id;
    let content = Content {
        kind: Kind::Lesson,
        title: "Name one owner".into(),
        body: "Two *teams*,\r\none surface.\n\n\ttabs and  spaces ".into(),
        private: "She was furious.".into(),
        at: TimeOfDay::new(8, 5),
        starred: true,
        competencies: vec![
            Tagged { key: "collaboration".into(), level: Some(3) },
            Tagged { key: "learning".into(), level: None },
        ],
        tags: vec!["ownership".into(), "planning".into()],
        project: Some("onboarding".into()),
        people: vec!["Dana Okafor".into()],
        links: vec![Link { kind: LinkKind::Source, to: source }],
        lang: Some("en".into()),
        facets: Facets {
            lesson: Some(Lesson { sentence: "One owner per surface.".into(), ..Lesson::default() }),
            outcome: Some(Outcome { metric: "kept though no win".into(), ..Outcome::default() }),
            ..Facets::default()
        },
        ..Content::on(vault.today(), "Europe/Lisbon")
    };
    let saved = vault.add(&content).unwrap();
    let read = vault.entry(saved.id).unwrap();
    assert_eq!(read.content, content);
    assert_eq!(vault.history(saved.id).unwrap()[0].content, content, "the first version is the entry");
}

#[test]
fn a_pause_that_only_adds_words_grows_the_version_and_one_that_takes_words_away_keeps_it() {
    let (vault, _) = journal();
    let id = vault.add(&entry(&vault, "Told the CFO")).unwrap().id;
    vault.edit(id, &entry(&vault, "Told the CFO on Friday"), Sitting::Continues).unwrap();
    vault.edit(id, &entry(&vault, "Told the new CFO on Friday"), Sitting::Continues).unwrap();
    assert_eq!(vault.history(id).unwrap().len(), 1);
    vault.edit(id, &entry(&vault, "Told"), Sitting::Continues).unwrap();
    let history = vault.history(id).unwrap();
    let bodies: Vec<&str> = history.iter().map(|version| version.content.body.as_str()).collect();
    assert_eq!(bodies, ["Told", "Told the new CFO on Friday"]);
}

#[test]
fn a_version_stops_growing_after_ten_minutes() {
    let (vault, world) = journal();
    let id = vault.add(&entry(&vault, "one")).unwrap().id;
    world.pass(TimeDelta::minutes(11));
    vault.edit(id, &entry(&vault, "one two"), Sitting::Continues).unwrap();
    assert_eq!(vault.history(id).unwrap().len(), 2);
}

#[test]
fn saving_the_same_again_makes_no_version() {
    let (vault, _) = journal();
    let saved = vault.add(&entry(&vault, "same")).unwrap();
    let again = vault.edit(saved.id, &entry(&vault, "same"), Sitting::Ends).unwrap();
    assert_eq!(again.revision, saved.revision);
    assert_eq!(vault.history(saved.id).unwrap().len(), 1);
}

#[test]
fn an_old_version_comes_back_with_everything_around_it() {
    let (vault, _) = journal();
    let mut content = entry(&vault, "first");
    content.tags = vec!["launch".into()];
    content.competencies = vec![Tagged { key: "delivery".into(), level: Some(2) }];
    content.people = vec!["Maya".into()];
    let id = vault.add(&content).unwrap().id;
    let old = vault.history(id).unwrap()[0].id;
    vault.edit(id, &entry(&vault, "second"), Sitting::Ends).unwrap();
    assert_eq!(vault.entry(id).unwrap().content, entry(&vault, "second"), "nothing of the first is left around it");
    vault.revert(id, old).unwrap();
    assert_eq!(vault.entry(id).unwrap().content, content);
    assert_eq!(vault.history(id).unwrap().len(), 3, "going back is a version too");
}

#[test]
fn a_clock_that_runs_backwards_reorders_nothing() {
    let (vault, world) = journal();
    let id = vault.add(&entry(&vault, "one")).unwrap().id;
    world.pass(TimeDelta::days(-400));
    vault.edit(id, &entry(&vault, "two"), Sitting::Ends).unwrap();
    world.pass(TimeDelta::days(9000));
    vault.edit(id, &entry(&vault, "three"), Sitting::Ends).unwrap();
    let bodies: Vec<String> = vault.history(id).unwrap().into_iter().map(|version| version.content.body).collect();
    assert_eq!(bodies, ["three", "two", "one"]);
}

#[test]
fn what_is_backdated_is_called_written_later() {
    let (vault, world) = journal();
    let mut content = entry(&vault, "last week");
    content.on = vault.today() - TimeDelta::days(7);
    let id = vault.add(&content).unwrap().id;
    assert!(vault.entry(id).unwrap().written_later);
    let same_day = vault.add(&entry(&vault, "today")).unwrap().id;
    world.pass(TimeDelta::days(3));
    let mut longer = vault.entry(same_day).unwrap().content;
    longer.body.push_str(" and more, three days on");
    vault.edit(same_day, &longer, Sitting::Ends).unwrap();
    assert!(!vault.entry(same_day).unwrap().written_later, "it was first written on the day");
}

#[test]
fn the_trash_hides_and_gives_back() {
    let (vault, _) = journal();
    let id = vault.add(&entry(&vault, "gone for a while")).unwrap().id;
    vault.trash(id).unwrap();
    vault.trash(id).unwrap();
    assert_eq!(vault.trashed().unwrap().len(), 1);
    assert!(vault.today_view().unwrap().entries.is_empty());
    vault.restore(id).unwrap();
    assert!(vault.trashed().unwrap().is_empty());
    assert_eq!(vault.today_view().unwrap().entries.len(), 1);
}

#[test]
fn an_emptied_trash_leaves_no_word() {
    let (vault, _) = journal();
    let mut content = entry(&vault, "MARKER in the text");
    content.private = "MARKER in private".into();
    content.facets.lesson = Some(Lesson { sentence: "MARKER".into(), ..Lesson::default() });
    let id = vault.add(&content).unwrap().id;
    vault.trash(id).unwrap();
    assert_eq!(vault.empty_trash().unwrap(), 1);
    assert!(matches!(vault.entry(id), Err(Error::NotFound { .. })));
    let left: i64 = vault
        .read(|database| {
            let sql = "SELECT (SELECT count(*) FROM entry WHERE body || title || private || facets LIKE '%MARKER%')
                            + (SELECT count(*) FROM revision WHERE snapshot LIKE '%MARKER%')";
            Ok(database.query_row(sql, [], |row| row.get(0))?)
        })
        .unwrap();
    assert_eq!(left, 0);
}

#[test]
fn what_breaks_a_rule_is_refused_with_its_field_and_nothing_is_stored() {
    let (vault, _) = journal();
    let good = entry(&vault, "good");
    let broken: Vec<(&str, Content)> = vec![
        ("text", entry(&vault, " \n ")),
        ("title", Content { title: "x".repeat(201), ..good.clone() }),
        ("title", Content { title: "two\nlines".into(), ..good.clone() }),
        ("competency", Content { competencies: vec![Tagged { key: "juggling".into(), level: None }], ..good.clone() }),
        ("level", Content { competencies: vec![Tagged { key: "metrics".into(), level: Some(5) }], ..good.clone() }),
        ("tag", Content { tags: vec![String::new()], ..good.clone() }),
        ("person", Content { people: vec!["x".repeat(81)], ..good.clone() }),
        ("date", Content { on: chrono::NaiveDate::from_ymd_opt(12, 1, 1).unwrap(), ..good.clone() }),
        ("text", Content { body: "nul \0".into(), ..good }),
    ];
    for (expected, content) in broken {
        match vault.add(&content) {
            Err(Error::Invalid { field, .. }) => assert_eq!(field, expected),
            other => panic!("{expected}: {other:?}"),
        }
    }
    assert!(vault.today_view().unwrap().is_new);
    assert!(vault.vocabulary().unwrap().tags.is_empty(), "no tag of a refused entry stays");
}

#[test]
fn the_composition_is_found_as_it_was_left_unless_it_is_in_the_trash() {
    let (vault, _) = journal();
    let id = vault.add(&entry(&vault, "half a thou")).unwrap().id;
    vault.compose_today(&Composition { entry: Some(id), text: String::new() }).unwrap();
    let today = vault.today_view().unwrap();
    assert_eq!(today.composing.unwrap().id, id);
    assert!(today.entries.is_empty(), "it is not listed while it is being written");
    vault.trash(id).unwrap();
    assert!(vault.today_view().unwrap().composing.is_none());
}

#[test]
fn an_entry_is_found_by_the_beginning_of_its_id() {
    let (vault, _) = journal();
    let one = vault.add(&entry(&vault, "one")).unwrap().id;
    let two = vault.add(&entry(&vault, "two")).unwrap().id;
    assert_eq!(vault.resolve(&one.to_string()).unwrap(), one);
    assert!(matches!(vault.resolve(&two.to_string()[..4]), Err(Error::Ambiguous { count: 2 })));
    assert!(matches!(vault.resolve("ffff"), Err(Error::NotFound { .. })));
    assert!(matches!(vault.resolve("hello"), Err(Error::Invalid { .. })));
}

#[test]
fn on_this_day_shows_the_best_of_each_year_and_no_challenge_that_is_open_or_stays_away() {
    let (vault, _) = journal();
    let today = vault.today();
    let earlier = |years: i32, kind, title: &str| {
        let mut content = entry(&vault, title);
        content.on = today.with_year(today.year() - years).unwrap();
        content.kind = kind;
        content.title = title.into();
        content
    };
    let add = |content: &Content| vault.add(content).unwrap().id;
    add(&earlier(1, Kind::Reflection, "plain"));
    add(&Content { starred: true, ..earlier(1, Kind::Win, "starred") });
    add(&earlier(2, Kind::Challenge, "open"));
    let mut resolved = earlier(3, Kind::Challenge, "resolved");
    resolved.facets.challenge = Some(Challenge { resolved_on: Some(resolved.on), ..Challenge::default() });
    add(&resolved);
    let mut quiet = earlier(4, Kind::Reflection, "quiet");
    quiet.facets.quiet = true;
    add(&quiet);
    add(&earlier(5, Kind::Reflection, "long ago"));
    add(&earlier(6, Kind::Reflection, "longer ago"));
    let mut other = entry(&vault, "another day");
    other.on = today.with_year(today.year() - 1).unwrap() - TimeDelta::days(1);
    add(&other);
    let shown =
        || -> Vec<String> { vault.today_view().unwrap().on_this_day.into_iter().map(|memory| memory.words).collect() };
    assert_eq!(shown(), ["starred", "resolved", "long ago"]);
    vault.set_habits(&Habits { challenges_stay_away: true, ..Habits::default() }).unwrap();
    assert_eq!(shown(), ["starred", "long ago", "longer ago"]);
}

#[test]
fn a_leap_day_is_remembered_on_the_day_before_where_there_is_none() {
    for (now, shown) in [
        ("2025-02-28T18:00:00Z", vec!["leap day"]),
        ("2025-03-01T18:00:00Z", vec![]),
        ("2028-02-28T18:00:00Z", vec![]),
        ("2028-02-29T18:00:00Z", vec!["leap day"]),
    ] {
        let vault = Vault::in_memory(Arc::new(Still::at(now).unwrap())).unwrap();
        let mut content = entry(&vault, "leap day");
        content.on = "2024-02-29".parse().unwrap();
        vault.add(&content).unwrap();
        let words: Vec<_> = vault.today_view().unwrap().on_this_day.into_iter().map(|memory| memory.words).collect();
        assert_eq!(words, shown, "{now}");
    }
}

#[test]
fn workdays_are_ones_own_and_none_before_the_first_entry_counts() {
    let (vault, _) = journal();
    let month = |vault: &Vault| {
        let today = vault.today_view().unwrap();
        (today.workdays_written, today.workdays)
    };
    let today = vault.today();
    let last = calendar::month_of(today).unwrap().1 - TimeDelta::days(1);
    let left = today.iter_days().take_while(|day| *day <= last).filter(|day| Habits::default().works_on(*day)).count();
    assert_eq!(month(&vault), (0, u32::try_from(left).unwrap()), "nobody has missed what was before the journal");
    let mut content = entry(&vault, "the first");
    content.on = today.with_day(1).unwrap() - TimeDelta::days(40);
    vault.add(&content).unwrap();
    let of = |habits: Habits| {
        let first = today.with_day(1).unwrap();
        let all = first.iter_days().take_while(|day| *day <= last).filter(|day| habits.works_on(*day)).count();
        vault.set_habits(&habits).unwrap();
        assert_eq!(month(&vault), (0, u32::try_from(all).unwrap()));
    };
    of(Habits::default());
    of(Habits { workdays: [false, true, true, true, false, false, true], ..Habits::default() });
    let none = Habits { workdays: [false; 7], ..Habits::default() };
    assert!(matches!(vault.set_habits(&none), Err(Error::Invalid { field: "workdays", .. })));
}

#[test]
fn somebody_who_was_away_for_a_week_is_welcomed_until_something_is_written() {
    let (vault, world) = journal();
    let welcomed = |vault: &Vault| vault.today_view().unwrap().welcome_back;
    assert!(!welcomed(&vault), "a new journal has nobody to come back to it");
    vault.add(&entry(&vault, "before")).unwrap();
    world.pass(TimeDelta::days(6));
    assert!(!welcomed(&vault));
    world.pass(TimeDelta::days(1));
    assert!(welcomed(&vault));
    vault.add(&entry(&vault, "three things")).unwrap();
    assert!(!welcomed(&vault));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Whatever is done in whatever order: every word that was ever saved stands in some version,
    /// and the newest version is the entry.
    #[test]
    fn no_saved_word_is_ever_lost(edits in proptest::collection::vec(("[a-d ]{1,6}", 0usize..12, any::<bool>()), 1..20)) {
        let (vault, _) = journal();
        let id = vault.add(&entry(&vault, "start")).unwrap().id;
        let mut saved = vec!["start".to_owned()];
        for (piece, at, replace) in edits {
            let mut body = saved.last().unwrap().clone();
            let at = at.min(body.len());
            if replace { body.truncate(at); body.push_str(&piece); } else { body.insert_str(at, &piece); }
            if vault.edit(id, &entry(&vault, &body), Sitting::Continues).is_ok() {
                saved.push(body);
            }
        }
        let versions: Vec<String> = vault.history(id).unwrap().into_iter().map(|version| version.content.body).collect();
        prop_assert_eq!(&versions[0], saved.last().unwrap());
        prop_assert_eq!(&vault.entry(id).unwrap().content.body, saved.last().unwrap());
        for body in &saved {
            let kept = versions.iter().any(|version| {
                let mut rest = version.chars();
                body.chars().all(|one| rest.any(|other| other == one))
            });
            prop_assert!(kept, "{body:?} is in no version of {versions:?}");
        }
    }

    /// The rows around an entry are what its newest version says, in any order of edits.
    #[test]
    fn tags_people_and_competencies_follow_the_newest_version(
        edits in proptest::collection::vec((proptest::sample::subsequence(vec!["a", "b", "c"], 0..=3),
                                            proptest::sample::subsequence(vec!["Ann", "Bo"], 0..=2),
                                            proptest::sample::subsequence(vec!["strategy", "metrics"], 0..=2),
                                            proptest::option::of(1u8..=4)), 1..10)) {
        let (vault, _) = journal();
        let mut id: Option<EntryId> = None;
        for (tags, people, keys, level) in edits {
            let mut content = entry(&vault, "text");
            content.tags = tags.into_iter().map(str::to_owned).collect();
            content.people = people.into_iter().map(str::to_owned).collect();
            content.competencies = keys.into_iter().map(|key| Tagged { key: key.to_owned(), level }).collect();
            match id {
                None => id = Some(vault.add(&content).unwrap().id),
                Some(id) => { vault.edit(id, &content, Sitting::Ends).unwrap(); }
            }
            prop_assert_eq!(&vault.entry(id.unwrap()).unwrap().content, &content);
        }
    }
}

#[test]
fn a_vault_on_disk_is_opened_again_as_it_was_left_and_by_one_writer_only() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vault");
    let world: Arc<dyn World> = Arc::new(Still::at("2026-11-23T09:41:00+00:00").unwrap());
    let vault = Vault::create(&path, world.clone()).unwrap();
    let id = vault.add(&entry(&vault, "MARKER on disk")).unwrap().id;
    assert!(matches!(Vault::open(&path, world.clone()), Err(Error::InUse)));
    let reading = Vault::open_read_only(&path, world.clone()).unwrap();
    assert_eq!(reading.entry(id).unwrap().content.body, "MARKER on disk", "reading goes on beside the writer");
    assert!(matches!(reading.trash(id), Err(Error::ReadOnly)));
    for file in std::fs::read_dir(&path).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap_or_default();
        assert!(!bytes.windows(6).any(|six| six == b"MARKER"), "no word in clear, in the log neither");
    }
    drop((vault, reading));
    let again = Vault::open(&path, world.clone()).unwrap();
    assert_eq!(again.entry(id).unwrap().content.body, "MARKER on disk");
    assert!(matches!(Vault::create(&path, world), Err(Error::Exists(_))));
}

#[test]
fn what_is_no_vault_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let world: Arc<dyn World> = Arc::new(Still::at("2026-11-23T09:41:00+00:00").unwrap());
    assert!(matches!(Vault::open(folder.path(), world.clone()), Err(Error::NoVault(_))));
    std::fs::write(folder.path().join("letter.txt"), "mine").unwrap();
    assert!(matches!(Vault::create(folder.path(), world), Err(Error::Occupied(_))));
    assert_eq!(std::fs::read(folder.path().join("letter.txt")).unwrap(), b"mine");
}

#[test]
fn a_database_from_the_future_is_refused_to_the_byte() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vault");
    let world: Arc<dyn World> = Arc::new(Still::at("2026-11-23T09:41:00+00:00").unwrap());
    let vault = Vault::create(&path, world.clone()).unwrap();
    vault
        .write(|write| {
            write.pragma_update(None, "user_version", 99)?;
            Ok(())
        })
        .unwrap();
    drop(vault);
    let before = std::fs::read(path.join("journal.db")).unwrap();
    assert!(matches!(Vault::open(&path, world.clone()), Err(Error::Newer { found: 99, .. })));
    assert!(matches!(Vault::open_read_only(&path, world), Err(Error::Newer { found: 99, .. })));
    assert!(std::fs::read(path.join("journal.db")).unwrap() == before, "not a byte has changed");
}
