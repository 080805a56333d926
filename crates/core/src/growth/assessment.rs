//! How somebody is seen: by themselves, by who leads them, by who works beside them.
//!
//! An assessment is what one of them said on one day, at which level and why; it is never changed by
//! the next one, so that the course of it can be seen. What differs between the voices is worth more than
//! any of them.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::say;
use super::words::{check_past, check_text, names};
use crate::competency::{Competency, Yardstick};
use crate::error::{Error, Result};
use crate::id::{PersonId, RecordId};
use crate::journal::Tagged;
use crate::people;
use crate::record::{self, Record};
use crate::vault::{Vault, Write};

/// Who says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum Voice {
    /// Whom it is about.
    #[serde(rename = "self")]
    Own,
    /// Who leads them.
    Manager,
    /// Who works beside them.
    Peer,
}

impl Voice {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Own, Self::Manager, Self::Peer];

    /// The word by which it is stored and asked for.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Own => "self",
            Self::Manager => "manager",
            Self::Peer => "peer",
        }
    }
}

impl std::str::FromStr for Voice {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|voice| voice.word().eq_ignore_ascii_case(text.trim()))
            .ok_or_else(|| Error::invalid("by", "not one of self, manager, peer"))
    }
}

/// An assessment as it is given.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct NewAssessment {
    /// The key of the competency.
    pub competency: String,
    /// Who says it.
    pub voice: Voice,
    /// Their name, of a manager or a peer.
    pub person: Option<String>,
    /// The level, from 1.
    pub level: u8,
    /// The day on which it was said.
    pub on: NaiveDate,
    /// Why, in their words or the author's; may be empty.
    pub note: String,
}

/// An assessment as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Assessment {
    pub(crate) competency: String,
    pub(crate) voice: Voice,
    pub(crate) person: Option<PersonId>,
    pub(crate) level: u8,
    pub(crate) on: NaiveDate,
    #[serde(default)]
    pub(crate) note: String,
}

impl Record for Assessment {
    const SORT: &'static str = "assessment";
    const WHAT: &'static str = "assessment";

    fn people(&self) -> Vec<PersonId> {
        self.person.into_iter().collect()
    }
}

/// An assessment as it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Assessed {
    /// Its identity.
    pub id: RecordId,
    /// Who said it.
    pub voice: Voice,
    /// Their name, if it is known.
    pub person: Option<String>,
    /// The level.
    pub level: u8,
    /// The day.
    pub on: NaiveDate,
    /// Why.
    pub note: String,
}

/// How somebody is seen in one competency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Seen {
    /// The key of the competency.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What they said of themselves last.
    pub own: Option<u8>,
    /// What their manager said last.
    pub manager: Option<u8>,
    /// What each peer said last, lowest first.
    pub peers: Vec<u8>,
    /// By how many levels they see themselves above their manager, or above the middle one of their peers
    /// where the manager has said nothing; none while one of the two is missing.
    pub difference: Option<i8>,
    /// The same as a sentence.
    pub says: String,
    /// Everything that was said, oldest first.
    pub assessments: Vec<Assessed>,
}

impl Vault {
    /// Keeps what somebody said.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a competency that the framework does not have, [`Error::Invalid`] for a level
    /// that it does not have, a day that has not come, or words that are too long.
    pub fn assess(&self, new: &NewAssessment) -> Result<RecordId> {
        let (framework, today) = (self.framework()?, self.today());
        let competency = framework.competency(&new.competency).ok_or(Error::NotFound { what: "competency" })?;
        check_level(new.level, competency)?;
        check_past("on", new.on, today)?;
        check_text("note", &new.note)?;
        self.write(|write| {
            let person = match (new.voice, &new.person) {
                (Voice::Own, _) | (_, None) => None,
                (_, Some(name)) => Some(people::person_called(write, name)?),
            };
            record::add(
                write,
                &Assessment {
                    competency: new.competency.clone(),
                    voice: new.voice,
                    person,
                    level: new.level,
                    on: new.on,
                    note: new.note.trim().to_owned(),
                },
            )
        })
    }

    /// Takes an assessment away that should not have been kept.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn forget_assessment(&self, id: RecordId) -> Result<()> {
        self.write(|write: &Write<'_>| record::erase::<Assessment>(write, id))
    }
}

fn check_level(level: u8, competency: &Competency) -> Result<()> {
    let levels = competency.levels.len();
    if level == 0 || usize::from(level) > levels {
        return Err(Error::invalid("level", format!("not between 1 and {levels}")));
    }
    Ok(())
}

