//! Keys made of names.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

/// Characters of a key that is made of a name.
const LONGEST: usize = 48;

/// A key made of a name: small letters and digits, the words joined by hyphens.
pub(crate) fn of(name: &str) -> String {
    let mut key = String::new();
    let letters = name.nfkd().filter(|letter| !unicode_normalization::char::is_combining_mark(*letter));
    for letter in letters {
        if letter.is_ascii_alphanumeric() {
            key.push(letter.to_ascii_lowercase());
        } else if !key.is_empty() && !key.ends_with('-') && letter != '\'' && letter != '’' {
            key.push('-');
        }
        if key.len() >= LONGEST {
            break;
        }
    }
    let key = key.trim_matches('-');
    // Nothing of a name in another script is left.
    if key.is_empty() { "competency".to_owned() } else { key.to_owned() }
}

/// The same, with a number behind it if it is taken; it is taken from then on.
pub(crate) fn fresh(name: &str, taken: &mut BTreeSet<String>) -> String {
    let key = of(name);
    let free = std::iter::once(key.clone())
        .chain((2..).map(|number| format!("{key}-{number}")))
        .find(|key| !taken.contains(key))
        .unwrap_or(key);
    taken.insert(free.clone());
    free
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_of_the_letters_of_a_name() {
        assert_eq!(of("Product Sense & Craft"), "product-sense-craft");
        assert_eq!(of("  Données/Übersicht 2 "), "donnees-ubersicht-2");
        assert_eq!(of("Customer's voice"), "customers-voice");
        assert_eq!(of("战略"), "competency");
        assert!(of(&"long ".repeat(40)).len() <= LONGEST);
    }

    #[test]
    fn no_two_are_the_same() {
        let mut taken = BTreeSet::new();
        let keys: Vec<String> = ["战略", "沟通", "Strategy", "strategy!"].map(|name| fresh(name, &mut taken)).to_vec();
        assert_eq!(keys, ["competency", "competency-2", "strategy", "strategy-2"]);
    }
}
