//! One pass over everything that matches: how many, which are the first, and what they are made up
//! of.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader, TantivyError};

use super::answer::Counts;
use super::record::day_number;
use super::things::Documents;
use super::unpacked::Unpacked;
use super::{count, weights};
use crate::journal::Kind;

/// Which of the matches come first.
#[derive(Debug, Clone, Copy)]
pub(super) enum Order {
    /// Those that say it best; fresh ones a little before old ones.
    Best {
        /// The number of the day from which age is counted.
        today: i64,
    },
    /// The newest.
    Date {
        /// Only those that come after this `when` and local number.
        before: Option<(i64, i64)>,
    },
}

/// What somebody wants to know of the matches.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    pub(super) order: Order,
    pub(super) limit: usize,
    /// Whether to count what they are made up of.
    pub(super) counts: bool,
}

/// Gathers that.
pub(super) struct Gather {
    pub(super) wanted: Wanted,
    /// The segments that are searched, in their order.
    pub(super) segments: Vec<Arc<Unpacked>>,
}

/// A match. Of two, the greater one comes first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Match {
    pub(super) score: Score,
    pub(super) when: i64,
    pub(super) seq: i64,
}

impl Eq for Match {}

impl Ord for Match {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.score.total_cmp(&other.score).then(self.when.cmp(&other.when)).then(self.seq.cmp(&other.seq))
    }
}

impl PartialOrd for Match {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) total: u32,
    /// At most as many as asked for, the first one first.
    pub(super) first: Vec<Match>,
    pub(super) counts: Counts,
}

impl Collector for Gather {
    type Fruit = Gathered;
    type Child = InSegment;

    fn for_segment(&self, number: SegmentOrdinal, _: &SegmentReader) -> tantivy::Result<InSegment> {
        let missing = || TantivyError::InternalError("a segment was not unpacked".to_owned());
        let segment = Arc::clone(self.segments.get(number as usize).ok_or_else(missing)?);
        let matches = Documents::none_of(if self.wanted.counts { segment.seqs.len() } else { 0 });
        let floor = if self.wanted.limit == 0 { f32::INFINITY } else { f32::NEG_INFINITY };
        Ok(InSegment { wanted: self.wanted, segment, total: 0, first: BinaryHeap::new(), floor, matches })
    }

    fn requires_scoring(&self) -> bool {
        matches!(self.wanted.order, Order::Best { .. })
    }

    fn merge_fruits(&self, segments: Vec<InSegment>) -> tantivy::Result<Gathered> {
        let mut all = Gathered::default();
        for InSegment { total, first, .. } in &segments {
            all.total += total;
            all.first.extend(first.iter().map(|Reverse(one)| *one));
        }
        all.first.sort_unstable_by(|one, other| other.cmp(one));
        all.first.truncate(self.wanted.limit);
        if self.wanted.counts {
            let things: Vec<_> = segments.iter().map(|one| &one.segment.things).collect();
            let counts: Vec<_> = segments.iter().map(|one| one.segment.things.counts(&one.matches)).collect();
            all.counts = count::made_up_of(things.into_iter().zip(counts.iter().map(Vec::as_slice)));
        }
        Ok(all)
    }
}

/// The same for one segment of the index.
pub(super) struct InSegment {
    wanted: Wanted,
    segment: Arc<Unpacked>,
    total: u32,
    /// The first so far, the last of them on top.
    first: BinaryHeap<Reverse<Match>>,
    /// A score below which nothing that is looked up could bring a match among the first.
    floor: Score,
    /// All of them, where somebody wants to know what they are made up of.
    matches: Documents,
}

impl SegmentCollector for InSegment {
    type Fruit = Self;

    fn collect(&mut self, document: DocId, score: Score) {
        self.total += 1;
        let place = document as usize;
        self.matches.add(place);
        // Nearly all matches end here.
        if score >= self.floor {
            self.look_up(place, score);
        }
    }

    fn harvest(self) -> Self {
        self
    }
}

impl InSegment {
    /// Takes a match among the first, if it is one of them.
    fn look_up(&mut self, place: usize, score: Score) {
        let when = self.segment.whens.get(place).copied().unwrap_or_default();
        let seq = self.segment.seqs.get(place).copied().unwrap_or_default();
        let score = match self.wanted.order {
            Order::Date { before: Some(before) } if (when, seq) >= before => return,
            Order::Date { .. } => 0.0,
            Order::Best { today } => {
                let days_old = today - day_number(when);
                let kind = self.segment.kinds.get(place).and_then(|kind| Kind::ALL.get(usize::from(*kind)));
                let kind = kind.copied().unwrap_or_default();
                score * weights::recency(days_old) * weights::of_kind(kind)
            }
        };
        let one = Match { score, when, seq };
        if self.first.len() < self.wanted.limit {
            self.first.push(Reverse(one));
        } else if self.first.peek().is_some_and(|Reverse(last)| *last < one) {
            self.first.pop();
            self.first.push(Reverse(one));
        }
        if self.first.len() >= self.wanted.limit
            && let Some(Reverse(last)) = self.first.peek()
        {
            self.floor = last.score / weights::MOST;
        }
    }
}
