//! Pictures of the months: how much was written, and by whose hands wins were won.
//!
//! They are SVG, made here and shown as they are in every format that can: lines and letters, no picture of
//! pixels. What they show is also said in words, for whoever does not see them.

use std::fmt::Write as _;

use chrono::Datelike;

use super::model::Month;
use crate::language::Dates;

/// Fewer months than this are no course of anything.
const FEWEST: usize = 3;

/// Size in user units; one is a point at the usual size.
const WIDTH: f64 = 225.0;
const HEIGHT: f64 = 96.0;
/// Room below the bars for the months.
const FOOT: f64 = 20.0;
/// Room above them for the highest value.
const HEAD: f64 = 12.0;

const INK: &str = "#4C586B";
const QUIET: &str = "#5E687B";
const BRASS: &str = "#B98A35";
const RULE: &str = "#D3CDBE";

/// A picture with what it shows in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Picture {
    /// What stands above it.
    pub(super) caption: &'static str,
    /// An SVG document.
    pub(super) svg: String,
    /// What it shows.
    pub(super) alt: String,
}

/// How much was written; nothing of fewer than three months, or where nothing was.
pub(super) fn entries(months: &[Month], dates: &Dates) -> Option<Picture> {
    let bars: Vec<Bar> = months.iter().map(|one| vec![(one.entries, INK)]).collect();
    let alt = format!("Entries a month: {}.", told(months, dates, |one| one.entries.to_string()));
    picture("Entries a month", months, &bars, alt, dates)
}

/// By whose hands wins were won; nothing of fewer than three months, or without a win through others.
pub(super) fn hands(months: &[Month], dates: &Dates) -> Option<Picture> {
    let bars: Vec<Bar> = months.iter().map(|one| vec![(one.by_own_hands, INK), (one.through_others, BRASS)]).collect();
    let sum = |count: fn(&Month) -> u32| months.iter().map(count).sum::<u32>();
    if sum(|one| one.through_others) == 0 {
        return None;
    }
    let alt = format!(
        "Wins: {} that I did or decided, {} through others. Through others by month: {}.",
        sum(|one| one.by_own_hands),
        sum(|one| one.through_others),
        told(months, dates, |one| one.through_others.to_string())
    );
    picture("Wins by my own hands (dark) and through others (light)", months, &bars, alt, dates)
}

/// A level as dots in a line, the colour of the text: filled as far as it is held; those up to the target are of the
/// class `aim`.
pub(super) fn dots(held: u8, target: u8, highest: u8) -> String {
    let width = u32::from(highest) * 14;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} 12\" width=\"{width}\" height=\"12\">"
    );
    for at in 1..=highest {
        let x = f64::from(at) * 14.0 - 8.0;
        let look = match at {
            at if at <= held => "fill=\"currentColor\" stroke=\"currentColor\"",
            at if at <= target => "class=\"aim\" fill=\"none\" stroke=\"currentColor\"",
            _ => "class=\"beyond\" fill=\"none\" stroke=\"currentColor\"",
        };
        let _ = write!(svg, "<circle cx=\"{x}\" cy=\"6\" r=\"4\" {look}/>");
    }
    svg + "</svg>"
}

/// As in "January 2026 3, February 2026 5".
fn told(months: &[Month], dates: &Dates, value: impl Fn(&Month) -> String) -> String {
    let all: Vec<String> =
        months.iter().map(|one| format!("{} {}", dates.month_of_year(one.month), value(one))).collect();
    all.join(", ")
}

