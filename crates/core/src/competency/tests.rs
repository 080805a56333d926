//! Frameworks side by side, in a vault.

use proptest::prelude::*;

use super::*;
use crate::growth::fixture::{add, empty, entry};
use crate::growth::{NewAssessment, NewFocus, Period, Voice};
use crate::journal::{Content, Kind, Sitting, Tagged};
use crate::search::{ListRequest, SearchRequest};
use crate::vault::Profile;
use crate::{Error, Vault};

const HANDBOOK: &str = include_str!("../../../../tests/fixtures/ladders/handbook.md");
const SECTIONS: &str = include_str!("../../../../tests/fixtures/ladders/sections.csv");

fn named(name: &str) -> Choices {
    Choices { name: name.to_owned(), ..Choices::default() }
}

fn import(vault: &Vault, text: &str, name: &str) -> Imported {
    vault.import_ladder(text, &named(name)).unwrap()
}

fn year() -> Period {
    Period { from: "2026-01-01".parse().unwrap(), to: "2026-11-23".parse().unwrap() }
}

/// How a competency stands: its level, entries and situations.
fn stands(vault: &Vault, key: &str) -> (u8, u32, u32) {
    let growth = vault.growth(year()).unwrap();
    let standing = growth.competencies.iter().find(|standing| standing.key == key).unwrap();
    (standing.level, standing.entries, standing.situations)
}

fn found(vault: &Vault, query: &str) -> u32 {
    vault.settle_index().unwrap();
    let total = vault.search(&SearchRequest::of(query, 10)).unwrap().total;
    let listing = vault.list(&ListRequest { query: query.to_owned(), limit: 10, before: None }).unwrap();
    assert_eq!(listing.total, total, "the database and the index agree on {query}");
    total
}

fn tagged(keys: &[&str]) -> Content {
    entry(Kind::Win, "2026-10-05", "A thing was done", "", keys)
}

fn to(pairs: &[(&str, &str)]) -> Vec<(String, Option<String>)> {
    pairs.iter().map(|(from, to)| ((*from).to_owned(), Some((*to).to_owned()))).collect()
}

#[test]
fn a_company_ladder_stands_beside_the_default_one() {
    let vault = empty();
    let imported = import(&vault, HANDBOOK, "Tern");
    assert_eq!((imported.key.as_str(), imported.version, &imported.arrival), ("tern", 1, &Arrival::New));
    let keys: Vec<String> =
        vault.framework_named("tern").unwrap().competencies.into_iter().map(|one| one.key).collect();
    assert_eq!(keys, ["tern-strategy", "tern-stakeholders", "analytics", "people"], "taken keys are told apart");
    assert_eq!(vault.framework().unwrap().key, "pm-to-leader", "importing takes nothing into use");
    vault.use_framework("tern").unwrap();
    let framework = vault.framework().unwrap();
    assert_eq!((framework.key.as_str(), framework.levels.len(), framework.ladder.len()), ("tern", 3, 3));
    let shelf: Vec<_> = vault.frameworks().unwrap().into_iter().map(|one| (one.framework.key, one.in_use)).collect();
    assert_eq!(shelf, [("tern".to_owned(), true), ("pm-to-leader".to_owned(), false)]);
    assert!(matches!(vault.use_framework("none"), Err(Error::NotFound { .. })));
}

#[test]
fn a_preview_stores_nothing() {
    let vault = empty();
    let preview = vault.preview_ladder(HANDBOOK, &named("Tern")).unwrap();
    assert_eq!(preview.arrival, Arrival::New);
    assert!(preview.reading.notes.iter().any(|note| note.text.starts_with("2 keys are taken")));
    assert_eq!(vault.frameworks().unwrap().len(), 1);
}

