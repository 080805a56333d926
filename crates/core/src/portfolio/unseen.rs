//! Characters that nobody sees.
//!
//! They come along with what is pasted from pages and documents, some of them to tell copies apart, and whoever gets
//! the file could read them. No file has them; the lint says where they stand.

use std::slice;

use super::lint::{Finding, FindingCode, Fix};
use super::model::{Part, Passage, Portfolio, Statement};
use super::texts::Where;
use crate::growth::say;

/// Begins the flag of a part of a country, whose letters are tags.
const FLAG: char = '\u{1f3f4}';

/// Whether it leaves no trace on the page and no word, no emoji and no direction of writing needs it.
fn is_unseen(letter: char) -> bool {
    match letter {
        '\n' | '\t' => false,
        // Soft hyphen, joiners and marks without a width, fillers, and what is not interpreted any more.
        '\u{ad}' | '\u{34f}' | '\u{180e}' | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{206a}'..='\u{206f}' => true,
        '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' => true,
        '\u{1d173}'..='\u{1d17a}' => true,
        _ => letter.is_control() || is_tag(letter),
    }
}

const fn is_tag(letter: char) -> bool {
    matches!(letter, '\u{e0000}'..='\u{e007f}')
}

/// The text without them, and how many there were; nothing where there are none.
fn without(text: &str) -> Option<(String, usize)> {
    // Most texts have none, and are looked at once.
    if !text.chars().any(is_unseen) {
        return None;
    }
    let mut left = String::with_capacity(text.len());
    let (mut count, mut in_flag) = (0, false);
    for letter in text.chars() {
        in_flag = letter == FLAG || in_flag && is_tag(letter);
        if is_unseen(letter) && !in_flag {
            count += 1;
        } else {
            left.push(letter);
        }
    }
    (count > 0).then_some((left, count))
}

impl Portfolio {
    /// Takes them out of every text.
    pub(super) fn drop_unseen(&mut self) {
        self.each_text(&mut |_, _, text| {
            if let Some((seen, _)) = without(text) {
                *text = seen;
            }
        });
    }

    /// Where they stand, with the way there.
    pub(super) fn unseen(&self) -> Vec<Finding> {
        let mut places: Vec<(Where, usize)> = Vec::new();
        self.clone().each_text(&mut |here, _, text| {
            let Some((_, count)) = without(text) else { return };
            match places.iter_mut().find(|(place, _)| *place == here) {
                Some((_, known)) => *known += count,
                None => places.push((here, count)),
            }
        });
        places.into_iter().map(|(place, count)| self.finding(place, count)).collect()
    }

    fn finding(&self, place: Where, count: usize) -> Finding {
        let (section, story) = place.told();
        let holder = story.map_or_else(|| format!("“{section}”"), |number| format!("Story {number}"));
        let message = match count {
            1 => format!("{holder} has a character that nobody sees. It is left out of every file."),
            _ => format!(
                "{holder} has {} characters that nobody sees. They are left out of every file.",
                say::number(u32::try_from(count).unwrap_or(u32::MAX))
            ),
        };
        let fix = self.way_to(place);
        let entry = match &fix {
            Some(Fix::OpenEntry { entry }) => Some(*entry),
            _ => None,
        };
        Finding { code: FindingCode::Unseen, message, entry, story, fix, blocks: false }
    }

    /// To where the words come from: the author's own, or the entry.
    fn way_to(&self, place: Where) -> Option<Fix> {
        match place {
            Where::Cover => Some(Fix::WriteCase),
            Where::Expectations => Some(Fix::WriteExpectations),
            Where::Growth => Some(Fix::OpenPlan),
            Where::Matrix => {
                let mut rows = self.matrix.iter();
                let row = rows.find(|row| without(&row.name).is_some() || without(&row.why).is_some())?;
                Some(Fix::ShowEvidence { key: row.key.clone() })
            }
            Where::Outcomes => self.source(self.outcomes.iter().map(statement)),
            Where::Leading => self.source(self.leading.iter().flat_map(|group| &group.statements).map(statement)),
            Where::Feedback => self.source(self.feedback.iter().map(passage)),
            Where::Appendix => {
                self.source(self.references.iter().map(|one| (&*one.title, slice::from_ref(&one.number))))
            }
            Where::Story(number) => {
                let story = self.stories.iter().find(|story| story.number == number)?;
                self.part(&story.parts, &story.title, story.named_after)
            }
            Where::Setback => {
                let setback = self.setback.as_ref()?;
                self.part(&setback.parts, &setback.title, setback.named_after)
            }
        }
    }

    /// To the part that has them, where it is in the author's words, and otherwise to the entry behind it.
    fn part(&self, parts: &[Part], title: &str, named_after: u32) -> Option<Fix> {
        match parts.iter().find(|part| part.passages.iter().any(|one| without(&one.text).is_some())) {
            Some(part) if part.edited => Some(Fix::WritePart { role: part.role }),
            Some(part) => self.source(part.passages.iter().map(passage)),
            None => self.source([(title, slice::from_ref(&named_after))]),
        }
    }

    /// To the entry on which the first text that has them rests.
    fn source<'a>(&self, texts: impl IntoIterator<Item = (&'a str, &'a [u32])>) -> Option<Fix> {
        let (_, refs) = texts.into_iter().find(|(text, _)| without(text).is_some())?;
        self.reference(*refs.first()?).map(|one| Fix::OpenEntry { entry: one.id })
    }
}

fn statement(one: &Statement) -> (&str, &[u32]) {
    (&one.text, &one.refs)
}

fn passage(one: &Passage) -> (&str, &[u32]) {
    (&one.text, &one.refs)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn seen(text: &str) -> String {
        without(text).map_or_else(|| text.to_owned(), |(seen, _)| seen)
    }

    #[test]
    fn what_a_page_or_a_watermark_left_in_a_text_is_taken_out_and_what_is_written_with_it_stays() {
        for (text, wanted) in [
            ("the\u{200b} launch\u{feff}", "the launch"),
            ("dead\u{ad}line", "deadline"),
            ("for you\u{e0041}\u{e0044}\u{e0041} alone", "for you alone"),
            ("bell\u{7}, no\u{0} null", "bell, no null"),
            ("two\nlines\tand a tab", "two\nlines\tand a tab"),
            (
                "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f} Scotland",
                "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f} Scotland",
            ),
            (
                "👩\u{200d}💻 ❤\u{fe0f} می\u{200c}خواهم \u{200f}שלום",
                "👩\u{200d}💻 ❤\u{fe0f} می\u{200c}خواهم \u{200f}שלום",
            ),
        ] {
            assert_eq!(seen(text), wanted);
        }
    }

    proptest! {
        #[test]
        fn nothing_else_is_lost_and_nothing_is_left(text in "(\\PC|[\u{200b}\u{ad}\u{feff}\u{e0041}\u{7}]){0,40}") {
            let seen = seen(&text);
            prop_assert_eq!(without(&seen), None);
            let kept = |text: &str| text.chars().filter(|letter| !is_unseen(*letter)).collect::<String>();
            prop_assert_eq!(kept(&seen), kept(&text));
        }
    }
}
