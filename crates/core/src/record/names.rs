//! What records name: people and entries, by their identities.

use std::fmt::Display;

use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Kept, Record, all, erase, put};
use crate::error::{Error, Result};
use crate::growth::{Aim, Assessment};
use crate::id::{EntryId, RecordId};
use crate::lessons::Recall;
use crate::people::Merge;
use crate::portfolio::Dossier;
use crate::reading::ReadingItem;
use crate::review::WeekReview;
use crate::vault::Write;

/// Says which entries are gone for good.
type Gone<'a> = &'a dyn Fn(&EntryId) -> bool;

/// What is done with the records of a sort that names people or entries.
struct Naming {
    loose_ends: fn(&Connection, &mut Vec<String>) -> Result<()>,
    forget: fn(&Write<'_>, Gone<'_>) -> Result<()>,
}

impl Naming {
    const fn of<T: Record>() -> Self {
        Self { loose_ends: loose_ends_of::<T>, forget: forget_in::<T> }
    }
}

/// The sorts that name people or entries.
const SORTS: [Naming; 7] = [
    Naming::of::<Aim>(),
    Naming::of::<Assessment>(),
    Naming::of::<Dossier>(),
    Naming::of::<Merge>(),
    Naming::of::<ReadingItem>(),
    Naming::of::<Recall>(),
    Naming::of::<WeekReview>(),
];

/// What records name that was never in the vault, or was lost: "reading 0193… names a person who is not in
/// this vault". What was erased was here.
pub(crate) fn loose_ends(database: &Connection) -> Result<Vec<String>> {
    let mut loose = Vec::new();
    for sort in SORTS {
        (sort.loose_ends)(database, &mut loose)?;
    }
    Ok(loose)
}

/// Lets records do without entries that are gone for good. Those that were about one of them are erased.
pub(crate) fn forget(write: &Write<'_>, gone: Gone<'_>) -> Result<()> {
    SORTS.into_iter().try_for_each(|sort| (sort.forget)(write, gone))
}

/// Where a record names something by its identity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Place {
    /// The record.
    pub(crate) record: RecordId,
    /// Its sort.
    pub(crate) sort: String,
    /// Where in its value, as JSON pointers.
    pub(crate) at: Vec<String>,
}

/// Every place at which a record names `id`. Records of all sorts are looked at: whoever adds a sort need not
/// think of those who change what it points at.
pub(crate) fn mentions(database: &Connection, id: impl Display) -> Result<Vec<Place>> {
    let id = id.to_string();
    let mut select = database.prepare_cached(
        "SELECT id, sort, value FROM record WHERE erased IS NULL AND instr(value, ?1) > 0 ORDER BY seq",
    )?;
    let mut rows = select.query([&id])?;
    let mut places = Vec::new();
    while let Some(row) = rows.next()? {
        let mut at = Vec::new();
        walk(&parse(&row.get::<_, String>(2)?)?, &id, String::new(), &mut at);
        if !at.is_empty() {
            places.push(Place { record: row.get(0)?, sort: row.get(1)?, at });
        }
    }
    Ok(places)
}

/// Lets records name `to` at these places, where they still name `from`.
pub(crate) fn repoint(write: &Write<'_>, places: &[Place], from: impl Display, to: impl Display) -> Result<()> {
    let (from, to) = (from.to_string(), to.to_string());
    for Place { record, at, .. } in places {
        let text: Option<String> = write
            .prepare_cached("SELECT value FROM record WHERE id = ?1 AND erased IS NULL")?
            .query_row([record], |row| row.get(0))
            .optional()?;
        let Some(text) = text else { continue };
        let mut value = parse(&text)?;
        let mut is_another = false;
        for pointer in at {
            if let Some(name) = value.pointer_mut(pointer).filter(|name| name.as_str() == Some(&from)) {
                *name = Value::String(to.clone());
                is_another = true;
            }
        }
        if is_another {
            write.prepare_cached("UPDATE record SET value = ?2, device = ?3, stamp = ?4 WHERE id = ?1")?.execute((
                record,
                value.to_string(),
                write.device,
                write.stamp,
            ))?;
        }
    }
    Ok(())
}

fn loose_ends_of<T: Record>(database: &Connection, loose: &mut Vec<String>) -> Result<()> {
    for Kept { id, value } in all::<T>(database)? {
        for person in value.people() {
            if !database.prepare_cached("SELECT 1 FROM person WHERE id = ?1")?.exists([person])? {
                loose.push(format!("{} {id} names a person who is not in this vault", T::WHAT));
            }
        }
        for entry in value.entries() {
            if !database.prepare_cached("SELECT 1 FROM entry WHERE id = ?1")?.exists([entry])? {
                loose.push(format!("{} {id} names an entry that is not in this vault", T::WHAT));
            }
        }
    }
    Ok(())
}

fn forget_in<T: Record>(write: &Write<'_>, gone: Gone<'_>) -> Result<()> {
    for Kept { id, value } in all::<T>(write)? {
        if value.entries().iter().any(gone) {
            match value.without(gone) {
                Some(rest) => put(write, id, &rest)?,
                None => erase::<T>(write, id)?,
            }
        }
    }
    Ok(())
}

