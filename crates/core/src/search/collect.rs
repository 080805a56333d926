//! One pass over everything that matches: how many, which are the first, and what they are made up
//! of.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use chrono::{Datelike, NaiveDate};
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use super::record::day_of;
use super::schema::{Label, column};
use super::weights;
use crate::journal::Kind;

/// Which of the matches come first.
#[derive(Debug, Clone, Copy)]
pub(super) enum Order {
    /// Those that say it best; fresh ones a little before old ones.
    Best {
        /// The day from which age is counted.
        today: NaiveDate,
    },
    /// The newest.
    Date {
        /// Only those that come after this `when` and local number.
        before: Option<(i64, i64)>,
    },
}

/// What is gathered from the matches.
pub(super) struct Gather {
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
    pub(super) kind: HashMap<String, u32>,
    pub(super) year: HashMap<String, u32>,
    pub(super) competency: HashMap<String, u32>,
    pub(super) level: HashMap<String, u32>,
    pub(super) tag: HashMap<String, u32>,
    pub(super) person: HashMap<String, u32>,
}

impl Collector for Gather {
    type Fruit = Gathered;
    type Child = InSegment;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<InSegment> {
        let columns = segment.fast_fields();
        let counts = if self.counts {
            Some(Counts {
                kinds: [0; Kind::ALL.len()],
                years: HashMap::new(),
                labels: Labels::of(columns.str(column::LABEL)?),
            })
        } else {
            None
        };
        Ok(InSegment {
            order: self.order,
            limit: self.limit,
            seq: columns.i64(column::SEQ)?,
            when: columns.i64(column::WHEN)?,
            kind: columns.u64(column::KIND)?,
            total: 0,
            first: BinaryHeap::new(),
            counts,
        })
    }

    fn requires_scoring(&self) -> bool {
        matches!(self.order, Order::Best { .. })
    }

    fn merge_fruits(&self, segments: Vec<tantivy::Result<Gathered>>) -> tantivy::Result<Gathered> {
        let mut all = Gathered::default();
        for segment in segments {
            let segment = segment?;
            all.total += segment.total;
            all.first.extend(segment.first);
            for (sum, counts) in [
                (&mut all.kind, segment.kind),
                (&mut all.year, segment.year),
                (&mut all.competency, segment.competency),
                (&mut all.level, segment.level),
                (&mut all.tag, segment.tag),
                (&mut all.person, segment.person),
            ] {
                for (value, count) in counts {
                    *sum.entry(value).or_default() += count;
                }
            }
        }
        all.first.sort_unstable_by(|one, other| other.cmp(one));
        all.first.truncate(self.limit);
        Ok(all)
    }
}

/// The same for one segment of the index.
pub(super) struct InSegment {
    order: Order,
    limit: usize,
    seq: Column<i64>,
    when: Column<i64>,
    kind: Column<u64>,
    total: u32,
    /// The first so far, the last of them on top.
    first: BinaryHeap<Reverse<Match>>,
    counts: Option<Counts>,
}

struct Counts {
    kinds: [u32; Kind::ALL.len()],
    years: HashMap<i32, u32>,
    labels: Labels,
}

/// Competencies, tags and people, any number of them for each entry.
struct Labels {
    column: Option<StrColumn>,
    counts: Vec<u32>,
}

impl SegmentCollector for InSegment {
    type Fruit = tantivy::Result<Gathered>;

    fn collect(&mut self, document: DocId, score: Score) {
        self.total += 1;
        let when = self.when.first(document).unwrap_or_default();
        let day = day_of(when);
        let kind = self.kind.first(document).and_then(|kind| usize::try_from(kind).ok());
        if let Some(counts) = &mut self.counts {
            counts.add(document, kind, day);
        }
        if self.limit == 0 {
            return;
        }
        let seq = self.seq.first(document).unwrap_or_default();
        let score = match (self.order, day) {
            (Order::Date { before: Some(before) }, _) if (when, seq) >= before => return,
            (Order::Date { .. }, _) => 0.0,
            (Order::Best { today }, day) => {
                let days_old = day.map_or(f32::MAX, |day| (today - day).num_days() as f32);
                let kind = kind.and_then(|kind| Kind::ALL.get(kind).copied()).unwrap_or_default();
                score * weights::recency(days_old) * weights::of_kind(kind)
            }
        };
        let one = Match { score, when, seq };
        if self.first.len() < self.limit {
            self.first.push(Reverse(one));
        } else if let Some(mut last) = self.first.peek_mut()
            && last.0 < one
        {
            *last = Reverse(one);
        }
    }

    fn harvest(self) -> tantivy::Result<Gathered> {
        let mut gathered = Gathered {
            total: self.total,
            first: self.first.into_iter().map(|Reverse(one)| one).collect(),
            ..Gathered::default()
        };
        if let Some(counts) = self.counts {
            gathered.kind = Kind::ALL
                .into_iter()
                .zip(counts.kinds)
                .filter(|(_, count)| *count > 0)
                .map(|(kind, count)| (kind.word().to_owned(), count))
                .collect();
            gathered.year = counts.years.into_iter().map(|(year, count)| (year.to_string(), count)).collect();
            counts.labels.harvest(&mut gathered)?;
        }
        Ok(gathered)
    }
}

impl Counts {
    fn add(&mut self, document: DocId, kind: Option<usize>, day: Option<NaiveDate>) {
        if let Some(count) = kind.and_then(|kind| self.kinds.get_mut(kind)) {
            *count += 1;
        }
        if let Some(day) = day {
            *self.years.entry(day.year()).or_default() += 1;
        }
        self.labels.add(document);
    }
}

impl Labels {
    fn of(column: Option<StrColumn>) -> Self {
        let labels = column.as_ref().map_or(0, |column| column.num_terms());
        Self { column, counts: vec![0; labels] }
    }

    fn add(&mut self, document: DocId) {
        let Some(column) = &self.column else { return };
        for label in column.term_ords(document) {
            if let Some(count) = usize::try_from(label).ok().and_then(|label| self.counts.get_mut(label)) {
                *count += 1;
            }
        }
    }

    fn harvest(self, gathered: &mut Gathered) -> tantivy::Result<()> {
        let Some(column) = self.column else { return Ok(()) };
        let mut label = String::new();
        for (number, count) in (0..).zip(self.counts).filter(|(_, count)| *count > 0) {
            label.clear();
            if !column.ord_to_str(number, &mut label)? {
                continue;
            }
            let Some((sort, value)) = Label::split(&label) else { continue };
            let counts = match sort {
                Label::Competency => &mut gathered.competency,
                Label::Level => &mut gathered.level,
                Label::Tag => &mut gathered.tag,
                Label::Person => &mut gathered.person,
            };
            counts.insert(value.to_owned(), count);
        }
        Ok(())
    }
}
