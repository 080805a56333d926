//! Searching.

use std::time::Instant;

use super::answer::{Answer, Hit, SearchRequest, Sort};
use super::at_hand::ToShow;
use super::collect::{Gathered, Match, Order, Wanted, gather};
use super::correct::correct;
use super::fill::IndexState;
use super::lower::lower;
use super::marks::Sought;
use super::query::{Parsed, Query, Surroundings, without_begun_filter};
use super::record::{day_number, when};
use super::schema;
use super::sense::Tongue;
use super::snippet::{distinct, snippet, whole};
use crate::competency::{self, Keys};
use crate::error::Result;
use crate::journal::Listed;
use crate::vault::Vault;

/// Hits in one answer at most.
const MOST_HITS: u32 = 1_000;

impl Vault {
    /// Finds entries. No query fails for what it says: a part that cannot be understood is
    /// searched as plain words, and the answer has a note. What is in the trash is not found.
    ///
    /// Where nobody has filled the index yet, this does so first; while somebody is at it, what
    /// there is already is searched, and the note says so.
    ///
    /// # Errors
    /// What the database or the index says.
    pub fn search(&self, request: &SearchRequest) -> Result<Answer> {
        let began = Instant::now();
        let Parsed { mut query, note } = self.understand(request)?;
        let filling = self.fill_unless_busy()?;
        let sort = query.sort.unwrap_or(request.sort);
        let order = match sort {
            Sort::Best if query.texts().next().is_some() => Order::Best { today: day_number(when(self.today(), None)) },
            _ => Order::Date { before: None },
        };
        let wanted = Wanted { order, limit: size(request.limit), counts: true };
        let known = self.known()?;
        let mut gathered = self.gather(&query, known.tongue(), wanted)?;
        let mut corrected = None;
        if gathered.total == 0
            && !request.literal
            && let Some(closest) = self.correct(&query, known.tongue())?
        {
            let found = self.gather(&closest, known.tongue(), wanted)?;
            if found.total > 0 {
                corrected = Some(closest.to_string());
                (query, gathered) = (closest, found);
            }
        }
        let sought = Sought::of(&query, known.tongue());
        let first = std::mem::take(&mut gathered.first);
        let hits = self.hits(&first, &sought)?;
        Ok(Answer {
            total: gathered.total,
            took_us: u32::try_from(began.elapsed().as_micros()).unwrap_or(u32::MAX),
            corrected,
            note: join(note, filling),
            sort,
            hits,
            facets: gathered.counts,
        })
    }

    /// Understands what is asked, with a last word that may be unfinished while somebody types.
    pub(super) fn understand(&self, request: &SearchRequest) -> Result<Parsed> {
        let text = if request.typing { without_begun_filter(&request.query) } else { &request.query };
        let mut parsed = self.parse(text)?;
        if request.typing && !text.ends_with(char::is_whitespace) {
            parsed.query.leave_open();
        }
        Ok(parsed)
    }

    /// Understands the text of a query in this journal.
    pub(super) fn parse(&self, text: &str) -> Result<Parsed> {
        // Filters alone need them, and to read them takes as long as to look up a word.
        let has_filter = text.contains([':', '<', '>', '=']);
        let competencies = if has_filter { self.read(competency::keys)? } else { Keys::default() };
        Ok(Query::parse(text, &Surroundings { today: self.today(), competencies: &competencies }))
    }

    /// Brings in what the index was not told of, unless somebody is doing that; says so then.
    pub(super) fn fill_unless_busy(&self) -> Result<Option<String>> {
        match self.index_state() {
            IndexState::Ready => Ok(None),
            IndexState::Filling { total: 0, .. } => self.fill_index().map(|()| None),
            IndexState::Filling { done, total } => Ok(Some(format!(
                "The journal is still being read, {done} of {total} entries so far, so something may be missing here."
            ))),
        }
    }

    /// The entries of the matches, as the database has them now.
    pub(super) fn hits(&self, matches: &[Match], sought: &Sought) -> Result<Vec<Hit>> {
        let seqs: Vec<i64> = matches.iter().map(|one| one.seq).collect();
        let to_show = self.to_show(&seqs)?;
        // In the trash since the index was asked, or erased.
        let found = matches.iter().zip(to_show).filter_map(|(one, shown)| Some((one, shown?)));
        let found = found.filter(|(_, shown)| shown.listed.entry.trashed.is_none());
        Ok(found.map(|(one, shown)| hit(one, &shown, sought)).collect())
    }

    pub(super) fn gather(&self, query: &Query, tongue: Tongue<'_>, wanted: Wanted) -> Result<Gathered> {
        let Some(searcher) = self.index().searcher() else { return Ok(Gathered::default()) };
        let asked = lower(query, tongue, &searcher, schema::fields())?;
        Ok(gather(&asked, &searcher, &self.index().shelf.of(&searcher)?, wanted)?)
    }

    pub(super) fn correct(&self, query: &Query, tongue: Tongue<'_>) -> Result<Option<Query>> {
        match self.index().searcher() {
            Some(searcher) => correct(query, tongue, &searcher, &self.index().shelf.of(&searcher)?),
            None => Ok(None),
        }
    }
}

fn size(limit: u32) -> usize {
    usize::try_from(limit.min(MOST_HITS)).unwrap_or(usize::MAX)
}

/// How an entry is shown as a match.
fn hit(one: &Match, ToShow { listed, body }: &ToShow, sought: &Sought) -> Hit {
    let Listed { entry, state, source } = listed;
    let content = &entry.content;
    let stemming = entry.stemming();
    let title_marks = sought.marks(&content.title, true, stemming);
    let snippet = snippet(content, body, distinct(&title_marks), stemming, sought);
    Hit {
        id: entry.id,
        kind: content.kind,
        title: content.title.clone(),
        title_marks: whole(&content.title, &title_marks),
        on: content.on,
        at: content.at,
        written_later: entry.written_later,
        starred: content.starred,
        score: f64::from(one.score),
        snippet: snippet.text,
        marks: snippet.marks,
        competencies: content.competencies.clone(),
        tags: content.tags.clone(),
        people: content.people.clone(),
        state: state.clone(),
        source: source.clone(),
    }
}

pub(super) fn join(one: Option<String>, other: Option<String>) -> Option<String> {
    match (one, other) {
        (Some(one), Some(other)) => Some(format!("{one} {other}")),
        (one, other) => one.or(other),
    }
}
