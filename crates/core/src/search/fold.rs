//! Folding: what two spellings must share to be the same to somebody who searches.
//!
//! Letters lose their case and their marks (`É` is `e`), compatibility forms their form (`ﬁ` is
//! `fi`, `２` is `2`), and a few letters that Unicode does not take apart are spelt out (`ß` is
//! `ss`). Scripts in which a mark makes another letter (kana, Hangul) keep theirs.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Whether words of the script are written without spaces between them, so that only pairs of
/// characters can be looked up.
pub(crate) const fn is_unspaced(one: char) -> bool {
    matches!(one,
        '\u{0e00}'..='\u{0eff}' // Thai, Lao
        | '\u{1000}'..='\u{109f}' // Myanmar
        | '\u{1780}'..='\u{17ff}' // Khmer
        | '\u{3005}'..='\u{3007}'
        | '\u{3021}'..='\u{3029}')
        || keeps_marks(one)
}

/// Whether it is of a script in which nobody ever writes a space between two words: Han, kana and bopomofo.
pub(super) const fn is_never_spaced(one: char) -> bool {
    is_unspaced(one)
        && !matches!(one,
            '\u{0e00}'..='\u{17ff}' // Thai, Lao, Myanmar, Hangul, Khmer
            | '\u{3130}'..='\u{318f}'
            | '\u{a960}'..='\u{a97f}'
            | '\u{ac00}'..='\u{d7ff}'
            | '\u{ffa0}'..='\u{ffdc}')
}

/// Han, kana, bopomofo and Hangul.
const fn keeps_marks(one: char) -> bool {
    matches!(one,
        '\u{1100}'..='\u{11ff}'
        | '\u{2e80}'..='\u{2fdf}'
        | '\u{3040}'..='\u{31bf}'
        | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{a960}'..='\u{a97f}'
        | '\u{ac00}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff66}'..='\u{ffdc}'
        | '\u{1b000}'..='\u{1b16f}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Whether it is one of the Han characters and Hangul syllables that nearly all Chinese and Korean is written in. They
/// fold to themselves and stand alone, and that need not be looked up for each of them.
pub(super) const fn is_plain_single(one: char) -> bool {
    matches!(one, '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// Whether it only changes the character before it, or is not seen at all inside a word.
pub(crate) fn is_joint(one: char) -> bool {
    !one.is_ascii()
        && !is_plain_single(one)
        && (matches!(one, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}')
            || is_combining_mark(one))
}

/// Whether it is a picture that somebody may look for by itself.
pub(super) const fn is_picture(one: char) -> bool {
    matches!(one, '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{1f000}'..='\u{1f3fa}' | '\u{1f400}'..='\u{1faff}')
}

/// Adds `one`, folded, to `out`. What is neither letter, digit nor picture leaves nothing.
pub(crate) fn fold_into(one: char, out: &mut String) {
    if one.is_ascii_alphanumeric() {
        out.push(one.to_ascii_lowercase());
    } else if one.is_ascii() {
    } else if is_plain_single(one) || is_picture(one) {
        out.push(one);
    } else if keeps_marks(one) {
        out.extend(one.nfkc().flat_map(char::to_lowercase));
    } else {
        for part in one.nfkd().flat_map(char::to_lowercase).filter(|part| part.is_alphanumeric()) {
            match spelt_out(part) {
                Some(text) => out.push_str(text),
                None => out.push(part),
            }
        }
    }
}

const fn spelt_out(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ł' => "l",
        'þ' => "th",
        'ı' => "i",
        'ς' => "σ",
        _ => return None,
    })
}

/// A name or a tag as it is compared: folded, with single spaces, but with every sign that tells
/// `c++` from `c#`.
pub(super) fn fold_name(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        for one in word.chars().filter(|&one| !is_joint(one)) {
            let before = folded.len();
            fold_into(one, &mut folded);
            if folded.len() == before {
                folded.push(one);
            }
        }
    }
    folded
}

/// Whether somebody called `name` is meant by `wanted`: by the whole of it or by one word.
pub(crate) fn is_called(name: &str, wanted: &str) -> bool {
    let (name, wanted) = (fold_name(name), fold_name(wanted));
    name == wanted || name.split(' ').any(|word| word == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fold(text: &str) -> String {
        let mut out = String::new();
        text.chars().for_each(|one| fold_into(one, &mut out));
        out
    }

    #[test]
    fn spellings_of_the_same_word_fold_to_the_same() {
        for (one, other) in [
            ("Café", "cafe"),
            ("Cafe\u{301}", "cafe"),
            ("Straße", "STRASSE"),
            ("İstanbul", "istanbul"),
            ("ﬁne", "fine"),
            ("２０２６", "2026"),
            ("Łódź", "lodz"),
            ("ΟΔΟΣ", "οδος"),
            ("ｶﾅ", "カナ"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} and {other}");
        }
    }

    #[test]
    fn what_is_passed_over_as_plain_folds_to_itself_and_stands_alone() {
        for one in ('\0'..=char::MAX).filter(|one| is_plain_single(*one)) {
            assert!(one.nfkc().flat_map(char::to_lowercase).eq([one]), "{one}");
            assert!(is_unspaced(one) && one.is_alphanumeric() && !is_combining_mark(one), "{one}");
        }
    }

    #[test]
    fn marks_that_make_another_letter_stay() {
        assert_ne!(fold("が"), fold("か"));
        assert_eq!(fold("로드맵"), "로드맵");
    }

    #[test]
    fn a_person_is_meant_by_the_whole_name_or_one_word_of_it() {
        assert!(is_called("Dana K", "dana k") && is_called("Dana K", "Dána") && is_called("Dana K", "k"));
        assert!(!is_called("Dana K", "dan") && !is_called("Dana K", "Dana L"));
    }

    #[test]
    fn names_keep_the_signs_that_tell_them_apart() {
        assert_ne!(fold_name("C++"), fold_name("C#"));
        assert_eq!(fold_name("  Q3   Planning "), "q3 planning");
    }
}
