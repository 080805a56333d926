//! Languages: which one a text is in, and what it does to the ends of words.
//!
//! [`detect`] knows scripts, and within a script the words that hold sentences together: a dozen of
//! them tell more surely than the statistics of letters do, and cost a hundredth, which is what an
//! import of 40,000 entries can afford.

mod dates;
mod stem;

use std::collections::HashMap;
use std::sync::LazyLock;

pub(crate) use dates::{Dates, USUAL};
pub(crate) use stem::Stemming;

/// Words looked at: some paragraphs.
const WORDS: usize = 200;

/// Words after which it is enough if one language stands out by far.
const GLANCE: usize = 40;

/// What standing out by far is: this much for it, and this many times as much as for the next.
const FAR: (f32, f32) = (8.0, 3.0);

/// Bytes looked at, for scripts without spaces between words.
const BYTES: usize = 4_000;

/// The least that must speak for a language, where a word that only it has counts 1; and how many
/// times as much as for the next.
const CLEAR: (f32, f32) = (2.0, 1.25);

const DATA: &str = include_str!("../../data/languages.txt");

/// Languages in the order of the file, and for each word a bit for each of them that has it: the lowest is for the first.
struct Known {
    codes: Vec<&'static str>,
    words: HashMap<&'static str, u32>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let mut known = Known { codes: Vec::new(), words: HashMap::new() };
    for line in DATA.lines().filter(|line| !line.starts_with('#')) {
        let mut parts = line.split_whitespace();
        let Some(code) = parts.next() else { continue };
        for word in parts {
            *known.words.entry(word).or_default() |= 1 << known.codes.len();
        }
        known.codes.push(code);
    }
    known
});

/// The language (ISO 639-1) of a text; none where too little of it speaks for one.
pub(crate) fn detect<'t>(texts: impl IntoIterator<Item = &'t str>) -> Option<&'static str> {
    let known = &*KNOWN;
    let mut scores = vec![0.0_f32; known.codes.len()];
    let mut scripts = Scripts::default();
    let (mut words, mut bytes) = (0, 0);
    let mut small = String::new();
    'texts: for text in texts {
        for word in text.split(|one: char| !one.is_alphabetic()).filter(|word| !word.is_empty()) {
            words += 1;
            bytes += word.len();
            let is_enough = words % GLANCE == 0 && clearly_best(&scores, FAR).is_some();
            if words > WORDS || bytes > BYTES || is_enough {
                break 'texts;
            }
            scripts.add(word);
            // No word of the list is longer, and most others are.
            if word.len() > LONGEST {
                continue;
            }
            let is_small = word.bytes().all(|byte| byte.is_ascii_lowercase());
            let found = known.words.get(word).or_else(|| {
                (!is_small).then(|| {
                    small.clear();
                    small.extend(word.chars().flat_map(char::to_lowercase));
                    known.words.get(small.as_str())
                })?
            });
            let Some(languages) = found else { continue };
            for (language, score) in scores.iter_mut().enumerate() {
                if languages >> language & 1 == 1 {
                    *score += 1.0 / languages.count_ones() as f32;
                }
            }
        }
    }
    scripts.language().or_else(|| clearly_best(&scores, CLEAR).and_then(|best| known.codes.get(best).copied()))
}

/// Whether a word only holds sentences together, in whatever language.
pub(crate) fn holds_together(word: &str) -> bool {
    word.len() <= LONGEST && {
        let known = &KNOWN.words;
        known.contains_key(word) || known.contains_key(word.to_lowercase().as_str())
    }
}

/// All words that only hold sentences together, in any language.
pub(crate) fn all_that_hold_together() -> impl Iterator<Item = &'static str> {
    KNOWN.words.keys().copied()
}

/// Bytes of the longest word in the file.
const LONGEST: usize = 16;

fn clearly_best(scores: &[f32], (least, times): (f32, f32)) -> Option<usize> {
    let (best, most) = scores.iter().enumerate().max_by(|one, other| one.1.total_cmp(other.1))?;
    let next = scores.iter().enumerate().filter(|(at, _)| *at != best).map(|(_, score)| *score).fold(0.0, f32::max);
    (*most >= least && *most >= next * times).then_some(best)
}

/// How many letters are of scripts that, here, only one language is written in.
#[derive(Default)]
struct Scripts {
    han: usize,
    kana: usize,
    hangul: usize,
    thai: usize,
    arabic: usize,
    hebrew: usize,
    devanagari: usize,
    others: usize,
}

