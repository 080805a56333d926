//! What one line says.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, NaiveTime};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::lines::LONGEST;
use crate::error::{Error, Result};
use crate::interchange::arrival::{Arrival, Item};
use crate::journal::{Content, Kind, Origin, Tagged, TimeOfDay, check_date, detected, snapshot, validate_words};
use crate::vault::key::to_hex;
use crate::world::Timestamp;

/// The name under which entries remember where they came from.
const SOURCE: &str = "jsonl";

/// Characters of an id that is remembered as it is; a longer one is remembered by its hash.
const LONGEST_ID: usize = 200;

/// Bytes of a hash that stands for an entry without an id: enough that no two ever share one.
const HASH: usize = 16;

/// Characters of a language's code; the longest ones with script and region stay below it.
const LONGEST_LANG: usize = 35;

const NOT_UTF8: &str = "bytes that are not UTF-8 were replaced";
const NO_LANGUAGE: &str = "lang: not the code of a language; kept as metadata";

/// Reads a line. The number is not known here and 0.
pub(super) fn parse(bytes: &[u8], zone: &str) -> Item {
    let text = String::from_utf8_lossy(bytes);
    let mut repairs = Vec::new();
    if matches!(text, std::borrow::Cow::Owned(_)) {
        repairs.push(NOT_UTF8);
    }
    let entry = arrival(&text, zone, &mut repairs).map(Box::new);
    Item { number: 0, entry, repairs }
}

/// What is said of a line that was not even read.
pub(super) fn too_long() -> Item {
    let why = format!("longer than {} MiB", LONGEST >> 20);
    Item { number: 0, entry: Err(Error::invalid("JSON", why)), repairs: Vec::new() }
}

fn arrival(text: &str, zone: &str, repairs: &mut Vec<&'static str>) -> Result<Arrival> {
    // serde_json stops at a depth of 128, so brackets cannot exhaust the stack.
    let value: Value = serde_json::from_str(text)
        .map_err(|error| Error::invalid("JSON", format!("not understood at column {}", error.column())))?;
    let Value::Object(mut fields) = value else {
        return Err(Error::invalid("JSON", "not an object"));
    };
    let date = take_text(&mut fields, "date")?.ok_or_else(|| Error::invalid("date", "is missing"))?;
    let When { on, at, tz, created } = when(&date, zone)?;
    let title = take_text(&mut fields, "title")?.unwrap_or_default();
    let body = take_text(&mut fields, "body")?.ok_or_else(|| Error::invalid("body", "is missing"))?;
    if title.trim().is_empty() && body.trim().is_empty() {
        return Err(Error::invalid("body", "is empty"));
    }
    let key = match take_id(&mut fields)? {
        Some(id) if id.chars().count() <= LONGEST_ID => id,
        Some(id) => hash([&id]),
        None => hash([&date, &title, &body]),
    };
    let kind = match take_text(&mut fields, "kind")? {
        Some(word) => word.parse()?,
        None => Kind::default(),
    };
    let mut content = Content { kind, title: title.trim().to_owned(), body, at, ..Content::on(on, tz) };
    content.tags = take_tags(&mut fields)?;
    content.competencies = take_competencies(&mut fields)?;
    content.lang = take_lang(&mut fields, repairs)?;
    let metadata = (!fields.is_empty()).then(|| Value::Object(fields).to_string());
    // Checked and written down here rather than where it is stored: that thread has more to do than this one.
    validate_words(&content)?;
    let snapshot = snapshot(&content)?;
    let language = detected(&content);
    Ok(Arrival { content, language, origin: Origin { source: SOURCE, key }, snapshot, metadata, created })
}

/// When something happened, and when it was written: the same moment, as nothing else is known.
struct When {
    on: NaiveDate,
    at: Option<TimeOfDay>,
    tz: String,
    created: Timestamp,
}

fn when(date: &str, zone: &str) -> Result<When> {
    let date = date.trim();
    if let Ok(on) = date.parse::<NaiveDate>()
        && date.len() == "2026-11-23".len()
    {
        let noon = check_date(on)?.and_time(NaiveTime::default()) + chrono::TimeDelta::hours(12);
        let created = Timestamp::from_millis(noon.and_utc().timestamp_millis());
        return Ok(When { on, at: None, tz: zone.to_owned(), created });
    }
    let moment = DateTime::parse_from_rfc3339(date)
        .map_err(|_| Error::invalid("date", "not a date like 2026-11-23 or 2026-11-23T09:41:00+01:00"))?;
    Ok(When {
        on: check_date(moment.date_naive())?,
        at: Some(moment.time().into()),
        tz: moment.offset().to_string(),
        created: moment.into(),
    })
}

/// What makes the line the same line when it comes again.
fn hash<'a>(parts: impl IntoIterator<Item = &'a String>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        // The length keeps "ab" and "c" apart from "a" and "bc".
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    format!("sha256:{}", to_hex(hash.finalize().get(..HASH).unwrap_or_default()))
}

