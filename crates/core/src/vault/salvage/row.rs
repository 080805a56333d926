//! Which table a record is a row of, told by how many columns it has and of what sort they are: the
//! page that says where each table begins may be the one that is lost. The order of the columns is
//! that of the files in `schema/`.

use sha2::{Digest, Sha256};

use super::cell::{Record, Value};
use crate::id::{AttachmentId, EntryId, RecordId, RevisionId};
use crate::journal::Content;
use crate::people::{Person, Relation};

/// A row that something can be made of.
#[derive(Debug)]
pub(super) enum Row {
    Entry(i64, Box<EntryRow>),
    /// A version, with the number of its entry.
    Version(i64, Option<VersionRow>),
    Attachment(AttachmentRow),
    Person(PersonRow),
    /// Another name of a person.
    Name(NameRow),
    Record(RecordRow),
    Setting(SettingRow),
    Draft(DraftRow),
    Competency(CompetencyRow),
    Refusal(RefusalRow),
    File(FileRow),
    /// An index says that there is an entry with this number.
    Listed(i64),
}

/// A row of `entry`. What is none stands on a page that cannot be read.
#[derive(Debug)]
pub(super) struct EntryRow {
    pub(super) id: EntryId,
    /// What is in the row itself: nothing that it is filed under.
    pub(super) content: Option<Content>,
    pub(super) written_later: Option<bool>,
    /// Where it was imported from and what it was called there.
    pub(super) origin: Option<(String, String)>,
    pub(super) metadata: Option<String>,
    pub(super) created: Option<i64>,
    pub(super) modified: Option<i64>,
    pub(super) trashed: Trashed,
    pub(super) erased: bool,
    pub(super) stamp: Option<i64>,
}

/// Whether an entry is in the trash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trashed {
    No,
    Since(i64),
    /// It is, since a moment that cannot be read.
    Sometime,
}

/// A row of `revision`, but for its words.
#[derive(Debug, Clone, Copy)]
pub(super) struct VersionRow {
    pub(super) id: RevisionId,
    pub(super) made: i64,
    pub(super) stamp: i64,
}

/// A row of `attachment`.
#[derive(Debug)]
pub(super) struct AttachmentRow {
    pub(super) id: AttachmentId,
    pub(super) entry: i64,
    pub(super) hash: [u8; 32],
    pub(super) name: String,
    pub(super) mime: String,
    pub(super) bytes: u64,
    pub(super) erased: bool,
    pub(super) stamp: i64,
}

/// A row of `person`.
#[derive(Debug)]
pub(super) struct PersonRow {
    pub(super) seq: i64,
    pub(super) id: [u8; 16],
    pub(super) person: Person,
    pub(super) sample: bool,
    pub(super) erased: bool,
    pub(super) stamp: i64,
}

/// A row of `person_name`.
#[derive(Debug)]
pub(super) struct NameRow {
    pub(super) name: String,
    /// The local number of whom it belongs to.
    pub(super) person: i64,
    pub(super) stamp: i64,
}

/// A row of `record`.
#[derive(Debug)]
pub(super) struct RecordRow {
    pub(super) id: RecordId,
    pub(super) sort: String,
    pub(super) value: serde_json::Value,
    pub(super) sample: bool,
    pub(super) erased: bool,
    pub(super) stamp: i64,
}

/// A row of `setting`.
#[derive(Debug)]
pub(super) struct SettingRow {
    pub(super) key: String,
    pub(super) value: serde_json::Value,
    pub(super) stamp: i64,
}

/// A row of `draft`.
#[derive(Debug)]
pub(super) struct DraftRow {
    pub(super) slot: String,
    pub(super) entry: Option<EntryId>,
    pub(super) text: String,
    pub(super) saved: i64,
}

/// A row of `competency`: which word its number stands for.
#[derive(Debug)]
pub(super) struct CompetencyRow {
    pub(super) seq: i64,
    pub(super) key: String,
    pub(super) stamp: i64,
}

/// A row of `refusal`, which names both by their local numbers.
#[derive(Debug)]
pub(super) struct RefusalRow {
    pub(super) entry: i64,
    pub(super) competency: i64,
}

