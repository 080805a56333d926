//! Putting what was found into a new vault.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use super::SalvageReport;
use super::gather::{Found, snapshot};
use super::pages::Pages;
use super::row::{AttachmentRow, EntryRow, Trashed};
use crate::competency::{self, Keys};
use crate::error::{Error, Result};
use crate::id::EntryId;
use crate::journal::{Attachment, Content, Past, PastVersion, insert_with_past, keep, snapshot as write_down};
use crate::people::describe;
use crate::portfolio;
use crate::vault::key::to_hex;
use crate::vault::sealed::{SealKeys, reseal};
use crate::vault::{Vault, Write, setting};
use crate::world::Timestamp;

/// Sealed files: where they lie, and under which keys.
pub(super) struct Sealed {
    pub(super) folder: PathBuf,
    pub(super) keys: SealKeys,
}

/// Gives what was found to a new vault.
pub(super) struct Gift<'a> {
    pub(super) pages: &'a Pages,
    pub(super) found: &'a Found,
    pub(super) files: &'a Sealed,
    /// Where files are sealed anew; a vault in memory keeps none.
    pub(super) new_files: Option<&'a Sealed>,
}

/// An entry put together from what is left of it.
struct Rescued {
    content: Content,
    versions: Vec<PastVersion>,
    state: State,
}

enum State {
    /// As it was last saved.
    Whole,
    /// Its words are as they were last saved; what it was filed under is older, or missing.
    Unfiled,
    /// As it was saved at some time, perhaps the last.
    Earlier,
}

