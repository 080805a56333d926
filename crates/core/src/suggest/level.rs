//! At which scope an entry shows a competency.

use super::judge::Judge;
use super::words::Told;

/// What a word of a behaviour counts for its level, where one of the user's counts 1: each level has
/// twelve such sentences, whatever was written.
const BEHAVIOUR: f32 = 0.3;

/// Entries that the usual distribution of levels counts for, beside those of the competency.
const USUAL: f32 = 3.0;

/// How much it counts that the competency was shown at the level before, against each word.
const BEFORE: f32 = 2.0;

/// How far the likeliest level must be ahead of the next.
const AHEAD: f32 = 4.0;

/// The level that the text shows of the competency at this place; none where two are about as likely.
pub(super) fn level(judge: &Judge<'_>, class: usize, told: &Told<'_>) -> Option<u8> {
    let levels = u8::try_from(judge.prior.competency(class)?.levels.len()).ok()?;
    let mut likely: Vec<(f32, u8)> =
        (1..=levels).zip(scores(judge, class, levels, told)).map(|(level, score)| (score, level)).collect();
    likely.sort_by(|one, other| other.0.total_cmp(&one.0));
    match likely.as_slice() {
        [(best, level), (next, _), ..] if best - next >= AHEAD => Some(*level),
        _ => None,
    }
}

/// What speaks for each level, lowest first.
fn scores(judge: &Judge<'_>, class: usize, levels: u8, told: &Told<'_>) -> Vec<f32> {
    let (learnt, prior) = (&judge.learnt.levels, &judge.prior.levels);
    let own = judge.own.map_or(&[][..], |own| own.tagged.as_slice());
    let own_weight = judge.own.map_or(0.0, |own| own.weight());
    let own_at = |level: u8| own_weight * own.iter().filter(|(_, one)| *one == level).count() as f32;
    let own_words = judge.own.map_or(0, |own| own.features.len()) as f32;
    let each = |of: &dyn Fn(u8) -> f32| (1..=levels).map(of).collect::<Vec<f32>>();
    let totals = each(&|level| {
        let at = u16::from(level);
        (learnt.total(at) - own_at(level) * own_words).max(0.0) + BEHAVIOUR * prior.total(at)
    });
    let total: f32 = totals.iter().sum();
    let words = learnt.words().max(prior.words()) as f32;
    let mut scores = before(judge, class, levels, &own_at);
    for feature in told.features() {
        let is_own = judge.own.is_some_and(|own| own.features.contains(&feature));
        let count = |row: &[(u16, f32)], level: u8| {
            row.iter().find(|(one, _)| *one == u16::from(level)).map_or(0.0, |(_, count)| *count)
        };
        let counts = each(&|level| {
            let own = if is_own { own_at(level) } else { 0.0 };
            (count(learnt.row(feature), level) - own).max(0.0) + BEHAVIOUR * count(prior.row(feature), level)
        });
        let all: f32 = counts.iter().sum();
        if all <= 0.0 {
            continue;
        }
        for ((score, of), total_of) in scores.iter_mut().zip(&counts).zip(&totals) {
            let inside = (of + 1.0) / (total_of + words);
            let outside = (all - of + 1.0) / (total - total_of + words);
            *score += (inside / outside).ln();
        }
    }
    scores
}

/// How likely each level is for this competency, whatever the text.
fn before(judge: &Judge<'_>, class: usize, levels: u8, own_at: &dyn Fn(u8) -> f32) -> Vec<f32> {
    let number = judge.number(class);
    let is_own =
        number.is_some_and(|number| judge.own.is_some_and(|own| own.tagged.iter().any(|(one, _)| *one == number)));
    let shown = |level: u8| {
        let own = if is_own { own_at(level) } else { 0.0 };
        (number.map_or(0.0, |number| judge.learnt.shown(number, level)) - own).max(0.0)
    };
    // Of a competency that was never judged, all levels are as likely as they are in general.
    let general: Vec<f32> = (1..=levels).map(|level| 1.0 + judge.learnt.levels.total(u16::from(level))).collect();
    let all_general: f32 = general.iter().sum();
    let all: f32 = (1..=levels).map(shown).sum();
    (1..=levels)
        .zip(general)
        .map(|(level, general)| {
            let usual = USUAL * general / all_general;
            BEFORE * ((shown(level) + usual) / (all + USUAL)).ln()
        })
        .collect()
}