/// How somebody is seen in those of `competencies` that anybody has said something of, in their order.
pub(crate) fn seen(database: &Connection, competencies: &[Competency]) -> Result<Vec<Seen>> {
    let mut said: HashMap<String, Vec<(Option<PersonId>, Assessed)>> = HashMap::new();
    let kept = record::all::<Assessment>(database)?;
    if kept.is_empty() {
        return Ok(Vec::new());
    }
    let names = names(database, kept.iter().map(|one| one.value.person))?;
    let yardstick = Yardstick::of(database)?;
    for one in kept {
        let Assessment { competency, voice, person, level, on, note } = one.value;
        // What was said in the words of another framework is told in those of the one in use, as evidence is.
        let counted = yardstick.counts(&Tagged { key: competency, level: Some(level) });
        let Some(Tagged { key: competency, level: Some(level) }) = counted else { continue };
        let name = person.and_then(|person| names.get(&person).cloned());
        let assessed = Assessed { id: one.id, voice, person: name, level, on, note };
        said.entry(competency).or_default().push((person, assessed));
    }
    let one = |competency: &Competency| {
        let mut all = said.remove(&competency.key)?;
        all.sort_by_key(|(_, one)| (one.on, one.id));
        Some(of_one(competency, all))
    };
    Ok(competencies.iter().filter_map(one).collect())
}

fn of_one(competency: &Competency, said: Vec<(Option<PersonId>, Assessed)>) -> Seen {
    let last = |voice| said.iter().rev().find(|(_, one)| one.voice == voice).map(|(_, one)| one.level);
    let (own, manager) = (last(Voice::Own), last(Voice::Manager));
    let mut by_peer = BTreeMap::new();
    for (person, one) in said.iter().filter(|(_, one)| one.voice == Voice::Peer) {
        // Peers without a name are one each.
        by_peer.insert(person.ok_or(one.id), one.level);
    }
    let mut peers: Vec<u8> = by_peer.into_values().collect();
    peers.sort_unstable();
    let others = manager.or_else(|| middle(&peers));
    let difference = own.zip(others).map(|(own, others)| own as i8 - others as i8);
    Seen {
        key: competency.key.clone(),
        name: competency.name.clone(),
        says: says(own, manager, &peers, difference, &TO_ITS_AUTHOR),
        own,
        manager,
        peers,
        difference,
        assessments: said.into_iter().map(|(_, one)| one).collect(),
    }
}

/// The one in the middle; the lower one of two.
fn middle(sorted: &[u8]) -> Option<u8> {
    sorted.get(sorted.len().checked_sub(1)? / 2).copied()
}

/// Who is "you" in the sentence.
struct Address {
    you: &'static str,
    /// They and whoever else has said something.
    we: &'static str,
    your: &'static str,
    yourself: &'static str,
}

const TO_ITS_AUTHOR: Address = Address { you: "you", we: "you", your: "your", yourself: "yourself" };
const BY_ITS_AUTHOR: Address = Address { you: "I", we: "we", your: "my", yourself: "myself" };

impl Seen {
    /// The sentence as its author tells it to others.
    pub(crate) fn told(&self) -> String {
        says(self.own, self.manager, &self.peers, self.difference, &BY_ITS_AUTHOR)
    }
}

