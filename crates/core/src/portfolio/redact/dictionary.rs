//! Who and what is hidden: people, projects and the author's own list, brought together.

use std::collections::{HashMap, HashSet};

use rusqlite::Connection;

use super::alias::Aliases;
use super::matcher::{Matcher, Whose};
use super::needle::{Form, Written, forms, handles, is_name};
use super::profile::{RedactionProfile, ReplacementSort as Sort};
use super::term::{RedactionTerm, TermSort};
use super::words::words;
use crate::error::Result;
use crate::id::{EntryId, PersonId, TagId};
use crate::people::other_names;
use crate::record;
use crate::vault::key::Key;
use crate::vault::setting::{PROFILE, get};
use crate::vault::{Profile, Vault};

/// What to hide from whom, and what to put in its place.
///
/// It holds names in clear and a key: it is made for one export and dropped.
pub struct Redaction {
    pub(super) profile: RedactionProfile,
    pub(super) subjects: Vec<Subject>,
    pub(super) matcher: Matcher,
    pub(super) words: Placeholders,
    pub(super) key: Key,
}

/// Somebody or something with a name.
#[derive(Debug, Clone)]
pub(super) struct Subject {
    /// What it is made known by: stays when the name changes.
    identity: [u8; 16],
    pub(super) sort: Sort,
    /// The name that it goes by, then all others.
    pub(super) names: Vec<String>,
    /// What stands in its place.
    pub(super) alias: String,
    /// The author has put it on the list.
    pub(super) listed: bool,
    /// The author has said what it becomes.
    pub(super) named: bool,
}

/// What stands where there is nobody in particular.
#[derive(Debug, Clone)]
pub(super) struct Placeholders {
    pub(super) shared: String,
    pub(super) mail: String,
    pub(super) phone: String,
    pub(super) handle: String,
    pub(super) link: String,
}

impl Vault {
    /// What to hide from whoever `profile` stands for, by what is known now of people, projects and the author's list.
    ///
    /// # Errors
    /// What the database says.
    pub fn redaction(&self, profile: RedactionProfile) -> Result<Redaction> {
        let key = self.alias_key()?;
        self.read(|database| {
            let known = Known::read(database)?;
            Ok(Redaction::new(profile, known, key))
        })
    }
}

impl Redaction {
    /// For whom it is.
    #[must_use]
    pub const fn profile(&self) -> RedactionProfile {
        self.profile
    }

    fn new(profile: RedactionProfile, known: Known, key: Key) -> Self {
        let Known { subjects, keep, author } = known;
        let matcher = matcher(&subjects, &keep, &author, |subject| profile.replaces(subject.sort));
        let mut redaction = Self { profile, subjects, matcher, words: Placeholders::default(), key };
        redaction.name_all(&keep, &author);
        redaction
    }

    /// Gives everybody an alias. No alias holds a name that is hidden from anybody.
    fn name_all(&mut self, keep: &[String], author: &str) {
        let strictest = matcher(&self.subjects, keep, author, |_| true);
        let hidden = |text: &str| strictest.hides(text);
        self.words = Placeholders::without(&hidden);
        let mut order: Vec<usize> = (0..self.subjects.len()).collect();
        order.sort_by_key(|at| self.subjects.get(*at).map(|subject| subject.identity));
        let mut aliases = Aliases::new(&self.key);
        for at in order {
            if let Some(subject) = self.subjects.get_mut(at) {
                let made = aliases.of(subject.sort, &subject.identity, hidden);
                // One that was chosen, unless it gives somebody away.
                subject.named = !subject.alias.is_empty() && !hidden(&subject.alias);
                if !subject.named {
                    subject.alias = made;
                }
            }
        }
    }
}

/// A matcher in which those for whom `hides` is true are hidden.
fn matcher(subjects: &[Subject], keep: &[String], author: &str, hides: impl Fn(&Subject) -> bool) -> Matcher {
    let mut matcher = Matcher::default();
    let kept = keep.iter().map(|word| (word.as_str(), Sort::Other)).chain([(author, Sort::Person)]);
    let stay: Vec<_> = kept.map(|(name, sort)| (forms(name, sort), Whose::Stays)).collect();
    let theirs = subjects.iter().enumerate().map(|(at, subject)| {
        let whose = if hides(subject) { Whose::Subject(at) } else { Whose::Stays };
        let forms = subject.names.iter().flat_map(|name| forms(name, subject.sort));
        // What the author has listed in small letters is meant wherever it stands, be it a word of the language.
        // Nobody takes the trouble to write a person's name with a capital; those are told apart as ever.
        let literal = subject.listed && subject.sort != Sort::Person && subject.names.iter().all(|one| is_small(one));
        let as_listed = |form: Form| {
            if literal && form.whole { Form { written: Written::Anyhow, ..form } } else { form }
        };
        (forms.map(as_listed).collect(), whose)
    });
    let all: Vec<_> = stay.into_iter().chain(theirs).collect();
    // Whole names first: part of somebody's name may be the whole of another's.
    for whole in [true, false] {
        for (forms, whose) in &all {
            forms.iter().filter(|form| form.whole == whole).for_each(|form| matcher.add(form, *whose));
        }
    }
    for (at, subject) in subjects.iter().enumerate() {
        if matches!(subject.sort, Sort::Colleague | Sort::Person) {
            let whose = if hides(subject) { Whose::Subject(at) } else { Whose::Stays };
            subject.names.iter().flat_map(|name| handles(name)).for_each(|handle| matcher.add_handle(handle, whose));
        }
    }
    matcher
}

