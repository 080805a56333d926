//! How sure somebody says they are, against how often they are right.

use serde::Serialize;
use specta::Type;

/// Resolved forecasts from which on a score says something about its author rather than about chance.
pub const ENOUGH: u32 = 10;

/// How wide a bin is, in percent.
const WIDTH: u8 = 10;

/// Percentage points by which confidence and truth may differ before it is worth a word.
const CLOSE: f64 = 5.0;

/// A forecast whose end is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Forecast {
    /// How sure, in percent, 0 to 100.
    pub(super) confidence: u8,
    pub(super) came_true: bool,
}

/// Stated confidence against what came true.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct Calibration {
    /// Forecasts with a confidence and a known end.
    pub resolved: u32,
    /// How many more it takes until a score means something.
    pub missing: u32,
    /// The mean squared distance between what was said and what came true: 0 is perfect, 0.25 what
    /// "50 %" every time earns, 1 the worst. None before [`ENOUGH`].
    pub brier: Option<f64>,
    /// What the score means, in one sentence; how many are missing before there is one.
    pub says: String,
    /// By stated confidence, lowest first; those without a forecast are left out. Empty before [`ENOUGH`].
    pub bins: Vec<CalibrationBin>,
}

/// Forecasts of about the same confidence.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct CalibrationBin {
    /// The lowest confidence, in percent.
    pub from: u8,
    /// The highest.
    pub to: u8,
    /// How many forecasts.
    pub forecasts: u32,
    /// How many of them came true.
    pub came_true: u32,
    /// The mean confidence, in whole percent.
    pub said: u8,
    /// The share that came true, in whole percent.
    pub were: u8,
}

impl Calibration {
    pub(super) fn of(forecasts: &[Forecast]) -> Self {
        let resolved = u32::try_from(forecasts.len()).unwrap_or(u32::MAX);
        let missing = ENOUGH.saturating_sub(resolved);
        let brier = brier(forecasts).filter(|_| missing == 0);
        let says = brier.map_or_else(|| wanting(missing), |score| meaning(score, forecasts));
        let bins = if missing == 0 { bins(forecasts) } else { Vec::new() };
        Self { resolved, missing, brier, says, bins }
    }
}

/// The Brier score; none of nothing.
fn brier(forecasts: &[Forecast]) -> Option<f64> {
    mean(forecasts.iter().map(|one| {
        let truth = if one.came_true { 1.0 } else { 0.0 };
        (f64::from(one.confidence) / 100.0 - truth).powi(2)
    }))
}

fn mean(numbers: impl Iterator<Item = f64>) -> Option<f64> {
    let (count, sum) = numbers.fold((0.0, 0.0), |(count, sum), number| (count + 1.0, sum + number));
    (count > 0.0).then(|| sum / count)
}

/// The mean confidence and the share that came true, in percent.
fn said_and_were(forecasts: &[Forecast]) -> Option<(f64, f64)> {
    let said = mean(forecasts.iter().map(|one| f64::from(one.confidence)))?;
    let were = mean(forecasts.iter().map(|one| if one.came_true { 100.0 } else { 0.0 }))?;
    Some((said, were))
}

fn wanting(missing: u32) -> String {
    let decisions = if missing == 1 { "decision" } else { "decisions" };
    format!(
        "{missing} more resolved {decisions} with a forecast and a confidence, and you see how often you are right."
    )
}

fn meaning(score: f64, forecasts: &[Forecast]) -> String {
    let against = if score < 0.245 {
        "better than saying 50 % every time, which earns 0.25"
    } else if score <= 0.255 {
        "what saying 50 % every time earns"
    } else {
        "worse than saying 50 % every time, which earns 0.25"
    };
    let Some((said, were)) = said_and_were(forecasts) else { return String::new() };
    let drift = match said - were {
        over if over > CLOSE => ": you are surer than you are right",
        over if over < -CLOSE => ": you are right more often than you think",
        _ => ": that fits",
    };
    format!("{score:.2} is {against}. On average you said {said:.0} %, and {were:.0} % came true{drift}.")
}

/// A mean of percentages, rounded.
fn percent(mean: f64) -> u8 {
    // A mean of numbers up to 100 fits.
    mean.round() as u8
}

