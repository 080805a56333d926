//! The texts that are searched.

use std::borrow::Cow;

use serde_json::Value;

use crate::Outcome;
use crate::corpus::Corpus;

/// An entry, as far as words go.
pub(super) struct Text {
    pub(super) title: String,
    pub(super) body: String,
}

impl Text {
    pub(super) const fn bytes(&self) -> usize {
        self.title.len() + self.body.len()
    }
}

/// `text` with each character of a script without spaces as a word of its own: the others take whole sentences
/// of them for words, and would find nothing that somebody looks for.
pub(super) fn spaced(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unspaced) {
        return Cow::Borrowed(text);
    }
    let mut spaced = String::with_capacity(2 * text.len());
    for one in text.chars() {
        spaced.push(one);
        if is_unspaced(one) {
            spaced.push(' ');
        }
    }
    Cow::Owned(spaced)
}

/// Whether it is of Han, kana or Hangul.
pub(super) const fn is_unspaced(one: char) -> bool {
    matches!(one, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}')
}

/// Words that a journal of many years has, about: some thousands in most entries, most in few.
const VOCABULARY: usize = 30_000;

const SYLLABLES: [&str; 32] = [
    "ar", "be", "con", "der", "el", "fi", "gra", "ho", "in", "jo", "ka", "lem", "mo", "ner", "or", "pla", "qui", "ro",
    "sta", "ti", "un", "ver", "wal", "xi", "yo", "zen", "tra", "sel", "pri", "dom", "chi", "bru",
];

/// The word with this rank: a few syllables, and an ending that a stemmer knows.
fn word(rank: usize) -> String {
    const ENDINGS: [&str; 6] = ["", "s", "ed", "ing", "er", "ment"];
    let mut word = String::new();
    let mut rest = rank;
    loop {
        word.push_str(SYLLABLES.get(rest % SYLLABLES.len()).copied().unwrap_or_default());
        rest /= SYLLABLES.len();
        if rest == 0 {
            break;
        }
    }
    word + ENDINGS.get(rank % ENDINGS.len()).copied().unwrap_or_default()
}

/// `count` entries with as many words as people write in a few minutes, and now and then a long one.
pub(super) fn generated(count: usize) -> Vec<Text> {
    let words: Vec<String> = (0..VOCABULARY).map(word).collect();
    let mut chance = Corpus::new(17);
    (0..count)
        .map(|_| {
            let length = match chance.number(200) {
                0 => 3_000,
                _ => 30 + chance.number(150),
            };
            Text { title: sentence(&words, &mut chance, 5), body: sentence(&words, &mut chance, length) }
        })
        .collect()
}

/// Words as often as in any language: the tenth a tenth as often as the first.
fn sentence(words: &[String], chance: &mut Corpus, length: usize) -> String {
    let mut text = String::with_capacity(length * 8);
    for at in 0..length {
        if at > 0 {
            text.push_str(if at % 14 == 0 { ". " } else { " " });
        }
        // A rank drawn evenly on a scale of logarithms.
        let share = chance.number(1 << 20) as f64 / f64::from(1 << 20);
        let rank = (words.len() as f64).powf(share) as usize - 1;
        text.push_str(words.get(rank).map_or("", String::as_str));
    }
    text.push('.');
    text
}

/// `count` entries of 2 to 14 sentences in a row of `texts`, each under one of their titles: a journal as long as
/// one of many years, with the words and the grammar of a real one.
pub(super) fn drawn(texts: &[Text], count: usize) -> Vec<Text> {
    let ends = ['.', '!', '?', '。', '！', '？', '\n'];
    let all = texts.iter().flat_map(|text| text.body.split_inclusive(ends)).map(str::trim);
    let sentences: Vec<&str> = all.filter(|sentence| sentence.contains(char::is_alphabetic)).collect();
    let mut chance = Corpus::new(23);
    (0..count)
        .map(|_| {
            let from = chance.number(sentences.len().max(1));
            let length = 2 + chance.number(13);
            let title = texts.get(chance.number(texts.len().max(1))).map(|text| text.title.clone());
            let row: Vec<&str> = sentences.iter().cycle().skip(from).take(length).copied().collect();
            Text { title: title.unwrap_or_default(), body: row.join("\n") }
        })
        .collect()
}

/// The same as lines of jsonl.
pub(super) fn jsonl(texts: &[Text]) -> String {
    const KINDS: [&str; 6] = ["reflection", "win", "challenge", "decision", "lesson", "feedback"];
    const KEYS: [&str; 4] = ["strategy", "delivery:2", "stakeholders:3", "metrics"];
    let first = chrono::NaiveDate::from_ymd_opt(2009, 1, 1).unwrap_or_default();
    let mut chance = Corpus::new(19);
    let mut lines = String::new();
    for (at, text) in texts.iter().enumerate() {
        let line = serde_json::json!({
            "id": format!("entry-{at}"),
            "date": (first + chrono::Days::new((at / 7) as u64)).to_string(),
            "title": text.title,
            "body": text.body,
            "kind": KINDS.get(chance.number(KINDS.len())),
            "tags": [format!("tag{}", chance.number(40))],
            "competencies": [KEYS.get(chance.number(KEYS.len()))],
        });
        lines.push_str(&line.to_string());
        lines.push('\n');
    }
    lines
}

/// The texts of lines of jsonl.
pub(super) fn read(lines: &str) -> Outcome<Vec<Text>> {
    let text = |value: &Value, name| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    lines
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| {
            let value: Value = serde_json::from_str(line)?;
            Ok(Text { title: text(&value, "title"), body: text(&value, "body") })
        })
        .collect()
}
