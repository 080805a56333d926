//! Which question comes first on which day.
//!
//! Chance decides, of a kind that is the same whenever the same day is asked: each question draws a
//! number for the day, better the more its competency needs evidence. So that the first of a day is never
//! the first of the day before, even days and odd days have different halves of the questions to begin with.

use chrono::{Datelike, NaiveDate};

use super::written::Written;

/// The places of `questions` in the order in which they are asked on `day`; `weight` says how often one
/// should come first against the others. Neighbours are about different competencies as long as there are any.
pub(super) fn order(day: NaiveDate, questions: &[&Written], weight: &dyn Fn(&Written) -> u32) -> Vec<usize> {
    let number = i64::from(day.num_days_from_ce());
    let is_first_half = |at: usize| i64::try_from(at).unwrap_or(0) % 2 == number % 2;
    let mut drawn: Vec<(bool, f64, usize)> = questions
        .iter()
        .enumerate()
        .map(|(at, one)| {
            // The first of several alarm clocks to ring: one that rings on average twice as often is twice as
            // often the first.
            let rings = -draw(number, &one.key).ln() / f64::from(weight(one).max(1));
            (!is_first_half(at), rings, at)
        })
        .collect();
    drawn.sort_by(|one, other| one.0.cmp(&other.0).then(one.1.total_cmp(&other.1)));
    let mut left: Vec<usize> = drawn.into_iter().map(|(.., at)| at).collect();
    let about = |at: usize| questions.get(at).and_then(|one| one.competency.as_deref());
    let mut order: Vec<usize> = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let before = order.last().map(|at| about(*at));
        let next = left.iter().position(|at| Some(about(*at)) != before).unwrap_or(0);
        order.push(left.remove(next));
    }
    order
}

/// A number between 0 and 1 that belongs to the day and the key.
fn draw(day: i64, key: &str) -> f64 {
    let seed = key.bytes().fold(day.cast_unsigned() ^ 0xcbf2_9ce4_8422_2325, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    // Splitmix: what differs in one bit comes out differing in half of them.
    let mut mixed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^= mixed >> 31;
    ((mixed >> 11) as f64 + 0.5) / (1u64 << 53) as f64
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::super::written::written;
    use super::*;

    fn day(number: i32) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(number).unwrap()
    }

    proptest! {
        #[test]
        fn every_question_comes_once_and_none_first_on_two_days_in_a_row(
            number in 700_000i32..800_000,
            weights in prop::collection::vec(1u32..5, 24),
        ) {
            let questions: Vec<&Written> = written().iter().filter(|one| !one.evening).collect();
            // The evidence may be another one tomorrow.
            let weighed = |shift: usize| {
                let weights = weights.clone();
                move |one: &Written| weights[(one.key.len() + shift) % weights.len()]
            };
            let today = order(day(number), &questions, &weighed(0));
            let tomorrow = order(day(number + 1), &questions, &weighed(7));
            let mut sorted = today.clone();
            sorted.sort_unstable();
            prop_assert_eq!(sorted, (0..questions.len()).collect::<Vec<_>>());
            prop_assert_ne!(today[0], tomorrow[0]);
        }
    }

    #[test]
    fn who_needs_more_comes_first_more_often() {
        let questions: Vec<&Written> = written().iter().filter(|one| !one.evening).collect();
        let mut first: HashMap<&str, u32> = HashMap::new();
        for number in 0..2000 {
            let weight = |one: &Written| if one.competency.as_deref() == Some("network") { 4 } else { 1 };
            let order = order(day(738_000 + number), &questions, &weight);
            *first.entry(questions[order[0]].competency.as_deref().unwrap()).or_default() += 1;
        }
        let others = first.iter().filter(|(key, _)| **key != "network").map(|(_, count)| *count).max().unwrap();
        assert!(first["network"] > 2 * others, "{first:?}");
    }

    #[test]
    fn neighbours_are_about_different_things() {
        let questions: Vec<&Written> = written().iter().filter(|one| !one.evening).collect();
        let order = order(day(738_000), &questions, &|_| 1);
        let same = order.windows(2).filter(|two| questions[two[0]].competency == questions[two[1]].competency).count();
        assert!(same <= 1, "{same} pairs");
    }
}
