//! Folders that are no vault, and vaults that are not well.

use crate::house::House;

#[test]
fn a_folder_that_is_no_vault_is_left_alone() {
    let house = House::empty();
    house.file("holiday.jpg", "a picture");
    let here = house.path().to_str().unwrap();
    for (arguments, code) in [(&["show", "0"][..], 1), (&["add", "x"], 1), (&["init"], 1), (&["check"], 1)] {
        let run = house.run(&[&["--vault", here], arguments].concat());
        assert_eq!(run.code, code, "{arguments:?}: {}", run.err);
        assert_eq!(run.err.lines().count(), 1);
    }
    assert_eq!(std::fs::read_dir(house.path()).unwrap().count(), 1, "nothing was left there");
}

#[test]
fn a_vault_is_made_once() {
    let house = House::empty();
    let made = house.json(&["init"]);
    assert_eq!(made["vault"], house.vault().to_str().unwrap());
    house.add(&["hello"]);
    let run = house.run(&["init", "--json"]);
    assert_eq!((run.code, run.error()["code"].as_str()), (1, Some("failed")));
    assert_eq!(house.counts(), (1, 1));
}

#[test]
fn reading_what_is_not_there_makes_nothing() {
    let house = House::empty();
    let run = house.run(&["trash", "--list", "--json"]);
    assert_eq!((run.code, run.error()["code"].as_str()), (1, Some("no_vault")));
    assert_eq!(std::fs::read_dir(house.path()).unwrap().count(), 0);
}

#[test]
fn a_garbled_header_and_a_garbled_database_end_with_code_five_untouched() {
    let house = House::with_vault();
    let id = house.add(&["hello"]);
    for name in ["vault.json", "journal.db"] {
        let path = house.vault().join(name);
        let genuine = std::fs::read(&path).unwrap();
        let mut garbled = genuine.clone();
        for byte in garbled.iter_mut().take(4096) {
            *byte ^= 0x55;
        }
        std::fs::write(&path, &garbled).unwrap();
        for arguments in [&["show", &id][..], &["add", "x"], &["check"]] {
            let run = house.run(arguments);
            assert_eq!(run.code, 5, "{name} {arguments:?}: {}", run.err);
            assert!(run.err.contains("damaged"), "{}", run.err);
        }
        assert_eq!(std::fs::read(&path).unwrap(), garbled, "{name} is as it was found");
        std::fs::write(&path, &genuine).unwrap();
        assert_eq!(house.json(&["show", &id])["body"], "hello");
    }
}

#[test]
fn a_changed_attachment_is_found_by_the_check() {
    let house = House::with_vault();
    let file = house.file("note.txt", "attached");
    house.add(&["hello", "--attach", file.to_str().unwrap()]);
    let sealed = std::fs::read_dir(house.vault().join("attachments")).unwrap().next().unwrap().unwrap().path();
    let mut bytes = std::fs::read(&sealed).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    std::fs::write(&sealed, bytes).unwrap();
    let run = house.run(&["check", "--json"]);
    assert_eq!(run.code, 5);
    let report: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(report["problems"].as_array().unwrap().len(), 1);
    assert_eq!(run.error()["code"], "damaged");
}

#[test]
fn what_can_be_read_of_a_damaged_vault_is_salvaged_into_a_new_one() {
    let house = House::with_vault();
    house.ok(&["sample"]);
    let id = house.add(&["Told Dana before the meeting."]);
    let before = house.counts();
    let path = house.vault().join("journal.db");
    let mut database = std::fs::read(&path).unwrap();
    let middle = database.len() / 2;
    for byte in &mut database[middle..middle + 100] {
        *byte ^= 0x55;
    }
    std::fs::write(&path, &database).unwrap();
    assert_eq!(house.run(&["check"]).code, 5);

    let run = house.run(&["salvage", "rescued", "--json"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("not locked"), "{}", run.err);
    let report: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let sum = ["entries_whole", "entries_unfiled", "entries_earlier"]
        .map(|one| report[one].as_u64().unwrap())
        .iter()
        .sum::<u64>();
    assert_eq!((report["pages_damaged"].as_u64(), report["entries_lost"].as_u64(), sum), (Some(1), Some(0), before.0));
    assert_eq!((report["proven"].as_bool(), report["locked"].as_bool()), (Some(true), Some(false)));
    assert_eq!(house.json(&["--vault", "rescued", "show", &id])["body"], "Told Dana before the meeting.");
    assert_eq!(house.json(&["--vault", "rescued", "check"])["entries"], before.0);
    assert_eq!(std::fs::read(&path).unwrap(), database, "the damaged one is as it was found");

    let again = house.run(&["salvage", "rescued"]);
    assert_eq!(again.code, 1, "it is there already: {}", again.err);
    let shown = house.ok(&["salvage", "shown"]);
    assert!(shown.contains("1 damaged") && shown.contains("given back whole"), "{shown}");
}

#[test]
fn a_salvage_that_finds_nothing_ends_with_code_five_and_makes_nothing() {
    let house = House::empty();
    assert_eq!(house.run(&["salvage", "rescued"]).code, 1, "there is no vault");
    house.ok(&["--quiet", "init"]);
    house.add(&["hello"]);
    for name in ["journal.db", "journal.db-wal"] {
        let path = house.vault().join(name);
        if path.exists() {
            std::fs::write(path, vec![7; 50_000]).unwrap();
        }
    }
    let run = house.run(&["salvage", "rescued", "--json"]);
    assert_eq!((run.code, run.error()["code"].as_str()), (5, Some("damaged")));
    assert!(!house.path().join("rescued").exists());
    assert_eq!(house.run(&["salvage"]).code, 2);
}

#[test]
fn a_vault_that_was_not_closed_says_when_it_was_saved_last() {
    let house = House::with_vault();
    house.add(&["Told Dana before the meeting."]);
    std::fs::write(house.vault().join("vault.lock"), "open").unwrap();
    let run = house.run(&["add", "And after it."]);
    assert!(run.code == 0 && run.err.contains("the last save that is here is of 20"), "{}", run.err);
    assert!(!house.run(&["add", "The day after."]).err.contains("last save"));
}
