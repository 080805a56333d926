//! When a lesson comes back: 7, 30 and 90 days after it was learnt, as long as nobody has retired it.
//!
//! A lesson is due once, however many of those days have passed unseen: for the latest of them. A
//! review settles all that have passed. After a verdict of "changed" it is another lesson, and the
//! days are counted anew.

use chrono::{Days, NaiveDate};

use super::recall::Verdict;

/// After how many days a lesson comes back.
pub(crate) const RETURNS: [u32; 3] = [7, 30, 90];

/// What is known of a lesson's past, as far as its return depends on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Course {
    /// The day on which it was learnt, or written down if that was later.
    pub(crate) learnt: NaiveDate,
    /// The days on which it was reviewed, in any order.
    pub(crate) reviews: Vec<(NaiveDate, Verdict)>,
    /// It does not come back any more.
    pub(crate) retired: bool,
}

/// A lesson that is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Due {
    /// The first day that passed without a review. It never moves while the lesson waits.
    pub(crate) since: NaiveDate,
    /// The latest return that has passed, in days.
    pub(crate) after: u32,
}

impl Course {
    /// From which day the returns are counted.
    fn start(&self) -> NaiveDate {
        let changed = self.reviews.iter().filter(|(_, verdict)| *verdict == Verdict::Changed).map(|(on, _)| *on);
        changed.max().map_or(self.learnt, |on| on.max(self.learnt))
    }

    /// The days on which it comes back, with the number of days after which.
    fn returns(&self) -> impl Iterator<Item = (NaiveDate, u32)> {
        let start = self.start();
        // A day beyond the calendar never comes.
        RETURNS.into_iter().filter_map(move |after| Some((start.checked_add_days(Days::new(after.into()))?, after)))
    }

    fn last_review(&self) -> Option<NaiveDate> {
        self.reviews.iter().map(|(on, _)| *on).max()
    }

    /// Whether it is due on `today`, and since when.
    pub(crate) fn due(&self, today: NaiveDate) -> Option<Due> {
        if self.retired {
            return None;
        }
        let last = self.last_review();
        let mut missed = self.returns().filter(|(on, _)| *on <= today && last.is_none_or(|last| last < *on));
        let (since, first) = missed.next()?;
        Some(Due { since, after: missed.last().map_or(first, |(_, after)| after) })
    }