/// A row of `kept_file` whose bytes are those of its hash.
#[derive(Debug)]
pub(super) struct FileRow {
    pub(super) hash: [u8; 32],
    pub(super) bytes: Vec<u8>,
}

/// Columns of an entry in the first schema.
const ENTRY_COLUMNS: usize = 22;

impl Row {
    pub(super) fn of(record: Record) -> Option<Self> {
        let Record { row, mut columns } = record;
        // The last one came later, and is found out again.
        if columns.len() == ENTRY_COLUMNS + 1 {
            columns.truncate(ENTRY_COLUMNS);
        }
        match (row, columns.len()) {
            (Some(seq), ENTRY_COLUMNS) => entry(columns).map(|entry| Self::Entry(seq, Box::new(entry))),
            (Some(_), 8) => version(&columns).or_else(|| kept(columns)),
            (Some(seq), 10) => attachment(columns.clone()).or_else(|| person(seq, columns)),
            (None, 6) => listed(&columns),
            // Two more of the latter came later.
            (Some(seq), 11..=13) => competency(seq, &columns),
            (Some(_), 3) => file(columns),
            (None, 4) => setting(columns.clone())
                .or_else(|| name(columns.clone()))
                .or_else(|| refusal(&columns))
                .or_else(|| draft(columns)),
            _ => None,
        }
    }
}

/// The words of a version, as they stand in its row.
pub(super) fn snapshot(record: Record) -> Option<String> {
    let [_, _, _, _, snapshot, ..] = <[Value; 8]>::try_from(record.columns).ok()?;
    snapshot.text()
}

fn entry(columns: Vec<Value>) -> Option<EntryRow> {
    let [
        Value::Null,
        id,
        kind,
        title,
        body,
        private,
        on,
        at,
        zone,
        written_later,
        starred,
        lang,
        facets,
        source,
        source_key,
        metadata,
        created,
        modified,
        trashed,
        erased,
        _,
        stamp,
    ] = <[Value; ENTRY_COLUMNS]>::try_from(columns).ok()?
    else {
        return None;
    };
    let kind = kind.text()?.parse().ok()?;
    let content = (|| {
        Some(Content {
            kind,
            title: title.text()?,
            body: body.text()?,
            private: private.text()?,
            at: at.text().and_then(|at| at.parse().ok()),
            starred: flag(&starred)?,
            lang: lang.text(),
            facets: serde_json::from_str(&facets.text()?).ok()?,
            ..Content::on(on.text()?.parse().ok()?, zone.text()?)
        })
    })();
    Some(EntryRow {
        id: EntryId::from_bytes(id.bytes()?),
        content,
        written_later: flag(&written_later),
        origin: source.text().zip(source_key.text()),
        metadata: metadata.text(),
        created: created.integer(),
        modified: modified.integer(),
        trashed: match trashed {
            Value::Null => Trashed::No,
            Value::Integer(since) => Trashed::Since(since),
            _ => Trashed::Sometime,
        },
        erased: erased != Value::Null,
        stamp: stamp.integer(),
    })
}

fn version(columns: &[Value]) -> Option<Row> {
    let [Value::Null, id, Value::Integer(entry), Value::Null | Value::Blob(_), snapshot, made, _, stamp] = columns
    else {
        return None;
    };
    let id = RevisionId::from_bytes(id.bytes()?);
    let version = match (snapshot, made, stamp) {
        (Value::Text(_), &Value::Integer(made), &Value::Integer(stamp)) => Some(VersionRow { id, made, stamp }),
        (Value::Text(_) | Value::Lost, _, _) => None,
        _ => return None,
    };
    Some(Row::Version(*entry, version))
}

fn attachment(columns: Vec<Value>) -> Option<Row> {
    let [Value::Null, id, entry, hash, name, mime, bytes, erased, _, stamp] = <[Value; 10]>::try_from(columns).ok()?
    else {
        return None;
    };
    Some(Row::Attachment(AttachmentRow {
        id: AttachmentId::from_bytes(id.bytes()?),
        entry: entry.integer()?,
        hash: hash.bytes()?,
        name: name.text()?,
        mime: mime.text()?,
        bytes: bytes.integer()?.try_into().ok()?,
        erased: erased != Value::Null,
        stamp: stamp.integer()?,
    }))
}