/// The text under `key`. JSON's null is as good as nothing.
fn take_text(fields: &mut Map<String, Value>, key: &'static str) -> Result<Option<String>> {
    match fields.remove(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(Error::invalid(key, "not a text")),
    }
}

fn take_id(fields: &mut Map<String, Value>) -> Result<Option<String>> {
    match fields.remove("id") {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(id)) if id.trim().is_empty() => Err(Error::invalid("id", "is empty")),
        Some(Value::String(id)) => Ok(Some(id)),
        Some(Value::Number(id)) => Ok(Some(id.to_string())),
        Some(_) => Err(Error::invalid("id", "not a text or a number")),
    }
}

fn take_list(fields: &mut Map<String, Value>, key: &'static str) -> Result<Vec<Value>> {
    match fields.remove(key) {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::Array(list)) => Ok(list),
        Some(_) => Err(Error::invalid(key, "not a list")),
    }
}

/// Tags, each once; which letters are capitals does not make another tag.
fn take_tags(fields: &mut Map<String, Value>) -> Result<Vec<String>> {
    let (mut tags, mut seen): (Vec<String>, HashSet<String>) = Default::default();
    for value in take_list(fields, "tags")? {
        let Value::String(tag) = value else {
            return Err(Error::invalid("tags", "not a list of texts"));
        };
        let tag = tag.trim();
        if seen.insert(tag.to_ascii_lowercase()) {
            tags.push(tag.to_owned());
        }
    }
    Ok(tags)
}

/// Competencies, each once, at the level named last.
fn take_competencies(fields: &mut Map<String, Value>) -> Result<Vec<Tagged>> {
    let (mut competencies, mut seen): (Vec<Tagged>, HashSet<String>) = Default::default();
    // From the end, so that the level that counts comes first.
    for value in take_list(fields, "competencies")?.into_iter().rev() {
        let tagged: Tagged = match value {
            Value::String(text) => text.parse()?,
            value @ Value::Object(_) => serde_json::from_value(value)
                .map_err(|_| Error::invalid("competency", "not an object of key and level"))?,
            _ => return Err(Error::invalid("competency", "not a text like strategy:3")),
        };
        if seen.insert(tagged.key.clone()) {
            competencies.push(tagged);
        }
    }
    competencies.reverse();
    Ok(competencies)
}

