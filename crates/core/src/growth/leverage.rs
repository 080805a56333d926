//! By whose hands wins were won, month by month: the way from doing to leading.

use chrono::NaiveDate;
use serde::Serialize;
use specta::Type;

use super::say;
use crate::journal::Contribution;

/// Wins in each half of a period below which nothing is said about the course of it.
const FEWEST: u32 = 3;

/// The wins of a month by what their author did about them. Those of which nothing was said are left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Leverage {
    /// The first day of the month.
    pub month: NaiveDate,
    /// Did it.
    pub did: u32,
    /// Decided it.
    pub decided: u32,
    /// Influenced those who decided.
    pub influenced: u32,
    /// Enabled others to do it.
    pub enabled: u32,
}

impl Leverage {
    pub(super) const fn of(month: NaiveDate) -> Self {
        Self { month, did: 0, decided: 0, influenced: 0, enabled: 0 }
    }

    pub(super) fn add(&mut self, contribution: Contribution, count: u32) {
        *match contribution {
            Contribution::Did => &mut self.did,
            Contribution::Decided => &mut self.decided,
            Contribution::Influenced => &mut self.influenced,
            Contribution::Enabled => &mut self.enabled,
        } += count;
    }

    const fn all(&self) -> u32 {
        self.did + self.decided + self.through_others()
    }

    const fn through_others(&self) -> u32 {
        self.influenced + self.enabled
    }
}

/// As in "Influenced or enabled: 3 of 9 wins in the first half of these months, 8 of 14 in the second."; empty while
/// there are too few wins to speak of a course.
pub(super) fn course(leverage: &[Leverage]) -> String {
    let (before, after) = leverage.split_at(leverage.len() / 2);
    let sum = |months: &[Leverage], count: fn(&Leverage) -> u32| months.iter().map(count).sum::<u32>();
    let (first, second) = (sum(before, Leverage::all), sum(after, Leverage::all));
    if first < FEWEST || second < FEWEST {
        return String::new();
    }
    let others = |months| sum(months, Leverage::through_others);
    format!(
        "Influenced or enabled: {} of {} in the first half of these months, {} of {} in the second.",
        others(before),
        say::count(first, "win"),
        others(after),
        second,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_course_compares_the_halves_and_is_silent_about_few() {
        let month = |did, enabled| Leverage { did, enabled, ..Leverage::of("2026-11-01".parse().unwrap()) };
        let said = course(&[month(4, 1), month(3, 1), month(1, 5), month(2, 4)]);
        assert_eq!(
            said,
            "Influenced or enabled: 2 of 9 wins in the first half of these months, 9 of 12 in the second."
        );
        assert_eq!(course(&[month(1, 1), month(9, 9)]), "");
        assert_eq!(course(&[]), "");
    }
}
