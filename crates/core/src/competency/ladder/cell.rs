//! What stands in one cell of a table.

/// What people write where there is nothing to say.
const BLANK: [&str; 9] = ["-", "–", "—", "--", "n/a", "na", "tbd", "...", "…"];

/// Signs before the items of a list.
const BULLETS: [char; 9] = ['•', '◦', '▪', '‣', '●', '○', '·', '∙', '-'];

/// The text of a cell: one line for each item of a list, without the signs before them. Empty where
/// there is nothing to say.
pub(super) fn text(raw: &str) -> String {
    let raw = raw.replace("<br>", "\n").replace("<br/>", "\n").replace("<br />", "\n").replace("<BR>", "\n");
    let mut lines: Vec<String> = Vec::new();
    for line in raw.split(['\n', '\u{2028}', '\u{2029}', '\u{0B}']) {
        // A list on one line, as some programs paste it.
        let inline = line.matches('•').count() > 1;
        let parts = if inline { line.split('•').collect() } else { vec![line] };
        lines.extend(parts.into_iter().map(item).filter(|line| !line.is_empty()));
    }
    let text = lines.join("\n");
    if is_blank(&text) { String::new() } else { text }
}

/// The text of a cell that names something.
pub(super) fn name(raw: &str) -> String {
    let name = text(raw).split_whitespace().collect::<Vec<_>>().join(" ");
    let inner = name.strip_prefix("**").and_then(|name| name.strip_suffix("**")).unwrap_or(&name);
    inner.trim().trim_end_matches(':').trim_end().to_owned()
}

fn is_blank(text: &str) -> bool {
    BLANK.iter().any(|blank| text.eq_ignore_ascii_case(blank))
}

/// A line without the sign before it, with single spaces and without what cannot be seen.
fn item(line: &str) -> String {
    let seen = |letter: char| !matches!(letter, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}');
    let line: String = line
        .chars()
        .filter(|letter| seen(*letter))
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    without_sign(&line).to_owned()
}

fn without_sign(line: &str) -> &str {
    let rest = line.trim_start_matches(BULLETS);
    // A hyphen belongs to the word that it touches.
    let is_sign = rest.len() < line.len() && (rest.starts_with(' ') || rest.is_empty() || !line.starts_with('-'));
    if is_sign {
        return rest.trim_start();
    }
    if let Some(rest) = line.strip_prefix("* ").or_else(|| line.strip_prefix("+ ")) {
        return rest.trim_start();
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    match line.get(digits..) {
        Some(rest) if (1..=2).contains(&digits) && (rest.starts_with(". ") || rest.starts_with(") ")) => {
            rest.get(2..).unwrap_or_default().trim_start()
        }
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_list_is_one_line_for_each_item() {
        assert_eq!(text("- Ships small things\n-  Asks  for help\n\n"), "Ships small things\nAsks for help");
        assert_eq!(text("• One • Two •Three"), "One\nTwo\nThree");
        assert_eq!(text("1. One<br>2) Two"), "One\nTwo");
        assert_eq!(text("* One\n+ Two"), "One\nTwo");
        assert_eq!(text("- One\n-\n- Two"), "One\nTwo");
        assert_eq!(text("\u{a0}Runs\tthings\u{200b} "), "Runs things");
    }

    #[test]
    fn what_only_looks_like_a_sign_stays() {
        assert_eq!(text("-5 % of churn"), "-5 % of churn");
        assert_eq!(text("2026 plan"), "2026 plan");
        assert_eq!(text("Well-kept"), "Well-kept");
        assert_eq!(text("*Not* a list"), "*Not* a list");
    }

    #[test]
    fn what_says_nothing_is_empty() {
        for nothing in ["", " ", "-", "n/a", "N/A", "—", "\n\n", "TBD"] {
            assert_eq!(text(nothing), "", "{nothing:?}");
        }
    }

    #[test]
    fn a_name_is_one_line() {
        assert_eq!(name("**Product\nsense:**"), "Product sense");
        assert_eq!(name(" 1. Strategy: "), "Strategy");
    }

    proptest! {
        #[test]
        fn what_was_cleaned_stays_as_it_is(raw in "\\PC{0,40}|[-•*+0-9.) \n]{0,12}[a-z ]{0,8}") {
            let once = text(&raw);
            // A sign behind a sign is one of the text.
            let again = text(&once);
            prop_assert!(again.len() <= once.len());
            prop_assert!(once.lines().all(|line| !line.trim().is_empty() && line.trim() == line));
        }
    }
}
