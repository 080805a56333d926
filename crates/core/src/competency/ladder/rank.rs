//! What a level is called, and how far whoever is called so reaches.

/// Words by which levels are called, with the scope that they usually have; 0 where they have none.
const RANKS: [(&str, u8); 46] = [
    ("intern", 1),
    ("trainee", 1),
    ("apprentice", 1),
    ("graduate", 1),
    ("junior", 1),
    ("jr", 1),
    ("entry", 1),
    ("associate", 1),
    ("apm", 1),
    ("pm", 1),
    ("mid", 1),
    ("senior", 2),
    ("sr", 2),
    ("spm", 2),
    ("lead", 3),
    ("staff", 3),
    ("principal", 3),
    ("group", 3),
    ("gpm", 3),
    ("head", 3),
    ("director", 3),
    ("vp", 4),
    ("svp", 4),
    ("evp", 4),
    ("president", 4),
    ("chief", 4),
    ("cpo", 4),
    ("beginner", 0),
    ("novice", 0),
    ("beginning", 0),
    ("emerging", 0),
    ("developing", 0),
    ("intermediate", 0),
    ("practising", 0),
    ("practicing", 0),
    ("practitioner", 0),
    ("proficient", 0),
    ("skilled", 0),
    ("advanced", 0),
    ("expert", 0),
    ("master", 0),
    ("mastery", 0),
    ("manager", 0),
    ("level", 0),
    ("grade", 0),
    ("band", 0),
];

const ROMAN: [&str; 8] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii"];

fn words(name: &str) -> Vec<String> {
    let words = name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

fn rank(word: &str) -> Option<u8> {
    RANKS.iter().find(|(rank, _)| *rank == word).map(|(_, scope)| *scope)
}

/// Whether a word is a step of a scale, such as "3", "L5" or "IC4".
fn is_step(word: &str) -> bool {
    let letters = word.chars().take_while(char::is_ascii_alphabetic).count();
    let digits = word.chars().skip(letters).collect::<String>();
    letters <= 4 && (1..=2).contains(&digits.len()) && digits.chars().all(|digit| digit.is_ascii_digit())
}

/// Whether this is what a level would be called rather than a competency.
pub(super) fn is_level(name: &str) -> bool {
    let words = words(name);
    // A sentence that happens to name a rank is about something else.
    if words.is_empty() || words.len() > 5 {
        return false;
    }
    let numbered =
        words.last().is_some_and(|word| is_step(word) || (words.len() > 1 && ROMAN.contains(&word.as_str())));
    let first_is_step = words.first().is_some_and(|word| is_step(word));
    numbered || first_is_step || words.iter().any(|word| rank(word).is_some()) || super::scope_of(name).is_some()
}

/// How far each of these levels reaches, lowest first, as far as their names tell. None reaches less far
/// than the one below it; what only counts is spread evenly from one's own work to the organisation.
pub(super) fn scopes(names: &[String]) -> Vec<u8> {
    let told: Vec<Option<u8>> = names.iter().map(|name| scope(name)).collect();
    let distinct = told.iter().flatten().collect::<std::collections::BTreeSet<_>>().len();
    // One word for all of them, as in "PM 1" to "PM 6", tells nothing.
    if distinct < 2 {
        let spread = |at: usize| u8::try_from(1 + at * 4 / names.len().max(1)).unwrap_or(4).min(4);
        return (0..names.len()).map(spread).collect();
    }
    let mut reached = 1;
    told.into_iter()
        .map(|told| {
            reached = told.unwrap_or(reached).max(reached);
            reached
        })
        .collect()
}

fn scope(name: &str) -> Option<u8> {
    if let Some(scope) = super::scope_of(name).filter(|_| name.trim().parse::<u8>().is_err()) {
        return Some(scope);
    }
    let words = words(name);
    // "Product manager" is no manager of others; "VP of product" is one word for how far it reaches.
    let is_plain = words.iter().any(|word| word == "manager") && words.iter().any(|word| word == "product");
    let told = words.iter().filter_map(|word| rank(word)).filter(|scope| *scope > 0).max();
    told.or(is_plain.then_some(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(names: &[&str]) -> Vec<u8> {
        scopes(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn levels_are_told_from_competencies_by_their_names() {
        for level in [
            "L5",
            "IC4",
            "PM 2",
            "PM II",
            "Senior PM",
            "Group Product Manager",
            "Level 3",
            "3",
            "VP, Product",
            "L3: Senior",
            "Expert",
            "several teams",
        ] {
            assert!(is_level(level), "{level}");
        }
        for competency in [
            "Strategy",
            "Product sense",
            "Leadership",
            "Team building",
            "Customer insight",
            "Hiring and coaching",
            "Execution",
            "",
        ] {
            assert!(!is_level(competency), "{competency}");
        }
    }

    #[test]
    fn names_tell_how_far_a_level_reaches() {
        assert_eq!(
            of(&["Associate PM", "PM", "Senior PM", "Group PM", "Director", "VP", "CPO"]),
            [1, 1, 2, 3, 3, 4, 4]
        );
        assert_eq!(of(&["PM 1", "PM 2", "PM 3", "PM 4", "PM 5", "PM 6"]), [1, 1, 2, 3, 3, 4], "spread evenly");
        assert_eq!(of(&["L3", "L4", "L5"]), [1, 2, 3]);
        assert_eq!(of(&["Product Manager", "Senior Product Manager", "Principal", "Craftsperson"]), [1, 2, 3, 3]);
        assert_eq!(of(&["own work", "team", "several teams", "organisation"]), [1, 2, 3, 4]);
        assert_eq!(of(&["Senior", "PM"]), [2, 2], "none reaches less far than the one below it");
    }
}