impl Gift<'_> {
    pub(super) fn give(&self, vault: &Vault, report: &mut SalvageReport) -> Result<()> {
        vault.write_much(|write| {
            self.give_settings(write)?;
            self.give_people(write, report)?;
            self.give_records(write, report)?;
            // Entries are tagged in frameworks, which the records make anew.
            competency::reinstall(write)?;
            let entries = self.give_entries(write, report)?;
            self.give_refusals(write, &entries)?;
            self.give_exports(write, report)?;
            self.give_files(write, &entries, report)?;
            self.give_drafts(write)
        })
    }

    /// With their identities, by which records speak of them, and with their other names.
    fn give_people(&self, write: &Write<'_>, report: &mut SalvageReport) -> Result<()> {
        let mut given = HashMap::new();
        for row in self.found.people.values().filter(|row| !row.erased) {
            describe(write, &row.person, row.sample)?;
            write.execute(
                "UPDATE person SET id = ?2 WHERE name = ?1 AND erased IS NULL",
                (row.person.name.trim(), row.id),
            )?;
            given.insert(row.seq, row.person.name.trim());
            report.people += 1;
        }
        for row in self.found.names.values() {
            let Some(name) = given.get(&row.person) else { continue };
            write.execute(
                "INSERT OR IGNORE INTO person_name (name, person, device, stamp)
                 SELECT ?1, seq, ?3, ?4 FROM person WHERE name = ?2 AND erased IS NULL",
                (&row.name, name, write.device, write.stamp),
            )?;
        }
        Ok(())
    }

    fn give_records(&self, write: &Write<'_>, report: &mut SalvageReport) -> Result<()> {
        for row in self.found.records.values().filter(|row| !row.erased) {
            write.execute(
                "INSERT INTO record (id, sort, value, sample, device, stamp) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                (row.id, &row.sort, row.value.to_string(), row.sample, write.device, write.stamp),
            )?;
            report.records += 1;
        }
        Ok(())
    }

    fn give_settings(&self, write: &Write<'_>) -> Result<()> {
        self.found.settings.values().try_for_each(|row| setting::set(write, &row.key, &row.value))
    }

    fn give_drafts(&self, write: &Write<'_>) -> Result<()> {
        for row in self.found.drafts.values() {
            write.execute(
                "INSERT INTO draft (slot, entry, text, saved) VALUES (?1, ?2, ?3, ?4)",
                (&row.slot, row.entry, &row.text, row.saved),
            )?;
        }
        Ok(())
    }

    /// Returns the entries' numbers in the new vault, by those in the old.
    fn give_entries(&self, write: &Write<'_>, report: &mut SalvageReport) -> Result<HashMap<i64, i64>> {
        let competencies = competency::keys(write)?;
        let mut given = HashMap::new();
        let mut ids: HashSet<EntryId> = HashSet::new();
        for &seq in &self.found.mentioned {
            let row = self.found.entries.get(&seq);
            // Met twice under two numbers, where a list of free pages is lost.
            if row.is_some_and(|row| row.erased || ids.contains(&row.id)) {
                continue;
            }
            let Some(mut rescued) = self.rescue(seq, row) else {
                report.entries_lost += 1;
                continue;
            };
            let before = rescued.content.competencies.len();
            rescued.content.competencies.retain(|tagged| competencies.has(&tagged.key));
            let dropped = before - rescued.content.competencies.len();
            match store(write, &competencies, row, &rescued) {
                Ok(new) => given.insert(seq, new),
                // What breaks a rule of the journal was garbled.
                Err(Error::Invalid { .. }) => {
                    report.entries_lost += 1;
                    continue;
                }
                Err(error) => return Err(error),
            };
            ids.extend(row.map(|row| row.id));
            report.competencies_dropped += u32::try_from(dropped).unwrap_or(u32::MAX);
            report.versions += u32::try_from(rescued.versions.len()).unwrap_or(u32::MAX);
            match rescued.state {
                State::Whole => report.entries_whole += 1,
                State::Unfiled => report.entries_unfiled += 1,
                State::Earlier => report.entries_earlier += 1,
            }
        }
        Ok(given)
    }

    fn rescue(&self, seq: i64, row: Option<&EntryRow>) -> Option<Rescued> {
        // Versions older than their entry are left over from another one that had the number before; or a
        // clock ran back, so they are left out where there is a reason only.
        let created = row.and_then(|row| row.created).filter(|_| self.found.stale).unwrap_or(i64::MIN);
        let mut known: Vec<_> = self.found.versions.get(&seq).into_iter().flat_map(HashMap::values).collect();
        known.retain(|version| version.row.made >= created);
        known.sort_by_key(|version| (version.row.stamp, version.row.made));
        let mut newest = None;
        let mut versions = Vec::with_capacity(known.len());
        for version in known {
            let Some(snapshot) = snapshot(self.pages, version) else { continue };
            if let Ok(content) = serde_json::from_str::<Content>(&snapshot) {
                newest = Some(content);
                versions.push(PastVersion { snapshot, made: Timestamp::from_millis(version.row.made) });
            }
        }
        let newest_made = versions.last().map(|version| version.made.millis());
        let modified = row.and_then(|row| row.modified);
        match (newest, row.and_then(|row| row.content.clone())) {
            (Some(content), _) if modified.is_some() && newest_made >= modified => {
                Some(Rescued { content, versions, state: State::Whole })
            }
            (filed, Some(words)) => {
                let content = match filed {
                    Some(filed) => Content {
                        tags: filed.tags,
                        project: filed.project,
                        people: filed.people,
                        competencies: filed.competencies,
                        links: filed.links,
                        ..words
                    },
                    None => words,
                };
                let made = Timestamp::from_millis(modified.unwrap_or_default());
                versions.push(PastVersion { snapshot: write_down(&content).ok()?, made });
                Some(Rescued { content, versions, state: State::Unfiled })
            }
            (Some(content), None) => Some(Rescued { content, versions, state: State::Earlier }),
            (None, None) => None,
        }
    }

    /// Suggestions that were refused, so that they do not come again.
    fn give_refusals(&self, write: &Write<'_>, entries: &HashMap<i64, i64>) -> Result<()> {
        for (entry, competency) in &self.found.refusals {
            let (Some(entry), Some(row)) = (entries.get(entry), self.found.competencies.get(competency)) else {
                continue;
            };
            // A refusal ends when the entry is tagged with it after all.
            write.execute(
                "INSERT OR IGNORE INTO refusal (entry, competency, device, stamp)
                 SELECT ?1, seq, ?3, ?4 FROM competency
                 WHERE key = ?2 AND erased IS NULL
                   AND NOT EXISTS (SELECT 1 FROM evidence WHERE entry = ?1 AND competency = seq AND removed IS NULL)",
                (entry, &row.key, write.device, write.stamp),
            )?;
        }
        Ok(())
    }

    /// The files of kept exports. An export is given back whole or not at all.
    fn give_exports(&self, write: &Write<'_>, report: &mut SalvageReport) -> Result<()> {
        for (hash, bytes) in &self.found.files {
            write.execute("INSERT INTO kept_file (hash, bytes) VALUES (?1, ?2)", (hash, bytes))?;
        }
        let lost = portfolio::drop_incomplete(write)?;
        report.records -= lost;
        report.exports_lost = lost;
        Ok(())
    }

    fn give_files(&self, write: &Write<'_>, entries: &HashMap<i64, i64>, report: &mut SalvageReport) -> Result<()> {
        for file in self.found.attachments.values() {
            let erased = self.found.entries.get(&file.entry).is_some_and(|row| row.erased);
            if file.erased || erased {
                continue;
            }
            match entries.get(&file.entry) {
                Some(&entry) if self.give_file(write, entry, file)? => report.attachments += 1,
                _ => report.attachments_lost += 1,
            }
        }
        if report.pages_damaged > 0 {
            report.attachments_lost += self.unnamed_files();
        }
        Ok(())
    }

    /// Seals a file anew; false if it cannot be read.
    fn give_file(&self, write: &Write<'_>, entry: i64, file: &AttachmentRow) -> Result<bool> {
        let Some(new) = self.new_files else { return Ok(false) };
        let path = self.files.folder.join(to_hex(&file.hash));
        let hash = match reseal(&path, &self.files.keys, &new.folder, &new.keys, &write.world) {
            Ok(hash) => hash,
            Err(Error::DiskFull) => return Err(Error::DiskFull),
            Err(_) => return Ok(false),
        };
        let kept = Attachment { id: file.id, name: file.name.clone(), mime: file.mime.clone(), bytes: file.bytes };
        keep(write, entry, &kept, &hash)?;
        Ok(true)
    }

    /// Files that no row speaks of: theirs stood on a page that cannot be read.
    fn unnamed_files(&self) -> u32 {
        let named: HashSet<String> = self.found.attachments.values().map(|row| to_hex(&row.hash)).collect();
        let Ok(folder) = std::fs::read_dir(&self.files.folder) else { return 0 };
        let unnamed = folder.flatten().filter_map(|file| file.file_name().into_string().ok());
        let unnamed = unnamed.filter(|name| !name.starts_with('.') && !named.contains(name)).count();
        u32::try_from(unnamed).unwrap_or(u32::MAX)
    }
}

fn store(write: &Write<'_>, competencies: &Keys, row: Option<&EntryRow>, rescued: &Rescued) -> Result<i64> {
    let made = |version: Option<&PastVersion>| version.map_or(write.now, |version| version.made);
    let moment = |millis: Option<i64>| millis.map(Timestamp::from_millis);
    let past = Past {
        versions: &rescued.versions,
        created: moment(row.and_then(|row| row.created)).unwrap_or_else(|| made(rescued.versions.first())),
        modified: moment(row.and_then(|row| row.modified)).unwrap_or_else(|| made(rescued.versions.last())),
        trashed: match row.map_or(Trashed::No, |row| row.trashed) {
            Trashed::No => None,
            Trashed::Since(since) => Some(Timestamp::from_millis(since)),
            Trashed::Sometime => Some(write.now),
        },
        written_later: row.and_then(|row| row.written_later),
        origin: row.and_then(|row| row.origin.as_ref()).map(|(source, key)| (source.as_str(), key.as_str())),
        metadata: row.and_then(|row| row.metadata.as_deref()),
    };
    insert_with_past(write, competencies, row.map(|row| row.id), &rescued.content, &past)
}
