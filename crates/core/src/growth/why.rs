//! The two short sentences beside a strength: why it is so, and what would change it.

use chrono::NaiveDate;

use super::say;
use super::strength::{Demand, Facts, Shown, Strength, TABLE};
use crate::competency::{Competency, Level};

/// As in "4 situations, last this week, two with a witness" or "one situation, 5 months ago; no
/// outcome yet".
pub(super) fn why(facts: &Facts, today: NaiveDate) -> String {
    let Some(last) = facts.last else { return "nothing in this period".to_owned() };
    let situations = facts.situations();
    let mut said = vec![say::count(situations, "situation")];
    let since = say::since(last, today);
    said.push(if situations == 1 { since } else { format!("last {since}") });
    let mut details = Vec::new();
    match (facts.measured, facts.witnessed) {
        (1, 1) if situations == 1 => details.push("with a result and a witness".to_owned()),
        (measured, witnessed) => {
            details.extend((measured > 0).then(|| with(measured, situations, "a result")));
            details.extend((witnessed > 0).then(|| with(witnessed, situations, "a witness")));
        }
    }
    details.extend(levels(facts));
    // More than two would not be read.
    said.extend(details.into_iter().take(2));
    let mut text = said.join(", ");
    if facts.highest() == 0 {
        text.push_str("; no level given");
    } else if facts.proven == 0 {
        text.push_str("; no outcome yet");
    }
    text
}

/// As in "two with a witness"; "with a result" where it is said of the only situation.
fn with(count: u32, situations: u32, what: &str) -> String {
    match situations {
        1 => format!("with {what}"),
        2 if count == 2 => format!("both with {what}"),
        _ => format!("{} with {what}", say::number(count)),
    }
}

/// As in "both at level 1" or "level 3 shown three times"; nothing of a single situation.
fn levels(facts: &Facts) -> Option<String> {
    let highest = facts.highest();
    let shown = facts.levels.iter().filter(|level| **level == highest).count();
    match (facts.situations(), shown) {
        _ if highest == 0 => None,
        (1, _) => None,
        (2, 2) => Some(format!("both at level {highest}")),
        (_, shown) => Some(format!("level {highest} shown {}", say::times(u32::try_from(shown).unwrap_or(0)))),
    }
}

/// What would take it to the next column of the table, as a sentence.
pub(super) fn stronger_by(
    facts: &Facts,
    competency: &Competency,
    levels: &[Level],
    target: u8,
    day: NaiveDate,
) -> String {
    let strength = facts.strength(target, day);
    if strength == Strength::None {
        let behaviour = competency.levels.get(usize::from(target).saturating_sub(1));
        return match behaviour.map(|behaviour| behaviour.line()).filter(|text| !text.is_empty()) {
            Some(text) => format!("Begin with one entry. At level {target} it looks like this: {text}"),
            None => "Begin with one entry that shows it.".to_owned(),
        };
    }
    let Some(next) = TABLE.iter().find(|demand| demand.reaches > strength) else {
        return "It stays strong while something from the last three months shows it.".to_owned();
    };
    let missing = missing(facts, next, levels, target, day);
    format!("{} would make it {}.", say::capital(&say::list(&missing)), next.reaches.word())
}

/// The demands that are not met, in words.
fn missing(facts: &Facts, demand: &Demand, levels: &[Level], target: u8, day: NaiveDate) -> Vec<String> {
    let mut missing = Vec::new();
    let situations = demand.situations.saturating_sub(facts.situations());
    if situations > 0 {
        missing.push(format!(
            "{} more {}",
            say::number(situations),
            if situations == 1 { "situation" } else { "situations" }
        ));
    }
    match demand.proven.saturating_sub(facts.proven) {
        0 => {}
        1 if facts.proven > 0 => missing.push("a measured result or a witness for one more".to_owned()),
        count => missing.push(format!("a measured result or a witness for {}", say::number(count))),
    }
    if !facts.is_within(demand.within, day) {
        let months = demand.within.unwrap_or_default() / 30;
        missing.push(format!("something from the last {months} months"));
    }
    if !facts.has_shown(demand.shown, target)
        && let Some(Shown { below_target, times }) = demand.shown
    {
        missing.push(shown(facts, levels, target.saturating_sub(below_target), times.into()));
    }
    missing
}

