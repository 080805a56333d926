//! Stems: what the forms of a word have in common.

use std::borrow::Cow;

use frostem::{Algorithm, Stemmer};

/// Shorter words have no stem worth the name.
const SHORTEST: usize = 3;

/// How the words of a language lose their endings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stemming {
    code: &'static str,
    algorithm: Algorithm,
}

/// All there are. What is in none of these languages is taken for the first: there is hardly a
/// journal without English words, and endings of another script are not touched by it.
const ALL: [Stemming; 18] = [
    Stemming { code: "en", algorithm: Algorithm::English },
    Stemming { code: "ar", algorithm: Algorithm::Arabic },
    Stemming { code: "cs", algorithm: Algorithm::Czech },
    Stemming { code: "da", algorithm: Algorithm::Danish },
    Stemming { code: "de", algorithm: Algorithm::German },
    Stemming { code: "el", algorithm: Algorithm::Greek },
    Stemming { code: "es", algorithm: Algorithm::Spanish },
    Stemming { code: "fi", algorithm: Algorithm::Finnish },
    Stemming { code: "fr", algorithm: Algorithm::French },
    Stemming { code: "hu", algorithm: Algorithm::Hungarian },
    Stemming { code: "it", algorithm: Algorithm::Italian },
    Stemming { code: "nl", algorithm: Algorithm::Dutch },
    Stemming { code: "no", algorithm: Algorithm::Norwegian },
    Stemming { code: "pl", algorithm: Algorithm::Polish },
    Stemming { code: "pt", algorithm: Algorithm::Portuguese },
    Stemming { code: "ru", algorithm: Algorithm::Russian },
    Stemming { code: "sv", algorithm: Algorithm::Swedish },
    Stemming { code: "tr", algorithm: Algorithm::Turkish },
];

impl Stemming {
    /// That of English.
    pub(crate) const ENGLISH: Self = Self { code: "en", algorithm: Algorithm::English };

    /// That of the language with this code, with or without script and region.
    pub(crate) fn of(code: Option<&str>) -> Self {
        let language = code.and_then(|code| code.split(['-', '_']).next()).unwrap_or_default();
        ALL.into_iter().find(|one| one.code.eq_ignore_ascii_case(language)).unwrap_or(Self::ENGLISH)
    }

    /// All of them.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        ALL.into_iter()
    }

    /// The code of the language.
    pub(crate) const fn code(self) -> &'static str {
        self.code
    }

    /// Its place among all of them.
    pub(crate) fn number(self) -> usize {
        ALL.iter().position(|one| *one == self).unwrap_or_default()
    }

    /// Whether a stem may begin in another way than its word: in Dutch, `gemaakt` has the stem `maak`.
    pub(crate) const fn changes_beginnings(self) -> bool {
        matches!(self.algorithm, Algorithm::Arabic | Algorithm::Dutch)
    }

    /// How every word begins that has this stem; a part of it.
    pub(crate) fn beginning(self, stem: &str) -> &str {
        let all = stem.chars().count();
        let letters = match self.algorithm {
            _ if self.changes_beginnings() => return "",
            // Two letters for an umlaut and double letters become one, wherever they stand; of these in other
            // scripts it is not known.
            Algorithm::German | Algorithm::Finnish | Algorithm::Greek | Algorithm::Russian => 1,
            Algorithm::English => all.saturating_sub(changed_in_english(stem)),
            // `vindicative` has `vindiqu`.
            Algorithm::French => all.saturating_sub(2),
            // `early` has `earli`, `virulencia` has `virulent`.
            _ => all.saturating_sub(1),
        };
        let letters = letters.max(1);
        stem.char_indices().nth(letters).map_or(stem, |(end, _)| stem.get(..end).unwrap_or(stem))
    }

    /// The stem of a word in small letters.
    pub(crate) fn stem(self, word: &str) -> Cow<'_, str> {
        if word.len() < SHORTEST || word.bytes().any(|byte| byte.is_ascii_digit()) {
            return Cow::Borrowed(word);
        }
        Stemmer::new(self.algorithm).stem(word)
    }
}

/// Letters at the end of an English stem that its words may not have.
fn changed_in_english(stem: &str) -> usize {
    let has_vowel = |text: &str| text.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    match stem.strip_suffix(['e', 'i', 'y']) {
        // `dying` has the stem `die`.
        _ if stem.ends_with("ie") => 2,
        // `hoping` has `hope`, `early` has `earli`, `skies` has `sky`; `thing` is no form of `the`.
        Some(rest) => usize::from(!stem.ends_with('e') || has_vowel(rest)),
        // `possibility` has `possibl`.
        None => usize::from(stem.ends_with("bl")),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn stem(code: &str, word: &str) -> String {
        Stemming::of(Some(code)).stem(word).into_owned()
    }

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for (code, one, other) in [
            ("en", "planning", "planned"),
            ("de", "verschoben", "verschobene"),
            ("fr", "décisions", "décision"),
            ("es", "decisiones", "decisión"),
            ("ru", "команды", "команда"),
            ("de-AT", "entscheidungen", "entscheidung"),
        ] {
            assert_eq!(stem(code, one), stem(code, other), "{code}");
        }
    }

    #[test]
    fn every_language_has_a_place_of_its_own() {
        for (at, one) in Stemming::all().enumerate() {
            assert_eq!((Stemming::of(Some(one.code())), one.number()), (one, at));
        }
        assert_eq!(Stemming::of(None), Stemming::ENGLISH);
        assert_eq!(Stemming::of(Some("xx")), Stemming::ENGLISH);
    }

    #[test]
    fn a_word_begins_with_nearly_all_of_its_stem() {
        for (stem, beginning) in
            [("with", "with"), ("the", "the"), ("hope", "hop"), ("sky", "sk"), ("die", "d"), ("possibl", "possib")]
        {
            assert_eq!(Stemming::ENGLISH.beginning(stem), beginning);
        }
    }

    #[test]
    fn what_has_digits_in_it_has_no_endings() {
        assert_eq!(stem("en", "v2s"), "v2s");
        assert_eq!(stem("en", "é"), "é");
    }

    proptest! {
        #[test]
        fn a_word_begins_as_its_stem_says(
            word in "([a-z]{1,4}|ing|ed|y|ied|ies|ly|ation|ement|ge|ue|ss|en|mente|encia|cative|aux|oyez|zech|yor|ene|[čšžřěíýäöüßéèáóñçãõşğıśćżźęą]|čtí|ští|ínek|ści|ów|ğı|ción|ões){1,4}",
        ) {
            // As it is compared.
            let fold = |text: &str| {
                let mut folded = String::new();
                text.chars().for_each(|one| crate::search::fold_into(one, &mut folded));
                folded
            };
            for stemming in Stemming::all() {
                let (stem, word) = (fold(&stemming.stem(&word)), fold(&word));
                prop_assert!(word.starts_with(stemming.beginning(&stem)), "{} in {}: {stem}", word, stemming.code);
            }
        }
    }
}
