//! Entries at hand: what was read to be shown, kept until something is saved.
//!
//! Who searches looks at much the same entries with every letter. To read one from the database takes several
//! times as long as to show it, so what was shown lately is kept as it is shown. Any save lets all of it go: an
//! entry shows names, titles and counts that belong to others, and there are many searches to a save.

use std::collections::HashMap;
use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::body::Body;
use crate::error::Result;
use crate::journal::{Listed, listed};
use crate::vault::Vault;

/// Bytes of each of the two halves.
const HALF: usize = 8 << 20;

/// Entries as they were read since the last save. What was looked at lately is in the fresh half; when that is
/// full, it takes the place of the stale one, which is let go.
#[derive(Debug, Default)]
pub(crate) struct AtHand(Mutex<Held>);

#[derive(Debug, Default)]
struct Held {
    /// How many saves there have been.
    saves: u64,
    fresh: HashMap<i64, Arc<ToShow>>,
    stale: HashMap<i64, Arc<ToShow>>,
    /// Of the fresh ones.
    bytes: usize,
}

/// An entry as it is shown.
#[derive(Debug)]
pub(super) struct ToShow {
    /// Without its body.
    pub(super) listed: Listed,
    pub(super) body: Body,
}

impl Vault {
    /// The entries with these local numbers as they are shown, in the order given; none for numbers of nothing.
    /// All of it is of one moment.
    ///
    /// # Errors
    /// What the database says.
    pub(super) fn to_show(&self, seqs: &[i64]) -> Result<Vec<Option<Arc<ToShow>>>> {
        let (saves, mut found) = self.at_hand().look_up(seqs);
        let missing: Vec<i64> = seqs.iter().zip(&found).filter(|(_, at)| at.is_none()).map(|(seq, _)| *seq).collect();
        if missing.is_empty() {
            return Ok(found);
        }
        let read = self.read_to_show(&missing)?;
        // Whoever only reads is not told of the saves of others.
        if !self.is_read_only() && self.at_hand().keep(saves, &read) {
            for (seq, at) in seqs.iter().zip(&mut found).filter(|(_, at)| at.is_none()) {
                *at = read.get(seq).cloned();
            }
            return Ok(found);
        }
        let read = if missing.len() == seqs.len() { read } else { self.read_to_show(seqs)? };
        Ok(seqs.iter().map(|seq| read.get(seq).cloned()).collect())
    }

    fn read_to_show(&self, seqs: &[i64]) -> Result<HashMap<i64, Arc<ToShow>>> {
        let listed = self.read(|database| {
            // To lock the file for each question would take as long as some of the answers, too.
            let moment = database.unchecked_transaction()?;
            listed(&moment, seqs)
        })?;
        Ok(listed.into_iter().map(|(seq, listed)| (seq, Arc::new(ToShow::of(listed)))).collect())
    }
}

impl AtHand {
    /// Lets everything go. To be called at every save, and when another journal takes the place of this one.
    pub(crate) fn let_go(&self) {
        let mut held = self.held();
        *held = Held { saves: held.saves + 1, ..Held::default() };
    }

    /// How many saves there have been.
    pub(super) fn saves(&self) -> u64 {
        self.held().saves
    }

    /// How many saves there have been, and which of the entries are at hand.
    fn look_up(&self, seqs: &[i64]) -> (u64, Vec<Option<Arc<ToShow>>>) {
        let mut held = self.held();
        (held.saves, seqs.iter().map(|seq| held.look_up(*seq)).collect())
    }

