//! A reading from one line: a title, a link, or both in either order.

use super::{ReadingItem, ReadingSort, is_link};

impl ReadingItem {
    /// What somebody typed or pasted: whatever is a link in it becomes the link, the rest is the title. A link
    /// alone gets its title from its last part. With a link it is an article until something else is said,
    /// without one a book.
    pub fn of_line(text: &str) -> Self {
        let link = text.split_whitespace().map(bare).find(|word| is_link(word)).unwrap_or_default();
        let title: Vec<&str> = text.split_whitespace().filter(|word| link.is_empty() || bare(word) != link).collect();
        let title = title.join(" ");
        // What stood between the two.
        let title = title.trim_matches([' ', '-', '–', '—', ':', '|', '·', ',']);
        let sort = if link.is_empty() { ReadingSort::Book } else { ReadingSort::Article };
        let title = if title.is_empty() { title_of(link) } else { title.to_owned() };
        Self { sort, title, link: link.to_owned(), ..Self::default() }
    }
}

/// A word without the brackets that text puts around a link.
fn bare(word: &str) -> &str {
    word.trim_start_matches(['<', '(', '[']).trim_end_matches(['>', ')', ']', ',', ';'])
}

/// The last part of a link that has words in it, as words; the host where none has.
fn title_of(link: &str) -> String {
    let rest = link.split_once("//").or_else(|| link.split_once(':')).map_or(link, |(_, rest)| rest);
    let path = rest.split(['?', '#']).next().unwrap_or(rest);
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    let host = parts.next().unwrap_or(path);
    let slug = parts.rfind(|part| part.chars().filter(|one| one.is_alphabetic()).count() > 2);
    let Some(slug) = slug else { return host.trim_start_matches("www.").to_owned() };
    let name = match slug.rsplit_once('.') {
        Some((name, ending)) if ending.len() <= 4 => name,
        _ => slug,
    };
    let words = name.replace(['-', '_', '+'], " ").replace("%20", " ");
    let mut letters = words.trim().chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_line_is_taken_apart_into_title_and_link() {
        for (line, title, link) in [
            ("Good Strategy Bad Strategy", "Good Strategy Bad Strategy", ""),
            ("How we hire https://example.com/hire", "How we hire", "https://example.com/hire"),
            ("https://example.com/hire – How we hire", "How we hire", "https://example.com/hire"),
            ("On memos (https://example.com/a),", "On memos", "https://example.com/a"),
            (
                "https://www.example.com/2026/03/the-weekly_memo.html?from=mail",
                "The weekly memo",
                "https://www.example.com/2026/03/the-weekly_memo.html?from=mail",
            ),
            ("https://www.example.com/", "example.com", "https://www.example.com/"),
            ("http://example.com/plain", "http://example.com/plain", ""),
            ("  Two   spaces ", "Two spaces", ""),
        ] {
            let item = ReadingItem::of_line(line);
            assert_eq!((item.title.as_str(), item.link.as_str()), (title, link), "{line}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_pasted_has_a_title_and_passes_or_is_refused_for_its_length(text in "\\PC{1,80}") {
            let item = ReadingItem::of_line(&text);
            if item.title.trim().is_empty() {
                prop_assert!(!text.chars().any(char::is_alphanumeric), "words were lost");
            } else {
                prop_assert!(item.check().is_ok());
            }
        }
    }
}
