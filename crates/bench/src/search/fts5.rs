//! SQLite's own full-text search, in memory.

use rusqlite::Connection;

use super::corpus::{Text, spaced};
use super::queries::Asked;
use crate::Outcome;

pub(super) struct Rows {
    database: Connection,
}

impl Rows {
    pub(super) fn of(texts: &[Text]) -> Outcome<Self> {
        let database = Connection::open_in_memory()?;
        database.execute_batch(
            "CREATE VIRTUAL TABLE f USING fts5 (title, body, tokenize = 'porter unicode61', prefix = '2 3'); BEGIN",
        )?;
        let mut insert = database.prepare("INSERT INTO f (title, body) VALUES (?1, ?2)")?;
        for text in texts {
            insert.execute([spaced(&text.title), spaced(&text.body)])?;
        }
        drop(insert);
        database.execute_batch("COMMIT; INSERT INTO f (f) VALUES ('optimize')")?;
        Ok(Self { database })
    }

    /// A slip finds nothing here, which takes no time; that is not held against the others.
    pub(super) fn ask(&self, asked: &Asked) -> Outcome<usize> {
        let quoted = |words: &[String]| words.iter().map(|word| format!("\"{}\"", spaced(word))).collect::<Vec<_>>();
        let text = match asked {
            Asked::Words(words) => quoted(words).join(" "),
            Asked::Phrase(words) => format!("\"{}\"", spaced(&words.join(" "))),
            Asked::Prefix(beginning) => format!("\"{}\"*", spaced(beginning)),
            Asked::Misspelt(word) => format!("\"{}\"", spaced(word)),
        };
        let mut select = self.database.prepare_cached(
            "SELECT rowid, bm25(f), snippet(f, 1, '[', ']', '…', 30) FROM f WHERE f MATCH ?1 ORDER BY rank LIMIT 20",
        )?;
        let mut rows = select.query([text])?;
        let mut found = 0;
        while let Some(row) = rows.next()? {
            let (id, score, snippet): (i64, f64, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            std::hint::black_box((id, score, snippet));
            found += 1;
        }
        Ok(found)
    }
}
