//! What is known, held against a text.

use super::learnt::Learnt;
use super::prior::Prior;
use super::words::{Feature, Told};

/// A word is believed as far as it is common: so much of every competency is taken to be like the whole.
/// As long as little is known, a part of that.
const BACKGROUND: f32 = 150.0;
const BACKGROUND_PART: f32 = 1.0 / 60.0;

/// How much it says for a competency that it is often tagged: little, or whoever coaches a lot would
/// be told of nothing else.
const OFTEN: f32 = 0.2;

/// Words are no independent witnesses, so what they say together is divided before it is compared.
const TOGETHER: f32 = 5.0;

/// What is known, as it is asked for one text.
pub(super) struct Judge<'k> {
    pub(super) prior: &'k Prior,
    pub(super) learnt: &'k Learnt,
    /// The entry that is being judged, whose own tags say nothing about it.
    pub(super) own: Option<&'k super::learnt::Example>,
    /// By the place of a competency in the framework: its number in what was learnt.
    numbers: Vec<Option<u16>>,
    /// Of all words, by place.
    totals: Vec<f32>,
    refused: Vec<f32>,
    total: f32,
    background: f32,
}

/// What was counted of one word.
struct Count {
    /// By place: for it, and refused.
    of: Vec<(f32, f32)>,
    all: f32,
}

impl<'k> Judge<'k> {
    pub(super) fn new(prior: &'k Prior, learnt: &'k Learnt, own: Option<i64>) -> Self {
        let numbers: Vec<Option<u16>> = prior.keys().map(|key| learnt.known(key)).collect();
        let own = own.and_then(|seq| learnt.example(seq));
        let of_own = |number: u16| own.map_or(0.0, |own| own_weight(own, number) * own.features.len() as f32);
        let totals: Vec<f32> = (0u16..)
            .zip(&numbers)
            .map(|(place, number)| {
                let learnt = number.map_or(0.0, |number| (learnt.words.total(number) - of_own(number)).max(0.0));
                prior.words.total(place) + learnt
            })
            .collect();
        let refused = numbers.iter().map(|number| number.map_or(0.0, |number| learnt.refused.total(number))).collect();
        let total: f32 = totals.iter().sum();
        let background = BACKGROUND.min(total * BACKGROUND_PART).max(1.0);
        Self { prior, learnt, own, numbers, totals, refused, total, background }
    }

    /// The number that what was learnt has for the competency at this place.
    pub(super) fn number(&self, class: usize) -> Option<u16> {
        self.numbers.get(class).copied().flatten()
    }

    /// Whether the word was counted anywhere.
    pub(super) fn knows(&self, feature: Feature) -> bool {
        self.count(feature).all > 0.0
    }

    /// How much the word says for the competency at this place rather than for the others: the logarithm of
    /// how much more often it stands in what is about it. 0 for a word that is not known.
    pub(super) fn says(&self, feature: Feature, class: usize) -> f32 {
        let count = self.count(feature);
        if count.all > 0.0 { self.log_odds(&count, class) } else { 0.0 }
    }

    /// How often the word was counted, whatever for.
    pub(super) fn seen(&self, feature: Feature) -> f32 {
        self.count(feature).all
    }

    /// For each competency of the framework the part, 0 to 1, of all that speaks for any which speaks for it.
    pub(super) fn shares(&self, told: &Told<'_>) -> Vec<f32> {
        let mut sums: Vec<f32> = self.often();
        for feature in told.features() {
            let count = self.count(feature);
            if count.all > 0.0 {
                for (class, sum) in sums.iter_mut().enumerate() {
                    *sum += self.log_odds(&count, class);
                }
            }
        }
        let most = sums.iter().copied().fold(f32::MIN, f32::max);
        for sum in &mut sums {
            *sum = ((*sum - most) / TOGETHER).exp();
        }
        let all: f32 = sums.iter().sum();
        sums.iter_mut().for_each(|sum| *sum /= all);
        sums
    }

    /// What it says for each competency that it is tagged so often.
    fn often(&self) -> Vec<f32> {
        let entries: Vec<f32> = self
            .numbers
            .iter()
            .map(|number| {
                let of = |number| self.learnt.entries(number) - self.own.map_or(0.0, |own| own_weight(own, number));
                1.0 + number.map_or(0.0, of).max(0.0)
            })
            .collect();
        let all: f32 = entries.iter().sum();
        entries.iter().map(|one| if all > *one { OFTEN * (one / (all - one)).ln() } else { 0.0 }).collect()
    }

    fn count(&self, feature: Feature) -> Count {
        let mut of = vec![(0.0, 0.0); self.numbers.len()];
        for (place, count) in self.prior.words.row(feature) {
            if let Some((sum, _)) = of.get_mut(usize::from(*place)) {
                *sum += count;
            }
        }
        let own = self.own.filter(|own| own.features.contains(&feature));
        let (tagged, refused) = (self.learnt.words.row(feature), self.learnt.refused.row(feature));
        for ((sum, against), number) in of.iter_mut().zip(&self.numbers) {
            let Some(number) = number else { continue };
            let counted =
                |row: &[(u16, f32)]| row.iter().find(|(one, _)| one == number).map_or(0.0, |(_, count)| *count);
            *sum += (counted(tagged) - own.map_or(0.0, |own| own_weight(own, *number))).max(0.0);
            *against += counted(refused);
        }
        let all = of.iter().map(|(sum, _)| sum).sum();
        Count { of, all }
    }

    fn log_odds(&self, count: &Count, class: usize) -> f32 {
        let (of, refused) = count.of.get(class).copied().unwrap_or_default();
        let total = self.totals.get(class).copied().unwrap_or_default();
        let refusals = self.refused.get(class).copied().unwrap_or_default();
        let usual = self.background * count.all / self.total.max(1.0);
        let inside = (of + usual) / (total + self.background);
        let outside = (count.all - of + refused + usual) / ((self.total - total).max(0.0) + refusals + self.background);
        (inside / outside).ln()
    }
}

/// What the entry itself counts for a competency, in each of its words.
fn own_weight(own: &super::learnt::Example, number: u16) -> f32 {
    if own.tagged.iter().any(|(one, _)| *one == number) { own.weight() } else { 0.0 }
}