fn take_lang(fields: &mut Map<String, Value>, repairs: &mut Vec<&'static str>) -> Result<Option<String>> {
    let Some(lang) = take_text(fields, "lang")? else { return Ok(None) };
    let is_code = (2..=LONGEST_LANG).contains(&lang.len())
        && lang.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    if is_code {
        return Ok(Some(lang));
    }
    if !lang.is_empty() {
        repairs.push(NO_LANGUAGE);
        fields.insert("lang".to_owned(), Value::String(lang));
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(line: &str) -> Result<Box<Arrival>> {
        parse(line.as_bytes(), "Europe/Lisbon").entry
    }

    #[test]
    fn a_date_with_an_offset_keeps_the_authors_own_day_and_time() {
        let arrival = read(r#"{"date":"2026-03-01T00:30:00+02:00","body":"late"}"#).unwrap();
        assert_eq!(arrival.content.on.to_string(), "2026-03-01");
        assert_eq!(arrival.content.at.unwrap().to_string(), "00:30");
        assert_eq!(arrival.content.tz, "+02:00");
        assert_eq!(arrival.created.utc().to_rfc3339(), "2026-02-28T22:30:00+00:00");
    }

    #[test]
    fn a_plain_date_is_in_the_users_zone_and_was_written_that_noon() {
        let arrival = read(r#"{"date":"2026-03-01","body":"x"}"#).unwrap();
        assert_eq!((arrival.content.at, arrival.content.tz.as_str()), (None, "Europe/Lisbon"));
        assert_eq!(arrival.created.utc().to_rfc3339(), "2026-03-01T12:00:00+00:00");
    }

    #[test]
    fn what_has_no_place_is_kept_as_metadata() {
        let arrival = read(r#"{"date":"2026-03-01","body":"x","mood":3,"weather":{"t":[1,2]}}"#).unwrap();
        assert_eq!(arrival.metadata.unwrap(), r#"{"mood":3,"weather":{"t":[1,2]}}"#);
        assert!(read(r#"{"date":"2026-03-01","body":"x"}"#).unwrap().metadata.is_none());
    }

    #[test]
    fn competencies_are_read_in_every_form_and_count_once() {
        let line = r#"{"date":"2026-03-01","body":"x","tags":["Q3","q3 "],
            "competencies":["strategy","metrics:2",{"key":"delivery","level":3},{"key":"strategy","level":4}]}"#;
        let content = read(line).unwrap().content;
        let shown: Vec<_> = content.competencies.iter().map(|one| (one.key.as_str(), one.level)).collect();
        assert_eq!(shown, [("metrics", Some(2)), ("delivery", Some(3)), ("strategy", Some(4))]);
        assert_eq!(content.tags, ["Q3"]);
    }

    #[test]
    fn each_wrong_field_is_named_and_never_repeated() {
        for (line, field) in [
            ("{", "JSON"),
            ("[]", "JSON"),
            ("SECRET", "JSON"),
            (r#"{"body":"SECRET"}"#, "date"),
            (r#"{"date":"SECRET","body":"x"}"#, "date"),
            (r#"{"date":"2026-02-30","body":"x"}"#, "date"),
            (r#"{"date":"2026-1-5","body":"x"}"#, "date"),
            (r#"{"date":"0001-01-01","body":"x"}"#, "date"),
            (r#"{"date":20260101,"body":"x"}"#, "date"),
            (r#"{"date":"2026-01-01"}"#, "body"),
            (r#"{"date":"2026-01-01","body":["SECRET"]}"#, "body"),
            (r#"{"date":"2026-01-01","body":" \n"}"#, "body"),
            (r#"{"date":"2026-01-01","body":"x","title":7}"#, "title"),
            (r#"{"date":"2026-01-01","body":"x","id":["SECRET"]}"#, "id"),
            (r#"{"date":"2026-01-01","body":"x","kind":"SECRET"}"#, "kind"),
            (r#"{"date":"2026-01-01","body":"x","tags":"SECRET"}"#, "tags"),
            (r#"{"date":"2026-01-01","body":"x","competencies":[{"SECRET":1}]}"#, "competency"),
            (r#"{"date":"2026-01-01","body":"x","competencies":["strategy:SECRET"]}"#, "level"),
        ] {
            let why = read(line).map(drop).unwrap_err().to_string();
            assert!(why.starts_with(&format!("{field}: ")), "{line}: {why}");
            assert!(!why.contains("SECRET"), "{why}");
        }
    }

    #[test]
    fn a_hundred_thousand_brackets_are_an_error_and_not_the_end() {
        let deep = format!(r#"{{"date":"2026-01-01","body":"x","deep":{}"#, "[".repeat(100_000));
        assert!(read(&deep).is_err());
    }

    #[test]
    fn a_hundred_thousand_tags_and_competencies_take_no_longer_than_their_reading() {
        let list = |word: &str| (0..100_000).map(|at| format!(r#""{word}{at}""#)).collect::<Vec<_>>().join(",");
        let line =
            format!(r#"{{"date":"2026-01-01","body":"x","tags":[{}],"competencies":[{}]}}"#, list("t"), list("c"));
        let begun = std::time::Instant::now();
        assert_eq!(read(&line).unwrap().content.tags.len(), 100_000);
        assert!(begun.elapsed().as_secs() < 20, "each was compared with each");
    }

    #[test]
    fn the_same_words_are_the_same_entry_unless_an_id_says_otherwise() {
        let key = |line: &str| read(line).unwrap().origin.key;
        let plain = r#"{"date":"2026-01-01","title":"ab","body":"c"}"#;
        assert_eq!(key(plain), key(r#"{"body":"c","mood":1,"title":"ab","date":"2026-01-01"}"#));
        assert_ne!(key(plain), key(r#"{"date":"2026-01-01","title":"a","body":"bc"}"#));
        assert_eq!(key(r#"{"id":"k7","date":"2026-01-01","body":"c"}"#), "k7");
        assert_eq!(key(r#"{"id":7,"date":"2026-01-01","body":"c"}"#), "7");
        let long = format!(r#"{{"id":"{}","date":"2026-01-01","body":"c"}}"#, "k".repeat(LONGEST_ID + 1));
        assert!(key(&long).len() < LONGEST_ID);
    }

    #[test]
    fn bytes_that_are_no_text_are_replaced_and_reported() {
        let item = parse(b"{\"date\":\"2026-01-01\",\"body\":\"caf\xE9\"}", "Etc/UTC");
        assert_eq!(item.entry.unwrap().content.body, "caf\u{FFFD}");
        assert_eq!(item.repairs, [NOT_UTF8]);
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = parse(&bytes, "Etc/UTC");
        }

        #[test]
        fn no_value_in_any_field_makes_the_reader_panic(
            key in "id|date|title|body|kind|tags|competencies|lang",
            value in "null|0|-1e300|\"\"|\":\"|\"a:9\"|\\[\\]|\\[null\\]|\\[\"a:\"\\]|\\{\\}|\\[\\{\"key\":\"a\",\"level\":300\\}\\]",
        ) {
            let _ = read(&format!(r#"{{"date":"2026-01-01","body":"x","{key}":{value}}}"#));
        }
    }
}
