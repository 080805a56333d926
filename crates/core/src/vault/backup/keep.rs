//! Which backups there are, and which of them are still needed.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use chrono::{DateTime, Datelike, FixedOffset};

use super::label::Why;
use super::open::{Keys, Opened, look};
use super::{Backup, Backups, ENDING, files};
use crate::disk;
use crate::error::{Error, Result};
use crate::vault::ATTACHMENTS;
use crate::vault::key::to_hex;
use crate::world::World;

/// Backups that are kept whatever their age.
const NEWEST: usize = 3;
/// Of so many days, weeks and months the newest is kept.
const DAYS: usize = 7;
const WEEKS: usize = 4;
const MONTHS: usize = 12;
/// How long one that was made before something could go wrong is kept, in days.
const AFTERMATH_DAYS: i64 = 30;

/// The backups in `folder`; none if there is no such folder.
pub(super) fn list(folder: &Path) -> Result<Backups> {
    let mut found = Backups::default();
    for name in disk::names(folder)? {
        if name.starts_with('.') || !name.ends_with(ENDING) {
            continue;
        }
        let path = folder.join(&name);
        match look(&path) {
            Ok(one) => {
                let bytes = fs::metadata(&path).map_or(one.label.bytes, |about| about.len());
                found.backups.push(Backup::of(&name, &one.label, bytes));
            }
            Err(_) => found.unreadable.push(name),
        }
    }
    found.backups.sort_by(|one, other| other.made.cmp(&one.made).then_with(|| other.file.cmp(&one.file)));
    found.unreadable.sort();
    Ok(found)
}

/// Removes the backups in `folder` that nobody needs any more, as far as that can be done; the next
/// time will do the rest.
pub(super) fn let_go(folder: &Path, keys: Keys<'_>, world: &dyn World) {
    let Ok(found) = list(folder) else { return };
    let now = world.now();
    let keep = needed(&found.backups, now);
    let mut go = found.backups;
    go.retain(|backup| !keep.contains(&backup.file));
    if !go.is_empty() {
        let _ = remove(folder, &go, keys);
    }
}

/// Removes `go` from `folder`, and the attached files that no other backup there has.
pub(super) fn remove(folder: &Path, go: &[Backup], keys: Keys<'_>) -> Result<()> {
    for backup in go {
        match fs::remove_file(folder.join(&backup.file)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(Error::file(folder.join(&backup.file), error));
            }
            _ => {}
        }
    }
    sweep(folder, keys)
}

/// Removes attached files that no backup in `folder` speaks of. If one of them cannot be asked,
/// everything stays.
fn sweep(folder: &Path, keys: Keys<'_>) -> Result<()> {
    let found = list(folder)?;
    if !found.unreadable.is_empty() {
        return Ok(());
    }
    let mut needed = HashSet::new();
    for backup in &found.backups {
        let Ok(opened) = Opened::glance(&folder.join(&backup.file), keys) else { return Ok(()) };
        let Ok(kept) = files::listed(&opened.database) else { return Ok(()) };
        needed.extend(kept.iter().map(|one| to_hex(&one.hash)));
    }
    let attachments = folder.join(ATTACHMENTS);
    for name in disk::names(&attachments)? {
        if !needed.contains(&name) {
            // Left behind at worst.
            let _ = fs::remove_file(attachments.join(name));
        }
    }
    Ok(())
}