impl Placeholders {
    fn without(hidden: &dyn Fn(&str) -> bool) -> Self {
        let first = |tried: &[&str]| {
            let free = tried.iter().find(|text| !hidden(text)).copied();
            free.unwrap_or("[…]").to_owned()
        };
        Self {
            shared: first(&["a colleague", "somebody", "[name]"]),
            mail: first(&["[e-mail address]", "[address]"]),
            phone: first(&["[phone number]", "[telephone]"]),
            handle: first(&["[handle]", "[account]"]),
            link: first(&["[link]", "[page]"]),
        }
    }
}

impl Default for Placeholders {
    fn default() -> Self {
        Self::without(&|_| false)
    }
}

/// Everything that has a name, as the vault knows it.
struct Known {
    subjects: Vec<Subject>,
    /// Words that are never replaced.
    keep: Vec<String>,
    /// The author, who stays in every profile: it is their document.
    author: String,
}

impl Known {
    fn read(database: &Connection) -> Result<Self> {
        let author = get::<Profile>(database, PROFILE)?.unwrap_or_default().name;
        let mut known = Self { subjects: Vec::new(), keep: Vec::new(), author: author.trim().to_owned() };
        let mut places: HashMap<Vec<String>, usize> = HashMap::new();
        let people = people(database)?;
        let givers = givers(database, &people)?;
        for subject in people.into_iter().chain(givers).chain(projects(database)?) {
            let names: Vec<Vec<String>> = subject.names.iter().map(|name| folded(name)).collect();
            if names.contains(&folded(&known.author)) {
                continue;
            }
            for name in names {
                places.entry(name).or_insert(known.subjects.len());
            }
            known.subjects.push(subject);
        }
        for kept in record::all::<RedactionTerm>(database)? {
            let RedactionTerm { word, sort, alias, keep } = kept.value;
            if keep {
                known.keep.push(word);
                continue;
            }
            match places.get(&folded(&word)).and_then(|at| known.subjects.get_mut(*at)) {
                // What the author says of it comes before what the journal does.
                Some(subject) => {
                    subject.sort = sort.into();
                    subject.listed = true;
                    if !alias.is_empty() {
                        subject.alias = alias;
                    }
                }
                None => known.subjects.push(Subject {
                    identity: *kept.id.as_bytes(),
                    sort: sort.into(),
                    names: vec![word],
                    alias,
                    listed: true,
                    named: false,
                }),
            }
        }
        Ok(known)
    }
}

fn people(database: &Connection) -> Result<Vec<Subject>> {
    let mut others = other_names(database)?;
    let mut select =
        database.prepare_cached("SELECT id, name, relation, alias FROM person WHERE erased IS NULL ORDER BY seq")?;
    let mut rows = select.query([])?;
    let mut people = Vec::new();
    while let Some(row) = rows.next()? {
        let name: String = row.get(1)?;
        let mut names = vec![name.clone()];
        names.extend(others.remove(&name).unwrap_or_default());
        people.push(Subject {
            identity: *row.get::<_, PersonId>(0)?.as_bytes(),
            sort: Sort::of(row.get(2)?),
            names,
            alias: row.get::<_, String>(3)?.trim().to_owned(),
            listed: false,
            named: false,
        });
    }
    Ok(people)
}

/// Whoever gave feedback and is not among the people. They are made known by the first entry that says so.
fn givers(database: &Connection, people: &[Subject]) -> Result<Vec<Subject>> {
    let mut select = database.prepare_cached(
        "SELECT id, facets ->> '$.feedback.from' FROM entry
         WHERE kind = 'feedback' AND facets ->> '$.feedback.from' <> '' AND erased IS NULL ORDER BY seq",
    )?;
    let mut rows = select.query([])?;
    let mut seen: HashSet<Vec<String>> =
        people.iter().flat_map(|person| &person.names).map(|name| folded(name)).collect();
    let mut givers = Vec::new();
    while let Some(row) = rows.next()? {
        let name: String = row.get(1)?;
        if is_name(&name) && seen.insert(folded(&name)) {
            givers.push(Subject {
                identity: *row.get::<_, EntryId>(0)?.as_bytes(),
                sort: Sort::Person,
                names: vec![name.trim().to_owned()],
                alias: String::new(),
                listed: false,
                named: false,
            });
        }
    }
    Ok(givers)
}

fn projects(database: &Connection) -> Result<Vec<Subject>> {
    let mut select =
        database.prepare_cached("SELECT id, name FROM tag WHERE sort = 'project' AND erased IS NULL ORDER BY seq")?;
    let rows = select.query_map([], |row| {
        Ok(Subject {
            identity: *row.get::<_, TagId>(0)?.as_bytes(),
            sort: Sort::Project,
            names: vec![row.get(1)?],
            alias: String::new(),
            listed: false,
            named: false,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn is_small(name: &str) -> bool {
    !name.chars().any(char::is_uppercase)
}

fn folded(text: &str) -> Vec<String> {
    words(text).into_iter().map(|word| word.folded).collect()
}

impl From<TermSort> for Sort {
    fn from(sort: TermSort) -> Self {
        match sort {
            TermSort::Customer => Self::Customer,
            TermSort::Project => Self::Project,
            TermSort::Person => Self::Person,
            TermSort::Other => Self::Other,
        }
    }
}

impl std::fmt::Debug for Redaction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Redaction").field("profile", &self.profile).finish_non_exhaustive()
    }
}
