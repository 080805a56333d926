//! The forms in which a name may stand in a text.

use super::common::{is_abbreviation, is_of_the_trade, is_word_too};
use super::profile::ReplacementSort as Sort;
use super::words::words;

/// A form of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Form {
    /// Its words, folded.
    pub(super) words: Vec<String>,
    pub(super) written: Written,
    /// The name as it is listed, and no part or abbreviation of it, which somebody else may share.
    pub(super) whole: bool,
}

/// How a form has to be written to be that name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// In any case.
    Anyhow,
    /// With a capital.
    Capital,
    /// As initials: in capitals, as a word of its own or with stops.
    Initials,
    /// It is a word of the language, too: with a capital, and at the beginning of a sentence only if what
    /// follows does not make it that word.
    AlsoWord,
    /// The same, and at the beginning of a sentence it never is a name.
    MostlyWord,
}

/// Parts of a name that are no name by themselves.
const PARTICLES: &str = "van von der den de da di do dos das du del della la le el al bin ibn ben of the zu zum zur ter ten st san \
    santa mc mac o d l dr prof mr mrs ms sir dame herr frau jr sr ii iii iv phd mba";

/// First names that are words without which there is no sentence.
const SMALL_WORDS: &str =
    "my an so do he in on to can per you she les no yes go be am are is it we us of or at by as if up me son";

/// What follows the name of a company.
const LEGAL: &str = "inc corp corporation ltd limited llc llp plc gmbh ag kg kgaa se sa sas sarl srl spa bv nv ab as oy aps co company \
    group holding holdings lda sl slu pty";

/// The forms of `name`, which is of that sort. The whole name is the first; none if it has no letters.
pub(super) fn forms(name: &str, sort: Sort) -> Vec<Form> {
    let mut forms = Forms::default();
    for spelling in [Some(name.to_owned()), umlauts_spelt_out(name)].into_iter().flatten() {
        let whole = folded(&spelling);
        if whole.iter().map(String::len).sum::<usize>() < 2 {
            continue;
        }
        forms.whole(&whole, sort);
        match sort {
            Sort::Colleague | Sort::Person => forms.of_person(&spelling),
            Sort::Project => {
                forms.without(&whole, &["project", "programme", "program", "initiative"], sort);
                // "Pelikano" says enough of "Blue Pelikano", as nothing else is called so.
                for word in whole.iter().filter(|word| whole.len() > 1 && is_coined(word)) {
                    forms.add(vec![word.clone()], Written::Anyhow, false);
                }
            }
            _ => {
                let legal: Vec<&str> = LEGAL.split_ascii_whitespace().collect();
                forms.without(&whole, &legal, sort);
                // Abbreviated ones are letters, as in "Sp. z o.o." and "S.A.".
                let is_form = |word: &String| word.len() == 1 || word == "sp" || legal.contains(&word.as_str());
                let kept = whole.iter().rposition(|word| !is_form(word)).map_or(0, |last| last + 1);
                let bare: Vec<String> = whole.iter().take(kept).cloned().collect();
                if kept < whole.len() && bare.iter().map(String::len).sum::<usize>() > 2 {
                    forms.whole(&bare, sort);
                }
                // "Ostrelle" says enough of "Ostrelle & Fils".
                if let Some(first) = bare.first().filter(|word| sort == Sort::Customer && is_name_alone(word)) {
                    forms.add(vec![first.clone()], Written::Anyhow, false);
                }
            }
        }
    }
    forms.0
}

/// What somebody may be called behind an `@`, without stops and dashes.
pub(super) fn handles(name: &str) -> Vec<String> {
    let parts = parts(name);
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return Vec::new() };
    let (first, last) = (first.concat(), last.concat());
    let initial = |word: &str| word.chars().take(1).collect::<String>();
    if parts.len() == 1 {
        return vec![first];
    }
    vec![
        format!("{first}{last}"),
        format!("{last}{first}"),
        format!("{}{last}", initial(&first)),
        format!("{first}{}", initial(&last)),
        format!("{last}{}", initial(&first)),
        first,
        last,
    ]
}

/// Words of what somebody is rather than of what they are called.
const ROLES: &str = "head director vp svp evp lead chief manager engineer designer developer analyst researcher writer customer client user \
    team board group committee panel anonymous peer peers report sponsor mentor colleague colleagues boss president founder \
    partner buyer somebody someone various several several all everybody everyone survey round";