/// Adds to `found` the JSON pointers at which `value` says `id`.
fn walk(value: &Value, id: &str, here: String, found: &mut Vec<String>) {
    match value {
        Value::String(text) if text == id => found.push(here),
        Value::Array(values) => {
            for (at, value) in values.iter().enumerate() {
                walk(value, id, format!("{here}/{at}"), found);
            }
        }
        Value::Object(members) => {
            for (key, value) in members {
                walk(value, id, format!("{here}/{}", key.replace('~', "~0").replace('/', "~1")), found);
            }
        }
        _ => {}
    }
}

fn parse(text: &str) -> Result<Value> {
    serde_json::from_str(text).map_err(|_| Error::Damaged("a record beside the entries cannot be read"))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::Vault;
    use crate::id::PersonId;
    use crate::record::add;
    use crate::world::Still;

    fn vault() -> Vault {
        Vault::in_memory(Arc::new(Still::at("2026-11-23T18:00:00Z").unwrap())).unwrap()
    }

    #[test]
    fn an_identity_is_found_at_every_place_that_names_it_and_replaced_there_only() {
        #[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
        struct Chart {
            drawn_by: String,
            about: String,
            #[serde(rename = "a/b~c")]
            others: Vec<String>,
        }
        impl Record for Chart {
            const SORT: &'static str = "chart";
            const WHAT: &'static str = "chart";
        }
        let vault = vault();
        let world = Still::at("2026-11-23T18:00:00Z").unwrap();
        let (one, two) = (PersonId::draw(&world).unwrap(), PersonId::draw(&world).unwrap());
        let chart = |drawn_by: PersonId, third: PersonId| Chart {
            drawn_by: drawn_by.to_string(),
            about: format!("as {one} said"),
            others: vec!["x".into(), two.to_string(), third.to_string()],
        };
        let id = vault.write(|write| add(write, &chart(one, one))).unwrap();
        let places = vault.read(|database| mentions(database, one)).unwrap();
        assert_eq!(places[0].at, ["/a~1b~0c/2", "/drawn_by"], "a text that speaks of it is no name");
        vault.write(|write| repoint(write, &places, one, two)).unwrap();
        assert_eq!(vault.read(|database| crate::record::one::<Chart>(database, id)).unwrap(), chart(two, two));
        vault.write(|write| repoint(write, &places, two, one)).unwrap();
        assert_eq!(
            vault.read(|database| crate::record::one::<Chart>(database, id)).unwrap(),
            chart(one, one),
            "and back"
        );
    }

    /// A value of each sort of record that names somebody or something, with what it names.
    const EACH: [(&str, &str, usize); 7] = [
        (
            "focus",
            r#"{"competency":"strategy","gap":"","opportunity":"","sponsor":ID,"expected":"","by":null,
                "state":"open","began":"2026-11-02","closed_on":null,"entries":[ID],"passed":[ID]}"#,
            3,
        ),
        ("assessment", r#"{"competency":"strategy","voice":"peer","person":ID,"level":2,"on":"2026-11-02"}"#, 1),
        (
            "merge",
            r#"{"kept":ID,"gone":ID,"name":"Ana","on":"2026-11-02","sample":false,
                "moved":{"gone":{"relation":null,"alias":"","note":""},"before":{"relation":null,"alias":"","note":""},
                "after":{"relation":null,"alias":"","note":""},"names":[],"entries":[ID],"both":[ID],"feedback":[],
                "places":[]}}"#,
            4,
        ),
        ("recall", r#"{"lesson":ID,"on":"2026-11-02","verdict":"still_true","applied_in":ID}"#, 2),
        (
            "week_review",
            r#"{"week":"2026-W45","win":{"entry":ID,"words":""},"lesson":null,"next":{"entry":ID,"words":""},
                "note":"","done":null}"#,
            2,
        ),
        (
            "dossier",
            r#"{"order":[ID],"left_out":[ID],"unsaid":[ID],"case":{"text":"a","sources":[[ID]]},
                "edits":[{"entry":ID,"role":null,"text":"","sources":[[ID]]}]}"#,
            6,
        ),
        ("reading", r#"{"title":"Tides","recommended_by":ID,"lesson":ID}"#, 2),
    ];

    #[test]
    fn what_a_record_names_and_is_not_in_the_vault_is_told() {
        for (sort, value, named) in EACH {
            let vault = vault();
            let lost = "\"01932a4e-0000-7000-8000-00000000dead\"";
            vault
                .write(|write| {
                    Ok(write.execute(
                        "INSERT INTO record (id, sort, value, sample, device, stamp)
                         VALUES (randomblob(16), ?1, ?2, 0, ?3, 1)",
                        (sort, value.replace("ID", lost), write.device),
                    )?)
                })
                .unwrap();
            let problems = vault.check().unwrap().problems;
            assert_eq!(problems.len(), named, "{sort}: {problems:?}");
            assert!(problems.iter().all(|problem| problem.ends_with("not in this vault")), "{problems:?}");
        }
    }
}
