mod log;
mod over;
mod page;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::page::PAGE;
use super::*;
use crate::growth::Period;
use crate::id::EntryId;
use crate::journal::{Composition, Content, Sitting, Tagged};
use crate::people::Person;
use crate::portfolio::{Brief, Format, Preset, RedactionProfile};
use crate::vault::{Cost, Profile};
use crate::world::Still;

/// A place for a vault, for what is done to it, and for what is made of that.
struct Yard(tempfile::TempDir);

impl Yard {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn vault(&self) -> PathBuf {
        self.0.path().join("vault")
    }

    fn database(&self) -> PathBuf {
        self.vault().join(DATABASE)
    }

    fn log(&self) -> PathBuf {
        self.vault().join("journal.db-wal")
    }

    /// Into memory, which is quicker than into a folder.
    fn try_quickly(&self) -> Result<(SalvageReport, Vault)> {
        let vault = Vault::in_memory(world()).unwrap();
        Ok((Wreck::read(&self.vault(), None)?.give_to(&vault)?, vault))
    }

    fn salvage_quickly(&self) -> (SalvageReport, Vault) {
        self.try_quickly().unwrap()
    }

    fn salvage(&self) -> (SalvageReport, Vault) {
        let into = self.0.path().join("into");
        let _ = fs::remove_dir_all(&into);
        let report = salvage(&self.vault(), None, &into, world()).unwrap();
        (report, Vault::open(into, world()).unwrap())
    }
}

fn world() -> Arc<dyn World> {
    Arc::new(Still::at("2026-11-23T09:41:00+00:00").unwrap())
}

fn content(body: &str) -> Content {
    Content { body: body.into(), ..Content::on("2026-11-20".parse().unwrap(), "Etc/UTC") }
}

/// A few hundred bytes, or some twenty thousand, no two alike.
fn body(number: usize) -> String {
    let times = if number % 12 == 5 { 2000 + number } else { number * number % 100 };
    format!("entry {number} ").repeat(1 + times)
}

/// A closed vault with `count` entries of any length. Every third one was changed once.
fn begun(yard: &Yard, count: usize) -> Vec<String> {
    let vault = Vault::create(yard.vault(), world()).unwrap();
    fill(&vault, count)
}

/// The same, locked.
fn locked(yard: &Yard, count: usize) -> (Vec<String>, Secret) {
    let expected = begun(yard, count);
    let passphrase = Secret::new("correct horse");
    Vault::open(yard.vault(), world()).unwrap().set_passphrase(&passphrase, Cost::LEAST).unwrap();
    (expected, passphrase)
}

fn fill(vault: &Vault, count: usize) -> Vec<String> {
    let add = |number| {
        let mut content = content(&body(number));
        content.tags = vec![format!("tag {}", number % 7)];
        let id = vault.add(&content).unwrap().id;
        if number % 3 == 0 {
            content.body.insert_str(0, "changed ");
            content.body.pop();
            vault.edit(id, &content, Sitting::Ends).unwrap();
        }
        content.body
    };
    sorted((0..count).map(add).collect())
}

fn sorted(mut bodies: Vec<String>) -> Vec<String> {
    bodies.sort();
    bodies
}

fn ids(vault: &Vault) -> Vec<EntryId> {
    let select = |database: &rusqlite::Connection| {
        Ok(database
            .prepare("SELECT id FROM entry WHERE erased IS NULL ORDER BY id")?
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?)
    };
    vault.read(select).unwrap()
}

fn bodies(vault: &Vault) -> Vec<String> {
    sorted(ids(vault).into_iter().map(|id| vault.entry(id).unwrap().content.body).collect())
}

fn flip(path: &Path, at: usize) {
    let mut bytes = fs::read(path).unwrap();
    bytes[at] ^= 0x10;
    fs::write(path, bytes).unwrap();
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for file in fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        let to = to.join(file.file_name());
        if file.path().is_dir() { copy(&file.path(), &to) } else { fs::copy(file.path(), to).map(drop).unwrap() }
    }
}