#[test]
fn a_level_above_the_highest_of_its_framework_is_refused() {
    let vault = empty();
    import(&vault, HANDBOOK, "Tern");
    import(&vault, SECTIONS, "Harbour");
    for (key, highest) in [("strategy", 4), ("people", 3), ("discovery", 6)] {
        let with =
            |level| Content { competencies: vec![Tagged { key: key.to_owned(), level: Some(level) }], ..tagged(&[]) };
        vault.add(&with(highest)).unwrap();
        let error = vault.add(&with(highest + 1)).unwrap_err().to_string();
        assert_eq!(error, format!("level: of {key} is not between 1 and {highest}"));
    }
}

#[test]
fn evidence_of_another_framework_counts_once_its_counterpart_is_named() {
    let vault = empty();
    import(&vault, SECTIONS, "Harbour");
    add(&vault, &tagged(&["customer-insight:3"]));
    add(
        &vault,
        &entry(Kind::Win, "2026-10-20", "Both", "", &["customer-insight:2", "discovery:6", "harbour-delivery:3"]),
    );
    vault.use_framework("harbour").unwrap();
    assert_eq!(stands(&vault, "discovery"), (5, 1, 1), "one occasion counts for the level below");
    assert_eq!((found(&vault, "competency:discovery"), found(&vault, "competency:customer-insight")), (1, 2));
    assert_eq!(
        found(&vault, "level:4"),
        1,
        "level 3 of the old one reaches several teams, which is level 4 of this one"
    );

    vault.map_competencies(&to(&[("customer-insight", "discovery")]), "harbour").unwrap();
    assert_eq!(stands(&vault, "discovery"), (5, 2, 2), "the entry that has both counts once");
    assert_eq!((found(&vault, "competency:discovery"), found(&vault, "competency:discovery=4")), (2, 1));
    assert_eq!(found(&vault, "competency:discovery>=3"), 2);
    assert_eq!(stands(&vault, "harbour-delivery").1, 1, "its own evidence is unmoved");
    vault.settle_index().unwrap();
    let facets = vault.search(&SearchRequest::of("", 10)).unwrap().facets;
    let counts: Vec<_> = facets.competency.iter().map(|count| (count.value.as_str(), count.count)).collect();
    assert_eq!(counts, [("discovery", 2), ("harbour-delivery", 1)], "nothing is counted under two names");
    let behind = vault.evidence("discovery", year()).unwrap();
    assert_eq!(behind.entries.len(), 2);

    vault.use_framework("pm-to-leader").unwrap();
    assert_eq!(stands(&vault, "customer-insight"), (2, 2, 2), "the tags are as they were");
    assert_eq!(found(&vault, "competency:customer-insight"), 2);
    vault.use_framework("harbour").unwrap();
    vault.map_competencies(&[("customer-insight".to_owned(), None)], "harbour").unwrap();
    assert_eq!(stands(&vault, "discovery"), (5, 1, 1));
}

#[test]
fn what_was_said_planned_and_asked_in_one_framework_is_told_in_the_one_in_use() {
    let vault = empty();
    import(&vault, SECTIONS, "Harbour");
    let said = NewAssessment {
        competency: "customer-insight".to_owned(),
        voice: Voice::Own,
        person: None,
        level: 3,
        on: "2026-11-01".parse().unwrap(),
        note: String::new(),
    };
    vault.assess(&said).unwrap();
    vault.begin_focus(&NewFocus { competency: "customer-insight".to_owned(), ..NewFocus::default() }).unwrap();
    vault.use_framework("harbour").unwrap();
    let growth = || vault.growth(year()).unwrap();
    assert!(growth().assessments.is_empty(), "it counts for nothing yet");
    assert_eq!(growth().focus[0].name, "Customer insight", "a name and no key");
    assert!(vault.prompts(200).unwrap().iter().all(|one| one.competency.is_none()));

    vault.map_competencies(&to(&[("customer-insight", "discovery")]), "harbour").unwrap();
    let seen = growth().assessments.remove(0);
    assert_eq!((seen.key.as_str(), seen.own), ("discovery", Some(4)), "several teams are level 4 here");
    let focus = growth().focus.remove(0);
    assert_eq!((focus.key.as_str(), focus.name.as_str()), ("discovery", "Discovery"));
    assert!(vault.prompts(200).unwrap().iter().any(|one| one.competency.as_deref() == Some("discovery")));
    let there = add(&vault, &tagged(&["discovery:3"]));
    assert_eq!(vault.counts_for(there).unwrap().len(), 1, "what is tagged here delivers it");

    vault.use_framework("pm-to-leader").unwrap();
    assert_eq!((growth().assessments[0].own, growth().focus[0].key.as_str()), (Some(3), "customer-insight"));
}

