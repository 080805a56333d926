//! Filing an entry with its people.

use super::name::find_or_make;
use crate::error::Result;
use crate::journal::json;
use crate::vault::Write;

/// Brings the people of an entry in line with its content. `replaces` says whether it had others before.
pub(crate) fn file(write: &Write<'_>, entry: i64, people: &[String], replaces: bool) -> Result<()> {
    let seqs = people.iter().map(|name| find_or_make(write, name, false)).collect::<Result<Vec<_>>>()?;
    if replaces {
        write
            .prepare_cached(
                "UPDATE entry_person SET removed = ?2, device = ?3, stamp = ?4
                 WHERE entry = ?1 AND removed IS NULL AND person NOT IN (SELECT value FROM json_each(?5))",
            )?
            .execute((entry, write.now.millis(), write.device, write.stamp, json(&seqs)?))?;
    }
    // A new entry has nothing to bring back, and an insertion alone is the quicker one.
    let insert = if replaces { ADD_AGAIN } else { ADD };
    for seq in seqs {
        write.prepare_cached(insert)?.execute((entry, seq, write.device, write.stamp))?;
    }
    Ok(())
}

const ADD: &str = "INSERT OR IGNORE INTO entry_person (entry, person, device, stamp) VALUES (?1, ?2, ?3, ?4)";

/// Files an entry with somebody with whom it may have been filed before.
pub(super) const ADD_AGAIN: &str = "INSERT INTO entry_person (entry, person, device, stamp) VALUES (?1, ?2, ?3, ?4)
     ON CONFLICT (entry, person) DO UPDATE SET removed = NULL, device = ?3, stamp = ?4 WHERE removed IS NOT NULL";