    /// The next day after `today` on which it comes back; none where it has come back as often as it does.
    pub(crate) fn next(&self, today: NaiveDate) -> Option<NaiveDate> {
        if self.retired {
            return None;
        }
        let last = self.last_review();
        self.returns().map(|(on, _)| on).find(|on| *on > today && last.is_none_or(|last| last < *on))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn learnt(on: &str, reviews: &[(&str, Verdict)]) -> Course {
        let reviews = reviews.iter().map(|&(on, verdict)| (day(on), verdict)).collect();
        Course { learnt: day(on), reviews, retired: false }
    }

    #[test]
    fn it_comes_back_after_seven_thirty_and_ninety_days_across_ends_of_months_and_leap_days() {
        let mut course = learnt("2028-01-31", &[]);
        assert_eq!(course.due(day("2028-02-06")), None);
        assert_eq!(course.due(day("2028-02-07")), Some(Due { since: day("2028-02-07"), after: 7 }));
        course.reviews.push((day("2028-02-07"), Verdict::StillTrue));
        assert_eq!(course.due(day("2028-02-29")), None);
        assert_eq!(course.due(day("2028-03-01")), Some(Due { since: day("2028-03-01"), after: 30 }));
        course.reviews.push((day("2028-03-01"), Verdict::Applied));
        assert_eq!(course.due(day("2028-04-29")), None);
        assert_eq!(course.due(day("2028-04-30")), Some(Due { since: day("2028-04-30"), after: 90 }));
        course.reviews.push((day("2028-04-30"), Verdict::StillTrue));
        assert_eq!((course.due(day("2030-01-01")), course.next(day("2028-05-01"))), (None, None), "it is known now");
    }

    #[test]
    fn what_was_missed_is_asked_once_and_a_late_review_moves_on() {
        let mut course = learnt("2026-01-01", &[]);
        assert_eq!(course.due(day("2026-02-15")), Some(Due { since: day("2026-01-08"), after: 30 }));
        course.reviews.push((day("2026-02-15"), Verdict::StillTrue));
        assert_eq!(course.due(day("2026-02-16")), None);
        assert_eq!(course.next(day("2026-02-16")), Some(day("2026-04-01")));
    }

    #[test]
    fn a_review_before_the_first_return_settles_nothing_that_has_not_come() {
        let course = learnt("2026-01-01", &[("2026-01-03", Verdict::StillTrue)]);
        assert_eq!(course.due(day("2026-01-08")), Some(Due { since: day("2026-01-08"), after: 7 }));
    }

    #[test]
    fn a_changed_lesson_begins_anew_and_a_retired_one_never_comes() {
        let mut course = learnt("2026-01-01", &[("2026-01-08", Verdict::Changed)]);
        assert_eq!(course.due(day("2026-01-14")), None);
        assert_eq!(course.due(day("2026-01-15")), Some(Due { since: day("2026-01-15"), after: 7 }));
        course.retired = true;
        assert_eq!((course.due(day("2027-01-01")), course.next(day("2026-01-10"))), (None, None));
    }

    prop_compose! {
        fn course()(
            learnt in 700_000i32..740_000,
            reviews in proptest::collection::vec((0i32..400, 0usize..3), 0..8),
            retired in any::<bool>(),
        ) -> Course {
            let day = |number| NaiveDate::from_num_days_from_ce_opt(number).unwrap();
            let verdicts = [Verdict::StillTrue, Verdict::Changed, Verdict::Applied];
            let reviews = reviews.into_iter().map(|(after, which)| (day(learnt + after), verdicts[which])).collect();
            Course { learnt: day(learnt), reviews, retired }
        }
    }

    proptest! {
        #[test]
        fn a_lesson_reviewed_today_is_not_due_today(course in course(), after in 0u64..500, which in 0usize..3) {
            let today = course.learnt + Days::new(after);
            prop_assume!(course.reviews.iter().all(|(on, _)| *on <= today));
            let verdict = [Verdict::StillTrue, Verdict::Changed, Verdict::Applied][which];
            let mut reviewed = course;
            reviewed.reviews.push((today, verdict));
            prop_assert_eq!(reviewed.due(today), None);
            // And the next time is one of the returns, counted from a day that is known.
            if let Some(next) = reviewed.next(today) {
                prop_assert!(next > today && (next - today).num_days() <= 90);
            }
        }

        #[test]
        fn moving_the_clock_only_adds(course in course(), after in 0u64..500, more in 0u64..500) {
            let today = course.learnt + Days::new(after);
            if let Some(due) = course.due(today) {
                prop_assert!(due.since <= today && due.since > course.learnt);
                let later = course.due(today + Days::new(more));
                prop_assert_eq!(later.map(|later| later.since), Some(due.since), "it waits since the same day");
                prop_assert!(later.is_some_and(|later| later.after >= due.after));
            }
        }

        #[test]
        fn the_day_that_is_foretold_is_the_day_on_which_it_comes(course in course(), after in 0u64..500) {
            let today = course.learnt + Days::new(after);
            prop_assume!(course.due(today).is_none());
            match course.next(today) {
                Some(next) => {
                    prop_assert!(course.due(next - Days::new(1)).is_none());
                    prop_assert_eq!(course.due(next).map(|due| due.since), Some(next));
                }
                None => prop_assert!(course.due(today + Days::new(1000)).is_none()),
            }
        }

        #[test]
        fn the_order_of_reviews_makes_no_difference(course in course(), after in 0u64..500) {
            let today = course.learnt + Days::new(after);
            let mut turned = course.clone();
            turned.reviews.reverse();
            prop_assert_eq!(turned.due(today), course.due(today));
        }
    }
}