fn bins(forecasts: &[Forecast]) -> Vec<CalibrationBin> {
    (0..100 / WIDTH)
        .filter_map(|number| {
            let from = number * WIDTH;
            // Certainty has no bin of its own.
            let to = if from + WIDTH == 100 { 100 } else { from + WIDTH - 1 };
            let within: Vec<Forecast> =
                forecasts.iter().copied().filter(|one| (from..=to).contains(&one.confidence)).collect();
            let (said, were) = said_and_were(&within)?;
            let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
            Some(CalibrationBin {
                from,
                to,
                forecasts: count(within.len()),
                came_true: count(within.iter().filter(|one| one.came_true).count()),
                said: percent(said),
                were: percent(were),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn forecasts(of: &[(u8, bool)]) -> Vec<Forecast> {
        of.iter().map(|&(confidence, came_true)| Forecast { confidence, came_true }).collect()
    }

    /// Ten that were worked out on paper.
    const TEN: [(u8, bool); 10] = [
        (90, true),
        (90, true),
        (80, false),
        (80, true),
        (70, true),
        (70, false),
        (60, true),
        (50, false),
        (50, true),
        (100, true),
    ];

    #[test]
    fn the_score_is_the_one_worked_out_by_hand() {
        // 0.01 + 0.01 + 0.64 + 0.04 + 0.09 + 0.49 + 0.16 + 0.25 + 0.25 + 0 = 1.94
        let calibration = Calibration::of(&forecasts(&TEN));
        assert!((calibration.brier.unwrap() - 0.194).abs() < 1e-12, "{calibration:?}");
        assert_eq!(
            calibration.says,
            "0.19 is better than saying 50 % every time, which earns 0.25. On average you said 74 %, and 70 % came \
             true: that fits."
        );
        let shown: Vec<_> =
            calibration.bins.iter().map(|bin| (bin.from, bin.to, bin.forecasts, bin.came_true)).collect();
        assert_eq!(shown, [(50, 59, 2, 1), (60, 69, 1, 1), (70, 79, 2, 1), (80, 89, 2, 1), (90, 100, 3, 3)]);
        let last = calibration.bins.last().unwrap();
        assert_eq!((last.said, last.were), (93, 100), "280 / 3, and all of them");
    }

    #[test]
    fn before_ten_it_says_how_many_are_missing_and_nothing_else() {
        for (count, said) in [(0, "10 more resolved decisions"), (9, "1 more resolved decision ")] {
            let calibration = Calibration::of(&forecasts(&TEN[..count]));
            assert_eq!((calibration.brier, calibration.bins.len()), (None, 0));
            assert!(calibration.says.starts_with(said), "{}", calibration.says);
        }
    }

    #[test]
    fn it_says_where_confidence_and_truth_part() {
        let all = |confidence, came_true| Calibration::of(&forecasts(&[(confidence, came_true); 10])).says;
        assert!(all(90, false).contains("worse than") && all(90, false).ends_with("you are surer than you are right."));
        assert!(all(60, true).ends_with("you are right more often than you think."));
        let mut half = [(50, true); 10];
        half[..5].fill((50, false));
        let says = Calibration::of(&forecasts(&half)).says;
        assert!(says.starts_with("0.25 is what saying 50 % every time earns."), "{says}");
    }

    proptest! {
        #[test]
        fn a_score_lies_between_0_and_1_and_every_forecast_in_one_bin(
            of in proptest::collection::vec((0u8..=100, any::<bool>()), 10..60)
        ) {
            let calibration = Calibration::of(&forecasts(&of));
            prop_assert!((0.0..=1.0).contains(&calibration.brier.unwrap()));
            prop_assert_eq!(calibration.bins.iter().map(|bin| bin.forecasts).sum::<u32>(), calibration.resolved);
            for bin in &calibration.bins {
                prop_assert!((bin.from..=bin.to).contains(&bin.said) && bin.were <= 100);
                prop_assert!(bin.came_true <= bin.forecasts);
            }
        }

        #[test]
        fn whoever_knows_earns_0_and_who_is_certain_of_the_contrary_1(of in proptest::collection::vec(any::<bool>(), 10..40)) {
            let said = |right| of.iter().map(|&came_true| {
                Forecast { confidence: if came_true == right { 100 } else { 0 }, came_true }
            }).collect::<Vec<_>>();
            prop_assert_eq!(Calibration::of(&said(true)).brier, Some(0.0));
            prop_assert_eq!(Calibration::of(&said(false)).brier, Some(1.0));
        }

        #[test]
        fn the_order_of_forecasts_makes_no_difference(of in proptest::collection::vec((0u8..=100, any::<bool>()), 10..40)) {
            let there = Calibration::of(&forecasts(&of));
            let back = Calibration::of(&forecasts(&of.iter().rev().copied().collect::<Vec<_>>()));
            prop_assert!((there.brier.unwrap() - back.brier.unwrap()).abs() < 1e-12);
            prop_assert_eq!(there.bins.len(), back.bins.len());
        }
    }
}
