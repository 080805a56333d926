//! The words that caused a suggestion, as they stand in the text.

use super::judge::Judge;
use super::words::{Told, Word};

/// Words named at most: two say why, and more are a list.
const MOST: usize = 2;

/// What a word must say for a competency to be named for it: half as much again as for the others.
const LEAST: f32 = 0.4;

/// Characters of a phrase that is named, so that one reads it in passing.
const LONGEST: usize = 32;

/// Shorter words cause nothing that anybody would believe, unless they are written in capitals.
const SHORTEST: usize = 4;

/// At most two words of the text that speak most for the competency at this place, in the order of the text.
pub(super) fn because(judge: &Judge<'_>, class: usize, told: &Told<'_>) -> Vec<String> {
    let mut found: Vec<(f32, usize, &Word<'_>)> = (0..)
        .zip(&told.words)
        .filter(|(_, word)| can_be_named(word))
        .map(|(at, word)| (weight(judge, class, word), at, word))
        .filter(|(weight, ..)| *weight >= LEAST)
        .collect();
    // Stable, so that of equals the one that stands first is taken.
    found.sort_by(|one, other| other.0.total_cmp(&one.0));
    let mut named: Vec<(usize, String)> = Vec::new();
    for (_, at, word) in found {
        let text = word.text.split_whitespace().collect::<Vec<_>>().join(" ");
        // A word of a phrase that is named already says nothing more, and the other way round.
        let is_said = named.iter().any(|(_, one)| one.contains(&text) || text.contains(one.as_str()));
        if !is_said {
            named.push((at, text));
        }
        if named.len() == MOST {
            break;
        }
    }
    named.sort_unstable();
    named.into_iter().map(|(_, text)| text).collect()
}

fn can_be_named(word: &Word<'_>) -> bool {
    let text = word.text;
    let length = text.chars().count();
    let is_capital = length > 1 && text.chars().all(|one| one.is_uppercase() || one.is_ascii_digit());
    let plain = text.chars().all(|one| one.is_alphanumeric() || one.is_whitespace() || "-/:’'".contains(one));
    plain && length <= LONGEST && (length >= SHORTEST || is_capital || !text.is_ascii())
}

/// What a word says for the competency; less where it was seen once or twice only, for then it may be
/// chance, and more where the framework says it, for then anybody understands it.
fn weight(judge: &Judge<'_>, class: usize, word: &Word<'_>) -> f32 {
    let seen = judge.seen(word.feature);
    let is_of_framework = judge.prior.words.row(word.feature).iter().any(|(place, _)| usize::from(*place) == class);
    let clear = if is_of_framework { 1.5 } else { 1.0 };
    judge.says(word.feature, class) * clear * seen / (seen + 2.0)
}