#[test]
fn what_is_not_damaged_comes_back_as_it_was() {
    let yard = Yard::new();
    let vault = Vault::create(yard.vault(), world()).unwrap();
    vault.add_sample().unwrap();
    vault.set_profile(&Profile { name: "Vasco".into(), ..Profile::default() }).unwrap();
    fill(&vault, 7);
    let own = vault.add(&content("with a file")).unwrap().id;
    let file = yard.0.path().join("note.txt");
    fs::write(&file, vec![b'x'; 200_000]).unwrap();
    let kept = vault.attach(own, &file).unwrap();
    let thrown = vault.add(&content("thrown away")).unwrap().id;
    vault.trash(thrown).unwrap();
    vault.compose_today(&Composition { entry: Some(own), text: "under way".into() }).unwrap();
    let before: Vec<_> = ids(&vault).into_iter().map(|id| vault.entry(id).unwrap()).collect();
    let versions = |vault: &Vault, id| -> Vec<_> {
        vault.history(id).unwrap().into_iter().map(|version| (version.made, version.content)).collect()
    };
    let history: Vec<_> = before.iter().map(|entry| versions(&vault, entry.id)).collect();
    let (people, profile) = (vault.people().unwrap(), vault.profile().unwrap());
    drop(vault);

    let (report, new) = yard.salvage();
    let after: Vec<_> = ids(&new).into_iter().map(|id| new.entry(id).unwrap()).collect();
    assert_eq!(after, before);
    assert_eq!(after.iter().map(|entry| versions(&new, entry.id)).collect::<Vec<_>>(), history);
    assert_eq!((new.people().unwrap(), new.profile().unwrap()), (people, profile));
    assert_eq!(new.composing_today().unwrap().text, "under way");
    let mut back = Vec::new();
    new.read_attachment(kept.id, &mut back).unwrap();
    assert_eq!(back, vec![b'x'; 200_000]);
    new.fill_index().unwrap();
    assert_eq!(new.check().unwrap().problems, Vec::<String>::new());
    let count = u32::try_from(before.len()).unwrap();
    assert_eq!((report.entries_whole, report.entries(), report.entries_lost), (count, count, 0));
    assert_eq!((report.attachments, report.attachments_lost, report.pages_damaged), (1, 0, 0));
    assert_eq!(report.versions as usize, history.iter().map(Vec::len).sum::<usize>());
    assert!(report.proven && !report.log_cut && report.people > 0 && report.competencies_dropped == 0);
    assert!(new.has_sample().unwrap());
    new.remove_sample().unwrap();
    assert_eq!(ids(&new).len(), 9);
}