/// That `level` has to be shown, in `times` situations.
fn shown(facts: &Facts, levels: &[Level], level: u8, times: u32) -> String {
    if facts.highest() == 0 {
        return "a level on what is there".to_owned();
    }
    let name = levels.get(usize::from(level).saturating_sub(1)).map(|level| level.name.as_str()).unwrap_or_default();
    match times.saturating_sub(facts.shown(level)) {
        missing if missing == times => format!("{} at level {level} ({name})", say::number(missing)),
        missing => format!("{} more at level {level} ({name})", say::number(missing)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::competency::Behaviour;

    fn facts(levels: &[u8], measured: u32, witnessed: u32, last: &str) -> Facts {
        Facts {
            levels: levels.to_vec(),
            measured,
            witnessed,
            proven: measured.max(witnessed),
            last: Some(last.parse().unwrap()),
        }
    }

    fn competency() -> Competency {
        Competency {
            key: "strategy".to_owned(),
            name: "Vision and strategy".to_owned(),
            about: String::new(),
            section: String::new(),
            leader_shift: true,
            levels: ["One.", "Two.", "Three.", "Four."].map(|text| Behaviour(text.to_owned())).to_vec(),
        }
    }

    #[test]
    fn the_reason_is_one_short_sentence_of_facts() {
        let today = "2026-11-23".parse().unwrap();
        let said = |levels: &[u8], measured, witnessed, last| why(&facts(levels, measured, witnessed, last), today);
        assert_eq!(why(&Facts::default(), today), "nothing in this period");
        assert_eq!(said(&[3], 0, 0, "2026-06-20"), "one situation, 5 months ago; no outcome yet");
        assert_eq!(said(&[3], 1, 0, "2026-11-20"), "one situation, this week, with a result");
        assert_eq!(
            said(&[3, 2, 2, 2], 0, 2, "2026-11-20"),
            "4 situations, last this week, two with a witness, level 3 shown once"
        );
        assert_eq!(
            said(&[3, 3, 3, 2, 2], 3, 1, "2026-10-20"),
            "5 situations, last 4 weeks ago, 3 with a result, one with a witness"
        );
        assert_eq!(
            said(&[1, 1], 0, 0, "2026-11-20"),
            "two situations, last this week, both at level 1; no outcome yet"
        );
        assert_eq!(
            said(&[0, 0], 2, 0, "2026-11-20"),
            "two situations, last this week, both with a result; no level given"
        );
    }

    #[test]
    fn what_would_make_it_stronger_names_the_next_step_only() {
        let today = "2026-11-23".parse().unwrap();
        let by = |facts: &Facts| stronger_by(facts, &competency(), &Level::scopes(), 3, today);
        assert_eq!(by(&Facts::default()), "Begin with one entry. At level 3 it looks like this: Three.");
        assert_eq!(by(&facts(&[3], 0, 0, "2026-11-20")), "One more situation would make it solid.");
        assert_eq!(
            by(&facts(&[1], 0, 0, "2026-01-20")),
            "One more situation, something from the last 6 months and one at level 2 (team) would make it solid."
        );
        assert_eq!(
            by(&facts(&[3, 3, 2], 1, 0, "2026-11-20")),
            "A measured result or a witness for one more would make it strong."
        );
        assert_eq!(
            by(&facts(&[3, 2, 2], 2, 0, "2026-11-20")),
            "One more at level 3 (several teams) would make it strong."
        );
        assert_eq!(by(&facts(&[2, 2, 2], 2, 0, "2026-11-20")), "Two at level 3 (several teams) would make it strong.");
        assert_eq!(by(&facts(&[0, 0], 0, 0, "2026-11-20")), "A level on what is there would make it solid.");
        assert_eq!(
            by(&facts(&[3, 3, 3], 3, 0, "2026-11-20")),
            "It stays strong while something from the last three months shows it."
        );
    }
}