/// The names of the backups to keep: all that somebody made by hand; those from before something that
/// could go wrong, for a month; of the others the three newest, and the newest of each of the last seven
/// days, four weeks and twelve months that have one.
fn needed(backups: &[Backup], now: DateTime<FixedOffset>) -> HashSet<String> {
    let mut newest_first: Vec<&Backup> = backups.iter().collect();
    newest_first.sort_by_key(|backup| std::cmp::Reverse(backup.made));
    let mut keep = HashSet::new();
    let (mut days, mut weeks, mut months) = (Newest::of(DAYS), Newest::of(WEEKS), Newest::of(MONTHS));
    for (at, backup) in newest_first.iter().enumerate() {
        let on = backup.made.utc().with_timezone(now.offset()).date_naive();
        let stays = match backup.why {
            Why::ByHand => true,
            Why::BeforeImport | Why::BeforeRestore | Why::BeforeUpgrade => {
                (now.date_naive() - on).num_days() <= AFTERMATH_DAYS
            }
            Why::Daily | Why::Closing => false,
        };
        let week = on.iso_week();
        // Each asked, so that each counts.
        let wanted = [
            days.wants((on.year(), on.ordinal())),
            weeks.wants((week.year(), week.week())),
            months.wants((on.year(), on.month())),
        ];
        if stays || at < NEWEST || wanted.contains(&true) {
            keep.insert(backup.file.clone());
        }
    }
    keep
}

/// The first of each of so many periods.
struct Newest {
    left: usize,
    last: Option<(i32, u32)>,
}

impl Newest {
    const fn of(left: usize) -> Self {
        Self { left, last: None }
    }

    fn wants(&mut self, period: (i32, u32)) -> bool {
        if self.left == 0 || self.last == Some(period) {
            return false;
        }
        self.left -= 1;
        self.last = Some(period);
        true
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use proptest::prelude::*;

    use super::*;
    use crate::world::Timestamp;

    fn now() -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2026-11-25T12:00:00+00:00").unwrap()
    }

    fn backup(hours_ago: i64, why: Why) -> Backup {
        let made = Timestamp::from(now() - TimeDelta::hours(hours_ago));
        let file = format!("{hours_ago}{ENDING}");
        Backup { file, made, why, entries: 0, versions: 0, attachments: 0, bytes: 0, locked: false }
    }

    #[test]
    fn two_years_of_daily_backups_become_two_dozen() {
        let all: Vec<Backup> = (0..730).map(|day| backup(day * 24, Why::Daily)).collect();
        let kept = needed(&all, now());
        assert!((18..=23).contains(&kept.len()), "{}", kept.len());
        for day in 0..7 {
            assert!(kept.contains(&backup(day * 24, Why::Daily).file), "day {day}");
        }
        let oldest = all.iter().rev().find(|one| kept.contains(&one.file)).unwrap();
        assert!(now() - oldest.made.utc().fixed_offset() > TimeDelta::days(320), "nearly a year back");
    }

    #[test]
    fn what_was_made_by_hand_stays_and_what_preceded_an_import_stays_for_a_month() {
        let mut all: Vec<Backup> = (0..40).map(|day| backup(day * 24, Why::Closing)).collect();
        all.push(backup(24 * 900 + 1, Why::ByHand));
        all.push(backup(24 * 29 + 1, Why::BeforeImport));
        all.push(backup(24 * 33 + 1, Why::BeforeUpgrade));
        let kept = needed(&all, now());
        assert!(kept.contains(&all[40].file));
        assert!(kept.contains(&all[41].file));
        assert!(!kept.contains(&all[42].file));
    }

    fn why() -> impl Strategy<Value = Why> {
        prop_oneof![
            Just(Why::ByHand),
            Just(Why::Daily),
            Just(Why::Closing),
            Just(Why::BeforeImport),
            Just(Why::BeforeRestore)
        ]
    }

    proptest! {
        #[test]
        fn the_newest_stays_and_letting_go_twice_is_letting_go_once(
            ages in proptest::collection::btree_map(-100i64..20_000, why(), 1..80)
        ) {
            let all: Vec<Backup> = ages.into_iter().map(|(age, why)| backup(age, why)).collect();
            let kept = needed(&all, now());
            for newest in all.iter().take(NEWEST) {
                prop_assert!(kept.contains(&newest.file));
            }
            let rest: Vec<Backup> = all.into_iter().filter(|one| kept.contains(&one.file)).collect();
            prop_assert_eq!(needed(&rest, now()), kept);
        }
    }
}
