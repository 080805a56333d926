//! Texts of the journal on a terminal.
//!
//! What somebody imported may hold anything, also the codes that move a cursor or change a
//! terminal's title. None of them reach the terminal.

use anstyle::Style;
use helmlog_core::journal::{Content, Tagged};

/// What a search found, also within a title, which is bold already.
const MARK: Style = Style::new().bold().underline();

/// As in "once", "twice", "5 times".
pub(crate) fn often(times: u32) -> String {
    match times {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        times => format!("{times} times"),
    }
}

/// The text without characters that a terminal would act on. Line breaks and tabs stay.
pub(crate) fn harmless(text: &str) -> String {
    text.chars().filter(|&one| one == '\n' || one == '\t' || !one.is_control()).collect()
}

/// The same on a single line.
pub(crate) fn one_line(text: &str) -> String {
    text.chars().map(|one| if one.is_whitespace() { ' ' } else { one }).filter(|one| !one.is_control()).collect()
}

/// Breaks lines at spaces so that none is longer than `width` columns, if it says so. What is
/// indented or stands in a fence of code is left alone, and so are words longer than a line.
pub(crate) fn wrapped(text: &str, width: Option<usize>) -> String {
    let text = harmless(text);
    let Some(width) = width else { return text };
    let mut lines = Vec::new();
    let mut in_code = false;
    for line in text.lines() {
        let fence = line.trim_start().starts_with("```");
        in_code ^= fence;
        if fence || in_code || columns(line) <= width || line.starts_with(' ') || line.starts_with('\t') {
            lines.push(line.to_owned());
        } else {
            wrap_line(line, width, &mut lines);
        }
    }
    lines.join("\n")
}

fn wrap_line(line: &str, width: usize, lines: &mut Vec<String>) {
    // What follows "- " or "1. " stays under the words, not under the mark.
    let hang = match line.split_once(' ') {
        Some((mark, _)) if matches!(mark, "-" | "*" | "+" | ">") || is_number(mark) => mark.len() + 1,
        _ => 0,
    };
    let mut current = String::new();
    for word in line.split(' ') {
        if !current.trim().is_empty() && columns(&current) + 1 + columns(word) > width {
            lines.push(std::mem::replace(&mut current, " ".repeat(hang)));
        } else if !current.is_empty() {
            current.push(' ');
        }
        current.push_str(word);
    }
    lines.push(current);
}

fn is_number(mark: &str) -> bool {
    mark.len() <= 4 && mark.strip_suffix('.').is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The text on one line in `style`, with what lies between `marks` emphasised; they count
/// characters.
pub(crate) fn marked(text: &str, marks: &[[u32; 2]], style: Style) -> String {
    let mut out = style.to_string();
    for (at, one) in (0..).zip(text.chars()) {
        if marks.iter().any(|[from, to]| *to == at && from < to) {
            out.push_str(&format!("{MARK:#}{style}"));
        }
        if marks.iter().any(|[from, to]| *from == at && from < to) {
            out.push_str(&MARK.to_string());
        }
        if one.is_whitespace() {
            out.push(' ');
        } else if !one.is_control() {
            out.push(one);
        }
    }
    // A mark may end where the text does, or behind it.
    out.push_str(&format!("{MARK:#}"));
    out
}

/// The columns that a text takes on a terminal.
pub(crate) fn columns(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

/// The text with spaces after it, up to `width` columns.
pub(crate) fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(columns(text))))
}

/// "1 entry", "2 entries".
pub(crate) fn count(number: u32, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}

/// A length in bytes as people say it: "840 KB", "2.1 MB".
pub(crate) fn size(bytes: u64) -> String {
    let tenths = |unit: u64| (bytes.saturating_mul(10) + unit / 2) / unit;
    match bytes {
        0..1_000_000 => format!("{} KB", bytes.div_ceil(1000)),
        1_000_000..1_000_000_000 => format!("{}.{} MB", tenths(1_000_000) / 10, tenths(1_000_000) % 10),
        _ => format!("{}.{} GB", tenths(1_000_000_000) / 10, tenths(1_000_000_000) % 10),
    }
}

/// A competency as it is written on the command line.
pub(crate) fn tagged(tagged: &Tagged) -> String {
    match tagged.level {
        Some(level) => format!("{}:{level}", tagged.key),
        None => tagged.key.clone(),
    }
}

/// What an entry is filed under, on one line.
pub(crate) fn filed(content: &Content) -> String {
    let mut words: Vec<String> = content.competencies.iter().map(tagged).collect();
    words.extend(content.tags.iter().map(|tag| format!("#{tag}")));
    words.extend(content.project.iter().map(|project| format!("project {project}")));
    words.extend(content.people.iter().map(|name| format!("@{name}")));
    if content.starred {
        words.push("starred".to_owned());
    }
    one_line(&words.join(" · "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_act_on_does_not_reach_it() {
        assert_eq!(harmless("a\x1b[2Jb\x07\u{9b}c\nd\te\r"), "a[2Jbc\nd\te");
        assert_eq!(one_line("a\nb\x1b\tc"), "a b c");
    }

    #[test]
    fn lines_break_at_spaces_and_marks_hang() {
        assert_eq!(wrapped("one two three four", Some(9)), "one two\nthree\nfour");
        assert_eq!(wrapped("- one two three", Some(9)), "- one two\n  three");
        assert_eq!(wrapped("averylongwordindeed a", Some(9)), "averylongwordindeed\na");
        assert_eq!(wrapped("```\nleave this line alone\n```", Some(9)), "```\nleave this line alone\n```");
        assert_eq!(wrapped("one two three four", None), "one two three four");
        assert_eq!(wrapped("", Some(9)), "");
    }

    #[test]
    fn marks_count_characters_and_not_bytes_and_hide_nothing_harmful() {
        let shown = marked("Überroadmap\u{1b}[2J", &[[4, 11]], Style::new());
        assert_eq!(shown, format!("Über{MARK}roadmap{MARK:#}[2J{MARK:#}"));
        let bold = Style::new().bold();
        assert_eq!(marked("all of", &[[0, 3]], bold), format!("{bold}{MARK}all{MARK:#}{bold} of{MARK:#}"));
        assert!(marked("strange", &[[5, 2], [90, 100]], Style::new()).starts_with("strange"));
    }

    #[test]
    fn lengths_are_said_in_the_unit_that_reads_well() {
        assert_eq!([size(0), size(1), size(840_123)], ["0 KB", "1 KB", "841 KB"]);
        assert_eq!([size(2_149_000), size(1_000_000_000)], ["2.1 MB", "1.0 GB"]);
    }

    #[test]
    fn wide_characters_count_as_two_columns() {
        assert_eq!(wrapped("日本 日本 日本", Some(9)), "日本 日本\n日本");
        assert_eq!(padded("日本", 6), "日本  ");
    }
}
