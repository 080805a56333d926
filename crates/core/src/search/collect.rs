//! Of everything that matches: how many, which are the first, and what they are made up of.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;

use tantivy::query::EnableScoring;
use tantivy::{DocId, DocSet, Score, Searcher, SegmentReader, TERMINATED, TantivyError};

use super::answer::Counts;
use super::asked::{Asked, Common, Found, Weighing};
use super::documents::Documents;
use super::record::day_number;
use super::unpacked::{Unpacked, of_kind};
use super::worths::Worths;
use super::{count, weights};

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

/// Gathers what `wanted` is of everything that matches in the segments of `searcher`.
pub(super) fn gather(
    asked: &Asked,
    searcher: &Searcher,
    segments: &[Arc<Unpacked>],
    wanted: Wanted,
) -> tantivy::Result<Gathered> {
    let asked = asked.weighed(match wanted.order {
        Order::Best { .. } => EnableScoring::enabled_from_searcher(searcher),
        Order::Date { .. } => EnableScoring::disabled_from_searcher(searcher),
    })?;
    if segments.len() != searcher.segment_readers().len() {
        return Err(TantivyError::InternalError("a segment was not unpacked".to_owned()));
    }
    let (mut all, mut counts) = (Gathered::default(), Vec::new());
    for (segment, unpacked) in searcher.segment_readers().iter().zip(segments) {
        let mut first = First { wanted, unpacked, heap: BinaryHeap::new() };
        let matches = first.gather(&asked, segment)?;
        all.total += matches.count();
        all.first.extend(first.heap.into_iter().map(|Reverse(one)| one));
        if wanted.counts {
            counts.push((&unpacked.things, unpacked.things.counts(&matches)));
        }
    }
    all.first.sort_unstable_by(|one, other| other.cmp(one));
    all.first.truncate(wanted.limit);
    if wanted.counts {
        all.counts = count::made_up_of(counts.iter().map(|(things, counts)| (*things, counts.as_slice())));
    }
    Ok(all)
}

/// The first of the matches in a segment.
struct First<'s> {
    wanted: Wanted,
    unpacked: &'s Unpacked,
    /// So far, the last of them on top.
    heap: BinaryHeap<Reverse<Match>>,
}

impl First<'_> {
    /// Goes through a segment. Returns everything in it that matches.
    fn gather(&mut self, asked: &Weighing, segment: &SegmentReader) -> tantivy::Result<Documents> {
        let is_alive = |document: DocId| segment.alive_bitset().is_none_or(|alive| alive.is_alive(document));
        if let Some(mut common) = asked.common(segment)? {
            if let Some(alive) = segment.alive_bitset() {
                common.entries.leave_out_gone(alive);
            }
            self.rank_common(asked, segment, &common)?;
            return Ok(common.entries);
        }
        let mut matches = Documents::none_of(segment.max_doc() as usize);
        let mut found = asked.found(segment, 1.0)?;
        while found.doc() != TERMINATED {
            let document = found.doc();
            if is_alive(document) {
                matches.add(document);
                match self.wanted.order {
                    Order::Best { .. } => self.rank(document, &mut found),
                    Order::Date { .. } => self.place(document, 0.0),
                }
            }
            found.advance();
        }
        Ok(matches)
    }

    /// Ranks what matches by common words.
    fn rank_common(&mut self, asked: &Weighing, segment: &SegmentReader, common: &Common<'_>) -> tantivy::Result<()> {
        let matches = &common.entries;
        if !self.is_scored() {
            matches.iter().for_each(|document| self.place(document, 0.0));
        } else if common.is_shared_by_few() {
            let mut found = asked.found(segment, 1.0)?;
            matches.iter().for_each(|document| self.rank(document, &mut found));
        } else {
            self.rank_at_once(matches, &common.worths(segment)?);
        }
        Ok(())
    }

    /// Ranks matches of which it is known what they are worth. Steps with the best come first, up to those of which
    /// none can be among the first any more.
    fn rank_at_once(&mut self, matches: &Documents, worths: &Worths) {
        // Of numbers that are not negative, the greater one has the greater bits.
        let most = |step| (worths.most_of_step(step) * self.factor_of_step(step)).to_bits();
        let mut steps: BinaryHeap<(u32, usize)> = matches.steps().map(|step| (most(step), step)).collect();
        while let Some((most, step)) = steps.pop()
            && Score::from_bits(most) >= self.least()
        {
            for document in matches.of_step(step) {
                self.place(document, worths.of(document) * self.factor(document));
            }
        }
    }

    const fn is_scored(&self) -> bool {
        matches!(self.wanted.order, Order::Best { .. })
    }

    /// The score that a match must have to be among the first.
    fn least(&self) -> Score {
        match self.heap.peek() {
            _ if self.wanted.limit == 0 => Score::INFINITY,
            Some(Reverse(last)) if self.heap.len() >= self.wanted.limit => last.score,
            _ => Score::NEG_INFINITY,
        }
    }

    /// What the age and the kind of an entry make of its score.
    fn factor(&self, document: DocId) -> Score {
        let place = document as usize;
        let day = self.unpacked.days.get(place).copied().unwrap_or_default();
        self.recency(day) * self.unpacked.kinds.get(place).map_or(1.0, |kind| of_kind(*kind))
    }

    /// The most that this is for any of the documents of a step.
    fn factor_of_step(&self, step: usize) -> Score {
        self.unpacked.bests.get(step).map_or(Score::INFINITY, |best| self.recency(best.day) * best.of_kind)
    }

    fn recency(&self, day: i32) -> Score {
        match self.wanted.order {
            Order::Best { today } => weights::recency(today - i64::from(day)),
            Order::Date { .. } => 1.0,
        }
    }

    /// Scores a match, unless it cannot be among the first.
    fn rank(&mut self, document: DocId, found: &mut Found) {
        let factor = self.factor(document);
        if let Some(score) = found.score_of(document, self.least() / factor) {
            self.place(document, score * factor);
        }
    }

    /// Takes a match among the first, if it is one of them.
    fn place(&mut self, document: DocId, score: Score) {
        if self.is_out(document, score) {
            return;
        }
        let (when, seq) = self.unpacked.when_and_seq(document);
        if matches!(self.wanted.order, Order::Date { before: Some(before) } if (when, seq) >= before) {
            return;
        }
        let one = Match { score, when, seq };
        if self.heap.len() < self.wanted.limit {
            self.heap.push(Reverse(one));
        } else if self.heap.peek().is_some_and(|Reverse(last)| *last < one) {
            self.heap.pop();
            self.heap.push(Reverse(one));
        }
    }

    /// Whether a match is not among the first by its score or its day alone.
    fn is_out(&self, document: DocId, score: Score) -> bool {
        let day = || self.unpacked.days.get(document as usize).map_or(0, |day| i64::from(*day));
        if matches!(self.wanted.order, Order::Date { before: Some((when, _)) } if day() > day_number(when)) {
            return true;
        }
        match self.heap.peek() {
            Some(Reverse(last)) if self.heap.len() >= self.wanted.limit && score == last.score => {
                day() < day_number(last.when)
            }
            _ => score < self.least(),
        }
    }
}
