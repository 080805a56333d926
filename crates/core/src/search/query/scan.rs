//! Cutting the text of a query into atoms: quotes, fields, words.

/// Quotation marks that are taken for each other, because editors exchange them.
pub(super) const QUOTES: [char; 5] = ['"', '“', '”', '„', '‟'];

/// A part of a query between spaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Atom<'t> {
    /// Whether a `-` stands before it.
    pub(super) not: bool,
    /// All of it behind the `-`, as it was typed.
    pub(super) raw: &'t str,
    pub(super) shape: Shape<'t>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape<'t> {
    /// A word, whatever is in it.
    Bare(&'t str),
    /// Text in quotation marks.
    Quoted(&'t str),
    /// A quotation mark without its fellow; everything to the end.
    Open,
    /// `name:value` with a name that is known, in lower case.
    Field { name: &'static str, value: &'t str, quoted: bool },
}

/// The next atom and what follows it.
pub(super) fn next<'t>(text: &'t str, names: &[&'static str]) -> Option<(Atom<'t>, &'t str)> {
    let text = text.trim_start();
    if text.is_empty() {
        return None;
    }
    let (not, text) = match text.strip_prefix('-') {
        Some(rest) if rest.starts_with(|next: char| !next.is_whitespace()) => (true, rest),
        _ => (false, text),
    };
    let (shape, length) = shape(text, names);
    let (raw, rest) = text.split_at_checked(length).unwrap_or((text, ""));
    Some((Atom { not, raw: raw.trim_end(), shape }, rest))
}

/// What stands at the beginning of `text`, and how many bytes of it that is.
fn shape<'t>(text: &'t str, names: &[&'static str]) -> (Shape<'t>, usize) {
    if text.starts_with(QUOTES) {
        return match quoted(text) {
            Some((inner, length)) => (Shape::Quoted(inner), length),
            None => (Shape::Open, text.len()),
        };
    }
    let bare = text.split(char::is_whitespace).next().unwrap_or(text);
    let Some((name, value)) = bare.split_once(':') else {
        return (Shape::Bare(bare), bare.len());
    };
    let Some(known) = names.iter().copied().find(|known| known.eq_ignore_ascii_case(name)) else {
        return (Shape::Bare(bare), bare.len());
    };
    if !value.starts_with(QUOTES) {
        return (Shape::Field { name: known, value, quoted: false }, bare.len());
    }
    let before = name.len() + 1;
    match text.get(before..).and_then(quoted) {
        Some((value, length)) => (Shape::Field { name: known, value, quoted: true }, before + length),
        None => (Shape::Open, text.len()),
    }
}

/// What is between the quotation mark that `text` begins with and the next one, and how many bytes
/// that is with both.
fn quoted(text: &str) -> Option<(&str, usize)> {
    let mut marks = text.match_indices(QUOTES);
    let (first, mark) = marks.next()?;
    let (second, end) = marks.next()?;
    let inner = text.get(first + mark.len()..second)?;
    Some((inner.trim(), second + end.len()))
}