#[test]
fn refused_suggestions_and_kept_exports_come_back() {
    let yard = Yard::new();
    let vault = Vault::create(yard.vault(), world()).unwrap();
    let mut told = content("I decided which of two bets the company makes.");
    told.competencies = vec![Tagged { key: "stakeholders".into(), level: Some(2) }];
    let id = vault.add(&told).unwrap().id;
    vault.refuse(id, "strategy").unwrap();
    let period = Period { from: told.on, to: told.on };
    let brief = Brief { select: vec![id], ..Brief::new(Preset::SelfReview, period) };
    let export = vault.export_portfolio(&brief, Format::Pdf, RedactionProfile::Own).unwrap();
    vault.keep_export(&export).unwrap();
    drop(vault);
    let (report, new) = yard.salvage();
    assert_eq!((report.records, report.exports_lost), (1, 0));
    let kept = new.kept_exports().unwrap();
    assert_eq!(new.kept_file(kept[0].id).unwrap(), export.bytes);
    let refused = |vault: &Vault| -> Vec<String> {
        let sql = "SELECT key FROM refusal JOIN competency ON competency.seq = competency";
        vault
            .read(|database| {
                Ok(database.prepare(sql)?.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
            })
            .unwrap()
    };
    assert_eq!(refused(&new), ["strategy"]);
}

#[test]
fn a_kept_export_whose_file_is_lost_is_told_and_not_given_back() {
    let yard = Yard::new();
    let vault = Vault::create(yard.vault(), world()).unwrap();
    let id = vault.add(&content("what it was made of")).unwrap().id;
    let day = vault.entry(id).unwrap().content.on;
    let brief = Brief { select: vec![id], ..Brief::new(Preset::SelfReview, Period { from: day, to: day }) };
    vault.keep_export(&vault.export_portfolio(&brief, Format::Pdf, RedactionProfile::Own).unwrap()).unwrap();
    vault.write(|write| Ok(write.execute("UPDATE kept_file SET bytes = x'00' WHERE seq = 1", [])?)).unwrap();
    drop(vault);
    let (report, new) = yard.salvage();
    assert_eq!((report.entries_whole, report.records, report.exports_lost), (1, 0, 1));
    assert!(new.kept_exports().unwrap().is_empty());
    assert_eq!(new.check().unwrap().problems, Vec::<String>::new());
}

#[test]
fn what_was_removed_does_not_come_back_from_the_pages_that_it_left() {
    let yard = Yard::new();
    let vault = Vault::create(yard.vault(), world()).unwrap();
    let expected = fill(&vault, 10);
    vault.add_sample().unwrap();
    vault.remove_sample().unwrap();
    drop(vault);
    let (report, new) = yard.salvage();
    assert!(bodies(&new) == expected, "{report:?}");
    assert_eq!((report.entries_whole, report.entries_lost), (10, 0));
}

#[test]
fn a_locked_vault_is_salvaged_with_its_passphrase_only() {
    let yard = Yard::new();
    let (expected, right) = locked(&yard, 9);
    flip(&yard.database(), 5 * PAGE + 77);
    let into = yard.0.path().join("into");
    assert!(matches!(salvage(&yard.vault(), None, &into, world()), Err(Error::Locked)));
    let wrong = Secret::new("correct house");
    assert!(matches!(salvage(&yard.vault(), Some(&wrong), &into, world()), Err(Error::WrongSecret)));
    assert!(!into.exists());
    let report = salvage(&yard.vault(), Some(&right), &into, world()).unwrap();
    assert_eq!((report.pages_damaged, report.locked), (1, false));
    assert_eq!(bodies(&Vault::open(into, world()).unwrap()), expected);
}

#[test]
fn a_change_of_keys_that_was_cut_off_is_read_where_it_lies() {
    let yard = Yard::new();
    let expected = begun(&yard, 9);
    let right = Secret::new("correct horse");
    let before = fs::read(yard.database()).unwrap();
    Vault::open(yard.vault(), world()).unwrap().set_passphrase(&right, Cost::LEAST).unwrap();
    fs::create_dir(yard.vault().join("rotation")).unwrap();
    fs::rename(yard.database(), yard.vault().join("rotation").join(DATABASE)).unwrap();
    fs::write(yard.database(), before).unwrap();
    let header = Header { moving: true, ..Header::read(&yard.vault()).unwrap() };
    header.write(&yard.vault()).unwrap();
    let into = yard.0.path().join("into");
    salvage(&yard.vault(), Some(&right), &into, world()).unwrap();
    assert_eq!(bodies(&Vault::open(into, world()).unwrap()), expected);
}

#[test]
fn files_that_are_damaged_or_that_nothing_names_are_counted() {
    let yard = Yard::new();
    let vault = Vault::create(yard.vault(), world()).unwrap();
    let id = vault.add(&content("with files")).unwrap().id;
    for name in ["one", "two"] {
        let path = yard.0.path().join(name);
        fs::write(&path, name).unwrap();
        vault.attach(id, &path).unwrap();
    }
    drop(vault);
    let sealed = fs::read_dir(yard.vault().join(ATTACHMENTS)).unwrap().next().unwrap().unwrap().path();
    flip(&sealed, 40);
    let (report, new) = yard.salvage();
    assert_eq!((report.attachments, report.attachments_lost), (1, 1));
    assert_eq!(new.entry(id).unwrap().attachments.len(), 1);
    drop(new);
    fs::remove_file(&sealed).unwrap();
    fs::write(yard.vault().join(ATTACHMENTS).join("ab".repeat(32)), "sealed").unwrap();
    flip(&yard.database(), PAGE * 2 - 1);
    let (report, _) = yard.salvage();
    assert_eq!((report.attachments, report.attachments_lost), (1, 2));
}

#[test]
fn the_damaged_vault_is_as_it_was_found_and_the_new_one_is_made_elsewhere_only() {
    let yard = Yard::new();
    begun(&yard, 3);
    let look = || -> Vec<(PathBuf, Vec<u8>)> {
        let mut files: Vec<_> = fs::read_dir(yard.vault())
            .unwrap()
            .map(|file| file.unwrap().path())
            .filter(|path| path.is_file())
            .map(|path| (path.clone(), fs::read(path).unwrap()))
            .collect();
        files.sort();
        files
    };
    fs::remove_file(yard.vault().join("vault.lock")).unwrap();
    let before = look();
    yard.salvage();
    assert_eq!(look(), before);
    for into in [yard.vault(), yard.vault().join("new"), yard.vault().join("../vault/backups/new")] {
        let error = salvage(&yard.vault(), None, &into, world()).unwrap_err();
        assert!(matches!(error, Error::Invalid { .. }), "{error}");
    }
    let occupied = yard.0.path().join("into");
    assert!(matches!(salvage(&yard.vault(), None, &occupied, world()), Err(Error::Exists(_))));
    assert_eq!(look(), before);
}

#[test]
fn a_clock_that_ran_back_makes_no_version_a_stranger() {
    let yard = Yard::new();
    let clock = Arc::new(Still::at("2026-11-23T09:41:00+00:00").unwrap());
    let vault = Vault::create(yard.vault(), clock.clone()).unwrap();
    let id = vault.add(&content("before")).unwrap().id;
    clock.pass(chrono::TimeDelta::days(-2));
    vault.edit(id, &content("after"), Sitting::Ends).unwrap();
    drop(vault);
    let (report, new) = yard.salvage_quickly();
    assert_eq!((report.entries_whole, report.versions), (1, 2));
    assert_eq!(bodies(&new), ["after"]);
}

#[test]
fn what_was_kept_beside_the_entries_comes_back_with_the_people_that_it_names() {
    let yard = Yard::new();
    let vault = Vault::create(yard.vault(), world()).unwrap();
    for name in ["Ines Duarte", "Rui"] {
        vault.describe_person(&Person { name: name.into(), ..Person::default() }).unwrap();
    }
    vault
        .write(|write| {
            write.execute(
                "INSERT INTO person_name (name, person, device, stamp) SELECT 'Inês', seq, ?1, ?2 FROM person WHERE name = 'Ines Duarte'",
                (write.device, write.stamp),
            )?;
            let ids = [1u8, 2].map(|byte| crate::id::RecordId::from_bytes([byte; 16]));
            let mut insert = write.prepare(
                "INSERT INTO record (id, sort, value, sample, device, stamp) VALUES (?1, 'milestone', ?2, 1, ?3, ?4)",
            )?;
            insert.execute((ids[0], r#"{"name":"First team"}"#, write.device, write.stamp))?;
            insert.execute((ids[1], r#"{"name":"A mistake"}"#, write.device, write.stamp))?;
            Ok(())
        })
        .unwrap();
    vault
        .write(|write| {
            let erase = "UPDATE record SET value = '{}', erased = ?2, stamp = ?3 WHERE id = ?1";
            Ok(write.execute(erase, ([2u8; 16], write.now.millis(), write.stamp))?)
        })
        .unwrap();
    let look = |vault: &Vault| -> Vec<String> {
        let sql = "SELECT hex(id) || sort || value || sample FROM record WHERE erased IS NULL
                   UNION ALL SELECT hex(id) || name FROM person
                   UNION ALL SELECT hex(id) || other.name FROM person_name AS other JOIN person ON person.seq = person
                   ORDER BY 1";
        let rows = |database: &rusqlite::Connection| {
            Ok(database.prepare(sql)?.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
        };
        vault.read(rows).unwrap()
    };
    let before = look(&vault);
    assert_eq!(before.len(), 4);
    drop(vault);
    let (report, new) = yard.salvage();
    assert_eq!(look(&new), before);
    assert_eq!((report.records, report.people), (1, 2));
}
