//! What a manager is told of a week.

use serde::Serialize;
use specta::Type;

use super::kept::{WeekPick, WeekReview};
use crate::portfolio::escape;

/// An update, ready to be pasted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Type)]
pub struct ManagerUpdate {
    /// In Markdown; empty while nothing was picked or written.
    pub markdown: String,
    /// The same without marks.
    pub text: String,
}

impl ManagerUpdate {
    /// Composed of what was picked and written, and of nothing else.
    pub(super) fn of(review: &WeekReview) -> Self {
        let lines: Vec<(&str, String)> = [("Win", &review.win), ("Learned", &review.lesson), ("Next", &review.next)]
            .into_iter()
            .filter_map(|(label, pick)| Some((label, one_line(pick.as_ref()?))))
            .filter(|(_, words)| !words.is_empty())
            .collect();
        let note = review.note.trim();
        if lines.is_empty() && note.is_empty() {
            return Self::default();
        }
        let week = review.week.words();
        let of = |title: String, line: fn(&str, &str) -> String| {
            let lines = lines.iter().map(|(label, words)| line(label, words)).collect::<Vec<_>>().join("\n");
            let parts = [title, lines, note.to_owned()];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n") + "\n"
        };
        Self {
            markdown: of(format!("**{week}**"), |label, words| format!("- **{label}:** {}", escape(words))),
            text: of(week, |label, words| format!("{label}: {words}")),
        }
    }
}

fn one_line(pick: &WeekPick) -> String {
    pick.words.split_whitespace().collect::<Vec<_>>().join(" ")
}