/// What is stacked on one another, from below, each in its colour.
type Bar = Vec<(u32, &'static str)>;

fn picture(caption: &'static str, months: &[Month], bars: &[Bar], alt: String, dates: &Dates) -> Option<Picture> {
    if months.len() < FEWEST {
        return None;
    }
    let total = |bar: &Bar| bar.iter().map(|(value, _)| *value).sum::<u32>();
    let most = bars.iter().map(total).max().filter(|most| *most > 0)?;
    let step = WIDTH / f64::from(u32::try_from(bars.len()).ok()?);
    let thick = (step * 0.62).min(14.0);
    let ground = HEIGHT - FOOT;
    let unit = (ground - HEAD) / f64::from(most);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" \
         font-family=\"'Source Serif 4', Georgia, serif\" font-size=\"7.4\">"
    );
    let mut left = 0.0;
    // Letters only where they have room: every month, every third, every sixth.
    let every = [1, 3, 6].into_iter().find(|every| step * f64::from(*every) >= 16.0).unwrap_or(12);
    for (bar, month) in bars.iter().zip(months) {
        let mut top = ground;
        for (value, colour) in bar.iter().filter(|(value, _)| *value > 0) {
            let height = f64::from(*value) * unit;
            top -= height;
            let x = left + (step - thick) / 2.0;
            let _ = write!(
                svg,
                "<rect x=\"{x:.2}\" y=\"{top:.2}\" width=\"{thick:.2}\" height=\"{height:.2}\" fill=\"{colour}\"/>"
            );
        }
        let middle = left + step / 2.0;
        if total(bar) == most {
            let above = top - 3.0;
            let _ = write!(
                svg,
                "<text x=\"{middle:.2}\" y=\"{above:.2}\" text-anchor=\"middle\" fill=\"{QUIET}\">{most}</text>"
            );
        }
        if month.month.month0() % every == 0 {
            let below = ground + 9.0;
            let name = dates.letters(month.month);
            let _ = write!(
                svg,
                "<text x=\"{middle:.2}\" y=\"{below:.2}\" text-anchor=\"middle\" fill=\"{QUIET}\">{name}</text>"
            );
            if month.month.month0() == 0 {
                let under = ground + 17.5;
                let year = month.month.year();
                let _ = write!(
                    svg,
                    "<text x=\"{middle:.2}\" y=\"{under:.2}\" text-anchor=\"middle\" fill=\"{QUIET}\">{year}</text>"
                );
            }
        }
        left += step;
    }
    let _ = write!(
        svg,
        "<line x1=\"0\" y1=\"{ground}\" x2=\"{WIDTH}\" y2=\"{ground}\" stroke=\"{RULE}\" stroke-width=\"0.6\"/></svg>"
    );
    Some(Picture { caption, svg, alt })
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::language::USUAL;

    fn usual() -> Dates {
        Dates::of(USUAL)
    }

    fn month(number: u32, entries: u32, through_others: u32) -> Month {
        let month = NaiveDate::from_ymd_opt(2026, number, 1).unwrap();
        Month { month, entries, by_own_hands: 1, through_others }
    }

    #[test]
    fn a_picture_says_in_words_what_it_shows() {
        let months = [month(1, 4, 0), month(2, 0, 2), month(3, 9, 1)];
        let (entries, hands) = (entries(&months, &usual()).unwrap(), hands(&months, &usual()).unwrap());
        assert_eq!(entries.alt, "Entries a month: January 2026 4, February 2026 0, March 2026 9.");
        assert!(hands.alt.starts_with("Wins: 3 that I did or decided, 3 through others."), "{}", hands.alt);
        assert_eq!(entries.svg.matches("<rect").count(), 2, "nothing is drawn for an empty month");
        assert!(entries.svg.contains(">9<") && entries.svg.contains(">Jan<") && entries.svg.contains(">2026<"));
    }

    #[test]
    fn a_level_is_as_many_dots_as_there_are_filled_as_far_as_it_is_held() {
        let dots = dots(2, 3, 4);
        assert_eq!(dots.matches("<circle").count(), 4);
        assert_eq!(dots.matches("fill=\"currentColor\"").count(), 2);
        assert_eq!((dots.matches("aim").count(), dots.matches("beyond").count()), (1, 1));
    }

    #[test]
    fn nothing_is_drawn_of_nothing() {
        assert_eq!(entries(&[month(1, 4, 0), month(2, 4, 0)], &usual()), None, "two months are no course");
        let empty = [1, 2, 3].map(|number| Month { by_own_hands: 0, ..month(number, 0, 0) });
        assert_eq!((entries(&empty, &usual()), hands(&empty, &usual())), (None, None));
    }
}
