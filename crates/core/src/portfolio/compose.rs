//! Composing a portfolio from the evidence.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;
use serde::Serialize;
use specta::Type;

use super::brief::{Brief, Preset};
use super::choose::{self, Candidate};
use super::cover::{self, Case};
use super::dossier::{self, Dossier, Told};
use super::material::Materials;
use super::matrix;
use super::model::{PassageSort, Portfolio, Reference, Story};
use super::parts::SETBACK;
use super::sections::Sections;
use super::tell::Teller;
use crate::competency::{self, Framework};
use crate::error::Result;
use crate::growth::{Asked, Evidence, say, stand};
use crate::id::EntryId;
use crate::language::{self, Dates};
use crate::vault::{Profile, Vault};

impl Vault {
    /// Composes the portfolio that `brief` asks for. An empty vault makes one that says what is
    /// missing.
    ///
    /// # Errors
    /// [`Error::Invalid`](crate::Error::Invalid) for a period that ends before it begins.
    pub fn compose(&self, brief: &Brief) -> Result<Portfolio> {
        self.compose_and_propose(brief).map(|composed| composed.portfolio)
    }

    /// As [`Vault::compose`], with what else could be told.
    ///
    /// # Errors
    /// As [`Vault::compose`].
    pub fn compose_and_propose(&self, brief: &Brief) -> Result<Composed> {
        brief.period().check()?;
        let composer = Composer { brief, profile: self.aim(brief)?, framework: self.framework()?, today: self.today() };
        self.read(|database| composer.compose(database))
    }

    /// The profile with the rungs that the brief names.
    fn aim(&self, brief: &Brief) -> Result<Profile> {
        let mut profile = self.profile()?;
        if let Some(role) = &brief.role {
            profile.role.clone_from(role);
        }
        if let Some(target) = &brief.target {
            profile.target.clone_from(target);
        }
        Ok(profile)
    }
}

/// Stories that are proposed at most.
const MOST_PROPOSED: usize = 8;

/// A portfolio with what else could be told in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Composed {
    /// The document.
    pub portfolio: Portfolio,
    /// Stories that could be told, the best first; those that were left out come last.
    pub others: Vec<OtherStory>,
}

/// A story that is not told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct OtherStory {
    /// The entry that it is named after.
    pub entry: EntryId,
    /// Its name.
    pub title: String,
    /// From its first entry to its last, in words.
    pub when: String,
    /// What speaks for it.
    pub why: String,
    /// Whether its author has left it out.
    pub left_out: bool,
}

/// Everything that is known before the first entry is read.
struct Composer<'a> {
    brief: &'a Brief,
    profile: Profile,
    framework: Framework,
    today: chrono::NaiveDate,
}