#[test]
fn what_counts_for_a_focus_is_proposed_for_it_whatever_framework_it_is_tagged_in() {
    let vault = empty();
    import(&vault, SECTIONS, "Harbour");
    vault.use_framework("harbour").unwrap();
    vault.begin_focus(&NewFocus { competency: "discovery".to_owned(), ..NewFocus::default() }).unwrap();
    let here = entry(Kind::Win, "2026-11-23", "Both", "", &["customer-insight:2", "discovery:6"]);
    let there = entry(Kind::Win, "2026-11-23", "There", "", &["customer-insight:3"]);
    let (_, there) = (add(&vault, &here), add(&vault, &there));
    let proposed = || -> Vec<String> {
        vault.plan().unwrap().open.remove(0).proposed.into_iter().map(|line| line.title).collect()
    };
    assert_eq!((proposed(), vault.counts_for(there).unwrap().len()), (vec!["Both".to_owned()], 0));
    vault.map_competencies(&to(&[("customer-insight", "discovery")]), "harbour").unwrap();
    let both = vec!["There".to_owned(), "Both".to_owned()];
    assert_eq!((proposed(), vault.counts_for(there).unwrap().len()), (both, 1), "each once");
}

#[test]
fn a_portfolio_tells_evidence_of_another_framework_under_its_counterpart() {
    let vault = empty();
    import(&vault, SECTIONS, "Harbour");
    add(&vault, &tagged(&["customer-insight:3"]));
    add(&vault, &entry(Kind::Win, "2026-06-20", "Only there", "", &["network:2"]));
    vault.use_framework("harbour").unwrap();
    vault.map_competencies(&to(&[("customer-insight", "discovery")]), "harbour").unwrap();
    let brief = crate::portfolio::Brief::new(crate::portfolio::Preset::PromotionPacket, year());
    let portfolio = vault.compose(&brief).unwrap();
    assert_eq!(portfolio.levels.len(), 6);
    assert_eq!(portfolio.stories.len(), 1, "what counts for nothing here is no story");
    assert_eq!(portfolio.stories[0].competency.as_deref(), Some("Discovery"));
    assert!(portfolio.to_markdown().contains("Discovery: level 4, Lead PM."), "{}", portfolio.to_markdown());
    let row = portfolio.matrix.iter().find(|row| row.key == "discovery").unwrap();
    assert_eq!((row.entries, row.level), (1, 3));
    assert!(!portfolio.to_pages(&[]).unwrap().is_empty());
}

#[test]
fn counterparts_are_proposed_until_they_are_named() {
    let vault = empty();
    import(&vault, SECTIONS, "Harbour");
    add(&vault, &tagged(&["customer-insight:3"]));
    let mapping = vault.mapping("pm-to-leader", "harbour").unwrap();
    assert_eq!(mapping.pairs.len(), 12);
    let pair = |mapping: &Mapping, key: &str| mapping.pairs.iter().find(|pair| pair.key == key).unwrap().clone();
    let proposed = |mapping: &Mapping, key: &str| pair(mapping, key).proposal.map(|proposal| proposal.key);
    assert_eq!(proposed(&mapping, "team-building").as_deref(), Some("coaching"));
    assert_eq!(proposed(&mapping, "delivery").as_deref(), Some("harbour-delivery"));
    assert_eq!(pair(&mapping, "customer-insight").entries, 1);
    vault.map_competencies(&to(&[("customer-insight", "data")]), "harbour").unwrap();
    let mapping = vault.mapping("pm-to-leader", "harbour").unwrap();
    assert_eq!(pair(&mapping, "customer-insight").counts_for.as_deref(), Some("data"));
    assert_eq!(pair(&mapping, "customer-insight").proposal, None);
    let back = vault.mapping("harbour", "pm-to-leader").unwrap();
    assert_eq!(
        proposed(&back, "data").as_deref(),
        Some("customer-insight"),
        "what counts one way is proposed the other"
    );
    for (pairs, into) in [
        (to(&[("customer-insight", "nothing")]), "harbour"),
        (to(&[("customer-insight", "strategy")]), "harbour"),
        (to(&[("data", "discovery")]), "harbour"),
        (to(&[("customer-insight", "data")]), "nowhere"),
    ] {
        assert!(vault.map_competencies(&pairs, into).is_err(), "{pairs:?}");
    }
    assert_eq!(vault.mapping("pm-to-leader", "harbour").unwrap(), mapping, "nothing happens unless all of it can");
}