/// Whether what stands where a name may stand is one, and not "the CFO" or "head of sales".
pub(super) fn is_name(text: &str) -> bool {
    let words = words(text);
    let particle = |word: &str| PARTICLES.split_ascii_whitespace().any(|one| one == word);
    let role = |word: &str| is_abbreviation(word) || ROLES.split_ascii_whitespace().any(|one| one == word);
    !words.is_empty()
        && words.iter().all(|word| (word.is_capital() || particle(&word.folded)) && !role(&word.folded))
        && words.iter().any(|word| word.letters() > 1 && !particle(&word.folded))
}

#[derive(Default)]
struct Forms(Vec<Form>);

impl Forms {
    fn add(&mut self, words: Vec<String>, written: Written, whole: bool) {
        if !words.is_empty() && !self.0.iter().any(|form| form.words == words) {
            self.0.push(Form { words, written, whole });
        }
    }

    fn whole(&mut self, words: &[String], sort: Sort) {
        let written = match words {
            [one] => {
                written(one, if matches!(sort, Sort::Person | Sort::Colleague) { Share::First } else { Share::Thing })
            }
            several => together(several),
        };
        self.add(words.to_vec(), written, true);
        if let [_, _, ..] = words {
            let joined = words.concat();
            if joined.chars().count() >= 6 {
                let written = if is_word_too(&joined) { Written::MostlyWord } else { Written::Anyhow };
                self.add(vec![joined], written, true);
            }
        }
    }

    /// The name without words that people leave out.
    fn without(&mut self, whole: &[String], left_out: &[&str], sort: Sort) {
        let rest: Vec<String> = whole.iter().filter(|word| !left_out.contains(&word.as_str())).cloned().collect();
        if rest.len() < whole.len() && rest.iter().map(String::len).sum::<usize>() >= 2 {
            self.whole(&rest, sort);
        }
    }

    fn of_person(&mut self, name: &str) {
        let parts = parts(name);
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return };
        for part in [first, last] {
            // One of a double name is enough to know whose it is.
            if let [_, _, ..] = part.as_slice() {
                for word in part.iter().filter(|word| word.chars().count() > 3) {
                    self.add(vec![word.clone()], written(word, Share::Last), false);
                }
                self.add(part.clone(), together(part), false);
                self.add(vec![part.concat()], Written::Anyhow, false);
            }
        }
        if let [word] = first.as_slice() {
            self.part(word, Share::First);
        }
        if parts.len() < 2 {
            return;
        }
        if let [word] = last.as_slice() {
            self.part(word, Share::Last);
        }
        let both = [first.as_slice(), last.as_slice()].concat();
        self.add(both.clone(), together(&both), false);
        self.add(vec![both.concat()], Written::Anyhow, false);
        let turned = [last.as_slice(), first.as_slice()].concat();
        self.add(turned.clone(), together(&turned), false);
        let initial = |part: &[String]| part.iter().flat_map(|word| word.chars().next()).next().map(String::from);
        let (Some(given), Some(family)) = (initial(first), initial(last)) else { return };
        let short = [first.clone(), vec![family.clone()]].concat();
        self.add(short.clone(), together(&short), false);
        let short = [vec![given.clone()], last.clone()].concat();
        self.add(short.clone(), together(&short), false);
        let login = format!("{given}{}", last.concat());
        if login.chars().count() >= 5 && !is_word_too(&login) {
            self.add(vec![login], Written::Anyhow, false);
        }
        self.add(vec![given.clone(), family.clone()], Written::Initials, false);
        let bare = format!("{given}{family}");
        if parts.len() == 2 && !is_abbreviation(&bare) {
            self.add(vec![bare], Written::Initials, false);
        }
    }

    fn part(&mut self, word: &str, share: Share) {
        if word.chars().count() > 1 && !is_abbreviation(word) {
            self.add(vec![word.to_owned()], written(word, share), false);
        }
    }
}

/// What a single word is of the whole.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Share {
    First,
    Last,
    Thing,
}

/// Whether the first word of a company's name is enough to know it: no word of the language nor of the document.
fn is_name_alone(word: &str) -> bool {
    const DOCUMENT: [&str; 6] = ["evidence", "appendix", "competency", "portfolio", "story", "stories"];
    word.chars().count() > 4 && !is_word_too(word) && !is_of_the_trade(word) && !DOCUMENT.contains(&word)
}

/// Whether a word looks as if somebody had made it up to be a name: it ends as no word does that is made of another.
fn is_coined(word: &str) -> bool {
    const ENDINGS: &str = "s ed er or ing ion ment ity ty ness ble ive al ic ly y ship age nce ure ous ful less ist ism ise ize ate out up";
    is_name_alone(word) && !ENDINGS.split_ascii_whitespace().any(|ending| word.ends_with(ending))
}

