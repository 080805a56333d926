use std::thread;
use std::time::Duration;

use super::index::{Message, Owed};
use super::*;
use crate::competency;
use crate::journal::{NewEntry, Sitting, insert};

/// Adds many entries in one transaction, as an import does.
fn import(vault: &Vault, bodies: impl Iterator<Item = String>) {
    vault
        .write(|write| {
            let keys = competency::keys(write)?;
            for body in bodies {
                let content = content("2026-01-01", &body);
                let new = NewEntry::of(&content);
                insert(write, &keys, &new)?;
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn the_first_search_fills_the_index() {
    let vault = vault();
    add(&vault, &content("2026-11-20", "before anybody searched"));
    assert_eq!(vault.index_state(), IndexState::Filling { done: 0, total: 0 });
    assert_eq!(vault.search(&ask("anybody")).unwrap().total, 1);
    assert_eq!(vault.index_state(), IndexState::Ready);
}

#[test]
fn what_comes_in_masses_is_read_again_rather_than_kept() {
    let vault = vault();
    vault.fill_index().unwrap();
    import(&vault, (0..700).map(|number| format!("imported number{number}")));
    assert_ne!(vault.index_state(), IndexState::Ready);
    assert_eq!(vault.search(&ask("imported")).unwrap().total, 700);
    assert_eq!(found(&vault, "number650").len(), 1);
    assert_eq!(vault.compare_index().unwrap(), (700, 0));
}

#[test]
fn nothing_older_overwrites_what_is_saved_while_the_index_fills() {
    let vault = vault();
    import(&vault, (0..3000).map(|number| format!("first number{number}")));
    let ids: Vec<EntryId> = vault
        .read(|database| {
            Ok(database
                .prepare("SELECT id FROM entry ORDER BY seq")?
                .query_map([], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?)
        })
        .unwrap();
    thread::scope(|scope| {
        let filling = scope.spawn(|| vault.fill_index());
        for (number, id) in ids.iter().enumerate().step_by(37) {
            vault.edit(*id, &content("2026-01-01", &format!("second number{number}")), Sitting::Ends).unwrap();
            if number % 2 == 0 {
                vault.trash(*id).unwrap();
            }
        }
        filling.join().unwrap().unwrap();
    });
    let (held, differing) = vault.compare_index().unwrap();
    assert_eq!((held, differing), (3000 - 41, 0));
    assert_eq!(answer(&vault, "second").total, 41);
}

#[test]
fn a_fill_that_pauses_loses_nothing() {
    let vault = vault();
    import(&vault, (0..300).map(|number| format!("first number{number}")));
    vault.fill_index().unwrap();
    import(&vault, (0..300).map(|number| format!("second number{number}")));
    let index = vault.index();
    let Owed::These(seqs) = index.take_owed() else { panic!("the first fill is over") };
    let seqs: Vec<i64> = seqs.into_iter().collect();
    index.send(Message::FillBegins);
    index.send(Message::Fill(vault.read(|database| record::read(database, &seqs)).unwrap()));
    // Longer than the thread of the index waits before it puts things away.
    thread::sleep(Duration::from_secs(1));
    let last = index.send(Message::FillEnds);
    index.wait_found(last).unwrap();
    assert_eq!(answer(&vault, "second").total, 300);
    assert_eq!(vault.compare_index().unwrap(), (600, 0));
}

#[test]
fn what_is_saved_while_the_index_rests_is_found() {
    let vault = vault();
    import(&vault, (0..600).map(|number| format!("imported number{number}")));
    vault.settle_index().unwrap();
    // Saves before, between and after the times at which it rests, beside a fill in the middle.
    for pause in [0, 700, 100, 600, 0, 900, 1600] {
        thread::sleep(Duration::from_millis(pause));
        add(&vault, &content("2026-11-20", "saved"));
        if pause == 100 {
            import(&vault, (0..300).map(|number| format!("imported later{number}")));
        }
    }
    vault.settle_index().unwrap();
    assert_eq!(found(&vault, "saved").len(), 7);
    assert_eq!(vault.compare_index().unwrap(), (907, 0));
}

#[test]
fn a_fill_is_over_when_it_is_known_that_it_is_being_put_together() {
    let mut joined = 0;
    for _ in 0..30 {
        let vault = vault();
        import(&vault, (0..700).map(|number| format!("imported number{number}")));
        vault.fill_index().unwrap();
        // Who keeps a copy waits for that, and else would keep the parts.
        let is_joining = vault.index().progress().joining;
        let segments = vault.index().searcher().unwrap().segment_readers().len();
        assert!(is_joining || segments == 1, "{segments} segments are left side by side");
        joined += usize::from(segments > 1);
    }
    assert!(joined > 0, "no fill made more than one segment");
}

#[test]
fn a_fill_of_nothing_ends_as_any_other() {
    let vault = vault();
    vault.fill_index().unwrap();
    for number in 0..40 {
        add(&vault, &content("2026-11-20", &format!("saved number{number}")));
        vault.settle_index().unwrap();
    }
    let segments = vault.index().searcher().unwrap().segment_readers().len();
    assert!(segments < 30, "{segments} segments are left side by side");
}

#[test]
fn what_is_erased_is_found_no_more() {
    let vault = vault();
    vault.fill_index().unwrap();
    let id = add(&vault, &content("2026-11-20", "to be forgotten"));
    assert_eq!(found(&vault, "forgotten"), [id]);
    vault.trash(id).unwrap();
    vault.empty_trash().unwrap();
    assert!(found(&vault, "forgotten").is_empty());
    assert_eq!(vault.compare_index().unwrap(), (0, 0));
}

#[test]
fn an_entry_saved_over_and_over_is_there_once() {
    let vault = vault();
    vault.fill_index().unwrap();
    let id = add(&vault, &content("2026-11-20", "draft"));
    for number in 0..60 {
        vault.edit(id, &content("2026-11-20", &format!("draft number{number}")), Sitting::Continues).unwrap();
        if number % 7 == 0 {
            assert_eq!(found(&vault, "draft"), [id]);
        }
    }
    assert_eq!(found(&vault, "number59"), [id]);
    assert!(found(&vault, "number58").is_empty());
    assert_eq!(vault.compare_index().unwrap(), (1, 0));
}

#[test]
fn a_difference_from_the_database_is_noticed() {
    let vault = vault();
    let id = add(&vault, &content("2026-11-20", "as it was"));
    add(&vault, &content("2026-11-20", "another"));
    vault.settle_index().unwrap();
    // Behind the back of the index.
    vault.write(|write| Ok(write.execute("UPDATE entry SET body = 'otherwise' WHERE id = ?1", [id])?)).unwrap();
    assert_eq!(vault.compare_index().unwrap(), (2, 1));
}

#[test]
fn a_vault_can_be_dropped_at_any_moment() {
    for entries in [0, 3, 600] {
        let vault = vault();
        import(&vault, (0..entries).map(|number| format!("number{number}")));
        if entries > 0 {
            vault.fill_index().unwrap();
        }
        for number in 0..20 {
            add(&vault, &content("2026-11-20", &format!("late{number}")));
        }
        drop(vault);
    }
}