#[test]
fn a_new_version_keeps_evidence_and_what_was_expected_before() {
    let vault = empty();
    import(&vault, HANDBOOK, "Tern");
    let before = add(&vault, &tagged(&["people:2", "analytics:1"]));
    let changed =
        HANDBOOK.replace("Mentors one person.", "Mentors two people.").replace("| **Analytics** |", "| **Numbers** |");
    let preview = vault.preview_ladder(&changed, &named("Tern")).unwrap();
    let Arrival::Version { from: 1, changes } = preview.arrival else { panic!("{:?}", preview.arrival) };
    insta::assert_debug_snapshot!(changes, @r#"
    [
        Added {
            name: "Numbers",
        },
        Expected {
            name: "People",
            level: 2,
            level_name: "Senior Product Manager",
            before: "Mentors one person.",
            after: "Mentors two people.",
        },
        Retired {
            name: "Analytics",
        },
    ]
    "#);
    let imported = import(&vault, &changed, "Tern");
    assert_eq!(imported.version, 2);
    let after = add(&vault, &tagged(&["people:2"]));

    let then = vault.expected_when_tagged(before).unwrap();
    let said: Vec<_> = then.iter().map(|then| (then.key.as_str(), then.version, then.behaviour.as_str())).collect();
    assert_eq!(said, [("people", 1, "Mentors one person.")]);
    assert_eq!(vault.expected_when_tagged(after).unwrap(), []);
    let shelf = vault.frameworks().unwrap();
    let tern = shelf.iter().find(|one| one.framework.key == "tern").unwrap();
    assert_eq!(tern.retired.iter().map(|one| one.key.as_str()).collect::<Vec<_>>(), ["analytics"]);
    assert_eq!(vault.entry(before).unwrap().content.competencies.len(), 2, "the tag of what was retired stays");
    let mut content = vault.entry(before).unwrap().content;
    content.title = "Changed".to_owned();
    vault.edit(before, &content, Sitting::Ends).unwrap();

    vault.use_framework("tern").unwrap();
    assert!(vault.growth(year()).unwrap().competencies.iter().all(|one| one.key != "analytics"));
    vault.map_competencies(&to(&[("analytics", "numbers")]), "tern").unwrap();
    assert_eq!(stands(&vault, "numbers").1, 1, "what was retired can count for what came in its place");

    let versions = vault.framework_versions("tern").unwrap();
    assert_eq!(versions.iter().map(|one| one.version).collect::<Vec<_>>(), [2, 1]);
    assert!(versions[0].until.is_none() && versions[1].until == versions[0].since);
    assert_eq!(versions[0].changes, changes);
    assert_eq!(import(&vault, &changed, "Tern").arrival, Arrival::Same { version: 2 });
    assert_eq!(vault.framework_versions("tern").unwrap(), versions, "the same again is no version");

    // What comes back is what it was.
    import(&vault, HANDBOOK, "Tern");
    assert_eq!(stands(&vault, "analytics").1, 1);
}

#[test]
fn a_changed_default_framework_is_a_version_too() {
    let vault = empty();
    let id = add(&vault, &tagged(&["strategy:2"]));
    let text = vault.framework().unwrap().to_toml().unwrap();
    let changed = text.replace("two things it will not do", "three things it will not do");
    assert_ne!(text, changed);
    assert_eq!(import(&vault, &text, "").arrival, Arrival::Same { version: 1 });
    assert_eq!(import(&vault, &changed, "").version, 2);
    let then = vault.expected_when_tagged(id).unwrap();
    assert!(then[0].behaviour.contains("two things it will not do"));
    let versions = vault.framework_versions("pm-to-leader").unwrap();
    assert_eq!((versions.len(), versions[1].since), (2, None), "the first one was there from the beginning");
}

#[test]
fn another_number_of_levels_is_another_framework() {
    let vault = empty();
    import(&vault, HANDBOOK, "Tern");
    let preview = vault.preview_ladder(SECTIONS, &named("Tern")).unwrap();
    assert_eq!(preview.arrival, Arrival::OtherLevels { levels: 3 });
    let error = vault.import_ladder(SECTIONS, &named("Tern")).unwrap_err().to_string();
    assert!(error.contains("has 6 levels, and the one of this name that is here has 3"), "{error}");
    assert_eq!(vault.framework_versions("tern").unwrap().len(), 1);
}

#[test]
fn what_is_exported_and_brought_in_again_is_the_same() {
    let vault = empty();
    import(&vault, HANDBOOK, "Tern");
    let text = vault.framework_named("tern").unwrap().to_toml().unwrap();
    assert_eq!(import(&vault, &text, "").arrival, Arrival::Same { version: 1 });
    let other = empty();
    assert_eq!(import(&other, &text, "").arrival, Arrival::New);
    assert_eq!(other.framework_named("tern").unwrap(), vault.framework_named("tern").unwrap());
}

#[test]
fn a_framework_goes_only_when_nothing_holds_it_and_comes_back_whole() {
    let vault = empty();
    import(&vault, HANDBOOK, "Tern");
    let whole = vault.frameworks().unwrap();
    assert!(vault.remove_framework("pm-to-leader").is_err(), "it is in use");
    let id = vault.remove_framework("tern").unwrap();
    assert_eq!(vault.frameworks().unwrap().len(), 1);
    assert!(vault.add(&tagged(&["people:1"])).is_err());
    vault.restore_framework(id).unwrap();
    assert_eq!(vault.frameworks().unwrap(), whole);
    let tag = add(&vault, &tagged(&["people:1"]));
    assert!(vault.remove_framework("tern").unwrap_err().to_string().contains("1 entry is tagged"));
    vault.edit(tag, &tagged(&[]), Sitting::Ends).unwrap();
    let id = vault.remove_framework("tern").unwrap();
    import(&vault, HANDBOOK, "Tern");
    assert!(vault.restore_framework(id).is_err(), "another one has its keys by now");
    assert_eq!(vault.framework_versions("tern").unwrap().len(), 1, "which begins with no history");
}

#[test]
fn the_target_is_carried_over_to_the_framework_in_use() {
    let vault = empty();
    import(&vault, SECTIONS, "Harbour");
    let target = |vault: &Vault| vault.growth(year()).unwrap().competencies[0].target;
    let aim = |target: &str| vault.set_profile(&Profile { target: target.to_owned(), ..Profile::default() }).unwrap();
    aim("Group PM");
    assert_eq!(target(&vault), 3);
    vault.use_framework("harbour").unwrap();
    assert_eq!(target(&vault), 4, "a rung of the other framework reaches several teams");
    aim("Director");
    assert_eq!(target(&vault), 5, "a rung of both is that of the one in use");
    aim("");
    assert_eq!(target(&vault), 4, "leading begins at several teams");
}

#[test]
fn a_vault_put_together_from_its_records_has_its_frameworks() {
    let vault = empty();
    import(&vault, HANDBOOK, "Tern");
    import(&vault, &HANDBOOK.replace("Mentors one", "Mentors no"), "Tern");
    let whole = vault.framework_named("tern").unwrap();
    let fresh = empty();
    let records = vault.read(|database| {
        let mut select = database.prepare("SELECT id, sort, value FROM record")?;
        let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        Ok(rows.collect::<rusqlite::Result<Vec<(Vec<u8>, String, String)>>>()?)
    });
    fresh
        .write(|write| {
            for (id, sort, value) in records.unwrap() {
                write.execute(
                    "INSERT INTO record (id, sort, value, sample, device, stamp) VALUES (?1, ?2, ?3, 0, 1, 1)",
                    (id, sort, value),
                )?;
            }
            reinstall(write)
        })
        .unwrap();
    assert_eq!(fresh.framework_named("tern").unwrap(), whole);
    assert_eq!(fresh.framework_versions("tern").unwrap(), vault.framework_versions("tern").unwrap());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn mapping_never_changes_what_is_not_mapped(
        entries in proptest::collection::vec(
            (0u32..250, proptest::sample::subsequence(vec!["strategy:3", "metrics:1", "discovery:5", "delivery:2", "harbour-delivery:4", "data"], 1..4), any::<bool>()),
            1..12,
        ),
        pairs in proptest::sample::subsequence(vec![("strategy", "discovery"), ("metrics", "data"), ("delivery", "harbour-delivery")], 0..3),
    ) {
        let vault = empty();
        import(&vault, SECTIONS, "Harbour");
        vault.use_framework("harbour").unwrap();
        for (day, keys, on_project) in &entries {
            let on = year().from + chrono::TimeDelta::days(i64::from(*day));
            let mut content = Content { on, ..tagged(keys) };
            content.project = on_project.then(|| "Atlas".to_owned());
            add(&vault, &content);
        }
        let before = vault.growth(year()).unwrap();
        vault.map_competencies(&to(&pairs), "harbour").unwrap();
        let after = vault.growth(year()).unwrap();
        for (before, after) in before.competencies.iter().zip(&after.competencies) {
            if pairs.iter().all(|(_, to)| *to != after.key) {
                prop_assert_eq!(before, after);
            }
            let tagged = |key: &str| entries.iter().filter(|(_, keys, _)| keys.iter().any(|tag| tag.split(':').next() == Some(key))).count();
            let mapped = pairs.iter().find(|(_, to)| *to == after.key).map(|(from, _)| *from);
            let both = entries.iter().filter(|(_, keys, _)| {
                let has = |key: &str| keys.iter().any(|tag| tag.split(':').next() == Some(key));
                has(&after.key) || mapped.is_some_and(has)
            });
            prop_assert_eq!(after.entries as usize, both.count(), "each entry counts once for {}", after.key);
            prop_assert!(after.entries as usize >= tagged(&after.key));
        }
    }

    #[test]
    fn versions_keep_evidence(texts in proptest::collection::vec((0usize..3, "[A-Z][a-z]{3,8}"), 1..5), drop in proptest::collection::vec(any::<bool>(), 5)) {
        let vault = empty();
        import(&vault, HANDBOOK, "Tern");
        let id = add(&vault, &tagged(&["people:2", "analytics:1", "tern-strategy:3"]));
        let mut text = HANDBOOK.to_owned();
        for ((at, word), drop) in texts.iter().zip(drop) {
            let sentence = ["Mentors one person.", "Sets a direction that several teams decide by.", "Hires and coaches product managers."][*at];
            text = text.replace(sentence, &format!("{word} {sentence}"));
            if drop {
                text = text.lines().filter(|line| !line.starts_with("| **Analytics**")).collect::<Vec<_>>().join("\n");
            }
            import(&vault, &text, "Tern");
            let tags = vault.entry(id).unwrap().content.competencies;
            prop_assert_eq!(tags.len(), 3);
            for then in vault.expected_when_tagged(id).unwrap() {
                prop_assert!(HANDBOOK.contains(&then.behaviour), "{} was never expected of it", then.behaviour);
                prop_assert_eq!(then.version, 1);
            }
        }
    }
}
