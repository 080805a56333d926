//! A page as a picture: an SVG document in which a line of letters is one shape.
//!
//! What typst draws refers to the shape of each letter once for each place where it stands, and whoever shows it copies
//! the shape to all of these places: thousands a page, which takes longer than all that comes before it.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use roxmltree::{Attribute, Document, Node};
use typst_layout::Page;
use typst_svg::SvgOptions;

/// What a letter's shape begins with, before everything in it is told from where it ended before.
const ORIGIN: &str = "M 0 0";

/// The namespace of what a `use` refers to.
const XLINK: &str = "http://www.w3.org/1999/xlink";

pub(super) fn of(page: &Page) -> String {
    let drawn = typst_svg::svg(page, &SvgOptions { render_bleed: false, pretty: false });
    let joined = joined(&drawn).unwrap_or(drawn);
    // It goes to the page as text in quotation marks, where each one of its own would have to be told from those.
    if joined.contains('\'') { joined } else { joined.replace('"', "'") }
}

/// The same with joined letters; nothing where `svg` is none.
fn joined(svg: &str) -> Option<String> {
    let document = Document::parse(svg).ok()?;
    let shapes = document.descendants().filter_map(shape).map(|(id, path)| (id, shortened(path)));
    let shapes: HashMap<&str, String> = shapes.collect();
    let mut instead: Vec<(Range<usize>, String)> = Vec::new();
    let mut needed = HashSet::new();
    for node in document.descendants().filter(|node| is(*node, "g")) {
        match line(node, &shapes) {
            Some(line) => instead.push((node.range(), line)),
            None => needed.extend(node.children().filter_map(letter).map(|(id, ..)| id)),
        }
    }
    let shapes = document.descendants().filter(|node| shape(*node).is_some_and(|(id, _)| !needed.contains(id)));
    instead.extend(shapes.map(|node| (node.range(), String::new())));
    instead.sort_by_key(|(range, _)| range.start);

    let mut joined = String::with_capacity(2 * svg.len());
    let mut from = 0;
    for (range, text) in instead {
        joined.push_str(svg.get(from..range.start)?);
        joined.push_str(&text);
        from = range.end;
    }
    joined.push_str(svg.get(from..)?);
    Some(joined)
}

fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

/// A letter's shape, by what is referred to.
fn shape<'a>(node: Node<'a, '_>) -> Option<(&'a str, &'a str)> {
    let path = node.first_element_child().filter(|path| is(node, "symbol") && is(*path, "path"))?;
    Some((node.attribute("id")?, path.attribute("d")?.strip_prefix(ORIGIN)?))
}

/// What a letter refers to, and where it stands.
fn letter<'a>(node: Node<'a, '_>) -> Option<(&'a str, &'a str, &'a str)> {
    let id = node.attribute((XLINK, "href")).filter(|_| is(node, "use"))?.strip_prefix('#')?;
    Some((id, node.attribute("x")?, node.attribute("y")?))
}

/// How a letter is painted.
fn paint<'a>(node: Node<'a, 'a>) -> Vec<(&'a str, &'a str)> {
    let is_place = |one: &Attribute<'_, '_>| one.namespace().is_some() || ["x", "y"].contains(&one.name());
    node.attributes().filter(|one| !is_place(one)).map(|one| (one.name(), one.value())).collect()
}

/// The letters of a group as one shape, if there is nothing else in it and all of them are painted alike.
fn line<'a>(group: Node<'a, 'a>, shapes: &HashMap<&str, String>) -> Option<String> {
    let mut path = String::new();
    let mut painted = None;
    for node in group.children() {
        let (id, x, y) = letter(node)?;
        let shape = shapes.get(id)?;
        let paint = paint(node);
        // What is painted from a gradient depends on where it stands.
        if paint.iter().any(|(_, how)| how.contains("url(")) || *painted.get_or_insert_with(|| paint.clone()) != paint {
            return None;
        }
        path.push('M');
        shorten(x, &mut path);
        path.push(' ');
        shorten(y, &mut path);
        path.push_str(shape);
    }
    let attributes = group.attributes().map(|one| (one.name(), one.value())).chain(painted?);
    let attributes = attributes.map(|(name, value)| format!(" {name}=\"{value}\"")).collect::<String>();
    // They are names of colours and numbers; anything else stays as it was drawn.
    (!attributes.contains(['<', '&'])).then(|| format!("<path{attributes} d=\"{path}\"/>"))
}

fn shortened(part: &str) -> String {
    let mut path = String::with_capacity(part.len());
    shorten(part, &mut path);
    path
}

/// Adds the part of a path with hundredths of a point: about what the letters themselves are drawn in.
fn shorten(part: &str, path: &mut String) {
    let mut rest = part;
    while let Some(at) = rest.find(in_number) {
        let (before, from) = rest.split_at(at);
        let (number, after) = from.split_at(from.find(|c| !in_number(c)).unwrap_or(from.len()));
        path.push_str(before);
        match number.parse::<f64>() {
            Ok(value) => push_hundredths(value, path),
            Err(_) => path.push_str(number),
        }
        rest = after;
    }
    path.push_str(rest);
}

fn in_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | '-' | 'e')
}

fn push_hundredths(value: f64, path: &mut String) {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
    let digits = if digits.len() > 1 { digits.strip_prefix('0').unwrap_or(digits) } else { digits };
    if digits != "0" {
        path.push_str(sign);
    }
    path.push_str(digits);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A page as it is drawn: a line of `letters`, and the shape that they refer to.
    fn page(letters: &str) -> String {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"{XLINK}\"><path d=\"M 0 0h 9\"/><g \
             transform=\"matrix(1 0 0 -1 4 5)\">{letters}</g><defs><symbol id=\"g1\" overflow=\"visible\"><path d=\"M 0 0m \
             0.123456789 -0.002l 10 1e-9Z\"/></symbol></defs></svg>"
        )
    }

    fn letter_at(x: &str, fill: &str) -> String {
        format!("<use xlink:href=\"#g1\" x=\"{x}\" y=\"0\" fill=\"{fill}\"/>")
    }

    #[test]
    fn a_line_of_letters_becomes_one_shape() {
        let drawn = page(&(letter_at("0", "#16233a") + &letter_at("7.128", "#16233a")));
        insta::assert_snapshot!(joined(&drawn).unwrap(), @r##"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><path d="M 0 0h 9"/><path transform="matrix(1 0 0 -1 4 5)" fill="#16233a" d="M0 0m .12 0l 10 0ZM7.13 0m .12 0l 10 0Z"/><defs></defs></svg>"##);
    }

    #[test]
    fn letters_that_are_not_painted_alike_stay_as_they_are_drawn() {
        for letters in [
            letter_at("0", "#16233a") + &letter_at("7", "#ffffff"),
            letter_at("0", "url(#f1)"),
            letter_at("0", "#16233a") + "<path d=\"M 0 0h 9\"/>",
        ] {
            let drawn = page(&letters);
            assert_eq!(joined(&drawn).unwrap(), drawn);
        }
        assert_eq!(joined("no picture"), None);
    }

    proptest! {
        #[test]
        fn a_number_stays_within_half_a_hundredth(value in -2000.0_f64..2000.0) {
            let path = shortened(&format!("m {value}Z"));
            let short: f64 = path.strip_prefix("m ").and_then(|rest| rest.strip_suffix('Z')).unwrap().parse().unwrap();
            prop_assert!((short - value).abs() < 0.00501, "{value} became {path}");
        }
    }
}