fn written(word: &str, share: Share) -> Written {
    let is_small = SMALL_WORDS.split_ascii_whitespace().any(|one| one == word);
    match (share, word.chars().count()) {
        _ if is_small => Written::MostlyWord,
        (Share::First, _) if is_word_too(word) && !is_of_the_trade(word) => Written::AlsoWord,
        _ if is_word_too(word) => Written::MostlyWord,
        (_, ..=2) | (Share::Last, 3) => Written::Capital,
        _ => Written::Anyhow,
    }
}

/// How several words have to be written: one that is nothing but a name speaks for all of them.
fn together(words: &[String]) -> Written {
    let tells = |word: &String| word.chars().count() > 2 && !is_word_too(word);
    if words.iter().any(tells) || words.iter().all(|word| word.chars().all(crate::search::is_unspaced)) {
        Written::Anyhow
    } else {
        Written::Capital
    }
}

fn folded(text: &str) -> Vec<String> {
    words(text).into_iter().map(|word| word.folded).collect()
}

/// The parts of somebody's name, each with the words that a hyphen or an apostrophe joins. Titles, particles and
/// what stands in brackets are left out; a surname before a comma comes last.
fn parts(name: &str) -> Vec<Vec<String>> {
    let bare = match (name.find('('), name.find(')')) {
        (Some(open), Some(close)) if open < close => {
            [name.get(..open).unwrap_or_default(), name.get(close + 1..).unwrap_or_default()].join(" ")
        }
        _ => name.to_owned(),
    };
    let turned = match bare.split_once(',') {
        Some((last, first)) if !first.trim().is_empty() => format!("{first} {last}"),
        _ => bare,
    };
    let is_particle = |part: &Vec<String>| match part.as_slice() {
        [word] => PARTICLES.split_ascii_whitespace().any(|one| one == word),
        words => words.is_empty(),
    };
    let parts: Vec<Vec<String>> = turned.split_whitespace().map(folded).collect();
    let real: Vec<Vec<String>> = parts.iter().filter(|part| !is_particle(part)).cloned().collect();
    if real.is_empty() { parts } else { real }
}

/// The name as it is written where there are no such letters; none if it has none.
fn umlauts_spelt_out(name: &str) -> Option<String> {
    use unicode_normalization::UnicodeNormalization;
    let mut spelt = String::with_capacity(name.len() + 4);
    let mut differs = false;
    for letter in name.nfc() {
        let two = match letter {
            'ä' => "ae",
            'ö' | 'ø' => "oe",
            'ü' => "ue",
            'å' => "aa",
            'Ä' => "Ae",
            'Ö' | 'Ø' => "Oe",
            'Ü' => "Ue",
            'Å' => "Aa",
            _ => {
                spelt.push(letter);
                continue;
            }
        };
        differs = true;
        spelt.push_str(two);
    }
    differs.then_some(spelt)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, sort: Sort) -> Vec<String> {
        forms(name, sort).into_iter().map(|form| form.words.join(" ")).collect()
    }

    #[test]
    fn a_person_is_called_by_either_name_and_by_initials() {
        assert_eq!(
            of("Dana Kowalski", Sort::Person),
            [
                "dana kowalski",
                "danakowalski",
                "dana",
                "kowalski",
                "kowalski dana",
                "dana k",
                "d kowalski",
                "dkowalski",
                "d k",
                "dk"
            ]
        );
        assert_eq!(
            of("Dana K", Sort::Person),
            ["dana k", "dana", "danak", "k dana", "dana k", "d k", "dk"][..3]
                .iter()
                .map(|one| (*one).to_owned())
                .chain(["k dana".into(), "d k".into(), "dk".into()])
                .collect::<Vec<_>>()
        );
    }

    #[test]
    fn titles_and_particles_are_nobody() {
        let forms = of("Dr. Anna van der Berg", Sort::Person);
        assert!(forms.contains(&"berg".to_owned()) && forms.contains(&"anna berg".to_owned()));
        assert!(!forms.iter().any(|form| form == "van" || form == "dr"), "{forms:?}");
        assert!(!of("Paul Moore", Sort::Person).contains(&"pm".to_owned()), "that is a trade");
    }

    #[test]
    fn companies_and_projects_are_called_by_less_than_their_whole_name() {
        assert_eq!(of("Acme Corp.", Sort::Customer), ["acme corp", "acmecorp", "acme"]);
        assert_eq!(of("Project Atlas", Sort::Project), ["project atlas", "projectatlas", "atlas"]);
        assert_eq!(of("Müller", Sort::Person), ["muller", "mueller"]);
    }
}