impl Scripts {
    fn add(&mut self, word: &str) {
        if word.is_ascii() {
            self.others += word.len();
            return;
        }
        for one in word.chars() {
            let count = match one {
                '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}' => &mut self.kana,
                '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' => &mut self.han,
                '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7ff}' => &mut self.hangul,
                '\u{0e00}'..='\u{0e7f}' => &mut self.thai,
                '\u{0600}'..='\u{06ff}' => &mut self.arabic,
                '\u{0590}'..='\u{05ff}' => &mut self.hebrew,
                '\u{0900}'..='\u{097f}' => &mut self.devanagari,
                _ => &mut self.others,
            };
            *count += 1;
        }
    }

    fn language(&self) -> Option<&'static str> {
        let unspaced = self.han + self.kana + self.hangul;
        // Each character is most of a word, and English words stand between them in any office.
        if unspaced * 4 > self.others {
            return Some(match () {
                () if self.hangul * 2 > unspaced => "ko",
                // Japanese is never without kana for long.
                () if self.kana * 10 > unspaced => "ja",
                () => "zh",
            });
        }
        let by_script = [(self.thai, "th"), (self.arabic, "ar"), (self.hebrew, "he"), (self.devanagari, "hi")];
        by_script.into_iter().find(|(count, _)| *count > self.others).map(|(_, code)| code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_sentences_tell_their_language() {
        for (code, text) in [
            ("en", "The launch slipped because nobody had asked the team what was in their way."),
            ("de", "Der Start hat sich verschoben, weil niemand das Team gefragt hat, was im Weg ist."),
            ("fr", "Le lancement a glissé parce que personne n'avait demandé à l'équipe ce qui la gênait."),
            ("es", "El lanzamiento se retrasó porque nadie había preguntado al equipo qué lo frenaba."),
            ("pt", "O lançamento atrasou porque ninguém tinha perguntado à equipe o que não estava pronto."),
            ("it", "Il lancio è slittato perché nessuno aveva chiesto alla squadra che cosa non andava."),
            ("nl", "De lancering liep uit omdat niemand het team had gevraagd wat er in de weg zat."),
            ("sv", "Lanseringen blev sen för att ingen hade frågat teamet vad som var i vägen."),
            ("da", "Lanceringen blev forsinket, fordi ingen havde spurgt holdet, hvad der var i vejen."),
            ("fi", "Julkaisu myöhästyi, koska kukaan ei ollut kysynyt tiimiltä, mitä sen tiellä oli, ja se on niin."),
            ("pl", "Premiera się opóźniła, bo nikt nie zapytał zespołu, co jest na drodze, i to był błąd."),
            ("tr", "Lansman gecikti, çünkü bu ekibe bir engel var mı diye kimse sormadı ve bu benim için çok önemli."),
            ("ru", "Запуск сдвинулся, потому что никто не спросил команду, что ей мешает."),
            ("uk", "Запуск зсунувся, бо ніхто не запитав команду, що їй заважає, і це було видно."),
            ("zh", "路线图被推迟了,因为没有人问过团队。"),
            ("ja", "チームに誰も聞かなかったので、リリースが遅れた。"),
            ("ko", "아무도 팀에 묻지 않아서 출시가 늦어졌다."),
            ("el", "Η κυκλοφορία καθυστέρησε γιατί κανείς δεν ρώτησε την ομάδα τι ήταν στο δρόμο της."),
            ("he", "ההשקה נדחתה כי איש לא שאל את הצוות."),
        ] {
            assert_eq!(detect([text]), Some(code), "{text}");
        }
    }

    #[test]
    fn what_tells_too_little_has_none() {
        for text in ["", "OKR-12", "Roadmap review", "👍🏽", "de"] {
            assert_eq!(detect([text]), None, "{text}");
        }
    }

    #[test]
    fn english_words_between_make_no_english_text() {
        assert_eq!(detect(["Q3 roadmap review: 我们决定推迟发布,因为 checkout team 没有准备好。"]), Some("zh"));
        assert_eq!(
            detect(["Wir haben im Stakeholder Meeting die Roadmap und das OKR Review nicht geschafft."]),
            Some("de")
        );
    }

    #[test]
    fn the_beginning_of_a_long_text_is_enough() {
        let long =
            format!("{} {}", "The team was not asked what it would take. ".repeat(50), "и в не на что ".repeat(10_000));
        assert_eq!(detect([long.as_str()]), Some("en"));
    }
}
