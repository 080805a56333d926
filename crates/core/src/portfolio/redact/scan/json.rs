//! The strings of a JSON document, its keys too.

use serde_json::Value;

use super::Text;
use crate::error::{Error, Result};

pub(super) fn read(bytes: &[u8]) -> Result<Vec<Text>> {
    let value: Value = serde_json::from_slice(bytes).map_err(|_| Error::Unreadable("it is no JSON"))?;
    let mut texts = Vec::new();
    walk(&value, "", &mut texts);
    Ok(texts)
}

fn walk(value: &Value, place: &str, texts: &mut Vec<Text>) {
    match value {
        Value::String(text) => texts.push(Text::at(place, text)),
        Value::Array(values) => {
            for (at, value) in values.iter().enumerate() {
                walk(value, &format!("{place}/{at}"), texts);
            }
        }
        Value::Object(members) => {
            for (key, value) in members {
                texts.push(Text::at(format!("a key of {place}"), key));
                walk(value, &format!("{place}/{key}"), texts);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
