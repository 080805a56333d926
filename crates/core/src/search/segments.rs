//! When the pieces that the index is made of are put together.
//!
//! Every commit adds a segment, most of them of one entry. tantivy merges in a thread of its own,
//! but a merge of many entries takes a core for a while, and its usual policy counts everything
//! below 10,000 entries as small: every eighth save would rewrite most of a journal. Here only
//! segments of about the same size are merged, so that an entry is rewritten once for every factor
//! of [`FAN`] by which the journal grows, and a save sets off work in proportion to itself.

use std::collections::BTreeMap;

use tantivy::SegmentMeta;
use tantivy::merge_policy::{MergeCandidate, MergePolicy};

/// Segments of a size that are kept apart.
const FAN: usize = 8;

/// A segment is rewritten alone when this share of it is of versions that are gone.
const GONE: f64 = 0.5;

#[derive(Debug)]
pub(super) struct BySize;

impl MergePolicy for BySize {
    fn compute_merge_candidates(&self, segments: &[SegmentMeta]) -> Vec<MergeCandidate> {
        let mut sizes: BTreeMap<u32, Vec<&SegmentMeta>> = BTreeMap::new();
        for segment in segments {
            // Octaves of eight: 1 to 7, 8 to 63, …
            sizes.entry(segment.num_docs().max(1).ilog2() / FAN.ilog2()).or_default().push(segment);
        }
        let mut candidates = Vec::new();
        for (_, alike) in sizes {
            if alike.len() >= FAN {
                candidates.push(MergeCandidate(alike.iter().map(|segment| segment.id()).collect()));
            } else {
                let stale = alike
                    .iter()
                    .filter(|segment| f64::from(segment.num_deleted_docs()) > f64::from(segment.max_doc()) * GONE);
                candidates.extend(stale.map(|segment| MergeCandidate(vec![segment.id()])));
            }
        }
        candidates
    }
}