fn person(seq: i64, columns: Vec<Value>) -> Option<Row> {
    let [Value::Null, id, name, relation, alias, note, sample, erased, _, stamp] =
        <[Value; 10]>::try_from(columns).ok()?
    else {
        return None;
    };
    let relation = relation.text();
    Some(Row::Person(PersonRow {
        seq,
        id: id.bytes()?,
        person: Person {
            name: name.text()?,
            relation: Relation::ALL.into_iter().find(|known| relation.as_deref() == Some(known.word())),
            alias: alias.text()?,
            note: note.text()?,
        },
        sample: flag(&sample)?,
        erased: erased != Value::Null,
        stamp: stamp.integer()?,
    }))
}

fn name(columns: Vec<Value>) -> Option<Row> {
    let [name, person, device, stamp] = <[Value; 4]>::try_from(columns).ok()?;
    device.integer()?;
    Some(Row::Name(NameRow { name: name.text()?, person: person.integer()?, stamp: stamp.integer()? }))
}

fn kept(columns: Vec<Value>) -> Option<Row> {
    let [Value::Null, id, sort, value, sample, erased, _, stamp] = <[Value; 8]>::try_from(columns).ok()? else {
        return None;
    };
    Some(Row::Record(RecordRow {
        id: RecordId::from_bytes(id.bytes()?),
        sort: sort.text()?,
        // Always an object: a framework has as many columns, and may be called 5.
        value: serde_json::from_str(&value.text()?).ok().filter(serde_json::Value::is_object)?,
        sample: flag(&sample)?,
        erased: erased != Value::Null,
        stamp: stamp.integer()?,
    }))
}

/// Of the index of the timeline, which names the number twice: as a column and as what it points at.
fn listed(columns: &[Value]) -> Option<Row> {
    match columns {
        [
            Value::Text(_),
            Value::Text(_) | Value::Null,
            Value::Integer(seq),
            Value::Null,
            Value::Null,
            Value::Integer(row),
        ] if seq == row => Some(Row::Listed(*seq)),
        _ => None,
    }
}

fn setting(columns: Vec<Value>) -> Option<Row> {
    let [key, value, device, stamp] = <[Value; 4]>::try_from(columns).ok()?;
    device.integer()?;
    Some(Row::Setting(SettingRow {
        key: key.text()?,
        value: serde_json::from_str(&value.text()?).ok()?,
        stamp: stamp.integer()?,
    }))
}

fn draft(columns: Vec<Value>) -> Option<Row> {
    let [slot, entry, text, saved] = <[Value; 4]>::try_from(columns).ok()?;
    Some(Row::Draft(DraftRow {
        slot: slot.text()?,
        entry: if entry == Value::Null { None } else { Some(EntryId::from_bytes(entry.bytes()?)) },
        text: text.text()?,
        saved: saved.integer()?,
    }))
}

fn competency(seq: i64, columns: &[Value]) -> Option<Row> {
    let [Value::Null, id, _, key, Value::Text(_), Value::Text(_), shift, position, Value::Null, _, stamp, ..] = columns
    else {
        return None;
    };
    id.bytes::<16>()?;
    shift.integer().and(position.integer())?;
    Some(Row::Competency(CompetencyRow { seq, key: key.clone().text()?, stamp: stamp.integer()? }))
}

/// Of settings, names and drafts, which have as many columns, none is all numbers.
fn refusal(columns: &[Value]) -> Option<Row> {
    match columns {
        &[Value::Integer(entry), Value::Integer(competency), Value::Integer(_), Value::Integer(_)] => {
            Some(Row::Refusal(RefusalRow { entry, competency }))
        }
        _ => None,
    }
}

fn file(columns: Vec<Value>) -> Option<Row> {
    let [Value::Null, hash, Value::Blob(bytes)] = <[Value; 3]>::try_from(columns).ok()? else { return None };
    let hash: [u8; 32] = hash.bytes()?;
    let proven = hash == <[u8; 32]>::from(Sha256::digest(&bytes));
    proven.then_some(Row::File(FileRow { hash, bytes }))
}

fn flag(value: &Value) -> Option<bool> {
    value.integer().map(|number| number != 0)
}
