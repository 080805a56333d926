//! Names that are nobody's secret: those of the competencies that every journal comes with.
//!
//! A project called "planning" is hidden wherever it is told of, but not in "Planning and delivery": everybody
//! who has Helmlog reads that, and a document in which it says something else looks broken.

use std::ops::Range;
use std::sync::LazyLock;

use super::matcher::Hit;
use crate::competency::Framework;

/// The words of each name. One word alone could as well be somebody's.
static NAMES: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let competencies = Framework::default_framework().map(|framework| framework.competencies).unwrap_or_default();
    let names = competencies.iter().map(|one| one.name.split_whitespace().map(ToOwned::to_owned).collect());
    names.filter(|words: &Vec<String>| words.len() > 1).collect()
});

/// Drops what was found inside such a name. Whoever lists the whole of it, or a name that goes beyond it, means it.
pub(super) fn drop_ours(text: &str, hits: &mut Vec<Hit>) {
    if hits.is_empty() {
        return;
    }
    let ours: Vec<Range<usize>> = NAMES.iter().flat_map(|name| places(text, name)).collect();
    hits.retain(|Hit { bytes, .. }| {
        !ours.iter().any(|one| one != bytes && one.start <= bytes.start && bytes.end <= one.end)
    });
}

/// Where `name` stands in `text` just as it is written, lines broken or not.
fn places(text: &str, name: &[String]) -> Vec<Range<usize>> {
    let [first, rest @ ..] = name else { return Vec::new() };
    let goes_on = |text: &str, sign: fn(&str) -> Option<char>| sign(text).is_some_and(char::is_alphanumeric);
    let place = |start: usize| {
        if goes_on(text.get(..start)?, |before| before.chars().next_back()) {
            return None;
        }
        let mut left = text.get(start + first.len()..)?;
        for word in rest {
            let next = left.trim_start();
            left = next.strip_prefix(word.as_str()).filter(|_| next.len() < left.len())?;
        }
        (!goes_on(left, |after| after.chars().next())).then(|| start..text.len() - left.len())
    };
    text.match_indices(first.as_str()).filter_map(|(start, _)| place(start)).collect()
}
