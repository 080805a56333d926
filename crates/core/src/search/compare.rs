//! Comparing the index with the database.

use std::collections::HashMap;

use tantivy::Searcher;

use super::fill::count;
use super::record;
use super::schema::column;
use crate::error::Result;
use crate::journal;
use crate::vault::Vault;

/// Entries compared at once.
const CHUNK: usize = 500;

impl Vault {
    /// How many entries the index holds, and how many differ from the database: missing, too
    /// many, or made of something else.
    pub(crate) fn compare_index(&self) -> Result<(u32, u32)> {
        self.settle_index()?;
        let Some(searcher) = self.index().searcher() else { return Ok((0, 0)) };
        let mut indexed = digests(&searcher)?;
        let held = indexed.len();
        let mut differing = Vec::new();
        let mut after = i64::MIN;
        loop {
            let seqs = self.read(|database| journal::seqs_after(database, after, CHUNK))?;
            let Some(last) = seqs.last() else { break };
            after = *last;
            for (seq, record) in self.read(|database| record::read(database, &seqs))? {
                if indexed.remove(&seq) != record.map(|record| record.digest()) {
                    differing.push(seq);
                }
            }
        }
        differing.extend(indexed.into_keys());
        // Somebody may have saved meanwhile: what differs is looked at once more, with the saves
        // in the index.
        self.settle_index()?;
        let now = match self.index().searcher() {
            Some(searcher) if !differing.is_empty() => digests(&searcher)?,
            _ => HashMap::new(),
        };
        let still = self
            .read(|database| record::read(database, &differing))?
            .into_iter()
            .filter(|(seq, record)| now.get(seq).copied() != record.as_ref().map(record::Record::digest))
            .count();
        Ok((count(held), count(still)))
    }
}

/// The digest of each entry in the index by its local number.
fn digests(searcher: &Searcher) -> Result<HashMap<i64, u64>> {
    let mut digests = HashMap::new();
    for segment in searcher.segment_readers() {
        let seqs = segment.fast_fields().i64(column::SEQ)?;
        let values = segment.fast_fields().u64(column::DIGEST)?;
        for document in segment.doc_ids_alive() {
            if let (Some(seq), Some(digest)) = (seqs.first(document), values.first(document)) {
                digests.insert(seq, digest);
            }
        }
    }
    Ok(digests)
}
