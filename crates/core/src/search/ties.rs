//! Words that only hold sentences together, or that any sentence may have, such as in `of the` and `to see`.
//!
//! Many entries have both of them, and to find out where one follows the other takes a hundred times as
//! long as to look that up. So where words have a place, two of them in a row have a term of their own.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::words::folded_pieces;
use crate::language;

/// Stands before such pairs, so that they are never taken for words.
pub(super) const TIE: char = '\u{3}';

/// Bytes of the longest word of which there are such pairs.
const LONGEST_TIE: usize = 10;

/// English words of which there are such pairs, too: common, and with too little to say of a language to be
/// among those by which one is told.
const MORE_TIES: &str = "him them their been if up out all my then than some where after before again very much into only \
    other more such being how its any now one can may must has your us here down own too through between \
    while since until still just also both each even never always well back first last next most many";

/// What people do in any English sentence: the commonest verbs.
const VERBS: &str = "get gets got getting go goes going gone went make makes made making take takes took taken taking \
    see sees saw seen come comes came coming give gives gave given know knows knew known think thinks thought \
    say says said tell tells told ask asks asked want wants wanted need needs needed try tries tried trying \
    use used find found look looks looked looking keep keeps kept let put seem seems seemed feel felt";

/// Writes the term of two folded words in a row that hold sentences together. It stands where the second does.
pub(super) fn tie(first: &str, second: &str, term: &mut String) {
    term.push(TIE);
    [first, " ", second].into_iter().for_each(|part| term.push_str(part));
}

/// Whether a folded word is one of those, in whatever language.
pub(super) fn ties(folded: &str) -> bool {
    static TIES: LazyLock<HashSet<Box<str>>> = LazyLock::new(|| {
        let more = [MORE_TIES, VERBS].into_iter().flat_map(|words| words.split(' '));
        language::all_that_hold_together().chain(more).flat_map(folded_pieces).map(String::into_boxed_str).collect()
    });
    folded.len() <= LONGEST_TIE && TIES.contains(folded)
}
