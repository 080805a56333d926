//! What goes must be what came.

use std::collections::BTreeMap;
use std::sync::Arc;

use rusqlite::types::ValueRef;

use super::*;
use crate::growth::{NewFocus, Period};
use crate::journal::{Content, Kind, Link, LinkKind, Sitting};
use crate::lessons::{LessonReview, Recall, Verdict};
use crate::people::Person;
use crate::portfolio::{Brief, Expectation, Preset};
use crate::reading::ReadingItem;
use crate::record;
use crate::review::{Week, WeekPick, WeekReview};
use crate::world::Still;

fn vault() -> Vault {
    Vault::in_memory(Arc::new(Still::at("2026-11-24T09:41:00+00:00").unwrap())).unwrap()
}

fn own(vault: &Vault, body: &str) -> Content {
    Content { body: body.into(), ..Content::on(vault.today(), vault.world().zone()) }
}

/// Every row of every table, as text.
fn rows(vault: &Vault) -> BTreeMap<String, Vec<String>> {
    vault
        .read(|database| {
            let tables: Vec<String> = database
                .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")?
                .query_map([], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            let mut all = BTreeMap::new();
            for table in tables {
                let mut select = database.prepare(&format!("SELECT * FROM \"{table}\""))?;
                let columns = select.column_count();
                let mut found = select.query([])?;
                let mut rows = Vec::new();
                while let Some(row) = found.next()? {
                    let cells: Vec<String> = (0..columns).map(|at| show(row.get_ref(at).unwrap())).collect();
                    rows.push(cells.join("|"));
                }
                all.insert(table, rows);
            }
            // Time goes on; it is no trace.
            all.remove("clock");
            Ok(all)
        })
        .unwrap()
}

fn show(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => "null".into(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
        ValueRef::Blob(bytes) => crate::vault::key::to_hex(bytes),
    }
}

#[test]
fn removing_it_leaves_an_empty_vault_as_it_was() {
    let vault = vault();
    let before = rows(&vault);
    let added = vault.add_sample().unwrap();
    assert!(vault.has_sample().unwrap());
    assert!(added.entries > 0 && added.people > 0);
    assert!(!vault.profile().unwrap().name.is_empty());
    let removed = vault.remove_sample().unwrap();
    assert_eq!(removed, added);
    assert!(!vault.has_sample().unwrap());
    assert_eq!(rows(&vault), before, "no row is left and none was changed");
}

#[test]
fn the_users_own_entries_people_and_words_stay_to_the_byte() {
    let vault = vault();
    let story = story::Story::told_on(vault.today(), "Etc/UTC").unwrap();
    let shared = story.people[0].name.clone();
    let tag = story.scenes.iter().find_map(|scene| scene.content.tags.first()).unwrap().clone();
    vault
        .describe_person(&Person {
            name: shared.clone(),
            relation: None,
            alias: "mine".into(),
            note: "whom I know myself".into(),
        })
        .unwrap();
    let mut content = own(&vault, "my own words");
    content.tags = vec![tag];
    content.people = vec![shared, "Somebody Else".into()];
    vault.add(&content).unwrap();
    vault.set_profile(&Profile { name: "My Own Name".into(), ..Profile::default() }).unwrap();
    let before = rows(&vault);
    vault.add_sample().unwrap();
    assert_eq!(vault.profile().unwrap().name, "My Own Name");
    vault.remove_sample().unwrap();
    assert_eq!(rows(&vault), before);
}

#[test]
fn what_was_done_to_the_sample_goes_with_it_and_what_points_at_it_stays_without_the_pointer() {
    let vault = vault();
    vault.add_sample().unwrap();
    let (theirs, person): (crate::id::EntryId, String) = vault
        .read(|database| {
            Ok(database.query_row(
                "SELECT entry.id, person.name FROM entry JOIN entry_person ON entry_person.entry = entry.seq
                 JOIN person ON person.seq = entry_person.person LIMIT 1",
                [],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?)
        })
        .unwrap();
    let mut edited = vault.entry(theirs).unwrap().content;
    edited.body.push_str("\nWith a line of mine.");
    edited.tags.push("added-to-the-sample".into());
    vault.edit(theirs, &edited, Sitting::Ends).unwrap();
    vault.trash(theirs).unwrap();
    let mut content = own(&vault, "my own, after theirs");
    content.links = vec![Link { kind: LinkKind::About, to: theirs }];
    content.people = vec![person.clone()];
    let mine = vault.add(&content).unwrap().id;
    vault.remove_sample().unwrap();
    let left = vault.entry(mine).unwrap();
    assert_eq!(left.content.body, "my own, after theirs");
    assert_eq!(left.content.people, [person], "somebody I mention stays");
    assert!(left.content.links.is_empty());
    let tables = rows(&vault);
    assert_eq!((tables["entry"].len(), tables["revision"].len(), tables["person"].len()), (1, 1, 1));
    assert!(tables["tag"].is_empty() && tables["link"].is_empty() && tables["setting"].is_empty());
}

#[test]
fn the_plan_and_the_path_come_with_it_and_a_sponsor_of_the_users_own_plan_stays() {
    let vault = vault();
    vault.add_sample().unwrap();
    let plan = vault.plan().unwrap();
    let states: Vec<_> = plan.open.iter().chain(&plan.closed).map(|one| one.focus.state).collect();
    use crate::growth::FocusState::{Done, Dropped, Open};
    assert_eq!(states, [Open, Open, Done, Dropped]);
    assert!(plan.open.iter().all(|one| one.focus.sponsor.is_some()));
    let delivered = || plan.open.iter().flat_map(|one| one.delivered.iter().map(|line| (&one.focus.key, line)));
    assert!(delivered().count() > 0);
    for (key, line) in delivered() {
        let shown = vault.entry(line.id).unwrap().content.competencies;
        assert!(shown.iter().any(|tagged| tagged.key == *key), "“{}” shows nothing of {key}", line.title);
    }
    assert_eq!(plan.closed[0].delivered.len(), 6);
    let path = vault.path().unwrap();
    assert_eq!(path.role, path.posts.last().unwrap().value.rung, "what is held was taken last");
    assert!(path.milestones.iter().any(|one| one.value.reached.is_none()), "something is left to reach");
    let growth = vault.growth(Period::last_months(vault.today(), 18)).unwrap();
    assert_eq!(growth.assessments.len(), 8);
    assert!(growth.assessments.iter().all(|seen| seen.own.is_some()));
    let sponsor = plan.open[0].focus.sponsor.clone().unwrap();
    vault
        .begin_focus(&NewFocus { competency: "delivery".into(), sponsor: Some(sponsor.clone()), ..Default::default() })
        .unwrap();
    vault.remove_sample().unwrap();
    let left = vault.plan().unwrap();
    assert_eq!((left.open.len(), left.closed.len()), (1, 0));
    assert_eq!(left.open[0].focus.sponsor.as_deref(), Some(sponsor.as_str()));
    assert_eq!(rows(&vault)["person"].len(), 1);
    assert!(vault.path().unwrap().milestones.is_empty());
}

#[test]
fn what_is_told_beside_the_entries_fits_what_they_tell() {
    let vault = vault();
    vault.add_sample().unwrap();
    let today = vault.today();
    let growth = vault.growth(Period::last_months(today, 19)).unwrap();
    let (early, late) = growth.leverage.split_at(growth.leverage.len() / 2);
    let others = |months: &[crate::growth::Leverage]| {
        let sum = |count: fn(&crate::growth::Leverage) -> u32| f64::from(months.iter().map(count).sum::<u32>());
        (sum(|month| month.influenced) + sum(|month| month.enabled)) / sum(|month| month.did + month.decided).max(1.0)
    };
    assert!(others(late) > others(early), "{}", growth.course);
    for seen in &growth.assessments {
        assert!(seen.assessments.iter().all(|one| one.on <= today), "{}", seen.key);
    }
    let difference =
        |key: &str| growth.assessments.iter().find(|seen| seen.key == key).and_then(|seen| seen.difference);
    assert_eq!(difference("strategy"), Some(1), "the gap that she is kind about");
    assert_eq!(difference("collaboration"), Some(-1), "and what she does not see in herself");
}

#[test]
fn twice_is_refused_and_removing_what_is_not_there_too() {
    let vault = vault();
    assert!(vault.remove_sample().is_err());
    vault.add_sample().unwrap();
    let before = rows(&vault);
    assert!(vault.add_sample().is_err());
    assert_eq!(rows(&vault), before);
}

#[test]
fn a_name_given_after_the_sample_came_is_kept_when_it_goes() {
    let vault = vault();
    vault.add_sample().unwrap();
    let mine = Profile { name: "My Own Name".into(), ..Profile::default() };
    vault.set_profile(&mine).unwrap();
    vault.remove_sample().unwrap();
    assert_eq!(vault.profile().unwrap(), mine);
}

#[test]
fn its_entries_are_marked_dated_in_the_past_and_have_one_version_each() {
    let vault = vault();
    let added = vault.add_sample().unwrap();
    let now = vault.world().now().timestamp_millis();
    let (entries, versions, future): (u32, u32, u32) = vault
        .read(|database| {
            Ok(database.query_row(
                "SELECT (SELECT count(*) FROM entry WHERE source = 'sample'), (SELECT count(*) FROM revision),
                    (SELECT count(*) FROM entry WHERE created > ?1)",
                [now],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )?)
        })
        .unwrap();
    assert_eq!((entries, versions, future), (added.entries, added.entries, 0));
}

#[test]
fn its_readings_are_told_by_people_of_the_story_have_days_that_fit_and_lessons_that_say_the_same() {
    let vault = vault();
    vault.add_sample().unwrap();
    let list = vault.readings().unwrap();
    assert!((list.next.len(), list.now.len()) >= (2, 1) && list.done.len() >= 8);
    let mut lessons = 0;
    for line in list.next.iter().chain(&list.now).chain(&list.done).chain(&list.dropped) {
        let title = &line.item.title;
        assert!(line.recommended_by.is_some(), "{title}: by nobody");
        let days: Vec<_> = line.item.began.into_iter().chain(line.item.finished).collect();
        assert!(days.is_sorted() && days.iter().all(|day| *day <= vault.today()), "{title}: {days:?}");
        assert_eq!(line.item.lesson, line.lesson, "{title}: the lesson is there");
        let Some(lesson) = line.lesson else { continue };
        let entry = vault.entry(lesson).unwrap().content;
        assert_eq!(entry.facets.lesson.unwrap().sentence, line.item.takeaway, "{title}");
        assert!(line.item.finished.unwrap() <= entry.on, "{title}: learnt before it was read");
        lessons += 1;
    }
    assert_eq!(lessons, 3);
    assert_eq!(vault.check().unwrap().problems, [""; 0]);
}

#[test]
fn what_the_user_reads_and_whom_they_name_for_it_stays_when_the_sample_goes() {
    let vault = vault();
    vault.add_sample().unwrap();
    let leila = vault.find_person("Leila Haddad").unwrap();
    let mine = ReadingItem { title: "My own".into(), recommended_by: Some(leila), ..ReadingItem::default() };
    let id = vault.add_reading(&mine).unwrap();
    let (kept, gone) = (vault.find_person("Hana Sato").unwrap(), vault.find_person("Kofi Mensah").unwrap());
    vault.merge_people(kept, gone).unwrap();
    vault.remove_sample().unwrap();
    assert_eq!(vault.reading(id).unwrap().recommended_by.as_deref(), Some("Leila Haddad"));
    assert_eq!(vault.people().unwrap().len(), 1);
    let tables = rows(&vault);
    assert_eq!((tables["record"].len(), tables["person_name"].len()), (1, 0), "and nothing of the sample");
    assert_eq!(vault.check().unwrap().problems, [""; 0]);
}

#[test]
fn what_the_user_keeps_about_the_samples_entries_forgets_them_when_the_sample_goes() {
    let vault = vault();
    vault.add_sample().unwrap();
    let entry = |kind| {
        vault
            .read(|database| {
                let sql =
                    "SELECT entry.id FROM entry JOIN revision ON revision.entry = entry.seq WHERE kind = ?1 LIMIT 1";
                Ok(database.query_row(sql, [kind], |row| row.get::<_, crate::id::EntryId>(0))?)
            })
            .unwrap()
    };
    let focus = NewFocus { competency: "delivery".into(), ..NewFocus::default() };
    let focus = vault.begin_focus(&focus).unwrap();
    vault.link_to_focus(focus, entry("win")).unwrap();
    let mine = vault.add(&Content { kind: Kind::Lesson, ..own(&vault, "Say no early.") }).unwrap().id;
    let review = |applied_in| LessonReview { verdict: Verdict::Applied, words: "as I recall it".into(), applied_in };
    vault.review_lesson(entry("lesson"), &review(None)).unwrap();
    vault.review_lesson(mine, &review(Some(entry("decision")))).unwrap();
    let mut week = WeekReview::of(Week::of(vault.today()));
    week.win = Some(WeekPick { entry: Some(entry("win")), words: "We shipped.".into() });
    vault.keep_week_review(week.clone()).unwrap();
    vault.remove_sample().unwrap();
    assert_eq!(vault.check().unwrap().problems, [""; 0]);
    assert!(vault.plan().unwrap().open[0].delivered.is_empty());
    let recalls = vault.read(record::all::<Recall>).unwrap();
    assert_eq!(recalls.len(), 1, "what was recalled of a lesson goes with it");
    assert_eq!((recalls[0].value.lesson, recalls[0].value.applied_in), (mine, None));
    let kept = vault.week_review(week.week).unwrap().review.win.unwrap();
    assert_eq!((kept.entry, kept.words.as_str()), (None, "We shipped."), "words for the review stay");
}

#[test]
fn the_packet_is_told_in_its_authors_words_whatever_the_period() {
    let vault = vault();
    vault.add_sample().unwrap();
    let dossier = vault.dossier(Preset::PromotionPacket).unwrap();
    let titles: Vec<&str> =
        dossier.edits.iter().filter(|edit| edit.role.is_none()).map(|edit| edit.text.as_str()).collect();
    for months in [12, 18] {
        let brief = Brief::new(Preset::PromotionPacket, Period::last_months(vault.today(), months));
        let packet = vault.compose(&brief).unwrap();
        let told: Vec<&str> = packet.stories.iter().map(|story| story.title.as_str()).collect();
        assert_eq!(told, titles, "{months} months");
        for edit in dossier.edits.iter().filter(|edit| !edit.text.is_empty()) {
            let Some(role) = edit.role else { continue };
            let is_it = |named_after: u32| packet.references[named_after as usize - 1].id == edit.entry;
            let story = packet.stories.iter().find(|one| is_it(one.named_after)).map(|one| &one.parts);
            let setback = packet.setback.iter().find(|one| is_it(one.named_after)).map(|one| &one.parts);
            // Over a longer time another failure has taught more.
            let Some(parts) = story.or(setback) else { continue };
            let part = parts.iter().find(|part| part.role == role).unwrap();
            let lines = edit.text.lines().count();
            assert_eq!((edit.sources.len(), part.passages.len()), (lines, lines), "{}", edit.text);
            assert!(part.edited && edit.sources.iter().all(|sources| !sources.is_empty()), "{}", edit.text);
        }
        assert!(packet.stories.iter().all(|story| story.parts.iter().any(|part| part.edited)));
        assert!(packet.case_edited && packet.case.iter().all(|one| !one.refs.is_empty()));
        let setback = packet.setback.as_ref().unwrap();
        assert!(setback.parts.iter().any(|part| part.edited) || months == 18, "{}", setback.title);
        assert_eq!(packet.expectations.len(), 3);
        let blocking = vault.findings(&packet).unwrap().into_iter().filter(|finding| finding.blocks).count();
        assert_eq!(blocking, 0, "nothing that is private or may not be quoted is in it");
    }
}

#[test]
fn a_packet_that_the_user_has_begun_stays_theirs() {
    let vault = vault();
    let expected = Expectation { text: "Mine".into(), agreed: String::new() };
    vault
        .set_expectations(
            Preset::PromotionPacket,
            Period::last_months(vault.today(), 12),
            std::slice::from_ref(&expected),
        )
        .unwrap();
    vault.add_sample().unwrap();
    assert_eq!(vault.dossier(Preset::PromotionPacket).unwrap().expectations, std::slice::from_ref(&expected));
    vault.remove_sample().unwrap();
    assert_eq!(vault.dossier(Preset::PromotionPacket).unwrap().expectations, [expected]);
}