/// As in "You say 2, your manager 3, two peers 3: you see yourself one level lower than your manager does."
fn says(own: Option<u8>, manager: Option<u8>, peers: &[u8], difference: Option<i8>, who: &Address) -> String {
    let Address { you, we, your, yourself } = who;
    let mut voices = Vec::new();
    voices.extend(own.map(|level| format!("{you} say {level}")));
    let verb = if own.is_some() { "" } else { " says" };
    voices.extend(manager.map(|level| format!("{your} manager{verb} {level}")));
    if let ([first, ..], [.., last]) = (peers, peers) {
        let count = u32::try_from(peers.len()).unwrap_or(u32::MAX);
        let who = if count == 1 { "a peer".to_owned() } else { format!("{} peers", say::number(count)) };
        let verb = match (voices.is_empty(), count) {
            (false, _) => "",
            (true, 1) => " says",
            (true, _) => " say",
        };
        let level = if first == last { first.to_string() } else { format!("{first} to {last}") };
        voices.push(format!("{who}{verb} {level}"));
    }
    let whom = if manager.is_some() { format!("{your} manager does") } else { "they do".to_owned() };
    let levels = |by: i8| say::count(u32::from(by.unsigned_abs()), "level");
    let end = match difference {
        Some(0) => format!("{we} agree"),
        Some(by) if by > 0 => format!("{you} see {yourself} {} higher than {whom}", levels(by)),
        Some(by) => format!("{you} see {yourself} {} lower than {whom}", levels(by)),
        None if own.is_some() => "nobody else has been asked".to_owned(),
        None => format!("{you} have not said what {you} think"),
    };
    format!("{}: {end}.", say::capital(&voices.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::empty;
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn given(voice: Voice, person: Option<&str>, level: u8, on: &str) -> NewAssessment {
        NewAssessment {
            competency: "strategy".to_owned(),
            voice,
            person: person.map(ToOwned::to_owned),
            level,
            on: day(on),
            note: " said in the review \n".to_owned(),
        }
    }

    fn strategy(vault: &Vault) -> Seen {
        let framework = vault.framework().unwrap();
        vault.read(|database| seen(database, &framework.competencies)).unwrap().pop().unwrap()
    }

    #[test]
    fn the_last_word_of_each_voice_counts_and_everything_that_was_said_is_kept_in_its_order() {
        let vault = empty();
        for (voice, person, level, on) in [
            (Voice::Own, None, 3, "2026-10-01"),
            (Voice::Own, Some("nobody"), 1, "2025-10-01"),
            (Voice::Manager, Some("Dana"), 2, "2026-10-02"),
            (Voice::Peer, Some("Iben"), 1, "2026-01-02"),
            (Voice::Peer, Some("Iben"), 3, "2026-03-02"),
            (Voice::Peer, None, 2, "2026-03-02"),
        ] {
            vault.assess(&given(voice, person, level, on)).unwrap();
        }
        let seen = strategy(&vault);
        assert_eq!((seen.own, seen.manager, seen.peers, seen.difference), (Some(3), Some(2), vec![2, 3], Some(1)));
        assert_eq!(
            seen.says,
            "You say 3, your manager 2, two peers 2 to 3: you see yourself one level higher than your manager does."
        );
        assert!(seen.assessments.windows(2).all(|pair| pair[0].on <= pair[1].on));
        let names: Vec<_> = seen.assessments.iter().map(|one| one.person.as_deref()).collect();
        assert_eq!(names, [None, Some("Iben"), Some("Iben"), None, None, Some("Dana")], "of oneself there is no name");
        assert_eq!(seen.assessments[0].note, "said in the review");
    }

    #[test]
    fn what_was_said_is_put_into_one_sentence() {
        for (own, manager, peers, difference, said) in [
            (Some(2), None, &[][..], None, "You say 2: nobody else has been asked."),
            (None, Some(2), &[], None, "Your manager says 2: you have not said what you think."),
            (None, None, &[1, 3], None, "Two peers say 1 to 3: you have not said what you think."),
            (Some(2), Some(2), &[2], Some(0), "You say 2, your manager 2, a peer 2: you agree."),
            (
                Some(1),
                None,
                &[3, 3],
                Some(-2),
                "You say 1, two peers 3: you see yourself two levels lower than they do.",
            ),
        ] {
            assert_eq!(says(own, manager, peers, difference, &TO_ITS_AUTHOR), said);
        }
    }

    #[test]
    fn a_level_that_the_competency_does_not_have_and_a_day_that_has_not_come_are_refused() {
        let vault = empty();
        for level in [0, 5] {
            let refused = vault.assess(&given(Voice::Own, None, level, "2026-10-01")).unwrap_err();
            assert_eq!(refused.to_string(), "level: not between 1 and 4");
        }
        let refused = vault.assess(&given(Voice::Own, None, 1, "2026-11-24")).unwrap_err();
        assert_eq!(refused.to_string(), "on: has not come yet");
        let unknown = NewAssessment { competency: "poetry".to_owned(), ..given(Voice::Own, None, 1, "2026-10-01") };
        assert!(matches!(vault.assess(&unknown), Err(Error::NotFound { what: "competency" })));
        let nameless = given(Voice::Peer, Some(" "), 1, "2026-10-01");
        assert!(matches!(vault.assess(&nameless), Err(Error::Invalid { field: "person", .. })));
    }

    #[test]
    fn what_is_forgotten_is_gone() {
        let vault = empty();
        let id = vault.assess(&given(Voice::Own, None, 1, "2026-10-01")).unwrap();
        vault.forget_assessment(id).unwrap();
        let framework = vault.framework().unwrap();
        assert!(vault.read(|database| seen(database, &framework.competencies)).unwrap().is_empty());
        assert!(vault.forget_assessment(id).is_err());
    }
}
