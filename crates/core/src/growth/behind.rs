//! The entries behind a row of the growth map.

use serde::Serialize;
use specta::Type;

use super::evidence::Evidence;
use super::period::Period;
use crate::competency::Competency;
use crate::error::{Error, Result};
use crate::journal::{self, Line};
use crate::vault::Vault;

/// Entries that are shown; search has the rest.
const MOST: usize = 50;

/// What stands behind one competency in a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Behind {
    /// The competency, with the behaviour that one would see at each level.
    pub competency: Competency,
    /// The entries, newest first, as many as one looks through.
    pub entries: Vec<Line>,
    /// How many there are.
    pub total: u32,
}

impl Vault {
    /// The entries of `period` that are evidence for the competency `key`, newest first, beside
    /// the behaviours that they are held against.
    ///
    /// # Errors
    /// [`Error::NotFound`] if the framework has no such competency; [`Error::Invalid`] for the
    /// period, as [`Vault::growth`].
    pub fn evidence(&self, key: &str, period: Period) -> Result<Behind> {
        period.check()?;
        let competency = self.framework()?.competency(key).cloned().ok_or(Error::NotFound { what: "competency" })?;
        self.read(|database| {
            let evidence = Evidence::of(database, period)?;
            let mut seqs: Vec<i64> = evidence.for_competency(key).map(|(piece, _)| piece.seq).collect();
            let total = u32::try_from(seqs.len()).unwrap_or(u32::MAX);
            seqs.reverse();
            seqs.truncate(MOST);
            Ok(Behind { competency, entries: journal::lines(database, &seqs)?, total })
        })
    }
}