impl Composer<'_> {
    fn compose(self, database: &Connection) -> Result<Composed> {
        let (brief, period) = (self.brief, self.brief.period());
        let language = brief.language.clone().unwrap_or_else(|| language::USUAL.to_owned());
        let dates = &Dates::of(&language);
        let target = competency::target_level(database, &self.profile)?;
        let evidence = Evidence::of(database, period)?;
        let asked = Asked { period, target, today: self.today };
        let standings = stand(&evidence, self.framework.clone(), asked);

        let selected = if brief.select.is_empty() { None } else { Some(Evidence::chosen(database, &brief.select)?) };
        let pool = selected.as_ref().unwrap_or(&evidence);
        // Who selects decides what is told; otherwise links bring the rest of a story along.
        let mut rest = choose::candidates(pool, selected.is_none());
        let dossier = dossier::of(database, brief.preset)?;
        let most = brief.preset.most_stories();
        let left_out = dossier.leave_out(&mut rest);
        let mut chosen = dossier.take(&mut rest, most);
        let ordered = chosen.len();
        choose::choose(&mut chosen, &mut rest, target, most);
        let mut others = Vec::new();
        choose::choose(&mut others, &mut rest.clone(), target, MOST_PROPOSED);
        let mut sections = Sections::default();
        if selected.is_none() {
            choose::complete(database, &mut chosen, period.to)?;
            let known = (&self.framework, standings.as_slice(), &evidence);
            sections = Sections::choose(database, brief.preset, period, (&chosen, rest), known, &dossier.unsaid)?;
        }

        let headlines = cover::measured(pool, &chosen);
        let mut named = self.named(pool, &chosen, &headlines);
        named.extend(sections.entries());
        if selected.is_some() || dossier.case.is_none() {
            named.extend(pool.proof());
        }
        if selected.is_none() {
            let told: Vec<&Candidate> = chosen.iter().chain(sections.setback()).collect();
            named.extend(dossier.sources(&told));
        }
        let named: Vec<EntryId> = named.into_iter().collect();
        let materials = Materials::load(database, &named, selected.is_none())?;
        let teller = Teller {
            preset: brief.preset,
            framework: &self.framework,
            materials: &materials,
            today: self.today,
            dates,
        };
        let (stories, places) = self.stories(&teller, &chosen, ordered, &dossier);
        let quoted = stories.iter().flat_map(quoted).collect();
        let mut sections = sections.tell(&teller, &quoted);
        dossier.write(sections.setback.iter_mut().map(Told::from), &materials, &SETBACK);
        let matrix = if brief.preset.has_matrix() {
            matrix::rows(&standings, &stories, pool, &materials, brief.preset.entries_per_row())
        } else {
            Vec::new()
        };
        let mut best_first: Vec<(usize, &Story)> = places.into_iter().zip(&stories).collect();
        best_first.sort_by_key(|(place, _)| *place);
        let best_first: Vec<&Story> = best_first.into_iter().map(|(_, story)| story).collect();
        let case = Case {
            evidence: pool,
            materials: &materials,
            standings: &standings,
            stories: &best_first,
            against_target: brief.preset.has_matrix(),
            period,
            dates,
            target: &self.profile.target,
        };
        // What the author says of everything is not said of a selection.
        let own = dossier.case(&materials).filter(|_| selected.is_none());
        let case_edited = own.is_some();
        let case = own.unwrap_or_else(|| case.sentences());
        let mut portfolio = Portfolio {
            preset: brief.preset,
            paper: brief.paper,
            title: brief.preset.title().to_owned(),
            name: self.profile.name.trim().to_owned(),
            role: self.profile.role.trim().to_owned(),
            target: self.profile.target.trim().to_owned(),
            period,
            made_on: self.today,
            language,
            case,
            case_edited,
            outcomes: cover::outcomes(&headlines, &materials),
            expectations: if brief.preset.has_all_sections() { dossier.expectations } else { Vec::new() },
            months: sections.months,
            setback: sections.setback,
            leading: sections.leading,
            feedback: sections.feedback,
            gaps: sections.gaps,
            levels: self.framework.levels.clone(),
            matrix,
            stories,
            missing: Vec::new(),
            references: references(&materials, &self.framework, pool, case_edited),
        };
        portfolio.missing = missing(&portfolio, pool, brief);
        let others = propose(database, &teller, &others, false)?
            .into_iter()
            .chain(propose(database, &teller, &left_out, true)?)
            .collect();
        Ok(Composed { portfolio, others })
    }

    /// Every entry that the document will name, each once.
    fn named(&self, pool: &Evidence, chosen: &[Candidate], headlines: &[EntryId]) -> BTreeSet<EntryId> {
        let mut named: BTreeSet<EntryId> = chosen.iter().flat_map(|story| story.entries.iter().copied()).collect();
        named.extend(headlines);
        named.extend(&self.brief.select);
        let most = self.brief.preset.entries_per_row();
        for competency in &self.framework.competencies {
            named.extend(matrix::best(pool, &competency.key, most));
        }
        named
    }

    /// The stories told, in the words of their author where there are any, and beside each the place of its candidate.
    /// The first `ordered` are in the order that the author has chosen.
    fn stories(
        &self,
        teller: &Teller<'_>,
        chosen: &[Candidate],
        ordered: usize,
        dossier: &Dossier,
    ) -> (Vec<Story>, Vec<usize>) {
        let preset = self.brief.preset;
        let told = (0..).zip(chosen).filter_map(|(place, candidate)| Some((teller.tell(candidate, 0)?, place)));
        let mut told: Vec<(Story, usize)> = told.collect();
        if preset == Preset::SelfReview && ordered == 0 {
            let place = |story: &Story| {
                self.framework.competencies.iter().position(|one| Some(&one.name) == story.competency.as_ref())
            };
            told.sort_by_key(|(story, _)| place(story).unwrap_or(usize::MAX));
        }
        let (mut stories, places): (Vec<Story>, Vec<usize>) = told.into_iter().unzip();
        for (number, story) in (1..).zip(&mut stories) {
            story.number = number;
        }
        dossier.write(stories.iter_mut().map(Told::from), teller.materials, preset.parts());
        (stories, places)
    }
}