    /// Keeps what was read, if there has been no save since there were so many. Tells whether that is so.
    fn keep(&self, saves: u64, read: &HashMap<i64, Arc<ToShow>>) -> bool {
        let mut held = self.held();
        if held.saves != saves {
            return false;
        }
        for (seq, shown) in read {
            held.keep(*seq, Arc::clone(shown));
        }
        true
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Held {
    fn look_up(&mut self, seq: i64) -> Option<Arc<ToShow>> {
        if let Some(shown) = self.fresh.get(&seq) {
            return Some(Arc::clone(shown));
        }
        let shown = self.stale.remove(&seq)?;
        self.keep(seq, Arc::clone(&shown));
        Some(shown)
    }

    fn keep(&mut self, seq: i64, shown: Arc<ToShow>) {
        self.bytes += shown.bytes();
        if self.bytes > HALF {
            self.bytes = shown.bytes();
            self.stale = mem::take(&mut self.fresh);
        }
        self.fresh.insert(seq, shown);
    }
}

impl ToShow {
    fn of(mut listed: Listed) -> Self {
        let body = Body::of(mem::take(&mut listed.entry.content.body));
        Self { listed, body }
    }

    /// About as much memory as it takes.
    fn bytes(&self) -> usize {
        let content = &self.listed.entry.content;
        let names = content.tags.iter().chain(&content.people).chain(content.competencies.iter().map(|it| &it.key));
        let texts = content.facets.texts().chain([&*content.title, &*content.private]);
        let texts = texts.chain(names.map(String::as_str)).map(|text| text.len() + size_of::<String>());
        size_of::<Self>() + self.body.bytes() + texts.sum::<usize>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::{Content, Kind, Link, LinkKind, Sitting};
    use crate::world::Still;

    fn vault() -> Vault {
        Vault::in_memory(Arc::new(Still::at("2026-11-23T09:41:00+00:00").unwrap())).unwrap()
    }

    fn entry(vault: &Vault, title: &str) -> Content {
        Content { title: title.to_owned(), ..Content::on(vault.today(), "Europe/Lisbon") }
    }

    fn shown(vault: &Vault) -> Vec<Arc<ToShow>> {
        vault.to_show(&[1, 2]).unwrap().into_iter().flatten().collect()
    }

    #[test]
    fn what_was_read_is_kept_until_something_is_saved() {
        let vault = vault();
        let source = vault.add(&entry(&vault, "The launch slipped")).unwrap().id;
        let links = vec![Link { kind: LinkKind::Source, to: source }];
        vault.add(&Content { kind: Kind::Lesson, links, ..entry(&vault, "Name one owner") }).unwrap();
        let first = shown(&vault);
        let again = shown(&vault);
        assert!(first.iter().zip(&again).all(|(one, other)| Arc::ptr_eq(one, other)));
        assert_eq!(again[1].listed.source.as_deref(), Some("The launch slipped"));
        vault.edit(source, &entry(&vault, "The launch was late"), Sitting::Ends).unwrap();
        assert_eq!(shown(&vault)[1].listed.source.as_deref(), Some("The launch was late"), "of another entry");
        vault.trash(source).unwrap();
        let after = shown(&vault);
        assert!(after[0].listed.entry.trashed.is_some() && after[1].listed.source.is_none());
    }

    #[test]
    fn what_was_read_before_a_save_is_not_kept_after_it() {
        let vault = vault();
        vault.add(&entry(&vault, "one")).unwrap();
        let (saves, _) = vault.at_hand().look_up(&[1]);
        let read = vault.read_to_show(&[1]).unwrap();
        vault.add(&entry(&vault, "two")).unwrap();
        assert!(!vault.at_hand().keep(saves, &read));
        assert!(vault.at_hand().look_up(&[1]).1[0].is_none());
    }

    #[test]
    fn what_was_looked_at_lately_stays_when_there_is_no_room_for_all() {
        let vault = vault();
        let body = "word ".repeat(HALF / 5 / 10);
        for _ in 0..60 {
            vault.add(&Content { body: body.clone(), ..entry(&vault, "") }).unwrap();
        }
        let is_at_hand = |seq: i64| vault.at_hand().look_up(&[seq]).1[0].is_some();
        for seq in 1..=60 {
            vault.to_show(&[1, seq]).unwrap();
            let held = vault.at_hand().held();
            assert!(held.fresh.len() + held.stale.len() <= 20, "each takes a tenth of a half");
        }
        assert!(is_at_hand(1) && is_at_hand(60) && !is_at_hand(30));
    }
}