/// What could be told, by name. It is read by itself, since the document does not name its entries.
fn propose(
    database: &Connection,
    teller: &Teller<'_>,
    others: &[Candidate],
    left_out: bool,
) -> Result<Vec<OtherStory>> {
    let ids: Vec<EntryId> = others.iter().flat_map(|one| one.entries.iter().copied()).collect();
    let materials = Materials::load(database, &ids, false)?;
    let teller = Teller { materials: &materials, ..*teller };
    Ok(others
        .iter()
        .filter_map(|one| {
            let (entry, title, period) = teller.name(one)?;
            Some(OtherStory { entry, title, when: teller.dates.when(period), why: one.why(), left_out })
        })
        .collect())
}

/// The numbers of the feedback that a story quotes.
fn quoted(story: &Story) -> Vec<u32> {
    let passages = story.parts.iter().flat_map(|part| &part.passages);
    passages.filter(|one| one.sort == PassageSort::Quote).flat_map(|one| one.refs.clone()).collect()
}

fn references(materials: &Materials, framework: &Framework, pool: &Evidence, case_edited: bool) -> Vec<Reference> {
    // What its author says instead of the counts names its entries itself.
    let proof = if case_edited { BTreeSet::new() } else { pool.proof() };
    let proves = |of: &BTreeMap<u32, EntryId>, id| proof.contains(&id) && of.values().any(|entry| *entry == id);
    materials
        .iter()
        .map(|(number, material)| Reference {
            number,
            id: material.id,
            on: material.on,
            month_only: false,
            kind: material.kind,
            title: material.listed(framework),
            written_later: material.written_later,
            measured: proves(&pool.measured, material.id),
            witness: proves(&pool.witnessed, material.id),
        })
        .collect()
}

/// What the document as a whole lacks.
fn missing(portfolio: &Portfolio, pool: &Evidence, brief: &Brief) -> Vec<String> {
    let mut missing = Vec::new();
    let months = portfolio.dates().months(portfolio.period);
    if pool.pieces.is_empty() {
        missing.push(if brief.select.is_empty() {
            format!("No entry of {months} is tagged with a competency, so nothing can be claimed yet.")
        } else {
            "None of the selected entries is there any more.".to_owned()
        });
    } else if portfolio.stories.len() < choose::FEWEST && brief.preset != Preset::ManagerBrief {
        let count = u32::try_from(portfolio.stories.len()).unwrap_or(0);
        missing.push(match count {
            0 => "There is no story yet: a win, a challenge or a decision with a level makes one.".to_owned(),
            1 => "There is one story; a review usually hears three to five.".to_owned(),
            _ => format!("There are {} stories; a review usually hears three to five.", say::number(count)),
        });
    }
    missing.extend(matrix::nothing_shows(&portfolio.matrix).filter(|_| !pool.pieces.is_empty()));
    let told: BTreeSet<u32> = portfolio.stories.iter().flat_map(|story| story.refs.iter().copied()).collect();
    if !brief.select.is_empty() && told.len() < portfolio.references.len() && !portfolio.stories.is_empty() {
        let rest = u32::try_from(portfolio.references.len() - told.len()).unwrap_or(0);
        missing.push(format!("{} of the selection: only in the index.", say::capital(&say::entries(rest))));
    }
    missing
}
